// SPDX-License-Identifier: GPL-3.0-or-later
#include "proofs/render/text.hpp"

#include <algorithm>

#include "proofs/kernel/language/printer.hpp"
#include "proofs/render/document.hpp"

namespace geq::render {

namespace {

constexpr char tied_blank = '\x01';       // a blank at which lines do not break
constexpr std::size_t longest_tied = 28;  // shorter formulas stay on one line

std::string symbol_text(Symbol symbol, Language language) {
  if (language == Language::chinese && symbol == Symbol::member) return " \xE2\x88\x88 ";
  if (language == Language::chinese && symbol == Symbol::wide_comma) return "\xEF\xBC\x8C";
  switch (symbol) {
    case Symbol::greater_equal:
      return " >= ";
    case Symbol::greater:
      return " > ";
    case Symbol::less_equal:
      return " <= ";
    case Symbol::less:
      return " < ";
    case Symbol::equal:
      return " = ";
    case Symbol::not_equal:
      return " != ";
    case Symbol::comma:
    case Symbol::wide_comma:
      return ", ";
    case Symbol::arrow:
      return " -> ";
    case Symbol::exchange:
      return " <-> ";
    case Symbol::definition:
      return " := ";
    case Symbol::member:
      return " in ";
    case Symbol::open:
      return "(";
    case Symbol::close:
      return ")";
    case Symbol::open_square:
      return "[";
    case Symbol::close_square:
      return "]";
    case Symbol::plus:
      return " + ";
    case Symbol::minus:
      return "-";
    case Symbol::times:
      return "*";
    case Symbol::infinity:
      return "oo";
  }
  return "";
}

struct PieceText {
  Language language = Language::english;

