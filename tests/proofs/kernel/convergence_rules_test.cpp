// SPDX-License-Identifier: GPL-3.0-or-later
/// Rules about limits of integrals and sums, and about integrals that do not exist, on random ones: where what they
/// leave to be shown holds at samples, what they add agrees with values far out and with sums and quadrature.
#include <boost/test/unit_test.hpp>

#include <algorithm>

#include "proofs/kernel/asymptotics.hpp"
#include "proofs/kernel/check.hpp"
#include "proofs/kernel/limits.hpp"
#include "proofs/kernel/normal_form.hpp"
#include "tests/proofs/kernel/float_values.hpp"
#include "tests/proofs/kernel/random_source.hpp"

namespace geq::proofs {

namespace {

constexpr double slack = 1e-9;
const ExactPolynomial one{Rational(1)};
const ExactPolynomial t = ExactPolynomial::variable("t"), n = ExactPolynomial::variable("n"),
                      i = ExactPolynomial::variable("i");

/// A smooth function made of these, without poles.
ExactPolynomial random_smooth(RandomSource& random, const std::vector<ExactPolynomial>& of, int depth) {
  if (depth == 0) return random.chance(3) ? ExactPolynomial(random.small_rational()) : random.one_of(of);
  const auto inner = [&] { return random_smooth(random, of, depth - 1); };
  switch (random.below(5)) {
    case 0:
      return inner() + inner();
    case 1:
      return inner() * inner();
    case 2:
      return application(Operator::exp, {-(inner() * inner())});
    case 3: {
      const ExactPolynomial u = inner();
      return reciprocal(one + u * u);
    }
    default:
      return application(random.chance(2) ? Operator::sin : Operator::arctan, {inner()});
  }
}

/// What of the variables n and i has been chosen; t is a floating-point number.
double value_at(const ExactPolynomial& polynomial, const Substitution& chosen, double place) {
  return value(substitute(polynomial, chosen), place);
}

/// False when floating point sees that the fact fails; what it cannot evaluate may hold.
bool may_hold(const Fact& fact, const Substitution& chosen, double place) {
  const double number = value_at(fact.polynomial, chosen, place);
  if (std::isnan(number)) return true;
  if (fact.sign == Sign::zero) return std::fabs(number) < slack;
  if (fact.sign == Sign::nonzero) return number != 0;
  return number > -slack;
}

/// All that is left but the last holds at the samples at which its facts do.
bool sides_hold(const std::vector<Sequent>& remaining, const std::vector<Substitution>& choices,
                const std::vector<double>& places) {
  for (std::size_t k = 0; k + 1 < remaining.size(); ++k)
    for (const Substitution& chosen : choices)
      for (const double place : places) {
        const auto holds = [&](const Fact& fact) { return may_hold(fact, chosen, place); };
        const std::vector<Fact>& facts = remaining[k].facts;
        if (!std::all_of(facts.begin(), facts.end(), holds)) continue;
        if (std::isnan(value_at(remaining[k].goal.polynomial, chosen, place)) || !holds(remaining[k].goal))
          return false;
      }
  return true;
}

std::vector<Substitution> choices_of_n() {
  std::vector<Substitution> result;
  for (const long number : {1L, 2L, 3L, 7L, 30L, 1000L, 1000000L})
    result.push_back({{"n", ExactPolynomial(Rational(number))}});
  return result;
}

std::vector<double> places_between(double low, double high) {
  std::vector<double> result;
  for (int k = 1; k < 40; ++k) result.push_back(low + (high - low) * k / 40);
  return result;
}

const RealInterval unit_interval{Ends::finite, {}, one};

ExactPolynomial over_unit_interval(const ExactPolynomial& body) {
  return atom_over(Operator::integral, {unit_interval, closed(body, "t")});
}

/// Far out the integral of the member is near what the last fact, limit - integral = 0, says.
void compare_with_members(const Sequent& after, const ExactPolynomial& limit, const ExactPolynomial& member,
                          std::size_t& compared) {
  const double expected = value(limit - after.facts.back().polynomial, 0);
  // By t = s^3, as members may change fast near 0.
  const auto at = [&](long number) {
    constexpr int pieces = 400;
    const ExactPolynomial body = substitute(member, {{"n", ExactPolynomial(Rational(number))}});
    double sum = 0;
    for (int k = 0; k < pieces; ++k) {
      const double s = (k + 0.5) / pieces;
      sum += value(body, s * s * s) * 3 * s * s / pieces;
    }
    return sum;
  };
  const double near = std::fabs(at(1000) - expected), far = std::fabs(at(100000000) - expected);
  if (!std::isfinite(near) || !std::isfinite(far)) return;
  ++compared;
  BOOST_TEST((far < 1e-3 * (1 + std::fabs(expected)) || far < 0.9 * near),
             to_text(member) << " has the limit of integrals " << expected << ", but far out it is " << far << " away");
}

}  // namespace

BOOST_AUTO_TEST_SUITE(convergence_rules)

BOOST_AUTO_TEST_CASE(limits_of_integrals_are_approached) {
  RandomSource random("limits of integrals");
  std::size_t compared = 0;
  for (int round = 0; round < 800; ++round) try {
      const ExactPolynomial member = random_smooth(random, {t, reciprocal(n), t * reciprocal(n), n * t}, 2);
      if (!variables(member).contains("n")) continue;
      const bool through_integers = random.chance(2);
      const Approach approach{through_integers ? Way::through_integers : Way::to_infinity, {}};
      const ExactPolynomial limit = atom_near(Operator::limit, {approach, closed(over_unit_interval(member), "n")});
      const ExactPolynomial bound = over_unit_interval(ExactPolynomial(Rational(random.between(0, 6))));
      const auto left = apply(Converge{"t", "n", limit, one, bound}, {{}, {exists(bound)}, {one, Sign::positive}});
      if (left && sides_hold(left.value(), choices_of_n(), places_between(0, 1)))
        compare_with_members(left.value().back(), limit, member, compared);
    } catch (const LimitExceeded&) {
    }
  BOOST_TEST_MESSAGE(compared << " limits compared");
  BOOST_TEST(compared > 60U);
}

BOOST_AUTO_TEST_CASE(monotone_sequences_keep_between_their_first_value_and_the_bound) {
  RandomSource random("monotone sequences");
  std::vector<Substitution> choices = choices_of_n();
  for (long number = 4; number < 60; ++number) choices.push_back({{"n", ExactPolynomial(Rational(number))}});
  std::size_t compared = 0;
  for (int round = 0; round < 3000; ++round) try {
      const ExactPolynomial body = random_smooth(random, {reciprocal(n), reciprocal(n + one), n}, 2);
      NearPoint far_out;
      far_out.approach.way = Way::through_integers;
      far_out.body = closed(body, "n");
      const ExactPolynomial limit = atom_near(Operator::limit, far_out);
      const BoundedMonotone step{"n", limit, ExactPolynomial(Rational(random.between(1, 4))),
                                 ExactPolynomial(random.small_rational()), random.chance(2)};
      const auto left = apply(step, {{}, {}, {one, Sign::positive}});
      if (!left || !sides_hold(left.value(), choices, {0})) continue;
      const double far = value_at(body, {{"n", ExactPolynomial(Rational(100000000L))}}, 0);
      if (!std::isfinite(far)) continue;
      const std::vector<Fact>& facts = left.value().back().facts;
      for (std::size_t k = facts.size() - 2; k < facts.size(); ++k) {
        const auto c = coefficients_in(*atoms(limit).begin(), facts[k].polynomial);
        ++compared;
        BOOST_TEST(value(c[1], 0) * far + value(c[0], 0) > -1e-6,
                   to_text(body) << ": " << to_text(facts[k]) << ", far out it is " << far);
      }
    } catch (const LimitExceeded&) {
    }
  BOOST_TEST_MESSAGE(compared << " facts compared");
  BOOST_TEST(compared > 100U);
}

BOOST_AUTO_TEST_CASE(values_that_stay_apart_are_taken_near_the_point) {
  RandomSource random("oscillation");
  const std::vector<ExactPolynomial> places{reciprocal(n),
                                            -reciprocal(n),
                                            reciprocal(n + one) * reciprocal(n),
                                            n,
                                            n + n,
                                            n * n + one,
                                            n + ExactPolynomial(Rational(1) / 2),
                                            one + reciprocal(n),
                                            -n};
  std::size_t compared = 0;
  for (int round = 0; round < 60000; ++round) try {
      const ExactPolynomial rounded = application(Operator::floor, {t});
      const std::vector<ExactPolynomial> jumping{t, application(Operator::abs, {t}) * reciprocal(t), rounded,
                                                 t - rounded};
      const ExactPolynomial body = random.chance(2) ? random.one_of(jumping) : random_smooth(random, jumping, 1);
      const auto way = static_cast<Way>(random.below(5));
      const bool far = way == Way::to_infinity || way == Way::through_integers;
      NearPoint near_zero;
      near_zero.approach.way = way;
      near_zero.body = closed(body, "t");
      const ExactPolynomial limit = atom_near(Operator::limit, near_zero);
      const Oscillation step{"n",
                             limit,
                             random.one_of(places),
                             random.one_of(places),
                             ExactPolynomial(Rational(random.between(1, 4)) / 4),
                             ExactPolynomial(Rational(random.between(-4, 0)) / 4)};
      const auto left = apply(step, {{}, {}, {one, Sign::positive}});
      if (!left || !sides_hold(left.value(), choices_of_n(), {0})) continue;
      ++compared;
      const Substitution late{{"n", ExactPolynomial(Rational(1000000L))}};
      const double high = value_at(step.high, late, 0), low = value_at(step.low, late, 0);
      for (const double place : {high, low}) {
        BOOST_TEST((far ? place > 1e5 : std::fabs(place) < 1e-5 && place != 0), to_text(limit) << " at " << place);
        BOOST_TEST((way != Way::from_above || place > 0));
        BOOST_TEST((way != Way::from_below || place < 0));
        BOOST_TEST((way != Way::through_integers || place == std::floor(place)));
      }
      const auto at_late = [&](const ExactPolynomial& place) {
        return value(substitute(body, {{"t", substitute(place, late)}}), 0);
      };
      BOOST_TEST(at_late(step.high) - at_late(step.low) > 0.2,
                 to_text(limit) << " at " << to_text(step.high) << " and " << to_text(step.low));
    } catch (const LimitExceeded&) {
    }
  BOOST_TEST_MESSAGE(compared << " limits that do not exist");
  BOOST_TEST(compared > 20U);
}

BOOST_AUTO_TEST_CASE(exchanged_limits_are_approached) {
  RandomSource random("exchanged limits");
  std::size_t compared = 0;
  for (int round = 0; round < 500; ++round) try {
      const ExactPolynomial member = random_smooth(random, {t, reciprocal(n), t * reciprocal(n), n * t}, 2);
      const ExactPolynomial sequence = application(Operator::sequence, {closed(member, "n")});
      const ExactPolynomial question = atom_over(Operator::dominated, {unit_interval, closed(sequence, "t")});
      const Fact bounded{ExactPolynomial(Rational(8)) - member * member, Sign::nonnegative};
      if (!sides_hold({{{}, {}, bounded}, {}}, choices_of_n(), places_between(0, 1))) continue;
      const auto left = apply(Exchange{"t", "n", question}, {{}, {{question, Sign::positive}}, {one, Sign::positive}});
      if (!left) continue;
      const Sequent& after = left.value().back();
      const auto found = atoms(after.facts.back().polynomial);
      for (const Atom& atom : found)
        if (atom.op() == Operator::limit) compare_with_members(after, ExactPolynomial(atom), member, compared);
    } catch (const LimitExceeded&) {
    }
  BOOST_TEST_MESSAGE(compared << " limits compared");
  BOOST_TEST(compared > 60U);
}

BOOST_AUTO_TEST_CASE(bounded_integrands_have_bounded_integrals) {
  RandomSource random("dominated integrals");
  std::size_t compared = 0;
  for (int round = 0; round < 1500; ++round) try {
      const ExactPolynomial integral = over_unit_interval(random_smooth(random, {t}, 2));
      const ExactPolynomial bound = over_unit_interval(random_smooth(random, {t}, 1));
      const ExactPolynomial factor(random.small_rational());
      const auto left = apply(Dominate{"t", integral, {{factor, bound}}}, {{}, {exists(bound)}, {one, Sign::positive}});
      if (!left || !sides_hold(left.value(), {{}}, places_between(0, 1))) continue;
      ++compared;
      const double most = value(factor * bound, 0);
      BOOST_TEST(std::fabs(value(integral, 0)) <= most + 1e-6 * (1 + std::fabs(most)));
    } catch (const LimitExceeded&) {
    }
  BOOST_TEST_MESSAGE(compared << " integrals compared");
  BOOST_TEST(compared > 60U);
}

/// Towards 0 the integral of the absolute value goes on growing.
BOOST_AUTO_TEST_CASE(integrals_that_do_not_exist_grow) {
  RandomSource random("divergent integrals");
  std::size_t compared = 0;
  const ExactPolynomial logarithm = application(Operator::log, {t});
  const ExactPolynomial root = application(Operator::root, {ExactPolynomial(Rational(2)), t});
  for (int round = 0; round < 1500; ++round) try {
      const std::vector<ExactPolynomial> poles{one, reciprocal(root), reciprocal(t), reciprocal(t) * reciprocal(root),
                                               reciprocal(t) * reciprocal(t)};
      const ExactPolynomial body = random_smooth(random, {t, one}, 1) * random.one_of(poles) +
                                   ExactPolynomial(random.small_rational()) * random.one_of(poles);
      const std::vector<ExactPolynomial> growing{logarithm, -reciprocal(t), -reciprocal(root), -root, t};
      const ExactPolynomial function = ExactPolynomial(Rational(random.between(1, 8)) / 8) * random.one_of(growing);
      const bool negative = random.chance(2);
      const Rational from = Rational(1) / random.between(1, 64);
      const auto left = apply(Diverge{"t", over_unit_interval(body), function, ExactPolynomial(from), false, negative},
                              {{}, {}, {one, Sign::positive}});
      std::vector<double> places;
      for (int k = 1; k < 60; ++k) places.push_back(cln::double_approx(from) * std::exp(-0.5 * k));
      if (!left || !sides_hold(left.value(), {{}}, places)) continue;
      // By t = exp(-s).
      const auto between = [&](double low, double high) {
        double sum = 0;
        constexpr int pieces = 400;
        for (int k = 0; k < pieces; ++k) {
          const double place = std::exp(-(low + (high - low) * (k + 0.5) / pieces));
          sum += std::fabs(value(body, place)) * place * (high - low) / pieces;
        }
        return sum;
      };
      ++compared;
      BOOST_TEST(between(12, 24) > 0.5 * between(6, 12), to_text(body) << " seems to have an integral");
    } catch (const LimitExceeded&) {
    }
  BOOST_TEST_MESSAGE(compared << " integrals compared");
  BOOST_TEST(compared > 60U);
}

BOOST_AUTO_TEST_CASE(limits_of_sums_are_approached) {
  RandomSource random("limits of sums");
  std::size_t compared = 0;
  std::vector<Substitution> choices;
  for (const long number : {1L, 2L, 5L, 40L, 1000L})
    for (const long index : {0L, 1L, 2L, 5L, 20L, 40L, 900L})
      choices.push_back({{"n", ExactPolynomial(Rational(number))}, {"i", ExactPolynomial(Rational(index))}});
  for (int round = 0; round < 600; ++round) try {
      const ExactPolynomial rate(Rational(random.between(1, 6)) / 2);
      const ExactPolynomial factor = random_smooth(random, {reciprocal(n)}, 2);
      const ExactPolynomial slow = random.chance(2) ? one : reciprocal(one + i * i * reciprocal(n));
      const ExactPolynomial term = factor * slow * application(Operator::exp, {-(rate * i)});
      const Approach approach{Way::through_integers, {}};
      const auto scale = limit_of(factor, "n", approach, {});
      if (!scale) continue;
      const ExactPolynomial sum = over_range(Operator::sum_over, {}, n, closed(term, "i"));
      const ExactPolynomial limit = atom_near(Operator::limit, {approach, closed(sum, "n")});
      const ExactPolynomial bound(Rational(random.between(0, 8)));
      const Tannery step{"n",         "i", Rational(1), limit, term,
                         Rational(0), n,   bound,       rate,  random.chance(6) ? *scale + one : *scale,
                         rate};
      const auto left = apply(step, {{}, {}, {one, Sign::positive}});
      if (!left || !sides_hold(left.value(), choices, {0.5})) continue;
      const double expected = value(limit - left.value().back().facts.back().polynomial, 0);
      double far = 0;
      constexpr long number = 1000000;
      for (long index = 0; index < 100; ++index)
        far += value_at(term, {{"n", ExactPolynomial(Rational(number))}, {"i", ExactPolynomial(Rational(index))}}, 0);
      ++compared;
      BOOST_TEST(std::fabs(far - expected) < 1e-3 * (1 + std::fabs(expected)),
                 "the sum of " << to_text(term) << " tends to " << expected << ", but far out it is " << far);
    } catch (const LimitExceeded&) {
    }
  BOOST_TEST_MESSAGE(compared << " sums compared");
  BOOST_TEST(compared > 40U);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace geq::proofs
