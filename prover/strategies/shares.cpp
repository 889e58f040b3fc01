// SPDX-License-Identifier: GPL-3.0-or-later

/// Sums with as many terms as variables, t_1 + ... + t_n + C >= 0, where equality is suspected when all variables are
/// equal: the constant is shared out, t_i >= -C x_i^k / (x_1^k + ... + x_n^k). The exponent is the only one for which
/// both sides touch there. What is left has one term instead of n.
///
/// Untrusted: the exponent comes from differences in floating point; every share is proved.
/// Source: the first solution of IMO 2001, problem 2. Limits: variables that are known to be nonnegative, exponents
/// with denominators up to 12. Cost: n proofs with bounded effort.

#include <algorithm>
#include <array>
#include <cmath>

#include "prover/guess.hpp"
#include "prover/reductions/functions.hpp"
#include "prover/strategies/positive_sum.hpp"
#include "prover/strategies/root_multipliers.hpp"
#include "prover/strategies/strategies.hpp"

namespace geq::prover {

using proofs::Atom;
using proofs::ExactPolynomial;
using proofs::Rational;
using proofs::Sequent;
using proofs::Sign;

namespace {

/// The goal as a sum of terms, each with functions of its own, and a number.
struct SharedSum {
  std::vector<ExactPolynomial> terms;
  Rational constant = 0;
};

std::optional<SharedSum> shared_sum(const Sequent& sequent) {
  std::map<std::set<Atom>, ExactPolynomial> groups;
  SharedSum result;
  for (const auto& [monomial, coefficient] : sequent.goal.polynomial.terms()) {
    std::set<Atom> functions;
    for (const auto& power : monomial)
      if (!power.first.is_variable()) functions.insert(power.first);
    if (monomial.empty())
      result.constant = coefficient;
    else if (functions.empty())
      return {};
    else
      groups[functions].add(coefficient, monomial);
  }
  for (auto& [functions, term] : groups) result.terms.push_back(std::move(term));
  if (proofs::sign(result.constant) == 0 || result.terms.size() < 2) return {};
  return result;
}

/// p/q for the fraction with the smallest q <= 12 that is close.
std::optional<std::pair<long, long>> simple_fraction(double value) {
  constexpr double close = 1e-5, greatest = 20;
  if (!(std::abs(value) < greatest)) return {};
  for (long q = 1; q <= 12; ++q) {
    const double p = std::round(value * static_cast<double>(q));
    if (std::abs(value - p / static_cast<double>(q)) < close) return std::pair{static_cast<long>(p), q};
  }
  return {};
}

/// A variable, and the power of it whose share touches a term.
struct Share {
  std::size_t variable;
  std::pair<long, long> exponent;
};

/// The logarithmic derivatives of the term where all variables have this value: all but one are the same.
std::optional<Share> touching_share(const ExactPolynomial& term, const std::vector<std::string>& names, double all) {
  constexpr double step = 1e-4, close = 1e-5;
  std::map<std::string, double> point;
  for (const std::string& name : names) point[name] = all;
  std::vector<double> slopes;
  for (const std::string& name : names) {
    std::array<double, 2> values{};
    for (const std::size_t side : {std::size_t{0}, std::size_t{1}}) {
      point[name] = all * (side == 0 ? 1 - step : 1 + step);
      values[side] = std::log(std::abs(evaluate(term, point)));
    }
    point[name] = all;
    slopes.push_back((values[1] - values[0]) / std::log((1 + step) / (1 - step)));
  }
  for (std::size_t i = 0; i < slopes.size(); ++i) {
    const double other = slopes[i == 0 ? 1 : 0];
    bool single = std::abs(slopes[i] - other) > close;
    for (std::size_t j = 0; j < slopes.size(); ++j) single = single && (j == i || std::abs(slopes[j] - other) < close);
    const auto exponent = single ? simple_fraction(slopes[i] - other) : std::nullopt;
    if (exponent) return Share{i, *exponent};
  }
  return {};
}

ExactPolynomial rational_power(const ExactPolynomial& base, const std::pair<long, long>& exponent) {
  const ExactPolynomial root =
      exponent.second == 1 ? base : proofs::root(static_cast<unsigned long>(exponent.second), base);
  const ExactPolynomial result = power(root, static_cast<unsigned long>(std::abs(exponent.first)));
  return exponent.first < 0 ? reciprocal(result) : result;
}

/// What each term is compared with, and the denominator of all shares.
struct Shares {
  std::vector<proofs::Fact> claims;
  ExactPolynomial total;
};

/// Which variable's share a term gets differs from term to term; the exponent does not.
std::optional<Shares> shares_at(double all, const SharedSum& sum, const std::vector<std::string>& names) {
  std::set<std::size_t> used;
  std::optional<std::pair<long, long>> exponent;
  std::vector<ExactPolynomial> parts;
  Shares result;
  for (const ExactPolynomial& term : sum.terms) {
    const auto share = touching_share(term, names, all);
    if (!share || !used.insert(share->variable).second || (exponent && *exponent != share->exponent)) return {};
    exponent = share->exponent;
    parts.push_back(rational_power(ExactPolynomial::variable(names[share->variable]), share->exponent));
    result.total = result.total + parts.back();
  }
  const ExactPolynomial inverse = reciprocal(result.total);
  for (std::size_t i = 0; i < parts.size(); ++i)
    result.claims.push_back({sum.terms[i] + ExactPolynomial(sum.constant) * parts[i] * inverse, Sign::nonnegative});
  return result;
}

/// Closes the goal; `sum` is the place of the fact that the sum of the variables is positive, if there is one.
bool close(const Shares& shares, const SharedSum& sum, std::optional<std::size_t> base, Effort effort,
           Derivation& proof, Search& search) {
  std::vector<std::size_t> from;
  for (std::size_t i = 0; i < proof.sequent.facts.size(); ++i) from.push_back(i);
  const proofs::Fact positive{shares.total, Sign::positive};
  if (is_visible(positive, proof.sequent.facts)) {
    if (!proof.have(positive, Steps{})) return false;
  } else if (!base || !have_positive_form(shares.total, *base, from, proof, search)) {
    return false;
  }
  from.push_back(proof.last());
  const proofs::Fact whole{shares.total * reciprocal(shares.total) - ExactPolynomial(Rational(1)), Sign::zero};
  if (!have_proved(whole, from, proof, Effort::small(), search)) return false;
  proofs::Combination last;
  last.multiples.push_back({proof.last(), ExactPolynomial(-sum.constant)});
  for (const proofs::Fact& claim : shares.claims) {
    if (search.is_over() || !have_proved(claim, from, proof, {effort.cones, false}, search)) return false;
    last.summands.push_back({1, {{proof.last(), 1}}, ExactPolynomial(Rational(1))});
  }
  return proof.close(last);
}

bool has_roots(const ExactPolynomial& polynomial) {
  const std::vector<Atom> functions = functions_in(polynomial);
  return std::any_of(functions.begin(), functions.end(),
                     [](const Atom& atom) { return root_degree(atom).has_value(); });
}

}  // namespace

std::optional<Steps> equal_shares(const Sequent& sequent, const Origin&, Effort effort, Search& search) {
  if (sequent.goal.sign != Sign::nonnegative || !has_roots(sequent.goal.polynomial)) return {};
  const auto sum = shared_sum(sequent);
  const std::vector<std::string> names = goal_variables(sequent);
  if (!sum || sum->terms.size() != names.size()) return {};
  if (!std::all_of(names.begin(), names.end(), [&](const auto& name) { return is_nonnegative(name, sequent); }))
    return {};
  const SamplePoints samples(sequent);
  for (const double all : {1.0, 1.0 / 2, 1.0 / 3, 2.0, 3.0}) {
    const auto shares = shares_at(all, *sum, names);
    if (!shares || std::any_of(shares->claims.begin(), shares->claims.end(), [&](const proofs::Fact& claim) {
          return samples.is_negative_somewhere(claim.polynomial);
        }))
      continue;
    Derivation proof(sequent, Origin().sufficient());
    if (close(*shares, *sum, {}, effort, proof, search)) return proof.steps;
    if (auto steps = with_positive_sum(sequent, names, [&](Derivation& inner) {
          return close(*shares, *sum, inner.last(), effort, inner, search);
        }))
      return steps;
  }
  return {};
}

}  // namespace geq::prover
