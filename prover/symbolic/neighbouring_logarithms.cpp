// SPDX-License-Identifier: GPL-3.0-or-later
#include "prover/symbolic/neighbouring_logarithms.hpp"

#include <algorithm>
#include <cstdlib>

#include "proofs/kernel/normal_form.hpp"
#include "prover/reductions/functions.hpp"
#include "prover/side_chain.hpp"
#include "prover/strategies/strategies.hpp"
#include "prover/symbolic/gibbs.hpp"
#include "prover/symbolic/integer_bounds.hpp"
#include "prover/symbolic/log_chain.hpp"
#include "prover/symbolic/products.hpp"

namespace geq::prover {

using proofs::application;
using proofs::Atom;
using proofs::ExactPolynomial;
using proofs::Fact;
using proofs::Operator;
using proofs::Rational;
using proofs::Sequent;
using proofs::Sign;

namespace {

const ExactPolynomial one{Rational(1)};
constexpr std::size_t most_for_tangents = 2;  // logarithms

ExactPolynomial log(const ExactPolynomial& value) { return application(Operator::log, {value}); }

/// slope x + constant, with slope > 0.
struct Line {
  Rational slope, constant;
};
std::optional<Line> line_of(const ExactPolynomial& polynomial, const std::string& variable) {
  const auto c = coefficients_in(Atom::variable(variable), polynomial);
  if (c.size() != 2 || !c[0].constant() || !c[1].constant() || proofs::sign(*c[1].constant()) <= 0) return {};
  return Line{*c[1].constant(), *c[0].constant()};
}

std::vector<Atom> logarithms_of(const ExactPolynomial& polynomial, const std::string& variable) {
  std::vector<Atom> result;
  for (const Atom& atom : functions_in(polynomial))
    if (atom.op() == Operator::log && variables(ExactPolynomial(atom)).contains(variable)) result.push_back(atom);
  return result;
}

class Neighbours {
 public:
  Neighbours(std::string variable, const Origin& origin, Search& search)
      : variable_(std::move(variable)), origin_(origin.sufficient()), search_(search) {}

  std::optional<Steps> run(const Sequent& sequent) {
    SideChain chain(sequent, linear_side);
    forget_functions(chain);
    if (!take_factors_apart(chain)) return {};
    if (is_done(chain)) return chain.followed_by({proofs::Visible{}});
    if (!from_the_smallest(chain)) return {};
    for (const bool quotients : {true, false}) {
      if (search_.is_over()) return {};
      SideChain attempt = chain;
      if (!take_apart(attempt, quotients)) continue;
      if (is_done(attempt)) return attempt.followed_by({proofs::Visible{}});
      auto rest = derivative_chains(attempt.sequent(), origin_, Effort::small(), search_);
      if (!rest && logarithms_of(attempt.sequent().goal.polynomial, variable_).size() <= most_for_tangents)
        rest = gibbs_inequalities(attempt.sequent(), origin_, Effort::small(), search_);
      if (rest) return attempt.followed_by(*rest);
    }
    return {};
  }

 private:
  static bool is_done(const SideChain& chain) { return is_visible(chain.sequent().goal, chain.sequent().facts); }

  /// The variable is any real number from here on.
  static void forget_functions(SideChain& chain) {
    proofs::Forget others;
    const std::vector<Fact>& facts = chain.sequent().facts;
    for (std::size_t i = 0; i < facts.size(); ++i)
      if (!functions_in(facts[i].polynomial).empty()) others.facts.push_back(i);
    if (!others.facts.empty()) chain.then(others);
  }

  /// Logarithms of products and quotients of lines by those of the factors.
  bool take_factors_apart(SideChain& chain) const {
    for (const Atom& atom : logarithms_of(chain.sequent().goal.polynomial, variable_)) {
      const ExactPolynomial& argument = atom.arguments()[0];
      if (line_of(argument, variable_)) continue;
      const auto factors = factors_of(argument);
      if (!factors || proofs::sign(factors->constant) <= 0) return false;
      ExactPolynomial sum = factors->constant == 1 ? ExactPolynomial() : log(ExactPolynomial(factors->constant));
      ExactPolynomial product{factors->constant};
      for (const auto& [base, exponent] : factors->powers) {
        if (!line_of(base, variable_) || !chain.then(proofs::Have{{base, Sign::positive}})) return false;
        sum = sum + ExactPolynomial(Rational(exponent)) * log(base);
        product =
            product * power(exponent > 0 ? base : reciprocal(base), static_cast<unsigned long>(std::abs(exponent)));
      }
      const auto multiple = difference_by_cancelling(chain, product - argument);
      if (!multiple || !replace(chain, argument, sum, *multiple)) return false;
    }
    // What is left of 2 n + 1 and n + 1/2 may be the same.
    for (const Atom& atom : logarithms_of(chain.sequent().goal.polynomial, variable_)) {
      const ExactPolynomial& argument = atom.arguments()[0];
      const Line line = *line_of(argument, variable_);
      if (line.slope == 1 || line.constant == 0) continue;
      const ExactPolynomial monic = argument * ExactPolynomial(1 / line.slope);
      if (!chain.then(proofs::Have{{monic, Sign::positive}}) ||
          !replace(chain, argument, log(ExactPolynomial(line.slope)) + log(monic), {}))
        return false;
    }
    take_numbers_apart(chain);
    return true;
  }

