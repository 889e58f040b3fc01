// SPDX-License-Identifier: GPL-3.0-or-later
#include "polynomials/gram_system.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <set>

namespace geq::polynomials {

namespace {

constexpr std::size_t max_pivot_bits = 160;  // beyond, a face was not rational after all

using Exponents = std::vector<std::uint32_t>;
using Parity = std::vector<bool>;

bool is_scalar(std::size_t variable, const SquaresQuestion& question) {
  return std::any_of(question.scalars.begin(), question.scalars.end(),
                     [&](const Scalar& scalar) { return scalar.variable == variable; });
}

/// All exponents of total degree `degree` (homogeneous) or at most that, scalars not counted but below their degrees.
std::vector<Exponents> exponents_of_degree(const SquaresQuestion& question, std::uint32_t degree) {
  const std::size_t variables = question.goal.variables();
  std::vector<std::size_t> counted;
  for (std::size_t i = 0; i < variables; ++i)
    if (!is_scalar(i, question)) counted.push_back(i);
  std::vector<Exponents> result;
  Exponents at(variables, 0);
  const auto fill = [&](auto&& self, std::size_t place, std::uint32_t rest) -> void {
    if (place + 1 >= counted.size()) {
      if (counted.empty()) return result.push_back(at);
      for (std::uint32_t e = question.homogeneous ? rest : 0; e <= rest; ++e)
        at[counted[place]] = e, result.push_back(at);
      at[counted[place]] = 0;
      return;
    }
    for (std::uint32_t e = 0; e <= rest; ++e) at[counted[place]] = e, self(self, place + 1, rest - e);
    at[counted[place]] = 0;
  };
  fill(fill, 0, degree);
  for (const Scalar& scalar : question.scalars) {
    const std::size_t without = result.size();
    for (std::uint32_t e = 1; e < scalar.degree; ++e)
      for (std::size_t k = 0; k < without; ++k) {
        result.push_back(result[k]);
        result.back()[scalar.variable] = e;
      }
  }
  return result;
}

/// The degree without scalars.
std::uint32_t degree_of(const Polynomial& polynomial, const SquaresQuestion& question) {
  if (question.scalars.empty()) return polynomial.degree().value_or(0);
  std::uint32_t result = 0;
  for (const Term& term : polynomial.terms()) {
    std::uint32_t here = 0;
    for (std::size_t i = 0; i < term.exponents.size(); ++i)
      if (!is_scalar(i, question)) here += term.exponents[i];
    result = std::max(result, here);
  }
  return result;
}

/// How many they are, at most `most`: binomial(variables + degree, degree), with one variable less when homogeneous,
/// times the degrees of scalars.
std::size_t count_of_degree(const SquaresQuestion& question, std::uint32_t degree, std::size_t most) {
  const std::size_t counted = question.goal.variables() - question.scalars.size();
  const std::size_t free = question.homogeneous && counted > 0 ? counted - 1 : counted;
  std::size_t result = 1;
  for (const Scalar& scalar : question.scalars) result *= scalar.degree;
  for (std::size_t k = 1; k <= free; ++k) {
    result = result * (degree + k) / k;
    if (result >= most) return most;  // the factors are at least 1
  }
  return result;
}

/// The greatest exponents of each polynomial, by degree, then lexicographically. A multiple of that monomial is, modulo
/// the equation, a sum of smaller ones of at most its degree, so squares can do without it. None for equations with
/// scalars, where that monomial may have a coefficient with them.
std::vector<Exponents> leading_exponents(const SquaresQuestion& question) {
  std::vector<Exponents> result;
  for (const Polynomial& polynomial : question.equations) {
    const auto terms = polynomial.terms();
    const auto has_scalar = [&](const Term& term) {
      return std::any_of(question.scalars.begin(), question.scalars.end(),
                         [&](const Scalar& scalar) { return term.exponents[scalar.variable] > 0; });
    };
    if (std::any_of(terms.begin(), terms.end(), has_scalar)) continue;
    Exponents greatest(polynomial.variables(), 0);
    const auto key = [](const Exponents& e) { return std::pair(std::accumulate(e.begin(), e.end(), 0U), e); };
    for (const Term& term : polynomial.terms())
      if (key(term.exponents) > key(greatest)) greatest = term.exponents;
    result.push_back(std::move(greatest));
  }
  return result;
}

bool divides(const Exponents& left, const Exponents& right) {
  for (std::size_t i = 0; i < left.size(); ++i)
    if (left[i] > right[i]) return false;
  return true;
}

Polynomial monomial(const RingPointer& ring, const Exponents& exponents) {
  return Polynomial::from_terms(ring, {{exponents, Rational(1)}});
}

Parity parity(const Exponents& exponents) {
  Parity result;
  for (const std::uint32_t e : exponents) result.push_back(e % 2 == 1);
  return result;
}

/// The parities of monomials modulo those that occur in the question: what no change of signs can tell apart is equal.
class ParityClasses {
 public:
  explicit ParityClasses(const SquaresQuestion& question) {
    for (const auto* group : {&question.multipliers, &question.equations})
      for (const Polynomial& p : *group) add(p);
    for (const Scalar& scalar : question.scalars)
      add(Polynomial::variable(question.goal.ring(), scalar.variable).pow(scalar.degree) + scalar.value);
    add(question.goal);
  }

