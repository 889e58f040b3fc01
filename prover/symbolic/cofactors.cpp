// SPDX-License-Identifier: GPL-3.0-or-later
#include "prover/symbolic/cofactors.hpp"

#include <algorithm>
#include <map>

#include "prover/reductions/functions.hpp"

namespace geq::prover {

using proofs::Atom;
using proofs::ExactPolynomial;
using proofs::Monomial;
using proofs::Operator;
using proofs::Rational;

namespace {

constexpr std::size_t most_wanted = 600;
constexpr std::size_t most_found = 2500;
constexpr int rounds = 3;
constexpr long most_factors = 6;  ///< in one monomial

const ExactPolynomial one{Rational(1)};

/// Exponents of atoms, of any sign.
using Exponents = std::map<Atom, long>;

class WantedProducts {
 public:
  WantedProducts(const std::vector<Known>& known, std::set<Monomial> wanted, const NormalForm& normal,
                 const std::function<bool()>& is_over)
      : wanted_(std::move(wanted)), normal_(normal), is_over_(is_over) {
    bases_.push_back({{}, one, true});
    const std::set<Atom> lengths = unwanted_lengths(known);
    for (const Known& thing : known) {
      const std::set<Atom> parts = atoms(thing.value);
      if (std::any_of(parts.begin(), parts.end(), [&](const Atom& atom) { return lengths.contains(atom); })) continue;
      if (thing.atom) {
        const Atom atom = *single_atom(thing.value);
        signs_.emplace(atom, thing.positive);
        if (const auto radicand = root_degree(atom) == 2 ? single_atom(atom.arguments()[1]) : std::nullopt)
          square_roots_.emplace(*radicand, atom);
      } else if (const auto value = normal_(thing.value); value && !value->is_zero()) {
        bases_.push_back({{thing.value}, *value, thing.positive});
      }
    }
  }

  std::vector<Product> find() {
    for (int round = 0; round < rounds; ++round) {
      const std::vector<Exponents> targets = exponents_of(wanted_);
      for (const Product& base : bases_) multiply(base, targets, base.value.terms().size(), false);
    }
    const std::vector<Exponents> targets = exponents_of(wanted_);
    for (std::size_t i = 1; i < bases_.size(); ++i)
      for (std::size_t j = i; j < bases_.size(); ++j) {
        Product both = bases_[i] * bases_[j];
        const auto value = normal_(both.value);
        if (!value || value->is_zero()) continue;
        both.value = *value;
        multiply(both, targets, 1, true);
      }
    return std::move(found_);
  }

 private:
  /// Roots of sums that no wanted term has: what is known of their squares is enough.
  std::set<Atom> unwanted_lengths(const std::vector<Known>& known) const {
    std::set<Atom> result;
    for (const Known& thing : known)
      for (const Atom& atom : atoms(thing.value))
        if (is_length(atom)) result.insert(atom);
    for (const Monomial& monomial : wanted_)
      for (const auto& [atom, exponent] : monomial) result.erase(atom);
    return result;
  }

  Exponents exponents(const Monomial& monomial) const {
    Exponents result;
    const auto add = [&](const Atom& atom, long exponent) {
      const auto root = square_roots_.find(atom);
      if (root != square_roots_.end())
        result[root->second] += 2 * exponent;
      else
        result[atom] += exponent;
    };
    for (const auto& [atom, exponent] : monomial) {
      const auto divisor = atom.op() == Operator::quotient ? single_atom(atom.arguments()[0]) : std::nullopt;
      if (divisor)
        add(*divisor, -static_cast<long>(exponent));
      else
        add(atom, exponent);
    }
    return result;
  }

  std::vector<Exponents> exponents_of(const std::set<Monomial>& monomials) const {
    std::vector<Exponents> result;
    result.reserve(monomials.size());
    for (const Monomial& monomial : monomials) result.push_back(exponents(monomial));
    return result;
  }

