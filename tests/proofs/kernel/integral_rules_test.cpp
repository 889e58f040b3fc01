// SPDX-License-Identifier: GPL-3.0-or-later
/// Rules about integrals and limits on random integrals: where what they leave to be shown holds at samples, the facts
/// that they add agree with quadrature and with values near the point.
#include <boost/test/unit_test.hpp>

#include "proofs/kernel/check.hpp"
#include "proofs/kernel/derivative.hpp"
#include "proofs/kernel/limits.hpp"
#include "proofs/kernel/normal_form.hpp"
#include "tests/proofs/kernel/float_values.hpp"
#include "tests/proofs/kernel/random_source.hpp"

namespace geq::proofs {

namespace {

constexpr double exact_enough = 1e-9, near_enough = 1e-5;
const ExactPolynomial one{Rational(1)};

/// A smooth function of the variable that is often defined everywhere.
ExactPolynomial random_smooth(RandomSource& random, const ExactPolynomial& t, int depth) {
  if (depth == 0) return random.chance(3) ? ExactPolynomial(random.small_rational()) : t;
  const auto inner = [&] { return random_smooth(random, t, depth - 1); };
  static const std::vector<Operator> functions{Operator::exp, Operator::sin, Operator::cos, Operator::arctan};
  switch (random.below(7)) {
    case 0:
      return inner() + inner();
    case 1:
      return inner() * inner();
    case 2:
      return inner() - inner();
    case 3:
    case 4: {
      // Without poles, which lie between samples.
      const ExactPolynomial u = inner();
      return random.chance(2) ? reciprocal(one + u * u) : application(Operator::log, {one + u * u});
    }
    default:
      return application(random.one_of(functions), {inner()});
  }
}

struct RandomIntegral {
  ExactPolynomial integral, integrand;  ///< the integrand in t
  Rational lower, upper;
};

ExactPolynomial integral_of(const ExactPolynomial& integrand, const Rational& lower, const Rational& upper) {
  return atom_over(Operator::integral,
                   {{Ends::finite, ExactPolynomial(lower), ExactPolynomial(upper)}, closed(integrand, "t")});
}

/// The sum of the absolute values of the terms.
double magnitude(const ExactPolynomial& polynomial, double at) {
  double sum = 0;
  for (const auto& [monomial, coefficient] : polynomial.terms())
    sum += std::fabs(value(ExactPolynomial::term(coefficient, monomial), at));
  return sum;
}

bool holds(const Fact& fact, double at, double tolerance) {
  const double number = value(fact.polynomial, at);
  const double slack = tolerance * (1 + magnitude(fact.polynomial, at));
  switch (fact.sign) {
    case Sign::zero:
      return std::fabs(number) < slack;
    case Sign::nonnegative:
      return number > -slack;
    case Sign::positive:
      return number > slack;
    case Sign::nonzero:
      return std::fabs(number) > slack;
  }
  return false;
}

/// All that is left but the last holds at samples between the ends, as far as values tell.
bool sides_hold(const std::vector<Sequent>& remaining, double low, double high) {
  constexpr int samples = 200;
  for (std::size_t i = 0; i + 1 < remaining.size(); ++i)
    for (int k = 1; k < samples; ++k)
      if (!holds(remaining[i].goal, low + (high - low) * k / samples, exact_enough)) return false;
  return true;
}

/// The facts that the step adds, but those about existence, which numbers do not tell.
void compare(const std::vector<Sequent>& remaining, const std::string& what, std::size_t& compared) {
  for (const Fact& fact : remaining.back().facts) {
    if (is_about_existence(fact.polynomial)) continue;
    const double number = value(fact.polynomial, 0);
    if (!std::isfinite(number) || std::fabs(number) > 1e6) continue;
    ++compared;
    BOOST_TEST(holds({fact.polynomial, fact.sign == Sign::positive ? Sign::nonnegative : fact.sign}, 0, near_enough),
               what << " says " << to_text(fact) << ", which is " << number);
  }
}

RandomIntegral random_integral(RandomSource& random, const ExactPolynomial& integrand) {
  const Rational lower = Rational(random.between(-3, 3)) / 2;
  const Rational upper = lower + Rational(random.between(0, 4)) / 2;
  return {integral_of(integrand, lower, upper), integrand, lower, upper};
}

}  // namespace

BOOST_AUTO_TEST_SUITE(integral_rules)

BOOST_AUTO_TEST_CASE(antiderivatives_and_quadrature_agree_with_simpson) {
  RandomSource random("integral rules");
  const ExactPolynomial t = ExactPolynomial::variable("t");
  std::size_t compared = 0;
  for (int i = 0; i < 1500; ++i) try {
      const ExactPolynomial function = random_smooth(random, t, 2);
      const auto slope = derivative(function, "t");
      if (!slope) continue;
      // Sometimes not the derivative: then a side condition must fail.
      const ExactPolynomial integrand = random.chance(4) ? slope->value + random_smooth(random, t, 1) : slope->value;
      const RandomIntegral of = random_integral(random, integrand);
      const double low = cln::double_approx(of.lower);
      const double high = cln::double_approx(of.upper);
      const Sequent sequent{{}, {}, {one, Sign::positive}};
      using Because = Antiderivative::Because;
      for (const Because because : {Because::nonnegative, Because::nonpositive}) {
        const auto left = apply(Antiderivative{"t", of.integral, function, because}, sequent);
        if (left && sides_hold(left.value(), low, high))
          compare(left.value(), "the antiderivative " + to_text(function), compared);
      }
      const auto pieces = static_cast<std::uint32_t>(random.between(1, 12));
      if (const auto left = apply(Quadrature{of.integral, pieces}, sequent))
        compare(left.value(), "quadrature of " + to_text(of.integral), compared);
    } catch (const LimitExceeded&) {
    }
  BOOST_TEST_MESSAGE(compared << " facts compared");
  BOOST_TEST(compared > 300U);
}

BOOST_AUTO_TEST_CASE(parts_and_images_of_intervals_keep_the_integral) {
  RandomSource random("parts of integrals");
  const ExactPolynomial t = ExactPolynomial::variable("t");
  std::size_t compared = 0;
  for (int i = 0; i < 1500; ++i) try {
      const RandomIntegral of = random_integral(random, random_smooth(random, t, 2));
      const Sequent sequent{{}, {exists(of.integral)}, {one, Sign::positive}};
      const Rational at = of.lower + Rational(random.between(-1, 5)) / 4;
      if (const auto left = apply(Split{of.integral, ExactPolynomial(at)}, sequent))
        if (sides_hold(left.value(), 0, 1)) compare(left.value(), "the split at " + to_text(at), compared);
      Rational scale = random.small_rational();
      Rational inverse = scale == 0 ? Rational(1) : Rational(1 / scale);
      if (random.chance(6)) inverse = inverse + 1;
      const Rescale step{of.integral, ExactPolynomial(scale), ExactPolynomial(inverse),
                         ExactPolynomial(random.small_rational()), random.chance(2)};
      if (const auto left = apply(step, sequent))
        if (sides_hold(left.value(), 0, 1)) compare(left.value(), "a substitution", compared);
    } catch (const LimitExceeded&) {
    }
  BOOST_TEST_MESSAGE(compared << " facts compared");
  BOOST_TEST(compared > 300U);
}

BOOST_AUTO_TEST_CASE(integrands_compared_compare_integrals) {
  RandomSource random("integrals compared");
  const ExactPolynomial t = ExactPolynomial::variable("t");
  std::size_t compared = 0;
  for (int i = 0; i < 3000; ++i) try {
      const RandomIntegral of = random_integral(random, random_smooth(random, t, 2));
      const ExactPolynomial other = integral_of(random_smooth(random, t, 1), of.lower, of.upper);
      const Sequent sequent{{}, {exists(of.integral), exists(other)}, {one, Sign::positive}};
      const auto sign = static_cast<Sign>(random.below(4));
      Integrate step{"t", {}, sign};
      step.parts.push_back({one, of.integral});
      step.parts.push_back({ExactPolynomial(random.small_rational()), other});
      const auto left = apply(step, sequent);
      if (!left || !sides_hold(left.value(), cln::double_approx(of.lower), cln::double_approx(of.upper))) continue;
      compare(left.value(), "integration", compared);
    } catch (const LimitExceeded&) {
    }
  BOOST_TEST_MESSAGE(compared << " facts compared");
  BOOST_TEST(compared > 100U);
}

/// What is said to be continuous up to the ends stays bounded, also near the poles, zeros of logarithms and of roots
/// that lie at samples.
BOOST_AUTO_TEST_CASE(continuous_integrands_are_bounded) {
  RandomSource random("continuous integrands");
  const ExactPolynomial t = ExactPolynomial::variable("t");
  std::size_t compared = 0, refused = 0;
  for (int i = 0; i < 2000; ++i) try {
      const ExactPolynomial shifted = t - ExactPolynomial(Rational(random.between(-4, 4)) / 2);
      const std::vector<ExactPolynomial> special{reciprocal(shifted), application(Operator::log, {shifted}),
                                                 application(Operator::root, {Rational(2), shifted}),
                                                 application(Operator::power, {shifted, Rational(-3) / 2})};
      const RandomIntegral of = random_integral(random, random_smooth(random, t, 1) * random.one_of(special));
      const auto left = apply(Continuous{"t", of.integral}, {{}, {}, {one, Sign::positive}});
      if (!left) continue;
      const double low = cln::double_approx(of.lower), high = cln::double_approx(of.upper);
      constexpr int samples = 80;
      bool sides = true;
      double greatest = 0;
      for (int k = 0; k <= samples; ++k) {
        const double at = low + (high - low) * k / samples;
        for (std::size_t j = 0; j + 1 < left.value().size(); ++j)
          sides = sides && holds(left.value()[j].goal, at, exact_enough);
        for (const double away : {-1e-7, 0.0, 1e-7})
          if (at + away >= low && at + away <= high)
            greatest = std::max(greatest, std::fabs(value(of.integrand, at + away)));
      }
      ++(sides ? compared : refused);
      BOOST_TEST((!sides || greatest < 1e5), to_text(of.integral) << " reaches " << greatest);
    } catch (const LimitExceeded&) {
    }
  BOOST_TEST_MESSAGE(compared << " integrands looked at, " << refused << " with open sides");
  BOOST_TEST(compared > 100U);
  BOOST_TEST(refused > 100U);
}

/// A limit between two bounds with the same limit is approached.
BOOST_AUTO_TEST_CASE(squeezed_limits_are_approached) {
  RandomSource random("squeezed limits");
  const ExactPolynomial t = ExactPolynomial::variable("t");
  std::size_t compared = 0;
  for (int i = 0; i < 3000; ++i) try {
      const ExactPolynomial body = random_smooth(random, reciprocal(t), 2);
      NearPoint far_out;
      far_out.approach.way = Way::to_infinity;
      far_out.body = closed(body, "t");
      const ExactPolynomial limit = atom_near(Operator::limit, far_out);
      const ExactPolynomial away = random.chance(2) ? ExactPolynomial() : reciprocal(t);
      const auto left = apply(Squeeze{"t", one, limit, body - away, body + away}, {{}, {}, {one, Sign::positive}});
      if (!left || !sides_hold(left.value(), 1, 1e6)) continue;
      const double expected = value(limit - left.value().back().facts.back().polynomial, 0);
      // Slow ones, as 1/log(t), come nearer at least.
      const double near = std::fabs(value(body, 1e3) - expected);
      const double far = std::fabs(value(body, 1e7) - expected);
      if (!std::isfinite(near) || !std::isfinite(far) || !std::isfinite(expected)) continue;
      ++compared;
      BOOST_TEST((far < 1e-3 * (1 + std::fabs(expected)) || far < 0.97 * near),
                 to_text(body) << " -> " << expected << ", but far out it is " << value(body, 1e7));
    } catch (const LimitExceeded&) {
    }
  BOOST_TEST_MESSAGE(compared << " limits compared");
  BOOST_TEST(compared > 100U);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace geq::proofs
