// SPDX-License-Identifier: GPL-3.0-or-later
#include "prover/analysis/samples.hpp"

#include <cmath>

#include "proofs/kernel/binders.hpp"
#include "proofs/kernel/language/parser.hpp"
#include "proofs/kernel/normal_form.hpp"

namespace geq::prover {

using proofs::Ends;
using proofs::ExactPolynomial;
using proofs::OverInterval;
using proofs::Rational;

Sampled::Sampled(const ExactPolynomial& polynomial, const std::string& variable) {
  const auto term = proofs::parse_term(to_text(polynomial), {variable});
  if (term) program_.emplace(term.value(), std::vector<std::string>{variable});
}

double Sampled::operator()(double x) const { return program_ ? (*program_)({x}).value : std::nan(""); }

double nearly(const ExactPolynomial& polynomial) { return Sampled(polynomial, "")(0); }

namespace {

constexpr const char* name = "x";

Sampled integrand(const OverInterval& integral) {
  return {opened(integral.body, ExactPolynomial::variable(name)), name};
}

/// How far from `end`, in the direction, the function stays greater than the tolerance.
std::optional<double> reach(const Sampled& f, double end, double direction, double tolerance) {
  constexpr int quarters = 32;  // of octaves, from 1/4 to 64
  for (int k = 0; k <= quarters; ++k) {
    const double distance = 0.25 * std::exp2(k / 4.0);
    bool small = true;
    for (int i = 0; small && i < 4; ++i) {
      const double value = f(end + direction * distance * (1 + i / 2.0));
      small = std::fabs(value) <= tolerance;
    }
    if (small) return distance;
  }
  return {};
}

}  // namespace

std::optional<Extent> extent(const OverInterval& integral, double tolerance) {
  const auto& [ends, lower, upper] = integral.interval;
  const Sampled f = integrand(integral);
  Extent result{nearly(lower), nearly(upper)};
  if (!std::isfinite(result.lower) || !std::isfinite(result.upper)) return {};
  const Extent start = result;
  for (const bool above : {true, false}) {
    if (ends == Ends::finite || ends == (above ? Ends::below : Ends::above)) continue;
    const auto distance = reach(f, above ? start.lower : start.upper, above ? 1 : -1, tolerance);
    if (!distance) return {};
    (above ? result.upper : result.lower) += above ? *distance : -*distance;
  }
  return result;
}

std::optional<double> nearly(const OverInterval& integral) {
  const auto range = extent(integral, 1e-14);
  if (!range) return {};
  const Sampled f = integrand(integral);
  const auto midpoints = [&](int pieces) {
    const double width = (range->upper - range->lower) / pieces;
    double sum = 0;
    for (int i = 0; i < pieces; ++i) sum += f(range->lower + (i + 0.5) * width);
    return sum * width;
  };
  const double coarse = midpoints(2000);
  const double fine = midpoints(4000);
  // Where halving the pieces still changes much, as near a pole, nothing is known; else the error of what is returned
  // is far smaller than the change.
  if (!(std::fabs(fine - coarse) < 1e-4 * (1 + std::fabs(fine)))) return {};
  return fine + (fine - coarse) / 3;
}

Rational rational_near(double value) {
  constexpr double scale = 1099511627776.0;  // 2^40
  return Rational(static_cast<long>(std::round(value * scale))) / Rational(static_cast<long>(scale));
}

}  // namespace geq::prover
