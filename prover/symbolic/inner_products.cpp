// SPDX-License-Identifier: GPL-3.0-or-later
#include "prover/symbolic/inner_products.hpp"

#include <algorithm>

#include "proofs/kernel/binders.hpp"
#include "proofs/kernel/certificate.hpp"
#include "proofs/kernel/normal_form.hpp"
#include "prover/fact_numbers.hpp"
#include "prover/reductions/functions.hpp"
#include "prover/symbolic/products.hpp"
#include "prover/symbolic/ranges.hpp"
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

const ExactPolynomial one{Rational(1)};
constexpr std::size_t most_norms = 9;
constexpr std::size_t most_elements = 5;

bool is_inequality(const Fact& fact) { return fact.sign == Sign::nonnegative || fact.sign == Sign::positive; }

void collect(Operator op, const ExactPolynomial& polynomial, std::set<Atom>& found) {
  for (const Atom& atom : atoms(polynomial)) {
    if (atom.is_variable() || proofs::is_quantifier(atom.op())) continue;
    if (atom.op() == op) found.insert(atom);
    const std::size_t open = atom.arguments().size() - (proofs::is_binder(atom.op()) ? 1 : 0);
    for (std::size_t i = 0; i < open; ++i) collect(op, atom.arguments()[i], found);
  }
}

/// The sum over a range in it of which least is summed.
std::optional<Atom> shortest_sum(const Monomial& monomial) {
  std::optional<Atom> best;
  for (const auto& [atom, exponent] : monomial)
    if (atom.op() == Operator::sum_over && (!best || atom.arguments()[2].words() < best->arguments()[2].words()))
      best = atom;
  return best;
}

/// The element of vectors in the bodies of sums over this range.
std::vector<ExactPolynomial> elements_in(const std::set<Atom>& sums, const Atom& range, const ExactPolynomial& index) {
  std::set<ExactPolynomial> result;
  for (const Atom& sum : sums) {
    if (sum.arguments()[0] != range.arguments()[0] || sum.arguments()[1] != range.arguments()[1]) continue;
    for (const Atom& atom : atoms(proofs::opened(sum.arguments()[2], index)))
      if (atom.op() == Operator::element) result.insert(ExactPolynomial(atom));
  }
  return {result.begin(), result.end()};
}

/// The sums over ranges in the terms.
std::set<Atom> sums_in(const ExactPolynomial& polynomial) {
  std::set<Atom> result = atoms(polynomial);
  std::erase_if(result, [](const Atom& atom) { return atom.op() != Operator::sum_over; });
  return result;
}

/// q * 1/q = 1, where q is positive, or not zero.
std::optional<Steps> inverse_proof(bool positive) {
  const auto sign = positive ? proofs::DenominatorSign::positive : proofs::DenominatorSign::squared;
  Steps steps{proofs::BothSigns{}};
  for (int half = 0; half < 2; ++half) {
    steps.emplace_back(proofs::Clear{{sign}});
    steps.emplace_back(proofs::Visible{});
  }
  return steps;
}

/// The goal is a sum of these squares, modulo the rules.
std::optional<Steps> sum_of_these_squares(const Sequent& sequent, const std::vector<ExactPolynomial>& squares,
                                          const Rewriting& rules) {
  proofs::Combination last;
  ExactPolynomial difference = sequent.goal.polynomial;
  for (const ExactPolynomial& square : squares) {
    last.summands.push_back({Rational(1), {}, square});
    difference = difference - square * square;
  }
  const auto rest = rules.reduced(difference);
  if (!rest || !rest->rest.is_zero()) return {};
  for (const auto& [place, multiple] : rest->multiples) last.multiples.push_back({place, multiple});
  return Steps{last};
}

/// The goal is the sum over the range of the squares of these terms.
std::optional<Steps> square_sum_proof(const Sequent& sequent, const ExactPolynomial& lower,
                                      const ExactPolynomial& upper, const std::string& index,
                                      const ExactPolynomial& term) {
  SideChain chain(sequent, linear_side);
  const auto square = [&](const Sequent& inside) { return sum_of_these_squares(inside, {term}, {}); };
  if (!chain.then(proofs::ForEach{index, lower, upper, {term * term, Sign::nonnegative}}, square)) return {};
  if (!chain.then(proofs::SumOf{chain.sequent().facts.size() - 1})) return {};
  return chain.followed_by({proofs::Visible{}});
}

}  // namespace

Geometry::Geometry(SideChain chain, std::set<std::string> unused)
    : chain_(std::move(chain)), unused_(std::move(unused)) {}

