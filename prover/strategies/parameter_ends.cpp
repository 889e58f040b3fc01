// SPDX-License-Identifier: GPL-3.0-or-later

/// A goal G(m) that is linear, or concave of degree two, in a variable m between bounds l <= m <= u without m: it is
/// enough to show G(l) and G(u). With G(m) = c_0 + c_1 m + c_2 m^2 and s = c_1 + c_2 (l + u), the slope of the chord,
///
///     G(m) = G(l) + (m - l) s - c_2 (m - l)(u - m) = G(u) - (u - m) s - c_2 (m - l)(u - m),
///
/// so one of the two lines is a sum of what is not negative. For numbers l < u no case is needed:
/// (u - l) G(m) = (u - m) G(l) + (m - l) G(u) - c_2 (u - l)(m - l)(u - m).
///
/// Source: extremal values of convex and concave functions at the ends, as in R. T. Rockafellar, Convex Analysis
/// (1970), 32. Exact where the ends are numbers and nothing else is known of m. Limits: the variable stands in no
/// denominator or other function of the goal. Cost: two proofs; the goal at an end may have more such variables, and k
/// of them make 2^k ends, the first of which that is not proved ends the attempt.

#include <algorithm>

#include "prover/guess.hpp"
#include "prover/reductions/bounds.hpp"
#include "prover/reductions/derivation.hpp"
#include "prover/reductions/functions.hpp"
#include "prover/strategies/constrained.hpp"
#include "prover/strategies/root_multipliers.hpp"

namespace geq::prover {

using proofs::Atom;
using proofs::Combination;
using proofs::ExactPolynomial;
using proofs::Fact;
using proofs::Rational;
using proofs::Sequent;
using proofs::Sign;

namespace {

/// scale * (m - at) of that fact, or scale * (at - m), with scale > 0.
struct End {
  std::size_t fact;
  ExactPolynomial at;
  Rational scale;
};

struct Parameter {
  std::string name;
  std::vector<ExactPolynomial> coefficients;  ///< of its powers in the goal, up to the second
  std::vector<End> lower, upper;
  bool exact;  ///< the ends are numbers, and no other fact has the variable

  ExactPolynomial coefficient(std::size_t power) const {
    return power < coefficients.size() ? coefficients[power] : ExactPolynomial();
  }
};

/// The best of the ends that are numbers, in front of the others.
void keep_best_number(std::vector<End>& ends, bool greatest) {
  std::optional<End> best;
  for (const End& end : ends) {
    const auto value = end.at.constant();
    if (value && (!best || (greatest ? *value > *best->at.constant() : *value < *best->at.constant()))) best = end;
  }
  std::erase_if(ends, [](const End& end) { return end.at.constant().has_value(); });
  if (best) ends.insert(ends.begin(), *best);
}

std::optional<Parameter> parameter(const std::string& name, const Sequent& sequent) {
  const Atom atom = Atom::variable(name);
  Parameter result{name, coefficients_in(atom, sequent.goal.polynomial), {}, {}, true};
  const auto has_name = [&](const ExactPolynomial& polynomial) { return variables(polynomial).contains(name); };
  if (result.coefficients.size() < 2 || result.coefficients.size() > 3) return {};
  if (std::any_of(result.coefficients.begin(), result.coefficients.end(), has_name)) return {};
  for (std::size_t i = 0; i < sequent.facts.size(); ++i) {
    if (!has_name(sequent.facts[i].polynomial)) continue;
    const auto c = coefficients_in(atom, sequent.facts[i].polynomial);
    const auto slope = c.size() == 2 && has_sign(sequent.facts[i]) ? c[1].constant() : std::nullopt;
    result.exact = result.exact && slope && c[0].constant();
    if (!slope || has_name(c[0])) continue;
    const Rational scale = cln::abs(*slope);
    End end{i, ExactPolynomial(-1 / *slope) * c[0], scale};
    (proofs::sign(*slope) > 0 ? result.lower : result.upper).push_back(std::move(end));
  }
  keep_best_number(result.lower, true);
  keep_best_number(result.upper, false);
  if (result.lower.empty() || result.upper.empty()) return {};
  return result;
}

std::optional<Steps> at_further_ends(const Sequent& sequent, Effort effort, Search& search);

class Ends {
 public:
  Ends(const Sequent& sequent, const Origin& origin, Effort effort, Search& search)
      : sequent_(sequent), origin_(origin), effort_(effort), search_(search) {}

