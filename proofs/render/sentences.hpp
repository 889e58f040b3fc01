// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

/// Sentences in a language: words and formulas in order, still without a format.

#include <string>
#include <variant>
#include <vector>

#include "proofs/render/narrative.hpp"
#include "proofs/render/report.hpp"

namespace geq::render {

/// Words (UTF-8) and formulas.
struct Paragraph {
  std::vector<std::variant<std::string, Formula>> runs;

  Paragraph& operator<<(const std::string& words);
  Paragraph& operator<<(const Formula& formula);
  Paragraph& operator<<(const Paragraph& more);
  bool empty() const noexcept { return runs.empty(); }
};

/// The parts one after another: words, formulas, paragraphs.
template <class... Parts>
Paragraph say(const Parts&... parts) {
  Paragraph result;
  ((result << parts), ...);
  return result;
}

// Formulas that belong to sentences.
Formula at_least_zero();                                  ///< >= 0
Formula column_list(std::size_t columns);                 ///< v_1, v_2, v_3
Formula indexed(const char* factor, const char* vector);  ///< l_i*v_i
/// The formulas with the comma between them, and `last` before the last one.
Paragraph joined(const std::vector<Formula>& formulas, const std::string& comma, const std::string& last);
Formula ratio(const char* above, const char* below);  ///< t_i/l_i

Paragraph in_english(const Sentence& sentence);
Paragraph in_chinese(const Sentence& sentence);
// Of integrals and limits (sentences_analysis.cpp).
Paragraph analysis_in_english(const AnalysisStep& s);
Paragraph analysis_in_chinese(const AnalysisStep& s);

inline Paragraph in_language(const Sentence& sentence, Language language) {
  return language == Language::english ? in_english(sentence) : in_chinese(sentence);
}

/// Fixed words of a report.
struct Phrases {
  std::string theorem, statement, proof, counterexample, appendix;  ///< headings
  std::string between_sentences;                                    ///< a blank, or nothing
  std::string heading_end;                                          ///< after the heading of a case that has steps
  std::string comma;                                                ///< with its blank
  std::string cone, cones, milliseconds, seconds;                   ///< after a number, with the blank before
};
Phrases english_phrases();
Phrases chinese_phrases();
inline Phrases phrases(Language language) {
  return language == Language::english ? english_phrases() : chinese_phrases();
}

/// "proved": the first word of a report, the same in all languages.
std::string verdict_word(Verdict verdict);

/// "difference substitution, 1 cone, 0.4 ms"
std::string summary_line(const Report& report, Language language);

}  // namespace geq::render