bool Geometry::is_known(const ExactPolynomial& value, Sign sign) const { return is_visible({value, sign}, facts()); }

std::set<Atom> Geometry::functions(Operator op) const {
  std::set<Atom> result;
  collect(op, chain_.sequent().goal.polynomial, result);
  for (const Fact& fact : facts()) collect(op, fact.polynomial, result);
  std::erase_if(result, [](const Atom& atom) { return proofs::has_free_index(ExactPolynomial(atom)); });
  return result;
}

bool Geometry::have_product(const Fact& fact, const std::vector<std::vector<ExactPolynomial>>& products) {
  if (is_visible(fact, facts())) return false;
  return then(proofs::Have{fact}, [&](const Sequent& side) -> std::optional<Steps> {
    std::vector<WeightedProduct> parts;
    for (const auto& factors : products) {
      ExactPolynomial value = one;
      for (const ExactPolynomial& factor : factors) value = value * factor;
      parts.push_back({Rational(1), {factors, value, false}});
    }
    return close_by_products(SideChain(side, linear_side), rules_, parts);
  });
}

void Geometry::rule(const Monomial& lead) {
  if (facts().back().polynomial.terms().contains(lead)) rules_.take_up_by(lead, facts().size() - 1, facts().back());
}

void Geometry::instantiate(const std::vector<ExactPolynomial>& indices) {
  const std::size_t count = facts().size();
  for (const ExactPolynomial& index : indices)
    for (std::size_t i = 0; i < count; ++i)
      if (proofs::family_in(facts()[i])) then(proofs::Instance{i, index});
}

void Geometry::compute() {
  count_terms();
  take_roots();
  take_inverses();
  collect_definitions();
}

void Geometry::extend_numbers() {
  clear_facts();
  square_bounds();
  compare_inverses();
}

void Geometry::extend() {
  clear_facts();
  square_bounds();
  take_extrema();
  cauchy_schwarz();
  compare_matrices();
  sum_squares();
}

bool Geometry::then(const proofs::Step& step, const SideChain::Prover& prover) {
  const std::string text = proofs::to_text(step);
  const std::size_t before = facts().size();
  const std::size_t start = chain_.steps().size();
  if (unused_.contains(text) || !chain_.then(step, prover)) return false;
  added_.push_back({text, before, facts().size(), start, chain_.steps().size()});
  return true;
}

bool Geometry::then(const proofs::Step& step) { return then(step, linear_side); }

std::set<std::string> Geometry::unused_in(const Steps& proof) const {
  std::set<std::size_t> used;
  const auto note = [&](std::size_t first, std::size_t end, std::size_t known) {
    for (std::size_t i = first; i < end; ++i)
      for (const std::size_t place : facts_needed(proof[i]))
        if (place < known) used.insert(place);
  };
  note(chain_.steps().size(), proof.size(), facts().size());
  std::set<std::string> result = unused_;
  for (std::size_t i = added_.size(); i-- > 0;) {
    const Added& added = added_[i];
    if (used.lower_bound(added.first) == used.lower_bound(added.end))
      result.insert(added.step);
    else
      note(added.start, added.finish, added.first);
  }
  return result;
}

void Geometry::count_terms() {
  for (const Atom& sum : functions(Operator::sum_over)) {
    if (sum.arguments()[2] != one) continue;
    if (then(proofs::Count{sum.arguments()[0], sum.arguments()[1]})) rule({{sum, 1}});
  }
}

void Geometry::take_roots() {
  for (const Atom& root : functions(Operator::root))
    if (root_degree(root) == 2 && !root.arguments()[1].constant()) take_root(ExactPolynomial(root));
}

void Geometry::take_inverses() {
  for (const Atom& inverse : functions(Operator::quotient)) take_inverse(inverse);
}

void Geometry::take_inverse(const Atom& inverse) {
  const ExactPolynomial& q = inverse.arguments()[0];
  const Fact fact{q * ExactPolynomial(inverse) - one, Sign::zero};
  const ExactPolynomial product = ExactPolynomial::term(1, q.terms().rbegin()->first) * ExactPolynomial(inverse);
  const Monomial lead = product.terms().begin()->first;
  if (const auto place = index_of(fact, chain_.sequent())) {
    rules_.take_up_by(lead, *place, facts()[*place]);
    return;
  }
  const bool positive = is_known(q, Sign::positive) || then(proofs::Have{{q, Sign::positive}});
  if (!positive && !is_known(q, Sign::nonzero)) return;
  if (!then(proofs::Have{fact}, [&](const Sequent&) { return inverse_proof(positive); })) return;
  rule(lead);
}

