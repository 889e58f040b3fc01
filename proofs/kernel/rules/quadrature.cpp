// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>

#include "proofs/kernel/binders.hpp"
#include "proofs/kernel/derivative.hpp"
#include "proofs/kernel/integrals.hpp"
#include "proofs/kernel/rules/rules.hpp"
#include "proofs/kernel/subdivision.hpp"
#include "proofs/kernel/work.hpp"

namespace geq::proofs {

namespace {

constexpr std::uint32_t most_pieces = 20000;
constexpr unsigned long value_bits = 40;
constexpr const char* name_of_variable = "x";

/// Outward, to 96 binary places.
Enclosure rounded(const Enclosure& value) {
  const Integer unit = cln::ash(Integer(1), Integer(96));
  return {Rational(cln::floor1(value.lower * unit)) / unit, Rational(cln::ceiling1(value.upper * unit)) / unit};
}

/// A function of one variable with its first two derivatives, as far as it has them.
struct Function {
  ExactPolynomial value;
  std::vector<Fact> conditions;           ///< of both derivatives
  std::optional<ExactPolynomial> second;  ///< where the conditions hold
};

Function function_of(const ExactPolynomial& value) {
  Function result{value, {}, {}};
  const auto first = derivative(value, name_of_variable);
  const auto second = first ? derivative(first->value, name_of_variable) : std::nullopt;
  if (!second) return result;
  result.conditions = first->conditions;
  result.conditions.insert(result.conditions.end(), second->conditions.begin(), second->conditions.end());
  result.second = second->value;
  return result;
}

/// The integral over [low, high], on all of which the function has an enclosure: the width times the value in the
/// middle and a part of the second derivative, where there is one; else the width times the enclosure.
std::optional<Enclosure> over_piece(const Function& f, const Rational& low, const Rational& high) {
  const Box piece{{name_of_variable, {low, high}}};
  const auto all = enclose(f.value, piece, value_bits);
  if (!all) return {};
  const Rational width = high - low;
  Enclosure result{width * all->lower, width * all->upper};
  const bool smooth = f.second && std::all_of(f.conditions.begin(), f.conditions.end(),
                                              [&](const Fact& fact) { return is_seen_on(piece, fact); });
  const auto second = smooth ? enclose(*f.second, piece, value_bits) : std::nullopt;
  const Rational middle = (low + high) / 2;
  const auto at_middle =
      second ? enclose(f.value, Box{{name_of_variable, {middle, middle}}}, value_bits) : std::nullopt;
  if (!at_middle) return result;
  const Rational cube = width * width * width / 24;
  result.lower = std::max(result.lower, Rational(width * at_middle->lower + cube * second->lower));
  result.upper = std::min(result.upper, Rational(width * at_middle->upper + cube * second->upper));
  return result;
}

}  // namespace

// Additive on integrable functions; f is integrable on the whole if it is on two parts that make it up.
Outcome apply(const Split& step, const Sequent& sequent) {
  if (!in_scope(step.integral, sequent) || !in_scope(step.at, sequent)) return Reason::unknown_variable;
  const auto integral = over_interval(step.integral, Operator::integral);
  if (!integral) return Reason::not_an_integral;
  OverInterval left = *integral;
  OverInterval right = left;
  const bool below = integral->interval.ends == Ends::below || integral->interval.ends == Ends::line;
  const bool above = integral->interval.ends == Ends::above || integral->interval.ends == Ends::line;
  left.interval.ends = below ? Ends::below : Ends::finite;
  left.interval.upper = step.at;
  right.interval.ends = above ? Ends::above : Ends::finite;
  right.interval.lower = step.at;
  const ExactPolynomial first = atom_over(Operator::integral, left);
  const ExactPolynomial second = atom_over(Operator::integral, right);
  const bool whole = is_known_to_exist(step.integral, sequent.facts);
  const bool parts = is_known_to_exist(first, sequent.facts) && is_known_to_exist(second, sequent.facts);
  if (!whole && !parts) return Reason::not_integrable;
  std::vector<Sequent> remaining;
  if (!below) require({step.at - integral->interval.lower, Sign::nonnegative}, sequent, remaining);
  if (!above) require({integral->interval.upper - step.at, Sign::nonnegative}, sequent, remaining);
  Sequent result = sequent;
  for (const ExactPolynomial* part : {&step.integral, &first, &second}) result.facts.push_back(exists(*part));
  result.facts.push_back({step.integral - first - second, Sign::zero});
  remaining.push_back(std::move(result));
  return remaining;
}

// A function with an enclosure on every piece is bounded, so it is integrable; the rest is the mean value theorem.
Outcome apply(const Quadrature& step, const Sequent& sequent) {
  if (!in_scope(step.integral, sequent)) return Reason::unknown_variable;
  const auto integral = over_interval(step.integral, Operator::integral);
  if (!integral || integral->interval.ends != Ends::finite) return Reason::not_an_integral;
  const auto low = integral->interval.lower.constant();
  const auto high = integral->interval.upper.constant();
  if (!low || !high || *low > *high || !variables(integral->body).empty()) return Reason::not_bounded;
  if (step.pieces < 1 || step.pieces > most_pieces) return Reason::limit_exceeded;
  const Function f = function_of(opened(integral->body, ExactPolynomial::variable(name_of_variable)));
  const Rational width = (*high - *low) / Rational(static_cast<unsigned long>(step.pieces));
  Enclosure sum{0, 0};
  Rational left = *low;
  for (std::uint32_t i = 1; i <= step.pieces; ++i) {
    const Rational right = *low + width * Rational(static_cast<unsigned long>(i));
    const auto part = over_piece(f, left, right);
    if (!part) return Reason::sign_fails;
    sum = rounded({sum.lower + part->lower, sum.upper + part->upper});
    left = right;
  }
  Sequent result = with_fact(sequent, exists(step.integral));
  result.facts.push_back({step.integral - ExactPolynomial(sum.lower), Sign::nonnegative});
  result.facts.push_back({ExactPolynomial(sum.upper) - step.integral, Sign::nonnegative});
  return std::vector<Sequent>{std::move(result)};
}

}  // namespace geq::proofs
