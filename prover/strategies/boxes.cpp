// SPDX-License-Identifier: GPL-3.0-or-later

/// Polynomials on boxes lo_i <= x_i <= hi_i, by their coefficients in the basis of Bernstein: where none is negative,
/// the goal is a sum of products of the facts x_i - lo_i >= 0 and hi_i - x_i >= 0; else the box is halved.
///
/// Source: J. Garloff, The Bernstein algorithm, Interval Computations 2 (1993). Ends on every goal that is positive on
/// the box, if the budget allows; a goal with a zero inside a face may never end.
/// Bounds of variables that have none of their own are taken from linear facts that tie them to others (bounds.hpp).
/// Limits: 20000 coefficients a box, 256 boxes and 60000 coefficients in all. Cost: linear in the coefficients for each
/// box.

#include <algorithm>
#include <map>

#include "prover/reductions/bounds.hpp"
#include "prover/strategies/strategies.hpp"

namespace geq::prover {

using proofs::Atom;
using proofs::Combination;
using proofs::ExactPolynomial;
using proofs::Rational;
using proofs::Sequent;
using proofs::sign;
using proofs::Sign;

namespace {

/// Variables whose bounds are equal have a value, and go.
void use_values(Derivation& way) {
  for (const std::string& name : goal_variables(way.sequent)) {
    const Box box = direct_bounds(way.sequent);
    const auto found = box.find(name);
    if (found == box.end() || !found->second.lower || !found->second.upper) continue;
    if (found->second.lower->at != found->second.upper->at) continue;
    const proofs::Fact value{ExactPolynomial::variable(name) - ExactPolynomial(found->second.lower->at), Sign::zero};
    if (!way.have(value, proofs::BothSigns{})) continue;
    if (const auto equation = power_equation(way.sequent.facts.size() - 1, Atom::variable(name), way.sequent))
      use(*equation, way);
  }
}

Rational binomial(std::size_t n, std::size_t k) {
  Rational result = 1;
  for (std::size_t i = 0; i < k; ++i) result = result * static_cast<long>(n - i) / static_cast<long>(i + 1);
  return result;
}

/// Coefficients in the basis of Bernstein, the last variable fastest.
class Tensor {
 public:
  Tensor(const ExactPolynomial& goal, const std::vector<std::string>& names, const Box& box) {
    std::size_t size = 1;
    for (const std::string& name : names) {
      degrees_.push_back(degree_in(Atom::variable(name), goal));
      size *= degrees_.back() + 1;
    }
    proofs::Substitution image;
    for (const std::string& name : names) {
      const Side& side = box.at(name);
      image.emplace(name, ExactPolynomial(side.lower->at) +
                              ExactPolynomial(side.upper->at - side.lower->at) * ExactPolynomial::variable(name));
    }
    values_.assign(size, Rational(0));
    const ExactPolynomial scaled = substitute(goal, image);
    for (const auto& [monomial, coefficient] : scaled.terms()) {
      std::size_t place = 0;
      for (std::size_t i = 0; i < names.size(); ++i)
        place = place * (degrees_[i] + 1) + exponent_of(Atom::variable(names[i]), monomial);
      values_[place] = coefficient;
    }
    for (std::size_t i = 0; i < degrees_.size(); ++i) to_bernstein(i);
  }

  const std::vector<Rational>& values() const noexcept { return values_; }
  const std::vector<std::size_t>& degrees() const noexcept { return degrees_; }

  /// The exponents (j_1, ..., j_n) of the coefficient at a place.
  std::vector<std::size_t> index(std::size_t place) const {
    std::vector<std::size_t> result(degrees_.size());
    for (std::size_t i = degrees_.size(); i-- > 0; place /= degrees_[i] + 1) result[i] = place % (degrees_[i] + 1);
    return result;
  }

  /// The lower and the upper half in variable i, by de Casteljau's scheme.
  std::pair<Tensor, Tensor> halves(std::size_t i) const {
    Tensor lower = *this, upper = *this;
    const std::size_t step = stride(i), d = degrees_[i];
    for (std::size_t start = 0; start < values_.size(); ++start) {
      if (start / step % (d + 1) != 0) continue;
      std::vector<Rational> row;
      for (std::size_t j = 0; j <= d; ++j) row.push_back(values_[start + j * step]);
      for (std::size_t level = 0; level <= d; ++level) {
        lower.values_[start + level * step] = row.front();
        upper.values_[start + (d - level) * step] = row[d - level];
        for (std::size_t j = 0; j + level < d; ++j) row[j] = (row[j] + row[j + 1]) / 2;
      }
    }
    return {std::move(lower), std::move(upper)};
  }

  /// The variable in which neighbouring coefficients differ most.
  std::size_t steepest() const {
    std::size_t best = 0;
    Rational most = -1;
    for (std::size_t i = 0; i < degrees_.size(); ++i) {
      Rational difference = 0;
      const std::size_t step = stride(i);
      for (std::size_t place = 0; place < values_.size(); ++place)
        if (place / step % (degrees_[i] + 1) != degrees_[i]) {
          const Rational change = cln::abs(values_[place + step] - values_[place]);
          if (change > difference) difference = change;
        }
      if (difference > most) most = difference, best = i;
    }
    return best;
  }

 private:
  std::size_t stride(std::size_t i) const {
    std::size_t result = 1;
    for (std::size_t k = i + 1; k < degrees_.size(); ++k) result *= degrees_[k] + 1;
    return result;
  }

