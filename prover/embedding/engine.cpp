// SPDX-License-Identifier: GPL-3.0-or-later
#include "prover/embedding/engine.hpp"

#include <algorithm>
#include <limits>
#include <new>
#include <stdexcept>

#include "proofs/kernel/certificate.hpp"
#include "proofs/kernel/language/printer.hpp"
#include "proofs/kernel/work.hpp"
#include "proofs/render/formula.hpp"
#include "proofs/render/text.hpp"

namespace geq {
namespace {

std::string_view name_of(prover::Missing::Hypothesis hypothesis) {
  switch (hypothesis) {
    case prover::Missing::Hypothesis::pointwise_limit:
      return "pointwise_limit";
    case prover::Missing::Hypothesis::dominator:
      return "dominator";
    case prover::Missing::Hypothesis::integrable_at_lower_end:
      return "integrable_at_lower_end";
    case prover::Missing::Hypothesis::integrable_at_upper_end:
      return "integrable_at_upper_end";
    case prover::Missing::Hypothesis::limit:
      return "limit";
  }
  return {};
}

Obstacle obstacle_of(prover::Obstacle obstacle) {
  switch (obstacle) {
    case prover::Obstacle::timeout:
      return Obstacle::timeout;
    case prover::Obstacle::memory:
      return Obstacle::memory;
    case prover::Obstacle::cancelled:
      return Obstacle::cancelled;
    case prover::Obstacle::not_supported:
      return Obstacle::not_supported;
    case prover::Obstacle::too_large:
      return Obstacle::too_large;
    case prover::Obstacle::no_method_left:
      return Obstacle::no_method_left;
  }
  throw std::logic_error("obstacle_of: no such obstacle");
}

TraceEntry::Outcome outcome_of(prover::TraceEntry::Outcome outcome) {
  switch (outcome) {
    case prover::TraceEntry::Outcome::open:
      return TraceEntry::Outcome::open;
    case prover::TraceEntry::Outcome::closed:
      return TraceEntry::Outcome::closed;
    case prover::TraceEntry::Outcome::repeated:
      return TraceEntry::Outcome::repeated;
  }
  throw std::logic_error("outcome_of: no such outcome");
}

void require_strategies(const std::vector<std::string>& names) {
  const auto known = prover::strategy_names();
  for (const std::string& name : names) {
    if (std::find(known.begin(), known.end(), name) == known.end())
      throw std::invalid_argument("geq: there is no strategy '" + name + "'");
  }
}

void require_in_range(const Options& options) {
  if (options.timeout.count() < 0) throw std::invalid_argument("geq: the timeout is negative");
  if (options.threads < 1 || options.threads > 256) throw std::invalid_argument("geq: threads must be 1 to 256");
  require_strategies(options.only);
  require_strategies(options.without);
}

/// The time of a call, from now on.
class TimeLeft {
 public:
  explicit TimeLeft(const Options& options) : options_(options) {}

  std::chrono::milliseconds time() const {
    const auto spent = std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now() - start_);
    return std::max(options_.timeout - spent, std::chrono::milliseconds(0));
  }
  bool is_over() const { return time().count() == 0 || options_.cancellation.is_requested(); }