  std::optional<Steps> between(const Parameter& m, const End& lower, const End& upper) {
    const auto first = lower.at.constant(), last = upper.at.constant();
    const bool numbers = first && last;
    if (numbers && *first >= *last) return {};
    const bool exact = m.exact && numbers;
    const ExactPolynomial bend = -m.coefficient(2);
    const Fact at_lower = at_end(m, lower), at_upper = at_end(m, upper);
    if (!seems_true(m, at_lower) || !seems_true(m, at_upper)) return {};
    Derivation proof(sequent_, origin_);
    if (!bend.is_zero() && !have(m, {bend, Sign::nonnegative}, Origin().sufficient(), false, proof)) return {};
    for (const auto& [end, fact] : {std::pair{&lower, &at_lower}, std::pair{&upper, &at_upper}}) {
      const Origin origin = origin_.after(proofs::Substitution{{m.name, end->at}});
      if (!have(m, *fact, exact ? origin : origin.sufficient(), exact, proof)) return {};
    }
    const Line line{m, lower, upper, at_lower, at_upper, proof.sequent.facts};
    if (numbers && sequent_.goal.sign == Sign::nonnegative) {
      if (!proof.close(line.chord(*last - *first))) return {};
      return proof.steps;
    }
    return by_slope(line, proof);
  }

 private:
  /// What the proof is put together from.
  struct Line {
    const Parameter& m;
    const End &lower, &upper;
    const Fact &at_lower, &at_upper;
    const std::vector<Fact>& facts;

    /// Adds the product of a fact, or of its value if that is a number, and the distances to ends.
    void add(const Fact& fact, const std::vector<const End*>& ends, Combination& sum,
             const Rational& coefficient = 1) const {
      auto summand = product(coefficient, {});
      if (const auto value = fact.polynomial.constant()) {
        if (proofs::sign(*value) <= 0) return;
        summand.coefficient = summand.coefficient * *value;
      } else {
        const auto place = std::find(facts.begin(), facts.end(), fact) - facts.begin();
        summand.facts.emplace_back(static_cast<std::size_t>(place), 1);
      }
      for (const End* end : ends) {
        summand.coefficient = summand.coefficient / end->scale;
        summand.facts.emplace_back(end->fact, 1);
      }
      sum.summands.push_back(std::move(summand));
    }

    /// Without cases, for ends at this distance.
    proofs::Step chord(const Rational& length) const {
      Combination sum;
      add(at_lower, {&upper}, sum, 1 / length);
      add(at_upper, {&lower}, sum, 1 / length);
      add({-m.coefficient(2), Sign::nonnegative}, {&lower, &upper}, sum);
      return sum;
    }

    /// From the end where the goal is least, for a slope of known sign.
    proofs::Step along(const ExactPolynomial& slope, bool rising) const {
      Combination sum;
      add(rising ? at_lower : at_upper, {}, sum);
      add({rising ? slope : -slope, Sign::nonnegative}, {rising ? &lower : &upper}, sum);
      add({-m.coefficient(2), Sign::nonnegative}, {&lower, &upper}, sum);
      return sum;
    }
  };

  Fact at_end(const Parameter& m, const End& end) const {
    return {substitute(sequent_.goal.polynomial, {{m.name, end.at}}), sequent_.goal.sign};
  }

  /// Without the facts that have the variable.
  Sequent side(const Parameter& m, const Fact& goal, proofs::Forget& forget) const {
    Sequent result{sequent_.variables, {}, goal};
    for (std::size_t i = 0; i < sequent_.facts.size(); ++i) {
      if (variables(sequent_.facts[i].polynomial).contains(m.name))
        forget.facts.push_back(i);
      else
        result.facts.push_back(sequent_.facts[i]);
    }
    return result;
  }

