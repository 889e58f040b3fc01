// SPDX-License-Identifier: GPL-3.0-or-later
#include "proofs/kernel/function_witness.hpp"

#include <algorithm>
#include <optional>

#include "proofs/kernel/limits.hpp"
#include "proofs/kernel/lowering.hpp"
#include "proofs/kernel/normal_form.hpp"

namespace geq::proofs {

namespace {

/// What is seen of a function; affine is both.
struct Curvature {
  bool convex, concave;
  bool is_affine() const { return convex && concave; }
  Curvature turned() const { return {concave, convex}; }
};

bool has_argument(const Term& term) {
  return term.op() == Operator::bound || std::any_of(term.arguments().begin(), term.arguments().end(), has_argument);
}

std::optional<Rational> number_in(const Term& term) {
  return has_argument(term) ? std::nullopt : normal_form(term).constant();
}

Curvature curvature_of(const Term& term);

Curvature multiple(const Curvature& of, const Rational& factor) { return sign(factor) < 0 ? of.turned() : of; }

Curvature of_product(const std::vector<Term>& factors) {
  Rational factor = 1;
  const Term* function = nullptr;
  for (const Term& part : factors) {
    if (const auto number = number_in(part))
      factor = factor * *number;
    else if (function != nullptr)
      return {false, false};
    else
      function = &part;
  }
  return function == nullptr ? Curvature{true, true} : multiple(curvature_of(*function), factor);
}

Curvature of_power(const Term& base, const Term& exponent) {
  const auto number = number_in(exponent);
  const bool even = number && cln::denominator(*number) == 1 && cln::evenp(cln::numerator(*number)) && *number > 0;
  return {even && curvature_of(base).is_affine(), false};
}

Curvature curvature_of(const Term& term) {
  const std::vector<Term>& parts = term.arguments();
  const auto all = [&](bool Curvature::*kind) {
    return std::all_of(parts.begin(), parts.end(), [&](const Term& part) { return curvature_of(part).*kind; });
  };
  switch (term.op()) {
    case Operator::number:
      return {true, true};
    case Operator::bound: {
      const bool own = bound_index(term) == 0;
      return {own, own};
    }
    case Operator::sum:
      return {all(&Curvature::convex), all(&Curvature::concave)};
    case Operator::negation:
      return curvature_of(parts[0]).turned();
    case Operator::product:
      return of_product(parts);
    case Operator::quotient: {
      const auto divisor = number_in(parts[1]);
      if (!divisor || sign(*divisor) == 0) return {false, false};
      return multiple(curvature_of(parts[0]), *divisor);
    }
    case Operator::power:
      return of_power(parts[0], parts[1]);
    case Operator::abs:
      return {curvature_of(parts[0]).is_affine(), false};
    case Operator::max:
      return {all(&Curvature::convex), false};
    case Operator::min:
      return {false, all(&Curvature::concave)};
    default:
      return {false, false};
  }
}

Term body_at(const Term& body, const Term& argument) {
  if (body.size() > max_term_nodes / argument.size()) throw LimitExceeded("the values of a function are too large");
  return opened(body, {argument});
}

/// The values of these functions written out. Their bodies have no binders, so arguments keep the variables of theirs.
Term with_bodies(const Term& term, const std::vector<FunctionWitness>& functions) {
  if (term.arguments().empty()) return term;
  std::vector<Term> arguments;
  arguments.reserve(term.arguments().size());
  for (const Term& argument : term.arguments()) arguments.push_back(with_bodies(argument, functions));
  if (term.op() == Operator::value && arguments[0].op() == Operator::variable)
    for (const FunctionWitness& function : functions)
      if (function.name == arguments[0].name()) return body_at(function.body, arguments[1]);
  Term result = with_arguments(term, std::move(arguments));
  if (result.size() > max_term_nodes) throw LimitExceeded("the values of a function are too large");
  return result;
}

void write_out(Chain& chain, const std::vector<FunctionWitness>& functions) {
  // Of equations between sequences the sides stay sequences until they are said of an index, which they have here.
  for (Term& link : chain.links) link = with_bodies(lowered_number(link), functions);
}

}  // namespace

bool is_visibly_convex(const Term& body) { return curvature_of(body).convex; }
bool is_visibly_concave(const Term& body) { return curvature_of(body).concave; }

Result<Statement, Reason> with_functions(const Statement& statement, const std::vector<FunctionWitness>& functions) {
  const std::vector<DeclaredFunction> declared = functions_of(statement);
  if (declared.size() != functions.size()) return Reason::point_incomplete;
  Statement result = statement;
  for (const DeclaredFunction& function : declared) {
    const auto given = std::find_if(functions.begin(), functions.end(),
                                    [&](const FunctionWitness& witness) { return witness.name == function.name; });
    if (given == functions.end()) return Reason::point_incomplete;
    if (!(function.concave ? is_visibly_concave(given->body) : is_visibly_convex(given->body)))
      return Reason::not_convex;
    std::erase(result.variables, function.name);
  }
  std::erase_if(result.declarations, [](const Declaration& declaration) {
    return declaration.sort == Declaration::Sort::convex || declaration.sort == Declaration::Sort::concave;
  });
  for (Assumption& assumption : result.assumptions) write_out(assumption, functions);
  for (Chain& goal : result.goals) write_out(goal, functions);
  return result;
}

}  // namespace geq::proofs
