// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

/// The search of integrals_and_limits (integrals.hpp), by subject: integrals.cpp says which way to go, values.cpp finds
/// integrals and that they exist, limits.cpp limits, questions.cpp answers what is asked of sequences of functions, and
/// comparisons.cpp bounds integrals whose values are not known.

#include <utility>

#include "proofs/kernel/integrals.hpp"
#include "prover/side_chain.hpp"

namespace geq::prover {

/// Where the polynomial is positive from then on, if its highest coefficient is: 1 and the sum of what is negative over
/// that coefficient.
std::optional<proofs::ExactPolynomial> place_of_sign(const proofs::ExactPolynomial& polynomial,
                                                     const std::string& variable,
                                                     const std::vector<proofs::Fact>& facts);

/// Gives a variable another value until the end of the block, however that is left.
template <typename Value>
class Within {
 public:
  Within(Value& variable, Value value) : variable_(variable), before_(std::exchange(variable, value)) {}
  ~Within() { variable_ = before_; }
  Within(const Within&) = delete;
  Within& operator=(const Within&) = delete;

 private:
  Value& variable_;
  Value before_;
};

class Analysis {
 public:
  Analysis(const Origin& origin, Search& search) : origin_(origin.sufficient()), search_(search) {}

  std::optional<Steps> closed(const proofs::Sequent& sequent);
  /// The goal's polynomial with the values of limits and integrals put in.
  std::optional<proofs::ExactPolynomial> evaluated(const proofs::Sequent& sequent);

 private:
  // integrals.cpp

  std::optional<Steps> one_deeper(const proofs::Sequent& sequent);
  std::optional<Steps> by_kind(const proofs::Sequent& sequent);
  SideChain started(const proofs::Sequent& sequent);
  /// Side conditions: about integrals by what is here, others by everything else.
  std::optional<Steps> side_proof(const proofs::Sequent& sequent);
  /// Where a variable is known not to be a number: above and below it.
  std::optional<Steps> on_both_sides(const proofs::Sequent& sequent);
  /// What holds for all indices, for one of them.
  std::optional<Steps> for_each(const proofs::Family& family, const SideChain& chain);
  static bool analysis_in(const proofs::Fact& fact);
  /// The step, and what closes all that it leaves.
  std::optional<Steps> after(const proofs::Step& step, const proofs::Sequent& sequent);
  /// exp increases and lies above its tangents: one of these facts shows the goal.
  std::optional<Steps> compare_exponentials(const proofs::Sequent& sequent);
  std::optional<Steps> relation(const proofs::Sequent& sequent);
  std::optional<Steps> both_signs(const SideChain& chain);
  std::optional<Steps> by_elementary(const SideChain& chain);

  // values.cpp

  /// Appends what shows that the integral exists.
  bool establish(SideChain& chain, const proofs::ExactPolynomial& integral);
  /// Appends an equation that gives the value (and that the integral exists).
  bool find_value(SideChain& chain, const proofs::ExactPolynomial& integral);
  /// The same with an antiderivative of an integrand of both signs, which is first shown to be below one with a value.
  bool find_value_of_both_signs(SideChain& chain, const proofs::ExactPolynomial& integral,
                                const proofs::OverInterval& of, const proofs::ExactPolynomial& function,
                                const std::string& variable);
  bool find_bounded_value(SideChain& chain, const proofs::ExactPolynomial& integral, const proofs::OverInterval& of,
                          const proofs::ExactPolynomial& function, const std::string& variable);
  /// The same where an integral that is known to exist bounds it.
  bool find_dominated_value(SideChain& chain, const proofs::ExactPolynomial& integral,
                            const proofs::ExactPolynomial& function, const std::string& variable,
                            const proofs::ExactPolynomial& bound);
  /// Facts that the arguments of logarithms in an antiderivative are positive at the ends, where there are parameters.
  static void state_positive_logarithms(SideChain& chain, const proofs::ExactPolynomial& function,
                                        const std::string& variable, const proofs::RealInterval& interval);
  static proofs::ExactPolynomial renamed(const proofs::ExactPolynomial& polynomial, const std::string& from,
                                         const std::string& to);
  /// The place of a fact atom - value = 0 whose value has no such atom.
  static std::optional<std::size_t> value_of(const proofs::Sequent& sequent, const proofs::ExactPolynomial& integral);
  static void substitute_value(SideChain& chain, const proofs::ExactPolynomial& integral);

  // nested.cpp

  /// The same for an integral of integrals and limits whose values are known for every value of the outer variable,
  /// where these are nonnegative.
  bool find_nested_value(SideChain& chain, const proofs::ExactPolynomial& integral);
  /// Of an integral of integrals: appends that it exists, as a function of both variables with a known integral bounds
  /// it.
  bool establish_nested(SideChain& chain, const proofs::ExactPolynomial& integral);
  /// The goal has one integral of integrals: a bound of the inner integrand in its place.
  std::optional<Steps> by_nested_bounds(const SideChain& start);
  /// The same with another integral, whose integrand is nonnegative and has the same values.
  bool find_value_by(SideChain& chain, const proofs::ExactPolynomial& integral, const proofs::ExactPolynomial& other);

  // completed_squares.cpp

