// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>

#include "prover/strategies/strategies.hpp"

namespace geq::prover {

using proofs::Atom;
using proofs::ExactPolynomial;
using proofs::Sequent;
using proofs::Sign;

namespace {

/// Closes a sequent by taking it apart into forms in fewer variables. Depth first, with a bound on the steps tried.
class TakeApart {
 public:
  TakeApart(bool with_discriminant, const Search& search) : with_discriminant_(with_discriminant), search_(search) {}

  std::optional<Steps> close(const Sequent& sequent, std::size_t depth) {
    if (search_.is_over() || tried_ > max_tried) return {};
    const std::size_t count = goal_variables(sequent).size();
    for (const proofs::Step& last :
         {proofs::Step(proofs::Visible{}), proofs::Step(proofs::OneVariable{}), proofs::Step(proofs::TwoVariables{})})
      if (const auto remaining = apply(last, sequent); remaining && remaining->empty()) return Steps{last};
    // In one variable, and for forms in two, that was a decision.
    if (depth == max_depth || count <= 1 || (count == 2 && homogeneous_degree(sequent.goal.polynomial))) return {};
    if (is_negative_somewhere(sequent)) return {};
    for (const std::string& name : goal_variables(sequent))
      if (is_nonnegative(name, sequent))
        if (auto steps = close_after(group(name, sequent), sequent, depth)) return steps;
    if (with_discriminant_)
      for (const std::string& name : goal_variables(sequent))
        if (degree_in(Atom::variable(name), sequent.goal.polynomial) == 2)
          if (auto steps = close_after(proofs::Quadratic{name}, sequent, depth)) return steps;
    return {};
  }

 private:
  static constexpr std::size_t max_depth = 4;
  static constexpr std::size_t max_tried = 400;

  std::optional<std::vector<Sequent>> apply(const proofs::Step& step, const Sequent& sequent) {
    ++tried_;
    auto remaining = proofs::apply(step, sequent);
    if (!remaining) return {};
    return std::move(remaining).value();
  }

  std::optional<Steps> close_after(const proofs::Step& step, const Sequent& sequent, std::size_t depth) {
    const auto remaining = apply(step, sequent);
    if (!remaining || std::any_of(remaining->begin(), remaining->end(), is_negative_somewhere)) return {};
    Steps steps{step};
    for (const Sequent& part : *remaining) {
      auto proof = close(part, depth + 1);
      if (!proof) return {};
      steps.insert(steps.end(), proof->begin(), proof->end());
    }
    return steps;
  }

  /// The lowest power that is there carries a strict goal, if its variable may be zero; any does otherwise.
  static proofs::Group group(const std::string& name, const Sequent& sequent) {
    const auto coefficients = coefficients_in(Atom::variable(name), sequent.goal.polynomial);
    std::uint32_t lowest = 0;
    while (lowest + 1 < coefficients.size() && coefficients[lowest].is_zero()) ++lowest;
    return {name, sequent.goal.sign == Sign::positive ? lowest : 0};
  }

  /// A quick look at the points with coordinates 0, 1, and -1 for variables that may be negative: saves hopeless
  /// branches.
  static bool is_negative_somewhere(const Sequent& sequent) {
    const std::vector<std::string> names = goal_variables(sequent);
    if (names.size() > 5) return false;
    std::vector<int> least;
    least.reserve(names.size());
    for (const std::string& name : names) least.push_back(is_nonnegative(name, sequent) ? 0 : -1);
    std::vector<int> point = least;
    while (true) {
      if (is_negative_at(sequent.goal.polynomial, names, point)) return true;
      std::size_t i = 0;
      while (i < point.size() && point[i] == 1) {
        point[i] = least[i];
        ++i;
      }
      if (i == point.size()) return false;
      ++point[i];
    }
  }

  static bool is_negative_at(const ExactPolynomial& polynomial, const std::vector<std::string>& names,
                             const std::vector<int>& point) {
    proofs::Rational sum = 0;
    for (const auto& [monomial, coefficient] : polynomial.terms()) {
      int factor = 1;
      for (const auto& [atom, exponent] : monomial) {
        const auto place = std::find(names.begin(), names.end(), atom.is_variable() ? atom.name() : "");
        if (place == names.end()) return false;
        const int value = point[static_cast<std::size_t>(place - names.begin())];
        factor *= exponent % 2 == 1 ? value : value * value;
      }
      if (factor != 0) sum = factor > 0 ? sum + coefficient : sum - coefficient;
    }
    return proofs::sign(sum) < 0;
  }

  bool with_discriminant_;
  const Search& search_;
  std::size_t tried_ = 0;
};

std::optional<Steps> close(const Sequent& sequent, bool with_discriminant, const Search& search) {
  if (!is_polynomial(sequent)) return {};
  return TakeApart(with_discriminant, search).close(sequent, 0);
}

std::optional<Steps> close_ordered(const Ordered& ordered, bool with_discriminant, const Search& search) {
  if (ordered.steps.empty()) return {};  // already tried as it is
  const auto steps = close(ordered.sequent, with_discriminant, search);
  if (!steps) return {};
  return ordered.followed_by(*steps);
}

}  // namespace

std::optional<Steps> grouping(const Sequent& sequent, const Origin&, Effort, Search& search) {
  return close(sequent, false, search);
}

std::optional<Steps> grouping_ordered(const Ordered& ordered, Effort, Search& search) {
  return close_ordered(ordered, false, search);
}

std::optional<Steps> discriminant(const Sequent& sequent, const Origin&, Effort, Search& search) {
  return close(sequent, true, search);
}

std::optional<Steps> discriminant_ordered(const Ordered& ordered, Effort, Search& search) {
  return close_ordered(ordered, true, search);
}

}  // namespace geq::prover
