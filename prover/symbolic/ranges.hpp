// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

/// Sums over symbolic ranges as the search sees them, and chains of steps whose side conditions are proved at once.

#include <cstddef>
#include <utility>
#include <vector>

#include "prover/side_chain.hpp"

namespace geq::prover {

/// A sum, product, maximum ... over a range, without variables of binders around it.
struct RangeTerm {
  proofs::Atom atom;
  const proofs::ExactPolynomial& lower() const { return atom.arguments()[0]; }
  const proofs::ExactPolynomial& upper() const { return atom.arguments()[1]; }
  const proofs::ExactPolynomial& body() const { return atom.arguments()[2]; }
};

/// Lower and upper end.
using Range = std::pair<proofs::ExactPolynomial, proofs::ExactPolynomial>;

/// The goal or a fact has a binder.
bool has_ranges(const proofs::Sequent& sequent);

/// The binders of that kind in the goal and in the facts (also inside other functions, not inside bodies), each once.
std::vector<RangeTerm> range_terms(proofs::Operator op, const proofs::Sequent& sequent);

/// The ranges of the sums in goal and facts, each once.
std::vector<Range> ranges_of(const proofs::Sequent& sequent);

/// A combination of sums over one range, which is the sum of the combined terms.
struct JointSum {
  proofs::ExactPolynomial value, lower, upper;
  proofs::ExactPolynomial term;  ///< of the index
};
/// None where something else than numbers and sums over one range occurs.
std::optional<JointSum> joint_sum(const proofs::ExactPolynomial& value, const proofs::ExactPolynomial& index);

/// What is summed over one range, at the index, where every term has one factor that is such a sum; other factors are
/// multiplied into it.
struct Summed {
  proofs::ExactPolynomial lower, upper, body;
};
std::optional<Summed> summed(const proofs::ExactPolynomial& value, const proofs::ExactPolynomial& index);

/// What a chain about sums adds to its base.
class RangeChain : public SideChain {
 public:
  RangeChain(proofs::Sequent start, const Origin& origin, Search& search);

  /// As for every chain, where the last sequent has something new.
  bool then(const proofs::Step& step);
  /// Every hypothesis for all indices, said of this index where it is seen to be in the range.
  void instantiate(const proofs::ExactPolynomial& index);
  /// What is known of the number of terms of a range.
  void count(const proofs::ExactPolynomial& lower, const proofs::ExactPolynomial& upper);
  /// A name for every application but quotients, roots, abs, min and max; then nothing about ranges and integrality is
  /// left, and names that an equation gives are put in.
  bool name_applications();
  /// The steps, followed by a proof of what is left by all other methods; none if it stays open, and at once where what
  /// is left fails at a small point.
  std::optional<Steps> finish(Effort effort);

 private:
  /// At one of a few small points every fact holds and the goal fails.
  bool fails_somewhere() const;

  Origin origin_;
  Search* search_;
};

/// A proof of a sequent without regard to sums: hypotheses said of the index (unless that is zero), names, then all
/// other methods with small effort.
std::optional<Steps> prove_side(const proofs::Sequent& sequent, const Origin& origin, Search& search);

}  // namespace geq::prover
