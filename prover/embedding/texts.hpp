// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

/// Texts for people, in every language: from the files in methods/ and phrases/, which the build puts into the library.

#include <string>
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

/// The search speaks English. A sentence of it that fits the English phrase of a key with this prefix (each of {f},
/// {g}, {p}, {q} stands for any text), in the language; what these stand for is translated by the phrases whose keys
/// have the second prefix, or taken over. As it is where no phrase fits.
std::string translated(std::string_view sentence, std::string_view prefix, std::string_view prefix_of_parts,
                       Language language);

}  // namespace geq
