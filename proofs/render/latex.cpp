// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>

#include "proofs/render/document.hpp"
#include "proofs/render/latex_formula.hpp"
#include "proofs/render/text.hpp"

namespace geq::render {

namespace {

constexpr std::size_t longest_inline = 56;  // columns of plain text; longer formulas stand on lines of their own
constexpr std::size_t deepest_indent = 8;   // deeper cases are not indented further

// The macros: a numbered step and a case, indented by depth; a long formula, ragged, that breaks where it must.
constexpr const char* macros = R"TEX(\setlength{\parindent}{0pt}
\setlength{\parskip}{4pt plus 2pt}
\emergencystretch=0.5\hsize
\setlength{\fboxsep}{6pt}
\hbadness=10000
\relpenalty=100
\binoppenalty=250
\newlength{\geqindent}
\newcommand{\geqpar}[2]{\par{\setlength{\geqindent}{#1\dimexpr1.5em\relax}\leftskip=\geqindent
  \rightskip=0pt plus 4em #2\par}}
\newcommand{\geqstep}[3]{\par{\setlength{\geqindent}{#1\dimexpr1.5em\relax}\leftskip=\dimexpr\geqindent+2em\relax
  \rightskip=0pt plus 4em\noindent\llap{\makebox[2em][l]{#2}}#3\par}}
\newcommand{\geqlong}[1]{\par\nobreak{\advance\leftskip by 1.5em\rightskip=0pt plus 1fil
  $\displaystyle #1$\par}}
)TEX";

class LatexWriter {
 public:
  explicit LatexWriter(const Document& document) : document_(document) {}

  std::string run() {
    preamble();
    statement();
    body();
    appendix();
    text_ += "\\end{document}\n";
    return std::move(text_);
  }

 private:
  std::string math(const Formula& formula) const { return latex_formula(formula, document_.name_style); }
  std::string words(const std::string& plain) const { return latex_words(plain, document_.language); }

  void preamble() {
    const bool chinese = document_.language == Language::chinese;
    text_ += "\\documentclass[11pt]{article}\n";
    text_ += chinese ? "% compile with xelatex\n\\usepackage[UTF8,fontset=fandol]{ctex}\n"
                     : "\\usepackage[T1]{fontenc}\n\\usepackage{textcomp}\n\\usepackage{lmodern}\n";
    text_ += "\\usepackage{amsmath,amsthm}\n\\usepackage{xcolor}\n";
    text_ += "\\usepackage[a4paper,margin=26mm]{geometry}\n";
    text_ += "\\theoremstyle{plain}\n\\newtheorem*{geqtheorem}{" + document_.words.theorem + "}\n";
    text_ += "\\newtheorem*{geqstatement}{" + document_.words.statement + "}\n";
    if (chinese) text_ += "\\renewcommand{\\proofname}{" + document_.words.proof + "}\n";
    text_ += macros;
    text_ += "\\begin{document}\n";
  }

  void statement() {
    text_ += "{\\small\\color{gray} geq: " + verdict_word(document_.verdict);
    if (!document_.summary.empty()) text_ += "\\enspace\\textperiodcentered\\enspace " + words(document_.summary);
    text_ += "\\par}\n\n";
    const char* environment = document_.verdict == Verdict::proved ? "geqtheorem" : "geqstatement";
    text_ += "\\begin{" + std::string(environment) + "}\\normalfont\n";
    if (!document_.domain.empty()) text_ += paragraph(document_.domain) + "\n";
    for (const Formula& goal : document_.goals) {
      if (to_text(goal).size() <= 100)
        text_ += "\\[ " + math(goal) + " \\]\n";
      else
        text_ += "\\geqlong{" + math(goal) + "}\n";
    }
    text_ += "\\end{" + std::string(environment) + "}\n\n";
  }

  static bool in_appendix(const Entry& entry) {
    return entry.role == Entry::Role::long_sum || entry.role == Entry::Role::matrices ||
           entry.role == Entry::Role::left_out;
  }

  void body() {
    const bool proof = document_.verdict == Verdict::proved;
    if (proof) text_ += "\\begin{proof}\n";
    std::string notes;
    bool first = proof;  // goes on after the word "Proof"
    std::size_t last = 0;
    for (std::size_t i = 0; i < document_.entries.size(); ++i)
      if (!in_appendix(document_.entries[i]) && document_.entries[i].role != Entry::Role::note) last = i;
    for (std::size_t i = 0; i < document_.entries.size(); ++i) {
      const Entry& entry = document_.entries[i];
      if (in_appendix(entry)) continue;
      end_of_proof_ = proof && i == last;
      if (entry.role == Entry::Role::note)
        notes += "\\geqpar{0}{\\small " + paragraph(entry.paragraph) + "}\n";
      else
        text_ += first ? paragraph(entry.paragraph) + "\n\n" : body_entry(entry);
      first = false;
      end_of_proof_ = false;
    }
    if (proof) text_ += "\\end{proof}\n";
    text_ += notes;
  }

  std::string body_entry(const Entry& entry) const {
    const std::string depth = std::to_string(std::min(entry.depth, deepest_indent));
    switch (entry.role) {
      case Entry::Role::step:
        return "\\geqstep{" + depth + "}{" + entry.label + "}{" + paragraph(entry.paragraph) + "}\n";
      case Entry::Role::branch:
        return "\\geqstep{" + depth + "}{\\textbullet}{" + paragraph(entry.paragraph) + "}\n";
      case Entry::Role::closing:
        return "\\geqpar{" + std::to_string(std::min(entry.depth, deepest_indent) + 1) + "}{" +
               paragraph(entry.paragraph) + "}\n";
      case Entry::Role::counterexample:
        return "\\begin{center}\\fcolorbox{gray}{gray!8}{\\parbox{0.9\\linewidth}{\\textbf{" +
               document_.words.counterexample + "}\\quad " + paragraph(entry.paragraph) + "}}\\end{center}\n";
      default:
        return "\\geqpar{0}{" + paragraph(entry.paragraph) + "}\n";
    }
  }

  void appendix() {
    bool started = false;
    for (const Entry& entry : document_.entries) {
      if (!in_appendix(entry)) continue;
      if (!started) text_ += "\n\\section*{" + document_.words.appendix + "}\n";
      started = true;
      text_ += "\\geqpar{0}{" + paragraph(entry.paragraph) + "}\n";
      if (!entry.sum.empty()) text_ += "{\\small\\geqlong{" + math(entry.sum) + "}\\par}\n";
      if (entry.table.empty()) continue;
      text_ += "{\\rightskip=0pt plus 1fil\n";
      for (std::size_t i = 0; i < entry.table.size(); ++i)
        text_ += "\\mbox{" + std::to_string(i + 1) + ".~$" + math(Formula(entry.table[i])) +
                 "$}\\hskip 1.2em plus 0.5em\\penalty0\n";
      text_ += "\\par}\n";
    }
  }

  /// Punctuation at the beginning of the words that belongs to the formula before.
  static std::size_t punctuation(const std::string& plain) {
    for (const char* mark : {"\xE3\x80\x82", "\xEF\xBC\x8C", "\xEF\xBC\x9B", "\xEF\xBC\x9A", ".", ",", ";", ":"})
      if (plain.starts_with(mark)) return std::string_view(mark).size();
    return 0;
  }

  std::string paragraph(const Paragraph& paragraph) const {
    std::string text;
    std::size_t skip = 0;
    for (std::size_t i = 0; i < paragraph.runs.size(); ++i) {
      if (const auto* plain = std::get_if<std::string>(&paragraph.runs[i])) {
        text += words(plain->substr(skip));
        skip = 0;
        continue;
      }
      const Formula& formula = std::get<Formula>(paragraph.runs[i]);
      const std::string inner = math(formula);
      if (to_text(formula).size() <= longest_inline) {
        // A formula that begins with its relation continues the words: "is >= 0".
        const auto* symbol = std::get_if<Symbol>(&formula.pieces.front());
        text += symbol != nullptr && *symbol == Symbol::greater_equal ? "~$" : "$";
        text += inner + "$";
        continue;
      }
      std::string mark;
      if (i + 1 < paragraph.runs.size())
        if (const auto* next = std::get_if<std::string>(&paragraph.runs[i + 1])) {
          skip = punctuation(*next);
          mark = next->substr(0, skip);
        }
      text += "\\geqlong{" + inner + (mark.empty() ? "" : "\\text{" + words(mark) + "}") + "}\n";
      const bool goes_on =
          i + 2 < paragraph.runs.size() ||
          (i + 1 < paragraph.runs.size() && (skip == 0 || std::get<std::string>(paragraph.runs[i + 1]).size() > skip));
      if (goes_on || end_of_proof_) text += "\\noindent\\ignorespaces ";
    }
    return end_of_proof_ ? text + "\\qedhere " : text;
  }

  const Document& document_;
  std::string text_;
  bool end_of_proof_ = false;  ///< the paragraph in hand is the last of the proof
};

}  // namespace

std::string latex_report(const Report& report, Language language) {
  const Document document = compose(report, language);
  return LatexWriter(document).run();
}

}  // namespace geq::render
