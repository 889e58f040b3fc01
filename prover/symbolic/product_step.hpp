// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "prover/search.hpp"

namespace geq::prover {

/// The step of an induction over a range whose goal has products: from the goal for k - 1, which is the last fact, to
/// that for k. Sums and products up to k are taken apart, what is known for all indices is said of k, signs of the sums
/// and products up to k - 1 are found, and the goal is a sum of products of two of these facts.
/// Source: D. S. Mitrinovic, Analytic Inequalities (1970), 3.2.37 (Weierstrass' inequalities).
std::optional<Steps> product_step(const proofs::Sequent& step, const proofs::ExactPolynomial& k, const Origin&,
                                  Search&);

/// The goal has a product over a range.
bool has_products(const proofs::Sequent& sequent);

}  // namespace geq::prover
