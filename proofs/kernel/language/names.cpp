// SPDX-License-Identifier: GPL-3.0-or-later
#include "proofs/kernel/language/names.hpp"

#include <algorithm>
#include <stdexcept>
#include <utility>

#include "proofs/kernel/language/characters.hpp"

namespace geq::proofs {

namespace {

constexpr std::string_view keywords =
    " let assume prove problem and for in oo triangle real integer vector matrix convex concave ";
constexpr std::string_view functions =
    " sqrt cbrt root abs min max exp log ln sin cos tan arctan sinh cosh tanh floor factorial"
    " mean logsumexp softmax norm dot frobenius outer transpose ";
constexpr std::string_view sums_over_variables = " cyc sym cycprod symprod ";
constexpr std::string_view foreign_functions =
    " ceil round sign sgn mod gcd lcm binom binomial choose erf lg sec csc cot coth"
    " asin acos atan arcsin arccos asinh acosh atanh det trace diff ";

bool is_letters(std::string_view text) { return std::all_of(text.begin(), text.end(), is_letter); }

[[noreturn]] void fail(const Token& token, std::string message) {
  throw ParseFailure{ParseError::Kind::malformed, std::move(message), token.offset};
}

[[noreturn]] void refuse_reading(const Token& token, std::string_view part) {
  fail(token, quoted(token) + " is not declared and contains '" + std::string(part) +
                  "': write products with '*', or declare the name");
}

bool letters_declared(const Token& token, const std::set<std::string>& declared) {
  return std::all_of(token.text.begin(), token.text.end(),
                     [&](char letter) { return declared.contains(std::string(1, letter)); });
}

/// An undeclared sequence of letters may be taken apart only if no other reading is near.
void require_product(const Token& token, const std::set<std::string>& declared) {
  const std::string& run = token.text;
  const std::string_view advice = letters_declared(token, declared) ? "" : advice_on_logic(run);
  if (!advice.empty()) fail(token, quoted(token) + " is not a word of the language: " + std::string(advice));
  for (const std::string_view word :
       {"sqrt", "cbrt", "root", "abs", "min", "max", "exp", "log", "ln", "sin", "cos", "tan", "cyc", "sym", "pi"})
    if (run.find(word) != std::string::npos) refuse_reading(token, word);
  for (const std::string& name : declared)
    if (name.size() > 1 && run.find(name) != std::string::npos) refuse_reading(token, name);
}

/// A Greek name is one name, unless all its letters are declared: `let x, i : real` and then `xi`.
bool is_one_greek_letter(const Token& token, const std::set<std::string>& declared) {
  if (!is_greek_name(token.text)) return false;
  if (letters_declared(token, declared))
    fail(token,
         quoted(token) + " may be the Greek letter or a product: write the product with '*', or declare the name");
  return true;
}

}  // namespace

std::string_view advice_on_logic(std::string_view text) {
  if (is_listed(text, " or xor \\or \\lor \\vee \u2228 "))
    return "a problem claims each of its relations, so there is 'and' but no 'or'";
  if (is_listed(text, " not \\not \\neg \\lnot \u00AC ")) return "write the opposite relation";
  if (is_listed(text,
                " implies iff if then when where given => ==> <=> -> \\implies \\iff \\to \\Rightarrow"
                " \\Longrightarrow \\Leftrightarrow \\rightarrow \u21D2 \u21D4 \u2192 "))
    return "write what is given with 'assume', and what follows from it with 'prove'";
  if (is_listed(text, " forall \\forall \u2200 "))
    return "a variable stands for all of its values; declare them with 'let'";
  if (is_listed(text, " exists \\exists \u2203 ")) return "a problem is about all values of its variables";
  return "";
}

Word classify(std::string_view name) {
  if (name == "pi" || name == "e") return Word::constant;
  if (name.size() == 1 || !is_letters(name)) return Word::none;
  if (name == "sum" || name == "prod") return Word::range;
  if (name == "int" || name == "lim" || name == "dominated" || name == "exchange") return Word::analytic;
  if (is_listed(name, keywords)) return Word::keyword;
  if (is_listed(name, functions)) return Word::function;
  if (is_listed(name, sums_over_variables)) return Word::written_out;
  return is_listed(name, foreign_functions) ? Word::foreign : Word::none;
}

bool is_name(std::string_view text) {
  const auto digit = [](char c) { return c >= '0' && c <= '9'; };
  const auto allowed = [&](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || digit(c) || c == '_'; };
  return !text.empty() && std::all_of(text.begin(), text.end(), allowed) && !digit(text[0]);
}

Operator function_operator(std::string_view name) {
  if (name == "sqrt" || name == "cbrt") return Operator::root;
  if (name == "ln") return Operator::log;
  for (const Operator op :
       {Operator::root, Operator::abs,   Operator::min,       Operator::max,     Operator::exp,       Operator::log,
        Operator::sin,  Operator::cos,   Operator::tan,       Operator::arctan,  Operator::sinh,      Operator::cosh,
        Operator::tanh, Operator::floor, Operator::factorial, Operator::mean_of, Operator::logsumexp, Operator::softmax,
        Operator::norm, Operator::dot,   Operator::frobenius, Operator::outer,   Operator::transpose})
    if (shape(op).name == name) return op;
  throw std::invalid_argument("function_operator: not a function");
}

std::string missing_feature(std::string_view name) {
  return "the function '" + std::string(name) + "' is not supported";
}

namespace {

/// The place after lengths in brackets, as in x[n][m]: the given place if there are none there.
std::size_t after_brackets(const std::vector<Token>& tokens, std::size_t place) {
  std::size_t open = 0;
  for (; place < tokens.size() && (open > 0 || tokens[place].text == "["); ++place) {
    open += tokens[place].text == "[" ? 1 : 0;
    open -= tokens[place].text == "]" ? 1 : 0;
  }
  return place;
}

}  // namespace

std::set<std::string> declared_names(const std::vector<Token>& tokens) {
  std::set<std::string> names;
  const auto name_at = [&](std::size_t i) { return i < tokens.size() && tokens[i].kind == Token::Kind::name; };
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    if (!name_at(i) || tokens[i].text != "let") continue;
    ++i;
    if (name_at(i) && tokens[i].text == "triangle" && name_at(i + 1)) ++i;
    while (name_at(i) && classify(tokens[i].text) != Word::keyword) {
      names.insert(tokens[i].text);
      if (names.size() > max_variables) throw too_many_variables(tokens[i]);
      i = after_brackets(tokens, i + 1);
      if (i >= tokens.size() || tokens[i].text != ",") break;
      ++i;
    }
    if (name_at(i) && tokens[i].text == "let") --i;
  }
  return names;
}

