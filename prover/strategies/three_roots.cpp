// SPDX-License-Identifier: GPL-3.0-or-later

/// Sums of three roots against a bound: t = x1 + x2 + x3 with x_i^2 = A_i, and D. The number t is the greatest zero of
///   g(z) = (z^2 - A1 - A2 - A3)^2 - 4 (A1 A2 + A2 A3 + A3 A1) - 8 x1 x2 x3 z,
/// whose zeros are x1 + x2 + x3, x1 - x2 - x3, -x1 + x2 - x3 and -x1 - x2 + x3. So g(D) <= 0 shows t >= D; and g(D) >=
/// 0 with D^2 >= A1 + A2 + A3 and D >= 0 shows D >= t. In g(D) only the product of the roots is left, which is squared
/// away. With q = x1 x2 + x2 x3 + x3 x1, w = x1 x2 x3 and d the difference of t and D that is supposed to be positive,
/// the contradictions are sums of products of nonnegative numbers:
///   t < D:  0 = -g(D) + d (8 (t q - w) + 4 d q + 4 d t^2 + 4 d^2 t + d^3),  t q - w = sum of x_i^2 x_j + 2 w;
///   t > D:  0 = g(D) + d (sum of x_i (x_j - x_k)^2 + w + D^2 d + 3/2 D d^2 + d^3/2 + (D + d) E/2 + 2 D q
///               + (2 D + d) E),  E = D^2 - A1 - A2 - A3.
/// Where D is below one of the roots, or the rational part of g(D) is negative, t >= D without squares, and the squared
/// inequality may fail; so for forms on the orthant cones are looked for on each of which one of these is seen.
/// Limits: three terms with square roots of one sign; upper bounds, and what is no form, only where the squared
/// inequality holds throughout.

#include <algorithm>

#include "prover/conversion.hpp"
#include "prover/guess.hpp"
#include "prover/reductions/reductions.hpp"
#include "prover/strategies/case_cones.hpp"
#include "prover/strategies/root_multipliers.hpp"
#include "prover/strategies/root_triples.hpp"
#include "prover/strategies/roots_of_quotients.hpp"
#include "prover/strategies/strategies.hpp"

namespace geq::prover {

using proofs::ExactPolynomial;
using proofs::Rational;
using proofs::Sequent;
using proofs::Sign;

namespace {

/// The place of the fact, which is shown first where it is none; none when that does not succeed.
std::optional<std::size_t> place_of(const proofs::Fact& fact, SideChain& chain, const SideChain::Prover& prover) {
  for (std::size_t i = 0; i < chain.sequent().facts.size(); ++i) {
    const proofs::Fact& known = chain.sequent().facts[i];
    if (known.polynomial == fact.polynomial &&
        (known.sign == fact.sign || (fact.sign == Sign::nonnegative && known.sign == Sign::positive)))
      return i;
  }
  if (!chain.then(proofs::Have{fact}, prover)) return {};
  return chain.sequent().facts.size() - 1;
}

class ThreeRoots {
 public:
  ThreeRoots(const Sequent& start, RootTriple asked, Effort effort, Search& search)
      : asked_(std::move(asked)), effort_(effort), search_(search), chain_(start, prover()) {}

  /// By the squares of the two parts of g(D).
  std::optional<Steps> run() {
    if (!squares_compare()) return failed("the squares do not compare everywhere");
    if (!know_terms()) return {};
    if (asked_.upper && !(excess_ = known({names_.excess(), Sign::nonnegative}))) return {};
    value_ = place_of(value_fact(), chain_, [&](const Sequent& side) { return squared(side); });
    if (!value_) return failed("the squares are not shown to compare");
    return conclude(chain_);
  }

  /// On cones: by these squares, by the rational part alone, or by one of the roots alone. Needs t >= D.
  std::optional<Steps> run_by_cases() {
    if (!know_terms()) return {};
    const auto cases = by_cases();
    return cases ? std::optional(chain_.followed_by(*cases)) : failed("no cones on each of which one way is enough");
  }

 private:
  /// A product of powers of facts, times a square.
  struct Part {
    Rational coefficient;
    std::vector<std::pair<std::size_t, ExactPolynomial>> facts;  ///< place and what the fact is called
    ExactPolynomial square = ExactPolynomial(Rational(1));
  };

