// SPDX-License-Identifier: GPL-3.0-or-later
#include "proofs/kernel/polynomial.hpp"

#include <algorithm>
#include <compare>
#include <stdexcept>

#include "proofs/kernel/limits.hpp"
#include "proofs/kernel/work.hpp"

namespace geq::proofs {

struct Atom::Node {
  Operator op;
  std::string name;
  std::vector<ExactPolynomial> arguments;
  std::size_t depth;  // 1 for a variable
  std::size_t size;   // counted as a tree
};

Atom Atom::variable(std::string name) {
  return Atom(std::make_shared<const Node>(Node{Operator::variable, std::move(name), {}, 1, 1}));
}

namespace {

bool is_function_of(Operator op, const std::vector<ExactPolynomial>& arguments) {
  if (op == Operator::quotient) return arguments.size() == 1;
  if (op < Operator::power || arguments.size() < shape(op).least || arguments.size() > shape(op).most) return false;
  return op != Operator::root || integer_between(arguments[0].constant().value_or(0), 2, max_exponent);
}

}  // namespace

// Whoever walks or destroys an atom does it by recursion, and walks a shared part as often as it is met: hence limits.
Atom Atom::application(Operator op, std::vector<ExactPolynomial> arguments) {
  if (!is_function_of(op, arguments))
    throw std::invalid_argument("Atom::application: not a function of so many arguments");
  std::size_t depth = 0;
  std::size_t size = 1;
  for (const ExactPolynomial& argument : arguments)
    for (const auto& [monomial, coefficient] : argument.terms()) {
      ++size;
      for (const auto& [atom, exponent] : monomial) {
        depth = std::max(depth, atom.node_->depth);
        size += atom.node_->size;
      }
    }
  if (depth >= max_atom_depth || size > max_atom_size) throw LimitExceeded("functions are nested too deeply");
  return Atom(std::make_shared<const Node>(Node{op, {}, std::move(arguments), depth + 1, size}));
}

Operator Atom::op() const noexcept { return node_->op; }
const std::string& Atom::name() const noexcept { return node_->name; }
const std::vector<ExactPolynomial>& Atom::arguments() const noexcept { return node_->arguments; }

std::strong_ordering operator<=>(const Atom& left, const Atom& right) {
  if (left.node_ == right.node_) return std::strong_ordering::equal;
  if (const auto order = left.op() <=> right.op(); std::is_neq(order)) return order;
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
    if (std::is_lt(order)) {
      result.push_back(*l++);
    } else if (std::is_gt(order)) {
      result.push_back(*r++);
    } else {
      result.emplace_back(l->first, checked_exponent(std::uint64_t{l->second} + r->second));
      ++l, ++r;
    }
  }
  result.insert(result.end(), l, left.end());
  result.insert(result.end(), r, right.end());
  if (result.size() > max_monomial_atoms) throw LimitExceeded("a monomial has too many factors");
  return result;
}

void require_canonical(const Monomial& monomial) {
  for (std::size_t i = 0; i < monomial.size(); ++i)
    if (monomial[i].second == 0 || monomial[i].second > max_exponent ||
        (i > 0 && monomial[i - 1].first >= monomial[i].first))
      throw std::invalid_argument("ExactPolynomial: atoms of a monomial out of order, or an exponent out of range");
}

std::size_t words_of(const Rational& coefficient) { return bit_size(coefficient) / 64; }

/// An entry of the map, and what it holds.
std::size_t words_of(const Monomial& monomial) { return 12 + 3 * monomial.size(); }

std::strong_ordering three_way(const Rational& left, const Rational& right) {
  return left == right  ? std::strong_ordering::equal
         : left < right ? std::strong_ordering::less
                        : std::strong_ordering::greater;
}

}  // namespace

ExactPolynomial::ExactPolynomial(const Rational& constant) { accumulate(constant, {}); }

ExactPolynomial::ExactPolynomial(const Atom& atom) { accumulate(1, {{atom, 1}}); }

