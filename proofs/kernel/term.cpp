// SPDX-License-Identifier: GPL-3.0-or-later
#include "proofs/kernel/term.hpp"

#include <algorithm>
#include <array>
#include <limits>
#include <stdexcept>

namespace geq::proofs {

namespace {

constexpr std::size_t any = std::numeric_limits<std::size_t>::max();

// In the order of the enumeration.
constexpr std::array<OperatorShape, 22> shapes{{
    {"", 0, 0},     {"", 0, 0},     {"", 2, any},  {"", 1, 1},      {"", 2, any},     {"", 2, 2},
    {"", 2, 2},     {"root", 2, 2}, {"abs", 1, 1}, {"min", 1, any}, {"max", 1, any},  {"exp", 1, 1},
    {"log", 1, 1},  {"sin", 1, 1},  {"cos", 1, 1}, {"tan", 1, 1},   {"arctan", 1, 1}, {"sinh", 1, 1},
    {"cosh", 1, 1}, {"tanh", 1, 1}, {"pi", 0, 0},  {"e", 0, 0},
}};

}  // namespace

const OperatorShape& shape(Operator op) { return shapes.at(static_cast<std::size_t>(op)); }

Term Term::number(Rational value) {
  return Term(std::make_shared<const Node>(Node{Operator::number, std::move(value), {}, {}, 1, 1}));
}

Term Term::variable(std::string name) {
  return Term(std::make_shared<const Node>(Node{Operator::variable, 0, std::move(name), {}, 1, 1}));
}

Term Term::apply(Operator op, std::vector<Term> arguments) {
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
  return Term(std::make_shared<const Node>(Node{op, 0, {}, std::move(arguments), depth + 1, size}));
}

bool operator==(const Term& left, const Term& right) {
  if (left.node_ == right.node_) return true;
  return left.op() == right.op() && left.value() == right.value() && left.name() == right.name() &&
         left.arguments() == right.arguments();
}

}  // namespace geq::proofs
