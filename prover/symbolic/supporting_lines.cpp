// SPDX-License-Identifier: GPL-3.0-or-later
#include "prover/symbolic/supporting_lines.hpp"

#include <algorithm>
#include <set>

#include "proofs/kernel/binders.hpp"
#include "proofs/kernel/integrals.hpp"
#include "proofs/kernel/limits.hpp"
#include "prover/symbolic/products.hpp"
#include "prover/symbolic/ranges.hpp"

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

constexpr ConicLimits limits{800, 4000, 4000};
constexpr std::size_t most_products = 4000;
constexpr std::size_t most_points = 6;
constexpr std::size_t few_splits = 4, many_splits = 8;  // cases inside of cases
constexpr std::size_t most_parts = 300;                 // cases in all

const ExactPolynomial one{Rational(1)};

/// Something holds of an application in the polynomial, also inside of others.
template <class Wanted>
bool contains(const ExactPolynomial& polynomial, const Wanted& wanted) {
  const std::set<Atom> found = atoms(polynomial);
  return std::any_of(found.begin(), found.end(), [&](const Atom& atom) {
    if (atom.is_variable() || atom.op() == Operator::bound) return false;
    return wanted(atom) || std::any_of(atom.arguments().begin(), atom.arguments().end(),
                                       [&](const ExactPolynomial& argument) { return contains(argument, wanted); });
  });
}

bool has_values(const ExactPolynomial& polynomial) {
  return contains(polynomial, [](const Atom& atom) { return atom.op() == Operator::value; });
}

/// Says something of all numbers or of all indices, or of integrality.
bool is_general(const Fact& fact) {
  return contains(fact.polynomial, [](const Atom& atom) {
    return atom.op() == Operator::everywhere || proofs::is_quantifier(atom.op()) || atom.op() == Operator::floor;
  });
}

/// The values of functions, also inside of other applications.
void collect_values(const ExactPolynomial& polynomial, std::set<Atom>& found) {
  for (const Atom& atom : atoms(polynomial)) {
    if (atom.is_variable() || atom.op() == Operator::bound) continue;
    if (atom.op() == Operator::value && !proofs::has_free_index(ExactPolynomial(atom))) found.insert(atom);
    for (const ExactPolynomial& argument : atom.arguments()) collect_values(argument, found);
  }
}

/// A convex function, or the negative of a concave one.
struct Curve {
  ExactPolynomial name;
  bool concave;

  ExactPolynomial at(const ExactPolynomial& place) const {
    const ExactPolynomial value(Atom::application(Operator::value, {name, place}));
    return concave ? -value : value;
  }
};

/// A line below the graph of a curve: the number of the fact, and its slope.
struct Line {
  Curve curve;
  ExactPolynomial at;
  std::string slope;
  std::size_t fact;
};

class SupportingLines {
 public:
  SupportingLines(const Sequent& sequent, Search& search) : chain_(sequent, linear_side), search_(search) {}

  std::optional<Steps> run(Effort effort) {
    find_points();
    if (curves_.empty()) return {};
    sum_up();
    clear();
    if (auto steps = term_by_term()) return steps;
    const SideChain start = chain_;
    for (const bool everywhere : {false, true}) {
      chain_ = start;
      lines_.clear();
      if (!draw(everywhere)) continue;
      for (const Line& line : lines_) add_sums(line);
      if (auto steps = close(Pivots::slopes, few_splits)) return steps;
      if (count())
        if (auto steps = close(Pivots::slopes, few_splits)) return steps;
      // Where the order of the points is not known, it tells which slopes are greater.
      if (effort.persistent && !everywhere)
        if (auto steps = close(Pivots::points, many_splits)) return steps;
    }
    return {};
  }

 private:
  /// What is looked at first where cases are taken.
  enum class Pivots { slopes, points };

  const std::vector<Fact>& facts() const { return chain_.sequent().facts; }

