// SPDX-License-Identifier: GPL-3.0-or-later
/// The part of ExpressionParser that reads what is said of sequences, vectors and matrices.
#include <algorithm>
#include <utility>

#include "proofs/kernel/language/expression.hpp"
#include "proofs/kernel/language/names.hpp"
#include "proofs/kernel/lowering.hpp"

namespace geq::proofs {

/// x[i], A[i][j] or A[i, j], theta[t].
Term ExpressionParser::indexed(Term sequence, const Token& start) {
  if (!at_sign("[") || peek().starts_line) return sequence;
  std::vector<Term> lengths;  // the first one last
  if (spelling_ == Spelling::full) lengths = lengths_of(sequence, start);
  std::reverse(lengths.begin(), lengths.end());
  while (at_sign("[") && !peek().starts_line) {
    const Token opening = take();
    const std::string written(text_.substr(start.offset, opening.offset - start.offset));
    const std::size_t bars = std::exchange(open_bars_, 0);
    do {
      const std::size_t place = peek().offset;
      Term index = expression();
      if (!lengths.empty()) {
        elements_.push_back({sequence, index, lengths.back(), written, place, ranges_});
        lengths.pop_back();
      }
      sequence = make(Operator::element, {std::move(sequence), std::move(index)}, opening);
    } while (accept_sign(","));
    open_bars_ = bars;
    close(opening, "]");
  }
  return sequence;
}

void ExpressionParser::tell_ranges(const std::vector<Range>& ranges) {
  for (; elements_of_items_ < elements_.size(); ++elements_of_items_) {
    std::vector<Range>& around = elements_[elements_of_items_].ranges;
    around.insert(around.begin(), ranges.begin(), ranges.end());
    std::erase_if(around, [](const Range& range) { return range.real; });
  }
}

void ExpressionParser::require_elements(const std::vector<Term>& given) const {
  if (const auto error = first_index_error(elements_, given)) fail_at(error->offset, error->message);
}

/// norm(x), norm(x, p), norm(x, oo).
Term ExpressionParser::norm_call(const Token& name, const Token& opening) {
  const std::size_t bars = std::exchange(open_bars_, 0);
  std::vector<Term> given{expression()};
  Operator op = Operator::norm;
  if (accept_sign(",")) {
    if (accept_word("oo"))
      op = Operator::norm_infinity;
    else
      given.push_back(expression());
  }
  close(opening, opening.text == "(" ? ")" : "}");
  open_bars_ = bars;
  return indexed(make(op, std::move(given), name), name);
}

/// max(x) of a sequence, cos(x, y) of vectors: what the arguments are decides.
Term ExpressionParser::call_of_sequence(const Token& name, Operator op, std::vector<Term> given) {
  if ((op == Operator::max || op == Operator::min) && given.size() == 1 && rank(given.front(), name) > 0)
    op = op == Operator::max ? Operator::max_of : Operator::min_of;
  if (op == Operator::cos && given.size() == 2) op = Operator::cosine;
  if (given.size() < shape(op).least || given.size() > shape(op).most)
    fail(name, quoted(name) + (shape(op).most == 1 ? " takes one argument" : " takes two arguments"));
  return indexed(make(op, std::move(given), name), name);
}

std::size_t ExpressionParser::rank(const Term& term, const Token& token) const {
  try {
    return lowered(term).lengths.size();
  } catch (const ShapeError& error) {
    fail(token, error.message);
  }
}

std::vector<Term> ExpressionParser::lengths_of(const Term& term, const Token& token) const {
  // As it was declared: a sequence of matrices has three lengths, and is nothing without an index.
  if (term.op() == Operator::whole) return {term.arguments().begin() + 1, term.arguments().end()};
  try {
    return lowered(term).lengths;
  } catch (const ShapeError& error) {
    fail(token, error.message);
  }
}

Term ExpressionParser::require_number(Term term, const Token& token) const {
  try {
    lowered_number(term);
  } catch (const ShapeError& error) {
    fail(token, error.message);
  }
  return term;
}

}  // namespace geq::proofs
