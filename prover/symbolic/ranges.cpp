// SPDX-License-Identifier: GPL-3.0-or-later
#include "prover/symbolic/ranges.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <limits>

#include "proofs/kernel/binders.hpp"
#include "prover/reductions/functions.hpp"
#include "prover/symbolic/products.hpp"

namespace geq::prover {

using proofs::Atom;
using proofs::ExactPolynomial;
using proofs::Fact;
using proofs::Operator;
using proofs::Sequent;
using proofs::Sign;

namespace {

using proofs::is_quantifier;

/// Some application of such an operator occurs, bodies of binders included.
template <class Wanted>
bool contains(const ExactPolynomial& polynomial, const Wanted& wanted) {
  const std::set<Atom> found = atoms(polynomial);
  return std::any_of(found.begin(), found.end(), [&](const Atom& atom) {
    if (atom.is_variable() || atom.op() == Operator::bound) return false;
    if (wanted(atom.op())) return true;
    return std::any_of(atom.arguments().begin(), atom.arguments().end(),
                       [&](const ExactPolynomial& argument) { return contains(argument, wanted); });
  });
}

void collect(Operator op, const ExactPolynomial& polynomial, std::vector<RangeTerm>& found) {
  for (const Atom& atom : atoms(polynomial)) {
    if (atom.is_variable() || atom.op() == Operator::bound) continue;
    const bool known =
        std::any_of(found.begin(), found.end(), [&](const RangeTerm& other) { return other.atom == atom; });
    if (atom.op() == op && !known) found.push_back({atom});
    if (is_quantifier(atom.op())) continue;
    const std::size_t open = atom.arguments().size() - (proofs::is_binder(atom.op()) ? 1 : 0);
    for (std::size_t i = 0; i < open; ++i) collect(op, atom.arguments()[i], found);
  }
}

/// What other methods look into: their arguments get names, they themselves stay.
bool is_transparent(Operator op) {
  return op == Operator::quotient || op == Operator::root || op == Operator::abs || op == Operator::min ||
         op == Operator::max;
}

std::optional<Atom> next_to_name(const ExactPolynomial& polynomial) {
  for (const Atom& atom : atoms(polynomial)) {
    if (atom.is_variable() || atom.arguments().empty()) continue;
    if (!is_transparent(atom.op())) return atom;
    for (const ExactPolynomial& argument : atom.arguments())
      if (auto inner = next_to_name(argument)) return inner;
  }
  return {};
}

std::optional<Atom> next_to_name(const Sequent& sequent) {
  if (auto found = next_to_name(sequent.goal.polynomial)) return found;
  for (const Fact& fact : sequent.facts)
    if (auto found = next_to_name(fact.polynomial)) return found;
  return {};
}

using Doubles = std::map<std::string, double>;

double value_at(const ExactPolynomial& polynomial, const Doubles& point);

/// NaN for functions other than quotients, roots, abs, min and max.
double value_at(const Atom& atom, const Doubles& point) {
  if (atom.is_variable()) return point.at(atom.name());
  std::vector<double> values;
  for (const ExactPolynomial& argument : atom.arguments()) values.push_back(value_at(argument, point));
  switch (atom.op()) {
    case Operator::quotient:
      return 1 / values[0];
    case Operator::root:
      return std::pow(values[1], 1 / values[0]);
    case Operator::abs:
      return std::abs(values[0]);
    case Operator::min:
      return *std::min_element(values.begin(), values.end());
    case Operator::max:
      return *std::max_element(values.begin(), values.end());
    default:
      return std::numeric_limits<double>::quiet_NaN();
  }
}

double value_at(const ExactPolynomial& polynomial, const Doubles& point) {
  double sum = 0;
  for (const auto& [monomial, coefficient] : polynomial.terms()) {
    double term = cln::double_approx(coefficient);
    for (const auto& [atom, exponent] : monomial) term *= std::pow(value_at(atom, point), exponent);
    sum += term;
  }
  return sum;
}

bool is_side_fact(const Fact& fact) {
  return contains(fact.polynomial, [](Operator op) { return is_quantifier(op) || op == Operator::floor; });
}

}  // namespace

bool has_ranges(const Sequent& sequent) {
  const auto binder = [](Operator op) { return proofs::is_binder(op); };
  return contains(sequent.goal.polynomial, binder) ||
         std::any_of(sequent.facts.begin(), sequent.facts.end(),
                     [&](const Fact& fact) { return contains(fact.polynomial, binder); });
}

std::vector<RangeTerm> range_terms(Operator op, const Sequent& sequent) {
  std::vector<RangeTerm> found;
  collect(op, sequent.goal.polynomial, found);
  for (const Fact& fact : sequent.facts) collect(op, fact.polynomial, found);
  return found;
}

std::vector<Range> ranges_of(const Sequent& sequent) {
  std::vector<Range> result;
  for (const RangeTerm& sum : range_terms(Operator::sum_over, sequent))
    if (const Range range(sum.lower(), sum.upper()); std::find(result.begin(), result.end(), range) == result.end())
      result.push_back(range);
  return result;
}

std::optional<JointSum> joint_sum(const ExactPolynomial& value, const ExactPolynomial& index) {
  std::optional<JointSum> result;
  for (const auto& [monomial, coefficient] : value.terms()) {
    const auto sum = single_atom(ExactPolynomial::term(1, monomial));
    if (!sum || sum->op() != Operator::sum_over) return {};
    const RangeTerm part{*sum};
    if (!result) result = JointSum{value, part.lower(), part.upper(), {}};
    if (part.lower() != result->lower || part.upper() != result->upper) return {};
    result->term = result->term + ExactPolynomial(coefficient) * proofs::opened(part.body(), index);
  }
  return result;
}

std::optional<Summed> summed(const ExactPolynomial& value, const ExactPolynomial& index) {
  std::optional<Summed> result;
  for (const auto& [monomial, coefficient] : value.terms()) {
    ExactPolynomial term(coefficient);
    std::size_t sums = 0;
    for (const auto& [atom, exponent] : monomial) {
      const bool free = atom.op() != Operator::sum_over ||
                        (result && (atom.arguments()[0] != result->lower || atom.arguments()[1] != result->upper));
      if (!free && !result) result = Summed{atom.arguments()[0], atom.arguments()[1], {}};
      sums += free ? 0 : exponent;
      term = term * (free ? power(ExactPolynomial(atom), exponent) : proofs::opened(atom.arguments()[2], index));
    }
    if (sums != 1) return {};
    result->body = result->body + term;
  }
  return result;
}

RangeChain::RangeChain(Sequent start, const Origin& origin, Search& search)
    : SideChain(std::move(start), [origin = origin.sufficient(),
                                   &search](const Sequent& side) { return prove_side(side, origin, search); }),
      origin_(origin.sufficient()),
      search_(&search) {}

bool RangeChain::then(const proofs::Step& step) {
  const auto applied = proofs::apply(step, sequent());
  if (!applied || applied.value().empty()) return false;
  const Sequent& last = applied.value().back();
  if (last.facts.size() > sequent().facts.size() && is_visible(last.facts.back(), sequent().facts) &&
      last.variables == sequent().variables)
    return false;
  return SideChain::then(step);
}

void RangeChain::instantiate(const ExactPolynomial& index) {
  const std::size_t count = sequent().facts.size();
  for (std::size_t i = 0; i < count; ++i) {
    const auto applied = proofs::apply(proofs::Instance{i, index}, sequent());
    if (applied && !applied.value().empty() && !is_visible(applied.value().back().facts.back(), sequent().facts))
      SideChain::then(proofs::Instance{i, index}, linear_side);
  }
}

void RangeChain::count(const ExactPolynomial& lower, const ExactPolynomial& upper) {
  then(proofs::Have{{upper - lower + ExactPolynomial(proofs::Rational(1)), Sign::nonnegative}});
  then(proofs::Have{{upper - lower, Sign::nonnegative}});
  then(proofs::Count{lower, upper});
}

bool RangeChain::name_applications() {
  proofs::Forget unused;
  for (std::size_t i = 0; i < sequent().facts.size(); ++i)
    if (is_side_fact(sequent().facts[i])) unused.facts.push_back(i);
  if (!unused.facts.empty() && !SideChain::then(unused)) return false;
  std::vector<std::string> names;
  while (const auto atom = next_to_name(sequent())) {
    names.push_back(fresh("uvwpqrstxyz"));
    if (names.size() > 40 || !SideChain::then(proofs::Name{names.back(), ExactPolynomial(*atom)})) return false;
  }
  for (const std::string& name : names)
    for (std::size_t i = 0; i < sequent().facts.size(); ++i)
      if (SideChain::then(proofs::Eliminate{i, name})) break;
  return true;
}

// In floating point: this decides only what is not worth a search.
bool RangeChain::fails_somewhere() const {
  constexpr std::size_t points = 60;
  constexpr double close = 1e-9;
  const auto holds = [](const Fact& fact, const Doubles& point, double slack) {
    const double value = value_at(fact.polynomial, point);
    switch (fact.sign) {
      case Sign::zero:
        return std::abs(value) <= slack;
      case Sign::nonnegative:
        return value >= -slack;
      case Sign::positive:
        return value > slack;
      default:
        return std::abs(value) > slack;
    }
  };
  std::uint64_t state = 1;
  for (std::size_t i = 0; i < points; ++i) {
    Doubles point;
    for (const std::string& name : sequent().variables) {
      state = state * 6364136223846793005U + 1442695040888963407U;
      const long value = static_cast<long>(state >> 33U) % 13 - (i % 2 == 0 ? 0 : 6);
      point.emplace(name, static_cast<double>(value) / (i % 3 == 0 ? 1 : 3));
    }
    const bool assumed = std::all_of(sequent().facts.begin(), sequent().facts.end(),
                                     [&](const Fact& fact) { return holds(fact, point, close); });
    const double goal = value_at(sequent().goal.polynomial, point);
    const bool fails = sequent().goal.sign == Sign::zero ? std::abs(goal) > 1e-6 : goal < -1e-6;
    if (assumed && fails && sequent().goal.sign != Sign::nonzero) return true;
  }
  return false;
}

std::optional<Steps> RangeChain::finish(Effort effort) {
  if (!name_applications() || has_ranges(sequent()) || fails_somewhere()) return {};
  const auto proof = prove(sequent(), origin_, effort, *search_);
  return proof ? std::optional(followed_by(*proof)) : std::nullopt;
}

namespace {

/// The goal is a multiple of a fact and a number.
std::optional<Steps> by_one_fact(const Sequent& sequent) {
  const ExactPolynomial& goal = sequent.goal.polynomial;
  for (std::size_t i = 0; i < sequent.facts.size(); ++i) {
    const ExactPolynomial& known = sequent.facts[i].polynomial;
    if (known.terms().empty() || known.terms().size() > goal.terms().size() + 1) continue;
    const auto place = goal.terms().find(known.terms().rbegin()->first);
    if (place == goal.terms().end()) continue;
    const proofs::Rational factor = place->second / known.terms().rbegin()->second;
    const auto rest = (goal - ExactPolynomial(factor) * known).constant();
    if (!rest || proofs::sign(factor) <= 0 || proofs::sign(*rest) < 0) continue;
    proofs::Combination step;
    step.summands.push_back({factor, {{i, 1}}, ExactPolynomial(proofs::Rational(1))});
    if (proofs::sign(*rest) > 0) step.summands.push_back({*rest, {}, ExactPolynomial(proofs::Rational(1))});
    if (const auto closed = proofs::apply(proofs::Step(step), sequent); closed && closed.value().empty())
      return Steps{step};
  }
  return {};
}

/// The goal can be read off once what is known for all indices is said of those in the goal.
std::optional<Steps> by_instances(const Sequent& sequent, const Origin& origin, Search& search) {
  RangeChain chain(sequent, origin, search);
  for (const std::string& name : variables(sequent.goal.polynomial)) chain.instantiate(ExactPolynomial::variable(name));
  if (!is_visible(chain.sequent().goal, chain.sequent().facts)) return {};
  return chain.followed_by({proofs::Visible{}});
}

/// A sum has the sign of its terms.
std::optional<Steps> by_terms(const Sequent& sequent, const Origin& origin, Search& search) {
  const auto& terms = sequent.goal.polynomial.terms();
  if (terms.size() != 1 || sequent.goal.sign == Sign::nonzero) return {};
  const auto& [monomial, coefficient] = *terms.begin();
  if (monomial.size() != 1 || monomial[0].second != 1 || monomial[0].first.op() != Operator::sum_over) return {};
  const std::vector<ExactPolynomial>& sum = monomial[0].first.arguments();
  SideChain chain(sequent, [&](const Sequent& side) { return prove_side(side, origin, search); });
  const std::string index = chain.fresh("kjilh");
  const ExactPolynomial term = ExactPolynomial(coefficient) * proofs::opened(sum[2], ExactPolynomial::variable(index));
  if (!chain.then(proofs::ForEach{index, sum[0], sum[1], {term, sequent.goal.sign}}) ||
      !chain.then(proofs::SumOf{chain.sequent().facts.size() - 1}))
    return {};
  return chain.followed_by({proofs::Visible{}});
}

}  // namespace

std::optional<Steps> prove_side(const Sequent& sequent, const Origin& origin, Search& search) {
  if (search.is_over()) return {};
  if (is_visible(sequent.goal, sequent.facts)) return Steps{proofs::Visible{}};
  if (auto steps = by_one_fact(sequent)) return steps;
  if (auto steps = by_instances(sequent, origin, search)) return steps;
  if (auto steps = by_terms(sequent, origin, search)) return steps;
  RangeChain chain(sequent, origin, search);
  for (const std::string& name : sequent.variables) chain.instantiate(ExactPolynomial::variable(name));
  return chain.finish(Effort::small());
}

}  // namespace geq::prover
