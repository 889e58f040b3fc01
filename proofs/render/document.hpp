// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

/// A report in a language, still without a format: what the writers text.cpp and latex.cpp set.

#include <string>
#include <vector>

#include "proofs/render/latex_formula.hpp"
#include "proofs/render/sentences.hpp"

namespace geq::render {

/// A paragraph and its place.
struct Entry {
  enum class Role {
    opening,  ///< what is to be shown
    step,     ///< numbered
    branch,   ///< heading of a case
    closing,  ///< what follows after the cases of a step
    equality,
    counterexample,
    attempt,
    note,
    long_sum,  ///< appendix: heading, then `sum`
    matrices,  ///< appendix: heading, then `table`
    left_out,  ///< appendix
  };
  Role role;
  std::size_t depth;  ///< of nested cases
  std::string label;  ///< "3." for steps
  std::string rule;
  Paragraph paragraph;
  Formula sum;
  std::vector<Matrix> table;
};

struct Document {
  Language language;
  Verdict verdict;
  Phrases words;
  std::string summary;                        ///< method, cones, time; or the obstacle
  NameStyle name_style = NameStyle::indices;  ///< of LaTeX
  Paragraph domain;                           ///< "For a, b, c >= 0:"
  std::vector<Formula> goals;
  std::vector<Entry> entries;  ///< in reading order; those of the appendix last
};

/// Throws as text_report does.
Document compose(const Report& report, Language language);

}  // namespace geq::render
