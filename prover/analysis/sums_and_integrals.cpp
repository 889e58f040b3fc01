// SPDX-License-Identifier: GPL-3.0-or-later
#include "prover/analysis/sums_and_integrals.hpp"

#include <algorithm>
#include <cmath>

#include "proofs/kernel/binders.hpp"
#include "proofs/kernel/integrals.hpp"
#include "proofs/kernel/limits.hpp"
#include "prover/analysis/antiderivatives.hpp"
#include "prover/analysis/powers.hpp"
#include "prover/analysis/samples.hpp"
#include "prover/analysis/side_conditions.hpp"
#include "prover/analysis/variable_roots.hpp"
#include "prover/reductions/functions.hpp"
#include "prover/side_chain.hpp"
#include "prover/symbolic/ranges.hpp"

namespace geq::prover {

using proofs::Atom;
using proofs::ExactPolynomial;
using proofs::Fact;
using proofs::Operator;
using proofs::Rational;
using proofs::Sequent;
using proofs::Sign;

namespace {

constexpr double rounding = 1e-11;
const ExactPolynomial one{Rational(1)};

/// Numbers for the parameters, all the same.
proofs::Substitution all_at(const std::set<std::string>& names, long number) {
  proofs::Substitution result;
  for (const std::string& name : names) result.emplace(name, ExactPolynomial(Rational(number)));
  return result;
}

/// Term by term, for some numbers; false also where there are none.
bool seems_to_bound(const Atom& sum, const std::string& index, const ExactPolynomial& term,
                    const ExactPolynomial& bound, bool below) {
  bool any = false;
  for (const long number : {1L, 2L, 3L, 7L}) {
    std::set<std::string> names = variables(ExactPolynomial(sum));
    names.erase(index);
    const proofs::Substitution values = all_at(names, number);
    const auto first = substitute(sum.arguments()[0], values).constant();
    const auto last = substitute(sum.arguments()[1], values).constant();
    if (!first || !last || *last - *first > 50) continue;
    for (Rational k = *first; k <= *last; k = k + 1) {
      proofs::Substitution here = values;
      here.insert_or_assign(index, ExactPolynomial(k));
      const double difference = nearly(substitute(term - bound, here));
      if (!((below ? difference : -difference) > -rounding)) return false;
      any = true;
    }
  }
  return any;
}

/// The goal is factor * sum + rest.
struct OneSum {
  Atom sum;
  ExactPolynomial factor, rest;
};

std::optional<OneSum> one_sum(const ExactPolynomial& goal) {
  std::optional<Atom> sum;
  for (const Atom& atom : atoms(goal))
    if (atom.op() == Operator::sum_over) {
      if (sum) return {};
      sum = atom;
    }
  if (!sum || has_ranges({{}, {}, {sum->arguments()[2], Sign::zero}})) return {};
  const auto c = coefficients_in(*sum, goal);
  if (c.size() != 2 || has_ranges({{}, {}, {c[0], Sign::zero}}) || has_ranges({{}, {}, {c[1], Sign::zero}})) return {};
  return OneSum{*sum, c[1], c[0]};
}

class SumsAndIntegrals {
 public:
  SumsAndIntegrals(const Sequent& sequent, const Origin& origin, Search& search)
      : origin_(origin.sufficient()),
        search_(search),
        start_(sequent, [this](const Sequent& side) { return plain(side); }) {
    state_positive_variables(start_);
  }

  std::optional<Steps> run(const OneSum& of) {
    const bool below = is_visible({of.factor, Sign::positive}, start_.sequent().facts);
    if (!below && !is_visible({-of.factor, Sign::positive}, start_.sequent().facts)) return {};
    const std::string index = start_.fresh("kjilh");
    for (const SumBound& bound : bounds_of_sum(of.sum, index, below)) {
      if (search_.is_over()) return {};
      if (auto steps = by(bound, of, index, below)) return steps;
    }
    return {};
  }

 private:
  std::optional<Steps> plain(const Sequent& side) const {
    if (is_visible(side.goal, side.facts)) return Steps{proofs::Visible{}};
    if (has_ranges({{}, {}, side.goal})) return {};
    if (auto steps = powers_and_exponentials(side, origin_, Effort::small(), search_)) return steps;
    return prove_elementary(side, origin_, Effort::small(), search_);
  }