  /// The signs of the sums by which the goal is divided, from those of their terms.
  void sum_up() {
    for (const Atom& inverse : proofs::reciprocals(chain_.sequent().goal.polynomial))
      for (const Atom& sum : atoms(inverse.arguments()[0])) {
        if (sum.op() != Operator::sum_over) continue;
        const std::size_t count = facts().size();
        for (std::size_t i = 0; i < count; ++i)
          if (const auto family = proofs::family_in(facts()[i]);
              family && family->lower == sum.arguments()[0] && family->upper == sum.arguments()[1])
            chain_.then(proofs::SumOf{i});
      }
  }

  /// Multiplies by what the goal is divided by, where its sign can be seen.
  void clear() {
    SideChain trial = chain_;
    proofs::Clear step;
    for (const Atom& atom : proofs::reciprocals(trial.sequent().goal.polynomial)) {
      const ExactPolynomial& q = atom.arguments()[0];
      const auto has_sign = [&](const ExactPolynomial& value) {
        const Fact positive{value, Sign::positive};
        return is_visible(positive, trial.sequent().facts) || trial.then(proofs::Have{positive});
      };
      const bool positive = has_sign(q);
      if (!positive && !has_sign(-q)) return;
      step.signs.push_back(positive ? proofs::DenominatorSign::positive : proofs::DenominatorSign::negative);
    }
    if (!step.signs.empty() && trial.then(step)) chain_ = trial;
  }

  /// The functions whose curvature is known, and where their values are taken.
  void find_points() {
    std::set<Atom> values;
    collect_values(chain_.sequent().goal.polynomial, values);
    for (const Fact& fact : facts())
      if (!is_general(fact)) collect_values(fact.polynomial, values);
    collect_functions(chain_.sequent().goal.polynomial);
    for (const Atom& value : values) points_.push_back(value);
  }

  void collect_functions(const ExactPolynomial& polynomial) {
    for (const Atom& atom : atoms(polynomial)) {
      if (atom.is_variable() || atom.op() == Operator::bound) continue;
      if (atom.op() == Operator::value) add_curve(atom.arguments()[0]);
      for (const ExactPolynomial& argument : atom.arguments()) collect_functions(argument);
    }
  }

  void add_curve(const ExactPolynomial& name) {
    const auto is_same = [&](const Curve& curve) { return curve.name == name; };
    if (std::any_of(curves_.begin(), curves_.end(), is_same)) return;
    for (const bool concave : {false, true})
      if (const Curve curve{name, concave}; applied(curve, {})) {
        curves_.push_back(curve);
        return;
      }
  }

  proofs::SupportingLine step_for(const Curve& curve, const ExactPolynomial& at) const {
    const std::string variable = chain_.fresh("tuvw");
    return {chain_.fresh("spqr"), variable, curve.at(ExactPolynomial::variable(variable)), at};
  }

  bool applied(const Curve& curve, const ExactPolynomial& at) const {
    return static_cast<bool>(proofs::apply(proofs::Step(step_for(curve, at)), chain_.sequent()));
  }

  /// The value stands on the smaller side somewhere.
  bool is_below(const Atom& value, bool concave) const {
    const auto& terms = chain_.sequent().goal.polynomial.terms();
    return std::any_of(terms.begin(), terms.end(), [&](const auto& term) {
      return proofs::sign(term.second) == (concave ? 1 : -1) && proofs::exponent_of(value, term.first) > 0;
    });
  }

  /// Lines through the points on the smaller side, or through all points.
  bool draw(bool everywhere) {
    for (const Curve& curve : curves_) {
      std::vector<ExactPolynomial> places;
      for (const Atom& value : points_)
        if (value.arguments()[0] == curve.name && (everywhere || is_below(value, curve.concave)))
          places.push_back(value.arguments()[1]);
      if (places.size() > most_points) return false;
      for (const ExactPolynomial& place : places) draw(curve, place);
    }
    return !lines_.empty();
  }

  void draw(const Curve& curve, const ExactPolynomial& place) {
    const proofs::SupportingLine step = step_for(curve, place);
    if (!chain_.then(step)) return;
    lines_.push_back({curve, place, step.slope, facts().size() - 1});
    for (const Atom& value : points_)
      if (value.arguments()[0] == curve.name && value.arguments()[1] != place)
        chain_.then(proofs::Instance{lines_.back().fact, value.arguments()[1]});
  }

