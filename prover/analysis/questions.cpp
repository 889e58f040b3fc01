// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>

#include "proofs/kernel/binders.hpp"
#include "prover/analysis/analysis.hpp"
#include "prover/analysis/domination.hpp"
#include "prover/analysis/side_conditions.hpp"
#include "prover/analysis/undominated.hpp"

namespace geq::prover {

using proofs::ExactPolynomial;
using proofs::Fact;
using proofs::Operator;
using proofs::Rational;
using proofs::Sequent;
using proofs::Sign;

std::optional<Steps> Analysis::dominator(const Sequent& sequent, const proofs::OverInterval& of) {
  SideChain chain = started(sequent);
  const std::string variable = chain.fresh("x");
  for (const ExactPolynomial& bound : dominators_of(of, variable, "#n")) {
    if (search_.is_over()) return {};
    SideChain attempt = chain;
    const ExactPolynomial integral = atom_over(Operator::integral, {of.interval, proofs::closed(bound, variable)});
    if (!find_value(attempt, integral)) continue;
    const std::string index = attempt.fresh("n");
    if (attempt.then(proofs::Dominator{attempt.fresh("x"), index, sequent.goal.polynomial, integral}))
      return attempt.finish();
  }
  return {};
}

std::optional<Steps> Analysis::not_dominated(const Sequent& sequent) {
  SideChain chain = started(sequent);
  const auto questions = analysis_atoms(Operator::dominated, sequent);
  if (questions.size() != 1 || sequent.goal.sign != Sign::positive) return {};
  if (auto steps = by_supremum(chain, questions.front())) return steps;
  if (!chain.then(proofs::Exchange{chain.fresh("x"), chain.fresh("n"), questions.front()})) return {};
  const std::size_t exchanged = chain.sequent().facts.size() - 1;
  const Sequent equation{{}, {}, chain.sequent().facts[exchanged]};
  const auto limits = analysis_atoms(Operator::limit, equation);
  const auto integrals = analysis_atoms(Operator::integral, equation);
  if (limits.size() != 1 || integrals.size() != 1) return {};
  if (!find_limit(chain, limits.front()) || !find_value(chain, integrals.front())) return {};
  const std::size_t limit = *value_of(chain.sequent(), limits.front());
  const std::size_t integral = *value_of(chain.sequent(), integrals.front());
  const ExactPolynomial difference = (limits.front() - chain.sequent().facts[limit].polynomial) -
                                     (integrals.front() - chain.sequent().facts[integral].polynomial);
  for (const bool greater : {true, false}) {
    SideChain attempt = chain;
    const std::size_t compared = chain.sequent().facts.size();
    if (!attempt.then(proofs::Have{{greater ? difference : -difference, Sign::positive}})) continue;
    const ExactPolynomial one(greater ? Rational(1) : Rational(-1));
    proofs::Combination sum;
    sum.summands.push_back({Rational(1), {{compared, 1}}, ExactPolynomial(Rational(1))});
    sum.multiples = {{limit, one}, {exchanged, -one}, {integral, -one}};
    if (const auto steps = after(sum, attempt.sequent())) return attempt.followed_by(*steps);
  }
  return {};
}

std::optional<Steps> Analysis::by_supremum(SideChain chain, const ExactPolynomial& question) {
  const Fact claim{question, Sign::positive};
  const std::vector<Fact>& facts = chain.sequent().facts;
  const auto claimed = static_cast<std::size_t>(std::find(facts.begin(), facts.end(), claim) - facts.begin());
  if (claimed == facts.size() || !append_undominated(chain, question, origin_, search_)) return {};
  const ExactPolynomial one(Rational(1));
  proofs::Combination sum;
  sum.summands.push_back({Rational(1), {{claimed, 1}}, one});
  sum.multiples.push_back({chain.sequent().facts.size() - 1, -one});
  return chain.followed_by({sum});
}

}  // namespace geq::prover
