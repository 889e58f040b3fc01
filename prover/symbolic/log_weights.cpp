// SPDX-License-Identifier: GPL-3.0-or-later
#include "prover/symbolic/log_weights.hpp"

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

const ExactPolynomial one{Rational(1)};

ExactPolynomial logarithm(const ExactPolynomial& value) { return application(Operator::log, {value}); }

/// log of coefficient * monomial, taken apart; none for coefficients <= 0.
std::optional<ExactPolynomial> logarithm(const Rational& coefficient, const Monomial& monomial) {
  if (proofs::sign(coefficient) <= 0) return {};
  ExactPolynomial result = logarithm(ExactPolynomial(coefficient));
  for (const auto& [atom, exponent] : monomial) {
    const ExactPolynomial times(Rational(static_cast<unsigned long>(exponent)));
    switch (atom.op()) {
      case Operator::exp:
        result = result + times * atom.arguments()[0];
        break;
      case Operator::power:
        result = result + times * atom.arguments()[1] * logarithm(atom.arguments()[0]);
        break;
      case Operator::quotient:
        result = result - times * logarithm(atom.arguments()[0]);
        break;
      case Operator::root:
        result = result +
                 times * ExactPolynomial(1 / atom.arguments()[0].constant().value()) * logarithm(atom.arguments()[1]);
        break;
      default:
        result = result + times * logarithm(ExactPolynomial(atom));
    }
  }
  return result;
}

class Collector {
 public:
  Collector(const Sequent& sequent, const std::string& index, const std::string& inner)
      : sequent_(sequent), inner_(inner) {
    result_.index = index;
  }

  LogWeights collect() {
    std::vector<ExactPolynomial> places{sequent_.goal.polynomial};
    for (const Fact& fact : sequent_.facts)
      if (!proofs::family_in(fact)) places.push_back(fact.polynomial);
    for (const ExactPolynomial& place : places)
      for (const Atom& atom : atoms(place))
        if (atom.op() == Operator::log || atom.op() == Operator::quotient) shares(atom);
    for (const Atom& atom : atoms(sequent_.goal.polynomial)) outside(atom);
    // Without exponentials or logarithms of the index there is nothing to say.
    if (std::none_of(result_.weights.begin(), result_.weights.end(),
                     [](const LogWeight& weight) { return !weight.exponent.constant(); }))
      return result_;
    for (std::size_t r = 0; r < result_.ranges.size(); ++r) {
      const ExactPolynomial count = result_.ranges[r].second - result_.ranges[r].first + one;
      add({-logarithm(count), reciprocal(count), {}});
      result_.divisors.push_back(count);
      for (const FamilyAt& family : families_at(index(), result_.ranges[r], sequent_.facts)) given(family.fact, r);
    }
    add({{}, one, {}});
    return std::move(result_);
  }

 private:
  ExactPolynomial index() const { return ExactPolynomial::variable(result_.index); }

  void add(LogWeight weight) {
    const auto same = [&](const LogWeight& other) { return other.exponent == weight.exponent; };
    if (std::none_of(result_.weights.begin(), result_.weights.end(), same)) result_.weights.push_back(weight);
  }

  std::size_t range_of(const Atom& atom) {
    const Range range{atom.arguments()[0], atom.arguments()[1]};
    const auto place = std::find(result_.ranges.begin(), result_.ranges.end(), range);
    if (place != result_.ranges.end()) return static_cast<std::size_t>(place - result_.ranges.begin());
    result_.ranges.push_back(range);
    return result_.ranges.size() - 1;
  }

  /// An atom of the goal that is not such a sum.
  void outside(const Atom& atom) {
    if (atom.op() != Operator::sum_over) return own(atom, {});
    const std::size_t range = range_of(atom);
    const auto has_shares = [&](const Total& total) { return total.sum == ExactPolynomial(atom); };
    if (std::any_of(result_.totals.begin(), result_.totals.end(), has_shares)) return;
    const ExactPolynomial body = proofs::opened(atom.arguments()[2], index());
    for (const Atom& inner : atoms(body))
      if (variables(ExactPolynomial(inner)).contains(result_.index)) {
        own(inner, range);
        if (inner.op() == Operator::log) nested(inner, range);
      }
  }

  /// exp(u) with its logarithm u, and u with its logarithm.
  void own(const Atom& atom, std::optional<std::size_t> range) {
    if (atom.op() == Operator::exp) add({atom.arguments()[0], ExactPolynomial(atom), range});
    if (atom.op() != Operator::log) return;
    const ExactPolynomial& argument = atom.arguments()[0];
    add({ExactPolynomial(atom), argument, range});
    add({-ExactPolynomial(atom), reciprocal(argument), range});
  }

