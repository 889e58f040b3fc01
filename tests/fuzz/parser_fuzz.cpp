// SPDX-License-Identifier: GPL-3.0-or-later
/// libFuzzer: any bytes are parsed. What is accepted is printed, read again, and must be the same; its terms must also
/// be read by the strict reader of certificates. What is refused must have a message that can be printed.
///
/// Run: parser_fuzz -dict=parser.dict corpus/parser

#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "proofs/kernel/language/parser.hpp"
#include "proofs/kernel/language/printer.hpp"
#include "proofs/kernel/limits.hpp"

namespace {

using namespace geq::proofs;

void require(bool holds) {
  if (!holds) std::abort();
}

void check_links(const Chain& chain, const Statement& statement) {
  for (const Term& link : chain.links) {
    const auto term = parse_term(to_text(link), statement.variables);
    require(term.has_value() && term.value() == link);
  }
}

void check_statement(const Statement& statement) {
  const std::string text = to_text(statement);
  if (text.size() > max_input_bytes) return;
  const auto again = parse_statement(text);
  require(again.has_value());
  require(again.value().variables == statement.variables);
  require(again.value().assumptions == statement.assumptions);
  require(again.value().goals == statement.goals);
  require(to_text(again.value()) == text);
  // Certificates have their own way of writing what is said of sequences.
  if (!is_elementary(statement)) return;
  for (const Chain& chain : statement.assumptions) check_links(chain, statement);
  for (const Chain& chain : statement.goals) check_links(chain, statement);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string text(data, data + size);
  const auto statement = parse_statement(text);
  if (statement) {
    check_statement(statement.value());
  } else {
    require(!describe(statement.error(), "input").empty());
  }
  const auto term = parse_term(text, {"a", "b", "e"});
  if (!term) require(!describe(term.error(), "input").empty());
  return 0;
}
