// SPDX-License-Identifier: GPL-3.0-or-later

/// Products compared factor by factor, where the factors belong to groups A_1 ... A_m and C_1 ... C_m:
///
/// - groups without common variables or assumptions, A_1 ... A_m >= K C_1 ... C_m: numbers k_1 ... k_m = K with
///   A_i >= k_i C_i >= 0, each shown for itself. The numbers are those of the ratio where the variables of a group are
///   equal, or equal shares of K, and for one group what is left;
/// - factors A_i in one variable each, any right side R: A_i >= c x_i^k + d >= 0, the tangent in x^k where all
///   variables are equal; then the product of these against R, which is of lower degree.
///
/// With D_i = A_i - k_i C_i >= 0 the product of the A_i less that of the k_i C_i is the sum, over all choices of some
/// of the D_i and the other k_i C_i, of their products.
///
/// Untrusted: sample points choose what is tried. Source of the second: the solution of USAMO 2004, problem 5.
/// Limits: goals as they were stated, with at most 6 groups. Cost: m proofs for each choice.

#include <algorithm>

#include "proofs/kernel/normal_form.hpp"
#include "prover/reductions/bounds.hpp"
#include "prover/reductions/functions.hpp"
#include "prover/strategies/compared_terms.hpp"
#include "prover/strategies/constrained.hpp"
#include "prover/strategies/positive_sum.hpp"
#include "prover/strategies/root_multipliers.hpp"

namespace geq::prover {

using proofs::Atom;
using proofs::Combination;
using proofs::ExactPolynomial;
using proofs::Fact;
using proofs::Operator;
using proofs::Rational;
using proofs::Sequent;
using proofs::Sign;
using proofs::Term;

namespace {

constexpr std::size_t most_groups = 6;

/// above >= number * below; the facts in whose variables both are.
struct Group {
  std::set<std::string> names;
  ExactPolynomial above{Rational(1)}, below{Rational(1)};
  std::vector<std::size_t> facts;
};

/// number * product of factors, powers of sums taken apart.
struct FactorList {
  Rational number = 1;
  std::vector<ExactPolynomial> factors;
};

FactorList factors_of(const Term& term) {
  Product product;
  multiply(term, product);
  FactorList result{product.number, {}};
  for (const Term& factor : product.factors) {
    const bool is_power = factor.op() == Operator::power && factor.arguments()[1].op() == Operator::number;
    const auto exponent = is_power ? proofs::integer_between(factor.arguments()[1].value(), 1, 6) : std::nullopt;
    const ExactPolynomial value = normal_form(exponent ? factor.arguments()[0] : factor);
    if (const auto number = value.constant(); number && !exponent)
      result.number = result.number * *number;
    else
      result.factors.insert(result.factors.end(), static_cast<std::size_t>(exponent.value_or(1)), value);
  }
  return result;
}

/// The two sides of the goal, if both are products.
struct Sides {
  FactorList above, below;
};

std::optional<Sides> sides(const Sequent& sequent, const Search& search) {
  const auto goal = stated_goal(sequent, search);
  if (!goal) return {};
  Comparison comparison = between(goal->first, goal->second);
  for (Terms* terms : {&comparison.above, &comparison.below})
    std::erase_if(*terms, [](const Term& term) { return term == Term::number(0); });
  if (comparison.above.size() != 1 || comparison.below.size() != 1) return {};
  return Sides{factors_of(comparison.above[0]), factors_of(comparison.below[0])};
}

bool share_names(const std::set<std::string>& one, const std::set<std::string>& other) {
  return std::any_of(one.begin(), one.end(), [&](const std::string& name) { return other.contains(name); });
}

/// Joins the groups that have a variable of these; answers the resulting group, if there are variables.
Group* join(const std::set<std::string>& names, std::vector<Group>& groups) {
  if (names.empty()) return nullptr;
  Group joined;
  joined.names = names;
  std::erase_if(groups, [&](const Group& group) {
    if (!share_names(group.names, names)) return false;
    joined.names.insert(group.names.begin(), group.names.end());
    joined.above = joined.above * group.above;
    joined.below = joined.below * group.below;
    joined.facts.insert(joined.facts.end(), group.facts.begin(), group.facts.end());
    return true;
  });
  groups.push_back(std::move(joined));
  return &groups.back();
}

std::vector<Group> groups_of(const Sides& sides, const Sequent& sequent) {
  std::vector<Group> result;
  for (std::size_t i = 0; i < sequent.facts.size(); ++i)
    if (Group* group = join(variables(sequent.facts[i].polynomial), result)) group->facts.push_back(i);
  for (const bool above : {true, false})
    for (const ExactPolynomial& factor : (above ? sides.above : sides.below).factors)
      if (Group* group = join(variables(factor), result)) {
        ExactPolynomial& side = above ? group->above : group->below;
        side = side * factor;
      }
  std::erase_if(result, [](const Group& group) { return group.above.constant() && group.below.constant(); });
  return result;
}

/// Numbers at which all of the variables may be equal.
std::vector<Rational> equal_values(const std::set<std::string>& names, const std::vector<std::size_t>& facts,
                                   const Sequent& sequent) {
  std::vector<Rational> result;
  for (const long d : {1L, 2L, 3L, 4L, 5L, 6L})
    for (const long n : {1L, 2L, 3L, 4L, 5L}) {
      const Rational value = Rational(n) / Rational(d);
      proofs::Substitution image;
      for (const std::string& name : names) image.emplace(name, ExactPolynomial(value));
      const bool holds = std::all_of(facts.begin(), facts.end(), [&](std::size_t i) {
        const auto at = substitute(sequent.facts[i].polynomial, image).constant();
        return at && (sequent.facts[i].sign == Sign::zero ? proofs::sign(*at) == 0 : proofs::sign(*at) >= 0);
      });
      if (holds && std::find(result.begin(), result.end(), value) == result.end()) result.push_back(value);
    }
  return result;
}

/// The m-th root, if it is rational.
std::optional<Rational> rational_root(std::size_t m, const Rational& value) {
  return m == 1 ? value : proofs::root(m, ExactPolynomial(value)).constant();
}

/// What the product of groups is compared with, one factor for each.
class FactorProof {
 public:
  FactorProof(const Sequent& sequent, Effort effort, Search& search)
      : effort_(effort), search_(search), proof_(sequent, Origin().sufficient()) {}

