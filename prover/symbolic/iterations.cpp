// SPDX-License-Identifier: GPL-3.0-or-later
#include "prover/symbolic/iterations.hpp"

#include <algorithm>

#include "proofs/kernel/binders.hpp"
#include "proofs/kernel/normal_form.hpp"
#include "prover/reductions/functions.hpp"
#include "prover/symbolic/cofactors.hpp"
#include "prover/symbolic/end_multiples.hpp"
#include "prover/symbolic/inner_products.hpp"
#include "prover/symbolic/potentials.hpp"
#include "prover/symbolic/products.hpp"
#include "prover/symbolic/ranges.hpp"
#include "prover/symbolic/splitting.hpp"
#include "prover/symbolic/step_sizes.hpp"

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

constexpr ConicLimits limits{900, 4000, 4000};
constexpr std::size_t most_potentials = 120;

const ExactPolynomial one{Rational(1)};

bool mentions(const ExactPolynomial& polynomial, const std::string& name) {
  return variables(polynomial).contains(name);
}

/// Which products are added up: those that can cancel what is wanted, or all up to a size.
enum class Choice { wanted, all };

/// The search over one range.
class Iterations {
 public:
  Iterations(const Sequent& sequent, const Atom& sum, bool split, const Search& search, std::set<std::string> unused)
      : geometry_(SideChain(sequent, linear_side), std::move(unused)),
        search_(search),
        lower_(sum.arguments()[0]),
        upper_(sum.arguments()[1]),
        split_(split) {
    index_ = geometry_.chain().fresh("tskij");
  }

  std::optional<Steps> find(Choice choice) {
    collect_inverses();
    for (const Fact& fact : sequent().facts)
      if (!proofs::family_in(fact))
        for (const Atom& atom : functions_in(fact.polynomial)) said_.insert(atom);
    if (split_ && !split_last_term()) return {};
    geometry_.instantiate({lower_, upper_, upper_ + one});
    if (split_) geometry_.instantiate({upper_ + one + one});
    for (const Atom& root : geometry_.functions(Operator::root))
      for (const ExactPolynomial& pin : {lower_, upper_})
        geometry_.add_square_sum(moved(root.arguments()[1], pin, upper_ + one));
    geometry_.compute();
    squares_at_the_end();
    for (const Atom& inverse : inverses_)
      for (const ExactPolynomial& pin : {lower_, upper_ + one})
        for (const Atom& atom : proofs::reciprocals(at(ExactPolynomial(inverse), pin))) geometry_.take_inverse(atom);
    geometry_.extend_numbers();
    if (choice == Choice::wanted)
      for (const std::string& size : variables(upper_)) geometry_.compare_roots(size);
    choice_ = choice;
    auto inside = step_in_general();
    if (!inside) return {};
    if (choice == Choice::wanted) {
      wanted_columns(*inside);
      return solve();
    }
    for (const ProductKind kind : {ProductKind::two, ProductKind::with_atoms}) {
      forget_columns();
      plain_columns(kind);
      step_columns(*inside, kind);
      potential_columns(*inside, choice);
      if (auto steps = solve()) return steps;
    }
    return {};
  }
  std::set<std::string> unused_in(const Steps& proof) const { return geometry_.unused_in(proof); }

 private:
  /// A product summed over the range, or outside of it; or the growth of a potential.
  struct Column {
    std::optional<Product> step, plain;
    ExactPolynomial potential, growth;  ///< growth: potential(index + 1) - potential(index), computed
  };

  const Sequent& sequent() const { return geometry_.chain().sequent(); }
  ExactPolynomial index() const { return ExactPolynomial::variable(index_); }
  ExactPolynomial summed(const ExactPolynomial& term) const {
    return over_range(Operator::sum_over, lower_, upper_, proofs::closed(term, index_));
  }
  ExactPolynomial at(const ExactPolynomial& polynomial, const ExactPolynomial& place) const {
    return substitute(polynomial, {{index_, place}});
  }

  /// What is divided by in the goal and in the terms of its sums, for this step and the next.
  void collect_inverses() {
    const auto collect = [&](const ExactPolynomial& polynomial) {
      for (const Atom& atom : proofs::reciprocals(polynomial))
        for (const ExactPolynomial& place : {index(), index() + one})
          for (const Atom& image : proofs::reciprocals(at(ExactPolynomial(atom), place)))
            if (mentions(ExactPolynomial(image), index_)) inverses_.insert(image);
    };
    for (const ExactPolynomial& pin : {lower_, upper_}) collect(moved(sequent().goal.polynomial, pin, index()));
    for (const RangeTerm& sum : range_terms(Operator::sum_over, {sequent().variables, {}, sequent().goal}))
      collect(proofs::opened(sum.body(), index()));
  }

