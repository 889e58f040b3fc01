// SPDX-License-Identifier: GPL-3.0-or-later
#include "prover/best/constant_statement.hpp"

#include <algorithm>
#include <stdexcept>
#include <utility>

#include "proofs/kernel/language/parser.hpp"
#include "proofs/kernel/language/printer.hpp"
#include "proofs/kernel/normal_form.hpp"

namespace geq::prover {

using proofs::Comparison;
using proofs::Operator;
using proofs::Rational;
using proofs::Statement;
using proofs::Term;

namespace {

bool occurs(const std::string& variable, const Term& term) {
  if (term.op() == Operator::variable) return term.name() == variable;
  return std::any_of(term.arguments().begin(), term.arguments().end(),
                     [&](const Term& argument) { return occurs(variable, argument); });
}

bool occurs(const std::string& variable, const proofs::Chain& chain) {
  return std::any_of(chain.links.begin(), chain.links.end(), [&](const Term& link) { return occurs(variable, link); });
}

/// A number as the parser makes it: from signs, integers and quotients.
Term term_of(const Rational& value) {
  const Rational size = cln::abs(value);
  Term term = Term::number(cln::numerator(size));
  if (cln::denominator(size) != 1)
    term = Term::apply(Operator::quotient, {term, Term::number(Rational(cln::denominator(size)))});
  return proofs::sign(value) < 0 ? Term::apply(Operator::negation, {term}) : term;
}

/// As it reads back from its own text: then what is proved is what is printed.
Statement read_back(const Statement& statement) {
  auto again = proofs::parse_statement(proofs::to_text(statement));
  if (!again) throw std::logic_error("ConstantStatement: does not read back: " + again.error().message);
  return std::move(again).value();
}

std::optional<std::string> obstacle(const Statement& statement, const std::string& constant) {
  const auto is_constant = [&](const std::string& name) { return name == constant; };
  for (const proofs::Declaration& declaration : statement.declarations) {
    if (declaration.kind != proofs::Declaration::Kind::real &&
        std::any_of(declaration.names.begin(), declaration.names.end(), is_constant))
      return "'" + constant + "' has a domain: leave it undeclared, so that its best value can be looked for";
  }
  for (const proofs::Chain& assumption : statement.assumptions) {
    if (occurs(constant, assumption)) return "'" + constant + "' occurs in an assumption, not only in the goal";
  }
  if (std::none_of(statement.goals.begin(), statement.goals.end(),
                   [&](const proofs::Chain& goal) { return occurs(constant, goal); }))
    return "'" + constant + "' does not occur in the goal";
  for (const proofs::Relation& goal : proofs::goals(statement)) {
    if (goal.comparison == Comparison::equal || goal.comparison == Comparison::not_equal)
      return "a goal is no inequality: there is no best constant";
  }
  return {};
}

}  // namespace

Term with_value(const Term& term, const std::string& variable, const Rational& value) {
  const Term number = term_of(value);
  return proofs::substitute(term,
                            [&](const std::string& name) { return name == variable ? number : Term::variable(name); });
}

Result<ConstantStatement, std::string> ConstantStatement::of(const Statement& statement, const std::string& constant) {
  if (auto reason = obstacle(statement, constant)) return *reason;
  return ConstantStatement(statement, constant);
}

ConstantStatement::ConstantStatement(Statement statement, std::string constant)
    : statement_(std::move(statement)), constant_(std::move(constant)) {
  for (const proofs::Relation& goal : proofs::goals(statement_)) {
    const bool is_strict = goal.comparison == Comparison::greater || goal.comparison == Comparison::less;
    const bool is_upward = goal.comparison == Comparison::greater || goal.comparison == Comparison::greater_equal;
    goals_.push_back({is_upward ? goal.left : goal.right, is_upward ? goal.right : goal.left, is_strict});
  }
}

Statement ConstantStatement::without_constant() const {
  Statement result = statement_;
  for (proofs::Declaration& declaration : result.declarations) std::erase(declaration.names, constant_);
  std::erase_if(result.declarations, [](const proofs::Declaration& declaration) { return declaration.names.empty(); });
  std::erase(result.variables, constant_);
  return result;
}

Statement ConstantStatement::at(const Rational& value) const {
  Statement result = without_constant();
  for (proofs::Chain& goal : result.goals) {
    for (Term& link : goal.links) link = with_value(link, constant_, value);
  }
  return read_back(result);
}

bool ConstantStatement::is_affine() const {
  return std::all_of(goals_.begin(), goals_.end(), [this](const Goal& goal) {
    const auto parts = proofs::coefficients_in(proofs::Atom::variable(constant_),
                                               proofs::normal_form(goal.greater) - proofs::normal_form(goal.less));
    return parts.size() <= 2 && std::none_of(parts.begin(), parts.end(), [this](const proofs::ExactPolynomial& part) {
             return proofs::variables(part).contains(constant_);
           });
  });
}

Statement ConstantStatement::monotone(bool falling) const {
  Statement result = without_constant();
  result.goals.clear();
  for (const Goal& goal : goals_) {
    const auto difference = [&](long value) {
      return Term::apply(Operator::sum, {with_value(goal.greater, constant_, value),
                                         Term::apply(Operator::negation, {with_value(goal.less, constant_, value)})});
    };
    result.goals.push_back({{difference(falling ? 0 : 1), difference(falling ? 1 : 0)}, {Comparison::greater_equal}});
  }
  return read_back(result);
}

}  // namespace geq::prover
