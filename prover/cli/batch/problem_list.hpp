// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

/// Many problems in one file, taken apart here, outside what is trusted: the kernel reads each problem by itself.
///
/// JSON lines, one object a line, when the first thing in the file is a brace:
///
///     {"id": "nesbitt", "problem": "let a, b, c > 0\nprove a/(b+c) + b/(c+a) + c/(a+b) >= 3/2", "expected": "proved"}
///
/// `problem` is whatever `geq prove` takes as a statement. `expected` may be missing; it is proved, refuted, undecided
/// or rejected, or true, false, unknown. Other keys are left alone. Otherwise a problem file, in sections:
///
///     problem nesbitt
///     let a, b, c > 0
///     prove a/(b+c) + b/(c+a) + c/(a+b) >= 3/2
///
/// A problem file without a `problem` line is one problem, named after the file.

#include <string>
#include <vector>

#include "prover/cli/statement_text.hpp"

namespace geq::cli {

struct Problem {
  std::string id;  ///< not empty, and in one list only once
  StatementText statement;
  std::string expected;  ///< a verdict; empty: nothing is expected
};

/// None for an empty file. Throws Failure (bad_input) with name, line and what is wrong.
std::vector<Problem> problem_list(const Source& file);

/// Equal texts give equal fingerprints, and different ones hardly ever (FNV-1a, 64 bits, in hexadecimal).
std::string fingerprint(const Problem& problem);

}  // namespace geq::cli
