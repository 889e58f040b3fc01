// SPDX-License-Identifier: GPL-3.0-or-later
#include "prover/symbolic/integer_angles.hpp"

#include <algorithm>

#include "proofs/kernel/limits.hpp"
#include "proofs/kernel/normal_form.hpp"
#include "prover/reductions/functions.hpp"
#include "prover/side_chain.hpp"
#include "prover/symbolic/integer_bounds.hpp"

namespace geq::prover {

using proofs::application;
using proofs::Atom;
using proofs::ExactPolynomial;
using proofs::Fact;
using proofs::Operator;
using proofs::Rational;
using proofs::Sequent;
using proofs::Sign;

namespace {

constexpr int most_identities = 12;
const ExactPolynomial one{Rational(1)};

bool is_circular(const Atom& atom) {
  return atom.op() == Operator::sin || atom.op() == Operator::cos || atom.op() == Operator::tan;
}

ExactPolynomial half_turns(const std::string& name) {
  return application(Operator::pi, {}) * ExactPolynomial::variable(name);
}

/// Whole multiples of pi n in the angle, for some n.
bool turns_by(const Atom& atom, const std::string& name) {
  const proofs::Monomial turn = half_turns(name).terms().begin()->first;
  const auto& terms = atom.arguments()[0].terms();
  const auto found = terms.find(turn);
  return found != terms.end() && cln::denominator(found->second) == 1;
}

class IntegerAngles {
 public:
  IntegerAngles(const Sequent& sequent, std::string name, const Rational& base)
      : chain_(sequent, [](const Sequent&) { return std::optional<Steps>(); }),
        name_(std::move(name)),
        base_(base),
        sine_(application(Operator::sin, {half_turns(name_)})),
        cosine_(application(Operator::cos, {half_turns(name_)})) {}

  /// Puts sin(pi n) = 0 and cos(pi n)^2 = 1 into the goal.
  bool run() {
    if (!state({sine_, Sign::zero}) || !state({cosine_ * cosine_ - one, Sign::zero})) return false;
    for (int i = 0; i < most_identities && take_one_apart(); ++i) {
    }
    const std::size_t circle = chain_.sequent().facts.size() - 1;
    reduce(circle - 1, *atoms(sine_).begin(), 1);
    reduce(circle, *atoms(cosine_).begin(), 2);
    return true;
  }

  const SideChain& chain() const { return chain_; }

 private:
  /// By induction: one more half turn changes the sign of both.
  bool state(const Fact& fact) {
    return chain_.then(proofs::Have{fact}, [&](const Sequent& side) -> std::optional<Steps> {
      const proofs::Induction induction{name_, base_};
      const auto parts = proofs::apply(proofs::Step(induction), side);
      if (!parts || parts.value().size() != 2) return {};
      Steps steps{induction};
      for (const Sequent& part : parts.value()) {
        const auto closed = by_values(part);
        if (!closed) return {};
        steps.insert(steps.end(), closed->begin(), closed->end());
      }
      return steps;
    });
  }

  /// At a number, or at n - 1 in the fact before: sums of angles taken apart, until it can be seen.
  static std::optional<Steps> by_values(const Sequent& part) {
    SideChain chain(part, [](const Sequent&) { return std::optional<Steps>(); });
    const auto further = [&] {
      std::vector<Atom> found = functions_in(chain.sequent().goal.polynomial);
      if (!chain.sequent().facts.empty())
        for (const Atom& atom : functions_in(chain.sequent().facts.back().polynomial)) found.push_back(atom);
      return std::any_of(found.begin(), found.end(), [&](const Atom& atom) {
        return is_circular(atom) && chain.then(proofs::Identity{ExactPolynomial(atom), 1});
      });
    };
    for (int i = 0; i < 4 && !is_visible(chain.sequent().goal, chain.sequent().facts) && further(); ++i) {
    }
    if (!is_visible(chain.sequent().goal, chain.sequent().facts)) return {};
    return chain.followed_by({proofs::Visible{}});
  }

  bool take_one_apart() {
    for (const Atom& atom : functions_in(chain_.sequent().goal.polynomial)) {
      if (!is_circular(atom) || !turns_by(atom, name_)) continue;
      if (ExactPolynomial(atom) != sine_ && ExactPolynomial(atom) != cosine_ &&
          chain_.then(proofs::Identity{ExactPolynomial(atom), 1}))
        return true;
    }
    return false;
  }

  /// The atom's powers from this one on put down by the equation atom^degree = number.
  void reduce(std::size_t fact, const Atom& atom, std::size_t degree) {
    for (int round = 0; round < 20 && degree_in(atom, chain_.sequent().goal.polynomial) >= degree; ++round) {
      const auto c = coefficients_in(atom, chain_.sequent().goal.polynomial);
      if (!chain_.then(proofs::Rewrite{fact, -(c.back() * power(ExactPolynomial(atom), c.size() - 1 - degree))}))
        return;
    }
  }

  SideChain chain_;
  std::string name_;
  Rational base_;
  ExactPolynomial sine_, cosine_;
};

}  // namespace

std::optional<Steps> integer_angles(const Sequent& sequent, const Origin& origin, Effort effort, Search& search) {
  const std::vector<Atom> found = functions_in(sequent.goal.polynomial);
  for (const std::string& name : sequent.variables) {
    const bool turns = std::any_of(found.begin(), found.end(),
                                   [&](const Atom& atom) { return is_circular(atom) && turns_by(atom, name); });
    const ExactPolynomial n = ExactPolynomial::variable(name);
    const bool integer = is_visible({application(Operator::floor, {n}) - n, Sign::zero}, sequent.facts);
    const auto base = turns && integer ? lower_bound_of(name, sequent) : std::nullopt;
    if (!base || cln::denominator(*base) != 1) continue;
    try {
      IntegerAngles angles(sequent, name, *base);
      if (!angles.run() || angles.chain().sequent().goal == sequent.goal) continue;
      const auto steps = prove(angles.chain().sequent(), origin.sufficient(), effort, search);
      if (steps) return angles.chain().followed_by(*steps);
    } catch (const proofs::LimitExceeded&) {
      continue;
    }
  }
  return {};
}

}  // namespace geq::prover