ExactPolynomial ExactPolynomial::term(const Rational& coefficient, Monomial monomial) {
  require_canonical(monomial);
  ExactPolynomial result;
  result.accumulate(coefficient, std::move(monomial));
  return result;
}

std::optional<Rational> ExactPolynomial::constant() const {
  if (terms_.empty()) return Rational(0);
  if (terms_.size() == 1 && terms_.begin()->first.empty()) return terms_.begin()->second;
  return {};
}

void ExactPolynomial::add(const Rational& coefficient, const Monomial& monomial) {
  require_canonical(monomial);
  accumulate(coefficient, monomial);
}

void ExactPolynomial::accumulate(const Rational& coefficient, Monomial monomial) {
  if (zerop(coefficient)) return;
  const std::size_t overhead = words_of(monomial);
  const auto [place, fresh] = terms_.try_emplace(std::move(monomial), coefficient);
  if (fresh) {
    words_ += overhead + words_of(coefficient);
  } else {
    words_ -= words_of(place->second);
    place->second = place->second + coefficient;
    words_ += words_of(place->second);
    if (zerop(place->second)) {
      words_ -= overhead;
      terms_.erase(place);
      return;
    }
  }
  if (bit_size(place->second) > max_bits) throw LimitExceeded("a coefficient has too many digits");
  if (terms_.size() > max_polynomial_terms || words_ > max_polynomial_words)
    throw LimitExceeded("a polynomial is too large");
}

ExactPolynomial operator+(const ExactPolynomial& left, const ExactPolynomial& right) {
  WorkLimit::spend(10 * (left.words_ + right.words_));
  ExactPolynomial result = left;
  for (const auto& [monomial, coefficient] : right.terms_) result.accumulate(coefficient, monomial);
  return result;
}

ExactPolynomial operator-(const ExactPolynomial& left, const ExactPolynomial& right) {
  WorkLimit::spend(10 * (left.words_ + right.words_));
  ExactPolynomial result = left;
  for (const auto& [monomial, coefficient] : right.terms_) result.accumulate(-coefficient, monomial);
  return result;
}

ExactPolynomial operator-(const ExactPolynomial& value) { return ExactPolynomial() - value; }

ExactPolynomial operator*(const ExactPolynomial& left, const ExactPolynomial& right) {
  if (left.is_zero() || right.is_zero()) return {};
  if (left.terms_.size() > max_term_products / right.terms_.size())
    throw LimitExceeded("a product of polynomials is too large");
  const std::uint64_t one = 500 + product_work(left.words_ / left.terms_.size(), right.words_ / right.terms_.size());
  ExactPolynomial result;
  for (const auto& [left_monomial, left_coefficient] : left.terms_) {
    WorkLimit::spend(right.terms_.size() * one);  // row by row, so that a search can end the work in the middle
    for (const auto& [right_monomial, right_coefficient] : right.terms_)
      result.accumulate(left_coefficient * right_coefficient, multiply(left_monomial, right_monomial));
  }
  return result;
}

std::strong_ordering operator<=>(const ExactPolynomial& left, const ExactPolynomial& right) {
  return std::lexicographical_compare_three_way(left.terms_.begin(), left.terms_.end(), right.terms_.begin(),
                                                right.terms_.end(), [](const auto& l, const auto& r) {
                                                  if (const auto order = l.first <=> r.first; std::is_neq(order))
                                                    return order;
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
  // The i-th power of t terms has, but for rare cases, i * (t - 1) + 1 or more: refused before the work begins.
  const std::size_t terms = base.terms().size();
  if (terms > 1 && exponent * (exponent - 1) / 2 > max_term_products / (terms * (terms - 1)))
    throw LimitExceeded("a power of a polynomial is too large");
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
  for (const auto& [monomial, coefficient] : polynomial.terms()) result = std::max(result, exponent_of(atom, monomial));
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
    const ExactPolynomial inverse =
        atom.op() == Operator::quotient
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
  return ExactPolynomial(
      Atom::application(Operator::root, {ExactPolynomial(Rational(static_cast<unsigned long>(degree))), radicand}));
}

}  // namespace geq::proofs
