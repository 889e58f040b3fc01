// SPDX-License-Identifier: GPL-3.0-or-later
// Strict inequalities of integrals whose integrands touch: beyond some place they do not.

#include <algorithm>

#include "proofs/kernel/binders.hpp"
#include "proofs/kernel/normal_form.hpp"
#include "prover/analysis/analysis.hpp"
#include "prover/analysis/side_conditions.hpp"

namespace geq::prover {

using proofs::Atom;
using proofs::Ends;
using proofs::ExactPolynomial;
using proofs::Fact;
using proofs::IntegralPart;
using proofs::Operator;
using proofs::OverInterval;
using proofs::Rational;
using proofs::Sequent;
using proofs::Sign;

namespace {

const ExactPolynomial one{Rational(1)};

/// A fact about a polynomial that shows once x = place + y is put in, y > 0, and denominators are multiplied out.
std::optional<Steps> beyond(const Sequent& sequent, const std::string& variable, const ExactPolynomial& place) {
  const auto visible = [](const Sequent& side) {
    return is_visible(side.goal, side.facts) ? std::optional(Steps{proofs::Visible{}}) : std::nullopt;
  };
  SideChain chain(sequent, visible);
  const std::string distance = chain.fresh("y");
  const ExactPolynomial x = ExactPolynomial::variable(variable);
  if (!chain.then(proofs::Put{{{distance, x - place}}, {{variable, place + ExactPolynomial::variable(distance)}}}))
    return {};
  const std::size_t denominators = reciprocals(chain.sequent().goal.polynomial).size();
  if (denominators > 0 && !chain.then(proofs::Clear{std::vector(denominators, proofs::DenominatorSign::positive)}))
    return {};
  return chain.finish();
}

/// exp(u) > exp(v) (1 + u - v), as u < v beyond the place.
std::optional<Steps> above_tangent(const Sequent& sequent, const std::string& variable, const ExactPolynomial& place) {
  std::vector<ExactPolynomial> arguments;
  for (const Atom& atom : atoms(sequent.goal.polynomial))
    if (atom.op() == Operator::exp) arguments.push_back(atom.arguments()[0]);
  for (const ExactPolynomial& at : arguments)
    for (const ExactPolynomial& touch : arguments) {
      if (at == touch) continue;
      SideChain chain(sequent, [&](const Sequent& side) {
        return is_visible(side.goal, side.facts) ? std::optional(Steps{proofs::Visible{}})
                                                 : beyond(side, variable, place);
      });
      if (!chain.then(proofs::Have{{touch - at, Sign::positive}})) continue;
      if (!chain.then(proofs::Tangent{proofs::Tangent::Function::exp, at, touch})) continue;
      if (is_visible(chain.sequent().goal, chain.sequent().facts)) return chain.followed_by({proofs::Visible{}});
    }
  return {};
}

/// The integrals up to the place and from there on.
struct Halves {
  std::vector<IntegralPart> near, far;
};

/// Appends what says so, and to `sum` what adds them up; none if they do not split there.
std::optional<Halves> split(SideChain& chain, const std::vector<IntegralPart>& parts, const ExactPolynomial& place,
                            proofs::Combination& sum) {
  Halves result;
  for (const IntegralPart& part : parts) {
    const auto of = proofs::over_interval(part.integral, Operator::integral);
    if (!of || !chain.then(proofs::Split{part.integral, place})) return {};
    sum.multiples.push_back({chain.sequent().facts.size() - 1, part.coefficient});
    OverInterval near = *of;
    OverInterval far = *of;
    const bool below = of->interval.ends == Ends::line || of->interval.ends == Ends::below;
    const bool above = of->interval.ends == Ends::line || of->interval.ends == Ends::above;
    near.interval.ends = below ? Ends::below : Ends::finite;
    near.interval.upper = place;
    far.interval.ends = above ? Ends::above : Ends::finite;
    far.interval.lower = place;
    result.near.push_back({part.coefficient, atom_over(Operator::integral, near)});
    result.far.push_back({part.coefficient, atom_over(Operator::integral, far)});
  }
  return result;
}

/// Appends that the sum of the integrals is positive, as it is nonnegative up to the place and positive from there on.
bool append_split(SideChain& chain, const std::vector<IntegralPart>& parts, const ExactPolynomial& place,
                  const std::string& variable, const SideChain::Prover& far_prover) {
  SideChain attempt = chain;
  proofs::Combination sum;
  const auto halves = split(attempt, parts, place, sum);
  if (!halves) return false;
  if (!attempt.then(proofs::Integrate{variable, halves->far, Sign::positive}, far_prover)) return false;
  sum.summands.push_back({Rational(1), {{attempt.sequent().facts.size() - 1, 1}}, one});
  if (!attempt.then(proofs::Integrate{variable, halves->near, Sign::nonnegative})) return false;
  sum.summands.push_back({Rational(1), {{attempt.sequent().facts.size() - 1, 1}}, one});
  ExactPolynomial total;
  for (const IntegralPart& part : parts) total = total + part.coefficient * part.integral;
  SideChain proved(attempt.sequent(), [&](const Sequent&) { return std::optional(Steps{sum}); });
  if (!proved.then(proofs::Have{{total, Sign::positive}})) return false;
  attempt.append(proved);
  chain = std::move(attempt);
  return true;
}

}  // namespace

std::optional<ExactPolynomial> place_of_sign(const ExactPolynomial& polynomial, const std::string& variable,
                                             const std::vector<Fact>& facts) {
  const auto c = coefficients_in(Atom::variable(variable), polynomial);
  if (c.size() < 2 || !is_visible({c.back(), Sign::positive}, facts)) return {};
  ExactPolynomial below;
  for (std::size_t k = 0; k + 1 < c.size(); ++k) {
    if (variables(c[k]).contains(variable)) return {};
    for (const auto& [monomial, factor] : c[k].terms())
      if (proofs::sign(factor) < 0) below = below - ExactPolynomial::term(factor, monomial);
  }
  return one + below * reciprocal(c.back());
}

bool Analysis::integrate_strictly(SideChain& chain, const std::vector<IntegralPart>& parts,
                                  const ExactPolynomial& place) {
  const proofs::Integrate whole{chain.fresh("x"), parts, Sign::positive};
  // What is easy to see first: a search for what is false takes long.
  const auto compared = [this](const Sequent& side) {
    return is_visible(side.goal, side.facts) ? std::optional(Steps{proofs::Visible{}}) : compare_exponentials(side);
  };
  if (chain.then(whole, compared)) return true;
  const std::string variable = whole.variable;
  const auto beyond_place = [&](const Sequent& side) {
    return is_visible(side.goal, side.facts) ? std::optional(Steps{proofs::Visible{}})
                                             : above_tangent(side, variable, place);
  };
  if (append_split(chain, parts, place, variable, beyond_place) || chain.then(whole)) return true;
  return append_split(chain, parts, place, variable, [this](const Sequent& side) { return side_proof(side); });
}

}  // namespace geq::prover