  std::optional<Steps> failed(const char* why) {
    search_.record("three-roots", why);
    return {};
  }
  SideChain::Prover prover() {
    return [this](const Sequent& side) {
      return prove_guess(side, Origin().sufficient(), {effort_.cones, false}, search_);
    };
  }
  ExactPolynomial meant(const ExactPolynomial& polynomial) const { return substitute(polynomial, asked_.meaning()); }
  proofs::Fact meant(const proofs::Fact& fact) const { return {meant(fact.polynomial), fact.sign}; }
  std::optional<std::size_t> known(const proofs::Fact& fact) { return place_of(meant(fact), chain_, prover()); }

  bool know_terms() {
    for (std::size_t i = 0; i < 3; ++i)
      if (!(terms_[i] = known({names_.x[i], Sign::nonnegative}))) return false;
    if (!find_equations()) return false;
    bound_ = known({names_.bound, Sign::nonnegative});
    return bound_.has_value();
  }

  /// g(D) has the sign that is wanted.
  proofs::Fact value_fact() const {
    const ExactPolynomial g = names_.rational_part() - names_.irrational_part();
    return meant({asked_.upper ? g : -g, Sign::nonnegative});
  }

  /// By the sign of g(D), a fact of the chain.
  std::optional<Steps> conclude(SideChain& chain) {
    if (!chain.then(proofs::Absurd{})) return {};
    supposed_ = chain.sequent().facts.size() - 1;
    const auto last = contradiction(chain.sequent());
    return last ? std::optional(chain.followed_by({*last})) : std::nullopt;
  }

  /// What is left in the end is seen to be negative nowhere.
  bool squares_compare() const {
    const SamplePoints samples(chain_.sequent());
    if (asked_.upper && (samples.is_negative_somewhere(meant(names_.excess())) ||
                         samples.is_negative_somewhere(meant(names_.rational_part()))))
      return false;
    return !samples.is_negative_somewhere(meant(compared()));
  }

  /// The difference of the squares of the two parts of g(D), without roots but those in S.
  ExactPolynomial compared() const {
    const ExactPolynomial rational = names_.rational_part() * names_.rational_part();
    ExactPolynomial irrational = names_.irrational_part() * names_.irrational_part();
    lower_squares(irrational, names_);
    return asked_.upper ? rational - irrational : irrational - rational;
  }

  bool find_equations() {
    for (std::size_t i = 0; i < 4; ++i) {
      const ExactPolynomial& x = i < 3 ? names_.x[i] : names_.bound;
      const proofs::Fact equation = meant({x * x - (i < 3 ? names_.a[i] : names_.bound_squared), Sign::zero});
      if (equation.polynomial.is_zero()) continue;
      equations_[i] = place_of(equation, chain_, proof_of_root_equation);
      if (!equations_[i]) return false;
    }
    return true;
  }

  /// g(D) has the sign that is wanted: its two parts are compared by their squares.
  std::optional<Steps> squared(const Sequent& side) {
    SideChain way(side, prover());
    const ExactPolynomial greater = asked_.upper ? names_.rational_part() : names_.irrational_part();
    if (!way.then(proofs::ComparePowers{2, meant(greater)})) return {};
    ExactPolynomial squares = names_.irrational_part() * names_.irrational_part();
    const auto factors = lower_squares(squares, names_);
    const ExactPolynomial direction = ExactPolynomial(Rational(asked_.upper ? -1 : 1));
    for (std::size_t i = 0; i < 4; ++i)
      if (equations_[i] && !factors[i].is_zero() &&
          !way.then(proofs::Rewrite{*equations_[i], direction * meant(factors[i])}))
        return {};
    // The facts about the roots say nothing about what is left.
    proofs::Forget forget;
    for (std::size_t i = 0; i < way.sequent().facts.size(); ++i)
      if (!functions_in(way.sequent().facts[i].polynomial).empty()) forget.facts.push_back(i);
    if (!forget.facts.empty() && functions_in(way.sequent().goal.polynomial).empty() && !way.then(forget)) return {};
    return way.finish();
  }

