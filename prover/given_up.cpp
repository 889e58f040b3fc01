// SPDX-License-Identifier: GPL-3.0-or-later
#include "prover/given_up.hpp"

#include <algorithm>
#include <set>

namespace geq::prover {

using proofs::ExactPolynomial;

namespace {

constexpr std::size_t words_to_rename = 20'000;

std::size_t words(const Task& task) {
  std::size_t result = task.goal.polynomial.words();
  for (const proofs::Fact& fact : task.facts) result += fact.polynomial.words();
  return result;
}

/// Divided by a positive number so that the leading coefficient is 1 or -1; an equation by any number.
void normalise(proofs::Fact& fact) {
  if (fact.polynomial.is_zero()) return;
  const proofs::Rational& leading = leading_coefficient(fact.polynomial);
  const bool either = fact.sign == proofs::Sign::zero || fact.sign == proofs::Sign::nonzero;
  const proofs::Rational scale = !either && proofs::sign(leading) < 0 ? -leading : leading;
  if (scale != 1) fact.polynomial = ExactPolynomial(1 / scale) * fact.polynomial;
}

}  // namespace

Task Task::of(const proofs::Sequent& sequent, bool exact, bool homogenised) {
  Task task{sequent.facts, sequent.goal, exact, homogenised};
  if (proofs::words(sequent) <= words_to_rename) {
    std::set<std::string> occurring = variables(sequent.goal.polynomial);
    for (const proofs::Fact& fact : sequent.facts) occurring.merge(variables(fact.polynomial));
    proofs::Substitution image;
    for (const std::string& name : sequent.variables)
      if (occurring.contains(name))
        image.emplace(name, ExactPolynomial::variable("v" + std::to_string(image.size() + 1)));
    task.goal.polynomial = substitute(task.goal.polynomial, image);
    for (proofs::Fact& fact : task.facts) fact.polynomial = substitute(fact.polynomial, image);
  }
  normalise(task.goal);
  for (proofs::Fact& fact : task.facts) normalise(fact);
  std::sort(task.facts.begin(), task.facts.end());
  task.facts.erase(std::unique(task.facts.begin(), task.facts.end()), task.facts.end());
  return task;
}

GivenUp::Attempt::Attempt(GivenUp& all, Task task, Spent spent) : all_(all) {
  const auto found = all.tasks_.find(task);
  place_ = found;
  if (found != all.tasks_.end()) {
    repeated_ = found->second.covers(spent);
    if (repeated_) return;
    before_ = found->second;
    found->second = spent;
    counted_ = true;
    return;
  }
  const std::size_t size = words(task);
  if (all.words_ + size > most_words) return;
  all.words_ += size;
  place_ = all.tasks_.emplace(std::move(task), spent).first;
  counted_ = true;
}

GivenUp::Attempt::~Attempt() {
  if (!counted_ || keep_) return;
  if (before_) {
    place_->second = *before_;
    return;
  }
  all_.words_ -= words(place_->first);
  all_.tasks_.erase(place_);
}

}  // namespace geq::prover
