// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <map>
#include <numeric>

#include "prover/reductions/reductions.hpp"

namespace geq::prover {

using proofs::ExactPolynomial;
using proofs::Permutation;
using proofs::Sequent;

namespace {

constexpr std::size_t max_class = 5;  // of variables whose permutations are all tried

/// What a symmetry cannot change about a variable: in how many terms it occurs, with which exponents and coefficients.
std::multiset<std::string> signature(const std::string& name, const Sequent& sequent) {
  const proofs::Atom atom = proofs::Atom::variable(name);
  std::multiset<std::string> result;
  for (const auto& [monomial, coefficient] : sequent.goal.polynomial.terms())
    if (const auto exponent = exponent_of(atom, monomial); exponent > 0)
      result.insert(std::to_string(exponent) + "/" + std::to_string(monomial.size()) + "/" +
                    proofs::to_text(coefficient));
  return result;
}

/// The variables as a symmetry may mix them, in classes of equal signature.
std::vector<std::vector<std::string>> classes(const Sequent& sequent) {
  std::map<std::multiset<std::string>, std::vector<std::string>> found;
  for (const std::string& name : goal_variables(sequent)) found[signature(name, sequent)].push_back(name);
  std::vector<std::vector<std::string>> result;
  result.reserve(found.size());
  for (auto& [key, names] : found) result.push_back(std::move(names));
  return result;
}

/// The permutation and its powers, as far as they move the variable.
std::vector<Permutation> powers(const Permutation& permutation, const std::string& variable) {
  const std::map<std::string, std::string> image(permutation.begin(), permutation.end());
  std::vector<Permutation> result;
  for (Permutation power = permutation; result.size() < permutation.size();) {
    const auto moved =
        std::find_if(power.begin(), power.end(), [&](const auto& pair) { return pair.first == variable; });
    if (moved == power.end() || moved->second == variable) break;
    result.push_back(power);
    for (auto& [from, to] : power) to = image.at(to);
  }
  return result;
}

/// The kernel accepts it as a symmetry of the sequent that moves the variable.
bool is_symmetry(const Permutation& permutation, const std::string& variable, const Sequent& sequent) {
  return proofs::apply(proofs::Smallest{variable, powers(permutation, variable)}, sequent).has_value();
}

/// A symmetry that takes `from` to `to`: the transposition, a rotation or a reflection of the class, for small classes
/// any permutation.
std::optional<Permutation> symmetry_taking(const std::string& from, const std::string& to,
                                           const std::vector<std::string>& names, const Sequent& sequent) {
  const Permutation transposition{{from, to}, {to, from}};
  if (is_symmetry(transposition, from, sequent)) return transposition;
  const std::size_t n = names.size();
  std::vector<std::size_t> images(n);
  const auto permutation = [&] {
    Permutation result;
    for (std::size_t i = 0; i < n; ++i) result.emplace_back(names[i], names[images[i]]);
    return result;
  };
  const auto place = [&](const std::string& name) {
    return static_cast<std::size_t>(std::find(names.begin(), names.end(), name) - names.begin());
  };
  const std::size_t shift = place(to) + n - place(from);
  for (std::size_t i = 0; i < n; ++i) images[i] = (i + shift) % n;
  if (is_symmetry(permutation(), from, sequent)) return permutation();
  for (std::size_t i = 0; i < n; ++i) images[i] = (place(from) + place(to) + n - i) % n;
  if (is_symmetry(permutation(), from, sequent)) return permutation();
  if (n > max_class) return {};
  std::iota(images.begin(), images.end(), std::size_t{0});
  do {
    if (names[images[place(from)]] == to && is_symmetry(permutation(), from, sequent)) return permutation();
  } while (std::next_permutation(images.begin(), images.end()));
  return {};
}

/// The step that makes the variable the smallest of its orbit; none if the orbit is trivial.
std::optional<proofs::Smallest> orbit_of(const std::string& variable, const std::vector<std::string>& names,
                                         const Sequent& sequent) {
  proofs::Smallest step{variable, {}};
  for (const std::string& other : names)
    if (other != variable)
      if (auto found = symmetry_taking(variable, other, names, sequent)) step.symmetries.push_back(std::move(*found));
  if (step.symmetries.empty() || !proofs::apply(step, sequent)) return {};
  return step;
}

/// The largest orbit of a variable that is not yet the smallest of one; of equal ones that of the last variable.
std::optional<proofs::Smallest> largest_orbit(const Sequent& sequent, const std::set<std::string>& done) {
  std::optional<proofs::Smallest> best;
  for (const std::vector<std::string>& names : classes(sequent))
    for (auto variable = names.rbegin(); variable != names.rend(); ++variable) {
      if (done.contains(*variable)) continue;
      auto step = orbit_of(*variable, names, sequent);
      if (!step || (best && step->symmetries.size() <= best->symmetries.size())) continue;
      best = std::move(step);
      if (best->symmetries.size() + 1 == names.size() - done.size()) break;
    }
  return best;
}

/// u = a - b, v = b - c and so on, where `below` says which variable each one is compared with.
proofs::Put differences(const std::map<std::string, std::string>& below, const std::vector<std::string>& order,
                        const std::vector<std::string>& fresh) {
  std::map<std::string, ExactPolynomial> values;
  proofs::Put put;
  std::size_t next = 0;
  for (const std::string& name : order)
    if (below.contains(name))
      put.definitions.emplace_back(fresh[next++],
                                   ExactPolynomial::variable(name) - ExactPolynomial::variable(below.at(name)));
  for (const std::string& name : order) {
    ExactPolynomial value;
    for (std::string at = name;; at = below.at(at)) {
      const auto found = below.find(at);
      if (found == below.end()) {
        value = value + ExactPolynomial::variable(at);
        break;
      }
      const auto wanted = ExactPolynomial::variable(at) - ExactPolynomial::variable(found->second);
      for (const auto& [fresh_name, definition] : put.definitions)
        if (definition == wanted) value = value + ExactPolynomial::variable(fresh_name);
    }
    if (below.contains(name)) put.replacements.emplace_back(name, value);
  }
  return put;
}

}  // namespace

Steps Ordered::followed_by(const Steps& proof) const {
  Steps result = steps;
  result.insert(result.end(), proof.begin(), proof.end());
  return result;
}

Ordered order_by_symmetry(const Sequent& sequent, const Origin& origin, Search& search) {
  Ordered result{{}, sequent, origin, {}};
  const std::vector<std::string> order = goal_variables(sequent);
  std::map<std::string, std::string> below;
  std::set<std::string> done;
  while (!search.is_over()) {
    const auto step = largest_orbit(result.sequent, done);
    if (!step) break;
    auto remaining = proofs::apply(*step, result.sequent);
    if (!remaining) break;  // the time is up
    done.insert(step->variable);
    for (const Permutation& symmetry : step->symmetries)
      for (const auto& [from, to] : symmetry)
        if (from == step->variable) below[to] = step->variable;
    result.sequent = std::move(remaining).value().front();
    result.steps.emplace_back(*step);
  }
  if (below.empty()) {
    result.unordered = order;
    return result;
  }
  const proofs::Put put = differences(below, order, fresh_names(result.sequent, "uvwxyzpqrs", below.size()));
  auto remaining = proofs::apply(put, result.sequent);
  if (!remaining) return {{}, sequent, origin, order};
  result.sequent = std::move(remaining).value().front();
  result.origin = origin.after(put);
  result.steps.emplace_back(put);
  // The differences to the same variable are in no order yet.
  std::map<std::string, std::size_t> siblings;
  for (const auto& [name, lower] : below) ++siblings[lower];
  std::size_t next = 0;
  for (const std::string& name : order)
    if (below.contains(name)) {
      if (siblings[below.at(name)] > 1) result.unordered.push_back(put.definitions[next].first);
      ++next;
    } else if (!siblings.contains(name)) {
      result.unordered.push_back(name);
    }
  return result;
}

}  // namespace geq::prover
