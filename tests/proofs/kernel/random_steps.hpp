// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

/// Random steps for a sequent: right often enough to be accepted, wrong often enough to matter.

#include "proofs/kernel/check.hpp"
#include "tests/proofs/kernel/random_source.hpp"

namespace geq::proofs {

class RandomSteps {
 public:
  RandomSteps(RandomSource& random, const Sequent& sequent) : random_(random), sequent_(sequent) {
    for (const std::string& name : sequent.variables) atoms_.push_back(Atom::variable(name));
    if (atoms_.empty()) atoms_.push_back(Atom::variable("x"));
    for (const Atom& atom : geq::proofs::atoms(sequent.goal.polynomial)) atoms_.push_back(atom);
  }

  Step step() {
    switch (random_.below(49)) {
      case 0:
        return Visible{};
      case 1:
        return smallest();
      case 2:
        return Negate{{name()}};
      case 3:
        return Cases{polynomial()};
      case 4:
        return put();
      case 5:
        return Have{{polynomial(), sign()}};
      case 6:
        return Forget{{index()}};
      case 7:
        return Absurd{};
      case 8:
        return BothSigns{};
      case 9:
        return Apart{random_.chance(2)};
      case 10:
        return clear();
      case 11:
        return combination();
      case 12:
        return Rewrite{index(), polynomial()};
      case 13:
        return Divide{
            ExactPolynomial::term(1, random_.monomial(atoms_, 1 + static_cast<std::uint32_t>(random_.below(2))))};
      case 14:
        return Homogenise{random_.chance(4) ? name() : "h"};
      case 15:
        return ComparePowers{static_cast<std::uint32_t>(random_.below(4)), polynomial()};
      case 16:
        return RootFacts{ExactPolynomial(random_.one_of(atoms_))};
      case 17:
        return OneVariable{};
      case 18:
        return TwoVariables{};
      case 19:
        return Group{name(), static_cast<std::uint32_t>(random_.below(3))};
      case 20:
        return Quadratic{name()};
      case 21:
        return value();
      case 22:
        return Name{random_.chance(4) ? name() : "m", ExactPolynomial(random_.one_of(atoms_))};
      case 23:
        return Eliminate{index(), name()};
      case 24:
        return means();
      case 25:
        return Instance{index(), polynomial()};
      case 33:
        return subdivide();
      case 34:
        return Monotone{name(), random_.chance(2) ? ExactPolynomial(Rational(0)) : polynomial(), random_.chance(2),
                        random_.chance(3)};
      case 35:
        return Tangent{random_.chance(2) ? Tangent::Function::exp : Tangent::Function::log, polynomial(), polynomial()};
      case 26:
        return ForEach{new_name(),
                       random_.chance(2) ? ExactPolynomial(random_.small_rational()) : polynomial(),
                       polynomial(),
                       {polynomial(), sign()},
                       random_.chance(2)};
      case 27:
        return SumOf{index()};
      case 28:
        return Count{ExactPolynomial(random_.small_rational()), polynomial()};
      case 29:
        return LastTerm{ExactPolynomial(random_.one_of(atoms_))};
      case 30:
        return Extremum{new_name(), ExactPolynomial(random_.one_of(atoms_))};
      case 31: {
        const ExactPolynomial middle = polynomial();
        return CauchySchwarz{new_name(),      ExactPolynomial(Rational(1)), polynomial(),
                             middle * middle, ExactPolynomial(Rational(1)), random_.chance(4) ? polynomial() : middle};
      }
      case 32:
        return Induction{name(), random_.small_rational()};
      case 36:
        return identity();
      case 40:
        return Telescope{new_name(), ExactPolynomial(random_.small_rational()), polynomial(), polynomial()};
      case 38:
        return OneTerm{index(), ExactPolynomial(random_.small_rational())};
      case 41:
        return NormBound{new_name(), ExactPolynomial(random_.one_of(atoms_)), polynomial(), random_.chance(2)};
      case 42:
        return LeastBound{new_name(), ExactPolynomial(random_.one_of(atoms_)), polynomial()};
      case 39:
        return SwapSums{ExactPolynomial(random_.one_of(atoms_))};
      case 43:
        return open_cells();
      case 44:
        return FloorFacts{ExactPolynomial(random_.one_of(atoms_))};
      case 45:
        return SupportingLine{new_name(), random_.chance(6) ? name() : "w", polynomial(), polynomial()};
      case 46:
        return HalfDegree{1 + random_.below(3), sequent_.variables};
      case 47:
        return generalise();
      case 37:
        return Increasing{random_.chance(2) ? Tangent::Function::exp : Tangent::Function::log, polynomial(),
                          polynomial()};
      default:
        return cones();
    }
  }