  /// target / given as a product of atoms that are not negative.
  std::optional<Product> cofactor(const Exponents& target, const Exponents& given) const {
    Exponents difference = target;
    for (const auto& [atom, exponent] : given) difference[atom] -= exponent;
    Product result{{}, one, true};
    long size = 0;
    for (const auto& [atom, exponent] : difference) {
      if (exponent == 0) continue;
      const ExactPolynomial factor = exponent > 0 ? ExactPolynomial(atom) : reciprocal(ExactPolynomial(atom));
      const auto known = single_atom(factor);
      size += std::abs(exponent);
      if (!known || size > most_factors) return {};
      const auto sign = signs_.find(*known);
      if (sign == signs_.end()) return {};
      for (long k = 0; k < std::abs(exponent); ++k) result = result * Product{{factor}, factor, sign->second};
    }
    return result;
  }

  /// The base times the cofactors of its first terms in what is wanted; `all`: only where every term is wanted.
  void multiply(const Product& base, const std::vector<Exponents>& targets, std::size_t terms, bool all) {
    for (const auto& [monomial, coefficient] : base.value.terms()) {
      if (terms-- == 0) return;
      const Exponents given = exponents(monomial);
      for (const Exponents& target : targets) {
        if (found_.size() >= most_found || is_over_()) return;
        if (auto factor = cofactor(target, given)) take(base * *factor, all);
      }
    }
  }

  void take(Product product, bool all) {
    if (seen_.contains(product.value)) return;
    const auto value = normal_(product.value);
    if (!value || value->is_zero()) return;
    const auto is_new = [&](const auto& term) { return !wanted_.contains(term.first); };
    const auto found = std::count_if(value->terms().begin(), value->terms().end(), is_new);
    const std::size_t added = static_cast<std::size_t>(found);
    if (added > (all ? 0 : std::max<std::size_t>(1, value->terms().size() / 2))) return;
    seen_.insert(product.value);
    for (const auto& [monomial, coefficient] : value->terms())
      if (wanted_.size() < most_wanted) wanted_.insert(monomial);
    product.value = *value;
    found_.push_back(std::move(product));
  }

  std::set<Monomial> wanted_;
  const NormalForm& normal_;
  const std::function<bool()>& is_over_;
  std::map<Atom, bool> signs_;         ///< of atoms that are not negative: whether positive
  std::map<Atom, Atom> square_roots_;  ///< of atoms that are radicands
  std::vector<Product> bases_;         ///< 1, and the facts
  std::vector<Product> found_;
  std::set<ExactPolynomial> seen_;
};

}  // namespace

bool is_length(const Atom& atom) {
  if (root_degree(atom) != 2) return false;
  const std::set<Atom> parts = atoms(atom.arguments()[1]);
  return std::any_of(parts.begin(), parts.end(), [](const Atom& part) { return proofs::is_range(part.op()); });
}

std::vector<Product> wanted_products(const std::vector<Known>& known, std::set<Monomial> wanted,
                                     const NormalForm& normal, const std::function<bool()>& is_over) {
  return WantedProducts(known, std::move(wanted), normal, is_over).find();
}

ExactPolynomial moved(ExactPolynomial polynomial, const ExactPolynomial& from, const ExactPolynomial& to) {
  for (const Atom& atom : functions_in(polynomial))
    if (atom.op() == Operator::element && atom.arguments()[1] == from)
      polynomial = replace_atom(polynomial, atom,
                                ExactPolynomial(Atom::application(Operator::element, {atom.arguments()[0], to})));
  return polynomial;
}

ExactPolynomial multiplied(const std::vector<ExactPolynomial>& factors) {
  ExactPolynomial result = one;
  for (const ExactPolynomial& factor : factors) result = result * factor;
  return result;
}

std::optional<ExactPolynomial> without(const ExactPolynomial& term, const Monomial& factors) {
  if (term.terms().size() != 1) return {};
  Monomial rest = term.terms().begin()->first;
  for (const auto& factor : factors) {
    const auto place =
        std::find_if(rest.begin(), rest.end(), [&](const auto& power) { return power.first == factor.first; });
    if (place == rest.end() || place->second < factor.second) return {};
    place->second -= factor.second;
    if (place->second == 0) rest.erase(place);
  }
  return ExactPolynomial::term(term.terms().begin()->second, rest);
}

}  // namespace geq::prover
