// SPDX-License-Identifier: GPL-3.0-or-later
#include "polynomials/simple_squares.hpp"

#include <algorithm>
#include <map>

#include "prover/conversion.hpp"
#include "prover/reductions/functions.hpp"
#include "prover/strategies/strategies.hpp"

namespace geq::prover {

using proofs::Atom;
using proofs::ExactPolynomial;
using proofs::Sequent;
using proofs::Sign;

namespace {

/// A product of different facts: what squares are multiplied by.
struct FactProduct {
  std::vector<std::size_t> facts;
  ExactPolynomial value;
  bool positive;
};

bool is_inequality(const proofs::Fact& fact) { return fact.sign == Sign::nonnegative || fact.sign == Sign::positive; }

bool has_reciprocal(const ExactPolynomial& polynomial) { return !reciprocals(polynomial).empty(); }

/// The facts that speak about the goal's atoms, or about atoms of such facts; none with denominators.
std::vector<std::size_t> relevant_facts(const Sequent& sequent, const ExactPolynomial& theme) {
  std::set<Atom> reached = atoms(theme);
  std::vector<std::size_t> result;
  for (bool grown = true; grown;) {
    grown = false;
    for (std::size_t i = 0; i < sequent.facts.size(); ++i) {
      const proofs::Fact& fact = sequent.facts[i];
      if (std::find(result.begin(), result.end(), i) != result.end()) continue;
      if (fact.sign == Sign::nonzero || has_reciprocal(fact.polynomial) || fact.polynomial.constant()) continue;
      std::set<Atom> own = atoms(fact.polynomial);
      if (std::none_of(own.begin(), own.end(), [&](const Atom& atom) { return reached.contains(atom); })) continue;
      result.push_back(i);
      reached.merge(own);
      grown = true;
    }
  }
  std::sort(result.begin(), result.end());
  return result;
}

/// A root of a number: a number, so it does not count in degrees.
bool is_number(const Atom& atom) {
  return root_degree(atom).has_value() && proofs::variables(atom.arguments()[1]).empty();
}

std::uint64_t counted_degree(const proofs::Monomial& monomial) {
  std::uint64_t result = 0;
  for (const auto& [atom, exponent] : monomial) result += is_number(atom) ? 0 : exponent;
  return result;
}

std::uint32_t total_degree(const ExactPolynomial& polynomial) {
  std::uint64_t result = 0;
  for (const auto& [monomial, coefficient] : polynomial.terms()) result = std::max(result, counted_degree(monomial));
  return static_cast<std::uint32_t>(result);
}

bool is_form(const ExactPolynomial& polynomial) {
  const std::uint64_t degree = total_degree(polynomial);
  return !polynomial.is_zero() && std::all_of(polynomial.terms().begin(), polynomial.terms().end(),
                                              [&](const auto& term) { return counted_degree(term.first) == degree; });
}

/// A root of a number with the facts that say what it is.
struct NumberRoot {
  Atom atom;
  std::uint32_t degree;
  std::size_t equation;
  std::optional<std::size_t> sign;  ///< the fact that it is positive
};

/// Those with an equation, inner ones first.
std::vector<NumberRoot> number_roots(const Sequent& sequent) {
  std::vector<NumberRoot> result;
  for (const Atom& atom : functions_in(sequent)) {
    if (!is_number(atom)) continue;
    const ExactPolynomial root(atom);
    const unsigned long degree = *root_degree(atom);
    const auto equation = index_of({power(root, degree) - atom.arguments()[1], Sign::zero}, sequent);
    if (equation)
      result.push_back(
          {atom, static_cast<std::uint32_t>(degree), *equation, index_of({root, Sign::positive}, sequent)});
  }
  return result;
}

/// The question for the search, and the way back: polynomials over atoms become polynomials in x0, x1, ...
class Translation {
 public:
  explicit Translation(const std::set<Atom>& atoms) : atoms_(atoms.begin(), atoms.end()) {
    std::vector<std::string> names;
    for (std::size_t i = 0; i < atoms_.size(); ++i) names.push_back("x" + std::to_string(i));
    ring_ = polynomials::make_ring(std::move(names));
  }

  polynomials::Polynomial to_search(const ExactPolynomial& polynomial) const {
    std::vector<polynomials::Term> terms;
    for (const auto& [monomial, coefficient] : polynomial.terms()) {
      polynomials::Term term{std::vector<std::uint32_t>(atoms_.size(), 0), prover::to_search(coefficient)};
      for (const auto& [atom, exponent] : monomial) term.exponents[place(atom)] = exponent;
      terms.push_back(std::move(term));
    }
    return polynomials::Polynomial::from_terms(ring_, terms);
  }

