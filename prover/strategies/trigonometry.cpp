// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>

#include "proofs/kernel/normal_form.hpp"
#include "prover/reductions/functions.hpp"
#include "prover/strategies/elementary.hpp"
#include "prover/strategies/root_multipliers.hpp"
#include "prover/strategies/strategies.hpp"

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

constexpr std::size_t most_angles = 4, most_identities = 24;
constexpr long most_parts = 12;

const ExactPolynomial one{Rational(1)};

bool is_circular(const Atom& atom) {
  return atom.op() == Operator::sin || atom.op() == Operator::cos || atom.op() == Operator::tan;
}

/// Closes p >= 0 where p has the derivative 0 in every variable, and is 0 where all of them are.
std::optional<Steps> close_constant(const Sequent& sequent) {
  if (is_visible(sequent.goal, sequent.facts)) return Steps{proofs::Visible{}};
  const std::set<std::string> names = variables(sequent.goal.polynomial);
  if (names.empty()) return {};
  const proofs::Cases cases{ExactPolynomial::variable(*names.begin())};
  const auto sides = proofs::apply(proofs::Step(cases), sequent);
  if (!sides || sides.value().size() != 2) return {};
  Steps result{cases};
  for (const bool above : {true, false}) {
    const proofs::Monotone step{*names.begin(), {}, above, false};
    const auto remaining = proofs::apply(proofs::Step(step), sides.value()[above ? 0 : 1]);
    if (!remaining) return {};
    result.emplace_back(step);
    for (const Sequent& part : remaining.value()) {
      const auto steps = close_constant(part);
      if (!steps) return {};
      result.insert(result.end(), steps->begin(), steps->end());
    }
  }
  return result;
}

class Trigonometry {
 public:
  Trigonometry(const Sequent& sequent, const Origin& origin, Effort effort, Search& search)
      : effort_(effort), search_(search), way_(sequent, origin.sufficient()) {}

  std::optional<Steps> find() {
    while (eliminate_one()) {
    }
    const auto parts = common_parts();
    if (!parts) return {};
    collect(*parts);
    if (angles_.empty() || angles_.size() > most_angles) return {};
    signs();
    for (std::size_t i = 0; i < most_identities && take_one_apart(*parts); ++i) {
    }
    for (const ExactPolynomial& angle : angles_) have_circle(angle);
    if (!name_all()) return {};
    const auto steps = prove(way_.sequent, way_.origin, {effort_.cones, false}, search_);
    return steps ? std::optional(way_.followed_by(*steps)) : std::nullopt;
  }

 private:
  std::vector<Atom> circular() const {
    std::vector<Atom> result = functions_in(way_.sequent.goal.polynomial);
    std::erase_if(result, [](const Atom& atom) { return !is_circular(atom); });
    return result;
  }

  /// A variable in an angle goes out by an equation that is linear in it.
  bool eliminate_one() {
    for (const Atom& atom : circular())
      for (const std::string& name : variables(ExactPolynomial(atom)))
        for (std::size_t i = 0; i < way_.sequent.facts.size(); ++i) {
          const Fact equation = way_.sequent.facts[i];
          if (equation.sign != Sign::zero || !way_.then(proofs::Eliminate{i, name})) continue;
          const auto c = coefficients_in(Atom::variable(name), equation.polynomial);
          way_.origin = way_.origin.after(proofs::Substitution{{name, ExactPolynomial(-1 / *c[1].constant()) * c[0]}});
          return true;
        }
    return false;
  }

  std::optional<std::uint32_t> common_parts() const {
    proofs::Integer result = 1;
    for (const Atom& atom : circular())
      for (const auto& [monomial, c] : atom.arguments()[0].terms())
        if (!has_known_value(monomial, c)) result = cln::lcm(result, cln::denominator(c));
    const auto parts = proofs::integer_between(result, 1, most_parts);
    return parts ? std::optional(static_cast<std::uint32_t>(*parts)) : std::nullopt;
  }

  /// Of sine and cosine.
  static bool has_known_value(const proofs::Monomial& monomial, const Rational& c) {
    return monomial.size() == 1 && monomial[0].second == 1 && monomial[0].first.op() == Operator::pi &&
           cln::denominator(12 * c) == 1;
  }

