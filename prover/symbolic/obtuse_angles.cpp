// SPDX-License-Identifier: GPL-3.0-or-later
#include "prover/symbolic/obtuse_angles.hpp"

#include <algorithm>

#include "proofs/kernel/binders.hpp"
#include "prover/reductions/functions.hpp"
#include "prover/symbolic/gram.hpp"
#include "prover/symbolic/inner_products.hpp"
#include "prover/symbolic/iterations.hpp"
#include "prover/symbolic/products.hpp"
#include "prover/symbolic/ranges.hpp"

namespace geq::prover {

using proofs::ExactPolynomial;
using proofs::Fact;
using proofs::Operator;
using proofs::Rational;
using proofs::Sequent;
using proofs::Sign;

namespace {

constexpr std::size_t most_angles = 8;
constexpr std::size_t most_terms = 40;

/// sum of left * right over the range <= 0; the sides are polynomials in the index.
struct Angle {
  std::size_t place;  ///< of the fact that says so
  ExactPolynomial lower, upper, left, right;
};

/// What a sum over one range sums up, where the polynomial is that; `index` stands for the index.
struct Summed {
  ExactPolynomial lower, upper, body;
};

std::optional<Summed> one_sum(const ExactPolynomial& polynomial, const ExactPolynomial& index) {
  std::optional<Summed> result;
  for (const auto& [monomial, coefficient] : polynomial.terms()) {
    ExactPolynomial term(coefficient);
    std::size_t sums = 0;
    for (const auto& [atom, exponent] : monomial) {
      const bool is_sum = atom.op() == Operator::sum_over;
      if (is_sum && !result) result = Summed{atom.arguments()[0], atom.arguments()[1], {}};
      if (is_sum && (atom.arguments()[0] != result->lower || atom.arguments()[1] != result->upper)) return {};
      sums += is_sum ? exponent : 0;
      term = term * (is_sum ? proofs::opened(atom.arguments()[2], index) : power(ExactPolynomial(atom), exponent));
    }
    if (sums != 1) return {};
    result->body = result->body + term;
  }
  return result;
}

/// The two factors in which the name occurs, each once; other factors go with the first.
std::optional<std::pair<ExactPolynomial, ExactPolynomial>> two_factors(const ExactPolynomial& product,
                                                                       const std::string& name) {
  const auto found = factors_over_atoms(product);
  if (!found) return {};
  std::vector<ExactPolynomial> sides;
  ExactPolynomial outside(found->constant);
  for (const auto& [base, exponent] : found->powers) {
    const bool inside = variables(base).contains(name);
    if (inside && exponent > 1) return {};
    if (inside)
      sides.push_back(base);
    else
      outside = outside * power(base, static_cast<unsigned long>(exponent));
  }
  if (sides.size() != 2 || !outside.constant()) return {};
  if (sides[0].terms().size() < sides[1].terms().size()) std::swap(sides[0], sides[1]);
  return std::pair(outside * sides[0], sides[1]);
}

std::optional<Angle> angle_of(std::size_t place, const Fact& fact, const std::string& index) {
  if (fact.sign != Sign::nonnegative || fact.polynomial.terms().size() > most_terms) return {};
  const auto sum = one_sum(fact.polynomial, ExactPolynomial::variable(index));
  if (!sum) return {};
  const auto sides = two_factors(-sum->body, index);
  if (!sides || sides->first == sides->second || sides->first == -sides->second) return {};  // a square
  // A scale of the first side that is a number can be left out; its sign cannot.
  const Rational scale = sides->first.terms().rbegin()->second;
  const Rational size = scale < 0 ? Rational(-scale) : scale;
  return Angle{place, sum->lower, sum->upper, ExactPolynomial(Rational(1 / size)) * sides->first, sides->second};
}

/// Adds to a chain what an angle says of lengths.
class Triangles {
 public:
  Triangles(SideChain chain, std::string index) : geometry_(std::move(chain), {}), index_(std::move(index)) {}

  const SideChain& chain() const { return geometry_.chain(); }

  static std::vector<Fact> lengths(const Angle& angle, const std::string& index) {
    const auto squared = [&](const ExactPolynomial& side) {
      return over_range(Operator::sum_over, angle.lower, angle.upper, proofs::closed(side * side, index));
    };
    const ExactPolynomial opposite = squared(angle.left - angle.right);
    std::vector<Fact> result{{opposite - squared(angle.right), Sign::nonnegative}};
    if (angle.left.terms().size() == angle.right.terms().size())
      result.push_back({opposite - squared(angle.left), Sign::nonnegative});
    result.push_back({squared(angle.right), Sign::nonnegative});
    return result;
  }

  /// That the square of a side, as a sum, is not negative.
  void add_square(const Angle& angle, const ExactPolynomial& side) {
    geometry_.add_square_sum(
        over_range(Operator::sum_over, angle.lower, angle.upper, proofs::closed(side * side, index_)));
  }

