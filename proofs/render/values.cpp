// SPDX-License-Identifier: GPL-3.0-or-later
#include "proofs/render/values.hpp"

#include <algorithm>
#include <map>

#include "proofs/kernel/normal_form.hpp"

namespace geq::render {

using proofs::ExactPolynomial;
using proofs::Integer;
using proofs::power;
using proofs::Rational;
using proofs::sign;
using proofs::Term;

namespace {

/// value = integer / 10^places, as "1.41". The integer is rounded towards zero.
std::string decimal_text(const Integer& scaled, unsigned long places) {
  std::string digits = proofs::to_text(Rational(cln::abs(scaled)));
  if (digits.size() <= places) digits.insert(0, places + 1 - digits.size(), '0');
  if (places > 0) digits.insert(digits.size() - places, ".");
  return (sign(scaled) < 0 ? "-" : "") + digits;
}

constexpr std::size_t most_printed_digits = 40;

std::size_t digits_in(const Integer& value) { return proofs::to_text(Rational(cln::abs(value))).size(); }

/// The leading digits: "1.234567...*10^2699", or without a power of ten where few zeros are needed.
std::string leading_digits(const Rational& value, unsigned long digits) {
  constexpr long least_plain = -4, most_plain = 12;
  const Rational size = cln::abs(value);
  const auto power_of_ten = [](long exponent) {
    const Rational absolute = power(Rational(10), static_cast<unsigned long>(exponent < 0 ? -exponent : exponent));
    return exponent < 0 ? 1 / absolute : absolute;
  };
  long exponent =
      static_cast<long>(digits_in(cln::numerator(size))) - static_cast<long>(digits_in(cln::denominator(size)));
  if (size < power_of_ten(exponent)) --exponent;
  const bool plain = exponent >= least_plain && exponent <= most_plain;
  const long places = static_cast<long>(digits) - (plain ? std::min(exponent, static_cast<long>(digits) - 1) : 0);
  const Rational shown = plain ? value : value / power_of_ten(exponent);
  const std::string text =
      decimal_text(cln::truncate1(shown * power_of_ten(places)), static_cast<unsigned long>(places));
  return text + "..." + (plain ? "" : "*10^" + std::to_string(exponent));
}

/// The number itself, unless nobody would read so many digits.
Formula readable(const Rational& value, unsigned long digits) {
  const std::size_t longest = std::max(digits_in(cln::numerator(value)), digits_in(cln::denominator(value)));
  return longest <= most_printed_digits ? number(value) : Formula(Decimal{leading_digits(value, digits)});
}

/// The decimals that both ends share; none if they do not agree in the integral part.
std::optional<std::string> shared_digits(const proofs::Enclosure& value, unsigned long digits) {
  for (unsigned long places = digits + 1; places-- > 0;) {
    const Rational scale = power(Rational(10), places);
    const Integer low = cln::truncate1(value.lower * scale);
    const Integer high = cln::truncate1(value.upper * scale);
    if (low == high && (places == 0 || sign(value.lower) * sign(value.upper) > 0)) return decimal_text(low, places);
  }
  return {};
}

/// The value as far as enclosures tell its digits; `enclosed` takes a number of bits.
template <class Enclose>
std::optional<Value> digits_of(unsigned long digits, const Enclose& enclosed, bool irrational) {
  for (unsigned long bits = 4 * digits + 32; bits <= proofs::greatest_precision; bits *= 2) {
    const std::optional<proofs::Enclosure> enclosure = enclosed(bits);
    if (!enclosure) continue;
    if (enclosure->lower == enclosure->upper) return Value{readable(enclosure->lower, digits), false};
    if (const auto text = shared_digits(*enclosure, digits)) return Value{Formula(Decimal{*text + "..."}), irrational};
  }
  return {};
}

/// The value as a polynomial over atoms without variables.
ExactPolynomial exact_value(const Term& term, const proofs::Point& point) {
  proofs::Substitution image;
  for (const auto& [name, value] : point) image.emplace(name, ExactPolynomial(value));
  return substitute(proofs::normal_form(term), image);
}

/// c0 + c1 * product of k-th roots of rationals whose product is no k-th power, c1 != 0.
bool is_irrational(const ExactPolynomial& value) {
  std::size_t terms = 0;
  for (const auto& [monomial, coefficient] : value.terms()) {
    if (monomial.empty()) continue;
    if (++terms > 1) return false;
    std::optional<Rational> degree;
    Rational radicand = 1;
    for (const auto& [atom, exponent] : monomial) {
      if (atom.op() != proofs::Operator::root) return false;
      const auto inside = atom.arguments()[1].constant();
      const auto this_degree = atom.arguments()[0].constant();
      if (!inside || sign(*inside) <= 0 || (degree && this_degree != degree)) return false;
      degree = this_degree;
      radicand = radicand * power(*inside, exponent);
    }
    const auto k = proofs::integer_between(degree.value_or(0), 2, 1000);
    Rational root;
    if (!k || cln::rootp(radicand, static_cast<uintL>(*k), &root)) return false;
  }
  return terms == 1;
}

struct Sides {
  Value left, right;
};

template <class SomePoint>
Sides sides_at(const proofs::Relation& relation, const SomePoint& point) {
  Sides sides{{}, {}};
  // More digits until the sides look different.
  for (unsigned long digits = 6; digits <= 96; digits *= 2) {
    const auto left = value_at(relation.left, point, digits);
    const auto right = value_at(relation.right, point, digits);
    if (left) sides.left = *left;
    if (right) sides.right = *right;
    if (!left || !right) break;
    const auto* one = std::get_if<Decimal>(&left->formula.pieces.front());
    const auto* other = std::get_if<Decimal>(&right->formula.pieces.front());
    if (one == nullptr || other == nullptr || one->digits != other->digits) break;
  }
  return sides;
}

}  // namespace

std::optional<Value> value_at(const Term& term, const proofs::Point& point, unsigned long digits) {
  const ExactPolynomial exact = exact_value(term, point);
  if (const auto constant = exact.constant()) return Value{readable(*constant, digits), false};
  return digits_of(
      digits, [&](unsigned long bits) { return enclose(term, point, bits); }, is_irrational(exact));
}

std::optional<Value> value_at(const Term& term, const proofs::AlgebraicPoint& point, unsigned long digits) {
  if (const auto exact = point.value(term)) {
    if (exact->empty()) return Value{number(0), false};
    if (exact->size() == 1) return Value{readable(exact->front(), digits), false};
  }
  return digits_of(
      digits, [&](unsigned long bits) { return enclose(term, point.box(bits), bits); }, false);
}

namespace {

/// The first goal that fails at the point, and the values of its sides.
template <class SomePoint>
std::optional<Counterexample> failing_goal(const proofs::Statement& statement, const SomePoint& point,
                                           const Formula& coordinates) {
  const std::vector<proofs::Relation> all = goals(statement);
  for (const proofs::Relation& goal : all) {
    const auto truth = holds_at(goal, point);
    if (!truth || *truth) continue;
    Counterexample sentence{coordinates, {}, {}, {}, false, false};
    if (all.size() > 1)
      sentence.failing = relation(Formula(goal.left), symbol_of(goal.comparison), Formula(goal.right));
    const Sides sides = sides_at(goal, point);
    sentence.left = sides.left.formula;
    sentence.right = sides.right.formula;
    sentence.left_irrational = sides.left.irrational;
    sentence.right_irrational = sides.right.irrational;
    return sentence;
  }
  return {};
}

/// "x[2][1]" as the element that it names; the variable itself without brackets.
Term element_named(const std::string& name) {
  std::size_t place = name.find('[');
  Term result = Term::variable(name.substr(0, place));
  while (place != std::string::npos) {
    const std::size_t end = name.find(']', place);
    const std::string index = name.substr(place + 1, end - place - 1);
    result = Term::apply(proofs::Operator::element, {result, Term::number(std::stol(index))});
    place = name.find('[', end);
  }
  return result;
}

/// The values of the variables in their order, each with its elements; of rows only the elements.
std::vector<Formula> coordinates(const proofs::Statement& statement, const std::map<std::string, Formula>& values) {
  const auto depth = [](const std::string& name) { return std::count(name.begin(), name.end(), '['); };
  std::vector<Formula> result;
  for (const std::string& variable : statement.variables) {
    const auto is_of = [&](const std::string& name) { return name.substr(0, name.find('[')) == variable; };
    std::ptrdiff_t deepest = 0;
    for (const auto& [name, value] : values)
      if (is_of(name)) deepest = std::max(deepest, depth(name));
    for (const auto& [name, value] : values)
      if (is_of(name) && depth(name) == deepest)
        result.push_back(relation(Formula(element_named(name)), Symbol::equal, value));
  }
  return result;
}

}  // namespace

std::vector<Sentence> counterexample(const proofs::Statement& statement, const proofs::Refutation& refutation) {
  std::map<std::string, Formula> values;
  for (const auto& [name, value] : refutation.point) values.emplace(name, number(value));
  std::vector<Sentence> result;
  if (const auto& root = refutation.root) {
    for (const auto& [name, value] : refutation.in_root)
      values.emplace(name, Formula(as_term(proofs::in_variable(value, root->name))));
    result.push_back(RootTaken{named(root->name), Formula(as_term(proofs::in_variable(root->polynomial, root->name))),
                               number(root->lower), number(root->upper)});
  }
  std::vector<Formula> equations;
  for (const proofs::FunctionWitness& function : refutation.functions) {
    const Term argument = Term::variable("t");
    const Term head = Term::apply(proofs::Operator::value, {Term::variable(function.name), argument});
    equations.push_back(relation(Formula(head), Symbol::equal, Formula(opened(function.body, {argument}))));
  }
  for (Formula& equation : coordinates(statement, values)) equations.push_back(std::move(equation));
  const proofs::Statement concrete = with_functions(statement, refutation.functions).value();
  const auto failing =
      refutation.root
          ? failing_goal(concrete, algebraic_point(refutation), listed(equations))
          : failing_goal(concrete, proofs::Point(refutation.point.begin(), refutation.point.end()), listed(equations));
  if (failing) result.push_back(*failing);
  if (!failing && !equations.empty()) result.push_back(PointTaken{listed(equations)});
  if (!statement.assumptions.empty()) {
    std::vector<Formula> assumed;
    for (const proofs::Chain& chain : statement.assumptions)
      for (const proofs::Relation& relation_of_chain : relations(chain))
        assumed.push_back(relation(Formula(relation_of_chain.left), symbol_of(relation_of_chain.comparison),
                                   Formula(relation_of_chain.right)));
    result.push_back(HypothesesHold{listed(assumed)});
  }
  return result;
}

}  // namespace geq::render
