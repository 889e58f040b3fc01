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
/// Limits: square roots, three terms with roots of one sign; the squared inequality may fail where the goal holds.

#include <algorithm>
#include <array>

#include "prover/guess.hpp"
#include "prover/reductions/functions.hpp"
#include "prover/reductions/reductions.hpp"
#include "prover/side_chain.hpp"
#include "prover/strategies/root_multipliers.hpp"
#include "prover/strategies/roots_of_quotients.hpp"
#include "prover/strategies/strategies.hpp"

namespace geq::prover {

using proofs::Atom;
using proofs::ExactPolynomial;
using proofs::Monomial;
using proofs::Rational;
using proofs::Sequent;
using proofs::Sign;

namespace {

ExactPolynomial number(long value) { return ExactPolynomial(Rational(value)); }

bool is_square_root(const Atom& atom) { return root_degree(atom) == 2U; }

/// The root of which the atom is the reciprocal.
std::optional<Atom> inverted_root(const Atom& atom) {
  if (atom.op() != proofs::Operator::quotient) return {};
  const std::set<Atom> below = atoms(atom.arguments()[0]);
  if (below.size() != 1 || !is_square_root(*below.begin()) || atom.arguments()[0] != ExactPolynomial(*below.begin()))
    return {};
  return *below.begin();
}

/// The roots of things that vary in the goal's terms, each with its coefficient: products of roots and their
/// reciprocals. The empty product has the terms without such roots.
std::map<Monomial, ExactPolynomial> by_roots(const ExactPolynomial& goal) {
  std::map<Monomial, ExactPolynomial> result;
  for (const auto& [monomial, coefficient] : goal.terms()) {
    Monomial roots, others;
    for (const auto& factor : monomial) {
      const auto inverted = inverted_root(factor.first);
      const Atom& root = inverted ? *inverted : factor.first;
      const bool varies = is_square_root(root) && !root.arguments()[1].constant();
      (varies ? roots : others).push_back(factor);
    }
    result[roots].add(coefficient, others);
  }
  return result;
}

/// The polynomial with r^2 = u and 1/r^2 = 1/u put in for all square roots.
ExactPolynomial without_squares(ExactPolynomial polynomial) {
  for (const Atom& atom : atoms(polynomial)) {
    const auto inverted = inverted_root(atom);
    if (!inverted && !is_square_root(atom)) continue;
    const ExactPolynomial& u = (inverted ? *inverted : atom).arguments()[1];
    const ExactPolynomial value = inverted ? reciprocal(u) : u;
    const ExactPolynomial equation = power(ExactPolynomial(atom), 2) - value;
    polynomial = polynomial + multiplier_that_lowers(polynomial, atom, 2, value) * equation;
  }
  return polynomial;
}

/// What the names of the argument above stand for.
struct Question {
  bool upper;  ///< the goal is D - t, not t - D
  std::array<ExactPolynomial, 3> terms, squares;
  ExactPolynomial bound, bound_squared;

  proofs::Substitution meaning() const {
    proofs::Substitution image{{"D", bound}, {"S", bound_squared}};
    for (std::size_t i = 0; i < 3; ++i) {
      image.emplace("x" + std::to_string(i), terms[i]);
      image.emplace("A" + std::to_string(i), squares[i]);
    }
    return image;
  }
};

/// The names of the argument above; S is D^2.
struct Names {
  std::array<ExactPolynomial, 3> x, a;
  ExactPolynomial bound = ExactPolynomial::variable("D"), bound_squared = ExactPolynomial::variable("S");
  ExactPolynomial sum, pairs, product, sum_of_squares, pairs_of_squares;

