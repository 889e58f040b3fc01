// SPDX-License-Identifier: GPL-3.0-or-later
#include "proofs/render/abbreviations.hpp"

#include <boost/test/unit_test.hpp>

#include "proofs/kernel/language/parser.hpp"
#include "proofs/render/text.hpp"

using namespace geq;
using namespace geq::render;
using proofs::Operator;
using proofs::Term;

namespace {

/// The left sides of the goals of a statement about `names`.
std::vector<Paragraph> paragraphs_of(const proofs::Statement& statement) {
  std::vector<Paragraph> result;
  for (const proofs::Chain& goal : statement.goals)
    result.push_back(say(std::string("We have "), Formula(goal.links[0])));
  return result;
}

std::vector<Paragraph*> pointers(std::vector<Paragraph>& paragraphs) {
  std::vector<Paragraph*> result;
  for (Paragraph& paragraph : paragraphs) result.push_back(&paragraph);
  return result;
}

Term term_of(const Paragraph& paragraph) {
  return std::get<Term>(std::get<Formula>(paragraph.runs.at(1)).pieces.at(0));
}

/// The term with every name replaced by what it stands for: an independent reading of the definitions.
Term expanded(const Term& term, const std::vector<Formula>& definitions) {
  std::vector<Term> indices;
  Term head = term;
  for (; head.op() == Operator::element; head = head.arguments()[0])
    indices.insert(indices.begin(), head.arguments()[1]);
  if (head.op() == Operator::variable)
    for (const Formula& definition : definitions) {
      const Term left = std::get<Term>(definition.pieces.at(0));
      Term right = std::get<Term>(definition.pieces.at(2));
      std::vector<std::string> letters;
      Term name = left;
      for (; name.op() == Operator::element; name = name.arguments()[0])
        letters.insert(letters.begin(), name.arguments()[1].name());
      if (name.name() != head.name()) continue;
      BOOST_REQUIRE(letters.size() == indices.size());
      for (std::size_t i = 0; i < letters.size(); ++i) right = opened(closed(right, letters[i]), {indices[i]});
      return expanded(right, definitions);
    }
  std::vector<Term> arguments;
  for (const Term& argument : term.arguments()) arguments.push_back(expanded(argument, definitions));
  return arguments.empty() ? term : with_arguments(term, std::move(arguments));
}

void check_same_meaning(const std::string& text, std::size_t names) {
  const proofs::Statement statement = proofs::parse_statement(text).value();
  std::vector<Paragraph> paragraphs = paragraphs_of(statement);
  const std::vector<Paragraph> before = paragraphs;
  const std::vector<Formula> definitions = abbreviate(pointers(paragraphs), statement.variables);
  BOOST_TEST(definitions.size() == names, text);
  for (std::size_t i = 0; i < paragraphs.size(); ++i) {
    BOOST_TEST((expanded(term_of(paragraphs[i]), definitions) == term_of(before[i])), to_text(paragraphs[i]));
    if (names > 0) BOOST_TEST(term_of(paragraphs[i]).size() < term_of(before[i]).size());
  }
}

const std::string sequences = "let n, m : integer >= 4\nlet x : matrix(n, m)\n";

}  // namespace

BOOST_AUTO_TEST_SUITE(abbreviations)

BOOST_AUTO_TEST_CASE(names_stand_for_what_they_replace) {
  std::string roots = "let a, b, c > 0\nprove ";
  for (int i = 1; i <= 12; ++i)
    roots += (i == 1 ? "" : " and ") + std::to_string(i) + "*sqrt(a^2 + a*b + 2*b^2 + 7*c) >= 0";
  check_same_meaning(roots, 1);
  std::string rows = sequences + "prove ";
  for (int i = 0; i < 4; ++i)
    rows += (i == 0 ? "" : " and ") +
            std::string(
                "sum(k in 1..m, log(sum(i in 1..n, exp(x[i,k]))) * sum(i in 1..n, "
                "exp(x[i,k]))) + sum(j in 1..n, exp(x[j,3]) + ") +
            std::to_string(i) + ") + log(sum(j in 1..n, exp(x[j,3]))) >= 0";
  check_same_meaning(rows, 1);
}

BOOST_AUTO_TEST_CASE(sequences_of_one_index) {
  std::string text = sequences + "prove ";
  for (const char* index : {"1", "2", "n - 1", "m", "2", "1", "3", "1", "2", "4"})
    text += std::string(text.ends_with("prove ") ? "" : " and ") + "sum(i in 1..m, x[" + index + ",i]^2) >= 0";
  const proofs::Statement statement = proofs::parse_statement(text).value();
  std::vector<Paragraph> paragraphs = paragraphs_of(statement);
  const auto definitions = abbreviate(pointers(paragraphs), statement.variables);
  BOOST_REQUIRE(definitions.size() == 1);
  BOOST_TEST(to_text(definitions[0]) == "A[k] = sum(i in 1..m, x[k][i]^2)");
  BOOST_TEST(to_text(paragraphs[2]) == "We have A[n - 1]");
  check_same_meaning(text, 1);
}

BOOST_AUTO_TEST_CASE(short_or_rare_terms_stay) {
  check_same_meaning("let a >= 0\nprove sqrt(a + 1) + sqrt(a + 1)^2 + sqrt(a + 1)^3 + sqrt(a + 1)^4 >= 0", 0);
  check_same_meaning("let a, b >= 0\nprove sqrt(a^2 + a*b + b^2) + 2*sqrt(a^2 + a*b + b^2) >= 0", 0);
}

BOOST_AUTO_TEST_CASE(names_are_new) {
  std::string text = "let A, B > 0\nprove ";
  for (int i = 1; i <= 12; ++i) text += (i == 1 ? "" : " and ") + std::string("sqrt(A^2 + A*B + 2*B^2 + 7*A) >= 0");
  const proofs::Statement statement = proofs::parse_statement(text).value();
  std::vector<Paragraph> paragraphs = paragraphs_of(statement);
  const auto definitions = abbreviate(pointers(paragraphs), statement.variables);
  BOOST_REQUIRE(definitions.size() == 1);
  BOOST_TEST(to_text(paragraphs[0]) == "We have C");
}

BOOST_AUTO_TEST_SUITE_END()
