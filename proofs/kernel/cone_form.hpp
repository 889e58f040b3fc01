// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

/// A form (homogeneous polynomial) on a cone, as the dense array of its coefficients: what the rule `cones` computes
/// with.
///
/// On the cone { V t : t >= 0 } the form is stored as f(V t), a form in t. A star split at w = sum of l_i v_i (l_i > 0
/// for i in S) replaces one column v_i, i in S, by w; in the array that is t_i <- l_i t_i, then t_k <- t_k + l_k t_i
/// for the other k in S. Coefficients are machine integers while no addition overflows (checked at every one), then CLN
/// integers.
///
/// Sizes: n columns, degree d, C(n+d-1, d) coefficients (limit: max_cone_coefficients). A split costs at most
/// |S| d/2 additions for each coefficient.

#include <cstdint>
#include <memory>
#include <optional>
#include <variant>
#include <vector>

#include "proofs/kernel/polynomial.hpp"

namespace geq::proofs {

/// Which monomials a form in n variables of degree d has, and which neighbours they have.
class MonomialTable {
 public:
  /// Throws LimitExceeded when there are no columns or more than max_variables of them, or more than
  /// max_cone_coefficients monomials.
  MonomialTable(std::size_t columns, std::uint32_t degree);

  std::size_t columns() const noexcept { return columns_; }
  std::uint32_t degree() const noexcept { return degree_; }
  std::size_t size() const noexcept { return exponents_.size() / columns_; }
  std::uint32_t exponent(std::size_t monomial, std::size_t column) const {
    return exponents_[monomial * columns_ + column];
  }
  /// The place of the monomial with these exponents (one for each column, adding up to the degree).
  std::size_t place(const std::vector<std::uint32_t>& exponents) const;

  /// One addition of the shift t_k <- t_k + t_i: the coefficient at `target` receives that at `source`.
  struct Addition {
    std::uint32_t target, source, exponent;  ///< exponent of t_k at the target
  };
  /// All targets for the pair (k, i), in the order of decreasing exponent of t_k. Throws LimitExceeded when all pairs
  /// asked for so far take too much memory.
  const std::vector<Addition>& additions(std::size_t k, std::size_t i) const;

 private:
  std::size_t columns_;
  std::uint32_t degree_;
  std::vector<std::uint32_t> exponents_;          // row by row, in lexicographic order
  std::vector<std::vector<std::size_t>> counts_;  // counts_[n][d]: monomials of degree d in n variables
  mutable std::vector<std::unique_ptr<std::vector<Addition>>> pairs_;  // filled on first use
  mutable std::size_t filled_ = 0;                                     // additions in all of them
};

class ConeForm {
 public:
  /// The form in the given variables (the columns, in order), up to a positive factor that makes it integral.
  /// None unless every atom is one of them and all monomials have the same degree, which must be that of the table.
  static std::optional<ConeForm> from(const ExactPolynomial& form, const std::vector<std::string>& columns,
                                      std::shared_ptr<const MonomialTable> table);

  const MonomialTable& table() const noexcept { return *table_; }
  int coefficient_sign(std::size_t monomial) const;
  bool has_negative_coefficient() const;

  /// Roughly the memory it takes, in words of 64 bits.
  std::size_t words() const;

  /// The cone with column i replaced by the sum of weights[k] * column k. weights[i] > 0. Throws LimitExceeded.
  ConeForm child(const std::vector<std::uint32_t>& weights, std::size_t i) const;

  /// this(t) = c * other(t[order[0]], ..., t[order[n-1]]) for some c > 0. `order` is a permutation of 0..n-1.
  bool is_multiple_of(const ConeForm& other, const std::vector<std::size_t>& order) const;

  /// The form as a polynomial in variables of these names.
  ExactPolynomial polynomial(const std::vector<std::string>& names) const;

 private:
  ConeForm(std::shared_ptr<const MonomialTable> table) : table_(std::move(table)) {}
  Integer coefficient(std::size_t monomial) const;
  bool shift_machine(std::size_t k, std::size_t i, std::uint32_t weight);
  void shift_exact(std::size_t k, std::size_t i, std::uint32_t weight);
  void scale(std::size_t i, std::uint32_t weight);
  void widen();

  std::shared_ptr<const MonomialTable> table_;
  std::variant<std::vector<std::int64_t>, std::vector<Integer>> coefficients_;
};

}  // namespace geq::proofs
