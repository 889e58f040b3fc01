// SPDX-License-Identifier: GPL-3.0-or-later
#include "prover/refutation/line_search.hpp"

#include <algorithm>

#include "polynomials/root_isolation.hpp"
#include "proofs/kernel/work.hpp"
#include "prover/conversion.hpp"
#include "prover/refutation/fractions.hpp"

namespace geq::prover {

using polynomials::IsolatedRoot;
using proofs::ExactPolynomial;
using proofs::Rational;
using proofs::Univariate;

namespace {

constexpr std::size_t max_words = 4000;                // of all hypotheses and goals
constexpr std::size_t max_degree = 60;                 // of one polynomial on the line
constexpr std::uint64_t work_for_a_line = 30'000'000;  // units of work.hpp

/// A name that no statement's variable has, as far as the polynomials on the line go.
const std::string parameter = "t ";

polynomials::UnivariateCoefficients to_search(const Univariate& p) {
  polynomials::UnivariateCoefficients result;
  for (const Rational& c : p) result.push_back(prover::to_search(c));
  return result;
}

/// A name for the root that is none of the variables.
std::string root_name(const std::vector<std::string>& variables) {
  for (const char* name : {"r", "s", "u", "w", "z", "q"})
    if (std::find(variables.begin(), variables.end(), name) == variables.end()) return name;
  for (std::size_t i = 1;; ++i)
    if (std::string name = "r" + std::to_string(i);
        std::find(variables.begin(), variables.end(), name) == variables.end())
      return name;
}

/// One number from each open interval between neighbours and beyond the ends, simplest where there is room.
std::vector<Rational> samples(std::vector<IsolatedRoot> roots) {
  if (roots.empty()) return {0};
  for (IsolatedRoot& root : roots)
    for (int i = 0; i < 6; ++i) root.refine();
  const Rational least = to_kernel(roots.front().lower);
  const Rational greatest = to_kernel(roots.back().upper);
  std::vector<Rational> result{simplest_between(least - 2, least), simplest_between(greatest, greatest + 2)};
  for (std::size_t i = 0; i + 1 < roots.size(); ++i)
    result.push_back(simplest_between(to_kernel(roots[i].upper), to_kernel(roots[i + 1].lower)));
  std::sort(result.begin(), result.end(), [](const Rational& a, const Rational& b) {
    return std::pair(proofs::bit_size(a), a) < std::pair(proofs::bit_size(b), b);
  });
  return result;
}

/// The roots of all polynomials in increasing order, each once, with intervals that are disjoint.
std::vector<IsolatedRoot> roots_of(const std::vector<polynomials::UnivariateCoefficients>& polynomials) {
  std::vector<IsolatedRoot> roots;
  for (const auto& polynomial : polynomials)
    for (IsolatedRoot& root : polynomials::isolate_roots(polynomial)) roots.push_back(std::move(root));
  const auto by_place = [](const IsolatedRoot& a, const IsolatedRoot& b) { return a.lower < b.lower; };
  std::sort(roots.begin(), roots.end(), by_place);
  for (std::size_t i = 0; i + 1 < roots.size();) {
    IsolatedRoot& left = roots[i];
    IsolatedRoot& right = roots[i + 1];
    if (left.upper < right.lower) {
      ++i;
      continue;
    }
    const polynomials::Rational low = std::max(left.lower, right.lower);
    const polynomials::Rational high = std::min(left.upper, right.upper);
    const bool same = left.factor == right.factor && low <= high &&
                      (low == high ? left.is_rational() : count_roots(left.factor, {low, high}) == 1);
    if (same) {
      left.lower = low, left.upper = high;
      roots.erase(roots.begin() + static_cast<std::ptrdiff_t>(i) + 1);
    } else {
      left.refine();
      right.refine();
    }
    std::sort(roots.begin(), roots.end(), by_place);
    i = 0;
  }
  return roots;
}

}  // namespace

LineSearch::LineSearch(const proofs::Statement& statement, const EquationSolver& solver, const FloatStatement& floats)
    : statement_(statement), solver_(solver), floats_(floats) {
  try {
    std::size_t words = 0;
    for (const auto& relations : {proofs::hypotheses(statement), proofs::goals(statement)})
      for (const proofs::Relation& relation : relations) {
        facts_.push_back(proofs::fact_of(relation));
        words += facts_.back().polynomial.words();
      }
    hypotheses_ = proofs::hypotheses(statement).size();
    possible_ = words <= max_words && !solver.free().empty();
    const auto is_rational = [](const proofs::Fact& fact) {
      const auto found = atoms(fact.polynomial);
      return std::all_of(found.begin(), found.end(), [](const proofs::Atom& atom) {
        return atom.is_variable() || atom.op() == proofs::Operator::quotient;
      });
    };
    possible_ = possible_ && std::all_of(facts_.begin(), facts_.end(), is_rational);
  } catch (const proofs::LimitExceeded&) {
    possible_ = false;
  }
}

std::optional<proofs::Refutation> LineSearch::refutation_on(const std::vector<Rational>& origin,
                                                            const std::vector<Rational>& direction) const {
  if (!possible_) return {};
  try {
    const proofs::WorkLimit limit(work_for_a_line);
    const Line line{origin, direction};
    proofs::Substitution image;
    const ExactPolynomial t = ExactPolynomial::variable(parameter);
    for (std::size_t i = 0; i < origin.size(); ++i)
      image.emplace(solver_.free()[i], ExactPolynomial(origin[i]) + ExactPolynomial(direction[i]) * t);
    image = solver_.complete(std::move(image));
    // Every root where a sign may change; the roots of one equation are enough when there is one.
    std::vector<polynomials::UnivariateCoefficients> factors, equation;
    const auto add = [](const ExactPolynomial& polynomial, auto& to) {
      const auto p = univariate(polynomial, proofs::Atom::variable(parameter));
      if (!p || p->size() > max_degree + 1) throw proofs::LimitExceeded("not on this line");
      if (p->size() > 1) to.push_back(to_search(*p));
      return !p->empty();
    };
    for (const proofs::Fact& fact : facts_) {
      const auto value = as_fraction(substitute(fact.polynomial, image));
      if (!value) return {};
      if (!add(value->denominator, factors)) return {};
      const bool is_hypothesis = &fact < facts_.data() + hypotheses_;
      const bool is_equation = is_hypothesis && fact.sign == proofs::Sign::zero;
      if (add(value->numerator, is_equation ? equation : factors) && is_equation && equation.empty()) return {};
    }
    if (!equation.empty()) factors.assign(1, equation.front());
    std::vector<IsolatedRoot> roots = roots_of(factors);
    if (equation.empty())
      for (const Rational& place : samples(roots))
        if (auto found = at_rational(line, place)) return found;
    std::stable_partition(roots.begin(), roots.end(), [](const IsolatedRoot& root) { return root.lower.sign() > 0; });
    for (const IsolatedRoot& root : roots) {
      if (root.is_rational()) {
        if (auto found = at_rational(line, to_kernel(root.lower))) return found;
        continue;
      }
      Univariate factor;
      for (const auto& c : root.factor) factor.push_back(to_kernel(c));
      if (auto found =
              at_root(line, {root_name(statement_.variables), factor, to_kernel(root.lower), to_kernel(root.upper)}))
        return found;
    }
  } catch (const proofs::LimitExceeded&) {
    return {};
  }
  return {};
}

std::optional<proofs::Refutation> LineSearch::at_rational(const Line& line, const Rational& t) const {
  std::vector<Rational> free;
  for (std::size_t i = 0; i < line.origin.size(); ++i) free.push_back(line.origin[i] + t * line.direction[i]);
  const auto complete = solver_.complete(free);
  if (!complete) return {};
  std::vector<double> point;
  for (const Rational& value : *complete) point.push_back(to_double(value));
  if (!(floats_.margin(point) < 1e-9)) return {};
  proofs::Refutation refutation;
  for (std::size_t i = 0; i < complete->size(); ++i)
    refutation.point.emplace_back(statement_.variables[i], (*complete)[i]);
  if (proofs::check(statement_, refutation)) return refutation;
  return {};
}

std::optional<proofs::Refutation> LineSearch::at_root(const Line& line, const proofs::Root& root) const {
  proofs::AlgebraicPoint::Values values;
  for (std::size_t i = 0; i < line.origin.size(); ++i)
    values.emplace(solver_.free()[i], Univariate{line.origin[i], line.direction[i]});
  const auto complete = solver_.complete(root, std::move(values));
  if (!complete) return {};
  const proofs::Box box = proofs::AlgebraicPoint(root, *complete).box(60);
  std::vector<double> point;
  for (const std::string& name : statement_.variables) point.push_back(to_double(box.at(name).lower));
  if (!(floats_.margin(point) < 1e-9)) return {};
  proofs::Refutation refutation;
  refutation.root = root;
  for (const std::string& name : statement_.variables) {
    Univariate value = complete->at(name);
    while (!value.empty() && proofs::sign(value.back()) == 0) value.pop_back();
    if (value.size() <= 1)
      refutation.point.emplace_back(name, value.empty() ? Rational(0) : value.front());
    else
      refutation.in_root.emplace_back(name, std::move(value));
  }
  if (proofs::check(statement_, refutation)) return refutation;
  return {};
}

}  // namespace geq::prover
