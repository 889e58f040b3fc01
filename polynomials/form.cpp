// SPDX-License-Identifier: GPL-3.0-or-later
#include "polynomials/form.hpp"

#include <algorithm>
#include <stdexcept>
#include <utility>

#include "polynomials/star_split.hpp"

namespace geq::polynomials {

namespace {

ShiftTablePointer table_for(const Polynomial& polynomial) {
  return std::make_shared<const ShiftTable>(polynomial.variables(), polynomial.degree().value_or(0));
}

std::vector<Integer> factorials_up_to(std::size_t n) {
  std::vector<Integer> result(1, Integer(1));
  for (std::size_t k = 1; k <= n; ++k) result.push_back(result.back() * Integer(static_cast<long>(k)));
  return result;
}

Integer factorial_weight(std::span<const std::uint16_t> exponents, const std::vector<Integer>& factorials) {
  Integer weight(1);
  for (const std::uint16_t e : exponents) {
    if (e > 1) weight *= factorials[e];
  }
  return weight;
}

}  // namespace

Form::Form(const Polynomial& polynomial) : Form(polynomial, table_for(polynomial)) {}

Form::Form(const Polynomial& polynomial, ShiftTablePointer table) : table_(std::move(table)) {
  if (!polynomial.is_homogeneous()) throw std::invalid_argument("Form: the polynomial is not homogeneous");
  const std::optional<std::uint32_t> degree = polynomial.degree();
  const bool suits = table_ && table_->variables() == polynomial.variables() &&
                     degree.value_or(0) <= table_->degree() && (!degree || *degree == table_->degree());
  if (!suits) throw std::invalid_argument("Form: the table is for other forms");
  const std::vector<Integer> factorials = factorials_up_to(table_->degree());
  std::vector<Integer> values(table_->entries());
  std::vector<std::uint16_t> exponents(table_->variables());
  for (const Term& term : polynomial.primitive_part().terms()) {
    std::transform(term.exponents.begin(), term.exponents.end(), exponents.begin(),
                   [](std::uint32_t e) { return static_cast<std::uint16_t>(e); });
    values[table_->index_of(exponents)] = term.coefficient.numerator() * factorial_weight(exponents, factorials);
  }
  array_ = pack(std::move(values));
  divide_by_content(array_);
}

Form::Form(ShiftTablePointer table, CoefficientArray polar_coefficients)
    : table_(std::move(table)), array_(std::move(polar_coefficients)) {
  if (!table_ || array_.size() != table_->entries()) throw std::invalid_argument("Form: sizes disagree");
}

std::optional<std::size_t> Form::negative_vertex() const noexcept {
  for (std::size_t k = 0; k < variables(); ++k) {
    if (array_.sign_at(table_->vertex(k)) < 0) return k;
  }
  return std::nullopt;
}

int Form::sign_at_ones() const {
  const std::vector<Integer> ones(variables(), Integer(1));
  return value_at(ones).sign();
}

Integer polar_value(const ShiftTable& table, const CoefficientArray& array, std::span<const Integer> point) {
  std::vector<std::vector<Integer>> powers(table.variables());
  for (std::size_t k = 0; k < table.variables(); ++k) {
    powers[k].push_back(Integer(1));
    for (std::size_t e = 1; e <= table.degree(); ++e) powers[k].push_back(powers[k].back() * point[k]);
  }
  // d!/a! is the multinomial coefficient, so that d! f(x) = sum of b(a) (d!/a!) x^a stays integral.
  const std::vector<Integer> factorials = factorials_up_to(table.degree());
  Integer sum;
  for (std::size_t i = 0; i < table.entries(); ++i) {
    if (array.sign_at(i) == 0) continue;
    const std::span<const std::uint16_t> a = table.exponents(i);
    Integer monomial = array.at(i);
    for (std::size_t k = 0; k < a.size() && !monomial.is_zero(); ++k) {
      if (a[k] > 0) monomial *= powers[k][a[k]];
    }
    if (monomial.is_zero()) continue;
    const Integer multinomial = *factorials[table.degree()].divided_by(factorial_weight(a, factorials));
    sum.add_product(monomial, multinomial);
  }
  return sum;
}

Integer Form::value_at(std::span<const Integer> point) const {
  if (point.size() != variables()) throw std::invalid_argument("Form::value_at: one coordinate per variable is needed");
  return polar_value(*table_, array_, point);
}

Form Form::child(std::span<const std::uint32_t> weights, std::size_t column) const {
  const auto support = std::count_if(weights.begin(), weights.end(), [](std::uint32_t w) { return w > 0; });
  if (weights.size() != variables() || support < 2 || column >= variables() || weights[column] == 0) {
    throw std::invalid_argument("Form::child: not a star split");
  }
  SplitScratch scratch;
  std::optional<SplitOutcome> outcome = star_split(*table_, array_, weights, scratch, StopSignal{}, KeepForms::all);
  const auto position = std::count_if(weights.begin(), weights.begin() + static_cast<std::ptrdiff_t>(column),
                                      [](std::uint32_t w) { return w > 0; });
  return {table_, std::move(outcome->children[static_cast<std::size_t>(position)].form)};
}

Polynomial Form::polynomial(const RingPointer& ring) const {
  if (!ring || ring->variables() != variables()) throw std::invalid_argument("Form::polynomial: wrong number of names");
  const std::vector<Integer> factorials = factorials_up_to(degree());
  std::vector<Term> terms;
  for (std::size_t i = 0; i < table_->entries(); ++i) {
    if (array_.sign_at(i) == 0) continue;
    const std::span<const std::uint16_t> a = table_->exponents(i);
    terms.push_back({{a.begin(), a.end()}, Rational(array_.at(i), factorial_weight(a, factorials))});
  }
  return Polynomial::from_terms(ring, terms).primitive_part();
}

}  // namespace geq::polynomials
