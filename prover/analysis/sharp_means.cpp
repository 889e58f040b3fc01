// SPDX-License-Identifier: GPL-3.0-or-later
#include "prover/analysis/sharp_means.hpp"

#include <algorithm>

#include "proofs/kernel/limits.hpp"
#include "proofs/kernel/normal_form.hpp"
#include "prover/analysis/side_conditions.hpp"
#include "prover/analysis/symbolic_means.hpp"
#include "prover/analysis/variable_roots.hpp"
#include "prover/reductions/derivation.hpp"
#include "prover/reductions/functions.hpp"

namespace geq::prover {

using proofs::Atom;
using proofs::ExactPolynomial;
using proofs::Monomial;
using proofs::Operator;
using proofs::Rational;
using proofs::Sequent;
using proofs::Sign;

namespace {

constexpr unsigned long most_multiples = 60;

/// A term of the goal.
struct Term {
  Rational coefficient;
  Monomial monomial;
  ExactPolynomial value() const { return ExactPolynomial::term(coefficient, monomial); }
};

/// A root of a rational number in the goal, and the fact root^degree - radicand = 0.
struct Constant {
  Atom root;
  unsigned long degree;
  Rational radicand;
  std::size_t equation;
};

class SharpMean {
 public:
  SharpMean(const Sequent& sequent, const Origin& origin, Search& search)
      : chain_(sequent,
               [this](const Sequent& side) { return prove_elementary(side, origin_, Effort::small(), search_); }),
        origin_(origin.sufficient()),
        search_(search) {}

  std::optional<Steps> closed() {
    state_positive_variables(chain_);
    if (!clear_denominators() || !name_roots_of_variables(chain_, {})) return {};
    const auto constants = roots_of_numbers();
    if (!constants) return {};
    if (const auto divided = division_by_common_factor(chain_.sequent())) chain_.then(*divided);
    return by_means(*constants);
  }

 private:
  bool clear_denominators() {
    for (int round = 0; round < 3; ++round) {
      const std::size_t denominators = reciprocals(chain_.sequent().goal.polynomial).size();
      if (denominators == 0) return true;
      if (!chain_.then(proofs::Clear{std::vector(denominators, proofs::DenominatorSign::positive)})) return false;
    }
    return reciprocals(chain_.sequent().goal.polynomial).empty();
  }

  std::optional<std::vector<Constant>> roots_of_numbers() {
    std::vector<Constant> result;
    for (const Atom& atom : functions_in(chain_.sequent().goal.polynomial)) {
      const auto degree = root_degree(atom);
      if (!degree) continue;
      const auto radicand = atom.arguments()[1].constant();
      if (!radicand || proofs::sign(*radicand) <= 0) return {};
      result.push_back({atom, *degree, *radicand, chain_.sequent().facts.size()});
      if (!chain_.then(proofs::RootFacts{ExactPolynomial(atom)})) return {};
    }
    return result;
  }

  /// Two positive terms against one.
  std::optional<Steps> by_means(const std::vector<Constant>& constants) {
    if (is_visible(chain_.sequent().goal, chain_.sequent().facts)) return chain_.followed_by({proofs::Visible{}});
    std::vector<Term> sides;
    std::optional<Term> middle;
    for (const auto& [monomial, c] : chain_.sequent().goal.polynomial.terms()) {
      if (proofs::sign(c) > 0)
        sides.push_back({c, monomial});
      else if (middle)
        return {};
      else
        middle = Term{-c, monomial};
    }
    if (sides.size() != 2 || !middle) return {};
    const auto weight = weight_of_second(sides[0], sides[1], *middle, constants);
    if (!weight) return {};
    for (const Constant& constant : constants)
      if (!make_agree(constant, *weight, sides[0], sides[1], *middle)) return {};
    const proofs::Step means =
        proofs::Means{{{middle->value(), {{1 - *weight, sides[0].value()}, {*weight, sides[1].value()}}}}};
    const auto remaining = proofs::apply(means, chain_.sequent());
    if (!remaining || !remaining.value().empty()) return {};
    return chain_.followed_by({means});
  }

  static Rational exponent(const Atom& atom, const Term& term) {
    return Rational(static_cast<unsigned long>(exponent_of(atom, term.monomial)));
  }

