// SPDX-License-Identifier: GPL-3.0-or-later
#include "prover/analysis/turning_points.hpp"

#include <cmath>

#include "proofs/kernel/derivative.hpp"
#include "proofs/kernel/limits.hpp"
#include "prover/analysis/samples.hpp"
#include "prover/reductions/functions.hpp"
#include "prover/strategies/strategies.hpp"

namespace geq::prover {

using proofs::ExactPolynomial;
using proofs::Fact;
using proofs::Rational;
using proofs::Sequent;
using proofs::Sign;

namespace {

constexpr int most_cuts = 3;
constexpr int samples = 64;

/// Rational ends of the variable's interval, from facts that are linear in it.
struct Bounds {
  std::optional<Rational> lower, upper;
};
Bounds bounds_of(const std::string& variable, const std::vector<Fact>& facts) {
  Bounds result;
  for (const Fact& fact : facts) {
    if (fact.sign != Sign::nonnegative && fact.sign != Sign::positive) continue;
    const auto c = coefficients_in(proofs::Atom::variable(variable), fact.polynomial);
    const auto slope = c.size() == 2 ? c[1].constant() : std::nullopt;
    const auto rest = slope ? c[0].constant() : std::nullopt;
    if (!rest) continue;
    const Rational end = -*rest / *slope;
    if (proofs::sign(*slope) > 0 && (!result.lower || end > *result.lower)) result.lower = end;
    if (proofs::sign(*slope) < 0 && (!result.upper || end < *result.upper)) result.upper = end;
  }
  return result;
}

/// A fraction with a small denominator that is nearly the number; else one with the denominator 256.
Rational fraction_near(double value) {
  for (long denominator = 1; denominator <= 24; ++denominator) {
    const double scaled = value * static_cast<double>(denominator);
    if (std::fabs(scaled - std::round(scaled)) < 1e-9)
      return Rational(static_cast<long>(std::round(scaled))) / denominator;
  }
  return Rational(static_cast<long>(std::round(value * 256))) / 256;
}

/// Where the derivative first changes sign inside of the interval.
std::optional<Rational> turn(const Sampled& slope, double low, double high) {
  const auto place = [&](int i) { return low + (high - low) * i / samples; };
  for (int i = 1; i + 2 < samples; ++i) {
    double left = place(i);
    double right = place(i + 1);
    if (!(slope(left) * slope(right) <= 0)) continue;
    for (int round = 0; round < 60; ++round) {
      const double middle = (left + right) / 2;
      (slope(left) * slope(middle) <= 0 ? right : left) = middle;
    }
    return fraction_near(right);
  }
  return {};
}

class Cuts {
 public:
  Cuts(const std::string& variable, const Origin& origin, Effort effort, Search& search)
      : variable_(variable), origin_(origin), effort_(effort), search_(search) {}

  std::optional<Steps> cut(const Sequent& sequent, int left) {
    const Bounds bounds = bounds_of(variable_, sequent.facts);
    const auto slope = proofs::derivative(sequent.goal.polynomial, variable_);
    if (left == 0 || !slope || !bounds.lower || !bounds.upper || !(*bounds.lower < *bounds.upper)) return {};
    const auto found = turn(Sampled(slope->value, variable_), to_double(*bounds.lower), to_double(*bounds.upper));
    const bool inside = found && *found > *bounds.lower && *found < *bounds.upper;
    const Rational place = inside ? *found : Rational((*bounds.lower + *bounds.upper) / 2);
    const proofs::Cases step{ExactPolynomial::variable(variable_) - ExactPolynomial(place)};
    const auto parts = proofs::apply(step, sequent);
    if (!parts) return {};
    Steps result{step};
    for (const Sequent& part : parts.value()) {
      auto steps = derivative_chains(part, origin_, effort_, search_);
      if (!steps && !search_.is_over()) steps = cut(part, left - 1);
      if (!steps) return {};
      result.insert(result.end(), steps->begin(), steps->end());
    }
    return result;
  }

 private:
  const std::string& variable_;
  const Origin& origin_;
  Effort effort_;
  Search& search_;
};

/// The goal is positive at points inside; else no cut helps.
bool seems_true(const Sequent& sequent, const std::string& variable) {
  const Bounds bounds = bounds_of(variable, sequent.facts);
  if (!bounds.lower || !bounds.upper) return false;
  const Sampled value(sequent.goal.polynomial, variable);
  const double low = to_double(*bounds.lower);
  const double width = to_double(*bounds.upper) - low;
  for (int i = 1; i < samples; ++i)
    if (!(value(low + width * i / samples) > -1e-12)) return false;
  return true;
}

}  // namespace

std::optional<Steps> turning_points(const Sequent& sequent, const Origin& origin, Effort effort, Search& search) {
  const std::set<std::string> names = variables(sequent.goal.polynomial);
  if (names.size() != 1 || functions_in(sequent.goal.polynomial).empty()) return {};
  if (sequent.goal.sign != Sign::nonnegative && sequent.goal.sign != Sign::positive) return {};
  if (!seems_true(sequent, *names.begin())) return {};
  try {
    return Cuts(*names.begin(), origin, effort, search).cut(sequent, most_cuts);
  } catch (const proofs::LimitExceeded&) {
    return {};
  }
}

}  // namespace geq::prover
