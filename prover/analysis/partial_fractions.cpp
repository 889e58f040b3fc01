// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <map>

#include "proofs/kernel/normal_form.hpp"
#include "prover/analysis/table.hpp"
#include "prover/reductions/functions.hpp"

namespace geq::prover {

using proofs::application;
using proofs::Atom;
using proofs::ExactPolynomial;
using proofs::Operator;
using proofs::Rational;

namespace {

constexpr long most_repeated = 12;
const ExactPolynomial one{Rational(1)};

ExactPolynomial number(const Rational& value) { return ExactPolynomial(value); }

/// A power of a factor of a denominator, which has the leading coefficient 1: linear, quadratic without real roots, or
/// x^4 + p x^2 + q where q is a square.
struct Factor {
  std::vector<Rational> coefficients;  ///< from the constant one
  unsigned long exponent = 1;
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

/// An antiderivative of numerator / factor^exponent, for a numerator of smaller degree than the factor.
class OfFraction {
 public:
  OfFraction(const Factor& factor, const std::string& variable, const Place& place)
      : c_(factor.coefficients), exponent_(factor.exponent), place_(place), x_(ExactPolynomial::variable(variable)) {}

  std::optional<ExactPolynomial> operator()(const std::vector<Rational>& numerator) const {
    if (c_.size() == 2) return linear(numerator[0]);
    if (c_.size() == 3) return quadratic(numerator);
    return exponent_ == 1 ? quartic(numerator) : std::nullopt;
  }

 private:
  /// Far out such quotients tend to 1, and the sum of what they are divided by is 0.
  ExactPolynomial logarithm_of(const ExactPolynomial& value, unsigned long degree) const {
    if (!place_.to_infinity) return application(Operator::log, {value});
    if (value == x_ + one) return ExactPolynomial();
    return application(Operator::log, {value * power(reciprocal(x_ + one), degree)});
  }

  ExactPolynomial linear(const Rational& numerator) const {
    const ExactPolynomial factor = x_ + number(c_[0]);
    if (exponent_ > 1) return number(-numerator / Rational(exponent_ - 1)) * power(reciprocal(factor), exponent_ - 1);
    const bool negative = place_.inside && proofs::sign(*place_.inside + c_[0]) < 0;
    return number(numerator) * logarithm_of(negative ? -factor : factor, 1);
  }

  /// x^2 + b x + c = (x + b/2)^2 + d; the powers of its reciprocal by parts.
  std::optional<ExactPolynomial> quadratic(const std::vector<Rational>& numerator) const {
    const Rational half = c_[1] / 2;
    const Rational d = c_[0] - half * half;
    if (proofs::sign(d) <= 0) return {};
    const ExactPolynomial factor = x_ * x_ + number(c_[1]) * x_ + number(c_[0]);
    const auto part = [&](const Rational& c, unsigned long exponent) {
      return number(c) * power(reciprocal(factor), exponent);
    };
    // numerator = numerator[1]/2 * factor' + rest
    Rational rest = numerator[0] - numerator[1] * half;
    ExactPolynomial result;
    if (numerator[1] != 0)
      result = exponent_ > 1 ? part(-numerator[1] / (2 * Rational(exponent_ - 1)), exponent_ - 1)
                             : number(numerator[1] / 2) * logarithm_of(factor, 2);
    for (unsigned long k = exponent_; k > 1; --k) {
      const Rational scale = rest / (2 * Rational(k - 1) * d);
      result = result + (x_ + number(half)) * part(scale, k - 1);
      rest = scale * Rational(2 * k - 3);
    }
    const ExactPolynomial root = root_of(d);
    const ExactPolynomial angle = application(Operator::arctan, {(x_ + number(half)) * root * number(1 / d)});
    return result + number(rest / d) * root * angle;
  }

