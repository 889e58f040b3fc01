// SPDX-License-Identifier: GPL-3.0-or-later
#include "prover/prover.hpp"

#include <algorithm>
#include <limits>
#include <new>
#include <stdexcept>

#include "polynomials/thread_memory.hpp"
#include "proofs/kernel/work.hpp"
#include "prover/analysis/disproof.hpp"
#include "prover/analysis/divergence.hpp"
#include "prover/analysis/integer_scan.hpp"
#include "prover/analysis/missing.hpp"
#include "prover/analysis/side_conditions.hpp"
#include "prover/contradiction.hpp"
#include "prover/defined_powers.hpp"
#include "prover/portfolio.hpp"
#include "prover/pruning.hpp"
#include "prover/refuter.hpp"
#include "prover/symbolic/supporting_lines.hpp"

namespace geq::prover {

namespace {

constexpr std::size_t quick_look = 5000;    // evaluations before anything else is tried
constexpr std::size_t long_look = 2000000;  // when nothing else is left

using Clock = std::chrono::steady_clock;

std::chrono::microseconds since(Clock::time_point start) {
  return std::chrono::duration_cast<std::chrono::microseconds>(Clock::now() - start);
}

void require_known_strategies(const Settings& settings) {
  const std::vector<std::string> known = strategy_names();
  for (const auto* names : {&settings.only, &settings.without})
    for (const std::string& name : *names)
      if (std::find(known.begin(), known.end(), name) == known.end())
        throw std::invalid_argument("prove: there is no strategy '" + name + "'");
}

/// The kernel's word on a certificate; an answer without it is a bug here, and says nothing about the statement.
Answer settled(const Search& search, proofs::Certificate certificate, std::string method, Clock::time_point start) {
  Answer answer{Undecided{Obstacle::no_method_left, "the kernel rejected the proof that was found", {}},
                search.cones(),
                since(start),
                {}};
  const auto check_start = Clock::now();
  const auto theorem = proofs::check(search.statement(), certificate);
  answer.check_time = since(check_start);
  if (theorem) answer.outcome = Settled{theorem.value(), std::move(certificate), std::move(method)};
  return answer;
}

Undecided undecided(const Search& search, const std::vector<proofs::Sequent>& goals) {
  Undecided result{Obstacle::no_method_left, "every method that applies was tried", search.attempts()};
  if (search.stop().is_cancelled()) {
    result.obstacle = Obstacle::cancelled;
    result.detail = "the search was cancelled";
  } else if (search.stop().is_late()) {
    result.obstacle = Obstacle::timeout;
    result.detail = "time ran out";
  } else {
    for (const proofs::Sequent& goal : goals)
      for (const proofs::Atom& atom : atoms(goal.goal.polynomial))
        if (!atom.is_variable() && atom.op() != proofs::Operator::quotient && atom.op() != proofs::Operator::root) {
          result.obstacle = Obstacle::not_supported;
          const std::string_view name = proofs::shape(atom.op()).name;
          result.detail = "no method settles this with ";
          result.detail += atom.op() == proofs::Operator::element ? "sequences"
                           : atom.op() == proofs::Operator::value ? "convex functions"
                           : name.empty()                         ? "powers with a variable exponent"
                                                                  : name;
        }
  }
  return result;
}

/// Proofs of all goals, one after another; none as soon as one stays open.
std::optional<proofs::Proof> prove_all(const std::vector<proofs::Sequent>& goals, Search& search) {
  proofs::Proof proof;
  for (const proofs::Sequent& goal : goals) {
    const Effort effort = search.settings().brief ? Effort::small() : Effort::full();
    const Origin origin = Origin::of(search.statement());
    auto steps = prove_for_each_index(goal, origin, search);
    if (!steps) steps = exclude_zero_base(goal, goals.back(), origin, search);
    if (!steps) steps = prove(goal, origin, effort, search);
    if (!steps) return {};
    const Steps needed = without_unused_facts(goal, *std::move(steps));
    proof.steps.insert(proof.steps.end(), needed.begin(), needed.end());
  }
  return proof;
}

/// A certificate, and what it is called that found it.
struct Found {
  proofs::Certificate certificate;
  std::string method;
};

constexpr std::chrono::milliseconds least_time_for_opposite{100};

/// No point is known that satisfies the assumptions, and what cannot be, given what was proved, follows from them, too.
bool is_vacuous(const Search& search, const std::vector<proofs::Sequent>& goals, Clock::time_point start) {
  const proofs::Statement& statement = search.statement();
  if (search.has_point() || (statement.assumptions.empty() && definedness(statement).empty())) return false;
  Settings settings = search.settings();
  // Nobody waits much longer for a proof because of this.
  const auto used = std::chrono::duration_cast<std::chrono::milliseconds>(Clock::now() - start);
  settings.timeout = std::min(settings.timeout - used, std::max(used, least_time_for_opposite));
  Search opposite(statement, settings);
  const proofs::ExactPolynomial below = -proofs::ExactPolynomial(proofs::Rational(1));
  const auto is_proved = [&](const proofs::ExactPolynomial& polynomial) {
    proofs::Sequent sequent = goals.back();
    sequent.goal = {polynomial, proofs::Sign::nonnegative};
    return prove(sequent, Origin::of(statement).sufficient(), {Effort::full().cones, false}, opposite).has_value();
  };
  return is_proved(below - goals.back().goal.polynomial) || is_proved(below);
}

using Work = std::optional<Found> (*)(Search&, const std::vector<proofs::Sequent>&);

/// The answer, or why there is none: failures have names.
Answer guarded(Search& search, Clock::time_point start, Work work) {
  std::vector<proofs::Sequent> goals;
  const auto ill_posed = [&](const std::string& reason) { return Answer{IllPosed{reason}, 0, since(start), {}}; };
  const auto stopped = [&](Undecided reason) { return Answer{std::move(reason), search.cones(), since(start), {}}; };
  try {
    std::optional<Found> found;
    {
      const proofs::WorkLimit limit(std::numeric_limits<std::uint64_t>::max(),
                                    [&] { return search.stop().requested(); });
      auto read = proofs::sequents_of(search.statement());
      if (!read) return ill_posed("an expression of the statement is not defined for any values");
      goals = std::move(read).value();
      std::vector<proofs::Fact> facts = goals.back().facts;
      for (const proofs::Sequent& shown : goals) std::erase(facts, shown.goal);
      if (const auto conflict = contradiction_among(facts)) {
        // After the hypotheses come the conditions under which every expression is defined.
        std::string reason = !conflict->empty() && conflict->back() >= proofs::hypotheses(search.statement()).size()
                                 ? "no point satisfies the assumptions and makes every expression defined"
                                 : "the assumptions contradict each other";
        for (std::size_t i = 0; i < conflict->size(); ++i)
          reason += (i == 0 ? ": " : ", ") + to_text(facts[(*conflict)[i]]);
        return ill_posed(reason);
      }
      found = work(search, goals);
    }
    if (found && !search.refutation() && is_vacuous(search, goals, start))
      return ill_posed("the assumptions contradict each other: the opposite of what is claimed follows from them, too");
    if (found) return settled(search, std::move(found->certificate), std::move(found->method), start);
    if (has_analysis(without_curvature(goals.back())))
      if (const auto reason = divergence(search)) return ill_posed(*reason);
    Undecided reason = undecided(search, goals);
    if (!search.is_over() && has_analysis(without_curvature(goals.back())))
      reason.missing = missing_hypotheses(goals, search);
    return stopped(std::move(reason));
  } catch (const proofs::LimitExceeded& limit) {
    if (search.refutation()) return settled(search, *search.refutation(), "counterexample", start);
    if (search.stop().requested()) return stopped(undecided(search, goals));
    return stopped({Obstacle::too_large, limit.what(), search.attempts()});
  } catch (const std::bad_alloc&) {
    return stopped({Obstacle::memory, "memory ran out", search.attempts()});
  }
}

/// What prove and refute share.
Answer answer_by(Work work, const proofs::Statement& statement, const Settings& settings) {
  require_known_strategies(settings);
  polynomials::free_memory_with_thread();
  const auto start = Clock::now();
  Search search(statement, settings);
  Answer answer = guarded(search, start, work);
  answer.trace = search.trace();
  return answer;
}

/// The counterexample, if there is one.
std::optional<Found> counterexample(const Search& search) {
  if (!search.refutation()) return {};
  return Found{*search.refutation(), "counterexample"};
}

/// A counterexample that is proved to be one.
std::optional<Found> disproof(Search& search, Points points) {
  Trace::Entry entry = search.trace().method("counterexample");
  auto refutation = disprove(search, points);
  entry.set_closed(refutation.has_value());
  if (!refutation) return {};
  return Found{std::move(*refutation), "counterexample"};
}

std::optional<Found> proof_or_counterexample(Search& search, const std::vector<proofs::Sequent>& goals) {
  look_for_counterexample(search, quick_look, 0);
  look_at_one_integer(search);
  if (search.refutation()) return counterexample(search);
  if (auto found = disproof(search, Points::likely)) return found;
  if (auto proof = prove_all(goals, search)) return Found{std::move(*proof), search.method()};
  if (auto found = disproof(search, Points::all)) return found;
  if (has_analysis(without_curvature(goals.back()))) return {};
  if (!search.settings().brief) look_for_counterexample(search, long_look, 1000);
  return counterexample(search);
}

std::optional<Found> only_counterexample(Search& search, const std::vector<proofs::Sequent>&) {
  look_for_counterexample(search, quick_look, 0);
  look_at_one_integer(search);
  if (auto found = disproof(search, Points::all)) return found;
  for (unsigned round = 1; !search.is_over() && round <= 10; ++round)
    look_for_counterexample(search, long_look / 10, round);
  return counterexample(search);
}

}  // namespace

Answer prove(const proofs::Statement& statement, const Settings& settings) {
  return answer_by(proof_or_counterexample, statement, settings);
}

Answer refute(const proofs::Statement& statement, const Settings& settings) {
  return answer_by(only_counterexample, statement, settings);
}

}  // namespace geq::prover
