// SPDX-License-Identifier: GPL-3.0-or-later
#include "prover/analysis/enclosures.hpp"

#include <cmath>

#include "proofs/kernel/binders.hpp"
#include "proofs/kernel/derivative.hpp"
#include "proofs/kernel/integrals.hpp"
#include "proofs/kernel/normal_form.hpp"
#include "prover/analysis/samples.hpp"

namespace geq::prover {

using proofs::application;
using proofs::Ends;
using proofs::ExactPolynomial;
using proofs::Fact;
using proofs::Operator;
using proofs::OverInterval;
using proofs::Rational;
using proofs::Sign;

namespace {

const ExactPolynomial one{Rational(1)};

using FindValue = std::function<bool(SideChain&, const ExactPolynomial&)>;

/// What is known of one part: facts part - lower >= 0 and upper - part >= 0, and equations used for them.
struct Part {
  ExactPolynomial lower, upper;
  std::vector<std::size_t> below, above;  ///< facts whose sum says so
  std::vector<std::size_t> equations;     ///< of the values of other integrals, for `upper`
};

/// Beyond the end: c exp(u) below c exp of the tangent of u at the end, where u is concave.
std::optional<ExactPolynomial> by_tangent(const ExactPolynomial& body, const std::string& name, const Rational& end,
                                          bool above) {
  if (body.terms().size() != 1) return {};
  const auto& [monomial, c] = *body.terms().begin();
  if (monomial.size() != 1 || monomial[0].second != 1 || monomial[0].first.op() != Operator::exp) return {};
  const ExactPolynomial& u = monomial[0].first.arguments()[0];
  const auto slope = proofs::derivative(u, name);
  const proofs::Substitution at_end{{name, ExactPolynomial(end)}};
  const auto rate = slope ? substitute(slope->value, at_end).constant() : std::nullopt;
  if (!rate || proofs::sign(*rate) * (above ? 1 : -1) >= 0) return {};
  const ExactPolynomial distance = ExactPolynomial::variable(name) - ExactPolynomial(end);
  return ExactPolynomial(c) * application(Operator::exp, {substitute(u, at_end) + ExactPolynomial(*rate) * distance});
}

/// K exp(-abs(x)), with K from samples.
std::optional<ExactPolynomial> by_factor(const ExactPolynomial& body, const std::string& name, const Rational& end,
                                         bool above) {
  const Sampled value(body, name);
  double most = 0;
  for (int i = 0; i < 200; ++i) {
    const double far = cln::double_approx(end) + (above ? 0.05 : -0.05) * i;
    most = std::max(most, std::fabs(value(far)) * std::exp(std::fabs(far)));
  }
  if (!(most < 1e6)) return {};
  const Rational factor =
      Rational(static_cast<long>(std::ceil(most * 1.05 * 1099511627776.0))) / Rational(1099511627776L);
  const ExactPolynomial x = ExactPolynomial::variable(name);
  return ExactPolynomial(factor) * application(Operator::exp, {above ? -x : x});
}

/// The tail beyond a number: between 0 and the integral of such a bound.
std::optional<Part> tail(SideChain& chain, const OverInterval& of, const FindValue& find_value) {
  const bool above = of.interval.ends == Ends::above;
  const ExactPolynomial integral = atom_over(Operator::integral, of);
  const auto end = (above ? of.interval.lower : of.interval.upper).constant();
  if (!end) return {};
  const std::string name = chain.fresh("x");
  const ExactPolynomial x = ExactPolynomial::variable(name);
  auto bound = by_tangent(opened(of.body, x), name, *end, above);
  if (!bound) bound = by_factor(opened(of.body, x), name, *end, above);
  if (!bound) return {};
  const ExactPolynomial other = atom_over(Operator::integral, {of.interval, closed(*bound, name)});
  if (!find_value(chain, other)) return {};
  Part part;
  for (std::size_t i = 0; i < chain.sequent().facts.size(); ++i) {
    const Fact& fact = chain.sequent().facts[i];
    const auto c = coefficients_in(*atoms(other).begin(), fact.polynomial);
    if (fact.sign == Sign::zero && c.size() == 2 && c[1] == one) {
      part.equations = {i};
      part.upper = -c[0];
    }
  }
  if (part.equations.empty()) return {};
  if (!chain.then(proofs::Integrate{chain.fresh("x"), {{one, integral}}, Sign::nonnegative})) return {};
  part.below = {chain.sequent().facts.size() - 1};
  if (!chain.then(proofs::Integrate{chain.fresh("x"), {{one, other}, {-one, integral}}, Sign::nonnegative})) return {};
  part.above = {chain.sequent().facts.size() - 1};
  return part;
}

/// A quarter near the value, not nearer to 0.
Rational outward(double value, bool up) {
  return Rational(static_cast<long>(up ? std::ceil(value * 4) : std::floor(value * 4))) / 4;
}

std::optional<Part> bounded(SideChain& chain, const ExactPolynomial& integral, std::uint32_t pieces) {
  if (!chain.then(proofs::Quadrature{integral, pieces})) return {};
  const std::size_t last = chain.sequent().facts.size() - 1;
  Part part;
  part.lower = integral - chain.sequent().facts[last - 1].polynomial;
  part.upper = integral + chain.sequent().facts[last].polynomial;
  part.below = {last - 1};
  part.above = {last};
  return part;
}

}  // namespace

std::optional<Enclosed> enclose_integral(SideChain& chain, const ExactPolynomial& integral, std::uint32_t pieces,
                                         double tolerance, const FindValue& find_value) {
  const auto of = proofs::over_interval(integral, Operator::integral);
  const auto range = of ? extent(*of, tolerance) : std::nullopt;
  if (!range) return {};
  std::vector<std::size_t> splits;
  std::vector<Part> parts;
  OverInterval middle = *of;
  const bool below = of->interval.ends == Ends::below || of->interval.ends == Ends::line;
  const bool above = of->interval.ends == Ends::above || of->interval.ends == Ends::line;
  for (const bool upper : {false, true}) {
    if (!(upper ? above : below)) continue;
    const Rational place = outward(upper ? range->upper : range->lower, upper);
    if (!chain.then(proofs::Split{atom_over(Operator::integral, middle), ExactPolynomial(place)})) return {};
    splits.push_back(chain.sequent().facts.size() - 1);
    OverInterval outside = middle;
    outside.interval.ends = upper ? Ends::above : Ends::below;
    (upper ? outside.interval.lower : outside.interval.upper) = ExactPolynomial(place);
    (upper ? middle.interval.upper : middle.interval.lower) = ExactPolynomial(place);
    middle.interval.ends = upper ? Ends::finite : above ? Ends::above : Ends::finite;
    auto part = tail(chain, outside, find_value);
    if (!part) return {};
    parts.push_back(std::move(*part));
  }
  auto inner = bounded(chain, atom_over(Operator::integral, middle), pieces);
  if (!inner) return {};
  if (splits.empty()) return Enclosed{inner->below.front(), inner->above.front()};
  parts.push_back(std::move(*inner));
  Enclosed result{};
  for (const bool upper : {false, true}) {
    ExactPolynomial bound;
    proofs::Combination sum;
    for (const Part& part : parts) {
      bound = bound + (upper ? part.upper : part.lower);
      for (const std::size_t fact : upper ? part.above : part.below)
        sum.summands.push_back({Rational(1), {{fact, 1}}, one});
      // upper - part = (value - other) + (other - part).
      if (upper)
        for (const std::size_t equation : part.equations) sum.multiples.push_back({equation, -one});
    }
    for (const std::size_t split : splits) sum.multiples.push_back({split, upper ? -one : one});
    const Fact fact{upper ? bound - integral : integral - bound, Sign::nonnegative};
    SideChain proved(chain.sequent(), [&](const proofs::Sequent&) { return std::optional(Steps{sum}); });
    if (!proofs::apply(sum, proofs::Sequent{chain.sequent().variables, chain.sequent().facts, fact})) return {};
    if (!proved.then(proofs::Have{fact})) return {};
    (upper ? result.upper : result.lower) = proved.sequent().facts.size() - 1;
    chain.append(proved);
  }
  return result;
}

}  // namespace geq::prover
