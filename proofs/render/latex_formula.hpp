// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

/// Formulas and words in LaTeX. Every name, number and word is escaped: the result is balanced and has no command that
/// is not written here.

#include <string>
#include <string_view>
#include <vector>

#include "proofs/render/formula.hpp"
#include "proofs/render/report.hpp"

namespace geq::render {

/// How names look: x1 and x_1 both as x with an index, or letter by letter where that could mislead.
enum class NameStyle { indices, literal };

/// Literal when two of the names would look the same with indices.
NameStyle style_for(const std::vector<std::string>& names);

/// Inside math mode. Lines can break at operators, relations and between bracketed factors.
std::string latex_formula(const Formula& formula, NameStyle style = NameStyle::indices);

/// A variable: x_1, alpha, foo_bar.
std::string latex_name(const std::string& name, NameStyle style = NameStyle::indices);

/// Outside math mode. In English documents (pdfLaTeX) characters beyond ASCII become question marks.
std::string latex_words(std::string_view words, Language language);

}  // namespace geq::render
