// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <set>

#include "proofs/kernel/polynomial.hpp"

namespace geq::proofs {

namespace {

/// Writes polynomials in the language of certificates; knows the names of the indices of the binders around.
class Writer {
 public:
  explicit Writer(std::set<std::string> taken) : taken_(std::move(taken)) {}

  std::string text(const ExactPolynomial& polynomial);

 private:
  std::string atom_text(const Atom& atom);
  std::string binder_text(const Atom& atom);
  std::string monomial_text(const Monomial& monomial);

  std::set<std::string> taken_;  ///< names of variables
  std::vector<std::string> indices_;
};

std::string Writer::atom_text(const Atom& atom) {
  if (atom.is_variable()) return atom.name();
  const std::vector<ExactPolynomial>& arguments = atom.arguments();
  if (is_binder(atom.op())) return binder_text(atom);
  switch (atom.op()) {
    case Operator::quotient:
      return "(1/(" + text(arguments[0]) + "))";
    case Operator::power:
      return "(" + text(arguments[0]) + ")^(" + text(arguments[1]) + ")";
    case Operator::pi:
      return "pi";
    case Operator::e:
      return "e";
    case Operator::factorial:
      return "factorial(" + text(arguments[0]) + ")";
    case Operator::element:
      return text(arguments[0]) + "[" + text(arguments[1]) + "]";
    case Operator::bound: {
      const auto place = integer_between(arguments[0].constant().value_or(-1), 0, static_cast<long>(indices_.size()));
      if (!place || static_cast<std::size_t>(*place) >= indices_.size()) return "unbound";
      return indices_[indices_.size() - 1 - static_cast<std::size_t>(*place)];
    }
    default:
      break;
  }
  std::string result(shape(atom.op()).name);
  result += '(';
  for (std::size_t i = 0; i < arguments.size(); ++i) result += (i == 0 ? "" : ", ") + text(arguments[i]);
  return result + ')';
}

std::string Writer::binder_text(const Atom& atom) {
  std::string index;
  for (const char* name : {"i", "j", "k", "l", "m"})
    if (index.empty() && !taken_.contains(name) && std::count(indices_.begin(), indices_.end(), name) == 0) index = name;
  for (std::size_t number = 1; index.empty(); ++number) {
    const std::string name = "i" + std::to_string(number);
    if (!taken_.contains(name) && std::count(indices_.begin(), indices_.end(), name) == 0) index = name;
  }
  std::string result(shape(atom.op()).name);
  result += "(" + index + " in " + text(atom.arguments()[0]) + ".." + text(atom.arguments()[1]) + ", ";
  indices_.push_back(index);
  result += text(atom.arguments()[2]);
  indices_.pop_back();
  return result + ")";
}

std::string Writer::monomial_text(const Monomial& monomial) {
  std::string result;
  for (const auto& [atom, exponent] : monomial) {
    if (!result.empty()) result += '*';
    const bool parentheses = atom.op() == Operator::power && exponent > 1;
    result += parentheses ? "(" + atom_text(atom) + ")" : atom_text(atom);
    if (exponent > 1) result += '^' + std::to_string(exponent);
  }
  return result;
}

std::string Writer::text(const ExactPolynomial& polynomial) {
  std::string result;
  for (const auto& [monomial, coefficient] : terms_in_reading_order(polynomial)) {
    const bool negative = sign(coefficient) < 0;
    if (result.empty())
      result += negative ? "-" : "";
    else
      result += negative ? " - " : " + ";
    const Rational magnitude = cln::abs(coefficient);
    if (monomial.empty())
      result += to_text(magnitude);
    else
      result += (magnitude == 1 ? "" : to_text(magnitude) + "*") + monomial_text(monomial);
  }
  return result.empty() ? "0" : result;
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

std::string to_text(const ExactPolynomial& polynomial) { return Writer(variables(polynomial)).text(polynomial); }

}  // namespace geq::proofs
