// SPDX-License-Identifier: GPL-3.0-or-later
/// Functions that stand for convex ones: what is taken for convex is so at random points, by exact values.
#include "proofs/kernel/function_witness.hpp"

#include <boost/test/unit_test.hpp>

#include "proofs/kernel/language/parser.hpp"
#include "proofs/kernel/language/printer.hpp"
#include "proofs/kernel/normal_form.hpp"
#include "tests/proofs/kernel/random_source.hpp"

namespace geq::proofs {

namespace {

Term body(const std::string& text) { return closed(parse_term(text, {"t"}).value(), "t"); }

Rational at(const Term& function, const Rational& place) {
  return normal_form(opened(function, {Term::number(place)})).constant().value();
}

std::string shown(const Term& function) { return to_text(opened(function, {Term::variable("t")})); }

/// Anything made of numbers and the argument, mostly not convex.
Term random_function(RandomSource& random, std::size_t depth) {
  if (depth == 0) return random.chance(3) ? Term::number(random.small_rational()) : Term::bound(0);
  const auto part = [&] { return random_function(random, depth - 1); };
  switch (random.below(8)) {
    case 0:
      return Term::apply(Operator::sum, {part(), part()});
    case 1:
      return Term::apply(Operator::negation, {part()});
    case 2:
      return Term::apply(Operator::product, {part(), part()});
    case 3:
      return Term::apply(Operator::quotient, {part(), part()});
    case 4:
      return Term::apply(Operator::power, {part(), Term::number(random.between(0, 4))});
    case 5:
      return Term::apply(Operator::abs, {part()});
    case 6:
      return Term::apply(Operator::max, {part(), part()});
    default:
      return Term::apply(Operator::min, {part(), part()});
  }
}

/// Below the chord, between two random points.
bool is_below_a_chord(const Term& function, RandomSource& random) {
  const Rational x = random.rational(), y = random.rational();
  const Rational s = Rational(random.between(0, 8)) / 8;
  return at(function, s * x + (1 - s) * y) <= s * at(function, x) + (1 - s) * at(function, y);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(function_witness)

BOOST_AUTO_TEST_CASE(what_is_taken_for_convex_is_convex) {
  RandomSource random("function_witness/random");
  std::size_t convex = 0, concave = 0;
  for (int i = 0; i < 4000; ++i) {
    const Term function = random_function(random, 1 + random.below(3));
    const Term negative = Term::apply(Operator::negation, {function});
    BOOST_TEST(is_visibly_concave(function) == is_visibly_convex(negative));
    convex += is_visibly_convex(function) ? 1 : 0;
    concave += is_visibly_concave(function) ? 1 : 0;
    for (int k = 0; k < 8; ++k) {
      if (is_visibly_convex(function)) BOOST_TEST(is_below_a_chord(function, random), shown(function));
      if (is_visibly_concave(function)) BOOST_TEST(is_below_a_chord(negative, random), shown(function));
    }
  }
  BOOST_TEST(convex > 400U);
  BOOST_TEST(concave > 400U);
}

BOOST_AUTO_TEST_CASE(which_functions_are_seen) {
  for (const std::string text : {"t^2", "3*t - 1", "abs(2*t - 1)", "max(0, t, t^2 - 1)", "(1 - t)^4/3", "2",
                                 "-min(t, 0)", "max(abs(t), 1) + t", "0.5*t*4"}) {
    BOOST_TEST(is_visibly_convex(body(text)), text);
  }
  for (const std::string text : {"t^3", "min(0, t)", "-t^2", "t*t", "abs(abs(t) - 1)", "(t^2 - 1)^2", "exp(t)", "1/t",
                                 "t^(1/2)", "t^(-2)", "sqrt(t^2)", "floor(t)", "t/0", "2^t"}) {
    BOOST_TEST(!is_visibly_convex(body(text)), text);
  }
}

BOOST_AUTO_TEST_CASE(values_are_written_out) {
  const auto statement =
      parse_statement("let f : convex\nlet x[n] : real\nassume f(2) = 4\nprove f(sum(i in 1..n, f(x[i]))) >= 0")
          .value();
  const auto concrete = with_functions(statement, {{"f", body("t^2")}});
  BOOST_TEST_REQUIRE(concrete.has_value());
  BOOST_TEST(to_text(concrete.value()) ==
             "let n : integer >= 1\nlet x[n] : real\nassume 2^2 = 4\nprove sum(i in 1..n, x[i]^2)^2 >= 0\n");
  BOOST_TEST(functions_of(concrete.value()).empty());
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace geq::proofs
