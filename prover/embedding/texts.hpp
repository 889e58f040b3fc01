// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

/// Texts for people, in every language: from the files in methods/ and phrases/, which the build puts into the library.

#include <string_view>
#include <vector>

#include "prover/embedding/geq.hpp"

namespace geq {

/// What geq says about a method.
struct MethodText {
  std::string_view name;
  std::string_view title;
  std::string_view body;  ///< ends with a newline
};

/// In the order of the build's list; the same names in every language.
std::vector<MethodText> method_texts(Language language);

/// Throws std::invalid_argument when there is no such phrase.
std::string_view phrase(std::string_view key, Language language);

}  // namespace geq