  /// What the line says of the values in sums, times the other factors of their terms, added up.
  void add_sums(const Line& line) {
    for (const RangeTerm& sum : range_terms(Operator::sum_over, chain_.sequent())) {
      const std::string index = chain_.fresh("kjilm");
      const ExactPolynomial body = proofs::opened(sum.body(), ExactPolynomial::variable(index));
      if (body.terms().size() != 1) continue;
      const Monomial& monomial = body.terms().begin()->first;
      for (const auto& [atom, exponent] : monomial) {
        if (atom.op() != Operator::value || exponent != 1 || atom.arguments()[0] != line.curve.name) continue;
        Monomial rest = monomial;
        std::erase_if(rest, [&atom = atom](const auto& power) { return power.first == atom; });
        add_sum(line, sum, index, atom.arguments()[1], ExactPolynomial::term(Rational(1), rest));
      }
    }
  }

  void add_sum(const Line& line, const RangeTerm& sum, const std::string& index, const ExactPolynomial& place,
               const ExactPolynomial& weight) {
    const ExactPolynomial above =
        line.curve.at(place) - line.curve.at(line.at) - ExactPolynomial::variable(line.slope) * (place - line.at);
    const auto prove = [&](const Sequent& side) -> std::optional<Steps> {
      SideChain inside(side, linear_side);
      if (!inside.then(proofs::Instance{line.fact, place})) return linear_side(side);
      instantiate(inside, index);
      return close_by_products(inside, {}, {{Rational(1), {{weight, above}, weight * above, false}}});
    };
    if (chain_.then(proofs::ForEach{index, sum.lower(), sum.upper(), {weight * above, Sign::nonnegative}}, prove))
      chain_.then(proofs::SumOf{facts().size() - 1});
  }

  /// What is known of all indices, said of this one.
  static void instantiate(SideChain& inside, const std::string& index) {
    const std::size_t count = inside.sequent().facts.size();
    for (std::size_t i = 0; i < count; ++i)
      if (proofs::family_in(inside.sequent().facts[i]))
        inside.then(proofs::Instance{i, ExactPolynomial::variable(index)});
  }

  /// The number of terms of every sum; answers whether there is one.
  bool count() {
    bool any = false;
    std::set<std::pair<ExactPolynomial, ExactPolynomial>> seen;
    for (const RangeTerm& sum : range_terms(Operator::sum_over, chain_.sequent()))
      if (seen.emplace(sum.lower(), sum.upper()).second)
        any = chain_.then(proofs::Count{sum.lower(), sum.upper()}) || any;
    return any;
  }

  /// All of the goal is sums over one range: the terms compared one by one.
  std::optional<Steps> term_by_term() {
    std::optional<RangeTerm> range;
    const std::string index = chain_.fresh("kjilm");
    ExactPolynomial difference;
    for (const auto& [monomial, coefficient] : chain_.sequent().goal.polynomial.terms()) {
      ExactPolynomial term(coefficient);
      std::size_t sums = 0;
      for (const auto& [atom, exponent] : monomial) {
        const bool same = atom.op() == Operator::sum_over &&
                          (!range || (range->lower() == atom.arguments()[0] && range->upper() == atom.arguments()[1]));
        if (same) range = RangeTerm{atom};
        sums += same ? exponent : 0;
        term = term * (same ? proofs::opened(atom.arguments()[2], ExactPolynomial::variable(index))
                            : power(ExactPolynomial(atom), exponent));
      }
      if (sums != 1) return {};
      difference = difference + term;
    }
    if (!range || chain_.sequent().goal.sign != Sign::nonnegative) return {};
    SideChain trial = chain_;
    const auto prove = [&](const Sequent& side) -> std::optional<Steps> {
      SideChain inside(side, linear_side);
      instantiate(inside, index);
      const auto rest = SupportingLines(inside.sequent(), search_).run(Effort::small());
      return rest ? std::optional(inside.followed_by(*rest)) : std::nullopt;
    };
    if (!trial.then(proofs::ForEach{index, range->lower(), range->upper(), {difference, Sign::nonnegative}}, prove) ||
        !trial.then(proofs::SumOf{trial.sequent().facts.size() - 1}))
      return {};
    return close_by_products(trial, {}, {{Rational(1), known_product(trial.sequent().facts.back().polynomial)}});
  }

