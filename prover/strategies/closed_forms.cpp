// SPDX-License-Identifier: GPL-3.0-or-later
#include "polynomials/real_roots.hpp"
#include "prover/conversion.hpp"
#include "prover/strategies/strategies.hpp"

namespace geq::prover {

using proofs::ExactPolynomial;
using proofs::Sequent;

namespace {

std::optional<Steps> single(proofs::Step step, const Sequent& sequent) {
  const auto remaining = proofs::apply(step, sequent);
  if (!remaining || !remaining.value().empty()) return {};
  return Steps{std::move(step)};
}

}  // namespace

std::optional<Steps> visible(const Sequent& sequent, const Origin&, Effort, Search&) {
  return single(proofs::Visible{}, sequent);
}

std::optional<Steps> one_variable(const Sequent& sequent, const Origin& origin, Effort, Search& search) {
  const std::vector<std::string> names = goal_variables(sequent);
  if (names.size() != 1 || !is_polynomial(sequent)) return {};
  if (auto steps = single(proofs::OneVariable{}, sequent)) return steps;
  polynomials::UnivariateCoefficients coefficients;
  for (const ExactPolynomial& c : coefficients_in(proofs::Atom::variable(names[0]), sequent.goal.polynomial))
    coefficients.push_back(to_search(*c.constant()));
  polynomials::Interval interval;
  if (is_nonnegative(names[0], sequent)) interval.lower = polynomials::Rational(0);
  if (const auto point = negative_point(coefficients, interval))
    search.offer_counterexample({{names[0], to_kernel(*point)}}, origin);
  return {};
}

std::optional<Steps> two_variable_form(const Sequent& sequent, const Origin& origin, Effort, Search& search) {
  const std::vector<std::string> names = goal_variables(sequent);
  const auto degree = homogeneous_degree(sequent.goal.polynomial);
  if (names.size() != 2 || !degree || !is_polynomial(sequent)) return {};
  if (auto steps = single(proofs::TwoVariables{}, sequent)) return steps;
  const bool first = is_nonnegative(names[0], sequent);
  const bool second = is_nonnegative(names[1], sequent);
  const std::string& u = second ? names[0] : names[1];
  const std::string& v = second ? names[1] : names[0];
  polynomials::UnivariateCoefficients coefficients(static_cast<std::size_t>(*degree) + 1);
  for (const auto& [monomial, c] : sequent.goal.polynomial.terms())
    coefficients[exponent_of(proofs::Atom::variable(u), monomial)] = to_search(c);
  const auto region = first && second   ? polynomials::PlaneRegion::quadrant
                      : first || second ? polynomials::PlaneRegion::half_plane
                                        : polynomials::PlaneRegion::plane;
  if (const auto point = negative_point_of_form(coefficients, region))
    search.offer_counterexample({{u, to_kernel(point->first)}, {v, to_kernel(point->second)}}, origin);
  return {};
}

}  // namespace geq::prover
