// SPDX-License-Identifier: GPL-3.0-or-later
#include "prover/symbolic/pairs.hpp"

#include <algorithm>

#include "proofs/kernel/binders.hpp"
#include "proofs/kernel/limits.hpp"
#include "proofs/kernel/normal_form.hpp"
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

const ExactPolynomial one{Rational(1)};

class Pairs {
 public:
  Pairs(const Sequent& sequent, const RangeTerm& sum, const Origin& origin, Search& search)
      : origin_(origin),
        search_(search),
        chain_(sequent, [origin, &search](const Sequent& side) { return prove_side(side, origin, search); }),
        lower_(sum.lower()),
        upper_(sum.upper()),
        first_(fresh_names(sequent, "ijkhlm", 2)[0]),
        second_(fresh_names(sequent, "ijkhlm", 2)[1]) {}

  std::optional<Steps> find() {
    const auto term = term_of_pair();
    if (!term) return {};
    chain_.then(proofs::Have{{upper_ - lower_ + one, Sign::nonnegative}});
    Rewriting rules;
    if (chain_.then(proofs::Count{lower_, upper_})) rules.take_up(last(), facts().back());
    const ExactPolynomial row = proofs::over_range(Operator::sum_over, lower_, upper_, proofs::closed(*term, second_));
    const auto prove_row = [&](const Sequent& side) -> std::optional<Steps> {
      if (side.goal.polynomial != row) return prove_side(side, origin_, search_);
      SideChain inner(side, [&](const Sequent& pair) { return prove_pair(pair, *term); });
      if (!inner.then(proofs::ForEach{second_, lower_, upper_, {*term, Sign::nonnegative}}) ||
          !inner.then(proofs::SumOf{inner.sequent().facts.size() - 1}))
        return {};
      return inner.followed_by({proofs::Visible{}});
    };
    if (!chain_.then(proofs::ForEach{first_, lower_, upper_, {row, Sign::nonnegative}}, prove_row) ||
        !chain_.then(proofs::SumOf{last()}))
      return {};
    const ExactPolynomial total = facts().back().polynomial;
    return close_by_products(chain_, rules, {{Rational(1), {{total}, total, false}}});
  }

 private:
  const std::vector<Fact>& facts() const { return chain_.sequent().facts; }
  std::size_t last() const { return facts().size() - 1; }
  ExactPolynomial at_first(const ExactPolynomial& body) const {
    return proofs::opened(body, ExactPolynomial::variable(first_));
  }
  ExactPolynomial at_second(const ExactPolynomial& body) const {
    return proofs::opened(body, ExactPolynomial::variable(second_));
  }
  bool is_own_sum(const Atom& atom) const {
    return atom.op() == Operator::sum_over && atom.arguments()[0] == lower_ && atom.arguments()[1] == upper_;
  }

  /// What the goal is the sum of over all pairs of indices.
  std::optional<ExactPolynomial> term_of_pair() const {
    const ExactPolynomial count = upper_ - lower_ + one;
    ExactPolynomial result;
    for (const auto& [monomial, coefficient] : chain_.sequent().goal.polynomial.terms()) {
      ExactPolynomial rest(coefficient);
      std::vector<ExactPolynomial> bodies;
      for (const auto& [atom, exponent] : monomial) {
        std::uint32_t left = exponent;
        for (; left > 0 && bodies.size() < 2 && (is_own_sum(atom) || ExactPolynomial(atom) == count); --left)
          bodies.push_back(is_own_sum(atom) ? atom.arguments()[2] : one);
        if (left > 0) rest = rest * power(ExactPolynomial(atom), left);
      }
      if (bodies.size() == 1) {
        const auto nested = term_of_sum_of_sums(bodies[0]);
        if (!nested) return {};
        result = result + rest * *nested;
      } else if (bodies.size() == 2) {
        result = result + rest * ExactPolynomial(Rational(1) / 2) *
                              (at_first(bodies[0]) * at_second(bodies[1]) + at_second(bodies[0]) * at_first(bodies[1]));
      } else {
        return {};
      }
    }
    return result;
  }

  std::optional<ExactPolynomial> term_of_sum_of_sums(const ExactPolynomial& body) const {
    const ExactPolynomial opened = at_first(body);
    if (opened.terms().size() != 1) return {};
    const auto& [monomial, coefficient] = *opened.terms().begin();
    ExactPolynomial result(coefficient);
    std::size_t sums = 0;
    for (const auto& [atom, exponent] : monomial) {
      sums += is_own_sum(atom) ? exponent : 0;
      result = result * (is_own_sum(atom) ? at_second(atom.arguments()[2]) : power(ExactPolynomial(atom), exponent));
    }
    return sums == 1 ? std::optional(result) : std::nullopt;
  }

