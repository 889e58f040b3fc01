// SPDX-License-Identifier: GPL-3.0-or-later
#include "proofs/kernel/language/lexer.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "proofs/kernel/language/characters.hpp"
#include "proofs/kernel/language/names.hpp"

namespace geq::proofs {

namespace {

constexpr std::array<std::string_view, 5> long_signs{">=", "<=", "!=", "..", "->"};
constexpr std::string_view short_signs = "+-*/^()[]{},:<>=|!_";

class Lexer {
 public:
  Lexer(std::string_view text, Spelling spelling) : text_(text), spelling_(spelling) {}

  std::vector<Token> run() {
    while (skip_blanks(), position_ < text_.size()) read_token();
    push(Token::Kind::end, "", position_);
    return std::move(tokens_);
  }

 private:
  [[noreturn]] void fail(std::string message, std::size_t offset) const {
    throw ParseFailure{ParseError::Kind::malformed, std::move(message), offset};
  }

  /// Fails if the text is a sign of logic.
  void fail_logic(std::string_view text, std::size_t offset) const {
    const std::string_view advice = spelling_ == Spelling::full ? advice_on_logic(text) : "";
    if (!advice.empty()) fail("'" + std::string(text) + "' is not in the language: " + std::string(advice), offset);
  }

  [[noreturn]] void fail_character(std::size_t length) const {
    const std::string_view character = text_.substr(position_, length);
    fail_logic(character, position_);
    const std::optional<Character> decoded = decode(character);
    const bool shown = decoded && is_shown(decoded->code);
    fail(shown ? "unexpected character '" + std::string(character) + "'" : "unexpected invisible character", position_);
  }

  char at(std::size_t position) const { return position < text_.size() ? text_[position] : '\0'; }

  void push(Token::Kind kind, std::string text, std::size_t offset) {
    if (tokens_.size() > max_tokens)
      throw ParseFailure{ParseError::Kind::too_large, "more than " + std::to_string(max_tokens) + " signs and names",
                         offset};
    tokens_.push_back({kind, std::move(text), offset, starts_line_, !after_blank_, false});
    starts_line_ = false;
    after_blank_ = false;
  }

  void skip_blanks() {
    while (position_ < text_.size()) {
      const char next = text_[position_];
      if (next == '#') {
        position_ = std::min(text_.find('\n', position_), text_.size());
        continue;
      }
      const bool formula_sign = next == '$' && spelling_ == Spelling::full;
      if (next != ' ' && next != '\t' && next != '\r' && next != '\n' && !formula_sign) return;
      if (next == '\n') starts_line_ = true;
      after_blank_ = true;
      ++position_;
    }
  }

  void read_token() {
    const char next = text_[position_];
    if (is_digit(next)) return read_number();
    if (is_letter(next)) return read_name();
    if (next == '\\' && spelling_ == Spelling::full) return read_command();
    if (static_cast<unsigned char>(next) >= 0x80) return read_unicode();
    const std::string_view two = text_.substr(position_, 2);
    const bool is_long = std::find(long_signs.begin(), long_signs.end(), two) != long_signs.end();
    if (next == '.' && !is_long) fail("a decimal point needs digits on both sides", position_);
    if (!is_long && short_signs.find(next) == std::string_view::npos) fail_character(1);
    push(Token::Kind::sign, std::string(is_long ? two : two.substr(0, 1)), position_);
    position_ += is_long ? 2 : 1;
  }

  std::size_t end_of_digits(std::size_t from) const {
    while (is_digit(at(from))) ++from;
    return from;
  }

  /// Digits, and a fraction if a digit follows the point: `1..5` is `1`, `..`, `5`.
  void read_number() {
    std::size_t end = end_of_digits(position_);
    if (at(end) == '.' && is_digit(at(end + 1))) end = end_of_digits(end + 1);
    push(Token::Kind::number, std::string(text_.substr(position_, end - position_)), position_);
    position_ = end;
  }

  void read_name() {
    const std::size_t start = position_;
    while (is_letter(at(position_)) || is_digit(at(position_))) ++position_;
    finish_name(std::string(text_.substr(start, position_ - start)), start);
  }