  /// The same for an integrand with the root of a quadratic polynomial, moved to where that has no linear term.
  bool find_value_from_middle(SideChain& chain, const proofs::ExactPolynomial& integral, const proofs::OverInterval& of,
                              const std::string& variable);

  // halves.cpp

  /// Of an even function over the line or -a..a: appends integral - 2 half = 0, and that the half exists.
  std::optional<proofs::ExactPolynomial> halve(SideChain& chain, const proofs::ExactPolynomial& integral);

  /// Of an even function with absolute values: appends an equation that gives the value.
  bool find_value_of_half(SideChain& chain, const proofs::ExactPolynomial& integral);

  // limits.cpp

  /// Where a variable may begin that goes to a point: numbers, and numbers beyond each parameter.
  static std::vector<proofs::ExactPolynomial> starts(const proofs::Sequent& sequent);
  std::optional<Steps> pointwise(const proofs::Sequent& sequent);
  /// Limits: by leading terms of the body, in which integrals have been replaced by their values.
  bool find_limit(SideChain& chain, const proofs::ExactPolynomial& limit);

  /// A limit of what has one sum: two bounds of the sum lead to the same limit.
  bool by_bounds_of_sum(SideChain& chain, const proofs::ExactPolynomial& limit, const std::string& variable);

  /// A limit of integrals, as that of the integrands has an integral that is known.
  bool by_dominated_convergence(SideChain& chain, const proofs::ExactPolynomial& limit);
  /// The same for integers, by the answer to whether the members are dominated.
  bool by_exchange(SideChain& chain, const proofs::ExactPolynomial& limit, const proofs::OverInterval& question);
  /// The last fact is limit - integral = 0: the value of the integral is that of the limit.
  bool take_value_of_exchanged(SideChain& chain, const proofs::ExactPolynomial& limit);

  // monotone_limits.cpp

  /// Steps that may show that the limit exists, and is on that side of what it is to be compared with.
  std::vector<proofs::BoundedMonotone> monotone_steps(const SideChain& chain, const proofs::ExactPolynomial& limit,
                                                      const std::optional<proofs::ExactPolynomial>& wanted) const;
  /// A side condition of such a step: sums up to the next integer with their last terms split off.
  std::optional<Steps> with_last_terms(const proofs::Sequent& sequent, const std::string& variable);
  /// Appends that the limit exists, as that of a bounded monotone sequence.
  bool establish_monotone(SideChain& chain, const proofs::ExactPolynomial& limit);
  /// The goal has one limit, with a constant factor: a bound of a monotone sequence, or one of its values, in its
  /// place.
  std::optional<Steps> by_monotone_limit(const SideChain& start);

  // questions.cpp

  /// An integrable bound of all members of the sequence.
  std::optional<Steps> dominator(const proofs::Sequent& sequent, const proofs::OverInterval& of);
  /// A contradiction from a dominated sequence: the limit of the integrals is not the integral of the limit.
  std::optional<Steps> not_dominated(const proofs::Sequent& sequent);

  /// The same, as the members near an end are together above what has no integral.
  std::optional<Steps> by_supremum(SideChain chain, const proofs::ExactPolynomial& question);

  // comparisons.cpp

  /// The only integral has no parameters: numbers in its place.
  std::optional<Steps> by_enclosure(const SideChain& start);
  /// The same with that many pieces, and tails cut off where the integrand is below the tolerance.
  std::optional<Steps> by_pieces(SideChain chain, const proofs::ExactPolynomial& integral, std::uint32_t pieces,
                                 double tolerance);
  /// The goal is a sum of integrals over one interval whose integrands have the sign.
  std::optional<Steps> by_comparison(SideChain chain);
  /// One integral, an end of which is a variable, with a constant factor: compared with the derivative of what it is
  /// to be above or below.
  std::optional<Steps> by_derivative_of_bound(const SideChain& start);
  /// Appends the value of the integral of a derivative, which is to be compared with another integral.
  bool has_value(SideChain& chain, const proofs::ExactPolynomial& integral, const proofs::ExactPolynomial& function,
                 const std::string& variable, const proofs::ExactPolynomial& compared);
  /// One integral with a constant factor: a bound in its place, and the rest by other methods.
  std::optional<Steps> by_bounds(const SideChain& start);
  /// The goal is factor * (integral - others) + rest, and the last fact says which is greater.
  std::optional<Steps> replaced(SideChain chain, const proofs::ExactPolynomial& integral,
                                const std::vector<proofs::IntegralPart>& others, const proofs::Rational& factor);

  // at_zero.cpp

  /// A parameter that is known to be >= 0, but not > 0: the goal where it is 0, and where it is positive.
  std::optional<Steps> by_cases_at_zero(const proofs::Sequent& sequent);
  std::optional<Steps> by_cases_at_zero(const proofs::Sequent& sequent, const std::string& name);

  // strict.cpp

  /// Appends that the sum of the integrals, which are known to exist, is positive: the integrands are, or they are
  /// nonnegative up to the place and positive beyond it.
  bool integrate_strictly(SideChain& chain, const std::vector<proofs::IntegralPart>& parts,
                          const proofs::ExactPolynomial& place);

  Origin origin_;
  Search& search_;
  std::size_t depth_ = 0;
  bool is_bounding_ = false;  ///< inside of find_value_of_both_signs
};

}  // namespace geq::prover
