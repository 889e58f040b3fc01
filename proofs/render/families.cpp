// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>

#include "proofs/render/zeros.hpp"

namespace geq::render {

using proofs::ExactPolynomial;
using proofs::Integer;
using proofs::Rational;
using proofs::sign;

namespace {

std::string key_of(const Vector& vector) {
  std::string text;
  for (const Rational& entry : vector) text += proofs::to_text(entry) + ",";
  return text;
}

bool is_zero(const Vector& vector) {
  return std::all_of(vector.begin(), vector.end(), [](const Rational& entry) { return zerop(entry); });
}

/// Is the point a combination of the generators, with nonnegative factors where they ask for it? Only decided when the
/// generators are independent.
bool contains(const Generators& cone, const Vector& point) {
  const std::size_t n = point.size();
  const std::size_t k = cone.vectors.size();
  std::vector<Vector> rows(n, Vector(k + 1));
  for (std::size_t i = 0; i < n; ++i) {
    for (std::size_t j = 0; j < k; ++j) rows[i][j] = cone.vectors[j][i];
    rows[i][k] = point[i];
  }
  std::size_t rank = 0;
  for (std::size_t j = 0; j < k; ++j) {
    std::size_t pivot = rank;
    while (pivot < n && zerop(rows[pivot][j])) ++pivot;
    if (pivot == n) return false;  // dependent
    std::swap(rows[pivot], rows[rank]);
    const Rational scale = rows[rank][j];
    for (Rational& entry : rows[rank]) entry = entry / scale;
    for (std::size_t i = 0; i < n; ++i) {
      if (i == rank || zerop(rows[i][j])) continue;
      const Rational factor = rows[i][j];
      for (std::size_t c = 0; c <= k; ++c) rows[i][c] = rows[i][c] - factor * rows[rank][c];
    }
    ++rank;
  }
  for (std::size_t i = rank; i < n; ++i)
    if (!zerop(rows[i][k])) return false;
  for (std::size_t j = 0; j < k; ++j)
    if (!cone.both_ways[j] && sign(rows[j][k]) < 0) return false;
  return true;
}

bool contains(const Generators& cone, const Generators& other) {
  for (std::size_t j = 0; j < other.vectors.size(); ++j) {
    if (!contains(cone, other.vectors[j])) return false;
    Vector opposite = other.vectors[j];
    for (Rational& entry : opposite) entry = -entry;
    if (other.both_ways[j] && !contains(cone, opposite)) return false;
  }
  return true;
}

bool are_opposite_rays(const Generators& one, const Generators& other) {
  if (one.vectors.size() != 1 || other.vectors.size() != 1 || one.both_ways[0] || other.both_ways[0]) return false;
  Vector opposite = other.vectors[0];
  for (Rational& entry : opposite) entry = -entry;
  return one.vectors[0] == opposite;
}

}  // namespace

Vector primitive(Vector vector) {
  Integer denominators = 1;
  for (const Rational& entry : vector) denominators = cln::lcm(denominators, cln::denominator(entry));
  Integer content = 0;
  for (const Rational& entry : vector) content = cln::gcd(content, cln::numerator(entry * denominators));
  if (zerop(content)) return vector;
  for (Rational& entry : vector) entry = entry * denominators / content;
  return vector;
}

std::optional<Generators> generators(const Family& family, const std::vector<std::string>& names) {
  Generators result;
  for (const auto& [parameter, range] : family.parameters) {
    result.vectors.emplace_back(names.size(), Rational(0));
    result.both_ways.push_back(range == Range::real);
  }
  for (std::size_t i = 0; i < names.size(); ++i)
    for (const auto& [monomial, coefficient] : family.point.at(names[i]).terms()) {
      if (monomial.size() != 1 || monomial[0].second != 1 || !monomial[0].first.is_variable()) return {};
      const auto place = family.parameters.find(monomial[0].first.name());
      if (place == family.parameters.end()) return {};
      result.vectors[static_cast<std::size_t>(std::distance(family.parameters.begin(), place))][i] = coefficient;
    }
  for (Vector& vector : result.vectors) vector = primitive(vector);
  return result;
}

std::string key(const Family& family, const std::vector<std::string>& names) {
  if (const auto cone = generators(family, names)) {
    std::vector<std::string> parts;
    for (std::size_t j = 0; j < cone->vectors.size(); ++j) {
      Vector vector = cone->vectors[j];
      if (cone->both_ways[j]) {
        const auto first = std::find_if(vector.begin(), vector.end(), [](const Rational& e) { return !zerop(e); });
        if (first != vector.end() && sign(*first) < 0)
          for (Rational& entry : vector) entry = -entry;
      }
      if (!is_zero(vector)) parts.push_back((cone->both_ways[j] ? "~" : "") + key_of(vector));
    }
    std::sort(parts.begin(), parts.end());
    parts.erase(std::unique(parts.begin(), parts.end()), parts.end());
    std::string text = "cone";
    for (const std::string& part : parts) text += ";" + part;
    return text;
  }
  proofs::Substitution rename;
  std::string text;
  for (const std::string& name : names)
    for (const auto& [monomial, coefficient] : terms_in_reading_order(family.point.at(name)))
      for (const auto& [atom, exponent] : monomial)
        if (atom.is_variable())
          rename.emplace(atom.name(), ExactPolynomial::variable("$" + std::to_string(rename.size() + 1)));
  for (const std::string& name : names) text += to_text(substitute(family.point.at(name), rename)) + ";";
  return text;
}

void simplify(Zeros& zeros, const std::vector<std::string>& names) {
  std::vector<Family> kept;
  std::vector<std::optional<Generators>> cones;
  std::set<std::string> seen;
  for (Family& family : zeros.families) {
    if (!seen.insert(key(family, names)).second) continue;
    cones.push_back(generators(family, names));
    kept.push_back(std::move(family));
  }
  std::vector<bool> dropped(kept.size(), false);
  for (std::size_t i = 0; i < kept.size(); ++i)
    for (std::size_t j = i + 1; j < kept.size() && !dropped[i]; ++j)
      if (!dropped[j] && cones[i] && cones[j] && are_opposite_rays(*cones[i], *cones[j])) {
        kept[i].parameters.begin()->second = Range::real;  // together a line
        cones[i] = generators(kept[i], names);
        dropped[j] = true;
      }
  for (std::size_t i = 0; i < kept.size(); ++i)
    for (std::size_t j = 0; j < kept.size() && !dropped[i]; ++j)
      if (i != j && !dropped[j] && cones[i] && cones[j]) dropped[i] = contains(*cones[j], *cones[i]);
  zeros.families.clear();
  for (std::size_t i = 0; i < kept.size(); ++i)
    if (!dropped[i]) zeros.families.push_back(std::move(kept[i]));
}

}  // namespace geq::render
