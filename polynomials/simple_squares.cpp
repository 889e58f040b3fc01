// SPDX-License-Identifier: GPL-3.0-or-later
#include "polynomials/simple_squares.hpp"

#include <algorithm>
#include <map>
#include <numeric>
#include <set>
#include <utility>

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
  explicit SquaresProgram(const SquaresQuestion& question)
      : question_(question), symmetries_(symmetries(question)), right_(collapsed(question.goal)) {}

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
    return point ? std::optional(spread(shares(*point, Rational(1)))) : std::nullopt;
  }

  /// With a positive multiple of this multiplier alone among the summands: a sum of squares plus the multiplier is a
  /// multiple of the goal, which is the unknown of the last column.
  std::optional<SquaresIdentity> solve_with(std::size_t multiplier, const StopSignal& stop) {
    const std::map<Exponents, Rational> summand = collapsed(question_.multipliers[multiplier]);
    for (const auto* part : {&std::as_const(right_), &summand})
      for (const auto& entry : *part) rows_.try_emplace(entry.first, rows_.size());
    std::vector<SparseColumn> columns = columns_;
    columns.emplace_back();
    for (const auto& [monomial, value] : right_) columns.back().emplace_back(rows_.at(monomial), -value);
    std::vector<Rational> right(rows_.size());
    for (const auto& [monomial, value] : summand) right[rows_.at(monomial)] = -value;
    const auto point = feasible_point(columns, right, max_pivots, stop);
    if (!point || point->back().is_zero()) return {};
    std::vector<Share> parts = shares(*point, point->back());
    parts.push_back({{multiplier, Polynomial(question_.goal.ring(), Rational(1)), true},
                     *Rational(1).divided_by(point->back())});
    return spread(parts);
  }

 private:
  struct Share {
    Product product;
    Rational value;
  };

  std::vector<Share> shares(const std::vector<Rational>& point, const Rational& scale) const {
    std::vector<Share> result;
    for (std::size_t k = 0; k < products_.size(); ++k)
      if (!point[k].is_zero()) result.push_back({products_[k], *point[k].divided_by(scale)});
    return result;
  }

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
  SquaresIdentity spread(const std::vector<Share>& parts) const {
    SquaresIdentity result;
    std::map<std::size_t, Polynomial> multiples;
    for (const auto& [product, value] : parts) {
      std::vector<std::pair<std::size_t, Polynomial>> orbit;
      for (const Symmetry& symmetry : symmetries_) {
        const Polynomial other = permuted(product.other, symmetry.variables);
        std::pair image(product.square ? symmetry.multipliers[product.factor] : symmetry.equations[product.factor],
                        product.square ? with_positive_lead(other) : other);
        if (std::find(orbit.begin(), orbit.end(), image) == orbit.end()) orbit.push_back(std::move(image));
      }
      const Rational share = *value.divided_by(Rational(static_cast<long>(orbit.size())));
      for (auto& [factor, other] : orbit) {
        if (product.square) {
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

/// A summand as it is read, and the ways to see that others are its images.
class ReadSummands {
 public:
  ReadSummands(const SquaresIdentity& identity, const SquaresQuestion& question) {
    for (const auto& summand : identity.summands)
      parts_.push_back({summand.coefficient, question.multipliers[summand.multiplier], with_positive_lead(summand.root)});
    read_.assign(parts_.size(), false);
  }

  /// Digits and letters of all; whole cycles count once.
  std::size_t length() {
    std::size_t result = 0;
    const std::size_t n = parts_.empty() ? 0 : parts_.front().root.variables();
    for (std::size_t left_out = 0; left_out <= n; ++left_out) {
      if (left_out > 0 && n < 4) break;
      const Places next = rotation_without(n, left_out);
      for (std::size_t i = 0; i < parts_.size() && n >= 3; ++i)
        if (const auto cycle = cycle_of(i, next, left_out > 0 ? n - 1 : n); !cycle.empty()) {
          for (const std::size_t member : cycle) read_[member] = true;
          result += length(parts_[i]);
        }
    }
    for (std::size_t i = 0; i < parts_.size(); ++i)
      if (!read_[i]) result += length(parts_[i]);
    return result;
  }

 private:
  struct Part {
    Rational coefficient;
    Polynomial multiplier, root;
    friend bool operator==(const Part&, const Part&) = default;
  };

  /// Rotates the variables; all of them for 0, else all but that one (counted from 1).
  static Places rotation_without(std::size_t n, std::size_t left_out) {
    Places moved, result(n);
    for (std::size_t i = 0; i < n; ++i)
      if (i + 1 != left_out) moved.push_back(i);
    std::iota(result.begin(), result.end(), std::size_t{0});
    for (std::size_t i = 0; i < moved.size(); ++i) result[moved[i]] = moved[(i + 1) % moved.size()];
    return result;
  }

  static std::size_t length(const Part& part) {
    const std::size_t multiplier = part.multiplier.is_constant() ? 0 : 2 + reading_length(part.multiplier);
    return 2 + part.coefficient.bits() / 3 + multiplier + reading_length(part.root);
  }

  /// The summands that this one becomes by rotating again and again, itself included; none unless all are there.
  std::vector<std::size_t> cycle_of(std::size_t first, const Places& next, std::size_t order) const {
    if (read_[first]) return {};
    std::vector<std::size_t> result{first};
    Part image = parts_[first];
    for (std::size_t by = 1; by < order; ++by) {
      image = {image.coefficient, permuted(image.multiplier, next), with_positive_lead(permuted(image.root, next))};
      std::size_t found = 0;
      while (found < parts_.size() && (read_[found] || !(parts_[found] == image) ||
                                       std::find(result.begin(), result.end(), found) != result.end()))
        ++found;
      if (found == parts_.size()) return {};
      result.push_back(found);
    }
    return result;
  }

  std::vector<Part> parts_;
  std::vector<bool> read_;
};

}  // namespace

std::size_t reading_length(const SquaresIdentity& identity, const SquaresQuestion& question) {
  std::size_t result = ReadSummands(identity, question).length();
  for (const auto& [equation, factor] : identity.multiples)
    result += 2 + reading_length(factor) + reading_length(question.equations[equation]);
  return result;
}

std::optional<SquaresIdentity> simple_squares(const SquaresQuestion& question, const std::vector<GramBlock>& blocks,
                                              const StopSignal& stop) {
  std::vector<std::size_t> wanted;
  for (std::size_t k = 0; k < question.constant_wanted.size(); ++k)
    if (question.constant_wanted[k]) wanted.push_back(k);
  SquaresProgram program(question);
  for (const FreeProduct& product : GramSystem::free_products(question)) program.add_multiples(product);
  for (const bool wide : {false, true}) {
    for (const GramBlock& block : blocks) {
      if (program.is_too_large() || stop.requested()) return {};
      if (!block.constant) program.add_squares(block, wide);
    }
    if (program.is_too_large() || stop.requested()) return {};
    if (wanted.empty()) {
      if (auto found = program.solve(stop)) return found;
    } else if (auto found = program.solve_with(wanted.front(), stop)) {
      return found;
    }
  }
  return {};
}

std::optional<SquaresIdentity> readable_sum_of_squares(const SquaresQuestion& question, const SquaresLimits& limits,
                                                       const StopSignal& stop) {
  require_agreement(question);
  const auto blocks = possible_blocks(question, limits);
  if (!blocks) return {};
  auto found = weighted_squares_of_blocks(question, *blocks, stop);
  if (!found) return {};
  if (!question.scalars.empty()) return found;
  auto simple = simple_squares(question, *blocks, stop);
  return simple && reading_length(*simple, question) < reading_length(*found, question) ? simple : found;
}

}  // namespace geq::polynomials
