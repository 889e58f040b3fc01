// SPDX-License-Identifier: GPL-3.0-or-later
#include "proofs/kernel/univariate.hpp"

#include "proofs/kernel/work.hpp"

namespace geq::proofs {

namespace {

std::size_t degree(const Univariate& p) { return p.empty() ? 0 : p.size() - 1; }

void trim(Univariate& p) {
  while (!p.empty() && zerop(p.back())) p.pop_back();
}

Univariate derivative(const Univariate& p) {
  Univariate result;
  for (std::size_t i = 1; i < p.size(); ++i) result.push_back(Rational(static_cast<unsigned long>(i)) * p[i]);
  return result;
}

/// Divided by a positive number so that the coefficients are coprime integers: keeps remainder sequences small.
Univariate primitive(Univariate p) {
  if (p.empty()) return p;
  Integer denominators = 1;
  for (const Rational& c : p) {
    denominators = cln::lcm(denominators, cln::denominator(c));
    if (bit_size(c) > max_bits || bit_size(denominators) > max_bits) throw LimitExceeded("coefficients are too large");
  }
  Integer content = 0;
  for (const Rational& c : p) content = cln::gcd(content, cln::numerator(c * denominators));
  for (Rational& c : p) c = c * denominators / content;
  return p;
}

/// The product of the square-free factors of odd multiplicity (Yun's scheme: strip one multiplicity at a time).
Univariate odd_part(const Univariate& p) {
  Univariate rest = p;
  Univariate odd{Rational(1)};
  for (bool is_odd = true; degree(rest) > 0; is_odd = !is_odd) {
    const Univariate repeated = gcd(rest, derivative(rest));
    const Univariate radical = divide(rest, repeated).quotient;            // every root of `rest`, once
    const Univariate next = gcd(radical, repeated);                        // the roots of higher multiplicity
    const Univariate exactly = primitive(divide(radical, next).quotient);  // the roots whose multiplicity ends here
    if (is_odd) {
      Univariate product(odd.size() + exactly.size() - 1, Rational(0));
      for (std::size_t i = 0; i < odd.size(); ++i)
        for (std::size_t j = 0; j < exactly.size(); ++j) product[i + j] = product[i + j] + odd[i] * exactly[j];
      odd = std::move(product);
    }
    rest = repeated;
  }
  return odd;
}

/// Sign at a point, or at -oo or +oo.
struct Place {
  std::optional<Rational> point;
  bool below;  ///< without a point: -oo
};

int sign_at(const Univariate& p, const Place& place) {
  if (p.empty()) return 0;
  if (place.point) return sign(evaluate(p, *place.point));
  return place.below && degree(p) % 2 == 1 ? -sign(p.back()) : sign(p.back());
}

std::size_t variations(const std::vector<Univariate>& chain, const Place& place) {
  std::size_t count = 0;
  int previous = 0;
  for (const Univariate& p : chain) {
    const int s = sign_at(p, place);
    if (s != 0 && previous != 0 && s != previous) ++count;
    if (s != 0) previous = s;
  }
  return count;
}

/// Points strictly inside the interval, at least `count` of them.
std::vector<Rational> points_inside(const Interval& interval, std::size_t count) {
  std::vector<Rational> result;
  for (std::size_t i = 1; i <= count; ++i) {
    const Rational step(static_cast<unsigned long>(i));
    if (interval.lower && interval.upper)
      result.push_back(interval.lower->value + (interval.upper->value - interval.lower->value) * step /
                                                   Rational(static_cast<unsigned long>(count + 1)));
    else if (interval.lower)
      result.push_back(interval.lower->value + step);
    else if (interval.upper)
      result.push_back(interval.upper->value - step);
    else
      result.push_back(step);
  }
  return result;
}

bool value_has(int value_sign, Sign wanted) {
  switch (wanted) {
    case Sign::zero:
      return value_sign == 0;
    case Sign::nonnegative:
      return value_sign >= 0;
    case Sign::positive:
      return value_sign > 0;
    case Sign::nonzero:
      return value_sign != 0;
  }
  return false;
}

bool holds_at_end(const Univariate& p, Sign wanted, const std::optional<Interval::End>& end) {
  return !end || end->open || value_has(sign(evaluate(p, end->value)), wanted);
}

/// Narrows the interval by a fact c1 * x + c0 (sign) 0; other facts say nothing here.
void narrow(Interval& interval, const Fact& fact, const Atom& variable) {
  if (fact.sign == Sign::nonzero || degree_in(variable, fact.polynomial) != 1) return;
  const auto line = univariate(fact.polynomial, variable);
  if (!line) return;
  const Interval::End end{-(*line)[0] / (*line)[1], fact.sign == Sign::positive};
  const auto tighter = [&](const std::optional<Interval::End>& old, bool above) {
    if (!old) return true;
    if (old->value == end.value) return end.open;
    return above ? end.value > old->value : end.value < old->value;
  };
  const bool increasing = sign((*line)[1]) > 0;
  if ((increasing || fact.sign == Sign::zero) && tighter(interval.lower, true)) interval.lower = end;
  if ((!increasing || fact.sign == Sign::zero) && tighter(interval.upper, false)) interval.upper = end;
}

}  // namespace

Univariate gcd(Univariate p, Univariate q) {
  while (!q.empty()) {
    Univariate remainder = primitive(divide(p, q).remainder);
    p = std::move(q);
    q = std::move(remainder);
  }
  return primitive(std::move(p));
}

Univariate square_free_part(const Univariate& polynomial) {
  return primitive(divide(polynomial, gcd(polynomial, derivative(polynomial))).quotient);
}

SturmSequence::SturmSequence(const Univariate& square_free) : sequence_{square_free, derivative(square_free)} {
  while (degree(sequence_.back()) > 0) {
    Univariate remainder = primitive(divide(sequence_[sequence_.size() - 2], sequence_.back()).remainder);
    if (remainder.empty()) break;
    for (Rational& c : remainder) c = -c;
    sequence_.push_back(std::move(remainder));
  }
}

std::size_t SturmSequence::roots_between(const std::optional<Rational>& lower,
                                         const std::optional<Rational>& upper) const {
  std::size_t roots =
      variations(sequence_, {lower, true}) - variations(sequence_, {upper, false});  // in (lower, upper]
  if (upper && zerop(evaluate(sequence_.front(), *upper))) --roots;
  return roots;
}

std::optional<Univariate> univariate(const ExactPolynomial& polynomial, const Atom& variable) {
  if (degree_in(variable, polynomial) > max_univariate_degree)
    throw LimitExceeded("the degree is too large for the one-variable rules");
  Univariate result;
  for (const ExactPolynomial& coefficient : coefficients_in(variable, polynomial)) {
    const auto value = coefficient.constant();
    if (!value) return {};
    result.push_back(*value);
  }
  trim(result);
  return result;
}

ExactPolynomial in_variable(const Univariate& polynomial, const std::string& variable) {
  ExactPolynomial result;
  const ExactPolynomial x = ExactPolynomial::variable(variable);
  for (std::size_t k = 0; k < polynomial.size(); ++k) result = result + ExactPolynomial(polynomial[k]) * power(x, k);
  return result;
}

Division divide(Univariate p, const Univariate& divisor) {
  Univariate quotient;
  if (p.size() >= divisor.size()) quotient.assign(p.size() - divisor.size() + 1, Rational(0));
  while (p.size() >= divisor.size()) {
    const std::size_t shift = p.size() - divisor.size();
    const Rational factor = p.back() / divisor.back();
    quotient[shift] = factor;
    const std::size_t words = bit_size(factor) / 64;
    WorkLimit::spend(divisor.size() * (500 + words * words));
    for (std::size_t i = 0; i < divisor.size(); ++i) p[i + shift] = p[i + shift] - factor * divisor[i];
    trim(p);
  }
  return {std::move(quotient), std::move(p)};
}

Rational evaluate(const Univariate& polynomial, const Rational& point) {
  Rational value = 0;
  for (std::size_t i = polynomial.size(); i-- > 0;) {
    const std::size_t words = (bit_size(value) + bit_size(polynomial[i])) / 64;
    WorkLimit::spend(100 + words * words);
    value = value * point + polynomial[i];
    if (bit_size(value) > max_bits) throw LimitExceeded("the value of a polynomial has too many digits");
  }
  return value;
}

namespace {

/// Is there a root strictly inside the interval? `p` is square-free and not zero.
bool has_root_inside(const Univariate& p, const Interval& interval) {
  const auto value = [](const std::optional<Interval::End>& end) {
    return end ? std::optional(end->value) : std::nullopt;
  };
  return SturmSequence(p).roots_between(value(interval.lower), value(interval.upper)) > 0;
}

}  // namespace

bool holds_on(const Univariate& polynomial, Sign wanted, const Interval& interval) {
  if (is_empty(interval)) return true;
  if (interval.lower && interval.upper && interval.lower->value == interval.upper->value)
    return value_has(sign(evaluate(polynomial, interval.lower->value)), wanted);
  if (polynomial.empty()) return value_has(0, wanted);
  if (wanted == Sign::zero) return false;
  int inner_sign = 0;  // at a point inside that is not a root: there are at most `degree` roots
  for (const Rational& point : points_inside(interval, degree(polynomial) + 1))
    if (inner_sign == 0) inner_sign = sign(evaluate(polynomial, point));
  if (wanted != Sign::nonzero && inner_sign < 0) return false;
  if (wanted == Sign::nonnegative) return !has_root_inside(odd_part(polynomial), interval);
  return !has_root_inside(square_free_part(polynomial), interval) && holds_at_end(polynomial, wanted, interval.lower) &&
         holds_at_end(polynomial, wanted, interval.upper);
}

Interval bounds(const Atom& variable, const std::vector<Fact>& facts) {
  Interval interval;
  for (const Fact& fact : facts) narrow(interval, fact, variable);
  return interval;
}

bool is_empty(const Interval& interval) {
  if (!interval.lower || !interval.upper) return false;
  const Rational& low = interval.lower->value;
  const Rational& high = interval.upper->value;
  return low > high || (low == high && (interval.lower->open || interval.upper->open));
}

}  // namespace geq::proofs
