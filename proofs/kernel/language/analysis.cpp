// SPDX-License-Identifier: GPL-3.0-or-later
/// The part of ExpressionParser that reads integrals and limits, and what a certificate says of them.
#include <algorithm>
#include <array>
#include <utility>

#include "proofs/kernel/enclosure.hpp"
#include "proofs/kernel/integrals.hpp"
#include "proofs/kernel/language/expression.hpp"
#include "proofs/kernel/language/names.hpp"

namespace geq::proofs {

namespace {

Operator operator_of(std::string_view name) {
  for (const Operator op : {Operator::integral, Operator::integrable, Operator::everywhere, Operator::limit,
                            Operator::convergent, Operator::eventually})
    if (shape(op).name == name) return op;
  return Operator::dominated;
}

/// Two numbers of which the first is seen to be greater.
bool are_reversed(const std::vector<Term>& ends) {
  if (ends[0] != Term::number(static_cast<long>(Ends::finite))) return false;
  try {
    constexpr unsigned long precision = 64;
    const auto lower = enclose(ends[1], Point{}, precision);
    const auto upper = enclose(ends[2], Point{}, precision);
    return lower && upper && decide(*lower, *upper, Comparison::greater).value_or(false);
  } catch (const LimitExceeded&) {
    return false;
  }
}

constexpr std::array<std::string_view, 4> sign_words{"zero", "nonnegative", "positive", "nonzero"};

}  // namespace

/// int(x in a..b, f) and the like; lim(n -> oo, f), lim(t -> 0+, f); dominated(f, n, x in a..b).
Term ExpressionParser::analytic(const Token& name) {
  if (name.text == "exchange") fail(name, "'exchange' is a question by itself, as in exchange(f, n, x in 0..1)");
  const Operator op = operator_of(name.text);
  const Token opening = open();
  if (op == Operator::dominated) return dominated(name, opening);
  const bool interval = op == Operator::integral || op == Operator::integrable || op == Operator::everywhere;
  const Token variable = take();
  if (variable.kind != Token::Kind::name || peek().continues_run)
    fail(variable, "expected a variable of one letter, or one with digits");
  std::vector<Term> parts;
  bool reversed = false;
  if (interval) {
    if (!accept_word("in")) fail_expected("'in'");
    parts = ends(name);
    // As in mathematics, an integral from 1 to 0 is minus that from 0 to 1. A certificate has no such.
    reversed = op == Operator::integral && spelling_ == Spelling::full && are_reversed(parts);
    if (reversed) std::swap(parts[1], parts[2]);
  } else {
    if (!accept_sign("->")) fail_expected("'->'");
    parts = way(variable);
  }
  if (!accept_sign(",")) fail_expected("','");
  if (op == Operator::everywhere || op == Operator::eventually) parts.push_back(sign_word());
  Term result = with_body(name, op, variable, std::move(parts), opening);
  if (!reversed) return result;
  charge(1, 1, name);
  return Term::apply(Operator::negation, {std::move(result)});
}

/// The body, and the binder around it.
Term ExpressionParser::with_body(const Token& name, Operator op, const Token& variable, std::vector<Term> parts,
                                 const Token& opening) {
  // The variable of a limit at oo is an integer if the body makes it one.
  const bool far = parts.front() == Term::number(static_cast<long>(Way::through_integers)) ||
                   parts.front() == Term::number(static_cast<long>(Way::to_infinity));
  const bool hidden = enter_real(variable, far && op == Operator::limit);
  const std::vector<Term> body = arguments(opening);
  leave_real(hidden);
  if (body.size() != 1) fail(name, quoted(name) + " takes one expression");
  charge(1, 1, name);
  Term closed_body = closed(body.front(), variable.text);
  if (op == Operator::limit && parts.front() == Term::number(static_cast<long>(Way::to_infinity)) &&
      needs_integer(closed_body))
    parts.front() = Term::number(static_cast<long>(Way::through_integers));
  parts.push_back(std::move(closed_body));
  return Term::bind(op, variable.text, std::move(parts));
}

/// a..b, a..oo, -oo..b, -oo..oo: the number that tells which ends there are, and the ends.
std::vector<Term> ExpressionParser::ends(const Token& name) {
  const Term zero = Term::number(0);
  const bool below = at_sign("-") && at_word("oo", 1);
  if (below) take(), take();
  Term lower = below ? zero : end_of_interval(name);
  if (!accept_sign("..")) fail_expected("'..'");
  accept_sign("+");
  const bool above = accept_word("oo");
  Term upper = above ? zero : end_of_interval(name);
  const Ends kind = below ? (above ? Ends::line : Ends::below) : above ? Ends::above : Ends::finite;
  charge(3, 1, name);
  return {Term::number(static_cast<long>(kind)), std::move(lower), std::move(upper)};
}

Term ExpressionParser::end_of_interval(const Token& name) {
  const std::size_t bars = std::exchange(open_bars_, 0);
  Term term = expression();
  open_bars_ = bars;
  return spelling_ == Spelling::full ? require_number(std::move(term), name) : term;
}

/// oo, 0+, 1-, 0: how the variable goes, and where to.
std::vector<Term> ExpressionParser::way(const Token& variable) {
  accept_sign("+");
  charge(2, 1, variable);
  if (accept_word("oo")) {
    const bool integers = accept_word("integer") || integers_.find(variable.text) != integers_.end();
    const Way kind = integers ? Way::through_integers : Way::to_infinity;
    return {Term::number(static_cast<long>(kind)), Term::number(0)};
  }
  Term point = signed_product();
  const Way kind = accept_sign("+") ? Way::from_above : accept_sign("-") ? Way::from_below : Way::from_both_sides;
  return {Term::number(static_cast<long>(kind)), std::move(point)};
}

Term ExpressionParser::sign_word() {
  const Token word = take();
  const auto* const found = std::find(sign_words.begin(), sign_words.end(), word.text);
  if (found == sign_words.end()) fail(word, "expected zero, nonnegative, positive or nonzero");
  if (!accept_sign(",")) fail_expected("','");
  charge(1, 1, word);
  return Term::number(static_cast<long>(found - sign_words.begin()));
}

/// (f, n, x in a..b) after the word: the names come after the body, so they are looked for first.
ExpressionParser::Family ExpressionParser::family(const Token& name, const Token& opening) {
  std::size_t place = 0;
  for (std::size_t depth = 0; peek(place).kind != Token::Kind::end; ++place) {
    if (at_sign(",", place) && depth == 0) break;
    if (at_sign("(", place) || at_sign("[", place) || at_sign("{", place)) ++depth;
    if ((at_sign(")", place) || at_sign("]", place) || at_sign("}", place)) && depth-- == 0) break;
  }
  const Token index = peek(place + 1);
  const Token variable = peek(place + 3);
  if (!at_sign(",", place) || index.kind != Token::Kind::name || !at_sign(",", place + 2) ||
      variable.kind != Token::Kind::name || !at_word("in", place + 4))
    fail(name, quoted(name) + " takes a function, the index of the sequence and an interval, as in " + name.text +
                   "(f, n, x in 0..1)");
  const bool hidden_variable = enter_real(variable, false);
  const bool hidden_index = enter_real(index, true);
  Term body = expression();
  leave_real(hidden_index);
  leave_real(hidden_variable);
  for (int i = 0; i < 5; ++i) take();
  std::vector<Term> parts = ends(name);
  close(opening, opening.text == "(" ? ")" : "}");
  return {index.text, variable.text, std::move(body), std::move(parts)};
}

Term ExpressionParser::dominated(const Token& name, const Token& opening) {
  Family all = family(name, opening);
  charge(2, 1, name);
  Term sequence = Term::bind(Operator::sequence, all.index, {closed(all.member, all.index)});
  all.ends.push_back(closed(sequence, all.variable));
  return Term::bind(Operator::dominated, all.variable, std::move(all.ends));
}

/// exchange(f, n, x in a..b): the limit of the integrals, and the integral of the limit.
std::pair<Term, Term> ExpressionParser::exchange() {
  const Token name = take();
  const Token opening = open();
  const Family all = family(name, opening);
  charge(1, weight(all.member) + 8, name);
  const auto integral = [&](const Term& integrand) {
    std::vector<Term> parts = all.ends;
    parts.push_back(closed(integrand, all.variable));
    return Term::bind(Operator::integral, all.variable, std::move(parts));
  };
  const auto limit = [&](const Term& member) {
    return Term::bind(
        Operator::limit, all.index,
        {Term::number(static_cast<long>(Way::through_integers)), Term::number(0), closed(member, all.index)});
  };
  return {limit(integral(all.member)), integral(limit(all.member))};
}

/// A declared integer may be the variable of a limit: it is another one then. Returns whether that is so.
bool ExpressionParser::enter_real(const Token& variable, bool integer) {
  if (!integer) {
    enter_real_index(variable);
    return false;
  }
  if (integers_.find(variable.text) != integers_.end()) return true;
  enter_index(variable);
  return false;
}

void ExpressionParser::leave_real(bool hidden) {
  if (hidden) return;
  leave_index();
}

namespace {

/// Some part that has to be an integer mentions the variable of the binder that is `under` others further out.
bool index_mentioned(const Term& term, std::size_t under) {
  if (term.op() == Operator::bound) return bound_index(term) == under;
  for (std::size_t i = 0; i < term.arguments().size(); ++i) {
    const bool body = is_binder(term.op()) && i + 1 == term.arguments().size();
    if (index_mentioned(term.arguments()[i], under + (body ? 1 : 0))) return true;
  }
  return false;
}

bool needs_integer(const Term& term, std::size_t under) {
  const std::vector<Term>& parts = term.arguments();
  if (is_range(term.op()) && (index_mentioned(parts[0], under) || index_mentioned(parts[1], under))) return true;
  if (term.op() == Operator::element && index_mentioned(parts[1], under)) return true;
  if (term.op() == Operator::factorial && index_mentioned(parts[0], under)) return true;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    const bool body = is_binder(term.op()) && i + 1 == parts.size();
    if (needs_integer(parts[i], under + (body ? 1 : 0))) return true;
  }
  return false;
}

}  // namespace

bool needs_integer(const Term& body) { return needs_integer(body, 0); }

}  // namespace geq::proofs
