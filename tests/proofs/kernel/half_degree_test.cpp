// SPDX-License-Identifier: GPL-3.0-or-later
/// The half-degree principle: what the rules leave, and that where a symmetric polynomial is negative, it is negative
/// at a point of those that are left as well.
#include <algorithm>
#include <boost/test/unit_test.hpp>
#include <cmath>
#include <map>

#include "proofs/kernel/certificate.hpp"
#include "proofs/kernel/check.hpp"
#include "proofs/kernel/language/parser.hpp"
#include "proofs/kernel/normal_form.hpp"
#include "proofs/kernel/rules/rules.hpp"
#include "tests/proofs/kernel/random_source.hpp"

namespace geq::proofs {

namespace {

const std::vector<std::string> letters{"a", "b", "c", "d", "e", "f"};

/// "facts |- goal" of every sequent that the step leaves of a goal in the statement's variables.
std::vector<std::string> left_by(const std::string& statement_text, const std::string& step) {
  const auto statement = parse_statement(statement_text).value();
  const Sequent sequent = sequents_of(statement).value().back();
  const auto read = read_certificate("geq certificate 1\nprove\n" + step + "\n", statement.variables);
  const auto left = apply(std::get<Proof>(read.value()).steps.front(), sequent);
  if (!left) return {"rejected: " + describe(Rejection{left.error(), {}})};
  std::vector<std::string> result;
  for (const Sequent& one : left.value()) {
    std::string text;
    for (const std::string& name : one.variables) text += name + " ";
    text += ":";
    for (const Fact& fact : one.facts) text += " " + to_text(fact) + ",";
    result.push_back(text + " |- " + to_text(one.goal));
  }
  return result;
}

using Floats = std::map<std::string, double>;

double value_at(const ExactPolynomial& polynomial, const Floats& point) {
  double sum = 0;
  for (const auto& [monomial, coefficient] : polynomial.terms()) {
    double term = cln::double_approx(coefficient);
    for (const auto& [atom, exponent] : monomial) term *= std::pow(point.at(atom.name()), exponent);
    sum += term;
  }
  return sum;
}

ExactPolynomial power_sum(const std::vector<std::string>& names, unsigned long exponent) {
  ExactPolynomial sum;
  for (const std::string& name : names) sum = sum + power(ExactPolynomial::variable(name), exponent);
  return sum;
}

/// Of degree `degree`, in the sums of powers p_1, p_2, ...
ExactPolynomial random_symmetric(RandomSource& random, const std::vector<ExactPolynomial>& sums, std::size_t degree) {
  ExactPolynomial result;
  for (int term = 0; term < 5; ++term) {
    ExactPolynomial product(random.small_rational());
    for (std::size_t left = degree; left > 0;) {
      const std::size_t j = 1 + random.below(left);
      product = product * sums.at(j);
      left -= j;
    }
    result = result + product;
  }
  return result;
}

std::vector<ExactPolynomial> power_sums(const std::vector<std::string>& names, std::size_t degree) {
  std::vector<ExactPolynomial> sums(1);
  for (std::size_t j = 1; j <= degree; ++j) sums.push_back(power_sum(names, j));
  return sums;
}

Floats random_point(RandomSource& random, const std::vector<std::string>& names, bool nonnegative) {
  Floats point;
  for (const std::string& name : names) {
    const double value = static_cast<double>(random.between(-50, 50)) / 20;
    point[name] = nonnegative ? std::fabs(value) : value;
  }
  return point;
}

/// The values a (k times) and b (n - k times) with mean m and mean of the squares m^2 + s^2.
std::pair<double, double> two_values(double mean, double deviation, double k, double n) {
  return {mean + deviation * std::sqrt((n - k) / k), mean - deviation * std::sqrt(k / (n - k))};
}

struct Moments {
  double mean = 0, deviation = 0;
};

Moments moments(const Floats& point) {
  double sum = 0, squares = 0;
  for (const auto& [name, value] : point) sum += value, squares += value * value;
  const double n = static_cast<double>(point.size()), mean = sum / n;
  return {mean, std::sqrt(std::max(0.0, squares / n - mean * mean))};
}

}  // namespace

BOOST_AUTO_TEST_SUITE(half_degree)

BOOST_AUTO_TEST_CASE(variables_are_shared_among_the_values) {
  BOOST_TEST(left_by("let a, b, c, d : real\nprove a^2 + b^2 + c^2 + d^2 >= 0\n", "half-degree 2; a b c d") ==
                 (std::vector<std::string>{"a d : |- 3*a^2 + d^2 >= 0", "a c : |- 2*a^2 + 2*c^2 >= 0"}),
             boost::test_tools::per_element());
  BOOST_TEST(
      left_by("let a, b, c >= 0\nprove a + b + c + a*b*c > 0\n", "half-degree 1; a b c") ==
          (std::vector<std::string>{"a : a >= 0, |- a^3 + 3*a > 0", "a : a >= 0, |- 2*a > 0", "a : a >= 0, |- a > 0"}),
      boost::test_tools::per_element());
  // Facts that are not symmetric, or of a degree beyond the number of values, do not hold at the other point.
  BOOST_TEST(left_by("let a, b, c, k : real\nassume k > 0\nassume a*b + b*c + c*a <= k\nassume a >= 1\n"
                     "assume a*b*c = 1\nassume a + b + c = 3\nprove k*(a + b + c)^5 >= a^2 + b^2 + c^2\n",
                     "half-degree 2; a b c") ==
                 (std::vector<std::string>{
                     "a c k : k > 0, -a^2 - 2*a*c + k >= 0, 2*a + c - 3 = 0, |- 32*a^5*k + 80*a^4*c*k + 80*a^3*c^2*k + "
                     "40*a^2*c^3*k + 10*a*c^4*k + c^5*k - 2*a^2 - c^2 >= 0"}),
             boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(elements_of_a_sequence_take_the_values_so_many_times) {
  BOOST_TEST(
      left_by("let n : integer >= 0\nlet x[n] : real\nassume sum(x) = 1\nassume sum(x^3) = 1\nprove n^2*sum(x^4) >= "
              "sum(x)^2\n",
              "power-sums x; s t; p q") ==
          (std::vector<std::string>{
              "n x s t p q : -n + floor(n) = 0, n >= 0, p*s + q*t - 1 = 0, p >= 0, q >= 0, n - p - q = 0, |- "
              "n^2*p*s^4 + n^2*q*t^4 - p^2*s^2 - 2*p*q*s*t - q^2*t^2 >= 0"}),
      boost::test_tools::per_element());
  BOOST_TEST(left_by("let n : integer >= 0\nlet x[n] >= 0\nprove sum(x^3) >= 0\n", "power-sums x; t; p") ==
                 (std::vector<std::string>{"n x t p : -n + floor(n) = 0, n >= 0, p >= 0, t >= 0, n - p >= 0, |- "
                                           "p*t^3 >= 0"}),
             boost::test_tools::per_element());
}

// Of numbers that are no lengths, the sums are not those of values that are taken so many times.
BOOST_AUTO_TEST_CASE(the_end_of_the_sums_has_to_be_a_length) {
  const auto term = [](const std::string& text) { return normal_form(parse_term(text, {"n", "x"}).value()); };
  const Sequent sequent{{"n", "x"}, {}, {term("sum(i in 1..n, x[i]^2)"), Sign::nonnegative}};
  const auto left = apply(PowerSums{"x", {"s", "t"}, {"p", "q"}}, sequent);
  BOOST_TEST_REQUIRE((left && left.value().size() == 3));
  BOOST_TEST((left.value()[0].goal == Fact{term("n"), Sign::nonnegative}));
  BOOST_TEST((left.value()[1].goal == Fact{term("floor(n) - n"), Sign::zero}));
}

// With r = 2 the point with the same sum and sum of squares is known in closed form.
BOOST_AUTO_TEST_CASE(a_symmetric_polynomial_is_as_small_where_two_values_are_taken) {
  RandomSource random("two values");
  for (int run = 0; run < 300; ++run) {
    const std::size_t n = 3 + random.below(4);
    const std::vector<std::string> names(letters.begin(), letters.begin() + static_cast<std::ptrdiff_t>(n));
    const std::size_t degree = 1 + random.below(5);
    const ExactPolynomial p = random_symmetric(random, power_sums(names, degree), degree);
    const Sequent sequent{names, {}, {p, Sign::nonnegative}};
    const auto left = apply(HalfDegree{2, names}, sequent);
    BOOST_TEST_REQUIRE(static_cast<bool>(left));
    BOOST_TEST((left.value().size() == n / 2));
    for (int k = 0; k < 10; ++k) {
      const Floats x = random_point(random, names, false);
      const auto [mean, deviation] = moments(x);
      double least = INFINITY;
      for (std::size_t i = 0; i < left.value().size(); ++i) {
        // The greatest shares come first.
        const double share = static_cast<double>(n - 1 - i);
        for (const double side : {1.0, -1.0}) {
          const auto [first, second] = two_values(mean, side * deviation, share, static_cast<double>(n));
          const Sequent& at = left.value()[i];
          least = std::min(least, value_at(at.goal.polynomial, {{at.variables[0], first}, {at.variables[1], second}}));
        }
      }
      const double there = value_at(p, x);
      BOOST_TEST_REQUIRE(least <= there + 1e-7 * (1 + std::fabs(there)), to_text(p));
    }
  }
}

// With r = 1 the point has k equal elements and zeros.
BOOST_AUTO_TEST_CASE(a_symmetric_cubic_is_as_small_where_one_positive_value_is_taken) {
  RandomSource random("one value");
  for (int run = 0; run < 300; ++run) {
    const std::size_t n = 2 + random.below(5);
    const std::vector<std::string> names(letters.begin(), letters.begin() + static_cast<std::ptrdiff_t>(n));
    const std::size_t degree = 1 + random.below(3);
    const ExactPolynomial p = random_symmetric(random, power_sums(names, degree), degree);
    Sequent sequent{names, {}, {p, Sign::nonnegative}};
    for (const std::string& name : names)
      sequent.facts.push_back({ExactPolynomial::variable(name), random.chance(2) ? Sign::positive : Sign::nonnegative});
    const auto left = apply(HalfDegree{1, names}, sequent);
    BOOST_TEST_REQUIRE(static_cast<bool>(left));
    BOOST_TEST((left.value().size() == n));
    for (int k = 0; k < 10; ++k) {
      const Floats x = random_point(random, names, true);
      const double sum = moments(x).mean * static_cast<double>(n);
      double least = INFINITY;
      for (std::size_t i = 0; i < left.value().size(); ++i)
        least = std::min(least, value_at(left.value()[i].goal.polynomial, {{"a", sum / static_cast<double>(n - i)}}));
      const double there = value_at(p, x);
      BOOST_TEST_REQUIRE(least <= there + 1e-7 * (1 + std::fabs(there)), to_text(p));
    }
  }
}

// The same for sums over a sequence of six elements: how often values are taken are integers there.
BOOST_AUTO_TEST_CASE(sums_of_powers_are_as_small_where_two_values_are_taken) {
  RandomSource random("sums of two values");
  const std::size_t n = letters.size();
  std::vector<ExactPolynomial> of_sequence(1);
  for (int j = 1; j <= 5; ++j)
    of_sequence.push_back(
        normal_form(parse_term("sum(i in 1..n, x[i]^" + std::to_string(j) + ")", {"n", "x"}).value()));
  const std::vector<Fact> facts{{normal_form(parse_term("floor(n) - n", {"n"}).value()), Sign::zero},
                                {ExactPolynomial::variable("n"), Sign::nonnegative}};
  for (int run = 0; run < 200; ++run) {
    const std::size_t degree = 1 + random.below(5);
    RandomSource same = random;
    const ExactPolynomial p = random_symmetric(random, of_sequence, degree);
    const ExactPolynomial of_letters = random_symmetric(same, power_sums(letters, degree), degree);
    const auto left = apply(PowerSums{"x", {"s", "t"}, {"p", "q"}}, {{"n", "x"}, facts, {p, Sign::nonnegative}});
    if (p.constant()) continue;
    BOOST_TEST_REQUIRE((left && left.value().size() == 1));
    for (int k = 0; k < 10; ++k) {
      const Floats x = random_point(random, letters, false);
      const auto [mean, deviation] = moments(x);
      double least = INFINITY;
      for (std::size_t share = 1; share < n; ++share) {
        const double times = static_cast<double>(share), all = static_cast<double>(n);
        const auto [first, second] = two_values(mean, deviation, times, all);
        least = std::min(least, value_at(left.value()[0].goal.polynomial,
                                         {{"n", all}, {"s", first}, {"t", second}, {"p", times}, {"q", all - times}}));
      }
      const double there = value_at(of_letters, x);
      BOOST_TEST_REQUIRE(least <= there + 1e-7 * (1 + std::fabs(there)), to_text(p));
    }
  }
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace geq::proofs
