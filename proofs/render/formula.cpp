// SPDX-License-Identifier: GPL-3.0-or-later
#include "proofs/render/formula.hpp"

#include <algorithm>
#include <stdexcept>

#include "proofs/kernel/binders.hpp"
#include "proofs/kernel/integrals.hpp"

namespace geq::render {

using proofs::Atom;
using proofs::ExactPolynomial;
using proofs::Operator;
using proofs::Rational;
using proofs::sign;
using proofs::Term;

namespace {

constexpr std::size_t short_terms = 8;  // relations of more terms are compared with 0

bool is_number(const Term& term, long value) { return term.op() == Operator::number && term.value() == value; }

Term negated(const Term& term) {
  if (term.op() == Operator::negation) return term.arguments()[0];
  if (is_number(term, 0)) return term;
  return Term::apply(Operator::negation, {term});
}

Term atom_term(const Atom& atom) {
  if (atom.is_variable()) return Term::variable(atom.name());
  std::vector<Term> arguments;
  for (const ExactPolynomial& argument : atom.arguments()) arguments.push_back(as_term(argument));
  if (atom.op() == Operator::bound)
    return Term::apply(atom.op(), {Term::number(atom.arguments()[0].constant().value())});
  if (atom.op() == Operator::quotient) arguments.insert(arguments.begin(), Term::number(1));
  return Term::apply(atom.op(), std::move(arguments));
}

/// Powers of a and 1/a in one term cancel: what is printed is meant where it is defined.
ExactPolynomial cancelled(const ExactPolynomial& polynomial) {
  if (reciprocals(polynomial).empty()) return polynomial;
  ExactPolynomial result;
  for (const auto& [monomial, coefficient] : polynomial.terms()) {
    proofs::Monomial rest;
    for (const auto& [atom, exponent] : monomial) {
      std::uint32_t opposite = 0;
      for (const auto& [other, other_exponent] : monomial) {
        const bool inverse = atom.op() == Operator::quotient && atom.arguments()[0] == ExactPolynomial(other);
        const bool inverted = other.op() == Operator::quotient && other.arguments()[0] == ExactPolynomial(atom);
        if (inverse || inverted) opposite = other_exponent;
      }
      if (exponent > opposite) rest.emplace_back(atom, exponent - opposite);
    }
    result.add(coefficient, rest);
  }
  return result;
}

/// A monomial with a positive coefficient.
Term monomial_term(const proofs::Monomial& monomial, const Rational& coefficient) {
  std::vector<Term> above, below;
  for (const auto& [atom, exponent] : monomial) {
    const bool inverse = atom.op() == Operator::quotient;
    (inverse ? below : above).push_back(power_of(inverse ? as_term(atom.arguments()[0]) : atom_term(atom), exponent));
  }
  if (below.empty()) {
    if (coefficient != 1) above.insert(above.begin(), number_term(coefficient));
    return product_of(std::move(above));
  }
  if (cln::numerator(coefficient) != 1) above.insert(above.begin(), Term::number(cln::numerator(coefficient)));
  if (cln::denominator(coefficient) != 1) below.insert(below.begin(), Term::number(cln::denominator(coefficient)));
  return Term::apply(Operator::quotient, {product_of(std::move(above)), product_of(std::move(below))});
}

void append_summands(const Term& term, bool negative, std::vector<Term>& result) {
  if (term.op() == Operator::sum) {
    for (const Term& argument : term.arguments()) append_summands(argument, negative, result);
  } else if (term.op() == Operator::negation) {
    append_summands(term.arguments()[0], !negative, result);
  } else if (!is_number(term, 0)) {
    if (term.op() == Operator::number && sign(term.value()) < 0)
      result.push_back(negative ? number_term(-term.value()) : negated(number_term(-term.value())));
    else
      result.push_back(negative ? negated(term) : term);
  }
}

}  // namespace

Formula& Formula::operator<<(const Formula& more) {
  pieces.insert(pieces.end(), more.pieces.begin(), more.pieces.end());
  return *this;
}

std::size_t Formula::nodes() const noexcept {
  std::size_t result = 0;
  for (const Piece& piece : pieces) {
    if (const auto* term = std::get_if<Term>(&piece)) result += term->size();
    if (const auto* sum = std::get_if<CyclicSum>(&piece)) result += sum->term.size();
  }
  return result;
}

Formula named(const std::string& name) { return Formula(Term::variable(name)); }

Formula number(const Rational& value) {
  return Formula(sign(value) < 0 ? negated(number_term(-value)) : number_term(value));
}

Formula relation(Formula left, Symbol symbol, const Formula& right) {
  left << Formula(symbol) << right;
  return left;
}

Symbol symbol_of(proofs::Comparison comparison) {
  switch (comparison) {
    case proofs::Comparison::greater_equal:
      return Symbol::greater_equal;
    case proofs::Comparison::greater:
      return Symbol::greater;
    case proofs::Comparison::less_equal:
      return Symbol::less_equal;
    case proofs::Comparison::less:
      return Symbol::less;
    case proofs::Comparison::equal:
      return Symbol::equal;
    case proofs::Comparison::not_equal:
      return Symbol::not_equal;
  }
  throw std::invalid_argument("symbol_of: unknown comparison");
}

Symbol symbol_of(proofs::Sign sign) {
  switch (sign) {
    case proofs::Sign::zero:
      return Symbol::equal;
    case proofs::Sign::nonnegative:
      return Symbol::greater_equal;
    case proofs::Sign::positive:
      return Symbol::greater;
    case proofs::Sign::nonzero:
      return Symbol::not_equal;
  }
  throw std::invalid_argument("symbol_of: unknown sign");
}

Formula names_list(const std::vector<std::string>& names) {
  Formula result;
  for (const std::string& name : names) {
    if (!result.empty()) result << Formula(Symbol::comma);
    result << named(name);
  }
  return result;
}

Formula listed(const std::vector<Formula>& formulas) {
  Formula result;
  for (const Formula& formula : formulas) {
    if (!result.empty()) result << Formula(Symbol::wide_comma);
    result << formula;
  }
  return result;
}

Term power_of(const Term& base, unsigned long exponent) {
  if (exponent == 1) return base;
  return Term::apply(Operator::power, {base, Term::number(Rational(exponent))});
}

Term product_of(std::vector<Term> factors) {
  std::erase_if(factors, [](const Term& factor) { return is_number(factor, 1); });
  if (factors.empty()) return Term::number(1);
  return factors.size() == 1 ? factors.front() : Term::apply(Operator::product, std::move(factors));
}

Term sum_of(std::vector<Term> terms) {
  if (terms.empty()) return Term::number(0);
  return terms.size() == 1 ? terms.front() : Term::apply(Operator::sum, std::move(terms));
}

Term number_term(const Rational& value) {
  if (cln::denominator(value) == 1) return Term::number(value);
  return Term::apply(Operator::quotient, {Term::number(cln::numerator(value)), Term::number(cln::denominator(value))});
}

namespace {

/// As it stands.
Term written(const ExactPolynomial& polynomial) {
  auto terms = terms_in_reading_order(polynomial);
  // "1 - b" reads better than "-b + 1".
  if (terms.size() > 1 && terms.size() <= short_terms && sign(terms.front().second) < 0) {
    const auto first = std::find_if(terms.begin(), terms.end(), [](const auto& term) { return sign(term.second) > 0; });
    if (first != terms.end()) std::rotate(terms.begin(), first, first + 1);
  }
  std::vector<Term> summands;
  for (const auto& [monomial, coefficient] : terms) {
    const Term term = monomial_term(monomial, cln::abs(coefficient));
    summands.push_back(sign(coefficient) < 0 ? negated(term) : term);
  }
  return sum_of(std::move(summands));
}

/// a/a - 1 and the like, of which nothing would be left.
bool is_one_inverse(const ExactPolynomial& polynomial) {
  return polynomial.terms().size() == 2 && cancelled(polynomial).is_zero();
}

}  // namespace

Term as_term(const ExactPolynomial& polynomial) {
  const ExactPolynomial simpler = cancelled(polynomial);
  return written(is_one_inverse(polynomial) ? polynomial : simpler);
}

namespace {

/// What a fact says for all indices, with the first of them named; nothing for other facts.
std::optional<Formula> as_family(const proofs::Fact& fact) {
  const auto family = family_in(fact);
  if (!family) return {};
  const std::set<std::string> taken = variables(fact.polynomial);
  std::string index = "i";
  for (char letter = 'j'; taken.contains(index); ++letter) index = letter;
  Formula result = as_relation({opened(family->body, ExactPolynomial::variable(index)), family->sign});
  result << Formula(Symbol::wide_comma) << Formula(as_term(family->lower)) << Formula(Symbol::less_equal)
         << named(index) << Formula(Symbol::less_equal) << Formula(as_term(family->upper));
  return result;
}

/// What a fact says for all points of an interval, with the first of them named; nothing for other facts.
std::optional<Formula> as_everywhere(const proofs::Fact& fact) {
  const auto over = over_interval(fact.polynomial, Operator::everywhere);
  const auto sign = claimed_sign(fact.polynomial);
  if (fact.sign != proofs::Sign::positive || !over || !sign) return {};
  const std::set<std::string> taken = variables(fact.polynomial);
  std::string point = "x";
  for (char letter = 't'; taken.contains(point); ++letter) point = letter;
  Formula result = as_relation({opened(over->body, ExactPolynomial::variable(point)), *sign});
  for (const proofs::Fact& inside : proofs::inside(over->interval, ExactPolynomial::variable(point)))
    result << Formula(Symbol::wide_comma) << as_relation(inside);
  return result;
}

}  // namespace

bool is_indicator(const proofs::Fact& fact) {
  const std::set<Atom> found = atoms(fact.polynomial);
  if (fact.sign != proofs::Sign::positive || found.size() != 1 || fact.polynomial != ExactPolynomial(*found.begin()))
    return false;
  const Operator op = found.begin()->op();
  return op == Operator::integrable || op == Operator::everywhere || op == Operator::convergent ||
         op == Operator::eventually || op == Operator::dominated || family_in(fact).has_value();
}

bool says_that_inverses_cancel(const proofs::Fact& fact) {
  return fact.sign == proofs::Sign::zero && is_one_inverse(fact.polynomial);
}

Formula as_relation(const proofs::Fact& fact) {
  if (auto family = as_family(fact)) return *std::move(family);
  if (auto everywhere = as_everywhere(fact)) return *std::move(everywhere);
  if (is_indicator(fact)) return Formula(as_term(fact.polynomial));
  if (fact.polynomial.terms().size() > short_terms)
    return relation(Formula(as_term(fact.polynomial)), symbol_of(fact.sign), number(0));
  ExactPolynomial positive, negative;
  for (const auto& [monomial, coefficient] : fact.polynomial.terms())
    (sign(coefficient) > 0 ? positive : negative).add(cln::abs(coefficient), monomial);
  const auto term = says_that_inverses_cancel(fact) ? written : as_term;
  const bool turned = positive.constant().has_value() && !negative.is_zero();
  Symbol symbol = symbol_of(fact.sign);
  if (turned && symbol == Symbol::greater_equal) symbol = Symbol::less_equal;
  if (turned && symbol == Symbol::greater) symbol = Symbol::less;
  if (turned) std::swap(positive, negative);
  return relation(Formula(term(positive)), symbol, Formula(term(negative)));
}

Term difference(const Term& left, const Term& right) {
  std::vector<Term> terms;
  append_summands(left, false, terms);
  append_summands(right, true, terms);
  if (terms.size() > 1 && terms.front().op() == Operator::negation) {
    const auto first =
        std::find_if(terms.begin(), terms.end(), [](const Term& term) { return term.op() != Operator::negation; });
    if (first != terms.end()) std::rotate(terms.begin(), first, first + 1);
  }
  return sum_of(std::move(terms));
}

}  // namespace geq::render