  /// What the goal has of the first step as sums of squares, times the same, is not negative after the last one.
  void squares_at_the_end() {
    const auto goal = geometry_.normal(sequent().goal.polynomial);
    if (!goal) return;
    std::map<ExactPolynomial, ExactPolynomial> sums;
    for (const auto& [monomial, coefficient] : goal->rest.terms())
      for (const auto& [atom, exponent] : monomial) {
        if (atom.op() != Operator::sum_over || exponent != 1 || atom.arguments()[1] == upper_) continue;
        const auto outside = without(ExactPolynomial::term(1, monomial), {{atom, 1}});
        ExactPolynomial& sum = sums[*outside];
        sum = sum + ExactPolynomial(coefficient) * ExactPolynomial(atom);
      }
    for (const auto& [outside, sum] : sums) {
      std::set<Rational> sizes;
      for (const auto& [monomial, coefficient] : sum.terms()) sizes.insert(cln::abs(coefficient));
      for (const Rational& size : sizes)
        for (const ExactPolynomial& pin : {lower_, upper_})
          geometry_.add_square_sum(moved(ExactPolynomial(1 / size) * sum, pin, upper_ + one));
    }
  }

  /// Sums over the range are those without the last term, and that.
  bool split_last_term() {
    bool found = false;
    for (const RangeTerm& sum : range_terms(Operator::sum_over, sequent())) {
      if (sum.lower() != lower_ || sum.upper() != upper_) continue;
      if (!geometry_.then(proofs::LastTerm{ExactPolynomial(sum.atom)})) continue;
      geometry_.rule({{sum.atom, 1}});
      found = true;
    }
    upper_ = upper_ - one;
    return found;
  }

  /// What is known of one step.
  void prepare(Geometry& inside) const {
    inside.instantiate({index(), index() + one, index() - one});
    inside.compute();
    for (const Atom& inverse : inverses_) inside.take_inverse(inverse);
    for (const Atom& left : inverses_)
      for (const Atom& right : inverses_) inside.split_product(left, right);
    if (choice_ == Choice::wanted) inside.compare_roots(index_);
    inside.extend_numbers();
  }

  std::optional<Geometry> step_in_general() const {
    const proofs::ForEach step{index_, lower_, upper_, {index(), Sign::zero}};
    const auto applied = proofs::apply(proofs::Step(step), sequent());
    if (!applied || applied.value().size() != 2) return {};
    Geometry inside(SideChain(applied.value().front(), linear_side), {});
    prepare(inside);
    return inside;
  }

  void add(Column column, const ExactPolynomial& value, bool positive) {
    auto normal = geometry_.normal(value);
    if (!normal || normal->rest.is_zero() || !seen_.insert(normal->rest).second) return;
    columns_.push_back(std::move(column));
    values_.push_back({std::move(normal->rest), positive});
  }

  void forget_columns() {
    columns_.clear();
    values_.clear();
    seen_.clear();
  }

  void add_plain(Product product) {
    const ExactPolynomial value = product.value;
    const bool positive = product.positive;
    Column column;
    column.plain = std::move(product);
    add(std::move(column), value, positive);
  }

  /// A product of which the value is in normal form.
  void add_step(Product product) {
    const ExactPolynomial sum = summed(product.value);
    Column column;
    column.step = std::move(product);
    add(std::move(column), sum, false);
  }

  void plain_columns(ProductKind kind) {
    add({}, one, true);
    for (Product& product : products_of(known_of(sequent()), kind)) add_plain(std::move(product));
  }

  void step_columns(Geometry& inside, ProductKind kind) {
    std::vector<Known> known = known_of(inside.chain().sequent());
    std::erase_if(known, [&](const Known& thing) {
      return !mentions(thing.value, index_) && !(thing.atom && functions_in(thing.value).empty());
    });
    for (Product& product : products_of(known, kind)) {
      if (search_.is_over()) return;
      if (!mentions(product.value, index_)) continue;
      const auto value = inside.normal(product.value);
      if (!value || value->rest.is_zero()) continue;
      product.value = value->rest;
      add_step(std::move(product));
    }
  }

