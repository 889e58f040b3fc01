// SPDX-License-Identifier: GPL-3.0-or-later
#include "proofs/kernel/asymptotics.hpp"

#include <algorithm>

#include "proofs/kernel/normal_form.hpp"
#include "proofs/kernel/subdivision.hpp"
#include "proofs/kernel/work.hpp"

namespace geq::proofs {

namespace {

/// Thrown and caught in this file: leading terms do not tell.
struct Unknown {};

/// As x goes to oo. `power`: f = (coefficient + o(1)) exp(rate x) x^power log(x)^logs, where coefficient, rate and
/// power have no x, and the coefficient may be 0. `small`: f x^m goes to 0 for every m; `vanishing`: so does f exp(m
/// x). `large`: abs(f) x^-m goes to oo for every m; `exploding`: so does abs(f) exp(-m x).
struct Growth {
  enum class Scale { vanishing, small, power, large, exploding };
  Scale scale = Scale::power;
  ExactPolynomial coefficient = {};
  ExactPolynomial power = {};
  Rational logs = 0;
  ExactPolynomial rate = {};

  static Growth constant(ExactPolynomial value) { return {Scale::power, std::move(value)}; }
  /// A function that is bounded is o(log(x)).
  static Growth bounded() { return {Scale::power, {}, {}, 1}; }
  static Growth beyond_powers(Scale scale) { return {scale}; }
  bool is_like_a_power() const { return scale == Scale::power && rate.is_zero(); }
};

/// No name of the language begins so.
constexpr const char* factor_prefix = "#";

class Asymptotics {
 public:
  Asymptotics(const std::string& variable, const std::vector<Fact>& facts, bool through_integers)
      : variable_(variable), facts_(facts), through_integers_(through_integers) {}

  ExactPolynomial limit_of_polynomial(const ExactPolynomial& polynomial) const {
    return limit_of_growth(of(polynomial));
  }

  bool goes_to_infinity(const ExactPolynomial& polynomial) const {
    const Growth growth = of(polynomial);
    return growth.scale == Growth::Scale::power && direction(growth) > 0 && has(growth.coefficient, Sign::positive);
  }

  /// Where leading terms cancel, those after them tell more.
  Growth of(const ExactPolynomial& polynomial) const {
    Growth direct = by_terms(polynomial);
    if (direct.scale != Growth::Scale::power || !direct.coefficient.is_zero()) return direct;
    return by_terms(expanded(polynomial));
  }

 private:
  Growth by_terms(const ExactPolynomial& given) const {
    const ExactPolynomial polynomial = without_inverse_pairs(given);
    WorkLimit::spend(10 * polynomial.words());
    Growth result = Growth::beyond_powers(Growth::Scale::vanishing);
    for (const auto& [monomial, coefficient] : polynomial.terms()) {
      Growth term = Growth::constant(coefficient);
      for (const auto& [atom, exponent] : monomial) {
        const Growth factor = of(atom);
        for (std::uint32_t i = 0; i < exponent; ++i) term = product(term, factor);
      }
      result = sum(result, term);
    }
    return result;
  }

  /// Every function with Taylor's formula instead, up to a term with a factor that tends to 1: a variable of its own.
  ExactPolynomial expanded(const ExactPolynomial& polynomial) const {
    ExactPolynomial result = polynomial;
    // Two factors that tend to 1 are not the same, so none may have the name of one that stands here already.
    const std::set<std::string> taken = variables(polynomial);
    unsigned long number = 0;
    for (const Atom& atom : atoms(polynomial)) {
      if (atom.is_variable() || !variables(ExactPolynomial(atom)).contains(variable_)) continue;
      while (taken.contains(factor_prefix + std::to_string(number))) ++number;
      const ExactPolynomial near_one = ExactPolynomial::variable(factor_prefix + std::to_string(number++));
      if (const auto series = expanded(atom, near_one)) result = replace_atom(result, atom, *series);
    }
    return result;
  }

