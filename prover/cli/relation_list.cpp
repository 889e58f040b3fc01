// SPDX-License-Identifier: GPL-3.0-or-later
#include "prover/cli/relation_list.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <optional>

namespace geq::cli {
namespace {

constexpr std::string_view blanks = " \t\r\f\v";

/// Longer signs first. The bytes are >=, <=, != and the slanted forms as Unicode characters.
constexpr std::array<std::string_view, 19> relation_signs{"\\geqslant",
                                                          "\\leqslant",
                                                          "\\geq",
                                                          "\\leq",
                                                          "\\neq",
                                                          "\\ge",
                                                          "\\le",
                                                          "\\ne",
                                                          "\\gt",
                                                          "\\lt",
                                                          "\xE2\x89\xA5",
                                                          "\xE2\x89\xA4",
                                                          "\xE2\x89\xA0",
                                                          "\xE2\xA9\xBE",
                                                          "\xE2\xA9\xBD",
                                                          "!=",
                                                          ">",
                                                          "<",
                                                          "="};

struct Sign {
  std::size_t begin;
  std::size_t end;
};

std::optional<Sign> first_sign(std::string_view text) {
  for (std::size_t i = 0; i < text.size(); ++i) {
    for (const std::string_view sign : relation_signs) {
      if (!text.substr(i).starts_with(sign)) continue;
      std::size_t end = i + sign.size();
      if (sign.size() == 1 && sign != "=" && end < text.size() && text[end] == '=') ++end;
      return Sign{i, end};
    }
  }
  return {};
}

bool is_letter(char c) {
  return std::isalpha(static_cast<unsigned char>(c)) != 0 || static_cast<unsigned char>(c) >= 0x80;
}
bool is_name_part(char c) {
  return is_letter(c) || std::isdigit(static_cast<unsigned char>(c)) != 0 || c == '_' || c == '\\';
}

/// The word stands at `at`, not inside a longer one.
bool word_at(std::string_view text, std::size_t at, std::string_view word) {
  if (!text.substr(at).starts_with(word)) return false;
  if (at > 0 && is_name_part(text[at - 1])) return false;
  return at + word.size() == text.size() || !is_name_part(text[at + word.size()]);
}

std::optional<std::size_t> find_word(std::string_view text, std::string_view word) {
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (word_at(text, i, word)) return i;
  }
  return {};
}

std::string_view trimmed(std::string_view text) {
  const std::size_t begin = text.find_first_not_of(blanks);
  if (begin == text.npos) return {};
  return text.substr(begin, text.find_last_not_of(blanks) - begin + 1);
}

bool is_name(std::string_view text) {
  text = trimmed(text);
  return !text.empty() && std::isdigit(static_cast<unsigned char>(text.front())) == 0 &&
         std::all_of(text.begin(), text.end(), is_name_part);
}

/// A letter, alone or with digits or a subscript: cannot be a product of letters.
bool is_plain_name(std::string_view text) {
  text = trimmed(text);
  if (!is_name(text)) return false;
  const std::size_t first = static_cast<unsigned char>(text.front()) >= 0x80 ? 2 : 1;
  return text.size() <= first || std::isdigit(static_cast<unsigned char>(text[first])) != 0 || text[first] == '_';
}

/// A number: nothing in it could be a variable.
bool is_constant(std::string_view text) {
  static constexpr std::array<std::string_view, 7> words{"sqrt", "cbrt", "root", "pi", "e", "frac", "exp"};
  for (std::size_t i = 0; i < text.size();) {
    if (!is_letter(text[i])) {
      ++i;
      continue;
    }
    const std::size_t begin = i;
    while (i < text.size() && is_letter(text[i])) ++i;
    if (std::find(words.begin(), words.end(), text.substr(begin, i - begin)) == words.end()) return false;
  }
  return !has_relation_sign(text);
}

/// A stretch between separators.
struct Piece {
  std::size_t begin;
  std::size_t end;
  bool may_go_on;  ///< a comma follows, not a semicolon, `and` or the end
};

std::vector<Piece> pieces_of(std::string_view line) {
  std::vector<Piece> pieces;
  std::size_t begin = 0;
  int depth = 0;
  for (std::size_t i = 0; i < line.size(); ++i) {
    const char c = line[i];
    if (c == '(' || c == '[' || c == '{') ++depth;
    if (c == ')' || c == ']' || c == '}') --depth;
    if (c == '#') {
      line = line.substr(0, i);
      break;
    }
    const bool is_and = depth <= 0 && word_at(line, i, "and");
    if (depth > 0 || (c != ',' && c != ';' && !is_and)) continue;
    pieces.push_back({begin, i, c == ','});
    i += is_and ? 2 : 0;
    begin = i + 1;
  }
  pieces.push_back({begin, line.size(), false});
  return pieces;
}

/// `0 <= a` before `, b, c <= 1`: the list belongs to a chain, which the library will refuse, pointing at the comma.
bool opens_chain(std::string_view piece, std::string_view next) {
  const auto sign = first_sign(piece);
  return sign && is_constant(piece.substr(0, sign->begin)) && is_name(piece.substr(sign->end)) &&
         !has_relation_sign(next);
}

/// Nothing more has to follow for this to be a relation or a domain.
bool is_complete(std::string_view text) {
  if (word_at(trimmed(text), 0, "triangle")) return std::count(text.begin(), text.end(), ',') >= 2;
  return has_relation_sign(text) || text.find(':') != text.npos || find_word(text, "in");
}

/// The text before what says of which kind the names are.
std::string_view before_domain(std::string_view text) {
  if (const auto sign = first_sign(text)) return text.substr(0, sign->begin);
  if (const auto in = find_word(text, "in")) return text.substr(0, *in);
  return text.substr(0, text.find(':'));
}

std::vector<std::string> names_in(std::string_view list) {
  std::vector<std::string> names;
  if (word_at(list, 0, "triangle")) list.remove_prefix(std::string_view("triangle").size());
  while (!list.empty()) {
    const std::size_t comma = std::min(list.find(','), list.size());
    names.emplace_back(trimmed(list.substr(0, comma)));
    list.remove_prefix(std::min(comma + 1, list.size()));
  }
  return names;
}

bool gives_domain(std::string_view text) {
  if (word_at(text, 0, "triangle")) return true;
  const auto sign = first_sign(text);
  if (!sign) return text.find(':') != text.npos || find_word(text, "in");
  const std::string_view left = text.substr(0, sign->begin);
  if (left.find(',') != left.npos && left.find_first_of("([{") == left.npos) return true;
  static constexpr std::array<std::string_view, 5> unordered{"=", "!=", "\\ne", "\\neq", "\xE2\x89\xA0"};
  const std::string_view relation = text.substr(sign->begin, sign->end - sign->begin);
  const bool is_order = std::find(unordered.begin(), unordered.end(), relation) == unordered.end();
  return is_order && is_plain_name(left) && is_constant(text.substr(sign->end));
}

RelationItem item_of(std::string_view text, std::size_t begin) {
  RelationItem item{begin, std::string(text), "", {}, 0};
  if (word_at(text, 0, "let") || word_at(text, 0, "assume")) return item;
  item.keyword = gives_domain(text) ? "let " : "assume ";
  if (item.keyword == "assume ") return item;
  item.names = names_in(before_domain(text));
  if (const auto sign = first_sign(text)) item.relation = sign->begin;
  return item;
}

}  // namespace

