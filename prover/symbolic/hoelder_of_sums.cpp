// SPDX-License-Identifier: GPL-3.0-or-later
#include "prover/symbolic/hoelder_of_sums.hpp"

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
using proofs::Monomial;
using proofs::Operator;
using proofs::Rational;
using proofs::Sequent;
using proofs::Sign;

namespace {

constexpr std::uint32_t greatest_degree = 8;
constexpr std::size_t most_sums = 10;
constexpr std::size_t most_lemmas = 12;
const ExactPolynomial one{Rational(1)};

/// A sum over the range, with its term at the index.
struct Sum {
  ExactPolynomial value;
  Monomial term;
};

/// The sum of z is at most the product of the sums u_l, each to the power a_l/q.
struct Lemma {
  Sum z;
  std::vector<std::pair<Sum, std::uint32_t>> parts;  ///< u_l, a_l
  std::uint32_t degree;                              ///< q
};

Monomial power_of(const Monomial& monomial, std::uint32_t exponent) {
  Monomial result = monomial;
  for (auto& [atom, power] : result) power *= exponent;
  return result;
}

ExactPolynomial polynomial(const Monomial& monomial) { return ExactPolynomial::term(1, monomial); }

class HoelderOfSums {
 public:
  HoelderOfSums(const Sequent& sequent, const Range& range, const Origin& origin, Search& search)
      : chain_(sequent, origin, search),
        range_(range),
        origin_(origin),
        search_(search),
        name_(chain_.fresh("kjilh")) {}

  std::optional<Steps> find() {
    collect_sums();
    const std::vector<Lemma> lemmas = find_lemmas();
    if (lemmas.empty()) return {};
    chain_.count(range_.first, range_.second);
    for (std::size_t i = 0; i < chain_.sequent().facts.size(); ++i) rules_.take_up(i, chain_.sequent().facts[i]);
    std::vector<const Lemma*> shown;
    for (const Lemma& lemma : lemmas)
      if (shown.size() < most_lemmas && add(lemma)) shown.push_back(&lemma);
    if (shown.empty()) return {};
    for (const Lemma* lemma : shown) add_powers(*lemma);
    return close();
  }

 private:
  const std::vector<Fact>& facts() const { return chain_.sequent().facts; }
  ExactPolynomial index() const { return ExactPolynomial::variable(name_); }

  void collect_sums() {
    for (const RangeTerm& sum :
         range_terms(Operator::sum_over, {chain_.sequent().variables, {}, chain_.sequent().goal})) {
      if (Range(sum.lower(), sum.upper()) != range_ || sums_.size() >= most_sums) continue;
      const ExactPolynomial body = proofs::opened(sum.body(), index());
      if (body.terms().size() == 1 && body.terms().begin()->second == 1)
        sums_.push_back({ExactPolynomial(sum.atom), body.terms().begin()->first});
    }
    if (sums_.empty()) return;
    sums_.push_back({over_range(Operator::sum_over, range_.first, range_.second, one), {}});
  }

  /// Degrees of roots, and of powers of sums, in the goal.
  std::set<std::uint32_t> degrees() const {
    std::set<std::uint32_t> result;
    for (const Atom& atom : functions_in(chain_.sequent().goal.polynomial))
      if (const auto degree = root_degree(atom); degree && *degree <= greatest_degree)
        result.insert(static_cast<std::uint32_t>(*degree));
    for (const auto& [monomial, coefficient] : chain_.sequent().goal.polynomial.terms())
      for (const auto& [atom, exponent] : monomial)
        if (atom.op() == Operator::sum_over && exponent <= greatest_degree) result.insert(exponent);
    return result;
  }

  std::vector<Lemma> find_lemmas() const {
    std::vector<Lemma> result;
    for (const std::uint32_t q : degrees()) {
      if (q < 2) continue;
      for (const Sum& z : sums_)
        if (!z.term.empty()) find_lemmas(z, q, result);
    }
    return result;
  }

  void find_lemmas(const Sum& z, std::uint32_t q, std::vector<Lemma>& result) const {
    const ExactPolynomial wanted = polynomial(power_of(z.term, q));
    const auto part = [](const Sum& u, std::uint32_t a) { return polynomial(power_of(u.term, a)); };
    for (std::size_t l = 0; l < sums_.size(); ++l) {
      const Sum& u = sums_[l];
      if (u.term == z.term || u.term.empty()) continue;
      for (std::uint32_t r = q + 1; r <= greatest_degree; ++r)
        if (part(u, r) == wanted) result.push_back({z, {{u, r}}, q});
      for (std::size_t m = 0; m < sums_.size(); ++m) {
        const Sum& v = sums_[m];
        if (m == l || v.term == z.term) continue;
        for (std::uint32_t a = 1; a < q; ++a) {
          if (m > l && part(u, a) * part(v, q - a) == wanted) result.push_back({z, {{u, a}, {v, q - a}}, q});
          for (std::size_t n = m + 1; m > l && n < sums_.size(); ++n)
            for (std::uint32_t b = 1; a + b < q; ++b)
              if (sums_[n].term != z.term && part(u, a) * part(v, b) * part(sums_[n], q - a - b) == wanted)
                result.push_back({z, {{u, a}, {v, b}, {sums_[n], q - a - b}}, q});
        }
      }
    }
  }