  /// Of all terms of the argument of a logarithm or of a divisor.
  void shares(const Atom& atom) {
    const ExactPolynomial& argument = atom.arguments()[0];
    const bool is_sum = std::any_of(argument.terms().begin(), argument.terms().end(), [](const auto& term) {
      return std::any_of(term.first.begin(), term.first.end(),
                         [](const auto& power) { return power.first.op() == Operator::sum_over; });
    });
    if (!is_sum && argument.terms().size() < 2) return;
    result_.divisors.push_back(argument);
    for (const auto& [monomial, coefficient] : argument.terms()) share(monomial, coefficient, argument);
  }

  void share(const Monomial& monomial, const Rational& coefficient, const ExactPolynomial& argument) {
    std::optional<std::size_t> range;
    ExactPolynomial term(coefficient);
    const Atom* sum = nullptr;
    for (const auto& [atom, exponent] : monomial) {
      if (atom.op() != Operator::sum_over || range || exponent != 1) {
        term = term * power(ExactPolynomial(atom), exponent);
        continue;
      }
      range = range_of(atom);
      sum = &atom;
    }
    ExactPolynomial body = one;
    if (sum != nullptr) body = proofs::opened(sum->arguments()[2], index());
    term = term * body;
    if (term.terms().size() != 1) return;
    const auto log_of_term = logarithm(term.terms().begin()->second, term.terms().begin()->first);
    if (!log_of_term) return;
    const LogWeight weight{*log_of_term - logarithm(argument), cancelled(term * reciprocal(argument)), range};
    add(weight);
    if (sum != nullptr)
      result_.totals.push_back({*range, body, ExactPolynomial(*sum), weight, ExactPolynomial(*sum) == argument});
    // The same without what stands before the exponential.
    for (const auto& [atom, exponent] : term.terms().begin()->first)
      if (atom.op() == Operator::exp && exponent == 1)
        add({atom.arguments()[0] - logarithm(argument), ExactPolynomial(atom) * reciprocal(argument), range});
  }

  void given(const Fact& fact, std::size_t range) {
    if ((fact.sign != Sign::nonnegative && fact.sign != Sign::positive) || fact.polynomial.terms().size() != 1) return;
    const auto& [monomial, coefficient] = *fact.polynomial.terms().begin();
    if (monomial.size() == 1 && coefficient == 1) add({logarithm(fact.polynomial), fact.polynomial, range});
  }

  /// log(sum of exp(u)) inside of a sum.
  void nested(const Atom& atom, std::size_t range) {
    const auto sum = single_atom(atom.arguments()[0]);
    if (!sum || sum->op() != Operator::sum_over) return;
    const auto u = exponent_of_body(*sum);
    for (std::size_t t = 0; u && t < result_.totals.size(); ++t) {
      const Total& total = result_.totals[t];
      const Range inner{sum->arguments()[0], sum->arguments()[1]};
      const auto anchor = single_atom(total.sum);
      const auto v = anchor ? exponent_of_body(*anchor) : std::nullopt;
      if (!total.is_all || result_.ranges[total.range] != inner || !v) continue;
      const ExactPolynomial share = application(Operator::exp, {*v}) * reciprocal(total.sum);
      result_.nested.push_back(
          {range, ExactPolynomial(atom) - logarithm(total.sum) - summed(share * (*u - *v), inner, inner_)});
    }
  }

  /// u, where the body of the sum is exp(u), at the inner index.
  std::optional<ExactPolynomial> exponent_of_body(const Atom& sum) const {
    const auto exponential = single_atom(proofs::opened(sum.arguments()[2], ExactPolynomial::variable(inner_)));
    if (!exponential || exponential->op() != Operator::exp) return {};
    return exponential->arguments()[0];
  }

  const Sequent& sequent_;
  std::string inner_;
  LogWeights result_;
};

}  // namespace

ExactPolynomial summed(const ExactPolynomial& term, const Range& range, const std::string& index) {
  return proofs::over_range(Operator::sum_over, range.first, range.second, proofs::closed(term, index));
}

std::vector<FamilyAt> families_at(const ExactPolynomial& index, const Range& range, const std::vector<Fact>& facts) {
  std::vector<FamilyAt> result;
  for (std::size_t i = 0; i < facts.size(); ++i)
    if (const auto family = proofs::family_in(facts[i]))
      if (family->lower == range.first && family->upper == range.second)
        result.push_back({i, {proofs::opened(family->body, index), family->sign}});
  return result;
}

LogWeights log_weights(const Sequent& sequent, const std::string& index, const std::string& inner) {
  return Collector(sequent, index, inner).collect();
}

}  // namespace geq::prover
