// SPDX-License-Identifier: GPL-3.0-or-later
#include "prover/symbolic/floors.hpp"

#include <algorithm>

#include "proofs/kernel/limits.hpp"
#include "prover/reductions/functions.hpp"
#include "prover/side_chain.hpp"
#include "prover/strategies/strategies.hpp"
#include "prover/symbolic/integer_bounds.hpp"
#include "prover/symbolic/integer_gaps.hpp"

namespace geq::prover {

using proofs::Atom;
using proofs::Combination;
using proofs::ExactPolynomial;
using proofs::Fact;
using proofs::Operator;
using proofs::Rational;
using proofs::Sequent;
using proofs::Sign;

namespace {

constexpr std::size_t most_floors = 6;
const ExactPolynomial one{Rational(1)};

/// The floor of what is not known to be an integer, outside of bodies.
std::optional<Atom> next_floor(const Sequent& sequent) {
  for (const Atom& atom : functions_in(sequent)) {
    if (atom.op() != Operator::floor) continue;
    const ExactPolynomial& u = atom.arguments()[0];
    const bool integer = is_visible({ExactPolynomial(atom) - u, Sign::zero}, sequent.facts);
    if (!integer && proofs::apply(proofs::Step(proofs::FloorFacts{ExactPolynomial(atom)}), sequent)) return atom;
  }
  return {};
}

/// 1/q > 0 for what the argument has under fraction lines, where q > 0 follows from the facts.
void state_reciprocals(SideChain& chain, const ExactPolynomial& u) {
  for (const Atom& divided : proofs::reciprocals(u)) {
    SideChain trial = chain;
    const ExactPolynomial& q = divided.arguments()[0];
    const bool seen = is_visible({q, Sign::positive}, trial.sequent().facts);
    if (!seen && !trial.then(proofs::Have{{q, Sign::positive}})) continue;
    if (trial.then(proofs::Have{{ExactPolynomial(divided), Sign::positive}})) chain = trial;
  }
}

/// z >= 0, as z is an integer above u - 1 >= -1. `above` is the place of z + 1 - u > 0.
bool state_nonnegative(SideChain& chain, const ExactPolynomial& u, const ExactPolynomial& z, std::size_t above) {
  if (!is_visible({u, Sign::nonnegative}, chain.sequent().facts)) return false;
  SideChain trial = chain;
  const std::size_t known = trial.sequent().facts.size();
  if (!trial.then(proofs::Have{{u, Sign::nonnegative}})) return false;
  const auto sum = [&](const Sequent&) {
    return std::optional(Steps{Combination{{{1, {{above, 1}}, one}, {1, {{known, 1}}, one}}, {}}});
  };
  if (!trial.then(proofs::Have{{z + one, Sign::positive}}, sum)) return false;
  add_integer_bounds(trial);
  if (!is_visible({z, Sign::nonnegative}, trial.sequent().facts)) return false;
  chain = trial;
  return true;
}

/// v - z^k >= 0 for the k-th root u of v: u^k - z^k is u - z times what is nonnegative. `below` is the place of u - z.
void state_power(SideChain& chain, const ExactPolynomial& u, const ExactPolynomial& z, std::size_t below) {
  const std::set<Atom> found = atoms(u);
  if (found.size() != 1 || found.begin()->op() != Operator::root || u != ExactPolynomial(*found.begin())) return;
  const std::vector<ExactPolynomial>& root = found.begin()->arguments();
  const auto degree = proofs::integer_between(root[0].constant().value_or(0), 2, 12);
  if (!degree) return;
  const auto k = static_cast<std::uint32_t>(*degree);
  SideChain trial = chain;
  const std::size_t equation = trial.sequent().facts.size();
  if (!trial.then(proofs::RootFacts{u})) return;
  const std::size_t signs = trial.sequent().facts.size();
  if (!trial.then(proofs::Have{{u, Sign::nonnegative}}) || !trial.then(proofs::Have{{z, Sign::nonnegative}})) return;
  Combination sum;
  for (std::uint32_t i = 0; i < k; ++i) {
    Combination::Summand part{1, {{below, 1}}, one};
    if (i > 0) part.facts.emplace_back(signs, i);
    if (i + 1 < k) part.facts.emplace_back(signs + 1, k - 1 - i);
    sum.summands.push_back(part);
  }
  sum.multiples.push_back({equation, -one});
  const auto by_factors = [&](const Sequent&) { return std::optional(Steps{sum}); };
  if (trial.then(proofs::Have{{root[1] - power(z, k), Sign::nonnegative}}, by_factors)) chain = trial;
}

/// q z - q u + q - 1 >= 0 where q u, with the least such q > 1, is an integer, as it is greater than -1.
void state_last_integer(SideChain& chain, const ExactPolynomial& u, const ExactPolynomial& z) {
  const auto multiple = integer_multiple(z + one - u, chain.sequent());
  if (multiple) append_by_gap(chain, *multiple - one);
}

/// The goal, which is about an integer: P >= 0, or P = 0 by both signs.
std::optional<Steps> by_gaps(const Sequent& sequent, const Origin& origin, Search& search) {
  const bool equation = sequent.goal.sign == Sign::zero;
  if (!equation && sequent.goal.sign != Sign::nonnegative) return {};
  const auto P = integer_multiple(sequent.goal.polynomial, sequent);
  if (!P) return {};
  SideChain chain(sequent, [&](const Sequent& side) -> std::optional<Steps> {
    if (is_visible(side.goal, side.facts)) return Steps{proofs::Visible{}};
    return combination_of_facts(side, origin, Effort::small(), search);
  });
  if (!append_by_gap(chain, *P) || (equation && !append_by_gap(chain, -*P))) return {};
  const std::optional<Steps> rest =
      equation ? prove(chain.sequent(), origin, Effort::small(), search) : Steps{proofs::Visible{}};
  return rest ? std::optional(chain.followed_by(*rest)) : std::nullopt;
}

/// Where an equation says that it is another variable, that one stays.
void eliminate(SideChain& chain, const std::string& name) {
  const ExactPolynomial z = ExactPolynomial::variable(name);
  for (std::size_t i = 0; i < chain.sequent().facts.size(); ++i) {
    const Fact& fact = chain.sequent().facts[i];
    const bool equal = fact.sign == Sign::zero && variables(fact.polynomial).size() == 2 &&
                       fact.polynomial.terms().size() == 2 && variables(fact.polynomial).contains(name);
    if (equal && chain.then(proofs::Eliminate{i, name})) return;
  }
}

}  // namespace

std::optional<Steps> floors_as_integers(const Sequent& sequent, const Origin& origin, Effort effort, Search& search) {
  SideChain chain(sequent, [&](const Sequent& side) -> std::optional<Steps> {
    if (is_visible(side.goal, side.facts)) return Steps{proofs::Visible{}};
    return combination_of_facts(side, origin.sufficient(), Effort::small(), search);
  });
  for (std::size_t count = 0; count < most_floors; ++count) {
    const auto atom = next_floor(chain.sequent());
    if (!atom) break;
    const ExactPolynomial u = atom->arguments()[0];
    state_reciprocals(chain, u);
    const std::size_t first = chain.sequent().facts.size();
    const std::string name = chain.fresh("zwvu");
    if (!chain.then(proofs::FloorFacts{ExactPolynomial(*atom)}) ||
        !chain.then(proofs::Name{name, ExactPolynomial(*atom)}))
      return {};
    const ExactPolynomial z = ExactPolynomial::variable(name);
    if (state_nonnegative(chain, u, z, first + 1)) state_power(chain, u, z, first);
    state_last_integer(chain, u, z);
    eliminate(chain, name);
  }
  if (chain.steps().empty()) return {};
  auto rest = by_gaps(chain.sequent(), origin.sufficient(), search);
  if (!rest) rest = prove(chain.sequent(), origin.sufficient(), effort, search);
  return rest ? std::optional(chain.followed_by(*rest)) : std::nullopt;
}

}  // namespace geq::prover
