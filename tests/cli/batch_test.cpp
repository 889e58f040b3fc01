// SPDX-License-Identifier: GPL-3.0-or-later
#include <unistd.h>

#include <boost/test/unit_test.hpp>
#include <csignal>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <thread>

#include "prover/cli/batch/problem_list.hpp"
#include "prover/cli/batch/progress_bar.hpp"
#include "prover/cli/batch/results_file.hpp"
#include "prover/cli/batch/summary.hpp"
#include "prover/cli/files.hpp"
#include "prover/cli/supervisor.hpp"
#include "tests/sanitizer.hpp"

namespace geq::cli {
namespace {

namespace fs = std::filesystem;
using std::chrono::milliseconds;

/// The message that refuses the file.
std::string refusal(const std::string& text, const std::string& name = "file") {
  try {
    problem_list({name, text});
  } catch (const Failure& failure) {
    BOOST_TEST(failure.status() == bad_input);
    return failure.what();
  }
  return "accepted";
}

BatchResult some_result(const std::string& id, const std::string& verdict, const std::string& expected = {}) {
  return {id, "0123", verdict, "visible", 0.25, 0.5, 3, "quotes \" and\nlines", expected};
}

struct File {
  fs::path path = fs::temp_directory_path() / ("geq-batch-" + std::to_string(::getpid()));
  explicit File(const std::string& text) { std::ofstream(path) << text; }
  ~File() { fs::remove(path); }
  File(const File&) = delete;
  File& operator=(const File&) = delete;
  std::string text() const { return read_whole(path.string(), 1000000); }
};

}  // namespace

BOOST_AUTO_TEST_SUITE(batch)

BOOST_AUTO_TEST_CASE(json_lines) {
  const auto problems =
      problem_list({"file",
                    "\n{\"id\": \"a b\", \"problem\": \"x >= 0\", \"expected\": false, \"source\": 7}\n"
                    "{\"id\": 12, \"problem\": \"let x > 0\\nprove x > 0\"}"});
  BOOST_REQUIRE_EQUAL(problems.size(), 2U);
  BOOST_TEST(problems[0].id == "a b");
  BOOST_TEST(problems[0].statement.text == "prove\nx >= 0\n");
  BOOST_TEST(problems[0].expected == "refuted");
  BOOST_TEST(problems[1].id == "12");
  BOOST_TEST(problems[1].expected == "");
  BOOST_TEST(fingerprint(problems[0]) != fingerprint(problems[1]));
}

BOOST_AUTO_TEST_CASE(sections) {
  const auto problems =
      problem_list({"dir/file.geq", "# all of them\n\nproblem one # first\nprove x >= 0\n\n problem  two b\nx >= 1\n"});
  BOOST_REQUIRE_EQUAL(problems.size(), 2U);
  BOOST_TEST(problems[0].id == "one");
  BOOST_TEST(problems[0].statement.text == "prove x >= 0\n\n");
  BOOST_TEST(problems[1].id == "two b");
  BOOST_TEST(problems[1].statement.text == "prove\nx >= 1\n");
  BOOST_TEST(problems[1].statement.lines.front().number == 7U);
  const auto single = problem_list({"dir/file.geq", "let x > 0\nprove x > 0\nlet problems > 0"});
  BOOST_REQUIRE_EQUAL(single.size(), 1U);
  BOOST_TEST(single[0].id == "file");
}

BOOST_AUTO_TEST_CASE(an_empty_file_has_no_problems) {
  BOOST_TEST(problem_list({"file", ""}).empty());
  BOOST_TEST(problem_list({"file", "\n \n# nothing\n"}).empty());
}

BOOST_AUTO_TEST_CASE(what_is_no_list_is_refused_with_its_line) {
  BOOST_TEST(refusal("{\"id\": 1, \"problem\": \"x >= 0\"}\n{\"id\"").starts_with("file:2: this is not JSON"));
  BOOST_TEST(refusal("{}") == "file:1: there is no \"id\"");
  BOOST_TEST(refusal("{\"id\": [], \"problem\": \"\"}").starts_with("file:1: \"id\" is neither"));
  BOOST_TEST(refusal("{\"id\": \"\", \"problem\": \"\"}").starts_with("file:1: "));
  BOOST_TEST(refusal("{\"id\": 1}") == "file:1: there is no text \"problem\"");
  BOOST_TEST(refusal("{\"id\": 1, \"problem\": \"\", \"expected\": \"perhaps\"}").find("perhaps") != std::string::npos);
  BOOST_TEST(refusal("{\"id\": 1, \"problem\": \"\"}\n[]").starts_with("file:2: expected an object"));
  BOOST_TEST(refusal("{\"id\": 1, \"problem\": \"\"}\n{\"id\": \"1\", \"problem\": \"\"}") ==
             "file:2: problem '1' is there already, in line 1");
  BOOST_TEST(refusal("prove x >= 0\nproblem a\nprove x >= 0\n").starts_with("file:1: this stands before"));
  BOOST_TEST(refusal("problem\nprove x >= 0\n") == "file:1: the problem has an empty name");
  BOOST_TEST(refusal("problem a\nproblem a\n").starts_with("file:2: problem 'a' is there already"));
}

BOOST_AUTO_TEST_CASE(a_line_reads_back) {
  const BatchResult result = some_result("\xCE\xB1 1", "proved", "refuted");
  const std::string line = line_of(result);
  BOOST_TEST(line.find('\n') == line.size() - 1);
  const auto again = result_of(line);
  BOOST_REQUIRE(again.has_value());
  BOOST_TEST(line_of(*again) == line);
  BOOST_TEST(!*again->agrees());
  BOOST_TEST(again->contradicts_expectation());
  BOOST_TEST(!result_of("{\"id\": \"a\"}").has_value());
  BOOST_TEST(!result_of(line.substr(0, line.size() / 2)).has_value());
  BOOST_TEST(!some_result("a", "undecided", "proved").contradicts_expectation());
  BOOST_TEST(!some_result("a", "proved").agrees().has_value());
}

BOOST_AUTO_TEST_CASE(bytes_that_are_no_text_do_not_break_a_line) {
  BatchResult result = some_result("a", "error");
  result.message = "\xff\xfe";
  BOOST_TEST(result_of(line_of(result)).has_value());
}

BOOST_AUTO_TEST_CASE(a_file_is_continued_and_its_unfinished_line_cut_off) {
  const std::string first = line_of(some_result("first", "proved"));
  const File file(first + "{\"id\":\"sec");
  {
    ResultsFile results(file.path.string());
    BOOST_TEST(results.finished().size() == 1U);
    BOOST_TEST(file.text() == first);
    results.add(some_result("third", "proved"));
    results.add(some_result("second", "proved"));
    BOOST_CHECK_THROW(ResultsFile(file.path.string()), Failure);  // one at a time
    results.sort({"second", "third"});
  }
  BOOST_TEST(file.text() == first + line_of(some_result("second", "proved")) + line_of(some_result("third", "proved")));
}

BOOST_AUTO_TEST_CASE(another_file_is_left_alone) {
  for (const std::string text : {"my diary", "my diary\nmore", "{\"id\": 1}\n"}) {
    const File file(text);
    BOOST_CHECK_THROW(ResultsFile(file.path.string()), Failure);
    BOOST_TEST(file.text() == text);
  }
}

BOOST_AUTO_TEST_CASE(medians) {
  BOOST_TEST(!median({}).has_value());
  BOOST_TEST(*median({3, 1, 2}) == 2);
  BOOST_TEST(*median({4, 1, 2, 3}) == 2.5);
}

BOOST_AUTO_TEST_CASE(the_table_counts) {
  const std::string table = summary(
      {some_result("a", "proved", "refuted"), some_result("b", "proved", "proved"), some_result("c", "error")}, 1);
  BOOST_TEST(table.find("proved            2        0.250 s\n") != std::string::npos);
  BOOST_TEST(table.find("error             1") != std::string::npos);
  BOOST_TEST(table.find("undecided") == std::string::npos);
  BOOST_TEST(table.find("Of 2 expected verdicts 1 agree, 1 is wrong, 0 open.\n  a: expected refuted, is proved\n") !=
             std::string::npos);
  BOOST_TEST(table.find("1 of these were there") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(progress) {
  BOOST_TEST(progress_line(1, 2, 0, std::chrono::seconds(3)) ==
             "[" + std::string(15, '#') + std::string(15, '.') + "]  1/2   0 settled   3 s");
}

BOOST_AUTO_TEST_CASE(misbehaving_processes_do_not_disturb_each_other) {
  std::vector<std::string> ends(5);
  const WorkList list{5, 3,
                      [](std::size_t place) -> Product {
                        switch (place) {
                          case 0:  // never ends, and talks all the time
                            for (;;) std::fputs("chatter\n", stderr);
                          case 1:  // says that it is done, and is not
                            ::close(STDOUT_FILENO);
                            for (int descriptor = 3; descriptor < 64; ++descriptor) ::close(descriptor);
                            std::this_thread::sleep_for(std::chrono::seconds(60));
                            return {};
                          case 2:
                            std::signal(SIGSEGV, SIG_DFL);
                            std::raise(SIGSEGV);
                            return {};
                          case 3: {
                            std::vector<std::vector<char>> all;
                            for (;;) all.emplace_back(1 << 20, 'x');
                          }
                          default:
                            return {proved, "well", {}, {}};
                        }
                      },
                      [&](std::size_t place, const WorkResult& result) {
                        if (const auto* product = std::get_if<Product>(&result)) ends[place] = product->report;
                        if (std::holds_alternative<OutOfTime>(result)) ends[place] = "late";
                        if (std::holds_alternative<OutOfMemory>(result)) ends[place] = "memory";
                        if (std::holds_alternative<Crashed>(result)) ends[place] = "crash";
                      },
                      [] {}};
  const auto start = std::chrono::steady_clock::now();
  supervise_all(list, {milliseconds(1500), std::size_t{64} << 20});
  BOOST_TEST((std::chrono::steady_clock::now() - start < milliseconds(6000)));
  // The limit of memory cannot hold where a sanitizer has memory of its own; the others are to end as ever.
  const std::vector<std::string> expected{"late", "late", "crash", has_address_sanitizer ? ends[3] : "memory", "well"};
  BOOST_TEST(ends == expected, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace geq::cli
