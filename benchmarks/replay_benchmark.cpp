// SPDX-License-Identifier: GPL-3.0-or-later

/// (d) How long the kernel takes to replay a certificate, next to the search that found it: check / (3 search + 5 ms)
/// should be at most 1. Statements: a file each under examples/, and forms with many cones.

#include <benchmark/benchmark.h>

#include <filesystem>
#include <fstream>
#include <sstream>

#include "proofs/kernel/language/parser.hpp"
#include "prover/prover.hpp"

namespace {

using namespace geq;
using Milliseconds = std::chrono::duration<double, std::milli>;

void replay(benchmark::State& state, const std::string& text, const std::vector<std::string>& only) {
  const auto statement = proofs::parse_statement(text);
  if (!statement) return state.SkipWithError("the statement does not parse");
  prover::Settings settings;
  settings.only = only;
  double search = 0;
  double check = 0;
  std::size_t cones = 0;
  for (auto _ : state) {
    const auto answer = prover::prove(statement.value(), settings);
    if (!std::holds_alternative<prover::Settled>(answer.outcome)) return state.SkipWithError("undecided");
    search += Milliseconds(answer.search_time).count();
    check += Milliseconds(answer.check_time).count();
    cones = answer.cones;
  }
  const auto runs = static_cast<double>(state.iterations());
  state.counters["search_ms"] = search / runs;
  state.counters["check_ms"] = check / runs;
  state.counters["cones"] = static_cast<double>(cones);
  state.counters["check/(3*search+5ms)"] = (check / runs) / (3 * search / runs + 5);
}

void register_file(const std::filesystem::path& path) {
  std::ostringstream text;
  text << std::ifstream(path).rdbuf();
  const std::string name = "replay/" + path.parent_path().filename().string();
  benchmark::RegisterBenchmark(name.c_str(), [text = text.str()](benchmark::State& state) {
    replay(state, text, {});
  })->Unit(benchmark::kMillisecond);
}

/// Nearly zero on a curve: the smaller the last term, the more cones.
void register_form(long denominator) {
  const std::string text =
      "let a, b, c >= 0\nprove ((a+b+c)^2 - 7/2*(a*b+b*c+c*a))^2 + (a+b+c)^4/" + std::to_string(denominator) + " >= 0";
  benchmark::RegisterBenchmark(("replay/curve_" + std::to_string(denominator)).c_str(), [text](
                                                                                            benchmark::State& state) {
    replay(state, text, {"averaged-difference-substitution"});
  })->Unit(benchmark::kMillisecond);
}

const bool registered = [] {
  std::vector<std::filesystem::path> files;
  for (const auto& entry : std::filesystem::directory_iterator(GEQ_EXAMPLES))
    if (std::filesystem::exists(entry.path() / "statement.geq")) files.push_back(entry.path() / "statement.geq");
  std::sort(files.begin(), files.end());
  for (const auto& file : files) register_file(file);
  for (const long denominator : {1000L, 100000L, 10000000L}) register_form(denominator);
  return true;
}();

}  // namespace