  static Product known_product(const ExactPolynomial& value) { return {{value}, value, false}; }

  /// The goal, perhaps with cases for the order of two slopes, or of two points.
  std::optional<Steps> close(Pivots first, std::size_t splits) {
    parts_ = 0;
    return close(chain_, first, splits, splits);
  }

  std::optional<Steps> close(const SideChain& chain, Pivots first, std::size_t splits, std::size_t left) {
    if (search_.is_over() || ++parts_ > most_parts) return {};
    SideChain here = chain;
    const Rewriting rules = equations(here);
    if (auto steps = by_products(here, rules, left < splits)) return steps;
    if (left == 0) return {};
    const auto pivot = next_pivot(here, first);
    if (!pivot) return {};
    const auto parts = proofs::apply(proofs::Step(proofs::Cases{*pivot}), here.sequent());
    if (!parts) return {};
    Steps steps{proofs::Cases{*pivot}};
    for (const Sequent& part : parts.value()) {
      const auto proof = close(SideChain(part, linear_side), first, splits, left - 1);
      if (!proof) return {};
      steps.insert(steps.end(), proof->begin(), proof->end());
    }
    return here.followed_by(steps);
  }

  /// The equations of the sequent as rules, also those that give the value of a variable or of a function.
  static Rewriting equations(SideChain& chain) {
    Rewriting rules = rules_of(chain);
    for (std::size_t i = 0; i < chain.sequent().facts.size(); ++i) {
      const Fact& fact = chain.sequent().facts[i];
      Rewriting taken;
      if (fact.sign != Sign::zero || is_general(fact) || taken.take_up(i, fact)) continue;
      std::optional<Atom> lead;
      for (const Atom& atom : atoms(fact.polynomial)) {
        const auto c = coefficients_in(atom, fact.polynomial);
        if (c.size() == 2 && c[1].constant() && !contains_atom(c[0], atom)) lead = atom;
      }
      if (lead) rules.take_up_by({{*lead, 1}}, i, fact);
    }
    return rules;
  }

  static bool contains_atom(const ExactPolynomial& polynomial, const Atom& atom) {
    return contains(polynomial, [&](const Atom& other) { return other == atom; }) ||
           (atom.is_variable() && variables(polynomial).contains(atom.name()));
  }

  /// What is said of values times what else is known, and products of two of the latter.
  std::vector<Product> products(const Sequent& sequent, bool few) const {
    std::vector<Product> lines, others;
    for (const Known& known : known_of(sequent)) {
      const Fact fact{known.value, Sign::positive};
      if (is_general(fact)) continue;
      (has_values(known.value) ? lines : others).push_back({{known.value}, known.value, known.positive});
    }
    std::vector<Product> result = lines;
    result.insert(result.end(), others.begin(), others.end());
    for (std::size_t i = 0; i < others.size(); ++i) {
      for (std::size_t j = i; j < others.size(); ++j) result.push_back(others[i] * others[j]);
      for (const Product& line : lines) result.push_back(line * others[i]);
    }
    for (std::size_t i = 0; !few && i < others.size(); ++i)
      for (std::size_t j = i; j < others.size(); ++j)
        for (const Product& line : lines)
          if (result.size() < most_products) result.push_back(line * others[i] * others[j]);
    return result;
  }

