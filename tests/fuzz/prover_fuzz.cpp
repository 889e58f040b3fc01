// SPDX-License-Identifier: GPL-3.0-or-later
/// libFuzzer: any statement is given to the prover with a small budget, which counts and does not look at the clock.
/// Whatever it proves or refutes is written as text, read again, and must get the same verdict from the kernel.
///
/// Run: prover_fuzz -dict=prover.dict corpus/prover

#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "proofs/kernel/certificate.hpp"
#include "proofs/kernel/language/parser.hpp"
#include "proofs/kernel/work.hpp"
#include "prover/prover.hpp"

namespace {

using namespace geq;

constexpr std::size_t max_bytes = 300;  // larger statements are slow rather than different
constexpr std::size_t max_variables = 6;
constexpr std::uint64_t work = 100'000'000;  // under sanitizers a unit is several nanoseconds

void require(bool holds) {
  if (!holds) std::abort();
}

prover::Settings small_budget() {
  prover::Settings settings;
  settings.brief = true;
  settings.timeout = std::chrono::minutes(10);   // never reached: libFuzzer ends a unit after one
  settings.memory_bytes = std::size_t{1} << 20;  // few cones of a form with many coefficients
  return settings;
}

void check_settled(const proofs::Statement& statement, const prover::Settled& settled) {
  const auto certificate = proofs::read_certificate(proofs::to_text(settled.certificate), statement.variables);
  require(certificate.has_value());
  const auto theorem = proofs::check(statement, certificate.value());
  require(theorem.has_value());
  require(theorem.value().kind() == settled.theorem.kind());
  require(theorem.value().statement() == statement);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size > max_bytes) return 0;
  const auto statement = proofs::parse_statement(std::string_view(reinterpret_cast<const char*>(data), size));
  if (!statement || statement.value().variables.size() > max_variables) return 0;
  const auto answer = [&] {
    const proofs::WorkLimit limit(work);
    return prover::prove(statement.value(), small_budget());
  }();
  // What was found is checked without that limit: the kernel has its own.
  if (const auto* settled = std::get_if<prover::Settled>(&answer.outcome)) check_settled(statement.value(), *settled);
  return 0;
}