  Parity representative(Parity p) const {
    for (const Parity& row : rows_) {
      const auto lead = std::find(row.begin(), row.end(), true);
      if (p[static_cast<std::size_t>(lead - row.begin())]) p = sum(p, row);
    }
    return p;
  }

 private:
  static Parity sum(Parity left, const Parity& right) {
    for (std::size_t i = 0; i < left.size(); ++i) left[i] = left[i] != right[i];
    return left;
  }
  void add(const Polynomial& polynomial) {
    for (const Term& term : polynomial.terms()) {
      const Parity rest = representative(parity(term.exponents));
      const auto lead = std::find(rest.begin(), rest.end(), true);
      if (lead == rest.end()) continue;
      const auto column = static_cast<std::size_t>(lead - rest.begin());
      for (Parity& row : rows_)
        if (row[column]) row = sum(row, rest);
      rows_.push_back(rest);
    }
  }
  std::vector<Parity> rows_;  // reduced: a leading column occurs in its row only
};

}  // namespace

bool GramSystem::has_at_most(std::size_t monomials, std::size_t products, const SquaresQuestion& question) {
  const auto fits = [&](const std::vector<Polynomial>& factors, std::uint32_t share, std::size_t most) {
    std::size_t count = 0;
    for (const Polynomial& factor : factors) {
      const std::uint32_t own = degree_of(factor, question);
      if (own > question.degree) continue;
      count += count_of_degree(question, (question.degree - own) / share, most + 1);
      if (count > most) return false;
    }
    return true;
  };
  return fits(question.multipliers, 2, monomials) && fits(question.equations, 1, products);
}

std::vector<GramBlock> GramSystem::first_blocks(const SquaresQuestion& question) {
  const RingPointer& ring = question.goal.ring();
  const ParityClasses classes(question);
  const std::vector<Exponents> leading = leading_exponents(question);
  const auto is_reduced = [&](const Exponents& exponents) {
    return std::none_of(leading.begin(), leading.end(), [&](const Exponents& l) { return divides(l, exponents); });
  };
  std::vector<GramBlock> result;
  for (std::size_t k = 0; k < question.multipliers.size(); ++k) {
    const std::uint32_t own = degree_of(question.multipliers[k], question);
    if (own > question.degree) continue;
    const std::uint32_t rest = question.degree - own;
    if (question.homogeneous && rest % 2 == 1) continue;
    std::map<Parity, std::vector<Polynomial>> separated;
    for (const Exponents& exponents : exponents_of_degree(question, rest / 2))
      if (is_reduced(exponents))
        separated[classes.representative(parity(exponents))].push_back(monomial(ring, exponents));
    for (auto& [key, basis] : separated) result.push_back({k, std::move(basis)});
    if (question.constant_wanted[k] && (!question.homogeneous || rest == 0))
      result.push_back({k, {Polynomial(ring, Rational(1))}, true});
  }
  return result;
}

std::vector<FreeProduct> GramSystem::free_products(const SquaresQuestion& question) {
  std::vector<FreeProduct> result;
  const RingPointer& ring = question.goal.ring();
  for (std::size_t j = 0; j < question.equations.size(); ++j) {
    const std::uint32_t own = degree_of(question.equations[j], question);
    if (own > question.degree) continue;
    for (const Exponents& exponents : exponents_of_degree(question, question.degree - own))
      result.push_back({j, monomial(ring, exponents)});
  }
  return result;
}

Polynomial without_scalar_powers(Polynomial polynomial, const SquaresQuestion& question,
                                 std::vector<Polynomial>* subtracted) {
  for (std::size_t k = question.scalars.size(); k-- > 0;) {
    const Scalar& scalar = question.scalars[k];
    for (;;) {
      std::vector<Term> low, high;
      for (Term& term : polynomial.terms()) {
        const bool is_high = term.exponents[scalar.variable] >= scalar.degree;
        if (is_high) term.exponents[scalar.variable] -= scalar.degree;
        (is_high ? high : low).push_back(std::move(term));
      }
      if (high.empty()) break;
      const Polynomial quotient = Polynomial::from_terms(polynomial.ring(), high);
      if (subtracted != nullptr) (*subtracted)[k] = (*subtracted)[k] + quotient;
      polynomial = Polynomial::from_terms(polynomial.ring(), low) + quotient * scalar.value;
    }
  }
  return polynomial;
}

GramSystem::GramSystem(const SquaresQuestion& question, std::vector<GramBlock> blocks, std::vector<FreeProduct> free)
    : blocks_(std::move(blocks)), free_(std::move(free)) {
  std::map<Exponents, LinearRow> rows;
  for (const Term& term : without_scalar_powers(question.goal, question, nullptr).terms())
    rows[term.exponents].right = term.coefficient;
  const auto collect = [&](const Polynomial& product, std::size_t unknown, const Rational& factor) {
    for (const Term& term : without_scalar_powers(product, question, nullptr).terms())
      rows[term.exponents].coefficients[unknown] += term.coefficient * factor;
  };
  for (std::size_t b = 0; b < blocks_.size(); ++b) {
    offsets_.push_back(entries_);
    const std::vector<Polynomial>& basis = blocks_[b].basis;
    for (std::size_t i = 0; i < basis.size(); ++i) {
      const Polynomial left = question.multipliers[blocks_[b].multiplier] * basis[i];
      for (std::size_t j = i; j < basis.size(); ++j) {
        collect(left * basis[j], entries_++, Rational(i == j ? 1 : 2));
        places_.push_back({b, i, j});
      }
    }
  }
  for (std::size_t f = 0; f < free_.size(); ++f)
    collect(question.equations[free_[f].equation] * free_[f].factor, entries_ + f, Rational(1));
  std::map<Exponents, std::size_t> numbers;
  const auto number = [&](Exponents exponents) {
    for (const Scalar& scalar : question.scalars) exponents[scalar.variable] = 0;
    return numbers.try_emplace(std::move(exponents), numbers.size()).first->second;
  };
  for (const GramBlock& block : blocks_) {
    parts_.emplace_back();
    for (const Polynomial& u : block.basis) parts_.back().push_back(number(u.terms().front().exponents));
  }
  for (auto& [exponents, row] : rows) {
    row.group = number(exponents);
    std::erase_if(row.coefficients, [](const auto& entry) { return entry.second.is_zero(); });
    rows_.push_back(std::move(row));
  }
}

std::size_t GramSystem::unknown(std::size_t block, std::size_t row, std::size_t column) const {
  const std::size_t n = blocks_[block].basis.size();
  return offsets_[block] + row * n - row * (row + 1) / 2 + column;
}

/// Whether all of these rows say that a sum of positive multiples of squares is 0; `live` are the entries of these.
bool GramSystem::is_forced(const std::vector<const LinearRow*>& group,
                           const std::set<std::pair<std::size_t, std::size_t>>& dropped,
                           std::vector<std::size_t>& live) const {
  for (const LinearRow* row : group) {
    if (!row->right.is_zero()) return false;
    for (const auto& [unknown, coefficient] : row->coefficients) {
      if (unknown >= entries_) return false;
      const Place at = place(unknown);
      if (dropped.contains({at.block, at.row}) || dropped.contains({at.block, at.column})) continue;
      if (parts_[at.block][at.row] != parts_[at.block][at.column] || coefficient.sign() <= 0) return false;
      live.push_back(unknown);
    }
  }
  return true;
}

bool GramSystem::drop_vanishing_diagonals() {
  std::map<std::size_t, std::vector<const LinearRow*>> groups;
  for (const LinearRow& row : rows_) groups[row.group].push_back(&row);
  std::set<std::pair<std::size_t, std::size_t>> dropped;
  for (bool changed = true; changed;) {
    changed = false;
    for (const auto& [key, group] : groups) {
      std::vector<std::size_t> live;
      if (!is_forced(group, dropped, live)) continue;
      for (const std::size_t unknown : live) {
        const Place at = place(unknown);
        const std::vector<std::size_t>& parts = parts_[at.block];
        for (std::size_t i = 0; i < parts.size(); ++i)
          if (parts[i] == parts[at.row]) changed |= dropped.insert({at.block, i}).second;
      }
    }
  }
  std::vector<GramBlock> kept;
  for (std::size_t b = 0; b < blocks_.size(); ++b) {
    GramBlock block{blocks_[b].multiplier, {}, blocks_[b].constant};
    for (std::size_t i = 0; i < blocks_[b].basis.size(); ++i)
      if (!dropped.contains({b, i})) block.basis.push_back(blocks_[b].basis[i]);
    if (!block.basis.empty()) kept.push_back(std::move(block));
  }
  if (!dropped.empty()) blocks_ = std::move(kept);
  return !dropped.empty();
}

namespace {

/// from -= factor * with, so that `pivot` goes out of `from`. The coefficient of the pivot in `with` is 1.
void eliminate(LinearRow& from, const LinearRow& with, std::size_t pivot) {
  const auto found = from.coefficients.find(pivot);
  if (found == from.coefficients.end()) return;
  const Rational factor = found->second;
  for (const auto& [unknown, coefficient] : with.coefficients) {
    const auto entry = from.coefficients.try_emplace(unknown, Rational()).first;
    entry->second -= factor * coefficient;
    if (entry->second.is_zero()) from.coefficients.erase(entry);
  }
  from.right -= factor * with.right;
}

}  // namespace

/// Free products before Gram entries, so that the rows left are about Gram entries only; of these the one that occurs
/// in the fewest rows, so that little fills in.
std::size_t GramSystem::pivot_of(const LinearRow& row, const std::vector<std::size_t>& occurrences) const {
  const auto last = row.coefficients.rbegin()->first;
  if (last >= entries_) return last;
  return std::min_element(row.coefficients.begin(), row.coefficients.end(), [&](const auto& l, const auto& r) {
           return occurrences[l.first] < occurrences[r.first];
         })->first;
}

bool GramSystem::solve(const StopSignal& stop) {
  std::vector<LinearRow> open = std::move(rows_);
  rows_.clear();
  std::vector<std::size_t> occurrences(entries_ + free_.size(), 0);
  for (const LinearRow& row : open)
    for (const auto& [unknown, coefficient] : row.coefficients) ++occurrences[unknown];
  const auto key = [&](const LinearRow& row) {
    const bool has_free = !row.coefficients.empty() && row.coefficients.rbegin()->first >= entries_;
    return std::pair(!has_free, row.coefficients.size());
  };
  while (!open.empty()) {
    if (stop.requested()) return false;
    const auto next = std::min_element(open.begin(), open.end(),
                                       [&](const LinearRow& l, const LinearRow& r) { return key(l) < key(r); });
    LinearRow row = std::move(*next);
    open.erase(next);
    if (row.coefficients.empty()) {
      if (!row.right.is_zero()) return false;
      continue;
    }
    const std::size_t pivot = pivot_of(row, occurrences);
    const Rational inverse = *Rational(1).divided_by(row.coefficients.at(pivot));
    for (auto& [unknown, coefficient] : row.coefficients) coefficient *= inverse;
    row.right *= inverse;
    if (inverse.bits() > max_pivot_bits) return false;
    for (LinearRow& other : open) eliminate(other, row, pivot);
    rows_.push_back(std::move(row));
    pivots_.push_back(pivot);
  }
  return true;
}

SemidefiniteProgram GramSystem::program() const {
  SemidefiniteProgram result;
  for (const GramBlock& block : blocks_) result.orders.push_back(block.basis.size());
  for (std::size_t r = 0; r < rows_.size(); ++r) {
    if (pivots_[r] >= entries_) continue;
    double size = 0;
    for (const auto& [unknown, c] : rows_[r].coefficients) size = std::max(size, std::fabs(c.to_double()));
    std::vector<SymmetricEntry> constraint;
    for (const auto& [unknown, c] : rows_[r].coefficients) {
      const Place at = place(unknown);
      constraint.push_back({at.block, at.row, at.column, c.to_double() / size / (at.row == at.column ? 1 : 2)});
    }
    result.constraints.push_back(std::move(constraint));
    result.right.push_back(rows_[r].right.to_double() / size);
  }
  return result;
}

namespace {

/// The multiple of 1/denominator that is nearest.
Rational rounded(double value, const Rational& denominator) {
  const double scaled = std::nearbyint(value * denominator.to_double());
  if (!(std::fabs(scaled) < 9e15)) return Rational();
  return *Rational(static_cast<long>(scaled)).divided_by(denominator);
}

}  // namespace

std::vector<Rational> GramSystem::completed(const std::vector<DenseMatrix>& near, const Rational& denominator) const {
  std::vector<Rational> values(entries_ + free_.size());
  const std::set<std::size_t> fixed(pivots_.begin(), pivots_.end());
  for (std::size_t unknown = 0; unknown < entries_; ++unknown)
    if (!fixed.contains(unknown)) {
      const Place at = place(unknown);
      values[unknown] = rounded(near[at.block].at(at.row, at.column), denominator);
    }
  for (std::size_t r = rows_.size(); r-- > 0;) {
    Rational value = rows_[r].right;
    for (const auto& [unknown, coefficient] : rows_[r].coefficients)
      if (unknown != pivots_[r]) value -= coefficient * values[unknown];
    values[pivots_[r]] = value;
  }
  return values;
}

namespace {

std::size_t entries_of(const std::vector<GramBlock>& blocks) {
  std::size_t entries = 0;
  for (const GramBlock& block : blocks) entries += block.basis.size() * (block.basis.size() + 1) / 2;
  return entries;
}

}  // namespace

std::optional<std::vector<GramBlock>> possible_blocks(const SquaresQuestion& question, const SquaresLimits& limits) {
  const std::size_t first_entries = 10 * limits.entries;
  if (!GramSystem::has_at_most(first_entries, 4 * limits.equations, question)) return {};
  std::vector<GramBlock> blocks = GramSystem::first_blocks(question);
  if (entries_of(blocks) > first_entries) return {};
  const std::vector<FreeProduct> free = GramSystem::free_products(question);
  for (;;) {
    GramSystem system(question, blocks, free);
    if (!system.drop_vanishing_diagonals()) {
      if (system.entries() > limits.entries || system.rows() > limits.equations) return {};
      return blocks;
    }
    blocks = system.blocks();
  }
}

}  // namespace geq::polynomials
