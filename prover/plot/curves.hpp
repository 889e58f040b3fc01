// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

/// Statements about integrals and sequences of functions as pictures of curves: an integral with one parameter beside
/// what it is compared with; the members of a sequence with a function that bounds them all, if one is found.

#include <optional>
#include <string>

#include "proofs/kernel/statement.hpp"

namespace geq::plot {

/// The SVG document; none for other statements, and where nothing has values.
std::optional<std::string> curves_picture(const std::string& title, const proofs::Statement& statement);

}  // namespace geq::plot
