// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

/// Tokens -> Term: the expressions of the language, by recursive descent. The grammar is in README.md beside this file;
/// each function below reads the rule of its name.
///
/// Nothing is simplified. `a + b + c` is one sum of three, `(a + b) + c` a sum of a sum; `a - b` is the sum of a and
/// -b; cyc, sym and ranges come out written out.
///
/// Limits: terms of depth `max_depth`, `max_term_nodes` nodes built in all, `max_variables` variables; brackets, signs
/// and exponents nest at most twice as deep as terms. Throws ParseFailure. Cost: linear in tokens and nodes.

#include <cstddef>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "proofs/kernel/language/elements.hpp"
#include "proofs/kernel/language/lexer.hpp"
#include "proofs/kernel/term.hpp"

namespace geq::proofs {

class ExpressionParser {
 public:
  /// `names` are the declared names (full), or all there are (strict). `text` is what the tokens were read from.
  ExpressionParser(std::string_view text, std::vector<Token> tokens, std::set<std::string> names, Spelling spelling);

  // The next token.
  const Token& peek(std::size_t ahead = 0) const;
  bool at_sign(std::string_view sign, std::size_t ahead = 0) const;
  bool at_word(std::string_view word, std::size_t ahead = 0) const;
  Token take();  ///< and goes on to the next one; stays at the end
  bool accept_sign(std::string_view sign);
  bool accept_word(std::string_view word);
  /// Goes past `sign`, which closes what `opening` opened, or fails.
  void close(const Token& opening, std::string_view sign);

  [[noreturn]] void fail(const Token& token, std::string message) const;
  [[noreturn]] void fail_unsupported(const Token& token, std::string message) const;
  [[noreturn]] void fail_expected(std::string_view what) const;  ///< "expected ... after 'x'", at `next_place`

  Term expression();
  /// The two sides of what exchange(f, n, x in a..b) asks, of which 'exchange' is the next token.
  std::pair<Term, Term> exchange();

  /// Told as they are declared: variables, over which `\sum_{cyc}` runs, which are integers, and lengths of sequences.
  void declare(const std::string& name) { declared_in_order_.push_back(name); }
  void declare_integer(const std::string& name) { integers_.insert(name); }
  /// Fails at `sort`, if the name was read as that of a number before.
  void declare_function(const std::string& name, const Token& sort);
  void declare_lengths(const std::string& name, std::vector<Term> lengths) { lengths_[name] = std::move(lengths); }

  /// An integer-valued expression: the length of a sequence, or an end of a range. Names that nothing declares are
  /// taken as sizes: integers >= 1.
  Term integer_expression();
  /// Sizes that were met without being declared, in order.
  const std::vector<std::string>& sizes_met() const noexcept { return sizes_met_; }

  /// `index` is an integer in what follows, until it is left.
  void enter_index(const Token& index);
  /// The same for a variable that runs through real numbers.
  void enter_real_index(const Token& index);
  void leave_index();
  /// A name for an index, the wanted one or that with a number, which from then on no variable may have.
  std::string new_index(const std::string& wanted);

  /// Told at the end of an item: the ranges of the indices that no expression in it has.
  void tell_ranges(const std::vector<Range>& ranges);
  /// Fails at an element that is seen to be beyond the ends of its sequence and is not a given one.
  void require_elements(const std::vector<Term>& given) const;

  /// 0 for a number, 1 for a sequence or vector, 2 for a matrix.
  std::size_t rank(const Term& term, const Token& token) const;
  /// As many as the rank.
  std::vector<Term> lengths_of(const Term& term, const Token& token) const;
  /// The term itself, if it is a number and not a sequence.
  Term require_number(Term term, const Token& token) const;
  /// Variables that were met without being declared, in order.
  const std::vector<std::string>& met() const noexcept { return met_; }

 private:
  /// One more level of brackets, signs or exponents, for as long as it lives.
  class Nesting {
   public:
    explicit Nesting(ExpressionParser& parser);
    Nesting(const Nesting&) = delete;
    Nesting& operator=(const Nesting&) = delete;
    ~Nesting() { --parser_.nesting_; }