  /// b_j = sum over k <= j of C(j, k) / C(d, k) a_k.
  void to_bernstein(std::size_t i) {
    const std::size_t step = stride(i), d = degrees_[i];
    for (std::size_t start = 0; start < values_.size(); ++start) {
      if (start / step % (d + 1) != 0) continue;
      std::vector<Rational> row(d + 1, Rational(0));
      for (std::size_t j = 0; j <= d; ++j)
        for (std::size_t k = 0; k <= j; ++k)
          row[j] = row[j] + binomial(j, k) / binomial(d, k) * values_[start + k * step];
      for (std::size_t j = 0; j <= d; ++j) values_[start + j * step] = row[j];
    }
  }

  std::vector<std::size_t> degrees_;
  std::vector<Rational> values_;
};

class Halving {
 public:
  Halving(std::vector<std::string> names, bool strict, const Origin& origin, Search& search)
      : names_(std::move(names)), strict_(strict), origin_(origin), search_(search) {}

  /// Appends the steps that show the goal on the box; false when the budget is spent or the goal fails at a corner.
  bool close(const Tensor& tensor, const Box& box, std::size_t facts, Steps& steps) {
    coefficients_ += tensor.values().size();
    if (++boxes_ > 256 || coefficients_ > 60000 || search_.is_over() || fails_at_corner(tensor, box)) return false;
    const Rational least = *std::min_element(tensor.values().begin(), tensor.values().end());
    if (strict_ ? sign(least) > 0 : sign(least) >= 0) {
      steps.emplace_back(sum(tensor, box, strict_ ? least : Rational(0)));
      return true;
    }
    if (names_.empty()) return false;  // 0 is not > 0
    const std::size_t i = tensor.steepest();
    const auto [lower, upper] = tensor.halves(i);
    const Side& side = box.at(names_[i]);
    const Rational middle = (side.lower->at + side.upper->at) / 2;
    steps.emplace_back(proofs::Cases{ExactPolynomial::variable(names_[i]) - ExactPolynomial(middle)});
    Box part = box;
    part[names_[i]].lower = Bound{middle, 1, facts};
    if (!close(upper, part, facts + 1, steps)) return false;
    part = box;
    part[names_[i]].upper = Bound{middle, 1, facts};
    return close(lower, part, facts + 1, steps);
  }

 private:
  /// least + sum of (b_j - least) * product of C(d, j) (x - lo)^j (hi - x)^(d - j) / (hi - lo)^d.
  Combination sum(const Tensor& tensor, const Box& box, const Rational& least) {
    Combination result;
    if (sign(least) > 0) result.summands.push_back(product(least, {}));
    for (std::size_t place = 0; place < tensor.values().size(); ++place) {
      Rational coefficient = tensor.values()[place] - least;
      if (sign(coefficient) == 0) continue;
      const std::vector<std::size_t> index = tensor.index(place);
      std::vector<std::pair<std::size_t, std::uint32_t>> facts;
      for (std::size_t i = 0; i < names_.size(); ++i) {
        const Side& side = box.at(names_[i]);
        const std::size_t d = tensor.degrees()[i], j = index[i];
        coefficient = coefficient * binomial(d, j) / cln::expt(side.upper->at - side.lower->at, static_cast<int>(d)) /
                      cln::expt(side.lower->scale, static_cast<int>(j)) /
                      cln::expt(side.upper->scale, static_cast<int>(d - j));
        if (j > 0) facts.emplace_back(side.lower->fact, j);
        if (j < d) facts.emplace_back(side.upper->fact, d - j);
      }
      result.summands.push_back(product(coefficient, std::move(facts)));
    }
    return result;
  }

  bool fails_at_corner(const Tensor& tensor, const Box& box) {
    for (std::size_t place = 0; place < tensor.values().size(); ++place) {
      if (sign(tensor.values()[place]) >= 0) continue;
      const std::vector<std::size_t> index = tensor.index(place);
      std::vector<proofs::Definition> point;
      for (std::size_t i = 0; i < names_.size(); ++i) {
        const Side& side = box.at(names_[i]);
        if (index[i] == 0) point.emplace_back(names_[i], ExactPolynomial(side.lower->at));
        if (index[i] == tensor.degrees()[i]) point.emplace_back(names_[i], ExactPolynomial(side.upper->at));
      }
      if (point.size() != names_.size()) continue;
      search_.offer_counterexample(point, origin_);
      return true;
    }
    return false;
  }

  std::vector<std::string> names_;
  bool strict_;
  const Origin& origin_;
  Search& search_;
  std::size_t boxes_ = 0;
  std::size_t coefficients_ = 0;
};

}  // namespace

std::optional<Steps> box_coefficients(const Sequent& sequent, const Origin& origin, Effort, Search& search) {
  // In one variable Sturm's theorem decides.
  if (!is_polynomial(sequent) || !has_sign(sequent.goal) || goal_variables(sequent).size() < 2) return {};
  Derivation way(sequent, origin);
  use_values(way);
  const std::vector<std::string> names = goal_variables(way.sequent);
  std::size_t size = 1;
  for (const std::string& name : names) {
    size *= degree_in(Atom::variable(name), way.sequent.goal.polynomial) + 1;
    if (size > 20000) return {};
  }
  const Box box = box_of(way);
  for (const std::string& name : names) {
    const auto side = box.find(name);
    if (side == box.end() || !side->second.lower || !side->second.upper) return {};
    if (side->second.lower->at >= side->second.upper->at) return {};
  }
  Steps steps;
  Halving halving(names, sequent.goal.sign == Sign::positive, way.origin, search);
  const Tensor tensor(way.sequent.goal.polynomial, names, box);
  if (!halving.close(tensor, box, way.sequent.facts.size(), steps)) return {};
  return way.followed_by(steps);
}

}  // namespace geq::prover
