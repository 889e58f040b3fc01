// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

/// Statement -> text that parses to the same statement.

#include <string>

#include "proofs/kernel/statement.hpp"

namespace geq::proofs {

/// Parentheses only where needed; products with `*`, one blank around + and -, none around * / ^.
std::string to_text(const Term& term);
std::string to_text(const Relation& relation);
std::string to_text(const Chain& chain);
std::string to_text(const Assumption& assumption);

/// A problem file: one line for each declaration, assumption and the goal; undeclared variables are declared real, so
/// that the reading shows. parse_statement gives back an equal statement up to those declarations.
std::string to_text(const Statement& statement);

}  // namespace geq::proofs
