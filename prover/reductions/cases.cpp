// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>

#include "prover/reductions/functions.hpp"
#include "prover/reductions/reductions.hpp"
#include "prover/strategies/strategies.hpp"

namespace geq::prover {

using proofs::Atom;
using proofs::ExactPolynomial;
using proofs::Operator;
using proofs::Sequent;
using proofs::Sign;

namespace {

constexpr std::size_t most_functions = 8;  // each may double the number of cases

bool is_piecewise(const Atom& atom) {
  return atom.op() == Operator::abs || atom.op() == Operator::min || atom.op() == Operator::max;
}

/// p >= 0 can be read off, or is a combination of the facts.
bool is_known_nonnegative(const ExactPolynomial& polynomial, const Sequent& sequent, const Origin& origin,
                          Search& search) {
  if (is_visible({polynomial, Sign::nonnegative}, sequent.facts)) return true;
  const Sequent side{sequent.variables, sequent.facts, {polynomial, Sign::nonnegative}};
  return combination_of_facts(side, origin, Effort::small(), search).has_value();
}

/// The function has the value, with proofs of the side conditions.
std::optional<Reduction> value_of(const Atom& atom, const ExactPolynomial& value, const Sequent& sequent,
                                  const Origin& origin, Search& search) {
  Reduction result{proofs::Value{ExactPolynomial(atom), value}, origin, {}};
  const auto remaining = proofs::apply(result.step, sequent);
  if (!remaining) return {};
  for (std::size_t i = 0; i + 1 < remaining.value().size(); ++i) {
    const auto lemma = combination_of_facts(remaining.value()[i], origin, Effort::small(), search);
    if (!lemma) return {};
    result.lemmas.insert(result.lemmas.end(), lemma->begin(), lemma->end());
  }
  return result;
}

/// What min or max is, or the question that has to be decided next.
std::optional<Reduction> choose(const Atom& atom, const Sequent& sequent, const Origin& origin, Search& search) {
  const bool least = atom.op() == Operator::min;
  const std::vector<ExactPolynomial>& arguments = atom.arguments();
  const auto beats = [&](const ExactPolynomial& one, const ExactPolynomial& other) {
    return one == other || is_known_nonnegative(least ? other - one : one - other, sequent, origin, search);
  };
  // The best one so far beats all that came before it.
  ExactPolynomial best = arguments.front();
  for (const ExactPolynomial& next : arguments) {
    if (beats(best, next)) continue;
    if (!beats(next, best)) return Reduction{proofs::Cases{best - next}, origin, {}};
    best = next;
  }
  return value_of(atom, best, sequent, origin, search);
}

}  // namespace

std::optional<Reduction> unfold_cases(const Sequent& sequent, const Origin& origin, Search& search) {
  const std::vector<Atom> all = functions_in(sequent);
  if (std::count_if(all.begin(), all.end(), is_piecewise) > static_cast<long>(most_functions)) return {};
  const auto atom = std::find_if(all.begin(), all.end(), is_piecewise);
  if (atom == all.end()) return {};
  if (atom->op() != Operator::abs) return choose(*atom, sequent, origin, search);
  const ExactPolynomial& inside = atom->arguments()[0];
  for (const ExactPolynomial& value : {inside, -inside})
    if (is_known_nonnegative(value, sequent, origin, search)) return value_of(*atom, value, sequent, origin, search);
  return Reduction{proofs::Cases{inside}, origin, {}};
}

}  // namespace geq::prover
