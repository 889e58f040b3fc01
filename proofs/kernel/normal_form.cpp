// SPDX-License-Identifier: GPL-3.0-or-later
#include "proofs/kernel/normal_form.hpp"

#include <algorithm>
#include <stdexcept>

#include "proofs/kernel/binders.hpp"
#include "proofs/kernel/integrals.hpp"
#include "proofs/kernel/work.hpp"

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
  if (!value && base == ExactPolynomial(Atom::application(Operator::e, {})))
    return application(Operator::exp, {exponent});
  if (!value) return ExactPolynomial(Atom::application(Operator::power, {base, exponent}));
  const auto numerator = integer_between(cln::numerator(*value), -static_cast<long>(max_exponent), max_exponent);
  const auto denominator = integer_between(cln::denominator(*value), 1, max_exponent);
  if (!numerator || !denominator) throw LimitExceeded("an exponent is too large");
  const ExactPolynomial rooted = *denominator == 1 ? base : root(static_cast<unsigned long>(*denominator), base);
  if (*numerator >= 0) return power(rooted, static_cast<unsigned long>(*numerator));
  return power(reciprocal(rooted), static_cast<unsigned long>(-*numerator));
}

/// One walk over a term; a quotient's divisor is entered through `inverse`, so that products and powers in it are taken
/// apart and each factor gets its own condition. Every subterm is visited once.
class Walk {
 public:
  explicit Walk(std::vector<Condition>* conditions) : conditions_(conditions) {}

  ExactPolynomial value(const Term& term) {
    const std::vector<Term>& parts = term.arguments();
    switch (term.op()) {
      case Operator::number:
        return term.value();
      case Operator::variable:
        return ExactPolynomial::variable(term.name());
      case Operator::sum: {
        ExactPolynomial result;  // in place: certificates have sums of thousands of terms
        for (const Term& part : parts) {
          const ExactPolynomial next = value(part);
          WorkLimit::spend(10 * next.words());
          for (const auto& [monomial, coefficient] : next.terms()) result.add(coefficient, monomial);
        }
        return result;
      }
      case Operator::product: {
        ExactPolynomial result(Rational(1));
        for (const Term& part : parts) result = result * value(part);
        return result;
      }
      case Operator::quotient:
        return value(parts[0]) * inverse(parts[1]);
      case Operator::power:
        return power_value(parts[0], value(parts[1]));
      default:
        return function_value(term);
    }
  }

 private:
  ExactPolynomial function_value(const Term& term) {
    if (is_surface(term.op())) throw std::invalid_argument("normal_form: a term that is not lowered");
    if (term.op() == Operator::bound) return ExactPolynomial(bound_atom(bound_index(term)));
    if (is_range(term.op())) return range_value(term);
    if (term.op() == Operator::spectral) return spectral_value(term);
    if (is_binder(term.op())) return analysis_value(term);
    std::vector<ExactPolynomial> arguments;
    std::size_t words = 0;
    for (const Term& argument : term.arguments()) {
      arguments.push_back(value(argument));
      words += arguments.back().words();
      if (words > max_polynomial_words) throw LimitExceeded("the arguments of a function are too large");
    }
    if (term.op() == Operator::root) require_radicand(arguments);
    if (term.op() == Operator::log) require(arguments[0], Sign::positive);
    if (term.op() == Operator::tan) require(application(Operator::cos, arguments), Sign::nonzero);
    return application(term.op(), arguments);
  }

  ExactPolynomial range_value(const Term& term) {
    Range range{value(term.arguments()[0]), value(term.arguments()[1]), {}, {}};
    if (term.op() == Operator::max_over || term.op() == Operator::min_over)
      require(range.upper - range.lower, Sign::nonnegative);
    ranges_.push_back(range);
    const ExactPolynomial body = value(term.arguments()[2]);
    ranges_.pop_back();
    return over_range(term.op(), range.lower, range.upper, body);
  }

