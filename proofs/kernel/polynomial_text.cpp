// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <set>

#include "proofs/kernel/binders.hpp"
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
  std::string analysis_text(const Atom& atom);
  std::string spectral_text(const Atom& atom);
  std::string interval_text(const Atom& atom);
  std::string way_text(const Atom& atom);
  std::string free_index() const;
  std::string under(const ExactPolynomial& body, const std::string& index);
  std::string monomial_text(const Monomial& monomial);

  std::set<std::string> taken_;  ///< names of variables
  std::vector<std::string> indices_;
};

std::string Writer::atom_text(const Atom& atom) {
  if (atom.is_variable()) return atom.name();
  const std::vector<ExactPolynomial>& arguments = atom.arguments();
  if (is_range(atom.op())) return binder_text(atom);
  if (is_binder(atom.op())) return analysis_text(atom);
  if (atom.op() == Operator::spectral && element_of(arguments[2], {}, {})) return spectral_text(atom);
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
    case Operator::value:
      return text(arguments[0]) + "(" + text(arguments[1]) + ")";
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

std::string Writer::free_index() const {
  const auto is_free = [&](const std::string& name) {
    return !taken_.contains(name) && std::count(indices_.begin(), indices_.end(), name) == 0;
  };
  for (const char* name : {"i", "j", "k", "l", "m"})
    if (is_free(name)) return name;
  std::size_t number = 1;
  while (!is_free("i" + std::to_string(number))) ++number;
  return "i" + std::to_string(number);
}

std::string Writer::under(const ExactPolynomial& body, const std::string& index) {
  indices_.push_back(index);
  std::string result = text(body);
  indices_.pop_back();
  return result;
}

std::string Writer::binder_text(const Atom& atom) {
  const std::string index = free_index();
  std::string result(shape(atom.op()).name);
  result += "(" + index + " in " + text(atom.arguments()[0]) + ".." + text(atom.arguments()[1]) + ", ";
  return result + under(atom.arguments()[2], index) + ")";
}

/// spectral(i in 1..m, j in 1..n, f)
std::string Writer::spectral_text(const Atom& atom) {
  const auto body = [](const ExactPolynomial& sequence) { return atoms(sequence).begin()->arguments()[0]; };
  const std::vector<ExactPolynomial>& parts = atom.arguments();
  const std::string columns = text(parts[1]);
  const std::string row = free_index();
  std::string result = "spectral(" + row + " in 1.." + text(parts[0]) + ", ";
  indices_.push_back(row);
  const std::string column = free_index();
  result += column + " in 1.." + columns + ", " + under(body(body(parts[2])), column) + ")";
  indices_.pop_back();
  return result;
}

bool is_kind(const ExactPolynomial& polynomial, long kind) { return polynomial.constant() == Rational(kind); }

std::string Writer::interval_text(const Atom& atom) {
  const std::vector<ExactPolynomial>& parts = atom.arguments();
  const bool below = is_kind(parts[0], 2) || is_kind(parts[0], 3);
  const bool above = is_kind(parts[0], 1) || is_kind(parts[0], 3);
  return " in " + (below ? "-oo" : text(parts[1])) + ".." + (above ? "oo" : text(parts[2]));
}

std::string Writer::way_text(const Atom& atom) {
  const std::vector<ExactPolynomial>& parts = atom.arguments();
  if (is_kind(parts[0], 3)) return " -> oo";
  if (is_kind(parts[0], 4)) return " -> oo integer";
  return " -> (" + text(parts[1]) + ")" + (is_kind(parts[0], 0) ? "+" : is_kind(parts[0], 1) ? "-" : "");
}

/// int(i in 0..oo, f), everywhere(i in a..b, positive, f), lim(i -> oo, f), dominated(f, j, i in 0..1).
std::string Writer::analysis_text(const Atom& atom) {
  const std::vector<ExactPolynomial>& parts = atom.arguments();
  const std::string variable = free_index();
  if (atom.op() == Operator::sequence) return under(parts[0], variable);
  std::string result(shape(atom.op()).name);
  if (atom.op() == Operator::dominated) {
    indices_.push_back(variable);
    const std::string index = free_index();
    result += "(" + text(parts[3]) + ", " + index + ", " + variable;
    indices_.pop_back();
    return result + interval_text(atom) + ")";
  }
  const bool interval =
      atom.op() == Operator::integral || atom.op() == Operator::integrable || atom.op() == Operator::everywhere;
  result += "(" + variable + (interval ? interval_text(atom) : way_text(atom));
  if (atom.op() == Operator::everywhere || atom.op() == Operator::eventually) {
    const ExactPolynomial& sign = parts[parts.size() - 2];
    result += is_kind(sign, 0)   ? ", zero"
              : is_kind(sign, 1) ? ", nonnegative"
              : is_kind(sign, 2) ? ", positive"
                                 : ", nonzero";
  }
  return result + ", " + under(parts.back(), variable) + ")";
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