  /// t >= D where one of the alternatives is nonnegative: A_i - S, then minus the rational part, then what is compared.
  std::optional<Steps> by_cases() {
    std::vector<FormClaim> all;
    std::vector<polynomials::Polynomial> forms;
    const std::vector<std::string> names = goal_variables(chain_.sequent());
    if (names.size() < 2) return {};
    for (const std::string& name : names)
      if (!is_nonnegative(name, chain_.sequent())) return {};
    for (std::size_t i = 0; i < 5; ++i) {
      const ExactPolynomial claim =
          i < 3 ? names_.a[i] - names_.bound_squared : (i == 3 ? -names_.rational_part() : compared());
      auto next = form_claim(meant(claim), chain_.sequent());
      if (!next) return {};
      forms.push_back(to_search(next->form, names));
      all.push_back(std::move(*next));
    }
    const auto tree = case_cones(forms, names, effort_.cones, search_);
    if (!tree) return {};
    search_.count_cones(tree->size());
    std::size_t place = 0;
    return proof_by_cases(*tree, place, chain_.sequent(), [&](const CaseCone& cone, const Sequent& here) {
      return on_cone(cone, all[cone.settled_by], names, here);
    });
  }

  std::optional<Steps> on_cone(const CaseCone& cone, const FormClaim& chosen, const std::vector<std::string>& names,
                               const Sequent& here) {
    if (search_.is_over()) return {};
    SideChain way(here, prover());
    const auto claim = place_of({chosen.claim, Sign::nonnegative}, way,
                                [&](const Sequent& side) { return proof_on_cone(chosen, cone, names, side); });
    if (!claim) return {};
    if (cone.settled_by < 3) return above_the_bound(cone.settled_by, way);
    value_ = place_of(value_fact(), way, [&](const Sequent& side) -> std::optional<Steps> {
      if (cone.settled_by == 4) return squared(side);
      std::vector<Part> parts{{1, {{*claim, -names_.rational_part()}}}, {8, {{*bound_, names_.bound}}}};
      for (std::size_t i = 0; i < 3; ++i) parts.back().facts.emplace_back(*terms_[i], names_.x[i]);
      const auto step = combination(parts, side);
      return step ? std::optional(Steps{*step}) : std::nullopt;
    });
    if (!value_) return {};
    return conclude(way);
  }

  /// x_i >= D, as their squares compare; the other terms are nonnegative.
  std::optional<Steps> above_the_bound(std::size_t i, SideChain& way) {
    const auto above = place_of(meant({names_.x[i] - names_.bound, Sign::nonnegative}), way, [&](const Sequent& side) {
      SideChain squares(side, prover());
      ExactPolynomial difference = names_.x[i] * names_.x[i] - names_.bound * names_.bound;
      const auto factors = lower_squares(difference, names_);
      bool works = squares.then(proofs::ComparePowers{2, meant(names_.x[i])});
      for (std::size_t k = 0; k < 4; ++k)
        if (equations_[k] && !factors[k].is_zero())
          works = works && squares.then(proofs::Rewrite{*equations_[k], meant(factors[k])});
      return works ? squares.finish() : std::nullopt;
    });
    if (!above) return {};
    std::vector<Part> parts{{1, {{*above, names_.x[i] - names_.bound}}}};
    for (std::size_t k = 0; k < 3; ++k)
      if (k != i) parts.push_back({1, {{*terms_[k], names_.x[k]}}});
    const auto last = combination(parts, way.sequent());
    return last ? std::optional(way.followed_by({*last})) : std::nullopt;
  }

  /// The supposed inequality contradicts the sign of g(D), as above.
  std::optional<proofs::Step> contradiction(const Sequent& here) {
    const auto& x = names_.x;
    const ExactPolynomial difference = ExactPolynomial(Rational(asked_.upper ? 1 : -1)) * (names_.sum - names_.bound);
    const std::pair d{supposed_, difference};
    const auto term = [&](std::size_t i) { return std::pair{*terms_[i], x[i]}; };
    const ExactPolynomial g = names_.rational_part() - names_.irrational_part();
    std::vector<Part> parts{{1, {{*value_, asked_.upper ? g : -g}}}};
    const Rational half = Rational(1) / 2;
    for (std::size_t i = 0; i < 3; ++i) {
      const std::size_t j = (i + 1) % 3, k = (i + 2) % 3;
      if (asked_.upper) {
        parts.push_back({1, {d, term(i)}, x[j] - x[k]});
        parts.push_back({2, {d, {*bound_, names_.bound}, term(i), term(j)}});
        continue;
      }
      parts.push_back({8, {d, term(j)}, x[i]});
      parts.push_back({8, {d, term(k)}, x[i]});
      parts.push_back({4, {d, d, term(i), term(j)}});
      parts.push_back({4, {d, d, d, term(i)}});
    }
    if (asked_.upper) {
      const std::pair bound{*bound_, names_.bound};
      const std::pair excess{*excess_, names_.excess()};
      parts.push_back({1, {d, term(0), term(1), term(2)}});
      parts.push_back({1, {d, d}, names_.bound});
      parts.push_back({3 * half, {d, d, d, bound}});
      parts.push_back({half, {d, d, d, d}});
      parts.push_back({5 * half, {d, bound, excess}});
      parts.push_back({3 * half, {d, d, excess}});
    } else {
      parts.push_back({16, {d, term(0), term(1), term(2)}});
      parts.push_back({4, {d, d}, names_.sum});
      parts.push_back({1, {d, d, d, d}});
    }
    return combination(parts, here);
  }

