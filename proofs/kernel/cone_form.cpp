// SPDX-License-Identifier: GPL-3.0-or-later
#include "proofs/kernel/cone_form.hpp"

#include <algorithm>
#include <bit>

#include "proofs/kernel/work.hpp"

namespace geq::proofs {

MonomialTable::MonomialTable(std::size_t columns, std::uint32_t degree)
    : columns_(columns), degree_(degree), pairs_(columns * columns) {
  if (columns == 0 || columns > max_variables || degree > max_cone_coefficients)
    throw LimitExceeded("a form has no columns, too many, or too high a degree");
  counts_.assign(columns + 1, std::vector<std::size_t>(degree + std::size_t{1}, 0));
  counts_[0][0] = 1;
  for (std::size_t n = 1; n <= columns; ++n)
    for (std::size_t d = 0; d <= degree; ++d) {
      counts_[n][d] = counts_[n - 1][d] + (d > 0 ? counts_[n][d - 1] : 0);
      if (counts_[n][d] > max_cone_coefficients) throw LimitExceeded("a form has too many coefficients");
    }
  const std::size_t size = counts_[columns][degree];
  std::vector<std::uint32_t> current(columns, 0);
  current[0] = degree;
  exponents_.reserve(size * columns);
  for (std::size_t i = 0; i < size; ++i) {
    exponents_.insert(exponents_.end(), current.begin(), current.end());
    // The next one in decreasing lexicographic order: move one from the last movable place, gather the tail behind it.
    std::size_t movable = columns - 1;
    while (movable > 0 && current[movable - 1] == 0) --movable;
    if (movable == 0) break;
    const std::uint32_t tail = current[columns - 1];
    current[columns - 1] = 0;
    --current[movable - 1];
    current[movable] = tail + 1;
  }
}

std::size_t MonomialTable::place(const std::vector<std::uint32_t>& exponents) const {
  std::size_t result = 0;
  std::size_t remaining = degree_;
  for (std::size_t c = 0; c + 1 < columns_; ++c) {
    // Monomials that agree so far and have a greater exponent here come first.
    const std::size_t rest = remaining - exponents[c];
    if (rest > 0) result += counts_[columns_ - c][rest - 1];
    remaining = rest;
  }
  return result;
}

const std::vector<MonomialTable::Addition>& MonomialTable::additions(std::size_t k, std::size_t i) const {
  auto& entry = pairs_[k * columns_ + i];
  if (entry) return *entry;
  entry = std::make_unique<std::vector<Addition>>();
  WorkLimit::spend(20 * exponents_.size());
  std::vector<std::uint32_t> source(columns_);
  for (std::size_t target = 0; target < size(); ++target) {
    if (exponent(target, i) == 0) continue;
    if (++filled_ > max_open_words) throw LimitExceeded("a form has too many columns for its degree");
    for (std::size_t c = 0; c < columns_; ++c) source[c] = exponent(target, c);
    ++source[k];
    --source[i];
    entry->push_back(
        {static_cast<std::uint32_t>(target), static_cast<std::uint32_t>(place(source)), exponent(target, k)});
  }
  std::stable_sort(entry->begin(), entry->end(),
                   [](const Addition& l, const Addition& r) { return l.exponent > r.exponent; });
  return *entry;
}

std::optional<ConeForm> ConeForm::from(const ExactPolynomial& form, const std::vector<std::string>& columns,
                                       std::shared_ptr<const MonomialTable> table) {
  Integer denominators = 1;
  for (const auto& [monomial, coefficient] : form.terms())
    denominators = cln::lcm(denominators, cln::denominator(coefficient));
  std::vector<Integer> exact(table->size(), Integer(0));
  std::vector<std::uint32_t> exponents(columns.size());
  for (const auto& [monomial, coefficient] : form.terms()) {
    if (geq::proofs::degree(monomial) != table->degree()) return {};
    std::size_t found = 0;
    for (std::size_t c = 0; c < columns.size(); ++c) {
      exponents[c] = exponent_of(Atom::variable(columns[c]), monomial);
      found += exponents[c] > 0 ? 1 : 0;
    }
    if (found != monomial.size()) return {};
    exact[table->place(exponents)] = cln::numerator(coefficient * denominators);
  }
  ConeForm result(std::move(table));
  const auto fits = [](const Integer& c) { return cln::integer_length(c) < 63; };
  if (std::all_of(exact.begin(), exact.end(), fits)) {
    std::vector<std::int64_t> machine;
    machine.reserve(exact.size());
    for (const Integer& c : exact) machine.push_back(cln::cl_I_to_long(c));
    result.coefficients_ = std::move(machine);
  } else {
    result.coefficients_ = std::move(exact);
  }
  return result;
}

Integer ConeForm::coefficient(std::size_t monomial) const {
  if (const auto* machine = std::get_if<0>(&coefficients_)) return Integer(static_cast<long>((*machine)[monomial]));
  return std::get<1>(coefficients_)[monomial];
}

int ConeForm::coefficient_sign(std::size_t monomial) const {
  if (const auto* machine = std::get_if<0>(&coefficients_)) {
    const std::int64_t c = (*machine)[monomial];
    return c < 0 ? -1 : c > 0 ? 1 : 0;
  }
  return sign(std::get<1>(coefficients_)[monomial]);
}

bool ConeForm::has_negative_coefficient() const {
  for (std::size_t m = 0; m < table_->size(); ++m)
    if (coefficient_sign(m) < 0) return true;
  return false;
}

std::size_t ConeForm::words() const {
  const auto* exact = std::get_if<1>(&coefficients_);
  std::size_t result = table_->size();
  if (exact != nullptr)
    for (const Integer& c : *exact) result += 2 + cln::integer_length(c) / 64;
  return result;
}

void ConeForm::widen() {
  std::vector<Integer> exact;
  for (const std::int64_t c : std::get<0>(coefficients_)) exact.emplace_back(static_cast<long>(c));
  coefficients_ = std::move(exact);
}

/// False when an addition overflows; the array is then in an unfinished state.
bool ConeForm::shift_machine(std::size_t k, std::size_t i, std::uint32_t weight) {
  std::vector<std::int64_t>& c = std::get<0>(coefficients_);
  const auto& additions = table_->additions(k, i);
  WorkLimit::spend(additions.size() * (1 + table_->degree() / 2));
  bool overflow = false;
  // Pass r leaves the coefficients of t_k^r final: Horner's rule for the Taylor shift, on all lines at once.
  for (std::uint32_t r = 0; r < table_->degree() && !overflow; ++r)
    for (const auto& a : additions) {
      if (a.exponent < r) break;
      std::int64_t product = c[a.source];
      if (weight != 1) overflow |= __builtin_mul_overflow(product, std::int64_t{weight}, &product);
      overflow |= __builtin_add_overflow(c[a.target], product, &c[a.target]);
    }
  return !overflow;
}

void ConeForm::shift_exact(std::size_t k, std::size_t i, std::uint32_t weight) {
  std::vector<Integer>& c = std::get<1>(coefficients_);
  const auto& additions = table_->additions(k, i);
  WorkLimit::spend(additions.size() * (1 + table_->degree() / 2) * (20 + words() / table_->size()));
  const Integer factor(static_cast<unsigned long>(weight));
  for (std::uint32_t r = 0; r < table_->degree(); ++r)
    for (const auto& a : additions) {
      if (a.exponent < r) break;
      c[a.target] = weight == 1 ? c[a.target] + c[a.source] : c[a.target] + factor * c[a.source];
    }
}

void ConeForm::scale(std::size_t i, std::uint32_t weight) {
  if (weight == 1) return;
  if (coefficients_.index() == 0) widen();
  std::vector<Integer>& c = std::get<1>(coefficients_);
  std::vector<Integer> powers{Integer(1)};
  for (std::uint32_t e = 0; e < table_->degree(); ++e)
    powers.push_back(powers.back() * Integer(static_cast<unsigned long>(weight)));
  for (std::size_t m = 0; m < c.size(); ++m) c[m] = c[m] * powers[table_->exponent(m, i)];
}

ConeForm ConeForm::child(const std::vector<std::uint32_t>& weights, std::size_t i) const {
  std::uint64_t longer = 0;  // by how many bits a coefficient can get longer
  for (const std::uint32_t weight : weights)
    longer += static_cast<std::uint64_t>(std::bit_width(weight)) * table_->degree();
  if (longer / 64 > max_open_words / table_->size()) throw LimitExceeded("the coefficients of a form become too long");
  ConeForm result = *this;
  result.scale(i, weights[i]);
  for (std::size_t k = 0; k < weights.size(); ++k) {
    if (k == i || weights[k] == 0) continue;
    if (result.coefficients_.index() == 0) {
      const auto before = result.coefficients_;
      if (result.shift_machine(k, i, weights[k])) continue;
      result.coefficients_ = before;
      result.widen();
    }
    result.shift_exact(k, i, weights[k]);
  }
  return result;
}

bool ConeForm::is_multiple_of(const ConeForm& other, const std::vector<std::size_t>& order) const {
  if (table_->columns() != other.table_->columns() || table_->degree() != other.table_->degree()) return false;
  std::optional<Rational> factor;
  std::vector<std::uint32_t> exponents(table_->columns());
  for (std::size_t m = 0; m < table_->size(); ++m) {
    // The variable of column j of `other` is t[order[j]].
    for (std::size_t j = 0; j < order.size(); ++j) exponents[order[j]] = table_->exponent(m, j);
    const Integer mine = coefficient(table_->place(exponents));
    const Integer theirs = other.coefficient(m);
    if (zerop(mine) != zerop(theirs)) return false;
    if (zerop(mine)) continue;
    const Rational ratio = mine / theirs;
    if (minusp(ratio) || (factor && ratio != *factor)) return false;
    factor = ratio;
  }
  return true;
}

ExactPolynomial ConeForm::polynomial(const std::vector<std::string>& names) const {
  std::vector<std::pair<Atom, std::size_t>> columns;
  for (std::size_t c = 0; c < names.size(); ++c) columns.emplace_back(Atom::variable(names[c]), c);
  std::sort(columns.begin(), columns.end());
  ExactPolynomial result;
  for (std::size_t m = 0; m < table_->size(); ++m) {
    Monomial monomial;
    for (const auto& [atom, column] : columns)
      if (table_->exponent(m, column) > 0) monomial.emplace_back(atom, table_->exponent(m, column));
    result.add(coefficient(m), monomial);
  }
  return result;
}

}  // namespace geq::proofs