 private:
  /// A number that stands in the goal becomes the variable, or anything is claimed.
  Generalise generalise() {
    Generalise step{new_name(), ExactPolynomial(random_.small_rational()), {}, sequent_.goal};
    const ExactPolynomial variable = ExactPolynomial::variable(step.variable);
    if (!random_.chance(4)) step.goal.polynomial = step.goal.polynomial + (variable - step.value) * polynomial();
    for (const Fact& fact : sequent_.facts)
      if (random_.chance(2)) step.facts.push_back({fact.polynomial + (variable - step.value), fact.sign});
    if (random_.chance(8)) step.facts.push_back({polynomial(), sign()});
    return step;
  }

  std::string name() {
    return random_.chance(20) || sequent_.variables.empty() ? "x" : random_.one_of(sequent_.variables);
  }
  std::string new_name() { return random_.chance(6) ? name() : "k"; }
  std::size_t index() { return random_.below(sequent_.facts.size() + 1); }
  ExactPolynomial polynomial() {
    if (random_.chance(3) && !sequent_.facts.empty()) return random_.one_of(sequent_.facts).polynomial;
    return random_.polynomial(atoms_, 2, 2);
  }
  Sign sign() { return static_cast<Sign>(random_.below(4)); }

  /// A grid: right where there are few walls.
  OpenCells open_cells() {
    OpenCells step{{name(), name()}, random_.chance(3) ? name() : "", {}, {}, {}, {}};
    const bool in_space = random_.chance(3);
    if (in_space) step.variables.push_back(name());
    if (random_.chance(3)) step.facts.push_back(index());
    for (auto* list : {&step.walls, &step.thin})
      while (in_space && random_.chance(2)) list->push_back(polynomial());
    const std::vector<Rational> values{-3, -1, Rational(1) / 3, 2, 5};
    const auto some = [&] {
      return std::vector<Rational>(values.end() - static_cast<std::ptrdiff_t>(1 + random_.below(values.size())),
                                   values.end());
    };
    for (const Rational& first : some())
      for (const Rational& second : in_space ? some() : std::vector<Rational>{0}) {
        step.columns.push_back({{first}, some()});
        if (in_space) step.columns.back().at.push_back(second);
      }
    return step;
  }

  Smallest smallest() {
    Smallest step{name(), {}};
    const std::size_t count = 1 + random_.below(2);
    for (std::size_t i = 0; i < count; ++i) {
      const std::string other = name();
      const std::string third = name();
      if (random_.chance(2))
        step.symmetries.push_back({{step.variable, other}, {other, step.variable}});
      else
        step.symmetries.push_back({{step.variable, other}, {other, third}, {third, step.variable}});
    }
    return step;
  }

  Put put() {
    const std::string old = name();
    const ExactPolynomial shift = random_.polynomial(atoms_, 2, 1);
    const ExactPolynomial variable = ExactPolynomial::variable(old);
    const std::string fresh = random_.chance(6) ? name() : "n";
    if (random_.chance(5)) return {{{fresh, polynomial()}}, {{old, ExactPolynomial::variable(fresh)}}};
    return {{{fresh, variable + shift}}, {{old, ExactPolynomial::variable(fresh) - shift}}};
  }

