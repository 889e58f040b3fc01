// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

/// Statements that the tests ask about, and short ways to ask.

#include <boost/test/unit_test.hpp>
#include <geq/geq.hpp>

namespace geq::tests {

inline constexpr const char* nesbitt = "let a, b, c > 0\nprove a/(b+c) + b/(c+a) + c/(a+b) >= 3/2\n";

/// True, but far beyond what any method settles in a minute: a quartic in twelve variables without structure.
inline constexpr const char* hard =
    "let a, b, c, d, f, g, h, i, j, k, l, m : real\n"
    "prove (a^2 - b*c + d*f - g*h + i*j - k*l + m^2)^2 + (a*b - c^2 + d*g - f*h + i^2 - j*k + l*m)^2\n"
    "  + (a*c - b*d + f^2 - g*i + h*j - k^2 + l^2 - 2*m*a)^2 + (b^2 - 3*c*d + f*i - g*k + h*l)^2 >= 0\n";

/// The answer, where there must be one.
inline Answer answer_to(const Outcome& outcome) {
  if (const auto* error = std::get_if<InputError>(&outcome)) BOOST_FAIL(error->text("statement"));
  return std::get<Answer>(outcome);
}

inline InputError error_of(const Outcome& outcome) {
  BOOST_REQUIRE(std::holds_alternative<InputError>(outcome));
  return std::get<InputError>(outcome);
}

}  // namespace geq::tests
