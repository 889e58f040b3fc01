// SPDX-License-Identifier: GPL-3.0-or-later
#include "proofs/kernel/polynomial.hpp"

#include <algorithm>
#include <limits>

#include "proofs/kernel/limits.hpp"

namespace geq::proofs {

struct Atom::Node {
  Operator op;
  std::string name;
  std::vector<ExactPolynomial> arguments;
};

Atom Atom::variable(std::string name) {
  return Atom(std::make_shared<const Node>(Node{Operator::variable, std::move(name), {}}));
}

Atom Atom::application(Operator op, std::vector<ExactPolynomial> arguments) {
  return Atom(std::make_shared<const Node>(Node{op, {}, std::move(arguments)}));
}

Operator Atom::op() const noexcept { return node_->op; }
const std::string& Atom::name() const noexcept { return node_->name; }
const std::vector<ExactPolynomial>& Atom::arguments() const noexcept { return node_->arguments; }

std::strong_ordering operator<=>(const Atom& left, const Atom& right) {
  if (left.node_ == right.node_) return std::strong_ordering::equal;
  if (const auto order = left.op() <=> right.op(); order != 0) return order;
  if (const int order = left.name().compare(right.name()); order != 0) return order <=> 0;
  return left.arguments() <=> right.arguments();
}

std::uint32_t exponent_of(const Atom& atom, const Monomial& monomial) {
  for (const auto& [factor, exponent] : monomial)
    if (factor == atom) return exponent;
  return 0;
}

std::uint64_t degree(const Monomial& monomial) {
  std::uint64_t total = 0;
  for (const auto& [factor, exponent] : monomial) total += exponent;
  return total;
}

namespace {

std::uint32_t checked_exponent(std::uint64_t exponent) {
  if (exponent > max_exponent) throw LimitExceeded("an exponent is too large");
  return static_cast<std::uint32_t>(exponent);
}

Monomial multiply(const Monomial& left, const Monomial& right) {
  Monomial result;
  result.reserve(left.size() + right.size());
  auto l = left.begin();
  auto r = right.begin();
  while (l != left.end() && r != right.end()) {
    const auto order = l->first <=> r->first;
    if (order < 0) {
      result.push_back(*l++);
    } else if (order > 0) {
      result.push_back(*r++);
    } else {
      result.emplace_back(l->first, checked_exponent(std::uint64_t{l->second} + r->second));
      ++l, ++r;
    }
  }
  result.insert(result.end(), l, left.end());
  result.insert(result.end(), r, right.end());
  return result;
}

std::strong_ordering three_way(const Rational& left, const Rational& right) {
  return left == right ? std::strong_ordering::equal
         : left < right ? std::strong_ordering::less
                        : std::strong_ordering::greater;
}

}  // namespace

ExactPolynomial::ExactPolynomial(const Rational& constant) { add(constant, {}); }

ExactPolynomial::ExactPolynomial(const Atom& atom) { terms_.emplace(Monomial{{atom, 1}}, 1); }

ExactPolynomial ExactPolynomial::term(const Rational& coefficient, Monomial monomial) {
  ExactPolynomial result;
  if (!zerop(coefficient)) result.terms_.emplace(std::move(monomial), coefficient);
  return result;
}

std::optional<Rational> ExactPolynomial::constant() const {
  if (terms_.empty()) return Rational(0);
  if (terms_.size() == 1 && terms_.begin()->first.empty()) return terms_.begin()->second;
  return {};
}

void ExactPolynomial::add(const Rational& coefficient, const Monomial& monomial) {
  if (zerop(coefficient)) return;
  const auto [place, fresh] = terms_.try_emplace(monomial, coefficient);
  if (fresh) {
    if (terms_.size() > max_polynomial_terms) throw LimitExceeded("a polynomial has too many terms");
    return;
  }
  place->second = place->second + coefficient;
  if (zerop(place->second)) terms_.erase(place);
}

ExactPolynomial operator+(const ExactPolynomial& left, const ExactPolynomial& right) {
  ExactPolynomial result = left;
  for (const auto& [monomial, coefficient] : right.terms_) result.add(coefficient, monomial);
  return result;
}

ExactPolynomial operator-(const ExactPolynomial& left, const ExactPolynomial& right) {
  ExactPolynomial result = left;
  for (const auto& [monomial, coefficient] : right.terms_) result.add(-coefficient, monomial);
  return result;
}

ExactPolynomial operator-(const ExactPolynomial& value) { return ExactPolynomial() - value; }

ExactPolynomial operator*(const ExactPolynomial& left, const ExactPolynomial& right) {
  if (!right.is_zero() && left.terms_.size() > max_term_products / right.terms_.size())
    throw LimitExceeded("a product of polynomials is too large");
  ExactPolynomial result;
  for (const auto& [left_monomial, left_coefficient] : left.terms_)
    for (const auto& [right_monomial, right_coefficient] : right.terms_)
      result.add(left_coefficient * right_coefficient, multiply(left_monomial, right_monomial));
  return result;
}

std::strong_ordering operator<=>(const ExactPolynomial& left, const ExactPolynomial& right) {
  return std::lexicographical_compare_three_way(
      left.terms_.begin(), left.terms_.end(), right.terms_.begin(), right.terms_.end(),
      [](const auto& l, const auto& r) {
        if (const auto order = l.first <=> r.first; order != 0) return order;
        return three_way(l.second, r.second);
      });
}

ExactPolynomial power(const ExactPolynomial& base, unsigned long exponent) {
  if (exponent > max_exponent) throw LimitExceeded("an exponent is too large");
  if (base.terms().size() == 1) {
    const auto& [monomial, coefficient] = *base.terms().begin();
    Monomial raised = monomial;
    for (auto& [atom, e] : raised) e = checked_exponent(std::uint64_t{e} * exponent);
    if (exponent == 0) raised.clear();
    return ExactPolynomial::term(power(coefficient, exponent), std::move(raised));
  }
  ExactPolynomial result(Rational(1));
  std::size_t spent = 0;
  for (unsigned long i = 0; i < exponent; ++i) {
    spent += result.terms().size() * base.terms().size();
    if (spent > max_term_products) throw LimitExceeded("a power of a polynomial is too large");
    result = result * base;
  }
  return result;
}

std::set<Atom> atoms(const ExactPolynomial& polynomial) {
  std::set<Atom> result;
  for (const auto& [monomial, coefficient] : polynomial.terms())
    for (const auto& [atom, exponent] : monomial) result.insert(atom);
  return result;
}

std::set<std::string> variables(const ExactPolynomial& polynomial) {
  std::set<std::string> result;
  for (const Atom& atom : atoms(polynomial)) {
    if (atom.is_variable()) result.insert(atom.name());
    for (const ExactPolynomial& argument : atom.arguments()) result.merge(variables(argument));
  }
  return result;
}

std::vector<Atom> reciprocals(const ExactPolynomial& polynomial) {
  std::vector<Atom> result;
  for (const Atom& atom : atoms(polynomial))
    if (atom.op() == Operator::quotient) result.push_back(atom);
  return result;
}

std::uint32_t degree_in(const Atom& atom, const ExactPolynomial& polynomial) {
  std::uint32_t result = 0;
  for (const auto& [monomial, coefficient] : polynomial.terms())
    result = std::max(result, exponent_of(atom, monomial));
  return result;
}

std::optional<std::uint64_t> homogeneous_degree(const ExactPolynomial& polynomial) {
  if (polynomial.is_zero()) return {};
  const std::uint64_t first = degree(polynomial.terms().begin()->first);
  for (const auto& [monomial, coefficient] : polynomial.terms())
    if (degree(monomial) != first) return {};
  return first;
}

std::vector<ExactPolynomial> coefficients_in(const Atom& atom, const ExactPolynomial& polynomial) {
  std::vector<ExactPolynomial> result(degree_in(atom, polynomial) + std::size_t{1});
  for (const auto& [monomial, coefficient] : polynomial.terms()) {
    Monomial rest;
    std::uint32_t exponent = 0;
    for (const auto& factor : monomial) {
      if (factor.first == atom)
        exponent = factor.second;
      else
        rest.push_back(factor);
    }
    result[exponent].add(coefficient, rest);
  }
  return result;
}

const Rational& leading_coefficient(const ExactPolynomial& polynomial) { return polynomial.terms().rbegin()->second; }

ExactPolynomial reciprocal(const ExactPolynomial& polynomial) {
  if (polynomial.is_zero()) return {};
  const Rational scale = 1 / leading_coefficient(polynomial);
  ExactPolynomial result(scale);
  if (polynomial.terms().size() > 1) {
    const ExactPolynomial monic = ExactPolynomial(scale) * polynomial;
    return result * ExactPolynomial(Atom::application(Operator::quotient, {monic}));
  }
  for (const auto& [atom, exponent] : polynomial.terms().begin()->first) {
    // 1/(1/q) is q, also where q = 0.
    const ExactPolynomial inverse = atom.op() == Operator::quotient
                                        ? atom.arguments().front()
                                        : ExactPolynomial(Atom::application(Operator::quotient, {ExactPolynomial(atom)}));
    result = result * power(inverse, exponent);
  }
  return result;
}

ExactPolynomial root(unsigned long degree, const ExactPolynomial& radicand) {
  if (const auto value = radicand.constant(); value && (sign(*value) >= 0 || degree % 2 == 1)) {
    const Rational magnitude = cln::abs(*value);
    Rational exact;
    if (cln::rootp(magnitude, static_cast<uintL>(degree), &exact)) return sign(*value) < 0 ? -exact : exact;
  }
  return ExactPolynomial(Atom::application(
      Operator::root, {ExactPolynomial(Rational(static_cast<unsigned long>(degree))), radicand}));
}

}  // namespace geq::proofs
