// SPDX-License-Identifier: GPL-3.0-or-later
#include "prover/strategies/hoelder_steps.hpp"

#include <algorithm>

#include "prover/reductions/functions.hpp"
#include "prover/reductions/reductions.hpp"

namespace geq::prover {

using proofs::Atom;
using proofs::Combination;
using proofs::ExactPolynomial;
using proofs::Rational;
using proofs::Sequent;
using proofs::Sign;

namespace {

ExactPolynomial number(unsigned long value) { return ExactPolynomial(Rational(value)); }

/// 1 + x + ... + x^(count-1).
ExactPolynomial geometric(const ExactPolynomial& x, unsigned long count) {
  ExactPolynomial result;
  for (unsigned long i = 0; i < count; ++i) result = result + power(x, i);
  return result;
}

/// The equation that becomes 0 = 0 once its denominators are gone, which are known not to vanish; returns its place.
std::optional<std::size_t> cleared_equation(const ExactPolynomial& zero, Derivation& proof) {
  const proofs::Fact fact{zero, Sign::zero};
  if (const auto known = index_of(fact, proof.sequent)) return known;
  Sequent side{proof.sequent.variables, proof.sequent.facts, fact};
  Steps steps;
  // Denominators inside of others come back once.
  for (int round = 0; round < 3 && !is_visible(side.goal, side.facts); ++round) {
    const std::size_t count = reciprocals(side.goal.polynomial).size();
    if (count == 0) return {};
    const proofs::Clear clear{std::vector<proofs::DenominatorSign>(count, proofs::DenominatorSign::squared)};
    const auto remaining = proofs::apply(proofs::Step(clear), side);
    if (!remaining || remaining.value().size() != 1) return {};
    steps.emplace_back(clear);
    side = remaining.value().front();
  }
  steps.emplace_back(proofs::Visible{});
  if (!proof.have_by(fact, steps)) return {};
  return index_of(fact, proof.sequent);
}

/// q * 1/q = 1 for q > 0; returns its place.
std::optional<std::size_t> inverse_equation(const ExactPolynomial& q, Derivation& proof) {
  return cleared_equation(q * reciprocal(q) - number(1), proof);
}

/// Adds the polynomial as a fact >= 0 (> 0) that is visible, and names its place.
std::optional<std::size_t> visible_fact(const ExactPolynomial& polynomial, Sign sign, Derivation& proof) {
  const proofs::Fact fact{polynomial, sign};
  if (const auto known = index_of(fact, proof.sequent)) return known;
  if (!is_visible(fact, proof.sequent.facts) || !proof.have(fact, Steps{})) return {};
  return index_of(fact, proof.sequent);
}

/// A product of powers of known signs, as part of a summand.
bool multiply_by(const ExactPolynomial& base, unsigned long exponent, Combination::Summand& summand,
                 ExactPolynomial& product, Derivation& proof) {
  if (exponent == 0) return true;
  product = product * power(base, exponent);
  if (const auto constant = base.constant()) {
    for (unsigned long i = 0; i < exponent; ++i) summand.coefficient = summand.coefficient * *constant;
    return proofs::sign(*constant) > 0;
  }
  const bool positive = is_visible({base, Sign::positive}, proof.sequent.facts);
  const auto place = visible_fact(base, positive ? Sign::positive : Sign::nonnegative, proof);
  if (!place) return false;
  summand.facts.emplace_back(*place, static_cast<std::uint32_t>(exponent));
  return true;
}

/// The common factor L of the points of contact, and what is known of it.
struct Contact {
  ExactPolynomial value, inverse;
  std::size_t equation;  ///< L^k = P/Q or Q/P
  std::size_t inverse_of_divisor, inverse_of_value;
};

std::optional<Contact> name_contact(const ExactPolynomial& numerator, const ExactPolynomial& divisor, unsigned long k,
                                    Derivation& proof) {
  const ExactPolynomial inverse = reciprocal(divisor);
  const auto above = visible_fact(numerator, Sign::positive, proof);
  const auto below = visible_fact(inverse, Sign::positive, proof);
  if (!above || !below) return {};
  const ExactPolynomial radicand = numerator * inverse;
  Combination positive;
  positive.summands.push_back({1, {{*above, 1}, {*below, 1}}, number(1)});
  if (!is_visible({radicand, Sign::positive}, proof.sequent.facts) &&
      !proof.have_by({radicand, Sign::positive}, {proofs::Step(positive)}))
    return {};
  const ExactPolynomial root = proofs::root(k, radicand);
  ExactPolynomial value = root;
  if (!root.constant() && root.terms().size() == 1) {
    if (!proof.then(proofs::RootFacts{root})) return {};
    value = ExactPolynomial::variable(fresh_names(proof.sequent, "LMNKHSTUVWXYZ", 1).front());
    if (!proof.then(proofs::Name{value.terms().begin()->first[0].first.name(), root})) return {};
  }
  const auto equation = index_of({power(value, k) - radicand, Sign::zero}, proof.sequent);
  const auto divides = inverse_equation(divisor, proof);
  const auto own = inverse_equation(value, proof);
  if (!equation || !divides || !own) return {};
  return Contact{value, reciprocal(value), *equation, *divides, *own};
}

/// The bound of one term with the coefficient 1.
ExactPolynomial bound(const HoelderPair<ExactPolynomial>& pair, bool upper, unsigned long k, const Contact& contact) {
  const ExactPolynomial part(Rational(1) / Rational(k));
  if (upper) return part * (pair.p * power(contact.inverse, k - 1) + number(k - 1) * contact.value * pair.q);
  return part * (number(k + 1) * pair.p * contact.inverse - pair.q * power(contact.inverse, k + 1));
}

/// Lowers the powers of the root by its equation; the multiples that do it are appended.
ExactPolynomial lowered(const ExactPolynomial& polynomial, const Atom& root, std::size_t equation,
                        const ExactPolynomial& relation, std::vector<Combination::Multiple>& multiples) {
  const ExactPolynomial& u = root.arguments()[1];
  const std::size_t k = *root_degree(root);
  if (degree_in(root, polynomial) < k) return polynomial;
  const ExactPolynomial factor = multiplier_that_lowers(polynomial, root, k, u);
  multiples.push_back({equation, -factor});
  return polynomial + factor * relation;
}

/// The fact that a root (its reciprocal) is on the right side of its bound. Multiplied out that is (X - Y)^2 times the
/// sum of (j + 1) X^(K-2-j) Y^j, X = denominator * r and Y = numerator * L for w = numerator / denominator, perhaps
/// times r; K is k or k + 1.
std::optional<std::size_t> bound_term(const RootTerm& term, const RootWeight& weight, const ExactPolynomial& claim,
                                      bool upper, const Contact& contact, Derivation& proof) {
  const ExactPolynomial r(term.root);
  const unsigned long k = *root_degree(term.root);
  const ExactPolynomial relation = power(r, k) - term.radicand();
  const auto equation = index_of({relation, Sign::zero}, proof.sequent);
  if (!equation) return {};
  const bool times_root = upper == term.inverted;
  const unsigned long degree = upper ? k : (times_root ? 3 : k + 1);
  const ExactPolynomial x = weight.denominator * r, y = weight.numerator * contact.value;
  Combination step;
  ExactPolynomial expected;
  for (unsigned long j = 0; j + 2 <= degree; ++j) {
    Combination::Summand summand{Rational(j + 1), {}, x - y};
    ExactPolynomial product = number(j + 1) * (x - y) * (x - y);
    if (!multiply_by(weight.denominator, degree - 2 - j, summand, product, proof) ||
        !multiply_by(r, degree - 2 - j + (times_root ? 1 : 0), summand, product, proof) ||
        !multiply_by(weight.numerator, j, summand, product, proof) ||
        !multiply_by(contact.value, j, summand, product, proof))
      return {};
    expected = expected + product;
    step.summands.push_back(std::move(summand));
  }
  Sequent side{proof.sequent.variables, proof.sequent.facts, {claim, Sign::nonnegative}};
  Steps steps;
  if (const std::size_t count = reciprocals(claim).size(); count > 0) {
    const proofs::Clear clear{std::vector<proofs::DenominatorSign>(count, proofs::DenominatorSign::positive)};
    const auto remaining = proofs::apply(proofs::Step(clear), side);
    if (!remaining || remaining.value().size() != 1) return {};
    steps.emplace_back(clear);
    side = remaining.value().front();
  }
  std::vector<Combination::Multiple> unused;
  const ExactPolynomial left = lowered(side.goal.polynomial, term.root, *equation, relation, unused);
  const ExactPolynomial right = lowered(expected, term.root, *equation, relation, unused);
  if (left.is_zero() || right.is_zero()) return {};
  const Rational c = leading_coefficient(left) / leading_coefficient(right);
  if (proofs::sign(c) <= 0) return {};
  for (Combination::Summand& summand : step.summands) summand.coefficient = summand.coefficient * c;
  lowered(side.goal.polynomial - ExactPolynomial(c) * expected, term.root, *equation, relation, step.multiples);
  steps.emplace_back(std::move(step));
  if (!proof.have_by({claim, Sign::nonnegative}, steps)) return {};
  return index_of({claim, Sign::nonnegative}, proof.sequent);
}

/// Adds the multiples by which C p and C q are replaced by what is left of them after cancelling.
bool use_cancelled(const WeightedSum& weighted, std::size_t i, const ExactPolynomial& of_p, const ExactPolynomial& of_q,
                   Combination& last, Derivation& proof) {
  const ExactPolynomial& c = weighted.sum.terms[i].coefficient;
  const std::pair<ExactPolynomial, ExactPolynomial> both[] = {{c * weighted.each[i].p - weighted.scaled[i].p, of_p},
                                                              {c * weighted.each[i].q - weighted.scaled[i].q, of_q}};
  for (const auto& [difference, factor] : both) {
    if (difference.is_zero()) continue;
    const auto place = cleared_equation(difference, proof);
    if (!place) return false;
    last.multiples.push_back({*place, factor});
  }
  return true;
}

/// C * (what `bound_term` says), summed up.
bool bound_all(const WeightedSum& weighted, const Contact& contact, Combination& last, Derivation& proof) {
  const RootSum& sum = weighted.sum;
  for (std::size_t i = 0; i < sum.terms.size(); ++i) {
    const RootTerm& term = sum.terms[i];
    ExactPolynomial difference = bound(weighted.each[i], sum.upper, sum.degree, contact) - term.function();
    if (!reciprocals(term.radicand()).empty()) {
      // Its denominators stay out of the claim, which speaks of r^k instead of the radicand.
      const ExactPolynomial relation = power(ExactPolynomial(term.root), sum.degree) - term.radicand();
      const ExactPolynomial over_w = weighted.weights[i].denominator * reciprocal(weighted.weights[i].numerator);
      const ExactPolynomial slope =
          ExactPolynomial(Rational(1) / Rational(sum.degree)) * power(over_w * contact.inverse, sum.degree - 1);
      const auto equation = index_of({relation, Sign::zero}, proof.sequent);
      if (!equation) return false;
      difference = difference + slope * relation;
      last.multiples.push_back({*equation, -(term.coefficient * slope)});
    }
    const auto place =
        bound_term(term, weighted.weights[i], sum.upper ? difference : -difference, sum.upper, contact, proof);
    if (!place) return false;
    Combination::Summand summand{1, {{*place, 1}}, number(1)};
    if (const auto constant = term.coefficient.constant()) {
      summand.coefficient = *constant;
    } else {
      const auto factor = visible_fact(term.coefficient, Sign::nonnegative, proof);
      if (!factor) return false;
      summand.facts.emplace_back(*factor, 1);
    }
    last.summands.push_back(std::move(summand));
    const unsigned long k = sum.degree;
    const ExactPolynomial part(Rational(1) / Rational(k));
    const ExactPolynomial of_p =
        sum.upper ? -(part * power(contact.inverse, k - 1)) : part * number(k + 1) * contact.inverse;
    const ExactPolynomial of_q =
        sum.upper ? -(part * number(k - 1) * contact.value) : -(part * power(contact.inverse, k + 1));
    if (!use_cancelled(weighted, i, of_p, of_q, last, proof)) return false;
  }
  return true;
}

/// Closes a claim of which known factors make the given square, up to a number, once the denominators are gone.
bool have_square(const proofs::Fact& claim, const ExactPolynomial& root, const std::vector<ExactPolynomial>& factors,
                 const std::vector<RootTerm>& terms, Derivation& proof) {
  Combination step;
  Combination::Summand summand{1, {}, root};
  ExactPolynomial expected = root * root;
  for (const ExactPolynomial& factor : factors)
    if (!multiply_by(factor, 1, summand, expected, proof)) return false;
  Sequent side{proof.sequent.variables, proof.sequent.facts, claim};
  Steps steps;
  if (const std::size_t count = reciprocals(claim.polynomial).size(); count > 0) {
    const proofs::Clear clear{std::vector<proofs::DenominatorSign>(count, proofs::DenominatorSign::positive)};
    const auto remaining = proofs::apply(proofs::Step(clear), side);
    if (!remaining || remaining.value().size() != 1) return false;
    steps.emplace_back(clear);
    side = remaining.value().front();
  }
  const auto lowered_by_all = [&](ExactPolynomial polynomial, std::vector<Combination::Multiple>& multiples) {
    for (const RootTerm& term : terms) {
      const ExactPolynomial relation = power(ExactPolynomial(term.root), 2) - term.radicand();
      if (const auto equation = index_of({relation, Sign::zero}, proof.sequent))
        polynomial = lowered(polynomial, term.root, *equation, relation, multiples);
    }
    return polynomial;
  };
  std::vector<Combination::Multiple> unused;
  const ExactPolynomial left = lowered_by_all(side.goal.polynomial, unused);
  const ExactPolynomial right = lowered_by_all(expected, unused);
  Rational c = 0;
  if (claim.sign != Sign::zero) {
    if (left.is_zero() || right.is_zero()) return false;
    c = leading_coefficient(left) / leading_coefficient(right);
    if (proofs::sign(c) <= 0) return false;
    summand.coefficient = summand.coefficient * c;
    step.summands.push_back(std::move(summand));
  }
  lowered_by_all(side.goal.polynomial - ExactPolynomial(c) * expected, step.multiples);
  steps.emplace_back(std::move(step));
  return proof.have_by(claim, steps);
}

/// p_i q_j + p_j q_i >= 2 f_i f_j, because that is (r_i/w_i - r_j/w_j)^2 >= 0 times what is positive; with equality for
/// i = j. Returns the place of the fact.
std::optional<std::size_t> cauchy_pair(const WeightedSum& weighted, std::size_t i, std::size_t j, Derivation& proof) {
  const RootTerm &first = weighted.sum.terms[i], &second = weighted.sum.terms[j];
  const RootWeight &v = weighted.weights[i], &w = weighted.weights[j];
  const auto& [p, q] = weighted.each[i];
  const ExactPolynomial product = first.function() * second.function();
  if (i == j) {
    const proofs::Fact claim{p * q - product, Sign::zero};
    if (claim.polynomial.is_zero() || have_square(claim, ExactPolynomial(), {}, {first}, proof))
      return index_of(claim, proof.sequent);
    return {};
  }
  const proofs::Fact claim{p * weighted.each[j].q + q * weighted.each[j].p - number(2) * product, Sign::nonnegative};
  const ExactPolynomial root = v.denominator * w.numerator * ExactPolynomial(first.root) -
                               w.denominator * v.numerator * ExactPolynomial(second.root);
  std::vector<ExactPolynomial> factors;
  for (const RootTerm* term : {&first, &second})
    if (term->inverted) factors.emplace_back(term->root);
  if (!have_square(claim, root, factors, {first, second}, proof)) return {};
  return index_of(claim, proof.sequent);
}

/// rest - sum of C f, from rest^2 - P Q and Lagrange's identity for P Q - (sum of C f)^2. Needs no common factor, so
/// both sums may vanish.
bool conclude_cauchy(const WeightedSum& weighted, Derivation& proof) {
  const std::vector<RootTerm>& terms = weighted.sum.terms;
  const Sign sign = proof.sequent.goal.sign;
  Combination lagrange;
  std::vector<std::optional<std::size_t>> coefficients;
  for (const RootTerm& term : terms) {
    coefficients.push_back(visible_fact(term.coefficient, Sign::nonnegative, proof));
    if (!coefficients.back() && !term.coefficient.constant()) return false;
  }
  for (std::size_t i = 0; i < terms.size(); ++i)
    for (std::size_t j = i; j < terms.size(); ++j) {
      const bool trivial =
          i == j && (weighted.each[i].p * weighted.each[i].q - power(terms[i].function(), 2)).is_zero();
      if (trivial) continue;
      const auto place = cauchy_pair(weighted, i, j, proof);
      if (!place) return false;
      if (i == j) {
        lagrange.multiples.push_back({*place, terms[i].coefficient * terms[i].coefficient});
        continue;
      }
      Combination::Summand summand{1, {{*place, 1}}, number(1)};
      for (const std::size_t k : {i, j}) {
        if (const auto constant = terms[k].coefficient.constant())
          summand.coefficient = summand.coefficient * *constant;
        else
          summand.facts.emplace_back(*coefficients[k], 1);
      }
      lagrange.summands.push_back(std::move(summand));
    }
  // P'Q' = PQ - (P - P')Q - P'(Q - Q')
  ExactPolynomial q;
  for (std::size_t i = 0; i < terms.size(); ++i) q = q + terms[i].coefficient * weighted.each[i].q;
  for (std::size_t i = 0; i < terms.size(); ++i)
    if (!use_cancelled(weighted, i, -q, -weighted.total.p, lagrange, proof)) return false;
  const auto remaining = index_of({weighted.remaining(), sign}, proof.sequent);
  if (!remaining) return false;
  lagrange.summands.push_back({1, {{*remaining, 1}}, number(1)});
  Derivation last(proof.sequent, {});
  if (!last.then(proofs::ComparePowers{2, weighted.sum.rest}) || !last.close(lagrange)) return false;
  proof.steps.insert(proof.steps.end(), last.steps.begin(), last.steps.end());
  return true;
}

/// rest - L Q, from rest^k - Q^(k-1) P, as L^k Q = P.
bool conclude_upper(const WeightedSum& weighted, Derivation& proof) {
  const unsigned long k = weighted.sum.degree;
  const auto& [p, q] = weighted.total;
  const Sign sign = proof.sequent.goal.sign;
  const auto contact = name_contact(p, q, k, proof);
  if (!contact) return false;
  const ExactPolynomial &l = contact->value, &inverse = contact->inverse;
  // L^k Q - P = Q (L^k - P/Q) + P (Q/Q - 1)
  Combination product;
  product.multiples.push_back({contact->equation, q});
  product.multiples.push_back({contact->inverse_of_divisor, p});
  if (!proof.have_by({power(l, k) * q - p, Sign::zero}, {proofs::Step(product)})) return false;
  const auto relation = index_of({power(l, k) * q - p, Sign::zero}, proof.sequent);
  const proofs::Fact whole{weighted.sum.rest - l * q, sign};
  if (!relation || !proof.have_by(whole, {proofs::ComparePowers{static_cast<std::uint32_t>(k), weighted.sum.rest},
                                          proofs::Rewrite{*relation, power(q, k - 1)}, proofs::Visible{}}))
    return false;
  const auto place = index_of(whole, proof.sequent);
  Combination last;
  if (!place || !bound_all(weighted, *contact, last, proof)) return false;
  last.summands.push_back({1, {{*place, 1}}, number(1)});
  const ExactPolynomial part(Rational(1) / Rational(k));
  last.multiples.push_back({*relation, part * power(inverse, k - 1)});
  last.multiples.push_back({contact->inverse_of_value, -(part * l * q * geometric(l * inverse, k - 1))});
  return proof.close(last);
}

/// P/L - rest, from P^(k+1) - rest^k Q, as L^k P = Q.
bool conclude_lower(const WeightedSum& weighted, Derivation& proof) {
  const unsigned long k = weighted.sum.degree;
  const auto& [p, q] = weighted.total;
  const ExactPolynomial& rest = weighted.sum.rest;
  const Sign sign = proof.sequent.goal.sign;
  const auto contact = name_contact(q, p, k, proof);
  const auto remaining = index_of({weighted.remaining(), sign}, proof.sequent);
  if (!contact || !remaining) return false;
  const ExactPolynomial &l = contact->value, &inverse = contact->inverse;
  const ExactPolynomial inverse_p = reciprocal(p);
  const auto inverse_sign = visible_fact(inverse_p, Sign::positive, proof);
  if (!inverse_sign) return false;
  // P^k - rest^k L^k = (P^(k+1) - rest^k Q)/P - P^k (P/P - 1) - rest^k (L^k - Q/P)
  Combination powers;
  powers.summands.push_back({1, {{*remaining, 1}, {*inverse_sign, 1}}, number(1)});
  powers.multiples.push_back({contact->inverse_of_divisor, -power(p, k)});
  powers.multiples.push_back({contact->equation, -power(rest, k)});
  const proofs::Fact whole{p - rest * l, sign};
  if (!proof.have_by(whole, {proofs::ComparePowers{static_cast<std::uint32_t>(k), p}, proofs::Step(powers)}))
    return false;
  const auto place = index_of(whole, proof.sequent);
  const auto inverse_positive = visible_fact(inverse, Sign::positive, proof);
  Combination last;
  if (!place || !inverse_positive || !bound_all(weighted, *contact, last, proof)) return false;
  last.summands.push_back({1, {{*place, 1}, {*inverse_positive, 1}}, number(1)});
  const ExactPolynomial part(Rational(1) / Rational(k));
  const ExactPolynomial over = part * power(inverse, k + 1);
  last.multiples.push_back({contact->equation, over * p});
  last.multiples.push_back({contact->inverse_of_divisor, over * q});
  last.multiples.push_back({contact->inverse_of_value, rest - part * p * inverse * geometric(l * inverse, k)});
  return proof.close(last);
}

/// The roots r with 1/r in the polynomial.
std::vector<Atom> roots_below(const ExactPolynomial& polynomial) {
  std::vector<Atom> result;
  for (const Atom& inverse : reciprocals(polynomial)) {
    const std::set<Atom> below = atoms(inverse.arguments()[0]);
    if (below.size() == 1 && root_degree(*below.begin()) && inverse.arguments()[0] == ExactPolynomial(*below.begin()) &&
        !below.begin()->arguments()[1].constant())
      result.push_back(*below.begin());
  }
  return result;
}

/// u > 0 for r = root(k, u) > 0, whose equation is known. Returns the place of the fact.
std::optional<std::size_t> positive_radicand(const Atom& root, Derivation& proof) {
  const ExactPolynomial r(root);
  const unsigned long k = *root_degree(root);
  const ExactPolynomial& u = root.arguments()[1];
  const proofs::Fact equation{power(r, k) - u, Sign::zero}, fact{u, Sign::positive};
  if (!index_of(equation, proof.sequent) && !proof.then(proofs::RootFacts{r})) return {};
  const auto place = index_of(equation, proof.sequent);
  const auto positive = visible_fact(r, Sign::positive, proof);
  if (!place || !positive) return {};
  Combination whole;  // u = r^k
  whole.summands.push_back({1, {{*positive, static_cast<std::uint32_t>(k)}}, number(1)});
  whole.multiples.push_back({*place, -number(1)});
  if (!index_of(fact, proof.sequent) && !proof.have_by(fact, {proofs::Step(whole)})) return {};
  return index_of(fact, proof.sequent);
}

}  // namespace

std::optional<std::vector<std::size_t>> know_roots(const RootSum& sum, Derivation& proof) {
  std::vector<std::size_t> radicands;
  std::vector<Atom> below = roots_below(sum.rest);
  for (const RootTerm& term : sum.terms) {
    const ExactPolynomial r(term.root);
    const proofs::Fact equation{power(r, sum.degree) - term.radicand(), Sign::zero};
    if (!index_of(equation, proof.sequent) && !proof.then(proofs::RootFacts{r})) return {};
    if (term.inverted) below.push_back(term.root);
  }
  for (const Atom& root : below) {
    const auto place = positive_radicand(root, proof);
    if (!place) return {};
    radicands.push_back(*place);
  }
  return radicands;
}

bool conclude(const WeightedSum& weighted, Derivation& proof) {
  if (weighted.sum.upper && weighted.sum.degree == 2 && !weighted.sum.has_denominators())
    return conclude_cauchy(weighted, proof);
  return weighted.sum.upper ? conclude_upper(weighted, proof) : conclude_lower(weighted, proof);
}

}  // namespace geq::prover
