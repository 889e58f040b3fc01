// SPDX-License-Identifier: GPL-3.0-or-later
#include "proofs/kernel/normal_form.hpp"

#include <algorithm>

#include "proofs/kernel/limits.hpp"

namespace geq::proofs {

namespace {

/// All arguments are constants: the values, else nothing.
std::optional<std::vector<Rational>> constants(const std::vector<ExactPolynomial>& polynomials) {
  std::vector<Rational> values;
  for (const ExactPolynomial& polynomial : polynomials) {
    const auto value = polynomial.constant();
    if (!value) return {};
    values.push_back(*value);
  }
  return values;
}

ExactPolynomial raise(const ExactPolynomial& base, const ExactPolynomial& exponent) {
  const auto value = exponent.constant();
  if (!value) return ExactPolynomial(Atom::application(Operator::power, {base, exponent}));
  const auto numerator = integer_between(cln::numerator(*value), -static_cast<long>(max_exponent), max_exponent);
  const auto denominator = integer_between(cln::denominator(*value), 1, max_exponent);
  if (!numerator || !denominator) throw LimitExceeded("an exponent is too large");
  const ExactPolynomial rooted = *denominator == 1 ? base : root(static_cast<unsigned long>(*denominator), base);
  if (*numerator >= 0) return power(rooted, static_cast<unsigned long>(*numerator));
  return power(reciprocal(rooted), static_cast<unsigned long>(-*numerator));
}

/// One walk over a term; a quotient's divisor is entered through `inverse`, so that products and powers in it are taken
/// apart and each factor gets its own condition.
class Walk {
 public:
  explicit Walk(std::vector<Fact>* conditions) : conditions_(conditions) {}

  ExactPolynomial value(const Term& term) {
    switch (term.op()) {
      case Operator::number: return term.value();
      case Operator::variable: return ExactPolynomial::variable(term.name());
      case Operator::quotient: return value(term.arguments()[0]) * inverse(term.arguments()[1]);
      case Operator::power: return power_value(term);
      default: break;
    }
    std::vector<ExactPolynomial> arguments;
    for (const Term& argument : term.arguments()) arguments.push_back(value(argument));
    if (term.op() == Operator::root) require_radicand(arguments);
    if (term.op() == Operator::log) require(arguments[0], Sign::positive);
    if (term.op() == Operator::tan) require(application(Operator::cos, arguments), Sign::nonzero);
    return application(term.op(), arguments);
  }

 private:
  ExactPolynomial inverse(const Term& term) {
    switch (term.op()) {
      case Operator::negation: return -inverse(term.arguments()[0]);
      case Operator::quotient: {
        const ExactPolynomial divisor = value(term.arguments()[1]);
        require(divisor, Sign::nonzero);
        return inverse(term.arguments()[0]) * divisor;
      }
      case Operator::product: {
        ExactPolynomial result(Rational(1));
        for (const Term& factor : term.arguments()) result = result * inverse(factor);
        return result;
      }
      case Operator::power:
        if (const auto exponent = literal_exponent(term); exponent && *exponent > 0)
          return power(inverse(term.arguments()[0]), static_cast<unsigned long>(*exponent));
        break;
      default: break;
    }
    const ExactPolynomial divisor = value(term);
    require(divisor, Sign::nonzero);
    return reciprocal(divisor);
  }

  std::optional<long> literal_exponent(const Term& term) {
    const auto exponent = value(term.arguments()[1]).constant();
    if (!exponent) return {};
    return integer_between(*exponent, -static_cast<long>(max_exponent), max_exponent);
  }

  ExactPolynomial power_value(const Term& term) {
    const Term& base = term.arguments()[0];
    if (const auto exponent = literal_exponent(term)) {
      if (*exponent >= 0) return power(value(base), static_cast<unsigned long>(*exponent));
      return power(inverse(base), static_cast<unsigned long>(-*exponent));
    }
    const ExactPolynomial base_value = value(base);
    const ExactPolynomial exponent = value(term.arguments()[1]);
    const auto constant = exponent.constant();
    require(base_value, constant && sign(*constant) > 0 ? Sign::nonnegative : Sign::positive);
    return raise(base_value, exponent);
  }

