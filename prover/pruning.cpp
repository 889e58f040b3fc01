// SPDX-License-Identifier: GPL-3.0-or-later
#include "prover/pruning.hpp"

#include <algorithm>
#include <set>

#include "proofs/kernel/limits.hpp"
#include "proofs/kernel/work.hpp"
#include "prover/fact_numbers.hpp"

namespace geq::prover {

using proofs::Sequent;

namespace {

constexpr std::size_t most_steps = 2000;
constexpr std::size_t most_applications = 3000;
constexpr std::uint64_t most_work = 200'000'000;

/// A step, what it was applied to, and the proofs of what it left.
struct Node {
  proofs::Step step;
  Sequent before;
  std::vector<Node> rest;
};

class Pruning {
 public:
  explicit Pruning(const Steps& steps) : next_(steps.begin()), end_(steps.end()) {}

  /// The next steps as a proof of the sequent; none if they are not. Throws LimitExceeded.
  std::optional<Node> read(const Sequent& sequent) {
    if (next_ == end_) return {};
    Node node{*next_, sequent, {}};
    ++next_;
    const auto remaining = apply(node.step, sequent);
    if (!remaining) return {};
    for (const Sequent& each : remaining.value()) {
      auto rest = read(each);
      if (!rest) return {};
      node.rest.push_back(*std::move(rest));
    }
    return node;
  }

  /// Throws LimitExceeded, and leaves a proof then, too.
  void prune(Node& proof) {
    use_lemmas_as_proofs(proof);
    mark(proof);
    // Most often nothing else needs the facts that no step refers to.
    if (!left_out_.empty())
      if (auto shorter = applied_to(proof.before, proof)) return replace(proof, *std::move(shorter));
    left_out_.clear();
    prune_one_by_one(proof);
  }

 private:
  Result<std::vector<Sequent>, proofs::Reason> apply(const proofs::Step& step, const Sequent& sequent) {
    if (++applications_ > most_applications) throw proofs::LimitExceeded("a proof takes too long to shorten");
    return proofs::apply(step, sequent);
  }

  static void replace(Node& node, Node by) { node = std::move(by); }

  /// Later steps first: what they needed may then be needed no more.
  void prune_one_by_one(Node& node) {
    for (Node& rest : node.rest) prune_one_by_one(rest);
    if (is_unreferred(node))
      if (auto shorter = applied_to(node.before, node.rest.back())) replace(node, *std::move(shorter));
  }

  /// Takes down the steps that only add facts to which no step refers that stays.
  void mark(const Node& node) {
    for (const Node& rest : node.rest) mark(rest);
    if (is_unreferred(node)) left_out_.insert(&node);
  }

  /// A goal that is first shown and then known is shown.
  static void use_lemmas_as_proofs(Node& node) {
    for (Node& rest : node.rest) use_lemmas_as_proofs(rest);
    if (is_goal_as_a_lemma(node)) replace(node, std::move(node.rest.front()));
  }

  bool is_unreferred(const Node& node) const {
    if (!only_adds_facts(node)) return false;
    const auto& after = node.rest.back().before.facts;
    const auto first = after.begin() + static_cast<std::ptrdiff_t>(node.before.facts.size());
    return !refers(node.rest.back(), {first, after.end()});
  }

  bool refers(const Node& node, const std::vector<proofs::Fact>& facts) const {
    if (left_out_.contains(&node)) return refers(node.rest.back(), facts);
    const auto is_one = [&](const proofs::Fact& fact) {
      return std::find(facts.begin(), facts.end(), fact) != facts.end();
    };
    if (std::holds_alternative<proofs::Visible>(node.step)) {
      std::vector<proofs::Fact> others = node.before.facts;
      std::erase_if(others, is_one);
      return !is_visible(node.before.goal, others);
    }
    const std::vector<std::size_t> places = facts_needed(node.step);
    return std::any_of(places.begin(), places.end(),
                       [&](std::size_t place) { return is_one(node.before.facts[place]); }) ||
           std::any_of(node.rest.begin(), node.rest.end(), [&](const Node& rest) { return refers(rest, facts); });
  }

  static bool is_goal_as_a_lemma(const Node& node) {
    const auto* lemma = std::get_if<proofs::Have>(&node.step);
    return lemma != nullptr && lemma->fact == node.before.goal && node.rest.size() == 2 &&
           std::holds_alternative<proofs::Visible>(node.rest.back().step);
  }

  static bool only_adds_facts(const Node& node) {
    if (node.rest.empty()) return false;
    const Sequent& before = node.before;
    const Sequent& after = node.rest.back().before;
    return after.variables == before.variables && after.goal == before.goal &&
           after.facts.size() > before.facts.size() &&
           std::equal(before.facts.begin(), before.facts.end(), after.facts.begin());
  }

  /// The same proof of a sequent that lacks some of the facts; none if one of these is needed.
  std::optional<Node> applied_to(const Sequent& sequent, const Node& proof) {
    if (left_out_.contains(&proof)) return applied_to(sequent, proof.rest.back());
    Node result{proof.step, sequent, {}};
    if (!renumber(result.step, proof.before, sequent)) return {};
    if (const auto* forget = std::get_if<proofs::Forget>(&result.step); forget != nullptr && forget->facts.empty())
      return applied_to(sequent, proof.rest.back());
    const auto remaining = apply(result.step, sequent);
    if (!remaining || remaining.value().size() != proof.rest.size()) return {};
    for (std::size_t i = 0; i < proof.rest.size(); ++i) {
      auto part = applied_to(remaining.value()[i], proof.rest[i]);
      if (!part) return {};
      result.rest.push_back(*std::move(part));
    }
    return result;
  }

  /// Numbers of facts as they are in the other sequent; what is not there need not be forgotten.
  static bool renumber(proofs::Step& step, const Sequent& from, const Sequent& to) {
    const auto place_of = [&](std::size_t fact) {
      return std::find(to.facts.begin(), to.facts.end(), from.facts[fact]);
    };
    if (auto* forget = std::get_if<proofs::Forget>(&step))
      std::erase_if(forget->facts, [&](std::size_t fact) { return place_of(fact) == to.facts.end(); });
    bool found = true;
    for_each_fact_number(step, [&](std::size_t& fact) {
      const auto place = place_of(fact);
      if (place == to.facts.end())
        found = false;
      else
        fact = static_cast<std::size_t>(place - to.facts.begin());
    });
    return found;
  }

  Steps::const_iterator next_, end_;
  std::set<const Node*> left_out_;
  std::size_t applications_ = 0;
};

/// Proofs without any of these are as short as they are, and may be long to read.
bool joins_facts(const proofs::Step& step) {
  return std::holds_alternative<proofs::Have>(step) || std::holds_alternative<proofs::ForEach>(step) ||
         std::holds_alternative<proofs::Instance>(step) || std::holds_alternative<proofs::RootFacts>(step);
}

void write(Node&& node, Steps& steps) {
  steps.push_back(std::move(node.step));
  for (Node& rest : node.rest) write(std::move(rest), steps);
}

}  // namespace

Steps without_unused_facts(const Sequent& goal, Steps steps) {
  if (steps.size() > most_steps || std::none_of(steps.begin(), steps.end(), joins_facts)) return steps;
  std::optional<Node> proof;
  try {
    const proofs::WorkLimit limit(most_work);
    Pruning pruning(steps);
    proof = pruning.read(goal);
    if (proof) pruning.prune(*proof);
  } catch (const proofs::LimitExceeded&) {
  }
  if (!proof) return steps;
  Steps result;
  write(std::move(*proof), result);
  return result;
}

}  // namespace geq::prover
