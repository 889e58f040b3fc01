// SPDX-License-Identifier: GPL-3.0-or-later
/// The part of ExpressionParser that reads names, functions, what is written out, and LaTeX commands.
#include <algorithm>
#include <optional>
#include <utility>

#include "proofs/kernel/language/expression.hpp"
#include "proofs/kernel/language/names.hpp"
#include "proofs/kernel/language/written_out.hpp"

namespace geq::proofs {

namespace {

bool contains(const std::vector<std::string>& names, std::string_view name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

}  // namespace

Term ExpressionParser::named() {
  const Token name = take();
  const std::size_t subscript = name.text.rfind('_');
  if (subscript != std::string::npos && contains(indices_, std::string_view(name.text).substr(subscript + 1)))
    fail_unsupported(name, quoted(name) + " under a range over its subscript: sequences are not supported yet");
  const bool variable = names_.find(name.text) != names_.end() || contains(indices_, name.text);
  const Word word = variable ? Word::none : classify(name.text);
  switch (word) {
    case Word::keyword:
      if (name.starts_line && next_ > 1) {
        --next_;
        fail_expected("an expression");
      }
      fail(name, "expected an expression before the keyword " + quoted(name));
    case Word::constant:
      return make(name.text == "pi" ? Operator::pi : Operator::e, {}, name);
    case Word::function:
      return call(name);
    case Word::written_out:
      return written_out(name);
    case Word::range:
      return range(name);
    case Word::unsupported:
    case Word::foreign:
      fail_unsupported(name, missing_feature(name.text));
    case Word::none:
      break;
  }
  if (at_sign("[") && spelling_ == Spelling::full)
    fail_unsupported(name,
                     "sequences of symbolic length, as in " + name.text.substr(0, 40) + "[i], are not supported yet");
  if (!variable) note_variable(name);
  charge(1, 1, name);
  return Term::variable(name.text);
}

Token ExpressionParser::open() {
  if (at_sign("(") || (at_sign("{") && spelling_ == Spelling::full)) return take();
  fail_expected("'('");
}

std::vector<Term> ExpressionParser::arguments(const Token& opening) {
  const std::size_t bars = std::exchange(open_bars_, 0);
  std::vector<Term> result{expression()};
  while (accept_sign(",")) result.push_back(expression());
  close(opening, opening.text == "(" ? ")" : "}");
  open_bars_ = bars;
  return result;
}

Term ExpressionParser::call(const Token& name) {
  const Operator op = function_operator(name.text);
  const bool has_range = at_sign("(") && peek(1).kind == Token::Kind::name && at_word("in", 2);
  if (has_range && (op == Operator::min || op == Operator::max)) return range(name);
  if (name.text == "root") return root_call(name);
  const Token opening = open();
  std::vector<Term> given = arguments(opening);
  if (op == Operator::root) {
    if (given.size() != 1) fail(name, quoted(name) + " takes one argument");
    charge(1, 1, name);
    return make(op, {Term::number(name.text == "sqrt" ? 2 : 3), std::move(given.front())}, name);
  }
  if (given.size() > shape(op).most) fail(name, quoted(name) + " takes one argument");
  return make(op, std::move(given), name);
}

Term ExpressionParser::root_degree() {
  const Token token = peek();
  const std::optional<Rational> value =
      token.kind == Token::Kind::number ? rational_from_text(token.text) : std::nullopt;
  if (!value || !integer_between(*value, 2, static_cast<long>(max_exponent)))
    fail(token, "the degree of a root is an integer from 2 to " + std::to_string(max_exponent));
  return number();
}

Term ExpressionParser::root_call(const Token& name) {
  const Token opening = open();
  Term degree = root_degree();
  if (!accept_sign(",")) fail_expected("','");
  std::vector<Term> radicand = arguments(opening);
  if (radicand.size() != 1) fail(name, "'root' takes a degree and one argument, as in root(5, x)");
  return make(Operator::root, {std::move(degree), std::move(radicand.front())}, name);
}

long ExpressionParser::range_bound() {
  const Token start = peek();
  const bool negative = accept_sign("-");
  const bool ends = at_sign("..", 1) || at_sign(",", 1) || at_sign(")", 1);
  if (peek().kind != Token::Kind::number || !ends)
    fail_unsupported(start, "ranges with bounds that are not plain integers are not supported yet");
  const std::optional<Rational> value = rational_from_text(take().text);
  const long most = static_cast<long>(max_exponent);
  const std::optional<long> bound = value ? integer_between(*value, 0, most) : std::nullopt;
  if (!bound) fail(start, "the bounds of a range are integers of at most " + std::to_string(most));
  return negative ? -*bound : *bound;
}

/// sum(i in 1..5, f), and prod, max, min.
Term ExpressionParser::range(const Token& name) {
  if (spelling_ == Spelling::strict) fail(name, "a certificate has no ranges");
  const Token opening = open();
  const Token index = take();
  if (index.kind == Token::Kind::name && peek().continues_run)
    fail(index, "an index is one letter, or one with digits");
  if (index.kind != Token::Kind::name || !accept_word("in"))
    fail_unsupported(
        name, quoted(name) + " of a sequence is not supported yet; over integers: " + name.text + "(i in 1..5, f)");
  if (names_.find(index.text) != names_.end() || contains(indices_, index.text))
    fail(index, quoted(index) + " is a variable already: take another index");
  if (classify(index.text) != Word::none && index.text != "e") fail(index, quoted(index) + " cannot be an index");
  const long low = range_bound();
  if (!accept_sign("..")) fail_expected("'..'");
  const long high = range_bound();
  if (!accept_sign(",")) fail_expected("','");
  indices_.push_back(index.text);
  std::vector<Term> body = arguments(opening);
  indices_.pop_back();
  if (body.size() != 1) fail(name, quoted(name) + " over a range takes one expression");
  const std::size_t copies = low > high ? 0 : static_cast<std::size_t>(high - low) + 1;
  // A negative number is a negation: two nodes for one.
  charge(copies, (low < 0 ? 2 : 1) * weight(body.front()), name);
  std::vector<Term> terms = indexed_copies(body.front(), index.text, low, high);
  const bool sum = name.text == "sum" || name.text == "\\sum";
  if (name.text == "min" || name.text == "max") {
    if (terms.empty()) fail(name, quoted(name) + " over no integers at all");
    return make(function_operator(name.text), std::move(terms), name);
  }
  if (terms.empty()) return Term::number(sum ? 0 : 1);
  return combined(sum ? Operator::sum : Operator::product, std::move(terms), name);
}

/// The names before the colon in cyc(a, b, c: f).
std::vector<std::string> ExpressionParser::renamed_names() {
  std::vector<std::string> names;
  do {
    if (peek().kind != Token::Kind::name) fail_expected("a variable");
    const Token name = take();
    if (peek().continues_run) fail(name, "expected ',' between the variables, or a declaration of the name");
    const bool declared = names_.find(name.text) != names_.end();
    if (contains(indices_, name.text)) fail(name, quoted(name) + " is the index of a range, not a variable");
    if (!declared && classify(name.text) != Word::none) fail(name, quoted(name) + " is not a variable");
    if (contains(names, name.text)) fail(name, quoted(name) + " stands here twice");
    note_variable(name);
    names.push_back(name.text);
  } while (accept_sign(","));
  if (!accept_sign(":")) fail_expected("':'");
  return names;
}

/// cyc(a, b, c: f), sym, cycprod, symprod.
Term ExpressionParser::written_out(const Token& word) {
  if (spelling_ == Spelling::strict) fail(word, "a certificate has no cyclic and symmetric sums");
  const Token opening = open();
  const std::vector<std::string> names = renamed_names();
  const std::vector<Term> body = arguments(opening);
  if (body.size() != 1) fail(word, quoted(word) + " takes one expression");
  const bool sum = word.text == "cyc" || word.text == "sym";
  return copies_over(word, body.front(), names, word.text.substr(0, 3) == "sym", sum);
}

Term ExpressionParser::copies_over(const Token& word, const Term& body, const std::vector<std::string>& names, bool all,
                                   bool sum) {
  const std::size_t copies =
      all ? number_of_permutations(names.size(), max_term_nodes).value_or(max_term_nodes + 1) : names.size();
  charge(copies, weight(body), word);
  return combined(sum ? Operator::sum : Operator::product,
                  all ? symmetric_copies(body, names) : cyclic_copies(body, names), word);
}

/// \sum_{cyc} f and the like, over the declared variables; f is the product that follows.
Term ExpressionParser::big_operator() {
  const Token sign = take();
  if (at_sign("(") && at_word("in", 2)) return range(sign);
  if (!accept_sign("_")) fail(sign, "expected _{cyc} or _{sym} after " + quoted(sign));
  std::vector<Token> braces;
  while (at_sign("{")) braces.push_back(take());
  const Token word = peek();
  if (!accept_word("cyc") && !accept_word("sym"))
    fail_unsupported(word, "bounds at the sign are not supported: write sum(i in 1..5, f) or prod(i in 1..5, f)");
  for (; !braces.empty(); braces.pop_back()) close(braces.back(), "}");
  const std::vector<std::string> names = declared_in_order_;
  if (names.empty()) fail(sign, quoted(sign) + " runs over the declared variables, and there are none before it");
  const Term body = product();
  return copies_over(sign, body, names, word.text == "sym", sign.text == "\\sum");
}

/// What LaTeX takes as an argument: a group, a digit, or a letter.
Term ExpressionParser::short_argument(const Token& sign) {
  const Nesting nesting(*this);
  const Token token = peek();
  const bool plain = token.kind == Token::Kind::number || token.kind == Token::Kind::name;
  if (token.kind == Token::Kind::number && token.text.size() > 1)
    fail(token, "put the argument of " + quoted(sign) + " in braces");
  if (!plain && !at_sign("{") && !at_sign("\\frac") && !at_sign("\\sqrt")) fail_expected("'{'");
  return primary();
}

Term ExpressionParser::fraction() {
  const Token sign = take();
  if (peek().kind == Token::Kind::number && peek().text.size() == 2) {  // \frac12
    const Token digits = take();
    charge(2, 1, digits);
    return make(Operator::quotient, {Term::number(digits.text[0] - '0'), Term::number(digits.text[1] - '0')}, sign);
  }
  Term numerator = short_argument(sign);
  Term denominator = short_argument(sign);
  return make(Operator::quotient, {std::move(numerator), std::move(denominator)}, sign);
}

/// \sqrt{x}, \sqrt[3]{x}, and the root sign before a number, a name or brackets.
Term ExpressionParser::radical() {
  const Token sign = take();
  charge(1, 1, sign);
  Term degree = Term::number(2);
  if (sign.text == "\\sqrt") {
    const Token bracket = peek();
    if (accept_sign("[")) {
      degree = root_degree();
      close(bracket, "]");
    }
    return make(Operator::root, {std::move(degree), short_argument(sign)}, sign);
  }
  const Nesting nesting(*this);
  const bool brackets = at_sign("(") || at_sign("{");
  if (!brackets && peek().kind != Token::Kind::number && peek().kind != Token::Kind::name)
    fail_expected("a number, a name or '('");
  Term radicand = primary();
  const bool power_follows = at_sign("^") || peek().kind == Token::Kind::superscript;
  if (!brackets && (power_follows || (peek().joined && starts_factor())))
    fail(sign, "write parentheses to show how far the root goes");
  return make(Operator::root, {std::move(degree), std::move(radicand)}, sign);
}

}  // namespace geq::proofs
