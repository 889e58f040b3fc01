// SPDX-License-Identifier: GPL-3.0-or-later
#include "proofs/kernel/language/parser.hpp"

#include <algorithm>
#include <optional>
#include <set>
#include <utility>

#include "proofs/kernel/language/characters.hpp"
#include "proofs/kernel/language/expression.hpp"
#include "proofs/kernel/language/names.hpp"
#include "proofs/kernel/lowering.hpp"

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
    parser_.require_elements(given_elements(statement_.assumptions));
    for (const std::string& name : parser_.met()) statement_.variables.push_back(name);
    declare_sizes();
    return std::move(statement_);
  }

 private:
  bool at_end() const { return parser_.peek().kind == Token::Kind::end; }

  /// Lengths that nothing declares are positive integers.
  void declare_sizes() {
    std::vector<std::string> sizes;
    for (const std::string& name : parser_.sizes_met())
      if (std::find(statement_.variables.begin(), statement_.variables.end(), name) == statement_.variables.end())
        sizes.push_back(name);
    if (sizes.empty()) return;
    // First, as they are printed before what they are sizes of.
    statement_.variables.insert(statement_.variables.begin(), sizes.begin(), sizes.end());
    Declaration declaration{
        Declaration::Kind::compared, std::move(sizes), Comparison::greater_equal, {{Term::number(1), false}}};
    declaration.sort = Declaration::Sort::integer;
    statement_.declarations.insert(statement_.declarations.begin(), std::move(declaration));
  }

  void item() {
    const Token first = parser_.peek();
    if (parser_.accept_word("let")) {
      declaration();
    } else if (parser_.accept_word("assume")) {
      assumptions();
    } else if (parser_.accept_word("prove") || (first.starts_line && !parser_.at_word("problem"))) {
      if (!statement_.goals.empty()) parser_.fail(first, "a second goal: a problem has one; join goals with 'and'");
      goals();
    } else {
      parser_.fail(first, first.text == "problem"
                              ? "'problem' lines separate the problems of a batch file"
                              : "expected an operator or the end of the line before " + quoted(first));
    }
    parser_.tell_ranges({});
    require_end_of_item();
  }

  void require_end_of_item() {
    const Token& next = parser_.peek();
    const bool item_starts = parser_.at_word("let") || parser_.at_word("assume") || parser_.at_word("prove");
    if (at_end() || item_starts || next.starts_line) return;
    if (next.text == "->") parser_.fail(next, "'->' is not a relation: " + std::string(advice_on_logic(next.text)));
    parser_.fail(next, "expected an operator or the end of the line before " + quoted(next));
  }

  std::optional<Comparison> accept_comparison() {
    using C = Comparison;
    for (const C c : {C::greater_equal, C::greater, C::less_equal, C::less, C::equal, C::not_equal})
      if (parser_.accept_sign(to_text(c))) return c;
    return std::nullopt;
  }

  Chain chain() {
    std::vector<Token> starts{parser_.peek()};
    if (parser_.at_word("exchange")) {
      lengths_.clear();
      auto [left, right] = parser_.exchange();
      return {{std::move(left), std::move(right)}, {Comparison::equal}};
    }
    Chain result{{parser_.expression()}, {}};
    if (parser_.accept_word("in")) return between(std::move(result.links.front()), starts.front());
    while (const std::optional<Comparison> comparison = accept_comparison()) {
      starts.push_back(parser_.peek());
      result.comparisons.push_back(*comparison);
      result.links.push_back(parser_.expression());
    }
    read_lengths(result, starts);
    if (result.comparisons.empty() && result.links.front().op() == Operator::dominated) {
      // A question: that the indicator is 1.
      result.comparisons.push_back(Comparison::greater);
      result.links.push_back(Term::number(0));
    }
    if (result.comparisons.empty()) parser_.fail_expected("a relation (>=, >, <=, <, =, !=)");
    return result;
  }

  /// f in [a, b] is a <= f <= b, with < at a round bracket; an infinite end says nothing.
  Chain between(Term value, const Token& start) {
    parser_.require_number(value, start);
    const Token opening = parser_.peek();
    const bool lower_open = parser_.accept_sign("(");
    if (!lower_open && !parser_.accept_sign("[")) parser_.fail_expected("an interval, as in [0, 1] or (0, oo)");
    std::optional<Term> lower = end_between(true);
    if (!parser_.accept_sign(",")) parser_.fail_expected("','");
    std::optional<Term> upper = end_between(false);
    const bool upper_open = parser_.accept_sign(")");
    if (!upper_open && !parser_.accept_sign("]")) parser_.fail_expected("']' or ')'");
    if ((!lower && !lower_open) || (!upper && !upper_open)) parser_.fail(opening, "an interval is open at oo and -oo");
    if (!lower && !upper) parser_.fail(opening, "expected an interval with an end");
    Chain result;
    if (lower) {
      result.links.push_back(std::move(*lower));
      result.comparisons.push_back(lower_open ? Comparison::less : Comparison::less_equal);
    }
    result.links.push_back(std::move(value));
    if (upper) {
      result.links.push_back(std::move(*upper));
      result.comparisons.push_back(upper_open ? Comparison::less : Comparison::less_equal);
    }
    lengths_.clear();
    return result;
  }

  /// An end of such an interval: none if it is infinite.
  std::optional<Term> end_between(bool lower) {
    const std::size_t sign = parser_.at_sign("-") || parser_.at_sign("+") ? 1 : 0;
    const Token start = parser_.peek();
    if (!parser_.at_word("oo", sign)) return parser_.require_number(parser_.expression(), start);
    if (parser_.at_sign("-") != lower)
      parser_.fail(start, lower ? "expected -oo or a number" : "expected oo or a number");
    if (sign == 1) parser_.take();
    parser_.take();
    return std::nullopt;
  }

  /// Of the sides of an equation between sequences; all other relations are between numbers.
  void read_lengths(const Chain& chain, const std::vector<Token>& starts) {
    lengths_.clear();
    const bool equation = std::all_of(chain.comparisons.begin(), chain.comparisons.end(),
                                      [](Comparison comparison) { return comparison == Comparison::equal; });
    bool sequences = equation && !chain.comparisons.empty();
    for (std::size_t i = 0; i < chain.links.size(); ++i)
      sequences = parser_.rank(chain.links[i], starts[i]) > 0 && sequences;
    if (!sequences) {
      for (std::size_t i = 0; i < chain.links.size(); ++i) parser_.require_number(chain.links[i], starts[i]);
      return;
    }
    lengths_ = lowered(chain.links.front()).lengths;
    for (std::size_t i = 1; i < chain.links.size(); ++i)
      if (lowered(chain.links[i]).lengths != lengths_)
        parser_.fail(starts[i], "the lengths of the sequences or vectors are not the same");
  }

  /// An equation between sequences is said of their elements: the indices, which the chain, read last, has from then
  /// on.
  std::vector<Range> element_ranges(Chain& chain) {
    std::vector<Range> result;
    for (const Term& length : lengths_) {
      const std::string index = parser_.new_index(result.empty() ? "i" : "j");
      for (Term& link : chain.links) link = Term::apply(Operator::element, {link, Term::variable(index)});
      result.push_back({index, Term::number(1), length});
    }
    return result;
  }

  /// (a, b): brackets with a comma between them.
  bool is_interval(std::size_t place) const {
    if (!parser_.at_sign("(", place)) return false;
    std::size_t depth = 0;
    for (; parser_.peek(place).kind != Token::Kind::end; ++place) {
      if (parser_.at_sign("(", place) || parser_.at_sign("[", place)) ++depth;
      if (parser_.at_sign(")", place) || parser_.at_sign("]", place)) --depth;
      if (depth == 0) return false;
      if (depth == 1 && parser_.at_sign(",", place)) return true;
    }
    return false;
  }

  /// The indices that the item in hand names after `for`: they stand in what comes before.
  std::size_t enter_indices() {
    std::size_t place = 0;
    const auto ends = [&](std::size_t at) {
      const Token& token = parser_.peek(at);
      return token.kind == Token::Kind::end ||
             (at > 0 && (parser_.at_word("let", at) || parser_.at_word("assume", at) || parser_.at_word("prove", at)));
    };
    while (!ends(place) && !parser_.at_word("for", place)) ++place;
    std::size_t count = 0;
    for (; !ends(place); ++place)
      if (parser_.at_word("in", place + 1) && (parser_.at_word("for", place - 1) || parser_.at_sign(",", place - 1)) &&
          parser_.peek(place).kind == Token::Kind::name) {
        is_interval(place + 2) ? parser_.enter_real_index(parser_.peek(place))
                               : parser_.enter_index(parser_.peek(place));
        ++count;
      }
    return count;
  }

  /// (a, b), of which numbers strictly between them are meant.
  Range interval(const std::string& index) {
    const Token start = parser_.take();
    Term lower = lowered_number(parser_.require_number(parser_.expression(), start));
    if (!parser_.accept_sign(",")) parser_.fail_expected("','");
    Term upper = lowered_number(parser_.require_number(parser_.expression(), start));
    if (!parser_.accept_sign(")")) parser_.fail_expected("')'");
    return {index, std::move(lower), std::move(upper), true};
  }

  /// for i in 1..n, j in 1..m, s in (0, 1)
  std::vector<Range> ranges() {
    std::vector<Range> result;
    if (!parser_.accept_word("for")) return result;
    do {
      if (parser_.peek().kind != Token::Kind::name) parser_.fail_expected("the name of an index");
      const std::string index = parser_.take().text;
      if (!parser_.accept_word("in")) parser_.fail_expected("'in'");
      if (is_interval(0)) {
        result.push_back(interval(index));
        continue;
      }
      const Token start = parser_.peek();
      Term lower = lowered_number(parser_.require_number(parser_.integer_expression(), start));
      if (!parser_.accept_sign("..")) parser_.fail_expected("'..'");
      Term upper = lowered_number(parser_.require_number(parser_.integer_expression(), start));
      result.push_back({index, std::move(lower), std::move(upper)});
    } while (parser_.accept_sign(","));
    return result;
  }

  void leave_indices(std::size_t count) {
    for (; count > 0; --count) parser_.leave_index();
  }

  void assumptions() {
    const std::size_t indices = enter_indices();
    std::vector<std::pair<Chain, std::vector<Range>>> chains;
    do {
      Chain one = chain();
      std::vector<Range> elements = element_ranges(one);
      chains.emplace_back(std::move(one), std::move(elements));
    } while (parser_.accept_word("and") || parser_.accept_sign(","));
    const std::vector<Range> all = ranges();
    parser_.tell_ranges(all);
    for (auto& [one, elements] : chains) {
      elements.insert(elements.begin(), all.begin(), all.end());
      statement_.assumptions.push_back({std::move(one), std::move(elements)});
    }
    leave_indices(indices);
  }

  /// A name that no assumption has given an index, the wanted one if it is free.
  std::string variable_for(const std::string& index) const {
    const auto is_taken = [&](const std::string& name) {
      const auto has_index = [&](const Assumption& assumption) {
        return std::any_of(assumption.ranges.begin(), assumption.ranges.end(),
                           [&](const Range& range) { return range.index == name; });
      };
      return std::find(statement_.variables.begin(), statement_.variables.end(), name) != statement_.variables.end() ||
             std::any_of(statement_.assumptions.begin(), statement_.assumptions.end(), has_index);
    };
    std::string name = index;
    for (unsigned long number = 1; is_taken(name); ++number) name = index + std::to_string(number);
    return name;
  }

  /// A goal for all indices is a goal about integer variables, or real ones.
  void goals() {
    const std::size_t indices = enter_indices();
    std::vector<Range> elements;
    do {
      statement_.goals.push_back(chain());
      for (Range& range : element_ranges(statement_.goals.back())) elements.push_back(std::move(range));
    } while (parser_.accept_word("and"));
    std::vector<Range> all = ranges();
    parser_.tell_ranges(all);
    all.insert(all.end(), elements.begin(), elements.end());
    for (Range& range : all) {
      const std::string index = std::exchange(range.index, variable_for(range.index));
      for (Chain& goal : statement_.goals)
        for (Term& link : goal.links)
          link = substitute(
              link, [&](const std::string& name) { return Term::variable(name == index ? range.index : name); });
      Declaration declaration{Declaration::Kind::real, {range.index}, {}, {}};
      if (!range.real) declaration.sort = Declaration::Sort::integer;
      statement_.declarations.push_back(std::move(declaration));
      statement_.variables.push_back(range.index);
      using C = Comparison;
      const C comparison = range.real ? C::less : C::less_equal;
      Chain between{{std::move(range.lower), Term::variable(range.index), std::move(range.upper)},
                    {comparison, comparison}};
      statement_.assumptions.push_back({std::move(between), {}});
    }
    leave_indices(indices);
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
    do {
      result.names.push_back(declared_name());
      result.lengths.push_back(bracketed_lengths());
    } while (parser_.accept_sign(","));
    const auto none = [](const std::vector<Term>& lengths) { return lengths.empty(); };
    if (std::all_of(result.lengths.begin(), result.lengths.end(), none)) result.lengths.clear();
    if (result.kind == Declaration::Kind::triangle) {
      if (result.names.size() != 3) parser_.fail(parser_.peek(), "a triangle has three sides");
      if (!result.lengths.empty()) parser_.fail(parser_.peek(), "the sides of a triangle are numbers");
    } else if (parser_.accept_sign(":")) {
      const Token sort = parser_.peek();
      domain_name(result);
      if (is_function(result)) tell_functions(result, sort);
      const Token next = parser_.peek();
      if (domain(result) && is_function(result))
        parser_.fail(next, "a function is given on the whole line, without bounds");
    } else if (!domain(result)) {
      parser_.fail_expected("',', a relation and a number, 'in' and an interval, or ': real'");
    }
    tell_sort(result);
    statement_.declarations.push_back(std::move(result));
  }

  static bool is_function(const Declaration& declaration) {
    return declaration.sort == Declaration::Sort::convex || declaration.sort == Declaration::Sort::concave;
  }

  /// So that the expressions that follow know that the names take an argument.
  void tell_functions(const Declaration& declaration, const Token& sort) {
    if (!declaration.lengths.empty()) parser_.fail(sort, "a sequence of functions is not supported: give each a name");
    for (const std::string& name : declaration.names) parser_.declare_function(name, sort);
  }

  /// `>= 0`, `in [0, 1]`, or nothing.
  bool domain(Declaration& result) {
    if (parser_.accept_word("in")) {
      interval(result);
      return true;
    }
    result.comparison = accept_comparison();
    if (!result.comparison) return false;
    result.kind = Declaration::Kind::compared;
    result.bounds.push_back({bound(), false});
    return true;
  }

  std::vector<Term> bracketed_lengths() {
    std::vector<Term> result;
    while (parser_.at_sign("[")) {
      const Token opening = parser_.take();
      do result.push_back(parser_.integer_expression());
      while (parser_.accept_sign(","));
      parser_.close(opening, "]");
    }
    return result;
  }

  /// So that the expressions that follow know what the names are.
  void tell_sort(const Declaration& declaration) {
    for (std::size_t i = 0; i < declaration.names.size(); ++i) {
      std::vector<Term> lengths = declaration.lengths.empty() ? std::vector<Term>{} : declaration.lengths.at(i);
      lengths.insert(lengths.end(), declaration.sizes.begin(), declaration.sizes.end());
      if (lengths.size() > 3)
        parser_.fail(parser_.peek(), "sequences of sequences of matrices are not supported: at most three lengths");
      if (declaration.sort == Declaration::Sort::integer) parser_.declare_integer(declaration.names[i]);
      if (!lengths.empty()) parser_.declare_lengths(declaration.names[i], std::move(lengths));
    }
  }

  void domain_name(Declaration& result) {
    const Token word = parser_.take();
    if (word.kind != Token::Kind::name) parser_.fail(word, "expected 'real' after ':'");
    if (word.text == "integer") {
      result.sort = Declaration::Sort::integer;
    } else if (word.text == "vector" || word.text == "matrix") {
      result.sort = word.text == "vector" ? Declaration::Sort::vector : Declaration::Sort::matrix;
      sizes(result, word);
    } else if (word.text == "convex" || word.text == "concave") {
      result.sort = word.text == "convex" ? Declaration::Sort::convex : Declaration::Sort::concave;
    } else if (word.text != "real") {
      parser_.fail(word, "expected real, integer, vector(d), matrix(m, n), convex or concave after ':'");
    }
  }

  void sizes(Declaration& result, const Token& word) {
    const Token opening = parser_.peek();
    if (!parser_.accept_sign("(")) parser_.fail_expected("'(' and the size");
    do result.sizes.push_back(parser_.integer_expression());
    while (parser_.accept_sign(","));
    parser_.close(opening, ")");
    if (result.sizes.size() != (word.text == "vector" ? 1U : 2U))
      parser_.fail(word, word.text == "vector" ? "a vector has one size, as in vector(d)"
                                               : "a matrix has two sizes, as in matrix(m, n)");
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
  std::vector<Term> lengths_;  ///< of the sides of the relation read last
};

}  // namespace

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
