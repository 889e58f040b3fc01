// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

/// What a name means: reserved words, and the reading of names that nobody declared.

#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "proofs/kernel/language/lexer.hpp"
#include "proofs/kernel/term.hpp"

namespace geq::proofs {

enum class Word {
  none,         ///< free to be a variable
  keyword,      ///< let, assume, prove, problem, and, for, in, oo, triangle, and the domains: real, integer ...
  constant,     ///< pi and e, unless declared
  function,     ///< written with parentheses
  written_out,  ///< cyc, sym, cycprod, symprod
  range,        ///< sum, prod: over a range of integers
  analytic,     ///< int, lim, dominated, exchange
  foreign,      ///< a function of other systems; may be declared, is an error otherwise
};
Word classify(std::string_view name);

/// Letters of ASCII, digits and '_', not a digit first: how the name of a variable is spelled.
bool is_name(std::string_view text);

/// Of a function: the operator. `sqrt` and `cbrt` are roots, `ln` is log.
Operator function_operator(std::string_view name);

/// Of a foreign word: what is missing.
std::string missing_feature(std::string_view name);

/// Of a word or sign of logic that the language has not (or, not, implies, if, forall; with `\\` or as an arrow): what
/// to write instead. Empty for any other text.
std::string_view advice_on_logic(std::string_view text);

/// The names after each `let`, whatever else is wrong with the text. Throws ParseFailure beyond `max_variables`.
std::set<std::string> declared_names(const std::vector<Token>& tokens);

/// Takes names apart that are products: an undeclared sequence of letters that is not a word of the language or a Greek
/// letter becomes one token per letter. Refused, because either reading could be meant: a sequence that contains a
/// function, `pi` or a declared name of several letters, a Greek name spelled with declared letters, and a word of
/// logic that is not (`or`, where o and r are not both declared). Throws ParseFailure. Cost: letters times declared
/// names.
std::vector<Token> split_products(std::vector<Token> tokens, const std::set<std::string>& declared);

/// Throws ParseFailure unless the undeclared name is of a form that can only be one variable: a letter or Greek letter,
/// alone, with digits or with one subscript of digits or of letters (x, x1, x_1, x_max, alpha_2), or `pi` with a
/// subscript.
void require_plain_name(const Token& token);

/// The failure at the name that is one too many.
ParseFailure too_many_variables(const Token& token);

/// The token as it is quoted in messages: "'x'", or "the end".
std::string quoted(const Token& token);

}  // namespace geq::proofs
