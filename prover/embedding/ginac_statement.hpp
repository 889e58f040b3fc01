// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

/// GiNaC relations -> the text of a problem file. The same text on every run: GiNaC's order of terms, which differs
/// from run to run, is replaced by our own.

#include <ginac/ginac.h>

#include <string>
#include <utility>
#include <vector>

namespace geq {

/// Symbols with their names in a statement, sorted by symbol name, then by age. The symbols are kept as expressions: a
/// copy as GiNaC::symbol would lose the domain of a realsymbol.
using SymbolNames = std::vector<std::pair<GiNaC::ex, std::string>>;

/// Names for all symbols that occur in the expressions.
SymbolNames name_symbols(const std::vector<GiNaC::ex>& expressions);

/// The problem file. Throws std::invalid_argument for what cannot be stated.
std::string statement_text(const GiNaC::ex& goal, const std::vector<GiNaC::ex>& assumptions, const SymbolNames& names);

}  // namespace geq