  std::optional<ExactPolynomial> expanded(const Atom& atom, const ExactPolynomial& near_one) const {
    const ExactPolynomial& u = atom.arguments().back();
    const auto part = [](long numerator, long denominator) {
      return ExactPolynomial(Rational(numerator) / denominator);
    };
    const auto vanishes = [&](const ExactPolynomial& value) {
      try {
        return limit_of_growth(of(value)).is_zero();
      } catch (const Unknown&) {
        return false;
      }
    };
    const ExactPolynomial one(Rational(1));
    const auto exponential_near_zero = [&](const ExactPolynomial& v) -> std::optional<ExactPolynomial> {
      if (!vanishes(v)) return {};
      return one + v + part(1, 2) * v * v * near_one;
    };
    switch (atom.op()) {
      case Operator::exp:
        return exponential_near_zero(u);
      case Operator::power: {
        const ExactPolynomial& base = atom.arguments()[0];
        if (variables(base).contains(variable_) || !has(base, Sign::positive)) return {};
        return exponential_near_zero(u * application(Operator::log, {base}));
      }
      case Operator::sin:
        if (!vanishes(u)) return {};
        return u - part(1, 6) * u * u * u * near_one;
      case Operator::arctan:
        if (!vanishes(u)) return {};
        return u - part(1, 3) * u * u * u * near_one;
      case Operator::cos:
        if (!vanishes(u)) return {};
        return one - part(1, 2) * u * u + part(1, 24) * power(u, 4) * near_one;
      case Operator::log:
        if (!vanishes(u - one)) return {};
        return u - one - part(1, 2) * (u - one) * (u - one) * near_one;
      case Operator::root:
        return power_expanded(u, 1 / atom.arguments()[0].constant().value(), near_one);
      case Operator::quotient:
        return power_expanded(u, -1, near_one);
      default:
        return {};
    }
  }

  /// (c x^q (1 + w))^s for w to 0: c^s x^(q s) (1 + s w + s (s - 1)/2 w^2 ...).
  std::optional<ExactPolynomial> power_expanded(const ExactPolynomial& base, const Rational& s,
                                                const ExactPolynomial& near_one) const {
    const Growth growth = of(base);
    const auto q = growth.power.constant();
    if (!growth.is_like_a_power() || !q || sign(growth.logs) != 0 || base.terms().size() < 2 ||
        !has(growth.coefficient, Sign::positive))
      return {};
    const ExactPolynomial x = ExactPolynomial::variable(variable_);
    const auto raised = [](const ExactPolynomial& value, const Rational& exponent) {
      return application(Operator::power, {value, ExactPolynomial(exponent)});
    };
    const ExactPolynomial one(Rational(1));
    const ExactPolynomial w = without_inverse_pairs(base * reciprocal(growth.coefficient) * raised(x, -*q)) - one;
    return raised(growth.coefficient, s) * raised(x, *q * s) *
           (one + ExactPolynomial(s) * w + ExactPolynomial(s * (s - 1) / 2) * w * w * near_one);
  }

  bool has(const ExactPolynomial& polynomial, Sign sign) const {
    const Fact fact{polynomial, sign};
    return is_visible(fact, facts_) || is_seen(fact) || is_sign_of_logarithm(fact) || is_product_of_powers(fact);
  }

  /// A positive number times positive atoms, among them u^v for u > 0; or for != the negative of that.
  bool is_product_of_powers(const Fact& fact) const {
    if (fact.polynomial.terms().size() != 1 || fact.sign == Sign::zero) return false;
    const auto& [monomial, c] = *fact.polynomial.terms().begin();
    if (geq::proofs::sign(c) < 0 && fact.sign != Sign::nonzero) return false;
    return std::all_of(monomial.begin(), monomial.end(), [&](const auto& factor) {
      const Atom& atom = factor.first;
      const ExactPolynomial value = atom.op() == Operator::power ? atom.arguments()[0] : ExactPolynomial(atom);
      return is_visible({value, Sign::positive}, facts_);
    });
  }