  /// With it the exponents of the middle term are the means of the others.
  static std::optional<Rational> weight_of_second(const Term& first, const Term& second, const Term& middle,
                                                  const std::vector<Constant>& constants) {
    std::set<Atom> bases;
    for (const Term* term : {&first, &second, &middle})
      for (const auto& [atom, times] : term->monomial) bases.insert(atom);
    for (const Constant& constant : constants) bases.erase(constant.root);
    std::optional<Rational> weight;
    for (const Atom& base : bases) {
      const Rational step = exponent(base, second) - exponent(base, first);
      const Rational place = exponent(base, middle) - exponent(base, first);
      if (step == 0 && place == 0) continue;
      if (step == 0 || (weight && *weight != place / step)) return {};
      weight = place / step;
    }
    if (!weight || proofs::sign(*weight) <= 0 || *weight >= 1) return {};
    return weight;
  }

  /// Multiplies the terms by powers of root^degree / radicand, so that the exponents of the root agree as well.
  bool make_agree(const Constant& constant, const Rational& weight, Term& first, Term& second, Term& middle) {
    const Rational q(constant.degree);
    for (unsigned long i = 0; i < most_multiples; ++i)
      for (unsigned long j = 0; j < most_multiples; ++j) {
        const Rational mean = (1 - weight) * (exponent(constant.root, first) + q * Rational(i)) +
                              weight * (exponent(constant.root, second) + q * Rational(j));
        const auto times = proofs::integer_between((mean - exponent(constant.root, middle)) / q, 0, most_multiples);
        if (!times || cln::denominator((mean - exponent(constant.root, middle)) / q) != 1) continue;
        return multiply(constant, i, Rational(1), first) && multiply(constant, j, Rational(1), second) &&
               multiply(constant, static_cast<unsigned long>(*times), Rational(-1), middle);
      }
    return false;
  }

  /// The term, which has this sign in the goal, times (root^degree / radicand)^times.
  bool multiply(const Constant& constant, unsigned long times, const Rational& sign, Term& term) {
    if (times == 0) return true;
    const ExactPolynomial root(constant.root);
    ExactPolynomial factor;
    for (unsigned long l = 0; l < times; ++l)
      factor = factor + ExactPolynomial(1 / expt(constant.radicand, l + 1)) * power(root, constant.degree * l);
    if (!chain_.then(proofs::Rewrite{constant.equation, ExactPolynomial(sign) * term.value() * factor})) return false;
    const ExactPolynomial grown =
        term.value() * ExactPolynomial(1 / expt(constant.radicand, times)) * power(root, constant.degree * times);
    term = {grown.terms().begin()->second, grown.terms().begin()->first};
    return true;
  }

  static Rational expt(const Rational& base, unsigned long exponent) {
    return power(ExactPolynomial(base), exponent).constant().value();
  }

  SideChain chain_;
  Origin origin_;
  Search& search_;
};

}  // namespace

std::optional<Steps> sharp_mean(const Sequent& sequent, const Origin& origin, Search& search) {
  if (sequent.goal.sign != Sign::nonnegative) return {};
  const std::vector<Atom> functions = functions_in(sequent.goal.polynomial);
  const auto is_root = [](const Atom& atom) { return root_degree(atom).has_value(); };
  const auto is_known = [&](const Atom& atom) { return is_root(atom) || atom.op() == Operator::quotient; };
  if (!std::any_of(functions.begin(), functions.end(), is_root) ||
      !std::all_of(functions.begin(), functions.end(), is_known))
    return {};
  try {
    return SharpMean(sequent, origin, search).closed();
  } catch (const proofs::LimitExceeded&) {
    return {};
  }
}

std::optional<Steps> sharp_means(const Sequent& sequent, const Origin& origin, Effort, Search& search) {
  if (auto steps = symbolic_mean(sequent, origin, search)) return steps;
  const std::vector<Atom> functions = functions_in(sequent.goal.polynomial);
  const auto is_root_of_number = [](const Atom& atom) { return root_degree(atom) && atom.arguments()[1].constant(); };
  if (!std::any_of(functions.begin(), functions.end(), is_root_of_number)) return {};
  return sharp_mean(sequent, origin, search);
}

}  // namespace geq::prover
