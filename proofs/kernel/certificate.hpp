// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

/// Certificates as text, one step a line. The format is specified in certificate.md beside this file.

#include <cstddef>
#include <string>
#include <string_view>

#include "proofs/kernel/check.hpp"
#include "proofs/kernel/result.hpp"

namespace geq::proofs {

/// Why the text is not a certificate, and in which line (counted from 1).
struct Malformed {
  std::size_t line;
  std::string message;
};

/// "line 3: expected a variable". No trailing newline.
std::string describe(const Malformed& malformed);

/// Reads a certificate for a statement in these variables. Any input is welcome. Polynomials are read by parse_term
/// over the statement's variables and the names that earlier steps introduce.
Result<Certificate, Malformed> read_certificate(std::string_view text, const std::vector<std::string>& variables);

/// Text that read_certificate reads back as an equal certificate. Ends with a newline.
std::string to_text(const Certificate& certificate);

/// One step, without a newline at the end; several lines for a combination or a tree of cones.
std::string to_text(const Step& step);

}  // namespace geq::proofs
