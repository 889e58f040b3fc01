// SPDX-License-Identifier: GPL-3.0-or-later
#include <boost/test/unit_test.hpp>

#include "proofs/kernel/enclosure.hpp"
#include "proofs/render/equality.hpp"
#include "samples.hpp"

using namespace geq;
using namespace geq::render;
using namespace geq::render::samples;
using geq::proofs::ExactPolynomial;
using geq::proofs::holds_at;
using geq::proofs::Rational;

namespace {

std::string equality_line(const Sample& sample) {
  const std::string text = in_one_line(english(sample));
  const auto place = text.find("Equality");
  return place == std::string::npos ? "" : text.substr(place, text.find(". ", place) - place);
}

EqualityCases cases_of(const Sample& sample, std::size_t goal) {
  const Report report = report_of(sample);
  const Trace trace = replay(report.statement, std::get<proofs::Proof>(*report.certificate));
  return equality_of(report.statement, trace, goal).value();
}

/// The value of the goal's sides agree at points of every family that satisfy the hypotheses.
void check_families(const Sample& sample, std::size_t goal, std::size_t expected_points) {
  const Report report = report_of(sample);
  const proofs::Relation relation = goals(report.statement).at(goal);
  std::size_t points = 0;
  for (const Family& family : cases_of(sample, goal).zeros.families)
    for (const int scale : {1, 2, 7}) {
      proofs::Substitution values;
      int next = scale;
      for (const auto& [name, range] : family.parameters) values.emplace(name, ExactPolynomial(Rational(next++)));
      proofs::Point point;
      for (const auto& [name, value] : family.point) point.emplace(name, substitute(value, values).constant().value());
      bool inside = true;
      for (const proofs::Relation& assumed : hypotheses(report.statement))
        inside = inside && holds_at(assumed, point).value_or(false);
      if (!inside) continue;
      ++points;
      BOOST_TEST(holds_at({relation.left, proofs::Comparison::equal, relation.right}, point).value_or(false),
                 sample.name);
    }
  BOOST_TEST(points >= expected_points, sample.name);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(equality)

BOOST_AUTO_TEST_CASE(wording) {
  BOOST_TEST(equality_line(squares) == "Equality: exactly when a = b = c");
  BOOST_TEST(equality_line(example_1) == "Equality: exactly when a = b = c");
  BOOST_TEST(equality_line(example_2) == "Equality: exactly when a = b = c, or b = c = 0 or one of the permutations");
  BOOST_TEST(equality_line(example_3) ==
             "Equality: exactly when a = b = c, or (a, b, c) = (0, t, 2*t) with t >= 0 or a cyclic shift of this");
  BOOST_TEST(equality_line(example_3_cones) == equality_line(example_3));
  BOOST_TEST(equality_line(schur) == "Equality: exactly when a = b = c, or a = b and c = 0 or one of the permutations");
  BOOST_TEST(equality_line(nesbitt) == "Equality: exactly when a = b = c");
  BOOST_TEST(equality_line(root_mean) == "Equality: exactly when a = b");
  BOOST_TEST(equality_line(several) == "Equality: exactly when x = y");
  BOOST_TEST(equality_line(on_a_plane) == "Equality: exactly when x = y = z = 1/3");
  BOOST_TEST(equality_line(cubic) == "Equality: exactly when x = 1");
  BOOST_TEST(equality_line(divided) == "Equality: exactly when x = 0");
  BOOST_TEST(equality_line(denominators) == "Equality: exactly when a = b = 1");
  BOOST_TEST(equality_line(names) == "Equality: exactly when speed_of_light = 0, or p_1 = alpha");
  BOOST_TEST(equality_line(vasile) ==
             "Equality holds when a = b = c (found; the proof does not show that there are no other cases)");
}

BOOST_AUTO_TEST_CASE(strict_domains_exclude_the_boundary) {
  const Sample open{"open", "let a, b, c > 0\nprove a^3 + b^3 + c^3 + 3*a*b*c >= a*b*(a+b) + b*c*(b+c) + c*a*(c+a)",
                    schur.certificate};
  BOOST_TEST(equality_line(open) == "Equality: exactly when a = b = c");
  const Sample never{"never", "let a, b > 0\nprove (a + b)^2 >= a^2 + b^2", "prove\nvisible\n"};
  BOOST_TEST(equality_line(never) == "Equality does not occur: f > 0");
}

BOOST_AUTO_TEST_CASE(identities_hold_everywhere) {
  const Sample always{"always", "prove (x + 1)^2 >= x^2 + 2*x + 1", "prove\nvisible\n"};
  BOOST_TEST(equality_line(always) == "Equality always holds");
}

BOOST_AUTO_TEST_CASE(irrational_zeros_are_not_hidden) {
  // (x^2 - 2)^2 vanishes at sqrt(2) only.
  const Sample hidden{"hidden", "let x >= 0\nprove x^4 + 4 >= 4*x^2", "prove\none-variable\n"};
  BOOST_TEST(equality_line(hidden) == "Equality: no case was found; the proof does not show that there is none");
}

BOOST_AUTO_TEST_CASE(claimed_cases_by_direct_evaluation) {
  check_families(squares, 0, 3);
  check_families(example_1, 0, 3);
  check_families(example_2, 0, 12);
  check_families(example_3, 0, 12);
  check_families(schur, 0, 12);
  check_families(nesbitt, 0, 3);
  check_families(root_mean, 0, 3);
  check_families(several, 0, 3);
  check_families(several, 1, 3);
  check_families(denominators, 0, 3);
  check_families(denominators, 1, 3);
  check_families(on_a_plane, 0, 3);
  check_families(cubic, 0, 3);
  check_families(names, 0, 6);
  check_families(vasile, 0, 3);
}

BOOST_AUTO_TEST_CASE(no_case_is_missed_on_a_grid) {
  // Where the answer is complete, every small point of equality lies in one of the families.
  for (const Sample& sample : {squares, example_1, example_2, example_3, schur, nesbitt}) {
    const EqualityCases cases = cases_of(sample, 0);
    BOOST_TEST(cases.zeros.complete, sample.name);
    const Report report = report_of(sample);
    const proofs::Relation relation = goals(report.statement).front();
    for (int number = 0; number < 216; ++number) {
      proofs::Point point;
      int rest = number;
      for (const std::string& name : cases.variables) {
        point.emplace(name, Rational(rest % 6));
        rest /= 6;
      }
      bool inside = true;
      for (const proofs::Relation& assumed : hypotheses(report.statement))
        inside = inside && holds_at(assumed, point).value_or(false);
      const auto equal = holds_at({relation.left, proofs::Comparison::equal, relation.right}, point);
      if (!inside || !equal || !*equal) continue;
      Zeros both = cases.zeros;
      Family ray;
      for (const auto& [name, value] : point)
        ray.point.emplace(name, ExactPolynomial(value) * ExactPolynomial::variable("$9"));
      ray.parameters.emplace("$9", Range::nonnegative);
      both.families.push_back(ray);
      simplify(both, cases.variables);
      BOOST_TEST(both.families.size() == cases.zeros.families.size(), sample.name << " at point " << number);
    }
  }
}

BOOST_AUTO_TEST_SUITE_END()
