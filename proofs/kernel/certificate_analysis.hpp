// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

/// The steps about integrals, limits and convex functions, as certificates write them.

#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "proofs/kernel/step.hpp"

namespace geq::proofs {

/// The step of that keyword, if it is about integrals, limits, series or convex functions; polynomials and new names
/// are read by the functions given. Throws Bad (certificate_words.hpp).
std::optional<Step> analysis_step(std::string_view keyword, std::string_view data,
                                  const std::function<ExactPolynomial(std::string_view)>& polynomial,
                                  const std::function<std::string(std::string_view)>& fresh);

}  // namespace geq::proofs
