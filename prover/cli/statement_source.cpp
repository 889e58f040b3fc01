// SPDX-License-Identifier: GPL-3.0-or-later
#include "prover/cli/statement_source.hpp"

#include <filesystem>
#include <system_error>

#include "prover/cli/files.hpp"
#include "prover/cli/relation_list.hpp"

namespace geq::cli {
namespace {

bool names_a_file(const std::string& argument) {
  std::error_code error;
  return std::filesystem::exists(argument, error) && !error;
}

/// Nobody would call a statement so.
bool looks_like_a_path(const std::string& argument) {
  if (argument.find('\n') != argument.npos) return false;
  return argument.ends_with(".geq") ||
         (argument.find('/') != argument.npos && argument.find('(') == argument.npos && !has_relation_sign(argument));
}

}  // namespace

Source read_statement(const std::string& argument) {
  if (argument == "-") return {"standard input", read_whole(argument, most_statement_bytes)};
  if (names_a_file(argument) || looks_like_a_path(argument))
    return {argument, read_whole(argument, most_statement_bytes)};
  return {"statement", argument};
}

}  // namespace geq::cli
