// SPDX-License-Identifier: GPL-3.0-or-later
/// Proofs without the facts that nothing needs: small ones written by hand, which the kernel accepts before and after.
#define BOOST_TEST_MODULE pruning
#include "prover/pruning.hpp"

#include <boost/test/unit_test.hpp>

#include "proofs/kernel/certificate.hpp"
#include "proofs/kernel/language/parser.hpp"

namespace geq::prover {

namespace {

using proofs::Combination;
using proofs::ExactPolynomial;
using proofs::Fact;
using proofs::Have;
using proofs::Rational;
using proofs::Sign;
using proofs::Visible;

const ExactPolynomial a = ExactPolynomial::variable("a"), b = ExactPolynomial::variable("b"), one{Rational(1)};
const ExactPolynomial square = (a - b) * (a - b);  // whose sign is not seen from its terms

/// The sum of the facts with these numbers.
Combination sum(const std::vector<std::size_t>& facts) {
  Combination result;
  for (const std::size_t fact : facts) result.summands.push_back({Rational(1), {{fact, 1}}, one});
  return result;
}

/// The same and (a - b)^2.
Combination sum_with_square(const std::vector<std::size_t>& facts) {
  Combination result = sum(facts);
  result.summands.push_back({Rational(1), {}, a - b});
  return result;
}

Have positive(const ExactPolynomial& value) { return {{value, Sign::positive}}; }

std::string text_of(const Steps& steps) {
  std::string result;
  for (const proofs::Step& step : steps) result += to_text(step) + '\n';
  return result;
}

/// Of a statement about a, b > 0, which are the facts 0 and 1.
void becomes(const std::string& goal, const Steps& before, const Steps& after) {
  const auto statement = proofs::parse_statement("let a, b > 0\nprove " + goal);
  BOOST_TEST_REQUIRE(statement.has_value());
  const auto theorem = proofs::check(statement.value(), proofs::Proof{before});
  BOOST_TEST_REQUIRE(theorem.has_value(), (theorem ? "" : proofs::describe(theorem.error())));
  const Steps result = without_unused_facts(proofs::sequents_of(statement.value()).value().back(), before);
  BOOST_TEST(text_of(result) == text_of(after));
  BOOST_TEST(proofs::check(statement.value(), proofs::Proof{result}).has_value(), text_of(result));
}

}  // namespace

BOOST_AUTO_TEST_CASE(a_lemma_that_nothing_needs_goes) {
  becomes("a > 0", {positive(square + a), sum_with_square({0}), Visible{}}, {Visible{}});
}

BOOST_AUTO_TEST_CASE(a_lemma_that_only_such_a_lemma_needs_goes_too) {
  becomes("a > 0",
          {positive(square + a), sum_with_square({0}), positive(square + square + a), sum_with_square({2}), Visible{}},
          {Visible{}});
}

BOOST_AUTO_TEST_CASE(a_lemma_that_is_named_stays) {
  const Steps steps{positive(square + a), sum_with_square({0}), sum({1, 2})};
  becomes("(a - b)^2 + a + b > 0", steps, steps);
}

BOOST_AUTO_TEST_CASE(a_lemma_that_is_needed_without_its_number_stays) {
  const Steps steps{positive(square + a), sum_with_square({0}), Visible{}};
  becomes("(a - b)^2 + a >= 0", steps, steps);
}

BOOST_AUTO_TEST_CASE(what_a_side_condition_needs_stays_beside_what_goes) {
  const proofs::Step lemma = positive(square + a), shown = sum_with_square({0});
  const proofs::Clear clear{{proofs::DenominatorSign::positive}};
  becomes("b/((a - b)^2 + a) > 0", {positive(square + b), sum_with_square({1}), lemma, shown, clear, Visible{}},
          {lemma, shown, clear, Visible{}});
}

BOOST_AUTO_TEST_CASE(numbers_of_facts_follow) {
  becomes("(a - b)^2 + a + b > 0",
          {positive(square + b), sum_with_square({1}), positive(square + a), sum_with_square({0}), sum({1, 3})},
          {positive(square + a), sum_with_square({0}), sum({1, 2})});
}

BOOST_AUTO_TEST_CASE(what_is_forgotten_need_not_be_there) {
  const proofs::Step lemma = positive(square + a), shown = sum_with_square({0});
  becomes("a > 0", {lemma, shown, proofs::Forget{{1, 2}}, Visible{}}, {proofs::Forget{{1}}, Visible{}});
  becomes("a > 0", {lemma, shown, proofs::Forget{{2}}, Visible{}}, {Visible{}});
}

BOOST_AUTO_TEST_CASE(the_goal_as_a_lemma_is_its_proof) {
  becomes("(a - b)^2 + a > 0", {positive(square + a), sum_with_square({0}), Visible{}}, {sum_with_square({0})});
}

BOOST_AUTO_TEST_CASE(what_is_no_proof_is_left_alone) {
  const auto statement = proofs::parse_statement("let a, b > 0\nprove a > b");
  const Steps wrong{positive(a - b), sum({0, 1}), Visible{}};
  const Steps result = without_unused_facts(proofs::sequents_of(statement.value()).value().back(), wrong);
  BOOST_TEST(text_of(result) == text_of(wrong));
}

}  // namespace geq::prover
