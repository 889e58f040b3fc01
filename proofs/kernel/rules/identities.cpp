// SPDX-License-Identifier: GPL-3.0-or-later
#include <array>
#include <cstdlib>

#include "proofs/kernel/binders.hpp"
#include "proofs/kernel/limits.hpp"
#include "proofs/kernel/normal_form.hpp"
#include "proofs/kernel/rules/rules.hpp"
#include "proofs/kernel/work.hpp"

namespace geq::proofs {

// At every point where the premises hold, the application has the value, so nothing changes its truth value.
Outcome apply(const Identity& step, const Sequent& sequent) {
  if (!in_scope(step.atom, sequent)) return Reason::unknown_variable;
  const auto equal = equal_of(step);
  if (!equal) return equal.error();
  std::vector<Sequent> remaining;
  for (const Fact& premise : equal.value().premises) require(premise, sequent, remaining);
  for (const ExactPolynomial& value : equal.value().integers) require_integer(value, sequent, remaining);
  remaining.push_back(with_value(sequent, *application_in(step.atom), equal.value().value));
  return remaining;
}

namespace {

using Found = Result<Equal, Reason>;

constexpr unsigned long greatest_trial_divisor = 1000;
constexpr long most_angles = 64;  // of one kind, in the argument of sin or cos

/// base^exponent, also for negative exponents; used where the base is known not to be 0.
ExactPolynomial integer_power(const ExactPolynomial& base, long exponent) {
  if (exponent >= 0) return power(base, static_cast<unsigned long>(exponent));
  return power(reciprocal(base), static_cast<unsigned long>(-exponent));
}

/// The atom that the monomial is, if it is one.
std::optional<Atom> single(const Monomial& monomial) {
  if (monomial.size() != 1 || monomial[0].second != 1) return {};
  return monomial[0].first;
}

/// exp(c * rest) = exp(rest / q)^p for c = p/q.
std::optional<ExactPolynomial> power_of_exp(const Rational& c, const ExactPolynomial& rest, const Rational& q) {
  const auto exponent = integer_between(c * q, -static_cast<long>(max_exponent), max_exponent);
  if (!exponent) return {};
  return integer_power(application(Operator::exp, {ExactPolynomial(1 / q) * rest}), *exponent);
}

/// exp(c * log(u)) = u^c for u > 0.
std::optional<ExactPolynomial> power_of_argument(const Rational& c, const ExactPolynomial& u) {
  const auto p = integer_between(cln::numerator(c), -static_cast<long>(max_exponent), max_exponent);
  const auto q = integer_between(cln::denominator(c), 1, max_exponent);
  if (!p || !q) return {};
  return integer_power(*q == 1 ? u : root(static_cast<unsigned long>(*q), u), *p);
}

/// exp(0) = 1 and exp(c) = exp(1/q)^p for c = p/q.
std::optional<ExactPolynomial> exp_of_number(const Rational& c) {
  if (cln::denominator(c) != 1) return power_of_exp(c, Rational(1), cln::denominator(c));
  const auto exponent = integer_between(c, -static_cast<long>(max_exponent), max_exponent);
  if (!exponent) return {};
  return integer_power(application(Operator::e, {}), *exponent);
}

Found exp_of_sum(const ExactPolynomial& argument, std::uint32_t parts) {
  Equal result{Rational(1), {}};
  for (const auto& [monomial, c] : argument.terms()) {
    std::optional<ExactPolynomial> factor;
    const auto atom = single(monomial);
    if (monomial.empty()) {
      factor = exp_of_number(c);
    } else if (atom && atom->op() == Operator::log) {
      const ExactPolynomial& u = atom->arguments()[0];
      result.premises.push_back({u, Sign::positive});
      factor = power_of_argument(c, u);
    } else {
      factor =
          power_of_exp(c, ExactPolynomial::term(Rational(1), monomial), Rational(static_cast<unsigned long>(parts)));
    }
    if (!factor) return Reason::exponent_out_of_range;
    result.value = result.value * *factor;
  }
  return result;
}

/// factor times the logarithms of the primes below `greatest_trial_divisor` in n, and of what is left.
ExactPolynomial log_of_integer(Integer n, const Rational& factor) {
  ExactPolynomial result;
  const auto add = [&](const Integer& base, unsigned long exponent) {
    result = result + ExactPolynomial(factor * Rational(exponent)) * application(Operator::log, {Rational(base)});
  };
  for (unsigned long divisor = 2; divisor <= greatest_trial_divisor && n != 1; ++divisor) {
    unsigned long exponent = 0;
    for (; cln::zerop(cln::mod(n, Integer(divisor))); ++exponent) {
      WorkLimit::spend(10 + cln::integer_length(n) / 32);
      n = cln::exquo(n, Integer(divisor));
    }
    WorkLimit::spend(10 + cln::integer_length(n) / 32);
    if (exponent > 0) add(Integer(divisor), exponent);
  }
  if (n != 1) add(n, 1);
  return result;
}

Found log_of_product(const ExactPolynomial& argument);

/// log of a product over a range: the sum of the logarithms of its factors, all of which are positive.
ExactPolynomial log_of_range(const Atom& product, std::vector<Fact>& premises) {
  const ExactPolynomial& lower = product.arguments()[0];
  const ExactPolynomial& upper = product.arguments()[1];
  // No name in scope has this character; nested products have more of them.
  std::string index = "#";
  while (variables(ExactPolynomial(product)).contains(index)) index += '#';
  const ExactPolynomial factor = opened(product.arguments()[2], ExactPolynomial::variable(index));
  Equal logarithm{application(Operator::log, {factor}), {{factor, Sign::positive}}};
  if (const auto apart = log_of_product(factor)) logarithm = apart.value();
  for (const Fact& premise : logarithm.premises)
    premises.push_back(
        {over_range(quantifier(premise.sign), lower, upper, closed(premise.polynomial, index)), Sign::positive});
  return over_range(Operator::sum_over, lower, upper, closed(logarithm.value, index));
}

/// log of an atom that is positive where the premises hold.
ExactPolynomial log_of_atom(const Atom& atom, std::vector<Fact>& premises) {
  const auto log_of_positive = [&](const ExactPolynomial& u) -> ExactPolynomial {
    const auto inside = application_in(u);
    if (inside && inside->op() == Operator::e) return Rational(1);
    if (inside && inside->op() == Operator::exp) return inside->arguments()[0];
    premises.push_back({u, Sign::positive});
    return application(Operator::log, {u});
  };
  switch (atom.op()) {
    case Operator::quotient:
      return -log_of_positive(atom.arguments()[0]);
    case Operator::root:
      return ExactPolynomial(1 / atom.arguments()[0].constant().value()) * log_of_positive(atom.arguments()[1]);
    case Operator::power:
      return atom.arguments()[1] * log_of_positive(atom.arguments()[0]);
    case Operator::product_over:
      return log_of_range(atom, premises);
    default:
      return log_of_positive(ExactPolynomial(atom));
  }
}

Found log_of_product(const ExactPolynomial& argument) {
  if (argument.terms().size() != 1) return Reason::not_a_value;
  const auto& [monomial, c] = *argument.terms().begin();
  // A negative number times 1/q is its absolute value times 1/(-q), where -q > 0.
  bool negative = sign(c) < 0;
  const Rational size = cln::abs(c);
  Equal result{log_of_integer(cln::numerator(size), 1) + log_of_integer(cln::denominator(size), -1), {}};
  for (const auto& [atom, exponent] : monomial) {
    const ExactPolynomial times{Rational(static_cast<unsigned long>(exponent))};
    if (negative && atom.op() == Operator::quotient && exponent % 2 == 1) {
      negative = false;
      const ExactPolynomial opposite = -atom.arguments()[0];
      result.premises.push_back({opposite, Sign::positive});
      result.value = result.value - times * application(Operator::log, {opposite});
    } else {
      result.value = result.value + times * log_of_atom(atom, result.premises);
    }
  }
  if (negative) return Reason::not_a_value;
  return result;
}

/// cos(u) + i sin(u).
struct OnCircle {
  ExactPolynomial cosine, sine;
  friend OnCircle operator*(const OnCircle& left, const OnCircle& right) {
    return {left.cosine * right.cosine - left.sine * right.sine, left.cosine * right.sine + left.sine * right.cosine};
  }
};

/// The same for c * rest, from that of rest / parts.
std::optional<OnCircle> turned(const Rational& c, const ExactPolynomial& rest, std::uint32_t parts) {
  const Rational q(static_cast<unsigned long>(parts));
  const auto count = integer_between(c * q, -most_angles, most_angles);
  if (!count) return {};
  const ExactPolynomial angle = ExactPolynomial(1 / q) * rest;
  OnCircle once{application(Operator::cos, {angle}), application(Operator::sin, {angle})};
  if (*count < 0) once.sine = -once.sine;
  OnCircle result{Rational(1), {}};
  for (long i = 0; i < std::abs(*count); ++i) result = result * once;
  return result;
}

/// The angle of so many twelfths of pi: a product of quarter turns, of e^(i pi/6) up to twice, and of e^(i pi/4).
OnCircle twelfths(const Integer& count) {
  const Integer turn = cln::mod(count, 24);
  const bool eighth = cln::oddp(turn);
  const Integer sixths = cln::mod(cln::exquo(turn - (eighth ? 3 : 0), 2), 3);
  const Integer quarters = cln::mod(cln::exquo(turn - (eighth ? 3 : 0) - 2 * sixths, 6), 4);
  const ExactPolynomial half(Rational(1) / 2);
  const auto half_root = [&](unsigned long of) {
    return half * application(Operator::root, {ExactPolynomial(Rational(2)), Rational(of)});
  };
  OnCircle result{Rational(1), {}};
  if (eighth) result = {half_root(2), half_root(2)};
  if (sixths == 1) result = result * OnCircle{half_root(3), half};
  if (sixths == 2) result = result * OnCircle{half, half_root(3)};
  for (Integer i = 0; i < quarters; i = i + 1) result = result * OnCircle{{}, Rational(1)};
  return result;
}

/// The argument in twelfths of pi, if it is a whole number of them.
std::optional<Integer> in_twelfths(const Rational& c, const Monomial& monomial) {
  const auto atom = single(monomial);
  if (!atom || atom->op() != Operator::pi || cln::denominator(12 * c) != 1) return {};
  return cln::numerator(12 * c);
}

Found on_circle(Operator op, const ExactPolynomial& argument, std::uint32_t parts) {
  OnCircle result{Rational(1), {}};
  for (const auto& [monomial, c] : argument.terms()) {
    if (const auto count = in_twelfths(c, monomial)) {
      result = result * twelfths(*count);
      continue;
    }
    const auto next = turned(c, ExactPolynomial::term(Rational(1), monomial), parts);
    if (!next) return Reason::exponent_out_of_range;
    result = result * *next;
  }
  return Equal{op == Operator::cos ? result.cosine : result.sine, {}};
}

/// tan of so many twelfths of pi; none where it has a pole.
std::optional<ExactPolynomial> tangent_of_twelfths(const Integer& count) {
  const Integer turn = cln::mod(count, 12);
  const ExactPolynomial root_of_three = application(Operator::root, {ExactPolynomial(Rational(2)), Rational(3)});
  const ExactPolynomial one(Rational(1)), two(Rational(2));
  const std::array<ExactPolynomial, 6> values{
      ExactPolynomial(), two - root_of_three, ExactPolynomial(Rational(1) / 3) * root_of_three, one,
      root_of_three,     two + root_of_three};
  if (turn == 6) return {};
  const std::size_t place = cln::cl_I_to_ulong(turn < 6 ? turn : 12 - turn);
  return turn < 6 ? values.at(place) : -values.at(place);
}

Found tangent(const ExactPolynomial& argument) {
  if (argument.terms().size() == 1) {
    const auto& [monomial, c] = *argument.terms().begin();
    const auto count = in_twelfths(c, monomial);
    const auto value = count ? tangent_of_twelfths(*count) : std::nullopt;
    if (value) return Equal{*value, {}};
  }
  const ExactPolynomial cosine = application(Operator::cos, {argument});
  return Equal{application(Operator::sin, {argument}) * reciprocal(cosine), {{cosine, Sign::nonzero}}};
}

Found hyperbolic(Operator op, const ExactPolynomial& argument) {
  const ExactPolynomial t = application(Operator::exp, {argument});
  const ExactPolynomial half(Rational(1) / 2);
  const ExactPolynomial one(Rational(1));
  if (op == Operator::sinh) return Equal{half * (t - reciprocal(t)), {}};
  if (op == Operator::cosh) return Equal{half * (t + reciprocal(t)), {}};
  return Equal{(t * t - one) * reciprocal(t * t + one), {}};
}

/// arctan(u) = u/t * pi/parts for u = t or u = -t, where t = tan(pi/parts) is sqrt(3) or 1/sqrt(3).
Found part_of_pi(const ExactPolynomial& argument, std::uint32_t parts) {
  if (parts != 3 && parts != 6) return Reason::not_a_value;
  const Rational square = parts == 3 ? Rational(3) : Rational(1) / 3;
  const ExactPolynomial pi(Atom::application(Operator::pi, {}));
  const ExactPolynomial root_of_three = application(Operator::root, {ExactPolynomial(Rational(2)), Rational(3)});
  const Rational scale = Rational(1) / (parts == 3 ? 9 : 6);
  return Equal{ExactPolynomial(scale) * root_of_three * argument * pi,
               {{argument * argument - ExactPolynomial(square), Sign::zero}}};
}

Found identity(const Atom& atom, std::uint32_t parts) {
  const std::vector<ExactPolynomial>& arguments = atom.arguments();
  switch (atom.op()) {
    case Operator::exp:
      return exp_of_sum(arguments[0], parts);
    case Operator::log:
      return log_of_product(arguments[0]);
    case Operator::power:
      return Equal{application(Operator::exp, {arguments[1] * application(Operator::log, {arguments[0]})}),
                   {{arguments[0], Sign::positive}}};
    case Operator::sin:
    case Operator::cos:
      return on_circle(atom.op(), arguments[0], parts);
    case Operator::tan:
      return tangent(arguments[0]);
    case Operator::sinh:
    case Operator::cosh:
    case Operator::tanh:
      return hyperbolic(atom.op(), arguments[0]);
    case Operator::factorial: {
      const ExactPolynomial before = arguments[0] - ExactPolynomial(Rational(1));
      return Equal{
          arguments[0] * application(Operator::factorial, {before}), {{before, Sign::nonnegative}}, {arguments[0]}};
    }
    case Operator::arctan:
      return part_of_pi(arguments[0], parts);
    default:
      return Reason::not_a_value;
  }
}

}  // namespace

Result<Equal, Reason> equal_of(const Identity& step) {
  const auto atom = application_in(step.atom);
  if (!atom) return Reason::not_an_atom;
  if (step.parts < 1 || step.parts > max_exponent) return Reason::exponent_out_of_range;
  Found result = identity(*atom, step.parts);
  if (result && result.value().value == step.atom) return Reason::not_a_value;
  return result;
}

Fact increasing_fact(const Increasing& step, const std::vector<Fact>& facts) {
  const Operator op = step.function == Tangent::Function::exp ? Operator::exp : Operator::log;
  const bool apart = is_visible({step.above - step.below, Sign::positive}, facts);
  return {application(op, {step.above}) - application(op, {step.below}), apart ? Sign::positive : Sign::nonnegative};
}

// exp and log increase strictly, log where its arguments are positive.
Outcome apply(const Increasing& step, const Sequent& sequent) {
  if (!in_scope(step.above, sequent) || !in_scope(step.below, sequent)) return Reason::unknown_variable;
  std::vector<Sequent> remaining;
  if (step.function == Tangent::Function::log) require({step.below, Sign::positive}, sequent, remaining);
  require({step.above - step.below, Sign::nonnegative}, sequent, remaining);
  remaining.push_back(with_fact(sequent, increasing_fact(step, sequent.facts)));
  return remaining;
}

}  // namespace geq::proofs
