// SPDX-License-Identifier: GPL-3.0-or-later
/// Enclosures of values at a point: they contain the value, and they tell what they can tell.
#include "proofs/kernel/enclosure.hpp"

#include <boost/test/unit_test.hpp>

#include "proofs/kernel/language/parser.hpp"
#include "proofs/kernel/limits.hpp"
#include "tests/proofs/kernel/random_source.hpp"

namespace geq::proofs {

namespace {

std::optional<Enclosure> enclosed(const std::string& text, const Point& point = {}, unsigned long bits = 64) {
  return enclose(parse_term(text, {"x", "y"}).value(), point, bits);
}

std::optional<bool> holds(const std::string& relation, const Point& point = {}) {
  const auto statement = parse_statement("let x, y : real\nprove " + relation + "\n");
  return holds_at(goals(statement.value()).front(), point);
}

bool is_exactly(const std::optional<Enclosure>& enclosure, const Rational& value) {
  return enclosure && enclosure->lower == value && enclosure->upper == value;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(enclosures)

BOOST_AUTO_TEST_CASE(roots_contain_the_root) {
  RandomSource random("enclosed roots");
  for (int i = 0; i < 500; ++i) {
    const auto degree = static_cast<unsigned long>(random.between(2, 9));
    Rational radicand = random.rational();
    if (degree % 2 == 0) radicand = cln::abs(radicand);
    const auto bits = static_cast<unsigned long>(random.between(1, 100));
    const auto root = enclosed("root(" + std::to_string(degree) + ", x)", {{"x", radicand}}, bits);
    BOOST_TEST_REQUIRE(root.has_value());
    BOOST_TEST((cln::expt(root->lower, Integer(degree)) <= radicand || (degree % 2 == 0 && sign(root->lower) < 0)));
    BOOST_TEST((cln::expt(root->upper, Integer(degree)) >= radicand));
    BOOST_TEST((root->upper - root->lower <= 1 / power(Rational(2), bits)));
  }
}

// The characteristic polynomial of the smaller of A A^T and A^T A changes sign at the square of the norm, and no vector
// is stretched more.
BOOST_AUTO_TEST_CASE(spectral_norms_are_the_largest_stretch) {
  const auto statement = parse_statement("let A : matrix(m, n)\nprove norm(A) >= 0\n").value();
  const Term norm = goals(statement).front().left;
  RandomSource random("spectral norms");
  for (int run = 0; run < 200; ++run) {
    const bool tall = random.chance(2);
    const long height = random.between(1, 2), width = random.between(height, 4);
    std::vector<std::vector<Rational>> a;  // height x width
    Point point{{"m", tall ? width : height}, {"n", tall ? height : width}};
    for (long i = 1; i <= height; ++i) {
      a.emplace_back();
      for (long j = 1; j <= width; ++j) {
        a.back().push_back(random.small_rational());
        point["A[" + std::to_string(tall ? j : i) + "][" + std::to_string(tall ? i : j) + "]"] = a.back().back();
      }
    }
    const auto found = enclose(norm, point, 64);
    BOOST_TEST_REQUIRE(found.has_value());
    const auto product = [&](std::size_t i, std::size_t k) {
      Rational sum = 0;
      for (std::size_t j = 0; j < a[0].size(); ++j) sum = sum + a[i][j] * a[k][j];
      return sum;
    };
    const Rational low = found->lower * found->lower, high = found->upper * found->upper;
    BOOST_TEST((high - low <= Rational(1) / 1000000));
    if (height == 1) {
      BOOST_TEST((low <= product(0, 0) && product(0, 0) <= high));
      continue;
    }
    const Rational trace = product(0, 0) + product(1, 1);
    const Rational determinant = product(0, 0) * product(1, 1) - product(0, 1) * product(0, 1);
    const auto characteristic = [&](const Rational& x) -> Rational { return x * x - trace * x + determinant; };
    BOOST_TEST((high >= trace / 2 && characteristic(high) >= 0));
    BOOST_TEST((low <= trace / 2 || characteristic(low) <= 0));
    for (int k = 0; k < 5; ++k) {
      const Rational x = random.small_rational(), y = random.small_rational();
      const Rational stretched = x * x * product(0, 0) + 2 * x * y * product(0, 1) + y * y * product(1, 1);
      BOOST_TEST((stretched <= high * (x * x + y * y)));
    }
  }
}

BOOST_AUTO_TEST_CASE(spectral_norms_that_are_not_evaluated) {
  const auto norm = [](const std::string& rows, const std::string& columns) {
    return enclosed("spectral(i in 1.." + rows + ", j in 1.." + columns + ", i*j)");
  };
  BOOST_TEST(is_exactly(norm("2", "2"), 5));  // (1, 2; 2, 4)
  BOOST_TEST(is_exactly(norm("0", "2"), 0));
  BOOST_TEST(is_exactly(norm("3", "1/2"), 0));
  BOOST_TEST(!norm("3", "3").has_value());
  BOOST_CHECK_THROW(norm("1000000", "1000000"), LimitExceeded);
}

// The elements are put in once sums over them are written out.
BOOST_AUTO_TEST_CASE(equality_of_sequences_and_matrices_at_a_point) {
  const auto holds_for = [](const std::string& declared, const std::string& relation, const Point& point) {
    return holds_at(
        goals(parse_statement("let n : integer\n" + declared + "\nprove " + relation + "\n").value()).front(), point);
  };
  const std::string entropy = "-sum(i in 1..n, p[i]*log(p[i]))";
  const Rational half = Rational(1) / 2;
  const Point halves{{"n", 2}, {"p[1]", half}, {"p[2]", half}}, uneven{{"n", 2}, {"p[1]", half / 8}, {"p[2]", half}};
  BOOST_TEST((holds_for("let p[n] : real", entropy + " < log(2)", halves) == false));
  BOOST_TEST((holds_for("let p[n] : real", entropy + " <= -log(1/2)", halves) == true));
  BOOST_TEST((holds_for("let p[n] : real", entropy + " < log(2)", uneven) == true));
  // An element that has no value, or is not there.
  BOOST_TEST(!holds_for("let p[n] : real", "log(p[3]) > log(p[3])", halves).has_value());
  BOOST_TEST(!holds_for("let p[n] : real", entropy + " < -log(1/2)", {{"n", 3}, {"p[1]", half}, {"p[2]", half}}));
  const Point matrix{{"n", 2}, {"A[1][1]", 2}, {"A[1][2]", 1}, {"A[2][1]", 1}, {"A[2][2]", 2}};
  BOOST_TEST((holds_for("let A : matrix(n, n)", "log(A[1][2] + A[2][1]) != log(A[2][2])", matrix) == false));
  BOOST_TEST((holds_for("let A : matrix(n, n)", "log(A[1][1] + A[2][1]) > log(A[2][2])", matrix) == true));
}

BOOST_AUTO_TEST_CASE(powers_of_intervals_contain_all_powers) {
  RandomSource random("enclosed powers");
  for (int i = 0; i < 500; ++i) {
    // The interval is that of cbrt(x) at one binary place, moved.
    const Rational radicand = random.small_rational();
    const Rational shift = random.small_rational();
    const Point point{{"x", radicand}, {"y", shift}};
    const auto base = enclosed("cbrt(x) + y", point, 1);
    const long exponent = random.between(-4, 4);
    const auto power = enclosed("(cbrt(x) + y)^(" + std::to_string(exponent) + ")", point, 1);
    const bool has_zero = sign(base->lower) <= 0 && sign(base->upper) >= 0;
    BOOST_TEST(power.has_value() == (exponent >= 0 || !has_zero));
    if (!power) continue;
    for (int part = 0; part <= 6; ++part) {
      const Rational inside = base->lower + (base->upper - base->lower) * part / 6;
      const Rational value = cln::expt(inside, Integer(exponent));
      BOOST_TEST((power->lower <= value && value <= power->upper));
    }
  }
}

BOOST_AUTO_TEST_CASE(rational_values_are_exact) {
  BOOST_TEST(is_exactly(enclosed("sqrt(9/4) + cbrt(-8)"), Rational(-1) / 2));
  BOOST_TEST(is_exactly(enclosed("(x - 2)^-2", {{"x", 5}}), Rational(1) / 9));
  BOOST_TEST(is_exactly(enclosed("0^0"), 1));
  BOOST_TEST(is_exactly(enclosed("8^(2/3)"), 4));
  BOOST_TEST(is_exactly(enclosed("abs(x) + max(x, 1, y) - min(x, y)", {{"x", -3}, {"y", 2}}), 8));
}

BOOST_AUTO_TEST_CASE(undefined_values_have_none) {
  BOOST_TEST(!enclosed("1/x", {{"x", 0}}));
  BOOST_TEST(!enclosed("x^-1", {{"x", 0}}));
  BOOST_TEST(!enclosed("sqrt(x)", {{"x", -1}}));
  BOOST_TEST(!enclosed("x^(1/3)", {{"x", -8}}));
  BOOST_TEST(!enclosed("x^(-1/2)", {{"x", 0}}));
  BOOST_TEST(!enclosed("x^y", {{"x", -1}, {"y", 1}}));
  BOOST_TEST(!enclosed("x^y", {{"x", 0}, {"y", 1}}));
  BOOST_TEST(is_exactly(enclosed("x^y", {{"x", 2}, {"y", 3}}), 8));
  BOOST_TEST(is_exactly(enclosed("x^(y - y + 1)", {{"x", -1}, {"y", 3}}), -1));
  BOOST_TEST(!enclosed("x^min(1, sqrt(2))", {{"x", -1}}));
  BOOST_TEST(!enclosed("x + y", {{"x", 1}}));
  BOOST_TEST(!enclosed("0*log(x)", {{"x", 0}}));
  BOOST_TEST(!enclosed("log(x)", {{"x", -1}}));
  BOOST_TEST(!enclosed("x^pi", {{"x", -1}}));
  BOOST_TEST(!enclosed("tan(pi*x)", {{"x", Rational(1) / 2}}));
}

BOOST_AUTO_TEST_CASE(relations_are_decided_where_they_can_be) {
  BOOST_TEST((holds("sqrt(2) + sqrt(3) > 3") == true));
  BOOST_TEST((holds("sqrt(2) + sqrt(3) <= 3") == false));
  BOOST_TEST((holds("sqrt(2) = 3/2") == false));
  BOOST_TEST((holds("sqrt(2) != 3/2") == true));
  BOOST_TEST(!holds("sqrt(2)*sqrt(2) = 2").has_value());
  BOOST_TEST(!holds("sqrt(2)*sqrt(2) >= 2").has_value());
  BOOST_TEST((holds("log(x + y) > 2*log(2) + log(2)", {{"x", 1}, {"y", 1}}) == false));
  BOOST_TEST((holds("log(x + y) + log(2) > 2*log(2)", {{"x", 1}, {"y", 1}}) == false));
  BOOST_TEST((holds("log(x + y) + log(2) >= 2*log(2)", {{"x", 1}, {"y", 1}}) == true));
  BOOST_TEST((holds("log(x + y) + log(2) != 2*log(2)", {{"x", 1}, {"y", 1}}) == false));
  BOOST_TEST((holds("log(12/7) + log(x) >= log(3) - 2*log(y) - log(14)",
                    {{"x", 1 / Rational(2)}, {"y", 1 / Rational(2)}}) == true));
  BOOST_TEST((holds("log(1009^2) > 2*log(1009)") == std::nullopt));
  BOOST_TEST((holds("log(2^50*997) > 50*log(2) + log(997)") == false));
  BOOST_TEST((holds("log(2^50*997) > 49*log(2) + log(997)") == true));
  BOOST_TEST(!holds("log(x + y) > log(x + y)", {{"x", 1}, {"y", -1}}).has_value());
  BOOST_TEST(!holds("1/log(x) + y > 1/log(x) + y", {{"x", 1}, {"y", 1}}).has_value());
  BOOST_TEST(!holds("x^y > x^y", {{"x", -1}, {"y", 2}}).has_value());
  BOOST_TEST((holds("sqrt(10^200 + 1) > 10^100") == true));
  BOOST_TEST((holds("exp(1) = e") == std::nullopt));
  BOOST_TEST((holds("exp(x) >= 1 + x", {{"x", 0}}) == true));
  BOOST_TEST((holds("exp(x) <= 1 + x", {{"x", Rational(1) / 1000000}}) == false));
  BOOST_TEST((holds("log(1 - x) >= -x - x^2", {{"x", Rational(6838) / 10000}}) == true));
  BOOST_TEST((holds("log(1 - x) >= -x - x^2", {{"x", Rational(6839) / 10000}}) == false));
  BOOST_TEST((holds("e^pi > pi^e") == true));
  BOOST_TEST((holds("exp(pi*sqrt(163)) < 262537412640768744") == true));
  BOOST_TEST((holds("2^(1/1000) > 1.0006933") == true));
  BOOST_TEST((holds("x >= 1/3", {{"x", Rational(1) / 3}}) == true));
  BOOST_TEST((holds("x > 1/3", {{"x", Rational(1) / 3}}) == false));
}

BOOST_AUTO_TEST_CASE(sizes_are_limited) {
  BOOST_CHECK_THROW((void)enclosed("(2^100000)^41*(2^100000)^41*(2^100000)^41"), LimitExceeded);
  BOOST_CHECK_THROW((void)enclosed("root(100000, 2)", {}, 4096), LimitExceeded);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace geq::proofs