  /// Adds above >= below >= 0.
  bool compare(const ExactPolynomial& above, const ExactPolynomial& below, const std::vector<std::size_t>& facts) {
    parts_.push_back({above - below, below});
    for (const ExactPolynomial* part : {&parts_.back().first, &parts_.back().second}) {
      if (const auto number = part->constant()) {
        if (proofs::sign(*number) < 0) return false;
        continue;
      }
      const Fact fact{*part, Sign::nonnegative};
      if (!index_of(fact, proof_.sequent) && !have_proved(fact, facts, proof_, {effort_.cones, false}, search_))
        return false;
    }
    return true;
  }

  /// Adds the goal's proof: scale times the product of what is above, less that below, plus the fact `rest`.
  std::optional<Steps> close(const Rational& scale, std::optional<std::size_t> rest) {
    Combination sum;
    if (rest) sum.summands.push_back(product(1, {{*rest, 1}}));
    for (std::size_t chosen = 1; chosen < (std::size_t{1} << parts_.size()); ++chosen) {
      auto summand = product(scale, {});
      for (std::size_t i = 0; i < parts_.size(); ++i)
        multiply((chosen >> i & 1) != 0 ? parts_[i].first : parts_[i].second, summand);
      if (proofs::sign(summand.coefficient) != 0) sum.summands.push_back(std::move(summand));
    }
    return proof_.close(sum) ? std::optional(proof_.steps) : std::nullopt;
  }

  Derivation& proof() { return proof_; }

 private:
  void multiply(const ExactPolynomial& part, Combination::Summand& summand) const {
    if (const auto number = part.constant()) {
      summand.coefficient = summand.coefficient * *number;
      return;
    }
    const std::size_t place = *index_of({part, Sign::nonnegative}, proof_.sequent);
    for (auto& [fact, exponent] : summand.facts)
      if (fact == place) {
        ++exponent;
        return;
      }
    summand.facts.emplace_back(place, 1);
  }