  Names() {
    for (std::size_t i = 0; i < 3; ++i) {
      x[i] = ExactPolynomial::variable("x" + std::to_string(i));
      a[i] = ExactPolynomial::variable("A" + std::to_string(i));
    }
    sum = x[0] + x[1] + x[2];
    pairs = x[0] * x[1] + x[1] * x[2] + x[2] * x[0];
    product = x[0] * x[1] * x[2];
    sum_of_squares = a[0] + a[1] + a[2];
    pairs_of_squares = a[0] * a[1] + a[1] * a[2] + a[2] * a[0];
  }
  ExactPolynomial excess() const { return bound_squared - sum_of_squares; }  // E
  ExactPolynomial rational_part() const { return excess() * excess() - number(4) * pairs_of_squares; }
  ExactPolynomial irrational_part() const { return number(8) * product * bound; }  // rational - irrational = g(D)
};

/// Lowers x_i^2 to A_i and D^2 to S; the factors by which the equations were added, x0, x1, x2 and D in turn.
std::array<ExactPolynomial, 4> lower(ExactPolynomial& polynomial, const Names& names) {
  std::array<ExactPolynomial, 4> factors;
  for (std::size_t i = 0; i < 4; ++i) {
    const ExactPolynomial& x = i < 3 ? names.x[i] : names.bound;
    const ExactPolynomial& value = i < 3 ? names.a[i] : names.bound_squared;
    factors[i] = multiplier_that_lowers(polynomial, *atoms(x).begin(), 2, value);
    polynomial = polynomial + factors[i] * (x * x - value);
  }
  return factors;
}

std::optional<Question> question(const Sequent& sequent, bool upper) {
  Question result{upper, {}, {}, {}, {}};
  std::size_t found = 0;
  for (const auto& [roots, coefficient] : by_roots(sequent.goal.polynomial)) {
    const ExactPolynomial term = coefficient * ExactPolynomial::term(1, roots);
    const ExactPolynomial wanted = upper ? -coefficient : coefficient;
    if (roots.empty() || !is_visible({wanted, Sign::nonnegative}, sequent.facts)) {
      result.bound = upper ? result.bound + term : result.bound - term;
      continue;
    }
    if (found == 3) return {};
    result.terms[found] = upper ? -term : term;
    result.squares[found] = without_squares(result.terms[found] * result.terms[found]);
    ++found;
  }
  if (found != 3) return {};
  result.bound_squared = without_squares(result.bound * result.bound);
  return result;
}

/// Closes an equation between square roots and their radicands: denominators go, then r^2 = u is put in.
std::optional<Steps> proof_of_equation(Sequent side) {
  Steps steps;
  if (const std::vector<Atom> inverses = reciprocals(side.goal.polynomial); !inverses.empty()) {
    const proofs::Clear clear{std::vector<proofs::DenominatorSign>(inverses.size(), proofs::DenominatorSign::squared)};
    auto remaining = proofs::apply(proofs::Step(clear), side);
    if (!remaining || remaining.value().size() > 1) return {};
    steps.emplace_back(clear);
    if (remaining.value().empty()) return steps;
    side = std::move(remaining.value().front());
  }
  proofs::Combination step;
  ExactPolynomial rest = side.goal.polynomial;
  for (std::size_t i = 0; i < side.facts.size(); ++i) {
    if (side.facts[i].sign != Sign::zero) continue;
    for (const Atom& atom : atoms(side.facts[i].polynomial)) {
      if (!is_square_root(atom)) continue;
      const ExactPolynomial& u = atom.arguments()[1];
      const ExactPolynomial equation = power(ExactPolynomial(atom), 2) - u;
      if (side.facts[i].polynomial != equation) continue;
      const ExactPolynomial factor = multiplier_that_lowers(rest, atom, 2, u);
      rest = rest + factor * equation;
      step.multiples.push_back({i, -factor});
    }
  }
  if (!rest.is_zero()) return {};
  steps.emplace_back(std::move(step));
  return steps;
}

/// Appends the facts that define the roots.
bool define_roots(const Question& asked, SideChain& chain) {
  std::vector<Atom> roots = functions_in(asked.bound);
  for (const ExactPolynomial& term : asked.terms)
    for (const Atom& atom : functions_in(term)) roots.push_back(atom);
  for (const Atom& atom : roots) {
    if (!is_square_root(atom)) continue;
    const ExactPolynomial root(atom);
    const proofs::Fact radicand{atom.arguments()[1], Sign::nonnegative};
    if (index_of({root * root - atom.arguments()[1], Sign::zero}, chain.sequent())) continue;
    if (!is_visible(radicand, chain.sequent().facts) && !chain.then(proofs::Have{radicand})) return false;
    if (!chain.then(proofs::RootFacts{root})) return false;
  }
  return true;
}

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
  ThreeRoots(const Sequent& start, Question asked, Effort effort, Search& search)
      : asked_(std::move(asked)), effort_(effort), search_(search), chain_(start, prover()) {}

