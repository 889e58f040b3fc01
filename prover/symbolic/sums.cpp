// SPDX-License-Identifier: GPL-3.0-or-later
#include "prover/symbolic/sums.hpp"

#include <algorithm>
#include <array>
#include <set>

#include "proofs/kernel/binders.hpp"
#include "prover/reductions/functions.hpp"
#include "prover/symbolic/hoelder_of_sums.hpp"
#include "prover/symbolic/products.hpp"
#include "prover/symbolic/ranges.hpp"
#include "prover/symbolic/rewriting.hpp"
#include "prover/symbolic/splitting.hpp"
#include "prover/symbolic/square_roots.hpp"

namespace geq::prover {

using proofs::Atom;
using proofs::ExactPolynomial;
using proofs::Fact;
using proofs::Monomial;
using proofs::Operator;
using proofs::Rational;
using proofs::Sequent;
using proofs::Sign;

namespace {

constexpr std::size_t most_guesses = 12;  // inequalities of Cauchy and Schwarz

/// A product of powers of atoms; exponents may be negative, as 1/q counts as q^-1.
using Powers = std::map<ExactPolynomial, long>;

Powers powers_of(const Monomial& monomial) {
  Powers result;
  for (const auto& [atom, exponent] : monomial) {
    const bool inverse = atom.op() == Operator::quotient;
    long& sum = result[inverse ? atom.arguments()[0] : ExactPolynomial(atom)];
    sum += inverse ? -static_cast<long>(exponent) : static_cast<long>(exponent);
  }
  std::erase_if(result, [](const auto& power) { return power.second == 0; });
  return result;
}

/// A square root twice is what is under it, abs(u) twice is u^2, where these are products.
void use_squares(Powers& powers) {
  const Powers before = powers;
  for (const auto& [base, exponent] : before) {
    const auto atom = single_atom(base);
    const bool is_root = atom && root_degree(*atom) == 2;
    if (!atom || (!is_root && (atom->is_variable() || atom->op() != Operator::abs))) continue;
    const ExactPolynomial& inside = atom->arguments()[is_root ? 1 : 0];
    if (inside.terms().size() != 1 || inside.terms().begin()->second != 1) continue;
    const long squares = exponent / 2;
    powers[base] -= 2 * squares;
    for (const auto& [factor, power] : powers_of(inside.terms().begin()->first))
      powers[factor] += (is_root ? 1 : 2) * squares * power;
  }
}

Powers product(Powers left, const Powers& right, long exponent) {
  for (const auto& [base, power] : right) left[base] += exponent * power;
  use_squares(left);
  std::erase_if(left, [](const auto& power) { return power.second == 0; });
  return left;
}

std::optional<Powers> square_root(Powers square) {
  for (auto& [base, exponent] : square) {
    if (exponent % 2 != 0) return {};
    exponent /= 2;
  }
  return square;
}

ExactPolynomial value_of(const Powers& powers) {
  ExactPolynomial result(Rational(1));
  for (const auto& [base, exponent] : powers)
    result = result * (exponent > 0 ? power(base, static_cast<unsigned long>(exponent))
                                    : power(reciprocal(base), static_cast<unsigned long>(-exponent)));
  return result;
}

/// The search for one range: the ends, the index, and what is summed over it.
class RangeSearch {
 public:
  RangeSearch(RangeChain& chain, ExactPolynomial lower, ExactPolynomial upper)
      : chain_(chain),
        lower_(std::move(lower)),
        upper_(std::move(upper)),
        index_(fresh_names(chain.sequent(), "kjilm", 1).front()) {}

  void signs() {
    for (const ExactPolynomial& body : bodies())
      if (!body.constant())
        for (const Fact& fact : {Fact{body, Sign::positive}, Fact{-body, Sign::positive}, Fact{body, Sign::nonnegative},
                                 Fact{-body, Sign::nonnegative}})
          if (add_up(fact)) break;
  }

