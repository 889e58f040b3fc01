// SPDX-License-Identifier: GPL-3.0-or-later

#include <boost/test/unit_test.hpp>

#include <atomic>
#include <chrono>
#include <random>
#include <stdexcept>
#include <string>
#include <thread>

#include "polynomial_text.hpp"
#include "polynomials/cone_search.hpp"
#include "random_forms.hpp"
#include "tree_replay.hpp"

namespace {

using namespace geq::polynomials;

constexpr SplitPolicy all_policies[] = {SplitPolicy::prefix_differences, SplitPolicy::averaged_prefix_differences,
                                        SplitPolicy::edge_bisection, SplitPolicy::near_minimiser};

Polynomial read(const std::vector<std::string>& names, const char* text) {
  return parse_expanded(make_ring(names), text);
}

Polynomial schur() {
  return read({"x", "y", "z"}, "x^3 + y^3 + z^3 + 3*x*y*z - x^2*y - x*y^2 - y^2*z - y*z^2 - z^2*x - z*x^2");
}

SearchOptions with(SplitPolicy policy, std::size_t cones = 20'000) {
  SearchOptions options;
  options.policy = policy;
  options.budget.cones = cones;
  return options;
}

/// Any answer must survive an independent look.
void check_answer(const Polynomial& form, const OrthantAnswer& answer) {
  std::size_t open = 0;
  if (const auto* proved = std::get_if<NonnegativeOnOrthant>(&answer)) {
    BOOST_TEST(fault_in(proved->tree, form, open) == "");
    BOOST_TEST(open == 0U);
    for (const std::vector<Integer>& zero : proved->zeros) {
      BOOST_TEST(form.evaluate(std::vector<Rational>(zero.begin(), zero.end())).is_zero());
    }
  } else if (const auto* refuted = std::get_if<NegativeAt>(&answer)) {
    const Rational value = form.evaluate(std::vector<Rational>(refuted->point.begin(), refuted->point.end()));
    BOOST_TEST((value == refuted->value));
    BOOST_TEST(value.sign() < 0);
    for (const Integer& x : refuted->point) BOOST_TEST(x.sign() >= 0);
  } else {
    BOOST_TEST(fault_in(std::get<Undecided>(answer).tree, form, open) == "");
    BOOST_TEST(open > 0U);
  }
}

BOOST_AUTO_TEST_SUITE(cone_search)

BOOST_AUTO_TEST_CASE(schur_is_settled_by_every_policy_that_meets_its_zero) {
  for (const SplitPolicy policy : all_policies) {
    const OrthantAnswer answer = decide_on_orthant(schur(), with(policy, 2000));
    check_answer(schur(), answer);
    if (policy == SplitPolicy::edge_bisection) continue;
    BOOST_REQUIRE(std::holds_alternative<NonnegativeOnOrthant>(answer));
    const auto& zeros = std::get<NonnegativeOnOrthant>(answer).zeros;
    const std::vector<Integer> ones(3, Integer(1));
    BOOST_TEST((std::find(zeros.begin(), zeros.end(), ones) != zeros.end()));
  }
}

BOOST_AUTO_TEST_CASE(false_forms_are_refuted) {
  const Polynomial form = read({"x", "y", "z"}, "x^2 + y^2 + z^2 - 3*x*y");
  for (const SplitPolicy policy : all_policies) {
    const OrthantAnswer answer = decide_on_orthant(form, with(policy));
    BOOST_TEST(std::holds_alternative<NegativeAt>(answer));
    check_answer(form, answer);
  }
}

BOOST_AUTO_TEST_CASE(random_forms_get_true_answers_and_the_same_with_two_threads) {
  const unsigned seed = std::random_device{}();
  BOOST_TEST_MESSAGE("seed " << seed);
  RandomForms random(seed);
  int undecided = 0;
  for (int round = 0; round < 120; ++round) {
    const std::size_t n = 1 + random.below(4);
    const RingPointer ring = RandomForms::ring(n);
    const std::size_t d = random.below(3);
    const Polynomial root = random.form(ring, d, random.below(2) == 0 ? 2 : 40, 1);
    Polynomial form = root * root;
    if (random.below(2) == 0) form = form + random.form(ring, 2 * d, 2, 1);
    for (const SplitPolicy policy : all_policies) {
      BOOST_TEST_CONTEXT("seed " << seed << " form " << form.text() << " policy " << static_cast<int>(policy)) {
        SearchOptions options = with(policy, 300);
        const OrthantAnswer answer = decide_on_orthant(form, options);
        check_answer(form, answer);
        options.threads = 2;
        const OrthantAnswer again = decide_on_orthant(form, options);
        BOOST_REQUIRE(answer.index() == again.index());
        if (const auto* a = std::get_if<NonnegativeOnOrthant>(&answer)) {
          const auto& b = std::get<NonnegativeOnOrthant>(again);
          BOOST_TEST((a->tree == b.tree && a->zeros == b.zeros && a->statistics == b.statistics));
        } else if (const auto* refuted = std::get_if<NegativeAt>(&answer)) {
          BOOST_TEST((refuted->point == std::get<NegativeAt>(again).point));
        } else {
          ++undecided;
          BOOST_TEST((std::get<Undecided>(answer).tree == std::get<Undecided>(again).tree));
        }
      }
    }
  }
  BOOST_TEST(undecided > 0);
}

BOOST_AUTO_TEST_CASE(large_trees_do_not_depend_on_threads) {
  const Polynomial form = read({"x", "y", "z"}, "30001*x^2 + 20000*x*y - 20000*x*z + 3334*y^2 - 6666*y*z + 3334*z^2");
  SearchOptions options = with(SplitPolicy::averaged_prefix_differences, 200'000);
  const OrthantAnswer one = decide_on_orthant(form, options);
  options.threads = 2;
  const OrthantAnswer two = decide_on_orthant(form, options);
  BOOST_REQUIRE(std::holds_alternative<NonnegativeOnOrthant>(one));
  BOOST_REQUIRE(std::holds_alternative<NonnegativeOnOrthant>(two));
  BOOST_TEST(std::get<NonnegativeOnOrthant>(one).statistics.cones > 1000U);
  BOOST_TEST((std::get<NonnegativeOnOrthant>(one).tree == std::get<NonnegativeOnOrthant>(two).tree));
}

BOOST_AUTO_TEST_CASE(classical_orders_leave_unsettled_cones_open) {
  // Zero at (4,2,3): one round does not reach it.
  const Polynomial form = read({"x", "y", "z"},
                               "x^4*y^2 - 2*x^4*y*z + x^4*z^2 + 3*x^3*y^2*z - 2*x^3*y*z^2 - 2*x^2*y^4 - 2*x^2*y^3*z + "
                               "x^2*y^2*z^2 + 2*x*y^4*z + y^6");
  const OrthantAnswer answer = classical_orders(form, {}, SearchBudget{});
  BOOST_REQUIRE(std::holds_alternative<Undecided>(answer));
  BOOST_TEST((std::get<Undecided>(answer).budget == ExhaustedBudget::rounds));
  check_answer(form, answer);
  BOOST_TEST(std::holds_alternative<NonnegativeOnOrthant>(classical_orders(schur(), {}, SearchBudget{})));
}

BOOST_AUTO_TEST_CASE(variables_already_ordered_are_left_out_of_the_first_round) {
  const OrthantAnswer answer = classical_orders(schur(), {0, 1}, SearchBudget{});
  const ConeTree* tree = nullptr;
  if (const auto* proved = std::get_if<NonnegativeOnOrthant>(&answer)) tree = &proved->tree;
  if (const auto* undecided = std::get_if<Undecided>(&answer)) tree = &undecided->tree;
  BOOST_REQUIRE(tree != nullptr);
  BOOST_TEST((std::get<Split>(tree->nodes.front()).weights == std::vector<std::uint32_t>{1, 1, 0}));
  BOOST_CHECK_THROW(classical_orders(schur(), {0, 0}, SearchBudget{}), std::invalid_argument);
  BOOST_CHECK_THROW(classical_orders(schur(), {3}, SearchBudget{}), std::invalid_argument);
}

BOOST_AUTO_TEST_CASE(corner_cases) {
  for (const SplitPolicy policy : all_policies) {
    for (const char* text : {"0*x", "x", "3", "x^7"}) {
      const Polynomial form = read({"x"}, text);
      BOOST_TEST(std::holds_alternative<NonnegativeOnOrthant>(decide_on_orthant(form, with(policy))), text);
      const Polynomial wide = read({"x", "y", "z"}, text);
      BOOST_TEST(std::holds_alternative<NonnegativeOnOrthant>(decide_on_orthant(wide, with(policy))), text);
    }
    for (const char* text : {"-3", "-x", "x - y", "-x*y"}) {
      const Polynomial form = read({"x", "y"}, text);
      const OrthantAnswer answer = decide_on_orthant(form, with(policy));
      BOOST_TEST(std::holds_alternative<NegativeAt>(answer), text);
      check_answer(form, answer);
    }
  }
  BOOST_CHECK_THROW(decide_on_orthant(read({"x", "y"}, "x^2 + y"), SearchOptions{}), std::invalid_argument);
}

BOOST_AUTO_TEST_CASE(a_square_with_an_irrational_zero_is_undecided) {
  const Polynomial form = read({"x", "y"}, "x^4 - 4*x^2*y^2 + 4*y^4");
  for (const SplitPolicy policy : all_policies) {
    const OrthantAnswer answer = decide_on_orthant(form, with(policy, 500));
    BOOST_REQUIRE(std::holds_alternative<Undecided>(answer));
    const Undecided& undecided = std::get<Undecided>(answer);
    BOOST_TEST((undecided.budget == ExhaustedBudget::cones));
    check_answer(form, answer);
    // The hint lies near (sqrt 2, 1).
    BOOST_REQUIRE(undecided.stall_point.size() == 2U);
    BOOST_TEST(std::abs(undecided.stall_point[0] / undecided.stall_point[1] - 1.41421356) < 0.01);
  }
}

BOOST_AUTO_TEST_CASE(budgets_end_the_search) {
  const Polynomial form = read({"x", "y", "z"}, "x^4 - 4*x^2*y^2 + 4*y^4 + z^4 - z^2*x*y");
  SearchOptions options = with(SplitPolicy::prefix_differences, 100'000'000);
  options.budget.bytes = 1 << 20;
  options.partial_tree_nodes = 100;
  const OrthantAnswer by_bytes = decide_on_orthant(read({"x", "y"}, "x^4 - 4*x^2*y^2 + 4*y^4"), options);
  BOOST_TEST((std::get<Undecided>(by_bytes).budget == ExhaustedBudget::bytes));
  BOOST_TEST(std::get<Undecided>(by_bytes).tree.nodes.size() <= 100U);

  std::atomic<bool> cancelled = true;
  options.budget.stop.cancelled = &cancelled;
  const OrthantAnswer by_flag = decide_on_orthant(schur(), options);
  BOOST_TEST((std::get<Undecided>(by_flag).budget == ExhaustedBudget::cancelled));
}

BOOST_AUTO_TEST_CASE(long_nodes_react_to_the_deadline) {
  // 92,378 coefficients of some 200 bits: a single split takes longer than the deadline.
  std::vector<std::string> names;
  for (char c = 'a'; c < 'k'; ++c) names.emplace_back(1, c);
  const RingPointer ring = make_ring(names);
  RandomForms random(1);
  const Polynomial form = random.form(ring, 10, 200, 50) + Polynomial::variable(ring, 0).pow(10);
  SearchOptions options = with(SplitPolicy::prefix_differences);
  using clock = std::chrono::steady_clock;
  // Building the dense form and its table is not interrupted: find out how long that takes.
  const auto before = clock::now();
  const Form dense(form);
  const auto setup = clock::now() - before;
  const auto start = clock::now();
  options.budget.stop.deadline = start + setup + std::chrono::milliseconds(20);
  const OrthantAnswer answer = decide_on_orthant(form, options);
  const std::chrono::duration<double> over = clock::now() - *options.budget.stop.deadline;
  BOOST_TEST_MESSAGE("setup " << std::chrono::duration<double>(setup).count() << " s, over " << over.count() << " s");
  if (std::holds_alternative<Undecided>(answer)) BOOST_TEST(over.count() < 0.5);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
