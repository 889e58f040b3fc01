// SPDX-License-Identifier: GPL-3.0-or-later
#include "proofs/kernel/binders.hpp"

#include <algorithm>

#include "proofs/kernel/limits.hpp"
#include "proofs/kernel/normal_form.hpp"
#include "proofs/kernel/work.hpp"

namespace geq::proofs {

namespace {

std::optional<std::size_t> bound_place(const Atom& atom) {
  if (atom.op() != Operator::bound) return {};
  const auto value = atom.arguments()[0].constant();
  const auto index = value ? integer_between(*value, 0, static_cast<long>(max_atom_depth)) : std::nullopt;
  if (!index) throw LimitExceeded("a bound variable out of range");
  return static_cast<std::size_t>(*index);
}

/// Every variable and bound variable replaced by what `leaf(atom, under)` gives for it (nothing: it stays), where
/// `under` binders have been passed; everything else is applied anew.
template <class Leaf>
ExactPolynomial mapped(const ExactPolynomial& polynomial, std::size_t under, const Leaf& leaf) {
  WorkLimit::spend(10 * polynomial.words());
  ExactPolynomial result;
  for (const auto& [monomial, coefficient] : polynomial.terms()) {
    ExactPolynomial term(coefficient);
    for (const auto& [atom, exponent] : monomial) {
      if (atom.is_variable() || atom.op() == Operator::bound) {
        const std::optional<ExactPolynomial> image = leaf(atom, under);
        term = term * power(image ? *image : ExactPolynomial(atom), exponent);
        continue;
      }
      std::vector<ExactPolynomial> arguments;
      for (std::size_t i = 0; i < atom.arguments().size(); ++i) {
        const bool body = is_binder(atom.op()) && i + 1 == atom.arguments().size();
        arguments.push_back(mapped(atom.arguments()[i], under + (body ? 1 : 0), leaf));
      }
      term = term * power(application(atom.op(), arguments), exponent);
    }
    result = result + term;
  }
  return result;
}

/// The first and last integer of a range between numbers, if there are not too many between them.
std::optional<std::pair<Integer, Integer>> written_range(const ExactPolynomial& lower, const ExactPolynomial& upper) {
  const auto low = lower.constant();
  const auto high = upper.constant();
  if (!low || !high) return {};
  const Integer first = cln::ceiling1(*low);
  const Integer last = cln::floor1(*high);
  if (last - first >= Integer(static_cast<unsigned long>(max_written_range))) return {};
  return std::pair(first, last);
}

ExactPolynomial written_out(Operator op, const Integer& first, const Integer& last, const ExactPolynomial& body) {
  std::vector<ExactPolynomial> values;
  for (Integer i = first; i <= last; i = i + 1) values.push_back(opened(body, Rational(i)));
  switch (op) {
    case Operator::sum_over:
      return application(Operator::sum, values);
    case Operator::product_over:
      return application(Operator::product, values);
    default:
      if (values.empty()) return {};
      return application(op == Operator::max_over ? Operator::max : Operator::min, values);
  }
}

ExactPolynomial sum_of_terms(const ExactPolynomial& lower, const ExactPolynomial& upper, const ExactPolynomial& body) {
  ExactPolynomial result;
  for (const auto& [monomial, coefficient] : body.terms()) {
    ExactPolynomial outside(coefficient);
    Monomial inside;
    for (const auto& [atom, exponent] : monomial) {
      const ExactPolynomial factor{atom};
      if (mentions_bound(factor))
        inside.emplace_back(atom, exponent);
      else
        outside = outside * power(opened(factor, {}), exponent);
    }
    const Atom sum = Atom::application(Operator::sum_over, {lower, upper, ExactPolynomial::term(1, inside)});
    result = result + outside * ExactPolynomial(sum);
  }
  return result;
}

ExactPolynomial product_of_factors(const ExactPolynomial& lower, const ExactPolynomial& upper,
                                   const ExactPolynomial& body) {
  const auto over = [&](const ExactPolynomial& factor) {
    return ExactPolynomial(Atom::application(Operator::product_over, {lower, upper, factor}));
  };
  if (body.terms().size() != 1) return over(body);
  const auto& [monomial, coefficient] = *body.terms().begin();
  ExactPolynomial result(Rational(1));
  if (coefficient != 1) result = over(coefficient);
  for (const auto& [atom, exponent] : monomial) result = result * power(over(ExactPolynomial(atom)), exponent);
  return result;
}

}  // namespace

Atom bound_atom(std::size_t outside) {
  return Atom::application(Operator::bound, {Rational(static_cast<unsigned long>(outside))});
}

ExactPolynomial opened(const ExactPolynomial& body, const ExactPolynomial& value) {
  return mapped(body, 0, [&](const Atom& atom, std::size_t under) -> std::optional<ExactPolynomial> {
    const auto place = bound_place(atom);
    if (!place || *place < under) return {};
    return *place == under ? value : ExactPolynomial(bound_atom(*place - 1));
  });
}

ExactPolynomial closed(const ExactPolynomial& polynomial, const std::string& name) {
  return mapped(polynomial, 0, [&](const Atom& atom, std::size_t under) -> std::optional<ExactPolynomial> {
    if (atom.is_variable())
      return atom.name() == name ? std::optional(ExactPolynomial(bound_atom(under))) : std::nullopt;
    const auto place = bound_place(atom);
    if (!place || *place < under) return {};
    return ExactPolynomial(bound_atom(*place + 1));
  });
}

ExactPolynomial under_binder(const ExactPolynomial& polynomial) {
  return mapped(polynomial, 0, [](const Atom& atom, std::size_t under) -> std::optional<ExactPolynomial> {
    const auto place = atom.is_variable() ? std::nullopt : bound_place(atom);
    if (!place || *place < under) return {};
    return ExactPolynomial(bound_atom(*place + 1));
  });
}

std::optional<ExactPolynomial> element_of(const ExactPolynomial& matrix, const ExactPolynomial& row,
                                          const ExactPolynomial& column) {
  const auto member = [](const ExactPolynomial& sequence,
                         const ExactPolynomial& index) -> std::optional<ExactPolynomial> {
    const std::set<Atom> found = atoms(sequence);
    if (found.size() != 1 || found.begin()->op() != Operator::sequence || sequence != ExactPolynomial(*found.begin()))
      return {};
    return opened(found.begin()->arguments()[0], index);
  };
  const auto members = member(matrix, row);
  return members ? member(*members, column) : std::nullopt;
}

bool mentions_bound(const ExactPolynomial& polynomial, std::size_t outside) {
  for (const auto& [monomial, coefficient] : polynomial.terms())
    for (const auto& [atom, exponent] : monomial) {
      if (atom.is_variable()) continue;
      if (const auto place = bound_place(atom)) {
        if (*place == outside) return true;
        continue;
      }
      for (std::size_t i = 0; i < atom.arguments().size(); ++i) {
        const bool body = is_binder(atom.op()) && i + 1 == atom.arguments().size();
        if (mentions_bound(atom.arguments()[i], outside + (body ? 1 : 0))) return true;
      }
    }
  return false;
}

bool has_free_index(const ExactPolynomial& polynomial, std::size_t under) {
  for (const auto& [monomial, coefficient] : polynomial.terms())
    for (const auto& [atom, exponent] : monomial) {
      if (atom.is_variable()) continue;
      if (const auto place = bound_place(atom)) {
        if (*place >= under) return true;
        continue;
      }
      for (std::size_t i = 0; i < atom.arguments().size(); ++i) {
        const bool body = is_binder(atom.op()) && i + 1 == atom.arguments().size();
        if (has_free_index(atom.arguments()[i], under + (body ? 1 : 0))) return true;
      }
    }
  return false;
}

ExactPolynomial over_range(Operator op, const ExactPolynomial& lower, const ExactPolynomial& upper,
                           const ExactPolynomial& body) {
  if (!is_quantifier(op))
    if (const auto range = written_range(lower, upper)) return written_out(op, range->first, range->second, body);
  if (op == Operator::sum_over) return sum_of_terms(lower, upper, body);
  if (op == Operator::product_over) return product_of_factors(lower, upper, body);
  return ExactPolynomial(Atom::application(op, {lower, upper, body}));
}

}  // namespace geq::proofs
