// SPDX-License-Identifier: GPL-3.0-or-later
#include "polynomials/simple_squares.hpp"

#include <algorithm>
#include <map>
#include <numeric>
#include <set>

#include "polynomials/gram_system.hpp"
#include "polynomials/linear_program.hpp"

namespace geq::polynomials {

namespace {

constexpr std::size_t max_table = 60'000;  // entries of the table of the linear program
constexpr std::size_t max_pivots = 250;
constexpr std::size_t max_permuted = 5;  // variables of which all permutations are tried; of more, rotations only

using Exponents = std::vector<std::uint32_t>;
using Places = std::vector<std::size_t>;  // where each variable goes

Polynomial permuted(const Polynomial& polynomial, const Places& places) {
  std::vector<Term> terms = polynomial.terms();
  for (Term& term : terms) {
    const Exponents from = term.exponents;
    for (std::size_t i = 0; i < from.size(); ++i) term.exponents[places[i]] = from[i];
  }
  return Polynomial::from_terms(polynomial.ring(), terms);
}

Places rotation(std::size_t variables, std::size_t by) {
  Places result(variables);
  for (std::size_t i = 0; i < variables; ++i) result[i] = (i + by) % variables;
  return result;
}

/// A permutation of the variables that fixes the question, and what it does to multipliers and equations.
struct Symmetry {
  Places variables, multipliers, equations;
};

std::optional<Places> moved(const std::vector<Polynomial>& polynomials, const Places& variables) {
  Places result;
  for (const Polynomial& polynomial : polynomials) {
    const auto image = std::find(polynomials.begin(), polynomials.end(), permuted(polynomial, variables));
    if (image == polynomials.end()) return {};
    result.push_back(static_cast<std::size_t>(image - polynomials.begin()));
  }
  return result;
}

/// A group: all permutations of few variables that fix the question, or its rotations.
std::vector<Symmetry> symmetries(const SquaresQuestion& question) {
  const std::size_t n = question.goal.variables();
  std::vector<Places> candidates;
  if (n <= max_permuted) {
    Places places = rotation(n, 0);
    do candidates.push_back(places);
    while (std::next_permutation(places.begin(), places.end()));
  } else {
    for (std::size_t by = 0; by < n; ++by) candidates.push_back(rotation(n, by));
  }
  std::vector<Symmetry> result;
  for (Places& places : candidates) {
    if (!(permuted(question.goal, places) == question.goal)) continue;
    auto multipliers = moved(question.multipliers, places);
    auto equations = moved(question.equations, places);
    if (multipliers && equations) result.push_back({std::move(places), std::move(*multipliers), std::move(*equations)});
  }
  return result;
}

/// m r^2, or a multiple of an equation: one column of the linear program.
struct Product {
  std::size_t factor;  ///< which multiplier, or which equation
  Polynomial other;    ///< r, or the multiple
  bool square;
};

/// r and -r have the same square.
Polynomial with_positive_lead(const Polynomial& root) {
  return root.is_zero() || root.terms().front().coefficient.sign() > 0 ? root : -root;
}

class SquaresProgram {
 public:
  explicit SquaresProgram(const SquaresQuestion& question) : question_(question), symmetries_(symmetries(question)) {
    for (const auto& [row, value] : collapsed(question.goal)) right_[row] = value;
  }

  void add_squares(const GramBlock& block, bool wide) {
    const std::vector<Polynomial>& basis = block.basis;
    const auto add_root = [&](const Polynomial& root) { add({block.multiplier, root, true}); };
    for (std::size_t i = 0; i < basis.size(); ++i) {
      if (!wide) add_root(basis[i]);
      for (std::size_t j = 0; j < i; ++j) {
        const Polynomial sum = basis[i] + basis[j], difference = basis[i] - basis[j];
        if (!wide) {
          add_root(sum), add_root(difference);
          continue;
        }
        add_root(sum + basis[j]), add_root(difference - basis[j]);
        add_root(sum + basis[i]), add_root(difference + basis[i]);
        for (std::size_t k = 0; k < basis.size(); ++k) {
          if (k == i || k == j) continue;
          add_root(sum - basis[k].scaled(Rational(2))), add_root(sum - basis[k]), add_root(sum + basis[k]);
        }
      }
      if (is_too_large()) return;
    }
  }

  void add_multiples(const FreeProduct& product) {
    add({product.equation, product.factor, false});
    add({product.equation, -product.factor, false});
  }

  bool is_too_large() const { return rows_.size() * columns_.size() > max_table; }

  std::optional<SquaresIdentity> solve(const StopSignal& stop) {
    std::vector<Rational> right(rows_.size());
    for (const auto& [monomial, value] : right_) {
      const auto row = rows_.find(monomial);
      if (row == rows_.end()) return {};
      right[row->second] = value;
    }
    const auto point = feasible_point(columns_, right, max_pivots, stop);
    return point ? std::optional(spread(*point)) : std::nullopt;
  }