  /// The parts of the body are to be defined on the interval, or near the point; then the integral or limit is to
  /// exist.
  ExactPolynomial analysis_value(const Term& term) {
    if (term.op() == Operator::sequence) return sequence_value(term);
    std::vector<ExactPolynomial> arguments;
    for (std::size_t i = 0; i + 1 < term.arguments().size(); ++i) arguments.push_back(value(term.arguments()[i]));
    const bool interval = term.op() == Operator::integral || term.op() == Operator::integrable ||
                          term.op() == Operator::everywhere || term.op() == Operator::dominated;
    const auto kind =
        arguments[0].constant() ? integer_between(*arguments[0].constant(), 0, interval ? 3 : 4) : std::nullopt;
    if (!kind) throw std::invalid_argument("normal_form: an interval or limit of no known kind");
    Range range;
    if (interval)
      range.interval = RealInterval{static_cast<Ends>(*kind), arguments[1], arguments[2]};
    else
      range.approach = Approach{static_cast<Way>(*kind), arguments[1]};
    ranges_.push_back(range);
    arguments.push_back(value(term.arguments().back()));
    ranges_.pop_back();
    ExactPolynomial result(Atom::application(term.op(), std::move(arguments)));
    if (term.op() == Operator::integral || term.op() == Operator::limit) {
      const Fact fact = exists(result);
      require(fact.polynomial, fact.sign);
    }
    return result;
  }

  /// The elements are to be defined for all rows and columns that there are.
  ExactPolynomial spectral_value(const Term& term) {
    const auto body = [](const Term& sequence) -> const Term& {
      if (sequence.op() != Operator::sequence) throw std::invalid_argument("normal_form: not a matrix");
      return sequence.arguments()[0];
    };
    const ExactPolynomial one(Rational(1));
    const ExactPolynomial rows = value(term.arguments()[0]);
    const ExactPolynomial columns = value(term.arguments()[1]);
    ranges_.push_back({one, rows, {}, {}});
    ranges_.push_back({one, under_binder(columns), {}, {}});
    const ExactPolynomial element = value(body(body(term.arguments()[2])));
    ranges_.resize(ranges_.size() - 2);
    const auto sequence = [](const ExactPolynomial& members) {
      return ExactPolynomial(Atom::application(Operator::sequence, {members}));
    };
    return ExactPolynomial(Atom::application(Operator::spectral, {rows, columns, sequence(sequence(element))}));
  }

  /// Its members are to be defined for all numbers > 0, which is more than for the integers from 1 on.
  ExactPolynomial sequence_value(const Term& term) {
    ranges_.push_back({{}, {}, RealInterval{Ends::above, {}, {}}, {}});
    const ExactPolynomial body = value(term.arguments()[0]);
    ranges_.pop_back();
    return ExactPolynomial(Atom::application(Operator::sequence, {body}));
  }

  ExactPolynomial inverse(const Term& term) {
    const std::vector<Term>& parts = term.arguments();
    switch (term.op()) {
      case Operator::negation:
        return -inverse(parts[0]);
      case Operator::quotient: {
        const ExactPolynomial divisor = value(parts[1]);
        require(divisor, Sign::nonzero);
        return inverse(parts[0]) * divisor;
      }
      case Operator::product: {
        ExactPolynomial result(Rational(1));
        for (const Term& factor : parts) result = result * inverse(factor);
        return result;
      }
      case Operator::power: {
        const ExactPolynomial exponent = value(parts[1]);
        const auto literal = literal_exponent(exponent);
        if (literal && *literal > 0) return power(inverse(parts[0]), static_cast<unsigned long>(*literal));
        return inverse_of(power_value(parts[0], exponent));
      }
      default:
        return inverse_of(value(term));
    }
  }

  ExactPolynomial inverse_of(const ExactPolynomial& divisor) {
    require(divisor, Sign::nonzero);
    return reciprocal(divisor);
  }

  static std::optional<long> literal_exponent(const ExactPolynomial& exponent) {
    const auto constant = exponent.constant();
    if (!constant) return {};
    return integer_between(*constant, -static_cast<long>(max_exponent), max_exponent);
  }

  ExactPolynomial power_value(const Term& base, const ExactPolynomial& exponent) {
    if (const auto literal = literal_exponent(exponent)) {
      if (*literal >= 0) return power(value(base), static_cast<unsigned long>(*literal));
      return power(inverse(base), static_cast<unsigned long>(-*literal));
    }
    const ExactPolynomial base_value = value(base);
    const auto constant = exponent.constant();
    const Sign sign_of_base = constant && sign(*constant) > 0 ? Sign::nonnegative : Sign::positive;
    if (conditions_ != nullptr)
      push({base_value, sign_of_base},
           integers_for(exponent, [&](const Atom& atom) { return is_integer_index(atom); }));
    return raise(base_value, exponent);
  }

