// SPDX-License-Identifier: GPL-3.0-or-later
#include "proofs/kernel/subdivision.hpp"

#include <algorithm>

#include "proofs/kernel/elementary.hpp"
#include "proofs/kernel/work.hpp"

namespace geq::proofs {

namespace {

constexpr unsigned long precision = 64;

/// Encloses atoms, each once.
class Atoms {
 public:
  Atoms(const Box& box, unsigned long bits) : box_(box), bits_(bits) {}

  std::optional<Enclosure> value(const ExactPolynomial& polynomial) {
    Enclosure sum{0, 0};
    for (const auto& [monomial, coefficient] : polynomial.terms()) {
      Enclosure product{coefficient, coefficient};
      for (const auto& [atom, exponent] : monomial) {
        const auto known = value(atom);
        if (!known) return {};
        const Enclosure degree{Rational(exponent), Rational(exponent)};
        product = rounded(multiply(product, *apply(Operator::power, {*known, degree}, bits_)), bits_);
      }
      sum = {sum.lower + product.lower, sum.upper + product.upper};
    }
    return sum;
  }

 private:
  std::optional<Enclosure> value(const Atom& atom) {
    if (const auto found = known_.find(atom); found != known_.end()) return found->second;
    std::optional<Enclosure> result;
    if (atom.is_variable()) {
      if (const auto found = box_.find(atom.name()); found != box_.end()) result = found->second;
    } else {
      result = applied(atom);
    }
    known_.emplace(atom, result);
    return result;
  }

  std::optional<Enclosure> applied(const Atom& atom) {
    std::vector<Enclosure> arguments;
    if (atom.op() == Operator::quotient) arguments.push_back({1, 1});
    for (const ExactPolynomial& argument : atom.arguments()) {
      const auto known = value(argument);
      if (!known) return {};
      arguments.push_back(*known);
    }
    const auto result = apply(atom.op(), arguments, bits_);
    if (!result) return {};
    return rounded(*result, bits_);
  }

  const Box& box_;
  unsigned long bits_;
  std::map<Atom, std::optional<Enclosure>> known_;
};

/// Ends of an interval, as far as they are known.
struct Ends {
  std::optional<Rational> lower, upper;

  void at_least(const Rational& value) { lower = lower ? std::max(*lower, value) : value; }
  void at_most(const Rational& value) { upper = upper ? std::min(*upper, value) : value; }
};

/// The facts c * atom + d, c a number, d without variables: calls take(c, enclosure of -d/c, sign).
template <class Take>
void each_bound(const Atom& atom, const std::vector<Fact>& facts, const Take& take) {
  for (const Fact& fact : facts) {
    const std::vector<ExactPolynomial> c = coefficients_in(atom, fact.polynomial);
    const auto leading = c.size() == 2 ? c[1].constant() : std::nullopt;
    if (!leading || !variables(c[0]).empty() || fact.sign == Sign::nonzero) continue;
    const auto rest = enclose(c[0], Box{}, precision);
    if (rest) take(*leading, multiply(*rest, {-1 / *leading, -1 / *leading}), fact.sign);
  }
}

Ends ends_of(const std::string& name, const std::vector<Fact>& facts) {
  Ends ends;
  const ExactPolynomial variable = ExactPolynomial::variable(name);
  each_bound(Atom::variable(name), facts, [&](const Rational& c, const Enclosure& end, Sign known) {
    if (sign(c) > 0 || known == Sign::zero) ends.at_least(end.lower);
    if (sign(c) < 0 || known == Sign::zero) ends.at_most(end.upper);
  });
  each_bound(Atom::application(Operator::abs, {variable}), facts,
             [&](const Rational& c, const Enclosure& end, Sign known) {
               if (sign(c) > 0 && known != Sign::zero) return;
               ends.at_least(-end.upper);
               ends.at_most(end.upper);
             });
  return ends;
}

}  // namespace

std::optional<Enclosure> enclose(const ExactPolynomial& polynomial, const Box& box, unsigned long bits) {
  WorkLimit::spend(100 * polynomial.words());
  return Atoms(box, bits).value(polynomial);
}

std::optional<Box> box_of(const Sequent& sequent) {
  Box box;
  for (const std::string& name : variables(sequent.goal.polynomial)) {
    const Ends ends = ends_of(name, sequent.facts);
    if (!ends.lower || !ends.upper || *ends.lower > *ends.upper) return {};
    box.emplace(name, Enclosure{*ends.lower, *ends.upper});
  }
  return box;
}

bool is_seen_on(const Box& box, const Fact& goal) {
  const auto value = enclose(goal.polynomial, box, precision);
  if (!value) return false;
  switch (goal.sign) {
    case Sign::nonnegative:
      return sign(value->lower) >= 0;
    case Sign::positive:
      return sign(value->lower) > 0;
    case Sign::nonzero:
      return sign(value->lower) > 0 || sign(value->upper) < 0;
    case Sign::zero:
      break;
  }
  return false;
}

std::pair<Box, Box> halves(const Box& box, const std::string& variable) {
  std::pair<Box, Box> result{box, box};
  const Enclosure& whole = box.at(variable);
  const Rational middle = (whole.lower + whole.upper) / 2;
  result.first.at(variable).upper = middle;
  result.second.at(variable).lower = middle;
  return result;
}

}  // namespace geq::proofs
