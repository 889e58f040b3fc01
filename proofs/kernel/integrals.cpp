// SPDX-License-Identifier: GPL-3.0-or-later
#include "proofs/kernel/integrals.hpp"

#include <algorithm>

#include "proofs/kernel/binders.hpp"
#include "proofs/kernel/normal_form.hpp"
#include "proofs/kernel/rules/rules.hpp"

namespace geq::proofs {

namespace {

std::optional<Atom> atom_in(const ExactPolynomial& polynomial, Operator op) {
  const std::set<Atom> found = atoms(polynomial);
  if (found.size() != 1 || found.begin()->op() != op || polynomial != ExactPolynomial(*found.begin())) return {};
  return *found.begin();
}

/// The first argument, which is a number from 0 to `greatest`.
std::optional<long> kind_of(const Atom& atom, long greatest) {
  const auto value = atom.arguments()[0].constant();
  return value ? integer_between(*value, 0, greatest) : std::nullopt;
}

ExactPolynomial number(long value) { return ExactPolynomial(Rational(value)); }

}  // namespace

std::optional<OverInterval> over_interval(const ExactPolynomial& polynomial, Operator op) {
  const auto atom = atom_in(polynomial, op);
  const auto kind = atom ? kind_of(*atom, static_cast<long>(Ends::line)) : std::nullopt;
  if (!kind) return {};
  return OverInterval{{static_cast<Ends>(*kind), atom->arguments()[1], atom->arguments()[2]}, atom->arguments().back()};
}

std::optional<NearPoint> near_point(const ExactPolynomial& polynomial, Operator op) {
  const auto atom = atom_in(polynomial, op);
  const auto kind = atom ? kind_of(*atom, static_cast<long>(Way::through_integers)) : std::nullopt;
  if (!kind) return {};
  return NearPoint{{static_cast<Way>(*kind), atom->arguments()[1]}, atom->arguments().back()};
}

std::optional<Sign> claimed_sign(const ExactPolynomial& polynomial) {
  const auto interval = atom_in(polynomial, Operator::everywhere);
  const auto point = atom_in(polynomial, Operator::eventually);
  if (!interval && !point) return {};
  const auto value = (interval ? interval->arguments()[3] : point->arguments()[2]).constant();
  const auto sign = value ? integer_between(*value, 0, 3) : std::nullopt;
  return sign ? std::optional(static_cast<Sign>(*sign)) : std::nullopt;
}

ExactPolynomial atom_over(Operator op, const OverInterval& of) {
  return ExactPolynomial(Atom::application(
      op, {number(static_cast<long>(of.interval.ends)), of.interval.lower, of.interval.upper, of.body}));
}

ExactPolynomial atom_near(Operator op, const NearPoint& of) {
  return ExactPolynomial(
      Atom::application(op, {number(static_cast<long>(of.approach.way)), of.approach.point, of.body}));
}

Fact everywhere(const RealInterval& interval, const Fact& body) {
  return {ExactPolynomial(Atom::application(Operator::everywhere,
                                            {number(static_cast<long>(interval.ends)), interval.lower, interval.upper,
                                             number(static_cast<long>(body.sign)), body.polynomial})),
          Sign::positive};
}

Fact eventually(const Approach& approach, const Fact& body) {
  return {
      ExactPolynomial(Atom::application(Operator::eventually, {number(static_cast<long>(approach.way)), approach.point,
                                                               number(static_cast<long>(body.sign)), body.polynomial})),
      Sign::positive};
}

Fact exists(const ExactPolynomial& integral) {
  if (const auto of = over_interval(integral, Operator::integral))
    return {atom_over(Operator::integrable, *of), Sign::positive};
  return {atom_near(Operator::convergent, near_point(integral, Operator::limit).value()), Sign::positive};
}

bool is_known_to_exist(const ExactPolynomial& integral, const std::vector<Fact>& facts) {
  return is_known(exists(integral), facts);
}

bool is_about_existence(const ExactPolynomial& polynomial) {
  const std::set<Atom> found = atoms(polynomial);
  return std::any_of(found.begin(), found.end(), [](const Atom& atom) {
    if (atom.is_variable() || atom.op() == Operator::bound) return false;
    if (atom.op() == Operator::integrable || atom.op() == Operator::everywhere || atom.op() == Operator::convergent ||
        atom.op() == Operator::eventually)
      return true;
    return std::any_of(atom.arguments().begin(), atom.arguments().end(), is_about_existence);
  });
}

Result<IntegralSum, Reason> sum_of_integrals(const std::vector<IntegralPart>& parts, const std::string& variable,
                                             const Sequent& sequent) {
  std::optional<IntegralSum> sum;
  for (const IntegralPart& part : parts) {
    if (!in_scope(part.coefficient, sequent) || !in_scope(part.integral, sequent)) return Reason::unknown_variable;
    const auto integral = over_interval(part.integral, Operator::integral);
    if (!integral || (sum && sum->interval != integral->interval)) return Reason::not_an_integral;
    if (!is_known_to_exist(part.integral, sequent.facts)) return Reason::not_integrable;
    if (!sum) sum = IntegralSum{integral->interval, {}, {}};
    sum->integrand = sum->integrand + part.coefficient * opened(integral->body, ExactPolynomial::variable(variable));
    sum->integral = sum->integral + part.coefficient * part.integral;
  }
  if (!sum) return Reason::not_an_integral;
  return *sum;
}

std::vector<Fact> inside(const RealInterval& interval, const ExactPolynomial& variable) {
  std::vector<Fact> facts;
  if (interval.ends == Ends::finite || interval.ends == Ends::above)
    facts.push_back({variable - interval.lower, Sign::positive});
  if (interval.ends == Ends::finite || interval.ends == Ends::below)
    facts.push_back({interval.upper - variable, Sign::positive});
  return facts;
}

std::vector<Fact> inside_with_sign(const RealInterval& interval, const ExactPolynomial& variable) {
  std::vector<Fact> facts = inside(interval, variable);
  const auto lower = interval.lower.constant();
  const auto upper = interval.upper.constant();
  const bool from_below = interval.ends == Ends::finite || interval.ends == Ends::above;
  const bool from_above = interval.ends == Ends::finite || interval.ends == Ends::below;
  if (from_below && lower && sign(*lower) > 0) facts.push_back({variable, Sign::positive});
  if (from_above && upper && sign(*upper) < 0) facts.push_back({-variable, Sign::positive});
  return facts;
}

std::vector<Fact> beyond(const Approach& approach, const ExactPolynomial& from, const ExactPolynomial& variable) {
  const ExactPolynomial distance = variable - approach.point;
  switch (approach.way) {
    case Way::from_above:
      return {{distance, Sign::positive}, {from - distance, Sign::positive}};
    case Way::from_below:
      return {{-distance, Sign::positive}, {from + distance, Sign::positive}};
    case Way::from_both_sides:
      return {{distance, Sign::nonzero}, {from - distance, Sign::positive}, {from + distance, Sign::positive}};
    case Way::to_infinity:
      break;
    case Way::through_integers:
      return {{application(Operator::floor, {variable}) - variable, Sign::zero}, {variable - from, Sign::nonnegative}};
  }
  return {{variable - from, Sign::nonnegative}};
}

}  // namespace geq::proofs
