// SPDX-License-Identifier: GPL-3.0-or-later
#include "prover/analysis/integrals.hpp"
#include "prover/analysis/majorants.hpp"
#include "prover/analysis/partial_sums.hpp"
#include "prover/analysis/powers.hpp"
#include "prover/analysis/separated_variables.hpp"
#include "prover/analysis/sharp_means.hpp"
#include "prover/analysis/sums_and_integrals.hpp"
#include "prover/analysis/turning_points.hpp"
#include "prover/portfolio.hpp"
#include "prover/strategies/conjugates.hpp"
#include "prover/strategies/constrained.hpp"
#include "prover/strategies/elementary.hpp"
#include "prover/strategies/strategies.hpp"
#include "prover/symbolic/any_length.hpp"
#include "prover/symbolic/assumption_products.hpp"
#include "prover/symbolic/floors.hpp"
#include "prover/symbolic/gibbs.hpp"
#include "prover/symbolic/gram.hpp"
#include "prover/symbolic/half_degree.hpp"
#include "prover/symbolic/integer_angles.hpp"
#include "prover/symbolic/iterations.hpp"
#include "prover/symbolic/mean_tangents.hpp"
#include "prover/symbolic/obtuse_angles.hpp"
#include "prover/symbolic/pairs.hpp"
#include "prover/symbolic/product_constraints.hpp"
#include "prover/symbolic/real_families.hpp"
#include "prover/symbolic/single_terms.hpp"
#include "prover/symbolic/sums.hpp"
#include "prover/symbolic/supporting_lines.hpp"

namespace geq::prover {

const std::vector<Strategy>& strategies() {
  static const std::vector<Strategy> all{
      {"visible", visible, nullptr, false},
      {"floors-as-integers", floors_as_integers, nullptr, false, true},
      {"integer-angles", integer_angles, nullptr, false, true},
      {"supporting-lines", supporting_lines, nullptr, false},
      {"combination-of-facts", combination_of_facts, nullptr, false},
      {"one-variable", one_variable, nullptr, false, true},
      {"box-coefficients", box_coefficients, nullptr, false, true},
      {"subdivision", subdivision, nullptr, false, true},
      {"tangents", tangents, nullptr, false, true},
      {"derivative-chains", derivative_chains, nullptr, false, true},
      {"mean-angles", mean_angles, nullptr, false},
      {"trigonometric-identities", trigonometric_identities, nullptr, false, true},
      {"monotone-in-a-variable", monotone_in_a_variable, nullptr, false, true},
      {"power-tangents", power_tangents, nullptr, false},
      {"elementary-identities", elementary_identities, nullptr, false, true},
      {"two-variable-forms", two_variable_form, nullptr, false},
      {"difference-substitution", nullptr, difference_substitution, false},
      {"weighted-means", weighted_means, nullptr, false},
      {"grouping", grouping, grouping_ordered, false},
      {"discriminant", discriminant, discriminant_ordered, false},
      {"half-degree", half_degree, nullptr, false},
      {"sums-of-squares", sums_of_squares, nullptr, false},
      {"positivstellensatz", positivstellensatz, nullptr, false},
      {"term-by-term", term_by_term, nullptr, false, true},
      {"hoelder", hoelder, nullptr, false},
      {"minkowski", minkowski, nullptr, false},
      {"root-tangents", root_tangents, nullptr, false},
      {"shares", equal_shares, nullptr, false},
      {"parameter-ends", parameter_ends, nullptr, false},
      {"bounded-products", bounded_products, nullptr, false},
      {"independent-factors", independent_factors, nullptr, false},
      {"contraposition", contraposition, nullptr, false},
      {"assumption-multiples", assumption_multiples, nullptr, false},
      {"ratios-of-bounds", ratios_of_bounds, nullptr, false},
      {"mixed-powers", mixed_powers, nullptr, false},
      {"filled-terms", filled_terms, nullptr, false},
      {"reciprocals-as-variables", reciprocals_as_variables, nullptr, false},
      {"three-roots", three_roots, nullptr, false},
      {"conjugates", conjugates, nullptr, false, true},
      {"named-roots", named_roots, nullptr, false},
      {"exponential-means", exponential_means, nullptr, false},
      {"gibbs-inequalities", gibbs_inequalities, nullptr, false},
      {"inner-products", inner_products, nullptr, false},
      {"obtuse-angles", obtuse_angles, nullptr, false},
      {"iterations", iterations, nullptr, false},
      {"ends-of-intervals", ends_of_intervals, nullptr, false},
      {"products-of-assumptions", products_of_assumptions, nullptr, false},
      {"product-constraints", product_constraints, nullptr, false},
      {"any-length", any_length, nullptr, false},
      {"pairs-of-indices", pairs_of_indices, nullptr, false},
      {"single-terms", single_terms, nullptr, false},
      {"mean-tangents", mean_tangents, nullptr, false},
      {"separated-variables", separated_variables, nullptr, false},
      {"sums-over-indices", sums_over_indices, nullptr, false},
      {"power-sums", power_sums, nullptr, false},
      {"induction", induction, nullptr, false},
      {"closed-sums", sums_in_closed_form, nullptr, false},
      {"partial-sums", partial_sums, nullptr, false},
      {"sums-and-integrals", sums_and_integrals, nullptr, false},
      {"sharp-means", sharp_means, nullptr, false},
      {"powers-and-exponentials", powers_and_exponentials, nullptr, false},
      {"turning-points", turning_points, nullptr, false, true},
      {"integrals-and-limits", integrals_and_limits, nullptr, false},
      {"sign-orthants", sign_orthants, nullptr, false},
      {"successive-difference-substitution", nullptr, successive_difference_substitution, true},
      {"near-minimiser-splits", nullptr, near_minimiser_splits, true},
      {"averaged-difference-substitution", nullptr, averaged_difference_substitution, true},
      {"edge-bisection", nullptr, edge_bisection, true},
      {"open-cells", open_cells, nullptr, false},
  };
  return all;
}

std::vector<std::string> strategy_names() {
  std::vector<std::string> names;
  for (const Strategy& strategy : strategies()) names.emplace_back(strategy.name);
  return names;
}

}  // namespace geq::prover
