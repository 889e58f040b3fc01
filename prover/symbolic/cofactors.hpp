// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

/// Products of what is known that can take part in a goal: a fact, or two, times the monomial that turns one of its
/// terms into one that is wanted.

#include <functional>
#include <optional>
#include <set>
#include <vector>

#include "prover/symbolic/products.hpp"

namespace geq::prover {

/// The normal form by which terms are compared; none if it does not end soon.
using NormalForm = std::function<std::optional<proofs::ExactPolynomial>(const proofs::ExactPolynomial&)>;

/// A square root of a term with sums over ranges.
bool is_length(const proofs::Atom& atom);

/// Facts, and products of two facts, times powers of nonnegative atoms (1/q counts as q^(-1), u as sqrt(u)^2), with
/// normal forms as values. At least half of the terms of each (of two: all but one; of products of two facts: all) are
/// wanted, or occur in products found before. Lengths of vectors that are not wanted are left to their squares. Ends
/// early when `is_over` says so.
/// Cost: the known facts times the terms wanted, up to a limit for these; pairs of facts times the terms.
std::vector<Product> wanted_products(const std::vector<Known>& known, std::set<proofs::Monomial> wanted,
                                     const NormalForm& normal, const std::function<bool()>& is_over);

/// The index of every element at `from` replaced.
proofs::ExactPolynomial moved(proofs::ExactPolynomial polynomial, const proofs::ExactPolynomial& from,
                              const proofs::ExactPolynomial& to);

proofs::ExactPolynomial multiplied(const std::vector<proofs::ExactPolynomial>& factors);

/// A term without the factors of another; none where it lacks some.
std::optional<proofs::ExactPolynomial> without(const proofs::ExactPolynomial& term, const proofs::Monomial& factors);

}  // namespace geq::prover
