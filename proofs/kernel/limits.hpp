// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

/// Every limit of the language and of the kernel, in one place. What goes beyond is refused with a message.

#include <cstddef>
#include <cstdint>
#include <stdexcept>

namespace geq::proofs {

inline constexpr std::size_t max_input_bytes = 4U << 20;          ///< text of a statement
inline constexpr std::size_t max_certificate_bytes = 256U << 20;  ///< text of a certificate
inline constexpr std::size_t max_depth = 200;                     ///< nesting of an expression
inline constexpr std::size_t max_term_depth = 2 * max_depth;   ///< nesting of a term that did not come from the parser
inline constexpr std::size_t max_term_nodes = 400000;          ///< nodes of a statement, cyc, sym and sums written out
inline constexpr unsigned long max_exponent = 100000;          ///< exponents of atoms, degrees of roots
inline constexpr std::size_t max_variables = 64;               ///< variables of a statement
inline constexpr std::size_t max_polynomial_terms = 400000;    ///< monomials of one polynomial
inline constexpr std::size_t max_polynomial_words = 1U << 23;  ///< memory of one polynomial, in words of 64 bits
inline constexpr std::size_t max_monomial_atoms = 128;         ///< different atoms in one monomial
inline constexpr std::size_t max_atom_depth = max_term_depth;  ///< nesting of functions in a polynomial
inline constexpr std::size_t max_atom_size = 100000;           ///< atoms, monomials and applications inside an atom
inline constexpr std::size_t max_written_range = 1000;         ///< integers of a range between numbers, written out
inline constexpr std::size_t max_partitions = 1000;            ///< of the variables of one half-degree step
inline constexpr std::size_t max_evaluated_range = 100000;     ///< integers of a range in a refutation
inline constexpr long max_factorial = 1000;                    ///< factorials that are evaluated
inline constexpr std::size_t max_term_products = 10000000;     ///< products of terms in one multiplication or power
inline constexpr std::size_t max_bits = 1U << 22;              ///< bits of one number
inline constexpr std::size_t max_cone_coefficients = 4000000;  ///< coefficients of a form on a cone
inline constexpr std::size_t max_univariate_degree = 300;      ///< degree for the one-variable rules
inline constexpr std::size_t max_root_degree = 64;             ///< degree of a root in a refutation, and in it
inline constexpr std::size_t max_scope = 256;                  ///< names in scope at a step of a proof
inline constexpr std::size_t max_open_words = 1U << 26;        ///< memory of a certificate's polynomials, of all open
                                                               ///< sequents, and of all pending cones
inline constexpr std::uint64_t max_work = 200'000'000'000;     ///< units of work.hpp for reading, and for checking

/// Thrown inside the kernel when an exact computation would pass one of the limits above; the kernel's entry points
/// turn it into a rejection. Outside callers of the polynomial arithmetic see it as an exception.
class LimitExceeded : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

}  // namespace geq::proofs
