// SPDX-License-Identifier: GPL-3.0-or-later
#include "proofs/kernel/continuous_limit.hpp"

#include <algorithm>

#include "proofs/kernel/binders.hpp"

namespace geq::proofs {

namespace {

/// The atom that the polynomial is, and the name of the variable or sequence in it.
struct Raised {
  Atom atom;
  std::string name;
};

/// Of a family the atom is the element at the index in hand, the bound variable.
std::optional<Raised> raised_by(const Fact& positive) {
  const auto family = family_in(positive);
  const ExactPolynomial polynomial = family ? family->body : positive.polynomial;
  const std::set<Atom> found = atoms(polynomial);
  if (found.size() != 1 || polynomial != ExactPolynomial(*found.begin())) return {};
  const Atom& atom = *found.begin();
  if (!family) return atom.is_variable() ? std::optional(Raised{atom, atom.name()}) : std::nullopt;
  if (atom.op() != Operator::element || atom.arguments()[1] != ExactPolynomial(bound_atom(0))) return {};
  const std::set<Atom> sequence = atoms(atom.arguments()[0]);
  if (sequence.size() != 1 || !sequence.begin()->is_variable()) return {};
  return Raised{atom, sequence.begin()->name()};
}

bool mentions(const ExactPolynomial& polynomial, const std::string& name) {
  return variables(polynomial).contains(name);
}

/// In the variable or the elements of that name, wherever the polynomial is defined.
bool is_continuous(const ExactPolynomial& polynomial, const std::string& name) {
  const std::set<Atom> found = atoms(polynomial);
  return std::all_of(found.begin(), found.end(), [&](const Atom& atom) {
    if (atom.is_variable() || !mentions(ExactPolynomial(atom), name)) return true;
    const std::vector<ExactPolynomial>& arguments = atom.arguments();
    std::size_t fixed = 0;  // the arguments before this one may not change
    switch (atom.op()) {
      case Operator::element:
        return !mentions(arguments[1], name);
      case Operator::power:
        return is_continuous(arguments[0], name) && !mentions(arguments[1], name);
      case Operator::sum_over:
      case Operator::product_over:
      case Operator::max_over:
      case Operator::min_over:
        fixed = 2;
        break;
      case Operator::root:
        fixed = 1;
        break;
      case Operator::quotient:
      case Operator::abs:
      case Operator::min:
      case Operator::max:
      case Operator::exp:
      case Operator::log:
      case Operator::sin:
      case Operator::cos:
      case Operator::arctan:
        break;
      default:
        return false;
    }
    for (std::size_t i = 0; i < arguments.size(); ++i)
      if (i < fixed ? mentions(arguments[i], name) : !is_continuous(arguments[i], name)) return false;
    return true;
  });
}

/// The sum of the elements at the family's indices is a positive number. Then all of them move a little towards their
/// mean, which keeps it.
bool is_simplex(const Fact& fact, const Fact& positive, const Raised& raised) {
  const auto family = family_in(positive);
  if (!family || fact.sign != Sign::zero || fact.polynomial.is_zero()) return false;
  const ExactPolynomial sum =
      over_range(Operator::sum_over, family->lower, family->upper, ExactPolynomial(raised.atom));
  const Rational lead = leading_coefficient(fact.polynomial);
  const auto rest = (sum - ExactPolynomial(1 / lead) * fact.polynomial).constant();
  return rest && sign(*rest) > 0;
}

/// Still holds once those of the name that are 0 are a little greater and, where `others_move`, others a little
/// different.
bool is_kept(const Fact& fact, const Raised& raised, bool others_move) {
  const auto family = family_in(fact);
  if (family && (mentions(family->lower, raised.name) || mentions(family->upper, raised.name))) return false;
  const Fact one = family ? Fact{family->body, family->sign} : fact;
  if (!is_continuous(one.polynomial, raised.name)) return false;
  if (one.sign == Sign::positive || one.sign == Sign::nonzero) return true;
  // >= 0, about this alone, and strict where it is 0.
  const std::set<Atom> found = atoms(one.polynomial);
  if (one.sign != Sign::nonnegative || others_move || found.size() != 1 || *found.begin() != raised.atom) return false;
  return sign(replace_atom(one.polynomial, raised.atom, ExactPolynomial()).constant().value_or(0)) > 0;
}

}  // namespace

Fact weakened(const Fact& fact) {
  const auto family = family_in(fact);
  if (!family) return {fact.polynomial, Sign::nonnegative};
  return {over_range(quantifier(Sign::nonnegative), family->lower, family->upper, family->body), Sign::positive};
}

bool is_limit_from_inside(const Fact& positive, const std::vector<Fact>& hypotheses,
                          const std::vector<Fact>& conditions, const std::vector<Fact>& goals) {
  const auto raised = raised_by(positive);
  const Fact border = weakened(positive);
  if (!raised || !is_known(border, hypotheses)) return false;
  const auto is_free = [&](const Fact& fact) { return !mentions(fact.polynomial, raised->name); };
  const auto keeps_sum = [&](const Fact& fact) { return is_simplex(fact, positive, *raised); };
  const auto simplex = std::find_if(hypotheses.begin(), hypotheses.end(), keeps_sum);
  const bool others_move = simplex != hypotheses.end();
  return std::all_of(hypotheses.begin(), hypotheses.end(),
                     [&](const Fact& fact) {
                       return is_free(fact) || fact == border || (others_move && fact == *simplex) ||
                              is_kept(fact, *raised, others_move);
                     }) &&
         std::all_of(conditions.begin(), conditions.end(),
                     [&](const Fact& fact) {
                       return is_free(fact) || fact == positive || is_visible(fact, hypotheses) ||
                              is_kept(fact, *raised, others_move);
                     }) &&
         std::all_of(goals.begin(), goals.end(), [&](const Fact& goal) {
           return (goal.sign == Sign::nonnegative || goal.sign == Sign::zero) &&
                  is_continuous(goal.polynomial, raised->name);
         });
}

}  // namespace geq::proofs
