// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "prover/search.hpp"

namespace geq::prover {

/// A goal that speaks of an integer n through one expression c n^j only ((n^2)! >= (n^2)^2): for every integer k from
/// some number on instead, by induction on k, and then for k = c n^j.
/// Limits: c and j are positive integers; the expression is read off factorials, ends of ranges and exponents.
std::optional<Steps> induction_on_an_expression(const proofs::Sequent&, const Origin&, Effort, Search&);

}  // namespace geq::prover