  Effort effort_;
  Search& search_;
  Derivation proof_;
  std::vector<std::pair<ExactPolynomial, ExactPolynomial>> parts_;  ///< the difference, and what is below
};

/// The goal by groups without common variables.
class IndependentGroups {
 public:
  IndependentGroups(const Sequent& sequent, const Sides& sides, std::vector<Group> groups, Effort effort,
                    Search& search)
      : sequent_(sequent), sides_(sides), groups_(std::move(groups)), effort_(effort), search_(search) {}

  std::optional<Steps> run() {
    for (const Group& group : groups_) {
      samples_.emplace_back(side(group));
      candidates_.push_back(candidates(group));
    }
    return choose(std::vector<Rational>(groups_.size(), Rational(0)), 0, std::nullopt, total());
  }

 private:
  Rational total() const { return sides_.below.number / sides_.above.number; }

  Sequent side(const Group& group) const {
    Sequent result{{group.names.begin(), group.names.end()}, {}, {group.above, Sign::nonnegative}};
    for (const std::size_t i : group.facts) result.facts.push_back(sequent_.facts[i]);
    return result;
  }

  std::vector<Rational> candidates(const Group& group) const {
    std::vector<Rational> result;
    if (const auto share = rational_root(groups_.size(), total())) result.push_back(*share);
    for (const Rational& value : equal_values(group.names, group.facts, sequent_)) {
      const auto above = value_at(group.above, value).constant(), below = value_at(group.below, value).constant();
      if (above && below && proofs::sign(*below) > 0) result.push_back(*above / *below);
    }
    result.emplace_back(1);
    return result;
  }

  bool seems_to_hold(std::size_t i, const Rational& number) const {
    return proofs::sign(number) > 0 &&
           !samples_[i].is_negative_somewhere(groups_[i].above - ExactPolynomial(number) * groups_[i].below);
  }

  /// Numbers for the groups from i on, where one group, `rest`, gets what is left.
  std::optional<Steps> choose(std::vector<Rational> numbers, std::size_t i, std::optional<std::size_t> rest,
                              const Rational& left) {
    if (search_.is_over() || tries_ > 200) return {};
    if (i == groups_.size()) {
      if (!rest || !seems_to_hold(*rest, left)) return {};
      numbers[*rest] = left;
      ++tries_;
      return prove_with(numbers);
    }
    for (const Rational& number : candidates_[i]) {
      if (!seems_to_hold(i, number)) continue;
      numbers[i] = number;
      if (rest || i + 1 < groups_.size())
        if (auto steps = choose(numbers, i + 1, rest, left / number)) return steps;
    }
    return rest ? std::nullopt : choose(numbers, i + 1, i, left);
  }

  std::optional<Steps> prove_with(const std::vector<Rational>& numbers) {
    if (std::find(failed_.begin(), failed_.end(), numbers) != failed_.end()) return {};
    failed_.push_back(numbers);
    FactorProof proof(sequent_, effort_, search_);
    for (std::size_t i = 0; i < groups_.size(); ++i)
      if (!proof.compare(groups_[i].above, ExactPolynomial(numbers[i]) * groups_[i].below, groups_[i].facts)) return {};
    return proof.close(sides_.above.number, {});
  }

