// SPDX-License-Identifier: GPL-3.0-or-later
#include "prover/search.hpp"

#include <algorithm>

#include "proofs/kernel/limits.hpp"
#include "prover/portfolio.hpp"

namespace geq::prover {

using proofs::Atom;
using proofs::ExactPolynomial;
using proofs::Rational;
using proofs::Sequent;

Origin Origin::of(const proofs::Statement& statement) {
  Origin origin;
  for (const std::string& name : statement.variables) origin.values.emplace_back(name, ExactPolynomial::variable(name));
  return origin;
}

Origin Origin::after(const proofs::Put& put) const {
  return after(proofs::Substitution(put.replacements.begin(), put.replacements.end()));
}

Origin Origin::after(const proofs::Substitution& image) const {
  Origin result = *this;
  for (auto& [name, value] : result.values) value = substitute(value, image);
  for (ExactPolynomial& unit : result.units) unit = substitute(unit, image);
  return result;
}

Origin Origin::after(const proofs::Homogenise& homogenise) const {
  Origin result = *this;
  result.units.push_back(ExactPolynomial::variable(homogenise.variable));
  return result;
}

Origin Origin::sufficient() const {
  Origin result = *this;
  result.exact = false;
  return result;
}

Search::Search(const proofs::Statement& statement, const Settings& settings)
    : statement_(statement), settings_(settings), trace_(settings.trace) {
  const std::chrono::milliseconds longest = std::chrono::hours(24 * 365);  // later points in time may not exist
  stop_.deadline = std::chrono::steady_clock::now() + std::min(settings.timeout, longest);
  stop_.cancelled = settings.cancelled;
}

bool Search::uses(const std::string& strategy) const {
  const auto listed = [&](const std::vector<std::string>& names) {
    return std::find(names.begin(), names.end(), strategy) != names.end();
  };
  return (settings_.only.empty() || listed(settings_.only)) && !listed(settings_.without);
}

namespace {

/// The value of a polynomial all of whose variables have values; none if an atom is not a variable.
std::optional<Rational> value_at(const ExactPolynomial& polynomial, const proofs::Substitution& values) {
  return substitute(polynomial, values).constant();
}

}  // namespace

void Search::offer_counterexample(const std::vector<proofs::Definition>& values, const Origin& origin) {
  if (!origin.exact || refutation_) return;
  proofs::Substitution image(values.begin(), values.end());
  // Forms may be scaled: dividing by what homogenised brings it to 1.
  for (const ExactPolynomial& unit : origin.units) {
    const auto found = value_at(unit, image);
    if (!found || proofs::sign(*found) == 0) return;
    const ExactPolynomial scale(1 / *found);
    for (auto& [name, value] : image) value = value * scale;
  }
  proofs::Refutation refutation;
  for (const auto& [name, value] : origin.values) {
    // Variables that the goal does not mention any more may have any value.
    proofs::Substitution complete = image;
    for (const std::string& missing : variables(value)) complete.try_emplace(missing, ExactPolynomial(Rational(1)));
    const auto number = value_at(value, complete);
    if (!number) return;
    refutation.point.emplace_back(name, *number);
  }
  if (proofs::check(statement_, refutation)) refutation_ = std::move(refutation);
}

void Search::record(const std::string& strategy, const std::string& outcome) {
  for (Attempt& attempt : attempts_)
    if (attempt.strategy == strategy) {
      attempt.outcome = outcome;
      return;
    }
  attempts_.push_back({strategy, outcome});
}

void Search::closed_by(const std::string& strategy) {
  const std::vector<std::string> names = strategy_names();
  const auto rank = [&](const std::string& name) {
    return std::find(names.begin(), names.end(), name) - names.begin();
  };
  if (method_.empty() || rank(strategy) > rank(method_)) method_ = strategy;
}

std::vector<std::string> fresh_names(const Sequent& sequent, const std::string& wanted, std::size_t count) {
  const auto is_free = [&](const std::string& name) {
    return std::find(sequent.variables.begin(), sequent.variables.end(), name) == sequent.variables.end();
  };
  std::vector<std::string> result;
  for (const char letter : wanted)
    if (const std::string name(1, letter); result.size() < count && is_free(name)) result.push_back(name);
  if (result.size() == count) return result;
  result.clear();
  const std::string stem(1, wanted.front());
  for (std::size_t i = 1; result.size() < count; ++i)
    if (const std::string name = stem + std::to_string(i); is_free(name)) result.push_back(name);
  return result;
}

std::vector<std::string> goal_variables(const Sequent& sequent) {
  const std::set<std::string> occurring = variables(sequent.goal.polynomial);
  std::vector<std::string> result;
  for (const std::string& name : sequent.variables)
    if (occurring.contains(name)) result.push_back(name);
  return result;
}

bool is_polynomial(const Sequent& sequent) {
  const std::set<Atom> found = atoms(sequent.goal.polynomial);
  return std::all_of(found.begin(), found.end(), [](const Atom& atom) { return atom.is_variable(); });
}

std::uint64_t highest_degree(const ExactPolynomial& polynomial) {
  std::uint64_t result = 0;
  for (const auto& [monomial, coefficient] : polynomial.terms()) result = std::max(result, degree(monomial));
  return result;
}

bool is_nonnegative(const std::string& variable, const Sequent& sequent) {
  const auto known = sign_of(Atom::variable(variable), sequent.facts);
  return known && *known != proofs::Sign::nonzero;
}

std::optional<Steps> prove_after(const proofs::Step& step, const Sequent& sequent, const Origin& origin, Effort effort,
                                 Search& search) {
  const auto remaining = proofs::apply(step, sequent);
  if (!remaining) return {};
  Steps steps{step};
  for (const Sequent& part : remaining.value()) {
    if (search.is_over()) return {};
    search.trace().by({step});
    auto proof = prove(part, origin, effort, search);
    if (!proof) return {};
    steps.insert(steps.end(), std::make_move_iterator(proof->begin()), std::make_move_iterator(proof->end()));
  }
  return steps;
}

}  // namespace geq::prover
