// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

/// Random terms over x, y, z with the operators that can be evaluated exactly.

#include "proofs/kernel/term.hpp"
#include "tests/proofs/kernel/random_source.hpp"

namespace geq::proofs {

inline Term random_term(RandomSource& random, std::size_t depth) {
  static const std::vector<std::string> names{"x", "y", "z"};
  if (depth == 0 || random.chance(5))
    return random.chance(2) ? Term::variable(random.one_of(names)) : Term::number(random.small_rational());
  const auto part = [&] { return random_term(random, depth - 1); };
  switch (random.below(9)) {
    case 0:
      return Term::apply(Operator::sum, {part(), part()});
    case 1:
      return Term::apply(Operator::negation, {part()});
    case 2:
      return Term::apply(Operator::product, {part(), part()});
    case 3:
      return Term::apply(Operator::quotient, {part(), part()});
    case 4:
      return Term::apply(Operator::power, {part(), Term::number(Rational(random.between(-3, 3)))});
    case 5:
      return Term::apply(Operator::power, {part(), Term::number(Rational(random.between(-3, 3)) / 2)});
    case 6:
      return Term::apply(Operator::root, {Term::number(Rational(random.between(2, 4))), part()});
    case 7:
      return Term::apply(Operator::abs, {part()});
    default:
      return Term::apply(random.chance(2) ? Operator::min : Operator::max, {part(), part()});
  }
}

}  // namespace geq::proofs
