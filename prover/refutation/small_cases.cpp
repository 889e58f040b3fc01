// SPDX-License-Identifier: GPL-3.0-or-later
#include "prover/refutation/small_cases.hpp"

#include <algorithm>

#include "proofs/kernel/normal_form.hpp"

namespace geq::prover {

using proofs::Comparison;
using proofs::Operator;
using proofs::Relation;
using proofs::Statement;
using proofs::Term;

namespace {

constexpr long most_indices = 40;
constexpr std::size_t most_nodes = 20000;

/// Thrown and caught in this file: there is no such case.
struct NoCase {};

class Writer {
 public:
  explicit Writer(const IntegerValues& integers) : integers_(integers) {}

  const std::vector<std::string>& elements() const noexcept { return elements_; }

  Term value(const Term& term) {
    if (term.op() == Operator::variable) {
      const auto found = integers_.find(term.name());
      return found == integers_.end() ? term : Term::number(found->second);
    }
    if (term.op() == Operator::element) return element(term);
    if (proofs::is_range(term.op())) return over_range(term);
    if (term.op() == Operator::spectral) return spectral_norm(term);
    if (proofs::is_binder(term.op())) throw NoCase{};
    if (term.arguments().empty()) return term;
    std::vector<Term> arguments;
    for (const Term& argument : term.arguments()) arguments.push_back(value(argument));
    Term result = with_arguments(term, std::move(arguments));
    if (result.size() > most_nodes) throw NoCase{};
    return result;
  }

  /// The relation as relations without hypotheses for all indices.
  void relations(const Relation& relation, std::vector<Relation>& result) {
    const auto comparison = of_quantifier(relation.left.op());
    if (!comparison) {
      result.push_back({value(relation.left), relation.comparison, value(relation.right)});
      return;
    }
    for (const Term& body : bodies(relation.left)) relations({body, *comparison, Term::number(0)}, result);
  }

 private:
  static std::optional<Comparison> of_quantifier(Operator op) {
    switch (op) {
      case Operator::every_nonnegative:
        return Comparison::greater_equal;
      case Operator::every_positive:
        return Comparison::greater;
      case Operator::every_zero:
        return Comparison::equal;
      case Operator::every_nonzero:
        return Comparison::not_equal;
      default:
        return {};
    }
  }

  long integer(const Term& term) {
    const auto constant = proofs::normal_form(value(term)).constant();
    const auto result = constant ? proofs::integer_between(*constant, -1000, 1000) : std::nullopt;
    if (!result) throw NoCase{};
    return *result;
  }

  Term element(const Term& term) {
    const Term sequence =
        term.arguments()[0].op() == Operator::element ? element(term.arguments()[0]) : term.arguments()[0];
    std::string name = sequence.name() + "(" + std::to_string(integer(term.arguments()[1])) + ")";
    Term result = Term::variable(std::move(name));
    if (std::find(elements_.begin(), elements_.end(), result.name()) == elements_.end())
      elements_.push_back(result.name());
    return result;
  }

  /// What stands under the binder, for one index after another.
  std::vector<Term> bodies(const Term& term) {
    const long first = integer(term.arguments()[0]);
    const long last = integer(term.arguments()[1]);
    if (last - first > most_indices) throw NoCase{};
    std::vector<Term> result;
    for (long i = first; i <= last; ++i) result.push_back(opened(term.arguments()[2], {Term::number(i)}));
    return result;
  }

  /// With at most two rows, or columns: the root of the greater eigenvalue of A A^T, or A^T A.
  Term spectral_norm(const Term& term) {
    if (!has_elements(term)) throw NoCase{};
    const long rows = integer(term.arguments()[0]);
    const long columns = integer(term.arguments()[1]);
    const Term& body = term.arguments()[2].arguments()[0].arguments()[0];
    const bool flat = rows <= columns;
    const long height = std::min(rows, columns);
    const long width = std::max(rows, columns);
    if (height < 1) return Term::number(0);
    if (height > 2 || width > most_indices) throw NoCase{};
    const auto at = [&](long i, long j) {
      return value(opened(body, flat ? std::vector<Term>{Term::number(j), Term::number(i)}
                                     : std::vector<Term>{Term::number(i), Term::number(j)}));
    };
    const auto product = [&](long i, long k) {
      std::vector<Term> terms;
      for (long j = 1; j <= width; ++j) terms.push_back(Term::apply(Operator::product, {at(i, j), at(k, j)}));
      return width == 1 ? terms.front() : Term::apply(Operator::sum, std::move(terms));
    };
    const auto root = [](Term radicand) { return Term::apply(Operator::root, {Term::number(2), std::move(radicand)}); };
    const auto square = [](Term base) { return Term::apply(Operator::power, {std::move(base), Term::number(2)}); };
    const Term p = product(1, 1);
    if (height == 1) return root(p);
    const Term q = product(2, 2);
    const Term difference = Term::apply(Operator::sum, {p, Term::apply(Operator::negation, {q})});
    const Term cross = Term::apply(Operator::product, {Term::number(4), square(product(1, 2))});
    const Term radical = root(Term::apply(Operator::sum, {square(difference), cross}));
    return root(Term::apply(Operator::quotient, {Term::apply(Operator::sum, {p, q, radical}), Term::number(2)}));
  }

