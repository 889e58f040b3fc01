// SPDX-License-Identifier: GPL-3.0-or-later
#include "prover/symbolic/any_length.hpp"

#include <algorithm>
#include <set>
#include <vector>

#include "prover/analysis/disproof.hpp"
#include "prover/defined_powers.hpp"
#include "prover/refuter.hpp"

namespace geq::prover {

using proofs::Operator;
using proofs::Rational;
using proofs::Statement;
using proofs::Term;

namespace {

constexpr std::size_t few_evaluations = 5000;
constexpr int share_of_time = 6;

/// A statement of which another one is the case that a new variable, an integer, is a number.
struct LongerStatement {
  Statement statement;
  std::string variable;
  Rational length;
};

/// Where a number is taken for the length, besides the ends of ranges.
struct Places {
  bool elsewhere;  ///< in other terms
  bool before;     ///< and the number before it, for the length less 1
};

class Lengthening {
 public:
  Lengthening(const Rational& length, Term variable, Places places)
      : length_(length), variable_(std::move(variable)), places_(places) {}

  Term end(const Term& term) const { return is_length(term) ? variable_ : inside(term); }

  Term inside(const Term& written) const {
    const Term term = folded(written);
    if (term.op() == Operator::number) return places_.elsewhere ? numeral(term.value()) : term;
    std::vector<Term> arguments = term.arguments();
    for (std::size_t i = 0; i < arguments.size(); ++i)
      if (is_end(term, i))
        arguments[i] = end(arguments[i]);
      else if (!stays(term, i))
        arguments[i] = inside(arguments[i]);
    return arguments.empty() ? term : with_arguments(term, std::move(arguments));
  }

  void apply(proofs::Chain& chain) const {
    for (Term& link : chain.links) link = inside(link);
  }

 private:
  bool is_length(const Term& term) const { return term.op() == Operator::number && term.value() == length_; }

  static bool is_end(const Term& term, std::size_t argument) {
    return (proofs::is_range(term.op()) && argument == 1) || (term.op() == Operator::whole && argument > 0) ||
           (term.op() == Operator::spectral && argument < 2);
  }

  /// Numbers that are no values: which binder is meant, which root, which element, and powers.
  static bool stays(const Term& term, std::size_t argument) {
    switch (term.op()) {
      case Operator::bound:
        return true;
      case Operator::root:
        return argument == 0;
      case Operator::element:
      case Operator::power:
        return argument == 1 && term.arguments()[1].op() == Operator::number &&
               cln::denominator(term.arguments()[1].value()) == 1;
      default:
        return false;
    }
  }

  /// Neighbouring arguments that differ in the indices of elements, 1, 2, ... up to the length, as one over a range.
  Term folded(const Term& term) const {
    const auto over = term.op() == Operator::sum       ? std::optional(Operator::sum_over)
                      : term.op() == Operator::product ? std::optional(Operator::product_over)
                      : term.op() == Operator::max     ? std::optional(Operator::max_over)
                      : term.op() == Operator::min     ? std::optional(Operator::min_over)
                                                       : std::nullopt;
    if (!over || !is_closed(term)) return term;
    std::vector<Term> parts = term.arguments();
    for (std::size_t i = 0; i < parts.size(); ++i) {
      const Term body = with_index(parts[i], 0);
      std::size_t count = 0;
      while (i + count < parts.size() && opened(body, {Term::number(Rational(count + 1))}) == parts[i + count]) ++count;
      if (count < 2 || Rational(count) != length_) continue;
      parts[i] = Term::bind(*over, "i", {Term::number(1), Term::number(length_), body});
      parts.erase(parts.begin() + static_cast<std::ptrdiff_t>(i) + 1,
                  parts.begin() + static_cast<std::ptrdiff_t>(i + count));
    }
    return parts.size() == 1 ? parts.front() : with_arguments(term, std::move(parts));
  }

  /// First elements become those at the variable of the binder around so many others.
  static Term with_index(const Term& term, std::size_t outside) {
    if (term.arguments().empty() || term.op() == Operator::bound) return term;
    std::vector<Term> arguments = term.arguments();
    for (Term& argument : arguments)
      argument =
          with_index(argument, outside + (proofs::is_binder(term.op()) && &argument == &arguments.back() ? 1 : 0));
    if (term.op() == Operator::element && term.arguments()[1] == Term::number(1)) arguments[1] = Term::bound(outside);
    return with_arguments(term, std::move(arguments));
  }

  Term numeral(const Rational& value) const {
    const Rational up(cln::numerator(value)), down(cln::denominator(value));
    const auto factor = [&](const Rational& number) -> std::optional<Term> {
      if (number == length_) return variable_;
      if (number == length_ * length_) return Term::apply(Operator::power, {variable_, Term::number(2)});
      if (places_.before && number > 1 && number == length_ - 1)
        return Term::apply(Operator::sum, {variable_, Term::number(-1)});
      return {};
    };
    const auto above = factor(up), below = factor(down);
    if (!above && !below) return Term::number(value);
    if (!below && down == 1) return *above;
    return Term::apply(Operator::quotient, {above.value_or(Term::number(up)), below.value_or(Term::number(down))});
  }