void Geometry::split_product(const Atom& left, const Atom& right) {
  const ExactPolynomial& p = left.arguments()[0];
  const ExactPolynomial& q = right.arguments()[0];
  const auto c = (q - p).constant();
  const ExactPolynomial by_p{left}, by_q{right};
  const auto first = index_of({p * by_p - one, Sign::zero}, chain_.sequent());
  const auto second = index_of({q * by_q - one, Sign::zero}, chain_.sequent());
  if (!c || *c <= 0 || !first || !second) return;
  proofs::Combination last;
  last.multiples.push_back({*second, by_p});
  last.multiples.push_back({*first, -by_q});
  const Fact fact{ExactPolynomial(*c) * by_p * by_q - by_p + by_q, Sign::zero};
  if (!then(proofs::Have{fact}, [&](const Sequent&) { return Steps{last}; })) return;
  const ExactPolynomial lead = by_p * by_q;
  rule(lead.terms().begin()->first);
}

void Geometry::clear_facts() {
  const std::size_t count = facts().size();
  for (std::size_t i = 0; i < count; ++i) {
    const Fact fact = facts()[i];
    if (!is_inequality(fact) || proofs::family_in(fact)) continue;
    std::vector<ExactPolynomial> factors{fact.polynomial};
    ExactPolynomial value = fact.polynomial;
    for (const Atom& inverse : proofs::reciprocals(fact.polynomial)) {
      if (!is_known(inverse.arguments()[0], Sign::positive)) continue;
      for (std::uint32_t k = degree_in(inverse, fact.polynomial); k > 0; --k) {
        factors.push_back(inverse.arguments()[0]);
        value = value * inverse.arguments()[0];
      }
    }
    if (factors.size() == 1) continue;
    if (const auto rest = rules_.reduced(value)) have_product({rest->rest, fact.sign}, {factors});
  }
}

void Geometry::square_bounds() {
  const std::size_t count = facts().size();
  for (std::size_t i = 0; i < count; ++i) {
    const Fact fact = facts()[i];
    if (!is_inequality(fact) || proofs::family_in(fact)) continue;
    for (const Atom& root : atoms(fact.polynomial)) {
      if (root_degree(root) != 2) continue;
      const auto c = coefficients_in(root, fact.polynomial);
      if (c.size() != 2 || c[1] != -one || !is_known(c[0], Sign::nonnegative)) continue;
      const auto rest = rules_.reduced(c[0] * c[0] - power(ExactPolynomial(root), 2));
      if (!rest) continue;
      have_product({rest->rest, Sign::nonnegative},
                   {{fact.polynomial, c[0]}, {fact.polynomial, ExactPolynomial(root)}});
    }
  }
}

void Geometry::take_extrema() {
  for (const Operator op : {Operator::max, Operator::min})
    for (const Atom& atom : functions(op))
      for (const ExactPolynomial& argument : atom.arguments()) {
        const ExactPolynomial above =
            op == Operator::max ? ExactPolynomial(atom) - argument : argument - ExactPolynomial(atom);
        then(proofs::Have{{above, Sign::nonnegative}}, [&](const Sequent& side) { return extremum_proof(side, atom); });
      }
}

void Geometry::compare_inverses() {
  const std::set<Atom> inverses = functions(Operator::quotient);
  const std::size_t count = facts().size();
  for (std::size_t i = 0; i < count; ++i) {
    const Fact fact = facts()[i];
    if (!is_inequality(fact) || fact.polynomial.terms().size() != 2) continue;
    // u - v >= 0, so 1/v - 1/u >= 0 if both are positive.
    ExactPolynomial u, v;
    for (const auto& [monomial, coefficient] : fact.polynomial.terms())
      (coefficient > 0 ? u : v) = ExactPolynomial::term(coefficient > 0 ? coefficient : -coefficient, monomial);
    if (u.is_zero() || v.is_zero() || v.constant() || u.constant()) continue;
    if (!is_known(u, Sign::positive) || !is_known(v, Sign::positive)) continue;
    const ExactPolynomial one_by_u = reciprocal(u), one_by_v = reciprocal(v);
    if (atoms(one_by_u).size() != 1 || atoms(one_by_v).size() != 1) continue;
    const Atom first = *atoms(one_by_u).begin();
    const Atom second = *atoms(one_by_v).begin();
    if (!inverses.contains(first) && !inverses.contains(second)) continue;
    have_product({one_by_v - one_by_u, fact.sign}, {{fact.polynomial, one_by_u, one_by_v}});
  }
}

