// SPDX-License-Identifier: GPL-3.0-or-later
#include "prover/analysis/antiderivatives.hpp"

#include <algorithm>

#include "proofs/kernel/derivative.hpp"
#include "proofs/kernel/normal_form.hpp"
#include "prover/analysis/table.hpp"
#include "prover/reductions/functions.hpp"

namespace geq::prover {

using proofs::application;
using proofs::Atom;
using proofs::ExactPolynomial;
using proofs::Monomial;
using proofs::Operator;
using proofs::Rational;

namespace {

ExactPolynomial number(const Rational& value) { return ExactPolynomial(value); }

bool has(const ExactPolynomial& polynomial, const std::string& variable) {
  return variables(polynomial).contains(variable);
}

/// A term as coefficient * x^power * product of functions of x, where coefficient and power have no x.
struct Parts {
  ExactPolynomial coefficient;
  Rational power = 0;
  std::vector<std::pair<Atom, std::uint32_t>> functions;
};

Parts parts_of(const Monomial& monomial, const Rational& c, const std::string& variable) {
  const ExactPolynomial x = ExactPolynomial::variable(variable);
  Parts parts{number(c), 0, {}};
  for (const auto& [atom, exponent] : monomial) {
    const Rational times(static_cast<unsigned long>(exponent));
    if (!has(ExactPolynomial(atom), variable))
      parts.coefficient = parts.coefficient * power(ExactPolynomial(atom), exponent);
    else if (atom.is_variable())
      parts.power = parts.power + times;
    else if (atom.op() == Operator::quotient && atom.arguments()[0] == x)
      parts.power = parts.power - times;
    else if (atom.op() == Operator::root && atom.arguments()[1] == x)
      parts.power = parts.power + times / atom.arguments()[0].constant().value();
    else if (atom.op() == Operator::quotient && atom.arguments()[0].terms().size() == 1 &&
             atoms(atom.arguments()[0]).size() == 1 && atoms(atom.arguments()[0]).begin()->op() == Operator::root &&
             atoms(atom.arguments()[0]).begin()->arguments()[1] == x)
      parts.power = parts.power - times / atoms(atom.arguments()[0]).begin()->arguments()[0].constant().value();
    else
      parts.functions.emplace_back(atom, exponent);
  }
  return parts;
}

/// x^power with roots for fractions, as the language reads it.
ExactPolynomial power_of(const std::string& variable, const Rational& power) {
  return application(Operator::power, {ExactPolynomial::variable(variable), number(power)});
}

std::optional<ExactPolynomial> of_power(const Rational& power, const std::string& variable) {
  if (power == -1) return application(Operator::log, {ExactPolynomial::variable(variable)});
  return number(1 / (power + 1)) * power_of(variable, power + 1);
}

/// The quotient of two terms, common factors left out.
ExactPolynomial quotient_of(const Monomial& above, const Rational& c, const Monomial& below, const Rational& d) {
  const auto without = [](const Monomial& monomial, const Monomial& other) {
    Monomial rest = monomial;
    for (auto& [atom, exponent] : rest) exponent -= std::min(exponent, exponent_of(atom, other));
    std::erase_if(rest, [](const auto& factor) { return factor.second == 0; });
    return rest;
  };
  return cancelled(ExactPolynomial::term(c / d, without(above, below)) *
                   reciprocal(ExactPolynomial::term(Rational(1), without(below, above))));
}

/// The factor without the variable, if left = factor * right, found by cancelling.
std::optional<ExactPolynomial> ratio(const ExactPolynomial& left, const ExactPolynomial& right,
                                     const std::string& variable) {
  if (left.is_zero() || right.is_zero()) return {};
  const auto& [monomial, c] = *right.terms().rbegin();
  for (const auto& [other, d] : left.terms()) {
    const ExactPolynomial quotient = quotient_of(other, d, monomial, c);
    if (has(quotient, variable)) continue;
    if (cancelled(left - quotient * right).is_zero()) return quotient;
  }
  return {};
}

/// F with F' = f, for f = op(u)^exponent as a function of u.
std::optional<ExactPolynomial> outer(const Atom& atom, std::uint32_t exponent, const ExactPolynomial& u) {
  const ExactPolynomial value(atom);
  const Rational times(static_cast<unsigned long>(exponent));
  switch (atom.op()) {
    case Operator::quotient:
      if (exponent == 1) return application(Operator::log, {u});
      return number(-1 / (times - 1)) * power(value, exponent - 1);
    case Operator::root: {
      const Rational degree = atom.arguments()[0].constant().value();
      return number(degree / (times + degree)) * u * power(value, exponent);
    }
    case Operator::exp:
      return number(1 / times) * power(value, exponent);
    case Operator::sin:
      return exponent == 1 ? std::optional(-application(Operator::cos, {u})) : std::nullopt;
    case Operator::cos:
      return exponent == 1 ? std::optional(application(Operator::sin, {u})) : std::nullopt;
    case Operator::sinh:
      return exponent == 1 ? std::optional(application(Operator::cosh, {u})) : std::nullopt;
    case Operator::cosh:
      return exponent == 1 ? std::optional(application(Operator::sinh, {u})) : std::nullopt;
    default:
      return {};
  }
}

/// f(u) u', for one of the functions in the term; or v^k v' for the function v itself.
std::optional<ExactPolynomial> by_substitution(const Parts& parts, const std::string& variable) {
  for (std::size_t i = 0; i < parts.functions.size(); ++i) {
    const auto& [atom, exponent] = parts.functions[i];
    ExactPolynomial rest = power_of(variable, parts.power);
    for (std::size_t j = 0; j < parts.functions.size(); ++j)
      if (j != i) rest = rest * power(ExactPolynomial(parts.functions[j].first), parts.functions[j].second);
    const ExactPolynomial& u = atom.arguments().back();
    const auto slope = proofs::derivative(u, variable);
    const auto factor = slope ? ratio(rest, slope->value, variable) : std::nullopt;
    if (factor)
      if (const auto f = outer(atom, exponent, u)) return *factor * *f;
    const auto own = proofs::derivative(ExactPolynomial(atom), variable);
    const auto own_factor = own ? ratio(rest, own->value, variable) : std::nullopt;
    const Rational next(static_cast<unsigned long>(exponent) + 1);
    if (own_factor) return number(1 / next) * *own_factor * power(ExactPolynomial(atom), exponent + 1);
  }
  return {};
}

/// The square root of a monomial with a square coefficient, exponents of all atoms even.
std::optional<ExactPolynomial> root_of_square(const ExactPolynomial& square) {
  if (square.terms().size() != 1) return {};
  const auto& [monomial, c] = *square.terms().begin();
  Rational root;
  if (proofs::sign(c) <= 0) return {};
  ExactPolynomial result = cln::sqrtp(c, &root) ? number(root) : application(Operator::root, {number(2), number(c)});
  for (const auto& [atom, exponent] : monomial)
    result =
        result * (exponent % 2 == 0 ? power(ExactPolynomial(atom), exponent / 2)
                                    : power(application(Operator::root, {number(2), ExactPolynomial(atom)}), exponent));
  return result;
}

/// x^(d/2 - 1) / (a + b x^d): arctan of sqrt(b/a) x^(d/2).
std::optional<ExactPolynomial> by_arctan(const Parts& parts, const std::string& variable) {
  if (parts.functions.size() != 1 || parts.functions[0].second != 1) return {};
  const Atom& atom = parts.functions[0].first;
  if (atom.op() != Operator::quotient) return {};
  ExactPolynomial a, b;
  Rational d = 0;
  for (const auto& [monomial, c] : atom.arguments()[0].terms()) {
    const Parts term = parts_of(monomial, c, variable);
    if (!term.functions.empty()) return {};
    if (term.power == 0) {
      a = a + term.coefficient;
    } else {
      if (!b.is_zero()) return {};
      b = term.coefficient;
      d = term.power;
    }
  }
  if (a.is_zero() || b.is_zero() || parts.power != d / 2 - 1) return {};
  const auto root_a = root_of_square(a);
  const auto root_b = root_of_square(b);
  if (!root_a || !root_b) return {};
  const ExactPolynomial w = cancelled(*root_b * reciprocal(*root_a) * power_of(variable, d / 2));
  const ExactPolynomial scale = cancelled(parts.coefficient * reciprocal(*root_a * *root_b));
  return number(2 / d) * scale * application(Operator::arctan, {w});
}

/// x^k exp(u) with u' without x: by parts; likewise x^power log(x), and log(u), arctan(u) alone.
std::optional<ExactPolynomial> by_parts(const Parts& parts, const std::string& variable) {
  if (parts.functions.size() != 1 || parts.functions[0].second != 1) return {};
  const Atom& atom = parts.functions[0].first;
  const ExactPolynomial value(atom);
  // x^k x^v with v without x.
  if (atom.op() == Operator::power && atom.arguments()[0] == ExactPolynomial::variable(variable) &&
      !has(atom.arguments()[1], variable))
    return power_of(variable, parts.power + 1) * value * reciprocal(number(parts.power + 1) + atom.arguments()[1]);
  const ExactPolynomial& u = atom.arguments().back();
  const ExactPolynomial x = ExactPolynomial::variable(variable);
  const auto slope = proofs::derivative(u, variable);
  if (!slope) return {};
  if (atom.op() == Operator::exp && !has(slope->value, variable)) {
    const auto k = proofs::integer_between(parts.power, 0, 60);
    if (!k) return {};
    ExactPolynomial sum;
    ExactPolynomial factor = reciprocal(slope->value);
    for (long i = *k; i >= 0; --i) {
      sum = sum + factor * power(x, static_cast<unsigned long>(i));
      factor = number(-Rational(i)) * factor * reciprocal(slope->value);
    }
    return sum * value;
  }
  if (atom.op() == Operator::log && u == x && parts.power != -1) {
    const ExactPolynomial next = power_of(variable, parts.power + 1);
    const Rational n = parts.power + 1;
    return number(1 / n) * next * value - number(1 / (n * n)) * next;
  }
  if (atom.op() == Operator::log && parts.power == 0 && !has(slope->value, variable))
    return cancelled(reciprocal(slope->value) * u) * value - x;
  if (atom.op() == Operator::arctan && parts.power == 0 && u == x)
    return x * value - number(Rational(1) / 2) * application(Operator::log, {number(1) + x * x});
  return {};
}

/// x^k / q with a power of x in q below or at k: divided, until that is not so.
ExactPolynomial divided(const ExactPolynomial& integrand, const std::string& variable) {
  const Atom x = Atom::variable(variable);
  ExactPolynomial open = integrand;
  ExactPolynomial result;
  for (int round = 0; round < 200 && !open.is_zero(); ++round) {
    const auto [monomial, c] = *open.terms().rbegin();
    const ExactPolynomial term = ExactPolynomial::term(c, monomial);
    open = open - term;
    std::optional<ExactPolynomial> replaced;
    for (const auto& [atom, exponent] : monomial) {
      if (atom.op() != Operator::quotient || atom.arguments()[0].terms().size() < 2) continue;
      const ExactPolynomial& q = atom.arguments()[0];
      const auto parts = coefficients_in(x, q);
      const auto leading = parts.back().constant();
      const std::size_t d = parts.size() - 1;
      if (d < 1 || !leading || exponent_of(x, monomial) < d) continue;
      Monomial rest = monomial;
      for (auto& [other, power_of_other] : rest) {
        if (other == x) power_of_other -= static_cast<std::uint32_t>(d);
        if (other == atom) --power_of_other;
      }
      std::erase_if(rest, [](const auto& factor) { return factor.second == 0; });
      const ExactPolynomial quotient = ExactPolynomial::term(c / *leading, rest);
      const ExactPolynomial lower = q - parts.back() * power(ExactPolynomial(x), d);
      replaced = quotient - quotient * lower * ExactPolynomial(atom);
      break;
    }
    if (replaced)
      open = open + *replaced;
    else
      result = result + term;
  }
  return result + open;
}

}  // namespace

namespace {

/// The integrals of the terms, one by one.
std::optional<ExactPolynomial> by_terms(const ExactPolynomial& integrand, const std::string& variable) {
  ExactPolynomial result;
  const ExactPolynomial simpler = divided(integrand, variable);
  for (const auto& [monomial, c] : simpler.terms()) {
    const Parts parts = parts_of(monomial, c, variable);
    std::optional<ExactPolynomial> found;
    if (parts.functions.empty()) found = of_power(parts.power, variable);
    if (found) {
      result = result + parts.coefficient * *found;
      continue;
    }
    if (const auto arctan = by_arctan(parts, variable)) {
      result = result + *arctan;
      continue;
    }
    found = by_substitution(parts, variable);
    if (!found) found = by_parts(parts, variable);
    if (found) {
      result = result + cancelled(parts.coefficient * *found);
      continue;
    }
    found = from_table(ExactPolynomial::term(c, monomial), variable);
    if (!found) return {};
    result = result + *found;
  }
  return result;
}

/// Factors u and 1/u taken out together, also inside of denominators.
ExactPolynomial cancelled_deeply(const ExactPolynomial& polynomial) {
  ExactPolynomial result = polynomial;
  for (const Atom& atom : atoms(polynomial))
    if (atom.op() == Operator::quotient)
      result = replace_atom(result, atom, reciprocal(cancelled_deeply(atom.arguments()[0])));
  return cancelled(result);
}

/// f(x) = n g(n x) for a parameter n: the antiderivative of g, at n x.
std::optional<ExactPolynomial> by_scaling(const ExactPolynomial& integrand, const std::string& variable,
                                          const Place& place) {
  std::set<std::string> parameters = variables(integrand);
  parameters.erase(variable);
  if (parameters.size() != 1) return {};
  const ExactPolynomial n = ExactPolynomial::variable(*parameters.begin());
  const ExactPolynomial x = ExactPolynomial::variable(variable);
  const ExactPolynomial scaled =
      cancelled_deeply(substitute(integrand, {{variable, x * reciprocal(n)}}) * reciprocal(n));
  if (variables(scaled) != std::set<std::string>{variable}) return {};
  const auto result = rational_function(scaled, variable, {place.inside, true});
  return result ? std::optional(substitute(*result, {{variable, n * x}})) : std::nullopt;
}

}  // namespace

std::optional<ExactPolynomial> antiderivative(const ExactPolynomial& integrand, const std::string& variable,
                                              const Place& place) {
  if (auto result = by_terms(integrand, variable)) return result;
  if (auto result = rational_function(integrand, variable, place)) return result;
  return by_scaling(integrand, variable, place);
}

}  // namespace geq::prover
