// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

/// Terms -> polynomials over atoms.

#include <functional>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "proofs/kernel/sequent.hpp"
#include "proofs/kernel/term.hpp"

namespace geq::proofs {

/// The polynomial that equals the term wherever the term is defined. Throws LimitExceeded.
/// Conventions: x^0 is 1; x^(p/q) in lowest terms with q > 1 is root(q, x)^p and defined for x >= 0 only (x > 0 if
/// p < 0), unlike root(q, x) with odd q.
ExactPolynomial normal_form(const Term& term);

/// What must hold for a term to be defined.
struct Condition {
  Fact fact;  ///< for all indices of the binders around the place that it mentions
  /// The fact says that a base is positive, and all that asks for it are powers whose exponents are integers where
  /// these names are: they have a value at other bases, too, which the atom does not have.
  std::optional<std::set<std::string>> integers;
  bool outside;  ///< of binders, all of these powers
};

/// The names that have to be integers for the exponent to be one, of which integer coefficients and floors are made;
/// none if that is not enough. `is_index` says of which bound variables it is known.
std::optional<std::set<std::string>> integers_for(const ExactPolynomial& exponent,
                                                  const std::function<bool(const Atom&)>& is_index);

/// As above, and appends what must hold for the term to be defined, each fact once: a divisor is not zero, an even
/// radicand and the base of a fractional power are not negative, the argument of a logarithm and the base of a power
/// with a variable exponent are positive.
ExactPolynomial normal_form(const Term& term, std::vector<Condition>& conditions);

/// The operator applied to polynomials (not number or variable), with the conventions of normal_form for junk values.
ExactPolynomial application(Operator op, const std::vector<ExactPolynomial>& arguments);

}  // namespace geq::proofs