  std::optional<Steps> prove_pair(const Sequent& pair, const ExactPolynomial& term) const {
    if (pair.goal.polynomial != term) return prove_side(pair, origin_, search_);
    const ExactPolynomial i = ExactPolynomial::variable(first_), j = ExactPolynomial::variable(second_);
    const auto proved = [&](const Sequent& side, const ExactPolynomial& from, const ExactPolynomial& to) {
      RangeChain inner(side, origin_, search_);
      for (const ExactPolynomial& index : {i, j}) inner.instantiate(index);
      order(inner, from, to);
      if (auto steps = products_of_facts(inner, {}, ProductKind::two, search_.stop())) return steps;
      return inner.finish(Effort::small());
    };
    Steps steps{proofs::Cases{i - j}};
    const auto cases = proofs::apply(steps.front(), pair);
    if (!cases || cases.value().size() != 2) return {};
    for (const bool above : {true, false}) {
      const auto proof = proved(cases.value()[above ? 0 : 1], above ? j : i, above ? i : j);
      if (!proof) return {};
      steps.insert(steps.end(), proof->begin(), proof->end());
    }
    return steps;
  }

  /// What rises or falls from each index to the next, from one index to another that is not less.
  static void order(RangeChain& chain, const ExactPolynomial& from, const ExactPolynomial& to) {
    const std::string h = chain.fresh("hgmr");
    const ExactPolynomial index = ExactPolynomial::variable(h);
    const std::size_t count = chain.sequent().facts.size();
    for (std::size_t place = 0; place < count; ++place) {
      const auto family = proofs::family_in(chain.sequent().facts[place]);
      if (!family || (family->sign != Sign::nonnegative && family->sign != Sign::positive)) continue;
      const ExactPolynomial body = proofs::opened(family->body, index);
      const auto sequence = potential(body, h);
      if (!sequence) continue;
      RangeChain trial = chain;
      const auto instance = [&](const Sequent& side) -> std::optional<Steps> {
        SideChain at_index(side, linear_side);
        if (at_index.then(proofs::Instance{place, index}) &&
            is_visible(at_index.sequent().goal, at_index.sequent().facts))
          return at_index.followed_by({proofs::Visible{}});
        return linear_side(side);
      };
      const proofs::ForEach step{h, from, to - one, {body, Sign::nonnegative}};
      if (trial.SideChain::then(step, instance) &&
          trial.SideChain::then(proofs::SumOf{trial.sequent().facts.size() - 1}) &&
          trial.SideChain::then(proofs::Telescope{h, from, to - one, *sequence}, linear_side) &&
          add_difference(substitute(*sequence, {{h, to}}) - substitute(*sequence, {{h, from}}), trial))
        chain = trial;
    }
  }

  /// From the last two facts: a sum is >= 0, and it is the difference.
  static bool add_difference(const ExactPolynomial& difference, RangeChain& chain) {
    const std::size_t equation = chain.sequent().facts.size() - 1;
    proofs::Combination last;
    last.summands.push_back({Rational(1), {{equation - 1, 1}}, one});
    last.multiples.push_back({equation, -one});
    return chain.SideChain::then(proofs::Have{{difference, Sign::nonnegative}},
                                 [&](const Sequent&) { return std::optional(Steps{proofs::Step(last)}); });
  }

  /// f with f(h + 1) - f(h) equal to the body.
  static std::optional<ExactPolynomial> potential(const ExactPolynomial& body, const std::string& h) {
    const ExactPolynomial index = ExactPolynomial::variable(h);
    for (const Atom& atom : atoms(body)) {
      if (atom.op() != Operator::element) continue;
      for (const int sign : {1, -1}) {
        const ExactPolynomial f = ExactPolynomial(Rational(sign)) * ExactPolynomial(atom);
        if (substitute(f, {{h, index + one}}) - f == body) return f;
      }
    }
    return {};
  }

  const Origin& origin_;
  Search& search_;
  SideChain chain_;
  ExactPolynomial lower_, upper_;
  std::string first_, second_;
};

}  // namespace

std::optional<Steps> pairs_of_indices(const Sequent& sequent, const Origin& origin, Effort, Search& search) {
  if (sequent.goal.sign != Sign::nonnegative) return {};
  const std::vector<RangeTerm> sums = range_terms(Operator::sum_over, Sequent{sequent.variables, {}, sequent.goal});
  if (sums.empty()) return {};
  // Means as sums.
  SideChain chain(sequent, [&](const Sequent& side) { return prove_side(side, origin, search); });
  if (const std::size_t count = proofs::reciprocals(sequent.goal.polynomial).size(); count > 0)
    chain.then(proofs::Clear{std::vector<proofs::DenominatorSign>(count, proofs::DenominatorSign::positive)});
  try {
    const auto steps = Pairs(chain.sequent(), sums.front(), origin, search).find();
    return steps ? std::optional(chain.followed_by(*steps)) : std::nullopt;
  } catch (const proofs::LimitExceeded&) {
    return {};
  }
}

}  // namespace geq::prover
