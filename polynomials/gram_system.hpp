// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

/// The linear equations between Gram matrices: p = sum over blocks of m_b * sum_ij Q_b[i,j] u_i u_j, plus multiples of
/// equations with unknown coefficients. Exact.

#include <cstddef>
#include <map>
#include <optional>
#include <set>
#include <vector>

#include "polynomials/semidefinite_program.hpp"
#include "polynomials/sum_of_squares.hpp"

namespace geq::polynomials {

/// Products of two of these polynomials with a multiplier, weighted by one positive semidefinite matrix.
struct GramBlock {
  std::size_t multiplier;
  std::vector<Polynomial> basis;
  bool constant = false;  ///< the summand c * m_k that is wanted: its only basis polynomial is 1
};

/// A product of one equation with a monomial, with an unknown coefficient of either sign.
struct FreeProduct {
  std::size_t equation;
  Polynomial factor;
};

/// sum of coefficient * unknown = right. Unknowns: the entries Q_b[i,j], i <= j, then the coefficients of free products.
struct LinearRow {
  std::map<std::size_t, Rational> coefficients;
  Rational right;
  std::size_t group = 0;  ///< the same for monomials that differ in scalars only
};

class GramSystem {
 public:
  /// Whether the bases have at most so many monomials together, and the equations so many products. Counts only.
  static bool has_at_most(std::size_t monomials, std::size_t products, const SquaresQuestion& question);

  /// The blocks of the question before anything is known of them: monomials, separated by signs.
  static std::vector<GramBlock> first_blocks(const SquaresQuestion& question);
  static std::vector<FreeProduct> free_products(const SquaresQuestion& question);

  GramSystem(const SquaresQuestion& question, std::vector<GramBlock> blocks, std::vector<FreeProduct> free);

  const std::vector<GramBlock>& blocks() const noexcept { return blocks_; }
  const std::vector<FreeProduct>& free() const noexcept { return free_; }
  std::size_t entries() const noexcept { return entries_; }
  std::size_t rows() const noexcept { return rows_.size(); }

  /// Drops basis monomials whose diagonal entry must be 0, until there are none; true when some were dropped. Those
  /// that differ in scalars only are dropped together: a rational matrix that vanishes on (1, s) vanishes on the
  /// conjugates too. Afterwards the system has to be built again from the blocks.
  bool drop_vanishing_diagonals();

  /// Gauss: every row gets a pivot of its own, those of free products first. False if there is no solution, or stopped.
  bool solve(const StopSignal& stop);
  SemidefiniteProgram program() const;

  /// Rounds the numbers to multiples of 1/denominator where nothing fixes them, and computes the others.
  std::vector<Rational> completed(const std::vector<DenseMatrix>& near, const Rational& denominator) const;

  std::size_t unknown(std::size_t block, std::size_t row, std::size_t column) const;  ///< row <= column

 private:
  bool is_forced(const std::vector<const LinearRow*>& group, const std::set<std::pair<std::size_t, std::size_t>>& dropped,
                 std::vector<std::size_t>& live) const;
  std::size_t pivot_of(const LinearRow& row, const std::vector<std::size_t>& occurrences) const;
  struct Place {
    std::size_t block, row, column;
  };
  Place place(std::size_t unknown) const { return places_[unknown]; }

  std::vector<GramBlock> blocks_;
  std::vector<FreeProduct> free_;
  std::vector<std::vector<std::size_t>> parts_;  ///< for each block the same for monomials that differ in scalars only
  std::vector<std::size_t> offsets_;
  std::vector<Place> places_;
  std::size_t entries_ = 0;
  std::vector<LinearRow> rows_;
  std::vector<std::size_t> pivots_;  ///< unknowns, one for each row once solved; no later row has it
};

/// The polynomial with powers of scalars replaced; the multiples of their equations that this subtracts are added to
/// `subtracted`, one for each scalar, unless it is null.
Polynomial without_scalar_powers(Polynomial polynomial, const SquaresQuestion& question,
                                 std::vector<Polynomial>* subtracted);

/// The blocks without the basis polynomials that no square can have. None when the question is beyond the limits.
std::optional<std::vector<GramBlock>> possible_blocks(const SquaresQuestion& question, const SquaresLimits& limits);

/// `weighted_sum_of_squares` where these blocks are known (sum_of_squares.cpp).
std::optional<SquaresIdentity> weighted_squares_of_blocks(const SquaresQuestion& question,
                                                          const std::vector<GramBlock>& blocks, const StopSignal& stop);

}  // namespace geq::polynomials
