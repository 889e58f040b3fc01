// SPDX-License-Identifier: GPL-3.0-or-later
#include "proofs/kernel/language/characters.hpp"

#include <algorithm>
#include <array>

namespace geq::proofs {

namespace {

using Kind = Token::Kind;

/// All the ways to write one token besides its ASCII form. An empty token: layout, which is skipped.
struct Spellings {
  Kind kind;
  std::string_view token;
  std::u32string_view characters;
  std::string_view commands;  ///< between blanks
};

constexpr std::array<Spellings, 26> spellings{{
    {Kind::sign, "", U"\u00A0\u2009\uFEFF",
     " left right big Big bigg Bigg bigl bigr Bigl Bigr biggl biggr quad qquad displaystyle limits text mathrm"
     " operatorname , ; : ! ( ) [ ] "},
    {Kind::sign, ">=", U"\u2265\u2A7E", " ge geq geqslant "},
    {Kind::sign, "<=", U"\u2264\u2A7D", " le leq leqslant "},
    {Kind::sign, ">", U"", " gt "},
    {Kind::sign, "<", U"", " lt "},
    {Kind::sign, "!=", U"\u2260", " ne neq "},
    {Kind::sign, "-", U"\u2212", ""},
    {Kind::sign, "*", U"\u00B7\u22C5\u00D7", " cdot times ast "},
    {Kind::sign, "/", U"\u00F7", " div "},
    {Kind::sign, "{", U"", " { lbrace "},
    {Kind::sign, "}", U"", " } rbrace "},
    {Kind::sign, "[", U"", " lbrack "},
    {Kind::sign, "]", U"", " rbrack "},
    {Kind::sign, "|", U"", " mid vert lvert rvert "},
    {Kind::sign, "\\|", U"", " | Vert lVert rVert "},
    {Kind::sign, "->", U"\u2192", " to "},
    {Kind::sign, "..", U"\u2026", ""},
    {Kind::sign, "\\frac", U"", " frac dfrac tfrac cfrac "},
    {Kind::sign, "\\sqrt", U"", " sqrt "},
    {Kind::sign, "\\surd", U"\u221A", " surd "},
    {Kind::sign, "\\sum", U"\u03A3\u2211", " sum "},
    {Kind::sign, "\\prod", U"\u03A0\u220F", " prod "},
    {Kind::name, "pi", U"\u03C0", " pi "},
    {Kind::name, "oo", U"\u221E", " infty "},
    {Kind::name, "in", U"\u2208", " in "},
    {Kind::name, "and", U"\u2227", " land wedge "},
}};

/// Commands that are the names of functions.
constexpr std::string_view named_commands =
    " ln log exp sin cos tan arctan sinh cosh tanh max min int lim arcsin arccos cot sec csc ";

constexpr std::u32string_view superscripts = U"\u2070\u00B9\u00B2\u00B3\u2074\u2075\u2076\u2077\u2078\u2079";
constexpr std::string_view digits = "0123456789";

struct GreekLetter {
  char32_t code;  ///< 0: only written as a command
  std::string_view name;
};

// Letters that can be told from Latin ones and from each other; pi, and the capitals used as signs, are above.
constexpr std::array<GreekLetter, 34> greek{
    {{0x03B1, "alpha"},  {0x03B2, "beta"},  {0x03B3, "gamma"},   {0x03B4, "delta"}, {0x03B5, "epsilon"},
     {0x03B6, "zeta"},   {0x03B7, "eta"},   {0x03B8, "theta"},   {0x03B9, "iota"},  {0x03BA, "kappa"},
     {0x03BB, "lambda"}, {0x03BC, "mu"},    {0x03BD, "nu"},      {0x03BE, "xi"},    {0x03C1, "rho"},
     {0x03C3, "sigma"},  {0x03C4, "tau"},   {0x03C5, "upsilon"}, {0x03C6, "phi"},   {0x03C7, "chi"},
     {0x03C8, "psi"},    {0x03C9, "omega"}, {0x0393, "Gamma"},   {0x0394, "Delta"}, {0x0398, "Theta"},
     {0x039B, "Lambda"}, {0x039E, "Xi"},    {0x03A6, "Phi"},     {0x03A8, "Psi"},   {0x03A9, "Omega"},
     {0, "varepsilon"},  {0, "vartheta"},   {0, "varphi"},       {0, "varrho"}}};

constexpr unsigned byte_at(std::string_view bytes, std::size_t i) { return static_cast<unsigned char>(bytes[i]); }

}  // namespace

std::optional<Character> decode(std::string_view bytes) {
  if (bytes.empty()) return std::nullopt;
  const unsigned first = byte_at(bytes, 0);
  if (first < 0x80) return Character{first, 1};
  const std::size_t length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2;
  if (first < 0xC2 || first > 0xF4 || bytes.size() < length) return std::nullopt;
  char32_t code = first & (0x7FU >> length);
  for (std::size_t i = 1; i < length; ++i) {
    if ((byte_at(bytes, i) & 0xC0U) != 0x80U) return std::nullopt;
    code = (code << 6U) | (byte_at(bytes, i) & 0x3FU);
  }
  const char32_t least = length == 4 ? 0x10000 : length == 3 ? 0x800 : 0x80;
  if (code < least || code > 0x10FFFF || (code >= 0xD800 && code <= 0xDFFF)) return std::nullopt;
  return Character{code, length};
}

bool is_shown(char32_t code) {
  const bool control = code < 0x20 || (code >= 0x7F && code < 0xA0);
  const bool direction = (code >= 0x200B && code <= 0x200F) || (code >= 0x2028 && code <= 0x202E) ||
                         (code >= 0x2060 && code <= 0x206F) || code == 0xFEFF;
  return !control && !direction;
}

std::optional<Meaning> unicode_meaning(char32_t code) {
  for (const Spellings& entry : spellings)
    if (entry.characters.find(code) != std::u32string_view::npos) return Meaning{entry.kind, entry.token};
  if (const std::size_t digit = superscripts.find(code); digit != std::u32string_view::npos)
    return Meaning{Kind::superscript, digits.substr(digit, 1)};
  for (const GreekLetter& letter : greek)
    if (letter.code == code) return Meaning{Kind::name, letter.name};
  return std::nullopt;
}

std::optional<Meaning> latex_meaning(std::string_view command) {
  for (const Spellings& entry : spellings)
    if (is_listed(command, entry.commands)) return Meaning{entry.kind, entry.token};
  if (command == " ") return Meaning{Kind::sign, ""};
  if (is_listed(command, named_commands) || is_greek_name(command)) return Meaning{Kind::name, command};
  return std::nullopt;
}

bool is_listed(std::string_view word, std::string_view list) {
  for (std::size_t at = list.find(word); at != std::string_view::npos; at = list.find(word, at + 1))
    if (at > 0 && list[at - 1] == ' ' && at + word.size() < list.size() && list[at + word.size()] == ' ') return true;
  return false;
}

bool is_digit(char character) { return character >= '0' && character <= '9'; }

bool is_letter(char character) {
  return (character >= 'a' && character <= 'z') || (character >= 'A' && character <= 'Z');
}

bool is_greek_name(std::string_view name) {
  return std::any_of(greek.begin(), greek.end(), [&](const GreekLetter& letter) { return letter.name == name; });
}

}  // namespace geq::proofs
