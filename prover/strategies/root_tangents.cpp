// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <cmath>

#include "prover/reductions/functions.hpp"
#include "prover/strategies/strategies.hpp"

namespace geq::prover {

using proofs::Atom;
using proofs::ExactPolynomial;
using proofs::Rational;
using proofs::Sequent;
using proofs::Sign;

namespace {

ExactPolynomial value_at(const ExactPolynomial& polynomial, const Rational& all) {
  proofs::Substitution image;
  for (const std::string& name : variables(polynomial)) image.emplace(name, ExactPolynomial(all));
  return substitute(polynomial, image);
}

/// Where equality is suspected: all variables have this value, and the equations without roots hold.

std::vector<Rational> suspected_points(const Sequent& sequent) {
  std::vector<Rational> result;
  for (const long n : {1L, 2L, 3L, 4L, 6L})
    for (const Rational& value : {Rational(1) / Rational(n), Rational(n)}) {
      const auto holds = [&](const proofs::Fact& fact) {
        if (fact.sign != Sign::zero) return true;
        for (const Atom& atom : functions_in(fact.polynomial))
          if (root_degree(atom)) return true;
        return value_at(fact.polynomial, value).is_zero();
      };
      if (std::all_of(sequent.facts.begin(), sequent.facts.end(), holds) &&
          std::find(result.begin(), result.end(), value) == result.end())
        result.push_back(value);
    }
  if (result.size() > 3) result.resize(3);
  return result;
}

ExactPolynomial derivative(const ExactPolynomial& polynomial, const Atom& atom) {
  ExactPolynomial result;
  const std::vector<ExactPolynomial> c = coefficients_in(atom, polynomial);
  for (std::size_t e = 1; e < c.size(); ++e)
    result = result + ExactPolynomial(Rational(static_cast<unsigned long>(e))) * c[e] *
                          power(ExactPolynomial(atom), static_cast<unsigned long>(e - 1));
  return result;
}

/// Ways to choose s > 0 near sqrt(u), equal to it at the point.
enum class Choice { tangent, factor, sum, constant };

std::optional<ExactPolynomial> multiplier(Choice choice, const ExactPolynomial& u, const Rational& point) {
  const auto square = value_at(u, point).constant();
  if (!square || proofs::sign(*square) <= 0) return {};
  const auto root = proofs::root(2, ExactPolynomial(*square)).constant();
  if (!root) return {};
  switch (choice) {
    case Choice::tangent: {
      ExactPolynomial s(*root);
      for (const Atom& atom : atoms(u)) {
        if (!atom.is_variable()) return {};
        const auto slope = value_at(derivative(u, atom), point).constant();
        if (!slope) return {};
        s = s + ExactPolynomial(*slope / (2 * *root)) * (ExactPolynomial(atom) - ExactPolynomial(point));
      }
      return s;
    }
    case Choice::factor: {
      const auto factors = factors_of(u);
      if (!factors || factors->powers.size() < 2) return {};
      const ExactPolynomial& first = factors->powers.begin()->first;
      const auto value = value_at(first, point).constant();
      if (factors->powers.begin()->second != 1 || !value || proofs::sign(*value) == 0) return {};
      return ExactPolynomial(*root / *value) * first;
    }
    case Choice::sum: {
      ExactPolynomial sum;
      for (const std::string& name : variables(u)) sum = sum + ExactPolynomial::variable(name);
      const auto value = value_at(sum, point).constant();
      if (!value || proofs::sign(*value) == 0) return {};
      return ExactPolynomial(*root / *value) * sum;
    }
    case Choice::constant:
      return ExactPolynomial(*root);
  }
  return {};
}

/// The proof under construction: steps so far, and the sequent in hand.
struct Construction {
  Steps steps;
  Sequent here;

  bool perform(const proofs::Step& step) {
    const auto remaining = proofs::apply(step, here);
    if (!remaining || remaining.value().size() != 1) return false;
    steps.push_back(step);
    here = remaining.value().front();
    return true;
  }

