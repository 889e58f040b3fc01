// SPDX-License-Identifier: GPL-3.0-or-later
#include "prover/analysis/bounds.hpp"

#include <algorithm>
#include <cmath>

#include "proofs/kernel/binders.hpp"
#include "proofs/kernel/language/parser.hpp"
#include "proofs/kernel/normal_form.hpp"
#include "prover/float_program.hpp"

namespace geq::prover {

using proofs::application;
using proofs::Atom;
using proofs::Ends;
using proofs::ExactPolynomial;
using proofs::Operator;
using proofs::OverInterval;
using proofs::Rational;
using proofs::Sequent;
using proofs::Sign;

namespace {

constexpr std::size_t greatest_power = 60;

ExactPolynomial number(const Rational& value) { return ExactPolynomial(value); }

/// A polynomial without parameters as a function of the variable.
class Sampled {
 public:
  Sampled(const ExactPolynomial& polynomial, const std::string& variable) {
    const auto term = proofs::parse_term(to_text(polynomial), {variable});
    if (term) program_.emplace(term.value(), std::vector<std::string>{variable});
  }
  double operator()(double x) const { return program_ ? (*program_)({x}).value : std::nan(""); }

 private:
  std::optional<FloatProgram> program_;
};

/// Points inside of the interval; none if an end has parameters.
std::vector<double> samples(const OverInterval& integral) {
  const auto& [ends, lower, upper] = integral.interval;
  const double low = Sampled(lower, "")(0);
  const double high = Sampled(upper, "")(0);
  if (!std::isfinite(low) || !std::isfinite(high)) return {};
  std::vector<double> result;
  constexpr int count = 400;
  for (int i = 1; i < count; ++i) {
    const double t = static_cast<double>(i) / count;
    const double far = t / (1 - t);
    if (ends == Ends::finite) result.push_back(low + t * (high - low));
    if (ends == Ends::above) result.push_back(low + far);
    if (ends == Ends::below) result.push_back(high - far);
    if (ends == Ends::line) result.insert(result.end(), {far, -far});
  }
  if (ends == Ends::line) result.push_back(0);
  return result;
}

Rational rounded_up(double value, long denominator) {
  return Rational(static_cast<long>(std::ceil(value * static_cast<double>(denominator)))) / denominator;
}

bool has_parameters(const ExactPolynomial& polynomial, const std::string& variable) {
  std::set<std::string> names = variables(polynomial);
  names.erase(variable);
  return !names.empty();
}

/// The integrand as exp(u), times a factor without the variable.
struct Exponential {
  ExactPolynomial factor;
  ExactPolynomial exponent;
  std::vector<ExactPolynomial> coefficients;  ///< of the exponent, in powers of the variable or of its absolute value
  bool even;                                  ///< the exponent has no odd power of the variable itself
};

std::optional<Exponential> exponential(const ExactPolynomial& body, const std::string& variable) {
  if (body.terms().size() != 1) return {};
  const auto& [monomial, c] = *body.terms().begin();
  Exponential result{number(c), {}, {}, true};
  for (const auto& [atom, exponent] : monomial) {
    if (!variables(ExactPolynomial(atom)).contains(variable))
      result.factor = result.factor * power(ExactPolynomial(atom), exponent);
    else if (atom.op() == Operator::exp && exponent == 1 && result.exponent.is_zero())
      result.exponent = atom.arguments()[0];
    else
      return {};
  }
  const Atom x = Atom::variable(variable);
  const Atom magnitude = Atom::application(Operator::abs, {ExactPolynomial(x)});
  for (const auto& [part, coefficient] : result.exponent.terms()) {
    const std::uint32_t own = exponent_of(x, part);
    const std::size_t total = own + exponent_of(magnitude, part);
    proofs::Monomial rest;
    for (const auto& factor : part)
      if (factor.first != x && factor.first != magnitude) rest.push_back(factor);
    const ExactPolynomial outside = ExactPolynomial::term(coefficient, rest);
    if (total > greatest_power || variables(outside).contains(variable)) return {};
    if (own % 2 == 1) result.even = false;
    if (result.coefficients.size() <= total) result.coefficients.resize(total + 1);
    result.coefficients[total] = result.coefficients[total] + outside;
  }
  if (result.coefficients.size() < 2) return {};
  return result;
}

/// From 0 on, where a variable is its absolute value.
bool is_half_line(const proofs::RealInterval& interval) {
  return interval.ends == Ends::above && interval.lower.is_zero();
}

ExactPolynomial gaussian(const ExactPolynomial& factor, const ExactPolynomial& rest, const ExactPolynomial& rate,
                         const std::string& variable) {
  const ExactPolynomial x = ExactPolynomial::variable(variable);
  return factor * application(Operator::exp, {rest - rate * x * x});
}

/// Without the powers that only make the exponent smaller.
std::optional<ExactPolynomial> without_higher_powers(const Exponential& f, const std::string& variable,
                                                     const Sequent& sequent) {
  if (f.coefficients.size() < 3 || !is_visible({-f.coefficients[2], Sign::positive}, sequent.facts)) return {};
  for (std::size_t k = 1; k < f.coefficients.size(); ++k)
    if (k != 2 && !f.coefficients[k].is_zero() &&
        (!f.even || !is_visible({-f.coefficients[k], Sign::nonnegative}, sequent.facts)))
      return {};
  return gaussian(f.factor, f.coefficients[0], -f.coefficients[2], variable);
}

/// x^2 <= 1/(4 c) + c x^4, and x^2 <= 1/c + c^2 x^4 and so on, for the highest power.
std::optional<ExactPolynomial> by_highest_power(const Exponential& f, const std::string& variable,
                                                const Sequent& sequent) {
  const std::size_t top = f.coefficients.size() - 1;
  const ExactPolynomial c = -f.coefficients[top];
  if (top != 4 || !is_visible({c, Sign::positive}, sequent.facts)) return {};
  for (std::size_t k = 1; k < top; ++k)
    if (!f.coefficients[k].is_zero() &&
        (!f.even || !is_visible({-f.coefficients[k], Sign::nonnegative}, sequent.facts)))
      return {};
  return gaussian(f.factor, f.coefficients[0] + number(Rational(1) / 4) * reciprocal(c), Rational(1), variable);
}

void append_scaled(const std::vector<ExactPolynomial>& shapes, const ExactPolynomial& body,
                   const OverInterval& integral, const std::string& variable, std::vector<ExactPolynomial>& result) {
  const std::vector<double> points = samples(integral);
  const Sampled value(body, variable);
  for (const ExactPolynomial& shape : shapes) {
    const Sampled bound(shape, variable);
    double most = 0;
    for (const double x : points) most = std::max(most, std::fabs(value(x)) / bound(x));
    if (!(most < 1e6) || points.empty()) continue;
    // What is strictly greater is easier to show than what touches.
    const Rational tight = rounded_up(most * (1 - 1e-9), 1);
    if (most * 1.01 > static_cast<double>(cln::double_approx(tight)))
      result.push_back(number(rounded_up(most * 1.05, 8)) * shape);
    result.push_back(number(tight) * shape);
  }
}

/// The mean of the exponent and of p x^2 with the weight exp(-p x^2): for even exponents over the line, and over 0..oo.
/// That of abs(x)^(2 j) is (2 j - 1)!! / (2 p)^j, and that of abs(x)^(2 j + 1) is j! / (sqrt(pi) sqrt(p)^(2 j + 1)).
std::optional<ExactPolynomial> mean(const Exponential& f, const ExactPolynomial& p, bool line) {
  if (line && !f.even) return {};
  const ExactPolynomial half = number(Rational(1) / 2) * reciprocal(p);
  ExactPolynomial even(Rational(1));
  ExactPolynomial odd = reciprocal(application(Operator::root, {number(2), application(Operator::pi, {})})) *
                        reciprocal(application(Operator::root, {number(2), p}));
  ExactPolynomial result = f.coefficients[0] + number(Rational(1) / 2);
  for (std::size_t k = 1; k < f.coefficients.size(); ++k) {
    const Rational rise(static_cast<unsigned long>(k - 1));
    ExactPolynomial& moment = k % 2 == 0 ? even : odd;
    if (k > 1) moment = number(k % 2 == 0 ? rise : rise / 2) * moment * (k % 2 == 0 ? half : reciprocal(p));
    if (!f.coefficients[k].is_zero()) result = result + f.coefficients[k] * moment;
  }
  return result;
}

/// What p can be where sqrt(pi/p) or sqrt(pi) sqrt(1/p) stands, and the arguments of exp beside it.
void read_off(const ExactPolynomial& compared, std::vector<ExactPolynomial>& rates,
              std::vector<ExactPolynomial>& tops) {
  const auto add = [](std::vector<ExactPolynomial>& to, ExactPolynomial value) {
    if (std::find(to.begin(), to.end(), value) == to.end()) to.push_back(std::move(value));
  };
  const Atom pi = *atoms(application(Operator::pi, {})).begin();
  for (const auto& [monomial, c] : compared.terms())
    for (const auto& [atom, exponent] : monomial) {
      if (atom.op() == Operator::exp) add(tops, atom.arguments()[0]);
      const ExactPolynomial inverse = atom.op() == Operator::quotient ? atom.arguments()[0] : ExactPolynomial();
      const std::set<Atom> below = atoms(inverse);
      if (below.size() == 1 && below.begin()->op() == Operator::root) add(rates, below.begin()->arguments()[1]);
      if (atom.op() != Operator::root) continue;
      const auto parts = coefficients_in(pi, atom.arguments()[1]);
      if (parts.size() == 2 && parts[0].is_zero()) add(rates, reciprocal(parts[1]));
      if (parts.size() == 1) add(rates, reciprocal(atom.arguments()[1]));
    }
}

/// The rate with the greatest bound, as a simple fraction.
std::optional<Rational> best_rate(const Exponential& f, bool line) {
  std::optional<Rational> best;
  double best_value = -1e300;
  for (long numerator = 1; numerator <= 2000; ++numerator) {
    const Rational p = Rational(numerator) / 100;
    const auto exponent = mean(f, ExactPolynomial(p), line);
    if (!exponent || !variables(*exponent).empty()) return {};
    const double bound = Sampled(*exponent, "")(0) - std::log(static_cast<double>(numerator)) / 2;
    if (bound > best_value) {
      best_value = bound;
      best = p;
    }
  }
  return best;
}

}  // namespace

std::vector<ExactPolynomial> bounds_of(const OverInterval& integral, const std::string& variable,
                                       const Sequent& sequent) {
  const ExactPolynomial x = ExactPolynomial::variable(variable);
  const ExactPolynomial body = opened(integral.body, x);
  const Ends ends = integral.interval.ends;
  std::vector<ExactPolynomial> result;
  auto f = exponential(body, variable);
  if (f && is_half_line(integral.interval)) f->even = true;
  if (f && ends != Ends::finite) {
    if (auto bound = without_higher_powers(*f, variable, sequent)) result.push_back(std::move(*bound));
    if (auto bound = by_highest_power(*f, variable, sequent)) result.push_back(std::move(*bound));
  }
  if (has_parameters(body, variable)) {
    if (ends == Ends::finite) result.push_back(Rational(1));
    return result;
  }
  const std::vector<double> points = samples(integral);
  if (f && !has_parameters(f->exponent, variable)) {
    double most = -1e300;
    const Sampled exponent(f->exponent + x * x, variable);
    for (const double at : points) most = std::max(most, exponent(at));
    if (most < 1e3) result.push_back(gaussian(f->factor, rounded_up(most + 0.01, 8), Rational(1), variable));
  }
  const ExactPolynomial one(Rational(1));
  std::vector<ExactPolynomial> shapes;
  if (ends == Ends::line) shapes = {application(Operator::exp, {-(x * x)}), reciprocal(one + x * x)};
  if (ends == Ends::above)
    shapes = {application(Operator::exp, {-(x * x)}), application(Operator::exp, {-x}), reciprocal(one + x * x),
              reciprocal(x * x)};
  if (ends == Ends::finite) {
    shapes = {one};
    if (integral.interval.lower.is_zero()) shapes.push_back(reciprocal(application(Operator::root, {number(2), x})));
  }
  append_scaled(shapes, body, integral, variable, result);
  return result;
}

std::vector<ExactPolynomial> bounds_below(const OverInterval& integral, const std::string& variable,
                                          const ExactPolynomial& compared, const Sequent& sequent) {
  const ExactPolynomial x = ExactPolynomial::variable(variable);
  auto f = exponential(opened(integral.body, x), variable);
  if (f && is_half_line(integral.interval)) f->even = true;
  if (!f || !is_visible({f->factor, Sign::positive}, sequent.facts)) return {};
  std::vector<ExactPolynomial> rates, tops, result;
  if (integral.interval.ends == Ends::finite) {
    // Where the exponent is 0, and what it is in the middle.
    const ExactPolynomial middle = number(Rational(1) / 2) * (integral.interval.lower + integral.interval.upper);
    for (const ExactPolynomial& m : {ExactPolynomial(), substitute(f->exponent, {{variable, middle}})})
      result.push_back(f->factor * application(Operator::exp, {m}) * (ExactPolynomial(Rational(1)) + f->exponent - m));
    return result;
  }
  read_off(compared, rates, tops);
  const bool line = integral.interval.ends == Ends::line;
  if (const auto rate = best_rate(*f, line)) rates.emplace_back(*rate);
  rates.emplace_back(Rational(1));
  for (const ExactPolynomial& p : rates) {
    std::vector<ExactPolynomial> choices = tops;
    if (auto exact = mean(*f, p, line)) choices.push_back(std::move(*exact));
    for (const ExactPolynomial& m : choices) {
      const ExactPolynomial touch = m - p * x * x;
      result.push_back(f->factor * application(Operator::exp, {touch}) *
                       (ExactPolynomial(Rational(1)) + f->exponent - touch));
    }
  }
  return result;
}

std::vector<proofs::IntegralPart> parts_of(const ExactPolynomial& bound, const std::string& variable,
                                           const proofs::RealInterval& interval) {
  std::map<proofs::Monomial, ExactPolynomial> coefficients;
  for (const auto& [monomial, c] : bound.terms()) {
    proofs::Monomial inside, outside;
    for (const auto& factor : monomial)
      (variables(ExactPolynomial(factor.first)).contains(variable) ? inside : outside).push_back(factor);
    coefficients[inside] = coefficients[inside] + ExactPolynomial::term(c, outside);
  }
  std::vector<proofs::IntegralPart> result;
  for (const auto& [inside, coefficient] : coefficients) {
    const ExactPolynomial body = proofs::closed(ExactPolynomial::term(1, inside), variable);
    result.push_back({coefficient, atom_over(Operator::integral, {interval, body})});
  }
  return result;
}

bool may_hold(const proofs::Fact& fact) {
  const auto term = proofs::parse_term(to_text(fact.polynomial), {});
  return !term || !(FloatProgram(term.value(), {})({}).value < 0);
}

}  // namespace geq::prover