  std::optional<Steps> by_products(const SideChain& chain, const Rewriting& rules, bool few) const {
    const Fact& goal = chain.sequent().goal;
    const auto wanted = rules.reduced(goal.polynomial);
    if (!wanted || (goal.sign != Sign::nonnegative && goal.sign != Sign::positive)) return {};
    std::vector<ConeColumn> columns{{one, true}};
    std::vector<Product> meant{{{}, one, true}};
    for (const bool easy : {true, false}) {
      if (!easy && few) return {};
      columns.resize(1);
      meant.resize(1);
      for (const Product& product : products(chain.sequent(), easy)) {
        const auto value = rules.reduced(product.value);
        if (!value || value->rest.is_zero()) continue;
        columns.push_back({value->rest, product.positive});
        meant.push_back(product);
      }
      const auto found = conic_combination(columns, wanted->rest, goal.sign == Sign::positive, limits, search_.stop());
      if (!found || proofs::sign(found->scale) == 0) continue;
      std::vector<WeightedProduct> parts;
      for (std::size_t j = 1; j < columns.size(); ++j)
        if (proofs::sign(found->weights[j]) > 0) parts.push_back({found->weights[j] / found->scale, meant[j]});
      if (auto steps = close_by_products(chain, rules, parts)) return steps;
    }
    return {};
  }

  /// The difference of two slopes of one function or of two of its points, or a slope, of which the sign is not known.
  std::optional<ExactPolynomial> next_pivot(const SideChain& chain, Pivots first) const {
    const auto is_open = [&](const ExactPolynomial& value) {
      const auto is_known = [&](const ExactPolynomial& difference) {
        const Sequent side{chain.sequent().variables, chain.sequent().facts, {difference, Sign::nonnegative}};
        return linear_side(side).has_value();
      };
      return !value.constant() && !is_known(value) && !is_known(-value);
    };
    std::vector<ExactPolynomial> pivots = first == Pivots::points ? differences_of_points() : differences_of_slopes();
    const std::vector<ExactPolynomial> later =
        first == Pivots::points ? differences_of_slopes() : std::vector<ExactPolynomial>{};
    pivots.insert(pivots.end(), later.begin(), later.end());
    const auto open = std::find_if(pivots.begin(), pivots.end(), is_open);
    return open == pivots.end() ? std::nullopt : std::optional(*open);
  }

  /// And the slopes themselves.
  std::vector<ExactPolynomial> differences_of_slopes() const {
    std::vector<ExactPolynomial> result;
    for (std::size_t i = 0; i < lines_.size(); ++i)
      for (std::size_t j = i + 1; j < lines_.size(); ++j)
        if (lines_[i].curve.name == lines_[j].curve.name)
          result.push_back(ExactPolynomial::variable(lines_[i].slope) - ExactPolynomial::variable(lines_[j].slope));
    for (const Line& line : lines_) result.push_back(ExactPolynomial::variable(line.slope));
    return result;
  }

  /// Those of variables first.
  std::vector<ExactPolynomial> differences_of_points() const {
    std::vector<ExactPolynomial> result;
    for (std::size_t i = 0; i < points_.size(); ++i)
      for (std::size_t j = i + 1; j < points_.size(); ++j)
        if (points_[i].arguments()[0] == points_[j].arguments()[0])
          result.push_back(points_[i].arguments()[1] - points_[j].arguments()[1]);
    std::stable_sort(result.begin(), result.end(), [](const ExactPolynomial& left, const ExactPolynomial& right) {
      return left.terms().size() < right.terms().size();
    });
    return result;
  }

  SideChain chain_;
  Search& search_;
  std::vector<Curve> curves_;
  std::vector<Atom> points_;  ///< values
  std::vector<Line> lines_;
  std::size_t parts_ = 0;
};

}  // namespace

Sequent without_curvature(Sequent sequent) {
  std::erase_if(sequent.facts, [](const Fact& fact) {
    return fact.sign == Sign::positive && proofs::over_interval(fact.polynomial, Operator::everywhere) &&
           has_values(fact.polynomial);
  });
  return sequent;
}

std::optional<Steps> supporting_lines(const Sequent& sequent, const Origin&, Effort effort, Search& search) {
  if (!has_values(sequent.goal.polynomial)) return {};
  if (sequent.goal.sign != Sign::nonnegative && sequent.goal.sign != Sign::positive) return {};
  try {
    return SupportingLines(sequent, search).run(effort);
  } catch (const proofs::LimitExceeded&) {
    return {};
  }
}

}  // namespace geq::prover
