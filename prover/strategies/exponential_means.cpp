// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>

#include "proofs/kernel/binders.hpp"
#include "proofs/kernel/normal_form.hpp"
#include "prover/guess.hpp"
#include "prover/reductions/functions.hpp"
#include "prover/strategies/elementary.hpp"
#include "prover/symbolic/products.hpp"
#include "prover/symbolic/splitting.hpp"

namespace geq::prover {

using proofs::application;
using proofs::Atom;
using proofs::Combination;
using proofs::ExactPolynomial;
using proofs::Fact;
using proofs::Operator;
using proofs::Rational;
using proofs::Sequent;
using proofs::Sign;

namespace {

constexpr std::size_t most_tangents = 16, most_pairs = 8, most_facts = 40, most_for_three_factors = 16;

const ExactPolynomial one{Rational(1)};

/// A base to a variable exponent, by its logarithm.
struct PowerOf {
  ExactPolynomial exponent, logarithm;
  friend bool operator==(const PowerOf&, const PowerOf&) = default;
};

class ExponentialMeans {
 public:
  /// Without the inequalities that are said to be unused.
  ExponentialMeans(const Sequent& sequent, const Origin& origin, Search& search, const std::set<std::string>& unused)
      : origin_(origin), search_(search), unused_(unused), way_(sequent, origin.sufficient()) {}

  /// The given ones, and what the proof that was found makes no use of.
  const std::set<std::string>& unused() const { return unused_; }

  std::optional<Steps> find() {
    for (const Atom& atom : functions_in(way_.sequent))
      if (atom.op() == Operator::power && !is_inside(atom) && !have_positive(atom.arguments()[0])) return {};
    for (const Atom& atom : functions_in(way_.sequent))
      if (atom.op() == Operator::quotient && !is_inside(atom)) have_positive(atom.arguments()[0]);
    take_apart(way_);
    collect();
    if (terms_.empty()) return {};
    const bool means = add_means();
    if (!add_tangents() && !means) return {};
    take_apart(way_);
    return combine();
  }

 private:
  const std::vector<Fact>& facts() const { return way_.sequent.facts; }

  /// Part of a sum's body: it has the index in it.
  static bool is_inside(const Atom& atom) { return proofs::has_free_index(ExactPolynomial(atom)); }

  /// Adds the fact, if it is not there, where it is visible or follows from the others.
  bool have(const Fact& fact) {
    if (index_of(fact, way_.sequent)) return true;
    if (is_visible(fact, facts())) return way_.have(fact, Steps{});
    if (open_.contains(fact)) return false;
    auto proof = linear_side({way_.sequent.variables, facts(), fact});
    if (!proof) proof = prove({way_.sequent.variables, facts(), fact}, origin_, Effort::small(), search_);
    if (!proof) open_.insert(fact);
    return proof && way_.have(fact, *proof);
  }
  bool have_positive(const ExactPolynomial& value) { return value.constant() || have({value, Sign::positive}); }

  /// The logarithm of the part of the monomial that is a product of powers, by the logarithms that occur.
  ExactPolynomial logarithm_of(const proofs::Monomial& monomial, const std::set<ExactPolynomial>& bases) const {
    ExactPolynomial result;
    for (const auto& [atom, exponent] : monomial) {
      const bool inverse = atom.op() == Operator::quotient;
      const ExactPolynomial times =
          ExactPolynomial(Rational(static_cast<unsigned long>(exponent)) * (inverse ? -1 : 1));
      const ExactPolynomial base = inverse ? atom.arguments()[0] : ExactPolynomial(atom);
      const std::set<Atom> inside = atoms(base);
      if (inside.size() == 1 && inside.begin()->op() == Operator::exp && base == ExactPolynomial(*inside.begin()))
        result = result + times * inside.begin()->arguments()[0];
      else if (bases.contains(base))
        result = result + times * application(Operator::log, {base});
    }
    return result;
  }