  std::optional<proofs::Step> combination(const std::vector<Part>& parts, const Sequent& here) {
    proofs::Combination step;
    ExactPolynomial total;
    for (const Part& part : parts) {
      proofs::Combination::Summand summand{part.coefficient, {}, meant(part.square)};
      ExactPolynomial value = ExactPolynomial(part.coefficient) * part.square * part.square;
      std::map<std::size_t, std::uint32_t> exponents;
      for (const auto& [place, name] : part.facts) {
        ++exponents[place];
        value = value * name;
      }
      summand.facts.assign(exponents.begin(), exponents.end());
      step.summands.push_back(std::move(summand));
      total = total + value;
    }
    if (here.goal.sign == Sign::positive) {  // 0 > 0
      const auto factors = lower_squares(total, names_);
      for (std::size_t i = 0; i < 4; ++i)
        if (equations_[i] && !factors[i].is_zero()) step.multiples.push_back({*equations_[i], meant(factors[i])});
    }
    const auto remaining = proofs::apply(proofs::Step(step), here);
    if (!remaining || !remaining.value().empty()) return {};
    return step;
  }

  RootTriple asked_;
  TripleNames names_;
  Effort effort_;
  Search& search_;
  SideChain chain_;
  std::array<std::optional<std::size_t>, 3> terms_;
  std::array<std::optional<std::size_t>, 4> equations_;
  std::optional<std::size_t> bound_, excess_, value_;
  std::size_t supposed_ = 0;
};

/// A sequent in which the roots are defined, and the steps to it.
struct Start {
  Steps steps;
  Sequent sequent;
};

std::optional<Start> with_defined_roots(const Sequent& sequent, bool upper, Search& search) {
  const auto asked = root_triple(sequent, upper);
  if (!asked) return {};
  SideChain chain(
      sequent, [&](const Sequent& side) { return prove_guess(side, Origin().sufficient(), Effort::small(), search); });
  if (!define_roots(*asked, chain)) return {};
  return Start{chain.steps(), chain.sequent()};
}

/// The same, with denominators under roots taken out of them where their sign is not known otherwise.
std::optional<Start> start(const Sequent& sequent, bool upper, Search& search) {
  if (auto found = with_defined_roots(sequent, upper, search)) return found;
  const SimplerRoots simpler = simplify_roots_of_quotients(sequent);
  if (simpler.steps.empty()) return {};
  auto found = with_defined_roots(simpler.sequent, upper, search);
  if (found) found->steps.insert(found->steps.begin(), simpler.steps.begin(), simpler.steps.end());
  return found;
}

}  // namespace

std::optional<Steps> three_roots(const Sequent& sequent, const Origin& origin, Effort effort, Search& search) {
  if (sequent.goal.sign != Sign::nonnegative) return {};
  for (const bool upper : {false, true}) {
    auto from = start(sequent, upper, search);
    if (!from) continue;
    // The squares alone are worth a short look, which comes first; cones get the longer one.
    std::optional<Steps> steps;
    if (effort.cones <= Effort::small().cones) {
      steps = ThreeRoots(from->sequent, *root_triple(from->sequent, upper), effort, search).run();
    } else if (!upper) {
      const Ordered ordered = order_by_symmetry(from->sequent, origin, search);
      const auto asked = root_triple(ordered.sequent, upper);
      if (asked) steps = ThreeRoots(ordered.sequent, *asked, effort, search).run_by_cases();
      if (steps) steps = ordered.followed_by(*steps);
    }
    if (!steps) continue;
    from->steps.insert(from->steps.end(), steps->begin(), steps->end());
    return from->steps;
  }
  return {};
}

}  // namespace geq::prover