  /// For terms w s^2 with a sum s over another range: w (number * (sum of squares) - s^2) >= 0, by the inequality of
  /// Cauchy and Schwarz at every index.
  void squares_of_inner_sums() {
    const ExactPolynomial goal = chain_.sequent().goal.polynomial;
    const std::set<Atom> outside = atoms(goal);
    const bool compares_roots =
        std::any_of(outside.begin(), outside.end(), [](const Atom& atom) { return root_degree(atom) == 2; });
    for (const RangeTerm& sum : range_terms(Operator::sum_over, chain_.sequent())) {
      const auto inner = is_own_sum(sum.atom) ? single_atom(at_index(sum.body())) : std::nullopt;
      if (!inner || inner->op() != Operator::sum_over || (degree_in(sum.atom, goal) != 2 && !compares_roots)) continue;
      const ExactPolynomial s{*inner}, one{Rational(1)};
      chain_.then(proofs::CauchySchwarz{index_, lower_, upper_, one, s * s, s});
    }
    for (const ExactPolynomial& body : bodies())
      for (const auto& [monomial, coefficient] : body.terms())
        for (const auto& [inner, exponent] : monomial) {
          if (exponent != 2 || inner.op() != Operator::sum_over) continue;
          const std::string name = fresh_names(chain_.sequent(), "kjilm", 2)[1];
          const ExactPolynomial term = proofs::opened(inner.arguments()[2], ExactPolynomial::variable(name));
          const ExactPolynomial &first = inner.arguments()[0], &last = inner.arguments()[1], one{Rational(1)};
          const auto sum = [&](const ExactPolynomial& of) {
            return over_range(Operator::sum_over, first, last, proofs::closed(of, name));
          };
          const Fact bound{sum(one) * sum(term * term) - power(ExactPolynomial(inner), 2), Sign::nonnegative};
          const auto shown = [&](const Sequent& side) -> std::optional<Steps> {
            SideChain at_index(side, square_side);
            if (!at_index.then(proofs::CauchySchwarz{name, first, last, one, term * term, term})) return {};
            return at_index.followed_by({proofs::Visible{}});
          };
          if (chain_.SideChain::then(proofs::ForEach{index_, lower_, upper_, bound}, shown))
            chain_.then(proofs::SumOf{chain_.sequent().facts.size() - 1});
          chain_.count(first, last);
        }
  }

  void cancel() {
    for (const ExactPolynomial& body : bodies())
      if (const ExactPolynomial simple = cancelled(body); simple != body) add_up({body - simple, Sign::zero});
  }

  /// abs(u) is u where the terms u are not negative.
  void absolute_values() {
    for (const ExactPolynomial& body : bodies())
      for (const Atom& atom : atoms(body))
        if (atom.op() == Operator::abs) add_up({body - replace_atom(body, atom, atom.arguments()[0]), Sign::zero});
  }

  /// Terms of the goal compared one by one, if all of it is sums over this range.
  void compare_terms() {
    const Fact& goal = chain_.sequent().goal;
    ExactPolynomial difference;
    for (const auto& [monomial, coefficient] : goal.polynomial.terms()) {
      ExactPolynomial term(coefficient);
      std::size_t sums = 0;
      for (const auto& [atom, exponent] : monomial) {
        const bool sum = is_own_sum(atom);
        sums += sum ? exponent : 0;
        term = term * (sum ? at_index(atom.arguments()[2]) : power(ExactPolynomial(atom), exponent));
      }
      if (sums != 1) return;
      difference = difference + term;
    }
    if (goal.sign == Sign::positive && add_up({difference, Sign::positive})) return;
    add_up({difference, Sign::nonnegative});
  }

  /// For two summands p and q with p q = r^2, and for p and r with q = r^2/p.
  void cauchy_schwarz() {
    std::vector<Powers> parts;
    for (const ExactPolynomial& body : bodies())
      if (body.terms().size() == 1) parts.push_back(powers_of(body.terms().begin()->first));
    if (std::find(parts.begin(), parts.end(), Powers{}) == parts.end()) parts.emplace_back();
    const std::size_t count = parts.size();
    for (std::size_t i = 0; i < count; ++i)
      for (std::size_t j = i + 1; j < count; ++j)
        if (const auto middle = square_root(product(parts[i], parts[j], 1))) guess(parts[i], parts[j], *middle);
    for (std::size_t i = 0; i < count; ++i)
      for (std::size_t j = 0; j < count; ++j)
        if (i != j) guess(parts[i], product(product({}, parts[j], 2), parts[i], -1), parts[j]);
  }