  /// x^4 + p x^2 + q = (x^2 + a x + b)(x^2 - a x + b) with b^2 = q and a^2 = 2b - p. x times a function of x^2 is
  /// integrated in x^2; x^2 + b gives two angles, and x^2 - b a logarithm.
  std::optional<ExactPolynomial> quartic(const std::vector<Rational>& numerator) const {
    const Rational &p = c_[2], &q = c_[0];
    Rational b;
    if (c_[1] != 0 || c_[3] != 0 || proofs::sign(q) <= 0 || !cln::sqrtp(q, &b)) return {};
    const Rational a_squared = 2 * b - p, d_squared = 2 * b + p;
    if (proofs::sign(a_squared) <= 0 || proofs::sign(d_squared) <= 0) return {};
    const ExactPolynomial a = root_of(a_squared), d = root_of(d_squared);
    ExactPolynomial result;
    if (numerator[1] != 0 || numerator[3] != 0) {
      const Factor in_square{{q, p, Rational(1)}, 1};
      const auto odd = OfFraction(in_square, "#u", {})({numerator[1] / 2, numerator[3] / 2});
      if (!odd || (place_.to_infinity && numerator[3] != 0)) return {};
      result = substitute(*odd, {{"#u", x_ * x_}});
    }
    const Rational angles = (numerator[2] + numerator[0] / b) / 2, logarithm = (numerator[2] - numerator[0] / b) / 2;
    // The two angles are the same at 0.
    const auto angle = [&](const Rational& slope) {
      return application(Operator::arctan, {(number(slope) * x_ + a) * d * number(1 / d_squared)});
    };
    if (angles != 0) result = result + number(angles / d_squared) * d * (angle(2) - angle(-2));
    if (logarithm != 0) {
      const ExactPolynomial middle = x_ * x_ + number(b);
      const ExactPolynomial left = middle - a * x_, right = middle + a * x_;
      const ExactPolynomial difference = place_.to_infinity
                                             ? application(Operator::log, {left * reciprocal(right)})
                                             : application(Operator::log, {left}) - application(Operator::log, {right});
      result = result + number(logarithm / (2 * a_squared)) * a * difference;
    }
    return result;
  }

  const std::vector<Rational>& c_;
  unsigned long exponent_;
  const Place& place_;
  ExactPolynomial x_;
};

}  // namespace

std::optional<ExactPolynomial> rational_function(const ExactPolynomial& integrand, const std::string& variable,
                                                 const Place& place) {
  // Every denominator to the greatest power that it has in a term, and a polynomial above.
  std::map<Atom, std::uint32_t> greatest;
  for (const auto& [monomial, c] : integrand.terms())
    for (const auto& [atom, times] : monomial) {
      if (atom == Atom::variable(variable)) continue;
      if (atom.op() != Operator::quotient) return {};
      greatest[atom] = std::max(greatest[atom], times);
    }
  ExactPolynomial denominator = one;
  for (const auto& [atom, times] : greatest) denominator = denominator * power(atom.arguments()[0], times);
  ExactPolynomial numerator;
  for (const auto& [monomial, c] : integrand.terms()) {
    ExactPolynomial term =
        number(c) * power(ExactPolynomial::variable(variable), exponent_of(Atom::variable(variable), monomial));
    for (const auto& [atom, times] : greatest)
      term = term * power(atom.arguments()[0], times - exponent_of(atom, monomial));
    numerator = numerator + term;
  }
  const auto factored = factors_of(denominator);
  const auto above = numbers(numerator, variable);
  if (!factored || !above) return {};
  // Each factor to its power, then to the smaller ones.
  std::vector<Factor> parts;
  std::size_t degree = 0;
  for (const auto& [base, times] : factored->powers) {
    const auto c = numbers(base, variable);
    if (!c || c->size() < 2 || c->size() > 5 || c->size() == 4 || c->back() != 1) return {};
    const auto exponent = proofs::integer_between(Rational(times), 1, most_repeated);
    if (!exponent) return {};
    for (long k = *exponent; k > 0; --k) parts.push_back({*c, static_cast<unsigned long>(k)});
    degree += (c->size() - 1) * static_cast<std::size_t>(*exponent);
  }
  if (degree == 0 || above->size() > degree) return {};
  // The coefficients of numerator = sum of (polynomial of smaller degree than the factor) times what else there is.
  std::vector<std::vector<Rational>> rows(degree, std::vector<Rational>(degree + 1, Rational(0)));
  std::size_t column = 0;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    std::vector<Rational> others{factored->constant};
    for (std::size_t j = 0; j < parts.size(); ++j) {
      const bool same = parts[j].coefficients == parts[i].coefficients;
      const bool highest = j == 0 || parts[j - 1].coefficients != parts[j].coefficients;
      if (!highest) continue;
      for (unsigned long k = same ? parts[i].exponent : 0; k < parts[j].exponent; ++k)
        others = product(others, parts[j].coefficients);
    }
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
    const auto value = OfFraction(part, variable, place)(own);
    if (!value) return {};
    result = result + *value;
  }
  return result;
}

}  // namespace geq::prover