  /// For one index, which is positive where the first one is.
  std::optional<Steps> for_index(const Sequent& side, const SumBound& bound, const OneSum& of,
                                 const std::string& index) const {
    SideChain chain(side, [this](const Sequent& inner) { return plain(inner); });
    if (std::find(side.variables.begin(), side.variables.end(), index) == side.variables.end()) return chain.finish();
    state_positive_variables(chain);
    forget_integers(chain);
    if (auto steps = by_integral(chain, bound, of, index)) return steps;
    if (auto steps = by_slope(chain, bound, of, index)) return steps;
    return chain.finish();
  }

  /// The term against the integral of terms from it to a neighbour, or to it from one, by its antiderivative.
  std::optional<Steps> by_integral(SideChain chain, const SumBound& bound, const OneSum& of,
                                   const std::string& index) const {
    if (!bound.antiderivative) return {};
    const ExactPolynomial k = ExactPolynomial::variable(index), from = k - ExactPolynomial(bound.shift);
    const proofs::RealInterval interval{proofs::Ends::finite, from, from + one};
    const ExactPolynomial integral = atom_over(Operator::integral, {interval, of.sum.arguments()[2]});
    const ExactPolynomial length = atom_over(Operator::integral, {interval, one});
    const ExactPolynomial term = opened(of.sum.arguments()[2], k);
    const bool below = (chain.sequent().goal.polynomial - term + bound.term).is_zero();
    const ExactPolynomial way(Rational(below ? 1 : -1));
    if (!is_visible({from, Sign::nonnegative}, chain.sequent().facts))
      chain.then(proofs::Have{{from, Sign::nonnegative}});
    const std::string x = chain.fresh("x");
    const ExactPolynomial function = substitute(*bound.antiderivative, {{index, ExactPolynomial::variable(x)}});
    for (const ExactPolynomial& end : {interval.lower, interval.upper})
      state_positive_logarithms(chain, substitute(*bound.antiderivative, {{index, end}}));
    const auto inside = [&](const Sequent& side) { return between_ends(side); };
    using Because = proofs::Antiderivative::Because;
    if (!chain.then(proofs::Antiderivative{x, integral, function, Because::nonnegative}, inside) &&
        !chain.then(proofs::Antiderivative{x, integral, function, Because::nonpositive}, inside))
      return {};
    const std::size_t value = chain.sequent().facts.size() - 1;
    if (!chain.then(proofs::Antiderivative{x, length, ExactPolynomial::variable(x), Because::nonnegative})) return {};
    const proofs::Integrate compared{x, {{way * term, length}, {-way, integral}}, Sign::nonnegative};
    if (!chain.then(compared, inside)) return {};
    const std::size_t last = chain.sequent().facts.size() - 1;
    proofs::Combination sum;
    sum.summands.push_back({Rational(1), {{last, 1}}, one});
    sum.multiples.push_back({value, way});
    sum.multiples.push_back({last - 1, -(way * term)});
    const auto closed = proofs::apply(proofs::Step(sum), chain.sequent());
    return closed && closed.value().empty() ? std::optional(chain.followed_by({sum})) : std::nullopt;
  }

  /// The term against that at an end: it rises or falls from there.
  std::optional<Steps> by_slope(const SideChain& chain, const SumBound& bound, const OneSum& of,
                                const std::string& index) const {
    if (!bound.end) return {};
    const bool above = *bound.end == of.sum.arguments()[0];
    const proofs::Monotone step{index, *bound.end, above, false};
    const auto parts = proofs::apply(proofs::Step(step), chain.sequent());
    if (!parts) return {};
    Steps steps{step};
    for (const Sequent& part : parts.value()) {
      const auto closed = plain(part);
      if (!closed) return {};
      steps.insert(steps.end(), closed->begin(), closed->end());
    }
    return chain.followed_by(steps);
  }

  /// What is said of terms holds for real numbers, and is found sooner for these.
  static void forget_integers(SideChain& chain) {
    proofs::Forget integers;
    for (std::size_t i = 0; i < chain.sequent().facts.size(); ++i) {
      const std::vector<Atom> found = functions_in(chain.sequent().facts[i].polynomial);
      if (std::any_of(found.begin(), found.end(), [](const Atom& atom) { return atom.op() == Operator::floor; }))
        integers.facts.push_back(i);
    }
    if (!integers.facts.empty()) chain.then(integers);
  }

  void state_positive_logarithms(SideChain& chain, const ExactPolynomial& value) const {
    for (const Atom& atom : atoms(value)) {
      if (atom.op() != Operator::log) continue;
      const Fact positive{atom.arguments()[0], Sign::positive};
      if (!is_visible(positive, chain.sequent().facts)) chain.then(proofs::Have{positive});
    }
  }

