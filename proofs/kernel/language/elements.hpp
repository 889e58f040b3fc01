// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

/// Which elements a sequence has: a statement that writes one that is seen to be beyond its ends is a slip of the pen,
/// x[n + 1] of `let x[n]`, and not a claim about one more unknown number.
///
/// Seen is what comes out as a number: the index itself, or its distance from the length, with every index of a range
/// at an end of that range, as long as none of the ranges is seen to be empty there. Each such place is one that the
/// statement speaks of. Where the distance is not a number, as for x[k], nothing is said. Neither is anything said of
/// an element that an equation without ranges gives, as `assume x[n + 1] = x[1]` and `assume x[0] = 0` do: that is how
/// a sequence is continued.
///
/// Cost: two normal forms for each choice of ends, of which there are at most 2^`most_ranges`, within a limit on work.

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "proofs/kernel/statement.hpp"
#include "proofs/kernel/term.hpp"

namespace geq::proofs {

/// x[i] as it is written.
struct WrittenElement {
  Term sequence, index;       ///< as written, indices of ranges as variables
  Term length;                ///< of the sequence
  std::string name;           ///< what the text calls the sequence: "x"
  std::size_t offset;         ///< of the index, in the text
  std::vector<Range> ranges;  ///< around it, the outermost first
};

/// The elements that are sides of equations assumed without ranges.
std::vector<Term> given_elements(const std::vector<Assumption>& assumptions);

struct IndexError {
  std::size_t offset;   ///< of the index
  std::string message;  ///< "x has 3 elements, and 4 is beyond them"
};
/// Of the first element whose index is seen to be wrong; none if no index is.
std::optional<IndexError> first_index_error(const std::vector<WrittenElement>& elements,
                                            const std::vector<Term>& given);

}  // namespace geq::proofs