  /// The difference as a number times q/q - 1, which joins the facts.
  std::optional<Multiple> difference_by_cancelling(SideChain& chain, const ExactPolynomial& difference) const {
    if (difference.is_zero()) return Multiple{};
    for (const Atom& divided : proofs::reciprocals(difference)) {
      const ExactPolynomial& q = divided.arguments()[0];
      const Fact cancels{q * ExactPolynomial(divided) - one, Sign::zero};
      const auto& [monomial, c] = *cancels.polynomial.terms().begin();
      const auto own = difference.terms().find(monomial);
      if (own == difference.terms().end()) continue;
      const ExactPolynomial factor{Rational(own->second / c)};
      if (factor * cancels.polynomial != difference) continue;
      const Steps proof = cancelling_proof(q, chain.sequent());
      if (!chain.then(proofs::Have{cancels}, [&](const Sequent&) { return std::optional(proof); })) return {};
      return Multiple{chain.sequent().facts.size() - 1, factor};
    }
    return {};
  }

  /// Puts the sum in place of log(argument) in the goal; exp(sum) is the argument and that multiple of an equation.
  bool replace(SideChain& chain, const ExactPolynomial& argument, const ExactPolynomial& sum,
               const Multiple& multiple) const {
    if (!chain.then(proofs::Have{{argument, Sign::positive}})) return false;
    const std::size_t positive = chain.sequent().facts.size() - 1;
    const auto shown = [&](const Sequent& side) { return logarithm_as_sum(side, argument, sum, positive, multiple); };
    if (!chain.then(proofs::Have{{log(argument) - sum, Sign::zero}}, shown)) return false;
    const auto c = coefficients_in(*atoms(log(argument)).begin(), chain.sequent().goal.polynomial);
    return c.size() == 2 && chain.then(proofs::Rewrite{chain.sequent().facts.size() - 1, -c[1]});
  }

  /// The smallest of the arguments, over its slope, as the variable, which is known to be positive.
  bool from_the_smallest(SideChain& chain) {
    std::optional<Rational> least;
    for (const Atom& atom : logarithms_of(chain.sequent().goal.polynomial, variable_)) {
      const auto line = line_of(atom.arguments()[0], variable_);
      if (!line) return false;
      const Rational shift = line->constant / line->slope;
      least = least ? std::min(*least, shift) : shift;
    }
    if (!least) return false;
    if (*least != 0) {
      const std::string name = fresh_names(chain.sequent(), "mpqrst", 1).front();
      const ExactPolynomial shift{*least};
      if (!chain.then(proofs::Put{{{name, ExactPolynomial::variable(variable_) + shift}},
                                  {{variable_, ExactPolynomial::variable(name) - shift}}}))
        return false;
      variable_ = name;
    }
    x_ = ExactPolynomial::variable(variable_);
    return chain.then(proofs::Have{{x_, Sign::positive}});
  }

  /// All logarithms of the goal by simpler ones; with those of quotients, or of primitive arguments only.
  bool take_apart(SideChain& chain, bool quotients) {
    for (const Atom& atom : logarithms_of(chain.sequent().goal.polynomial, variable_)) {
      const Line line = *line_of(atom.arguments()[0], variable_);
      if (line.slope == 1 && (line.constant == 0 || !quotients)) continue;
      if (line.constant == 0 ? !chain.then(proofs::Identity{ExactPolynomial(atom), 1}) : !split(chain, line, quotients))
        return false;
    }
    take_numbers_apart(chain);
    return true;
  }

  static void take_numbers_apart(SideChain& chain) {
    for (const Atom& atom : functions_in(chain.sequent().goal.polynomial))
      if (atom.op() == Operator::log && atom.arguments()[0].constant())
        chain.then(proofs::Identity{ExactPolynomial(atom), 1});
  }

  bool split(SideChain& chain, const Line& line, bool quotients) {
    const ExactPolynomial shift{Rational(line.constant / line.slope)};
    const ExactPolynomial argument = ExactPolynomial(line.slope) * (x_ + shift);
    ExactPolynomial sum = quotients ? log(x_) + log(one + shift * reciprocal(x_)) : log(x_ + shift);
    if (line.slope != 1) sum = sum + log(ExactPolynomial(line.slope));
    const ExactPolynomial remainder =
        quotients ? ExactPolynomial(line.constant) * (x_ * reciprocal(x_) - one) : ExactPolynomial();
    const auto multiple = difference_by_cancelling(chain, remainder);
    return multiple && replace(chain, argument, sum, *multiple);
  }

  std::string variable_;
  Origin origin_;
  Search& search_;
  ExactPolynomial x_;
};

}  // namespace

std::optional<Steps> neighbouring_logarithms(const Sequent& sequent, const Origin& origin, Search& search) {
  const std::vector<std::string> names = goal_variables(sequent);
  if (names.size() != 1 || !lower_bound_of(names.front(), sequent)) return {};
  if (sequent.goal.sign != Sign::nonnegative && sequent.goal.sign != Sign::positive) return {};
  const std::set<Atom> found = atoms(sequent.goal.polynomial);
  const bool elementary = std::all_of(found.begin(), found.end(), [&](const Atom& atom) {
    return atom.is_variable() || atom.op() == Operator::log || atom.op() == Operator::quotient ||
           variables(ExactPolynomial(atom)).empty();
  });
  if (!elementary || logarithms_of(sequent.goal.polynomial, names.front()).empty()) return {};
  return Neighbours(names.front(), origin, search).run(sequent);
}

}  // namespace geq::prover
