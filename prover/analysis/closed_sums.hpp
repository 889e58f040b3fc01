// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

/// Sums with closed forms: of powers of the index (Faulhaber), of exponentials and powers of a number (geometric), and
/// of fractions whose partial fractions cancel (telescoping), shown by induction.
/// Source: R. L. Graham, D. E. Knuth, O. Patashnik, Concrete Mathematics (1994), sections 2.2 and 6.5.

#include "prover/side_chain.hpp"

namespace geq::prover {

/// The value of a sum from an integer to some upper end; none if its terms are not of these kinds.
std::optional<proofs::ExactPolynomial> closed_form(const proofs::Atom& sum);

/// The sums in the polynomial with their closed forms put in.
proofs::ExactPolynomial with_closed_sums(const proofs::ExactPolynomial& polynomial);

/// Appends equations for the sums in the goal that have closed forms and end at an integer variable (plus a number),
/// and puts the values into the goal. False if there was none. `prover` closes what is left without sums.
bool append_closed_sums(SideChain& chain, const SideChain::Prover& prover);

}  // namespace geq::prover
