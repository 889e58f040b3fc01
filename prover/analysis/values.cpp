// SPDX-License-Identifier: GPL-3.0-or-later
#include "proofs/kernel/binders.hpp"
#include "proofs/kernel/normal_form.hpp"
#include "prover/analysis/analysis.hpp"
#include "prover/analysis/antiderivatives.hpp"
#include "prover/analysis/bounds.hpp"
#include "prover/analysis/domination.hpp"
#include "prover/analysis/merged_exponentials.hpp"
#include "prover/analysis/side_conditions.hpp"

namespace geq::prover {

using proofs::Antiderivative;
using proofs::Atom;
using proofs::ExactPolynomial;
using proofs::Fact;
using proofs::Operator;
using proofs::Rational;
using proofs::Sequent;
using proofs::Sign;

bool Analysis::establish(SideChain& chain, const ExactPolynomial& integral) {
  if (is_known_to_exist(integral, chain.sequent().facts)) return true;
  if (find_value(chain, integral)) return true;
  const auto of = proofs::over_interval(integral, Operator::integral);
  if (!of) return false;
  if (chain.then(proofs::Continuous{chain.fresh("x"), integral})) return true;
  if (establish_nested(chain, integral)) return true;
  const std::string variable = chain.fresh("x");
  std::vector<ExactPolynomial> bounds = bounds_of(*of, variable, chain.sequent());
  if (const auto greatest = with_symbolic_exponents(opened(of->body, ExactPolynomial::variable(variable))))
    bounds.insert(bounds.begin(), *greatest);
  for (const ExactPolynomial& bound : bounds) {
    if (search_.is_over()) return false;
    SideChain attempt = chain;
    const ExactPolynomial other = atom_over(Operator::integral, {of->interval, proofs::closed(bound, variable)});
    if (other == integral || !find_value(attempt, other)) continue;
    if (!attempt.then(proofs::Dominate{attempt.fresh("x"), integral, {{ExactPolynomial(Rational(1)), other}}}))
      continue;
    chain = attempt;
    return true;
  }
  return false;
}

bool Analysis::find_value(SideChain& chain, const ExactPolynomial& integral) {
  if (value_of(chain.sequent(), integral)) return true;
  if (chain.then(proofs::Gaussian{integral})) return true;
  const auto of = proofs::over_interval(integral, Operator::integral);
  if (!of) return false;
  const std::string variable = chain.fresh("x");
  if (analysis_in({opened(of->body, ExactPolynomial::variable(variable)), Sign::zero}))
    return find_nested_value(chain, integral);
  if (const auto merged = with_merged_exponentials(opened(of->body, ExactPolynomial::variable(variable))))
    return find_value_by(chain, integral,
                         atom_over(Operator::integral, {of->interval, proofs::closed(*merged, variable)}));
  if (find_value_from_middle(chain, integral, *of, variable)) return true;
  const auto lower = of->interval.lower.constant();
  const auto upper = of->interval.upper.constant();
  Place place;
  if (of->interval.ends == proofs::Ends::finite && lower && upper) place.inside = (*lower + *upper) / 2;
  place.to_infinity = of->interval.ends == proofs::Ends::above;
  if (place.to_infinity && lower) place.inside = *lower + 1;
  const auto function = antiderivative(opened(of->body, ExactPolynomial::variable(variable)), variable, place);
  if (!function) return false;
  state_positive_logarithms(chain, *function, variable, of->interval);
  using Because = Antiderivative::Because;
  for (const Because because : {Because::nonnegative, Because::nonpositive})
    if (chain.then(Antiderivative{variable, integral, *function, because})) return true;
  return find_value_of_both_signs(chain, integral, *of, *function, variable);
}

bool Analysis::find_value_of_both_signs(SideChain& chain, const ExactPolynomial& integral,
                                        const proofs::OverInterval& of, const ExactPolynomial& function,
                                        const std::string& variable) {
  // The bounds are not bounded in turn.
  if (!proofs::mentions_bound(of.body) || is_bounding_) return false;
  const Within bounding(is_bounding_, true);
  return find_bounded_value(chain, integral, of, function, variable);
}

bool Analysis::find_bounded_value(SideChain& chain, const ExactPolynomial& integral, const proofs::OverInterval& of,
                                  const ExactPolynomial& function, const std::string& variable) {
  const bool finite = of.interval.ends == proofs::Ends::finite;
  for (const ExactPolynomial& bound : bounds_of(of, variable, chain.sequent())) {
    SideChain attempt = chain;
    const ExactPolynomial other = atom_over(Operator::integral, {of.interval, proofs::closed(bound, variable)});
    if (other != integral && finite != variables(bound).contains(variable) && find_value(attempt, other) &&
        find_dominated_value(attempt, integral, function, variable, other)) {
      chain = attempt;
      return true;
    }
  }
  return false;
}

bool Analysis::find_dominated_value(SideChain& chain, const ExactPolynomial& integral, const ExactPolynomial& function,
                                    const std::string& variable, const ExactPolynomial& bound) {
  if (!chain.then(proofs::Dominate{chain.fresh("x"), integral, {{ExactPolynomial(Rational(1)), bound}}})) return false;
  const std::string fresh = chain.fresh("x");
  return chain.then(
      Antiderivative{fresh, integral, renamed(function, variable, fresh), Antiderivative::Because::integrable});
}

ExactPolynomial Analysis::renamed(const ExactPolynomial& polynomial, const std::string& from, const std::string& to) {
  return substitute(polynomial, {{from, ExactPolynomial::variable(to)}});
}

std::optional<std::size_t> Analysis::value_of(const Sequent& sequent, const ExactPolynomial& integral) {
  const Atom atom = *atoms(integral).begin();
  for (std::size_t i = 0; i < sequent.facts.size(); ++i) {
    const Fact& fact = sequent.facts[i];
    if (fact.sign != Sign::zero || degree_in(atom, fact.polynomial) != 1) continue;
    const auto c = coefficients_in(atom, fact.polynomial);
    if (c[1] == ExactPolynomial(Rational(1)) && !analysis_in({c[0], Sign::zero})) return i;
  }
  return {};
}

std::optional<ExactPolynomial> Analysis::evaluated(const Sequent& sequent) {
  SideChain chain = started(sequent);
  ExactPolynomial value = sequent.goal.polynomial;
  for (const Operator op : {Operator::limit, Operator::integral})
    for (const ExactPolynomial& atom : analysis_atoms(op, {{}, {}, {value, Sign::zero}})) {
      if (!(op == Operator::limit ? find_limit(chain, atom) : find_value(chain, atom))) return {};
      const Fact& fact = chain.sequent().facts[*value_of(chain.sequent(), atom)];
      value = replace_atom(value, *atoms(atom).begin(), atom - fact.polynomial);
    }
  if (analysis_in({value, Sign::zero})) return {};
  return value;
}

void Analysis::substitute_value(SideChain& chain, const ExactPolynomial& integral) {
  const Atom atom = *atoms(integral).begin();
  const auto fact = value_of(chain.sequent(), integral);
  for (int round = 0; fact && round < 20 && degree_in(atom, chain.sequent().goal.polynomial) > 0; ++round) {
    const auto c = coefficients_in(atom, chain.sequent().goal.polynomial);
    if (!chain.then(proofs::Rewrite{*fact, -(c.back() * power(integral, c.size() - 2))})) return;
  }
}

void Analysis::state_positive_logarithms(SideChain& chain, const ExactPolynomial& function, const std::string& variable,
                                         const proofs::RealInterval& interval) {
  if (interval.ends != proofs::Ends::finite) return;
  for (const Atom& atom : atoms(function)) {
    if (atom.op() != Operator::log || !variables(ExactPolynomial(atom)).contains(variable)) continue;
    for (const ExactPolynomial& end : {interval.lower, interval.upper}) {
      const proofs::Fact positive{substitute(atom.arguments()[0], {{variable, end}}), Sign::positive};
      if (positive.polynomial.constant() || variables(positive.polynomial).empty()) continue;
      if (!is_visible(positive, chain.sequent().facts)) chain.then(proofs::Have{positive});
    }
  }
}

}  // namespace geq::prover
