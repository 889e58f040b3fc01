// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

/// A proof replayed: what every step acted on and what it left.
///
/// The nodes are in the order of the certificate (preorder), so children come after their parents; nothing is
/// recursive. Limits: those of the kernel. Cost: that of the kernel's replay, and a copy of every sequent.

#include <cstddef>
#include <functional>
#include <vector>

#include "proofs/kernel/check.hpp"
#include "proofs/kernel/cone_form.hpp"

namespace geq::render {

struct TraceNode {
  proofs::Step step;
  proofs::Sequent before;
  std::vector<std::size_t> children;  ///< the nodes that prove what the step leaves, in order
};

struct Trace {
  std::vector<TraceNode> nodes;
  std::vector<std::size_t> roots;  ///< one for each goal of the statement
};

/// Throws std::invalid_argument when the kernel does not accept the proof.
Trace replay(const proofs::Statement& statement, const proofs::Proof& proof);
/// Of a refutation that has steps: the last root derives 0 > 0 from the goals.
Trace replay(const proofs::Statement& statement, const proofs::Refutation& refutation);

/// A node of a tree of cones.
struct ConeView {
  std::size_t node;                                          ///< its place in the tree
  const std::vector<std::vector<proofs::Integer>>& columns;  ///< columns[c][coordinate]
  const proofs::ConeForm& form;                              ///< a positive multiple of f(V t)
};

/// Calls `look` for every node of the tree, in preorder. The step has been accepted for the sequent.
void walk_cones(const proofs::Cones& step, const proofs::Sequent& sequent,
                const std::function<void(const ConeView&)>& look);

/// For every node of the tree the first node after its subtree.
std::vector<std::size_t> subtree_ends(const proofs::Cones& step);

/// The number that the forms of walk_cones are multiplied by: the common denominator of the goal's coefficients.
proofs::Integer common_denominator(const proofs::ExactPolynomial& polynomial);

/// What a case adds to the facts, in which a base of integer powers is 0 that is positive otherwise.
std::vector<proofs::Fact> facts_of_case(const std::vector<proofs::Fact>& here,
                                        const std::vector<proofs::Fact>& otherwise);

}  // namespace geq::render