  /// The square of a combination of sums in the goal, on the smaller side: the combined terms r are what is multiplied,
  /// of p and r^2/p for what is summed. Answers whether there is one.
  bool cauchy_schwarz_of_combination() {
    ExactPolynomial square;
    for (const auto& [monomial, coefficient] : chain_.sequent().goal.polynomial.terms()) {
      std::size_t degree = 0;
      for (const auto& [atom, exponent] : monomial) degree += is_own_sum(atom) ? exponent : most_guesses;
      if (degree == 2) square = square - ExactPolynomial::term(coefficient, monomial);
    }
    const auto combination = square_root_of(square);
    const auto sum = combination ? joint_sum(*combination, ExactPolynomial::variable(index_)) : std::nullopt;
    if (!sum || sum->term.terms().size() < 2) return false;
    std::set<ExactPolynomial> tried{ExactPolynomial(Rational(1))};
    for (const ExactPolynomial& body : bodies())
      if (body.terms().size() == 1) tried.insert(body);
    bool any = false;
    for (const ExactPolynomial& p : tried) {
      const ExactPolynomial q = cancelled(sum->term * sum->term * reciprocal(p));
      any = chain_.then(proofs::CauchySchwarz{index_, lower_, upper_, p, q, sum->term}) || any;
    }
    return any;
  }

 private:
  ExactPolynomial at_index(const ExactPolynomial& body) const {
    return proofs::opened(body, ExactPolynomial::variable(index_));
  }

  bool is_own_sum(const Atom& atom) const {
    return atom.op() == Operator::sum_over && atom.arguments()[0] == lower_ && atom.arguments()[1] == upper_;
  }

  /// What is summed over the range, at the index.
  std::vector<ExactPolynomial> bodies() const {
    std::vector<ExactPolynomial> result;
    for (const RangeTerm& sum : range_terms(Operator::sum_over, chain_.sequent()))
      if (is_own_sum(sum.atom)) result.push_back(at_index(sum.body()));
    return result;
  }

  bool add_up(const Fact& fact) {
    RangeChain trial = chain_;
    const Fact family{
        over_range(proofs::quantifier(fact.sign), lower_, upper_, proofs::closed(fact.polynomial, index_)),
        Sign::positive};
    std::optional<std::size_t> place = index_of(family, trial.sequent());
    if (!place && trial.then(proofs::ForEach{index_, lower_, upper_, fact})) place = trial.sequent().facts.size() - 1;
    if (!place || !trial.then(proofs::SumOf{*place})) return false;
    chain_ = trial;
    return true;
  }

  void guess(const Powers& left, const Powers& right, const Powers& middle) {
    const bool trivial = left == middle || right == middle;
    if (trivial || guesses_ >= most_guesses || !is_new(left, right, middle)) return;
    ++guesses_;
    // 1/q has leading coefficient 1 in q, so both may be negative.
    for (const ExactPolynomial& sign : {ExactPolynomial(Rational(1)), ExactPolynomial(Rational(-1))})
      if (chain_.then(proofs::CauchySchwarz{index_, lower_, upper_, sign * value_of(left),
                                            sign * cancelled(value_of(right)), value_of(middle)}))
        return;
  }

  /// Nothing new with more in the denominators than there was is taken up.
  bool is_new(const Powers& left, const Powers& right, const Powers& middle) {
    const auto [first, second] = std::minmax(left, right);
    if (!tried_.insert({first, second, middle}).second) return false;
    const ExactPolynomial body = cancelled(value_of(right));
    const std::vector<ExactPolynomial> known = bodies();
    return std::all_of(body.terms().begin(), body.terms().end(), [&](const auto& term) {
      const ExactPolynomial monomial = ExactPolynomial::term(1, term.first);
      return term.first.empty() || std::find(known.begin(), known.end(), monomial) != known.end() ||
             !proofs::variables(monomial).contains(index_) || summed_part_is_known(term.first, known);
    });
  }

  /// Factors without the index stand before the sum.
  bool summed_part_is_known(const Monomial& monomial, const std::vector<ExactPolynomial>& known) const {
    ExactPolynomial inside(Rational(1));
    for (const auto& [atom, exponent] : monomial)
      if (proofs::variables(ExactPolynomial(atom)).contains(index_))
        inside = inside * power(ExactPolynomial(atom), exponent);
    return std::find(known.begin(), known.end(), inside) != known.end();
  }

