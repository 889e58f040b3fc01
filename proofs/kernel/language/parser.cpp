// SPDX-License-Identifier: GPL-3.0-or-later
#include "proofs/kernel/language/parser.hpp"

#include <algorithm>
#include <optional>
#include <set>
#include <utility>

#include "proofs/kernel/language/characters.hpp"
#include "proofs/kernel/language/expression.hpp"
#include "proofs/kernel/language/names.hpp"

namespace geq::proofs {

namespace {

using Tokens = std::vector<Token>;

ParseError located(ParseFailure failure, std::string_view text) {
  const std::size_t offset = std::min(failure.offset, text.size());
  const Position position = position_of(text, offset);
  return {failure.kind, std::move(failure.message), position.line, position.column, line_around(text, offset)};
}

bool mentions_variable(const Term& term) {
  return term.op() == Operator::variable ||
         std::any_of(term.arguments().begin(), term.arguments().end(), mentions_variable);
}

/// The lines of a problem: let, assume, prove.
class StatementParser {
 public:
  StatementParser(std::string_view text, Tokens tokens, std::set<std::string> declared)
      : parser_(text, std::move(tokens), std::move(declared), Spelling::full) {}

  Statement run() {
    while (!at_end()) item();
    if (statement_.goals.empty()) parser_.fail_expected("a goal, as in 'prove a^2 + b^2 >= 2*a*b',");
    for (const std::string& name : parser_.met()) statement_.variables.push_back(name);
    return std::move(statement_);
  }

 private:
  bool at_end() const { return parser_.peek().kind == Token::Kind::end; }

  void item() {
    const Token first = parser_.peek();
    if (parser_.accept_word("let")) {
      declaration();
    } else if (parser_.accept_word("assume")) {
      do chain_into(statement_.assumptions);
      while (parser_.accept_word("and") || parser_.accept_sign(","));
    } else if (parser_.accept_word("prove") || (first.starts_line && !parser_.at_word("problem"))) {
      if (!statement_.goals.empty()) parser_.fail(first, "a second goal: a problem has one; join goals with 'and'");
      do chain_into(statement_.goals);
      while (parser_.accept_word("and"));
    } else {
      parser_.fail(first, first.text == "problem"
                              ? "'problem' lines separate the problems of a batch file"
                              : "expected an operator or the end of the line before " + quoted(first));
    }
    require_end_of_item();
  }

  void require_end_of_item() {
    const Token& next = parser_.peek();
    if (parser_.at_word("for")) parser_.fail_unsupported(next, "assumptions for a range are not supported yet");
    const bool item_starts = parser_.at_word("let") || parser_.at_word("assume") || parser_.at_word("prove");
    if (at_end() || item_starts || next.starts_line) return;
    parser_.fail(next, "expected an operator or the end of the line before " + quoted(next));
  }

  std::optional<Comparison> accept_comparison() {
    using C = Comparison;
    for (const C c : {C::greater_equal, C::greater, C::less_equal, C::less, C::equal, C::not_equal})
      if (parser_.accept_sign(to_text(c))) return c;
    return std::nullopt;
  }

  void chain_into(std::vector<Chain>& chains) {
    Chain chain{{parser_.expression()}, {}};
    while (const std::optional<Comparison> comparison = accept_comparison()) {
      chain.comparisons.push_back(*comparison);
      chain.links.push_back(parser_.expression());
    }
    if (chain.comparisons.empty()) parser_.fail_expected("a relation (>=, >, <=, <, =, !=)");
    chains.push_back(std::move(chain));
  }

  std::string declared_name() {
    if (parser_.peek().kind != Token::Kind::name) parser_.fail_expected("a name");
    const Token token = parser_.take();
    const Word word = classify(token.text);
    if (word != Word::none && word != Word::constant && word != Word::foreign)
      parser_.fail(token, quoted(token) + " is a word of the language and cannot be a variable");
    auto& variables = statement_.variables;
    if (std::find(variables.begin(), variables.end(), token.text) != variables.end())
      parser_.fail(token, quoted(token) + " is declared twice");
    if (parser_.at_sign("["))
      parser_.fail_unsupported(token, "sequences of symbolic length, as in x[n], are not supported yet");
    variables.push_back(token.text);
    parser_.declare(token.text);
    return token.text;
  }

  void declaration() {
    Declaration result{Declaration::Kind::real, {}, {}, {}};
    if (parser_.at_word("triangle") && parser_.peek(1).kind == Token::Kind::name) {
      parser_.take();
      result.kind = Declaration::Kind::triangle;
    }
    do result.names.push_back(declared_name());
    while (parser_.accept_sign(","));
    if (result.kind == Declaration::Kind::triangle) {
      if (result.names.size() != 3) parser_.fail(parser_.peek(), "a triangle has three sides");
    } else if (parser_.accept_sign(":")) {
      domain_name();
    } else if (parser_.accept_word("in")) {
      interval(result);
    } else if ((result.comparison = accept_comparison())) {
      result.kind = Declaration::Kind::compared;
      result.bounds.push_back({bound(), false});
    } else {
      parser_.fail_expected("',', a relation and a number, 'in' and an interval, or ': real'");
    }
    statement_.declarations.push_back(std::move(result));
  }

