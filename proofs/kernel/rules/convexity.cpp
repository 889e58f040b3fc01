// SPDX-License-Identifier: GPL-3.0-or-later
#include "proofs/kernel/binders.hpp"
#include "proofs/kernel/integrals.hpp"
#include "proofs/kernel/limits.hpp"
#include "proofs/kernel/rules/rules.hpp"

namespace geq::proofs {

namespace {

const RealInterval line{Ends::line, {}, {}};

/// s F(x) + (1 - s) F(y) - F(s x + (1 - s) y) >= 0 for all x, all y, and all s in (0, 1). The names have a character
/// that no name in scope can have.
Fact convexity(const ExactPolynomial& function, const std::string& argument) {
  const ExactPolynomial x = ExactPolynomial::variable("#x");
  const ExactPolynomial y = ExactPolynomial::variable("#y");
  const ExactPolynomial s = ExactPolynomial::variable("#s");
  const ExactPolynomial one(Rational(1));
  const auto at = [&](const ExactPolynomial& place) { return substitute(function, {{argument, place}}); };
  const ExactPolynomial above = s * at(x) + (one - s) * at(y) - at(s * x + (one - s) * y);
  const Fact shares = everywhere({Ends::finite, {}, one}, {closed(above, "#s"), Sign::nonnegative});
  const Fact points = everywhere(line, {closed(shares.polynomial, "#y"), shares.sign});
  return everywhere(line, {closed(points.polynomial, "#x"), points.sign});
}

}  // namespace

// A finite convex function on the line has a subgradient at every point. The slope is new: give it the value of one.
Outcome apply(const SupportingLine& step, const Sequent& sequent) {
  if (!is_new(step.slope, sequent) || !is_new(step.variable, sequent) || step.slope == step.variable)
    return Reason::name_not_fresh;
  if (sequent.variables.size() >= max_scope) throw LimitExceeded("too many names are in scope");
  Sequent inside{sequent.variables, {}, sequent.goal};
  inside.variables.push_back(step.variable);
  if (!in_scope(step.at, sequent) || !in_scope(step.function, inside)) return Reason::unknown_variable;
  if (!is_known(convexity(step.function, step.variable), sequent.facts)) return Reason::not_convex;
  const ExactPolynomial argument = ExactPolynomial::variable(step.variable);
  const ExactPolynomial slope = ExactPolynomial::variable(step.slope);
  const ExactPolynomial touching = substitute(step.function, {{step.variable, step.at}});
  const ExactPolynomial above = step.function - touching - slope * (argument - step.at);
  Sequent result = with_fact(sequent, everywhere(line, {closed(above, step.variable), Sign::nonnegative}));
  result.variables.push_back(step.slope);
  return std::vector<Sequent>{std::move(result)};
}

}  // namespace geq::proofs
