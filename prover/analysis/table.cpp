// SPDX-License-Identifier: GPL-3.0-or-later
#include "prover/analysis/table.hpp"

#include <algorithm>

#include "proofs/kernel/derivative.hpp"
#include "proofs/kernel/normal_form.hpp"
#include "prover/reductions/functions.hpp"

namespace geq::prover {

using proofs::application;
using proofs::Atom;
using proofs::ExactPolynomial;
using proofs::Operator;
using proofs::Rational;

namespace {

const ExactPolynomial one{Rational(1)};

ExactPolynomial number(const Rational& value) { return ExactPolynomial(value); }

/// u' without x, for u linear in x.
std::optional<ExactPolynomial> slope_of(const ExactPolynomial& u, const std::string& variable) {
  const auto parts = coefficients_in(Atom::variable(variable), u);
  if (parts.size() != 2 || variables(parts[0]).contains(variable) || variables(parts[1]).contains(variable)) return {};
  return parts[1];
}

/// A term taken apart: c x^power, and at most one of each of these.
struct Factors {
  ExactPolynomial coefficient = one;
  std::uint32_t power = 0;
  std::optional<Atom> circular, exponential, other;
  std::uint32_t circular_power = 0, other_power = 0;
};

std::optional<Factors> factors(const ExactPolynomial& term, const std::string& variable) {
  if (term.terms().size() != 1) return {};
  Factors result;
  result.coefficient = number(term.terms().begin()->second);
  for (const auto& [atom, times] : term.terms().begin()->first) {
    if (!variables(ExactPolynomial(atom)).contains(variable)) {
      result.coefficient = result.coefficient * power(ExactPolynomial(atom), times);
    } else if (atom.is_variable()) {
      result.power = times;
    } else if ((atom.op() == Operator::sin || atom.op() == Operator::cos) && !result.circular) {
      result.circular = atom;
      result.circular_power = times;
    } else if (atom.op() == Operator::exp && times == 1 && !result.exponential) {
      result.exponential = atom;
    } else if (!result.other) {
      result.other = atom;
      result.other_power = times;
    } else {
      return {};
    }
  }
  return result;
}

/// sin or cos to the power 2 or 3.
std::optional<ExactPolynomial> circular_power(const Factors& f, const ExactPolynomial& slope,
                                              const std::string& variable) {
  const ExactPolynomial& u = f.circular->arguments()[0];
  const ExactPolynomial s = application(Operator::sin, {u});
  const ExactPolynomial c = application(Operator::cos, {u});
  const bool sine = f.circular->op() == Operator::sin;
  const ExactPolynomial inverse = reciprocal(slope);
  if (f.circular_power == 2) {
    const ExactPolynomial product = number(Rational(1) / 2) * inverse * s * c;
    const ExactPolynomial half = number(Rational(1) / 2) * ExactPolynomial::variable(variable);
    return sine ? half - product : half + product;
  }
  if (f.circular_power != 3) return {};
  const ExactPolynomial& outer = sine ? c : s;
  const ExactPolynomial result = outer - number(Rational(1) / 3) * power(outer, 3);
  return inverse * (sine ? -result : result);
}

/// sin(u) or cos(u) integrated several times.
ExactPolynomial integrated(const Factors& f, const ExactPolynomial& slope, std::uint32_t times) {
  const ExactPolynomial& u = f.circular->arguments()[0];
  // cos is sin integrated three times.
  const std::uint32_t place = (times + (f.circular->op() == Operator::sin ? 0 : 3)) % 4;
  const ExactPolynomial value = application(place % 2 == 0 ? Operator::sin : Operator::cos, {u});
  return number(place == 1 || place == 2 ? Rational(-1) : Rational(1)) * value * power(reciprocal(slope), times);
}

/// x^k sin(u) and x^k cos(u), by parts.
ExactPolynomial power_times_circular(const Factors& f, const ExactPolynomial& slope, const std::string& variable) {
  ExactPolynomial outer = power(ExactPolynomial::variable(variable), f.power);
  ExactPolynomial result;
  for (std::uint32_t i = 0; i <= f.power; ++i) {
    result = result + number(i % 2 == 0 ? Rational(1) : Rational(-1)) * outer * integrated(f, slope, i + 1);
    outer = proofs::derivative(outer, variable).value().value;
  }
  return result;
}

}  // namespace

std::optional<ExactPolynomial> from_table(const ExactPolynomial& term, const std::string& variable) {
  const auto f = factors(term, variable);
  if (!f) return {};
  const ExactPolynomial x = ExactPolynomial::variable(variable);
  if (f->circular && !f->other) {
    const ExactPolynomial& u = f->circular->arguments()[0];
    const auto slope = slope_of(u, variable);
    if (!slope) return {};
    if (f->circular_power > 1) {
      if (f->power > 0 || f->exponential) return {};
      const auto result = circular_power(*f, *slope, variable);
      return result ? std::optional(f->coefficient * *result) : std::nullopt;
    }
    if (!f->exponential) return f->coefficient * power_times_circular(*f, *slope, variable);
    // exp(v) sin(u), exp(v) cos(u).
    const auto rate = slope_of(f->exponential->arguments()[0], variable);
    if (!rate || f->power > 0) return {};
    const ExactPolynomial s = application(Operator::sin, {u});
    const ExactPolynomial c = application(Operator::cos, {u});
    const ExactPolynomial sum = f->circular->op() == Operator::sin ? *rate * s - *slope * c : *rate * c + *slope * s;
    return f->coefficient * ExactPolynomial(*f->exponential) * sum * reciprocal(*rate * *rate + *slope * *slope);
  }
  if (!f->other || f->circular || f->exponential || f->power > 0) return {};
  const Atom& atom = *f->other;
  if (atom.op() == Operator::tan && f->other_power == 1) {
    const auto slope = slope_of(atom.arguments()[0], variable);
    if (!slope) return {};
    return -f->coefficient * reciprocal(*slope) *
           application(Operator::log, {application(Operator::cos, {atom.arguments()[0]})});
  }
  if (atom.op() == Operator::power && f->other_power == 1 && atom.arguments()[1] == x &&
      !variables(atom.arguments()[0]).contains(variable))
    return f->coefficient * ExactPolynomial(atom) * reciprocal(application(Operator::log, {atom.arguments()[0]}));
  // sqrt(a - x^2) and its inverse.
  const bool inverse = atom.op() == Operator::quotient;
  const std::set<Atom> inner = inverse ? atoms(atom.arguments()[0]) : std::set<Atom>{atom};
  if (inner.size() != 1 || f->other_power != 1 || root_degree(*inner.begin()) != 2UL) return {};
  if (inverse && atom.arguments()[0] != ExactPolynomial(*inner.begin())) return {};
  const ExactPolynomial& radicand = inner.begin()->arguments()[1];
  const ExactPolynomial a = radicand + x * x;
  if (variables(a).contains(variable)) return {};
  const ExactPolynomial root(*inner.begin());
  const ExactPolynomial angle = application(Operator::arctan, {x * reciprocal(root)});
  if (inverse) return f->coefficient * angle;
  return f->coefficient * number(Rational(1) / 2) * (x * root + a * angle);
}

namespace {

/// A factor of a denominator with leading coefficient 1: linear, or quadratic without real roots.
struct Factor {
  std::vector<Rational> coefficients;  ///< from the constant one
};

std::optional<std::vector<Rational>> numbers(const ExactPolynomial& polynomial, const std::string& variable) {
  std::vector<Rational> result;
  for (const ExactPolynomial& part : coefficients_in(Atom::variable(variable), polynomial)) {
    const auto value = part.constant();
    if (!value) return {};
    result.push_back(*value);
  }
  return result;
}

std::vector<Rational> product(const std::vector<Rational>& left, const std::vector<Rational>& right) {
  std::vector<Rational> result(left.size() + right.size() - 1, Rational(0));
  for (std::size_t i = 0; i < left.size(); ++i)
    for (std::size_t j = 0; j < right.size(); ++j) result[i + j] = result[i + j] + left[i] * right[j];
  return result;
}

/// The solution of a square system; none if it is singular.
std::optional<std::vector<Rational>> solved(std::vector<std::vector<Rational>> rows) {
  const std::size_t n = rows.size();
  for (std::size_t i = 0; i < n; ++i) {
    std::size_t pivot = i;
    while (pivot < n && rows[pivot][i] == 0) ++pivot;
    if (pivot == n) return {};
    std::swap(rows[i], rows[pivot]);
    for (std::size_t k = 0; k < n; ++k) {
      if (k == i || rows[k][i] == 0) continue;
      const Rational ratio = rows[k][i] / rows[i][i];
      for (std::size_t j = i; j <= n; ++j) rows[k][j] = rows[k][j] - ratio * rows[i][j];
    }
  }
  std::vector<Rational> result;
  for (std::size_t i = 0; i < n; ++i) result.push_back(rows[i][n] / rows[i][i]);
  return result;
}

/// The square root of a positive number as a rational multiple of that of a small integer.
ExactPolynomial root_of(const Rational& value) {
  Rational outside = Rational(1) / Rational(cln::denominator(value));
  auto inside = cln::numerator(value) * cln::denominator(value);
  for (long prime = 2; prime < 1000; ++prime)
    while (cln::mod(inside, cln::cl_I(prime) * prime) == 0) {
      inside = cln::exquo(inside, cln::cl_I(prime) * prime);
      outside = outside * Rational(prime);
    }
  return number(outside) * application(Operator::root, {number(2), number(Rational(inside))});
}

/// A log(factor) for linear factors; for quadratic ones A x + B over them: a logarithm and an arctan.
std::optional<ExactPolynomial> of_fraction(const std::vector<Rational>& numerator, const Factor& factor,
                                           const std::string& variable, const Place& place) {
  const ExactPolynomial x = ExactPolynomial::variable(variable);
  const std::vector<Rational>& c = factor.coefficients;
  // Far out such quotients tend to 1, and the sum of what they are divided by is 0.
  const auto logarithm_of = [&](const ExactPolynomial& value, unsigned long degree) {
    if (!place.to_infinity) return application(Operator::log, {value});
    if (value == x + one) return ExactPolynomial();
    return application(Operator::log, {value * power(reciprocal(x + one), degree)});
  };
  if (c.size() == 2) {
    const bool negative = place.inside && proofs::sign(*place.inside + c[0]) < 0;
    return number(numerator[0]) * logarithm_of(negative ? -(x + number(c[0])) : x + number(c[0]), 1);
  }
  // x^2 + b x + c = (x + b/2)^2 + d
  const Rational half = c[1] / 2;
  const Rational d = c[0] - half * half;
  if (proofs::sign(d) <= 0) return {};
  const ExactPolynomial root = root_of(d);
  const ExactPolynomial logarithm = logarithm_of(x * x + number(c[1]) * x + number(c[0]), 2);
  const ExactPolynomial angle = application(Operator::arctan, {(x + number(half)) * root * number(1 / d)});
  return number(numerator[1] / 2) * logarithm + number((numerator[0] - numerator[1] * half) / d) * root * angle;
}

}  // namespace

std::optional<ExactPolynomial> rational_function(const ExactPolynomial& integrand, const std::string& variable,
                                                 const Place& place) {
  // One denominator, or several to the power 1, and a polynomial above.
  ExactPolynomial denominator = one;
  for (const Atom& atom : atoms(integrand)) {
    if (atom.op() == Operator::quotient)
      denominator = denominator * atom.arguments()[0];
    else if (atom != Atom::variable(variable))
      return {};
  }
  ExactPolynomial numerator;
  for (const auto& [monomial, c] : integrand.terms()) {
    ExactPolynomial term = number(c);
    ExactPolynomial rest = denominator;
    for (const auto& [atom, times] : monomial) {
      if (atom.is_variable()) {
        term = term * power(ExactPolynomial(atom), times);
        continue;
      }
      if (times != 1) return {};
      rest = one;
      for (const Atom& other : atoms(integrand))
        if (other.op() == Operator::quotient && exponent_of(other, monomial) == 0) rest = rest * other.arguments()[0];
    }
    numerator = numerator + term * rest;
  }
  const auto factored = factors_of(denominator);
  const auto above = numbers(numerator, variable);
  if (!factored || !above) return {};
  std::vector<Factor> parts;
  std::size_t degree = 0;
  for (const auto& [base, times] : factored->powers) {
    const auto c = numbers(base, variable);
    if (!c || times != 1 || c->size() < 2 || c->size() > 3 || c->back() != 1) return {};
    parts.push_back({*c});
    degree += c->size() - 1;
  }
  if (degree == 0 || above->size() > degree) return {};
  // The coefficients of numerator = sum of (A or A x + B) times the other factors.
  std::vector<std::vector<Rational>> rows(degree, std::vector<Rational>(degree + 1, Rational(0)));
  std::size_t column = 0;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    std::vector<Rational> others{factored->constant};
    for (std::size_t j = 0; j < parts.size(); ++j)
      if (j != i) others = product(others, parts[j].coefficients);
    for (std::size_t shift = 0; shift + 1 < parts[i].coefficients.size(); ++shift, ++column)
      for (std::size_t k = 0; k < others.size(); ++k) rows[k + shift][column] = others[k];
  }
  for (std::size_t k = 0; k < above->size(); ++k) rows[k][degree] = (*above)[k];
  const auto solution = solved(std::move(rows));
  if (!solution) return {};
  ExactPolynomial result;
  column = 0;
  for (const Factor& part : parts) {
    std::vector<Rational> own;
    for (std::size_t k = 0; k + 1 < part.coefficients.size(); ++k) own.push_back((*solution)[column++]);
    const auto value = of_fraction(own, part, variable, place);
    if (!value) return {};
    result = result + *value;
  }
  return result;
}

}  // namespace geq::prover
