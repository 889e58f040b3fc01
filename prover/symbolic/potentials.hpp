// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

/// Which functions of the index are worth a try as potentials of an iteration: the growth of a potential from one step
/// to the next, summed over the range, is its value after the last step less that at the first.

#include <set>
#include <string>
#include <vector>

#include "prover/symbolic/inner_products.hpp"

namespace geq::prover {

class Potentials {
 public:
  /// For the range lower..upper. `geometry` knows what is said; `said` has the functions that the statement itself has;
  /// `name` is that of the index.
  Potentials(Geometry& geometry, const std::set<proofs::Atom>& said, const proofs::ExactPolynomial& lower,
             const proofs::ExactPolynomial& upper, const std::string& name)
      : geometry_(geometry),
        said_(said),
        lower_(lower),
        upper_(upper),
        name_(name),
        index_(proofs::ExactPolynomial::variable(name)) {}

  /// Made of the terms of the goal, with the step for the ends of the range, and of inner products and elements of one
  /// step with one factor. `inside` is one step in general; `wanted`: those that can cancel what is wanted, else with
  /// more factors.
  std::vector<proofs::ExactPolynomial> all(const Geometry& inside, bool wanted);

 private:
  void add_bounded_at_ends(std::set<proofs::ExactPolynomial>& potentials, const proofs::ExactPolynomial& goal);
  bool is_known_term(const proofs::ExactPolynomial& term) const;
  void add_related(std::set<proofs::ExactPolynomial>& potentials, const std::vector<proofs::Fact>& facts) const;

  Geometry& geometry_;
  const std::set<proofs::Atom>& said_;
  const proofs::ExactPolynomial &lower_, &upper_;
  std::string name_;
  proofs::ExactPolynomial index_;
};

}  // namespace geq::prover