  /// Of a number without variables.
  static bool is_seen(const Fact& fact) {
    return !fact.polynomial.is_zero() && variables(fact.polynomial).empty() && is_seen_on({}, fact);
  }

  /// Of c log(u): positive for c > 0, u > 1 and for c < 0, 0 < u < 1.
  bool is_sign_of_logarithm(const Fact& fact) const {
    if (fact.polynomial.terms().size() != 1) return false;
    const auto& [monomial, c] = *fact.polynomial.terms().begin();
    if (monomial.size() != 1 || monomial[0].second != 1 || monomial[0].first.op() != Operator::log) return false;
    const ExactPolynomial& u = monomial[0].first.arguments()[0];
    const ExactPolynomial one(Rational(1));
    const bool above = is_visible({u - one, Sign::positive}, facts_);
    const bool below = is_visible({u, Sign::positive}, facts_) && is_visible({one - u, Sign::positive}, facts_);
    if (fact.sign == Sign::nonzero) return above || below;
    return fact.sign != Sign::zero && (geq::proofs::sign(c) > 0 ? above : below);
  }

  /// The sign that a number without x is seen to have.
  int sign_of_value(const ExactPolynomial& value) const {
    if (value.is_zero()) return 0;
    if (has(value, Sign::positive)) return 1;
    if (has(-value, Sign::positive)) return -1;
    throw Unknown{};
  }

  /// -1 when exp(rate x) x^power log(x)^logs goes to 0, 1 when it goes to oo, 0 when it is 1.
  int direction(const Growth& growth) const {
    if (growth.scale != Growth::Scale::power) return growth.scale < Growth::Scale::power ? -1 : 1;
    if (const int rate = sign_of_value(growth.rate); rate != 0) return rate;
    const int power = sign_of_value(growth.power);
    return power != 0 ? power : sign(growth.logs);
  }

  /// The limit, if it is finite for every coefficient.
  ExactPolynomial limit_of_growth(const Growth& growth) const {
    const int way = direction(growth);
    if (way > 0) throw Unknown{};
    return way < 0 ? ExactPolynomial() : growth.coefficient;
  }

  Growth sum(const Growth& left, const Growth& right) const {
    using Scale = Growth::Scale;
    if (left.scale != right.scale) return left.scale > right.scale ? faster(left, right) : faster(right, left);
    if (left.scale == Scale::large || left.scale == Scale::exploding) throw Unknown{};
    if (left.scale != Scale::power) return left;
    if (left.rate != right.rate) {
      // Both go to 0 faster than powers, whichever is the faster one.
      if (fades(left) && fades(right)) return Growth::beyond_powers(Scale::small);
      return sign_of_value(left.rate - right.rate) > 0 ? left : right;
    }
    if (left.power != right.power) return sign_of_value(left.power - right.power) > 0 ? left : right;
    if (left.logs != right.logs) return left.logs > right.logs ? left : right;
    return {Scale::power, left.coefficient + right.coefficient, left.power, left.logs, left.rate};
  }

  /// The sum of two scales: what is only known to be beyond powers may be any exponential, or beyond all of them.
  Growth faster(const Growth& greater, const Growth& less) const {
    using Scale = Growth::Scale;
    if (greater.scale == Scale::power && less.scale == Scale::small) {
      if (greater.rate.is_zero()) return greater;
      return sign_of_value(greater.rate) > 0 ? greater : less;
    }
    if (greater.scale == Scale::large && less.scale == Scale::power && !less.rate.is_zero() && !fades(less))
      throw Unknown{};
    if (greater.scale == Scale::exploding && less.scale == Scale::large) throw Unknown{};
    return greater;
  }

  /// By an exponential with a negative rate.
  bool fades(const Growth& growth) const {
    return growth.scale == Growth::Scale::power && !growth.rate.is_zero() && has(-growth.rate, Sign::positive);
  }

