// SPDX-License-Identifier: GPL-3.0-or-later
/// Soundness on random data. One step: where the given sequent fails, one of the sequents that are left fails as well.
/// Whole proofs: what is proved of random statements holds at random points, what is refuted is not provable.
#include <array>
#include <boost/test/unit_test.hpp>

#include "proofs/kernel/binders.hpp"
#include "proofs/kernel/certificate.hpp"
#include "proofs/kernel/derivative.hpp"
#include "proofs/kernel/enclosure.hpp"
#include "proofs/kernel/language/parser.hpp"
#include "proofs/kernel/normal_form.hpp"
#include "proofs/kernel/work.hpp"
#include "tests/proofs/kernel/random_steps.hpp"
#include "tests/proofs/kernel/random_terms.hpp"
#include "tests/proofs/kernel/values.hpp"

namespace geq::proofs {

namespace {

const std::vector<std::string> names{"x", "y", "z"};

Fact random_fact(RandomSource& random, const std::vector<Atom>& atoms) {
  const auto sign = static_cast<Sign>(random.below(4));
  if (random.chance(2)) return {random.small_rational() * ExactPolynomial(random.one_of(atoms)), sign};
  return {random.polynomial(atoms, 3, 2), sign};
}

/// A form in variables that are known to be nonnegative: what the rules for cones take.
Sequent random_form(RandomSource& random) {
  const std::size_t count = 2 + random.below(2);
  Sequent sequent{{names.begin(), names.begin() + static_cast<long>(count)}, {}, {{}, Sign::nonnegative}};
  std::vector<Atom> atoms;
  for (const std::string& name : sequent.variables) {
    atoms.push_back(Atom::variable(name));
    sequent.facts.push_back({ExactPolynomial::variable(name), random.chance(2) ? Sign::positive : Sign::nonnegative});
  }
  if (random.chance(4)) sequent.goal.sign = Sign::positive;
  const auto degree = static_cast<std::uint32_t>(1 + random.below(3));
  const std::size_t terms = 1 + random.below(4);
  for (std::size_t i = 0; i < terms; ++i)
    sequent.goal.polynomial.add(Rational(random.between(-1, 3)), random.monomial(atoms, degree));
  return sequent;
}

/// An integer x, what holds for all indices up to it, and sums and maxima over them.
Sequent random_ranges(RandomSource& random) {
  const Atom x = Atom::variable("x"), y = Atom::variable("y");
  const ExactPolynomial n(x), one(Rational(1));
  const std::vector<Atom> outside{x, y}, inside{bound_atom(0), bound_atom(0), y};
  Sequent sequent{{"x", "y"}, {}, {{}, static_cast<Sign>(random.below(4))}};
  if (!random.chance(8)) sequent.facts.push_back({application(Operator::floor, {n}) - n, Sign::zero});
  if (!random.chance(8))
    sequent.facts.push_back({n - ExactPolynomial(Rational(random.between(-1, 2))), Sign::nonnegative});
  const auto over = [&](Operator first, std::size_t kinds) {
    const auto op = static_cast<Operator>(static_cast<int>(first) + static_cast<int>(random.below(kinds)));
    const ExactPolynomial lower = random.chance(6) ? random.polynomial(outside, 1, 1) : one;
    ExactPolynomial body = random.polynomial(inside, 2, 2);
    if (random.chance(3)) {
      const ExactPolynomial end = random.chance(3) ? ExactPolynomial(bound_atom(0)) : n;
      body =
          body * over_range(Operator::sum_over, one, end, random.polynomial({bound_atom(0), bound_atom(1), y}, 2, 2));
    }
    return over_range(op, lower, random.chance(6) ? n - one : n, body);
  };
  if (random.chance(2)) sequent.facts.push_back({over(Operator::every_nonnegative, 4), Sign::positive});
  sequent.goal.polynomial = ExactPolynomial(random.small_rational()) * over(Operator::sum_over, 4);
  if (random.chance(2)) sequent.goal.polynomial = sequent.goal.polynomial + random.polynomial(outside, 2, 1);
  return sequent;
}

/// The goal is often made of the facts, so that combinations are found by chance.
Sequent random_sequent(RandomSource& random) {
  const std::size_t count = 1 + random.below(3);
  Sequent sequent{
      {names.begin(), names.begin() + static_cast<long>(count)}, {}, {{}, static_cast<Sign>(random.below(4))}};
  std::vector<Atom> atoms;
  for (const std::string& name : sequent.variables) atoms.push_back(Atom::variable(name));
  const ExactPolynomial inner = random.polynomial(atoms, 2, 1);
  if (random.chance(2)) {
    const ExactPolynomial q = reciprocal(inner + ExactPolynomial(atoms.front()) + ExactPolynomial(Rational(1)));
    for (const Atom& atom : geq::proofs::atoms(q)) atoms.push_back(atom);
  }
  if (random.chance(3)) atoms.push_back(Atom::application(Operator::abs, {inner}));
  if (random.chance(3))
    atoms.push_back(
        Atom::application(Operator::root, {Rational(random.between(2, 3)), ExactPolynomial(random.one_of(atoms))}));
  const std::size_t facts = random.below(4);
  for (std::size_t i = 0; i < facts; ++i) sequent.facts.push_back(random_fact(random, atoms));
  for (const Atom& atom : atoms)
    if (atom.op() == Operator::quotient && random.chance(2))
      sequent.facts.push_back({atom.arguments()[0], Sign::nonzero});
  ExactPolynomial& goal = sequent.goal.polynomial;
  if (random.chance(3)) {
    goal = random.polynomial(atoms, 3, 3);
  } else {
    const std::size_t products = 1 + random.below(2);
    for (std::size_t i = 0; i < products; ++i) {
      ExactPolynomial product(random.small_rational());
      for (const Fact& fact : sequent.facts)
        if (random.chance(3)) product = product * fact.polynomial;
      if (random.chance(3)) product = product * power(random.polynomial(atoms, 2, 1), 2);
      goal = goal + product;
    }
  }
  return sequent;
}

Values random_values(RandomSource& random, const std::vector<std::string>& variables) {
  Values point;
  for (const std::string& name : variables)
    point[name] = random.chance(8) ? random.rational() : random.small_rational();
  return point;
}

/// Points of the sequents that are left which correspond to a point of the given one; none where that cannot be told.
std::vector<Values> corresponding(const Step& step, const Sequent& sequent, const Values& point) {
  std::vector<Values> points{point};
  // The other point is not rational: half_degree_test.cpp.
  if (std::holds_alternative<HalfDegree>(step)) return {};
  if (const auto* monotone = std::get_if<Monotone>(&step)) {
    // Where the derivative has conditions they may fail at single points, which are not found this way.
    const auto slope = derivative(sequent.goal.polynomial, monotone->variable);
    const auto from = value_at(monotone->from, point);
    if (!from || !slope || !slope->conditions.empty()) return {};
    for (int k = 0; k < 256; ++k) {
      Values other = point;
      other[monotone->variable] = *from + (point.at(monotone->variable) - *from) * Rational(k) / 256;
      points.push_back(other);
    }
  }
  if (const auto* put = std::get_if<Put>(&step))
    for (const auto& [name, value] : put->definitions)
      if (const auto known = value_at(value, point)) points.front()[name] = *known;
  if (const auto* general = std::get_if<Generalise>(&step)) {
    const auto known = value_at(general->value, point);
    if (!known) return {};
    points.front()[general->variable] = *known;
  }
  if (const auto* name = std::get_if<Name>(&step)) {
    const auto known = value_at(name->atom, point);
    if (!known) return {};
    points.front()[name->variable] = *known;
  }
  // A range of more than 20 integers has no value in values.hpp, so these are all that matter.
  std::string index;
  std::optional<Rational> first;
  if (const auto* each = std::get_if<ForEach>(&step)) index = each->variable, first = value_at(each->lower, point);
  if (const auto* cauchy = std::get_if<CauchySchwarz>(&step))
    index = cauchy->variable, first = value_at(cauchy->lower, point);
  if (const auto* extremum = std::get_if<Extremum>(&step))
    index = extremum->variable, first = value_at(atoms(extremum->atom).begin()->arguments()[0], point);
  if (const auto* induction = std::get_if<Induction>(&step)) {
    if (point.at(induction->variable) > induction->base + 20) return {};
    index = induction->variable, first = induction->base;
  }
  if (!index.empty()) {
    if (!first) return {};
    points.front().emplace(index, Rational(0));
    for (long i = 0; i <= 21; ++i) {
      Values other = point;
      other[index] = Rational(cln::ceiling1(*first)) + i;
      points.push_back(other);
    }
  }
  if (const auto* homogenise = std::get_if<Homogenise>(&step)) points.front()[homogenise->variable] = 1;
  if (const auto* negate = std::get_if<Negate>(&step)) {
    Values other = point;
    for (const std::string& name : negate->variables) other[name] = -point.at(name);
    points.push_back(other);
  }
  if (const auto* smallest = std::get_if<Smallest>(&step))
    for (const Permutation& permutation : smallest->symmetries) {
      Values other = point;
      for (const auto& [source, image] : permutation) other[source] = point.at(image);
      points.push_back(other);
    }
  return points;
}

bool some_fails(const std::vector<Sequent>& sequents, const std::vector<Values>& points) {
  for (const Sequent& sequent : sequents)
    for (const Values& point : points)
      if (fails_at(sequent, point).value_or(true)) return true;  // what cannot be told counts as failing
  return false;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(soundness)

BOOST_AUTO_TEST_CASE(a_step_leaves_a_failing_sequent_where_the_given_one_fails) {
  RandomSource random("steps");
  std::array<std::size_t, std::variant_size_v<Rule>> accepted{};
  std::size_t looked_at = 0;
  for (int i = 0; i < 60000; ++i) {
    const Sequent sequent = random.chance(6)   ? random_form(random)
                            : random.chance(3) ? random_ranges(random)
                                               : random_sequent(random);
    const Step step = RandomSteps(random, sequent).step();
    const auto remaining = apply(step, sequent);
    if (!remaining) continue;
    ++accepted.at(step.index());
    for (int p = 0; p < 12; ++p) {
      const Values point = random_values(random, sequent.variables);
      if (!fails_at(sequent, point).value_or(false)) continue;
      ++looked_at;
      const std::vector<Values> points = corresponding(step, sequent, point);
      if (points.empty()) continue;
      BOOST_TEST_REQUIRE(some_fails(remaining.value(), points), to_text(step)
                                                                    << " on the goal " << to_text(sequent.goal));
    }
  }
  // Integrals and limits have no rational values to compare with: integrals_test.cpp looks at those rules.
  const std::size_t of_integrals = Step(Pointwise{}).index();
  for (std::size_t rule = 0; rule < of_integrals; ++rule)
    BOOST_TEST(accepted.at(rule) > 0U, "no random step of rule " << rule << " was accepted");
  for (std::size_t rule = 0; rule < accepted.size(); ++rule)
    BOOST_TEST_MESSAGE("rule " << rule << ": " << accepted.at(rule));
  BOOST_TEST_MESSAGE(looked_at << " failing points looked at");
  BOOST_TEST(looked_at > 10000U);
}

namespace {

Relation random_relation(RandomSource& random) {
  return {random_term(random, 2), static_cast<Comparison>(random.below(6)),
          random.chance(2) ? Term::number(random.small_rational()) : random_term(random, 1)};
}

Statement random_statement(RandomSource& random) {
  Statement statement;
  statement.variables = names;
  const std::size_t count = random.below(4);
  for (std::size_t i = 0; i < count; ++i) {
    const Relation relation = random.chance(2)
                                  ? random_relation(random)
                                  : Relation{Term::variable(random.one_of(names)), Comparison::greater_equal,
                                             Term::number(random.chance(3) ? 1 : 0)};
    statement.assumptions.push_back({{{relation.left, relation.right}, {relation.comparison}}, {}});
  }
  const Relation goal = random_relation(random);
  statement.goals.push_back({{goal.left, goal.right}, {goal.comparison}});
  return statement;
}

/// Steps that the kernel accepts one after the other, until nothing is left or patience ends.
Proof random_proof(RandomSource& random, const Statement& statement) try {
  Proof proof;
  const WorkLimit limit(1'000'000'000);
  auto sequents = sequents_of(statement);
  if (!sequents) return proof;
  std::vector<Sequent> goals = std::move(sequents).value();
  for (int patience = 0; patience < 60 && !goals.empty() && goals.size() < 6; ++patience) {
    const Sequent goal = goals.back();
    const Step step = is_visible(goal.goal, goal.facts) ? Step(Visible{}) : RandomSteps(random, goal).step();
    const auto remaining = apply(step, goal);
    if (!remaining || remaining.value().size() > 2) continue;
    goals.pop_back();
    goals.insert(goals.end(), remaining.value().rbegin(), remaining.value().rend());
    proof.steps.push_back(step);
  }
  return proof;
} catch (const LimitExceeded&) {
  return {};
}

/// The statement is defined at the point, its hypotheses hold there and its goal does not.
bool fails(const Statement& statement, const Point& point) {
  for (const Relation& hypothesis : hypotheses(statement))
    if (!holds_at(hypothesis, point).value_or(false)) return false;
  return !holds_at(goals(statement).front(), point).value_or(true);
}

}  // namespace

BOOST_AUTO_TEST_CASE(what_is_proved_holds) {
  RandomSource random("proofs");
  std::size_t proved = 0, refuted = 0;
  for (int i = 0; i < 6000; ++i) {
    const Statement statement = random_statement(random);
    const bool is_proved = check(statement, random_proof(random, statement)).has_value();
    proved += is_proved ? 1 : 0;
    for (int p = 0; p < (is_proved ? 60 : 5); ++p) {
      const Values point = random_values(random, names);
      const bool is_refuted = check(statement, Refutation{{point.begin(), point.end()}}).has_value();
      refuted += is_refuted ? 1 : 0;
      BOOST_TEST(is_refuted == fails(statement, point));
      BOOST_TEST_REQUIRE(!(is_proved && is_refuted), "statement " << i << " is proved and refuted");
    }
  }
  BOOST_TEST_MESSAGE(proved << " statements proved, " << refuted << " points refute");
  BOOST_TEST(proved > 200U);
  BOOST_TEST(refuted > 500U);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace geq::proofs