 private:
  const Options& options_;
  std::chrono::steady_clock::time_point start_ = std::chrono::steady_clock::now();
};

/// The domains and assumptions as facts.
std::vector<proofs::Fact> facts_of_hypotheses(const proofs::Statement& statement) {
  std::vector<proofs::Fact> facts;
  for (const proofs::Relation& relation : proofs::hypotheses(statement)) facts.push_back(proofs::fact_of(relation));
  return facts;
}

/// The condition follows from the signs of the variables, term by term: not worth telling.
bool is_evident(const proofs::Fact& condition, const std::vector<proofs::Fact>& facts) {
  if (proofs::is_known(condition, facts)) return true;
  if (condition.sign != proofs::Sign::nonzero) return proofs::is_visible(condition, facts);
  return proofs::is_visible({condition.polynomial, proofs::Sign::positive}, facts) ||
         proofs::is_visible({-condition.polynomial, proofs::Sign::positive}, facts);
}

std::vector<std::string> telling_conditions(const proofs::Statement& statement) {
  const std::vector<proofs::Fact> facts = facts_of_hypotheses(statement);
  std::vector<std::string> conditions;
  for (const proofs::Fact& condition : proofs::definedness(statement)) {
    if (!is_evident(condition, facts)) conditions.push_back(proofs::to_text(condition));
  }
  return conditions;
}

/// The goal in the language of statements, cut where it is long.
std::string goal_text(const prover::TraceEntry& entry) {
  constexpr std::size_t most_characters = 200;
  if (entry.terms > prover::Trace::most_terms)
    return std::to_string(entry.terms) + " terms " + std::string(proofs::to_text(entry.goal.sign));
  std::string text = render::to_text(render::as_relation(entry.goal));
  if (text.size() <= most_characters) return text;
  const std::size_t blank = text.rfind(' ', most_characters);
  text.resize(blank == text.npos ? most_characters : blank);
  return text + " ...";
}

Trace trace_of(const prover::Trace& found) {
  Trace trace{{}, found.left_out()};
  for (const prover::TraceEntry& entry : found.entries()) {
    const bool is_goal = entry.kind == prover::TraceEntry::Kind::goal;
    trace.entries.push_back({is_goal ? TraceEntry::Kind::goal : TraceEntry::Kind::method, entry.depth,
                             is_goal ? goal_text(entry) : entry.method, entry.facts, entry.rules,
                             outcome_of(entry.outcome), entry.time});
  }
  return trace;
}

}  // namespace

InputError Engine::input_error(const proofs::ParseError& error) {
  using enum proofs::ParseError::Kind;
  const auto kind = error.kind == malformed   ? InputError::Kind::malformed
                    : error.kind == too_large ? InputError::Kind::too_large
                                              : InputError::Kind::not_supported;
  return {kind, error.message, error.line, error.column, error.source};
}

prover::Settings Engine::settings_of(const Options& options) {
  require_in_range(options);
  prover::Settings settings;
  settings.timeout = options.timeout;
  settings.memory_bytes = options.memory_bytes;
  settings.threads = options.threads;
  settings.only = options.only;
  settings.without = options.without;
  settings.trace = options.trace;
  settings.cancelled = options.cancellation.flag_.get();
  return settings;
}

Answer Engine::answer_of(const proofs::Statement& statement, const prover::Answer& found) {
  Answer answer = about(statement);
  fill(answer, found);
  return answer;
}

void Engine::fill(Answer& answer, const prover::Answer& found) {
  std::visit([&answer](const auto& outcome) { fill(answer, outcome); }, found.outcome);
  answer.cones_ = found.cones;
  answer.search_time_ = found.search_time;
  answer.check_time_ = found.check_time;
}

Outcome Engine::search(Search search, std::string_view text, const Options& options) {
  require_in_range(options);
  const auto parsed = proofs::parse_statement(text);
  if (parsed) return run(search, parsed.value(), options);
  const proofs::ParseError& error = parsed.error();
  if (error.kind != proofs::ParseError::Kind::unsupported) return input_error(error);
  return Answer::undecided(Obstacle::not_supported, error.message);
}