  static ExactPolynomial root_of(const Sum& u, std::uint32_t q) {
    return proofs::application(Operator::root, {ExactPolynomial(Rational(static_cast<unsigned long>(q))), u.value});
  }

  /// The product of the roots to the powers a_l.
  static ExactPolynomial bound_of(const Lemma& lemma) {
    ExactPolynomial result = one;
    for (const auto& [u, a] : lemma.parts) result = result * power(root_of(u, lemma.degree), a);
    return result;
  }

  /// That no term of these sums is negative, and so the sums. Answers the place of the family.
  std::optional<std::size_t> add_sign(const Sum& sum) {
    const ExactPolynomial term = polynomial(sum.term);
    for (const Sign sign : {Sign::positive, Sign::nonnegative}) {
      const Fact family{over_range(proofs::quantifier(sign), range_.first, range_.second, proofs::closed(term, name_)),
                        Sign::positive};
      auto place = index_of(family, chain_.sequent());
      if (!place && chain_.SideChain::then(proofs::ForEach{name_, range_.first, range_.second, {term, sign}},
                                           [&](const Sequent& side) { return at_index(side); }))
        place = facts().size() - 1;
      if (!place) continue;
      chain_.then(proofs::SumOf{*place});
      return place;
    }
    return {};
  }

  std::optional<Steps> at_index(const Sequent& side) const {
    RangeChain inside(side, origin_, search_);
    inside.instantiate(index());
    if (is_visible(inside.sequent().goal, inside.sequent().facts)) return inside.followed_by({proofs::Visible{}});
    return {};
  }

  bool add(const Lemma& lemma) {
    if (!add_sign(lemma.z)) return false;
    std::vector<std::size_t> families;
    for (const auto& [u, a] : lemma.parts) {
      const auto family = add_sign(u);
      if (!family) return false;
      families.push_back(*family);
      const ExactPolynomial root = root_of(u, lemma.degree);
      chain_.SideChain::then(proofs::RootFacts{root}, linear_side);
      const Fact equation{power(root, lemma.degree) - u.value, Sign::zero};
      const auto place = index_of(equation, chain_.sequent());
      const auto atom = single_atom(root);
      if (!place || !atom) return false;
      rules_.take_up_by({{*atom, lemma.degree}}, *place, equation);
    }
    const Fact fact{bound_of(lemma) - lemma.z.value, Sign::nonnegative};
    if (is_visible(fact, facts())) return false;
    return chain_.SideChain::then(proofs::Have{fact}, [&](const Sequent& side) {
      return lemma.parts.size() == 1 ? one_sum_proof(side, lemma, families[0]) : proof(side, lemma, families);
    });
  }

  /// Suppose S > product; then no sum is 0, and the weighted means of what is left at each index, added up, say
  /// otherwise.
  std::optional<Steps> proof(const Sequent& side, const Lemma& lemma, const std::vector<std::size_t>& families) const {
    const std::uint32_t q = lemma.degree;
    SideChain chain(side, linear_side);
    if (!chain.then(proofs::Absurd{})) return {};
    const ExactPolynomial excess = chain.sequent().facts.back().polynomial, bound = bound_of(lemma);
    for (std::size_t l = 0; l < families.size(); ++l) {
      const Sum& u = lemma.parts[l].first;
      const Fact positive{u.value, Sign::positive};
      const auto shown = [&](const Sequent& part) { return not_zero(part, lemma, u, families[l], excess); };
      if (!is_visible(positive, chain.sequent().facts) && !chain.then(proofs::Have{positive}, shown)) return {};
    }
    ExactPolynomial rest = one, all = one;
    for (const auto& [u, a] : lemma.parts) {
      rest = rest * power(root_of(u, q), q - a);
      all = all * power(root_of(u, q), q);
    }
    proofs::Means::Mean mean{polynomial(lemma.z.term) * rest, {}};
    ExactPolynomial term = -mean.product;
    for (const auto& [u, a] : lemma.parts) {
      const Rational weight = Rational(static_cast<unsigned long>(a)) / static_cast<unsigned long>(q);
      ExactPolynomial others(weight);
      for (const auto& [v, b] : lemma.parts)
        if (v.term != u.term) others = others * power(root_of(v, q), q);
      mean.parts.push_back({weight, polynomial(u.term) * others});
      term = term + polynomial(u.term) * others;
    }
    const auto at_each = [&](const Sequent& part) -> std::optional<Steps> {
      RangeChain inside(part, origin_, search_);
      inside.instantiate(index());
      const proofs::Means step{{mean}};
      const auto applied = proofs::apply(proofs::Step(step), inside.sequent());
      return applied && applied.value().empty() ? std::optional(inside.followed_by({step})) : std::nullopt;
    };
    if (!chain.then(proofs::ForEach{name_, range_.first, range_.second, {term, Sign::nonnegative}}, at_each) ||
        !chain.then(proofs::SumOf{chain.sequent().facts.size() - 1}))
      return {};
    const ExactPolynomial sum = chain.sequent().facts.back().polynomial;
    return close_by_products(
        chain, rules_, {{Rational(1), {{excess, rest}, excess * rest, true}}, {Rational(1), {{sum}, sum, false}}});
  }

