// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>

#include "proofs/kernel/derivative.hpp"
#include "proofs/kernel/limits.hpp"
#include "prover/guess.hpp"
#include "prover/reductions/derivation.hpp"
#include "prover/reductions/functions.hpp"
#include "prover/strategies/elementary.hpp"
#include "prover/strategies/root_multipliers.hpp"
#include "prover/strategies/strategies.hpp"

namespace geq::prover {

using proofs::Atom;
using proofs::ExactPolynomial;
using proofs::Fact;
using proofs::Monotone;
using proofs::Operator;
using proofs::Sequent;
using proofs::Sign;

namespace {

constexpr std::size_t greatest_depth = 3, most_goals = 40;

bool is_elementary(const Atom& atom) {
  return atom.op() != Operator::quotient && atom.op() != Operator::root && atom.op() != Operator::abs &&
         atom.op() != Operator::min && atom.op() != Operator::max && !proofs::is_binder(atom.op());
}

bool has_elementary(const ExactPolynomial& polynomial) {
  const std::vector<Atom> found = functions_in(polynomial);
  return std::any_of(found.begin(), found.end(), is_elementary) &&
         std::none_of(found.begin(), found.end(), [](const Atom& atom) { return proofs::is_binder(atom.op()); });
}

/// The variable's bound that the fact is, if it is linear in the variable.
std::optional<Monotone> from_bound(const Fact& fact, const std::string& name) {
  if (fact.sign != Sign::nonnegative && fact.sign != Sign::positive) return {};
  const auto c = coefficients_in(Atom::variable(name), fact.polynomial);
  const auto number = c.size() == 2 ? c[1].constant() : std::nullopt;
  if (!number || variables(c[0]).contains(name)) return {};
  return Monotone{name, ExactPolynomial(-1 / *number) * c[0], proofs::sign(*number) > 0, false};
}

class MonotoneSearch {
 public:
  MonotoneSearch(const Origin& origin, Search& search) : origin_(origin.sufficient()), search_(search) {}

  /// By a variable and one of its bounds, from which the goal does not seem to fall.
  std::optional<Steps> by_a_variable(const Sequent& sequent, std::size_t depth) {
    if (depth > greatest_depth || !has_elementary(sequent.goal.polynomial)) return {};
    if (sequent.goal.sign != Sign::nonnegative && sequent.goal.sign != Sign::positive) return {};
    const SamplePoints samples = samples_of(sequent);
    if (samples.points().empty() || samples.is_negative_somewhere(sequent.goal.polynomial)) return {};
    for (const std::string& name : variables(sequent.goal.polynomial)) {
      const auto slope = proofs::derivative(sequent.goal.polynomial, name);
      if (!slope) continue;
      for (const Fact& fact : sequent.facts) {
        const auto step = from_bound(fact, name);
        if (!step || samples.is_negative_somewhere(step->above ? slope->value : -slope->value)) continue;
        const Derivation way = with_facts_there(sequent, *step);
        for (const bool strict : {false, true})
          if (!strict || sequent.goal.sign == Sign::positive)
            if (auto steps = after(Monotone{name, step->from, step->above, strict}, way.sequent, depth))
              return way.followed_by(*steps);
      }
    }
    return {};
  }

 private:
  /// Where arctan(x) <= arctan(y) and x >= y only x = y is left, which no sample meets: facts with functions, of which
  /// the rule makes no use, do not count then.
  static SamplePoints samples_of(const Sequent& sequent) {
    SamplePoints samples(sequent);
    if (!samples.points().empty()) return samples;
    Sequent others = sequent;
    std::erase_if(others.facts, [](const Fact& fact) { return has_elementary(fact.polynomial); });
    return SamplePoints(others);
  }

  /// Adds that the other bounds of the variable hold where it is at this one: else they are not known on the way.
  Derivation with_facts_there(const Sequent& sequent, const Monotone& step) {
    Derivation way(sequent, origin_);
    for (const Fact& fact : sequent.facts) {
      if (!from_bound(fact, step.variable)) continue;
      const Fact there{proofs::substitute(fact.polynomial, {{step.variable, step.from}}), Sign::nonnegative};
      if (is_visible(there, way.sequent.facts)) continue;
      if (const auto proof =
              combination_of_facts({sequent.variables, sequent.facts, there}, origin_, Effort::small(), search_))
        way.have(there, *proof);
    }
    return way;
  }