  ExactPolynomial to_kernel(const polynomials::Polynomial& polynomial) const {
    ExactPolynomial result;
    for (const polynomials::Term& term : polynomial.terms()) {
      proofs::Monomial monomial;
      for (std::size_t i = 0; i < atoms_.size(); ++i)
        if (term.exponents[i] > 0) monomial.emplace_back(atoms_[i], term.exponents[i]);
      result.add(prover::to_kernel(term.coefficient), monomial);
    }
    return result;
  }

  std::size_t place(const Atom& atom) const {
    return static_cast<std::size_t>(std::lower_bound(atoms_.begin(), atoms_.end(), atom) - atoms_.begin());
  }

 private:
  std::vector<Atom> atoms_;
  polynomials::RingPointer ring_;
};

/// Products of up to `count` different facts and of degree at most `degree`, the empty one first.
std::vector<FactProduct> products(const Sequent& sequent, const std::vector<std::size_t>& facts, std::size_t count,
                                  std::uint32_t degree) {
  std::vector<FactProduct> result{{{}, ExactPolynomial(proofs::Rational(1)), true}};
  for (std::size_t begin = 0, size = 1; size <= count; ++size) {
    const std::size_t end = result.size();
    for (std::size_t k = begin; k < end; ++k)
      for (const std::size_t fact : facts) {
        if (!result[k].facts.empty() && fact <= result[k].facts.back()) continue;
        if (!is_inequality(sequent.facts[fact])) continue;
        if (total_degree(result[k].value) + total_degree(sequent.facts[fact].polynomial) > degree) continue;
        FactProduct next = result[k];
        next.facts.push_back(fact);
        next.value = next.value * sequent.facts[fact].polynomial;
        next.positive = next.positive && sequent.facts[fact].sign == Sign::positive;
        result.push_back(std::move(next));
        if (result.size() > 400) return result;
      }
    begin = end;
  }
  return result;
}

/// One attempt: how many facts in a product, up to which degree, and for a contradiction the product of positive facts
/// that is shown to be negative.
struct Level {
  std::size_t count;
  std::uint32_t degree;
  std::vector<std::size_t> negative = {};
};

class SquaresSearch {
 public:
  /// `theme` has the atoms that matter: the goal, or what was supposed of it.
  SquaresSearch(const Sequent& sequent, const ExactPolynomial& theme)
      : sequent_(sequent), facts_(relevant_facts(sequent, theme)) {
    homogeneous_ = is_form(theme);
    const auto says_form = [&](std::size_t i) { return is_form(sequent.facts[i].polynomial); };
    const auto has_atoms_of_goal = [&, goal = atoms(theme)](std::size_t i) {
      const std::set<Atom> own = atoms(sequent.facts[i].polynomial);
      return std::includes(goal.begin(), goal.end(), own.begin(), own.end());
    };
    keep_numbers();
    // A form needs forms only, unless an equation fixes the scale.
    if (homogeneous_ && std::all_of(facts_.begin(), facts_.end(), says_form)) {
      std::erase_if(facts_, [&](std::size_t i) { return !has_atoms_of_goal(i); });
    } else if (homogeneous_) {
      homogeneous_ = false;
    }
  }

