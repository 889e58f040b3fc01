// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

/// What users write about sequences, vectors and matrices, in terms of single elements.
///
/// A term has a *rank*: 0 a number, 1 a sequence or vector, 2 a matrix. Arithmetic and functions of sequences of equal
/// lengths are elementwise, numbers go with every element, `*` with a matrix is the matrix product. After lowering
/// there are only numbers: x[i], sums over indices, and the functions of one number.
///
/// A vector of R^d is a sequence of length d; theta[t] of `let theta[T] : vector(d)` is an element that is a sequence.

#include <string>
#include <vector>

#include "proofs/kernel/term.hpp"

namespace geq::proofs {

/// Thrown when operands do not fit: different lengths, a sequence where a number is due. Says what, for the user.
struct ShapeError {
  std::string message;
};

/// A term of the core with one bound variable for each length, the last one innermost: the element at these indices,
/// each from 1 to its length.
struct Lowered {
  Term body;
  std::vector<Term> lengths;  ///< as many as the rank
};

/// Throws ShapeError. Cost: linear in the written-out term.
Lowered lowered(const Term& term);
/// Of a term that is to be a number. Throws ShapeError.
Term lowered_number(const Term& term);

}  // namespace geq::proofs
