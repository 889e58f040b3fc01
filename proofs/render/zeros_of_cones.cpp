// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>

#include "proofs/render/cone_geometry.hpp"
#include "proofs/render/equality.hpp"

namespace geq::render {

using proofs::ExactPolynomial;
using proofs::Rational;
using proofs::Sequent;

namespace {

using Columns = std::vector<std::vector<proofs::Integer>>;

ExactPolynomial column_parameter(std::size_t c) { return ExactPolynomial::variable("$" + std::to_string(c + 1)); }

/// The supports of the form's monomials, each once.
std::vector<std::uint32_t> supports(const proofs::ConeForm& form) {
  std::set<std::uint32_t> result;
  const std::size_t n = form.table().columns();
  for (std::size_t m = 0; m < form.table().size(); ++m) {
    if (form.coefficient_sign(m) == 0) continue;
    std::uint32_t support = 0;
    for (std::size_t c = 0; c < n; ++c) support |= form.table().exponent(m, c) > 0 ? 1U << c : 0U;
    result.insert(support);
  }
  return {result.begin(), result.end()};
}

/// V t for t given as polynomials, in the columns' variables; the other variables are free.
Family on_cone(const proofs::Cones& step, const Sequent& sequent, const Columns& columns,
               const std::vector<ExactPolynomial>& t, const std::map<std::string, Range>& parameters) {
  Family result{{}, parameters};
  for (std::size_t coordinate = 0; coordinate < step.columns.size(); ++coordinate) {
    ExactPolynomial value;
    for (std::size_t c = 0; c < columns.size(); ++c)
      if (!zerop(columns[c][coordinate])) value = value + ExactPolynomial(Rational(columns[c][coordinate])) * t[c];
    result.point.emplace(step.columns[coordinate], value);
  }
  for (const auto& [name, value] : everything(sequent).point)
    if (!result.point.contains(name)) {
      const std::string free = "$free." + name;
      result.point.emplace(name, ExactPolynomial::variable(free));
      result.parameters.emplace(free, Range::real);
    }
  return result;
}

/// t = V^{-1} x as polynomials, for a family of points x.
std::optional<std::vector<ExactPolynomial>> coordinates(const proofs::Cones& step, const Columns& columns,
                                                        const Family& family) {
  const std::size_t n = columns.size();
  std::vector<Vector> matrix(n, Vector(n));
  for (std::size_t i = 0; i < n; ++i)
    for (std::size_t c = 0; c < n; ++c) matrix[i][c] = columns[c][i];
  const auto back = inverse(matrix);
  if (!back) return {};
  std::vector<ExactPolynomial> t(n);
  for (std::size_t c = 0; c < n; ++c)
    for (std::size_t i = 0; i < n; ++i) t[c] = t[c] + ExactPolynomial((*back)[c][i]) * family.point.at(step.columns[i]);
  return t;
}

class ConeZeros {
 public:
  ConeZeros(const proofs::Cones& step, const Sequent& sequent, const std::vector<Zeros>& open)
      : step_(step), sequent_(sequent), open_(open), ends_(subtree_ends(step)) {
    for (const proofs::ConeNode& node : step.tree)
      if (const auto* same = std::get_if<proofs::ConeSame>(&node)) cited_.insert(same->node);
  }

  Zeros run() {
    walk_cones(step_, sequent_, [this](const ConeView& cone) {
      if (cited_.contains(cone.node)) columns_.emplace(cone.node, cone.columns);
      std::visit([&](const auto& node) { visit(node, cone); }, step_.tree[cone.node]);
    });
    Zeros result{{}, complete_};
    for (auto& [node, families] : found_)
      for (Family& family : families) result.families.push_back(std::move(family));
    return result;
  }

 private:
  void keep(std::size_t node, Family family) {
    // Many leaves share faces: each set of points is kept once for every subtree that others refer to.
    std::string name = key(family, sequent_.variables);
    if (cited_.empty() && !seen_.insert(std::move(name)).second) return;
    if (++kept_ > (cited_.empty() ? max_families : 20 * max_families)) {
      complete_ = false;
      return;
    }
    found_[node].push_back(std::move(family));
  }

  void visit(const proofs::ConeSplit&, const ConeView&) {}

  void visit(const proofs::ConeLeaf&, const ConeView& cone) {
    const std::size_t n = step_.columns.size();
    const auto faces = n <= 16 ? minimal_hitting_sets(supports(cone.form), n) : std::nullopt;
    if (!faces) {
      complete_ = false;
      return;
    }
    for (const std::uint32_t zero : *faces) {
      std::vector<ExactPolynomial> t(n);
      std::map<std::string, Range> parameters;
      for (std::size_t c = 0; c < n; ++c) {
        if ((zero >> c & 1U) != 0) continue;
        t[c] = column_parameter(c);
        parameters.emplace("$" + std::to_string(c + 1), Range::nonnegative);
      }
      keep(cone.node, on_cone(step_, sequent_, cone.columns, t, parameters));
    }
  }

  void visit(const proofs::ConeOpen&, const ConeView& cone) {
    const Zeros& inner = open_.at(next_open_++);
    complete_ = complete_ && inner.complete;
    for (const Family& family : inner.families) {
      std::vector<ExactPolynomial> t;
      for (const std::string& name : step_.names) t.push_back(family.point.at(name));
      keep(cone.node, on_cone(step_, sequent_, cone.columns, t, family.parameters));
    }
  }

  void visit(const proofs::ConeSame& same, const ConeView& cone) {
    std::vector<Family> copies;
    for (auto at = found_.lower_bound(same.node); at != found_.end() && at->first < ends_[same.node]; ++at)
      for (const Family& family : at->second) {
        const auto s = coordinates(step_, columns_.at(same.node), family);
        if (!s) {
          complete_ = false;
          continue;
        }
        std::vector<ExactPolynomial> t(s->size());
        for (std::size_t j = 0; j < s->size(); ++j) t[same.order[j]] = (*s)[j];
        copies.push_back(on_cone(step_, sequent_, cone.columns, t, family.parameters));
      }
    for (Family& family : copies) keep(cone.node, std::move(family));
  }

  const proofs::Cones& step_;
  const Sequent& sequent_;
  const std::vector<Zeros>& open_;
  std::vector<std::size_t> ends_;
  std::set<std::size_t> cited_;
  std::map<std::size_t, Columns> columns_;            // of the nodes that others refer to
  std::map<std::size_t, std::vector<Family>> found_;  // by node
  std::set<std::string> seen_;
  std::size_t kept_ = 0;
  std::size_t next_open_ = 0;
  bool complete_ = true;
};

}  // namespace

Zeros zeros_of_cones(const proofs::Cones& step, const Sequent& sequent, const std::vector<Zeros>& open) {
  return ConeZeros(step, sequent, open).run();
}

}  // namespace geq::render