  /// Mostly of a function that the sequent does not have, which changes nothing but asks for the conditions.
  Identity identity() {
    static const std::vector<Operator> functions{Operator::exp, Operator::log, Operator::sin,
                                                 Operator::cos, Operator::tan, Operator::tanh};
    const auto parts = static_cast<std::uint32_t>(random_.below(4));
    if (random_.chance(2)) return {ExactPolynomial(random_.one_of(atoms_)), parts};
    return {application(random_.one_of(functions), {polynomial()}), parts};
  }

  Clear clear() {
    Clear step;
    const std::size_t count = reciprocals(sequent_.goal.polynomial).size() + (random_.chance(10) ? 1 : 0);
    for (std::size_t i = 0; i < count; ++i) step.signs.push_back(static_cast<DenominatorSign>(random_.below(3)));
    return step;
  }

  Value value() {
    const Atom atom = random_.one_of(atoms_);
    if (atom.is_variable() || atom.arguments().empty() || random_.chance(4))
      return {ExactPolynomial(atom), polynomial()};
    const ExactPolynomial& last = atom.arguments().back();
    return {ExactPolynomial(atom), random_.chance(2) ? last : random_.chance(2) ? -last : atom.arguments().front()};
  }

  /// x^2 and y^2 for x*y, with random coefficients, and other things.
  Means means() {
    const ExactPolynomial x(random_.one_of(atoms_)), y(random_.one_of(atoms_));
    const ExactPolynomial c(random_.small_rational()), d(random_.small_rational());
    const Rational weight = random_.chance(4) ? random_.small_rational() : Rational(1) / 2;
    const ExactPolynomial product = random_.chance(6) ? polynomial() : d * x * y;
    return {{{product, {{weight, c * x * x}, {1 - weight, y * y}}}}};
  }

  /// Some random summands; with luck their sum is the goal, which random_sequent makes likely.
  Combination combination() {
    Combination step;
    const std::size_t count = random_.below(3);
    for (std::size_t i = 0; i < count; ++i) {
      Combination::Summand summand{random_.small_rational(), {}, ExactPolynomial(Rational(1))};
      const std::size_t facts = random_.below(3);
      for (std::size_t f = 0; f < facts; ++f)
        summand.facts.emplace_back(index(), static_cast<std::uint32_t>(random_.below(3)));
      if (random_.chance(3)) summand.square = random_.polynomial(atoms_, 2, 1);
      step.summands.push_back(std::move(summand));
    }
    if (random_.chance(4)) step.multiples.push_back({index(), random_.polynomial(atoms_, 1, 1)});
    return step;
  }

  /// A tree, nearly always a whole one.
  Subdivide subdivide() {
    Subdivide step;
    for (std::size_t open = 1; open > 0; --open) {
      const bool part = step.tree.size() > 6 || random_.chance(2);
      step.tree.push_back(part ? std::string() : name());
      if (!part) open += 2;
    }
    if (random_.chance(12)) step.tree.pop_back();
    return step;
  }

  Cones cones() {
    Cones step;
    step.columns = sequent_.variables;
    if (random_.chance(5) && !step.columns.empty()) step.columns.pop_back();
    std::size_t open = 1;
    while (open > 0 && step.tree.size() < 12) {
      --open;
      if (random_.chance(2)) {
        if (random_.chance(8) && !step.tree.empty())
          step.tree.emplace_back(ConeSame{random_.below(step.tree.size()), permutation(step.columns.size())});
        else
          step.tree.emplace_back(ConeLeaf{});
        continue;
      }
      ConeSplit split;
      for (std::size_t c = 0; c < step.columns.size(); ++c) {
        split.weights.push_back(static_cast<std::uint32_t>(random_.below(3)));
        open += split.weights.back() > 0 ? 1 : 0;
      }
      step.tree.emplace_back(std::move(split));
    }
    return step;
  }

  std::vector<std::size_t> permutation(std::size_t size) {
    std::vector<std::size_t> order;
    // cppcheck-suppress containerOutOfBounds ; at most i
    for (std::size_t i = 0; i < size; ++i) order.insert(order.begin() + static_cast<long>(random_.below(i + 1)), i);
    return order;
  }

  RandomSource& random_;
  const Sequent& sequent_;
  std::vector<Atom> atoms_;
};

}  // namespace geq::proofs
