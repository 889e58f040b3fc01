// SPDX-License-Identifier: GPL-3.0-or-later
#include "proofs/kernel/sequent.hpp"

#include <algorithm>
#include <set>
#include <utility>

#include "proofs/kernel/binders.hpp"
#include "proofs/kernel/integrals.hpp"
#include "proofs/kernel/normal_form.hpp"
#include "proofs/kernel/work.hpp"

namespace geq::proofs {

std::string_view to_text(Sign sign) {
  switch (sign) {
    case Sign::zero:
      return "= 0";
    case Sign::nonnegative:
      return ">= 0";
    case Sign::positive:
      return "> 0";
    case Sign::nonzero:
      return "!= 0";
  }
  return "?";
}

bool implies(Sign known, Sign wanted) {
  if (known == wanted) return true;
  if (wanted == Sign::nonnegative) return known == Sign::positive || known == Sign::zero;
  return wanted == Sign::nonzero && known == Sign::positive;
}

Operator quantifier(Sign sign) {
  switch (sign) {
    case Sign::nonnegative:
      return Operator::every_nonnegative;
    case Sign::positive:
      return Operator::every_positive;
    case Sign::zero:
      return Operator::every_zero;
    case Sign::nonzero:
      break;
  }
  return Operator::every_nonzero;
}

std::optional<Family> family_in(const Fact& fact) {
  if (fact.sign != Sign::positive) return {};
  const std::set<Atom> found = atoms(fact.polynomial);
  if (found.size() != 1 || fact.polynomial != ExactPolynomial(*found.begin())) return {};
  for (const Sign sign : {Sign::zero, Sign::nonnegative, Sign::positive, Sign::nonzero})
    if (found.begin()->op() == quantifier(sign)) {
      const std::vector<ExactPolynomial>& arguments = found.begin()->arguments();
      return Family{arguments[0], arguments[1], arguments[2], sign};
    }
  return {};
}

Fact negation(const Fact& fact) {
  switch (fact.sign) {
    case Sign::nonnegative:
      return {-fact.polynomial, Sign::positive};
    case Sign::positive:
      return {-fact.polynomial, Sign::nonnegative};
    case Sign::zero:
      return {fact.polynomial, Sign::nonzero};
    case Sign::nonzero:
      break;
  }
  return {fact.polynomial, Sign::zero};
}

std::string to_text(const Fact& fact) { return to_text(fact.polynomial) + " " + std::string(to_text(fact.sign)); }

namespace {

Fact fact_of(const Relation& relation, std::vector<Condition>& conditions) {
  const ExactPolynomial left = normal_form(relation.left, conditions);
  const ExactPolynomial right = normal_form(relation.right, conditions);
  switch (relation.comparison) {
    case Comparison::greater_equal:
      return {left - right, Sign::nonnegative};
    case Comparison::greater:
      return {left - right, Sign::positive};
    case Comparison::less_equal:
      return {right - left, Sign::nonnegative};
    case Comparison::less:
      return {right - left, Sign::positive};
    case Comparison::equal:
      return {left - right, Sign::zero};
    case Comparison::not_equal:
      return {left - right, Sign::nonzero};
  }
  throw std::invalid_argument("fact_of: unknown comparison");
}

/// Whether the fact holds for a constant polynomial; none if the polynomial is not constant.
std::optional<bool> truth(const Fact& fact) {
  const auto value = fact.polynomial.constant();
  if (!value) return {};
  const int s = sign(*value);
  switch (fact.sign) {
    case Sign::zero:
      return s == 0;
    case Sign::nonnegative:
      return s >= 0;
    case Sign::positive:
      return s > 0;
    case Sign::nonzero:
      return s != 0;
  }
  return {};
}

constexpr std::size_t max_cases_of_powers = 32;

/// The powers in it, also inside the arguments of other atoms; of this base, if one is given.
std::set<Atom> powers_in(const ExactPolynomial& polynomial, const ExactPolynomial* base = nullptr) {
  std::set<Atom> found;
  for (const Atom& atom : atoms(polynomial)) {
    if (atom.is_variable()) continue;
    if (atom.op() == Operator::power && (base == nullptr || atom.arguments()[0] == *base)) found.insert(atom);
    for (const ExactPolynomial& argument : atom.arguments()) found.merge(powers_in(argument, base));
  }
  return found;
}

/// The hypotheses and goals as facts, and the conditions that are not constant.
struct Reading {
  std::vector<Fact> hypotheses;
  std::vector<Fact> goals;
  std::vector<Fact> conditions;
  std::vector<Fact> shown;  ///< conditions that are not assumed: goals before the others, and facts of the others
  /// Those of the conditions that integer powers outside of binders ask for, which is more than they need: that a base
  /// is positive.
  std::vector<Fact> bases;
  bool nowhere_defined = false;
};

/// With >= where a fact says that something is > 0, for all indices if it does.
Fact weakened(const Fact& fact) {
  const auto family = family_in(fact);
  if (!family) return {fact.polynomial, Sign::nonnegative};
  return {over_range(quantifier(Sign::nonnegative), family->lower, family->upper, family->body), Sign::positive};
}

/// Not assumed: the integrals and limits of the goals exist, as far as the hypotheses have others; the bases of integer
/// powers under binders are positive, unless they are seen not to be negative and no goal is strict.
Reading read(const Statement& statement) {
  Reading reading;
  std::vector<Condition> conditions;
  for (const Relation& relation : hypotheses(statement)) reading.hypotheses.push_back(fact_of(relation, conditions));
  const std::size_t assumed = conditions.size();
  for (const Relation& relation : goals(statement)) reading.goals.push_back(fact_of(relation, conditions));
  const auto is_integer = [&](const std::string& name) {
    const ExactPolynomial variable = ExactPolynomial::variable(name);
    return is_known({application(Operator::floor, {variable}) - variable, Sign::zero}, reading.hypotheses);
  };
  const bool is_strict = std::any_of(reading.goals.begin(), reading.goals.end(), [](const Fact& goal) {
    return goal.sign == Sign::positive || goal.sign == Sign::nonzero;
  });
  for (std::size_t i = 0; i < conditions.size(); ++i) {
    Fact& fact = conditions[i].fact;
    const auto& integers = conditions[i].integers;
    const bool of_integer_powers = integers && std::all_of(integers->begin(), integers->end(), is_integer);
    const auto constant = truth(fact);
    if (constant && !*constant && !of_integer_powers) reading.nowhere_defined = true;
    if (constant && (*constant || !of_integer_powers)) continue;
    const bool is_beyond = of_integer_powers && !is_visible(fact, reading.hypotheses);
    const bool has_cases = is_beyond && conditions[i].outside && powers_in(fact.polynomial).empty();
    if (has_cases) reading.bases.push_back(fact);
    if (has_cases && constant) continue;  // no case is left in which the base is positive
    const bool is_at_border = !is_strict && is_visible(weakened(fact), reading.hypotheses);
    const bool shown =
        (i >= assumed && is_about_existence(fact.polynomial)) || (is_beyond && !has_cases && !is_at_border);
    (shown ? reading.shown : reading.conditions).push_back(std::move(fact));
  }
  return reading;
}

/// The sequents of one case: the conditions that are shown, then the goals.
void add_case(const Reading& reading, std::vector<Fact> facts, const std::vector<std::string>& names,
              std::vector<Sequent>& result) {
  for (const auto* list : {&reading.shown, &reading.goals}) {
    for (const Fact& goal : *list) result.push_back({names, facts, goal});
    if (list == &reading.shown) facts.insert(facts.end(), list->begin(), list->end());
  }
  std::size_t total = 0;
  for (const Sequent& sequent : result) total += words(sequent);
  if (total > max_open_words) throw LimitExceeded("the statement has too many hypotheses and goals");
}

Reading with_replaced(Reading reading, const Atom& atom, const ExactPolynomial& value) {
  for (auto* list : {&reading.hypotheses, &reading.conditions, &reading.shown, &reading.goals})
    for (Fact& fact : *list) fact.polynomial = replace_atom(fact.polynomial, atom, value);
  return reading;
}

/// The cases in which a base is 0: its powers are 0 where the exponent is at least 1, and 1 where it is 0; elsewhere
/// they are not defined. Each with what it is a case of.
std::vector<std::pair<Reading, std::vector<Fact>>> cases_at_zero(const Reading& reading, const Fact& base) {
  std::set<Atom> powers;
  for (const auto* list : {&reading.hypotheses, &reading.conditions, &reading.shown, &reading.goals})
    for (const Fact& fact : *list) powers.merge(powers_in(fact.polynomial, &base.polynomial));
  std::pair<Reading, std::vector<Fact>> first{reading, {{base.polynomial, Sign::zero}}};
  std::erase(first.first.conditions, base);
  std::vector<std::pair<Reading, std::vector<Fact>>> cases{std::move(first)};
  for (const Atom& power : powers) {
    const ExactPolynomial& exponent = power.arguments()[1];
    const Fact at_least_one{exponent - ExactPolynomial(Rational(1)), Sign::nonnegative};
    const bool is_known = is_visible(at_least_one, reading.hypotheses);
    std::vector<std::pair<Reading, std::vector<Fact>>> longer;
    for (const auto& [part, facts] : cases) {
      longer.emplace_back(with_replaced(part, power, ExactPolynomial()), facts);
      if (is_known) continue;
      longer.back().second.push_back(at_least_one);
      longer.emplace_back(with_replaced(part, power, ExactPolynomial(Rational(1))), facts);
      longer.back().second.push_back({exponent, Sign::zero});
    }
    cases = std::move(longer);
    if (cases.size() > max_cases_of_powers) throw LimitExceeded("too many powers of bases that are not positive");
  }
  return cases;
}

}  // namespace

Fact fact_of(const Relation& relation) {
  std::vector<Condition> conditions;
  return fact_of(relation, conditions);
}

std::size_t words(const Sequent& sequent) {
  std::size_t result = sequent.goal.polynomial.words() + 8 * (sequent.variables.size() + sequent.facts.size() + 4);
  for (const Fact& fact : sequent.facts) result += fact.polynomial.words();
  return result;
}

// No base is negative; where some are 0 their powers have values; and where all are positive the atoms are right.
Result<std::vector<Sequent>, IllPosed> sequents_of(const Statement& statement) {
  const Reading reading = read(statement);
  if (reading.nowhere_defined) return IllPosed::nowhere_defined;
  std::vector<Sequent> result;
  const auto facts_of = [](const Reading& part) {
    std::vector<Fact> facts = part.hypotheses;
    facts.insert(facts.end(), part.conditions.begin(), part.conditions.end());
    return facts;
  };
  std::vector<std::pair<Reading, std::vector<Fact>>> cases{{reading, {}}};
  for (const Fact& base : reading.bases) {
    const Fact not_negative{base.polynomial, Sign::nonnegative};
    // The atoms do not say what powers of negative bases are.
    std::vector<Fact> others = facts_of(reading);
    std::erase_if(others, [&](const Fact& other) {
      return std::any_of(reading.bases.begin(), reading.bases.end(), [&](const Fact& one) {
        return other == one || !powers_in(other.polynomial, &one.polynomial).empty();
      });
    });
    if (!is_visible(not_negative, others)) result.push_back({statement.variables, std::move(others), not_negative});
    std::vector<std::pair<Reading, std::vector<Fact>>> longer = cases;
    for (const auto& [part, facts] : cases)
      for (auto& [at_zero, more] : cases_at_zero(part, base)) {
        more.insert(more.begin(), facts.begin(), facts.end());
        longer.emplace_back(std::move(at_zero), std::move(more));
      }
    cases = std::move(longer);
    if (cases.size() > max_cases_of_powers) throw LimitExceeded("too many powers of bases that are not positive");
  }
  std::rotate(cases.begin(), cases.begin() + 1, cases.end());  // the statement as it is written comes last
  for (const auto& [part, more] : cases) {
    std::vector<Fact> facts = facts_of(part);
    facts.insert(facts.end(), more.begin(), more.end());
    add_case(part, std::move(facts), statement.variables, result);
  }
  return result;
}

std::vector<Sequent> sequents_against(const Statement& statement,
                                      const std::vector<std::pair<std::string, Rational>>& point) {
  const auto at_point = [&](const Term& term) {
    return substitute(term, [&](const std::string& name) {
      const auto found =
          std::find_if(point.begin(), point.end(), [&](const auto& value) { return value.first == name; });
      return found == point.end() ? Term::variable(name) : Term::number(found->second);
    });
  };
  std::vector<Condition> conditions;
  std::vector<Fact> claims;
  for (const Relation& goal : goals(statement))
    claims.push_back(fact_of({at_point(goal.left), goal.comparison, at_point(goal.right)}, conditions));
  std::vector<Sequent> result;
  std::vector<Fact> known;
  for (const Condition& condition : conditions) {
    result.push_back({{}, known, condition.fact});
    known.push_back(condition.fact);
  }
  known.insert(known.end(), claims.begin(), claims.end());
  result.push_back({{}, std::move(known), {ExactPolynomial(), Sign::positive}});
  std::size_t total = 0;
  for (const Sequent& sequent : result) total += words(sequent);
  if (total > max_open_words) throw LimitExceeded("the statement has too many goals");
  return result;
}

std::vector<Fact> definedness(const Statement& statement) {
  const Reading reading = read(statement);
  std::vector<Fact> result;
  for (const Fact& condition : reading.conditions)
    if (!is_visible(condition, reading.hypotheses) &&
        std::find(reading.bases.begin(), reading.bases.end(), condition) == reading.bases.end())
      result.push_back(condition);
  return result;
}

namespace {

std::optional<Sign> stronger(std::optional<Sign> known, Sign fresh) {
  if (!known || implies(fresh, *known)) return fresh;
  if ((*known == Sign::nonnegative && fresh == Sign::nonzero) ||
      (*known == Sign::nonzero && fresh == Sign::nonnegative))
    return Sign::positive;
  return known;
}

std::optional<Sign> read_off(const ExactPolynomial& polynomial, const std::vector<Fact>& facts);

/// The sign that all factors have, at an index of which nothing is known but what is known for all indices of the
/// range. An empty product is 1.
std::optional<Sign> sign_of_product(const Atom& product, const std::vector<Fact>& facts) {
  // No name in scope has this character; the index of a product around this one, of which facts may speak, has fewer.
  std::string name = "#";
  const auto is_taken = [&](const ExactPolynomial& polynomial) { return variables(polynomial).contains(name); };
  while (is_taken(ExactPolynomial(product)) ||
         std::any_of(facts.begin(), facts.end(), [&](const Fact& fact) { return is_taken(fact.polynomial); }))
    name += '#';
  const ExactPolynomial index = ExactPolynomial::variable(name);
  std::vector<Fact> known = facts;
  for (const Fact& fact : facts)
    if (const auto family = family_in(fact))
      if (family->lower == product.arguments()[0] && family->upper == product.arguments()[1])
        known.push_back({opened(family->body, index), family->sign});
  const auto sign = read_off(opened(product.arguments()[2], index), known);
  return sign == Sign::zero ? std::nullopt : sign;
}

/// What holds of an application whatever its arguments are, or by the sign of its argument.
std::optional<Sign> intrinsic_sign(const Atom& atom, const std::vector<Fact>& facts) {
  switch (atom.op()) {
    case Operator::abs:
    case Operator::spectral:
      return Sign::nonnegative;
    case Operator::exp:
    case Operator::pi:
    case Operator::e:
    case Operator::cosh:
      return Sign::positive;
    // Everything that holds of q holds of 1/q, as 1/0 is 0.
    case Operator::quotient:
      return read_off(atom.arguments()[0], facts);
    case Operator::root: {
      const auto radicand = read_off(atom.arguments()[1], facts);
      if (radicand && *radicand != Sign::nonzero) return radicand;
      const bool even = cln::evenp(cln::numerator(atom.arguments()[0].constant().value()));
      return even ? std::optional(Sign::nonnegative) : std::nullopt;
    }
    case Operator::power:
      return read_off(atom.arguments()[0], facts) == Sign::positive ? std::optional(Sign::positive) : std::nullopt;
    case Operator::product_over:
      return sign_of_product(atom, facts);
    default:
      return {};
  }
}

/// The number c != 0 with left = c * right, if there is one.
std::optional<Rational> proportion(const ExactPolynomial& left, const ExactPolynomial& right) {
  if (left.terms().size() != right.terms().size() || left.is_zero()) return {};
  const Rational factor = leading_coefficient(left) / leading_coefficient(right);
  auto place = right.terms().begin();
  for (const auto& [monomial, coefficient] : left.terms()) {
    if (monomial != place->first || coefficient != factor * place->second) return {};
    ++place;
  }
  return factor;
}

/// What the facts say of the polynomial.
std::optional<Sign> stated_sign(const ExactPolynomial& polynomial, const std::vector<Fact>& facts) {
  WorkLimit::spend(20 * facts.size());
  std::optional<Sign> known;
  for (const Fact& fact : facts) {
    const auto factor = proportion(polynomial, fact.polynomial);
    if (!factor) continue;
    if (sign(*factor) > 0 || fact.sign == Sign::zero || fact.sign == Sign::nonzero)
      known = stronger(known, fact.sign);
    else if (fact.sign == Sign::positive)
      known = stronger(known, Sign::nonzero);
  }
  return known;
}

using AtomSigns = std::map<Atom, std::optional<Sign>>;

/// The sign of a monomial for all values that the facts allow, if it can be read off.
std::optional<Sign> sign_of_monomial(const Monomial& monomial, const AtomSigns& signs) {
  Sign result = Sign::positive;
  for (const auto& [atom, exponent] : monomial) {
    const auto& known = signs.at(atom);
    if (exponent % 2 == 1 && (!known || *known == Sign::nonzero)) return {};
    const Sign sign = known.value_or(Sign::nonnegative);  // an even power, where nothing is known
    if (sign == Sign::zero) return Sign::zero;
    if (sign == Sign::nonnegative) result = Sign::nonnegative;
  }
  return result;
}

/// The sign of direction * polynomial, if no term of that is negative. `direction` is 1 or -1.
std::optional<Sign> sign_of_terms(const ExactPolynomial& polynomial, int direction, const AtomSigns& signs) {
  bool positive = false;
  for (const auto& [monomial, coefficient] : polynomial.terms()) {
    if (direction * sign(coefficient) < 0) return {};
    const auto term = sign_of_monomial(monomial, signs);
    if (!term) return {};
    positive = positive || *term == Sign::positive;
  }
  return positive ? Sign::positive : Sign::nonnegative;
}

/// The strongest sign that can be read off the polynomial. Every atom in it is visited once.
std::optional<Sign> read_off(const ExactPolynomial& polynomial, const std::vector<Fact>& facts) {
  if (polynomial.is_zero()) return Sign::zero;
  std::optional<Sign> known = stated_sign(polynomial, facts);
  AtomSigns signs;
  for (const Atom& atom : atoms(polynomial)) signs.emplace(atom, sign_of(atom, facts));
  if (const auto upwards = sign_of_terms(polynomial, 1, signs)) known = stronger(known, *upwards);
  if (sign_of_terms(polynomial, -1, signs) == Sign::positive) known = stronger(known, Sign::nonzero);
  return known;
}

}  // namespace

std::optional<Sign> sign_of(const Atom& atom, const std::vector<Fact>& facts) {
  WorkLimit::spend(20 * facts.size());
  std::optional<Sign> known = intrinsic_sign(atom, facts);
  for (const Fact& fact : facts) {
    if (fact.polynomial.terms().size() != 1) continue;
    const auto& [monomial, coefficient] = *fact.polynomial.terms().begin();
    if (monomial.size() != 1 || monomial[0].second != 1 || monomial[0].first != atom) continue;
    const bool symmetric = fact.sign == Sign::zero || fact.sign == Sign::nonzero;
    if (symmetric || sign(coefficient) > 0) known = stronger(known, fact.sign);
  }
  return known;
}

bool is_known(const Fact& wanted, const std::vector<Fact>& facts) {
  WorkLimit::spend(20 * facts.size());
  const auto states = [&](const Fact& fact) {
    if (!implies(fact.sign, wanted.sign)) return false;
    if (wanted.polynomial.is_zero()) return fact.polynomial.is_zero();
    const auto factor = proportion(wanted.polynomial, fact.polynomial);
    return factor && (sign(*factor) > 0 || fact.sign == Sign::zero || wanted.sign == Sign::nonzero);
  };
  return std::any_of(facts.begin(), facts.end(), states);
}

bool is_visible(const Fact& goal, const std::vector<Fact>& facts) {
  if (is_known(goal, facts)) return true;
  const auto known = read_off(goal.polynomial, facts);
  return known && implies(*known, goal.sign);
}

}  // namespace geq::proofs
