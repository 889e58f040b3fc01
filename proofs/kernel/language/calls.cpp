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

/// What a certificate writes for a fact about all indices.
std::optional<Operator> quantifier(std::string_view name) {
  for (const Operator op :
       {Operator::every_nonnegative, Operator::every_positive, Operator::every_zero, Operator::every_nonzero})
    if (shape(op).name == name) return op;
  return {};
}

/// What a certificate writes of integrals and limits.
bool is_about_analysis(std::string_view name) {
  return name == "integrable" || name == "everywhere" || name == "convergent" || name == "eventually";
}

}  // namespace

Term ExpressionParser::named() {
  const Token name = take();
  const std::size_t subscript = name.text.rfind('_');
  if (subscript != std::string::npos && contains(indices_, std::string_view(name.text).substr(subscript + 1)))
    fail(name, quoted(name) + " under a range over its subscript: write an element of a sequence as " +
                   name.text.substr(0, subscript) + "[" + name.text.substr(subscript + 1) + "]");
  const bool variable = names_.find(name.text) != names_.end() || contains(indices_, name.text);
  if (spelling_ == Spelling::strict && !variable && quantifier(name.text)) return range(name);
  if (spelling_ == Spelling::strict && !variable && is_about_analysis(name.text)) return analytic(name);
  if (spelling_ == Spelling::strict && !variable && name.text == shape(Operator::spectral).name) return spectral(name);
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
    case Word::analytic:
      return analytic(name);
    case Word::foreign:
      fail_unsupported(name, missing_feature(name.text));
    case Word::none:
      break;
  }
  if (functions_.contains(name.text)) return value_of(name);
  const auto lengths = lengths_.find(name.text);
  const bool number = lengths == lengths_.end();
  if (at_sign("[") && spelling_ == Spelling::full && number)
    fail(name,
         quoted(name) + " is not a sequence: declare it before, as in 'let " + name.text.substr(0, 40) + "[n] : real'");
  if (!variable) note_variable(name);
  if (spelling_ == Spelling::strict && at_sign("(")) return value_of(name);
  charge(1, 1, name);
  Term term = Term::variable(name.text);
  if (number && spelling_ == Spelling::full) read_as_numbers_.insert(name.text);
  if (number) return spelling_ == Spelling::strict ? indexed(std::move(term), name) : term;
  std::vector<Term> parts{std::move(term)};
  parts.insert(parts.end(), lengths->second.begin(), lengths->second.end());
  return indexed(make(Operator::whole, std::move(parts), name), name);
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
  if (has_range && (op == Operator::min || op == Operator::max || op == Operator::mean_of)) return range(name);
  if (name.text == "root") return root_call(name);
  const Token opening = open();
  if (op == Operator::norm && spelling_ == Spelling::full) return norm_call(name, opening);
  std::vector<Term> given = arguments(opening);
  if (op == Operator::root) {
    if (given.size() != 1) fail(name, quoted(name) + " takes one argument");
    charge(1, 1, name);
    return make(op, {Term::number(name.text == "sqrt" ? 2 : 3), std::move(given.front())}, name);
  }
  if (spelling_ == Spelling::full) return call_of_sequence(name, op, std::move(given));
  if (is_surface(op)) fail(name, quoted(name) + " is written out in a certificate");
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

bool ExpressionParser::is_integer(const Term& term) const {
  const std::vector<Term>& parts = term.arguments();
  switch (term.op()) {
    case Operator::number:
      return cln::denominator(term.value()) == 1;
    case Operator::variable:
      return integers_.find(term.name()) != integers_.end() ||
             (contains(indices_, term.name()) && reals_.find(term.name()) == reals_.end());
    case Operator::floor:
    case Operator::factorial:
    case Operator::bound:
      return true;
    case Operator::power:
      return is_integer(parts[0]) && parts[1].op() == Operator::number && is_integer(parts[1]) &&
             sign(parts[1].value()) >= 0;
    case Operator::element:
      return parts[0].op() == Operator::whole && integers_.find(parts[0].arguments()[0].name()) != integers_.end();
    case Operator::sum:
    case Operator::product:
    case Operator::negation:
    case Operator::min:
    case Operator::max:
      return std::all_of(parts.begin(), parts.end(), [&](const Term& part) { return is_integer(part); });
    default:
      return false;
  }
}

