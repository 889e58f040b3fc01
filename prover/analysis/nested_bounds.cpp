// SPDX-License-Identifier: GPL-3.0-or-later
#include "prover/analysis/nested_bounds.hpp"

#include <algorithm>
#include <cmath>
#include <map>

#include "proofs/kernel/binders.hpp"
#include "proofs/kernel/limits.hpp"
#include "proofs/kernel/normal_form.hpp"
#include "prover/analysis/bounds.hpp"
#include "prover/analysis/samples.hpp"

namespace geq::prover {

using proofs::application;
using proofs::Atom;
using proofs::Ends;
using proofs::ExactPolynomial;
using proofs::Fact;
using proofs::Operator;
using proofs::Rational;
using proofs::Sign;

namespace {

constexpr std::uint32_t greatest_power = 24;
const ExactPolynomial one{Rational(1)};

/// coefficient x^i y^j
struct Part {
  ExactPolynomial coefficient;
  std::uint32_t i, j;
};

/// exp(u) times a positive factor without the variables; u as a polynomial in both.
struct Exponential {
  ExactPolynomial factor, exponent;
  std::vector<Part> parts;
};

std::optional<Exponential> exponential(const NestedIntegral& of, const std::vector<Fact>& facts) {
  if (of.body.terms().size() != 1) return {};
  const auto& [monomial, c] = *of.body.terms().begin();
  Exponential result{ExactPolynomial(c), {}, {}};
  for (const auto& [atom, exponent] : monomial) {
    const std::set<std::string> names = variables(ExactPolynomial(atom));
    if (!names.contains(of.x) && !names.contains(of.y))
      result.factor = result.factor * power(ExactPolynomial(atom), exponent);
    else if (atom.op() == Operator::exp && exponent == 1 && result.exponent.is_zero())
      result.exponent = atom.arguments()[0];
    else
      return {};
  }
  if (result.exponent.is_zero() || !is_visible({result.factor, Sign::positive}, facts)) return {};
  const Atom x = Atom::variable(of.x), y = Atom::variable(of.y);
  for (const auto& [own, number] : result.exponent.terms()) {
    Part part{ExactPolynomial(number), exponent_of(x, own), exponent_of(y, own)};
    for (const auto& [atom, exponent] : own) {
      if (atom == x || atom == y) continue;
      const std::set<std::string> names = variables(ExactPolynomial(atom));
      if (names.contains(of.x) || names.contains(of.y)) return {};
      part.coefficient = part.coefficient * power(ExactPolynomial(atom), exponent);
    }
    if (part.i > greatest_power || part.j > greatest_power) return {};
    result.parts.push_back(std::move(part));
  }
  return result;
}

bool is_plane(const NestedIntegral& of) { return of.outer.ends == Ends::line && of.inner.ends == Ends::line; }
bool is_rectangle(const NestedIntegral& of) { return of.outer.ends == Ends::finite && of.inner.ends == Ends::finite; }

ExactPolynomial monomial(const NestedIntegral& of, const Part& part) {
  return power(ExactPolynomial::variable(of.x), part.i) * power(ExactPolynomial::variable(of.y), part.j);
}

/// The mean of x^k with the weight exp(-p x^2): 1 3 5 ... (k - 1)/(2 p)^(k/2), and 0 for odd k.
ExactPolynomial moment(std::uint32_t k, const ExactPolynomial& p) {
  if (k % 2 == 1) return {};
  ExactPolynomial result = one;
  for (std::uint32_t i = 1; i < k; i += 2)
    result = result * ExactPolynomial(Rational(static_cast<unsigned long>(i)) / 2) * reciprocal(p);
  return result;
}

/// The greatest absolute value at points of the rectangle; none if there are parameters or no numbers.
std::optional<double> greatest_value(const NestedIntegral& of) {
  constexpr int count = 20;
  double most = 0;
  for (int k = 0; k <= count; ++k) {
    const Rational t = Rational(k) / count;
    const ExactPolynomial x = of.outer.lower + ExactPolynomial(t) * (of.outer.upper - of.outer.lower);
    const ExactPolynomial body = substitute(of.body, {{of.x, x}});
    if (variables(body).size() > 1) return {};
    const Sampled value(body, of.y);
    const double low = nearly(of.inner.lower), high = nearly(of.inner.upper);
    for (int i = 0; i <= count; ++i) most = std::max(most, std::fabs(value(low + (high - low) * i / count)));
  }
  return most < 1e6 ? std::optional(most) : std::nullopt;
}

}  // namespace

ExactPolynomial NestedIntegral::of(const ExactPolynomial& function) const {
  const ExactPolynomial inside = atom_over(Operator::integral, {inner, proofs::closed(function, y)});
  return atom_over(Operator::integral, {outer, proofs::closed(inside, x)});
}

std::optional<NestedIntegral> nested_integral(const ExactPolynomial& integral, const std::string& x,
                                              const std::string& y) {
  const auto of = proofs::over_interval(integral, Operator::integral);
  if (!of) return {};
  const auto inner = proofs::over_interval(opened(of->body, ExactPolynomial::variable(x)), Operator::integral);
  if (!inner || variables(inner->interval.lower).contains(x) || variables(inner->interval.upper).contains(x)) return {};
  return NestedIntegral{x, y, of->interval, inner->interval, opened(inner->body, ExactPolynomial::variable(y))};
}

std::vector<proofs::IntegralPart> parts_of_nested(const NestedIntegral& integral, const ExactPolynomial& function) {
  std::map<proofs::Monomial, ExactPolynomial> coefficients;
  for (const auto& [own, c] : function.terms()) {
    proofs::Monomial inside, outside;
    for (const auto& factor : own) {
      const std::set<std::string> names = variables(ExactPolynomial(factor.first));
      (names.contains(integral.x) || names.contains(integral.y) ? inside : outside).push_back(factor);
    }
    coefficients[inside] = coefficients[inside] + ExactPolynomial::term(c, outside);
  }
  std::vector<proofs::IntegralPart> result;
  result.reserve(coefficients.size());
  for (const auto& [inside, coefficient] : coefficients)
    result.push_back({coefficient, integral.of(ExactPolynomial::term(1, inside))});
  return result;
}

std::vector<ExactPolynomial> nested_bounds_above(const NestedIntegral& integral, const std::vector<Fact>& facts) {
  std::vector<ExactPolynomial> result;
  if (is_rectangle(integral)) {
    const auto most = greatest_value(integral);
    if (most) result.emplace_back(Rational(static_cast<long>(std::ceil(*most - 1e-9))));
    if (most) result.emplace_back(Rational(static_cast<long>(std::ceil(*most)) + 1));
  }
  const auto f = is_plane(integral) ? exponential(integral, facts) : std::nullopt;
  if (!f) return result;
  ExactPolynomial kept;
  for (const Part& part : f->parts) {
    const bool falls = is_visible({-part.coefficient, Sign::nonnegative}, facts);
    if (part.i + part.j > 2 && falls && part.i % 2 == 0 && part.j % 2 == 0) continue;
    if (part.i + part.j > 2) return result;
    kept = kept + part.coefficient * monomial(integral, part);
  }
  result.push_back(f->factor * application(Operator::exp, {kept}));
  return result;
}

std::vector<ExactPolynomial> nested_bounds_below(const NestedIntegral& integral, const ExactPolynomial& compared,
                                                 const std::vector<Fact>& facts) {
  std::vector<ExactPolynomial> result;
  const auto f = exponential(integral, facts);
  if (!f) return result;
  const ExactPolynomial x = ExactPolynomial::variable(integral.x), y = ExactPolynomial::variable(integral.y);
  const auto append = [&](const ExactPolynomial& touch) {
    result.push_back(f->factor * application(Operator::exp, {touch}) * (one + f->exponent - touch));
  };
  if (is_rectangle(integral)) {
    const auto middle = [](const proofs::RealInterval& interval) {
      return ExactPolynomial(Rational(1) / 2) * (interval.lower + interval.upper);
    };
    append(ExactPolynomial());
    append(substitute(f->exponent, {{integral.x, middle(integral.outer)}, {integral.y, middle(integral.inner)}}));
  }
  if (!is_plane(integral)) return result;
  TrialsInBound trials = trials_in(compared);
  trials.rates.push_back(one);
  for (const ExactPolynomial& p : trials.rates) {
    ExactPolynomial mean = one;  // of p (x^2 + y^2)
    for (const Part& part : f->parts) mean = mean + part.coefficient * moment(part.i, p) * moment(part.j, p);
    append(mean - p * (x * x + y * y));
    for (const ExactPolynomial& top : trials.tops) append(top - p * (x * x + y * y));
  }
  return result;
}

}  // namespace geq::prover