  void domain_name() {
    const Token word = parser_.take();
    if (word.text == "integer") parser_.fail_unsupported(word, "integer variables are not supported yet");
    if (word.text == "vector" || word.text == "matrix")
      parser_.fail_unsupported(word, "vectors and matrices are not supported yet");
    if (word.text != "real" || word.kind != Token::Kind::name) parser_.fail(word, "expected 'real' after ':'");
  }

  Term bound() {
    const Token start = parser_.peek();
    Term value = parser_.expression();
    if (mentions_variable(value))
      parser_.fail(start, "the bound of a declaration is a number; put relations between variables into 'assume'");
    return value;
  }

  /// An end of an interval: none if it is infinite.
  std::optional<Term> interval_end(bool lower) {
    const std::size_t sign = parser_.at_sign("-") || parser_.at_sign("+") ? 1 : 0;
    const Token start = parser_.peek();
    if (!parser_.at_word("oo", sign)) return bound();
    if (parser_.at_sign("-") != lower)
      parser_.fail(start, lower ? "expected -oo or a number" : "expected oo or a number");
    if (sign == 1) parser_.take();
    parser_.take();
    return std::nullopt;
  }

  void interval(Declaration& result) {
    const Token opening = parser_.peek();
    const bool lower_open = parser_.accept_sign("(");
    if (!lower_open && !parser_.accept_sign("[")) parser_.fail_expected("an interval, as in [0, 1] or (0, oo)");
    const std::optional<Term> lower = interval_end(true);
    if (!parser_.accept_sign(",")) parser_.fail_expected("','");
    const std::optional<Term> upper = interval_end(false);
    const Token closing = parser_.peek();
    const bool upper_open = parser_.accept_sign(")");
    if (!upper_open && !parser_.accept_sign("]")) parser_.fail_expected("']' or ')'");
    if (!lower && !lower_open) parser_.fail(opening, "an interval is open at -oo");
    if (!upper && !upper_open) parser_.fail(closing, "an interval is open at oo");
    if (lower && upper) {
      result.kind = Declaration::Kind::interval;
      result.bounds = {{*lower, lower_open}, {*upper, upper_open}};
    } else if (lower || upper) {
      result.kind = Declaration::Kind::compared;
      result.comparison = lower ? (lower_open ? Comparison::greater : Comparison::greater_equal)
                                : (upper_open ? Comparison::less : Comparison::less_equal);
      result.bounds = {{lower ? *lower : *upper, false}};
    }
  }

  ExpressionParser parser_;
  Statement statement_;
};

/// The part of a long line that a message shows.
struct Excerpt {
  std::string text;
  std::size_t caret;  ///< characters before it
};

Excerpt excerpt_around(const std::string& line, std::size_t column) {
  constexpr std::size_t reach = 50;
  std::vector<std::string_view> characters;
  std::string_view rest = line;
  while (!rest.empty() && characters.size() < column + reach) {
    const std::optional<Character> character = decode(rest);
    const std::size_t length = character ? character->length : 1;
    characters.push_back(rest[0] == '\t' ? std::string_view(" ") : rest.substr(0, length));
    rest.remove_prefix(length);
  }
  const std::size_t at = std::min(column - std::min<std::size_t>(column, 1), characters.size());
  const std::size_t start = at > reach ? at - reach : 0;
  Excerpt result{start > 0 ? "..." : "", at - start + (start > 0 ? 3 : 0)};
  for (std::size_t i = start; i < characters.size(); ++i) result.text += characters[i];
  if (!rest.empty()) result.text += "...";
  return result;
}

}  // namespace

std::string describe(const ParseError& error, std::string_view file) {
  const Excerpt excerpt = excerpt_around(error.source, error.column);
  return std::string(file) + ":" + std::to_string(error.line) + ":" + std::to_string(error.column) + ": " +
         error.message + "\n" + excerpt.text + "\n" + std::string(excerpt.caret, ' ') + "^";
}

Result<Statement, ParseError> parse_statement(std::string_view text) {
  try {
    Tokens tokens = tokenize(text, Spelling::full);
    std::set<std::string> declared = declared_names(tokens);
    tokens = split_products(std::move(tokens), declared);
    return StatementParser(text, std::move(tokens), std::move(declared)).run();
  } catch (const ParseFailure& failure) {
    return located(failure, text);
  }
}

Result<Term, ParseError> parse_term(std::string_view text, const std::vector<std::string>& names) {
  try {
    ExpressionParser parser(text, tokenize(text, Spelling::strict), {names.begin(), names.end()}, Spelling::strict);
    Term term = parser.expression();
    if (parser.peek().kind != Token::Kind::end)
      parser.fail(parser.peek(), "expected an operator before " + quoted(parser.peek()));
    return term;
  } catch (const ParseFailure& failure) {
    return located(failure, text);
  }
}

}  // namespace geq::proofs
