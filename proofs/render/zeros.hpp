// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

/// Sets of points where a polynomial vanishes, as families with parameters: a = t, b = t, c = s + t with s, t >= 0.
///
/// What cannot be solved exactly with rational numbers is left out, and `complete` says so. Parameters are named "$1",
/// "$2", ...: no variable of a statement is.

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "proofs/kernel/polynomial.hpp"

namespace geq::render {

enum class Range { real, nonnegative, positive };

/// Every variable as a polynomial in the parameters.
struct Family {
  std::map<std::string, proofs::ExactPolynomial> point;
  std::map<std::string, Range> parameters;
};

struct Zeros {
  std::vector<Family> families;
  bool complete = true;

  /// The union.
  void add(const Zeros& more);
};

inline constexpr std::size_t max_families = 200;  ///< more are not kept

/// The points of the family at which the polynomial (in the family's variables) vanishes.
Zeros solve(const proofs::ExactPolynomial& polynomial, const Family& family);

/// The points of the families at which all of the polynomials vanish.
Zeros solve_all(std::vector<proofs::ExactPolynomial> polynomials, const Family& family);

/// Minimal sets of columns that meet every support (sets of columns as bits). At most 16 columns; none if there are
/// more.
std::optional<std::vector<std::uint32_t>> minimal_hitting_sets(const std::vector<std::uint32_t>& supports,
                                                               std::size_t columns);

/// The generators when every variable is a homogeneous linear form in the parameters: one vector for each parameter, in
/// the order of the names given; none otherwise.
using Vector = std::vector<proofs::Rational>;
struct Generators {
  std::vector<Vector> vectors;
  std::vector<bool> both_ways;  ///< of a real parameter
};
std::optional<Generators> generators(const Family& family, const std::vector<std::string>& names);

/// The same for equal families, whatever their parameters are called. Order of the variables as given.
std::string key(const Family& family, const std::vector<std::string>& names);

/// Drops families that are contained in others (as far as that is easily seen) and repetitions.
void simplify(Zeros& zeros, const std::vector<std::string>& names);

/// The image of the family when every variable in `image` is replaced.
Family mapped(const Family& family, const std::map<std::string, proofs::ExactPolynomial>& image);

/// The vector with coprime integral entries in the same direction; zero stays.
Vector primitive(Vector vector);

}  // namespace geq::render
