// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

/// Statements about integers and sequences at small integers: every sum is written out, every element is a variable.

#include <map>
#include <optional>
#include <string>

#include "proofs/kernel/statement.hpp"

namespace geq::prover {

/// Names of integers and their values.
using IntegerValues = std::map<std::string, long>;

/// The variables of the statement that are declared as integers (not sequences of them).
std::vector<std::string> integer_variables(const proofs::Statement& statement);

/// The statement where the integers have these values, with elements as variables called "x(1)", which no other is.
/// None where an assumption fails, something is not defined, or it has too many parts. Throws LimitExceeded.
std::optional<proofs::Statement> written_out(const proofs::Statement& statement, const IntegerValues& integers);

/// "x[1]" for "x(1)": the element as points name it.
std::string element_name(std::string variable);

}  // namespace geq::prover
