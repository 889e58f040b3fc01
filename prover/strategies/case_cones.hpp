// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

/// Several forms on the orthant, at every point of which one of them at least is >= 0: the orthant is cut into cones on
/// each of which one form has no negative coefficient. The cuts are cases of the kernel, so that the statement in hand
/// may be anything that follows from one of the forms being nonnegative.
///
/// Untrusted. Source: the cones of difference substitution (polynomials/cone_search.hpp), with alternatives.

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "polynomials/polynomial.hpp"
#include "prover/search.hpp"

namespace geq::prover {

/// A cone in the variables of a sequent: where the coordinates are >= 0.
struct CaseCone {
  /// t_j becomes t_j - slope * t_i, which is >= 0 here.
  struct Shear {
    std::size_t lower, upper;  ///< i, j
    proofs::Rational slope;
  };
  std::vector<proofs::ExactPolynomial> coordinates = {};  ///< t_k, linear in the variables
  std::vector<Shear> shears = {};                         ///< from the variables to the coordinates
  std::size_t settled_by = 0;                             ///< in a leaf: the form without negative coefficients
  std::optional<proofs::ExactPolynomial> pivot = {};      ///< none in a leaf: what is >= 0 in the first part
};

/// The cones in preorder, two parts after each that is cut. None within the budget, or where all forms are negative at
/// a vertex. The forms share a ring, whose variables are `names`; a form listed earlier is preferred.
std::optional<std::vector<CaseCone>> case_cones(const std::vector<polynomials::Polynomial>& forms,
                                                const std::vector<std::string>& names, std::size_t most_cones,
                                                const Search& search);

/// The steps that close the sequent: cases as in the tree, `leaf` for every part. The place in the tree is moved on.
std::optional<Steps> proof_by_cases(
    const std::vector<CaseCone>& tree, std::size_t& place, const proofs::Sequent& sequent,
    const std::function<std::optional<Steps>(const CaseCone&, const proofs::Sequent&)>& leaf);

/// The coordinates as variables, shear by shear: dense polynomials stay cheap to rewrite.
std::vector<proofs::Put> put_coordinates(const CaseCone& cone, std::vector<std::string> names,
                                         const proofs::Sequent& sequent);

/// A claim q >= 0, and the steps that leave a form: denominators go, and an equation that says that a form is 1 fills
/// up the degrees.
struct FormClaim {
  proofs::ExactPolynomial claim;
  Steps to_form;
  proofs::ExactPolynomial form;
};
/// None where other functions than reciprocals occur, no such equation is known, or the degree grows by more than 30.
std::optional<FormClaim> form_claim(const proofs::ExactPolynomial& claim, const proofs::Sequent& sequent);

/// Closes the claim on the cone, where its form has no negative coefficient.
std::optional<Steps> proof_on_cone(const FormClaim& asked, const CaseCone& cone, const std::vector<std::string>& names,
                                   proofs::Sequent side);

}  // namespace geq::prover
