// SPDX-License-Identifier: GPL-3.0-or-later
#include <boost/test/unit_test.hpp>

#include <filesystem>
#include <fstream>
#include <sstream>

#include "proofs/kernel/certificate.hpp"
#include "proofs/kernel/language/parser.hpp"
#include "proofs/kernel/work.hpp"
#include "prover/prover.hpp"
#include "tests/sanitizer.hpp"

/// One test case for each statement file; its folder is the verdict it must get. The certificate goes through text and
/// the checker again, and one thread or two must give the same bytes.
///
/// usage: prover_test [Boost.Test's arguments] -- FOLDER [PART PARTS]      of the files every PARTS-th from PART (1
/// ...) on

namespace {

namespace fs = std::filesystem;
namespace ut = boost::unit_test;
using namespace geq;

std::string contents(const fs::path& path) {
  std::ostringstream text;
  text << std::ifstream(path).rdbuf();
  return text.str();
}

prover::Answer answer_to(const proofs::Statement& statement, unsigned threads) {
  prover::Settings settings;
  settings.timeout = std::chrono::seconds(has_address_sanitizer ? 300 : 30);
  settings.threads = threads;
  return prover::prove(statement, settings);
}

/// "proved" or "refuted" by the certificate's text alone; anything else says what went wrong.
std::string checked_again(const proofs::Statement& statement, const std::string& text) {
  const auto certificate = proofs::read_certificate(text, statement.variables);
  if (!certificate) return "malformed: " + proofs::describe(certificate.error());
  const auto theorem = proofs::check(statement, certificate.value());
  if (!theorem) return "rejected: " + proofs::describe(theorem.error());
  return theorem.value().kind() == proofs::Theorem::Kind::proved ? "proved" : "refuted";
}

std::string verdict_on(const fs::path& file) {
  const auto statement = proofs::parse_statement(contents(file));
  if (!statement) return proofs::describe(statement.error(), file.string());
  const auto answer = answer_to(statement.value(), 1);
  if (const auto* ill_posed = std::get_if<prover::IllPosed>(&answer.outcome)) return "rejected: " + ill_posed->reason;
  if (const auto* undecided = std::get_if<prover::Undecided>(&answer.outcome)) return "undecided: " + undecided->detail;
  const std::string text = proofs::to_text(std::get<prover::Settled>(answer.outcome).certificate);
  const auto again = answer_to(statement.value(), 2);
  const auto* settled = std::get_if<prover::Settled>(&again.outcome);
  if (settled == nullptr) return "two threads: no answer in time";
  BOOST_TEST((proofs::to_text(settled->certificate) == text), "two threads give other bytes");
  return checked_again(statement.value(), text);
}

/// What the first line of a statement that is to be rejected says: "# reason: ...".
std::string reason_in(const fs::path& file) {
  const std::string text = contents(file);
  const std::string mark = "# reason: ";
  return text.starts_with(mark) ? text.substr(mark.size(), text.find('\n') - mark.size()) : "no reason is given";
}

/// Wherever the kernel's work ends, a search says that it is undecided; it does not throw.
void work_may_end_anywhere() {
  const auto statement = proofs::parse_statement("let a, b, c, d >= 0\nprove (a + b + c + d)^4 >= 256*a*b*c*d\n");
  BOOST_TEST_REQUIRE(statement.has_value());
  prover::Settings settings;
  settings.brief = true;
  for (std::uint64_t work = 1000; work < 1'000'000'000; work += work / 64) {
    const proofs::WorkLimit limit(work);
    BOOST_TEST_CONTEXT(work) { BOOST_CHECK_NO_THROW(prover::prove(statement.value(), settings)); }
  }
}

/// Of the tangents that are looked at, a proof has those that it uses: here the two of one mean.
void proofs_have_no_unused_tangents() {
  const auto statement = proofs::parse_statement("let x, m > 0\nlet p > 1\nprove x^p >= m^p + p*m^(p-1)*(x-m)\n");
  BOOST_TEST_REQUIRE(statement.has_value());
  const auto answer = answer_to(statement.value(), 1);
  const auto* settled = std::get_if<prover::Settled>(&answer.outcome);
  BOOST_TEST_REQUIRE(settled != nullptr);
  const std::string text = proofs::to_text(settled->certificate);
  std::size_t tangents = 0;
  for (auto at = text.find("tangent exp"); at != text.npos; at = text.find("tangent exp", at + 1)) ++tangents;
  BOOST_TEST(tangents == 2U);
}

bool register_statements() {
  const auto& arguments = ut::framework::master_test_suite();
  if (arguments.argc != 2 && arguments.argc != 4) return false;
  const fs::path folder = arguments.argv[1];
  const std::size_t part = arguments.argc == 4 ? std::stoul(arguments.argv[2]) : 1;
  const std::size_t parts = arguments.argc == 4 ? std::stoul(arguments.argv[3]) : 1;
  std::vector<fs::path> files;
  for (const auto& entry : fs::recursive_directory_iterator(folder))
    if (entry.path().extension() == ".geq") files.push_back(entry.path());
  std::sort(files.begin(), files.end());
  if (part == 1) {
    ut::framework::master_test_suite().add(
        ut::make_test_case(work_may_end_anywhere, "work_may_end_anywhere", __FILE__, __LINE__));
    ut::framework::master_test_suite().add(
        ut::make_test_case(proofs_have_no_unused_tangents, "proofs_have_no_unused_tangents", __FILE__, __LINE__));
  }
  for (std::size_t i = part - 1; i < files.size(); i += parts) {
    const fs::path& file = files[i];
    std::string expected = file.parent_path().filename().string();
    if (expected == "rejected") expected += ": " + reason_in(file);
    ut::framework::master_test_suite().add(ut::make_test_case([=] { BOOST_TEST(verdict_on(file) == expected); },
                                                              file.lexically_relative(folder).string(), __FILE__,
                                                              __LINE__));
  }
  return !files.empty();
}

}  // namespace

int main(int argc, char* argv[]) { return ut::unit_test_main(register_statements, argc, argv); }
