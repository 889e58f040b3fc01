// SPDX-License-Identifier: GPL-3.0-or-later
#include "prover/symbolic/cancelled_exponentials.hpp"

#include <algorithm>

#include "proofs/kernel/binders.hpp"
#include "proofs/kernel/limits.hpp"
#include "prover/reductions/functions.hpp"
#include "prover/symbolic/products.hpp"
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

constexpr long most_parts = 60;

bool is_log(const proofs::Monomial& monomial) {
  return monomial.size() == 1 && monomial[0].second == 1 && monomial[0].first.op() == Operator::log;
}

/// The step that takes exp(... + c log(u)) apart, or the logarithm of a product with exponentials.
std::optional<proofs::Identity> taken_apart(const Atom& atom) {
  if (atom.is_variable() || (atom.op() != Operator::exp && atom.op() != Operator::log)) return {};
  const ExactPolynomial& argument = atom.arguments()[0];
  if (atom.op() == Operator::log) {
    const auto& terms = argument.terms();
    const bool product =
        terms.size() == 1 && std::any_of(terms.begin()->first.begin(), terms.begin()->first.end(),
                                         [](const auto& factor) { return factor.first.op() == Operator::exp; });
    return product ? std::optional(proofs::Identity{ExactPolynomial(atom), 1}) : std::nullopt;
  }
  bool any = false;
  proofs::Integer parts = 1;
  for (const auto& [monomial, coefficient] : argument.terms()) {
    any = any || is_log(monomial);
    parts = cln::lcm(parts, cln::denominator(coefficient));
  }
  const auto number = any ? proofs::integer_between(parts, 1, most_parts) : std::nullopt;
  if (!number) return {};
  return proofs::Identity{ExactPolynomial(atom), static_cast<std::uint32_t>(*number)};
}

/// What the body is once the step has been applied to it, of whatever its index is.
std::optional<ExactPolynomial> body_after(const proofs::Identity& step, const ExactPolynomial& body,
                                          const std::string& index, const Sequent& sequent) {
  Sequent probe{sequent.variables, {}, {body, Sign::zero}};
  probe.variables.push_back(index);
  const auto applied = proofs::apply(proofs::Step(step), probe);
  if (!applied || applied.value().empty()) return {};
  return applied.value().back().goal.polynomial;
}

/// Replaces one function outside of sums. Answers whether there was one.
bool apart_outside(RangeChain& chain) {
  for (const Atom& atom : functions_in(chain.sequent().goal.polynomial)) {
    if (proofs::has_free_index(ExactPolynomial(atom))) continue;
    if (const auto step = taken_apart(atom); step && chain.SideChain::then(*step)) return true;
  }
  return false;
}

/// Replaces one function in the terms of a sum. Answers whether there was one.
bool apart_inside(RangeChain& chain) {
  const ExactPolynomial goal = chain.sequent().goal.polynomial;
  const std::string index = chain.fresh("kjilh");
  for (const Atom& sum : atoms(goal)) {
    if (sum.is_variable() || sum.op() != Operator::sum_over) continue;
    const auto factors = coefficients_in(sum, goal);
    const ExactPolynomial body = proofs::opened(sum.arguments()[2], ExactPolynomial::variable(index));
    for (const Atom& atom : functions_in(body)) {
      const auto step = taken_apart(atom);
      if (!step || factors.size() != 2 || proofs::has_free_index(ExactPolynomial(atom))) continue;
      const auto value = body_after(*step, body, index, chain.sequent());
      if (!value || *value == body) continue;
      const auto shown = [&](const Sequent& side) -> std::optional<Steps> {
        SideChain one_index(side, linear_side);
        const auto condition = [&](const Sequent& part) -> std::optional<Steps> {
          return is_visible(part.goal, part.facts) ? std::optional(Steps{proofs::Visible{}}) : std::nullopt;
        };
        if (!one_index.then(*step, condition) || !one_index.sequent().goal.polynomial.is_zero()) return {};
        return one_index.followed_by({proofs::Visible{}});
      };
      RangeChain trial = chain;
      const Fact same{body - *value, Sign::zero};
      if (!trial.SideChain::then(proofs::ForEach{index, sum.arguments()[0], sum.arguments()[1], same}, shown) ||
          !trial.SideChain::then(proofs::SumOf{trial.sequent().facts.size() - 1}))
        continue;
      const std::size_t place = trial.sequent().facts.size() - 1;
      const auto own = coefficients_in(sum, trial.sequent().facts[place].polynomial);
      if (own.size() != 2 || !own[1].constant()) continue;
      const ExactPolynomial factor = ExactPolynomial(Rational(-1) / *own[1].constant()) * factors[1];
      if (!trial.SideChain::then(proofs::Rewrite{place, factor})) continue;
      chain = trial;
      return true;
    }
  }
  return false;
}

/// Sums inside of logarithms join the facts as positive.
void add_signs_of_sums(RangeChain& chain) {
  for (const Atom& atom : functions_in(chain.sequent().goal.polynomial)) {
    if (proofs::has_free_index(ExactPolynomial(atom))) continue;
    if (atom.op() == Operator::log || atom.op() == Operator::quotient)
      if (const Fact positive{atom.arguments()[0], Sign::positive}; !is_visible(positive, chain.sequent().facts))
        chain.then(proofs::Have{positive});
  }
}

}  // namespace

std::optional<Steps> cancelled_exponentials(const Sequent& sequent, const Origin& origin, Effort effort, Search& search,
                                            bool inside) {
  constexpr std::size_t most = 20;
  const bool equation = sequent.goal.sign == Sign::zero;
  RangeChain chain(sequent, origin, search);
  add_signs_of_sums(chain);
  bool changed = false;
  for (std::size_t i = 0; i < most && (apart_outside(chain) || (inside && apart_inside(chain))); ++i) changed = true;
  if (is_visible(chain.sequent().goal, chain.sequent().facts)) return chain.followed_by({proofs::Visible{}});
  if (equation) {
    RangeChain closing = chain;
    const Rewriting rules = rules_of(closing);
    if (auto steps = close_by_products(closing, rules, {})) return steps;
  }
  if (!changed) return {};
  const auto steps = prove(chain.sequent(), origin.sufficient(), effort, search);
  return steps ? std::optional(chain.followed_by(*steps)) : std::nullopt;
}

}  // namespace geq::prover
