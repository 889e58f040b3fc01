// SPDX-License-Identifier: GPL-3.0-or-later
/// Polynomials: ring operations against values at points, text against the parser, and what is refused.
#include "proofs/kernel/polynomial.hpp"

#include <boost/test/unit_test.hpp>
#include <stdexcept>

#include "proofs/kernel/language/parser.hpp"
#include "proofs/kernel/limits.hpp"
#include "proofs/kernel/normal_form.hpp"
#include "tests/proofs/kernel/random_source.hpp"
#include "tests/proofs/kernel/values.hpp"

namespace geq::proofs {

namespace {

const Atom x = Atom::variable("x");
const Atom y = Atom::variable("y");
const Atom z = Atom::variable("z");

std::vector<Atom> some_atoms() {
  const ExactPolynomial sum = ExactPolynomial(x) + ExactPolynomial(y);
  return {x,
          y,
          z,
          Atom::application(Operator::quotient, {sum + ExactPolynomial(Rational(1))}),
          Atom::application(Operator::abs, {sum - ExactPolynomial(z)}),
          Atom::application(Operator::max, {ExactPolynomial(x), ExactPolynomial(z)})};
}

Values random_point(RandomSource& random) {
  return {{"x", random.small_rational()}, {"y", random.small_rational()}, {"z", random.rational()}};
}

Rational known_value(const ExactPolynomial& polynomial, const Values& point) {
  return value_at(polynomial, point).value();
}

}  // namespace

BOOST_AUTO_TEST_SUITE(polynomials)

BOOST_AUTO_TEST_CASE(operations_are_those_of_the_values) {
  RandomSource random("polynomial operations");
  const std::vector<Atom> atoms = some_atoms();
  for (int i = 0; i < 300; ++i) {
    const ExactPolynomial p = random.polynomial(atoms, 5, 3);
    const ExactPolynomial q = random.polynomial(atoms, 5, 3);
    const Values point = random_point(random);
    const Rational a = known_value(p, point);
    const Rational b = known_value(q, point);
    BOOST_TEST((known_value(p + q, point) == a + b));
    BOOST_TEST((known_value(p - q, point) == a - b));
    BOOST_TEST((known_value(-p, point) == -a));
    BOOST_TEST((known_value(p * q, point) == a * b));
    BOOST_TEST((known_value(power(p, 3), point) == a * a * a));
    BOOST_TEST((known_value(power(p, 0), point) == 1));
    BOOST_TEST((known_value(reciprocal(p), point) == (zerop(a) ? Rational(0) : 1 / a)));
    BOOST_TEST((p * q == q * p));
    BOOST_TEST(((p + q) - q == p));
  }
}

BOOST_AUTO_TEST_CASE(substitution_is_composition) {
  RandomSource random("polynomial substitution");
  const std::vector<Atom> atoms = some_atoms();
  for (int i = 0; i < 200; ++i) {
    const ExactPolynomial p = random.polynomial(atoms, 5, 5);
    const Substitution image{{"x", random.polynomial(atoms, 3, 2)}, {"z", random.polynomial({x, y}, 2, 1)}};
    const Values point = random_point(random);
    Values moved = point;
    for (const auto& [name, value] : image) moved[name] = known_value(value, point);
    BOOST_TEST((known_value(substitute(p, image), point) == known_value(p, moved)));
  }
}

BOOST_AUTO_TEST_CASE(coefficients_add_up) {
  RandomSource random("polynomial coefficients");
  const std::vector<Atom> atoms = some_atoms();
  for (int i = 0; i < 200; ++i) {
    const ExactPolynomial p = random.polynomial(atoms, 8, 4);
    const Atom& atom = random.one_of(atoms);
    ExactPolynomial sum;
    const auto parts = coefficients_in(atom, p);
    for (std::size_t k = 0; k < parts.size(); ++k) {
      BOOST_TEST(degree_in(atom, parts[k]) == 0U);
      sum = sum + parts[k] * power(ExactPolynomial(atom), k);
    }
    BOOST_TEST((sum == p));
  }
}

BOOST_AUTO_TEST_CASE(text_is_read_back) {
  RandomSource random("polynomial text");
  std::vector<Atom> atoms = some_atoms();
  atoms.push_back(Atom::application(Operator::root, {ExactPolynomial(Rational(5)), ExactPolynomial(x)}));
  atoms.push_back(Atom::application(Operator::power, {ExactPolynomial(x), ExactPolynomial(y)}));
  atoms.push_back(Atom::application(Operator::pi, {}));
  for (int i = 0; i < 300; ++i) {
    const ExactPolynomial p = random.polynomial(atoms, 6, 4);
    const auto term = parse_term(to_text(p), {"x", "y", "z"});
    BOOST_TEST_REQUIRE(term.has_value());
    BOOST_TEST((normal_form(term.value()) == p), to_text(p));
  }
}

BOOST_AUTO_TEST_CASE(words_do_not_depend_on_the_way) {
  RandomSource random("polynomial words");
  const std::vector<Atom> atoms = some_atoms();
  for (int i = 0; i < 100; ++i) {
    const ExactPolynomial p = random.polynomial(atoms, 6, 4);
    const ExactPolynomial q = random.polynomial(atoms, 6, 4);
    BOOST_TEST(((p + q) - q).words() == p.words());
    BOOST_TEST((p - p).words() == 0U);
  }
}

BOOST_AUTO_TEST_CASE(what_is_not_a_monomial_is_refused) {
  BOOST_CHECK_THROW((void)ExactPolynomial::term(1, {{y, 1}, {x, 1}}), std::invalid_argument);
  BOOST_CHECK_THROW((void)ExactPolynomial::term(1, {{x, 1}, {x, 2}}), std::invalid_argument);
  BOOST_CHECK_THROW((void)ExactPolynomial::term(1, {{x, 0}}), std::invalid_argument);
  BOOST_CHECK_THROW((void)ExactPolynomial::term(1, {{x, 100001}}), std::invalid_argument);
  ExactPolynomial sum;
  BOOST_CHECK_THROW(sum.add(1, {{y, 1}, {x, 1}}), std::invalid_argument);
  BOOST_TEST(sum.is_zero());
}

BOOST_AUTO_TEST_CASE(what_is_not_a_function_is_refused) {
  const ExactPolynomial p(x);
  BOOST_CHECK_THROW((void)Atom::application(Operator::quotient, {}), std::invalid_argument);
  BOOST_CHECK_THROW((void)Atom::application(Operator::quotient, {p, p}), std::invalid_argument);
  BOOST_CHECK_THROW((void)Atom::application(Operator::root, {p}), std::invalid_argument);
  BOOST_CHECK_THROW((void)Atom::application(Operator::root, {p, p}), std::invalid_argument);
  BOOST_CHECK_THROW((void)Atom::application(Operator::root, {Rational(1) / 2, p}), std::invalid_argument);
  BOOST_CHECK_THROW((void)Atom::application(Operator::root, {Rational(1), p}), std::invalid_argument);
  BOOST_CHECK_THROW((void)Atom::application(Operator::sum, {p, p}), std::invalid_argument);
  BOOST_CHECK_THROW((void)Atom::application(Operator::variable, {}), std::invalid_argument);
  BOOST_CHECK_THROW((void)Atom::application(Operator::exp, {p, p}), std::invalid_argument);
}

BOOST_AUTO_TEST_CASE(exponents_do_not_wrap) {
  const ExactPolynomial big = power(ExactPolynomial(x), max_exponent);
  BOOST_CHECK_THROW((void)(big * ExactPolynomial(x)), LimitExceeded);
  BOOST_CHECK_THROW((void)power(big, max_exponent), LimitExceeded);
  BOOST_CHECK_THROW((void)power(ExactPolynomial(x), max_exponent + 1), LimitExceeded);
}

BOOST_AUTO_TEST_CASE(sizes_are_limited) {
  const Rational long_number = power(Rational(2), max_bits / 4);
  const ExactPolynomial huge(long_number);
  BOOST_CHECK_THROW((void)(huge * huge * huge * huge), LimitExceeded);
  BOOST_CHECK_THROW((void)power(Rational(2), max_bits + 1), LimitExceeded);
  ExactPolynomial sum;  // many long coefficients
  const auto add_many = [&] {
    for (std::uint32_t i = 1; i < 1000; ++i) sum.add(long_number, {{x, i}});
  };
  BOOST_CHECK_THROW(add_many(), LimitExceeded);
  BOOST_CHECK_THROW((void)power(ExactPolynomial(x) + ExactPolynomial(y), 99999), LimitExceeded);
  ExactPolynomial nested(x);
  const auto nest = [&] {
    for (std::size_t i = 0; i <= max_atom_depth; ++i)
      nested = ExactPolynomial(Atom::application(Operator::exp, {nested + ExactPolynomial(y)}));
  };
  BOOST_CHECK_THROW(nest(), LimitExceeded);
  ExactPolynomial doubled(x);  // a small graph, an endless tree
  const auto double_often = [&] {
    for (std::size_t i = 0; i < 100; ++i)
      doubled = ExactPolynomial(Atom::application(Operator::max, {doubled, doubled}));
  };
  BOOST_CHECK_THROW(double_often(), LimitExceeded);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace geq::proofs