  std::optional<Steps> run() {
    if (!define_roots(asked_, chain_)) return failed("something under a root has no known sign");
    if (!is_promising()) return failed("the squares do not compare as they should");
    for (std::size_t i = 0; i < 3; ++i) terms_[i] = known({names_.x[i], Sign::nonnegative});
    if (!terms_[0] || !terms_[1] || !terms_[2] || !find_equations()) return {};
    bound_ = known({names_.bound, Sign::nonnegative});
    if (!bound_) return {};
    if (asked_.upper && !(excess_ = known({names_.excess(), Sign::nonnegative}))) return {};
    const ExactPolynomial g = names_.rational_part() - names_.irrational_part();
    value_ = place_of(meant({asked_.upper ? g : -g, Sign::nonnegative}), chain_,
                      [&](const Sequent& side) { return squared(side); });
    if (!value_) return failed("the squares are not shown to compare");
    if (!chain_.then(proofs::Absurd{})) return {};
    supposed_ = chain_.sequent().facts.size() - 1;
    const auto last = contradiction();
    return last ? std::optional(chain_.followed_by({*last})) : std::nullopt;
  }

 private:
  /// A product of powers of facts, times a square.
  struct Part {
    Rational coefficient;
    std::vector<std::pair<std::size_t, ExactPolynomial>> facts;  ///< place and what the fact is called
    ExactPolynomial square = number(1);
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

  /// What is left in the end is seen to be negative nowhere.
  bool is_promising() const {
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
    lower(irrational, names_);
    return asked_.upper ? rational - irrational : irrational - rational;
  }

  bool find_equations() {
    for (std::size_t i = 0; i < 4; ++i) {
      const ExactPolynomial& x = i < 3 ? names_.x[i] : names_.bound;
      const proofs::Fact equation = meant({x * x - (i < 3 ? names_.a[i] : names_.bound_squared), Sign::zero});
      if (equation.polynomial.is_zero()) continue;
      equations_[i] = place_of(equation, chain_, proof_of_equation);
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
    const auto factors = lower(squares, names_);
    const ExactPolynomial direction = number(asked_.upper ? -1 : 1);
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

  /// The supposed inequality contradicts the sign of g(D), as above.
  std::optional<proofs::Step> contradiction() {
    const auto& x = names_.x;
    const ExactPolynomial difference = number(asked_.upper ? 1 : -1) * (names_.sum - names_.bound);
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
    return combination(parts);
  }

  std::optional<proofs::Step> combination(const std::vector<Part>& parts) {
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
    const auto factors = lower(total, names_);
    for (std::size_t i = 0; i < 4; ++i)
      if (equations_[i] && !factors[i].is_zero()) step.multiples.push_back({*equations_[i], meant(factors[i])});
    const auto remaining = proofs::apply(proofs::Step(step), chain_.sequent());
    if (!remaining || !remaining.value().empty()) return {};
    return step;
  }

  Question asked_;
  Names names_;
  Effort effort_;
  Search& search_;
  SideChain chain_;
  std::array<std::optional<std::size_t>, 3> terms_;
  std::array<std::optional<std::size_t>, 4> equations_;
  std::optional<std::size_t> bound_, excess_, value_;
  std::size_t supposed_ = 0;
};

}  // namespace

std::optional<Steps> three_roots(const Sequent& sequent, const Origin&, Effort effort, Search& search) {
  if (sequent.goal.sign != Sign::nonnegative) return {};
  const SimplerRoots simpler = simplify_roots_of_quotients(sequent);
  for (const bool upper : {false, true}) {
    const auto asked = question(simpler.sequent, upper);
    if (!asked) continue;
    const auto steps = ThreeRoots(simpler.sequent, *asked, effort, search).run();
    if (!steps) continue;
    Steps all = simpler.steps;
    all.insert(all.end(), steps->begin(), steps->end());
    return all;
  }
  return {};
}

}  // namespace geq::prover
