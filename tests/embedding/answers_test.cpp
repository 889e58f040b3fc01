// SPDX-License-Identifier: GPL-3.0-or-later

/// What answers say: one case for every verdict and every kind of input error.

#include "tests/embedding/statements.hpp"

namespace geq::tests {

BOOST_AUTO_TEST_SUITE(answers)

BOOST_AUTO_TEST_CASE(proved_with_a_certificate_that_is_accepted) {
  const Answer answer = answer_to(prove(nesbitt));
  BOOST_TEST(to_text(answer.verdict()) == "proved");
  BOOST_TEST(!answer.method().empty());
  BOOST_TEST(!answer.certificate().empty());
  BOOST_TEST(answer.witness().empty());
  BOOST_TEST(!answer.obstacle().has_value());
  const Answer checked = answer_to(check(nesbitt, answer.certificate()));
  BOOST_TEST(to_text(checked.verdict()) == "proved");
  BOOST_TEST(checked.certificate() == answer.certificate());
}

BOOST_AUTO_TEST_CASE(the_statement_reads_back_as_itself) {
  const Answer answer = answer_to(prove("a^2 + b^2 >= 2ab"));
  BOOST_TEST(answer_to(prove(answer.statement())).statement() == answer.statement());
  BOOST_TEST(to_text(answer_to(check(answer.statement(), answer.certificate())).verdict()) == "proved");
}

BOOST_AUTO_TEST_CASE(refuted_at_an_exact_point) {
  const std::string statement = "let a, b in [0, 1]\nprove a + b <= 3/2\n";
  const Answer answer = answer_to(prove(statement));
  BOOST_TEST(to_text(answer.verdict()) == "refuted");
  BOOST_TEST(answer.method() == "counterexample");
  BOOST_REQUIRE_EQUAL(answer.witness().size(), 2U);
  BOOST_TEST(answer.witness()[0].variable == "a");
  BOOST_TEST(answer.witness()[1].variable == "b");
  BOOST_TEST(to_text(answer_to(check(statement, answer.certificate())).verdict()) == "refuted");
  BOOST_TEST(to_text(answer_to(refute(statement)).verdict()) == "refuted");
}

BOOST_AUTO_TEST_CASE(what_has_no_methods_yet_is_undecided) {
  const Answer answer = answer_to(prove("prove ceil(x) >= 0\n"));
  BOOST_TEST(to_text(answer.verdict()) == "undecided");
  BOOST_TEST((answer.obstacle() == Obstacle::not_supported));
  BOOST_TEST(answer.detail().find("ceil") != std::string::npos);
  BOOST_TEST(answer.certificate().empty());
}

BOOST_AUTO_TEST_CASE(a_strategy_that_does_not_apply_leaves_no_method) {
  Options options;
  options.only = {"one-variable"};
  const Answer answer = answer_to(prove("a^2 + b^2 >= 2*a*b", options));
  BOOST_TEST(to_text(answer.verdict()) == "undecided");
  BOOST_TEST((answer.obstacle() == Obstacle::no_method_left));
}

BOOST_AUTO_TEST_CASE(nowhere_defined_is_rejected) {
  const Answer answer = answer_to(prove("1/(x - x) >= 0"));
  BOOST_TEST(to_text(answer.verdict()) == "rejected");
  BOOST_TEST(!answer.detail().empty());
  BOOST_TEST(answer.report().starts_with("rejected: "));
}

BOOST_AUTO_TEST_CASE(a_certificate_of_another_statement_is_rejected) {
  const Answer answer = answer_to(prove(nesbitt));
  const Answer checked =
      answer_to(check("let a, b, c > 0\nprove a/(b+c) + b/(c+a) + c/(a+b) >= 8/5\n", answer.certificate()));
  BOOST_TEST(to_text(checked.verdict()) == "rejected");
  BOOST_TEST(!checked.detail().empty());
  BOOST_TEST(checked.certificate().empty());
}

BOOST_AUTO_TEST_CASE(conditions_are_told_where_they_do_not_follow_from_signs) {
  BOOST_TEST(answer_to(prove("let a, b > 0\nprove a/b + b/a >= 2\n")).conditions().empty());
  const Answer answer = answer_to(prove("(x^2 - 2x + 1)/(x - 1)^2 >= 0"));
  BOOST_REQUIRE_EQUAL(answer.conditions().size(), 1U);
  BOOST_TEST(answer.conditions()[0].find("!= 0") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(errors_point_at_the_place) {
  const InputError error = error_of(prove("let a > 0\nprove a +* 2 >= 0\n"));
  BOOST_TEST((error.kind == InputError::Kind::malformed));
  BOOST_TEST(error.line == 2U);
  BOOST_TEST(error.column == 10U);
  BOOST_TEST(error.source == "prove a +* 2 >= 0");
  BOOST_TEST(error.text("x.geq") == "x.geq:2:10: " + error.message + "\nprove a +* 2 >= 0\n         ^");
}

BOOST_AUTO_TEST_CASE(texts_beyond_the_limits_are_errors) {
  BOOST_TEST((error_of(prove("x^10000000 >= 0")).kind == InputError::Kind::too_large));
}

BOOST_AUTO_TEST_CASE(check_tells_errors_apart) {
  BOOST_TEST((error_of(check("prove ceil(x) >= 0\n", "")).kind == InputError::Kind::not_supported));
  BOOST_TEST((error_of(check("prove", "")).kind == InputError::Kind::malformed));
  const InputError error = error_of(check("a^2 >= 0", "geq certificate 1\nnonsense\n"));
  BOOST_TEST((error.kind == InputError::Kind::certificate));
  BOOST_TEST(error.line >= 1U);
  BOOST_TEST(error.text("x.cert").starts_with("x.cert:" + std::to_string(error.line) + ": "));
}

BOOST_AUTO_TEST_CASE(an_answer_that_nobody_waited_for_claims_nothing) {
  const Answer answer = Answer::undecided(Obstacle::timeout, "ended");
  BOOST_TEST(to_text(answer.verdict()) == "undecided");
  BOOST_TEST(answer.report() == "undecided   ended\n");
  BOOST_TEST(answer.certificate().empty());
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace geq::tests