  Growth product(const Growth& left, const Growth& right) const {
    using Scale = Growth::Scale;
    if (left.scale == Scale::power && right.scale == Scale::power)
      return {Scale::power, left.coefficient * right.coefficient, left.power + right.power, left.logs + right.logs,
              left.rate + right.rate};
    const Growth& less = left.scale < right.scale ? left : right;
    const Growth& greater = left.scale < right.scale ? right : left;
    if (less.scale < Scale::power) {
      if (greater.scale > Scale::power) throw Unknown{};
      const bool grows = greater.scale == Scale::power && !greater.rate.is_zero() && !fades(greater);
      if (less.scale == Scale::small && grows) throw Unknown{};
      return less;
    }
    if (less.scale == Scale::power) {
      if (!has(less.coefficient, Sign::nonzero)) throw Unknown{};
      if (greater.scale == Scale::large && !less.rate.is_zero() && !has(less.rate, Sign::positive)) throw Unknown{};
    }
    return greater;
  }

  /// x * 1/x is 1 far out.
  ExactPolynomial without_inverse_pairs(const ExactPolynomial& polynomial) const {
    const Atom x = Atom::variable(variable_);
    const Atom inverse = Atom::application(Operator::quotient, {ExactPolynomial(x)});
    ExactPolynomial result;
    for (const auto& [monomial, coefficient] : polynomial.terms()) {
      const std::uint32_t common = std::min(exponent_of(x, monomial), exponent_of(inverse, monomial));
      Monomial rest;
      for (const auto& [atom, exponent] : monomial) {
        const std::uint32_t left = atom == x || atom == inverse ? exponent - common : exponent;
        if (left > 0) rest.emplace_back(atom, left);
      }
      result.add(coefficient, rest);
    }
    return result;
  }

  Growth of(const Atom& atom) const {
    if (atom.is_variable() && atom.name().starts_with(factor_prefix)) return Growth::constant(Rational(1));
    if (atom.is_variable() && atom.name() == variable_) return {Growth::Scale::power, Rational(1), Rational(1), 0};
    const std::set<std::string> inside = variables(ExactPolynomial(atom));
    if (!inside.contains(variable_)) {
      // A function of a factor that tends to 1 is no constant.
      if (!inside.empty() && inside.begin()->starts_with(factor_prefix)) throw Unknown{};
      return Growth::constant(ExactPolynomial(atom));
    }
    if (is_binder(atom.op()) || atom.arguments().empty()) throw Unknown{};
    if (atom.op() == Operator::power) return power_of(atom.arguments()[0], atom.arguments()[1]);
    const ExactPolynomial& argument = atom.arguments().back();
    switch (atom.op()) {
      case Operator::quotient:
        return inverse(of(argument));
      case Operator::root:
        return root_of(of(argument), atom.arguments()[0]);
      case Operator::exp:
        return exponential_of(argument);
      case Operator::factorial:
        return factorial_of(argument);
      case Operator::log:
        return logarithm(argument);
      case Operator::abs: {
        const Growth inner = of(argument);
        return inner.scale == Growth::Scale::power
                   ? Growth{inner.scale, application(Operator::abs, {inner.coefficient}), inner.power, inner.logs,
                            inner.rate}
                   : inner;
      }
      case Operator::floor:
        return sum(of(argument), Growth::bounded());
      case Operator::sin:
      case Operator::cos:
      case Operator::arctan:
      case Operator::tanh:
        try {
          return convergent(atom.op(), argument);
        } catch (const Unknown&) {
          return Growth::bounded();
        }
      default:
        return convergent(atom.op(), argument);
    }
  }

  /// Where the argument has a limit, or goes beyond every bound.
  Growth convergent(Operator op, const ExactPolynomial& argument) const {
    switch (op) {
      case Operator::arctan:
      case Operator::tanh:
        return bounded(op, of(argument));
      case Operator::sin:
      case Operator::sinh:
      case Operator::tan:
        return like_its_argument(op, of(argument));
      case Operator::cos:
      case Operator::cosh:
        return Growth::constant(application(op, {limit_of_growth(of(argument))}));
      default:
        throw Unknown{};
    }
  }

