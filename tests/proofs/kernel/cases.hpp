// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

/// The cases on disk: pairs NAME.geq (statement) and NAME.cert (certificate); the folder is the expected verdict.

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <stdexcept>
#include <string>
#include <vector>

#include "proofs/kernel/certificate.hpp"
#include "proofs/kernel/language/parser.hpp"

namespace geq::proofs {

namespace fs = std::filesystem;

struct Case {
  fs::path statement, certificate;
};

inline std::string contents(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) throw std::runtime_error("cannot read " + path.string());
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

/// Every certificate under the folder, in the order of names.
inline std::vector<Case> cases_under(const fs::path& folder) {
  std::vector<Case> cases;
  if (!fs::exists(folder)) return cases;
  for (const auto& entry : fs::recursive_directory_iterator(folder))
    if (entry.path().extension() == ".cert")
      cases.push_back({fs::path(entry.path()).replace_extension(".geq"), entry.path()});
  std::sort(cases.begin(), cases.end(), [](const Case& l, const Case& r) { return l.certificate < r.certificate; });
  return cases;
}

/// What geq-check says, without places: "proved", "refuted", "rejected/not_strict", "malformed".
inline std::string verdict(const std::string& statement_text, const std::string& certificate_text) {
  const auto statement = parse_statement(statement_text);
  if (!statement) return "malformed";
  const auto certificate = read_certificate(certificate_text, statement.value().variables);
  if (!certificate) return "malformed";
  const auto theorem = check(statement.value(), certificate.value());
  if (!theorem) return "rejected/" + std::string(to_text(theorem.error().reason));
  if (!(theorem.value().statement() == statement.value())) return "a theorem about something else";
  return theorem.value().kind() == Theorem::Kind::proved ? "proved" : "refuted";
}

/// Every enumerator of Reason by name, in order.
inline std::vector<std::string> reasons() {
  std::vector<std::string> names;
  for (int i = 0;; ++i) {
    try {
      names.emplace_back(to_text(static_cast<Reason>(i)));
    } catch (const std::out_of_range&) {
      return names;
    }
  }
}

/// The word that a step's line begins with.
inline std::string keyword(const std::string& line) {
  const auto first = line.find_first_not_of(' ');
  if (first == std::string::npos) return "";
  return line.substr(first, line.find(' ', first) - first);
}

}  // namespace geq::proofs
