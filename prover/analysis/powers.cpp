// SPDX-License-Identifier: GPL-3.0-or-later
#include "prover/analysis/powers.hpp"

#include <algorithm>

#include "proofs/kernel/limits.hpp"
#include "proofs/kernel/normal_form.hpp"
#include "prover/analysis/log_comparison.hpp"
#include "prover/analysis/power_products.hpp"
#include "prover/analysis/powers_above.hpp"
#include "prover/analysis/side_conditions.hpp"
#include "prover/analysis/variable_roots.hpp"
#include "prover/strategies/elementary.hpp"
#include "prover/symbolic/log_induction.hpp"
#include "prover/symbolic/neighbouring_logarithms.hpp"

namespace geq::prover {

using proofs::application;
using proofs::Atom;
using proofs::ExactPolynomial;
using proofs::Fact;
using proofs::Operator;
using proofs::Rational;
using proofs::Sequent;
using proofs::Sign;
using proofs::Tangent;

namespace {

const ExactPolynomial one{Rational(1)};

class Powers {
 public:
  Powers(const Origin& origin, Search& search) : origin_(origin.sufficient()), search_(search) {}

  std::optional<Steps> closed(const Sequent& sequent) {
    std::optional<Atom> raised, exponential;
    bool factorial = false;
    for (const Atom& atom : atoms(sequent.goal.polynomial)) {
      if (atom.op() == Operator::power) raised = atom;
      if (atom.op() == Operator::exp || atom.op() == Operator::e) exponential = atom;
      factorial = factorial || atom.op() == Operator::factorial;
    }
    if (factorial && exponential) return compare_by_logarithms(sequent, origin_, search_);
    if (!raised) {
      if (auto steps = by_tangent(sequent)) return steps;
      if (auto steps = compare_logarithms(sequent, origin_, search_)) return steps;
      return exponential ? std::nullopt : neighbouring_logarithms(sequent, origin_, search_);
    }
    if (!exponential) {
      if (auto steps = below_e(sequent, *raised)) return steps;
      if (auto steps = compare_power_products(sequent, origin_, search_)) return steps;
      return grows(*raised) ? compare_by_logarithms(sequent, origin_, search_) : std::nullopt;
    }
    if (auto steps = visible(sequent, *raised)) return steps;
    if (auto steps = compared(sequent, *raised, *exponential)) return steps;
    // Of two terms alone that would lead from one bound to another without end.
    if (sequent.goal.polynomial.terms().size() < 3) return {};
    return power_above_exponential(sequent, *raised, origin_, search_);
  }

 private:
  /// Base and exponent change.
  static bool grows(const Atom& power) {
    return !variables(power.arguments()[0]).empty() && !variables(power.arguments()[1]).empty();
  }

  SideChain started(const Sequent& sequent) {
    return {sequent, [this](const Sequent& side) { return prove_elementary(side, origin_, Effort::small(), search_); }};
  }

  static std::size_t place_of(const Fact& fact, const Sequent& sequent) {
    return static_cast<std::size_t>(std::find(sequent.facts.begin(), sequent.facts.end(), fact) -
                                    sequent.facts.begin());
  }

  /// The fact joins those of the chain, if it is not there.
  static bool have(SideChain& chain, const Fact& fact) {
    return place_of(fact, chain.sequent()) < chain.sequent().facts.size() || chain.then(proofs::Have{fact});
  }

  /// u^v as exp(v log(u)), which is visibly positive.
  std::optional<Steps> visible(const Sequent& sequent, const Atom& raised) {
    SideChain chain = started(sequent);
    const auto terms = sequent.goal.polynomial.terms();
    const bool positive =
        std::all_of(terms.begin(), terms.end(), [](const auto& term) { return proofs::sign(term.second) > 0; });
    if (!positive || !have(chain, {raised.arguments()[0], Sign::positive}) ||
        !chain.then(proofs::Identity{ExactPolynomial(raised), 1}) ||
        !is_visible(chain.sequent().goal, chain.sequent().facts))
      return {};
    return chain.followed_by({proofs::Visible{}});
  }

  /// c - u^v for a number c > e, by e - u^v.
  std::optional<Steps> below_e(const Sequent& sequent, const Atom& raised) {
    const ExactPolynomial e = application(Operator::e, {});
    const auto number = (sequent.goal.polynomial + ExactPolynomial(raised)).constant();
    if (!number) return {};
    const Fact room{ExactPolynomial(*number) - e, Sign::positive};
    const Fact below{e - ExactPolynomial(raised), Sign::nonnegative};
    SideChain chain(sequent, [&](const Sequent& side) {
      return side.goal == room ? sign_of_constant(side, origin_, Effort::small(), search_)
                               : compared(side, raised, *atoms(e).begin());
    });
    if (!chain.then(proofs::Have{room}) || !chain.then(proofs::Have{below})) return {};
    const std::size_t last = chain.sequent().facts.size() - 1;
    const proofs::Combination sum{{{Rational(1), {{last - 1, 1}}, one}, {Rational(1), {{last, 1}}, one}}, {}};
    return proofs::apply(sum, chain.sequent()) ? std::optional(chain.followed_by({sum})) : std::nullopt;
  }

