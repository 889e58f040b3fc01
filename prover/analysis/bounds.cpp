// SPDX-License-Identifier: GPL-3.0-or-later
#include "prover/analysis/bounds.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "proofs/kernel/binders.hpp"
#include "proofs/kernel/normal_form.hpp"
#include "prover/analysis/samples.hpp"

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

/// Points inside of the interval. A bounded interval counts as unbounded where its end has parameters; else there are
/// none where an end has.
std::vector<double> samples(const OverInterval& integral) {
  const auto& [own_ends, lower, upper] = integral.interval;
  const double low = Sampled(lower, "")(0);
  const double high = Sampled(upper, "")(0);
  Ends ends = own_ends;
  if (ends == Ends::finite && !std::isfinite(high)) ends = std::isfinite(low) ? Ends::above : Ends::line;
  if (ends == Ends::finite && !std::isfinite(low)) ends = Ends::below;
  if (ends == own_ends && (!std::isfinite(low) || !std::isfinite(high))) return {};
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

/// The integrand as exp(u), times a factor without the variable and a power of the variable.
struct Exponential {
  ExactPolynomial factor;
  std::uint32_t weight;  ///< the power
  ExactPolynomial exponent;
  std::vector<ExactPolynomial> coefficients;  ///< of the exponent, in powers of the variable or of its absolute value
  bool even;                                  ///< the exponent has no odd power of the variable itself
};

std::optional<Exponential> exponential(const ExactPolynomial& body, const std::string& variable) {
  if (body.terms().size() != 1) return {};
  const auto& [monomial, c] = *body.terms().begin();
  Exponential result{number(c), 0, {}, {}, true};
  for (const auto& [atom, exponent] : monomial) {
    if (!variables(ExactPolynomial(atom)).contains(variable))
      result.factor = result.factor * power(ExactPolynomial(atom), exponent);
    else if (atom.op() == Operator::exp && exponent == 1 && result.exponent.is_zero())
      result.exponent = atom.arguments()[0];
    else if (atom == Atom::variable(variable))
      result.weight = exponent;
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

ExactPolynomial gaussian(const Exponential& f, const ExactPolynomial& rest, const ExactPolynomial& rate,
                         const std::string& variable) {
  const ExactPolynomial x = ExactPolynomial::variable(variable);
  return f.factor * power(x, f.weight) * application(Operator::exp, {rest - rate * x * x});
}

/// Without the powers above the second that only make the exponent smaller: even ones, or all for x >= 0.
std::optional<ExactPolynomial> without_higher_powers(const Exponential& f, const std::string& variable,
                                                     const Sequent& sequent) {
  if (f.coefficients.size() < 3 || !is_visible({-f.coefficients[2], Sign::positive}, sequent.facts)) return {};
  ExactPolynomial kept = f.coefficients[0];
  for (std::size_t k = 1; k < f.coefficients.size(); ++k) {
    if (k == 2 || f.coefficients[k].is_zero()) continue;
    const bool falls = is_visible({-f.coefficients[k], Sign::nonnegative}, sequent.facts);
    if (falls && (f.even || k % 2 == 0)) continue;
    if (k > 1 || f.even) return {};
    kept = kept + f.coefficients[1] * ExactPolynomial::variable(variable);
  }
  return gaussian(f, kept, -f.coefficients[2], variable);
}

/// On 0..oo, without the powers above the first that only make the exponent smaller.
std::optional<ExactPolynomial> without_powers_above_the_first(const Exponential& f, const std::string& variable,
                                                              const Sequent& sequent) {
  const auto falls = [&](const ExactPolynomial& c) { return is_visible({-c, Sign::nonnegative}, sequent.facts); };
  if (!is_visible({-f.coefficients[1], Sign::positive}, sequent.facts)) return {};
  if (!std::all_of(f.coefficients.begin() + 2, f.coefficients.end(), falls)) return {};
  const ExactPolynomial x = ExactPolynomial::variable(variable);
  const ExactPolynomial kept = f.coefficients[0] + f.coefficients[1] * x;
  return f.factor * power(x, f.weight) * application(Operator::exp, {kept});
}

/// On a..oo with a > 0, x/a as a factor, which makes x exp(-c x^2) of exp(-c x^2).
std::optional<ExactPolynomial> with_variable_over_end(const ExactPolynomial& body, const ExactPolynomial& end,
                                                      const std::string& variable, const Sequent& sequent) {
  if (!is_visible({end, Sign::positive}, sequent.facts)) return {};
  return body * ExactPolynomial::variable(variable) * reciprocal(end);
}

/// a x^2 - c x^4 <= (a + 1)^2/(4 c) - x^2, and so for higher even powers in place of x^4 with a + 1 more where x^2 < 1;
/// other powers only make the exponent smaller.
std::optional<ExactPolynomial> by_highest_power(const Exponential& f, const std::string& variable,
                                                const Sequent& sequent) {
  const std::size_t top = f.coefficients.size() - 1;
  const ExactPolynomial c = -f.coefficients[top];
  if (top < 4 || top % 2 == 1 || !f.even || !is_visible({c, Sign::positive}, sequent.facts)) return {};
  const auto falls = [&](std::size_t k) { return is_visible({-f.coefficients[k], Sign::nonnegative}, sequent.facts); };
  for (std::size_t k = 1; k < top; ++k)
    if (k != 2 && !f.coefficients[k].is_zero() && !falls(k)) return {};
  const ExactPolynomial a = falls(2) ? number(1) : f.coefficients[2] + number(1);
  const ExactPolynomial most = number(Rational(1) / 4) * a * a * reciprocal(c);
  return gaussian(f, f.coefficients[0] + (top == 4 ? most : most + a), Rational(1), variable);
}

/// The exponent's part up to the second power, and the mean of the rest with the exponential of that as the weight:
/// with mean m = b/(2 a) and variance v = 1/(2 a) for -a x^2 + b x, that of x^k is m times that of x^(k-1) and (k - 1)
/// v times that of x^(k-2).
std::optional<ExactPolynomial> around_own_middle(const Exponential& f, const std::string& variable,
                                                 const Sequent& sequent) {
  if (f.weight > 0 || f.coefficients.size() < 4 || !is_visible({-f.coefficients[2], Sign::positive}, sequent.facts))
    return {};
  const ExactPolynomial x = ExactPolynomial::variable(variable);
  const ExactPolynomial v = number(Rational(1) / 2) * reciprocal(-f.coefficients[2]);
  const ExactPolynomial m = f.coefficients[1] * v;
  ExactPolynomial before(Rational(1));
  ExactPolynomial moment = m;
  ExactPolynomial touch = f.coefficients[0] + f.coefficients[1] * x + f.coefficients[2] * x * x;
  for (std::size_t k = 2; k < f.coefficients.size(); ++k) {
    const ExactPolynomial next = m * moment + number(Rational(static_cast<unsigned long>(k - 1))) * v * before;
    before = std::exchange(moment, next);
    if (k > 2) touch = touch + f.coefficients[k] * moment;
  }
  return touch;
}

/// N/T for an integrand N/(T + ...) whose denominator has positive terms: first T without the variable.
std::vector<ExactPolynomial> by_single_terms_of_denominator(const ExactPolynomial& body, const std::string& variable) {
  if (body.terms().size() != 1) return {};
  const auto& [monomial, c] = *body.terms().begin();
  ExactPolynomial rest(cln::abs(c));
  std::optional<ExactPolynomial> denominator;
  for (const auto& [atom, exponent] : monomial)
    if (atom.op() == Operator::quotient && exponent == 1 && !denominator && atom.arguments()[0].terms().size() > 1)
      denominator = atom.arguments()[0];
    else
      rest = rest * power(ExactPolynomial(atom), exponent);
  std::vector<ExactPolynomial> result;
  if (!denominator) return result;
  for (const bool varies : {false, true})
    for (const auto& [part, coefficient] : denominator->terms()) {
      const ExactPolynomial term = ExactPolynomial::term(coefficient, part);
      if (variables(term).contains(variable) == varies) result.push_back(rest * reciprocal(term));
    }
  return result;
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

/// The mean of the exponent and of p x^2 with the weight x^w exp(-p x^2): for even exponents over the line, and over
/// 0..oo. That of x^(2 j) is (w + 1) (w + 3) ... (w + 2 j - 1) / (2 p)^j, and for w = 0 that of abs(x)^(2 j + 1) is
/// j! / (sqrt(pi) sqrt(p)^(2 j + 1)).
std::optional<ExactPolynomial> mean(const Exponential& f, const ExactPolynomial& p, bool line) {
  if (line && !f.even) return {};
  const Rational weight(static_cast<unsigned long>(f.weight));
  const ExactPolynomial half = number(Rational(1) / 2) * reciprocal(p);
  ExactPolynomial even(Rational(1));
  ExactPolynomial odd = reciprocal(application(Operator::root, {number(2), application(Operator::pi, {})})) *
                        reciprocal(application(Operator::root, {number(2), p}));
  ExactPolynomial result = f.coefficients[0] + number((weight + 1) / 2);
  for (std::size_t k = 1; k < f.coefficients.size(); ++k) {
    const Rational rise(static_cast<unsigned long>(k - 1));
    ExactPolynomial& moment = k % 2 == 0 ? even : odd;
    if (k > 1) moment = number(k % 2 == 0 ? rise + weight : rise / 2) * moment * (k % 2 == 0 ? half : reciprocal(p));
    if (f.coefficients[k].is_zero()) continue;
    if (k % 2 == 1 && f.weight > 0) return {};
    result = result + f.coefficients[k] * moment;
  }
  return result;
}

/// The mean of the exponent over a..b, where that of x^k is (a^k + a^(k-1) b + ... + b^k)/(k + 1): without absolute
/// values, or where they are the variable.
std::optional<ExactPolynomial> mean_over_interval(const Exponential& f, const proofs::RealInterval& interval,
                                                  const Sequent& sequent) {
  const std::set<Atom> found = atoms(f.exponent);
  const bool magnitudes =
      std::any_of(found.begin(), found.end(), [](const Atom& atom) { return atom.op() == Operator::abs; });
  if (magnitudes && !is_visible({interval.lower, Sign::nonnegative}, sequent.facts)) return {};
  ExactPolynomial result;
  ExactPolynomial sum(Rational(1));
  ExactPolynomial highest(Rational(1));
  for (std::size_t k = 0; k < f.coefficients.size(); ++k) {
    result = result + number(Rational(1) / Rational(static_cast<unsigned long>(k + 1))) * f.coefficients[k] * sum;
    highest = highest * interval.upper;
    sum = sum * interval.lower + highest;
  }
  return result;
}

/// The mean of the exponent and of p x with the weight x^w exp(-p x) on 0..oo, where that of x^k is
/// (w + 1) ... (w + k) / p^k.
ExactPolynomial mean_by_exponential(const Exponential& f, const ExactPolynomial& p) {
  ExactPolynomial moment(Rational(1));
  ExactPolynomial result = f.coefficients[0] + number(Rational(static_cast<unsigned long>(f.weight + 1)));
  for (std::size_t k = 1; k < f.coefficients.size(); ++k) {
    moment = number(Rational(static_cast<unsigned long>(f.weight + k))) * moment * reciprocal(p);
    result = result + f.coefficients[k] * moment;
  }
  return result;
}

}  // namespace

TrialsInBound trials_in(const ExactPolynomial& compared) {
  std::vector<ExactPolynomial> rates, tops;
  const auto add = [](std::vector<ExactPolynomial>& to, ExactPolynomial value) {
    if (std::find(to.begin(), to.end(), value) == to.end()) to.push_back(std::move(value));
  };
  const Atom pi = *atoms(application(Operator::pi, {})).begin();
  for (const auto& [monomial, c] : compared.terms())
    for (const auto& [atom, exponent] : monomial) {
      if (atom.op() == Operator::exp) add(tops, atom.arguments()[0]);
      const ExactPolynomial inverse = atom.op() == Operator::quotient ? atom.arguments()[0] : ExactPolynomial();
      const std::set<Atom> below = atoms(inverse);
      if (below.size() == 1 && below.begin()->is_variable()) add(rates, ExactPolynomial(*below.begin()));
      if (below.size() == 1 && below.begin()->op() == Operator::root) add(rates, below.begin()->arguments()[1]);
      if (atom.op() != Operator::root) continue;
      const auto parts = coefficients_in(pi, atom.arguments()[1]);
      if (parts.size() == 2 && parts[0].is_zero()) add(rates, reciprocal(parts[1]));
      if (parts.size() == 1) add(rates, reciprocal(atom.arguments()[1]));
    }
  return {rates, tops};
}

namespace {

/// What the exponential is compared with.
enum class Trial { bell, exponential };

/// The rate with the greatest bound, as a simple fraction.
std::optional<Rational> best_rate(const Exponential& f, bool line, Trial trial) {
  const double dimension = (1 + static_cast<double>(f.weight)) * (trial == Trial::bell ? 0.5 : 1);
  std::optional<Rational> best;
  double best_value = -1e300;
  for (long numerator = 1; numerator <= 2000; ++numerator) {
    const Rational p = Rational(numerator) / 100;
    const auto exponent =
        trial == Trial::bell ? mean(f, ExactPolynomial(p), line) : mean_by_exponential(f, ExactPolynomial(p));
    if (!exponent || !variables(*exponent).empty()) return {};
    const double bound = Sampled(*exponent, "")(0) - std::log(static_cast<double>(numerator)) * dimension;
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
    if (ends == Ends::above && f->weight == 0)
      if (auto bound = with_variable_over_end(body, integral.interval.lower, variable, sequent))
        result.push_back(std::move(*bound));
    if (is_half_line(integral.interval))
      if (auto bound = without_powers_above_the_first(*f, variable, sequent)) result.push_back(std::move(*bound));
  }
  if (has_parameters(body, variable)) {
    if (ends == Ends::finite) result.push_back(Rational(1));
    for (ExactPolynomial& bound : by_single_terms_of_denominator(body, variable)) result.push_back(std::move(bound));
    return result;
  }
  const std::vector<double> points = samples(integral);
  if (f && !has_parameters(f->exponent, variable)) {
    double most = -1e300;
    const Sampled exponent(f->exponent + x * x, variable);
    for (const double at : points) most = std::max(most, exponent(at));
    if (most < 1e3) result.push_back(gaussian(*f, rounded_up(most + 0.01, 8), Rational(1), variable));
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
  std::vector<ExactPolynomial> result;
  if (integral.interval.ends == Ends::finite) {
    if (f->weight > 0) return {};
    // Its mean, where the exponent is 0, and what it is in the middle.
    const ExactPolynomial middle = number(Rational(1) / 2) * (integral.interval.lower + integral.interval.upper);
    std::vector<ExactPolynomial> touching{ExactPolynomial(), substitute(f->exponent, {{variable, middle}})};
    if (auto m = mean_over_interval(*f, integral.interval, sequent)) touching.insert(touching.begin(), std::move(*m));
    for (const ExactPolynomial& m : touching)
      result.push_back(f->factor * application(Operator::exp, {m}) * (ExactPolynomial(Rational(1)) + f->exponent - m));
    return result;
  }
  const bool line = integral.interval.ends == Ends::line;
  if (f->weight > 0 && (line ? f->weight % 2 == 1 : !is_half_line(integral.interval))) return {};
  const TrialsInBound trials = trials_in(compared);
  const auto append = [&](const ExactPolynomial& touch) {
    result.push_back(f->factor * power(x, f->weight) * application(Operator::exp, {touch}) *
                     (ExactPolynomial(Rational(1)) + f->exponent - touch));
  };
  if (line && !f->even)
    if (const auto touch = around_own_middle(*f, variable, sequent)) append(*touch);
  const auto append_trials = [&](Trial trial) {
    std::vector<ExactPolynomial> all = trials.rates;
    if (const auto rate = best_rate(*f, line, trial)) all.emplace_back(*rate);
    all.emplace_back(Rational(1));
    for (const ExactPolynomial& p : all) {
      std::vector<ExactPolynomial> choices = trials.tops;
      auto exact = trial == Trial::bell ? mean(*f, p, line) : mean_by_exponential(*f, p);
      if (exact) choices.push_back(std::move(*exact));
      for (const ExactPolynomial& m : choices) append(m - p * (trial == Trial::bell ? x * x : x));
    }
  };
  const bool linear = !line && is_visible({-f->coefficients[1], Sign::positive}, sequent.facts);
  if (linear) append_trials(Trial::exponential);
  append_trials(Trial::bell);
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

bool may_hold(const proofs::Fact& fact) { return !(nearly(fact.polynomial) < 0); }

}  // namespace geq::prover