  bool have(const Fact& fact) {
    return is_visible(fact, chain().sequent().facts) || geometry_.then(proofs::Have{fact});
  }

 private:
  Geometry geometry_;
  std::string index_;
};

class ObtuseAngles {
 public:
  explicit ObtuseAngles(const Sequent& sequent) : chain_(sequent, linear_side) {
    const std::vector<std::string> names = fresh_names(sequent, "tkjilh", 2);
    step_ = names[0];
    index_ = names[1];
  }

  /// Answers whether anything was added.
  bool add() {
    const std::size_t before = chain_.sequent().facts.size();
    add_triangles();
    const bool any = chain_.sequent().facts.size() > before;
    return add_families(before) || any;
  }

  const SideChain& chain() const noexcept { return chain_; }

 private:
  void add_triangles() {
    std::vector<Angle> angles;
    for (std::size_t i = 0; i < chain_.sequent().facts.size() && angles.size() < most_angles; ++i)
      if (const auto angle = angle_of(i, chain_.sequent().facts[i], index_)) angles.push_back(*angle);
    const std::size_t given = angles.size();
    for (std::size_t i = 0; i < given; ++i)
      for (std::size_t j = i + 1; j < given; ++j)
        if (const auto sum = added(angles[i], angles[j])) angles.push_back(*sum);
    Triangles triangles(chain_, index_);
    for (const Angle& angle : angles) {
      triangles.add_square(angle, angle.left);
      triangles.add_square(angle, angle.right);
      for (const Fact& fact : Triangles::lengths(angle, index_)) triangles.have(fact);
    }
    chain_ = triangles.chain();
  }

  /// Two angles at sides of one direction; follows from both facts linearly.
  static std::optional<Angle> added(const Angle& first, const Angle& second) {
    if (first.lower != second.lower || first.upper != second.upper) return {};
    for (const auto& [a, b] : {std::pair(first.left, first.right), std::pair(first.right, first.left)})
      for (const auto& [c, d] : {std::pair(second.left, second.right), std::pair(second.right, second.left)})
        for (const int sign : {1, -1}) {
          const ExactPolynomial sum = a + ExactPolynomial(Rational(sign)) * c;
          if (b == ExactPolynomial(Rational(sign)) * d && !sum.is_zero())
            return Angle{first.place, first.lower, first.upper, sum, b};
        }
    return {};
  }

  /// The assumptions for all indices are replaced by what they say of lengths.
  bool add_families(std::size_t count) {
    proofs::Forget replaced;
    for (std::size_t i = 0; i < count; ++i) {
      const auto family = proofs::family_in(chain_.sequent().facts[i]);
      if (!family || family->sign != Sign::nonnegative) continue;
      const Fact at_step{proofs::opened(family->body, ExactPolynomial::variable(step_)), Sign::nonnegative};
      const auto angle = angle_of(i, at_step, index_);
      if (!angle) continue;
      const std::vector<Fact> lengths = Triangles::lengths(*angle, index_);
      const bool all = std::all_of(lengths.begin(), lengths.end(), [&](const Fact& fact) {
        return chain_.then(proofs::ForEach{step_, family->lower, family->upper, fact},
                           [&](const Sequent& side) { return length_proof(side, *angle, fact); });
      });
      if (all) replaced.facts.push_back(i);
    }
    return !replaced.facts.empty() && chain_.then(replaced);
  }

  std::optional<Steps> length_proof(const Sequent& side, const Angle& angle, const Fact& fact) const {
    if (side.goal.polynomial != fact.polynomial) return linear_side(side);
    const auto with_square = [&](const SideChain& start, const ExactPolynomial& of) {
      Triangles triangles(start, index_);
      triangles.add_square(angle, of);
      return triangles.chain().finish();
    };
    const SideChain alone(side, linear_side);
    if (auto steps = with_square(alone, angle.right)) return steps;
    SideChain inside = alone;
    if (!inside.then(proofs::Instance{angle.place, ExactPolynomial::variable(step_)})) return {};
    if (auto steps = with_square(inside, angle.left)) return steps;
    return with_square(inside, angle.right);
  }

  SideChain chain_;
  std::string step_, index_;
};

}  // namespace

std::optional<Steps> obtuse_angles(const Sequent& sequent, const Origin& origin, Effort effort, Search& search) {
  if (sequent.goal.sign == Sign::zero || sequent.goal.sign == Sign::nonzero) return {};
  ObtuseAngles angles(sequent);
  if (!angles.add()) return {};
  for (const auto method : {inner_products, iterations})
    if (const auto rest = method(angles.chain().sequent(), origin, effort, search))
      return angles.chain().followed_by(*rest);
  return {};
}

}  // namespace geq::prover