  /// The products that can cancel terms of the goal, of potentials, and of each other.
  void wanted_columns(Geometry& inside) {
    forget_columns();
    add({}, one, true);
    potential_columns(inside, Choice::wanted);
    std::set<Monomial> ends, steps;
    const auto collect = [](const ExactPolynomial& polynomial, std::set<Monomial>& wanted) {
      for (const auto& [monomial, coefficient] : polynomial.terms()) wanted.insert(monomial);
    };
    std::vector<ExactPolynomial> totals;
    for (const ConeColumn& column : values_) totals.push_back(column.value);
    if (const auto goal = geometry_.normal(sequent().goal.polynomial)) totals.push_back(goal->rest);
    for (const ExactPolynomial& total : totals)
      for (const auto& [monomial, coefficient] : total.terms()) {
        const auto body = opened_term(monomial);
        const auto normal = body ? inside.normal(*body) : std::nullopt;
        if (normal) collect(normal->rest, steps);
        if (!body) ends.insert(monomial);
      }
    const std::function<bool()> is_over = [&] { return search_.is_over(); };
    std::vector<Known> known = known_of(inside.chain().sequent());
    std::set<Atom> places;
    for (const Monomial& monomial : steps)
      for (const auto& [atom, exponent] : monomial) places.insert(atom);
    std::erase_if(known, [&](const Known& thing) {
      const std::set<Atom> parts = atoms(thing.value);
      if (!thing.atom) return std::all_of(parts.begin(), parts.end(), [&](const Atom& atom) { return is_place(atom); });
      return !mentions(thing.value, index_) && !places.contains(*parts.begin());
    });
    for (Product& product : wanted_products(known, steps, normal_in(inside), is_over))
      if (mentions(product.value, index_)) add_step(std::move(product));
    for (Product& product : wanted_products(known_of(sequent()), ends, normal_in(geometry_), is_over)) {
      product.value = multiplied(product.factors);
      add_plain(std::move(product));
    }
  }

  /// The index, or a variable of the end of the range, or without the index.
  bool is_place(const Atom& atom) const {
    return !mentions(ExactPolynomial(atom), index_) || (atom.is_variable() && atom.name() == index_);
  }

  static NormalForm normal_in(Geometry& geometry) {
    return [&geometry](const ExactPolynomial& value) -> std::optional<ExactPolynomial> {
      const auto normal = geometry.normal(value);
      return normal ? std::optional(normal->rest) : std::nullopt;
    };
  }

  /// What is summed up in a monomial with one sum over the range.
  std::optional<ExactPolynomial> opened_term(const Monomial& monomial) const {
    std::optional<ExactPolynomial> body;
    ExactPolynomial outside = one;
    for (const auto& [atom, exponent] : monomial) {
      const bool is_sum =
          atom.op() == Operator::sum_over && atom.arguments()[0] == lower_ && atom.arguments()[1] == upper_;
      if (is_sum && (body || exponent > 1)) return {};
      if (is_sum)
        body = proofs::opened(atom.arguments()[2], index());
      else
        outside = outside * power(ExactPolynomial(atom), exponent);
    }
    return body ? std::optional(outside * *body) : std::nullopt;
  }

  void potential_columns(Geometry& inside, Choice choice) {
    const std::vector<ExactPolynomial> all =
        Potentials(geometry_, said_, lower_, upper_, index_).all(inside, choice == Choice::wanted);
    for (std::size_t i = 0; i < all.size() && i < most_potentials; ++i) {
      const ExactPolynomial change = at(all[i], index() + one) - all[i];
      const auto growth = inside.normal(change);
      if (!growth) continue;
      const ExactPolynomial ends = at(all[i], upper_ + one) - at(all[i], lower_);
      for (const int sign : {1, -1}) {
        const ExactPolynomial factor{Rational(sign)};
        Column column;
        column.potential = factor * all[i];
        column.growth = factor * growth->rest;
        const ExactPolynomial value = summed(column.growth) - factor * ends;
        add(std::move(column), value, false);
      }
    }
  }

  std::optional<Steps> solve() {
    const Fact& goal = sequent().goal;
    const auto wanted = geometry_.normal(goal.polynomial);
    if (!wanted) return {};
    const auto found = conic_combination(values_, wanted->rest, goal.sign == Sign::positive, limits, search_.stop());
    if (!found || proofs::sign(found->scale) == 0) return {};
    return assemble(*found);
  }