  Term over_range(const Term& term) {
    std::vector<Term> values;
    for (const Term& body : bodies(term)) values.push_back(value(body));
    const bool extremum = term.op() == Operator::max_over || term.op() == Operator::min_over;
    if (of_quantifier(term.op()) || (extremum && values.empty())) throw NoCase{};
    if (values.empty()) return Term::number(term.op() == Operator::sum_over ? 0 : 1);
    if (values.size() == 1) return values.front();
    return Term::apply(term.op() == Operator::sum_over       ? Operator::sum
                       : term.op() == Operator::product_over ? Operator::product
                       : term.op() == Operator::max_over     ? Operator::max
                                                             : Operator::min,
                       std::move(values));
  }

  const IntegerValues& integers_;
  std::vector<std::string> elements_;
};

/// Whether the relation holds, if both sides are numbers.
std::optional<bool> truth(const Relation& relation) {
  const auto left = proofs::normal_form(relation.left).constant();
  const auto right = proofs::normal_form(relation.right).constant();
  if (!left || !right) return {};
  switch (relation.comparison) {
    case Comparison::greater_equal:
      return *left >= *right;
    case Comparison::greater:
      return *left > *right;
    case Comparison::less_equal:
      return *left <= *right;
    case Comparison::less:
      return *left < *right;
    case Comparison::equal:
      return *left == *right;
    case Comparison::not_equal:
      return *left != *right;
  }
  return {};
}

/// A bound of one variable becomes its domain; anything else is an assumption.
void assume(const Relation& relation, Statement& statement, std::vector<std::string>& declared) {
  const bool is_bound =
      relation.left.op() == Operator::variable && relation.right.op() == Operator::number &&
      (relation.comparison == Comparison::greater || relation.comparison == Comparison::greater_equal);
  if (is_bound && std::find(declared.begin(), declared.end(), relation.left.name()) == declared.end()) {
    declared.push_back(relation.left.name());
    statement.declarations.push_back(
        {proofs::Declaration::Kind::compared, {declared.back()}, relation.comparison, {{relation.right, false}}});
    return;
  }
  proofs::Assumption assumption;
  assumption.links = {relation.left, relation.right};
  assumption.comparisons = {relation.comparison};
  statement.assumptions.push_back(std::move(assumption));
}

}  // namespace

std::vector<std::string> integer_variables(const Statement& statement) {
  std::vector<std::string> result;
  for (const proofs::Declaration& declaration : statement.declarations)
    for (const std::string& name : declaration.names)
      if (declaration.sort == proofs::Declaration::Sort::integer && lengths_of(statement, name).empty())
        result.push_back(name);
  return result;
}

std::string element_name(std::string variable) {
  std::replace(variable.begin(), variable.end(), '(', '[');
  std::replace(variable.begin(), variable.end(), ')', ']');
  return variable;
}

std::optional<Statement> written_out(const Statement& statement, const IntegerValues& integers) {
  try {
    Writer writer(integers);
    std::vector<Relation> assumed, claimed;
    for (const Relation& relation : hypotheses(statement)) writer.relations(relation, assumed);
    for (const Relation& relation : goals(statement)) writer.relations(relation, claimed);
    Statement result;
    std::vector<std::string> declared;
    for (const Relation& relation : assumed) {
      const auto known = truth(relation);
      if (known && !*known) return {};
      if (!known) assume(relation, result, declared);
    }
    for (const Relation& relation : claimed)
      result.goals.push_back({{relation.left, relation.right}, {relation.comparison}});
    for (const std::string& name : statement.variables)
      if (!integers.contains(name) && lengths_of(statement, name).empty()) result.variables.push_back(name);
    result.variables.insert(result.variables.end(), writer.elements().begin(), writer.elements().end());
    return result;
  } catch (const NoCase&) {
    return {};
  }
}

}  // namespace geq::prover