  bool is_integer_index(const Atom& atom) const {
    for (std::size_t outside = 0; outside < ranges_.size(); ++outside) {
      const Range& range = ranges_[ranges_.size() - 1 - outside];
      if (atom == bound_atom(outside))
        return !range.interval && (!range.approach || range.approach->way == Way::through_integers);
    }
    return false;
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

  /// Under binders the condition is one for all their indices that it mentions.
  Fact for_all_indices(Fact fact) const {
    for (auto range = ranges_.rbegin(); range != ranges_.rend(); ++range) {
      if (!mentions_bound(fact.polynomial)) {
        fact.polynomial = opened(fact.polynomial, {});
        continue;
      }
      fact = range->interval ? everywhere(*range->interval, fact)
             : range->approach
                 ? eventually(*range->approach, fact)
                 : Fact{over_range(quantifier(fact.sign), range->lower, range->upper, fact.polynomial), Sign::positive};
    }
    return fact;
  }

  void push(Fact fact, std::optional<std::set<std::string>> integers = {}) {
    fact = for_all_indices(std::move(fact));
    WorkLimit::spend(20 * conditions_->size());
    const auto known = std::find_if(conditions_->begin(), conditions_->end(),
                                    [&](const Condition& other) { return other.fact == fact; });
    if (known == conditions_->end()) {
      conditions_->push_back({std::move(fact), std::move(integers), ranges_.empty()});
      return;
    }
    known->outside = known->outside && ranges_.empty();
    if (known->integers && integers)
      known->integers->merge(*integers);
    else
      known->integers.reset();
  }

  /// Of the binders around the place in hand, outermost first; the ends as seen where the binder stands.
  struct Range {
    ExactPolynomial lower, upper;
    std::optional<RealInterval> interval;  ///< not of integers
    std::optional<Approach> approach;
  };

  std::vector<Condition>* conditions_;
  std::vector<Range> ranges_;
};

}  // namespace

namespace {

/// Values of elementary functions that are rational: at 0, and of log at 1.
std::optional<Rational> known_value(Operator op, const Rational& argument) {
  if (op == Operator::log && argument == 1) return Rational(0);
  if (sign(argument) != 0) return {};
  switch (op) {
    case Operator::exp:
    case Operator::cos:
    case Operator::cosh:
      return Rational(1);
    case Operator::sin:
    case Operator::tan:
    case Operator::arctan:
    case Operator::sinh:
    case Operator::tanh:
      return Rational(0);
    default:
      return {};
  }
}

}  // namespace

ExactPolynomial application(Operator op, const std::vector<ExactPolynomial>& arguments) {
  if (is_range(op)) return over_range(op, arguments.at(0), arguments.at(1), arguments.at(2));
  if (is_binder(op)) return ExactPolynomial(Atom::application(op, arguments));
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
    case Operator::negation:
      return -arguments[0];
    // The atom 1/q has q alone as its argument.
    case Operator::quotient:
      return arguments.size() == 1 ? reciprocal(arguments[0]) : arguments[0] * reciprocal(arguments[1]);
    case Operator::power:
      return raise(arguments[0], arguments[1]);
    case Operator::root: {
      const auto degree = arguments[0].constant();
      const auto machine = degree ? integer_between(*degree, 2, max_exponent) : std::optional<long>();
      if (!machine) throw LimitExceeded("the degree of a root must be an integer from 2 to max_exponent");
      return root(static_cast<unsigned long>(*machine), arguments[1]);
    }
    default:
      break;
  }
  if (const auto values = constants(arguments); values && !values->empty()) {
    if (op == Operator::abs) return cln::abs(values->front());
    if (op == Operator::min) return *std::min_element(values->begin(), values->end());
    if (op == Operator::max) return *std::max_element(values->begin(), values->end());
    if (const auto exact = known_value(op, values->front())) return *exact;
    if (op == Operator::arctan && cln::abs(values->front()) == 1)
      return ExactPolynomial(values->front() / 4) * ExactPolynomial(Atom::application(Operator::pi, {}));
    if (op == Operator::floor) return Rational(cln::floor1(values->front()));
    if (op == Operator::factorial)
      if (const auto small = integer_between(values->front(), 0, max_factorial))
        return Rational(cln::factorial(static_cast<uintL>(*small)));
  }
  return ExactPolynomial(Atom::application(op, arguments));
}

