// SPDX-License-Identifier: GPL-3.0-or-later

/// Signs of factors from signs of products: x w > 0 and x > 0 say w > 0; x (y + z) <= 0 and y + z > 0 say x <= 0, with
/// x >= 0 even x = 0; x^2 y > 0 says y > 0; a^21 > 0 says a > 0, and a^3 < 8 says a < 2. What is learnt takes the place
/// of what it was learnt from, as far as both say the same.
///
/// Limits: polynomial facts of few terms; a factor whose sign divides another must itself be a fact, or a square in a
/// fact of one term; bounds on odd powers whose root is rational. Cost: one exact division for each pair of facts and
/// round, three kernel steps for each fact learnt.

#include <algorithm>

#include "prover/conversion.hpp"
#include "prover/reductions/alternatives.hpp"

namespace geq::prover {

using proofs::Combination;
using proofs::ExactPolynomial;
using proofs::Fact;
using proofs::Monomial;
using proofs::Rational;
using proofs::Sequent;
using proofs::Sign;

namespace {

constexpr std::size_t max_terms = 12;
constexpr std::size_t max_facts = 24;

/// The fact's polynomial is the sum of factor * square^2 over the squares times `learnt`.
struct Lesson {
  std::size_t from = 0;
  Fact learnt = {};
  std::optional<std::size_t> factor = {};  ///< a fact; none for the factor 1
  std::vector<std::pair<Rational, ExactPolynomial>> squares = {};
  bool is_equivalent = false;  ///< the old fact follows from the one learnt
};

bool is_inequality(const Fact& fact) { return fact.sign == Sign::positive || fact.sign == Sign::nonnegative; }

/// A polynomial in the sequent's variables, without applications of functions.
bool is_plain(const ExactPolynomial& polynomial, const Sequent& sequent) {
  const auto inside = atoms(polynomial);
  return std::all_of(inside.begin(), inside.end(), [&](const proofs::Atom& atom) {
    return atom.is_variable() && std::count(sequent.variables.begin(), sequent.variables.end(), atom.name()) > 0;
  });
}

/// fact = q r: the sign of r from that of q.
std::optional<Lesson> by_factor(std::size_t from, std::size_t factor, const Sequent& sequent) {
  const Fact& fact = sequent.facts[from];
  const Fact& known = sequent.facts[factor];
  if (!is_inequality(known) || known.polynomial.constant() || known.polynomial.terms().size() > max_terms) return {};
  if (fact.sign != Sign::positive && known.sign != Sign::positive) return {};
  if (!is_plain(known.polynomial, sequent)) return {};
  const auto outside = variables(known.polynomial);
  const auto inside = variables(fact.polynomial);
  if (!std::includes(inside.begin(), inside.end(), outside.begin(), outside.end())) return {};
  const auto quotient =
      to_search(fact.polynomial, sequent.variables).divided_by(to_search(known.polynomial, sequent.variables));
  if (!quotient) return {};
  const ExactPolynomial rest = to_kernel(*quotient);
  if (rest.constant()) return {};
  Lesson lesson;
  lesson.from = from;
  lesson.learnt = {rest, fact.sign};
  lesson.factor = factor;
  lesson.squares.emplace_back(Rational(1), ExactPolynomial(Rational(1)));
  lesson.is_equivalent = known.sign == Sign::positive;
  return lesson;
}

/// fact = m^2 r > 0 for a monomial m: r > 0.
std::optional<Lesson> by_square(std::size_t from, const Sequent& sequent) {
  const Fact& fact = sequent.facts[from];
  if (fact.sign != Sign::positive || fact.polynomial.terms().size() != 1) return {};
  const auto& [monomial, coefficient] = *fact.polynomial.terms().begin();
  Monomial root, rest;
  for (const auto& [atom, exponent] : monomial) {
    if (exponent >= 2) root.emplace_back(atom, exponent / 2);
    if (exponent % 2 == 1) rest.emplace_back(atom, 1);
  }
  if (root.empty() || rest.empty()) return {};
  Lesson lesson;
  lesson.from = from;
  lesson.learnt = {ExactPolynomial::term(coefficient, rest), Sign::positive};
  lesson.squares.emplace_back(Rational(1), ExactPolynomial::term(Rational(1), root));
  lesson.is_equivalent = rest.size() == monomial.size();
  return lesson;
}

/// The k-th root of a number, if it is rational; k is odd.
std::optional<Rational> odd_root(const Rational& value, std::uint32_t k) {
  const bool negative = proofs::sign(value) < 0;
  const Rational size = cln::abs(value);
  cln::cl_I numerator = 0, denominator = 0;
  if (!cln::rootp(cln::numerator(size), cln::cl_I(k), &numerator)) return {};
  if (!cln::rootp(cln::denominator(size), cln::cl_I(k), &denominator)) return {};
  const Rational root = Rational(numerator) / Rational(denominator);
  return negative ? -root : root;
}

/// fact = d (a^k - c^k) for a variable a and an odd k: d (a - c), as
/// 2 (a^k - c^k)/(a - c) = a^2m + c^2m + sum of (a^(j+1) c^(m-1-j) + a^j c^(m-j))^2 over j < m, where k = 2 m + 1.
std::optional<Lesson> by_odd_power(std::size_t from, const Sequent& sequent) {
  const Fact& fact = sequent.facts[from];
  const auto& terms = fact.polynomial.terms();
  if (!is_inequality(fact) || terms.size() > 2) return {};
  const auto& [monomial, d] = *terms.rbegin();
  if (monomial.size() != 1 || !monomial[0].first.is_variable() || (terms.size() == 2 && !terms.begin()->first.empty()))
    return {};
  const std::uint32_t k = monomial[0].second;
  if (k < 3 || k % 2 == 0 || k > 200) return {};
  const auto c = terms.size() == 1 ? Rational(0) : odd_root(-terms.begin()->second / d, k);
  if (!c) return {};
  const ExactPolynomial a(monomial[0].first), number(*c);
  const std::uint32_t m = k / 2;
  Lesson lesson;
  lesson.from = from;
  lesson.learnt = {ExactPolynomial(d) * (a - number), fact.sign};
  lesson.is_equivalent = true;
  const Rational half = Rational(1) / Rational(2);
  const auto add = [&](const ExactPolynomial& root) {
    if (!root.is_zero()) lesson.squares.emplace_back(half, root);
  };
  add(power(a, m));
  add(power(number, m));
  for (std::uint32_t j = 0; j < m; ++j)
    add(power(a, j + 1) * power(number, m - 1 - j) + power(a, j) * power(number, m - j));
  return lesson;
}

/// Were the fact learnt false, then the old fact minus the product would be positive, while it is 0.
std::optional<Steps> proof_of(const Lesson& lesson, const Sequent& sequent) {
  const auto supposed = proofs::apply(proofs::Absurd{}, Sequent{sequent.variables, sequent.facts, lesson.learnt});
  if (!supposed || supposed.value().size() != 1) return {};
  const Fact negation{-lesson.learnt.polynomial,
                      lesson.learnt.sign == Sign::positive ? Sign::nonnegative : Sign::positive};
  const auto& facts = supposed.value().front().facts;
  const auto found = std::find(facts.begin(), facts.end(), negation);
  if (found == facts.end()) return {};
  const auto place = static_cast<std::size_t>(found - facts.begin());
  Combination sum;
  sum.summands.push_back({Rational(1), {{lesson.from, 1}}, ExactPolynomial(Rational(1))});
  for (const auto& [coefficient, square] : lesson.squares) {
    std::vector<std::pair<std::size_t, std::uint32_t>> product{{place, 1}};
    if (lesson.factor) product.emplace_back(*lesson.factor, 1);
    sum.summands.push_back({coefficient, std::move(product), square});
  }
  const auto rest = proofs::apply(sum, supposed.value().front());
  if (!rest || !rest.value().empty()) return {};
  return Steps{proofs::Absurd{}, sum};
}

/// Learns one more fact; false if there is none. The old one goes when nothing is lost.
bool learn(const Lesson& lesson, Derivation& way) {
  if (is_visible(lesson.learnt, way.sequent.facts)) return false;
  const auto proof = proof_of(lesson, way.sequent);
  if (!proof || !way.have(lesson.learnt, *proof)) return false;
  return !lesson.is_equivalent || way.then(proofs::Forget{{lesson.from}});
}

bool learn_from(std::size_t from, Derivation& way) {
  const Fact& fact = way.sequent.facts[from];
  if (!is_inequality(fact) || fact.polynomial.terms().size() > max_terms || fact.polynomial.is_zero()) return false;
  if (!is_plain(fact.polynomial, way.sequent)) return false;
  for (const auto by : {by_square, by_odd_power})
    if (const auto lesson = by(from, way.sequent); lesson && learn(*lesson, way)) return true;
  for (std::size_t factor = 0; factor < way.sequent.facts.size(); ++factor)
    if (factor != from)
      if (const auto lesson = by_factor(from, factor, way.sequent); lesson && learn(*lesson, way)) return true;
  return false;
}

/// p = 0 where p >= 0 and -p >= 0 are known.
bool learn_equation(std::size_t from, Derivation& way) {
  const Fact fact = way.sequent.facts[from];
  const Fact equation{fact.polynomial, Sign::zero};
  if (fact.sign != Sign::nonnegative || is_visible(equation, way.sequent.facts)) return false;
  if (!is_visible({-fact.polynomial, Sign::nonnegative}, way.sequent.facts)) return false;
  const auto open = proofs::apply(proofs::BothSigns{}, Sequent{way.sequent.variables, way.sequent.facts, equation});
  if (!open) return false;
  Steps proof{proofs::BothSigns{}};
  proof.resize(1 + open.value().size(), proofs::Visible{});
  return way.have(equation, proof);
}

}  // namespace

std::optional<Derivation> derive_factor_signs(const Sequent& sequent, const Origin& origin) {
  if (!is_polynomial(sequent) || sequent.facts.size() > max_facts) return {};
  Derivation way(sequent, origin);
  for (bool grown = true; grown && way.sequent.facts.size() <= max_facts;) {
    grown = false;
    for (std::size_t i = 0; !grown && i < way.sequent.facts.size(); ++i) grown = learn_from(i, way);
  }
  if (way.steps.empty()) return {};
  for (std::size_t i = 0, count = way.sequent.facts.size(); i < count; ++i) learn_equation(i, way);
  return way;
}

}  // namespace geq::prover
