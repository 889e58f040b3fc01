// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

/// Exact polynomials with rational coefficients over atoms: the arithmetic of the kernel.
///
/// An atom is a variable or a function applied to polynomials (`1/q`, `root(k, u)`, `exp(u)` ...). Every function is
/// total: 1/0 and the root of a number without one are 0; what holds only where an expression is defined needs that
/// definedness as a fact of its own (see normal_form.hpp). A polynomial is a finite map from monomials to coefficients
/// that are not zero, so equal functions of the atoms have equal representations.
///
/// Limits: limits.hpp; passing one throws LimitExceeded. Cost: sums linear, products quadratic in the number of terms;
/// both spend work (work.hpp).

#include <compare>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "proofs/kernel/term.hpp"

namespace geq::proofs {

class ExactPolynomial;

/// A variable, or an operator applied to polynomials. The reciprocal 1/q is the operator `quotient` with the single
/// argument q; root(k, u) has the arguments k and u; the other functions have theirs.
class Atom {
 public:
  static Atom variable(std::string name);
  /// Throws std::invalid_argument unless the operator is a function with so many arguments, and the degree of a root a
  /// constant integer from 2 to max_exponent.
  static Atom application(Operator op, std::vector<ExactPolynomial> arguments);

  Operator op() const noexcept;
  bool is_variable() const noexcept { return op() == Operator::variable; }
  const std::string& name() const noexcept;                        ///< of a variable
  const std::vector<ExactPolynomial>& arguments() const noexcept;  ///< of an application

  /// Variables before applications, names in alphabetical order, then by structure.
  friend std::strong_ordering operator<=>(const Atom& left, const Atom& right);
  friend bool operator==(const Atom& left, const Atom& right) { return std::is_eq(left <=> right); }

 private:
  struct Node;
  explicit Atom(std::shared_ptr<const Node> node) : node_(std::move(node)) {}
  std::shared_ptr<const Node> node_;
};

/// A product of powers of atoms: atoms in strictly increasing order, exponents from 1 to max_exponent.
using Monomial = std::vector<std::pair<Atom, std::uint32_t>>;

std::uint32_t exponent_of(const Atom& atom, const Monomial& monomial);
std::uint64_t degree(const Monomial& monomial);

class ExactPolynomial {
 public:
  using Terms = std::map<Monomial, Rational>;

  ExactPolynomial() = default;  ///< zero
  ExactPolynomial(const Rational& constant);
  explicit ExactPolynomial(const Atom& atom);
  /// Coefficient times monomial. Throws std::invalid_argument when the monomial is not as said above.
  static ExactPolynomial term(const Rational& coefficient, Monomial monomial);
  static ExactPolynomial variable(std::string name) { return ExactPolynomial(Atom::variable(std::move(name))); }

  const Terms& terms() const noexcept { return terms_; }
  bool is_zero() const noexcept { return terms_.empty(); }
  std::optional<Rational> constant() const;  ///< its value, if it has no atoms

  /// Roughly the memory it takes, in words of 64 bits.
  std::size_t words() const noexcept { return words_; }

  /// Adds coefficient * monomial in place. Throws std::invalid_argument when the monomial is not as said above.
  void add(const Rational& coefficient, const Monomial& monomial);

  friend ExactPolynomial operator+(const ExactPolynomial& left, const ExactPolynomial& right);
  friend ExactPolynomial operator-(const ExactPolynomial& left, const ExactPolynomial& right);
  friend ExactPolynomial operator-(const ExactPolynomial& value);
  friend ExactPolynomial operator*(const ExactPolynomial& left, const ExactPolynomial& right);

  friend std::strong_ordering operator<=>(const ExactPolynomial& left, const ExactPolynomial& right);
  friend bool operator==(const ExactPolynomial& left, const ExactPolynomial& right) {
    return std::is_eq(left <=> right);
  }

 private:
  void accumulate(const Rational& coefficient, Monomial monomial);

  Terms terms_;
  std::size_t words_ = 0;
};

ExactPolynomial power(const ExactPolynomial& base, unsigned long exponent);

/// The atoms of its monomials; atoms inside the arguments of others are not listed.
std::set<Atom> atoms(const ExactPolynomial& polynomial);
/// All variables, also those inside arguments of atoms.
std::set<std::string> variables(const ExactPolynomial& polynomial);

/// The atoms 1/q among them, in order.
std::vector<Atom> reciprocals(const ExactPolynomial& polynomial);

std::uint32_t degree_in(const Atom& atom, const ExactPolynomial& polynomial);
/// The common degree of all monomials; none for zero or when degrees differ. Every atom counts as degree 1.
std::optional<std::uint64_t> homogeneous_degree(const ExactPolynomial& polynomial);
/// c[0..k] with polynomial = sum c[i] * atom^i and no `atom` in the c[i] (as a factor); {0} for zero.
std::vector<ExactPolynomial> coefficients_in(const Atom& atom, const ExactPolynomial& polynomial);

/// Replaces every variable, everywhere, by the polynomial that `image` holds for it; others stay.
using Substitution = std::map<std::string, ExactPolynomial>;
ExactPolynomial substitute(const ExactPolynomial& polynomial, const Substitution& image);
/// Replaces the atom, everywhere (also inside the arguments of others), by the value; `value` itself is not searched.
ExactPolynomial replace_atom(const ExactPolynomial& polynomial, const Atom& atom, const ExactPolynomial& value);

/// The coefficient of the greatest monomial. The polynomial is not zero.
const Rational& leading_coefficient(const ExactPolynomial& polynomial);

/// 1/polynomial as a polynomial over atoms: constants and single monomials are taken apart, anything else becomes the
/// atom 1/q with leading coefficient 1. 1/0 is 0.
ExactPolynomial reciprocal(const ExactPolynomial& polynomial);

/// degree-th root of the radicand. Rational radicands with a rational root are evaluated.
ExactPolynomial root(unsigned long degree, const ExactPolynomial& radicand);

/// Highest degree first, then as in a dictionary: the order in which polynomials are read.
std::vector<std::pair<Monomial, Rational>> terms_in_reading_order(const ExactPolynomial& polynomial);

/// In the language of statements, highest degree first: "a^2 - 2*a*b + b^2".
std::string to_text(const ExactPolynomial& polynomial);

}  // namespace geq::proofs