  void collect(std::uint32_t parts) {
    const Rational part = Rational(1) / Rational(static_cast<unsigned long>(parts));
    for (const Atom& atom : circular())
      for (const auto& [monomial, c] : atom.arguments()[0].terms()) {
        const ExactPolynomial angle = ExactPolynomial::term(part, monomial);
        if (!has_known_value(monomial, c) && std::find(angles_.begin(), angles_.end(), angle) == angles_.end())
          angles_.push_back(angle);
      }
  }

  /// The signs of sines and cosines that hold at all sample points, where they can be shown.
  void signs() {
    const SamplePoints samples(way_.sequent);
    if (samples.points().empty()) return;
    for (const ExactPolynomial& angle : angles_)
      for (const Operator op : {Operator::cos, Operator::sin})
        for (const bool negative : {false, true}) {
          const ExactPolynomial value = negative ? -application(op, {angle}) : application(op, {angle});
          if (samples.is_negative_somewhere(value)) continue;
          for (const Sign sign : {Sign::positive, Sign::nonnegative})
            if (have_sign({value, sign})) break;
        }
  }

  bool have_sign(const Fact& fact) {
    if (is_visible(fact, way_.sequent.facts)) return way_.have(fact, Steps{});
    const auto proof =
        derivative_chains({way_.sequent.variables, way_.sequent.facts, fact}, way_.origin, Effort::small(), search_);
    return proof && way_.have(fact, *proof);
  }

  bool take_one_apart(std::uint32_t parts) {
    for (const Atom& atom : circular()) {
      const bool tangent = atom.op() == Operator::tan;
      if (!tangent && std::find(angles_.begin(), angles_.end(), atom.arguments()[0]) != angles_.end()) continue;
      if (way_.then(proofs::Identity{ExactPolynomial(atom), tangent ? 1 : parts})) return true;
    }
    return false;
  }

  void have_circle(const ExactPolynomial& angle) {
    const ExactPolynomial sine = application(Operator::sin, {angle}), cosine = application(Operator::cos, {angle});
    const Fact fact{sine * sine + cosine * cosine - one, Sign::zero};
    const auto halves = proofs::apply(proofs::BothSigns{}, {way_.sequent.variables, way_.sequent.facts, fact});
    if (!halves) return;
    Steps proof{proofs::BothSigns{}};
    for (const Sequent& half : halves.value()) {
      const auto steps = close_constant(half);
      if (!steps) return;
      proof.insert(proof.end(), steps->begin(), steps->end());
    }
    way_.have(fact, proof);
  }

  /// Sines and cosines as variables; in the facts too.
  bool name_all() {
    for (const ExactPolynomial& angle : angles_)
      for (const Operator op : {Operator::cos, Operator::sin}) {
        const std::string name = fresh_names(way_.sequent, "cspqrtuvwxyz", 1).front();
        if (!way_.then(proofs::Name{name, application(op, {angle})})) return false;
      }
    return circular().empty();
  }

  Effort effort_;
  Search& search_;
  Derivation way_;
  std::vector<ExactPolynomial> angles_;
};

}  // namespace

bool is_trigonometric(const ExactPolynomial& goal) {
  bool found = false;
  for (const auto& [monomial, coefficient] : goal.terms())
    for (const auto& [atom, exponent] : monomial) {
      found = found || is_circular(atom);
      if (!is_circular(atom) && !variables(ExactPolynomial(atom)).empty()) return false;
    }
  return found;
}

std::optional<Steps> trigonometric_identities(const Sequent& sequent, const Origin& origin, Effort effort,
                                              Search& search) {
  if (sequent.goal.sign != Sign::nonnegative && sequent.goal.sign != Sign::positive) return {};
  const std::vector<Atom> found = functions_in(sequent.goal.polynomial);
  if (std::none_of(found.begin(), found.end(), is_circular) || sequent.goal.polynomial.terms().size() < 2) return {};
  if (std::any_of(found.begin(), found.end(), [](const Atom& atom) { return proofs::is_binder(atom.op()); })) return {};
  return Trigonometry(sequent, origin, effort, search).find();
}

}  // namespace geq::prover