  /// A fact whose proof is given by steps that close its sequent.
  bool have(const proofs::Fact& fact, const Steps& proof) {
    const proofs::Have step{fact};
    const auto remaining = proofs::apply(proofs::Step(step), here);
    if (!remaining) return false;
    steps.push_back(step);
    if (remaining.value().size() == 2) steps.insert(steps.end(), proof.begin(), proof.end());
    here = remaining.value().back();
    return true;
  }
};

/// c with left = c * right.
std::optional<Rational> ratio(const ExactPolynomial& left, const ExactPolynomial& right) {
  if (left.is_zero() || right.is_zero()) return {};
  const Rational c = leading_coefficient(left) / leading_coefficient(right);
  if (left != ExactPolynomial(c) * right) return {};
  return c;
}

/// bound - r >= 0 (or r - bound, 1/r - bound, bound - 1/r): multiplied out it is (r - s)^2 >= 0, or r times it.
std::optional<Steps> proof_of_bound(const ExactPolynomial& claim, const ExactPolynomial& r, const ExactPolynomial& u,
                                    const ExactPolynomial& s, const Sequent& here) {
  Sequent side{here.variables, here.facts, {claim, Sign::nonnegative}};
  Steps steps;
  if (const std::vector<Atom> inverses = reciprocals(claim); !inverses.empty()) {
    const proofs::Clear clear{std::vector<proofs::DenominatorSign>(inverses.size(), proofs::DenominatorSign::positive)};
    const auto remaining = proofs::apply(proofs::Step(clear), side);
    if (!remaining || remaining.value().size() != 1) return {};
    steps.push_back(clear);
    side = remaining.value().front();
  }
  const auto equation = index_of({r * r - u, Sign::zero}, side);
  const auto sign = std::find_if(side.facts.begin(), side.facts.end(), [&](const proofs::Fact& fact) {
    return fact.polynomial == r && (fact.sign == Sign::nonnegative || fact.sign == Sign::positive);
  });
  if (!equation || sign == side.facts.end()) return {};
  const ExactPolynomial two(Rational(2));
  proofs::Combination step;
  if (const auto c = ratio(side.goal.polynomial, u + s * s - two * s * r)) {
    step.summands.push_back({*c, {}, r - s});
    step.multiples.push_back({*equation, ExactPolynomial(-*c)});
  } else if (const auto d = ratio(side.goal.polynomial, r * s * s + u * r - two * u * s)) {
    step.summands.push_back({*d, {{static_cast<std::size_t>(sign - side.facts.begin()), 1}}, r - s});
    step.multiples.push_back({*equation, ExactPolynomial(-*d) * (r - two * s)});
  } else {
    return {};
  }
  if (!proofs::apply(proofs::Step(step), side)) return {};
  steps.emplace_back(std::move(step));
  return steps;
}

/// For u = f g and s = l f without division: r <= (l f + g/l)/2, by comparing squares; f and g may vanish.
std::optional<Steps> proof_by_squares(const ExactPolynomial& bound, const ExactPolynomial& other,
                                      const ExactPolynomial& r, const ExactPolynomial& u, const Sequent& here) {
  Sequent side{here.variables, here.facts, {bound - r, Sign::nonnegative}};
  const auto equation = index_of({r * r - u, Sign::zero}, side);
  if (!equation) return {};
  Steps steps{proofs::ComparePowers{2, bound}, proofs::Rewrite{*equation, ExactPolynomial(Rational(1))}};
  proofs::Combination last;
  last.summands.push_back({1, {}, other});
  steps.emplace_back(std::move(last));
  for (const proofs::Step& step : steps) {
    const auto remaining = proofs::apply(step, side);
    if (!remaining) return {};
    if (remaining.value().empty()) return steps;
    if (remaining.value().size() != 1) return {};
    side = remaining.value().front();
  }
  return {};
}

/// What remains of u when the factor is taken out; none if it is no factor.
std::optional<ExactPolynomial> cofactor(const ExactPolynomial& u, const ExactPolynomial& factor) {
  const auto factors = factors_of(u);
  if (!factors) return {};
  ExactPolynomial result(factors->constant);
  bool found = false;
  for (const auto& [base, exponent] : factors->powers) {
    if (exponent < 0) return {};
    const bool here = base == factor;
    found = found || here;
    result = result * power(base, static_cast<unsigned long>(exponent - (here ? 1 : 0)));
  }
  if (!found) return {};
  return result;
}

/// Bounds one root (or its reciprocal), in which the goal is linear; changes `rest`, the goal that is left, and adds
/// the summand for the last step.
bool bound_root(const Atom& root, Choice choice, const Rational& point, Construction& proof, ExactPolynomial& rest,
                proofs::Combination& last) {
  const ExactPolynomial r(root);
  const ExactPolynomial& u = root.arguments()[1];
  const auto s = multiplier(choice, u, point);
  if (!s) return false;
  const bool positive = is_visible({*s, Sign::positive}, proof.here.facts);
  if (!positive && choice != Choice::factor) return false;
  if (!index_of({r * r - u, Sign::zero}, proof.here) && !proof.perform(proofs::RootFacts{r})) return false;
  const ExactPolynomial inverse = reciprocal(r);
  const ExactPolynomial half(Rational(1) / 2), two(Rational(2));
  for (const bool inverted : {false, true}) {
    const Atom atom = *atoms(inverted ? inverse : r).begin();
    const std::vector<ExactPolynomial> c = coefficients_in(atom, rest);
    if (c.size() == 1) continue;
    if (c.size() != 2) return false;
    const bool above = is_visible({-c[1], Sign::nonnegative}, proof.here.facts);  // an upper bound is needed
    if (!above && !is_visible({c[1], Sign::nonnegative}, proof.here.facts)) return false;
    ExactPolynomial bound;
    if (above)
      bound = inverted ? half * (*s * reciprocal(u) + reciprocal(*s)) : half * (u * reciprocal(*s) + *s);
    else
      bound = two * *s * reciprocal(u + *s * *s) * (inverted ? ExactPolynomial(Rational(1)) : u);
    ExactPolynomial claim = above ? bound - ExactPolynomial(atom) : ExactPolynomial(atom) - bound;
    std::optional<Steps> steps;
    if (positive) steps = proof_of_bound(claim, r, u, *s, proof.here);
    if (choice == Choice::factor && above && !inverted) {
      const ExactPolynomial first = ExactPolynomial(1 / leading_coefficient(*s)) * *s;
      if (const auto rest_of_u = cofactor(u, first)) {
        const ExactPolynomial quotient = ExactPolynomial(1 / leading_coefficient(*s)) * *rest_of_u;
        bound = half * (*s + quotient);
        claim = bound - r;
        steps = proof_by_squares(bound, half * (*s - quotient), r, u, proof.here);
      }
    }
    if (!steps || !proof.have({claim, Sign::nonnegative}, *steps)) return false;
    proofs::Combination::Summand summand{1, {{proof.here.facts.size() - 1, 1}}, ExactPolynomial(Rational(1))};
    const ExactPolynomial factor = above ? -c[1] : c[1];
    if (const auto constant = factor.constant()) {
      summand.coefficient = *constant;
    } else {
      if (!proof.have({factor, Sign::nonnegative}, {})) return false;
      summand.facts.emplace_back(proof.here.facts.size() - 1, 1);
    }
    last.summands.push_back(std::move(summand));
    rest = c[0] + c[1] * bound;
  }
  return true;
}

std::optional<Steps> with_choice(Choice choice, const Rational& point, const Sequent& sequent, Effort effort,
                                 Search& search) {
  Construction proof{{}, sequent};
  ExactPolynomial rest = sequent.goal.polynomial;
  proofs::Combination last;
  for (const Atom& atom : functions_in(sequent.goal.polynomial)) {
    if (root_degree(atom) != 2U || atom.arguments()[1].constant()) continue;
    const std::vector<Atom> inside = functions_in(atom.arguments()[1]);
    if (!inside.empty() || !bound_root(atom, choice, point, proof, rest, last)) return {};
  }
  if (last.summands.empty()) return {};
  const Sequent side{proof.here.variables, proof.here.facts, {rest, sequent.goal.sign}};
  if (const auto value = value_at(rest, point).constant(); value && proofs::sign(*value) < 0) return {};
  // Only what the statement said: the bounds do not help to show what they leave.
  Sequent plain{sequent.variables, sequent.facts, side.goal};
  proofs::Forget forget;
  for (std::size_t i = plain.facts.size(); i < side.facts.size(); ++i) forget.facts.push_back(i);
  Steps rest_proof{forget};
  if (is_visible(side.goal, side.facts)) {
    rest_proof.clear();
  } else {
    auto found = prove(plain, Origin().sufficient(), {effort.cones, false}, search);
    if (!found) return {};
    rest_proof.insert(rest_proof.end(), found->begin(), found->end());
  }
  if (!proof.have(side.goal, rest_proof)) return {};
  last.summands.push_back({1, {{proof.here.facts.size() - 1, 1}}, ExactPolynomial(Rational(1))});
  if (!proofs::apply(proofs::Step(last), proof.here)) return {};
  proof.steps.emplace_back(std::move(last));
  return proof.steps;
}

}  // namespace

std::optional<Steps> root_tangents(const Sequent& sequent, const Origin&, Effort effort, Search& search) {
  if (sequent.goal.sign != Sign::nonnegative && sequent.goal.sign != Sign::positive) return {};
  for (const Rational& point : suspected_points(sequent))
    for (const Choice choice : {Choice::factor, Choice::tangent, Choice::sum, Choice::constant}) {
      if (search.is_over()) return {};
      if (auto steps = with_choice(choice, point, sequent, effort, search)) return steps;
    }
  return {};
}

}  // namespace geq::prover