  /// Were the sum of u not positive, every u and so every z would be 0.
  std::optional<Steps> not_zero(const Sequent& side, const Lemma& lemma, const Sum& u, std::size_t family,
                                const ExactPolynomial& excess) const {
    SideChain chain(side, linear_side);
    if (!chain.then(proofs::Absurd{})) return {};
    const ExactPolynomial z = polynomial(lemma.z.term), bound = bound_of(lemma);
    const auto at_each = [&](const Sequent& part) -> std::optional<Steps> {
      RangeChain inside(part, origin_, search_);
      inside.instantiate(index());
      if (!inside.then(proofs::OneTerm{family, index()})) return {};
      const Fact small{-polynomial(u.term), Sign::nonnegative};
      if (!inside.SideChain::then(proofs::Have{small}, linear_side)) return {};
      return zero_factor_proof(inside, u, lemma.z);
    };
    if (!chain.then(proofs::ForEach{name_, range_.first, range_.second, {-z, Sign::nonnegative}}, at_each) ||
        !chain.then(proofs::SumOf{chain.sequent().facts.size() - 1}))
      return {};
    const ExactPolynomial none = -lemma.z.value;
    return close_by_products(chain, {},
                             {{Rational(1), {{excess}, excess, true}},
                              {Rational(1), {{none}, none, false}},
                              {Rational(1), {{bound}, bound, false}}});
  }

  /// -z >= 0 from -u >= 0, where u is a power of a factor of z.
  static std::optional<Steps> zero_factor_proof(SideChain chain, const Sum& u, const Sum& z) {
    if (u.term.size() != 1) return {};
    const auto& [factor, exponent] = u.term.front();
    const ExactPolynomial none = -ExactPolynomial(factor);
    const auto shown = [&, k = exponent](const Sequent& side) -> std::optional<Steps> {
      SideChain powers(side, linear_side);
      if (!powers.then(proofs::ComparePowers{k, {}})) return {};
      return powers.followed_by({proofs::Visible{}});
    };
    if (!chain.then(proofs::Have{{none, Sign::nonnegative}}, shown)) return {};
    std::vector<ExactPolynomial> factors{none};
    for (const auto& [atom, power] : z.term)
      factors.insert(factors.end(), atom == factor ? power - 1 : power, ExactPolynomial(atom));
    return close_by_products(chain, {}, {{Rational(1), {factors, -polynomial(z.term), false}}});
  }

