// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

/// What inner products, norms and quotients say of a sequent: facts that follow at once, and equations to compute by.

#include "prover/side_chain.hpp"
#include "prover/symbolic/rewriting.hpp"

namespace geq::prover {

/// A chain that only adds facts, and the equations among them as rules.
class Geometry {
 public:
  /// Without the steps that turned out not to be needed.
  Geometry(SideChain chain, std::set<std::string> unused);

  const SideChain& chain() const noexcept { return chain_; }
  SideChain& chain() noexcept { return chain_; }
  const Rewriting& rules() const noexcept { return rules_; }

  /// Every hypothesis for all indices, said of these.
  void instantiate(const std::vector<proofs::ExactPolynomial>& indices);
  /// Numbers of terms; r^2 = u for square roots; q * 1/q = 1.
  void compute();
  /// The polynomial modulo the equations, with sums whose terms hypotheses for all indices define written by the
  /// definitions: those of x[t+1] by x[t], say. None if it does not end soon.
  std::optional<Rewriting::Reduced> normal(const proofs::ExactPolynomial& polynomial);
  /// The fact added last, read from left to right by this monomial, if it has it.
  void rule(const proofs::Monomial& lead);
  /// Facts without their denominators; squares of bounds of norms; the arguments of maxima and minima; the
  /// inequalities of Cauchy and Schwarz between norms; sums of squares of sums and differences.
  /// Source: J. M. Steele, The Cauchy-Schwarz Master Class (2004), chapters 1 and 4.
  void extend();
  /// Adds q * 1/q = 1 for an atom 1/q, where q is known not to be zero.
  void take_inverse(const proofs::Atom& inverse);
  /// Adds c * 1/p * 1/q = 1/p - 1/q for p + c = q, a number c, where both have been taken.
  void split_product(const proofs::Atom& left, const proofs::Atom& right);
  /// For square roots of the variable and a number: that those of greater numbers are greater, with those of one less
  /// beside them; squares of the differences; u * 1/sqrt(u) = sqrt(u).
  void compare_roots(const std::string& name);
  /// Adds that a sum of squares over a range is not negative.
  void add_square_sum(const proofs::ExactPolynomial& sum);
  /// The applications of such a function outside of binders, in goal and facts.
  std::set<proofs::Atom> functions(proofs::Operator op) const;
  /// Adds a fact that is the sum of these products, modulo the rules.
  bool have_product(const proofs::Fact& fact, const std::vector<std::vector<proofs::ExactPolynomial>>& products);
  /// The same for numbers alone, without what is said of vectors; and 1/v >= 1/u for u >= v.
  void extend_numbers();
  /// The steps whose facts no step of this proof, which goes on from the chain, refers to.
  std::set<std::string> unused_in(const Steps& proof) const;

  /// Appends a step, unless it turned out not to be needed.
  bool then(const proofs::Step& step, const SideChain::Prover& prover);
  bool then(const proofs::Step& step);

 private:
  /// sqrt of a sum of squares of numbers and of sums over ranges of squares.
  struct Norm {
    proofs::ExactPolynomial root;
    struct Part {
      std::optional<std::pair<proofs::ExactPolynomial, proofs::ExactPolynomial>> range;
      proofs::ExactPolynomial term;  ///< whose square is added (up)
    };
    std::vector<Part> parts;
  };

  const std::vector<proofs::Fact>& facts() const { return chain_.sequent().facts; }
  bool is_known(const proofs::ExactPolynomial& value, proofs::Sign sign) const;
  void count_terms();
  void take_root(const proofs::ExactPolynomial& root);
  void take_roots();
  void divide_by_root(const proofs::ExactPolynomial& root, const proofs::ExactPolynomial& radicand);
  void compare_neighbours(const proofs::ExactPolynomial& greater, const proofs::ExactPolynomial& smaller);
  void take_inverses();
  void clear_facts();
  void square_bounds();
  void take_extrema();
  void compare_inverses();
  void collect_definitions();
  bool unfold(const proofs::ExactPolynomial& polynomial);
  void cauchy_schwarz();
  void compare_matrices();  ///< the same for matrices, as sums of the squares of all elements
  void sum_squares();
  /// What is squared when squares are completed one by one in the goal's quadratic form in these elements, at the
  /// index.
  std::vector<proofs::ExactPolynomial> squares_of_goal(const proofs::Atom& range,
                                                       const std::vector<proofs::ExactPolynomial>& elements,
                                                       const std::string& index) const;

  std::optional<Norm> norm_of(const proofs::Atom& root) const;
  void compare(const Norm& left, const Norm& right);
  /// root * root - inner >= 0 and + inner >= 0, as the square of inner is at most that of the product.
  void bound_inner(const Norm& left, const Norm& right, const proofs::ExactPolynomial& inner,
                   const std::function<std::optional<Steps>(const proofs::Sequent&)>& squares);

  /// A step, the facts from `first` up to `end` that it added, and the steps from `start` up to `finish` that show it.
  struct Added {
    std::string step;
    std::size_t first, end;
    std::size_t start, finish;
  };

  SideChain chain_;
  Rewriting rules_;
  /// lead = value for all indices k of a range, from a hypothesis `equation` = 0 in which lead has the coefficient.
  struct Definition {
    std::size_t place;
    proofs::ExactPolynomial lower, upper, equation;
    proofs::Atom lead;
    proofs::Rational coefficient;
  };

  std::string index_;
  std::vector<Definition> definitions_;
  std::set<std::string> unused_;
  std::vector<Added> added_;
};

}  // namespace geq::prover
