// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <map>

#include "proofs/render/equality.hpp"

namespace geq::render {

using proofs::ExactPolynomial;
using proofs::Rational;
using proofs::Sign;

namespace {

constexpr std::size_t max_cases = 12;  // more orbits than that are not listed

using Names = std::vector<std::string>;

/// The family with the variables permuted: variable names[i] takes the value of names[order[i]].
Family permuted(const Family& family, const Names& names, const std::vector<std::size_t>& order) {
  Family result{{}, family.parameters};
  for (std::size_t i = 0; i < names.size(); ++i) result.point.emplace(names[i], family.point.at(names[order[i]]));
  return result;
}

std::vector<std::size_t> rotation(std::size_t n) {
  std::vector<std::size_t> order(n);
  for (std::size_t i = 0; i < n; ++i) order[i] = (i + 1) % n;
  return order;
}

std::vector<std::size_t> exchange(std::size_t n, std::size_t i) {
  std::vector<std::size_t> order(n);
  for (std::size_t k = 0; k < n; ++k) order[k] = k;
  std::swap(order[i], order[i + 1]);
  return order;
}

/// Families that symmetries take to each other, by their keys.
struct Orbits {
  EqualityCase::Orbit kind = EqualityCase::Orbit::single;
  std::vector<std::vector<const Family*>> groups;
};

/// The orbits under the moves if the set of families is closed under them; none otherwise.
std::optional<Orbits> orbits(const std::vector<Family>& families, const Names& names,
                             const std::vector<std::vector<std::size_t>>& moves, EqualityCase::Orbit kind) {
  std::map<std::string, const Family*> open;
  std::map<std::string, const Family*> all;
  for (const Family& family : families) all.emplace(key(family, names), &family);
  open = all;
  Orbits result{kind, {}};
  for (const Family& family : families) {
    std::vector<std::string> pending{key(family, names)};
    std::vector<const Family*> group;
    while (!pending.empty()) {
      const std::string at = std::move(pending.back());
      pending.pop_back();
      const auto place = open.find(at);
      if (place == open.end()) continue;
      const Family* member = place->second;
      open.erase(place);
      group.push_back(member);
      for (const auto& move : moves) {
        std::string image = key(permuted(*member, names, move), names);
        if (!all.contains(image)) return {};
        pending.push_back(std::move(image));
      }
    }
    if (!group.empty()) result.groups.push_back(std::move(group));
  }
  return result;
}

Orbits best_orbits(const std::vector<Family>& families, const Names& names) {
  std::vector<std::vector<std::size_t>> exchanges;
  for (std::size_t i = 0; i + 1 < names.size(); ++i) exchanges.push_back(exchange(names.size(), i));
  if (names.size() > 1) {
    if (auto found = orbits(families, names, exchanges, EqualityCase::Orbit::permutations)) return *found;
    if (auto found = orbits(families, names, {rotation(names.size())}, EqualityCase::Orbit::cyclic)) return *found;
  }
  Orbits result;
  for (const Family& family : families) result.groups.push_back({&family});
  return result;
}

/// Parameters under letters that no variable has.
proofs::Substitution lettered(const Family& family, const Names& names, std::vector<std::string>& letters) {
  proofs::Substitution result;
  for (const std::string& name : names)
    for (const std::string& parameter : proofs::variables(family.point.at(name))) {
      if (result.contains(parameter)) continue;
      std::string letter;
      for (const char* candidate : {"t", "s", "r", "q", "p", "k", "l", "m"})
        if (letter.empty() && std::find(names.begin(), names.end(), candidate) == names.end() &&
            std::find(letters.begin(), letters.end(), candidate) == letters.end())
          letter = candidate;
      if (letter.empty()) letter = "t_" + std::to_string(letters.size() + 1);
      letters.push_back(letter);
      result.emplace(parameter, ExactPolynomial::variable(letter));
    }
  return result;
}

/// (a, b, c) = (t, t, 2*t) with t >= 0
EqualityCase as_tuple(const Family& family, const Names& names, EqualityCase::Orbit orbit) {
  std::vector<std::string> letters;
  const proofs::Substitution image = lettered(family, names, letters);
  Tuple left, right;
  for (const std::string& name : names) {
    left.entries.push_back(proofs::Term::variable(name));
    right.entries.push_back(as_term(substitute(family.point.at(name), image)));
  }
  EqualityCase result{{}, {}, orbit};
  if (names.size() == 1)
    result.conditions.push_back(relation(Formula(left.entries[0]), Symbol::equal, Formula(right.entries[0])));
  else
    result.conditions.push_back(relation(Formula(left), Symbol::equal, Formula(right)));
  std::vector<std::string> nonnegative;
  for (const auto& [parameter, range] : family.parameters)
    if (range != Range::real && image.contains(parameter))
      nonnegative.push_back(image.at(parameter).terms().begin()->first[0].first.name());
  std::sort(nonnegative.begin(), nonnegative.end());
  if (!nonnegative.empty()) result.parameters = relation(names_list(nonnegative), Symbol::greater_equal, number(0));
  return result;
}

/// Every parameter stands alone in its variables: equal values, and nothing else, describe the family. Whatever more
/// the ranges of the parameters say, the domain says of one of those variables.
bool is_described_by_equations(const Family& family, const Names& names, const std::vector<proofs::Fact>& facts) {
  for (const auto& [parameter, range] : family.parameters) {
    bool bounded = range == Range::real;
    for (const std::string& name : names) {
      const ExactPolynomial& value = family.point.at(name);
      if (value != ExactPolynomial::variable(parameter)) continue;
      const auto known = sign_of(proofs::Atom::variable(name), facts);
      bounded = bounded || known == Sign::nonnegative || known == Sign::positive;
    }
    if (!bounded) return false;
  }
  return std::all_of(names.begin(), names.end(), [&](const std::string& name) {
    const ExactPolynomial& value = family.point.at(name);
    return value.constant() || (value.terms().size() == 1 && value.terms().begin()->second == 1 &&
                                proofs::degree(value.terms().begin()->first) == 1);
  });
}

/// The family with each parameter scaled so that its smallest coefficient is 1, if it is linear.
Family scaled(const Family& family, const Names& names) {
  const auto cone = generators(family, names);
  if (!cone) return family;
  Family result{{}, family.parameters};
  for (std::size_t i = 0; i < names.size(); ++i) {
    ExactPolynomial value;
    std::size_t j = 0;
    for (const auto& [parameter, range] : family.parameters)
      value = value + ExactPolynomial(cone->vectors[j++][i]) * ExactPolynomial::variable(parameter);
    result.point.emplace(names[i], value);
  }
  return result;
}

EqualityCase in_words(const Family& original, const Names& names, const std::vector<proofs::Fact>& facts,
                      EqualityCase::Orbit orbit) {
  const Family family = scaled(original, names);
  if (!is_described_by_equations(family, names, facts)) return as_tuple(family, names, orbit);
  EqualityCase result{{}, {}, orbit};
  std::vector<std::pair<ExactPolynomial, Names>> classes;
  for (const std::string& name : names) {
    const ExactPolynomial& value = family.point.at(name);
    const auto place =
        std::find_if(classes.begin(), classes.end(), [&](const auto& entry) { return entry.first == value; });
    if (place == classes.end())
      classes.push_back({value, {name}});
    else
      place->second.push_back(name);
  }
  for (const auto& [value, members] : classes) {
    const auto constant = value.constant();
    if (members.size() < 2 && !constant) continue;
    Formula formula = named(members[0]);
    for (std::size_t i = 1; i < members.size(); ++i) formula << Formula(Symbol::equal) << named(members[i]);
    if (constant) formula << Formula(Symbol::equal) << number(*constant);
    result.conditions.push_back(std::move(formula));
  }
  return result;
}

/// The member of an orbit that is shown: with the zeros last for permutations.
const Family* representative(const std::vector<const Family*>& group, const Names& names, EqualityCase::Orbit kind) {
  const auto weight = [&](const Family* family) {
    std::vector<std::string> values;
    const Family simple = scaled(*family, names);
    std::vector<std::string> letters;
    const proofs::Substitution image = lettered(simple, names, letters);
    for (const std::string& name : names) values.push_back(to_text(substitute(simple.point.at(name), image)));
    return values;
  };
  const auto zeros_last = [](const std::vector<std::string>& l, const std::vector<std::string>& r) {
    for (std::size_t i = 0; i < l.size(); ++i)
      if ((l[i] == "0") != (r[i] == "0")) return r[i] == "0";
    return l < r;
  };
  const Family* best = group.front();
  for (const Family* family : group)
    if (kind == EqualityCase::Orbit::permutations ? zeros_last(weight(family), weight(best))
                                                  : weight(family) < weight(best))
      best = family;
  return best;
}

}  // namespace

Equality describe(const EqualityCases& cases, const std::string& name) {
  Equality result{cases.zeros.complete, cases.at_origin && cases.zeros.complete, named(name), {}};
  const Orbits all = best_orbits(cases.zeros.families, cases.variables);
  if (all.groups.size() > max_cases) {
    result.complete = false;
    return result;
  }
  for (const auto& group : all.groups) {
    const Family* shown = representative(group, cases.variables, all.kind);
    const auto kind = group.size() > 1 ? all.kind : EqualityCase::Orbit::single;
    result.cases.push_back(in_words(*shown, cases.variables, cases.facts, kind));
  }
  // Those without an orbit first: a = b = c before its exceptions.
  std::stable_sort(result.cases.begin(), result.cases.end(), [](const EqualityCase& l, const EqualityCase& r) {
    return (l.orbit == EqualityCase::Orbit::single) > (r.orbit == EqualityCase::Orbit::single);
  });
  return result;
}

}  // namespace geq::render