  std::optional<Steps> after(const proofs::Step& step, const Sequent& sequent, std::size_t depth) {
    const auto remaining = proofs::apply(step, sequent);
    if (!remaining) return {};
    Steps result{step};
    for (const Sequent& part : remaining.value()) {
      const auto steps = closed(part, depth + 1);
      if (!steps) return {};
      result.insert(result.end(), steps->begin(), steps->end());
    }
    return result;
  }

  std::optional<Steps> closed(const Sequent& sequent, std::size_t depth) {
    if (++goals_ > most_goals || search_.is_over()) return {};
    if (is_visible(sequent.goal, sequent.facts)) return Steps{proofs::Visible{}};
    if (const auto divided = division_by_common_factor(sequent)) return after(*divided, sequent, depth);
    if (variables(sequent.goal.polynomial).empty())
      if (auto steps = sign_of_constant(sequent, origin_, Effort::small(), search_)) return steps;
    if (auto steps = by_a_variable(sequent, depth)) return steps;
    return prove_guess(sequent, origin_, Effort::small(), search_);
  }

  Origin origin_;
  Search& search_;
  std::size_t goals_ = 0;
};

/// The place of a fact x != y on variables of the goal, if nothing says which of them is greater.
std::optional<std::size_t> variables_apart(const Sequent& sequent) {
  const std::set<std::string> names = variables(sequent.goal.polynomial);
  for (std::size_t i = 0; i < sequent.facts.size(); ++i) {
    const ExactPolynomial& difference = sequent.facts[i].polynomial;
    if (sequent.facts[i].sign != Sign::nonzero || difference.terms().size() != 2) continue;
    const auto& [first, second] = std::pair(*difference.terms().begin(), *difference.terms().rbegin());
    const std::set<std::string> both = variables(difference);
    const bool known = is_visible({difference, Sign::nonnegative}, sequent.facts) ||
                       is_visible({-difference, Sign::nonnegative}, sequent.facts);
    if (!known && first.second == -second.second && both.size() == 2 && degree(first.first) == 1 &&
        degree(second.first) == 1 && functions_in(difference).empty() &&
        std::includes(names.begin(), names.end(), both.begin(), both.end()))
      return i;
  }
  return {};
}

/// x > y or y > x.
std::optional<Steps> on_both_sides(std::size_t apart, const Sequent& sequent, const Origin& origin, Effort effort,
                                   Search& search) {
  const proofs::Cases step{sequent.facts[apart].polynomial};
  const auto parts = proofs::apply(step, sequent);
  if (!parts) return {};
  Steps result{step};
  for (const Sequent& part : parts.value()) {
    Derivation way(part, origin);
    if (!way.have({part.facts.back().polynomial, Sign::positive}, Steps{}) || !way.then(proofs::Forget{{apart}}))
      return {};
    const auto steps = prove(way.sequent, way.origin, effort, search);
    if (!steps) return {};
    const Steps all = way.followed_by(*steps);
    result.insert(result.end(), all.begin(), all.end());
  }
  return result;
}

}  // namespace

bool compares_values(const Sequent& sequent) {
  if (!has_elementary(sequent.goal.polynomial)) return false;
  if (variables_apart(sequent)) return true;
  for (const std::string& name : variables(sequent.goal.polynomial))
    for (const Fact& fact : sequent.facts)
      if (const auto bound = from_bound(fact, name); bound && !variables(bound->from).empty())
        if (proofs::substitute(sequent.goal.polynomial, {{name, bound->from}}).is_zero()) return true;
  return false;
}

bool compares_powers(const Sequent& sequent) {
  const auto& terms = sequent.goal.polynomial.terms();
  return terms.size() == 2 && std::all_of(terms.begin(), terms.end(), [](const auto& term) {
           return std::any_of(term.first.begin(), term.first.end(),
                              [](const auto& factor) { return factor.first.op() == Operator::power; });
         });
}

std::optional<Steps> monotone_in_a_variable(const Sequent& sequent, const Origin& origin, Effort effort,
                                            Search& search) {
  if (variables(sequent.goal.polynomial).size() < 2) return {};
  if (!effort.persistent && !compares_values(sequent)) return {};
  if (has_elementary(sequent.goal.polynomial))
    if (const auto apart = variables_apart(sequent)) return on_both_sides(*apart, sequent, origin, effort, search);
  try {
    return MonotoneSearch(origin, search).by_a_variable(sequent, 0);
  } catch (const proofs::LimitExceeded&) {
    return {};
  }
}

}  // namespace geq::prover
