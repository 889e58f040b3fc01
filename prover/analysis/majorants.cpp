// SPDX-License-Identifier: GPL-3.0-or-later
#include "prover/analysis/majorants.hpp"

#include "proofs/kernel/asymptotics.hpp"
#include "proofs/kernel/binders.hpp"
#include "proofs/kernel/integrals.hpp"
#include "proofs/kernel/limits.hpp"
#include "proofs/kernel/normal_form.hpp"
#include "prover/analysis/closed_sums.hpp"
#include "prover/analysis/powers.hpp"
#include "prover/analysis/series.hpp"
#include "prover/analysis/side_conditions.hpp"
#include "prover/analysis/variable_roots.hpp"

namespace geq::prover {

using proofs::application;
using proofs::Atom;
using proofs::ExactPolynomial;
using proofs::Fact;
using proofs::Operator;
using proofs::Rational;
using proofs::Sequent;
using proofs::Sign;

namespace {

const ExactPolynomial one{Rational(1)};

class Majorants {
 public:
  Majorants(const Origin& origin, Search& search) : origin_(origin.sufficient()), search_(search) {}

  std::optional<Steps> closed(const Sequent& sequent) {
    SideChain chain(sequent, prover());
    state_positive_variables(chain);
    if (append_closed_sums(chain, prover()) && sums_in(chain.sequent().goal.polynomial).empty()) return chain.finish();
    const std::vector<Atom> sums = sums_in(chain.sequent().goal.polynomial);
    if (sums.size() != 1) return {};
    const auto c = coefficients_in(sums.front(), chain.sequent().goal.polynomial);
    const auto factor = c.size() == 2 ? c[1].constant() : std::nullopt;
    if (!factor || proofs::sign(*factor) >= 0) return {};
    for (const bool backwards : {false, true})
      if (auto steps = below_series(chain, sums.front(), -*factor, backwards)) return steps;
    return {};
  }

 private:
  static std::vector<Atom> sums_in(const ExactPolynomial& polynomial) {
    std::vector<Atom> result;
    for (const Atom& atom : atoms(polynomial))
      if (atom.op() == Operator::sum_over) result.push_back(atom);
    return result;
  }

  SideChain::Prover prover() {
    return [this](const Sequent& side) -> std::optional<Steps> {
      if (is_visible(side.goal, side.facts)) return Steps{proofs::Visible{}};
      if (auto steps = powers_and_exponentials(side, origin_, Effort::small(), search_)) return steps;
      return prove_elementary(side, origin_, Effort::small(), search_);
    };
  }

  /// The goal is a remainder minus scale times the sum.
  std::optional<Steps> below_series(SideChain chain, const Atom& given, const Rational& scale, bool backwards) {
    Atom sum = given;
    if (backwards) {
      const std::size_t fact = chain.sequent().facts.size();
      const ExactPolynomial atom(given);
      if (!chain.then(proofs::Reindex{atom, given.arguments()[1], true})) return {};
      const ExactPolynomial other = atom - chain.sequent().facts[fact].polynomial;
      if (sums_in(other).size() != 1 || other != ExactPolynomial(sums_in(other).front())) return {};
      sum = sums_in(other).front();
      if (!chain.then(proofs::Rewrite{fact, ExactPolynomial(scale)})) return {};
    }
    const std::string index = chain.fresh("q");
    const ExactPolynomial i = ExactPolynomial::variable(index);
    const ExactPolynomial& lower = sum.arguments()[0];
    const ExactPolynomial& upper = sum.arguments()[1];
    const ExactPolynomial term = opened(sum.arguments()[2], i);
    const auto series = series_above(chain.sequent(), term, index, lower, upper);
    if (!series) return {};
    const ExactPolynomial bound = series->scale * application(Operator::exp, {-(series->rate * i)});
    if (!chain.then(proofs::ForEach{index, lower, upper, {bound - term, Sign::nonnegative}})) return {};
    if (!chain.then(proofs::SumOf{chain.sequent().facts.size() - 1})) return {};
    const std::size_t compared = chain.sequent().facts.size() - 1;
    const Fact rest{
        chain.sequent().goal.polynomial - ExactPolynomial(scale) * chain.sequent().facts[compared].polynomial,
        chain.sequent().goal.sign};
    SideChain with_rest(chain.sequent(), [this](const Sequent& side) { return in_closed_form(side); });
    if (!with_rest.then(proofs::Have{rest})) return {};
    chain.append(with_rest);
    proofs::Combination step;
    step.summands.push_back({scale, {{compared, 1}}, one});
    step.summands.push_back({Rational(1), {{chain.sequent().facts.size() - 1, 1}}, one});
    if (!proofs::apply(step, chain.sequent())) return {};
    return chain.followed_by({step});
  }

  /// The limit of the term as the range grows, if that is geometric in the index.
  static std::optional<Geometric> series_above(const Sequent& sequent, const ExactPolynomial& term,
                                               const std::string& index, const ExactPolynomial& lower,
                                               const ExactPolynomial& upper) {
    const std::set<std::string> names = variables(upper);
    const auto first = lower.constant();
    if (names.size() != 1 || !first) return {};
    std::vector<Fact> facts{{ExactPolynomial::variable(index) - lower, Sign::nonnegative}};
    if (proofs::sign(*first) >= 0) facts.push_back({ExactPolynomial::variable(index), Sign::nonnegative});
    for (const Fact& fact : sequent.facts)
      if (!variables(fact.polynomial).contains(*names.begin())) facts.push_back(fact);
    const auto limit = proofs::limit_of(term, *names.begin(), {proofs::Way::through_integers, {}}, facts);
    return limit ? geometric(*limit, index) : std::nullopt;
  }

  /// What is left has sums with closed forms only.
  std::optional<Steps> in_closed_form(const Sequent& sequent) {
    SideChain chain(sequent, prover());
    append_closed_sums(chain, prover());
    if (!sums_in(chain.sequent().goal.polynomial).empty()) return {};
    proofs::Forget sums;
    for (std::size_t i = 0; i < chain.sequent().facts.size(); ++i) {
      const Fact& fact = chain.sequent().facts[i];
      if (!sums_in(fact.polynomial).empty() || family_in(fact)) sums.facts.push_back(i);
    }
    if (!sums.facts.empty() && !chain.then(sums)) return {};
    return chain.finish();
  }

  Origin origin_;
  Search& search_;
};

}  // namespace

std::optional<Steps> sums_in_closed_form(const Sequent& sequent, const Origin& origin, Effort, Search& search) {
  try {
    return Majorants(origin, search).closed(sequent);
  } catch (const proofs::LimitExceeded&) {
    return {};
  }
}

}  // namespace geq::prover
