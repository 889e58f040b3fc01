// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

/// Random small exact things, biased towards corners. The seed is printed; GEQ_TEST_SEED repeats a run.

#include <cstdlib>
#include <iostream>
#include <random>
#include <string>
#include <vector>

#include "proofs/kernel/polynomial.hpp"

namespace geq::proofs {

class RandomSource {
 public:
  explicit RandomSource(const std::string& name) {
    const char* given = std::getenv("GEQ_TEST_SEED");
    const unsigned seed = given != nullptr ? static_cast<unsigned>(std::stoul(given)) : std::random_device()();
    std::cout << name << ": GEQ_TEST_SEED=" << seed << std::endl;
    engine_.seed(seed);
  }

  /// 0, ..., bound - 1.
  std::size_t below(std::size_t bound) { return std::uniform_int_distribution<std::size_t>(0, bound - 1)(engine_); }
  long between(long low, long high) { return std::uniform_int_distribution<long>(low, high)(engine_); }
  bool chance(std::size_t one_in) { return below(one_in) == 0; }

  template <class T>
  const T& one_of(const std::vector<T>& values) {
    return values.at(below(values.size()));
  }

  Rational rational() {
    if (chance(4)) return Rational(between(-1, 1));
    const Rational value = Rational(between(-9, 9)) / Rational(between(1, 4));
    return chance(12) ? value * power(Rational(2), static_cast<unsigned long>(between(20, 90))) : value;
  }

  Rational small_rational() { return chance(3) ? Rational(between(-4, 4)) / 2 : Rational(between(-2, 2)); }

  Monomial monomial(const std::vector<Atom>& atoms, std::uint32_t degree) {
    ExactPolynomial product(Rational(1));
    for (std::uint32_t d = 0; d < degree; ++d) product = product * ExactPolynomial(one_of(atoms));
    return product.terms().begin()->first;
  }

  /// Up to `terms` terms of degree at most `degree` in the atoms.
  ExactPolynomial polynomial(const std::vector<Atom>& atoms, std::size_t terms, std::uint32_t degree) {
    ExactPolynomial result;
    const std::size_t count = below(terms + 1);
    for (std::size_t i = 0; i < count; ++i)
      result.add(small_rational(), monomial(atoms, static_cast<std::uint32_t>(below(degree + std::size_t{1}))));
    return result;
  }

 private:
  std::mt19937_64 engine_;
};

}  // namespace geq::proofs