std::vector<Token> split_products(std::vector<Token> tokens, const std::set<std::string>& declared) {
  std::vector<Token> result;
  result.reserve(tokens.size());
  for (Token& token : tokens) {
    const bool run = token.kind == Token::Kind::name && token.text.size() > 1 && is_letters(token.text) &&
                     classify(token.text) == Word::none && declared.find(token.text) == declared.end();
    if (!run || is_one_greek_letter(token, declared)) {
      result.push_back(std::move(token));
      continue;
    }
    require_product(token, declared);
    for (std::size_t i = 0; i < token.text.size(); ++i)
      result.push_back({Token::Kind::name, std::string(1, token.text[i]), token.offset + i, token.starts_line && i == 0,
                        token.joined || i > 0, i > 0});
    if (result.size() > max_tokens)
      throw ParseFailure{ParseError::Kind::too_large, "more than " + std::to_string(max_tokens) + " signs and names",
                         token.offset};
  }
  return result;
}

void require_plain_name(const Token& token) {
  const std::string& name = token.text;
  const std::size_t end =
      static_cast<std::size_t>(std::find_if_not(name.begin(), name.end(), is_letter) - name.begin());
  const std::string_view stem = std::string_view(name).substr(0, end);
  const std::string_view rest = std::string_view(name).substr(end);
  const Word word = classify(stem);
  if (word != Word::none && word != Word::constant)
    fail(token, quoted(token) + " is not declared; a function needs parentheses, as in sqrt(2)");
  const bool subscript = !rest.empty() && rest[0] == '_';
  const std::string_view suffix = rest.substr(subscript ? 1 : 0);
  const bool digits = std::all_of(suffix.begin(), suffix.end(), is_digit);
  const bool letter = stem.size() == 1 || is_greek_name(stem) || (subscript && stem == "pi");
  if (!letter || !(digits || (subscript && is_letters(suffix))))
    fail(token, quoted(token) + " is not declared: declare it, as in 'let " + name.substr(0, 40) +
                    " : real', or write products with '*'");
}

ParseFailure too_many_variables(const Token& token) {
  return {ParseError::Kind::too_large, "more than " + std::to_string(max_variables) + " variables", token.offset};
}

std::string quoted(const Token& token) {
  if (token.kind == Token::Kind::end) return "the end";
  constexpr std::size_t most = 40;
  std::string result("'");
  result.append(token.text, 0, most);
  result += token.text.size() > most ? "...'" : "'";
  return result;
}

}  // namespace geq::proofs
