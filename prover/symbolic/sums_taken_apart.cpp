// SPDX-License-Identifier: GPL-3.0-or-later
#include "prover/symbolic/sums_taken_apart.hpp"

#include <algorithm>

#include "proofs/kernel/binders.hpp"
#include "proofs/kernel/limits.hpp"
#include "proofs/kernel/normal_form.hpp"
#include "prover/reductions/functions.hpp"
#include "prover/symbolic/products.hpp"

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
constexpr std::size_t most_sums = 12;

class SumsApart {
 public:
  SumsApart(RangeChain& chain, const Origin& origin, Search& search)
      : chain_(chain), origin_(origin), search_(search) {}

  bool take_apart() {
    bool any = false;
    for (std::size_t i = 0; i < most_sums && one_sum(); ++i) any = true;
    for (std::size_t i = 0; i < most_sums && one_logarithm(); ++i) any = true;
    return any;
  }

 private:
  /// Puts what a sum of the goal is apart in its place, everywhere.
  bool one_sum() {
    for (const Atom& sum : functions_in(chain_.sequent().goal.polynomial)) {
      if (sum.op() != Operator::sum_over || proofs::has_free_index(ExactPolynomial(sum))) continue;
      const auto value = apart(sum, {}, chain_.sequent());
      if (!value) continue;
      RangeChain trial = chain_;
      if (!add_equation(trial, sum, *value, {})) continue;
      const std::size_t place = trial.sequent().facts.size() - 1;
      if (trial.SideChain::then(proofs::Name{trial.fresh("srwvh"), ExactPolynomial(sum)}) &&
          trial.SideChain::then(proofs::Eliminate{place, trial.sequent().variables.back()})) {
        chain_ = trial;
        return true;
      }
    }
    return false;
  }

  /// The logarithm of a product outside of sums.
  bool one_logarithm() {
    for (const Atom& atom : functions_in(chain_.sequent().goal.polynomial)) {
      if (atom.op() != Operator::log || proofs::has_free_index(ExactPolynomial(atom))) continue;
      const auto& terms = atom.arguments()[0].terms();
      const bool is_product = terms.size() == 1 && terms.begin()->first.size() > 1;
      const auto positive = [&](const Sequent& side) { return positive_sum(side); };
      if (is_product && chain_.SideChain::then(proofs::Identity{ExactPolynomial(atom), 1}, positive)) return true;
    }
    return false;
  }

  std::optional<Steps> positive_sum(const Sequent& side) const {
    if (is_visible(side.goal, side.facts)) return Steps{proofs::Visible{}};
    const auto sum = single_atom(side.goal.polynomial);
    if (!sum || sum->op() != Operator::sum_over || side.goal.sign != Sign::positive)
      return prove_side(side, origin_, search_);
    SideChain chain(side, [&](const Sequent& part) { return prove_side(part, origin_, search_); });
    const std::string index = chain.fresh("kjilh");
    const ExactPolynomial term = proofs::opened(sum->arguments()[2], ExactPolynomial::variable(index));
    if (!chain.then(proofs::ForEach{index, sum->arguments()[0], sum->arguments()[1], {term, Sign::positive}}) ||
        !chain.then(proofs::SumOf{chain.sequent().facts.size() - 1}))
      return {};
    return chain.followed_by({proofs::Visible{}});
  }

  /// What the function is apart, inside of sums with these indices; none if that is nothing new.
  std::optional<ExactPolynomial> apart(const Atom& atom, const std::vector<std::string>& indices,
                                       const Sequent& scope) const {
    if (atom.is_variable()) return {};
    switch (atom.op()) {
      case Operator::sum_over:
        return sum_apart(atom, indices, scope);
      case Operator::exp:
        return exponential_apart(atom, indices);
      case Operator::log:
        return indices.empty() ? std::nullopt : logarithm_apart(atom, scope);
      case Operator::root:
        return indices.empty() ? std::nullopt : root_apart(atom);
      default:
        return {};
    }
  }

  std::optional<ExactPolynomial> sum_apart(const Atom& sum, std::vector<std::string> indices,
                                           const Sequent& scope) const {
    Sequent inside{scope.variables, {}, scope.goal};
    const std::string index = fresh_names(inside, "kjilh", 1).front();
    inside.variables.push_back(index);
    indices.push_back(index);
    const ExactPolynomial body = proofs::opened(sum.arguments()[2], ExactPolynomial::variable(index));
    const ExactPolynomial value = rewritten(body, indices, inside);
    if (value == body) return {};
    return over_range(Operator::sum_over, sum.arguments()[0], sum.arguments()[1], proofs::closed(value, index));
  }

  ExactPolynomial rewritten(const ExactPolynomial& body, const std::vector<std::string>& indices,
                            const Sequent& scope) const {
    ExactPolynomial result = body;
    for (const Atom& atom : atoms(body))
      if (const auto value = apart(atom, indices, scope)) result = replace_atom(result, atom, *value);
    return result;
  }