bool has_relation_sign(std::string_view text) { return first_sign(text).has_value(); }

std::vector<std::string> names_declared_by(std::string_view line) {
  line = trimmed(line);
  if (!word_at(line, 0, "let")) return {};
  line.remove_prefix(std::string_view("let").size());
  return names_in(trimmed(before_domain(line)));
}

std::size_t characters(std::string_view text) {
  return static_cast<std::size_t>(
      std::count_if(text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
}

std::vector<RelationItem> relation_list(std::string_view line) {
  const std::vector<Piece> pieces = pieces_of(line);
  std::vector<RelationItem> items;
  for (std::size_t i = 0; i < pieces.size(); ++i) {
    const std::size_t begin = pieces[i].begin;
    const auto so_far = [&] { return line.substr(begin, pieces[i].end - begin); };
    const auto next = [&] { return line.substr(pieces[i + 1].begin, pieces[i + 1].end - pieces[i + 1].begin); };
    bool is_chain = false;
    while (pieces[i].may_go_on && (!is_complete(so_far()) || is_chain || opens_chain(so_far(), next()))) {
      is_chain = is_chain || is_complete(so_far());
      ++i;
    }
    const std::string_view text = trimmed(so_far());
    if (text.empty()) continue;
    items.push_back(item_of(text, static_cast<std::size_t>(text.data() - line.data())));
  }
  return items;
}

}  // namespace geq::cli
