// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

/// Bound variables in polynomials over atoms.
///
/// The body of a binder is a polynomial in which the atom bound(0) is its own variable, bound(1) that of the binder
/// around it. A polynomial of a sequent has no other bound variables than those of binders inside it (it is closed), so
/// replacing a variable by a closed polynomial, also inside bodies, captures nothing.

#include <cstddef>
#include <optional>

#include "proofs/kernel/polynomial.hpp"

namespace geq::proofs {

Atom bound_atom(std::size_t outside);

/// The body with its variable replaced by `value`, which is closed (or does not matter, where the variable does not
/// occur). Throws LimitExceeded.
ExactPolynomial opened(const ExactPolynomial& body, const ExactPolynomial& value);

/// The reverse: the variable of that name becomes that of a binder to be put around the polynomial.
ExactPolynomial closed(const ExactPolynomial& polynomial, const std::string& name);

/// The polynomial as it reads under one more binder, of whose variable it says nothing.
ExactPolynomial under_binder(const ExactPolynomial& polynomial);

/// The element of a matrix, which is a sequence of sequences; none for anything else. Throws LimitExceeded.
std::optional<ExactPolynomial> element_of(const ExactPolynomial& matrix, const ExactPolynomial& row,
                                          const ExactPolynomial& column);

/// The variable of the binder around `outside` others occurs.
bool mentions_bound(const ExactPolynomial& polynomial, std::size_t outside = 0);

/// The variable of a binder that is not part of the polynomial occurs: it stands for nothing in a sequent.
bool has_free_index(const ExactPolynomial& polynomial, std::size_t under = 0);

/// The binder applied to its ends and its body, in normal form: a range between two numbers is written out (up to
/// max_written_range of them; not for every_*); a sum is taken apart into its terms, and a product into its factors;
/// factors of a term that do not mention the index stand before the sum. Throws LimitExceeded.
ExactPolynomial over_range(Operator op, const ExactPolynomial& lower, const ExactPolynomial& upper,
                           const ExactPolynomial& body);

}  // namespace geq::proofs
