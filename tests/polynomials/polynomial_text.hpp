// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cctype>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "polynomials/polynomial.hpp"

namespace geq::polynomials {

/// Reads sums of products of integers, variables and powers: "2*x^3*y - x*y^2 + 7". For tests only.
inline Polynomial parse_expanded(const RingPointer& ring, std::string_view text) {
  std::vector<Term> terms;
  std::size_t at = 0;
  const auto skip = [&] {
    while (at < text.size() && std::isspace(static_cast<unsigned char>(text[at])) != 0) ++at;
  };
  const auto take = [&](auto accepts) {
    const std::size_t start = at;
    while (at < text.size() && accepts(static_cast<unsigned char>(text[at]))) ++at;
    return std::string(text.substr(start, at - start));
  };
  const auto is_digit = [](unsigned char c) { return std::isdigit(c) != 0; };
  const auto is_name = [](unsigned char c) { return std::isalnum(c) != 0 || c == '_'; };
  skip();
  while (at < text.size()) {
    Term term{std::vector<std::uint32_t>(ring->variables(), 0), Rational(1)};
    if (text[at] == '+' || text[at] == '-') {
      if (text[at] == '-') term.coefficient = Rational(-1);
      ++at;
      skip();
    }
    for (bool more = true; more;) {
      if (at < text.size() && is_digit(static_cast<unsigned char>(text[at]))) {
        term.coefficient *= Rational(*Integer::from_text(take(is_digit)));
      } else {
        const std::string name = take(is_name);
        std::size_t index = 0;
        while (index < ring->variables() && ring->names()[index] != name) ++index;
        if (name.empty() || index == ring->variables())
          throw std::invalid_argument(std::string("cannot read: ").append(text));
        std::uint32_t power = 1;
        if (at < text.size() && text[at] == '^') {
          ++at;
          power = static_cast<std::uint32_t>(std::stoul(take(is_digit)));
        }
        term.exponents[index] += power;
      }
      skip();
      more = at < text.size() && text[at] == '*';
      if (more) ++at;
      skip();
    }
    terms.push_back(std::move(term));
  }
  return Polynomial::from_terms(ring, terms);
}

}  // namespace geq::polynomials