  /// The products in the goal, and the bases with their exponents.
  void collect() {
    std::set<ExactPolynomial> bases;
    for (const Atom& atom : functions_in(way_.sequent.goal.polynomial))
      if (atom.op() == Operator::log && !is_inside(atom)) bases.insert(atom.arguments()[0]);
    for (const auto& [monomial, coefficient] : way_.sequent.goal.polynomial.terms()) {
      const ExactPolynomial logarithm = logarithm_of(monomial, bases);
      add(logarithm, terms_);
      if (proofs::sign(coefficient) < 0) add(logarithm, touches_);
      collect_powers(logarithm);
    }
    for (const ExactPolynomial& base : bases)
      if (!base.constant()) add(application(Operator::log, {base}), terms_);
  }

  static void add(const ExactPolynomial& value, std::vector<ExactPolynomial>& to) {
    if (std::find(to.begin(), to.end(), value) == to.end()) to.push_back(value);
  }

  /// Logarithms with the same coefficient that is a variable belong to one base.
  void collect_powers(const ExactPolynomial& logarithm) {
    std::map<Atom, ExactPolynomial> found;
    for (const Atom& atom : atoms(logarithm)) {
      if (atom.op() != Operator::log) continue;
      const auto c = coefficients_in(atom, logarithm);
      if (c.size() != 2) continue;
      for (const auto& [monomial, coefficient] : c[1].terms())
        if (monomial.size() == 1 && monomial[0].first.is_variable() && monomial[0].second == 1)
          found[monomial[0].first] = found[monomial[0].first] + ExactPolynomial(coefficient) * ExactPolynomial(atom);
    }
    for (const auto& [exponent, base] : found)
      for (const ExactPolynomial& sign : {one, -one})
        if (const PowerOf power{sign * ExactPolynomial(exponent), sign * base};
            std::find(powers_.begin(), powers_.end(), power) == powers_.end())
          powers_.push_back(power);
  }

  /// Tangents of t^p for p >= 1, p <= 0 or 0 <= p <= 1 between every two bases with the exponent p.
  bool add_means() {
    std::vector<PowerOf> points = powers_;
    for (const PowerOf& power : powers_)
      if (const PowerOf unit{power.exponent, {}}; std::find(points.begin(), points.end(), unit) == points.end())
        points.push_back(unit);
    std::size_t pairs = 0;
    for (const PowerOf& at : powers_)
      for (const PowerOf& touch : points)
        if (at.exponent == touch.exponent && at.logarithm != touch.logarithm && pairs < most_pairs &&
            (!touch.logarithm.is_zero() || powers_.size() == 2))
          pairs += add_mean(at, touch) ? 1 : 0;
    return pairs > 0;
  }

  /// Between x^p, y^p and x y^(p - 1): of the three one is below the weighted mean of the others.
  bool add_mean(const PowerOf& x, const PowerOf& y) {
    const ExactPolynomial& p = x.exponent;
    const std::string key = to_text(p) + "; " + to_text(x.logarithm) + "; " + to_text(y.logarithm);
    if (unused_.contains(key)) return true;
    const std::size_t before = facts().size();
    if (!add_mean_of(x, y)) return false;
    for (std::size_t i = before; i < facts().size(); ++i) added_[i] = key;
    return true;
  }

  bool add_mean_of(const PowerOf& x, const PowerOf& y) {
    const ExactPolynomial& p = x.exponent;
    const ExactPolynomial of_x = p * x.logarithm, of_y = p * y.logarithm, mixed = x.logarithm + of_y - y.logarithm;
    if (have({p - one, Sign::nonnegative})) return add_mean({of_x, one}, {of_y, p - one}, {mixed, p});
    if (have({-p, Sign::nonnegative})) return add_mean({of_x, one}, {mixed, -p}, {of_y, one - p});
    if (have({p, Sign::nonnegative}) && have({one - p, Sign::nonnegative}))
      return add_mean({mixed, p}, {of_y, one - p}, {of_x, one});
    return false;
  }

  /// exp of the first, times the second.
  struct Weighted {
    ExactPolynomial logarithm, weight;
    ExactPolynomial value() const { return weight * application(Operator::exp, {logarithm}); }
  };

