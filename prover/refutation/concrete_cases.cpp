// SPDX-License-Identifier: GPL-3.0-or-later
#include "prover/refutation/concrete_cases.hpp"

#include <algorithm>

#include "prover/refutation/small_cases.hpp"
#include "prover/refuter.hpp"

namespace geq::prover {

using proofs::Rational;

namespace {

constexpr std::size_t most_small_cases = 64;

/// The values from 0 to 3 for every integer (1 and 2 for more than five of them), the smallest first.
std::vector<IntegerValues> small_integers(const proofs::Statement& statement) {
  const std::vector<std::string> names = integer_variables(statement);
  const bool many = names.size() > 5;
  std::vector<IntegerValues> result{{}};
  for (std::size_t k = 0; k < names.size() && k < 12; ++k) {
    std::vector<IntegerValues> longer;
    for (const IntegerValues& values : result)
      for (long value = many ? 1 : 0; value <= (many ? 2 : 3); ++value) {
        longer.push_back(values);
        longer.back()[names[k]] = value;
      }
    result = std::move(longer);
  }
  const auto greatest_and_sum = [](const IntegerValues& values) {
    std::pair<long, long> key{0, 0};
    for (const auto& [name, value] : values) key = {std::max<long>(key.first, value), key.second + value};
    return key;
  };
  std::stable_sort(result.begin(), result.end(), [&](const IntegerValues& one, const IntegerValues& other) {
    return greatest_and_sum(one) < greatest_and_sum(other);
  });
  return result;
}

}  // namespace

void look_at_small_integers(Search& search, std::size_t evaluations, unsigned seed) {
  const std::vector<IntegerValues> choices = small_integers(search.statement());
  const std::size_t share = evaluations / std::min(choices.size(), most_small_cases);
  std::size_t cases = 0;
  for (const IntegerValues& integers : choices) {
    if (search.is_over() || cases == most_small_cases) return;
    const auto statement = written_out(search.statement(), integers);
    if (!statement || !is_elementary(*statement)) continue;
    ++cases;
    Search inner(*statement, search.settings());
    look_for_counterexample(inner, std::max<std::size_t>(share, 100), seed);
    if (inner.has_point()) search.saw_point();
    if (!inner.refutation()) continue;
    proofs::Refutation found = *inner.refutation();
    for (auto& [name, value] : found.point) name = element_name(name);
    for (auto& [name, value] : found.in_root) name = element_name(name);
    for (const auto& [name, value] : integers) found.point.emplace_back(name, Rational(value));
    if (proofs::check(search.statement(), found)) search.found(std::move(found));
  }
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
