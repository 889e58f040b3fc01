// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

/// Logarithms of products of factorials and powers, as chains of steps.

#include "prover/side_chain.hpp"

namespace geq::prover {

/// Side conditions: what is visible, or found with small effort.
SideChain::Prover with_small_effort(const Origin&, Search&);

/// The bases of all powers, roots, quotients and factorials of the polynomial, also inside of functions, join the facts
/// as positive, as do factorials themselves; answers whether all could be shown to be.
bool state_positive_parts(SideChain& chain, const proofs::ExactPolynomial& polynomial);

/// The factorials of the goal by those of the least number that is less by a constant, in the goal or in the facts;
/// answers whether all could be.
bool take_factors(SideChain& chain);

/// Logarithms of products, powers and numbers in the goal, or in that fact, as sums.
void expand_logarithms(SideChain& chain, const std::optional<std::size_t>& fact = {});

/// Proves the goal log(argument) - sum = 0, where exp(sum) is taken apart to the argument and a multiple of an
/// equation; the fact number `positive` says that the argument is positive. exp lies above its tangent at one of the
/// two, so the other is not greater.
struct Multiple {
  std::size_t equation;
  proofs::ExactPolynomial factor;  ///< zero: of none
};
std::optional<Steps> logarithm_as_sum(const proofs::Sequent&, const proofs::ExactPolynomial& argument,
                                      const proofs::ExactPolynomial& sum, std::size_t positive, const Multiple&);

/// The goal, linear in logarithms of factorials, by that for the number before, which is the last fact: factorials by
/// those before, and what is left is about neighbouring logarithms.
std::optional<Steps> step_of_logarithms(const proofs::Sequent&, const Origin&, Search&);

}  // namespace geq::prover