Answer Engine::run(Search search, const proofs::Statement& statement, const Options& options) {
  Answer answer;
  answer.statement_ = proofs::to_text(statement);
  const TimeLeft left(options);
  try {
    {
      const proofs::WorkLimit limit(std::numeric_limits<std::uint64_t>::max(), [&] { return left.is_over(); });
      answer = about(statement);
    }
    prover::Settings settings = settings_of(options);
    settings.timeout = left.time();
    const prover::Answer found = search(statement, settings);
    fill(answer, found);
    if (options.trace) answer.trace_ = trace_of(found.trace);
  } catch (const proofs::LimitExceeded& limit) {
    if (options.cancellation.is_requested())
      fill(answer, prover::Undecided{prover::Obstacle::cancelled, "the search was cancelled", {}});
    else if (left.is_over())
      fill(answer, prover::Undecided{prover::Obstacle::timeout, "time ran out", {}});
    else
      fill(answer, prover::Undecided{prover::Obstacle::too_large, limit.what(), {}});
  } catch (const std::bad_alloc&) {
    fill(answer, prover::Undecided{prover::Obstacle::memory, "the system has no more memory for this process", {}});
  }
  return answer;
}

Outcome Engine::check(std::string_view text, std::string_view certificate) {
  const auto parsed = proofs::parse_statement(text);
  if (!parsed) return input_error(parsed.error());
  const proofs::Statement& statement = parsed.value();
  const auto read = proofs::read_certificate(certificate, statement.variables);
  if (!read) return InputError{InputError::Kind::certificate, read.error().message, read.error().line, 0, {}};

  const auto start = std::chrono::steady_clock::now();
  const auto theorem = proofs::check(statement, read.value());
  Answer answer;
  if (theorem) {
    answer = about(statement);
    settle(answer, theorem.value().kind(), read.value());
  } else {
    answer.statement_ = proofs::to_text(statement);
    answer.verdict_ = Verdict::rejected;
    answer.detail_ = proofs::describe(theorem.error());
  }
  answer.check_time_ = std::chrono::duration_cast<std::chrono::microseconds>(std::chrono::steady_clock::now() - start);
  return answer;
}

Answer Engine::about(const proofs::Statement& statement) {
  Answer answer;
  answer.statement_ = proofs::to_text(statement);
  answer.conditions_ = telling_conditions(statement);
  return answer;
}

void Engine::settle(Answer& answer, proofs::Theorem::Kind kind, const proofs::Certificate& certificate) {
  answer.verdict_ = kind == proofs::Theorem::Kind::proved ? Verdict::proved : Verdict::refuted;
  answer.certificate_ = proofs::to_text(certificate);
  if (const auto* refutation = std::get_if<proofs::Refutation>(&certificate)) {
    for (const proofs::FunctionWitness& function : refutation->functions)
      answer.witness_.push_back(
          {function.name + "(t)", proofs::to_text(opened(function.body, {proofs::Term::variable("t")}))});
    for (const auto& [name, value] : refutation->point) answer.witness_.push_back({name, proofs::to_text(value)});
    if (const auto& root = refutation->root) {
      for (const auto& [name, value] : refutation->in_root)
        answer.witness_.push_back({name, proofs::to_text(proofs::in_variable(value, root->name))});
      answer.root_ = WitnessRoot{root->name, proofs::to_text(proofs::in_variable(root->polynomial, root->name)),
                                 proofs::to_text(root->lower), proofs::to_text(root->upper)};
    }
  }
}

void Engine::fill(Answer& answer, const prover::Settled& settled) {
  settle(answer, settled.theorem.kind(), settled.certificate);
  answer.method_ = settled.method;
}

void Engine::fill(Answer& answer, const prover::Undecided& undecided) {
  answer.verdict_ = Verdict::undecided;
  answer.obstacle_ = obstacle_of(undecided.obstacle);
  answer.detail_ = undecided.detail;
  for (const auto& [strategy, outcome] : undecided.attempts) answer.attempts_.push_back({strategy, outcome});
  for (const prover::Missing& missing : undecided.missing)
    answer.missing_.push_back({std::string(name_of(missing.hypothesis)), missing.of});
}

void Engine::fill(Answer& answer, const prover::IllPosed& ill_posed) {
  answer.verdict_ = Verdict::rejected;
  answer.detail_ = ill_posed.reason;
}

}  // namespace geq
