// SPDX-License-Identifier: GPL-3.0-or-later

/// geq-check STATEMENT CERTIFICATE
///
/// Prints `proved`, `refuted`, `rejected: reason at step k` or `malformed: line k: message`.
/// Exit status: 0 proved, 1 refuted, 3 rejected, 65 malformed, 64 usage, 66 no such file, 70 internal error.

#include <exception>
#include <fstream>
#include <iostream>
#include <optional>
#include <sstream>

#include "proofs/kernel/certificate.hpp"
#include "proofs/kernel/language/parser.hpp"

namespace {

enum ExitStatus { proved = 0, refuted = 1, rejected = 3, usage = 64, malformed = 65, no_input = 66, internal = 70 };

std::optional<std::string> contents(const char* path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) return {};
  std::ostringstream text;
  text << file.rdbuf();
  if (file.bad()) return {};
  return text.str();
}

int check(const char* statement_path, const char* certificate_path) {
  using namespace geq::proofs;
  const auto statement_text = contents(statement_path);
  const auto certificate_text = contents(certificate_path);
  if (!statement_text || !certificate_text) {
    std::cerr << "geq-check: cannot read " << (statement_text ? certificate_path : statement_path) << '\n';
    return no_input;
  }
  const auto statement = parse_statement(*statement_text);
  if (!statement) {
    std::cout << "malformed: " << describe(statement.error(), statement_path) << '\n';
    return malformed;
  }
  const auto certificate = read_certificate(*certificate_text, statement.value().variables);
  if (!certificate) {
    std::cout << "malformed: " << describe(certificate.error()) << '\n';
    return malformed;
  }
  const auto theorem = geq::proofs::check(statement.value(), certificate.value());
  if (!theorem) {
    std::cout << "rejected: " << describe(theorem.error()) << '\n';
    return rejected;
  }
  const bool is_proved = theorem.value().kind() == Theorem::Kind::proved;
  std::cout << (is_proved ? "proved" : "refuted") << '\n';
  return is_proved ? proved : refuted;
}

}  // namespace

int main(int argc, char* argv[]) {
  if (argc != 3) {
    std::cerr << "usage: geq-check STATEMENT CERTIFICATE\n"
                 "Checks that the certificate proves or refutes the statement; both are files.\n";
    return usage;
  }
  try {
    return check(argv[1], argv[2]);
  } catch (const std::exception& error) {
    std::cerr << "geq-check: internal error: " << error.what() << '\n';
    return internal;
  }
}
