// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

/// The copies of a term that `cyc`, `sym` and ranges of integers stand for. The callers bound their number beforehand.

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "proofs/kernel/term.hpp"

namespace geq::proofs {

/// n! for n names, if it is at most `most`.
std::optional<std::size_t> number_of_permutations(std::size_t names, std::size_t most);

/// f(a,b,c), f(b,c,a), f(c,a,b): for every shift, each name replaced by the one that many places on.
std::vector<Term> cyclic_copies(const Term& term, const std::vector<std::string>& names);

/// One copy for each permutation of `names`, in lexicographic order of places: the term itself first.
std::vector<Term> symmetric_copies(const Term& term, const std::vector<std::string>& names);

/// `index` replaced by low, ..., high; negative numbers as the parser reads them (a negation). Empty if low > high.
std::vector<Term> indexed_copies(const Term& term, const std::string& index, long low, long high);

}  // namespace geq::proofs
