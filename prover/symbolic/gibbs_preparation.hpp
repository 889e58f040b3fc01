// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <set>
#include <string>

#include "prover/side_chain.hpp"
#include "prover/symbolic/log_weights.hpp"
#include "prover/symbolic/rewriting.hpp"

namespace geq::prover {

/// A goal with logarithms or exponentials and sums, and facts joined to it that the search for tangents may need:
/// numbers of terms, indices of maxima and minima, signs of terms and sums, that no share is more than 1, and which
/// factors cancel.
class GibbsPreparation {
 public:
  /// A step that only adds facts: those from `first` up to `end`.
  struct Added {
    std::string step;
    std::size_t first, end;
  };

  /// Leaves out the steps in `unused` (as text).
  GibbsPreparation(const proofs::Sequent& sequent, const Origin& origin, Search& search,
                   const std::set<std::string>& unused);

  const SideChain& chain() const noexcept { return chain_; }
  const std::vector<proofs::Fact>& facts() const noexcept { return chain_.sequent().facts; }
  bool is_known(const proofs::ExactPolynomial& value, proofs::Sign sign) const;
  const LogWeights& weights() const noexcept { return weights_; }
  /// For each total the number of the fact that no term of it is negative.
  const std::vector<std::optional<std::size_t>>& families() const noexcept { return families_; }
  /// Indices at which something is said outside of sums.
  const std::vector<proofs::ExactPolynomial>& pins() const noexcept { return pins_; }
  const Rewriting& rules() const noexcept { return rules_; }
  /// Equations that are no rules.
  const std::vector<std::size_t>& equations() const noexcept { return equations_; }
  const std::vector<Added>& added() const noexcept { return added_; }

 private:
  bool add(const proofs::Step& step, const SideChain::Prover& prover);
  bool add(const proofs::Step& step);
  void add_numbers_and_extrema();
  void multiply_by_rates();
  void no_element_is_more_than_a_norm();
  void no_term_is_negative(const Total& total);
  void no_share_is_more_than_all(std::size_t number);
  void swap_sums();
  void factors_cancel();
  void collect_pins();
  std::vector<proofs::ExactPolynomial> divisors() const;
  proofs::ExactPolynomial index() const { return proofs::ExactPolynomial::variable(weights_.index); }

  const Origin& origin_;
  Search& search_;
  const std::set<std::string>& unused_;
  SideChain chain_;
  LogWeights weights_;
  std::vector<Added> added_;
  std::vector<std::string> extrema_;  ///< the index of a greatest or smallest term
  std::vector<std::optional<std::size_t>> families_;
  std::vector<std::size_t> equations_;
  std::vector<proofs::ExactPolynomial> pins_;
  Rewriting rules_;
};

}  // namespace geq::prover