  /// (c exp(r x) x^q log(x)^k)^v with v without x; else exp(v log(u)).
  Growth power_of(const ExactPolynomial& base, const ExactPolynomial& exponent) const {
    if (variables(exponent).contains(variable_)) {
      const Growth logarithm_of_base = logarithm(base);
      if (variables(base).contains(variable_)) return exponential(product(of(exponent), logarithm_of_base));
      return exponential_of(exponent * application(Operator::log, {base}));
    }
    const Growth growth = of(base);
    if (growth.scale != Growth::Scale::power || !has(growth.coefficient, Sign::positive) || sign(growth.logs) != 0)
      throw Unknown{};
    return {growth.scale, application(Operator::power, {growth.coefficient, exponent}), growth.power * exponent, 0,
            growth.rate * exponent};
  }

  Growth inverse(const Growth& growth) const {
    using Scale = Growth::Scale;
    if (growth.scale == Scale::large) return Growth::beyond_powers(Scale::small);
    if (growth.scale == Scale::exploding) return Growth::beyond_powers(Scale::vanishing);
    if (growth.scale != Scale::power || !has(growth.coefficient, Sign::nonzero)) throw Unknown{};
    return {growth.scale, reciprocal(growth.coefficient), -growth.power, -growth.logs, -growth.rate};
  }

  Growth root_of(const Growth& growth, const ExactPolynomial& degree) const {
    if (growth.scale != Growth::Scale::power || !has(growth.coefficient, Sign::positive)) throw Unknown{};
    const Rational part = 1 / degree.constant().value();
    return {growth.scale, application(Operator::root, {degree, growth.coefficient}),
            growth.power * ExactPolynomial(part), growth.logs * part, growth.rate * ExactPolynomial(part)};
  }

  /// exp is continuous; beyond every bound it is faster than powers where its argument is like a power, and faster than
  /// exponentials where that is faster than x.
  Growth exponential(const Growth& growth) const {
    using Scale = Growth::Scale;
    if (direction(growth) <= 0) return Growth::constant(application(Operator::exp, {limit_of_growth(growth)}));
    if (!growth.is_like_a_power() || sign_of_value(growth.power) <= 0) throw Unknown{};
    const auto over_x = (growth.power - ExactPolynomial(Rational(1))).constant();
    const bool far = over_x && (sign(*over_x) > 0 || (sign(*over_x) == 0 && sign(growth.logs) > 0));
    if (has(-growth.coefficient, Sign::positive)) return Growth::beyond_powers(far ? Scale::vanishing : Scale::small);
    if (has(growth.coefficient, Sign::positive)) return Growth::beyond_powers(far ? Scale::exploding : Scale::large);
    throw Unknown{};
  }

  /// exp(r x + w) with w slower than x.
  Growth exponential_of(const ExactPolynomial& argument) const {
    const Growth growth = of(argument);
    const ExactPolynomial one(Rational(1));
    if (growth.is_like_a_power() && growth.power == one && sign(growth.logs) == 0) {
      const ExactPolynomial rest = argument - growth.coefficient * ExactPolynomial::variable(variable_);
      try {
        const Growth slower = of(rest);
        if (slower.scale < Growth::Scale::power || sign_of_value(one - slower.power) > 0)
          return product({Growth::Scale::power, one, {}, 0, growth.coefficient}, exponential(slower));
      } catch (const Unknown&) {
        // The sign of r still says what is faster than powers.
      }
    }
    return exponential(growth);
  }

  /// Of an integer that goes to oo at least like x: beyond exponentials, as factorial(u) > (u/3)^u.
  Growth factorial_of(const ExactPolynomial& argument) const {
    if (!through_integers_) throw Unknown{};
    for (const auto& [monomial, coefficient] : argument.terms()) {
      const bool whole = std::all_of(monomial.begin(), monomial.end(), [&](const auto& factor) {
        return factor.first.is_variable() && factor.first.name() == variable_;
      });
      if (!whole || cln::denominator(coefficient) != 1) throw Unknown{};
    }
    const Growth growth = of(argument);
    if (direction(growth) <= 0 || !has(growth.coefficient, Sign::positive)) throw Unknown{};
    return Growth::beyond_powers(Growth::Scale::exploding);
  }

