// SPDX-License-Identifier: GPL-3.0-or-later
/// libFuzzer: any statement is given to the prover for a moment. It ends soon after its time, whatever it answers, and
/// what it settled is settled again from the certificate's text.
///
/// Run: prover_fuzz -dict=parser.dict corpus/parser

#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "proofs/kernel/certificate.hpp"
#include "proofs/kernel/language/parser.hpp"
#include "prover/prover.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace geq;
  if (size > 300) return 0;  // larger ones are slow rather than different
  const auto statement = proofs::parse_statement(std::string_view(reinterpret_cast<const char*>(data), size));
  if (!statement || statement.value().variables.size() > 6) return 0;
  prover::Settings settings;
  settings.timeout = std::chrono::milliseconds(100);
  settings.memory_bytes = std::size_t{256} << 20;
  const auto answer = prover::prove(statement.value(), settings);
  const auto* settled = std::get_if<prover::Settled>(&answer.outcome);
  if (settled == nullptr) return 0;
  const auto certificate =
      proofs::read_certificate(proofs::to_text(settled->certificate), statement.value().variables);
  if (!certificate) std::abort();
  const auto theorem = proofs::check(statement.value(), certificate.value());
  if (!theorem || theorem.value().kind() != settled->theorem.kind()) std::abort();
  return 0;
}
