// SPDX-License-Identifier: GPL-3.0-or-later
#include "prover/plot/proof_cones.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <optional>

#include "proofs/render/trace.hpp"
#include "prover/float_program.hpp"

namespace geq::plot {

using proofs::ExactPolynomial;
using proofs::Rational;

namespace {

/// The three variables in terms of those of a sequent.
using Image = std::map<std::string, ExactPolynomial>;

Image after(const Image& image, const proofs::Step& step) {
  const auto* put = std::get_if<proofs::Put>(&step);
  if (put == nullptr) return image;
  proofs::Substitution replaced;
  for (const auto& [name, polynomial] : put->replacements) replaced.emplace(name, polynomial);
  Image result;
  for (const auto& [name, polynomial] : image) result.emplace(name, proofs::substitute(polynomial, replaced));
  return result;
}

/// The image of the ray on which these names have these values and all others are zero; none if it is no point of the
/// orthant.
std::optional<Corner> corner_of(const Image& image, const std::vector<std::string>& variables,
                                const std::map<std::string, Rational>& values) {
  Corner corner{};
  double sum = 0;
  for (std::size_t i = 0; i < 3; ++i) {
    Rational value = 0;
    for (const auto& [monomial, coefficient] : image.at(variables[i]).terms()) {
      if (monomial.size() != 1 || monomial.front().second != 1 || !monomial.front().first.is_variable()) return {};
      const auto found = values.find(monomial.front().first.name());
      if (found != values.end()) value = value + coefficient * found->second;
    }
    if (proofs::sign(value) < 0) return {};
    corner[i] = prover::to_double(value);
    sum += corner[i];
  }
  if (!(sum > 0)) return {};
  for (double& x : corner) x /= sum;
  return corner;
}

class Collector {
 public:
  Collector(const render::Trace& trace, const std::vector<std::string>& variables)
      : trace_(trace), variables_(variables) {}

  std::vector<Triangle> run() {
    std::vector<Image> images(trace_.nodes.size());
    Image identity;
    for (const std::string& name : variables_) identity.emplace(name, ExactPolynomial::variable(name));
    for (const std::size_t root : trace_.roots) images[root] = identity;
    for (std::size_t i = 0; i < trace_.nodes.size(); ++i) {  // children come after their parents
      const render::TraceNode& node = trace_.nodes[i];
      for (const std::size_t child : node.children) images[child] = after(images[i], node.step);
      if (images[i].empty()) continue;
      if (const auto* cones = std::get_if<proofs::Cones>(&node.step)) {
        add_tree(images[i], *cones, node.before);
      } else if (node.children.empty()) {
        add_region(images[i], node.before);
      }
    }
    return triangles_;
  }

 private:
  void add_tree(const Image& image, const proofs::Cones& step, const proofs::Sequent& sequent) {
    if (step.columns.size() != 3) return;
    render::walk_cones(step, sequent, [&](const render::ConeView& view) {
      std::vector<Corner> corners;
      for (const auto& column : view.columns) {
        std::map<std::string, Rational> values;
        for (std::size_t i = 0; i < column.size(); ++i) values.emplace(step.columns[i], column[i]);
        if (const auto corner = corner_of(image, variables_, values)) corners.push_back(*corner);
      }
      add(corners);
    });
  }

  /// The cone of the variables of a sequent that has been changed to differences.
  void add_region(const Image& image, const proofs::Sequent& sequent) {
    std::set<std::string> names;
    for (const auto& [name, polynomial] : image) names.merge(proofs::variables(polynomial));
    if (names.size() != 3) return;
    std::vector<Corner> corners;
    for (const std::string& name : names) {
      const auto sign = proofs::sign_of(proofs::Atom::variable(name), sequent.facts);
      if (!sign || !proofs::implies(*sign, proofs::Sign::nonnegative)) return;
      if (const auto corner = corner_of(image, variables_, {{name, Rational(1)}})) corners.push_back(*corner);
    }
    add(corners);
  }

  void add(const std::vector<Corner>& corners) {
    if (corners.size() == 3) triangles_.push_back({corners[0], corners[1], corners[2]});
  }

  const render::Trace& trace_;
  const std::vector<std::string>& variables_;
  std::vector<Triangle> triangles_;
};

}  // namespace

std::vector<Triangle> proof_cones(const proofs::Statement& statement, const proofs::Proof& proof,
                                  const std::vector<std::string>& variables) {
  const render::Trace trace = render::replay(statement, proof);
  return Collector(trace, variables).run();
}

}  // namespace geq::plot
