// SPDX-License-Identifier: GPL-3.0-or-later
#include "proofs/kernel/derivative.hpp"

#include <algorithm>

#include "proofs/kernel/limits.hpp"
#include "proofs/kernel/normal_form.hpp"
#include "proofs/kernel/work.hpp"

namespace geq::proofs {

namespace {

/// Thrown and caught in this file: there is no derivative.
struct NotDifferentiable {};

class Calculus {
 public:
  explicit Calculus(const std::string& variable) : variable_(variable) {}

  ExactPolynomial of(const ExactPolynomial& polynomial) {
    WorkLimit::spend(10 * polynomial.words());
    ExactPolynomial result;
    for (const auto& [monomial, coefficient] : polynomial.terms())
      for (std::size_t i = 0; i < monomial.size(); ++i) {
        const ExactPolynomial inner = of(monomial[i].first);
        if (inner.is_zero()) continue;
        Monomial rest = monomial;
        const Rational factor = coefficient * Rational(static_cast<unsigned long>(rest[i].second));
        if (--rest[i].second == 0) rest.erase(rest.begin() + static_cast<std::ptrdiff_t>(i));
        result = result + ExactPolynomial::term(factor, std::move(rest)) * inner;
      }
    return result;
  }

  std::vector<Fact> conditions, continuity;

 private:
  ExactPolynomial of(const Atom& atom) {
    if (atom.is_variable()) return atom.name() == variable_ ? Rational(1) : Rational(0);
    if (!variables(ExactPolynomial(atom)).contains(variable_)) return {};
    const ExactPolynomial& u = atom.arguments().back();
    const ExactPolynomial value{atom};
    const auto applied = [&](Operator op) { return application(op, {u}); };
    const ExactPolynomial one(Rational(1));
    switch (atom.op()) {
      case Operator::quotient:
        require({u, Sign::nonzero}, {u, Sign::nonzero});
        return -of(u) * value * value;
      case Operator::root: {
        require({u, Sign::positive}, {u, Sign::nonnegative});
        const Rational degree = atom.arguments()[0].constant().value();
        return ExactPolynomial(1 / degree) * of(u) * value * reciprocal(u);
      }
      case Operator::exp:
        return of(u) * value;
      case Operator::log:
        require({u, Sign::positive}, {u, Sign::positive});
        return of(u) * reciprocal(u);
      case Operator::sin:
        return of(u) * applied(Operator::cos);
      case Operator::cos:
        return -of(u) * applied(Operator::sin);
      case Operator::tan: {
        const Fact defined{applied(Operator::cos), Sign::nonzero};
        require(defined, defined);
        return of(u) * (one + value * value);
      }
      case Operator::arctan:
        return of(u) * reciprocal(one + u * u);
      case Operator::sinh:
        return of(u) * applied(Operator::cosh);
      case Operator::cosh:
        return of(u) * applied(Operator::sinh);
      case Operator::tanh:
        return of(u) * (one - value * value);
      case Operator::power:
        return of_power(atom);
      default:
        throw NotDifferentiable();
    }
  }

  /// u^v = exp(v log(u)) for u > 0.
  ExactPolynomial of_power(const Atom& atom) {
    const ExactPolynomial& base = atom.arguments()[0];
    const ExactPolynomial& exponent = atom.arguments()[1];
    const Fact positive{base, Sign::positive};
    require(positive, positive);
    return ExactPolynomial(atom) *
           (of(exponent) * application(Operator::log, {base}) + exponent * of(base) * reciprocal(base));
  }

  void require(Fact inside, Fact at_the_end) {
    const auto add = [](std::vector<Fact>& facts, Fact fact) {
      if (std::find(facts.begin(), facts.end(), fact) == facts.end()) facts.push_back(std::move(fact));
    };
    add(conditions, std::move(inside));
    add(continuity, std::move(at_the_end));
  }

  const std::string& variable_;
};

}  // namespace

std::optional<Derivative> derivative(const ExactPolynomial& polynomial, const std::string& variable) {
  try {
    Calculus calculus(variable);
    ExactPolynomial value = calculus.of(polynomial);
    return Derivative{std::move(value), std::move(calculus.conditions), std::move(calculus.continuity)};
  } catch (const NotDifferentiable&) {
    return {};
  }
}

}  // namespace geq::proofs
