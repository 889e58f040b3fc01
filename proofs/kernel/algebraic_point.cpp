// SPDX-License-Identifier: GPL-3.0-or-later
#include "proofs/kernel/algebraic_point.hpp"

#include <algorithm>

#include "proofs/kernel/normal_form.hpp"
#include "proofs/kernel/work.hpp"

namespace geq::proofs {

namespace {

Univariate trimmed(Univariate p) {
  while (!p.empty() && sign(p.back()) == 0) p.pop_back();
  return p;
}

Univariate sum(const Univariate& left, const Univariate& right) {
  Univariate result = left;
  result.resize(std::max(left.size(), right.size()), Rational(0));
  for (std::size_t i = 0; i < right.size(); ++i) result[i] = result[i] + right[i];
  return trimmed(std::move(result));
}

Univariate scaled(Univariate p, const Rational& factor) {
  for (Rational& c : p) c = c * factor;
  return trimmed(std::move(p));
}

/// Words of the largest coefficient. Throws LimitExceeded when one is too large.
std::size_t greatest_words(const Univariate& p) {
  std::size_t bits = 0;
  for (const Rational& c : p) bits = std::max(bits, bit_size(c));
  if (bits > max_bits) throw LimitExceeded("a coefficient has too many digits");
  return bits / 64 + 1;
}

Univariate unreduced_product(const Univariate& left, const Univariate& right) {
  if (left.empty() || right.empty()) return {};
  WorkLimit::spend(left.size() * right.size() * (200 + product_work(greatest_words(left), greatest_words(right))));
  Univariate result(left.size() + right.size() - 1, Rational(0));
  for (std::size_t i = 0; i < left.size(); ++i)
    for (std::size_t j = 0; j < right.size(); ++j) result[i + j] = result[i + j] + left[i] * right[j];
  return result;
}

/// p on an interval, by Horner's scheme.
Enclosure enclose(const Univariate& p, const Enclosure& place) {
  Enclosure result{0, 0};
  for (auto c = p.rbegin(); c != p.rend(); ++c) {
    WorkLimit::spend(200 + 4 * product_work(bit_size(result.lower) / 64 + 1, bit_size(place.lower) / 64 + 1));
    result = multiply(result, place);
    result = {result.lower + *c, result.upper + *c};
  }
  return result;
}

}  // namespace

AlgebraicPoint::AlgebraicPoint(Root root, Values values) : root_(std::move(root)), values_(std::move(values)) {
  root_.polynomial = trimmed(std::move(root_.polynomial));
  if (root_.polynomial.size() > max_root_degree + 1) throw LimitExceeded("the degree of a root is too high");
  for (auto& [name, value] : values_) {
    value = trimmed(std::move(value));
    if (value.size() > max_root_degree + 1) throw LimitExceeded("the degree of a coordinate is too high");
  }
}

bool AlgebraicPoint::has_root() const {
  return root_.lower < root_.upper &&
         sign(evaluate(root_.polynomial, root_.lower)) * sign(evaluate(root_.polynomial, root_.upper)) < 0;
}

Enclosure AlgebraicPoint::root(unsigned long bits) const {
  const Rational width = 1 / Rational(cln::ash(Integer(1), Integer(bits)));
  Rational lower = root_.lower;
  Rational upper = root_.upper;
  const int below = sign(evaluate(root_.polynomial, lower));
  while (upper - lower > width) {
    const Rational middle = (lower + upper) / 2;
    const std::size_t words = bit_size(middle) / 64 + greatest_words(root_.polynomial);
    const std::size_t degree = root_.polynomial.size();
    WorkLimit::spend(1000 + degree * product_work(degree * words, words));
    const int there = sign(evaluate(root_.polynomial, middle));
    if (there == 0) return {middle, middle};
    (there == below ? lower : upper) = middle;
  }
  return {lower, upper};
}

Box AlgebraicPoint::box(unsigned long bits) const {
  const Enclosure place = root(bits);
  Box result;
  for (const auto& [name, value] : values_) result.emplace(name, enclose(value, place));
  return result;
}

Univariate AlgebraicPoint::product(const Univariate& left, const Univariate& right) const {
  Univariate result = divide(trimmed(unreduced_product(left, right)), root_.polynomial).remainder;
  greatest_words(result);
  return result;
}

/// u with u * value = 1 modulo the polynomial, by Euclid's algorithm.
std::optional<Univariate> AlgebraicPoint::inverse(const Univariate& value) const {
  Univariate r = root_.polynomial;
  Univariate s = value;
  Univariate u;               // r = u * value modulo the polynomial
  Univariate v{Rational(1)};  // s = v * value modulo the polynomial
  while (!s.empty()) {
    Division step = divide(r, s);
    r = std::move(s);
    s = std::move(step.remainder);
    Univariate next = sum(u, scaled(unreduced_product(step.quotient, v), -1));
    u = std::move(v);
    v = std::move(next);
  }
  if (r.size() != 1) return {};
  return divide(scaled(std::move(u), 1 / r.front()), root_.polynomial).remainder;
}

/// As in normal_form: the exponent must be constant whatever the variables are.
std::optional<Univariate> AlgebraicPoint::power_value(Univariate base, const Term& exponent) const {
  const auto constant = normal_form(exponent).constant();
  if (!constant) return {};
  const auto integral = integer_between(*constant, -static_cast<long>(max_exponent), max_exponent);
  if (!integral) return {};
  if (*integral < 0) {
    auto inverted = inverse(base);
    if (!inverted) return {};
    base = std::move(*inverted);
  }
  Univariate result{Rational(1)};
  for (auto left = static_cast<unsigned long>(*integral < 0 ? -*integral : *integral); left > 0; left /= 2) {
    if (left % 2 == 1) result = product(result, base);
    if (left > 1) base = product(base, base);
  }
  return result;
}

std::optional<Univariate> AlgebraicPoint::value(const Term& term) const {
  if (term.op() == Operator::number) return trimmed({term.value()});
  if (term.op() == Operator::variable) {
    const auto found = values_.find(term.name());
    if (found == values_.end()) return {};
    return divide(found->second, root_.polynomial).remainder;
  }
  std::vector<Univariate> arguments;
  for (const Term& argument : term.arguments()) {
    auto known = value(argument);
    if (!known) return {};
    arguments.push_back(std::move(*known));
  }
  switch (term.op()) {
    case Operator::sum: {
      Univariate result;
      for (const Univariate& argument : arguments) result = sum(result, argument);
      return result;
    }
    case Operator::product: {
      Univariate result{Rational(1)};
      for (const Univariate& argument : arguments) result = product(result, argument);
      return result;
    }
    case Operator::negation:
      return scaled(arguments[0], -1);
    case Operator::quotient: {
      const auto inverted = inverse(arguments[1]);
      if (!inverted) return {};
      return product(arguments[0], *inverted);
    }
    case Operator::power:
      return power_value(std::move(arguments[0]), term.arguments()[1]);
    default:
      return {};
  }
}

std::optional<bool> holds_at(const Relation& relation, const AlgebraicPoint& point) {
  for (const Term* side : {&relation.left, &relation.right})
    if (side->depth() > max_term_depth || side->size() > max_term_nodes) throw LimitExceeded("a term is too large");
  const auto left = point.value(relation.left);
  const auto right = point.value(relation.right);
  if (left && right && *left == *right) return decide({0, 0}, {0, 0}, relation.comparison);
  for (unsigned long bits = 64; bits <= greatest_precision; bits *= 4) {
    const Box box = point.box(bits);
    const auto low = enclose(relation.left, box, bits);
    const auto high = enclose(relation.right, box, bits);
    if (!low || !high) continue;
    if (const auto decided = decide(*low, *high, relation.comparison)) return decided;
  }
  return {};
}

}  // namespace geq::proofs
