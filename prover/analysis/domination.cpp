// SPDX-License-Identifier: GPL-3.0-or-later
#include "prover/analysis/domination.hpp"

#include "proofs/kernel/binders.hpp"
#include "proofs/kernel/normal_form.hpp"

namespace geq::prover {

using proofs::application;
using proofs::Atom;
using proofs::Ends;
using proofs::ExactPolynomial;
using proofs::Operator;
using proofs::OverInterval;
using proofs::Rational;

namespace {

ExactPolynomial number(const Rational& value) { return ExactPolynomial(value); }

/// Exponents of two variables in a term; none if something else depends on them.
struct Exponents {
  Rational coefficient = 1, first = 0, second = 0;
};
std::optional<Exponents> exponents_of(const proofs::Monomial& monomial, const Rational& c, const std::string& first,
                                      const std::string& second) {
  Exponents result{c, 0, 0};
  for (const auto& [atom, times] : monomial) {
    Rational power(static_cast<unsigned long>(times));
    ExactPolynomial base(atom);
    for (int i = 0; i < 4 && !atoms(base).empty() && !atoms(base).begin()->is_variable(); ++i) {
      const Atom outer = *atoms(base).begin();
      if (base.terms().size() != 1) return {};
      if (outer.op() == Operator::quotient) power = -power;
      if (outer.op() == Operator::root) power = power / outer.arguments()[0].constant().value();
      if (outer.op() != Operator::quotient && outer.op() != Operator::root) return {};
      base = outer.arguments().back();
      if (base.terms().size() != 1) return {};
      power = power * Rational(static_cast<unsigned long>(
                          base.terms().begin()->first.size() == 1 ? base.terms().begin()->first[0].second : 0));
      if (base.terms().begin()->first.size() != 1 || base.terms().begin()->second != 1) return {};
      base = ExactPolynomial(base.terms().begin()->first[0].first);
    }
    if (base == ExactPolynomial::variable(first))
      result.first = result.first + power;
    else if (base == ExactPolynomial::variable(second))
      result.second = result.second + power;
    else
      return {};
  }
  return result;
}

std::optional<MonomialFamily> read_family(const ExactPolynomial& member, const std::string& x, const std::string& n) {
  if (member.terms().size() != 1) return {};
  proofs::Monomial numerator;
  std::optional<ExactPolynomial> denominator;
  for (const auto& [atom, times] : member.terms().begin()->first) {
    if (atom.op() == Operator::quotient && atom.arguments()[0].terms().size() == 2 && times == 1 && !denominator)
      denominator = atom.arguments()[0];
    else
      numerator.emplace_back(atom, times);
  }
  const auto top = exponents_of(numerator, member.terms().begin()->second, n, x);
  if (!top) return {};
  MonomialFamily family{top->coefficient, top->first, top->second};
  if (!denominator) return family;
  // The part without n goes to A, with its power of x taken out.
  std::vector<Exponents> parts;
  for (const auto& [monomial, c] : denominator->terms()) {
    const auto part = exponents_of(monomial, c, n, x);
    if (!part || proofs::sign(part->coefficient) <= 0) return {};
    parts.push_back(*part);
  }
  if (parts[0].first > parts[1].first) std::swap(parts[0], parts[1]);
  family.a = family.a - parts[0].first;
  family.b = family.b - parts[0].second;
  family.A = parts[0].coefficient;
  family.B = parts[1].coefficient;
  family.c = parts[1].first - parts[0].first;
  family.d = parts[1].second - parts[0].second;
  return family;
}

/// base^exponent for base > 0: a root, with a rational factor where the denominator is a power.
ExactPolynomial power_of(const Rational& base, const Rational& exponent) {
  const auto q = cln::denominator(exponent);
  Rational root;
  if (cln::rootp(Rational(cln::denominator(base)), q, &root))
    return application(Operator::power, {number(Rational(cln::numerator(base))), number(exponent)}) *
           application(Operator::power, {number(1 / root), number(Rational(cln::numerator(exponent)))});
  return application(Operator::power, {number(base), number(exponent)});
}

/// The supremum of X^t / (1 + X), to the power of t's denominator: t^p (1 - t)^(q - p) for t = p/q.
Rational greatest_value(const Rational& t) {
  Rational result = 1;
  const auto q = proofs::integer_between(cln::denominator(t), 1, 60);
  const auto p = proofs::integer_between(cln::numerator(t), 0, 60);
  if (!p || !q) return 0;
  for (long i = 0; i < *q; ++i) result = result * (i < *p ? t : 1 - t);
  return result;
}

/// The least function K x^E that bounds the sequence for all real n > 0.
std::optional<ExactPolynomial> bound_of(const MonomialFamily& f, const ExactPolynomial& x) {
  const auto times = [&](const ExactPolynomial& factor, const Rational& exponent) {
    return factor * application(Operator::power, {x, number(exponent)});
  };
  const Rational size = cln::abs(f.C);
  if (proofs::sign(f.a) <= 0) return times(number(size / f.A), f.b);
  if (proofs::sign(f.c) <= 0 || f.a > f.c) return {};
  if (f.a == f.c) return times(number(size / f.B), f.b - f.d);
  const Rational t = f.a / f.c;
  const auto q = proofs::integer_between(cln::denominator(t), 1, 60);
  const Rational most = greatest_value(t);
  if (!q || proofs::sign(most) == 0) return {};
  // (A/B)^t greatest_value^(1/q) as one root.
  Rational radicand = most;
  for (long i = 0; i < *proofs::integer_between(cln::numerator(t), 0, 60); ++i) radicand = radicand * f.A / f.B;
  return times(number(size / f.A) * power_of(radicand, Rational(1) / *q), f.b - t * f.d);
}

std::optional<ExactPolynomial> member_of(const OverInterval& question, const ExactPolynomial& x,
                                         const std::string& index) {
  const std::set<Atom> found = atoms(opened(question.body, x));
  if (found.size() != 1 || found.begin()->op() != Operator::sequence) return {};
  return opened(found.begin()->arguments()[0], ExactPolynomial::variable(index));
}

/// The factors of a term without the index, and exponentials with the part of the exponent without it.
std::optional<ExactPolynomial> without_index(const ExactPolynomial& integrand, const std::string& index) {
  if (integrand.terms().size() != 1) return {};
  const auto& [monomial, c] = *integrand.terms().begin();
  ExactPolynomial result = number(cln::abs(c));
  for (const auto& [atom, times] : monomial) {
    if (!variables(ExactPolynomial(atom)).contains(index)) {
      result = result * power(ExactPolynomial(atom), times);
    } else if (atom.op() == Operator::exp) {
      ExactPolynomial exponent;
      for (const auto& [part, coefficient] : atom.arguments()[0].terms())
        if (!variables(ExactPolynomial::term(1, part)).contains(index)) exponent.add(coefficient, part);
      result = result * power(application(Operator::exp, {exponent}), times);
    }
  }
  return result;
}

}  // namespace

std::optional<MonomialFamily> family_of(const OverInterval& question, const std::string& variable,
                                        const std::string& index) {
  const auto member = member_of(question, ExactPolynomial::variable(variable), index);
  return member ? read_family(*member, variable, index) : std::nullopt;
}

std::optional<ExactPolynomial> with_symbolic_exponents(const ExactPolynomial& integrand) {
  if (integrand.terms().size() != 1 || cln::abs(integrand.terms().begin()->second) != 1) return {};
  std::optional<Atom> top, bottom;
  for (const auto& [atom, times] : integrand.terms().begin()->first) {
    if (times != 1) return {};
    if (atom.op() == Operator::power) top = atom;
    if (atom.op() == Operator::quotient) bottom = atom;
  }
  if (!top || !bottom || integrand.terms().begin()->first.size() != 2) return {};
  const ExactPolynomial rest = bottom->arguments()[0] - number(1);
  const std::set<Atom> found = atoms(rest);
  if (found.size() != 1 || rest != ExactPolynomial(*found.begin()) || found.begin()->op() != Operator::power ||
      found.begin()->arguments()[0] != top->arguments()[0])
    return {};
  const ExactPolynomial& s = top->arguments()[1];
  const ExactPolynomial& t = found.begin()->arguments()[1];
  const ExactPolynomial inverse = reciprocal(t);
  const auto raised = [&](const ExactPolynomial& part) {
    return part == number(1) ? part : application(Operator::power, {part, part * inverse});
  };
  return raised(s) * raised(t - s) * inverse;
}

std::vector<ExactPolynomial> dominators_of(const OverInterval& question, const std::string& variable,
                                           const std::string& index) {
  const ExactPolynomial x = ExactPolynomial::variable(variable);
  // From 0 on the supremum is known; where it has no integral, nothing else has one.
  if (question.interval.ends == Ends::finite && question.interval.lower.is_zero())
    if (const auto family = family_of(question, variable, index)) {
      const auto bound = bound_of(*family, x);
      return bound ? std::vector<ExactPolynomial>{*bound} : std::vector<ExactPolynomial>{};
    }
  const auto member = member_of(question, x, index);
  return member ? common_bounds(question, *member, variable, index) : std::vector<ExactPolynomial>{};
}

std::vector<ExactPolynomial> common_bounds(const OverInterval& member, const ExactPolynomial& integrand,
                                           const std::string& variable, const std::string& index) {
  const ExactPolynomial x = ExactPolynomial::variable(variable);
  std::vector<ExactPolynomial> result;
  if (const auto family = read_family(integrand, variable, index))
    if (auto bound = bound_of(*family, x)) result.push_back(std::move(*bound));
  if (auto bound = with_symbolic_exponents(integrand)) result.push_back(std::move(*bound));
  if (auto factors = without_index(integrand, index)) result.push_back(std::move(*factors));
  if (member.interval.ends == Ends::finite)
    result.insert(result.end(), {number(1), number(2), application(Operator::e, {}), number(10)});
  if (member.interval.ends == Ends::line) result.push_back(application(Operator::exp, {-(x * x)}));
  if (member.interval.ends != Ends::finite)
    result.insert(result.end(), {application(Operator::exp, {-x}), reciprocal(number(1) + x * x)});
  return result;
}

}  // namespace geq::prover
