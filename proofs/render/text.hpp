// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

/// Formulas and paragraphs as plain text in the language of statements: what is printed can be read back.

#include <string>

#include "proofs/render/sentences.hpp"

namespace geq::render {

std::string to_text(const Formula& formula);
std::string to_text(const Paragraph& paragraph);

/// Greedy line breaking at blanks and between Chinese characters (two columns each). The first line begins with
/// `label` after `indent` blanks, the others are indented to where the text begins. Ends with a newline.
std::string wrapped(const Paragraph& paragraph, std::size_t indent, const std::string& label, std::size_t width);

}  // namespace geq::render
