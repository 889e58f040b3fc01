// SPDX-License-Identifier: GPL-3.0-or-later
/// Values of integrals and limits that rules compute, against quadrature and values far out in floating point.
#include <boost/test/unit_test.hpp>
#include <cmath>

#include "proofs/kernel/asymptotics.hpp"
#include "proofs/kernel/check.hpp"
#include "proofs/kernel/language/parser.hpp"
#include "proofs/kernel/language/printer.hpp"
#include "proofs/kernel/limits.hpp"
#include "proofs/kernel/lowering.hpp"
#include "proofs/kernel/normal_form.hpp"
#include "tests/proofs/kernel/float_values.hpp"
#include "tests/proofs/kernel/random_source.hpp"

namespace geq::proofs {

namespace {

ExactPolynomial read(const std::string& text) { return normal_form(parse_term(text, {"x", "c"}).value()); }

/// A function of x built from what the rules of leading terms know.
ExactPolynomial random_function(RandomSource& random, int depth) {
  const ExactPolynomial x = ExactPolynomial::variable("x");
  if (depth == 0) return random.chance(2) ? x : ExactPolynomial(random.small_rational());
  const auto inner = [&] { return random_function(random, depth - 1); };
  static const std::vector<Operator> functions{Operator::exp,    Operator::log,  Operator::sin,  Operator::cos,
                                               Operator::arctan, Operator::tanh, Operator::sinh, Operator::abs};
  switch (random.below(8)) {
    case 0:
      return inner() + inner();
    case 1:
      return inner() * inner();
    case 2:
    case 3:
      return reciprocal(inner());
    case 4:
      return root(2 + random.below(2), inner());
    case 5:
      return inner() - inner();
    case 6:
      return application(Operator::power, {inner(), inner()});
    default:
      return application(random.one_of(functions), {inner()});
  }
}

/// The value that the rule gives the integral of the body over the interval, as the second fact it adds.
ExactPolynomial value_by(const Step& step, const ExactPolynomial& integral) {
  const Sequent sequent{{}, {}, {Rational(1), Sign::positive}};
  const auto remaining = apply(step, sequent);
  BOOST_REQUIRE(static_cast<bool>(remaining));
  return integral - remaining.value().back().facts.back().polynomial;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(integrals)

BOOST_AUTO_TEST_CASE(limits_by_leading_terms_are_approached) {
  RandomSource random("limits");
  std::size_t found = 0;
  for (int i = 0; i < 15000; ++i) {
    ExactPolynomial f;
    std::optional<ExactPolynomial> limit;
    try {
      f = random_function(random, 1 + static_cast<int>(random.below(3)));
      if (!variables(f).contains("x")) continue;
      limit = limit_of(f, "x", {Way::to_infinity, {}}, {});
    } catch (const LimitExceeded&) {
      continue;
    }
    if (!limit) continue;
    const double expected = value(*limit, 0);
    BOOST_TEST(!variables(*limit).contains("x"), to_text(f));
    if (!(std::fabs(expected) < 1e6)) continue;
    // Slow ones, as 1/log(x), come nearer at least; what overflows, or loses all digits, tells nothing.
    const double near = std::fabs(value(f, 1e3) - expected);
    const double far = std::fabs(value(f, 1e7) - expected);
    if (!std::isfinite(near) || !std::isfinite(far)) continue;
    ++found;
    BOOST_TEST((far < 1e-3 * (1 + std::fabs(expected)) || far < 0.97 * near ||
                std::fabs(value(f, 1e13) - expected) < 0.97 * near),
               to_text(f) << " -> " << to_text(*limit) << ", but far out it is " << value(f, 1e7));
  }
  BOOST_TEST_MESSAGE(found << " limits compared");
  BOOST_TEST(found > 1000U);
}

/// The coefficients of Taylor's formula after those that cancel.
BOOST_AUTO_TEST_CASE(limits_after_cancellation_are_those_of_the_next_term) {
  const std::vector<std::pair<const char*, Rational>> limits{
      {"x^3*(1/x - sin(1/x))", Rational(1) / 6},
      {"x^3*(1/x - arctan(1/x))", Rational(1) / 3},
      {"x^4*(cos(1/x) - 1 + 1/(2*x^2))", Rational(1) / 24},
      {"x^2*(exp(1/x) - 1 - 1/x)", Rational(1) / 2},
      {"x^2*(log(1 + 1/x) - 1/x)", Rational(-1) / 2},
      {"x^2*(sqrt(1 + 1/x) - 1 - 1/(2*x))", Rational(-1) / 8},
      {"x^2*(1/(1 + 1/x) - 1 + 1/x)", Rational(1)},
  };
  for (const auto& [text, expected] : limits) {
    const auto limit = limit_of(read(text), "x", {Way::to_infinity, {}}, {});
    BOOST_TEST((limit == ExactPolynomial(expected)), text << " -> " << (limit ? to_text(*limit) : "none"));
  }
}

BOOST_AUTO_TEST_CASE(powers_with_exponents_near_zero_have_the_logarithm_of_the_base) {
  const Fact positive{ExactPolynomial::variable("c"), Sign::positive};
  const std::vector<std::pair<const char*, const char*>> limits{
      {"x*(2^(1/x) - 1)", "log(2)"},
      {"x*((1/2)^(3/x) - 1)", "3*log(1/2)"},
      {"x^2*(2^(1/x) - 1 - log(2)/x)", "log(2)^2/2"},
      {"x*(c^(1/x) - 1)", "log(c)"},
  };
  for (const auto& [text, expected] : limits) {
    const auto limit = limit_of(read(text), "x", {Way::to_infinity, {}}, {positive});
    BOOST_TEST((limit == read(expected)), text << " -> " << (limit ? to_text(*limit) : "none"));
  }
  for (const char* text : {"x*(c^(1/x) - 1)", "x*((1/x)^(1/x) - 1)", "x^2*(2^(1/x) - 1 - log(2)/x + 1/(x*log(x)))"})
    BOOST_TEST(!limit_of(read(text), "x", {Way::to_infinity, {}}, {}), text);
}

BOOST_AUTO_TEST_CASE(exponentials_are_compared_by_their_rates) {
  const Approach integers{Way::through_integers, {}};
  const std::vector<std::pair<const char*, const char*>> limits{
      {"exp(x)*exp(-x)", "1"},
      {"x/(exp(x)*exp(-x^2) + x)", "1"},
      {"2^x/3^x", "0"},
      {"x^9*(3/4)^x", "0"},
      {"(2^x + 3^x)/(3^x + x^5)", "1"},
      {"(2^x - 3^x*x)/(5*3^x*x + x^7)", "-1/5"},
      {"exp(2*x + 1/x)/(exp(2*x) + 7^x)", "1"},
      {"exp(sqrt(x) - x)*x", "0"},
      {"exp(sqrt(x) - x^2)*3^x", "0"},
      {"2^x/x^x", "0"},
      {"log(2^x + 3^x)/x", "log(3)"},
      {"(2^x + 3^x)^(1/x)", "exp(log(3))"},
      {"sqrt(4^x + 1)/exp(x*log(4)/2)", "1"},
  };
  for (const auto& [text, expected] : limits) {
    const auto limit = limit_of(read(text), "x", {Way::to_infinity, {}}, {});
    BOOST_TEST((limit == read(expected)), text << " -> " << (limit ? to_text(*limit) : "none"));
  }
  for (const char* text : {"2^x/x!", "9^x/(x^2 + 1)!", "sin(3^x/x!)"})
    BOOST_TEST((limit_of(read(text), "x", integers, {}) == ExactPolynomial()), text);
}

/// What is only known to be beyond powers may be any exponential; what is beyond those, the reciprocal of another.
BOOST_AUTO_TEST_CASE(exponentials_that_are_not_compared_have_no_limit) {
  for (const char* text : {"3^x/2^x", "4^x/2^x - 2^x", "exp(sqrt(x))/2^x", "2^x/(2^x - exp(x*log(2)))", "x^x/exp(x^2)",
                           "2^x/x!", "exp(x^2 - x)/3^x", "1/(2^x*x - 2^x*x*cos(1/x)*exp(x^2)*exp(-x^2))"})
    BOOST_TEST(!limit_of(read(text), "x", {Way::to_infinity, {}}, {}), text);
  // exp(x + sin(x)) is between two multiples of exp(x); exp(x^c) is exp(x^2) for one of the c > 0.
  for (const char* text : {"1/(exp(x + sin(x)) - exp(x))", "exp(x + sin(x))*exp(-x)", "exp(-x - sin(x))*exp(x)",
                           "1/(exp(sqrt(x))*sin(x) + 1)", "1/(exp(sqrt(x)) - exp(sqrt(x) + sin(x)))"})
    BOOST_TEST(!limit_of(read(text), "x", {Way::to_infinity, {}}, {}), text);
  const Fact positive{ExactPolynomial::variable("c"), Sign::positive};
  for (const char* text : {"1/(exp(x^2) - exp(x^c))", "exp(-x^2)*exp(x^c)", "exp(x^2)*exp(-x^c)"})
    BOOST_TEST(!limit_of(read(text), "x", {Way::to_infinity, {}}, {positive}), text);
  const Approach integers{Way::through_integers, {}};
  for (const char* text : {"x!/2^x", "x!/x^x", "(2*x)!/(x!*x!)", "x!*exp(-x^2)", "1/(1/2*x)!", "1/(5 - x)!"})
    BOOST_TEST(!limit_of(read(text), "x", integers, {}), text);
  for (const char* text : {"exp(x)/2^x", "2^x/x^3", "3^x - 2^x*x^9", "x*log(3^x)"})
    BOOST_TEST(grows(read(text), "x", integers, {}), text);
  for (const char* text : {"2^x/exp(x)", "2^x - 3^x", "x^x", "sin(x)*2^x"})
    BOOST_TEST(!grows(read(text), "x", integers, {}), text);
}

BOOST_AUTO_TEST_CASE(limits_that_do_not_exist_are_not_given) {
  for (const char* text : {"1/(exp(x) - exp(x + exp(-x)))", "tan(pi/2 + 1/x)", "x", "sin(x)", "exp(x)", "log(x)",
                           "x*sin(1/x)*x", "exp(2*x)*exp(-x)", "sqrt(x^2+1)", "(-1)*x^2/(x+1)", "exp(log(x))", "tan(x)",
                           "x^2/(1 + x)", "root(2, 1 - x)", "log(1 - x)"})
    BOOST_TEST(!limit_of(read(text), "x", {Way::to_infinity, {}}, {}), text);
  const Approach both{Way::from_both_sides, {}};
  for (const char* text : {"1/x", "abs(x)/x", "arctan(1/x)", "exp(1/x)", "sqrt(x)", "log(x)"})
    BOOST_TEST(!limit_of(read(text), "x", both, {}), text);
}

BOOST_AUTO_TEST_CASE(gaussian_values_are_those_of_quadrature) {
  for (const char* body :
       {"exp(-x^2)", "x^2*exp(-x^2)", "x^4*exp(-3*x^2)", "x*exp(-x^2 + x)", "x^3*exp(-2*x^2 - x/2 + 1)",
        "(x^6 - 5*x + 1)*exp(-x^2/2 + x/3)", "x^5*exp(-x^2)", "x^7*exp(-x^2/2)", "abs(x)^3*exp(-x^2)",
        "x^2*abs(x)*exp(-2*x^2)", "x*abs(x)*exp(-x^2)", "abs(x)^4*exp(-x^2/3)"})
    for (const bool half : {false, true}) {
      if (half && std::string(body).find("+ x") != std::string::npos) continue;
      if (half && std::string(body).find("- x/2") != std::string::npos) continue;
      std::string in_t = body;
      for (char& c : in_t) c = c == 'x' ? 't' : c;
      for (auto place = in_t.find("etp"); place != std::string::npos; place = in_t.find("etp")) in_t[place + 1] = 'x';
      const ExactPolynomial over_t =
          normal_form(parse_term(std::string("int(t in ") + (half ? "0" : "-oo") + "..oo, " + in_t + ")", {}).value());
      const double exact = value(value_by(Gaussian{over_t}, over_t), 0);
      const ExactPolynomial f = read(body);
      double sum = 0;
      constexpr double step = 1e-3;
      for (double x = half ? 0 : -40; x < 40; x += step)
        sum += step / 6 * (value(f, x) + 4 * value(f, x + step / 2) + value(f, x + step));
      BOOST_TEST(std::fabs(sum - exact) < 1e-6 * (1 + std::fabs(exact)), body << ": " << exact << ", " << sum);
    }
}

BOOST_AUTO_TEST_CASE(printed_integrals_and_limits_read_back) {
  for (const char* text :
       {"int(x in 0..1, x^2)", "int(x in -oo..oo, exp(-x^2))", "int(x in -oo..a, exp(x))", "int(t in a..oo, exp(-t))",
        "lim(n -> oo, (1 + 1/n)^n)", "lim(n -> oo, sum(k in 1..n, (k/n)^n))", "lim(t -> 0+, t*log(t))",
        "lim(t -> a-, abs(t - a))", "lim(t -> 0, sin(t)/t)", "lim(t -> (a + 1), t)",
        "int(x in 0..1, int(y in 0..x, x*y))", "lim(n -> oo, int(x in 0..1, x^n))", "2*int(x in 0..1, x) + 1",
        "lim(n -> oo integer, cos(2*pi*n))", "lim(n -> oo, n!/n^n)"}) {
    const auto first = parse_statement(std::string("let a : real\nprove ") + text + " >= 0");
    BOOST_REQUIRE_MESSAGE(static_cast<bool>(first), text);
    const auto again = parse_statement(to_text(first.value()));
    BOOST_REQUIRE_MESSAGE(static_cast<bool>(again), to_text(first.value()));
    BOOST_TEST((again.value() == first.value()), text << " printed as " << to_text(first.value()));
    const Term& term = first.value().goals.front().links.front();
    const ExactPolynomial polynomial = normal_form(lowered_number(term));
    const auto strict = parse_term(to_text(polynomial), {"a"});
    BOOST_REQUIRE_MESSAGE(static_cast<bool>(strict), to_text(polynomial));
    BOOST_TEST((normal_form(strict.value()) == polynomial), to_text(polynomial));
  }
}

BOOST_AUTO_TEST_CASE(statements_about_integrals_ask_for_their_existence) {
  const auto statement = parse_statement("let a > 0\nprove int(x in 0..1, log(x)/a) <= 0");
  const auto sequents = sequents_of(statement.value());
  BOOST_REQUIRE(static_cast<bool>(sequents));
  BOOST_TEST(sequents.value().size() == 3U);  // log(x) defined, the integral exists, the goal
  BOOST_TEST(sequents.value().back().facts.size() == sequents.value().front().facts.size() + 2);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace geq::proofs