  /// exp(a) - u^v, or u^v - exp(a).
  std::optional<Steps> compared(const Sequent& sequent, const Atom& raised, const Atom& exponential) {
    const ExactPolynomial power_value(raised);
    const ExactPolynomial value(exponential);
    const bool below = sequent.goal.polynomial == value - power_value;
    if (!below && sequent.goal.polynomial != power_value - value) return {};
    const ExactPolynomial a = exponential.op() == Operator::e ? one : exponential.arguments()[0];
    const ExactPolynomial& u = raised.arguments()[0];
    const ExactPolynomial exponent = raised.arguments()[1] * application(Operator::log, {u});
    SideChain chain = started(sequent);
    if (!have(chain, {u, Sign::positive})) return {};
    const Fact lemma{below ? a - exponent : exponent - a, sequent.goal.sign};
    SideChain proved(chain.sequent(), [&](const Sequent& side) {
      return side.goal == lemma ? bounded(side, *atoms(application(Operator::log, {u})).begin())
                                : prove_elementary(side, origin_, Effort::small(), search_);
    });
    if (!proved.then(proofs::Have{lemma})) return {};
    if (!proved.then(proofs::Increasing{Tangent::Function::exp, below ? a : exponent, below ? exponent : a})) return {};
    if (exponential.op() == Operator::e && !proved.then(proofs::Identity{application(Operator::exp, {one}), 1}))
      return {};
    if (!proved.then(proofs::Identity{power_value, 1})) return {};
    if (!is_visible(proved.sequent().goal, proved.sequent().facts)) return {};
    chain.append(proved);
    return chain.followed_by({proofs::Visible{}});
  }

  /// R - v log(u) by log(u) <= u - 1, and R + v log(u) by log(u) >= 1 - 1/u, for v > 0.
  std::optional<Steps> bounded(const Sequent& sequent, const Atom& logarithm) {
    const auto c = coefficients_in(logarithm, sequent.goal.polynomial);
    if (c.size() != 2) return {};
    const ExactPolynomial& u = logarithm.arguments()[0];
    for (const bool above : {true, false}) {
      const ExactPolynomial v = above ? -c[1] : c[1];
      const ExactPolynomial at = above ? u : reciprocal(u);
      SideChain chain = started(sequent);
      const Fact positive{v, Sign::positive};
      if (!have(chain, {u, Sign::positive}) || !have(chain, positive)) continue;
      if (sequent.goal.sign == Sign::positive && !have(chain, {at - one, Sign::positive}))
        have(chain, {one - at, Sign::positive});
      if (!chain.then(Tangent{Tangent::Function::log, at, one})) continue;
      const std::size_t tangent = chain.sequent().facts.size() - 1;
      if (!above && !chain.then(proofs::Identity{application(Operator::log, {at}), 1})) continue;
      const bool strict = chain.sequent().facts[tangent].sign == Sign::positive;
      const Fact rest{c[0] - v * (at - one), strict ? Sign::nonnegative : sequent.goal.sign};
      if (!have(chain, rest)) continue;
      proofs::Combination step;
      step.summands.push_back({Rational(1), {{tangent, 1}, {place_of(positive, chain.sequent()), 1}}, one});
      step.summands.push_back({Rational(1), {{place_of(rest, chain.sequent()), 1}}, one});
      if (!proofs::apply(step, chain.sequent())) continue;
      return chain.followed_by({step});
    }
    return monotone(sequent);
  }

  /// It is nonnegative where a variable is 0, and does not fall from there: its derivative has no logarithm.
  std::optional<Steps> monotone(const Sequent& sequent) {
    if (sequent.goal.sign != Sign::nonnegative) return {};
    SideChain chain = started(sequent);
    state_positive_variables(chain);
    for (const std::string& name : goal_variables(sequent)) {
      if (!is_nonnegative(name, chain.sequent())) continue;
      const auto remaining = proofs::apply(proofs::Monotone{name, {}, true, false}, chain.sequent());
      if (!remaining) continue;
      Steps steps{proofs::Monotone{name, {}, true, false}};
      const bool all = std::all_of(remaining.value().begin(), remaining.value().end(), [&](const Sequent& part) {
        const bool has_logarithm = contains(Operator::log, part.goal.polynomial);
        const auto proof = has_logarithm ? std::nullopt : prove_elementary(part, origin_, Effort::small(), search_);
        if (proof) steps.insert(steps.end(), proof->begin(), proof->end());
        return proof.has_value();
      });
      if (all) return chain.followed_by(steps);
    }
    return {};
  }

  static bool contains(Operator op, const ExactPolynomial& polynomial) {
    const std::set<Atom> found = atoms(polynomial);
    return std::any_of(found.begin(), found.end(), [op](const Atom& atom) { return atom.op() == op; });
  }

  /// Of two exponentials the tangent of one touches where the other is taken.
  std::optional<Steps> by_tangent(const Sequent& sequent) {
    std::vector<ExactPolynomial> arguments;
    for (const Atom& atom : atoms(sequent.goal.polynomial))
      if (atom.op() == Operator::exp) arguments.push_back(atom.arguments()[0]);
    if (arguments.size() != 2) return {};
    for (const bool forwards : {true, false}) {
      const proofs::Step step =
          Tangent{Tangent::Function::exp, arguments[forwards ? 0 : 1], arguments[forwards ? 1 : 0]};
      const auto remaining = proofs::apply(step, sequent);
      if (remaining && remaining.value().size() == 1 &&
          is_visible(remaining.value().front().goal, remaining.value().front().facts))
        return Steps{step, proofs::Visible{}};
    }
    return {};
  }

  Origin origin_;
  Search& search_;
};

}  // namespace

std::optional<Steps> powers_and_exponentials(const Sequent& sequent, const Origin& origin, Effort, Search& search) {
  if (sequent.goal.sign != Sign::nonnegative && sequent.goal.sign != Sign::positive) return {};
  try {
    return Powers(origin, search).closed(sequent);
  } catch (const proofs::LimitExceeded&) {
    return {};
  }
}

}  // namespace geq::prover