std::optional<Geometry::Norm> Geometry::norm_of(const Atom& root) const {
  if (root_degree(root) != 2) return {};
  Norm result{ExactPolynomial(root), {}};
  std::map<std::pair<ExactPolynomial, ExactPolynomial>, ExactPolynomial> bodies;
  const ExactPolynomial k = ExactPolynomial::variable("#k");
  for (const auto& [monomial, coefficient] : root.arguments()[1].terms()) {
    const auto sum = shortest_sum(monomial);
    if (!sum) {
      const auto base = square_root_of(ExactPolynomial::term(coefficient, monomial));
      if (!base) return {};
      result.parts.push_back({{}, *base});
      continue;
    }
    Monomial outside = monomial;
    std::erase_if(outside, [&](auto& power) { return power.first == *sum && --power.second == 0; });
    ExactPolynomial& body = bodies[{sum->arguments()[0], sum->arguments()[1]}];
    body = body + ExactPolynomial::term(coefficient, outside) * proofs::opened(sum->arguments()[2], k);
  }
  for (const auto& [range, body] : bodies) {
    const auto base = square_root_of(body);
    if (!base) return {};
    result.parts.push_back({range, *base});
  }
  return result;
}

void Geometry::bound_inner(const Norm& left, const Norm& right, const ExactPolynomial& inner,
                           const std::function<std::optional<Steps>(const Sequent&)>& squares) {
  const ExactPolynomial product = left.root * right.root;
  for (const ExactPolynomial& value : {product - inner, product + inner}) {
    if (is_known(value, Sign::nonnegative)) continue;
    then(proofs::Have{{value, Sign::nonnegative}}, [&](const Sequent& side) {
      SideChain chain(side, linear_side);
      if (!chain.then(proofs::ComparePowers{2, product})) return std::optional<Steps>{};
      const auto rest = squares(chain.sequent());
      return rest ? std::optional(chain.followed_by(*rest)) : std::nullopt;
    });
  }
}

void Geometry::compare(const Norm& left, const Norm& right) {
  const std::string k = chain_.fresh("kjilh");
  const auto at = [&](const ExactPolynomial& term) { return substitute(term, {{"#k", ExactPolynomial::variable(k)}}); };
  if (left.parts.size() == 1 && left.parts[0].range && left.parts[0].range == right.parts[0].range) {
    const ExactPolynomial& lower = left.parts[0].range->first;
    const ExactPolynomial& upper = left.parts[0].range->second;
    const ExactPolynomial x = at(left.parts[0].term);
    const ExactPolynomial y = at(right.parts[0].term);
    const auto sum = [&](const ExactPolynomial& term) {
      return over_range(Operator::sum_over, lower, upper, proofs::closed(term, k));
    };
    const ExactPolynomial inner = sum(x * y);
    const std::set<Atom> known = functions(Operator::sum_over);
    const std::set<Atom> used = sums_in(inner);
    if (!std::includes(known.begin(), known.end(), used.begin(), used.end())) return;
    const ExactPolynomial fact = sum(x * x) * sum(y * y) - inner * inner;
    const auto sides = [&](const Sequent& side) -> std::optional<Steps> {
      return sum_of_these_squares(side, {side.goal.polynomial == x * x ? x : y}, {});
    };
    if (!is_known(fact, Sign::nonnegative) && !then(proofs::CauchySchwarz{k, lower, upper, x * x, y * y, x * y}, sides))
      return;
    bound_inner(left, right, inner, [&](const Sequent& side) {
      return close_by_products(SideChain(side, linear_side), rules_, {{Rational(1), {{fact}, fact, false}}});
    });
    return;
  }
  // Numbers, and norms of the parts over ranges.
  std::vector<ExactPolynomial> xs, ys, minors;
  for (std::size_t i = 0; i < left.parts.size(); ++i) {
    if (left.parts[i].range != right.parts[i].range || left.parts[i].range) return;
    xs.push_back(left.parts[i].term);
    ys.push_back(right.parts[i].term);
  }
  ExactPolynomial inner;
  for (std::size_t i = 0; i < xs.size(); ++i) {
    inner = inner + xs[i] * ys[i];
    for (std::size_t j = i + 1; j < xs.size(); ++j) minors.push_back(xs[i] * ys[j] - xs[j] * ys[i]);
  }
  bound_inner(left, right, inner, [&](const Sequent& side) { return sum_of_these_squares(side, minors, rules_); });
}

