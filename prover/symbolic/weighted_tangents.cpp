// SPDX-License-Identifier: GPL-3.0-or-later
#include "prover/symbolic/weighted_tangents.hpp"

#include <algorithm>

#include "proofs/kernel/normal_form.hpp"
#include "prover/reductions/functions.hpp"
#include "prover/symbolic/gibbs.hpp"
#include "prover/symbolic/ranges.hpp"
#include "prover/symbolic/rewriting.hpp"
#include "prover/symbolic/splitting.hpp"

namespace geq::prover {

using proofs::Atom;
using proofs::ExactPolynomial;
using proofs::Fact;
using proofs::Operator;
using proofs::Rational;
using proofs::Sequent;
using proofs::Sign;

namespace {

const ExactPolynomial one{Rational(1)};

/// Facts as factors of a summand.
using Places = std::vector<std::size_t>;

class SumProof {
 public:
  SumProof(const Sequent& sequent, const Origin& origin, Search& search)
      : origin_(origin),
        search_(search),
        chain_(sequent, [origin, &search](const Sequent& side) { return prove_side(side, origin, search); }) {}

  void instantiate(const ExactPolynomial& index) {
    const std::size_t count = chain_.sequent().facts.size();
    for (std::size_t i = 0; i < count; ++i)
      if (proofs::family_in(chain_.sequent().facts[i])) chain_.then(proofs::Instance{i, index});
  }

  std::optional<Steps> prove(const std::vector<WeightedInequality>& parts) {
    if (!exclude_zeros(parts)) return {};
    std::vector<Places> places;
    for (const WeightedInequality& part : parts) {
      auto found = places_of(*part.inequality);
      if (!found) return {};
      places.push_back(std::move(*found));
    }
    if (!take_apart()) return {};
    return combine(parts, places);
  }

 private:
  const std::vector<Fact>& facts() const { return chain_.sequent().facts; }

  std::optional<std::size_t> place_of(const ExactPolynomial& value) {
    for (const Sign sign : {Sign::positive, Sign::nonnegative}) {
      const Fact fact{value, sign};
      if (const auto place = index_of(fact, chain_.sequent())) return place;
      if (is_visible(fact, facts()) && chain_.then(proofs::Have{fact})) return facts().size() - 1;
    }
    return {};
  }

  std::optional<Places> places_of(const IndexInequality& inequality) {
    Places result;
    for (const ExactPolynomial& factor : inequality.factors) {
      const auto place = place_of(factor);
      if (!place) return {};
      result.push_back(*place);
    }
    const auto core = std::visit([&](const auto& value) { return place_of_core(value); }, inequality.core);
    if (!core) return {};
    result.push_back(*core);
    std::sort(result.begin(), result.end());
    return result;
  }

  std::optional<std::size_t> place_of_core(const TangentCore& core) {
    if (!chain_.then(proofs::Tangent{proofs::Tangent::Function::exp, core.at, core.touch})) return {};
    return facts().size() - 1;
  }
  std::optional<std::size_t> place_of_core(const BoundCore& core) {
    const Fact fact{core.bound, core.sign};
    if (const auto place = index_of(fact, chain_.sequent())) return place;
    const auto prove = [](const Sequent& side) { return without_absolute_value(side); };
    if (!chain_.then(proofs::Have{fact}, prove)) return {};
    return facts().size() - 1;
  }
  std::optional<std::size_t> place_of_core(const RestCore& core) {
    if (!chain_.then(proofs::OneTerm{core.family, core.index})) return {};
    return facts().size() - 1;
  }

  std::optional<std::size_t> place_of_core(const LemmaCore& core) {
    const auto prove = [&](const Sequent& side) { return gibbs_inequalities(side, origin_, Effort::small(), search_); };
    if (!chain_.then(proofs::Have{{core.bound, Sign::nonnegative}}, prove)) return {};
    return facts().size() - 1;
  }

  /// Where the logarithm of something that may be zero is used: the goal can be read off where that is zero; elsewhere
  /// suppose that the goal fails, and add that it is not zero.
  bool exclude_zeros(const std::vector<WeightedInequality>& parts) {
    for (const WeightedInequality& part : parts) {
      const auto* tangent = std::get_if<TangentCore>(&part.inequality->core);
      if (tangent == nullptr) continue;
      for (const Atom& atom : functions_in(tangent->at + tangent->touch)) {
        if (atom.op() != Operator::log || atom.arguments().empty()) continue;
        const ExactPolynomial& argument = atom.arguments()[0];
        if (is_visible({argument, Sign::positive}, facts()) || !is_visible({argument, Sign::nonnegative}, facts()))
          continue;
        if (!exclude_zero(argument)) return false;
      }
    }
    return true;
  }

