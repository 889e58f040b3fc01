// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

/// What geq says about a statement, as text and as a LaTeX document.
///
/// The proof that is printed is the certificate, step by step, with the sums that the kernel computed. Same report,
/// same bytes. Untrusted: nothing here decides a verdict.
///
/// Preconditions: the certificate, if any, has been accepted by the kernel for the statement and is of the kind of the
/// verdict; else std::invalid_argument is thrown. proofs::LimitExceeded may be thrown as by the kernel.
/// Cost: about that of the kernel's replay, plus what is printed.

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "proofs/kernel/check.hpp"

namespace geq::render {

enum class Language { english, chinese };

enum class Verdict { proved, refuted, undecided };

/// What one method did, for undecided statements.
struct Attempt {
  std::string method;   ///< both in the language of the report
  std::string outcome;  ///< "12,000 cones, 311 open"
};

struct Report {
  proofs::Statement statement;
  std::optional<proofs::Certificate> certificate;  ///< for proved and refuted
  Verdict verdict = Verdict::undecided;
  std::string method;                ///< "difference-substitution", in English with blanks for hyphens; "差分代换"
  std::optional<std::size_t> cones;  ///< of the method
  std::optional<double> milliseconds;  ///< elapsed
  std::string obstacle;                ///< for undecided: what stood in the way
  std::vector<Attempt> attempts;       ///< for undecided
  std::vector<std::string> notes;      ///< printed as they are, after the proof
};

/// The plain text report, lines of at most `text_width` columns where there is a place to break. Ends with a newline.
inline constexpr std::size_t text_width = 110;
std::string text_report(const Report& report, Language language);

/// A complete document (article; pdfLaTeX for English, XeLaTeX with ctex for Chinese).
std::string latex_report(const Report& report, Language language);

/// A sentence of the report, for writers of other formats.
struct OutlineStep {
  std::size_t depth;     ///< 0 for the main line
  std::string label;     ///< "3."; empty for headings of cases and sentences that are not steps
  std::string rule;      ///< keyword of the step in the certificate; empty if there is none
  std::string sentence;  ///< plain text, one line
};
std::vector<OutlineStep> proof_outline(const Report& report, Language language);

}  // namespace geq::render
