// SPDX-License-Identifier: GPL-3.0-or-later
#include "prover/symbolic/elements.hpp"

#include <algorithm>
#include <set>

#include "prover/reductions/functions.hpp"
#include "prover/side_chain.hpp"
#include "prover/symbolic/ranges.hpp"

namespace geq::prover {

using proofs::Atom;
using proofs::ExactPolynomial;
using proofs::Operator;
using proofs::Sequent;

namespace {

/// An element that is a number: u[1][2], not u[1].
std::optional<Atom> next_element(const Sequent& sequent) {
  const std::vector<Atom> found = functions_in(sequent);
  const auto is_element = [](const Atom& atom) { return atom.op() == Operator::element; };
  const auto is_sequence = [&](const Atom& atom) {
    return std::any_of(found.begin(), found.end(), [&](const Atom& other) {
      return is_element(other) && other.arguments()[0] == ExactPolynomial(atom);
    });
  };
  const auto place = std::find_if(found.begin(), found.end(),
                                  [&](const Atom& atom) { return is_element(atom) && !is_sequence(atom); });
  return place == found.end() ? std::nullopt : std::optional(*place);
}

}  // namespace

std::optional<Steps> elements_as_variables(const Sequent& sequent, const Origin& origin, Effort effort,
                                           Search& search) {
  if (has_ranges(sequent)) return {};
  SideChain chain(sequent, [](const Sequent&) { return std::optional<Steps>(); });
  while (const auto atom = next_element(chain.sequent())) {
    const std::set<std::string> sequence = variables(atom->arguments()[0]);
    const std::string name = chain.fresh(sequence.empty() ? "u" : sequence.begin()->substr(0, 1));
    if (!chain.then(proofs::Name{name, ExactPolynomial(*atom)})) return {};
    for (std::size_t i = 0; i < chain.sequent().facts.size(); ++i)
      if (chain.then(proofs::Eliminate{i, name})) break;
  }
  if (chain.steps().empty()) return {};
  const auto rest = prove(chain.sequent(), origin.sufficient(), effort, search);
  return rest ? std::optional(chain.followed_by(*rest)) : std::nullopt;
}

}  // namespace geq::prover
