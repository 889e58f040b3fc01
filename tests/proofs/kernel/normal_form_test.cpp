// SPDX-License-Identifier: GPL-3.0-or-later
/// Terms as polynomials, against the evaluation of the term itself; and what can be read off without a step.
#include "proofs/kernel/normal_form.hpp"

#include <boost/test/unit_test.hpp>

#include "proofs/kernel/enclosure.hpp"
#include "proofs/kernel/language/parser.hpp"
#include "proofs/kernel/limits.hpp"
#include "tests/proofs/kernel/random_terms.hpp"
#include "tests/proofs/kernel/values.hpp"

namespace geq::proofs {

namespace {

Term term(const std::string& text) { return parse_term(text, {"x", "y", "z"}).value(); }

ExactPolynomial polynomial(const std::string& text) { return normal_form(term(text)); }

/// Those that are not about numbers alone.
std::vector<std::string> conditions(const std::string& text) {
  std::vector<Condition> found;
  (void)normal_form(term(text), found);
  std::vector<std::string> result;
  for (const Condition& condition : found)
    if (!condition.fact.polynomial.constant()) result.push_back(to_text(condition.fact));
  return result;
}

using Texts = std::vector<std::string>;

}  // namespace

BOOST_AUTO_TEST_SUITE(normal_forms)

BOOST_AUTO_TEST_CASE(equals_the_term_exactly_where_it_is_defined) {
  RandomSource random("normal form");
  std::size_t defined = 0, undefined = 0, open = 0;
  for (int i = 0; i < 20000; ++i) {
    const Term t = random_term(random, 4);
    std::vector<Condition> asked;
    const ExactPolynomial form = normal_form(t, asked);
    const Values point{{"x", random.small_rational()}, {"y", random.small_rational()}, {"z", random.small_rational()}};
    const auto enclosure = enclose(t, point, 64);
    bool all = true, told = true;
    for (const Condition& condition : asked) {
      const auto truth = holds_at(condition.fact, point);
      told = told && truth.has_value();
      all = all && truth.value_or(false);
    }
    if (!told) continue;
    if (!all) {
      BOOST_TEST(!enclosure.has_value());
      ++undefined;
      continue;
    }
    const auto value = value_at(form, point);
    if (!value) continue;
    // sqrt(cbrt(z) - cbrt(z)): intervals do not tell that the radicand is 0.
    if (!enclosure) {
      ++open;
      continue;
    }
    BOOST_TEST((enclosure->lower <= *value && *value <= enclosure->upper));
    ++defined;
  }
  BOOST_TEST_MESSAGE(defined << " defined, " << undefined << " undefined");
  BOOST_TEST(defined > 2000U);
  BOOST_TEST(undefined > 1000U);
  BOOST_TEST(open < 20U);
}

BOOST_AUTO_TEST_CASE(conditions_are_those_of_the_operators) {
  BOOST_TEST(conditions("1/(2*x*y)") == (Texts{"x != 0", "y != 0"}));
  BOOST_TEST(conditions("1/(x + y)^2") == (Texts{"x + y != 0"}));
  BOOST_TEST(conditions("x/(y/z)") == (Texts{"z != 0", "y != 0"}));
  BOOST_TEST(conditions("0*(1/x)") == (Texts{"x != 0"}));
  BOOST_TEST(conditions("(1/x)^0") == (Texts{"x != 0"}));
  BOOST_TEST(conditions("x^-1") == (Texts{"x != 0"}));
  BOOST_TEST(conditions("x^0") == Texts{});
  BOOST_TEST(conditions("sqrt(x)") == (Texts{"x >= 0"}));
  BOOST_TEST(conditions("cbrt(x)") == Texts{});
  BOOST_TEST(conditions("x^(1/3)") == (Texts{"x >= 0"}));
  BOOST_TEST(conditions("x^(-1/3)") == (Texts{"x > 0"}));
  BOOST_TEST(conditions("x^(4/2)") == Texts{});
  BOOST_TEST(conditions("x^y") == (Texts{"x > 0"}));
  BOOST_TEST(conditions("x^(y - y + 2)") == Texts{});
  BOOST_TEST(conditions("log(x)") == (Texts{"x > 0"}));
  BOOST_TEST(conditions("tan(x)") == (Texts{"cos(x) != 0"}));
}

BOOST_AUTO_TEST_CASE(quotients_do_not_cancel) {
  BOOST_TEST((polynomial("x/x") != polynomial("1")));
  BOOST_TEST((polynomial("x*(1/x)") == polynomial("x/x")));
  BOOST_TEST((polynomial("1/(1/x)") == polynomial("x")));
  BOOST_TEST((polynomial("1/(x - y)") == polynomial("-1/(y - x)")));
  BOOST_TEST((polynomial("sqrt(x)^2") != polynomial("x")));
  BOOST_TEST((polynomial("sqrt(x^2)") != polynomial("x")));
  BOOST_TEST((polynomial("sqrt(4/9)") == polynomial("2/3")));
  BOOST_TEST((polynomial("cbrt(-8)") == polynomial("-2")));
  BOOST_TEST((polynomial("sqrt(-4)*sqrt(-4)") != polynomial("-4")));
  BOOST_TEST((polynomial("0^0") == polynomial("1")));
}

BOOST_AUTO_TEST_CASE(exponent_towers_take_linear_time) {
  std::string tower = "x";
  for (int i = 0; i < 150; ++i) tower = "x^(" + tower + ")";
  std::vector<Condition> found;
  (void)normal_form(term(tower), found);
  BOOST_TEST(found.size() == 1U);
}

BOOST_AUTO_TEST_CASE(nested_quotients_are_read_in_linear_time) {
  std::string nested = "x";
  for (int i = 0; i < 60; ++i) nested = "1/(1 - " + nested + ")";
  BOOST_TEST(!is_visible({polynomial(nested), Sign::nonnegative}, {}));
}

BOOST_AUTO_TEST_CASE(terms_from_elsewhere_are_limited) {
  Term deep = Term::variable("x");
  for (std::size_t i = 0; i <= max_term_depth; ++i) deep = Term::apply(Operator::exp, {deep});
  BOOST_CHECK_THROW((void)normal_form(deep), LimitExceeded);
  BOOST_CHECK_THROW((void)enclose(deep, Point{{"x", 1}}, 64), LimitExceeded);
  Term wide = Term::variable("x");
  for (std::size_t i = 0; i < 60; ++i) wide = Term::apply(Operator::sum, {wide, wide});
  BOOST_CHECK_THROW((void)normal_form(wide), LimitExceeded);
}

BOOST_AUTO_TEST_CASE(what_is_visible) {
  const auto fact = [](const std::string& text, Sign sign) { return Fact{polynomial(text), sign}; };
  const std::vector<Fact> facts{fact("x", Sign::nonnegative), fact("2*y", Sign::positive), fact("-3*z", Sign::nonzero),
                                fact("x - y", Sign::positive)};
  const auto visible = [&](const std::string& text, Sign sign) { return is_visible(fact(text, sign), facts); };
  BOOST_TEST(visible("x^3 + y", Sign::positive));
  BOOST_TEST(visible("x*y + z^2", Sign::positive));
  BOOST_TEST(!visible("x + x*y", Sign::positive));
  BOOST_TEST(!visible("z", Sign::nonnegative));
  BOOST_TEST(visible("z", Sign::nonzero));
  BOOST_TEST(visible("5*z", Sign::nonzero));
  BOOST_TEST(!visible("z^3 + y", Sign::positive));
  BOOST_TEST(visible("7*x - 7*y", Sign::positive));
  BOOST_TEST(visible("y - x", Sign::nonzero));
  BOOST_TEST(!visible("y - x", Sign::nonnegative));
  BOOST_TEST(!visible("x - 2*y", Sign::nonnegative));
  BOOST_TEST(visible("1/(x + y)", Sign::positive));
  BOOST_TEST(!visible("1/(y - x)", Sign::nonnegative));
  BOOST_TEST(visible("sqrt(z)", Sign::nonnegative));
  BOOST_TEST(!visible("cbrt(z)", Sign::nonnegative));
  BOOST_TEST(visible("cbrt(x)", Sign::nonnegative));
  BOOST_TEST(visible("cbrt(y)", Sign::positive));
  BOOST_TEST(!visible("sqrt(z)", Sign::positive));
  BOOST_TEST(visible("abs(z)", Sign::nonnegative));
  BOOST_TEST(!visible("-abs(z)", Sign::nonnegative));
  BOOST_TEST(visible("exp(z)", Sign::positive));
  BOOST_TEST(visible("0", Sign::zero));
  BOOST_TEST(!visible("0", Sign::positive));
  BOOST_TEST(!visible("x", Sign::zero));
  BOOST_TEST(visible("-1 - y", Sign::nonzero));
}

/// What can be read off is true at every point where the facts are.
BOOST_AUTO_TEST_CASE(what_is_visible_holds) {
  RandomSource random("visible");
  std::vector<Atom> atoms{Atom::variable("x"), Atom::variable("y"), Atom::variable("z")};
  for (const std::string text : {"1/(x + y)", "1/(1 - 1/x)", "sqrt(x)", "cbrt(y - x)", "abs(y)", "1/(x^2 - z)"})
    atoms.push_back(polynomial(text).terms().begin()->first.at(0).first);
  const std::vector<Sign> signs{Sign::zero, Sign::nonnegative, Sign::positive, Sign::nonzero};
  std::size_t visible = 0;
  for (int i = 0; i < 20000; ++i) {
    Sequent sequent{{"x", "y", "z"}, {}, {random.polynomial(atoms, 3, 3), random.one_of(signs)}};
    const std::size_t count = random.below(5);
    for (std::size_t f = 0; f < count; ++f)
      sequent.facts.push_back({random.polynomial(atoms, random.chance(2) ? 1 : 2, 2), random.one_of(signs)});
    if (!is_visible(sequent.goal, sequent.facts)) continue;
    ++visible;
    for (int p = 0; p < 20; ++p) {
      const Values point{
          {"x", random.small_rational()}, {"y", random.small_rational()}, {"z", random.small_rational()}};
      BOOST_TEST(!fails_at(sequent, point).value_or(false), to_text(sequent.goal));
    }
  }
  BOOST_TEST(visible > 1000U);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace geq::proofs
