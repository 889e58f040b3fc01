// SPDX-License-Identifier: GPL-3.0-or-later
#include "polynomials/sum_of_squares.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <stdexcept>

#include "polynomials/gram_system.hpp"

namespace geq::polynomials {

namespace {

constexpr int max_faces = 4;  // how often the face is narrowed

using RationalMatrix = std::vector<std::vector<Rational>>;

/// D and unit lower triangular L with L D L^T = matrix, D >= 0; none when the matrix is not positive semidefinite.
struct Factors {
  std::vector<Rational> diagonal;
  RationalMatrix lower;
};

std::optional<Factors> positive_factors(RationalMatrix a) {
  const std::size_t n = a.size();
  Factors result{std::vector<Rational>(n), RationalMatrix(n, std::vector<Rational>(n))};
  for (std::size_t k = 0; k < n; ++k) {
    const Rational pivot = a[k][k];
    if (pivot.sign() < 0) return {};
    result.diagonal[k] = pivot;
    result.lower[k][k] = Rational(1);
    for (std::size_t i = k + 1; i < n; ++i) {
      if (pivot.is_zero() && !a[i][k].is_zero()) return {};
      if (!pivot.is_zero()) result.lower[i][k] = *a[i][k].divided_by(pivot);
    }
    for (std::size_t i = k + 1; i < n; ++i)
      for (std::size_t j = k + 1; j <= i; ++j) a[i][j] -= result.lower[i][k] * a[j][k];
  }
  return result;
}

/// False when rounding errors alone cannot explain a negative pivot: spares exact arithmetic where it would fail.
bool may_be_positive(const RationalMatrix& a) {
  DenseMatrix numbers(a.size());
  double scale = 0;
  for (std::size_t i = 0; i < a.size(); ++i)
    for (std::size_t j = 0; j < a.size(); ++j) {
      numbers.at(i, j) = a[i][j].to_double();
      scale = std::max(scale, std::fabs(numbers.at(i, j)));
    }
  numbers.add(1e-11 * scale, DenseMatrix(a.size(), 1));
  return scale == 0 || cholesky(numbers).has_value();
}

/// What is left of the goal is a sum of multiples of the equations of scalars.
void add_scalar_multiples(const SquaresQuestion& question, SquaresIdentity& identity) {
  if (question.scalars.empty()) return;
  Polynomial rest = question.goal;
  for (const auto& summand : identity.summands)
    rest = rest - (question.multipliers[summand.multiplier] * summand.root.pow(2)).scaled(summand.coefficient);
  for (const auto& [equation, factor] : identity.multiples) rest = rest - question.equations[equation] * factor;
  std::vector<Polynomial> factors(question.scalars.size(), Polynomial(rest.ring()));
  without_scalar_powers(rest, question, &factors);
  for (std::size_t k = 0; k < factors.size(); ++k)
    if (!factors[k].is_zero()) identity.scalar_multiples.emplace_back(k, factors[k]);
}

/// The identity that the values give, if all blocks are positive semidefinite.
std::optional<SquaresIdentity> identity(const SquaresQuestion& question, const GramSystem& system,
                                        const std::vector<Rational>& values, const StopSignal& stop) {
  SquaresIdentity result;
  for (std::size_t b = 0; b < system.blocks().size() && !stop.requested(); ++b) {
    const GramBlock& block = system.blocks()[b];
    const std::size_t n = block.basis.size();
    RationalMatrix gram(n, std::vector<Rational>(n));
    for (std::size_t i = 0; i < n; ++i)
      for (std::size_t j = i; j < n; ++j) gram[i][j] = gram[j][i] = values[system.unknown(b, i, j)];
    if (!may_be_positive(gram)) return {};
    const auto factors = positive_factors(std::move(gram));
    if (!factors || (block.constant && factors->diagonal[0].is_zero())) return {};
    for (std::size_t k = 0; k < n; ++k) {
      if (factors->diagonal[k].is_zero()) continue;
      Polynomial root = block.basis[k];
      for (std::size_t i = k + 1; i < n; ++i) root = root + block.basis[i].scaled(factors->lower[i][k]);
      const Rational content = root.content();
      result.summands.push_back({factors->diagonal[k] * content * content, block.multiplier, root.primitive_part()});
    }
  }
  if (stop.requested()) return {};
  for (std::size_t f = 0; f < system.free().size(); ++f) {
    const Rational& value = values[system.entries() + f];
    if (value.is_zero()) continue;
    const std::size_t equation = system.free()[f].equation;
    const Polynomial part = system.free()[f].factor.scaled(value);
    if (!result.multiples.empty() && result.multiples.back().first == equation)
      result.multiples.back().second = result.multiples.back().second + part;
    else
      result.multiples.emplace_back(equation, part);
  }
  add_scalar_multiples(question, result);
  return result;
}

/// Coarse roundings give readable identities; fine ones always work inside the cone.
std::optional<SquaresIdentity> rounded_identity(const SquaresQuestion& question, const GramSystem& system,
                                                const std::vector<DenseMatrix>& near, const StopSignal& stop) {
  for (const long denominator : {1L, 2L, 3L, 4L, 6L, 12L, 60L, 1000L, 1L << 17, 1L << 26, 1L << 36}) {
    if (stop.requested()) return {};
    if (auto found = identity(question, system, system.completed(near, Rational(denominator)), stop))
      return found;
  }
  return {};
}

/// The nearest fraction with a denominator up to 1000 by continued fractions; none if it is not near.
std::optional<Rational> recognised(double value, double tolerance) {
  long p0 = 0, q0 = 1, p1 = 1, q1 = 0;
  double rest = value;
  for (int i = 0; i < 20; ++i) {
    const double whole = std::floor(rest);
    if (std::fabs(whole) > 1e6) return {};
    const long a = static_cast<long>(whole);
    const long p = a * p1 + p0, q = a * q1 + q0;
    if (q > 1000) return {};
    if (std::fabs(value - static_cast<double>(p) / static_cast<double>(q)) < tolerance)
      return *Rational(p).divided_by(Rational(q));
    p0 = p1, q0 = q1, p1 = p, q1 = q;
    rest = 1 / (rest - whole);
  }
  return {};
}

/// Rows in reduced echelon form.
struct Echelon {
  RationalMatrix rows;
  std::vector<std::size_t> pivots;
};

/// Numerically, with the greatest pivots; false when the rows are dependent.
bool reduce_rows(std::vector<std::vector<double>>& rows, std::vector<std::size_t>& pivots) {
  const std::size_t n = rows.empty() ? 0 : rows[0].size();
  for (std::size_t k = 0; k < rows.size(); ++k) {
    std::size_t best_row = k, best_column = 0;
    double best = 0;
    for (std::size_t i = k; i < rows.size(); ++i)
      for (std::size_t j = 0; j < n; ++j)
        if (std::fabs(rows[i][j]) > best * 1.0001) best = std::fabs(rows[i][j]), best_row = i, best_column = j;
    if (best == 0) return false;
    std::swap(rows[k], rows[best_row]);
    const double pivot = rows[k][best_column];
    for (double& entry : rows[k]) entry /= pivot;
    for (std::size_t i = 0; i < rows.size(); ++i) {
      const double factor = rows[i][best_column];
      if (i == k || factor == 0) continue;
      for (std::size_t j = 0; j < n; ++j) rows[i][j] -= factor * rows[k][j];
    }
    pivots.push_back(best_column);
  }
  return true;
}

/// Exactly; dependent rows go.
Echelon reduced(RationalMatrix rows) {
  Echelon result;
  for (std::vector<Rational>& row : rows) {
    for (std::size_t k = 0; k < result.rows.size(); ++k) {
      const Rational factor = row[result.pivots[k]];
      for (std::size_t j = 0; j < row.size(); ++j) row[j] -= factor * result.rows[k][j];
    }
    const auto lead = std::find_if(row.begin(), row.end(), [](const Rational& entry) { return !entry.is_zero(); });
    if (lead == row.end()) continue;
    const auto pivot = static_cast<std::size_t>(lead - row.begin());
    const Rational inverse = *Rational(1).divided_by(row[pivot]);
    for (Rational& entry : row) entry *= inverse;
    for (std::vector<Rational>& other : result.rows) {
      const Rational factor = other[pivot];
      for (std::size_t j = 0; j < row.size(); ++j) other[j] -= factor * row[j];
    }
    result.rows.push_back(std::move(row));
    result.pivots.push_back(pivot);
  }
  return result;
}

/// p + q sqrt(radical) with one small denominator that is near; none if there is none.
std::optional<std::pair<Rational, Rational>> recognised_surd(double value, double tolerance, long radical) {
  constexpr long most_below = 24, most_above = 40;
  const double root = std::sqrt(static_cast<double>(radical));
  for (long below = 1; below <= most_below; ++below)
    for (long above = 0; above <= most_above; ++above)
      for (const long q : {above, -above}) {
        const double p = static_cast<double>(below) * value - static_cast<double>(q) * root;
        if (std::fabs(p) > 1e6 || std::fabs(p - std::nearbyint(p)) > static_cast<double>(below) * tolerance) continue;
        const Rational whole(below);
        return std::pair(*Rational(static_cast<long>(std::nearbyint(p))).divided_by(whole),
                         *Rational(q).divided_by(whole));
      }
  return {};
}

bool has_square_factor(long number) {
  for (long p = 2; p * p <= number; ++p)
    if (number % (p * p) == 0) return true;
  return false;
}

/// The rational rows whose combinations with sqrt(radical) these are: a rational matrix that vanishes on p + q sqrt(d)
/// vanishes on its conjugate, so on p and on q. None where all of them are rational.
std::optional<Echelon> with_conjugates(const std::vector<std::vector<double>>& rows, double tolerance) {
  constexpr long most = 60;
  for (long radical = 2; radical <= most; ++radical) {
    if (has_square_factor(radical)) continue;
    RationalMatrix parts;
    bool found = true, irrational = false;
    for (const std::vector<double>& row : rows) {
      parts.resize(parts.size() + 2);
      for (const double entry : row) {
        const auto surd = recognised_surd(entry, tolerance, radical);
        found = found && surd;
        if (!found) break;
        parts[parts.size() - 2].push_back(surd->first);
        parts.back().push_back(surd->second);
        irrational = irrational || !surd->second.is_zero();
      }
      if (!found) break;
    }
    if (found && irrational) return reduced(std::move(parts));
  }
  return {};
}

/// How numbers are to be recognised: as fractions, or as quadratic irrationals.
struct Recognition {
  double threshold, tolerance;
  bool irrational;
};

/// The reduced echelon form of the rows, as fractions, together with their conjugates where they are to be quadratic
/// irrational; none when an entry is not recognised.
std::optional<Echelon> rational_echelon(std::vector<std::vector<double>> rows, const Recognition& as) {
  Echelon result;
  if (!reduce_rows(rows, result.pivots)) return {};
  if (as.irrational) return with_conjugates(rows, as.tolerance);
  for (const auto& row : rows) {
    std::vector<Rational> exact;
    for (const double entry : row) {
      const auto fraction = recognised(entry, as.tolerance);
      if (!fraction) return {};
      exact.push_back(*fraction);
    }
    result.rows.push_back(std::move(exact));
  }
  return result;
}

/// Basis polynomials of the Gram matrices that vanish on the given vectors: those orthogonal to the rows.
std::vector<Polynomial> orthogonal_basis(const std::vector<Polynomial>& basis, const Echelon& kernel) {
  std::vector<Polynomial> result;
  for (std::size_t j = 0; j < basis.size(); ++j) {
    if (std::find(kernel.pivots.begin(), kernel.pivots.end(), j) != kernel.pivots.end()) continue;
    Polynomial u = basis[j];
    for (std::size_t k = 0; k < kernel.pivots.size(); ++k)
      u = u - basis[kernel.pivots[k]].scaled(kernel.rows[k][j]);
    result.push_back(u.primitive_part());
  }
  return result;
}

/// The blocks on the face that eigenvalues below the threshold (relative) point to; none when nothing is small, or when the
/// small eigenvectors do not span a rational space.
std::optional<std::vector<GramBlock>> narrowed(const GramSystem& system, const std::vector<DenseMatrix>& near,
                                               const Recognition& as) {
  double scale = 0;
  for (const DenseMatrix& block : near) scale = std::max(scale, block.largest());
  std::vector<GramBlock> result;
  bool changed = false;
  for (std::size_t b = 0; b < near.size(); ++b) {
    const Eigensystem eigen = eigensystem(near[b]);
    std::vector<std::vector<double>> kernel;
    for (std::size_t i = 0; i < eigen.values.size() && eigen.values[i] < as.threshold * scale; ++i)
      kernel.emplace_back(eigen.vectors.row(i), eigen.vectors.row(i) + near[b].size());
    GramBlock block = system.blocks()[b];
    if (!kernel.empty()) {
      const auto echelon = rational_echelon(std::move(kernel), as);
      if (!echelon) return {};
      block.basis = orthogonal_basis(block.basis, *echelon);
      changed = true;
    }
    if (block.basis.empty() && block.constant) return {};
    if (!block.basis.empty()) result.push_back(std::move(block));
  }
  if (!changed) return {};
  return result;
}

/// Solves on the blocks given, narrowing them to a face where the solution lies on the boundary of the cone.
std::optional<SquaresIdentity> on_face(const SquaresQuestion& question, const std::vector<GramBlock>& blocks,
                                       const std::vector<FreeProduct>& free, int depth, const StopSignal& stop) {
  GramSystem system(question, blocks, free);
  if (!system.solve(stop)) return {};
  const Centre centre = find_centre(system.program(), stop);
  if (centre.status == CentreStatus::infeasible || stop.requested()) return {};
  if (centre.status == CentreStatus::interior) return rounded_identity(question, system, centre.blocks, stop);
  if (auto found = rounded_identity(question, system, centre.blocks, stop)) return found;
  if (centre.status == CentreStatus::inconclusive || depth == 0) return {};
  constexpr std::array<Recognition, 4> attempts{
      {{1e-5, 1e-4, false}, {1e-7, 1e-5, false}, {1e-3, 1e-3, false}, {1e-5, 1e-6, true}}};
  for (const Recognition& as : attempts)
    if (const auto face = narrowed(system, centre.blocks, as))
      if (auto found = on_face(question, *face, free, depth - 1, stop)) return found;
  return {};
}

}  // namespace

void require_agreement(const SquaresQuestion& question) {
  if (question.constant_wanted.size() != question.multipliers.size())
    throw std::invalid_argument("weighted_sum_of_squares: one mark for each multiplier");
  for (const auto* group : {&question.multipliers, &question.equations})
    for (const Polynomial& p : *group)
      if (!p.ring()->agrees_with(*question.goal.ring()))
        throw std::invalid_argument("weighted_sum_of_squares: polynomials of different rings");
}

std::optional<SquaresIdentity> weighted_squares_of_blocks(const SquaresQuestion& question,
                                                          const std::vector<GramBlock>& blocks,
                                                          const StopSignal& stop) {
  require_agreement(question);
  const std::vector<FreeProduct> free = GramSystem::free_products(question);
  const auto wanted = std::count(question.constant_wanted.begin(), question.constant_wanted.end(), true);
  const auto left = std::count_if(blocks.begin(), blocks.end(), [](const GramBlock& block) { return block.constant; });
  if (wanted > 0 && left == 0) return {};
  return on_face(question, blocks, free, max_faces, stop);
}

std::optional<SquaresIdentity> weighted_sum_of_squares(const SquaresQuestion& question, const SquaresLimits& limits,
                                                       const StopSignal& stop) {
  require_agreement(question);
  const auto blocks = possible_blocks(question, limits);
  return blocks ? weighted_squares_of_blocks(question, *blocks, stop) : std::nullopt;
}

}  // namespace geq::polynomials