  /// The step's inequality summed up, the potential telescoped, and all added.
  std::optional<Steps> assemble(const ConicCombination& found) {
    std::vector<WeightedProduct> plain, steps;
    ExactPolynomial body, potential;
    for (std::size_t j = 0; j < columns_.size(); ++j) {
      if (proofs::sign(found.weights[j]) == 0) continue;
      const Rational weight = found.weights[j] / found.scale;
      const ExactPolynomial factor{weight};
      const Column& column = columns_[j];
      if (column.plain) {
        plain.push_back({weight, *column.plain});
      } else if (column.step) {
        steps.push_back({weight, *column.step});
        body = body + factor * column.step->value;
      } else if (!column.potential.is_zero()) {
        potential = potential + factor * column.potential;
        body = body + factor * (column.growth + column.potential - at(column.potential, index() + one));
      }
    }
    SideChain chain = geometry_.chain();
    const auto side = [&](const Sequent& inner) -> std::optional<Steps> {
      return inner.goal.polynomial == body ? step_proof(inner, steps) : linear_side(inner);
    };
    std::optional<std::size_t> telescoped;
    if (!potential.is_zero()) {
      if (!chain.then(proofs::Telescope{index_, lower_, upper_, potential})) return {};
      telescoped = chain.sequent().facts.size() - 1;
    }
    if (!body.is_zero()) {
      if (!chain.then(proofs::ForEach{index_, lower_, upper_, {body, Sign::nonnegative}}, side)) return {};
      if (!chain.then(proofs::SumOf{chain.sequent().facts.size() - 1})) return {};
      const ExactPolynomial sum = chain.sequent().facts.back().polynomial;
      plain.push_back({Rational(1), {{sum}, sum, false}});
    }
    return close_by_products(chain, geometry_.rules(), plain, telescoped);
  }

  std::optional<Steps> step_proof(const Sequent& goal, const std::vector<WeightedProduct>& parts) const {
    return shortened([&](const std::set<std::string>& unused) -> std::optional<PrunedProof> {
      Geometry inside(SideChain(goal, linear_side), unused);
      prepare(inside);
      std::vector<WeightedProduct> products = parts;
      ExactPolynomial difference = goal.goal.polynomial;
      for (WeightedProduct& part : products) {
        part.product.value = multiplied(part.product.factors);
        difference = difference - ExactPolynomial(part.weight) * part.product.value;
      }
      inside.normal(difference);
      auto steps = close_by_products(inside.chain(), inside.rules(), products);
      if (!steps) return {};
      std::set<std::string> left_out = inside.unused_in(*steps);
      return PrunedProof{*std::move(steps), std::move(left_out)};
    });
  }

  Geometry geometry_;
  const Search& search_;
  ExactPolynomial lower_, upper_;
  bool split_;
  Choice choice_ = Choice::all;
  std::string index_;
  std::set<Atom> inverses_;
  std::set<Atom> said_;  ///< in what is assumed of single steps
  std::vector<Column> columns_;
  std::vector<ConeColumn> values_;
  std::set<ExactPolynomial> seen_;
};

std::optional<Steps> over(const Sequent& sequent, const Atom& sum, bool split, Choice choice, const Search& search) {
  return shortened([&](const std::set<std::string>& unused) -> std::optional<PrunedProof> {
    if (search.is_over()) return {};
    Iterations search_of_one(sequent, sum, split, search, unused);
    auto steps = search_of_one.find(choice);
    if (!steps) return {};
    std::set<std::string> left_out = search_of_one.unused_in(*steps);
    return PrunedProof{*std::move(steps), std::move(left_out)};
  });
}

}  // namespace

std::optional<Steps> iterations(const Sequent& sequent, const Origin& origin, Effort effort, Search& search) {
  const auto again = [&](const Sequent& other) { return iterations(other, origin, effort, search); };
  if (sequent.goal.sign == Sign::zero) return by_both_signs(sequent, again);
  const std::vector<RangeTerm> sums = range_terms(Operator::sum_over, Sequent{sequent.variables, {}, sequent.goal});
  const bool steps_are_known = has_steps(sequent);
  if (auto steps = steps_are_known ? times_end(sequent, sums, again) : std::nullopt) return steps;
  if (const auto solved = steps_are_known ? by_step_size(sequent) : std::nullopt)
    if (const auto steps = again(solved->sequent())) return solved->followed_by(*steps);
  for (const Choice choice : {Choice::wanted, Choice::all}) {
    if (choice == Choice::wanted && !steps_are_known) continue;
    std::set<std::pair<ExactPolynomial, ExactPolynomial>> ranges;
    for (const RangeTerm& sum : sums)
      if (ranges.emplace(sum.lower(), sum.upper()).second)
        for (const bool split : {false, true})
          if (auto steps = over(sequent, sum.atom, split, choice, search)) return steps;
  }
  return {};
}

}  // namespace geq::prover