  std::optional<Steps> run(const Level& level, const polynomials::SquaresLimits& limits, Search& search) const {
    const std::vector<FactProduct> multipliers = times_numbers(products(sequent_, facts_, level.count, level.degree));
    ExactPolynomial negative(proofs::Rational(1));
    for (const std::size_t fact : level.negative) negative = negative * sequent_.facts[fact].polynomial;
    const bool contradiction = sequent_.goal.polynomial.is_zero();
    const ExactPolynomial goal = contradiction ? -negative : sequent_.goal.polynomial;
    std::set<Atom> occurring = atoms(goal);
    for (const std::size_t fact : facts_) occurring.merge(atoms(sequent_.facts[fact].polynomial));
    for (const NumberRoot& root : numbers_) {
      occurring.insert(root.atom);
      occurring.merge(atoms(root.atom.arguments()[1]));
    }
    const Translation translation(occurring);
    polynomials::SquaresQuestion question{translation.to_search(goal), {}, {}, {}, level.degree, homogeneous_, {}};
    for (const NumberRoot& root : numbers_)
      question.scalars.push_back(
          {translation.place(root.atom), root.degree, translation.to_search(root.atom.arguments()[1])});
    for (const FactProduct& product : multipliers) {
      question.multipliers.push_back(translation.to_search(product.value));
      question.constant_wanted.push_back(!contradiction && sequent_.goal.sign == Sign::positive && product.positive);
    }
    std::vector<std::size_t> equations;
    for (const std::size_t fact : facts_)
      if (sequent_.facts[fact].sign == Sign::zero) {
        question.equations.push_back(translation.to_search(sequent_.facts[fact].polynomial));
        equations.push_back(fact);
      }
    const auto found = readable_sum_of_squares(question, limits, search.stop());
    if (!found) return {};
    proofs::Combination step;
    for (const auto& summand : found->summands) {
      proofs::Combination::Summand next{to_kernel(summand.coefficient), {}, translation.to_kernel(summand.root)};
      for (const std::size_t fact : multipliers[summand.multiplier].facts) next.facts.emplace_back(fact, 1);
      step.summands.push_back(std::move(next));
    }
    if (contradiction) {
      proofs::Combination::Summand last{proofs::Rational(1), {}, ExactPolynomial(proofs::Rational(1))};
      for (const std::size_t fact : level.negative) {
        if (!last.facts.empty() && last.facts.back().first == fact)
          ++last.facts.back().second;
        else
          last.facts.emplace_back(fact, 1);
      }
      step.summands.push_back(std::move(last));
    }
    for (const auto& [equation, factor] : found->multiples)
      step.multiples.push_back({equations[equation], translation.to_kernel(factor)});
    for (const auto& [number, factor] : found->scalar_multiples)
      step.multiples.push_back({numbers_[number].equation, translation.to_kernel(factor)});
    const auto remaining = proofs::apply(step, sequent_);
    if (!remaining || !remaining.value().empty()) return {};
    return Steps{std::move(step)};
  }

  /// The same without the linear assumptions of several terms, such as orders; none if there are none. More multipliers
  /// are more freedom that has to be rounded, where equality holds at irrational points.
  std::optional<SquaresSearch> without_orders() const {
    SquaresSearch result = *this;
    const std::size_t dropped = std::erase_if(result.facts_, [&](std::size_t i) {
      const ExactPolynomial& polynomial = sequent_.facts[i].polynomial;
      const bool supposed = i + 1 == sequent_.facts.size();
      return !supposed && is_inequality(sequent_.facts[i]) && total_degree(polynomial) == 1 &&
             polynomial.terms().size() > 1;
    });
    return dropped > 0 ? std::optional(std::move(result)) : std::nullopt;
  }

  const std::vector<std::size_t>& facts() const noexcept { return facts_; }
  bool homogeneous() const noexcept { return homogeneous_; }
  /// The largest degree of a fact that is used.
  std::uint32_t fact_degree() const {
    std::uint32_t result = 0;
    for (const std::size_t fact : facts_) result = std::max(result, total_degree(sequent_.facts[fact].polynomial));
    return result;
  }

 private:
  /// The roots of numbers that occur leave the facts: their equations and signs are used in another way.
  void keep_numbers() {
    std::set<Atom> occurring = atoms(sequent_.goal.polynomial);
    for (const std::size_t fact : facts_) occurring.merge(atoms(sequent_.facts[fact].polynomial));
    for (NumberRoot& root : number_roots(sequent_)) {
      if (!occurring.contains(root.atom)) continue;
      std::erase_if(facts_, [&](std::size_t i) { return i == root.equation || (root.sign && i == *root.sign); });
      numbers_.push_back(std::move(root));
    }
  }

  /// Also times the roots of numbers that are known to be positive.
  std::vector<FactProduct> times_numbers(std::vector<FactProduct> products) const {
    for (const NumberRoot& root : numbers_) {
      if (!root.sign) continue;
      const std::size_t without = products.size();
      for (std::size_t k = 0; k < without; ++k) {
        products.push_back(products[k]);
        products.back().facts.push_back(*root.sign);
        products.back().value = products.back().value * ExactPolynomial(root.atom);
      }
    }
    return products;
  }

