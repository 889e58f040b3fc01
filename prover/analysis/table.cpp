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

}  // namespace geq::prover