  RangeChain& chain_;
  ExactPolynomial lower_, upper_;
  std::string index_;
  std::size_t guesses_ = 0;
  std::set<std::array<Powers, 3>> tried_;
};

/// exp(u) and exp(v) in the goal are ordered as u and v are.
void order_exponentials(RangeChain& chain) {
  std::vector<ExactPolynomial> exponents;
  for (const Atom& atom : functions_in(chain.sequent().goal.polynomial))
    if (atom.op() == Operator::exp && !proofs::has_free_index(atom.arguments()[0]))
      exponents.push_back(atom.arguments()[0]);
  for (const ExactPolynomial& above : exponents)
    for (const ExactPolynomial& below : exponents)
      if (above != below && is_visible({above - below, Sign::nonnegative}, chain.sequent().facts))
        chain.then(proofs::Increasing{proofs::Tangent::Function::exp, above, below});
}

/// One product of roots on the greater side: its square, from what is known, is at least that of the other side.
std::optional<Steps> by_square_of_roots(const Sequent& sequent, Search& search) {
  const auto again = [&](const Sequent& part) { return by_square_of_roots(part, search); };
  if (auto steps = by_cases(sequent, {Operator::abs}, again)) return steps;
  const Fact& goal = sequent.goal;
  if (goal.sign != Sign::nonnegative) return {};
  const auto is_root = [](const auto& power) { return root_degree(power.first) == 2; };
  const auto& terms = goal.polynomial.terms();
  const auto greater = std::find_if(terms.begin(), terms.end(), [&](const auto& term) {
    return proofs::sign(term.second) > 0 && std::any_of(term.first.begin(), term.first.end(), is_root);
  });
  SideChain chain(sequent, linear_side);
  if (greater == terms.end() ||
      !chain.then(proofs::ComparePowers{2, ExactPolynomial::term(greater->second, greater->first)}))
    return {};
  Rewriting rules = rules_of(chain);
  for (const auto& [root, exponent] : greater->first) {
    if (root_degree(root) != 2 || !chain.then(proofs::RootFacts{ExactPolynomial(root)})) continue;
    const Fact square{power(ExactPolynomial(root), 2) - root.arguments()[1], Sign::zero};
    if (const auto place = index_of(square, chain.sequent())) rules.take_up_by({{root, 2}}, *place, square);
  }
  for (const ProductKind kind : {ProductKind::single, ProductKind::two})
    if (const auto steps = products_of_facts(chain, rules, kind, search.stop())) return steps;
  return {};
}

}  // namespace

std::optional<Steps> sums_over_indices(const Sequent& sequent, const Origin& origin, Effort effort, Search& search) {
  if (!has_ranges(sequent)) return {};
  // Of products nothing but their sign is used here: what knows more of them comes first.
  const bool products_only = ranges_of(sequent).empty() && !range_terms(Operator::product_over, sequent).empty();
  if (products_only && !effort.persistent) return {};
  if (auto steps = by_hoelder_of_sums(sequent, origin, search)) return steps;
  RangeChain chain(sequent, origin, search);
  for (const Atom& atom : atoms(sequent.goal.polynomial))
    if (!atom.is_variable() && atom.op() == Operator::element) chain.instantiate(atom.arguments()[1]);
  order_exponentials(chain);
  for (const auto& [lower, upper] : ranges_of(sequent)) {
    RangeSearch range(chain, lower, upper);
    chain.count(lower, upper);
    range.compare_terms();
    if (is_visible(chain.sequent().goal, chain.sequent().facts)) return chain.finish(Effort::small());
    if (range.cauchy_schwarz_of_combination())
      if (auto steps = products_of_facts(chain, rules_of(chain), ProductKind::single, search.stop())) return steps;
    range.cancel();
    range.signs();
    range.absolute_values();
    range.cauchy_schwarz();
    range.squares_of_inner_sums();
    range.cancel();
  }
  if (const auto steps = by_square_of_roots(chain.sequent(), search)) return chain.followed_by(*steps);
  return chain.finish(effort);
}

}  // namespace geq::prover