  /// u + v >= w, where the weights agree and the logarithm of w is the mean of those of u and v.
  bool add_mean(const Weighted& u, const Weighted& v, const Weighted& w) {
    Derivation proof(way_.sequent, {});
    Combination sum;
    for (const Weighted* part : {&u, &v}) {
      if (!proof.then(proofs::Tangent{proofs::Tangent::Function::exp, part->logarithm, w.logarithm})) return false;
      Combination::Summand summand{1, {{proof.last(), 1}}, one};
      if (part->weight != one) {
        const auto place = index_of({part->weight, Sign::nonnegative}, proof.sequent);
        if (!place) return false;
        summand.facts.insert(summand.facts.begin(), {*place, 1});
      }
      sum.summands.push_back(std::move(summand));
    }
    proof.steps.emplace_back(sum);
    const Fact fact{u.value() + v.value() - w.value(), Sign::nonnegative};
    const proofs::Sequent side{way_.sequent.variables, facts(), fact};
    Sequent rest = side;
    for (const proofs::Step& step : proof.steps) {
      const auto next = proofs::apply(step, rest);
      if (!next || next.value().size() > 1) return false;
      if (!next.value().empty()) rest = next.value().front();
    }
    return way_.have(fact, proof.steps);
  }

  bool add_tangents() {
    std::size_t count = 0;
    for (const ExactPolynomial& touch : touches_)
      for (const ExactPolynomial& at : terms_) {
        if (at == touch || count == most_tangents) continue;
        const std::string key = to_text(at) + "; " + to_text(touch);
        if (!unused_.contains(key)) {
          if (!way_.then(proofs::Tangent{proofs::Tangent::Function::exp, at, touch})) continue;
          added_[way_.last()] = key;
        }
        ++count;
      }
    return count > 0;
  }

  /// The equations as rules: which factors cancel, then a reciprocal or a variable by the rest.
  Rewriting rules() {
    Rewriting result;
    std::set<ExactPolynomial> divisors;
    for (const Atom& atom : functions_in(way_.sequent))
      if (atom.op() == Operator::quotient && !is_inside(atom)) divisors.insert(atom.arguments()[0]);
    const std::size_t given = facts().size();
    for (const ExactPolynomial& divisor : divisors) {
      if (!is_visible({divisor, Sign::positive}, facts())) continue;
      const Fact cancels{divisor * reciprocal(divisor) - one, Sign::zero};
      const Steps proof = cancelling_proof(divisor, way_.sequent);
      if (way_.have(cancels, proof)) result.take_up(way_.last(), facts().back());
    }
    for (std::size_t i = 0; i < given; ++i)
      if (const auto lead = lead_of(facts()[i])) result.take_up_by(*lead, i, facts()[i]);
    return result;
  }

  static std::optional<proofs::Monomial> lead_of(const Fact& fact) {
    if (fact.sign != Sign::zero) return {};
    std::optional<proofs::Monomial> result;
    for (const auto& [monomial, coefficient] : fact.polynomial.terms())
      if (monomial.size() == 1 && monomial[0].second == 1 && degree_in(monomial[0].first, fact.polynomial) == 1 &&
          coefficients_in(monomial[0].first, fact.polynomial)[1].constant() &&
          (monomial[0].first.is_variable() || monomial[0].first.op() == Operator::quotient))
        result = monomial;
    return result;
  }

  std::optional<Steps> combine() {
    const Rewriting equations = rules();
    if (facts().size() > most_facts) return {};
    const SideChain chain(way_.sequent, linear_side);
    const bool few = known_of(way_.sequent).size() <= most_for_three_factors;
    for (const ProductKind kind : {ProductKind::two, ProductKind::with_atoms})
      if (const auto steps = kind == ProductKind::two || few ? products_of_facts(chain, equations, kind, search_.stop())
                                                             : std::nullopt) {
        leave_out_unused(*steps);
        return way_.followed_by(*steps);
      }
    return {};
  }

  void leave_out_unused(const Steps& steps) {
    std::set<std::string> used;
    for (const proofs::Step& step : steps)
      if (const auto* sum = std::get_if<Combination>(&step))
        for (const Combination::Summand& summand : sum->summands)
          for (const auto& [fact, exponent] : summand.facts)
            if (const auto key = added_.find(fact); key != added_.end()) used.insert(key->second);
    for (const auto& [fact, key] : added_)
      if (!used.contains(key)) unused_.insert(key);
  }

