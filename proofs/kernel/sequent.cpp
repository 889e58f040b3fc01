// SPDX-License-Identifier: GPL-3.0-or-later
#include "proofs/kernel/sequent.hpp"

#include <algorithm>

#include "proofs/kernel/binders.hpp"
#include "proofs/kernel/normal_form.hpp"
#include "proofs/kernel/work.hpp"

namespace geq::proofs {

std::string_view to_text(Sign sign) {
  switch (sign) {
    case Sign::zero:
      return "= 0";
    case Sign::nonnegative:
      return ">= 0";
    case Sign::positive:
      return "> 0";
    case Sign::nonzero:
      return "!= 0";
  }
  return "?";
}

bool implies(Sign known, Sign wanted) {
  if (known == wanted) return true;
  if (wanted == Sign::nonnegative) return known == Sign::positive || known == Sign::zero;
  return wanted == Sign::nonzero && known == Sign::positive;
}

Operator quantifier(Sign sign) {
  switch (sign) {
    case Sign::nonnegative:
      return Operator::every_nonnegative;
    case Sign::positive:
      return Operator::every_positive;
    case Sign::zero:
      return Operator::every_zero;
    case Sign::nonzero:
      break;
  }
  return Operator::every_nonzero;
}

std::optional<Family> family_in(const Fact& fact) {
  if (fact.sign != Sign::positive) return {};
  const std::set<Atom> found = atoms(fact.polynomial);
  if (found.size() != 1 || fact.polynomial != ExactPolynomial(*found.begin())) return {};
  for (const Sign sign : {Sign::zero, Sign::nonnegative, Sign::positive, Sign::nonzero})
    if (found.begin()->op() == quantifier(sign)) {
      const std::vector<ExactPolynomial>& arguments = found.begin()->arguments();
      return Family{arguments[0], arguments[1], arguments[2], sign};
    }
  return {};
}

Fact negation(const Fact& fact) {
  switch (fact.sign) {
    case Sign::nonnegative:
      return {-fact.polynomial, Sign::positive};
    case Sign::positive:
      return {-fact.polynomial, Sign::nonnegative};
    case Sign::zero:
      return {fact.polynomial, Sign::nonzero};
    case Sign::nonzero:
      break;
  }
  return {fact.polynomial, Sign::zero};
}

std::string to_text(const Fact& fact) { return to_text(fact.polynomial) + " " + std::string(to_text(fact.sign)); }

std::size_t words(const Sequent& sequent) {
  std::size_t result = sequent.goal.polynomial.words() + 8 * (sequent.variables.size() + sequent.facts.size() + 4);
  for (const Fact& fact : sequent.facts) result += fact.polynomial.words();
  return result;
}

namespace {

std::optional<Sign> stronger(std::optional<Sign> known, Sign fresh) {
  if (!known || implies(fresh, *known)) return fresh;
  if ((*known == Sign::nonnegative && fresh == Sign::nonzero) ||
      (*known == Sign::nonzero && fresh == Sign::nonnegative))
    return Sign::positive;
  return known;
}

std::optional<Sign> read_off(const ExactPolynomial& polynomial, const std::vector<Fact>& facts);

/// The sign that all factors have, at an index of which nothing is known but what is known for all indices of the
/// range. An empty product is 1.
std::optional<Sign> sign_of_product(const Atom& product, const std::vector<Fact>& facts) {
  // No name in scope has this character; the index of a product around this one, of which facts may speak, has fewer.
  std::string name = "#";
  const auto is_taken = [&](const ExactPolynomial& polynomial) { return variables(polynomial).contains(name); };
  while (is_taken(ExactPolynomial(product)) ||
         std::any_of(facts.begin(), facts.end(), [&](const Fact& fact) { return is_taken(fact.polynomial); }))
    name += '#';
  const ExactPolynomial index = ExactPolynomial::variable(name);
  std::vector<Fact> known = facts;
  for (const Fact& fact : facts)
    if (const auto family = family_in(fact))
      if (family->lower == product.arguments()[0] && family->upper == product.arguments()[1])
        known.push_back({opened(family->body, index), family->sign});
  const auto sign = read_off(opened(product.arguments()[2], index), known);
  return sign == Sign::zero ? std::nullopt : sign;
}

/// What holds of an application whatever its arguments are, or by the sign of its argument.
std::optional<Sign> intrinsic_sign(const Atom& atom, const std::vector<Fact>& facts) {
  switch (atom.op()) {
    case Operator::abs:
    case Operator::spectral:
      return Sign::nonnegative;
    case Operator::exp:
    case Operator::pi:
    case Operator::e:
    case Operator::cosh:
      return Sign::positive;
    // Everything that holds of q holds of 1/q, as 1/0 is 0.
    case Operator::quotient:
      return read_off(atom.arguments()[0], facts);
    case Operator::root: {
      const auto radicand = read_off(atom.arguments()[1], facts);
      if (radicand && *radicand != Sign::nonzero) return radicand;
      const bool even = cln::evenp(cln::numerator(atom.arguments()[0].constant().value()));
      return even ? std::optional(Sign::nonnegative) : std::nullopt;
    }
    case Operator::power:
      return read_off(atom.arguments()[0], facts) == Sign::positive ? std::optional(Sign::positive) : std::nullopt;
    case Operator::product_over:
      return sign_of_product(atom, facts);
    default:
      return {};
  }
}

/// The number c != 0 with left = c * right, if there is one.
std::optional<Rational> proportion(const ExactPolynomial& left, const ExactPolynomial& right) {
  if (left.terms().size() != right.terms().size() || left.is_zero()) return {};
  const Rational factor = leading_coefficient(left) / leading_coefficient(right);
  auto place = right.terms().begin();
  for (const auto& [monomial, coefficient] : left.terms()) {
    if (monomial != place->first || coefficient != factor * place->second) return {};
    ++place;
  }
  return factor;
}

/// What the facts say of the polynomial.
std::optional<Sign> stated_sign(const ExactPolynomial& polynomial, const std::vector<Fact>& facts) {
  WorkLimit::spend(20 * facts.size());
  std::optional<Sign> known;
  for (const Fact& fact : facts) {
    const auto factor = proportion(polynomial, fact.polynomial);
    if (!factor) continue;
    if (sign(*factor) > 0 || fact.sign == Sign::zero || fact.sign == Sign::nonzero)
      known = stronger(known, fact.sign);
    else if (fact.sign == Sign::positive)
      known = stronger(known, Sign::nonzero);
  }
  return known;
}

using AtomSigns = std::map<Atom, std::optional<Sign>>;

/// The sign of a monomial for all values that the facts allow, if it can be read off.
std::optional<Sign> sign_of_monomial(const Monomial& monomial, const AtomSigns& signs) {
  Sign result = Sign::positive;
  for (const auto& [atom, exponent] : monomial) {
    const auto& known = signs.at(atom);
    if (exponent % 2 == 1 && (!known || *known == Sign::nonzero)) return {};
    const Sign sign = known.value_or(Sign::nonnegative);  // an even power, where nothing is known
    if (sign == Sign::zero) return Sign::zero;
    if (sign == Sign::nonnegative) result = Sign::nonnegative;
  }
  return result;
}

/// The sign of direction * polynomial, if no term of that is negative. `direction` is 1 or -1.
std::optional<Sign> sign_of_terms(const ExactPolynomial& polynomial, int direction, const AtomSigns& signs) {
  bool positive = false;
  for (const auto& [monomial, coefficient] : polynomial.terms()) {
    if (direction * sign(coefficient) < 0) return {};
    const auto term = sign_of_monomial(monomial, signs);
    if (!term) return {};
    positive = positive || *term == Sign::positive;
  }
  return positive ? Sign::positive : Sign::nonnegative;
}

/// The strongest sign that can be read off the polynomial. Every atom in it is visited once.
std::optional<Sign> read_off(const ExactPolynomial& polynomial, const std::vector<Fact>& facts) {
  if (polynomial.is_zero()) return Sign::zero;
  std::optional<Sign> known = stated_sign(polynomial, facts);
  AtomSigns signs;
  for (const Atom& atom : atoms(polynomial)) signs.emplace(atom, sign_of(atom, facts));
  if (const auto upwards = sign_of_terms(polynomial, 1, signs)) known = stronger(known, *upwards);
  if (sign_of_terms(polynomial, -1, signs) == Sign::positive) known = stronger(known, Sign::nonzero);
  return known;
}

}  // namespace

std::optional<Sign> sign_of(const Atom& atom, const std::vector<Fact>& facts) {
  WorkLimit::spend(20 * facts.size());
  std::optional<Sign> known = intrinsic_sign(atom, facts);
  for (const Fact& fact : facts) {
    if (fact.polynomial.terms().size() != 1) continue;
    const auto& [monomial, coefficient] = *fact.polynomial.terms().begin();
    if (monomial.size() != 1 || monomial[0].second != 1 || monomial[0].first != atom) continue;
    const bool symmetric = fact.sign == Sign::zero || fact.sign == Sign::nonzero;
    if (symmetric || sign(coefficient) > 0) known = stronger(known, fact.sign);
  }
  return known;
}

bool is_known(const Fact& wanted, const std::vector<Fact>& facts) {
  WorkLimit::spend(20 * facts.size());
  const auto states = [&](const Fact& fact) {
    if (!implies(fact.sign, wanted.sign)) return false;
    if (wanted.polynomial.is_zero()) return fact.polynomial.is_zero();
    const auto factor = proportion(wanted.polynomial, fact.polynomial);
    return factor && (sign(*factor) > 0 || fact.sign == Sign::zero || wanted.sign == Sign::nonzero);
  };
  return std::any_of(facts.begin(), facts.end(), states);
}

bool is_visible(const Fact& goal, const std::vector<Fact>& facts) {
  if (is_known(goal, facts)) return true;
  const auto known = read_off(goal.polynomial, facts);
  return known && implies(*known, goal.sign);
}

}  // namespace geq::proofs
