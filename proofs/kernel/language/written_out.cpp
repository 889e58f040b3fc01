// SPDX-License-Identifier: GPL-3.0-or-later
#include "proofs/kernel/language/written_out.hpp"

#include <algorithm>
#include <numeric>

namespace geq::proofs {

namespace {

/// names[i] replaced by names[places[i]], all at once.
Term renamed(const Term& term, const std::vector<std::string>& names, const std::vector<std::size_t>& places) {
  return substitute(term, [&](const std::string& name) {
    const auto found = std::find(names.begin(), names.end(), name);
    if (found == names.end()) return Term::variable(name);
    return Term::variable(names.at(places.at(static_cast<std::size_t>(found - names.begin()))));
  });
}

std::vector<std::size_t> identity(std::size_t size) {
  std::vector<std::size_t> places(size);
  std::iota(places.begin(), places.end(), std::size_t{0});
  return places;
}

}  // namespace

std::optional<std::size_t> number_of_permutations(std::size_t names, std::size_t most) {
  std::size_t product = 1;
  for (std::size_t i = 2; i <= names; ++i) {
    if (product > most / i) return std::nullopt;
    product *= i;
  }
  return product;
}

std::vector<Term> cyclic_copies(const Term& term, const std::vector<std::string>& names) {
  std::vector<Term> copies;
  std::vector<std::size_t> places = identity(names.size());
  for (std::size_t shift = 0; shift < names.size(); ++shift) {
    copies.push_back(renamed(term, names, places));
    std::rotate(places.begin(), places.begin() + 1, places.end());
  }
  return copies;
}

std::vector<Term> symmetric_copies(const Term& term, const std::vector<std::string>& names) {
  std::vector<Term> copies;
  std::vector<std::size_t> places = identity(names.size());
  do {
    copies.push_back(renamed(term, names, places));
  } while (std::next_permutation(places.begin(), places.end()));
  return copies;
}

std::vector<Term> indexed_copies(const Term& term, const std::string& index, long low, long high) {
  std::vector<Term> copies;
  for (long value = low; value <= high; ++value) {
    const Term number = Term::number(value < 0 ? -value : value);
    const Term image = value < 0 ? Term::apply(Operator::negation, {number}) : number;
    copies.push_back(
        substitute(term, [&](const std::string& name) { return name == index ? image : Term::variable(name); }));
  }
  return copies;
}

}  // namespace geq::proofs
