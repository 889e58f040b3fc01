// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

/// Reductions that do not commit: several ways to go on from one sequent, which the portfolio races.

#include "prover/reductions/derivation.hpp"

namespace geq::prover {

/// The ways that apply, the most promising first; the same on every run. Empty when the sequent is fit for strategies.
std::vector<Derivation> ways_on(const proofs::Sequent& sequent, const Origin& origin, Search& search);

/// bounds.cpp: for a goal in one variable the bounds that follow from linear facts (0 < y, x < p/2, p < 4); none if
/// there are none. Commits.
std::optional<Derivation> derive_bounds(const proofs::Sequent& sequent, const Origin& origin);

/// bounds.cpp: x >= 0 for variables under roots, where linear facts (a >= b, b >= c, c >= 0) say so; none if they say
/// nothing new. Commits.
std::optional<Derivation> derive_signs_under_roots(const proofs::Sequent& sequent, const Origin& origin);

/// radicands.cpp: roots of what an equation turns into a form; none if there are none.
std::optional<Derivation> homogenise_radicands(const proofs::Sequent& sequent, const Origin& origin);

/// special_values.cpp: sines, cosines and tangents of multiples of pi/12, and arctangents that are such an angle, by
/// their values; none if there are none. Commits.
std::optional<Derivation> put_special_values(const proofs::Sequent& sequent, const Origin& origin, Search& search);

/// reciprocals.cpp: p = 1/x for variables that the equations know as 1/x only; none if there are none. Commits.
std::optional<Derivation> put_reciprocals(const proofs::Sequent& sequent, const Origin& origin);

/// powers_in_facts.cpp: facts that compare k-th powers compare what they are powers of; none if there are none.
/// Commits.
std::optional<Derivation> lower_powers_in_facts(const proofs::Sequent& sequent, const Origin& origin);

/// factor_signs.cpp: signs of factors from signs of products and odd powers (x w > 0 and x > 0 say w > 0); none if they
/// say nothing new. Commits.
std::optional<Derivation> derive_factor_signs(const proofs::Sequent& sequent, const Origin& origin);

/// denominators.cpp: the assumptions without denominators, and then without those that had them; none if there are none
/// or some stay. Commits.
std::optional<Derivation> clear_facts(const proofs::Sequent& sequent, const Origin& origin);

/// single_root.cpp: a goal with a single root, squared at once; none if there are more, or it is seen to become false.
std::optional<Derivation> square_single_root(const proofs::Sequent& sequent, const Origin& origin, Search& search);

/// known_sign.cpp: u >= c where u >= 0 is a fact, by squares; none for other goals.
std::optional<Derivation> square_against_fact(const proofs::Sequent& sequent, const Origin& origin);
/// known_sign.cpp: a linear goal by squares, where an assumption of degree 2 then says the rest; none for other goals.
std::optional<Derivation> square_linear_goal(const proofs::Sequent& sequent, const Origin& origin);

/// equations.cpp: what the equations among the facts offer.
void add_ways_by_equations(const proofs::Sequent& sequent, const Origin& origin, std::vector<Derivation>& ways);
/// two_forms.cpp: an equation between two forms makes the goal homogeneous.
void add_ways_by_two_forms(const proofs::Sequent& sequent, const Origin& origin, Search& search,
                           std::vector<Derivation>& ways);
/// equations.cpp: one more variable t > 0, without any equation.
void add_homogenised(const proofs::Sequent& sequent, const Origin& origin, std::vector<Derivation>& ways);
/// units.cpp: the goal is monotone in a power t^k of the variable that homogenised, and a fact bounds that power.
void add_ways_by_monotonicity(const proofs::Sequent& sequent, const Origin& origin, Search& search,
                              std::vector<Derivation>& ways);
/// slack.cpp: the goal by powers of V - t^k or t^k - V, for a fact t^k <= V or t^k >= V about that variable.
void add_ways_by_slack(const proofs::Sequent& sequent, const Origin& origin, Search& search,
                       std::vector<Derivation>& ways);
/// units.cpp: a + b t^j >= 0 with a fact about t^k: the k-th powers of the two parts, or lower ones.
void add_compared_parts(const proofs::Sequent& sequent, const Origin& origin, Search& search,
                        std::vector<Derivation>& ways);

/// sum_and_differences.cpp: a cyclic form in three variables of any sign in their sum and two differences, if the sum
/// has even powers only.
void add_sum_and_differences(const proofs::Sequent& sequent, const Origin& origin, std::vector<Derivation>& ways);

/// quotients.cpp: q x = w with q > 0 among the facts: x goes out as w/q.
void add_quotients(const proofs::Sequent& sequent, const Origin& origin, Search& search, std::vector<Derivation>& ways);

/// linear_facts.cpp: linear facts such as b + c - a > 0 or a - b >= 0 become the new variables: triangles (Ravi's
/// substitution), ordered variables, rays. One way, when as many facts as there are variables imply all the others (the
/// cone is simplicial); else one for each of several choices of facts, the others being dropped.
void add_linear_facts_as_variables(const proofs::Sequent& sequent, const Origin& origin, std::vector<Derivation>& ways);

}  // namespace geq::prover
