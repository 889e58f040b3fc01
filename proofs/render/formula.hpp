// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

/// Formulas as they are set, in no particular format: the writers text.cpp and latex_formula.cpp know how each piece
/// looks. Everything here is built from what the kernel computed.

#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "proofs/kernel/sequent.hpp"
#include "proofs/kernel/term.hpp"

namespace geq::render {

/// What stands between terms.
enum class Symbol {
  greater_equal,
  greater,
  less_equal,
  less,
  equal,
  not_equal,
  comma,
  wide_comma,  ///< between formulas of a list
  arrow,       ///< a -> b
  exchange,    ///< a <-> b
  definition,  ///< x := y
  member,      ///< x in [0, 1]
  open,        ///< (
  close,       ///< )
  open_square,
  close_square,
  plus,
  minus,  ///< the sign of a negated name: -f
  times,  ///< between a term and a call: v^3*p(x)
  infinity,
};

struct Formula;

/// (a, b, c) = ... : entries in parentheses.
struct Tuple {
  std::vector<proofs::Term> entries;
};

/// Rows of numbers.
struct Matrix {
  std::vector<std::vector<proofs::Rational>> rows;
};

/// A decimal expansion that goes on: "1.4142..."
struct Decimal {
  std::string digits;
};

/// The sum of what the term becomes when the variables are rotated: cyc(a, b, c: a^2*b).
struct CyclicSum {
  std::vector<std::string> variables;
  proofs::Term term;
};

using Piece = std::variant<Symbol, proofs::Term, Tuple, Matrix, Decimal, CyclicSum>;

struct Formula {
  std::vector<Piece> pieces;

  Formula() = default;
  Formula(Piece piece) { pieces.push_back(std::move(piece)); }
  bool empty() const noexcept { return pieces.empty(); }
  std::size_t nodes() const noexcept;  ///< of its terms
  Formula& operator<<(const Formula& more);
};

/// A variable or a name that the proof gives to a polynomial.
Formula named(const std::string& name);
Formula number(const proofs::Rational& value);

/// left, symbol, right.
Formula relation(Formula left, Symbol symbol, const Formula& right);
Symbol symbol_of(proofs::Comparison comparison);
Symbol symbol_of(proofs::Sign sign);

/// a, b, c
Formula names_list(const std::vector<std::string>& names);
/// Formulas with commas between them.
Formula listed(const std::vector<Formula>& formulas);

/// The polynomial as it is read: highest degree first, 1/q as denominators, a positive term first if it is short.
proofs::Term as_term(const proofs::ExactPolynomial& polynomial);

/// That something holds for all indices or points, or exists: the atom is 0 or 1, and what is read is not "> 0".
bool is_indicator(const proofs::Fact& fact);
/// "a >= b" rather than "a - b >= 0" when the fact is short.
Formula as_relation(const proofs::Fact& fact);
/// That a/a = 1, and nothing else: it vanishes once such factors are cancelled.
bool says_that_inverses_cancel(const proofs::Fact& fact);

/// The left side minus the right one, as one sum: "a^2 + b^2 - 2*a*b"; the right side alone if the left is 0.
proofs::Term difference(const proofs::Term& left, const proofs::Term& right);

proofs::Term power_of(const proofs::Term& base, unsigned long exponent);  ///< the base if the exponent is 1
proofs::Term product_of(std::vector<proofs::Term> factors);               ///< drops factors 1; 1 for none
proofs::Term sum_of(std::vector<proofs::Term> terms);                     ///< 0 for none

/// Nonnegative rationals as the parser makes them (no decimals): 3/2 is a quotient.
proofs::Term number_term(const proofs::Rational& value);

}  // namespace geq::render
