// SPDX-License-Identifier: GPL-3.0-or-later
#include "prover/cli/batch/summary.hpp"

#include <algorithm>
#include <array>
#include <cstdio>

namespace geq::cli {
namespace {

constexpr std::array<const char*, 6> verdicts{"proved", "refuted", "undecided", "rejected", "malformed", "error"};
constexpr std::size_t most_named = 20;

std::string row(const std::string& name, std::size_t count, const std::vector<double>& seconds) {
  std::array<char, 120> line{};
  const auto middle = median(seconds);
  if (middle) {
    std::snprintf(line.data(), line.size(), "%-10s %8zu %12.3f s\n", name.c_str(), count, *middle);
  } else {
    std::snprintf(line.data(), line.size(), "%-10s %8zu %14s\n", name.c_str(), count, "-");
  }
  return line.data();
}

std::string comparison(const std::vector<BatchResult>& results) {
  std::size_t compared = 0, agreeing = 0, wrong = 0;
  std::string named;
  for (const BatchResult& result : results) {
    if (result.expected.empty()) continue;
    ++compared;
    if (*result.agrees()) ++agreeing;
    if (!result.contradicts_expectation()) continue;
    if (++wrong <= most_named)
      named += "  " + result.id + ": expected " + result.expected + ", is " + result.verdict + "\n";
  }
  if (compared == 0) return {};
  if (wrong > most_named) named += "  and " + std::to_string(wrong - most_named) + " more\n";
  return "\nOf " + std::to_string(compared) + " expected verdicts " + std::to_string(agreeing) + " agree, " +
         std::to_string(wrong) + (wrong == 1 ? " is" : " are") + " wrong, " +
         std::to_string(compared - agreeing - wrong) + " open.\n" + named;
}

}  // namespace

std::optional<double> median(std::vector<double> values) {
  if (values.empty()) return {};
  std::sort(values.begin(), values.end());
  const std::size_t half = values.size() / 2;
  return values.size() % 2 == 1 ? values[half] : (values[half - 1] + values[half]) / 2;
}

std::string summary(const std::vector<BatchResult>& results, std::size_t taken_over) {
  std::string text = "verdict      number    median time\n";
  std::vector<double> all;
  for (const std::string verdict : verdicts) {
    std::size_t count = 0;
    std::vector<double> seconds;
    for (const BatchResult& result : results) {
      if (result.verdict != verdict) continue;
      ++count;
      if (result.seconds) seconds.push_back(*result.seconds);
    }
    if (count > 0) text += row(verdict, count, seconds);
    all.insert(all.end(), seconds.begin(), seconds.end());
  }
  text += row("all", results.size(), all);
  if (taken_over > 0) text += "\n" + std::to_string(taken_over) + " of these were there from an earlier run.\n";
  return text + comparison(results);
}

}  // namespace geq::cli
