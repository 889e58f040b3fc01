// SPDX-License-Identifier: GPL-3.0-or-later

/// Forms from papers (label `problems`), read where they lie; skipped, with a message, when they are absent.

#include <boost/test/unit_test.hpp>

#include <chrono>
#include <fstream>
#include <optional>
#include <sstream>
#include <string>
#include <vector>

#include "polynomial_text.hpp"
#include "polynomials/cone_search.hpp"
#include "polynomials/real_roots.hpp"

namespace {

using namespace geq::polynomials;

constexpr const char* problem_file = GEQ_PROBLEMS_FOLDER "/forms.jsonl";
constexpr long seconds_in_turn[] = {1, 20};

struct Problem {
  std::string name;
  bool expected;
  Polynomial form;
};

/// The text value of a key in one line of JSON; the values here contain no escapes but \n.
std::string json_value(const std::string& line, const std::string& key) {
  std::string pattern(1, '"');
  pattern.append(key).append("\": \"");
  const std::size_t start = line.find(pattern);
  if (start == std::string::npos) return {};
  const std::size_t from = start + pattern.size();
  std::string value = line.substr(from, line.find('"', from) - from);
  for (std::size_t at = value.find("\\n"); at != std::string::npos; at = value.find("\\n"))
    value.replace(at, 2, 1, '\n');
  return value;
}

std::optional<Problem> read_problem(const std::string& line) {
  if (json_value(line, "method") != "ds") return std::nullopt;
  const std::string text = json_value(line, "problem");
  const std::size_t names_end = text.find(" >= 0");
  const std::size_t goal = text.find("prove ") + 6;
  std::vector<std::string> names;
  std::stringstream list(text.substr(4, names_end - 4));
  for (std::string name; std::getline(list, name, ',');) {
    names.push_back(name.substr(name.find_first_not_of(' ')));
  }
  const Polynomial form = parse_expanded(make_ring(names), text.substr(goal, text.rfind(" >= 0") - goal));
  return Problem{json_value(line, "id"), json_value(line, "expected") == "true", form};
}

std::string outcome_of(const OrthantAnswer& answer) {
  struct Visitor {
    std::string operator()(const NonnegativeOnOrthant& a) const {
      return "proved cones " + std::to_string(a.statistics.cones) + " depth " + std::to_string(a.statistics.depth) +
             " repeated " + std::to_string(a.statistics.repeated) + " nodes " + std::to_string(a.tree.nodes.size()) +
             " zeros " + std::to_string(a.zeros.size());
    }
    std::string operator()(const NegativeAt& a) const {
      return "refuted cones " + std::to_string(a.statistics.cones) + " depth " + std::to_string(a.statistics.depth);
    }
    std::string operator()(const Undecided& a) const {
      std::ostringstream text;
      text << "undecided cones " << a.statistics.cones << " depth " << a.statistics.depth << " open " << a.open_cones;
      text << " near";
      for (const double x : a.stall_point) text << ' ' << x;
      return text.str();
    }
  };
  return std::visit(Visitor{}, answer);
}

std::optional<bool> verdict_of(const OrthantAnswer& answer) {
  if (std::holds_alternative<NonnegativeOnOrthant>(answer)) return true;
  if (std::holds_alternative<NegativeAt>(answer)) return false;
  return std::nullopt;
}

std::optional<bool> verdict_by(SplitPolicy policy, const char* name, const Problem& problem, long seconds) {
  SearchOptions options;
  options.policy = policy;
  options.threads = 2;
  options.budget.bytes = std::size_t{4} << 30;
  options.budget.cones = 50'000'000;
  const auto start = std::chrono::steady_clock::now();
  options.budget.stop.deadline = start + std::chrono::seconds(seconds);
  const OrthantAnswer answer = decide_on_orthant(problem.form, options);
  const std::chrono::duration<double> elapsed = std::chrono::steady_clock::now() - start;
  BOOST_TEST_MESSAGE(problem.name << " " << name << " " << elapsed.count() << " s " << outcome_of(answer));
  return verdict_of(answer);
}

/// The policies take turns, with a short and then a long time each, until one decides.
std::optional<bool> first_verdict(const Problem& problem) {
  const std::pair<SplitPolicy, const char*> policies[] = {{SplitPolicy::prefix_differences, "prefix"},
                                                          {SplitPolicy::near_minimiser, "minimiser"},
                                                          {SplitPolicy::edge_bisection, "edge"},
                                                          {SplitPolicy::averaged_prefix_differences, "averaged"}};
  for (const long seconds : seconds_in_turn) {
    for (const auto& [policy, name] : policies) {
      if (const std::optional<bool> verdict = verdict_by(policy, name, problem, seconds)) return verdict;
    }
  }
  return std::nullopt;
}

BOOST_AUTO_TEST_SUITE(problems, *boost::unit_test::label("problems"))

BOOST_AUTO_TEST_CASE(forms_from_papers) {
  std::ifstream file(problem_file);
  if (!file) {
    BOOST_TEST_MESSAGE("skipped: " << problem_file << " is absent");
    return;
  }
  for (std::string line; std::getline(file, line);) {
    const std::optional<Problem> problem = read_problem(line);
    if (!problem) continue;
    const std::optional<bool> verdict = first_verdict(*problem);
    BOOST_TEST((verdict == problem->expected), problem->name << ": undecided or wrong");
    if (problem->form.variables() == 2) {
      UnivariateCoefficients coefficients(*problem->form.degree() + std::size_t{1});
      for (const Term& term : problem->form.terms()) coefficients[term.exponents[0]] = term.coefficient;
      BOOST_TEST(is_nonnegative_form(coefficients, PlaneRegion::quadrant) == problem->expected, problem->name);
    }
  }
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
