// SPDX-License-Identifier: GPL-3.0-or-later
#include "prover/symbolic/splitting.hpp"

namespace geq::prover {

using proofs::Atom;
using proofs::ExactPolynomial;
using proofs::Operator;
using proofs::Rational;
using proofs::Sequent;

namespace {

constexpr int most_rounds = 4;

/// The values of the application where the pivot is >= 0, and where it is <= 0.
struct TwoValues {
  ExactPolynomial pivot, first, second;
};

std::optional<TwoValues> two_values(const Atom& atom) {
  const std::vector<ExactPolynomial>& arguments = atom.arguments();
  if (atom.op() == Operator::abs) return TwoValues{arguments[0], arguments[0], -arguments[0]};
  if (arguments.size() != 2) return {};
  const bool greatest = atom.op() == Operator::max;
  return TwoValues{arguments[0] - arguments[1], arguments[greatest ? 0 : 1], arguments[greatest ? 1 : 0]};
}

}  // namespace

std::optional<Steps> by_cases(const Sequent& sequent, const std::set<Operator>& wanted,
                              const SideChain::Prover& prove) {
  for (const Atom& atom : atoms(sequent.goal.polynomial)) {
    const auto values = wanted.contains(atom.op()) ? two_values(atom) : std::nullopt;
    if (!values) continue;
    Steps steps{proofs::Cases{values->pivot}};
    const auto cases = proofs::apply(steps.front(), sequent);
    if (!cases || cases.value().size() != 2) return {};
    for (std::size_t i = 0; i < 2; ++i) {
      const proofs::Value value{ExactPolynomial(atom), i == 0 ? values->first : values->second};
      const auto applied = proofs::apply(proofs::Step(value), cases.value()[i]);
      if (!applied || applied.value().size() != 1) return {};
      const auto proof = prove(applied.value()[0]);
      if (!proof) return {};
      steps.emplace_back(value);
      steps.insert(steps.end(), proof->begin(), proof->end());
    }
    return steps;
  }
  return {};
}

std::optional<Steps> by_both_signs(const Sequent& sequent, const SideChain::Prover& prove) {
  const auto both = proofs::apply(proofs::BothSigns{}, sequent);
  if (!both) return {};
  Steps steps{proofs::BothSigns{}};
  for (const Sequent& half : both.value()) {
    const auto proof = prove(half);
    if (!proof) return {};
    steps.insert(steps.end(), proof->begin(), proof->end());
  }
  return steps;
}

std::optional<Steps> without_absolute_value(const Sequent& side) {
  for (std::size_t i = 0; i < side.facts.size(); ++i)
    for (const Atom& atom : atoms(side.facts[i].polynomial)) {
      if (atom.op() != Operator::abs) continue;
      const ExactPolynomial& inside = atom.arguments()[0];
      const ExactPolynomial distance = side.goal.polynomial - side.facts[i].polynomial - ExactPolynomial(atom);
      if (distance != inside && distance != -inside) continue;
      Steps steps{proofs::Cases{inside}};
      for (const ExactPolynomial& value : {inside, -inside}) {
        steps.emplace_back(proofs::Value{ExactPolynomial(atom), value});
        const ExactPolynomial surplus = distance + value;  // twice what the case says is nonnegative, or zero
        proofs::Combination last;
        last.summands.push_back({Rational(1), {{i, 1}}, ExactPolynomial(Rational(1))});
        if (!surplus.is_zero())
          last.summands.push_back({Rational(2), {{side.facts.size(), 1}}, ExactPolynomial(Rational(1))});
        steps.emplace_back(std::move(last));
      }
      return steps;
    }
  return {};
}

std::optional<Steps> shortened(const std::function<std::optional<PrunedProof>(const std::set<std::string>&)>& attempt) {
  std::set<std::string> unused;
  std::optional<Steps> shortest;
  for (int i = 0; i < most_rounds; ++i) {
    auto next = attempt(unused);
    if (!next) return shortest;
    shortest = std::move(next->steps);
    if (next->unused == unused) break;
    unused = std::move(next->unused);
  }
  return shortest;
}

}  // namespace geq::prover
