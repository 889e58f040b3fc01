// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <functional>
#include <numeric>
#include <set>

#include "prover/guess.hpp"
#include "prover/reductions/functions.hpp"
#include "prover/strategies/positive_sum.hpp"
#include "prover/strategies/root_interpolation.hpp"
#include "prover/strategies/root_multipliers.hpp"
#include "prover/strategies/roots_of_quotients.hpp"
#include "prover/strategies/strategies.hpp"

namespace geq::prover {

using proofs::Atom;
using proofs::ExactPolynomial;
using proofs::Rational;
using proofs::Sequent;
using proofs::Sign;
using Kind = MultiplierChoice::Kind;

namespace {

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

/// c with left = c * right.
std::optional<Rational> ratio(const ExactPolynomial& left, const ExactPolynomial& right) {
  if (left.is_zero() || right.is_zero()) return {};
  const Rational c = leading_coefficient(left) / leading_coefficient(right);
  if (left != ExactPolynomial(c) * right) return {};
  return c;
}

/// The polynomial with the powers of the roots lowered by their equations; the multiples that do it are appended.
ExactPolynomial lowered(ExactPolynomial polynomial, const std::vector<Atom>& roots, const Sequent& here,
                        std::vector<proofs::Combination::Multiple>& multiples) {
  for (const Atom& root : roots) {
    const ExactPolynomial& u = root.arguments()[1];
    const ExactPolynomial equation = ExactPolynomial(root) * ExactPolynomial(root) - u;
    const auto place = index_of({equation, Sign::zero}, here);
    if (!place || degree_in(root, polynomial) < 2) continue;
    const ExactPolynomial factor = multiplier_that_lowers(polynomial, root, 2, u);
    polynomial = polynomial + factor * equation;
    multiples.push_back({*place, -factor});
  }
  return polynomial;
}

/// The fact can be read off, or is shown because its terms can once the denominators are gone.
bool have_seen(const proofs::Fact& fact, Derivation& proof) {
  if (is_visible(fact, proof.sequent.facts)) return true;
  const auto clear = clear_by_visible_signs(fact.polynomial, proof.sequent.facts);
  return clear && !clear->signs.empty() && proof.have_by(fact, {*clear, proofs::Visible{}});
}

/// bound - r >= 0 (or r - bound, 1/r - bound, bound - 1/r): multiplied out it is (r - s)^2 >= 0, or that times r, times
/// the root of a number in s, or times both.
std::optional<Steps> proof_of_bound(const ExactPolynomial& claim, const Atom& root, const RootMultiplier& s,
                                    const Sequent& here) {
  Sequent side{here.variables, here.facts, {claim, Sign::nonnegative}};
  Steps steps;
  if (!reciprocals(claim).empty()) {
    const auto clear = clear_by_visible_signs(claim, here.facts);
    if (!clear) return {};
    const auto remaining = proofs::apply(proofs::Step(*clear), side);
    if (!remaining || remaining.value().size() != 1) return {};
    steps.emplace_back(*clear);
    side = remaining.value().front();
  }
  std::vector<Atom> roots{root};
  const ExactPolynomial number = proofs::root(2, ExactPolynomial(s.radical));
  if (!number.constant()) roots.push_back(*atoms(number).begin());
  const ExactPolynomial difference = s.denominator * ExactPolynomial(root) - s.value();
  for (std::size_t chosen = 0; chosen < (std::size_t{1} << roots.size()); ++chosen) {
    proofs::Combination step;
    proofs::Combination::Summand summand{1, {}, difference};
    ExactPolynomial product = difference * difference;
    bool known = true;
    for (std::size_t i = 0; i < roots.size(); ++i) {
      if ((chosen >> i & 1) == 0) continue;
      product = product * ExactPolynomial(roots[i]);
      const auto sign = std::find_if(side.facts.begin(), side.facts.end(), [&](const proofs::Fact& fact) {
        return fact.polynomial == ExactPolynomial(roots[i]) &&
               (fact.sign == Sign::nonnegative || fact.sign == Sign::positive);
      });
      known = known && sign != side.facts.end();
      if (known) summand.facts.emplace_back(static_cast<std::size_t>(sign - side.facts.begin()), 1);
    }
    std::vector<proofs::Combination::Multiple> unused;
    const auto c = ratio(lowered(side.goal.polynomial, roots, side, unused), lowered(product, roots, side, unused));
    if (!known || !c || proofs::sign(*c) <= 0) continue;
    summand.coefficient = *c;
    step.summands.push_back(std::move(summand));
    lowered(side.goal.polynomial - ExactPolynomial(*c) * product, roots, side, step.multiples);
    if (!proofs::apply(proofs::Step(step), side)) continue;
    steps.emplace_back(std::move(step));
    return steps;
  }
  return {};
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

/// What is known to be positive, with the help of the fact that the sum of the variables is, if there is one.
class Positivity {
 public:
  Positivity(std::size_t stated, std::optional<std::size_t> sum, const SamplePoints& samples, Search& search)
      : stated_(stated), sum_(sum), samples_(samples), search_(search) {}

  bool have(const ExactPolynomial& polynomial, Derivation& proof) const {
    if (is_visible({polynomial, Sign::positive}, proof.sequent.facts)) return true;
    if (!sum_ || !functions_in(polynomial).empty()) return false;
    std::vector<std::size_t> from(stated_);
    std::iota(from.begin(), from.end(), std::size_t{0});
    return have_positive_form(polynomial, *sum_, from, proof, search_);
  }
  /// A fact that seems to hold, by any method.
  bool have_proved_by_any(const proofs::Fact& fact, Derivation& proof) const {
    if (is_visible(fact, proof.sequent.facts)) return true;
    if (samples_.is_negative_somewhere(fact.polynomial)) return false;
    std::vector<std::size_t> from(stated_);
    std::iota(from.begin(), from.end(), std::size_t{0});
    return have_proved(fact, from, proof, Effort::small(), search_);
  }
  /// What the statement divides by is positive: by any method, which needs less where it is known not to vanish.
  bool have_denominator(const ExactPolynomial& polynomial, Derivation& proof) const {
    const bool vanishes_nowhere = is_visible({polynomial, Sign::nonzero}, proof.sequent.facts);
    return have_proved_by_any({polynomial, vanishes_nowhere ? Sign::nonnegative : Sign::positive}, proof);
  }
  std::size_t stated() const { return stated_; }
  const SamplePoints& samples() const { return samples_; }

 private:
  std::size_t stated_;
  std::optional<std::size_t> sum_;
  const SamplePoints& samples_;
  Search& search_;
};

/// r <= s or r >= s where s^2 and u compare, for s that may vanish; adds the fact.
bool have_direct_bound(const proofs::Fact& claim, bool above, const ExactPolynomial& r, const ExactPolynomial& u,
                       const RootMultiplier& s, const Positivity& positivity, Derivation& proof) {
  const ExactPolynomial number = proofs::root(2, ExactPolynomial(s.radical));
  const Rational direction(above ? 1 : -1);
  const proofs::Fact squares{ExactPolynomial(direction) * (s.square() - u), Sign::nonnegative};
  if (above && !is_visible({s.rational, Sign::nonnegative}, proof.sequent.facts)) return false;
  if (!positivity.have_proved_by_any(squares, proof)) return false;
  const auto equation = index_of({r * r - u, Sign::zero}, proof.sequent);
  if (!equation) return false;
  Steps steps{proofs::ComparePowers{2, above ? s.value() : r}, proofs::Rewrite{*equation, ExactPolynomial(direction)}};
  if (const auto of_number = index_of({number * number - ExactPolynomial(s.radical), Sign::zero}, proof.sequent))
    steps.emplace_back(proofs::Rewrite{*of_number, -(ExactPolynomial(direction) * s.rational * s.rational)});
  return proof.have_by(claim, steps);
}

/// For a form, or with an equation that makes it one: there s^2 and u compare in little time.
bool is_worth_comparing(const ExactPolynomial& u, const Sequent& here) {
  constexpr std::size_t few = 4;
  const bool has_equation = std::any_of(here.facts.begin(), here.facts.end(), [](const proofs::Fact& fact) {
    return fact.sign == Sign::zero && functions_in(fact.polynomial).empty();
  });
  return goal_variables(here).size() <= few && (homogeneous_degree(u) || has_equation);
}

/// Bounds one root (or its reciprocal), in which the goal is linear; changes `rest`, the goal that is left, and adds
/// the summand for the last step.
bool bound_root(const Atom& root, const std::optional<RootMultiplier>& s, Kind kind, const Positivity& positivity,
                Derivation& proof, ExactPolynomial& rest, proofs::Combination& last) {
  const ExactPolynomial r(root);
  const ExactPolynomial& u = root.arguments()[1];
  if (!s) return false;
  const bool is_quotient = !s->denominator.constant();
  const bool of_factors = kind == Kind::factor || kind == Kind::plain_factor;
  const bool positive = kind == Kind::denominator ? positivity.have_denominator(s->rational, proof)
                                                  : positivity.have(s->rational, proof) &&
                                                        (!is_quotient || positivity.have(s->denominator, proof));
  const bool direct = !positive && (!of_factors || s->radical != 1);
  if (direct && is_quotient) return false;
  if (direct && !is_worth_comparing(u, proof.sequent)) return false;
  if (!index_of({r * r - u, Sign::zero}, proof.sequent) && !proof.then(proofs::RootFacts{r})) return false;
  const ExactPolynomial number = proofs::root(2, ExactPolynomial(s->radical));
  if (!number.constant() && !index_of({number * number - ExactPolynomial(s->radical), Sign::zero}, proof.sequent) &&
      !proof.then(proofs::RootFacts{number}))
    return false;
  const ExactPolynomial inverse_radical(1 / s->radical);
  const ExactPolynomial inverse = reciprocal(r);
  const ExactPolynomial half(Rational(1) / 2), two(Rational(2));
  const ExactPolynomial below = is_quotient ? reciprocal(s->denominator) : ExactPolynomial(Rational(1));
  for (const bool inverted : {false, true}) {
    const Atom atom = *atoms(inverted ? inverse : r).begin();
    const std::vector<ExactPolynomial> c = coefficients_in(atom, rest);
    if (c.size() == 1) continue;
    if (c.size() != 2) return false;
    const bool above = have_seen({-c[1], Sign::nonnegative}, proof);  // an upper bound is needed
    if (!above && !have_seen({c[1], Sign::nonnegative}, proof)) return false;
    if (direct && inverted) return false;
    ExactPolynomial bound;
    if (direct)
      bound = s->value();
    else if (above)
      bound =
          half * number *
          (inverted ? s->rational * below * reciprocal(u) + inverse_radical * s->denominator * reciprocal(s->rational)
                    : inverse_radical * u * s->denominator * reciprocal(s->rational) + s->rational * below);
    else if (const ExactPolynomial squares = u * s->denominator * s->denominator + s->square();
             !positivity.have(squares, proof))
      return false;
    else
      bound = two * s->value() * s->denominator * reciprocal(squares) * (inverted ? ExactPolynomial(Rational(1)) : u);
    ExactPolynomial claim = above ? bound - ExactPolynomial(atom) : ExactPolynomial(atom) - bound;
    std::optional<Steps> steps;
    if (positive) steps = proof_of_bound(claim, root, *s, proof.sequent);
    if (of_factors && s->radical == 1 && above && !inverted) {
      const Rational leading = leading_coefficient(s->rational);
      const ExactPolynomial first = ExactPolynomial(1 / leading) * s->rational;
      if (const auto rest_of_u = cofactor(u, first)) {
        const ExactPolynomial quotient = ExactPolynomial(1 / leading) * *rest_of_u;
        bound = half * (s->rational + quotient);
        claim = bound - r;
        steps = proof_by_squares(bound, half * (s->rational - quotient), r, u, proof.sequent);
      }
    }
    const proofs::Fact fact{claim, Sign::nonnegative};
    if (!(steps ? proof.have(fact, *steps) : direct && have_direct_bound(fact, above, r, u, *s, positivity, proof)))
      return false;
    proofs::Combination::Summand summand{1, {{proof.sequent.facts.size() - 1, 1}}, ExactPolynomial(Rational(1))};
    const ExactPolynomial factor = above ? -c[1] : c[1];
    if (const auto constant = factor.constant()) {
      summand.coefficient = *constant;
    } else {
      if (!proof.have({factor, Sign::nonnegative}, Steps{})) return false;
      summand.facts.emplace_back(proof.sequent.facts.size() - 1, 1);
    }
    last.summands.push_back(std::move(summand));
    rest = c[0] + c[1] * bound;
  }
  return true;
}

/// The steps that show the goal, which has no roots but that of one number perhaps. Where it occurs in every term, the
/// goal is divided by it. Roots of other numbers than the
/// known ones must go in this way.
std::optional<Steps> proof_without_roots(const Sequent& sequent, const std::set<Atom>& known, Effort effort,
                                         Search& search) {
  Steps steps;
  Sequent here = sequent;
  for (const Atom& atom : atoms(sequent.goal.polynomial)) {
    const proofs::Divide divide{ExactPolynomial(atom)};
    if (!root_degree(atom) || !atom.arguments()[1].constant()) continue;
    if (const auto remaining = proofs::apply(proofs::Step(divide), here); remaining && remaining.value().size() == 1) {
      steps.emplace_back(divide);
      here = remaining.value().front();
    }
  }
  // Rational terms beside new irrational ones would have to be squared, which takes long and seldom ends well.
  for (const Atom& atom : functions_in(here.goal.polynomial))
    if (root_degree(atom) && !known.contains(atom)) return {};
  auto found = prove_guess(here, Origin().sufficient(), {effort.cones, false}, search);
  if (!found) return {};
  steps.insert(steps.end(), found->begin(), found->end());
  return steps;
}

/// What to compare the root of this atom with; its factor in the goal is given.
using Choose =
    std::function<std::optional<RootMultiplier>(const ExactPolynomial& radicand, const ExactPolynomial& factor)>;

std::optional<Steps> with_choice(const Choose& choose, Kind kind, const std::optional<Rational>& point,
                                 const Sequent& sequent, const Positivity& positivity, Effort effort, Search& search) {
  Derivation proof(sequent, {});
  ExactPolynomial rest = sequent.goal.polynomial;
  proofs::Combination last;
  for (const Atom& atom : functions_in(sequent.goal.polynomial)) {
    if (root_degree(atom) != 2U || atom.arguments()[1].constant()) continue;
    const std::vector<Atom> inside = functions_in(atom.arguments()[1]);
    if (!inside.empty()) return {};
    const std::vector<ExactPolynomial> c = coefficients_in(atom, rest);
    const ExactPolynomial factor = c.size() == 2 ? c[1] : ExactPolynomial(Rational(1));
    if (!bound_root(atom, choose(atom.arguments()[1], factor), kind, positivity, proof, rest, last)) return {};
  }
  if (last.summands.empty()) return {};
  for (const Atom& atom : functions_in(rest)) {
    if (root_degree(atom) != 2U || !atom.arguments()[1].constant() || degree_in(atom, rest) < 2) continue;
    const ExactPolynomial number(atom);
    if (!index_of({number * number - atom.arguments()[1], Sign::zero}, proof.sequent) &&
        !proof.then(proofs::RootFacts{number}))
      return {};
    rest = lowered(rest, {atom}, proof.sequent, last.multiples);
  }
  const Sequent side{proof.sequent.variables, proof.sequent.facts, {rest, sequent.goal.sign}};
  if (point)
    if (const auto value = value_at(rest, *point).constant(); value && proofs::sign(*value) < 0) return {};
  if (positivity.samples().is_negative_somewhere(rest)) return {};
  // Only what the statement said, and what is positive: the bounds do not help to show what they leave.
  Sequent plain{sequent.variables, {}, side.goal};
  proofs::Forget forget;
  for (std::size_t i = 0; i < side.facts.size(); ++i) {
    const proofs::Fact& fact = side.facts[i];
    if (i < positivity.stated() || (fact.sign == Sign::positive && functions_in(fact.polynomial).empty()))
      plain.facts.push_back(fact);
    else
      forget.facts.push_back(i);
  }
  Steps rest_proof;
  if (!forget.facts.empty()) rest_proof.emplace_back(forget);
  if (is_visible(side.goal, side.facts)) {
    rest_proof.clear();
  } else {
    auto found = proof_without_roots(plain, atoms(sequent.goal.polynomial), effort, search);
    if (!found) return {};
    rest_proof.insert(rest_proof.end(), found->begin(), found->end());
  }
  if (!proof.have(side.goal, rest_proof)) return {};
  last.summands.push_back({1, {{proof.sequent.facts.size() - 1, 1}}, ExactPolynomial(Rational(1))});
  if (!proofs::apply(proofs::Step(last), proof.sequent)) return {};
  proof.steps.emplace_back(std::move(last));
  return proof.steps;
}

}  // namespace

std::optional<Steps> root_tangents(const Sequent& sequent, const Origin&, Effort effort, Search& search) {
  if (sequent.goal.sign != Sign::nonnegative && sequent.goal.sign != Sign::positive) return {};
  const SimplerRoots simpler = simplify_roots_of_quotients(sequent);
  const SamplePoints samples(simpler.sequent);
  const std::vector<std::string> names = goal_variables(simpler.sequent);
  const std::vector<ExactPoint> zeros = zeros_of_goal(simpler.sequent, 12);
  ExactPolynomial sum;
  for (const std::string& name : names) sum = sum + ExactPolynomial::variable(name);
  const auto closed = [&](const Sequent& here, const Positivity& positivity) -> std::optional<Steps> {
    const auto by_interpolation = [&]() -> std::optional<Steps> {
      for (const InterpolationChoice& choice : interpolation_choices()) {
        if (search.is_over()) return {};
        const auto choose = [&](const ExactPolynomial& u, const ExactPolynomial& factor) {
          return interpolated_multiplier(choice, u, factor, names, zeros, samples);
        };
        if (auto steps = with_choice(choose, Kind::blend, {}, here, positivity, effort, search)) return steps;
      }
      return {};
    };
    if (zeros.size() > 1)
      if (auto steps = by_interpolation()) return steps;
    for (const Rational& point : suspected_points(simpler.sequent))
      for (const MultiplierChoice& choice : multiplier_choices()) {
        if (search.is_over()) return {};
        const auto choose = [&](const ExactPolynomial& u, const ExactPolynomial& factor) {
          return multiplier(choice, u, factor, point, sum);
        };
        if (auto steps = with_choice(choose, choice.kind, point, here, positivity, effort, search)) return steps;
      }
    return zeros.size() == 1 ? by_interpolation() : std::nullopt;
  };
  const std::size_t stated = sequent.facts.size();
  Steps all = simpler.steps;
  auto steps = closed(simpler.sequent, {stated, {}, samples, search});
  if (!steps)
    steps = with_positive_sum(simpler.sequent, goal_variables(sequent), [&](Derivation& proof) {
      const auto inner = closed(proof.sequent, {stated, proof.last(), samples, search});
      if (inner) proof.steps.insert(proof.steps.end(), inner->begin(), inner->end());
      return inner.has_value();
    });
  if (!steps) return {};
  all.insert(all.end(), steps->begin(), steps->end());
  return all;
}

}  // namespace geq::prover