  /// Subscripts: `_` with letters and digits, or the same in braces, which ends the name (`a_{1}b` is a_1 b).
  void finish_name(std::string name, std::size_t start) {
    while (at(position_) == '_') {
      const bool braced = at(position_ + 1) == '{' && spelling_ == Spelling::full;
      const std::size_t from = position_ + (braced ? 2 : 1);
      std::size_t end = from;
      while (is_letter(at(end)) || is_digit(at(end))) ++end;
      if (end == from || (braced && at(end) != '}'))
        fail("a subscript is made of letters and digits, as in x_1 or x_{12}", position_);
      name += '_';
      name += text_.substr(from, end - from);
      position_ = end + (braced ? 1 : 0);
      if (braced) break;
    }
    if (name.size() > max_name_length)
      throw ParseFailure{ParseError::Kind::too_large,
                         "names have at most " + std::to_string(max_name_length) + " characters", start};
    push(Token::Kind::name, std::move(name), start);
  }

  void read_command() {
    const std::size_t start = position_++;
    if (is_letter(at(position_))) {
      while (is_letter(at(position_))) ++position_;
    } else if (position_ < text_.size()) {
      ++position_;
    }
    const std::string_view command = text_.substr(start + 1, position_ - start - 1);
    const std::optional<Meaning> meaning = latex_meaning(command);
    const bool readable = !command.empty() && command[0] > ' ' && command[0] <= '~';
    if (!meaning) fail_logic(text_.substr(start, position_ - start), start);
    if (!meaning)
      fail(readable ? "unknown command '\\" + std::string(command.substr(0, 40)) + "'" : "unknown command", start);
    push_meaning(*meaning, start);
  }

  void read_unicode() {
    const std::size_t start = position_;
    const std::optional<Character> character = decode(text_.substr(position_));
    if (!character) fail("invalid UTF-8", start);
    const std::optional<Meaning> meaning = unicode_meaning(character->code);
    if (!meaning || spelling_ == Spelling::strict) fail_character(character->length);
    position_ += character->length;
    if (meaning->kind == Token::Kind::superscript && !tokens_.empty() && !after_blank_ &&
        tokens_.back().kind == Token::Kind::superscript) {
      tokens_.back().text += meaning->text;
      return;
    }
    if (is_greek_name(meaning->text)) {
      const std::size_t digits = position_;
      position_ = end_of_digits(digits);
      return finish_name(std::string(meaning->text) + std::string(text_.substr(digits, position_ - digits)), start);
    }
    push_meaning(*meaning, start);
  }

  void push_meaning(const Meaning& meaning, std::size_t start) {
    if (meaning.text.empty()) {
      after_blank_ = true;
    } else if (is_greek_name(meaning.text)) {
      finish_name(std::string(meaning.text), start);
    } else {
      push(meaning.kind, std::string(meaning.text), start);
    }
  }

  std::string_view text_;
  Spelling spelling_;
  std::size_t position_ = 0;
  bool starts_line_ = true;
  bool after_blank_ = true;
  std::vector<Token> tokens_;
};

}  // namespace

std::vector<Token> tokenize(std::string_view text, Spelling spelling) {
  if (text.size() > max_input_bytes)
    throw ParseFailure{ParseError::Kind::too_large, "more than " + std::to_string(max_input_bytes) + " bytes of text",
                       max_input_bytes};
  return Lexer(text, spelling).run();
}

Position position_of(std::string_view text, std::size_t offset) {
  const std::string_view before = text.substr(0, offset);
  const std::size_t line_start = before.rfind('\n') + 1;  // npos + 1 is 0
  Position position{1 + static_cast<std::size_t>(std::count(before.begin(), before.end(), '\n')), 1};
  for (std::size_t at = line_start; at < before.size(); ++position.column) {
    const std::optional<Character> character = decode(before.substr(at));
    at += character ? character->length : 1;
  }
  return position;
}

std::string line_around(std::string_view text, std::size_t offset) {
  const std::size_t start = text.substr(0, offset).rfind('\n') + 1;
  std::string_view line = text.substr(start, text.find('\n', start) - start);
  if (!line.empty() && line.back() == '\r') line.remove_suffix(1);
  std::string result;
  while (!line.empty()) {
    const std::optional<Character> character = decode(line);
    const bool shown = character && (character->code == '\t' || is_shown(character->code));
    const std::size_t length = character ? character->length : 1;
    result += shown ? line.substr(0, length) : std::string_view("?");
    line.remove_prefix(length);
  }
  return result;
}

}  // namespace geq::proofs
