// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

/// The words of a line of a certificate. Each function throws Bad for what it cannot read.

#include <charconv>
#include <string>
#include <string_view>
#include <system_error>
#include <vector>

#include "proofs/kernel/rational.hpp"

namespace geq::proofs {

/// What is wrong with a line. The reader knows which line it is; nobody else sees this thrown.
struct Bad {
  std::string message;
};

std::string_view trimmed(std::string_view text);

/// The parts between separators, trimmed; {""} for an empty text.
std::vector<std::string_view> split(std::string_view text, char separator);

/// The parts between blanks.
std::vector<std::string_view> words(std::string_view text);

template <class Number>
Number number(std::string_view text) {
  Number value{};
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size()) throw Bad{"expected a small natural number"};
  return value;
}

/// A variable's name.
std::string name(std::string_view text);
std::vector<std::string> names(std::string_view text);

/// A variable, or an element of a sequence, as in x[2] and A[1][2].
std::string place(std::string_view text);

Rational rational(std::string_view text);

}  // namespace geq::proofs
