// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

/// Goals as nonnegative combinations of products of what is known, modulo equations.

#include <optional>
#include <vector>

#include "prover/conic_combination.hpp"
#include "prover/side_chain.hpp"
#include "prover/symbolic/rewriting.hpp"

namespace geq::prover {

/// What is known to be nonnegative: facts, and atoms whose sign can be read off.
struct Known {
  proofs::ExactPolynomial value;
  bool positive;
  bool atom;
};

/// A product of known things, each visible; `value` is the product.
struct Product {
  std::vector<proofs::ExactPolynomial> factors;
  proofs::ExactPolynomial value;
  bool positive;
};
Product operator*(const Product& left, const Product& right);

/// A product with what it counts for.
struct WeightedProduct {
  proofs::Rational weight;  ///< > 0
  Product product;
};

/// The inequalities among the facts that say nothing about integrality or all indices, and the nonnegative atoms of
/// facts and goal, each once.
std::vector<Known> known_of(const proofs::Sequent& sequent);

/// Which products are looked at: single known things; of two; and of one with two atoms; and of two with one atom.
enum class ProductKind { single, two, with_atoms, three };
std::vector<Product> products_of(const std::vector<Known>& known, ProductKind kind);

/// Closes the goal as the sum of the weighted products (and of a positive number), modulo the equations;
/// first the polynomial of fact number `equation`, which is 0, is taken away.
std::optional<Steps> close_by_products(SideChain chain, const Rewriting& rules,
                                       const std::vector<WeightedProduct>& parts,
                                       const std::optional<std::size_t>& equation = {});

/// The goal from such products of what is known, chosen by one linear program.
std::optional<Steps> products_of_facts(const SideChain& chain, const Rewriting& rules, ProductKind kind,
                                       const polynomials::StopSignal& stop);

/// What shows q * 1/q = 1 in the sequent where q > 0 is visible. What q itself has under fraction lines gets names,
/// else it would be cleared with q.
Steps cancelling_proof(const proofs::ExactPolynomial& divisor, const proofs::Sequent& sequent);

/// Adds that q * 1/q = 1 for what the goal and the inequalities among the facts are divided by, where it can be shown
/// to be positive, and takes up these equations and those of sums as rules.
Rewriting rules_of(SideChain& chain);

/// Side conditions: what is visible, or follows from the facts linearly.
std::optional<Steps> linear_side(const proofs::Sequent& sequent);

}  // namespace geq::prover