namespace {

ExactPolynomial walk(const Term& term, std::vector<Condition>* conditions) {
  if (term.depth() > max_term_depth || term.size() > max_term_nodes) throw LimitExceeded("a term is too large");
  return Walk(conditions).value(term);
}

}  // namespace

std::optional<std::set<std::string>> integers_for(const ExactPolynomial& exponent,
                                                  const std::function<bool(const Atom&)>& is_index) {
  std::set<std::string> result;
  for (const auto& [monomial, coefficient] : exponent.terms()) {
    if (cln::denominator(coefficient) != 1) return {};
    for (const auto& [atom, power] : monomial) {
      if (atom.is_variable())
        result.insert(atom.name());
      else if (atom.op() != Operator::floor && atom.op() != Operator::factorial && !is_index(atom))
        return {};
    }
  }
  return result;
}

ExactPolynomial normal_form(const Term& term) { return walk(term, nullptr); }

ExactPolynomial normal_form(const Term& term, std::vector<Condition>& conditions) { return walk(term, &conditions); }

namespace {

/// What atoms become: variables by name, and one atom of any kind.
struct Replacement {
  const Substitution& variables;
  const Atom* atom;  ///< null: none
  const ExactPolynomial* value;
};

ExactPolynomial replace_all(const ExactPolynomial& polynomial, const Replacement& replacement);

/// The powers of the images of atoms, each computed once, from the next lower one.
class Images {
 public:
  explicit Images(const Replacement& replacement) : replacement_(replacement) {}

  const ExactPolynomial& power_of(const Atom& atom, std::uint32_t exponent) {
    std::map<std::uint32_t, ExactPolynomial>& known = powers_[atom];
    if (known.empty()) known.emplace(1, image_of(atom));
    const auto next = known.upper_bound(exponent);  // not the first: there is one for 1
    const auto& [lower, value] = *std::prev(next);
    if (lower == exponent) return value;
    ExactPolynomial fresh = value * power(known.at(1), exponent - lower);
    words_ += fresh.words();
    if (words_ > max_polynomial_words) throw LimitExceeded("a substitution is too large");
    return known.emplace_hint(next, exponent, std::move(fresh))->second;
  }

 private:
  ExactPolynomial image_of(const Atom& atom) const {
    if (replacement_.atom != nullptr && atom == *replacement_.atom) return *replacement_.value;
    if (atom.is_variable()) {
      const auto found = replacement_.variables.find(atom.name());
      return found == replacement_.variables.end() ? ExactPolynomial(atom) : found->second;
    }
    std::vector<ExactPolynomial> arguments;
    for (const ExactPolynomial& argument : atom.arguments()) arguments.push_back(replace_all(argument, replacement_));
    return application(atom.op(), arguments);
  }

  const Replacement& replacement_;
  std::map<Atom, std::map<std::uint32_t, ExactPolynomial>> powers_;
  std::size_t words_ = 0;
};

ExactPolynomial replace_all(const ExactPolynomial& polynomial, const Replacement& replacement) {
  WorkLimit::spend(10 * polynomial.words());
  Images images(replacement);
  ExactPolynomial result;
  for (const auto& [monomial, coefficient] : polynomial.terms()) {
    ExactPolynomial term(coefficient);
    for (const auto& [atom, exponent] : monomial) term = term * images.power_of(atom, exponent);
    for (const auto& [image_monomial, image_coefficient] : term.terms()) result.add(image_coefficient, image_monomial);
  }
  return result;
}

}  // namespace

ExactPolynomial substitute(const ExactPolynomial& polynomial, const Substitution& image) {
  return replace_all(polynomial, {image, nullptr, nullptr});
}

ExactPolynomial replace_atom(const ExactPolynomial& polynomial, const Atom& atom, const ExactPolynomial& value) {
  return replace_all(polynomial, {{}, &atom, &value});
}

}  // namespace geq::proofs
