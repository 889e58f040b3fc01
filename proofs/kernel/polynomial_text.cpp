// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>

#include "proofs/kernel/polynomial.hpp"

namespace geq::proofs {

namespace {

std::string atom_text(const Atom& atom) {
  if (atom.is_variable()) return atom.name();
  if (atom.op() == Operator::quotient) return std::string("(1/(").append(to_text(atom.arguments()[0])).append("))");
  if (atom.op() == Operator::power)
    return std::string("(").append(to_text(atom.arguments()[0])).append(")^(").append(to_text(atom.arguments()[1])) +
           ")";
  std::string text(shape(atom.op()).name);
  if (atom.op() == Operator::pi) return "pi";
  if (atom.op() == Operator::e) return "e";
  text += '(';
  for (std::size_t i = 0; i < atom.arguments().size(); ++i) text += (i == 0 ? "" : ", ") + to_text(atom.arguments()[i]);
  return text + ')';
}

std::string monomial_text(const Monomial& monomial) {
  std::string text;
  for (const auto& [atom, exponent] : monomial) {
    if (!text.empty()) text += '*';
    const bool parentheses = atom.op() == Operator::power && exponent > 1;
    text += parentheses ? std::string("(").append(atom_text(atom)).append(")") : atom_text(atom);
    if (exponent > 1) text += '^' + std::to_string(exponent);
  }
  return text;
}

/// Highest degree first, then as in a dictionary: a^2, a*b, b^2.
bool printed_before(const Monomial& left, const Monomial& right) {
  if (degree(left) != degree(right)) return degree(left) > degree(right);
  for (std::size_t i = 0; i < left.size() && i < right.size(); ++i) {
    if (left[i].first != right[i].first) return left[i].first < right[i].first;
    if (left[i].second != right[i].second) return left[i].second > right[i].second;
  }
  return left.size() < right.size();
}

}  // namespace

std::vector<std::pair<Monomial, Rational>> terms_in_reading_order(const ExactPolynomial& polynomial) {
  std::vector<std::pair<Monomial, Rational>> terms(polynomial.terms().begin(), polynomial.terms().end());
  std::sort(terms.begin(), terms.end(), [](const auto& l, const auto& r) { return printed_before(l.first, r.first); });
  return terms;
}

std::string to_text(const ExactPolynomial& polynomial) {
  std::string text;
  for (const auto& [monomial, coefficient] : terms_in_reading_order(polynomial)) {
    const bool negative = sign(coefficient) < 0;
    if (text.empty())
      text += negative ? "-" : "";
    else
      text += negative ? " - " : " + ";
    const Rational magnitude = cln::abs(coefficient);
    if (monomial.empty())
      text += to_text(magnitude);
    else
      text += (magnitude == 1 ? "" : to_text(magnitude) + "*") + monomial_text(monomial);
  }
  return text.empty() ? "0" : text;
}

}  // namespace geq::proofs
