// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

/// Variables that are nonnegative only: where all of them are zero the goal is looked at, elsewhere their sum is
/// positive, and with it the weights and denominators that a method wants to divide by.

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "prover/reductions/derivation.hpp"

namespace geq::prover {

/// Steps that close the goal, where `close` does so in a sequent whose last fact is that the sum is positive. None
/// unless all variables are known to be nonnegative, and the goal or a fact decides the case where they are zero; none
/// where all of them are visibly positive anyway.
std::optional<Steps> with_positive_sum(const proofs::Sequent& sequent, const std::vector<std::string>& variables,
                                       const std::function<bool(Derivation&)>& close);

/// Adds polynomial > 0 where the fact at `base` says that another form is positive: a form F, perhaps over positive
/// denominators, by F >= c base^k for some c > 0. Facts other than `from` are not used.
bool have_positive_form(const proofs::ExactPolynomial& polynomial, std::size_t base,
                        const std::vector<std::size_t>& from, Derivation& proof, Search& search);

/// Adds polynomial > 0, if all its factors are visibly positive.
bool have_positive_product(const proofs::ExactPolynomial& polynomial, Derivation& proof);

/// Adds the fact by a proof that uses the facts at these places only.
bool have_proved(const proofs::Fact& fact, const std::vector<std::size_t>& from, Derivation& proof, Effort effort,
                 Search& search);

}  // namespace geq::prover