  const Sequent& sequent_;
  const Sides& sides_;
  std::vector<Group> groups_;
  Effort effort_;
  Search& search_;
  std::vector<SamplePoints> samples_;
  std::vector<std::vector<Rational>> candidates_;
  std::vector<std::vector<Rational>> failed_;
  std::size_t tries_ = 0;
};

/// c x^k + d with the value and the derivative of a polynomial in one variable at a point; none if c or d is negative.
std::optional<ExactPolynomial> tangent(const ExactPolynomial& polynomial, const std::string& name, const Rational& at,
                                       std::size_t k) {
  const auto coefficients = coefficients_in(Atom::variable(name), polynomial);
  Rational value = 0, slope = 0, power_below = 0, power_here = 1;
  for (std::size_t e = 0; e < coefficients.size(); ++e) {
    const auto number = coefficients[e].constant();
    if (!number) return {};
    value = value + *number * power_here;
    slope = slope + *number * Rational(static_cast<unsigned long>(e)) * power_below;
    power_below = power_here;
    power_here = power_here * at;
  }
  const Rational below = cln::expt(at, static_cast<int>(k) - 1);
  const Rational c = slope / (Rational(static_cast<unsigned long>(k)) * below), d = value - c * below * at;
  if (proofs::sign(c) < 0 || proofs::sign(d) < 0) return {};
  return ExactPolynomial(c) * power(ExactPolynomial::variable(name), k) + ExactPolynomial(d);
}

/// The goal by tangents in x^k to all factors, each in a variable of its own.
std::optional<Steps> by_tangents(const Sides& sides, const Rational& at, std::size_t k, const Sequent& sequent,
                                 const SamplePoints& samples, Effort effort, Search& search) {
  std::vector<ExactPolynomial> lower;
  ExactPolynomial all(sides.above.number), above(sides.above.number);
  bool simpler = false;
  for (const ExactPolynomial& factor : sides.above.factors) {
    const auto names = variables(factor);
    auto line = names.size() == 1 ? tangent(factor, *names.begin(), at, k) : std::nullopt;
    if (!line || samples.is_negative_somewhere(factor - *line)) return {};
    simpler = simpler || *line != factor;
    all = all * *line;
    above = above * factor;
    lower.push_back(std::move(*line));
  }
  const Fact rest{sequent.goal.polynomial - above + all, sequent.goal.sign};
  if (!simpler || samples.is_negative_somewhere(rest.polynomial)) return {};
  FactorProof proof(sequent, effort, search);
  for (std::size_t i = 0; i < lower.size(); ++i) {
    std::vector<std::size_t> facts;
    const auto names = variables(sides.above.factors[i]);
    for (std::size_t j = 0; j < sequent.facts.size(); ++j)
      if (variables(sequent.facts[j].polynomial) == names) facts.push_back(j);
    if (!proof.compare(sides.above.factors[i], lower[i], facts)) return {};
  }
  std::vector<std::size_t> given(sequent.facts.size());
  for (std::size_t i = 0; i < given.size(); ++i) given[i] = i;
  if (!have_proved(rest, given, proof.proof(), {effort.cones, false}, search)) return {};
  return proof.close(sides.above.number, proof.proof().last());
}

std::optional<Steps> by_any_tangents(const Sides& sides, const Sequent& sequent, Effort effort, Search& search) {
  std::set<std::string> names;
  for (const ExactPolynomial& factor : sides.above.factors) names.merge(variables(factor));
  const SamplePoints samples(sequent);
  if (names.size() != sides.above.factors.size() || samples.points().empty()) return {};
  std::vector<std::size_t> facts(sequent.facts.size());
  for (std::size_t i = 0; i < facts.size(); ++i) facts[i] = i;
  std::size_t degree = 2;
  for (const ExactPolynomial& factor : sides.above.factors)
    for (const Atom& atom : atoms(factor)) degree = std::max<std::size_t>(degree, degree_in(atom, factor));
  // The powers that the equations speak of make what is left simplest.
  std::vector<std::size_t> exponents;
  for (const Fact& fact : sequent.facts)
    for (const auto& [monomial, coefficient] : fact.polynomial.terms())
      if (fact.sign == Sign::zero && !monomial.empty()) exponents.push_back(proofs::degree(monomial));
  for (std::size_t k = 1; k <= degree; ++k) exponents.push_back(k);
  std::vector<std::size_t> tried;
  for (const std::size_t k : exponents)
    if (k <= 6 && std::find(tried.begin(), tried.end(), k) == tried.end()) tried.push_back(k);
  for (const Rational& at : equal_values(names, facts, sequent))
    for (const std::size_t k : tried)
      if (auto steps = by_tangents(sides, at, k, sequent, samples, effort, search)) return steps;
  return {};
}

}  // namespace

std::optional<Steps> independent_factors(const Sequent& sequent, const Origin& origin, Effort effort, Search& search) {
  if (!effort.persistent || !origin.exact || !search.is_at_start()) return {};
  if (sequent.goal.sign != Sign::nonnegative) return {};
  const auto products = sides(sequent, search);
  if (!products || proofs::sign(products->above.number) <= 0 || proofs::sign(products->below.number) <= 0) return {};
  std::vector<Group> groups = groups_of(*products, sequent);
  if (groups.size() > most_groups) return {};
  if (groups.size() > 1) return IndependentGroups(sequent, *products, std::move(groups), effort, search).run();
  const std::size_t factors = products->above.factors.size();
  if (factors < 2 || factors > most_groups) return {};
  return by_any_tangents(*products, sequent, effort, search);
}

}  // namespace geq::prover