  void require_radicand(const std::vector<ExactPolynomial>& arguments) {
    const auto degree = arguments[0].constant();
    if (degree && cln::denominator(*degree) == 1 && cln::evenp(cln::numerator(*degree)))
      require(arguments[1], Sign::nonnegative);
  }

  void require(const ExactPolynomial& polynomial, Sign sign) {
    if (conditions_ == nullptr) return;
    // Factors of a single monomial are conditions of their own, so that 1/(2ab) asks for a != 0 and b != 0.
    if (sign == Sign::nonzero && polynomial.terms().size() == 1 && !polynomial.constant()) {
      for (const auto& [atom, exponent] : polynomial.terms().begin()->first) push({ExactPolynomial(atom), sign});
      return;
    }
    push({polynomial, sign});
  }

  void push(Fact fact) {
    if (std::find(conditions_->begin(), conditions_->end(), fact) == conditions_->end())
      conditions_->push_back(std::move(fact));
  }

  std::vector<Fact>* conditions_;
};

}  // namespace

ExactPolynomial application(Operator op, const std::vector<ExactPolynomial>& arguments) {
  switch (op) {
    case Operator::sum: {
      ExactPolynomial result;
      for (const ExactPolynomial& argument : arguments) result = result + argument;
      return result;
    }
    case Operator::product: {
      ExactPolynomial result(Rational(1));
      for (const ExactPolynomial& argument : arguments) result = result * argument;
      return result;
    }
    case Operator::negation: return -arguments[0];
    // The atom 1/q has q alone as its argument.
    case Operator::quotient:
      return arguments.size() == 1 ? reciprocal(arguments[0]) : arguments[0] * reciprocal(arguments[1]);
    case Operator::power: return raise(arguments[0], arguments[1]);
    case Operator::root: {
      const auto degree = arguments[0].constant();
      const auto machine = degree ? integer_between(*degree, 2, max_exponent) : std::optional<long>();
      if (!machine) throw LimitExceeded("the degree of a root must be an integer from 2 to max_exponent");
      return root(static_cast<unsigned long>(*machine), arguments[1]);
    }
    default: break;
  }
  if (const auto values = constants(arguments); values && !values->empty()) {
    if (op == Operator::abs) return cln::abs(values->front());
    if (op == Operator::min) return *std::min_element(values->begin(), values->end());
    if (op == Operator::max) return *std::max_element(values->begin(), values->end());
  }
  return ExactPolynomial(Atom::application(op, arguments));
}

ExactPolynomial normal_form(const Term& term) { return Walk(nullptr).value(term); }

ExactPolynomial normal_form(const Term& term, std::vector<Fact>& conditions) { return Walk(&conditions).value(term); }

ExactPolynomial substitute(const ExactPolynomial& polynomial, const Substitution& image) {
  std::map<Atom, std::vector<ExactPolynomial>> powers;  // image^0, image^1, ... of every atom, as far as needed
  const auto power_of = [&](const Atom& atom, std::uint32_t exponent) {
    std::vector<ExactPolynomial>& known = powers[atom];
    if (known.empty()) {
      known.emplace_back(Rational(1));
      std::vector<ExactPolynomial> arguments;
      for (const ExactPolynomial& argument : atom.arguments()) arguments.push_back(substitute(argument, image));
      if (!atom.is_variable()) {
        known.push_back(application(atom.op(), arguments));
      } else {
        const auto found = image.find(atom.name());
        known.push_back(found == image.end() ? ExactPolynomial(atom) : found->second);
      }
    }
    if (known[1].terms().size() <= 1) return power(known[1], exponent);
    while (known.size() <= exponent) known.push_back(known.back() * known[1]);
    return known[exponent];
  };
  ExactPolynomial result;
  for (const auto& [monomial, coefficient] : polynomial.terms()) {
    ExactPolynomial term(coefficient);
    for (const auto& [atom, exponent] : monomial) term = term * power_of(atom, exponent);
    for (const auto& [image_monomial, image_coefficient] : term.terms()) result.add(image_coefficient, image_monomial);
  }
  return result;
}

}  // namespace geq::proofs
