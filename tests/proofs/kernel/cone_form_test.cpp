// SPDX-License-Identifier: GPL-3.0-or-later
/// Forms on cones: the dense arrays against substitution in sparse polynomials, in machine and in exact width.
#include "proofs/kernel/cone_form.hpp"

#include <algorithm>
#include <boost/test/unit_test.hpp>
#include <numeric>

#include "proofs/kernel/limits.hpp"
#include "tests/proofs/kernel/random_source.hpp"

namespace geq::proofs {

namespace {

const std::vector<std::string> names{"p", "q", "r", "s"};

std::vector<std::string> columns_of(std::size_t count) {
  return {names.begin(), names.begin() + static_cast<long>(count)};
}

/// `large`: coefficients near the ends of the machine range and beyond.
ExactPolynomial random_form(RandomSource& random, std::size_t columns, std::uint32_t degree, bool large) {
  std::vector<Atom> atoms;
  for (const std::string& name : columns_of(columns)) atoms.push_back(Atom::variable(name));
  ExactPolynomial form;
  const std::size_t terms = 1 + random.below(12);
  for (std::size_t i = 0; i < terms; ++i) {
    Rational c = random.small_rational();
    if (large)
      c = c * power(Rational(2), static_cast<unsigned long>(random.between(55, 66))) + Rational(random.between(-1, 1));
    form.add(c, random.monomial(atoms, degree));
  }
  return form.is_zero() ? ExactPolynomial::term(1, random.monomial(atoms, degree)) : form;
}

ConeForm cone_form(const ExactPolynomial& form, const std::vector<std::string>& columns, std::uint32_t degree) {
  const auto result = ConeForm::from(form, columns, std::make_shared<const MonomialTable>(columns.size(), degree));
  BOOST_TEST_REQUIRE(result.has_value());
  return *result;
}

/// x = V t with column i replaced by the sum of weights[k] * column k.
ExactPolynomial split_by_substitution(const ExactPolynomial& form, const std::vector<std::string>& columns,
                                      const std::vector<std::uint32_t>& weights, std::size_t i) {
  Substitution image;
  const ExactPolynomial replaced = ExactPolynomial::variable(columns[i]);
  for (std::size_t k = 0; k < columns.size(); ++k) {
    const ExactPolynomial share = ExactPolynomial(Rational(static_cast<unsigned long>(weights[k]))) * replaced;
    image.emplace(columns[k], k == i ? share : ExactPolynomial::variable(columns[k]) + share);
  }
  return substitute(form, image);
}

bool are_positive_multiples(const ExactPolynomial& left, const ExactPolynomial& right) {
  if (left.is_zero() || right.is_zero()) return left == right;
  const Rational factor = leading_coefficient(left) / leading_coefficient(right);
  return sign(factor) > 0 && left == ExactPolynomial(factor) * right;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(cone_forms)

BOOST_AUTO_TEST_CASE(a_split_is_a_substitution) {
  RandomSource random("cone splits");
  for (int round = 0; round < 400; ++round) {
    const std::size_t n = 1 + random.below(4);
    const auto degree = static_cast<std::uint32_t>(1 + random.below(5));
    const std::vector<std::string> columns = columns_of(n);
    ExactPolynomial expected = random_form(random, n, degree, random.chance(2));
    ConeForm form = cone_form(expected, columns, degree);
    for (int depth = 0; depth < 4; ++depth) {
      std::vector<std::uint32_t> weights(n);
      for (auto& w : weights) w = static_cast<std::uint32_t>(random.chance(3) ? random.below(1000) : random.below(3));
      if (random.chance(10)) weights[random.below(n)] = 4294967295U;
      const std::size_t i = random.below(n);
      weights[i] = std::max(weights[i], 1U);
      form = form.child(weights, i);
      expected = split_by_substitution(expected, columns, weights, i);
      BOOST_TEST(are_positive_multiples(form.polynomial(columns), expected));
      const bool negative = std::any_of(expected.terms().begin(), expected.terms().end(),
                                        [](const auto& term) { return sign(term.second) < 0; });
      BOOST_TEST(form.has_negative_coefficient() == negative);
    }
  }
}

BOOST_AUTO_TEST_CASE(multiples_up_to_a_permutation) {
  RandomSource random("cone multiples");
  std::size_t yes = 0;
  for (int round = 0; round < 600; ++round) {
    const std::size_t n = 1 + random.below(4);
    const auto degree = static_cast<std::uint32_t>(1 + random.below(3));
    const std::vector<std::string> columns = columns_of(n);
    const ExactPolynomial other = random_form(random, n, degree, random.chance(3));
    std::vector<std::size_t> order(n);
    std::iota(order.begin(), order.end(), std::size_t{0});
    for (std::size_t i = n; i-- > 1;) std::swap(order[i], order[random.below(i + 1)]);
    Substitution image;  // column j of the other is t[order[j]]
    for (std::size_t j = 0; j < n; ++j) image.emplace(columns[j], ExactPolynomial::variable(columns[order[j]]));
    const ExactPolynomial renamed = substitute(other, image);
    ExactPolynomial mine = ExactPolynomial(random.chance(4) ? Rational(-2) : Rational(3) / 7) * renamed;
    if (random.chance(3)) mine = mine + random_form(random, n, degree, false);
    if (mine.is_zero()) continue;
    const bool expected = are_positive_multiples(mine, renamed);
    BOOST_TEST(cone_form(mine, columns, degree).is_multiple_of(cone_form(other, columns, degree), order) == expected);
    yes += expected ? 1 : 0;
  }
  BOOST_TEST(yes > 100U);
}

BOOST_AUTO_TEST_CASE(places_and_exponents_are_inverse) {
  for (const std::size_t n : {1U, 2U, 3U, 5U})
    for (const std::uint32_t d : {0U, 1U, 4U, 7U}) {
      const MonomialTable table(n, d);
      for (std::size_t m = 0; m < table.size(); ++m) {
        std::vector<std::uint32_t> exponents;
        for (std::size_t c = 0; c < n; ++c) exponents.push_back(table.exponent(m, c));
        BOOST_TEST(std::accumulate(exponents.begin(), exponents.end(), 0U) == d);
        BOOST_TEST(table.place(exponents) == m);
      }
    }
}

BOOST_AUTO_TEST_CASE(sizes_are_limited) {
  BOOST_CHECK_THROW(MonomialTable(0, 3), LimitExceeded);
  BOOST_CHECK_THROW(MonomialTable(max_variables + 1, 1), LimitExceeded);
  BOOST_CHECK_THROW(MonomialTable(20, 20), LimitExceeded);
  BOOST_CHECK_THROW(MonomialTable(3, 100000), LimitExceeded);
  const std::vector<std::string> columns{"p", "q"};
  const std::uint32_t degree = 100000;
  const ExactPolynomial form =
      power(ExactPolynomial::variable("p"), degree) + power(ExactPolynomial::variable("q"), degree);
  BOOST_CHECK_THROW((void)cone_form(form, columns, degree).child({4294967295U, 4294967295U}, 0), LimitExceeded);
}

BOOST_AUTO_TEST_CASE(only_forms_of_the_table) {
  const auto table = std::make_shared<const MonomialTable>(2, 2);
  const ExactPolynomial p = ExactPolynomial::variable("p");
  const ExactPolynomial q = ExactPolynomial::variable("q");
  BOOST_TEST((ConeForm::from(p * q, {"p", "q"}, table).has_value()));
  BOOST_TEST((!ConeForm::from(p, {"p", "q"}, table).has_value()));
  BOOST_TEST((!ConeForm::from(p * p + q, {"p", "q"}, table).has_value()));
  BOOST_TEST((!ConeForm::from(p * ExactPolynomial::variable("r"), {"p", "q"}, table).has_value()));
  BOOST_TEST((!ConeForm::from(p * reciprocal(q), {"p", "q"}, table).has_value()));
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace geq::proofs