void Geometry::sum_squares() {
  const std::set<Atom> sums = functions(Operator::sum_over);
  std::set<std::pair<ExactPolynomial, ExactPolynomial>> done;
  for (const Atom& sum : sums) {
    if (!done.emplace(sum.arguments()[0], sum.arguments()[1]).second) continue;
    const std::string k = chain_.fresh("kjilh");
    const std::vector<ExactPolynomial> elements = elements_in(sums, sum, ExactPolynomial::variable(k));
    if (elements.size() > most_elements) continue;
    std::vector<ExactPolynomial> roots = squares_of_goal(sum, elements, k);
    roots.insert(roots.end(), elements.begin(), elements.end());
    for (std::size_t i = 0; i < elements.size(); ++i)
      for (std::size_t j = i + 1; j < elements.size(); ++j)
        for (const ExactPolynomial& root : {elements[i] - elements[j], elements[i] + elements[j]})
          roots.push_back(root);
    for (const ExactPolynomial& root : roots) {
      const Fact fact{root * root, Sign::nonnegative};
      const Fact summed{
          over_range(Operator::sum_over, sum.arguments()[0], sum.arguments()[1], proofs::closed(fact.polynomial, k)),
          Sign::nonnegative};
      if (is_visible(summed, facts())) continue;
      then(proofs::Have{summed}, [&](const Sequent& side) {
        return square_sum_proof(side, sum.arguments()[0], sum.arguments()[1], k, root);
      });
    }
  }
}

std::vector<ExactPolynomial> Geometry::squares_of_goal(const Atom& range, const std::vector<ExactPolynomial>& elements,
                                                       const std::string& index) const {
  const auto goal = rules_.reduced(chain_.sequent().goal.polynomial);
  const std::size_t size = elements.size();
  if (!goal || size < 3) return {};
  std::vector<std::vector<Rational>> form(size, std::vector<Rational>(size, Rational(0)));
  const ExactPolynomial k = ExactPolynomial::variable(index);
  for (const auto& [monomial, coefficient] : goal->rest.terms()) {
    const auto sum = single_atom(ExactPolynomial::term(1, monomial));
    if (!sum || sum->op() != Operator::sum_over || sum->arguments()[0] != range.arguments()[0] ||
        sum->arguments()[1] != range.arguments()[1])
      continue;
    const ExactPolynomial body = proofs::opened(sum->arguments()[2], k);
    for (std::size_t i = 0; i < size; ++i)
      for (std::size_t j = i; j < size; ++j)
        if (body == elements[i] * elements[j]) {
          form[i][j] = form[i][j] + coefficient / (i == j ? 1 : 2);
          form[j][i] = form[i][j];
        }
  }
  std::vector<ExactPolynomial> result;
  for (std::size_t i = 0; i < size; ++i) {
    if (proofs::sign(form[i][i]) <= 0) continue;
    ExactPolynomial root;
    const std::vector<Rational> row = form[i];
    for (std::size_t j = i; j < size; ++j) root = root + ExactPolynomial(row[j] / row[i]) * elements[j];
    for (std::size_t j = i; j < size; ++j)
      for (std::size_t l = i; l < size; ++l) form[j][l] = form[j][l] - row[j] * row[l] / row[i];
    result.push_back(root);
  }
  return result;
}

void Geometry::add_square_sum(const ExactPolynomial& sum) {
  if (is_known(sum, Sign::nonnegative)) return;
  const auto norm = norm_of(Atom::application(Operator::root, {ExactPolynomial(Rational(2)), sum}));
  if (!norm || norm->parts.size() != 1 || !norm->parts[0].range) return;
  const auto& [lower, upper] = *norm->parts[0].range;
  const std::string k = chain_.fresh("kjilh");
  const ExactPolynomial term = substitute(norm->parts[0].term, {{"#k", ExactPolynomial::variable(k)}});
  const ExactPolynomial first = lower, last = upper;
  then(proofs::Have{{sum, Sign::nonnegative}},
       [&](const Sequent& side) { return square_sum_proof(side, first, last, k, term); });
}

void Geometry::cauchy_schwarz() {
  std::vector<Norm> norms;
  for (const Atom& root : functions(Operator::root))
    if (auto norm = norm_of(root)) norms.push_back(std::move(*norm));
  if (norms.size() > most_norms) norms.resize(most_norms);
  for (std::size_t i = 0; i < norms.size(); ++i)
    for (std::size_t j = i + 1; j < norms.size(); ++j)
      if (norms[i].parts.size() == norms[j].parts.size()) compare(norms[i], norms[j]);
}

}  // namespace geq::prover