  Rational length_;
  Term variable_;
  Places places_;
};

/// The first length that is a number, and greater than 1.
std::optional<Rational> some_length(const Statement& statement) {
  std::optional<Rational> found;
  const auto look = [&](const std::vector<Term>& lengths) {
    for (const Term& length : lengths)
      if (!found && length.op() == Operator::number && length.value() > 1) found = length.value();
  };
  for (const proofs::Declaration& declaration : statement.declarations) {
    for (const std::vector<Term>& lengths : declaration.lengths) look(lengths);
    look(declaration.sizes);
  }
  return found;
}

/// Of an element that is written in the term.
Rational greatest_index(const Term& term) {
  Rational greatest(1);
  if (term.op() == Operator::element && term.arguments()[1].op() == Operator::number)
    greatest = term.arguments()[1].value();
  for (const Term& argument : term.arguments()) greatest = std::max(greatest, greatest_index(argument));
  return greatest;
}

bool has_analysis(const Term& term) {
  return (term.op() >= Operator::integral && term.op() <= Operator::sequence) ||
         std::any_of(term.arguments().begin(), term.arguments().end(), has_analysis);
}

/// The terms of the goals and assumptions.
std::vector<Term> terms_of(const Statement& statement) {
  std::vector<Term> terms;
  for (const proofs::Chain& goal : statement.goals) terms.insert(terms.end(), goal.links.begin(), goal.links.end());
  for (const proofs::Assumption& assumption : statement.assumptions)
    terms.insert(terms.end(), assumption.links.begin(), assumption.links.end());
  return terms;
}

LongerStatement lengthened(const Statement& statement, const Rational& length, const std::string& name, Places places) {
  const Lengthening lengthening(length, Term::variable(name), places);
  Statement result = statement;
  for (proofs::Declaration& declaration : result.declarations) {
    for (std::vector<Term>& lengths : declaration.lengths)
      for (Term& one : lengths) one = lengthening.end(one);
    for (Term& size : declaration.sizes) size = lengthening.end(size);
  }
  for (proofs::Assumption& assumption : result.assumptions) {
    lengthening.apply(assumption);
    for (proofs::Range& range : assumption.ranges) {
      range.lower = lengthening.inside(range.lower);
      range.upper = range.real ? lengthening.inside(range.upper) : lengthening.end(range.upper);
    }
  }
  for (proofs::Chain& goal : result.goals) lengthening.apply(goal);
  Rational least(1);
  for (const Term& term : terms_of(result)) least = std::max(least, greatest_index(term));
  proofs::Declaration integer{
      proofs::Declaration::Kind::compared, {name}, proofs::Comparison::greater_equal, {{Term::number(least), false}}};
  integer.sort = proofs::Declaration::Sort::integer;
  result.declarations.insert(result.declarations.begin(), std::move(integer));
  result.variables.insert(result.variables.begin(), name);
  return {std::move(result), name, length};
}

/// With a variable for the length of a declared sequence or vector, in all ranges of that length; perhaps also where
/// else the number stands, or its square, or the number before it. Some are false. None without such a length.
std::vector<LongerStatement> for_any_length(const Statement& statement) {
  const auto length = some_length(statement);
  const std::vector<Term> terms = terms_of(statement);
  if (!length || std::any_of(terms.begin(), terms.end(), has_analysis)) return {};
  std::set<std::string> taken(statement.variables.begin(), statement.variables.end());
  for (const proofs::Assumption& assumption : statement.assumptions)
    for (const proofs::Range& range : assumption.ranges) taken.insert(range.index);
  std::string name = "n";
  while (taken.contains(name)) name += 'n';
  std::vector<LongerStatement> result;
  for (const Places places : {Places{false, false}, Places{true, false}, Places{true, true}}) {
    LongerStatement one = lengthened(statement, *length, name, places);
    const auto is_same = [&](const LongerStatement& other) { return other.statement == one.statement; };
    if (std::none_of(result.begin(), result.end(), is_same)) result.push_back(std::move(one));
  }
  return result;
}

/// True of few elements and simple values, as far as one sees.
bool is_likely(const Statement& statement, const Settings& settings) {
  Search search(statement, settings);
  look_for_counterexample(search, few_evaluations, 0);
  return !search.is_over() && !disprove(search, Points::likely);
}

/// The step leaves what the other statement supposes, in the case in hand, and its goal.
std::optional<Steps> proved_after(const proofs::Generalise& step, const proofs::Sequent& sequent, const Origin& origin,
                                  Effort effort, Search& search) {
  const auto remaining = proofs::apply(proofs::Step(step), sequent);
  if (!remaining) return {};
  Steps steps{step};
  for (const proofs::Sequent& part : remaining.value()) {
    auto proof = prove_for_each_index(part, origin, search);
    if (!proof) proof = prove(part, origin, effort, search);
    if (!proof) return {};
    steps.insert(steps.end(), proof->begin(), proof->end());
  }
  return steps;
}

}  // namespace

std::optional<Steps> any_length(const proofs::Sequent& sequent, const Origin& origin, Effort effort, Search& search) {
  if (!search.is_at_start()) return {};
  Settings settings = search.settings();
  settings.timeout /= share_of_time;
  for (LongerStatement longer : for_any_length(search.statement())) {
    Term& least = longer.statement.declarations.front().bounds.front().value;
    bool likely = is_likely(longer.statement, settings);
    for (const Rational& later : {Rational(2), longer.length}) {
      if (likely || later <= least.value()) continue;
      least = Term::number(later);
      likely = is_likely(longer.statement, settings);
    }
    if (!likely) continue;
    const auto read = sequents_of(longer.statement);
    if (!read) continue;
    Search wider(longer.statement, settings);
    for (const proofs::Sequent& general : read.value()) {
      const proofs::ExactPolynomial length(longer.length);
      auto steps = proved_after({longer.variable, length, general.facts, general.goal}, sequent, origin.sufficient(),
                                effort, wider);
      if (steps) {
        search.count_cones(wider.cones());
        return steps;
      }
      if (search.is_over()) return {};
    }
  }
  return {};
}

}  // namespace geq::prover
