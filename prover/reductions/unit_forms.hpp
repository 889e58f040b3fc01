// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

/// Equations that say that a form is 1, such as ab + bc + ca = 1 or a + b + c = 3, and polynomials filled up with its
/// powers until they are forms.

#include <optional>
#include <vector>

#include "prover/search.hpp"

namespace geq::prover {

struct UnitForm {
  std::size_t fact;
  proofs::ExactPolynomial value;  ///< the form
  std::uint64_t degree;
};

/// The equations among the facts that are such, without functions in them.
std::vector<UnitForm> unit_forms(const proofs::Sequent& sequent);

/// Filled up with powers of the unit until it is a form; none where the degrees do not fit.
std::optional<proofs::ExactPolynomial> homogenised(const proofs::ExactPolynomial& polynomial, const UnitForm& unit);

/// q with difference = q * (the equation of the unit), over variables only; none if there is none.
std::optional<proofs::ExactPolynomial> multiple_of_equation(const proofs::ExactPolynomial& difference,
                                                            const UnitForm& unit, const proofs::Sequent& sequent);

}  // namespace geq::prover
