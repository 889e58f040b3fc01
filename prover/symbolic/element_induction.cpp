// SPDX-License-Identifier: GPL-3.0-or-later
#include "prover/symbolic/element_induction.hpp"

#include <algorithm>

#include "prover/reductions/functions.hpp"
#include "prover/symbolic/products.hpp"
#include "prover/symbolic/recurrences.hpp"

namespace geq::prover {

using proofs::Atom;
using proofs::ExactPolynomial;
using proofs::Operator;
using proofs::Rational;
using proofs::Sequent;

namespace {

constexpr int share_of_time = 8;

/// The element at variable + offset, an integer.
struct Place {
  std::string variable;
  Rational offset;
  friend bool operator==(const Place&, const Place&) = default;
};

std::vector<Place> places_in(const ExactPolynomial& goal) {
  std::vector<Place> places;
  for (const Atom& atom : functions_in(goal)) {
    if (atom.op() != Operator::element) continue;
    const std::set<std::string> names = variables(atom.arguments()[1]);
    if (names.size() != 1) continue;
    const auto offset = (atom.arguments()[1] - ExactPolynomial::variable(*names.begin())).constant();
    if (!offset || cln::denominator(*offset) != 1) continue;
    const Place place{*names.begin(), *offset};
    if (std::find(places.begin(), places.end(), place) == places.end()) places.push_back(place);
  }
  return places;
}

class ElementInduction {
 public:
  ElementInduction(Place place, const Sequent& sequent, const Origin& origin, Search& search)
      : place_(std::move(place)),
        sequent_(sequent),
        origin_(origin),
        search_(search),
        name_(fresh_names(sequent, "kjilh", 1).front()),
        index_(ExactPolynomial::variable(name_) + ExactPolynomial(place_.offset)) {}

  std::optional<Steps> run() const {
    const ExactPolynomial first(Rational(1) - place_.offset), last = ExactPolynomial::variable(place_.variable);
    const ExactPolynomial k = ExactPolynomial::variable(name_);
    const proofs::Fact claim{substitute(sequent_.goal.polynomial, {{place_.variable, k}}), sequent_.goal.sign};
    const auto part = [&](const Sequent& side) {
      const bool next = std::find(side.variables.begin(), side.variables.end(), name_) != side.variables.end();
      return next ? next_from_previous(side) : with_instances(side, {one_}, search_).finish(effort_);
    };
    RangeChain chain(sequent_, origin_, search_);
    if (!chain.SideChain::then(proofs::ForEach{name_, first, last, claim, true}, part) ||
        !chain.then(proofs::Instance{chain.sequent().facts.size() - 1, last}))
      return {};
    return chain.followed_by({proofs::Visible{}});
  }

 private:
  RangeChain with_instances(const Sequent& side, const std::vector<ExactPolynomial>& indices, Search& search) const {
    RangeChain chain(side, origin_, search);
    for (const ExactPolynomial& index : indices) chain.instantiate(index);
    return chain;
  }

  /// The goal for k from that for k - 1, which is the last fact.
  std::optional<Steps> next_from_previous(const Sequent& side) const {
    const std::vector<ExactPolynomial> indices{one_, index_ - one_, index_};
    const RangeChain chain = with_instances(side, indices, search_);
    if (const auto rest = linear_side(chain.sequent())) return chain.followed_by(*rest);
    if (auto steps = next_by(effort_, chain, side, search_)) return steps;
    Settings settings = search_.settings();
    settings.timeout /= share_of_time;
    Search patient(search_.statement(), settings);
    return next_by(Effort::full(), with_instances(side, indices, patient), side, patient);
  }

  std::optional<Steps> next_by(Effort effort, RangeChain chain, const Sequent& side, Search& search) const {
    if (!mentions_powers(side.goal.polynomial)) return chain.finish(effort);
    // Powers at k are related to those at k - 1.
    if (!chain.SideChain::then(proofs::Have{side.facts.back()})) return {};
    const auto rest = step_by_recurrences(chain.sequent(), name_, origin_, effort, search);
    return rest ? std::optional(chain.followed_by(*rest)) : std::nullopt;
  }

  bool mentions_powers(const ExactPolynomial& polynomial) const {
    const std::vector<Atom> found = functions_in(polynomial);
    return std::any_of(found.begin(), found.end(), [&](const Atom& atom) {
      return (atom.op() == Operator::power && variables(atom.arguments()[1]).contains(name_)) ||
             atom.op() == Operator::factorial;
    });
  }

  const ExactPolynomial one_{Rational(1)};
  const Effort effort_{Effort::full().cones, false};
  Place place_;
  const Sequent& sequent_;
  const Origin& origin_;
  Search& search_;
  std::string name_;
  ExactPolynomial index_;
};

}  // namespace

std::optional<Steps> element_induction(const Sequent& sequent, const Origin& origin, Search& search) {
  if (sequent.goal.sign == proofs::Sign::nonzero || has_ranges({sequent.variables, {}, sequent.goal})) return {};
  const Origin sufficient = origin.sufficient();
  for (const Place& place : places_in(sequent.goal.polynomial))
    if (auto steps = ElementInduction(place, sequent, sufficient, search).run()) return steps;
  return {};
}

}  // namespace geq::prover
