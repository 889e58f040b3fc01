// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>

#include "proofs/kernel/univariate.hpp"
#include "proofs/render/narrator.hpp"

namespace geq::render {

using proofs::Atom;
using proofs::evaluate;
using proofs::ExactPolynomial;
using proofs::Fact;
using proofs::Interval;
using proofs::Rational;
using proofs::Sign;
using proofs::sign;
using proofs::Term;

namespace {

/// The interval that the facts c1 * x + c0 (sign) 0 give, as the kernel computes it.
Interval interval_of(const Atom& variable, const std::vector<Fact>& facts) {
  Interval interval;
  for (const Fact& fact : facts) {
    if (fact.sign == Sign::nonzero || degree_in(variable, fact.polynomial) != 1) continue;
    const auto line = univariate(fact.polynomial, variable);
    if (!line) continue;
    const Interval::End end{-(*line)[0] / (*line)[1], fact.sign == Sign::positive};
    const bool increasing = sign((*line)[1]) > 0;
    const auto tighter = [&](const std::optional<Interval::End>& old, bool above) {
      if (!old) return true;
      if (old->value == end.value) return end.open;
      return above ? end.value > old->value : end.value < old->value;
    };
    if ((increasing || fact.sign == Sign::zero) && tighter(interval.lower, true)) interval.lower = end;
    if ((!increasing || fact.sign == Sign::zero) && tighter(interval.upper, false)) interval.upper = end;
  }
  return interval;
}

/// 0 <= x < 3, x > 0, or nothing for the whole line.
Formula range_formula(const Formula& variable, const Interval& interval) {
  if (interval.lower && interval.upper) {
    Formula result = number(interval.lower->value);
    result << Formula(interval.lower->open ? Symbol::less : Symbol::less_equal) << variable
           << Formula(interval.upper->open ? Symbol::less : Symbol::less_equal) << number(interval.upper->value);
    return result;
  }
  if (interval.lower)
    return relation(variable, interval.lower->open ? Symbol::greater : Symbol::greater_equal,
                    number(interval.lower->value));
  if (interval.upper)
    return relation(variable, interval.upper->open ? Symbol::less : Symbol::less_equal, number(interval.upper->value));
  return {};
}

bool is_degenerate(const Interval& interval) {
  return interval.lower && interval.upper && interval.lower->value >= interval.upper->value;
}

/// A simple point strictly inside where the polynomial is not zero; none for intervals of one point.
std::optional<Rational> sample(const proofs::Univariate& polynomial, const Interval& interval) {
  if (polynomial.empty() || is_degenerate(interval)) return {};
  for (std::size_t i = 1; i <= 4 * polynomial.size() + 4; ++i) {
    const Rational step(static_cast<unsigned long>(i));
    Rational point = step;
    if (interval.lower && interval.upper)
      point = interval.lower->value + (interval.upper->value - interval.lower->value) / (step + 1);
    else if (interval.lower)
      point = interval.lower->value + step;
    else if (interval.upper)
      point = interval.upper->value - step;
    else
      point = i % 2 == 1 ? Rational((step - 1) / 2) : Rational(-step / 2);
    if (sign(evaluate(polynomial, point)) != 0) return point;
  }
  return {};
}

OneVariableShown shown(const Formula& name, const Term& variable, const proofs::Univariate& polynomial, Sign wanted,
                       const Interval& interval, Formula claim) {
  OneVariableShown result{
      wanted == Sign::nonnegative ? OneVariableShown::Kind::no_odd_zero : OneVariableShown::Kind::no_zero,
      name,
      Formula(variable),
      range_formula(Formula(variable), interval),
      {},
      std::move(claim)};
  const auto point = sample(polynomial, interval);
  if (!point || wanted == Sign::zero) {
    result.kind = OneVariableShown::Kind::exact;
    return result;
  }
  const Rational value = evaluate(polynomial, *point);
  result.sample = name;
  result.sample << Formula(Symbol::open) << number(*point) << Formula(Symbol::close) << Formula(Symbol::equal)
                << number(value);
  if (wanted != Sign::nonzero) result.sample << Formula(Symbol::greater) << number(0);
  return result;
}

bool is_nonnegative(const Atom& atom, const std::vector<Fact>& facts) {
  const auto known = sign_of(atom, facts);
  return known && *known != Sign::nonzero;
}

}  // namespace

std::optional<Next> Narrator::tell(const proofs::OneVariable&, std::size_t node, const Topic& topic, Items& items) {
  const proofs::Sequent& here = sequent(node);
  const Atom variable = *atoms(here.goal.polynomial).begin();
  const auto polynomial = univariate(here.goal.polynomial, variable);
  Item item{"", written_out(topic, here.goal.polynomial), {}, {}};
  item.sentences.push_back(shown(named(topic.goal), as_term(ExactPolynomial(variable)), polynomial.value(),
                                 here.goal.sign, interval_of(variable, here.facts), claim(topic.goal, here.goal.sign)));
  items.push_back(std::move(item));
  return {};
}

std::optional<Next> Narrator::tell(const proofs::TwoVariables&, std::size_t node, const Topic& topic, Items& items) {
  const proofs::Sequent& here = sequent(node);
  const ExactPolynomial& form = here.goal.polynomial;
  const std::set<Atom> found = atoms(form);
  Atom u = *found.begin();
  Atom v = *found.rbegin();
  if (!is_nonnegative(v, here.facts)) std::swap(u, v);
  const bool quadrant = is_nonnegative(v, here.facts) && is_nonnegative(u, here.facts);
  const auto degree = static_cast<unsigned long>(homogeneous_degree(form).value_or(0));
  FreshNames local = names_;  // used in this sentence only
  const std::string p = local.take({"p", "q", "r", "P", "Q", "R"});
  const std::string x = local.take({"x", "y", "z", "t", "s", "X"});
  ExactPolynomial ratio;
  for (const auto& [monomial, coefficient] : form.terms())
    ratio = ratio + ExactPolynomial(coefficient) * power(ExactPolynomial::variable(x), exponent_of(u, monomial));
  Interval interval;
  if (quadrant) interval.lower = Interval::End{0, sign_of(u, here.facts) == Sign::positive};
  Formula p_of_x = named(p) << Formula(Symbol::open) << named(x) << Formula(Symbol::close);
  const Term u_term = as_term(ExactPolynomial(u));
  const Term v_term = as_term(ExactPolynomial(v));
  // p(x) is a call, which terms do not have: the power of v and the call stand side by side.
  Formula identity = relation(named(topic.goal), Symbol::equal, Formula(power_of(v_term, degree)));
  identity << Formula(Symbol::times) << p_of_x;
  const auto polynomial = univariate(ratio, Atom::variable(x));
  Item item{"", written_out(topic, form), {}, {}};
  item.sentences.push_back(
      RatioShown{std::move(identity),
                 relation(named(x), Symbol::equal, Formula(Term::apply(proofs::Operator::quotient, {u_term, v_term}))),
                 p_of_x, expansion(ratio), sign_of(v, here.facts) == Sign::positive ? Formula() : Formula(v_term),
                 shown(named(p), Term::variable(x), polynomial.value(), here.goal.sign, interval,
                       claim(topic.goal, here.goal.sign)),
                 here.goal.sign == Sign::positive});
  items.push_back(std::move(item));
  return {};
}

std::optional<Next> Narrator::tell(const proofs::Group& step, std::size_t node, const Topic& topic, Items& items) {
  const proofs::Sequent& here = sequent(node);
  const Atom variable = Atom::variable(step.variable);
  const std::vector<ExactPolynomial> c = coefficients_in(variable, here.goal.polynomial);
  const bool strict = here.goal.sign == Sign::positive;
  const auto is_seen = [&](std::size_t k) {
    return is_visible({c[k], strict && k == step.strict ? Sign::positive : Sign::nonnegative}, here.facts);
  };
  std::size_t seen_terms = 0;
  for (std::size_t k = 0; k < c.size(); ++k) seen_terms += is_seen(k) ? c[k].terms().size() : 0;
  std::vector<std::string> names;
  std::vector<Term> terms;
  std::vector<Formula> visible;
  std::vector<Becomes> values;
  ExactPolynomial rest;  // what needs no further argument, when it is too long to be read
  for (std::size_t k = c.size(); k-- > 0;) {
    if (c[k].is_zero()) continue;
    const ExactPolynomial power = proofs::power(ExactPolynomial(variable), static_cast<unsigned long>(k));
    Term factor = as_term(c[k]);
    if (!is_seen(k)) {
      names.insert(names.begin(), names_.goal());
      values.push_back({named(names.front()), expansion(c[k])});
      factor = Term::variable(names.front());
    } else if (seen_terms > max_inline_terms) {
      rest = rest + c[k] * power;
      continue;
    } else {
      visible.push_back(Formula(factor));
    }
    terms.push_back(k == 0 ? factor : product_of({factor, as_term(power)}));
  }
  if (!rest.is_zero()) {
    const std::string name = names_.goal();
    values.push_back({named(name), expansion(rest)});
    visible.push_back(named(name));
    terms.push_back(Term::variable(name));
  }
  Item item{"", written_out(topic, here.goal.polynomial), {}, {}};
  item.sentences.push_back(Grouped{named(step.variable),
                                   relation(named(topic.goal), Symbol::equal, Formula(sum_of(std::move(terms)))),
                                   known_signs({step.variable}, here.facts).front(), std::move(values)});
  if (!visible.empty()) item.sentences.push_back(VisibleParts{std::move(visible)});
  if (!names.empty()) return remaining_parts(node, names, topic, std::move(item), items);
  item.sentences.push_back(Concluded{claim(topic.goal, here.goal.sign)});
  items.push_back(std::move(item));
  return {};
}

std::optional<Next> Narrator::tell(const proofs::Quadratic& step, std::size_t node, const Topic& topic, Items& items) {
  const proofs::Sequent& here = sequent(node);
  const std::vector<ExactPolynomial> c = coefficients_in(Atom::variable(step.variable), here.goal.polynomial);
  const std::string first = names_.take({"A"}), second = names_.take({"B"}), third = names_.take({"C"});
  const std::string last = names_.take({"D"});
  const Term x = Term::variable(step.variable);
  const auto times = [](const std::string& name, const Term& factor) {
    return product_of({Term::variable(name), factor});
  };
  const Formula identity =
      relation(named(topic.goal), Symbol::equal,
               Formula(sum_of({times(first, power_of(x, 2)), times(second, x), Term::variable(third)})));
  const Term product = product_of({Term::number(4), Term::variable(first), Term::variable(third)});
  const Formula discriminant =
      relation(named(last), Symbol::equal, Formula(difference(product, power_of(Term::variable(second), 2))));
  AsQuadratic sentence{named(step.variable), identity, {}, names_list({first, third, last})};
  const ExactPolynomial d = ExactPolynomial(Rational(4)) * c[2] * c[0] - c[1] * c[1];
  Item item{"", written_out(topic, here.goal.polynomial), {}, {}};
  std::vector<std::string> open;
  std::vector<Formula> visible;
  const auto part = [&](const std::string& name, const ExactPolynomial& polynomial, std::optional<Sign> wanted) {
    sentence.values.push_back({name == last ? discriminant : named(name), expansion(polynomial)});
    if (!wanted || polynomial.is_zero()) return;
    if (is_visible({polynomial, *wanted}, here.facts))
      visible.push_back(named(name));
    else
      open.push_back(name);
  };
  part(first, c[2], Sign::nonnegative);
  part(second, c[1], {});
  part(third, c[0], Sign::nonnegative);
  part(last, d, here.goal.sign);
  item.sentences.push_back(std::move(sentence));
  if (!visible.empty()) item.sentences.push_back(VisibleParts{std::move(visible)});
  if (!open.empty()) return remaining_parts(node, open, topic, std::move(item), items);
  item.sentences.push_back(Concluded{claim(topic.goal, here.goal.sign)});
  items.push_back(std::move(item));
  return {};
}

}  // namespace geq::render
