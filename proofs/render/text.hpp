// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

/// Formulas and paragraphs as plain text in the language of statements: what is printed can be read back.

#include <string>

#include "proofs/render/sentences.hpp"

namespace geq::render {

/// In Chinese, where text is not ASCII anyway, with the sign of membership and the commas of Chinese text between
/// formulas.
std::string to_text(const Formula& formula, Language language = Language::english);
std::string to_text(const Paragraph& paragraph, Language language = Language::english);

/// Greedy line breaking at blanks and between Chinese characters (two columns each). The first line begins with
/// `label` after `indent` blanks, the others are indented to where the text begins. Ends with a newline.
std::string wrapped(const Paragraph& paragraph, std::size_t indent, const std::string& label, std::size_t width,
                    Language language = Language::english);

}  // namespace geq::render