  /// log(1 + w) is like w for small w; log(c exp(r x) x^q log(x)^k) like r x for r != 0, else q log(x) for q != 0.
  Growth logarithm(const ExactPolynomial& argument) const {
    const Growth growth = of(argument);
    const ExactPolynomial one(Rational(1));
    if (growth.scale != Growth::Scale::power) throw Unknown{};
    if (growth.rate.is_zero() && direction(growth) == 0 && growth.coefficient == one) return of(argument - one);
    if (!has(growth.coefficient, Sign::positive)) throw Unknown{};
    if (!growth.rate.is_zero()) return {Growth::Scale::power, growth.rate, one, 0};
    if (direction(growth) == 0) return Growth::constant(application(Operator::log, {growth.coefficient}));
    if (growth.power.is_zero()) throw Unknown{};
    return {Growth::Scale::power, growth.power, {}, 1};
  }

  Growth bounded(Operator op, const Growth& growth) const {
    if (direction(growth) <= 0) return like_its_argument(op, growth);
    if (growth.scale != Growth::Scale::power) throw Unknown{};
    const ExactPolynomial most = op == Operator::tanh
                                     ? ExactPolynomial(Rational(1))
                                     : ExactPolynomial(Rational(1) / 2) * application(Operator::pi, {});
    if (has(growth.coefficient, Sign::positive)) return Growth::constant(most);
    if (has(-growth.coefficient, Sign::positive)) return Growth::constant(-most);
    throw Unknown{};
  }

  /// f(w) / w goes to 1 as w goes to 0; elsewhere f is continuous, but for tan.
  Growth like_its_argument(Operator op, const Growth& growth) const {
    if (direction(growth) < 0) return growth;
    if (op == Operator::tan) throw Unknown{};
    return Growth::constant(application(op, {limit_of_growth(growth)}));
  }

  const std::string& variable_;
  const std::vector<Fact>& facts_;
  bool through_integers_;
};

/// The polynomial with the point put to oo: as a function of the distance's inverse. From both sides: two of them.
std::vector<ExactPolynomial> far_out(const ExactPolynomial& polynomial, const std::string& variable,
                                     const Approach& approach) {
  const ExactPolynomial distance = reciprocal(ExactPolynomial::variable(variable));
  const auto at = [&](const ExactPolynomial& place) { return substitute(polynomial, {{variable, place}}); };
  switch (approach.way) {
    case Way::from_above:
      return {at(approach.point + distance)};
    case Way::from_below:
      return {at(approach.point - distance)};
    case Way::from_both_sides:
      return {at(approach.point + distance), at(approach.point - distance)};
    case Way::to_infinity:
    case Way::through_integers:
      break;
  }
  return {polynomial};
}

}  // namespace

std::optional<ExactPolynomial> limit_of(const ExactPolynomial& polynomial, const std::string& variable,
                                        const Approach& approach, const std::vector<Fact>& facts) {
  try {
    std::optional<ExactPolynomial> limit;
    for (const ExactPolynomial& seen : far_out(polynomial, variable, approach)) {
      ExactPolynomial own =
          Asymptotics(variable, facts, approach.way == Way::through_integers).limit_of_polynomial(seen);
      if (limit && *limit != own) return {};
      limit = std::move(own);
    }
    return limit;
  } catch (const Unknown&) {
    return {};
  }
}

bool grows(const ExactPolynomial& polynomial, const std::string& variable, const Approach& approach,
           const std::vector<Fact>& facts) {
  try {
    for (const ExactPolynomial& seen : far_out(polynomial, variable, approach))
      if (!Asymptotics(variable, facts, approach.way == Way::through_integers).goes_to_infinity(seen)) return false;
    return true;
  } catch (const Unknown&) {
    return false;
  }
}

}  // namespace geq::proofs
