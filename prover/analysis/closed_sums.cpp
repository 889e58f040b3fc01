// SPDX-License-Identifier: GPL-3.0-or-later
#include "prover/analysis/closed_sums.hpp"

#include <algorithm>

#include "proofs/kernel/binders.hpp"
#include "proofs/kernel/normal_form.hpp"
#include "prover/reductions/functions.hpp"

namespace geq::prover {

using proofs::application;
using proofs::Atom;
using proofs::ExactPolynomial;
using proofs::Fact;
using proofs::Monomial;
using proofs::Operator;
using proofs::Rational;
using proofs::Sequent;
using proofs::Sign;

namespace {

constexpr std::uint32_t greatest_power = 12;
constexpr const char* index_name = "#i";  // no name of the language

const ExactPolynomial one{Rational(1)};

/// 1^m + 2^m + ... + x^m as a polynomial in x, from those for smaller powers.
ExactPolynomial faulhaber(std::uint32_t m, const ExactPolynomial& x) {
  std::vector<ExactPolynomial> sums;
  for (std::uint32_t k = 0; k <= m; ++k) {
    ExactPolynomial total = power(x + one, k + 1) - one;
    // cppcheck-suppress containerOutOfBounds ; there are k of them
    for (std::uint32_t j = 0; j < k; ++j) total = total - ExactPolynomial(Rational(cln::binomial(k + 1, j))) * sums[j];
    sums.push_back(ExactPolynomial(Rational(1) / Rational(static_cast<unsigned long>(k) + 1)) * total);
  }
  return sums.back();
}

std::vector<Atom> sums_in(const ExactPolynomial& polynomial) {
  std::vector<Atom> result;
  for (const Atom& atom : atoms(polynomial))
    if (atom.op() == Operator::sum_over) result.push_back(atom);
  return result;
}

/// The ratio of neighbouring terms c b^(i + s) or c / b^(i + s), for a number b.
std::optional<Rational> ratio_of(const Monomial& monomial) {
  if (monomial.size() != 1 || monomial[0].second != 1) return {};
  Atom atom = monomial[0].first;
  const bool inverse = !atom.is_variable() && atom.op() == Operator::quotient;
  if (inverse) {
    const auto inside = single_atom(atom.arguments()[0]);
    if (!inside) return {};
    atom = *inside;
  }
  if (atom.is_variable() || atom.op() != Operator::power) return {};
  const auto base = atom.arguments()[0].constant();
  if (!base || proofs::sign(*base) <= 0 || *base == 1) return {};
  if (!(atom.arguments()[1] - ExactPolynomial::variable(index_name)).constant()) return {};
  return inverse ? 1 / *base : *base;
}

/// 1/D(i) times a power of i, for D = (i + a_1) ... (i + a_m) with different a_j whose differences are integers.
struct Fraction {
  Rational constant = 1;
  std::uint32_t power = 0;
  std::vector<Rational> shifts;
};

std::optional<Fraction> fraction_of(const Monomial& monomial) {
  Fraction result;
  const ExactPolynomial index = ExactPolynomial::variable(index_name);
  for (const auto& [atom, exponent] : monomial) {
    if (atom == Atom::variable(index_name)) {
      result.power = exponent;
      continue;
    }
    const auto factors =
        atom.op() == Operator::quotient && exponent == 1 ? factors_of(atom.arguments()[0]) : std::nullopt;
    if (!factors) return {};
    result.constant = result.constant / factors->constant;
    for (const auto& [base, times] : factors->powers) {
      const auto shift = (base - index).constant();
      if (!shift || times != 1) return {};
      result.shifts.push_back(*shift);
    }
  }
  std::sort(result.shifts.begin(), result.shifts.end());
  if (result.shifts.size() < 2 || result.power + 2 > result.shifts.size()) return {};
  for (std::size_t j = 1; j < result.shifts.size(); ++j) {
    const Rational gap = result.shifts[j] - result.shifts[j - 1];
    if (cln::denominator(gap) != 1 || proofs::sign(gap) == 0 || gap > Rational(20)) return {};
  }
  return result;
}

/// By partial fractions, whose numerators add up to 0: nearly all of them cancel.
ExactPolynomial telescoped(const Fraction& fraction, const Rational& lower, const ExactPolynomial& upper) {
  ExactPolynomial result;
  const Rational& least = fraction.shifts.front();
  for (const Rational& a : fraction.shifts) {
    Rational numerator = fraction.constant * cln::expt(-a, static_cast<int>(fraction.power));
    for (const Rational& other : fraction.shifts)
      if (other != a) numerator = numerator / (other - a);
    for (Rational s = least; s < a; s = s + 1) {
      result = result + ExactPolynomial(numerator) * reciprocal(upper + ExactPolynomial(s + 1));
      result = result - ExactPolynomial(numerator / (lower + s));
    }
  }
  return result;
}

/// variable + shift
struct UpperEnd {
  std::string variable;
  Rational shift;
};
std::optional<UpperEnd> upper_end(const Atom& sum) {
  const ExactPolynomial& upper = sum.arguments()[1];
  const std::set<std::string> names = variables(upper);
  if (names.size() != 1) return {};
  const auto shift = (upper - ExactPolynomial::variable(*names.begin())).constant();
  return shift ? std::optional(UpperEnd{*names.begin(), *shift}) : std::nullopt;
}

/// An integer from which the variable is known to be on, and from which the closed form holds.
std::optional<Rational> base_of(const Atom& sum, const UpperEnd& end, const std::vector<Fact>& facts) {
  const auto lower = sum.arguments()[0].constant();
  if (!lower) return {};
  const ExactPolynomial variable = ExactPolynomial::variable(end.variable);
  for (const Fact& fact : facts) {
    auto base = (variable - fact.polynomial).constant();
    if (fact.sign == Sign::nonnegative && base && cln::denominator(*base) == 1 && *base + end.shift >= *lower - 1)
      return base;
  }
  return {};
}

/// The equation for n from that for n - 1.
std::optional<Steps> by_last_term(const Sequent& sequent, const Atom& sum, const std::string& variable,
                                  const SideChain::Prover& prover) {
  SideChain chain(sequent, prover);
  const Fact before{substitute(sequent.goal.polynomial, {{variable, ExactPolynomial::variable(variable) - one}}),
                    Sign::zero};
  const std::size_t last = sequent.facts.size();
  const auto known = std::find(sequent.facts.begin(), sequent.facts.end(), before);
  if (known == sequent.facts.end() || !chain.then(proofs::LastTerm{ExactPolynomial(sum)})) return {};
  if (!chain.then(proofs::Rewrite{last, -one})) return {};
  if (!chain.then(proofs::Rewrite{static_cast<std::size_t>(known - sequent.facts.begin()), -one})) return {};
  if (is_visible(chain.sequent().goal, chain.sequent().facts)) return chain.followed_by({proofs::Visible{}});
  return chain.finish();
}

std::optional<Steps> by_induction(const Sequent& sequent, const Atom& sum, const SideChain::Prover& prover) {
  const auto end = upper_end(sum);
  const auto base = end ? base_of(sum, *end, sequent.facts) : std::nullopt;
  if (!base) return {};
  const proofs::Step step = proofs::Induction{end->variable, *base};
  const auto remaining = proofs::apply(step, sequent);
  if (!remaining || remaining.value().size() != 2) return {};
  const Sequent& first = remaining.value().front();
  const auto start = is_visible(first.goal, first.facts) ? Steps{proofs::Visible{}} : prover(first);
  const auto next = start ? by_last_term(remaining.value().back(), sum, end->variable, prover) : std::nullopt;
  if (!next) return {};
  Steps steps{step};
  steps.insert(steps.end(), start->begin(), start->end());
  steps.insert(steps.end(), next->begin(), next->end());
  return steps;
}

}  // namespace

std::optional<ExactPolynomial> closed_form(const Atom& sum) {
  const auto lower = sum.arguments()[0].constant();
  const ExactPolynomial& upper = sum.arguments()[1];
  const ExactPolynomial body = opened(sum.arguments()[2], ExactPolynomial::variable(index_name));
  if (!lower || body.terms().size() > 1) return {};
  if (body == one) return upper - ExactPolynomial(*lower) + one;
  const auto& [monomial, c] = *body.terms().begin();
  if (const auto ratio = ratio_of(monomial))
    return ExactPolynomial(1 / (1 - *ratio)) *
           (opened(sum.arguments()[2], ExactPolynomial(*lower)) - opened(sum.arguments()[2], upper + one));
  if (const auto fraction = fraction_of(monomial); fraction && proofs::sign(*lower + fraction->shifts.front()) > 0)
    return ExactPolynomial(c) * telescoped(*fraction, *lower, upper);
  if (monomial.size() != 1) return {};
  const auto& [atom, times] = monomial.front();
  if (atom == Atom::variable(index_name)) {
    if (times > greatest_power) return {};
    return ExactPolynomial(c) * (faulhaber(times, upper) - faulhaber(times, ExactPolynomial(*lower - 1)));
  }
  if (atom.op() != Operator::exp || times != 1) return {};
  const auto parts = coefficients_in(Atom::variable(index_name), atom.arguments()[0]);
  if (parts.size() != 2 || variables(parts[0]).contains(index_name) || variables(parts[1]).contains(index_name))
    return {};
  const auto term = [&](const ExactPolynomial& i) { return application(Operator::exp, {parts[0] + parts[1] * i}); };
  return ExactPolynomial(c) * (term(ExactPolynomial(*lower)) - term(upper + one)) *
         reciprocal(one - application(Operator::exp, {parts[1]}));
}

ExactPolynomial with_closed_sums(const ExactPolynomial& polynomial) {
  ExactPolynomial result = polynomial;
  for (const Atom& sum : sums_in(polynomial))
    if (const auto value = closed_form(sum)) result = replace_atom(result, sum, *value);
  return result;
}

bool append_closed_sums(SideChain& chain, const SideChain::Prover& prover) {
  bool found = false;
  for (const Atom& sum : sums_in(chain.sequent().goal.polynomial)) {
    const auto value = closed_form(sum);
    if (!value) continue;
    SideChain attempt(chain.sequent(), [&](const Sequent& side) { return by_induction(side, sum, prover); });
    const std::size_t equation = attempt.sequent().facts.size();
    if (!attempt.then(proofs::Have{{ExactPolynomial(sum) - *value, Sign::zero}})) continue;
    for (int round = 0; round < 20 && degree_in(sum, attempt.sequent().goal.polynomial) > 0; ++round) {
      const auto c = coefficients_in(sum, attempt.sequent().goal.polynomial);
      if (!attempt.then(proofs::Rewrite{equation, -(c.back() * power(ExactPolynomial(sum), c.size() - 2))})) break;
    }
    chain.append(attempt);
    found = true;
  }
  return found;
}

}  // namespace geq::prover