  std::string operator()(Symbol symbol) const { return symbol_text(symbol, language); }
  std::string operator()(const proofs::Term& term) const { return proofs::to_text(term); }
  std::string operator()(const Tuple& tuple) const {
    std::string text;
    for (const proofs::Term& entry : tuple.entries) text += (text.empty() ? "" : ", ") + proofs::to_text(entry);
    return "(" + text + ")";
  }
  std::string operator()(const Matrix& matrix) const {
    std::string text;
    for (const auto& row : matrix.rows) {
      std::string line;
      for (const proofs::Rational& entry : row) line += (line.empty() ? "" : " ") + proofs::to_text(entry);
      text += (text.empty() ? "" : "; ") + line;
    }
    return "[" + text + "]";
  }
  std::string operator()(const Decimal& decimal) const { return decimal.digits; }
  std::string operator()(const CyclicSum& sum) const {
    return "cyc(" + to_text(names_list(sum.variables)) + ": " + proofs::to_text(sum.term) + ")";
  }
};

std::string tied(std::string text) {
  if (text.size() <= longest_tied) std::replace(text.begin(), text.end(), ' ', tied_blank);
  return text;
}

std::string with_ties(const Paragraph& paragraph, Language language) {
  std::string text;
  for (const auto& run : paragraph.runs)
    text += std::holds_alternative<std::string>(run) ? std::get<std::string>(run)
                                                     : tied(to_text(std::get<Formula>(run), language));
  return text;
}

/// Something that is not broken, the blanks before it, and its width in columns.
struct Chunk {
  std::string text;
  std::size_t width;
  std::size_t blanks;
};

std::size_t length_of_character(unsigned char first) {
  return first < 0x80 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
}

/// Punctuation that does not begin a line.
bool closes(const std::string& character) {
  static constexpr const char* marks[] = {"\xEF\xBC\x8C", "\xE3\x80\x82", "\xEF\xBC\x9B",
                                          "\xEF\xBC\x9A", "\xEF\xBC\x89", "\xE3\x80\x81"};
  return std::any_of(std::begin(marks), std::end(marks), [&](const char* mark) { return character == mark; });
}

/// A sign of mathematics, U+22xx, is as wide as a letter.
bool is_sign(const std::string& character) { return character.starts_with("\xE2\x88"); }

std::vector<Chunk> chunks(const std::string& text) {
  std::vector<Chunk> result;
  std::size_t blanks = 0;
  bool fresh = true;
  for (std::size_t i = 0; i < text.size();) {
    if (text[i] == ' ') {
      ++blanks;
      fresh = true;
      ++i;
      continue;
    }
    const std::size_t length = length_of_character(static_cast<unsigned char>(text[i]));
    std::string character = text.substr(i, length);
    if (character[0] == tied_blank) character = " ";
    const bool wide = length >= 3 && !is_sign(character);
    const bool breakable = wide && !closes(character);
    if (fresh || (breakable && blanks == 0) || result.empty()) result.push_back({"", 0, std::exchange(blanks, 0)});
    result.back().text += character;
    result.back().width += wide ? 2 : 1;
    fresh = breakable;  // a line may break after a Chinese character
    if (fresh && i + length < text.size()) {
      const std::size_t next_length = length_of_character(static_cast<unsigned char>(text[i + length]));
      if (closes(text.substr(i + length, next_length))) fresh = false;
    }
    i += length;
  }
  return result;
}

std::size_t unit_indent(const Entry& entry) { return 2 + 3 * entry.depth; }

std::string entry_text(const Entry& entry, Language language) {
  std::size_t indent = unit_indent(entry);
  std::string label;
  if (entry.role == Entry::Role::step) label = entry.label + " ";
  if (entry.role == Entry::Role::branch) label = "- ";
  if (entry.role == Entry::Role::closing) indent += 3;
  std::string text = wrapped(entry.paragraph, indent, label, text_width, language);
  if (!entry.sum.empty()) text += wrapped(say(entry.sum), indent + 2, "", text_width, language);
  for (std::size_t i = 0; i < entry.table.size(); ++i)
    text += wrapped(say(Formula(entry.table[i])), indent + 2, std::to_string(i + 1) + ". ", text_width, language);
  return text;
}

}  // namespace

std::string to_text(const Formula& formula, Language language) {
  std::string text;
  for (const Piece& piece : formula.pieces) text += std::visit(PieceText{language}, piece);
  return text;
}

std::string to_text(const Paragraph& paragraph, Language language) {
  std::string text = with_ties(paragraph, language);
  std::replace(text.begin(), text.end(), tied_blank, ' ');
  return text;
}

std::string wrapped(const Paragraph& paragraph, std::size_t indent, const std::string& label, std::size_t width,
                    Language language) {
  std::string text(indent, ' ');
  text += label;
  const std::size_t start = indent + label.size();
  std::size_t column = start;
  for (const Chunk& chunk : chunks(with_ties(paragraph, language))) {
    const bool first = column == start;
    if (!first && column + chunk.blanks + chunk.width > width) {
      text += '\n' + std::string(start, ' ');
      column = start;
    } else if (!first) {
      text += std::string(chunk.blanks, ' ');
      column += chunk.blanks;
    }
    text += chunk.text;
    column += chunk.width;
  }
  return text + '\n';
}

std::string text_report(const Report& report, Language language) {
  const Document document = compose(report, language);
  std::string text = verdict_word(document.verdict);
  if (!document.summary.empty()) text += "   " + document.summary;
  text += '\n';
  bool appendix = false;
  if (!document.entries.empty()) text += '\n';
  for (const Entry& entry : document.entries) {
    const bool in_appendix = entry.role == Entry::Role::long_sum || entry.role == Entry::Role::matrices ||
                             entry.role == Entry::Role::left_out;
    if (in_appendix && !appendix) text += "\n  " + document.words.appendix + "\n";
    appendix = in_appendix;
    text += entry_text(entry, language);
  }
  return text;
}

std::vector<OutlineStep> proof_outline(const Report& report, Language language) {
  std::vector<OutlineStep> outline;
  for (const Entry& entry : compose(report, language).entries) {
    if (entry.role == Entry::Role::long_sum || entry.role == Entry::Role::matrices) continue;
    outline.push_back({entry.depth, entry.label, entry.rule, to_text(entry.paragraph, language)});
  }
  return outline;
}

}  // namespace geq::render