 private:
  /// Coefficients summed over the orbits of monomials.
  std::map<Exponents, Rational> collapsed(const Polynomial& polynomial) const {
    std::map<Exponents, Rational> result;
    for (const Term& term : polynomial.terms()) {
      Exponents greatest = term.exponents;
      for (const Symmetry& symmetry : symmetries_) {
        Exponents image(term.exponents.size());
        for (std::size_t i = 0; i < image.size(); ++i) image[symmetry.variables[i]] = term.exponents[i];
        greatest = std::max(greatest, image);
      }
      result[greatest] += term.coefficient;
    }
    std::erase_if(result, [](const auto& entry) { return entry.second.is_zero(); });
    return result;
  }

  /// Products of one orbit have the same column; only the first is kept.
  void add(Product product) {
    const auto& factors = product.square ? question_.multipliers : question_.equations;
    const Polynomial value = product.square ? factors[product.factor] * product.other * product.other
                                            : factors[product.factor] * product.other;
    SparseColumn column;
    std::string key;
    for (const auto& [monomial, coefficient] : collapsed(value)) {
      const std::size_t row = rows_.try_emplace(monomial, rows_.size()).first->second;
      column.emplace_back(row, coefficient);
      key += std::to_string(row) + ":" + coefficient.text() + " ";
    }
    if (!known_.insert(std::move(key)).second) return;
    columns_.push_back(std::move(column));
    products_.push_back(std::move(product));
  }

  /// Every product at equal shares over its orbit.
  SquaresIdentity spread(const std::vector<Rational>& point) const {
    SquaresIdentity result;
    std::map<std::size_t, Polynomial> multiples;
    for (std::size_t k = 0; k < point.size(); ++k) {
      if (point[k].is_zero()) continue;
      std::vector<std::pair<std::size_t, Polynomial>> orbit;
      for (const Symmetry& symmetry : symmetries_) {
        const Product& product = products_[k];
        const Polynomial other = permuted(product.other, symmetry.variables);
        std::pair image(product.square ? symmetry.multipliers[product.factor] : symmetry.equations[product.factor],
                        product.square ? with_positive_lead(other) : other);
        if (std::find(orbit.begin(), orbit.end(), image) == orbit.end()) orbit.push_back(std::move(image));
      }
      const Rational share = *point[k].divided_by(Rational(static_cast<long>(orbit.size())));
      for (auto& [factor, other] : orbit) {
        if (products_[k].square) {
          result.summands.push_back({share, factor, std::move(other)});
        } else {
          const auto place = multiples.try_emplace(factor, Polynomial(other.ring())).first;
          place->second = place->second + other.scaled(share);
        }
      }
    }
    for (auto& [equation, factor] : multiples)
      if (!factor.is_zero()) result.multiples.emplace_back(equation, std::move(factor));
    return result;
  }

  const SquaresQuestion& question_;
  std::vector<Symmetry> symmetries_;
  std::map<Exponents, Rational> right_;
  std::map<Exponents, std::size_t> rows_;
  std::set<std::string> known_;
  std::vector<SparseColumn> columns_;
  std::vector<Product> products_;
};

std::size_t reading_length(const Polynomial& polynomial) {
  std::size_t result = 0;
  for (const Term& term : polynomial.terms()) {
    result += 1 + term.coefficient.bits() / 3;
    for (const std::uint32_t exponent : term.exponents) result += exponent == 0 ? 0 : exponent == 1 ? 1 : 2;
  }
  return result;
}

}  // namespace

std::size_t reading_length(const SquaresIdentity& identity) {
  std::size_t result = 0;
  std::vector<std::pair<Rational, Polynomial>> read;
  for (const auto& summand : identity.summands) {
    const std::size_t n = summand.root.variables();
    const bool again = std::any_of(read.begin(), read.end(), [&](const auto& before) {
      if (!(before.first == summand.coefficient)) return false;
      for (std::size_t by = 1; by < n; ++by)
        if (with_positive_lead(permuted(summand.root, rotation(n, by))) == before.second) return true;
      return false;
    });
    if (!again) result += 2 + summand.coefficient.bits() / 3 + reading_length(summand.root);
    read.emplace_back(summand.coefficient, with_positive_lead(summand.root));
  }
  for (const auto& [equation, factor] : identity.multiples) result += 2 + reading_length(factor);
  return result;
}

std::optional<SquaresIdentity> simple_squares(const SquaresQuestion& question, const SquaresLimits& limits,
                                              const StopSignal& stop) {
  const auto wanted = question.constant_wanted;
  if (std::find(wanted.begin(), wanted.end(), true) != wanted.end()) return {};
  const auto blocks = possible_blocks(question, limits);
  if (!blocks) return {};
  SquaresProgram program(question);
  for (const FreeProduct& product : GramSystem::free_products(question)) program.add_multiples(product);
  for (const bool wide : {false, true}) {
    for (const GramBlock& block : *blocks) {
      if (program.is_too_large() || stop.requested()) return {};
      program.add_squares(block, wide);
    }
    if (program.is_too_large() || stop.requested()) return {};
    if (auto found = program.solve(stop)) return found;
  }
  return {};
}

}  // namespace geq::polynomials
