// SPDX-License-Identifier: GPL-3.0-or-later
/// libFuzzer target: reader and checker must survive any input without a crash, a hang or much memory.
/// Input: a statement, a line "----", a certificate. What is read is written and read back; what is proved is not
/// refuted.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "proofs/kernel/certificate.hpp"
#include "proofs/kernel/language/parser.hpp"
#include "proofs/kernel/work.hpp"

namespace {

using namespace geq::proofs;

constexpr std::string_view separator = "\n----\n";
constexpr std::uint64_t work = 300'000'000;  // under sanitizers a unit is several nanoseconds

void require(bool condition) {
  if (!condition) std::abort();
}

/// A point of small numbers, some of them not integers.
Refutation some_point(const Statement& statement, long first) {
  Refutation refutation;
  for (const std::string& name : statement.variables) {
    refutation.point.emplace_back(name, Rational(first % 5 - 2) / (1 + first % 3));
    ++first;
  }
  return refutation;
}

void check_one(std::string_view statement_text, std::string_view certificate_text) {
  const auto statement = parse_statement(statement_text);
  if (!statement) return;
  const auto certificate = read_certificate(certificate_text, statement.value().variables);
  if (!certificate) return;
  const std::string written = to_text(certificate.value());
  const auto again = read_certificate(written, statement.value().variables);
  require(!again || to_text(again.value()) == written);
  const auto theorem = check(statement.value(), certificate.value());
  if (!theorem) return;
  require(theorem.value().statement() == statement.value());
  if (theorem.value().kind() == Theorem::Kind::refuted) return;
  for (long first = 0; first < 15; ++first) require(!check(statement.value(), some_point(statement.value(), first)));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const auto place = text.find(separator);
  if (place == std::string_view::npos) return 0;
  try {
    const WorkLimit limit(work);
    check_one(text.substr(0, place + 1), text.substr(place + separator.size()));
  } catch (const LimitExceeded&) {
    // Outside `check` and `read_certificate` the limit is ours.
  }
  return 0;
}