  const Origin& origin_;
  Search& search_;
  std::set<std::string> unused_;
  std::map<std::size_t, std::string> added_;  ///< by place among the facts: what each was added for
  Derivation way_;
  std::vector<ExactPolynomial> terms_, touches_;
  std::vector<PowerOf> powers_;
  std::set<Fact> open_;  ///< could not be shown
};

bool has_variable_exponent(const ExactPolynomial& polynomial) {
  const std::vector<Atom> found = functions_in(polynomial);
  return std::any_of(found.begin(), found.end(), [](const Atom& atom) {
    return atom.op() == Operator::power && !proofs::has_free_index(ExactPolynomial(atom));
  });
}

std::optional<Steps> by_tangents(const Sequent& sequent, const Origin& origin, Search& search) {
  return shortened([&](const std::set<std::string>& unused) -> std::optional<PrunedProof> {
    ExponentialMeans means(sequent, origin, search, unused);
    auto steps = means.find();
    if (!steps) return {};
    return PrunedProof{*std::move(steps), means.unused()};
  });
}

/// A product of powers with variable exponents, which the goal has with a factor.
struct PowerProduct {
  ExactPolynomial value, factor;
  ExactPolynomial exponents;  ///< their sum
  ExactPolynomial mean;       ///< sum of exponent * base
};

/// Those of the goal, which is `rest` and these products times their factors.
std::vector<PowerProduct> power_products(const ExactPolynomial& goal, ExactPolynomial& rest) {
  std::vector<PowerProduct> result;
  for (const auto& [monomial, number] : goal.terms()) {
    PowerProduct part{one, {}, {}, {}};
    proofs::Monomial others;
    for (const auto& [atom, count] : monomial) {
      if (atom.is_variable() || atom.op() != Operator::power) {
        others.emplace_back(atom, count);
        continue;
      }
      const ExactPolynomial exponent = ExactPolynomial(Rational(count)) * atom.arguments()[1];
      part.value = part.value * power(ExactPolynomial(atom), count);
      part.exponents = part.exponents + exponent;
      part.mean = part.mean + exponent * atom.arguments()[0];
    }
    if (part.value == one) {
      rest.add(number, monomial);
      continue;
    }
    auto place = std::ranges::find(result, part.value, &PowerProduct::value);
    if (place == result.end()) place = result.insert(place, std::move(part));
    place->factor.add(number, others);
  }
  return result;
}

/// A product of powers whose exponents sum to 1 is at most the mean of the bases with the exponents as weights: the
/// goal falls in such products, and is shown for their means instead.
std::optional<Steps> below_means(const Sequent& sequent, const Origin& origin, Effort effort, Search& search) {
  Fact left{{}, sequent.goal.sign};
  const std::vector<PowerProduct> products = power_products(sequent.goal.polynomial, left.polynomial);
  Derivation way(sequent, origin.sufficient());
  for (const PowerProduct& product : products) {
    if (!is_known({product.exponents - one, Sign::zero}, sequent.facts)) return {};
    if (!way.have({-product.factor, Sign::nonnegative}, Steps{})) return {};
    left.polynomial = left.polynomial + product.factor * product.mean;
  }
  const auto of_left = prove_guess({sequent.variables, way.sequent.facts, left}, Origin().sufficient(), effort, search);
  if (!of_left || !way.have(left, *of_left)) return {};
  Combination sum;
  sum.summands.push_back({1, {{*index_of(left, way.sequent), 1}}, one});
  for (const PowerProduct& product : products) {
    const Fact mean{product.mean - product.value, Sign::nonnegative};
    const auto of_mean = by_tangents({sequent.variables, way.sequent.facts, mean}, Origin().sufficient(), search);
    if (!of_mean || !way.have(mean, *of_mean)) return {};
    const std::size_t factor = *index_of({-product.factor, Sign::nonnegative}, way.sequent);
    sum.summands.push_back({1, {{*index_of(mean, way.sequent), 1}, {factor, 1}}, one});
  }
  if (!way.close(sum)) return {};
  return way.steps;
}

}  // namespace

std::optional<Steps> exponential_means(const Sequent& sequent, const Origin& origin, Effort effort, Search& search) {
  if (sequent.goal.sign != Sign::nonnegative && sequent.goal.sign != Sign::positive) return {};
  if (!has_variable_exponent(sequent.goal.polynomial)) return {};
  if (auto steps = by_tangents(sequent, origin, search)) return steps;
  return below_means(sequent, origin, effort, search);
}

}  // namespace geq::prover
