// SPDX-License-Identifier: GPL-3.0-or-later
#include "proofs/kernel/language/expression.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include "proofs/kernel/language/names.hpp"
#include "proofs/kernel/normal_form.hpp"
#include "proofs/kernel/work.hpp"

namespace geq::proofs {

namespace {

constexpr std::size_t most_nested = 2 * max_depth + 10;
constexpr std::uint64_t most_work_of_exponent = 10'000'000;

std::string too_deep(std::size_t most, const std::string& what) {
  return "nested too deeply: more than " + std::to_string(most) + " " + what + " inside each other";
}

/// Whether it is made of numbers and + - * / ^ only.
bool is_arithmetic(const Term& term) {
  switch (term.op()) {
    case Operator::number:
      return true;
    case Operator::sum:
    case Operator::negation:
    case Operator::product:
    case Operator::quotient:
    case Operator::power:
      return std::all_of(term.arguments().begin(), term.arguments().end(), is_arithmetic);
    default:
      return false;
  }
}

}  // namespace

ExpressionParser::Nesting::Nesting(ExpressionParser& parser) : parser_(parser) {
  if (parser_.nesting_ >= most_nested)
    throw ParseFailure{ParseError::Kind::too_large, too_deep(most_nested, "brackets, signs and exponents"),
                       parser_.peek().offset};
  ++parser_.nesting_;
}

ExpressionParser::ExpressionParser(std::string_view text, std::vector<Token> tokens, std::set<std::string> names,
                                   Spelling spelling)
    : text_(text), tokens_(std::move(tokens)), spelling_(spelling), names_(std::move(names)) {}

const Token& ExpressionParser::peek(std::size_t ahead) const {
  return tokens_.at(std::min(next_ + ahead, tokens_.size() - 1));
}

bool ExpressionParser::at_sign(std::string_view sign, std::size_t ahead) const {
  return peek(ahead).kind == Token::Kind::sign && peek(ahead).text == sign;
}

bool ExpressionParser::at_word(std::string_view word, std::size_t ahead) const {
  return peek(ahead).kind == Token::Kind::name && peek(ahead).text == word;
}

Token ExpressionParser::take() {
  Token token = peek();
  if (next_ + 1 < tokens_.size()) ++next_;
  return token;
}

bool ExpressionParser::accept_sign(std::string_view sign) {
  if (!at_sign(sign)) return false;
  take();
  return true;
}

bool ExpressionParser::accept_word(std::string_view word) {
  if (!at_word(word)) return false;
  take();
  return true;
}

void ExpressionParser::close(const Token& opening, std::string_view sign) {
  if (accept_sign(sign)) return;
  const Position from = position_of(text_, opening.offset);
  const Position here = position_of(text_, next_place());
  fail_at(next_place(), "expected '" + std::string(sign) + "' to close the " + quoted(opening) + " at " +
                            (from.line == here.line ? "" : "line " + std::to_string(from.line) + ", ") + "column " +
                            std::to_string(from.column));
}

void ExpressionParser::fail(const Token& token, std::string message) const {
  fail_at(token.offset, std::move(message));
}

void ExpressionParser::fail_at(std::size_t offset, std::string message) const {
  throw ParseFailure{ParseError::Kind::malformed, std::move(message), offset};
}

void ExpressionParser::fail_unsupported(const Token& token, std::string message) const {
  throw ParseFailure{ParseError::Kind::unsupported, std::move(message), token.offset};
}

void ExpressionParser::fail_expected(std::string_view what) const {
  const std::string after = next_ == 0 ? "" : " after " + quoted(tokens_[next_ - 1]);
  fail_at(next_place(), "expected " + std::string(what) + after);
}

std::size_t ExpressionParser::next_place() const {
  if (next_ == 0) return peek().offset;
  const std::size_t last = tokens_[next_ - 1].offset;
  const std::string_view between = text_.substr(last, peek().offset - last);
  if (between.find('\n') == between.npos) return peek().offset;
  const std::string_view line = between.substr(0, between.find_first_of("#\n"));
  return last + line.find_last_not_of(" \t\r\f\v") + 1;
}

Term ExpressionParser::make(Operator op, std::vector<Term> arguments, const Token& token) {
  charge(1, 1, token);
  Term term = Term::apply(op, std::move(arguments));
  if (term.depth() > max_depth)
    throw ParseFailure{ParseError::Kind::too_large, too_deep(max_depth, "operations"), token.offset};
  return term;
}

Term ExpressionParser::combined(Operator op, std::vector<Term> arguments, const Token& token) {
  return arguments.size() == 1 ? std::move(arguments.front()) : make(op, std::move(arguments), token);
}

void ExpressionParser::charge(std::size_t copies, std::size_t size, const Token& token) {
  if (copies <= (max_term_nodes - nodes_) / size) {
    nodes_ += copies * size;
    return;
  }
  throw ParseFailure{ParseError::Kind::too_large,
                     "more than " + std::to_string(max_term_nodes) + " numbers, names and operations when written out",
                     token.offset};
}

std::size_t ExpressionParser::weight(const Term& term) {
  std::size_t sum = 1 + bit_size(term.value()) / 64;
  for (const Term& argument : term.arguments()) sum += weight(argument);
  return sum;
}

Term ExpressionParser::expression() {
  const Token start = peek();
  std::vector<Term> terms{signed_product()};
  for (;;) {
    const Token sign = peek();
    if (accept_sign("+")) {
      terms.push_back(signed_product());
    } else if (accept_sign("-")) {
      terms.push_back(make(Operator::negation, {signed_product()}, sign));
    } else {
      return combined(Operator::sum, std::move(terms), start);
    }
  }
}

/// A sign here stands before the whole product: -a*b is -(a*b).
Term ExpressionParser::signed_product() {
  const Token sign = peek();
  if (!at_sign("+") && !at_sign("-")) return product();
  const Nesting nesting(*this);
  take();
  Term positive = signed_product();
  return sign.text == "+" ? std::move(positive) : make(Operator::negation, {std::move(positive)}, sign);
}

/// From left to right; writing factors side by side is the same as `*`.
Term ExpressionParser::product() {
  const Token start = peek();
  std::vector<Term> factors{unary()};
  for (;;) {
    const Token sign = peek();
    if (accept_sign("*")) {
      factors.push_back(unary());
    } else if (accept_sign("/")) {
      Term numerator = combined(Operator::product, std::move(factors), start);
      factors = {make(Operator::quotient, {std::move(numerator), unary()}, sign)};
    } else if (starts_factor()) {
      if (tokens_[next_ - 1].text == "|" && !at_sign("|")) fail(sign, "write '*' between '|' and " + quoted(sign));
      factors.push_back(power());
    } else {
      return combined(Operator::product, std::move(factors), start);
    }
  }
}

bool ExpressionParser::starts_factor() const {
  static constexpr std::array<std::string_view, 8> signs{"(",      "{",      "[",     "\\frac",
                                                         "\\sqrt", "\\surd", "\\sum", "\\prod"};
  const Token& token = peek();
  if (spelling_ == Spelling::strict || token.starts_line) return false;
  if (token.kind == Token::Kind::name) return classify(token.text) != Word::keyword;
  if (token.kind != Token::Kind::sign) return false;
  return std::find(signs.begin(), signs.end(), token.text) != signs.end() || (token.text == "|" && open_bars_ == 0);
}

Term ExpressionParser::unary() {
  const Token sign = peek();
  if (!at_sign("+") && !at_sign("-")) return power();
  const Nesting nesting(*this);
  take();
  Term positive = unary();
  return sign.text == "+" ? std::move(positive) : make(Operator::negation, {std::move(positive)}, sign);
}

Term ExpressionParser::power() {
  const Nesting nesting(*this);
  Term base = primary();
  while (at_sign("!")) base = make(Operator::factorial, {std::move(base)}, take());
  const Token sign = peek();
  if (sign.kind == Token::Kind::superscript) {
    take();
    if (at_sign("^")) fail(peek(), "write parentheses: a power of a power");
    const std::optional<Rational> value = rational_from_text(sign.text);
    if (!value) throw ParseFailure{ParseError::Kind::too_large, "the exponent is too large", sign.offset};
    charge(1, 1, sign);
    const Term number = Term::number(*value);
    require_small_exponent(number, sign);
    return make(Operator::power, {std::move(base), number}, sign);
  }
  if (!accept_sign("^")) return base;
  return make(Operator::power, {std::move(base), exponent()}, sign);
}

Term ExpressionParser::exponent() {
  const Token start = peek();
  Term result = unary();
  if (peek().continues_run) fail(start, "an exponent of several letters: write parentheses, as in x^(a*b), or '*'");
  require_small_exponent(result, start);
  return result;
}

/// An exponent that is a number, written out or not, is within the limit of the arithmetic.
void ExpressionParser::require_small_exponent(const Term& exponent, const Token& token) const {
  const auto refuse = [&](const std::string& message) {
    throw ParseFailure{ParseError::Kind::too_large, message, token.offset};
  };
  const std::string most = std::to_string(max_exponent);
  const Term& size = exponent.op() == Operator::negation ? exponent.arguments().front() : exponent;
  const bool literal = size.op() == Operator::number && cln::denominator(size.value()) == 1;
  if (!literal && (spelling_ == Spelling::strict || !is_arithmetic(exponent))) return;
  try {
    const WorkLimit limit(most_work_of_exponent);
    const std::optional<Rational> value = normal_form(exponent).constant();
    if (!value) return;
    const long bound = static_cast<long>(max_exponent);
    if (*value > bound || *value < -bound) refuse("the exponent is larger than " + most);
    if (!integer_between(cln::numerator(*value), -bound, bound) || cln::denominator(*value) > bound)
      refuse("the numerator and denominator of an exponent are at most " + most);
  } catch (const LimitExceeded&) {
    refuse("the exponent is larger than " + most);
  }
}

Term ExpressionParser::primary() {
  const Token& token = peek();
  if (token.kind == Token::Kind::number) return number();
  if (token.kind == Token::Kind::name) return named();
  if (at_sign("(")) return bracketed();
  if (spelling_ == Spelling::strict) fail_expression();
  if (at_sign("{") || at_sign("[")) return bracketed();
  if (at_sign("|")) return absolute();
  if (at_sign("\\|")) return norm_bars();
  if (at_sign("\\frac")) return fraction();
  if (at_sign("\\sqrt") || at_sign("\\surd")) return radical();
  if (at_sign("\\sum") || at_sign("\\prod")) return big_operator();
  fail_expression();
}

/// What other languages write for relations and arrows is two signs here, and has no expression between them.
void ExpressionParser::fail_expression() const {
  if (next_ > 0 && peek().joined) {
    const Token& before = tokens_[next_ - 1];
    std::string sign = before.text + peek().text;
    if (peek(1).joined && (at_sign(">", 1) || at_sign("=", 1))) sign += peek(1).text;
    const std::string_view advice = sign.starts_with("=<") ? "'at most' is '<='"
                                    : sign.starts_with("=>")
                                        ? "'at least' is '>='; what is given is written with 'assume'"
                                    : sign == "==" ? "'equal' is '='"
                                                   : advice_on_logic(sign);
    if (!advice.empty()) fail(before, "'" + sign + "' is not in the language: " + std::string(advice));
  }
  fail_expected("an expression");
}

Term ExpressionParser::number() {
  const Token token = take();
  const std::optional<Rational> value = rational_from_text(token.text);
  if (!value)
    throw ParseFailure{ParseError::Kind::too_large, "a number of more than " + std::to_string(max_digits) + " digits",
                       token.offset};
  // 1e5 and 1e-5 are numbers elsewhere; here they would be products and differences.
  const std::string& next = peek().text;
  const bool letter = peek().joined && peek().kind == Token::Kind::name && (next[0] == 'e' || next[0] == 'E');
  const bool sign = (at_sign("+", 1) || at_sign("-", 1)) && peek(1).joined && peek(2).joined;
  const bool signed_digits = next.size() == 1 && sign && peek(2).kind == Token::Kind::number;
  const bool digits = next.size() > 1 && next.find_first_not_of("0123456789", 1) == std::string::npos;
  if (letter && names_.find(next) == names_.end() && (digits || signed_digits))
    fail(token,
         "'" + token.text.substr(0, 40) + next.substr(0, 40) + "': write 10^n for a power of ten, '*' for a product");
  charge(1, 1, token);
  return Term::number(*value);
}

Term ExpressionParser::bracketed() {
  const Token opening = take();
  const std::size_t bars = std::exchange(open_bars_, 0);
  Term inside = expression();
  close(opening, opening.text == "(" ? ")" : opening.text == "{" ? "}" : "]");
  open_bars_ = bars;
  // Of a sequence it is an index, of a number a factor in square brackets.
  return at_sign("[") && rank(inside, opening) > 0 ? indexed(std::move(inside), opening) : inside;
}

Term ExpressionParser::absolute() {
  const Token bar = take();
  ++open_bars_;
  Term inside = expression();
  close(bar, "|");
  --open_bars_;
  return make(Operator::abs, {std::move(inside)}, bar);
}

Term ExpressionParser::norm_bars() {
  const Token bars = take();
  Term inside = expression();
  close(bars, "\\|");
  return make(Operator::norm, {std::move(inside)}, bars);
}

void ExpressionParser::note_variable(const Token& token) {
  if (names_.find(token.text) != names_.end() || std::find(met_.begin(), met_.end(), token.text) != met_.end()) return;
  if (spelling_ == Spelling::strict) fail(token, quoted(token) + " is not one of the variables");
  if (std::find(sizes_met_.begin(), sizes_met_.end(), token.text) != sizes_met_.end()) return;
  if (std::find(former_indices_.begin(), former_indices_.end(), token.text) != former_indices_.end())
    fail(token, quoted(token) + " was an index before: take another name for one of them");
  require_plain_name(token);
  if (names_.size() + met_.size() + sizes_met_.size() >= max_variables) throw too_many_variables(token);
  if (reading_size_) integers_.insert(token.text);
  (reading_size_ ? sizes_met_ : met_).push_back(token.text);
}

/// f(t), of a function that has been declared; in a certificate, of any variable.
Term ExpressionParser::value_of(const Token& function) {
  if (!at_sign("(") || peek().starts_line)
    fail(function,
         quoted(function) + " is a function: write its argument, as in " + function.text.substr(0, 40) + "(x)");
  const Token opening = take();
  std::vector<Term> given = arguments(opening);
  if (given.size() != 1) fail(function, quoted(function) + " takes one argument");
  charge(1, 1, function);
  return indexed(make(Operator::value, {Term::variable(function.text), std::move(given.front())}, function), function);
}

void ExpressionParser::declare_function(const std::string& name, const Token& sort) {
  if (read_as_numbers_.contains(name))
    fail(sort, "'" + name.substr(0, 40) + "' was read as a number before: declare a function before it is used");
  std::erase(declared_in_order_, name);
  functions_.insert(name);
}

}  // namespace geq::proofs
