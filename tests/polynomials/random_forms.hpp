// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <random>
#include <string>
#include <vector>

#include "polynomials/polynomial.hpp"

namespace geq::polynomials {

/// Random data for two-ways tests, biased towards corners: zeros, ones, minus powers of two, the edges of the widths.
class RandomForms {
 public:
  explicit RandomForms(unsigned seed) : engine_(seed) {}

  std::size_t below(std::size_t bound) { return std::uniform_int_distribution<std::size_t>(0, bound - 1)(engine_); }

  /// Up to about `bits` bits.
  Integer integer(std::size_t bits) {
    switch (below(6)) {
      case 0:
        return Integer(0);
      case 1:
        return Integer(below(2) == 0 ? 1 : -1);
      case 2:
        return -Integer(2).pow(bits);
      case 3:
        return Integer(2).pow(bits) - Integer(1);
      default:
        break;
    }
    Integer value;
    for (std::size_t b = 0; b <= bits; b += 30)
      value = value * Integer(1L << 30) + Integer(static_cast<long>(below(1U << 30)));
    value = value * Integer(static_cast<long>(1 + below(9)));
    return below(2) == 0 ? value : -value;
  }

  static RingPointer ring(std::size_t variables) {
    std::vector<std::string> names;
    for (std::size_t k = 0; k < variables; ++k) names.push_back(std::string(1, 'x').append(std::to_string(k)));
    return make_ring(names);
  }

  /// Homogeneous; about one in `sparsity` monomials occurs.
  Polynomial form(const RingPointer& ring, std::size_t degree, std::size_t bits, std::size_t sparsity) {
    std::vector<Term> terms;
    const std::size_t wanted = 1 + below(20 * sparsity);
    for (std::size_t i = 0; i < wanted; ++i) {
      std::vector<std::uint32_t> exponents(ring->variables(), 0);
      for (std::size_t d = 0; d < degree; ++d) ++exponents[below(ring->variables())];
      terms.push_back({exponents, Rational(integer(bits))});
    }
    return Polynomial::from_terms(ring, terms);
  }

  /// At least two positive.
  std::vector<std::uint32_t> weights(std::size_t variables, bool unit) {
    std::vector<std::uint32_t> result(variables, 0);
    std::size_t support = 0;
    while (support < 2) {
      support = 0;
      for (std::uint32_t& w : result) {
        w = below(3) == 0 ? 0 : static_cast<std::uint32_t>(unit ? 1 : 1 + below(below(2) == 0 ? 3 : 1000));
        support += w > 0 ? 1 : 0;
      }
    }
    return result;
  }

 private:
  std::mt19937 engine_;
};

}  // namespace geq::polynomials
