// SPDX-License-Identifier: GPL-3.0-or-later
#include "prover/linear_combination.hpp"

#include <map>

namespace geq::prover {

using proofs::ExactPolynomial;
using proofs::Monomial;
using proofs::Rational;

std::optional<std::vector<Rational>> as_combination(const std::vector<ExactPolynomial>& columns,
                                                    const ExactPolynomial& wanted) {
  std::vector<ExactPolynomial> rest = columns;
  std::vector<std::map<std::size_t, Rational>> made(columns.size());  // rest[k] as a combination of the columns
  for (std::size_t k = 0; k < columns.size(); ++k) made[k] = {{k, Rational(1)}};
  ExactPolynomial left = wanted;
  std::map<std::size_t, Rational> result;
  const auto take = [](std::map<std::size_t, Rational>& to, const std::map<std::size_t, Rational>& from,
                       const Rational& factor) {
    for (const auto& [k, value] : from) to[k] = to[k] + factor * value;
  };
  for (std::size_t k = 0; k < columns.size(); ++k) {
    if (rest[k].is_zero()) continue;
    const auto& [monomial, pivot] = *rest[k].terms().begin();
    const Monomial lead = monomial;
    const Rational scale = pivot;
    const auto reduce = [&](ExactPolynomial& polynomial) {
      const auto place = polynomial.terms().find(lead);
      const Rational factor = place == polynomial.terms().end() ? Rational(0) : place->second / scale;
      polynomial = polynomial - ExactPolynomial(factor) * rest[k];
      return factor;
    };
    for (std::size_t l = k + 1; l < columns.size(); ++l) take(made[l], made[k], -reduce(rest[l]));
    take(result, made[k], reduce(left));
  }
  if (!left.is_zero()) return {};
  std::vector<Rational> values(columns.size(), Rational(0));
  for (const auto& [k, value] : result) values[k] = value;
  return values;
}

}  // namespace geq::prover
