// SPDX-License-Identifier: GPL-3.0-or-later
/// Roots of products become products of roots, and roots of variables become the variables: x = p^k.
#include <algorithm>
#include <numeric>

#include "prover/reductions/functions.hpp"
#include "prover/reductions/reductions.hpp"

namespace geq::prover {

using proofs::Atom;
using proofs::ExactPolynomial;
using proofs::Rational;
using proofs::Sequent;
using proofs::sign;
using proofs::Sign;

namespace {

constexpr unsigned long greatest_degree = 60;

struct Radical {
  Atom atom;
  unsigned long degree;
  Factors factors;
};

bool is_variable(const ExactPolynomial& base) {
  return base.terms().size() == 1 && base.terms().begin()->first.size() == 1 &&
         base.terms().begin()->first[0].first.is_variable() && base.terms().begin()->first[0].second == 1 &&
         base.terms().begin()->second == 1;
}

bool needs_root(long exponent, unsigned long degree) { return exponent % static_cast<long>(degree) != 0; }

/// A known nonnegative variable s with the fact s^k - base = 0.
struct KnownRoot {
  std::string name;
  unsigned long degree;
  std::size_t equation;
};

std::optional<KnownRoot> known_root(const ExactPolynomial& base, const Sequent& sequent);

/// Every factor whose root is needed is visibly >= 0 (> 0 below the line), and so is what remains under an even root.
/// Roots that are no product, of something else than a variable, are left alone.
bool can_be_taken_apart(const Radical& radical, const Sequent& sequent) {
  if (sign(radical.factors.constant) < 0) return false;
  const auto& powers = radical.factors.powers;
  const bool single = powers.size() == 1 && powers.begin()->second == 1 && !is_variable(powers.begin()->first);
  if (powers.empty() || (single && radical.factors.constant == 1)) return false;
  // A product of sums only: its root is a mean of the sums, which is easier to bound than the roots of each.
  const auto is_sum = [&](const auto& p) {
    return !is_variable(p.first) && p.second > 0 && p.second < static_cast<long>(radical.degree) &&
           !known_root(p.first, sequent);
  };
  if (std::all_of(powers.begin(), powers.end(), is_sum)) return false;
  for (const auto& [base, exponent] : powers) {
    const bool inner = needs_root(exponent, radical.degree);
    const bool odd = (exponent / static_cast<long>(radical.degree)) % 2 != 0;
    if (inner && !is_visible({base, exponent < 0 ? Sign::positive : Sign::nonnegative}, sequent.facts)) return false;
    if (!inner && radical.degree % 2 == 0 && odd && !is_visible({base, Sign::nonnegative}, sequent.facts)) return false;
    if (exponent < 0 && !is_visible({base, Sign::nonzero}, sequent.facts)) return false;
  }
  return true;
}

/// Roots without roots inside that can be taken apart.
std::vector<Radical> radicals_in(const Sequent& sequent) {
  std::vector<Radical> result;
  for (const Atom& atom : functions_in(sequent)) {
    const auto degree = root_degree(atom);
    if (!degree || atom.arguments()[1].constant()) continue;
    const std::vector<Atom> inside = functions_in(atom.arguments()[1]);
    const auto is_root = [](const Atom& inner) { return inner.op() != proofs::Operator::quotient; };
    if (std::any_of(inside.begin(), inside.end(), is_root)) continue;
    if (auto factors = factors_of(atom.arguments()[1]))
      if (Radical radical{atom, *degree, std::move(*factors)}; can_be_taken_apart(radical, sequent))
        result.push_back(std::move(radical));
  }
  return result;
}

std::optional<KnownRoot> known_root(const ExactPolynomial& base, const Sequent& sequent) {
  for (std::size_t i = 0; i < sequent.facts.size(); ++i) {
    if (sequent.facts[i].sign != Sign::zero) continue;
    const ExactPolynomial rest = sequent.facts[i].polynomial + base;
    if (rest.terms().size() != 1 || rest.terms().begin()->second != 1) continue;
    const proofs::Monomial& monomial = rest.terms().begin()->first;
    if (monomial.size() != 1 || !monomial[0].first.is_variable() || monomial[0].second < 2) continue;
    if (is_nonnegative(monomial[0].first.name(), sequent))
      return KnownRoot{monomial[0].first.name(), monomial[0].second, i};
  }
  return {};
}

/// The degree of the root of a base from which all roots that occur can be built.
unsigned long common_degree(const ExactPolynomial& base, const std::vector<Radical>& radicals) {
  unsigned long result = 1;
  for (const Radical& radical : radicals)
    if (const auto found = radical.factors.powers.find(base); found != radical.factors.powers.end())
      result = std::lcm(result,
                        radical.degree / std::gcd(radical.degree, static_cast<unsigned long>(std::abs(found->second))));
  return result;
}

/// root = product of the roots of its factors, with the proof that its power is the radicand. The equations of the
/// factors are facts.
std::optional<Reduction> product_of_roots(const Radical& radical, const Sequent& sequent, const Origin& origin) {
  ExactPolynomial value = proofs::root(radical.degree, ExactPolynomial(radical.factors.constant));
  std::vector<KnownRoot> used;
  for (const auto& [base, exponent] : radical.factors.powers) {
    ExactPolynomial factor = base;
    long power_of_factor = exponent / static_cast<long>(radical.degree);
    if (needs_root(exponent, radical.degree)) {
      const auto known = known_root(base, sequent);
      if (!known) return {};
      const long total = exponent * static_cast<long>(known->degree);
      if (total % static_cast<long>(radical.degree) != 0) return {};
      factor = ExactPolynomial::variable(known->name);
      power_of_factor = total / static_cast<long>(radical.degree);
      used.push_back(*known);
    }
    const ExactPolynomial one = power_of_factor < 0 ? reciprocal(factor) : factor;
    value = value * power(one, static_cast<unsigned long>(std::abs(power_of_factor)));
  }
  const proofs::Value step{ExactPolynomial(radical.atom), value};
  const auto remaining = proofs::apply(proofs::Step(step), sequent);
  if (!remaining) return {};
  Reduction result{step, origin, {}};
  // All but the last are side conditions: value^k = radicand, then value >= 0.
  for (std::size_t i = 0; i + 1 < remaining.value().size(); ++i) {
    Sequent side = remaining.value()[i];
    const auto perform = [&](const proofs::Step& next) {
      const auto after = proofs::apply(next, side);
      if (!after) return false;
      result.lemmas.push_back(next);
      if (after.value().empty()) return true;
      side = after.value().back();
      return false;
    };
    if (side.goal.sign != Sign::zero) return {};
    bool closed = false;
    if (const std::vector<Atom> inverses = reciprocals(side.goal.polynomial); !inverses.empty())
      closed = perform(
          proofs::Clear{std::vector<proofs::DenominatorSign>(inverses.size(), proofs::DenominatorSign::squared)});
    const auto lower = [&](const Atom& atom, unsigned long degree, std::size_t equation, const ExactPolynomial& to) {
      if (!closed && degree_in(atom, side.goal.polynomial) >= degree)
        closed = perform(proofs::Rewrite{equation, multiplier_that_lowers(side.goal.polynomial, atom, degree, to)});
    };
    for (const Atom& atom : atoms(side.goal.polynomial))
      if (const auto degree = root_degree(atom))
        if (const auto equation =
                index_of({power(ExactPolynomial(atom), *degree) - atom.arguments()[1], Sign::zero}, side))
          lower(atom, *degree, *equation, atom.arguments()[1]);
    for (const KnownRoot& known : used) {
      const Atom variable = Atom::variable(known.name);
      lower(variable, known.degree, known.equation,
            power(ExactPolynomial(variable), known.degree) - side.facts[known.equation].polynomial);
    }
    if (!closed) closed = perform(proofs::Visible{});
    if (!closed) return {};
  }
  return result;
}

/// The equation of a root is a fact: the root gets a name.
std::optional<Reduction> name_root(const Sequent& sequent, const Origin& origin) {
  for (const Atom& atom : functions_in(sequent)) {
    const auto degree = root_degree(atom);
    if (!degree || atom.arguments()[1].constant()) continue;
    const ExactPolynomial root(atom);
    const ExactPolynomial& base = atom.arguments()[1];
    if (!is_variable(base) && !index_of({root, Sign::nonnegative}, sequent) &&
        !index_of({root, Sign::positive}, sequent))
      continue;
    if (!index_of({power(root, *degree) - base, Sign::zero}, sequent)) continue;
    const proofs::Name step{fresh_names(sequent, "pqrstuvwxyz", 1).front(), root};
    return Reduction{step, origin, {}};
  }
  return {};
}

/// x = p^k: x goes out.
std::optional<Reduction> put_power(const Sequent& sequent, const Origin& origin) {
  for (std::size_t i = 0; i < sequent.facts.size(); ++i) {
    const auto& terms = sequent.facts[i].polynomial.terms();
    if (sequent.facts[i].sign != Sign::zero || terms.size() != 2) continue;
    for (const auto& [monomial, coefficient] : terms) {
      if (coefficient != -1 || monomial.size() != 1 || monomial[0].second != 1 || !monomial[0].first.is_variable())
        continue;
      const std::string& name = monomial[0].first.name();
      const ExactPolynomial value = sequent.facts[i].polynomial + ExactPolynomial::variable(name);
      const auto& [other, factor] = *value.terms().begin();
      if (factor != 1 || other.size() != 1 || !other[0].first.is_variable() || other[0].second < 2 ||
          other[0].first.name() == name || !is_nonnegative(other[0].first.name(), sequent))
        continue;
      const proofs::Eliminate step{i, name};
      return Reduction{step, origin.after(proofs::Put{{}, {{name, value}}}), {}};
    }
  }
  return {};
}

/// A variable that is linear in the polynomial, with a number as coefficient.
std::optional<std::string> linear_variable(const ExactPolynomial& polynomial) {
  for (const Atom& atom : atoms(polynomial)) {
    if (!atom.is_variable()) continue;
    const std::vector<ExactPolynomial> c = coefficients_in(atom, polynomial);
    if (c.size() == 2 && c[1].constant() && !variables(c[0]).contains(atom.name())) return atom.name();
  }
  return {};
}

/// The roots of sums in which some variable is linear.
std::vector<Atom> roots_of_linear_sums(const Sequent& sequent) {
  std::vector<Atom> result;
  for (const Atom& atom : functions_in(sequent)) {
    if (!root_degree(atom) || atom.arguments()[1].terms().size() < 2) continue;
    const ExactPolynomial& u = atom.arguments()[1];
    if (functions_in(u).empty() && linear_variable(u)) result.push_back(atom);
  }
  return result;
}

/// Several roots of sums, p^k = a + b: each sum gives a variable in terms of the new ones.
std::optional<Reduction> put_roots_of_sums(const Sequent& sequent, const Origin& origin, const Search& search) {
  const auto& given = search.statement().variables;
  const auto is_new = [&](const std::string& name) {
    return std::find(given.begin(), given.end(), name) == given.end();
  };
  for (std::size_t i = 0; i < sequent.facts.size(); ++i) {
    const ExactPolynomial& equation = sequent.facts[i].polynomial;
    if (sequent.facts[i].sign != Sign::zero || !functions_in(equation).empty()) continue;
    for (const Atom& atom : atoms(equation)) {
      if (!is_new(atom.name()) || degree_in(atom, equation) < 2 || !is_nonnegative(atom.name(), sequent)) continue;
      const ExactPolynomial rest = equation - power(ExactPolynomial(atom), degree_in(atom, equation));
      const auto variable = linear_variable(rest);
      if (variables(rest).contains(atom.name()) || !variable || is_new(*variable)) continue;
      const std::vector<ExactPolynomial> c = coefficients_in(Atom::variable(*variable), equation);
      const ExactPolynomial value = ExactPolynomial(-1 / c[1].constant().value_or(1)) * c[0];
      return Reduction{proofs::Eliminate{i, *variable}, origin.after(proofs::Put{{}, {{*variable, value}}}), {}};
    }
  }
  const std::vector<Atom> roots = roots_of_linear_sums(sequent);
  const bool going_on = std::any_of(sequent.variables.begin(), sequent.variables.end(), is_new);
  const std::set<Atom> on_top = atoms(sequent.goal.polynomial);
  const bool in_facts =
      std::any_of(roots.begin(), roots.end(), [&](const Atom& root) { return !on_top.contains(root); });
  if (roots.empty() || (roots.size() == 1 && !going_on && !in_facts)) return {};
  const Atom& atom = roots.front();
  const ExactPolynomial root(atom);
  const unsigned long degree = *root_degree(atom);
  if (!index_of({power(root, degree) - atom.arguments()[1], Sign::zero}, sequent)) {
    const proofs::RootFacts step{root};
    if (degree % 2 == 0 && !is_visible({atom.arguments()[1], Sign::nonnegative}, sequent.facts)) return {};
    return Reduction{step, origin, {}};
  }
  return Reduction{proofs::Name{fresh_names(sequent, "pqrstuvwxyz", 1).front(), root}, origin, {}};
}

}  // namespace

std::optional<Reduction> take_roots_apart(const Sequent& sequent, const Origin& origin, Search& search) {
  if (auto found = put_power(sequent, origin)) return found;
  const std::vector<Radical> radicals = radicals_in(sequent);
  if (radicals.empty()) return put_roots_of_sums(sequent, origin, search);
  for (const Radical& radical : radicals)
    for (const auto& [base, exponent] : radical.factors.powers) {
      if (!needs_root(exponent, radical.degree)) continue;
      const unsigned long degree = common_degree(base, radicals);
      if (degree > greatest_degree) return {};
      if (const auto known = known_root(base, sequent); known && known->degree % degree == 0) continue;
      const ExactPolynomial root = proofs::root(degree, base);
      if (index_of({power(root, degree) - base, Sign::zero}, sequent)) {
        if (auto named = name_root(sequent, origin)) return named;
        return {};
      }
      return Reduction{proofs::RootFacts{root}, origin, {}};
    }
  for (const Radical& radical : radicals) {
    const ExactPolynomial constant = proofs::root(radical.degree, ExactPolynomial(radical.factors.constant));
    if (!constant.constant() &&
        !index_of({power(constant, radical.degree) - ExactPolynomial(radical.factors.constant), Sign::zero}, sequent))
      return Reduction{proofs::RootFacts{constant}, origin, {}};
    if (auto found = product_of_roots(radical, sequent, origin)) return found;
  }
  return {};
}

}  // namespace geq::prover
