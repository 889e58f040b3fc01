// SPDX-License-Identifier: GPL-3.0-or-later
#include "prover/refutation/concrete_cases.hpp"

#include <algorithm>

#include "prover/refutation/small_cases.hpp"
#include "prover/refuter.hpp"

namespace geq::prover {

using proofs::Rational;

namespace {

constexpr std::size_t most_small_cases = 64;
constexpr std::size_t most_elements = 100;
constexpr std::size_t few_evaluations = 60;  // of statements with many elements

/// Every choice of a value for each name.
std::vector<IntegerValues> combinations(const std::vector<std::string>& names, const std::vector<long>& values) {
  std::vector<IntegerValues> result{{}};
  for (std::size_t k = 0; k < names.size() && k < 12; ++k) {
    std::vector<IntegerValues> longer;
    for (const IntegerValues& chosen : result)
      for (const long value : values) {
        longer.push_back(chosen);
        longer.back()[names[k]] = value;
      }
    result = std::move(longer);
  }
  return result;
}

/// How many indices an element has: 0 without sequences, 2 with matrices.
std::size_t most_indices(const proofs::Statement& statement) {
  std::size_t most = 0;
  for (const std::string& name : statement.variables) most = std::max(most, lengths_of(statement, name).size());
  return most;
}

/// The values from 0 to 3 for every integer (1 and 2 for more than five of them, up to 7 for two that are no lengths),
/// the smallest first.
std::vector<IntegerValues> small_integers(const proofs::Statement& statement) {
  const std::vector<std::string> names = integer_variables(statement);
  std::vector<long> values{0, 1, 2, 3};
  if (names.size() > 5) values = {1, 2};
  if (names.size() == 2 && most_indices(statement) == 0) values.insert(values.end(), {4, 5, 6, 7});
  std::vector<IntegerValues> result = combinations(names, values);
  const auto greatest_and_sum = [](const IntegerValues& chosen) {
    std::pair<long, long> key{0, 0};
    for (const auto& [name, value] : chosen) key = {std::max<long>(key.first, value), key.second + value};
    return key;
  };
  std::stable_sort(result.begin(), result.end(), [&](const IntegerValues& one, const IntegerValues& other) {
    return greatest_and_sum(one) < greatest_and_sum(other);
  });
  return result;
}

/// Of statements about sequences: wrong constants are often right for few elements. Both integers equal, or one of them
/// equal to 1 or 2.
std::vector<IntegerValues> larger_integers(const proofs::Statement& statement) {
  const std::vector<std::string> names = integer_variables(statement);
  const std::size_t indices = most_indices(statement);
  if (indices == 0 || names.size() > 2) return {};
  std::vector<IntegerValues> result;
  for (const long value : {4L, 5L, 6L, 8L, 10L, 16L, 30L, 60L, 100L}) {
    if (indices > 1 && value > 6) break;
    result.push_back(combinations(names, {value}).front());
    for (const long others : {1L, 2L})
      for (std::size_t k = 0; names.size() > 1 && k < names.size(); ++k) {
        result.push_back(combinations(names, {others}).front());
        result.back()[names[k]] = value;
      }
  }
  return result;
}

/// A counterexample to the statement with these integers is one to the statement.
void look_at(const IntegerValues& integers, const proofs::Statement& statement, std::size_t evaluations, unsigned seed,
             Search& search) {
  Search inner(statement, search.settings());
  look_for_counterexample(inner, evaluations, seed);
  if (inner.has_point()) search.saw_point();
  if (!inner.refutation()) return;
  proofs::Refutation found = *inner.refutation();
  for (auto& [name, value] : found.point) name = element_name(name);
  for (auto& [name, value] : found.in_root) name = element_name(name);
  for (const auto& [name, value] : integers) found.point.emplace_back(name, Rational(value));
  if (proofs::check(search.statement(), found)) search.found(std::move(found));
}

}  // namespace

void look_at_small_integers(Search& search, std::size_t evaluations, unsigned seed) {
  const std::vector<IntegerValues> small = small_integers(search.statement());
  const std::size_t share = std::max<std::size_t>(evaluations / std::min(small.size(), most_small_cases), 100);
  std::size_t cases = 0;
  const auto look = [&](const IntegerValues& integers, std::size_t share_of_this) {
    if (search.is_over() || cases == most_small_cases) return;
    const auto statement = written_out(search.statement(), integers);
    if (!statement || !is_elementary(*statement) || statement->variables.size() > most_elements) return;
    ++cases;
    look_at(integers, *statement, share_of_this, seed, search);
  };
  for (const IntegerValues& integers : small) look(integers, share);
  for (const IntegerValues& integers : larger_integers(search.statement()))
    look(integers, std::min(share, few_evaluations));
}

namespace {

/// Simple convex functions of the variable of a binder, or their negatives.
std::vector<proofs::Term> simple_functions(bool concave) {
  using proofs::Operator;
  using proofs::Term;
  const auto apply = [](Operator op, std::vector<Term> arguments) { return Term::apply(op, std::move(arguments)); };
  const Term t = Term::bound(0);
  const Term zero = Term::number(0);
  const Term negative = apply(Operator::negation, {t});
  const Term square = apply(Operator::power, {t, Term::number(2)});
  if (!concave)
    return {square,
            t,
            negative,
            apply(Operator::abs, {t}),
            apply(Operator::max, {zero, t}),
            apply(Operator::max, {zero, negative}),
            zero,
            Term::number(1),
            Term::number(-1)};
  return {apply(Operator::negation, {square}),
          t,
          negative,
          apply(Operator::negation, {apply(Operator::abs, {t})}),
          apply(Operator::min, {zero, t}),
          apply(Operator::min, {zero, negative}),
          zero,
          Term::number(-1),
          Term::number(1)};
}

}  // namespace

void look_at_simple_functions(Search& search, std::size_t evaluations, unsigned seed) {
  std::vector<std::vector<proofs::FunctionWitness>> choices{{}};
  for (const proofs::DeclaredFunction& function : functions_of(search.statement())) {
    std::vector<std::vector<proofs::FunctionWitness>> longer;
    for (const proofs::Term& body : simple_functions(function.concave))
      for (const auto& choice : choices) {
        if (longer.size() == most_small_cases) break;
        longer.push_back(choice);
        longer.back().push_back({function.name, body});
      }
    choices = std::move(longer);
  }
  for (const auto& functions : choices) {
    if (search.is_over()) return;
    const auto statement = with_functions(search.statement(), functions);
    if (!statement) continue;
    Search inner(statement.value(), search.settings());
    look_for_counterexample(inner, std::max<std::size_t>(evaluations / choices.size(), 100), seed);
    if (inner.has_point()) search.saw_point();
    if (!inner.refutation()) continue;
    proofs::Refutation found = *inner.refutation();
    found.functions = functions;
    if (proofs::check(search.statement(), found)) search.found(std::move(found));
  }
}

}  // namespace geq::prover
