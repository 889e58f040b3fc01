// SPDX-License-Identifier: GPL-3.0-or-later
/// Expressions have the values they have in mathematics: a second way to test what is read, besides the printer.
#define BOOST_TEST_DYN_LINK
#include <boost/test/unit_test.hpp>
#include <map>
#include <string>
#include <vector>

#include "proofs/kernel/language/parser.hpp"
#include "proofs/kernel/rational.hpp"

namespace {

using namespace geq::proofs;

const std::map<std::string, Rational> point{{"a", 2}, {"b", 3}, {"c", 5}, {"d", 7}};

Rational value(const Term& term) {
  if (term.op() == Operator::number) return term.value();
  if (term.op() == Operator::variable) return point.at(term.name());
  std::vector<Rational> values;
  for (const Term& argument : term.arguments()) values.push_back(value(argument));
  Rational result = values.at(0);
  switch (term.op()) {
    case Operator::sum:
      for (std::size_t i = 1; i < values.size(); ++i) result = result + values[i];
      return result;
    case Operator::product:
      for (std::size_t i = 1; i < values.size(); ++i) result = result * values[i];
      return result;
    case Operator::negation:
      return -result;
    case Operator::quotient:
      return result / values.at(1);
    case Operator::power: {
      const long exponent = integer_between(values.at(1), -100, 100).value();
      const Rational size = power(result, static_cast<unsigned long>(exponent < 0 ? -exponent : exponent));
      return exponent < 0 ? Rational(1) / size : size;
    }
    case Operator::abs:
      return cln::abs(result);
    case Operator::max:
      for (const Rational& other : values) result = cln::max(result, other);
      return result;
    default:
      throw std::logic_error("not in these tests");
  }
}

}  // namespace

BOOST_AUTO_TEST_SUITE(meaning)

BOOST_AUTO_TEST_CASE(values_at_2_3_5_7) {
  const std::vector<std::pair<std::string, std::string>> cases{
      {"-a^2", "-4"},
      {"(-a)^2", "4"},
      {"-a^2 + b", "-1"},
      {"2^-1", "1/2"},
      {"2^3^2", "512"},
      {"(2^3)^2", "64"},
      {"-2^-2", "-1/4"},
      {"a - b - c", "-6"},
      {"a - (b - c)", "4"},
      {"a/b/c", "2/15"},
      {"a/b*c", "10/3"},
      {"a/bc", "10/3"},
      {"1/2a", "1"},
      {"1/2(a+b)", "5/2"},
      {"2ab^2", "36"},
      {"a*-b + c", "-1"},
      {"a^2b - ab^2", "-6"},
      {"2ab(c+d)", "144"},
      {"0.125d", "7/8"},
      {"\\frac{a}{b}c", "10/3"},
      {"c\\frac12", "5/2"},
      {"c^{a}", "25"},
      {"2|b-c|", "4"},
      {"||a-b|-|b-d||", "3"},
      {"max(a,b)max(c,d)", "21"},
      {"cyc(a,b,c: a^2b)", "107"},
      {"sym(a,b,c: ab)", "62"},
      {"sum(i in 1..100, i)", "5050"},
      {"prod(i in 1..6, i)", "720"},
      {"sum(i in -2..2, a^i)", "31/4"},
  };
  for (const auto& [input, expected] : cases) {
    BOOST_TEST_CONTEXT(input) {
      const auto statement = parse_statement("let a, b, c, d : real\nprove " + input + " >= 0");
      BOOST_TEST(statement.has_value());
      if (statement) BOOST_TEST(to_text(value(statement.value().goals.at(0).links.at(0))) == expected);
    }
  }
}

BOOST_AUTO_TEST_SUITE_END()
