// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <array>
#include <set>

#include "proofs/render/latex_formula.hpp"

namespace geq::render {

namespace {

constexpr std::size_t longest_word = 32;  // letters of a word that are kept together

constexpr std::array<std::string_view, 29> greek{
    "alpha", "beta",   "gamma",  "delta", "epsilon", "varepsilon", "zeta",  "eta",   "theta", "vartheta",
    "iota",  "kappa",  "lambda", "mu",    "nu",      "xi",         "rho",   "sigma", "tau",   "upsilon",
    "phi",   "varphi", "chi",    "psi",   "omega",   "Gamma",      "Delta", "Theta", "Lambda"};
constexpr std::array<std::string_view, 7> more_greek{"Xi", "Pi", "Sigma", "Upsilon", "Phi", "Psi", "Omega"};

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

/// Letters, digits and underscores as they are; other characters by their byte values.
std::string plain(std::string_view text) {
  std::string result;
  for (const char c : text) {
    if (is_letter(c) || is_digit(c))
      result += c;
    else if (c == '_')
      result += "\\_";
    else
      result += "x" + std::to_string(static_cast<unsigned>(static_cast<unsigned char>(c)));
  }
  return result;
}

std::string symbol_name(std::string_view text) {
  if (text.size() == 1 && is_letter(text[0])) return std::string(text);
  if (std::all_of(text.begin(), text.end(), is_digit)) return std::string(text);
  const auto known = [&](const auto& names) { return std::find(names.begin(), names.end(), text) != names.end(); };
  if (known(greek) || known(more_greek)) return "\\" + std::string(text) + " ";
  return "\\mathit{" + plain(text) + "}";
}

std::string escaped(char c) {
  switch (c) {
    case '\\':
      return "\\textbackslash{}";
    case '{':
      return "\\{";
    case '}':
      return "\\}";
    case '$':
      return "\\$";
    case '&':
      return "\\&";
    case '#':
      return "\\#";
    case '%':
      return "\\%";
    case '_':
      return "\\_";
    case '^':
      return "\\textasciicircum{}";
    case '~':
      return "\\textasciitilde{}";
    case '"':
      return "\\textquotedbl{}";
    case '<':
      return "\\textless{}";
    case '>':
      return "\\textgreater{}";
    case '|':
      return "\\textbar{}";
    case '`':
      return "\\textasciigrave{}";
    case '-':
      return "-{}";  // no dashes out of two hyphens
    case '\n':
    case '\t':
      return " ";
    default:
      return std::string(1, c);
  }
}

}  // namespace

NameStyle style_for(const std::vector<std::string>& names) {
  std::set<std::string> seen;
  for (const std::string& name : names)
    if (!seen.insert(latex_name(name)).second) return NameStyle::literal;
  return NameStyle::indices;
}

std::string latex_name(const std::string& name, NameStyle style) {
  if (style == NameStyle::literal && name.size() > 1) return "\\mathit{" + plain(name) + "}";
  const auto underscore = name.find('_');
  std::string base = name.substr(0, underscore);
  std::string index = underscore == std::string::npos ? "" : name.substr(underscore + 1);
  if (base.empty() || (underscore != std::string::npos && index.empty())) return "\\mathit{" + plain(name) + "}";
  const auto last = base.find_last_not_of("0123456789");
  if (last != std::string::npos && last + 1 < base.size()) {
    const std::string digits = base.substr(last + 1);
    base.erase(last + 1);
    if (index.empty()) return symbol_name(base) + "_{" + digits + "}";
    return symbol_name(base) + "_{" + digits + "," + symbol_name(index) + "}";
  }
  if (index.empty()) return symbol_name(base);
  return symbol_name(base) + "_{" + symbol_name(index) + "}";
}

std::string latex_words(std::string_view words, Language language) {
  std::string text;
  std::size_t run = 0;
  for (std::size_t i = 0; i < words.size(); ++i) {
    const auto byte = static_cast<unsigned char>(words[i]);
    run = words[i] == ' ' ? 0 : run + 1;
    if (byte >= 0x80) {
      run = 0;
      if (language == Language::chinese)
        text += words[i];
      else if ((byte & 0xC0U) != 0x80U)
        text += '?';
    } else if (byte >= 0x20 || words[i] == '\n' || words[i] == '\t') {
      text += escaped(words[i]);
    }
    if (run >= longest_word) {
      text += "\\allowbreak{}";
      run = 0;
    }
  }
  return text;
}

}  // namespace geq::render