  /// z = g^r, u = g^q and c^q = sum of u: then g <= c, so z <= u c^(r - q).
  std::optional<Steps> one_sum_proof(const Sequent& side, const Lemma& lemma, std::size_t family) const {
    const auto& u = lemma.parts[0].first;
    const std::uint32_t r = lemma.parts[0].second, q = lemma.degree;
    Monomial base = u.term;
    for (auto& [atom, exponent] : base) {
      if (exponent % q != 0) return {};
      exponent /= q;
    }
    const ExactPolynomial g = polynomial(base), c = root_of(u, q), distance = c - g;
    SideChain chain(side, linear_side);
    std::vector<WeightedProduct> products;
    for (std::uint32_t j = 0; j + q < r; ++j) {
      std::vector<ExactPolynomial> factors{distance};
      for (const auto& [atom, exponent] : base)
        factors.insert(factors.end(), std::size_t{exponent} * (q + j), ExactPolynomial(atom));
      factors.insert(factors.end(), r - q - 1 - j, c);
      ExactPolynomial value = one;
      for (const ExactPolynomial& factor : factors) value = value * factor;
      products.push_back({Rational(1), {factors, value, false}});
    }
    const auto at_each = [&](const Sequent& part) -> std::optional<Steps> {
      RangeChain inside(part, origin_, search_);
      inside.instantiate(index());
      if (!inside.then(proofs::OneTerm{family, index()})) return {};
      const ExactPolynomial all = u.value - polynomial(u.term);
      const auto smaller = [&](const Sequent& compared) -> std::optional<Steps> {
        SideChain powers(compared, linear_side);
        if (!powers.then(proofs::ComparePowers{q, c})) return {};
        return close_by_products(powers, rules_, {{Rational(1), {{all}, all, false}}});
      };
      if (!inside.SideChain::then(proofs::Have{{distance, Sign::nonnegative}}, smaller)) return {};
      return close_by_products(inside, {}, products);
    };
    const ExactPolynomial term = polynomial(u.term) * power(c, r - q) - polynomial(lemma.z.term);
    if (!chain.then(proofs::ForEach{name_, range_.first, range_.second, {term, Sign::nonnegative}}, at_each) ||
        !chain.then(proofs::SumOf{chain.sequent().facts.size() - 1}))
      return {};
    const ExactPolynomial sum = chain.sequent().facts.back().polynomial;
    return close_by_products(chain, rules_, {{Rational(1), {{sum}, sum, false}}});
  }

  /// The lemma to the powers in which its sum occurs in the goal, or will when roots there are taken out.
  void add_powers(const Lemma& lemma) {
    for (const std::uint32_t m : degrees()) add_power(lemma, m);
  }

  void add_power(const Lemma& lemma, std::uint32_t m) {
    if (m < 2) return;
    const ExactPolynomial bound = bound_of(lemma), distance = bound - lemma.z.value;
    const auto value = rules_.reduced(power(bound, m) - power(lemma.z.value, m));
    if (!value) return;
    std::vector<WeightedProduct> products;
    for (std::uint32_t j = 0; j < m; ++j) {
      std::vector<ExactPolynomial> factors{distance};
      factors.insert(factors.end(), j, lemma.z.value);
      factors.insert(factors.end(), m - 1 - j, bound);
      products.push_back({Rational(1), {factors, distance * power(lemma.z.value, j) * power(bound, m - 1 - j), false}});
    }
    chain_.SideChain::then(proofs::Have{{value->rest, Sign::nonnegative}}, [&](const Sequent& side) {
      return close_by_products(SideChain(side, linear_side), rules_, products);
    });
  }

  std::optional<Steps> close() const {
    for (const ProductKind kind : {ProductKind::single, ProductKind::two})
      if (auto steps = products_of_facts(chain_, rules_, kind, search_.stop())) return steps;
    // A root alone on one side: powers of both sides.
    const ExactPolynomial goal = chain_.sequent().goal.polynomial;
    for (const Atom& root : atoms(goal)) {
      const auto degree = root_degree(root);
      const auto c = coefficients_in(root, goal);
      const auto factor = c.size() == 2 ? c[1].constant() : std::nullopt;
      if (!degree || *degree > greatest_degree || !factor) continue;
      const ExactPolynomial greater = *factor > 0 ? c[1] * ExactPolynomial(root) : c[0];
      SideChain chain = chain_;
      if (!chain.then(proofs::ComparePowers{static_cast<std::uint32_t>(*degree), greater}, linear_side)) continue;
      Rewriting rules = rules_;
      if (chain.then(proofs::RootFacts{ExactPolynomial(root)})) {
        const Fact equation{power(ExactPolynomial(root), *degree) - root.arguments()[1], Sign::zero};
        if (const auto place = index_of(equation, chain.sequent()))
          rules.take_up_by({{root, static_cast<std::uint32_t>(*degree)}}, *place, equation);
      }
      for (const ProductKind kind : {ProductKind::single, ProductKind::two})
        if (auto steps = products_of_facts(chain, rules, kind, search_.stop())) return steps;
    }
    return {};
  }

  RangeChain chain_;
  Range range_;
  const Origin& origin_;
  Search& search_;
  std::string name_;
  std::vector<Sum> sums_;
  Rewriting rules_;
};

}  // namespace

std::optional<Steps> by_hoelder_of_sums(const Sequent& sequent, const Origin& origin, Search& search) {
  if (sequent.goal.sign != Sign::nonnegative) return {};
  try {
    for (const Range& range : ranges_of({sequent.variables, {}, sequent.goal}))
      if (auto steps = HoelderOfSums(sequent, range, origin, search).find()) return steps;
  } catch (const proofs::LimitExceeded&) {
  }
  return {};
}

}  // namespace geq::prover