  bool exclude_zero(const ExactPolynomial& value) {
    if (value.terms().size() != 1 || value.terms().begin()->first.size() != 1) return false;
    const Atom& atom = value.terms().begin()->first[0].first;
    if (!failure_) {
      if (chain_.sequent().goal.sign != Sign::nonnegative || !chain_.then(proofs::Absurd{})) return false;
      failure_ = facts().size() - 1;
    }
    const ExactPolynomial negative = facts()[*failure_].polynomial;
    const std::vector<ExactPolynomial> powers = coefficients_in(atom, negative);
    const ExactPolynomial& at_zero = powers[0];
    const auto at_zero_proof = [&](const Sequent& side) -> std::optional<Steps> {
      // value >= 0 and -value >= 0 are facts.
      SideChain absurd(side, [](const Sequent&) { return std::optional(Steps{proofs::BothSigns{}}); });
      if (!absurd.then(proofs::Absurd{}) || !absurd.then(proofs::Have{{ExactPolynomial(atom), Sign::zero}})) return {};
      const std::size_t zero = absurd.sequent().facts.size() - 1;
      if (!is_visible({-at_zero, Sign::nonnegative}, absurd.sequent().facts)) return {};
      if (!absurd.then(proofs::Have{{-at_zero, Sign::nonnegative}})) return {};
      const std::size_t visible = absurd.sequent().facts.size() - 1;
      ExactPolynomial rest;  // negative = at_zero + atom * rest
      for (std::size_t i = powers.size(); i > 1; --i) rest = rest * ExactPolynomial(atom) + powers[i - 1];
      proofs::Combination last;
      last.summands.push_back({Rational(1), {{*failure_, 1}}, one});
      last.summands.push_back({Rational(1), {{visible, 1}}, one});
      last.multiples.push_back({zero, -rest});
      return absurd.followed_by({last});
    };
    return chain_.then(proofs::Have{{value, Sign::positive}}, at_zero_proof);
  }

  /// Exponentials of sums, and real powers, by exponentials of single terms.
  bool take_apart() {
    constexpr std::size_t most = 40;
    std::set<Atom> done;
    for (std::size_t i = 0; i < most; ++i) {
      const auto next = next_to_take_apart(done);
      if (!next) return true;
      done.insert(*next);
      chain_.then(proofs::Identity{ExactPolynomial(*next), parts()});
    }
    return false;
  }

  std::optional<Atom> next_to_take_apart(const std::set<Atom>& done) const {
    for (const Atom& atom : functions_in(chain_.sequent())) {
      const bool splits = atom.op() == Operator::power || (atom.op() == Operator::exp && !is_single(atom));
      if (splits && !done.contains(atom)) return atom;
    }
    return {};
  }

  /// exp(m/parts) for a monomial m that is not a logarithm.
  bool is_single(const Atom& exponential) const {
    const auto& terms = exponential.arguments()[0].terms();
    if (terms.size() != 1) return false;
    const auto& [monomial, coefficient] = *terms.begin();
    const bool logarithm = monomial.size() == 1 && monomial[0].first.op() == Operator::log;
    return !logarithm && coefficient == Rational(1) / Rational(static_cast<unsigned long>(parts()));
  }

  /// A common denominator of the arguments of exp.
  std::uint32_t parts() const {
    proofs::Integer result = 1;
    for (const Atom& atom : functions_in(chain_.sequent()))
      if (atom.op() == Operator::exp)
        for (const auto& [monomial, coefficient] : atom.arguments()[0].terms())
          result = cln::lcm(result, cln::denominator(coefficient));
    const auto small = proofs::integer_between(result, 1, 60);
    return small ? static_cast<std::uint32_t>(*small) : 1;
  }

  std::optional<Steps> combine(const std::vector<WeightedInequality>& parts, const std::vector<Places>& places) {
    proofs::Combination last;
    if (failure_) last.summands.push_back({Rational(1), {{*failure_, 1}}, one});
    for (std::size_t i = 0; i < parts.size(); ++i) {
      proofs::Combination::Summand summand{parts[i].weight, {}, one};
      for (const std::size_t place : places[i]) {
        if (!summand.facts.empty() && summand.facts.back().first == place)
          ++summand.facts.back().second;
        else
          summand.facts.emplace_back(place, 1);
      }
      last.summands.push_back(std::move(summand));
    }
    ExactPolynomial difference = chain_.sequent().goal.polynomial;
    for (const auto& summand : last.summands) {
      ExactPolynomial product(summand.coefficient);
      for (const auto& [place, exponent] : summand.facts)
        product = product * power(facts()[place].polynomial, exponent);
      difference = difference - product;
    }
    Rewriting inverses;
    if (!difference.is_zero())
      for (const Atom& inverse : proofs::reciprocals(difference))
        if (chain_.then(proofs::Have{{inverse.arguments()[0] * ExactPolynomial(inverse) - one, Sign::zero}}))
          inverses.take_up(facts().size() - 1, facts().back());
    const auto rest = inverses.reduced(difference);
    if (!rest || !rest->rest.is_zero()) return {};
    for (const auto& [place, multiple] : rest->multiples) last.multiples.push_back({place, multiple});
    const auto closed = proofs::apply(proofs::Step(last), chain_.sequent());
    if (!closed || !closed.value().empty()) return {};
    return chain_.followed_by({last});
  }

  const Origin& origin_;
  Search& search_;
  SideChain chain_;
  std::optional<std::size_t> failure_;  ///< the fact that the goal fails
};

}  // namespace

std::optional<Steps> prove_sum(const Sequent& sequent, const std::vector<WeightedInequality>& parts,
                               const std::optional<ExactPolynomial>& index, const Origin& origin, Search& search) {
  SumProof proof(sequent, origin, search);
  if (index) proof.instantiate(*index);
  return proof.prove(parts);
}

}  // namespace geq::prover
