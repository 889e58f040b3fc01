// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

/// Positive quantities in a sequent together with their logarithms: what the inequality exp(u) >= exp(v) (1 + u - v)
/// may be said of.

#include <optional>
#include <string>
#include <vector>

#include "prover/symbolic/ranges.hpp"

namespace geq::prover {

/// value = exp(exponent).
struct LogWeight {
  proofs::ExactPolynomial exponent, value;
  std::optional<std::size_t> range;  ///< the value depends on the index, which runs through this range
};

/// A sum over a range that is positive, a term of which is a share of it: term/total.
struct Total {
  std::size_t range;
  proofs::ExactPolynomial term;  ///< at the index
  proofs::ExactPolynomial sum;   ///< over the range
  LogWeight share;               ///< of the term in the logarithm's argument
  bool is_all;                   ///< the argument is nothing but this sum
};

/// The logarithm of a sum, inside of a sum, and the tangent below it at the logarithm of another sum over the same
/// inner range: log(sum exp(u)) >= log(sum exp(v)) + sum exp(v)/(sum exp(v)) (u - v).
struct NestedLogarithm {
  std::size_t range;              ///< the outer one
  proofs::ExactPolynomial bound;  ///< left - right at the outer index
};

struct LogWeights {
  std::string index;
  std::vector<Range> ranges;
  std::vector<LogWeight> weights;
  std::vector<Total> totals;
  std::vector<NestedLogarithm> nested;
  std::vector<proofs::ExactPolynomial> divisors;  ///< what the values are divided by
};

/// Of the logarithms of sums: the shares of their terms. Of logarithms and exponentials, also inside of sums: they
/// themselves. Of nonnegative families and numbers of terms: their logarithms. Of the totals at these points: shares.
/// `index` and `inner` are names that are not in scope.
LogWeights log_weights(const proofs::Sequent& sequent, const std::string& index, const std::string& inner);

/// The body of a binder over the range at the index; closed at once again by `summed`.
proofs::ExactPolynomial summed(const proofs::ExactPolynomial& term, const Range& range, const std::string& index);

/// A hypothesis for all indices, said of one of them.
struct FamilyAt {
  std::size_t place;  ///< the number of the fact
  proofs::Fact fact;
};
/// Every family over this range, said of the index.
std::vector<FamilyAt> families_at(const proofs::ExactPolynomial& index, const Range& range,
                                  const std::vector<proofs::Fact>& facts);

}  // namespace geq::prover