Term ExpressionParser::integer_expression() {
  const Token start = peek();
  const bool outer = std::exchange(reading_size_, true);
  const std::size_t bars = std::exchange(open_bars_, 0);
  Term term = expression();
  open_bars_ = bars;
  reading_size_ = outer;
  if (spelling_ == Spelling::full && !is_integer(term))
    fail(start, "expected an integer here: declare it before, as in 'let n : integer >= 1'");
  return term;
}

void ExpressionParser::enter_index(const Token& index) {
  if (index.kind != Token::Kind::name) fail(index, "expected the name of an index");
  // In a certificate an index hides a variable of its name: there the kernel chooses indices, body by body.
  const bool hides = contains(indices_, index.text) || contains(met_, index.text) || contains(sizes_met_, index.text) ||
                     (spelling_ == Spelling::full && names_.find(index.text) != names_.end());
  if (hides) fail(index, quoted(index) + " is a variable already: take another index");
  if (classify(index.text) != Word::none && index.text != "e") fail(index, quoted(index) + " cannot be an index");
  indices_.push_back(index.text);
  if (!contains(former_indices_, index.text)) former_indices_.push_back(index.text);
}

void ExpressionParser::enter_real_index(const Token& index) {
  enter_index(index);
  reals_.insert(index.text);
}

void ExpressionParser::leave_index() {
  reals_.erase(indices_.back());
  indices_.pop_back();
}

void ExpressionParser::enter_range(const Token& index, const Term& low, const Term& high) {
  enter_index(index);
  ranges_.push_back({index.text, low, high});
}

void ExpressionParser::leave_range() {
  ranges_.pop_back();
  leave_index();
}

std::string ExpressionParser::new_index(const std::string& wanted) {
  std::string name = wanted;
  const auto is_taken = [&] {
    return contains(indices_, name) || contains(met_, name) || contains(sizes_met_, name) || names_.contains(name);
  };
  for (unsigned long number = 1; is_taken(); ++number) name = wanted + std::to_string(number);
  if (!contains(former_indices_, name)) former_indices_.push_back(name);
  return name;
}

/// Several letters before `in`, which are no name.
bool ExpressionParser::is_long_index() const {
  std::size_t letters = 1;
  while (peek(letters).continues_run) ++letters;
  return letters > 1 && at_word("in", letters);
}

/// sum(i in 1..n, f), and prod, max, min, mean; sum(x) and prod(x) of a sequence.
Term ExpressionParser::range(const Token& name) {
  const Token opening = open();
  if (spelling_ == Spelling::full && classify(name.text) == Word::range && !at_word("in", 1) && !is_long_index()) {
    std::vector<Term> given = arguments(opening);
    if (given.size() != 1 || rank(given.front(), name) == 0)
      fail(name, quoted(name) + " takes a range, as in " + name.text + "(i in 1..5, f), or a sequence");
    return make(name.text == "sum" ? Operator::sum_of : Operator::product_of, std::move(given), name);
  }
  const Token index = take();
  if (index.kind == Token::Kind::name && peek().continues_run)
    fail(index, "an index is one letter, or one with digits");
  if (index.kind != Token::Kind::name || !accept_word("in"))
    fail(index, quoted(name) + " takes a range, as in " + name.text + "(i in 1..5, f)");
  const Term low = integer_expression();
  if (!accept_sign("..")) fail_expected("'..'");
  const Term high = integer_expression();
  if (!accept_sign(",")) fail_expected("','");
  enter_range(index, low, high);
  std::vector<Term> body = arguments(opening);
  leave_range();
  if (body.size() != 1) fail(name, quoted(name) + " over a range takes one expression");
  return over_range(name, body.front(), index.text, low, high);
}

