// SPDX-License-Identifier: GPL-3.0-or-later
// Hypotheses that define the elements of a vector, put into sums: those of x[t+1] by x[t] and a step.
#include "proofs/kernel/binders.hpp"
#include "proofs/kernel/normal_form.hpp"
#include "prover/symbolic/inner_products.hpp"
#include "prover/symbolic/products.hpp"

namespace geq::prover {

using proofs::Atom;
using proofs::ExactPolynomial;
using proofs::Fact;
using proofs::Operator;
using proofs::Rational;
using proofs::Sequent;
using proofs::Sign;

void Geometry::collect_definitions() {
  if (index_.empty()) index_ = chain_.fresh("kjilh");
  const ExactPolynomial index = ExactPolynomial::variable(index_);
  for (std::size_t i = 0; i < facts().size(); ++i) {
    const auto family = proofs::family_in(facts()[i]);
    if (!family || family->sign != Sign::zero) continue;
    const ExactPolynomial equation = proofs::opened(family->body, index);
    std::optional<Definition> best;
    Rational best_place = 0;
    for (const Atom& atom : atoms(equation)) {
      if (atom.op() != Operator::element || atom.arguments()[1] != index) continue;
      const auto c = coefficients_in(atom, equation);
      const auto coefficient = c.size() == 2 ? c[1].constant() : std::nullopt;
      if (!coefficient) continue;
      // Of x[t+1] and x[t] the later one.
      const ExactPolynomial& sequence = atom.arguments()[0];
      const auto inner = sequence.terms().begin()->first.front().first;
      Rational place = 0;
      if (inner.op() == Operator::element && inner.arguments()[1].terms().contains({}))
        place = inner.arguments()[1].terms().at({});
      if (best && place <= best_place) continue;
      best = Definition{i, family->lower, family->upper, equation, atom, *coefficient};
      best_place = place;
    }
    if (best) definitions_.push_back(*best);
  }
}

bool Geometry::unfold(const ExactPolynomial& polynomial) {
  const ExactPolynomial index = ExactPolynomial::variable(index_);
  for (const Atom& sum : atoms(polynomial)) {
    if (sum.op() != Operator::sum_over) continue;
    const ExactPolynomial body = proofs::opened(sum.arguments()[2], index);
    std::optional<Atom> unfolded_at;
    for (const auto& [place, lower, upper, equation, lead, coefficient] : definitions_) {
      if (sum.arguments()[0] != lower || sum.arguments()[1] != upper) continue;
      const auto c = coefficients_in(lead, body);
      if (c.size() < 2 || (unfolded_at && lead != *unfolded_at)) continue;
      const ExactPolynomial x{lead};
      const ExactPolynomial value = x - ExactPolynomial(Rational(1) / coefficient) * equation;
      ExactPolynomial unfolded, factor;  // body - unfolded = factor * equation
      for (std::size_t j = 0; j < c.size(); ++j) {
        unfolded = unfolded + c[j] * power(value, j);
        for (std::size_t a = 0; a < j; ++a) factor = factor + c[j] * power(x, a) * power(value, j - 1 - a);
      }
      factor = ExactPolynomial(Rational(1) / coefficient) * factor;
      const Fact same{body - unfolded, Sign::zero};
      const std::size_t family = place;
      const auto at_index = [&, family](const Sequent& side) -> std::optional<Steps> {
        SideChain inside(side, linear_side);
        if (!inside.then(proofs::Instance{family, index})) return {};
        proofs::Combination last;
        last.multiples.push_back({inside.sequent().facts.size() - 1, factor});
        return inside.followed_by({last});
      };
      const ExactPolynomial all = over_range(Operator::sum_over, sum.arguments()[0], sum.arguments()[1],
                                             proofs::closed(same.polynomial, index_));
      const auto summed = [&](const Sequent& side) -> std::optional<Steps> {
        SideChain inside(side, linear_side);
        if (!inside.then(proofs::ForEach{index_, sum.arguments()[0], sum.arguments()[1], same}, at_index)) return {};
        if (!inside.then(proofs::SumOf{inside.sequent().facts.size() - 1})) return {};
        return inside.followed_by({proofs::Visible{}});
      };
      if (!then(proofs::Have{{all, Sign::zero}}, summed)) continue;
      // Other definitions of the same vector give sums that are equal to this one.
      const ExactPolynomial other = ExactPolynomial(sum) - all;
      if (!unfolded_at)
        rule({{sum, 1}});
      else if (other.terms().size() == 1 && other.terms().begin()->second == 1)
        rule(other.terms().begin()->first);
      unfolded_at = lead;
    }
    if (unfolded_at) return true;
  }
  return false;
}

std::optional<Rewriting::Reduced> Geometry::normal(const ExactPolynomial& polynomial) {
  constexpr std::size_t most = 60;
  for (std::size_t i = 0; i < most; ++i) {
    auto result = rules_.reduced(polynomial);
    if (!result || !unfold(result->rest)) return result;
  }
  return {};
}

}  // namespace geq::prover
