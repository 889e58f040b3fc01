// SPDX-License-Identifier: GPL-3.0-or-later

/// How searches are limited, stopped, and run side by side.

#include <algorithm>
#include <chrono>
#include <ctime>
#include <stdexcept>
#include <thread>

#include "tests/embedding/statements.hpp"

namespace geq::tests {
namespace {

using Clock = std::chrono::steady_clock;
using std::chrono::milliseconds;

}  // namespace

BOOST_AUTO_TEST_SUITE(searches)

BOOST_AUTO_TEST_CASE(time_is_kept) {
  Options options;
  options.timeout = milliseconds(200);
  const auto start = Clock::now();
  const Answer answer = answer_to(prove(hard, options));
  BOOST_TEST((answer.obstacle() == Obstacle::timeout));
  BOOST_TEST((Clock::now() - start < milliseconds(2000)));
}

BOOST_AUTO_TEST_CASE(time_is_kept_while_a_power_is_expanded) {
  Options options;
  options.timeout = milliseconds(300);
  for (const char* statement : {"let u, v, w, z > 0\nprove (u + v + w + 1)^55 > (u + v + z)^33\n",
                                "prove (a + b + c + d + f + g)^40 >= 720a^10*b^10*c^10*d^10\n"}) {
    const std::clock_t start = std::clock();  // of the processor: the expansion alone takes several seconds
    const Answer answer = answer_to(prove(statement, options));
    BOOST_TEST((answer.obstacle() == Obstacle::timeout));
    BOOST_TEST(answer.detail() == "time ran out");
    BOOST_TEST((std::clock() - start < 2 * CLOCKS_PER_SEC));
  }
}

BOOST_AUTO_TEST_CASE(a_trace_tells_what_was_tried) {
  const std::vector<std::string> statements{nesbitt, "let a, b, c > 0\nassume a*b*c = 1\nprove a + b + c >= 3\n",
                                            "let n : integer >= 1\nprove sum(k in 1..n, k) >= n\n",
                                            "let x : real\nprove abs(x - 1) + abs(x + 1) >= 2\n"};
  for (const std::string& statement : statements) {
    Options options;
    BOOST_TEST(!answer_to(prove(statement, options)).trace());
    options.trace = true;
    const Answer answer = answer_to(prove(statement, options));
    BOOST_REQUIRE(answer.trace().has_value());
    const std::vector<TraceEntry>& entries = answer.trace()->entries;
    BOOST_TEST(answer.trace()->left_out == 0U);
    using Kind = TraceEntry::Kind;
    const auto is_closed = [](const TraceEntry& entry) { return entry.outcome == TraceEntry::Outcome::closed; };
    bool names_method = false;
    for (std::size_t i = 0; i < entries.size(); ++i) {
      BOOST_TEST(entries[i].depth <= (i == 0 ? 0 : entries[i - 1].depth + 1));
      names_method |= entries[i].kind == Kind::method && is_closed(entries[i]) && entries[i].text == answer.method();
      if (entries[i].kind != Kind::goal || !is_closed(entries[i])) continue;
      // A goal is closed by what was tried for its sake.
      std::size_t end = i + 1;
      while (end < entries.size() && entries[end].depth > entries[i].depth) ++end;
      const auto begin = entries.begin() + static_cast<std::ptrdiff_t>(i) + 1;
      BOOST_TEST(std::any_of(begin, entries.begin() + static_cast<std::ptrdiff_t>(end), is_closed));
    }
    BOOST_TEST(names_method);
    const auto told = [&](const Answer& one) { return one.report(Format::text, Language::english, Times::hidden); };
    BOOST_TEST(told(answer) == told(answer_to(prove(statement, options))));
  }
}

BOOST_AUTO_TEST_CASE(any_time_is_taken) {
  Options options;
  options.timeout = milliseconds::max();
  BOOST_TEST((answer_to(prove(nesbitt, options)).verdict() == Verdict::proved));
}

BOOST_AUTO_TEST_CASE(another_thread_may_cancel) {
  Options options;
  std::thread canceller([handle = options.cancellation] {
    std::this_thread::sleep_for(milliseconds(100));
    handle.request();
  });
  const auto start = Clock::now();
  const Answer answer = answer_to(prove(hard, options));
  canceller.join();
  BOOST_TEST((answer.obstacle() == Obstacle::cancelled));
  BOOST_TEST((Clock::now() - start < milliseconds(3000)));
  BOOST_TEST(options.cancellation.is_requested());
}

BOOST_AUTO_TEST_CASE(a_handle_that_was_used_cancels_at_once) {
  Options options;
  options.cancellation.request();
  BOOST_TEST((answer_to(prove(hard, options)).obstacle() == Obstacle::cancelled));
}

BOOST_AUTO_TEST_CASE(two_threads_at_once_find_what_one_finds) {
  const std::vector<std::string> statements{
      nesbitt,
      "let a, b, c >= 0\nprove a^3 + b^3 + c^3 >= 3abc\n",
      "prove a^3 + b^3 + c^3 >= 3abc\n",
      "let x > 0\nprove x^5 + 1/x >= 2x^2\n",
      "let x, y : real\nprove x^4*y^2 + x^2*y^4 + 1 >= 3x^2*y^2\n",
      "prove 123456789123456789^40*x^2 >= -1\n",
  };
  const auto reports = [&statements] {
    std::vector<std::string> all;
    for (const std::string& statement : statements) {
      const Outcome outcome = prove(statement);
      if (const auto* answer = std::get_if<Answer>(&outcome))
        all.push_back(answer->report(Format::text, Language::english, Times::hidden) + answer->certificate());
    }
    return all;
  };
  const std::vector<std::string> expected = reports();
  BOOST_TEST(expected.size() == statements.size());
  std::vector<std::vector<std::string>> found(4);
  std::vector<std::thread> threads;
  for (auto& result : found) threads.emplace_back([&result, &reports] { result = reports(); });
  for (std::thread& thread : threads) thread.join();
  for (const auto& result : found) BOOST_TEST(result == expected, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(the_number_of_threads_does_not_show) {
  for (const char* statement : {nesbitt, "let a, b, c, d >= 0\nprove (a+b+c+d)^4 >= 256*a*b*c*d\n"}) {
    Options two;
    two.threads = 2;
    const Answer one_thread = answer_to(prove(statement));
    const Answer two_threads = answer_to(prove(statement, two));
    BOOST_TEST(one_thread.certificate() == two_threads.certificate());
    for (const Format format : {Format::text, Format::json, Format::latex}) {
      BOOST_TEST(one_thread.report(format, Language::english, Times::hidden) ==
                 two_threads.report(format, Language::english, Times::hidden));
    }
  }
}

BOOST_AUTO_TEST_CASE(an_answer_may_be_read_by_several_threads) {
  const Answer answer = answer_to(prove(nesbitt));
  const std::string expected = answer.report();
  std::vector<std::string> found(4);
  std::vector<std::thread> threads;
  for (std::string& result : found) threads.emplace_back([&] { result = answer.report(); });
  for (std::thread& thread : threads) thread.join();
  for (const std::string& result : found) BOOST_TEST(result == expected);
}

BOOST_AUTO_TEST_CASE(options_out_of_range_are_the_callers_mistake) {
  Options options;
  options.threads = 0;
  BOOST_CHECK_THROW((void)prove("x^2 >= 0", options), std::invalid_argument);
  options = {};
  options.timeout = milliseconds(-1);
  BOOST_CHECK_THROW((void)refute("x^2 >= 0", options), std::invalid_argument);
  options = {};
  options.only = {"magic"};
  BOOST_CHECK_THROW((void)prove("x^2 >= 0", options), std::invalid_argument);
  options = {};
  options.without = {"magic"};
  BOOST_CHECK_THROW((void)prove("x^2 >= 0", options), std::invalid_argument);
}

BOOST_AUTO_TEST_CASE(every_method_explains_itself_in_every_language) {
  for (const Language language : {Language::english, Language::chinese}) {
    const std::vector<Method> all = methods(language);
    BOOST_TEST(std::any_of(all.begin(), all.end(), [](const Method& m) { return m.name == "counterexample"; }));
    for (const Method& method : all) {
      BOOST_TEST_CONTEXT(method.name) {
        BOOST_TEST(method.title != method.name);
        const auto text = explain(method.name, language);
        BOOST_REQUIRE(text.has_value());
        BOOST_TEST(std::count(text->begin(), text->end(), '\n') >= 8);
      }
    }
  }
  BOOST_TEST(!explain("magic").has_value());
}

BOOST_AUTO_TEST_CASE(every_strategy_may_be_named) {
  for (const Method& method : methods()) {
    if (!method.is_strategy) continue;
    Options options;
    options.only = {method.name};
    options.timeout = milliseconds(500);
    BOOST_CHECK_NO_THROW((void)prove("a^2 + b^2 >= 2*a*b", options));
  }
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace geq::tests