  bool seems_true(const Parameter& m, const Fact& fact) const {
    proofs::Forget forget;
    return !SamplePoints(side(m, fact, forget)).is_negative_somewhere(fact.polynomial);
  }

  bool have(const Parameter& m, const Fact& fact, const Origin& origin, bool commit, Derivation& proof) {
    if (const auto value = fact.polynomial.constant())
      return fact.sign == Sign::positive ? proofs::sign(*value) > 0 : proofs::sign(*value) >= 0;
    if (is_visible(fact, proof.sequent.facts)) return proof.have(fact, Steps{});
    proofs::Forget forget;
    const Sequent without = side(m, fact, forget);
    auto found = commit ? prove(without, origin, effort_, search_) : at_further_ends(without, effort_, search_);
    if (!found && !commit) found = prove_guess(without, origin, {effort_.cones, false}, search_);
    if (!found) return false;
    // What was shown before is not used.
    for (std::size_t i = sequent_.facts.size(); i < proof.sequent.facts.size(); ++i) forget.facts.push_back(i);
    Steps steps;
    if (!forget.facts.empty()) steps.emplace_back(forget);
    steps.insert(steps.end(), found->begin(), found->end());
    return proof.have(fact, steps);
  }

  std::optional<Steps> by_slope(const Line& line, Derivation& proof) {
    const ExactPolynomial slope = line.m.coefficient(1) + line.m.coefficient(2) * (line.lower.at + line.upper.at);
    if (const auto value = slope.constant()) {
      if (!proof.close(line.along(slope, proofs::sign(*value) >= 0))) return {};
      return proof.steps;
    }
    const proofs::Cases cases{slope};
    const auto parts = proofs::apply(proofs::Step(cases), proof.sequent);
    if (!parts || parts.value().size() != 2) return {};
    Steps steps{cases};
    for (const bool rising : {true, false}) {
      const Line here{line.m,        line.lower,    line.upper,
                      line.at_lower, line.at_upper, parts.value()[rising ? 0 : 1].facts};
      const proofs::Step step = here.along(slope, rising);
      const auto rest = proofs::apply(step, parts.value()[rising ? 0 : 1]);
      if (!rest || !rest.value().empty()) return {};
      steps.push_back(step);
    }
    return proof.followed_by(steps);
  }

  const Sequent& sequent_;
  const Origin& origin_;
  Effort effort_;
  Search& search_;
};

std::vector<Parameter> parameters(const Sequent& sequent) {
  std::vector<Parameter> found;
  for (const Atom& atom : atoms(sequent.goal.polynomial))
    if (atom.is_variable())
      if (auto one = parameter(atom.name(), sequent)) found.push_back(std::move(*one));
  return found;
}

std::optional<Steps> between_ends(const Parameter& one, Ends& ends, Search& search) {
  for (const End& lower : one.lower)
    for (const End& upper : one.upper) {
      if (search.is_over()) return {};
      if (auto steps = ends.between(one, lower, upper)) return steps;
    }
  return {};
}

/// For the goal at an end of another variable: by the first in which it is seen to be concave.
std::optional<Steps> at_further_ends(const Sequent& sequent, Effort effort, Search& search) {
  const Origin origin = Origin().sufficient();
  Ends ends(sequent, origin, effort, search);
  for (const Parameter& one : parameters(sequent))
    if (is_visible({-one.coefficient(2), Sign::nonnegative}, sequent.facts)) return between_ends(one, ends, search);
  return {};
}

}  // namespace

std::optional<Steps> parameter_ends(const Sequent& sequent, const Origin& origin, Effort effort, Search& search) {
  if (!effort.persistent || !has_sign(sequent.goal)) return {};
  std::vector<Parameter> found = parameters(sequent);
  // What is exact comes first: nothing is lost.
  std::stable_partition(found.begin(), found.end(), [](const Parameter& one) { return one.exact; });
  Ends ends(sequent, origin, effort, search);
  for (const Parameter& one : found)
    if (auto steps = between_ends(one, ends, search)) return steps;
  return {};
}

}  // namespace geq::prover