/// spectral(i in 1..m, j in 1..n, f), which a certificate writes for the spectral norm.
Term ExpressionParser::spectral(const Token& name) {
  const Token opening = open();
  std::vector<Term> parts;
  std::vector<Token> indices;
  for (int i = 0; i < 2; ++i) {
    indices.push_back(take());
    if (!accept_word("in")) fail_expected("'in'");
    if (integer_expression() != Term::number(1)) fail(indices.back(), "rows and columns are counted from 1");
    if (!accept_sign("..")) fail_expected("'..'");
    parts.push_back(integer_expression());
    if (!accept_sign(",")) fail_expected("','");
  }
  for (const Token& index : indices) enter_index(index);
  std::vector<Term> body = arguments(opening);
  leave_index();
  leave_index();
  if (body.size() != 1) fail(name, quoted(name) + " takes one expression");
  charge(3, 3, name);
  Term row = Term::bind(Operator::sequence, indices[1].text, {closed(body.front(), indices[1].text)});
  parts.push_back(Term::bind(Operator::sequence, indices[0].text, {closed(row, indices[0].text)}));
  return make(Operator::spectral, std::move(parts), name);
}

namespace {

/// The integer that a term is, if it is one as it is written.
std::optional<long> plain_integer(const Term& term) {
  const long most = static_cast<long>(max_exponent);
  if (term.op() == Operator::negation) {
    const auto value = plain_integer(term.arguments().front());
    return value ? std::optional(-*value) : std::nullopt;
  }
  return term.op() == Operator::number ? integer_between(term.value(), -most, most) : std::nullopt;
}

Operator range_operator(std::string_view name) {
  if (const auto op = quantifier(name)) return *op;
  if (name == "max") return Operator::max_over;
  if (name == "min") return Operator::min_over;
  return name == "prod" || name == "\\prod" ? Operator::product_over : Operator::sum_over;
}

}  // namespace

Term ExpressionParser::over_range(const Token& name, const Term& body, const std::string& index, const Term& low,
                                  const Term& high) {
  const auto lowest = plain_integer(low);
  const auto highest = plain_integer(high);
  const bool mean = name.text == "mean";
  if (lowest && highest && spelling_ == Spelling::full && !mean)
    return over_integers(name, body, index, *lowest, *highest);
  charge(1, 1, name);
  Term result = Term::bind(range_operator(name.text), index, {low, high, closed(body, index)});
  if (!mean) return result;
  const Term one = Term::number(1);
  const Term count = make(Operator::sum, {high, make(Operator::negation, {low}, name), one}, name);
  return make(Operator::quotient, {std::move(result), lowest == 1 ? high : count}, name);
}

/// A range between numbers is written out.
Term ExpressionParser::over_integers(const Token& name, const Term& body, const std::string& index, long low,
                                     long high) {
  const std::size_t copies = low > high ? 0 : static_cast<std::size_t>(high - low) + 1;
  // A negative number is a negation: two nodes for one.
  charge(copies, (low < 0 ? 2 : 1) * weight(body), name);
  std::vector<Term> terms = indexed_copies(body, index, low, high);
  const Operator op = range_operator(name.text);
  if (op == Operator::max_over || op == Operator::min_over) {
    if (terms.empty()) fail(name, quoted(name) + " over no integers at all");
    return make(op == Operator::max_over ? Operator::max : Operator::min, std::move(terms), name);
  }
  const bool sum = op == Operator::sum_over;
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
    if (functions_.contains(name.text)) fail(name, quoted(name) + " is a function, not a variable");
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
  if (word.kind == Token::Kind::name && at_sign("=", 1) && braces.size() == 1) return big_range(sign, braces.front());
  if (!accept_word("cyc") && !accept_word("sym"))
    fail(word, "expected cyc, sym or a range, as in " + sign.text + "_{i=1}^{n}");
  for (; !braces.empty(); braces.pop_back()) close(braces.back(), "}");
  const std::vector<std::string> names = declared_in_order_;
  if (names.empty()) fail(sign, quoted(sign) + " runs over the declared variables, and there are none before it");
  const Term body = product();
  return copies_over(sign, body, names, word.text == "sym", sign.text == "\\sum");
}

/// \sum_{i=1}^{n} f; f is the product that follows.
Term ExpressionParser::big_range(const Token& sign, const Token& brace) {
  const Token index = take();
  take();
  const Term low = integer_expression();
  close(brace, "}");
  if (!accept_sign("^")) fail_expected("'^'");
  const Token start = peek();
  const bool outer = std::exchange(reading_size_, true);
  const Term high = short_argument(sign);
  reading_size_ = outer;
  if (!is_integer(high)) fail(start, "expected an integer here: declare it before, as in 'let n : integer >= 1'");
  enter_range(index, low, high);
  const Term body = product();
  leave_range();
  return over_range(sign, body, index.text, low, high);
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