   private:
    ExpressionParser& parser_;
  };

  Term signed_product();
  Term product();
  Term unary();
  Term power();
  Term exponent();
  Term primary();
  [[noreturn]] void fail_expression() const;
  Token open();
  Term number();
  Term named();
  Term call(const Token& name);
  Term root_call(const Token& name);
  Term range(const Token& name);
  void enter_range(const Token& index, const Term& low, const Term& high);
  void leave_range();
  Term spectral(const Token& name);
  Term over_integers(const Token& name, const Term& body, const std::string& index, long low, long high);
  Term over_range(const Token& name, const Term& body, const std::string& index, const Term& low, const Term& high);
  Term analytic(const Token& name);
  Term with_body(const Token& name, Operator op, const Token& variable, std::vector<Term> parts, const Token& opening);
  std::vector<Term> ends(const Token& name);
  Term end_of_interval(const Token& name);
  std::vector<Term> way(const Token& variable);
  Term sign_word();
  /// A sequence of functions over an interval: member is f, with the names of its index and its variable.
  struct Family {
    std::string index, variable;
    Term member;
    std::vector<Term> ends;
  };
  Family family(const Token& name, const Token& opening);
  Term dominated(const Token& name, const Token& opening);
  bool enter_real(const Token& variable, bool integer);
  void leave_real(bool hidden);
  Term big_range(const Token& sign, const Token& brace);
  Term norm_call(const Token& name, const Token& opening);
  Term indexed(Term sequence, const Token& start);
  Term value_of(const Token& function);
  Term call_of_sequence(const Token& name, Operator op, std::vector<Term> given);
  bool is_integer(const Term& term) const;
  bool is_long_index() const;
  Term written_out(const Token& name);
  Term big_operator();
  Term bracketed();
  Term absolute();
  Term norm_bars();
  Term fraction();
  Term radical();
  Term short_argument(const Token& sign);

  bool starts_factor() const;
  std::vector<Term> arguments(const Token& opening);
  std::vector<std::string> renamed_names();
  Term root_degree();
  Term copies_over(const Token& word, const Term& body, const std::vector<std::string>& names, bool all, bool sum);
  void note_variable(const Token& token);
  [[noreturn]] void fail_at(std::size_t offset, std::string message) const;
  /// Where the next token should be: what is missing at the end of a line is missing there, not on the next line.
  std::size_t next_place() const;
  void require_small_exponent(const Term& exponent, const Token& token) const;

  /// Every node is made here: within the limits, or refused.
  Term make(Operator op, std::vector<Term> arguments, const Token& token);
  Term combined(Operator op, std::vector<Term> arguments, const Token& token);  ///< of one argument: itself
  /// Nodes of the term, where a long number counts as several: what each copy of the term costs.
  static std::size_t weight(const Term& term);
  void charge(std::size_t copies, std::size_t size, const Token& token);

  std::string_view text_;
  std::vector<Token> tokens_;
  std::size_t next_ = 0;
  Spelling spelling_;
  std::set<std::string> names_;
  std::vector<std::string> declared_in_order_;
  std::vector<std::string> met_;
  std::vector<std::string> indices_;         ///< bound by the ranges around
  std::vector<std::string> former_indices_;  ///< bound anywhere so far: no variable may have such a name
  std::vector<Range> ranges_;                ///< those of these indices that a range in an expression has
  std::vector<WrittenElement> elements_;     ///< read so far
  std::size_t elements_of_items_ = 0;        ///< so many of them are in items before the one in hand
  std::set<std::string> reals_;              ///< those of them that are not integers
  std::set<std::string> integers_;
  std::map<std::string, std::vector<Term>> lengths_;
  std::set<std::string> functions_;
  std::set<std::string> read_as_numbers_;  ///< declared names
  std::vector<std::string> sizes_met_;
  bool reading_size_ = false;
  std::size_t nesting_ = 0;
  std::size_t open_bars_ = 0;  ///< of |x|, since the last bracket
  std::size_t nodes_ = 0;
};

}  // namespace geq::proofs