  const Sequent& sequent_;
  std::vector<std::size_t> facts_;
  std::vector<NumberRoot> numbers_;
  bool homogeneous_;
};

/// The sequent with what defines its roots of numbers, and the steps to it.
struct Defined {
  Steps steps;
  Sequent sequent;
};

Defined with_number_roots(const Sequent& sequent) {
  Defined result{{}, sequent};
  for (const Atom& atom : functions_in(sequent)) {
    if (!is_number(atom)) continue;
    const ExactPolynomial root(atom);
    if (index_of({power(root, *root_degree(atom)) - atom.arguments()[1], Sign::zero}, result.sequent)) continue;
    const proofs::RootFacts step{root};
    if (auto remaining = proofs::apply(step, result.sequent); remaining && remaining.value().size() == 1) {
      result.steps.emplace_back(step);
      result.sequent = remaining.value().front();
    }
  }
  return result;
}

bool is_polynomial_inequality(const Sequent& sequent) {
  return (sequent.goal.sign == Sign::nonnegative || sequent.goal.sign == Sign::positive) &&
         !has_reciprocal(sequent.goal.polynomial) && !sequent.goal.polynomial.constant() &&
         total_degree(sequent.goal.polynomial) <= 40;
}

/// What may be shown to be negative once the goal's negation (the last fact) is supposed, cheap ones first.
std::vector<Level> contradictions(const Sequent& sequent, const SquaresSearch& squares) {
  const std::size_t supposed = sequent.facts.size() - 1;
  const std::uint32_t degree = total_degree(sequent.facts[supposed].polynomial);
  const bool strict = sequent.facts[supposed].sign == Sign::positive;
  const std::uint32_t least = std::max(degree, squares.fact_degree());
  std::vector<Level> result;
  if (!squares.homogeneous())
    for (const std::size_t count : {std::size_t{1}, std::size_t{2}}) result.push_back({count, least + least % 2});
  if (strict)
    for (const std::size_t fact : squares.facts()) {
      if (fact == supposed || sequent.facts[fact].sign != Sign::positive) continue;
      result.push_back({3, degree + total_degree(sequent.facts[fact].polynomial), {fact, supposed}});
    }
  if (strict)
    for (const std::size_t count : {std::size_t{2}, std::size_t{3}})
      result.push_back({count, 2 * degree, {supposed, supposed}});
  if (!squares.homogeneous()) result.push_back({3, least + least % 2 + 2});
  return result;
}

}  // namespace

std::optional<Steps> sums_of_squares_within(const Sequent& stated, std::size_t entries, Search& search) {
  if (!is_polynomial_inequality(stated)) return {};
  const auto [steps_to_it, sequent] = with_number_roots(stated);
  const SquaresSearch squares(sequent, sequent.goal.polynomial);
  std::uint32_t degree = total_degree(sequent.goal.polynomial);
  const std::uint32_t least = std::max(degree, squares.fact_degree());
  if (!is_form(sequent.goal.polynomial)) degree = least + least % 2;
  const polynomials::SquaresLimits limits{entries, 60 + entries / 8};
  for (const Level& level :
       {Level{1, degree}, Level{2, degree}, Level{sequent.variables.size(), degree}, Level{2, least + least % 2 + 2}}) {
    if (search.is_over()) return {};
    if (auto steps = squares.run(level, limits, search)) {
      steps->insert(steps->begin(), steps_to_it.begin(), steps_to_it.end());
      return steps;
    }
  }
  return {};
}

std::optional<Steps> sums_of_squares(const Sequent& sequent, const Origin&, Effort effort, Search& search) {
  return sums_of_squares_within(sequent, effort.persistent ? 2000 : 150, search);
}

std::optional<Steps> positivstellensatz_within(const Sequent& sequent, std::size_t entries, Search& search) {
  if (!is_polynomial_inequality(sequent)) return {};
  Defined defined = with_number_roots(sequent);
  const auto supposed = proofs::apply(proofs::Absurd{}, defined.sequent);
  if (!supposed) return {};
  defined.steps.emplace_back(proofs::Absurd{});
  const Sequent& contradictory = supposed.value().front();
  const SquaresSearch all(contradictory, contradictory.facts.back().polynomial);
  const polynomials::SquaresLimits limits{entries, 60 + entries / 8};
  for (const auto& squares : {std::optional(all), all.without_orders()}) {
    if (!squares) continue;
    for (const Level& level : contradictions(contradictory, *squares)) {
      if (search.is_over()) return {};
      if (auto steps = squares->run(level, limits, search)) {
        steps->insert(steps->begin(), defined.steps.begin(), defined.steps.end());
        return steps;
      }
    }
  }
  return {};
}

std::optional<Steps> positivstellensatz(const Sequent& sequent, const Origin&, Effort effort, Search& search) {
  return effort.persistent ? positivstellensatz_within(sequent, 2000, search) : std::nullopt;
}

}  // namespace geq::prover
