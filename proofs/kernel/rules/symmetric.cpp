// SPDX-License-Identifier: GPL-3.0-or-later

/// The half-degree principle. Let F be a symmetric polynomial of degree d in n numbers, and r >= d/2 rounded down, r
/// >= 2. For every x there is a y with at most r different elements, the same sums of their powers up to the r-th, and
/// F(y) <= F(x). For x >= 0 there is such a y >= 0 with at most r different elements that are not 0, and r >= 1 will
/// do. The rule book gives a proof.
///
/// Sources: V. Timofte, On the positivity of symmetric polynomial functions, J. Math. Anal. Appl. 284 (2003), 174-190;
/// C. Riener, On the degree and half-degree principle for symmetric polynomials, J. Pure Appl. Algebra 216 (2012),
/// 850-856.

#include <algorithm>
#include <functional>
#include <set>

#include "proofs/kernel/binders.hpp"
#include "proofs/kernel/limits.hpp"
#include "proofs/kernel/rules/rules.hpp"

namespace geq::proofs {

namespace {

/// Of a polynomial whose atoms have these degrees; none if one of them has none.
std::optional<std::uint64_t> degree(const ExactPolynomial& polynomial,
                                    const std::function<std::optional<std::uint64_t>(const Atom&)>& of_atom) {
  std::uint64_t result = 0;
  for (const auto& [monomial, coefficient] : polynomial.terms()) {
    std::uint64_t sum = 0;
    for (const auto& [atom, exponent] : monomial) {
      const auto one = of_atom(atom);
      if (!one) return {};
      sum += *one * exponent;
    }
    result = std::max(result, sum);
  }
  return result;
}

bool mentions_some(const ExactPolynomial& polynomial, const std::set<std::string>& names) {
  return std::ranges::any_of(variables(polynomial), [&](const std::string& name) { return names.contains(name); });
}

/// Numbers that the principle is used on, as variables or as elements of a sequence.
struct Numbers {
  std::set<std::string> names;  ///< that stand for them
  std::size_t values;
  bool nonnegative;
  std::function<std::optional<std::uint64_t>(const Atom&)> degree_of;
  std::function<bool(const ExactPolynomial&)> is_symmetric;
};

/// None if the polynomial is not symmetric in the numbers.
std::optional<std::uint64_t> symmetric_degree(const ExactPolynomial& polynomial, const Numbers& numbers) {
  const auto result = degree(polynomial, numbers.degree_of);
  return result && numbers.is_symmetric(polynomial) ? result : std::nullopt;
}

/// So many values are enough for a polynomial of this degree.
bool are_enough(const Numbers& numbers, std::uint64_t degree) {
  return numbers.values >= (numbers.nonnegative ? 1U : 2U) && numbers.values >= degree / 2;
}

bool is_order(Sign sign) { return sign == Sign::nonnegative || sign == Sign::positive; }

/// Those that hold at y because they hold at x.
std::vector<Fact> kept(const Numbers& numbers, const std::vector<Fact>& facts) {
  std::vector<Fact> result;
  for (const Fact& fact : facts) {
    if (mentions_some(fact.polynomial, numbers.names)) {
      const auto of_fact = symmetric_degree(fact.polynomial, numbers);
      if (!of_fact || *of_fact > numbers.values) continue;
    }
    result.push_back(fact);
  }
  return result;
}

/// Nothing changes when the first two are exchanged, or all are moved around.
bool is_symmetric_in(const std::vector<std::string>& names, const ExactPolynomial& polynomial) {
  const Substitution exchange{{names[0], ExactPolynomial::variable(names[1])},
                              {names[1], ExactPolynomial::variable(names[0])}};
  Substitution around;
  for (std::size_t i = 0; i < names.size(); ++i)
    around.emplace(names[i], ExactPolynomial::variable(names[(i + 1) % names.size()]));
  return substitute(polynomial, exchange) == polynomial && substitute(polynomial, around) == polynomial;
}

/// All partitions of `sum` into `count` parts, none greater than `greatest` or less than 1; greatest parts first.
void add_partitions(std::size_t sum, std::size_t count, std::size_t greatest, std::vector<std::size_t>& parts,
                    std::vector<std::vector<std::size_t>>& result) {
  if (count == 0) {
    if (sum == 0) result.push_back(parts);
    if (result.size() > max_partitions) throw LimitExceeded("there are too many ways to share the variables");
    return;
  }
  for (std::size_t part = std::min(sum, greatest); part * count >= sum && part > 0; --part) {
    parts.push_back(part);
    add_partitions(sum - part, count - 1, part, parts, result);
    parts.pop_back();
  }
}

bool is_sign_of(const Fact& fact, const ExactPolynomial& number) {
  return is_order(fact.sign) && fact.polynomial == number;
}

bool are_nonnegative(const std::vector<std::string>& names, const std::vector<Fact>& facts) {
  return std::ranges::all_of(names, [&](const std::string& name) {
    return std::ranges::any_of(facts,
                               [&](const Fact& fact) { return is_sign_of(fact, ExactPolynomial::variable(name)); });
  });
}

Numbers numbers_of(const HalfDegree& step, bool nonnegative) {
  const std::set<std::string> all(step.variables.begin(), step.variables.end());
  const auto degree_of = [all](const Atom& atom) -> std::optional<std::uint64_t> {
    if (atom.is_variable()) return all.contains(atom.name()) ? 1 : 0;
    return mentions_some(ExactPolynomial(atom), all) ? std::nullopt : std::optional<std::uint64_t>(0);
  };
  const auto is_symmetric = [names = step.variables](const ExactPolynomial& polynomial) {
    return is_symmetric_in(names, polynomial);
  };
  return {all, step.values, nonnegative, degree_of, is_symmetric};
}

}  // namespace

std::vector<Substitution> points_with_few_values(const HalfDegree& step, const Sequent& sequent) {
  const std::size_t count = step.variables.size();
  std::vector<std::vector<std::size_t>> shares;
  std::vector<std::size_t> parts;
  const std::size_t most_zeros = are_nonnegative(step.variables, sequent.facts) ? count - step.values : 0;
  for (std::size_t zeros = 0; zeros <= most_zeros; ++zeros)
    add_partitions(count - zeros, step.values, count, parts, shares);
  std::vector<Substitution> result;
  for (const std::vector<std::size_t>& share : shares) {
    Substitution point;
    auto name = step.variables.begin();
    for (const std::size_t part : share)
      for (const auto first = name, end = name + static_cast<std::ptrdiff_t>(part); name != end; ++name)
        point.emplace(*name, ExactPolynomial::variable(*first));
    while (name != step.variables.end()) point.emplace(*name++, ExactPolynomial());
    result.push_back(std::move(point));
  }
  return result;
}

Outcome apply(const HalfDegree& step, const Sequent& sequent) {
  const bool nonnegative = are_nonnegative(step.variables, sequent.facts);
  const Numbers numbers = numbers_of(step, nonnegative);
  if (numbers.names.size() != step.variables.size() || step.values >= step.variables.size())
    return Reason::not_a_permutation;
  if (!std::ranges::all_of(step.variables, [&](const std::string& name) { return in_scope(name, sequent); }))
    return Reason::unknown_variable;
  if (!is_order(sequent.goal.sign)) return Reason::wrong_goal_sign;
  if (!are_enough(numbers, 0)) return Reason::exponent_out_of_range;
  const auto of_goal = symmetric_degree(sequent.goal.polynomial, numbers);
  if (!of_goal) return Reason::not_symmetric;
  if (!are_enough(numbers, *of_goal)) return Reason::exponent_out_of_range;
  const std::vector<Fact> facts = kept(numbers, sequent.facts);
  std::vector<Sequent> remaining;
  std::size_t open_words = 0;
  for (const Substitution& point : points_with_few_values(step, sequent)) {
    Sequent at_point{{}, {}, {substitute(sequent.goal.polynomial, point), sequent.goal.sign}};
    for (const Fact& fact : facts) at_point.facts.push_back({substitute(fact.polynomial, point), fact.sign});
    for (const std::string& name : sequent.variables) {
      const auto value = point.find(name);
      if (value != point.end() && value->second != ExactPolynomial::variable(name)) continue;
      at_point.variables.push_back(name);
      if (value != point.end() && nonnegative) at_point.facts.push_back({value->second, Sign::nonnegative});
    }
    remaining.push_back(std::move(at_point));
    open_words += words(remaining.back());
    if (open_words > max_open_words) return Reason::limit_exceeded;
  }
  return remaining;
}

namespace {

/// x[i] under the binder of i.
Atom element_at_index(const std::string& sequence) {
  return Atom::application(Operator::element, {ExactPolynomial::variable(sequence), ExactPolynomial(bound_atom(0))});
}

/// j of sum(i in 1..length, x[i]^j), with j > 0.
std::optional<std::uint64_t> power_summed(const Atom& atom, const std::string& sequence,
                                          const ExactPolynomial& length) {
  if (atom.op() != Operator::sum_over || atom.arguments()[0] != ExactPolynomial(Rational(1)) ||
      atom.arguments()[1] != length || atom.arguments()[2].terms().size() != 1)
    return {};
  const auto& [monomial, coefficient] = *atom.arguments()[2].terms().begin();
  if (coefficient != 1 || monomial.size() != 1 || monomial.front().first != element_at_index(sequence)) return {};
  return monomial.front().second;
}

/// The upper end of the sums over the sequence in the goal, the same for all; none if there are no sums.
std::optional<ExactPolynomial> length_of_sums(const std::string& sequence, const ExactPolynomial& goal) {
  for (const Atom& atom : atoms(goal))
    if (atom.op() == Operator::sum_over && variables(ExactPolynomial(atom)).contains(sequence))
      return atom.arguments()[1];
  return {};
}

bool are_elements_nonnegative(const std::string& sequence, const ExactPolynomial& length,
                              const std::vector<Fact>& facts) {
  const ExactPolynomial element(element_at_index(sequence));
  return std::ranges::any_of(facts, [&](const Fact& fact) {
    const auto family = family_in(fact);
    return family && family->lower == ExactPolynomial(Rational(1)) && family->upper == length &&
           is_sign_of({family->body, family->sign}, element);
  });
}

ExactPolynomial with_values(const ExactPolynomial& polynomial, const PowerSums& step, const ExactPolynomial& length) {
  ExactPolynomial result = polynomial;
  for (const Atom& atom : atoms(polynomial)) {
    const auto exponent = power_summed(atom, step.sequence, length);
    if (!exponent) continue;
    ExactPolynomial sum;
    for (std::size_t k = 0; k < step.values.size(); ++k)
      sum = sum +
            ExactPolynomial::variable(step.weights[k]) * power(ExactPolynomial::variable(step.values[k]), *exponent);
    result = replace_atom(result, atom, sum);
  }
  return result;
}

}  // namespace

Outcome apply(const PowerSums& step, const Sequent& sequent) {
  if (!in_scope(step.sequence, sequent)) return Reason::unknown_variable;
  if (step.values.size() != step.weights.size()) return Reason::not_a_permutation;
  Sequent after = sequent;
  for (const std::vector<std::string>* fresh : {&step.values, &step.weights})
    for (const std::string& name : *fresh) {
      if (!is_new(name, after)) return Reason::name_not_fresh;
      after.variables.push_back(name);
    }
  if (after.variables.size() > max_scope) return Reason::limit_exceeded;
  const auto length = length_of_sums(step.sequence, sequent.goal.polynomial);
  if (!length || variables(*length).contains(step.sequence)) return Reason::not_symmetric;
  const bool nonnegative = are_elements_nonnegative(step.sequence, *length, sequent.facts);
  const std::set<std::string> all{step.sequence};
  const auto degree_of = [&](const Atom& atom) {
    return mentions_some(ExactPolynomial(atom), all) ? power_summed(atom, step.sequence, *length) : 0;
  };
  const Numbers numbers{all, step.values.size(), nonnegative, degree_of, [](const ExactPolynomial&) { return true; }};
  if (!is_order(sequent.goal.sign)) return Reason::wrong_goal_sign;
  if (!are_enough(numbers, 0)) return Reason::exponent_out_of_range;
  const auto of_goal = symmetric_degree(sequent.goal.polynomial, numbers);
  if (!of_goal) return Reason::not_symmetric;
  if (!are_enough(numbers, *of_goal)) return Reason::exponent_out_of_range;
  std::vector<Sequent> remaining;
  require({*length, Sign::nonnegative}, sequent, remaining);
  require_integer(*length, sequent, remaining);
  after.facts = kept(numbers, sequent.facts);
  for (Fact& fact : after.facts) fact.polynomial = with_values(fact.polynomial, step, *length);
  after.goal.polynomial = with_values(after.goal.polynomial, step, *length);
  ExactPolynomial others = *length;
  for (std::size_t k = 0; k < step.values.size(); ++k) {
    const ExactPolynomial weight = ExactPolynomial::variable(step.weights[k]);
    others = others - weight;
    after.facts.push_back({weight, Sign::nonnegative});
    if (nonnegative) after.facts.push_back({ExactPolynomial::variable(step.values[k]), Sign::nonnegative});
  }
  after.facts.push_back({others, nonnegative ? Sign::nonnegative : Sign::zero});
  remaining.push_back(std::move(after));
  return remaining;
}

}  // namespace geq::proofs