  static std::optional<ExactPolynomial> exponential_apart(const Atom& atom, const std::vector<std::string>& indices) {
    std::map<std::set<std::string>, ExactPolynomial> groups;
    for (const auto& [monomial, coefficient] : atom.arguments()[0].terms()) {
      const ExactPolynomial term = ExactPolynomial::term(coefficient, monomial);
      std::set<std::string> used;
      for (const std::string& name : variables(term))
        if (std::find(indices.begin(), indices.end(), name) != indices.end()) used.insert(name);
      ExactPolynomial& group = groups[used];
      group = group + term;
    }
    if (indices.size() < 2 || groups.size() < 2) return {};
    ExactPolynomial result(Rational(1));
    for (const auto& [used, group] : groups) result = result * proofs::application(Operator::exp, {group});
    return result;
  }

  static std::optional<ExactPolynomial> logarithm_apart(const Atom& atom, const Sequent& scope) {
    if (atom.arguments()[0].terms().size() != 1) return {};
    const ExactPolynomial value{atom};
    const auto applied =
        proofs::apply(proofs::Step(proofs::Identity{value, 1}), {scope.variables, {}, {value, Sign::zero}});
    if (!applied || applied.value().empty()) return {};
    const ExactPolynomial result = applied.value().back().goal.polynomial;
    return result == value ? std::nullopt : std::optional(result);
  }

  /// The factors' roots; those of k-th powers are no roots.
  static std::optional<ExactPolynomial> root_apart(const Atom& atom) {
    const auto degree = root_degree(atom);
    const auto& terms = atom.arguments()[1].terms();
    if (!degree || terms.size() != 1 || terms.begin()->first.size() < 2 || terms.begin()->second != 1) return {};
    const auto k = static_cast<std::uint32_t>(*degree);
    ExactPolynomial result(Rational(1));
    for (const auto& [factor, exponent] : terms.begin()->first) {
      const bool inverse = factor.op() == Operator::quotient;
      const ExactPolynomial base = inverse ? factor.arguments()[0] : ExactPolynomial(factor);
      const ExactPolynomial part =
          exponent % k == 0 ? power(base, exponent / k) : power(proofs::root(k, base), exponent);
      result = result * (inverse ? reciprocal(part) : part);
    }
    return result;
  }

  /// Adds that the function is the value.
  bool add_equation(SideChain& chain, const Atom& atom, const ExactPolynomial& value,
                    const std::vector<std::string>& indices) const {
    if (atom.op() != Operator::sum_over) {
      const auto shown = [&](const Sequent& side) { return equation_proof(side, atom); };
      return chain.then(proofs::Have{{ExactPolynomial(atom) - value, Sign::zero}}, shown);
    }
    const std::string index = fresh_names({chain.sequent().variables, {}, chain.sequent().goal}, "kjilh", 1).front();
    const ExactPolynomial body = proofs::opened(atom.arguments()[2], ExactPolynomial::variable(index));
    std::vector<std::string> inside = indices;
    inside.push_back(index);
    Sequent scope{chain.sequent().variables, {}, chain.sequent().goal};
    scope.variables.push_back(index);
    const Fact same{body - rewritten(body, inside, scope), Sign::zero};
    const auto shown = [&](const Sequent& side) { return body_proof(side, body, inside); };
    return chain.then(proofs::ForEach{index, atom.arguments()[0], atom.arguments()[1], same}, shown) &&
           chain.then(proofs::SumOf{chain.sequent().facts.size() - 1});
  }

  std::optional<Steps> body_proof(const Sequent& side, const ExactPolynomial& body,
                                  const std::vector<std::string>& indices) const {
    RangeChain inside(side, origin_, search_);
    inside.instantiate(ExactPolynomial::variable(indices.back()));
    Rewriting rules;
    for (const Atom& atom : atoms(body)) {
      const auto value = apart(atom, indices, inside.sequent());
      if (!value) continue;
      if (!add_equation(inside, atom, *value, indices)) return {};
      rules.take_up_by({{atom, 1}}, inside.sequent().facts.size() - 1, inside.sequent().facts.back());
    }
    return close_by_products(inside, rules, {});
  }

  std::optional<Steps> equation_proof(const Sequent& side, const Atom& atom) const {
    if (atom.op() == Operator::root) return prove_side(side, origin_, search_);
    SideChain chain(side, [&](const Sequent& part) { return prove_side(part, origin_, search_); });
    if (atom.op() == Operator::log) {
      if (!chain.then(proofs::Identity{ExactPolynomial(atom), 1})) return {};
    } else {
      const std::set<Atom> exponentials = atoms(side.goal.polynomial);
      proofs::Integer parts = 1;
      for (const auto& [monomial, coefficient] : atom.arguments()[0].terms())
        parts = cln::lcm(parts, cln::denominator(coefficient));
      const auto number = proofs::integer_between(parts, 1, most_parts);
      for (const Atom& exponential : exponentials)
        if (number) chain.then(proofs::Identity{ExactPolynomial(exponential), static_cast<std::uint32_t>(*number)});
    }
    if (!chain.sequent().goal.polynomial.is_zero()) return {};
    return chain.followed_by({proofs::Visible{}});
  }

  RangeChain& chain_;
  const Origin& origin_;
  Search& search_;
};

}  // namespace

bool take_sums_apart(RangeChain& chain, const Origin& origin, Search& search) {
  return SumsApart(chain, origin, search).take_apart();
}

}  // namespace geq::prover
