// SPDX-License-Identifier: GPL-3.0-or-later
#include "proofs/kernel/term.hpp"

#include <algorithm>
#include <array>
#include <limits>
#include <optional>
#include <stdexcept>

#include "proofs/kernel/limits.hpp"

namespace geq::proofs {

namespace {

constexpr std::size_t any = std::numeric_limits<std::size_t>::max();

// In the order of the enumeration.
constexpr std::array<OperatorShape, 59> shapes{{
    {"", 0, 0},
    {"", 0, 0},
    {"", 2, any},
    {"", 1, 1},
    {"", 2, any},
    {"", 2, 2},
    {"", 2, 2},
    {"root", 2, 2},
    {"abs", 1, 1},
    {"min", 1, any},
    {"max", 1, any},
    {"exp", 1, 1},
    {"log", 1, 1},
    {"sin", 1, 1},
    {"cos", 1, 1},
    {"tan", 1, 1},
    {"arctan", 1, 1},
    {"sinh", 1, 1},
    {"cosh", 1, 1},
    {"tanh", 1, 1},
    {"pi", 0, 0},
    {"e", 0, 0},
    {"floor", 1, 1},
    {"factorial", 1, 1},
    {"", 1, 1},
    {"", 2, 2},
    {"", 2, 2},
    {"spectral", 3, 3},
    {"sum", 3, 3},
    {"prod", 3, 3},
    {"max", 3, 3},
    {"min", 3, 3},
    {"all_nonnegative", 3, 3},
    {"all_positive", 3, 3},
    {"all_zero", 3, 3},
    {"all_nonzero", 3, 3},
    {"int", 4, 4},
    {"integrable", 4, 4},
    {"everywhere", 5, 5},
    {"lim", 3, 3},
    {"convergent", 3, 3},
    {"eventually", 4, 4},
    {"dominated", 4, 4},
    {"sequence", 1, 1},
    {"", 2, 4},
    {"sum", 1, 1},
    {"prod", 1, 1},
    {"mean", 1, 1},
    {"max", 1, 1},
    {"min", 1, 1},
    {"logsumexp", 1, 1},
    {"softmax", 1, 1},
    {"norm", 1, 2},
    {"norm", 1, 1},
    {"dot", 2, 2},
    {"cos", 2, 2},
    {"frobenius", 1, 1},
    {"outer", 2, 2},
    {"transpose", 1, 1},
}};

}  // namespace

const OperatorShape& shape(Operator op) { return shapes.at(static_cast<std::size_t>(op)); }

Term Term::number(const Rational& value) {
  return Term(std::make_shared<const Node>(Node{Operator::number, value, {}, {}, 1, 1}));
}

Term Term::variable(std::string name) {
  return Term(std::make_shared<const Node>(Node{Operator::variable, 0, std::move(name), {}, 1, 1}));
}

Term Term::make(Operator op, std::string name, std::vector<Term> arguments) {
  const OperatorShape& expected = shape(op);
  const bool leaf = op == Operator::number || op == Operator::variable;
  if (leaf || arguments.size() < expected.least || arguments.size() > expected.most)
    throw std::invalid_argument("Term::apply: wrong number of arguments");
  std::size_t depth = 0;
  std::size_t size = 1;
  for (const Term& argument : arguments) {
    depth = std::max(depth, argument.depth());
    size = argument.size() > any - size ? any : size + argument.size();
  }
  return Term(std::make_shared<const Node>(Node{op, 0, std::move(name), std::move(arguments), depth + 1, size}));
}

Term Term::apply(Operator op, std::vector<Term> arguments) { return make(op, {}, std::move(arguments)); }

Term Term::bind(Operator op, std::string index, std::vector<Term> arguments) {
  if (!is_binder(op)) throw std::invalid_argument("Term::bind: not a binder");
  return make(op, std::move(index), std::move(arguments));
}

Term Term::bound(std::size_t outside) {
  return make(Operator::bound, {}, {number(Rational(static_cast<unsigned long>(outside)))});
}

bool operator==(const Term& left, const Term& right) {
  if (left.node_ == right.node_) return true;
  return left.op() == right.op() && left.value() == right.value() &&
         (is_binder(left.op()) || left.name() == right.name()) && left.arguments() == right.arguments();
}

Term with_arguments(const Term& term, std::vector<Term> arguments) {
  if (is_binder(term.op())) return Term::bind(term.op(), term.name(), std::move(arguments));
  return Term::apply(term.op(), std::move(arguments));
}

namespace {

/// The leaves mapped by `leaf(term, under)`, which gives nothing for what stays; `under` counts the binders passed.
template <class Leaf>
Term mapped(const Term& term, std::size_t under, const Leaf& leaf) {
  if (std::optional<Term> image = leaf(term, under)) return *std::move(image);
  if (term.arguments().empty()) return term;
  std::vector<Term> arguments;
  arguments.reserve(term.arguments().size());
  for (std::size_t i = 0; i < term.arguments().size(); ++i) {
    const bool body = is_binder(term.op()) && i + 1 == term.arguments().size();
    arguments.push_back(mapped(term.arguments()[i], under + (body ? 1 : 0), leaf));
  }
  return with_arguments(term, std::move(arguments));
}

}  // namespace

bool mentions(const Term& term, std::string_view name) {
  return (term.op() == Operator::variable && term.name() == name) ||
         std::any_of(term.arguments().begin(), term.arguments().end(),
                     [&](const Term& argument) { return mentions(argument, name); });
}

std::size_t bound_index(const Term& term) {
  const auto index = integer_between(term.arguments().at(0).value(), 0, static_cast<long>(max_term_depth));
  if (!index) throw std::invalid_argument("bound_index: not the variable of a binder");
  return static_cast<std::size_t>(*index);
}

Term shifted(const Term& term, std::size_t count, std::size_t under) {
  return mapped(term, under, [&](const Term& part, std::size_t passed) -> std::optional<Term> {
    if (part.op() != Operator::bound) return {};
    const std::size_t index = bound_index(part);
    return index < passed ? part : Term::bound(index + count);
  });
}

Term opened(const Term& body, const std::vector<Term>& values, std::size_t under) {
  return mapped(body, under, [&](const Term& part, std::size_t passed) -> std::optional<Term> {
    if (part.op() != Operator::bound) return {};
    const std::size_t index = bound_index(part);
    if (index < passed) return part;
    const std::size_t own = index - passed;
    return own < values.size() ? shifted(values[own], passed) : Term::bound(index - values.size());
  });
}

Term closed(const Term& term, std::string_view name, std::size_t under) {
  return mapped(term, under, [&](const Term& part, std::size_t passed) -> std::optional<Term> {
    if (part.op() == Operator::variable && part.name() == name) return Term::bound(passed);
    if (part.op() != Operator::bound) return {};
    const std::size_t index = bound_index(part);
    return index < passed ? part : Term::bound(index + 1);
  });
}

bool is_closed(const Term& term, std::size_t under) {
  if (term.op() == Operator::bound) return bound_index(term) < under;
  for (std::size_t i = 0; i < term.arguments().size(); ++i) {
    const bool body = is_binder(term.op()) && i + 1 == term.arguments().size();
    if (!is_closed(term.arguments()[i], under + (body ? 1 : 0))) return false;
  }
  return true;
}

bool has_elements(const Term& spectral) {
  const Term& rows = spectral.arguments().at(2);
  return rows.op() == Operator::sequence && rows.arguments()[0].op() == Operator::sequence;
}

const Term* named_matrix(const Term& spectral) {
  const Term* place = &spectral.arguments().at(2).arguments().at(0).arguments().at(0);
  for (std::size_t index = 0; index < 2; ++index) {
    if (place->op() != Operator::element || place->arguments()[1] != Term::bound(index)) return nullptr;
    place = &place->arguments()[0];
  }
  const bool named = place->op() == Operator::variable ||
                     (place->op() == Operator::element && place->arguments()[0].op() == Operator::variable);
  const Term zero = Term::number(0);
  const Term one = Term::number(1);
  const bool same = opened(*place, {zero, one}) == opened(*place, {one, zero});  // neither row nor column occurs
  return named && same ? place : nullptr;
}

}  // namespace geq::proofs
