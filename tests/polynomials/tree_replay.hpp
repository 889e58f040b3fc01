// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <string>
#include <vector>

#include "polynomials/cone_tree.hpp"

namespace geq::polynomials {

/// f(V t) by composition of polynomials: nothing of the dense arrays is used.
inline Polynomial on_cone(const Polynomial& form, const ConeColumns& columns) {
  std::vector<Polynomial> images(form.variables(), Polynomial(form.ring()));
  for (std::size_t k = 0; k < columns.size(); ++k) {
    const Polynomial t = Polynomial::variable(form.ring(), k);
    for (std::size_t row = 0; row < images.size(); ++row)
      images[row] = images[row] + t.scaled(Rational(columns[k][row]));
  }
  return form.compose(images);
}

inline bool has_nonnegative_coefficients(const Polynomial& polynomial) {
  const std::vector<Term> terms = polynomial.terms();
  return std::all_of(terms.begin(), terms.end(), [](const Term& term) { return term.coefficient.sign() >= 0; });
}

/// What is wrong with a tree, checked the slow way; empty when every node says the truth. Open nodes are counted.
inline std::string fault_in(const ConeTree& tree, const Polynomial& form, std::size_t& open) {
  open = 0;
  if (!is_well_formed(tree, form.variables())) return "not well formed";
  std::string fault;
  std::vector<Polynomial> forms;
  walk(tree, Form(form), [&](const ConeVisit& visit) {
    const Polynomial here = on_cone(form, visit.columns);
    forms.push_back(here.primitive_part());
    if (!(visit.form.polynomial(form.ring()) == forms.back())) fault = "walk gives another form";
    if (std::holds_alternative<Open>(visit.kind)) ++open;
    if (std::holds_alternative<Leaf>(visit.kind) && !has_nonnegative_coefficients(here)) fault = "leaf is negative";
    if (const auto* same = std::get_if<Same>(&visit.kind)) {
      std::vector<Polynomial> images;
      for (const std::size_t c : same->columns) images.push_back(Polynomial::variable(form.ring(), c));
      if (!(forms[same->node].compose(images) == forms.back())) fault = "repeat differs";
    }
    if (!fault.empty()) fault.append(" at node ").append(std::to_string(visit.node));
    return fault.empty();
  });
  return fault;
}

}  // namespace geq::polynomials
