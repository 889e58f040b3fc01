// SPDX-License-Identifier: GPL-3.0-or-later
#include "proofs/kernel/rational.hpp"

#include <cln/integer_io.h>

#include <algorithm>
#include <sstream>

#include "proofs/kernel/work.hpp"

namespace geq::proofs {

namespace {

/// `digits`: one or more of '0'..'9'.
std::optional<Integer> natural_from_text(std::string_view digits) {
  const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
  if (digits.empty() || digits.size() > max_digits || !std::all_of(digits.begin(), digits.end(), is_digit)) return {};
  return Integer(std::string(digits).c_str());
}

}  // namespace

std::optional<Rational> rational_from_text(std::string_view text) {
  const bool negative = !text.empty() && text.front() == '-';
  if (negative) text.remove_prefix(1);
  Integer denominator = 1;
  std::string digits(text);
  if (const std::size_t slash = text.find('/'); slash != std::string_view::npos) {
    const auto read = natural_from_text(text.substr(slash + 1));
    if (!read || zerop(*read)) return {};
    denominator = *read;
    digits = text.substr(0, slash);
  } else if (const std::size_t point = text.find('.'); point != std::string_view::npos) {
    const std::size_t places = text.size() - point - 1;
    if (places == 0 || places > max_digits) return {};
    denominator = cln::expt_pos(Integer(10), Integer(static_cast<unsigned long>(places)));
    digits.erase(point, 1);
  }
  const auto numerator = natural_from_text(digits);
  if (!numerator) return {};
  const Rational value = *numerator / denominator;
  return negative ? -value : value;
}

std::string to_text(const Rational& value) {
  std::ostringstream out;
  cln::print_integer(out, 10, cln::numerator(value));
  const Integer denominator = cln::denominator(value);
  if (denominator != 1) {
    out << '/';
    cln::print_integer(out, 10, denominator);
  }
  return out.str();
}

int sign(const Rational& value) { return zerop(value) ? 0 : minusp(value) ? -1 : 1; }

std::optional<long> integer_between(const Rational& value, long low, long high) {
  if (cln::denominator(value) != 1 || value < low || value > high) return {};
  return cln::cl_I_to_long(cln::numerator(value));
}

std::size_t bit_size(const Rational& value) {
  return cln::integer_length(cln::numerator(value)) + cln::integer_length(cln::denominator(value));
}

Rational power(const Rational& base, unsigned long exponent) {
  if (exponent == 0) return 1;
  const bool grows = base != 1 && base != -1 && !zerop(base);
  if (grows && bit_size(base) > max_bits / exponent) throw LimitExceeded("a power has too many digits");
  const std::size_t words = grows ? bit_size(base) * exponent / 64 : 0;
  WorkLimit::spend(50 + product_work(words, words));
  return cln::expt_pos(base, Integer(exponent));
}

}  // namespace geq::proofs