  /// For a variable between two neighbours: it is positive, as the smaller one is not negative.
  std::optional<Steps> between_ends(const Sequent& side) const {
    SideChain chain(side, [this](const Sequent& inner) { return plain(inner); });
    forget_analysis(chain);
    state_positive_variables(chain);
    return chain.finish();
  }

  std::optional<Steps> by(const SumBound& bound, const OneSum& of, const std::string& index, bool below) {
    SideChain chain = start_;
    const Sign sign = chain.sequent().goal.sign;
    const Fact rest{of.rest + of.factor * bound.value, sign};
    const bool nothing_left = rest.polynomial.is_zero();
    if (nothing_left && sign == Sign::positive) return {};
    if (!nothing_left && fails_somewhere(rest)) return {};
    const ExactPolynomial &lower = of.sum.arguments()[0], &upper = of.sum.arguments()[1];
    const ExactPolynomial term = opened(of.sum.arguments()[2], ExactPolynomial::variable(index));
    const ExactPolynomial difference = below ? term - bound.term : bound.term - term;
    const auto prover = [&](const Sequent& side) { return for_index(side, bound, of, index); };
    if (!chain.then(proofs::ForEach{index, lower, upper, {difference, Sign::nonnegative}, false}, prover)) return {};
    if (!chain.then(proofs::SumOf{chain.sequent().facts.size() - 1})) return {};
    const std::size_t compared = chain.sequent().facts.size() - 1;
    const bool added = bound.difference ? chain.then(proofs::Telescope{index, lower, upper, *bound.difference})
                                        : chain.then(proofs::Count{lower, upper});
    if (!added) return {};
    const std::size_t equation = chain.sequent().facts.size() - 1;
    proofs::Combination sum;
    if (!nothing_left) {
      if (!chain.then(proofs::Have{rest})) return {};
      sum.summands.push_back({Rational(1), {{equation + 1, 1}}, one});
    }
    const std::size_t sign_of_factor = chain.sequent().facts.size();
    if (!chain.then(proofs::Have{{below ? of.factor : -of.factor, Sign::positive}})) return {};
    sum.summands.push_back({Rational(1), {{compared, 1}, {sign_of_factor, 1}}, one});
    sum.multiples.push_back({equation, bound.difference ? of.factor : of.factor * bound.term});
    const auto closed = proofs::apply(proofs::Step(sum), chain.sequent());
    return closed && closed.value().empty() ? std::optional(chain.followed_by({sum})) : std::nullopt;
  }

  /// With the same number for all variables.
  static bool fails_somewhere(const Fact& fact) {
    const std::set<std::string> names = variables(fact.polynomial);
    return names.size() == 1 && std::any_of(std::begin(samples), std::end(samples), [&](long number) {
             return nearly(substitute(fact.polynomial, all_at(names, number))) < -rounding;
           });
  }

  static constexpr long samples[] = {3, 4, 10, 50};

  Origin origin_;
  Search& search_;
  SideChain start_;
};

}  // namespace

std::vector<SumBound> bounds_of_sum(const Atom& sum, const std::string& index, bool below) {
  const ExactPolynomial &lower = sum.arguments()[0], &upper = sum.arguments()[1];
  const ExactPolynomial k = ExactPolynomial::variable(index);
  const ExactPolynomial term = opened(sum.arguments()[2], k);
  if (!variables(term).contains(index) || sum.arguments()[1].constant()) return {};
  std::vector<SumBound> result;
  const auto add = [&](SumBound bound) {
    if (seems_to_bound(sum, index, term, bound.term, below)) result.push_back(std::move(bound));
  };
  for (const ExactPolynomial& end : {lower, upper}) {
    const ExactPolynomial bound = opened(sum.arguments()[2], end);
    add({bound, {}, (upper - lower + one) * bound, 0, {}, end});
  }
  if (const auto function = antiderivative(term, index, {}))
    for (const Rational& shift : {Rational(0), Rational(1), Rational(1) / 2}) {
      const auto at = [&](const ExactPolynomial& place) {
        return substitute(*function, {{index, place - ExactPolynomial(shift)}});
      };
      add({at(k + one) - at(k), at(k), at(upper + one) - at(lower), shift, *function});
    }
  return result;
}

std::optional<Steps> sums_and_integrals(const Sequent& sequent, const Origin& origin, Effort, Search& search) {
  if (sequent.goal.sign != Sign::nonnegative && sequent.goal.sign != Sign::positive) return {};
  const auto of = one_sum(sequent.goal.polynomial);
  if (!of) return {};
  try {
    return SumsAndIntegrals(sequent, origin, search).run(*of);
  } catch (const proofs::LimitExceeded&) {
    return {};
  }
}

}  // namespace geq::prover
