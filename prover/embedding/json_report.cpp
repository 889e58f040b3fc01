// SPDX-License-Identifier: GPL-3.0-or-later
#include <nlohmann/json.hpp>

#include "proofs/kernel/limits.hpp"
#include "proofs/render/document.hpp"
#include "proofs/render/text.hpp"
#include "prover/embedding/report.hpp"

namespace geq {
namespace {

using Json = nlohmann::ordered_json;

Json text_or_null(const std::string& text) { return text.empty() ? Json(nullptr) : Json(text); }

Json milliseconds(std::chrono::microseconds time) { return static_cast<double>(time.count()) / 1000.0; }

Json times_of(const Answer& answer, Times times) {
  if (times == Times::hidden) return nullptr;
  return {{"search_ms", milliseconds(answer.search_time())}, {"check_ms", milliseconds(answer.check_time())}};
}

Json witness_of(const Answer& answer) {
  if (answer.verdict() != Verdict::refuted) return nullptr;
  Json witness = Json::object();
  for (const auto& [variable, value] : answer.witness()) witness[variable] = value;
  if (const auto& root = answer.root())
    witness["root of"] = {
        {"name", root->name}, {"polynomial", root->polynomial}, {"between", {root->lower, root->upper}}};
  return witness;
}

/// The sentences of a proof, and the one about equality.
struct Told {
  Json proof = nullptr;
  Json equality = nullptr;
};

Told told(const Answer& answer, Language language) try {
  if (answer.verdict() != Verdict::proved) return {};
  const auto report = render_report(answer, language, Times::hidden);
  if (!report) return {};
  Told result{Json::array(), nullptr};
  using Role = render::Entry::Role;
  for (const render::Entry& entry : render::compose(*report, render_language(language)).entries) {
    if (entry.role == Role::long_sum || entry.role == Role::matrices) continue;
    const std::string sentence = render::to_text(entry.paragraph, render_language(language));
    if (entry.role == Role::equality && result.equality.is_null()) result.equality = sentence;
    result.proof.push_back(
        {{"depth", entry.depth}, {"label", entry.label}, {"rule", text_or_null(entry.rule)}, {"sentence", sentence}});
  }
  return result;
} catch (const proofs::LimitExceeded&) {  // too long to be told
  return {};
}

Json attempts_of(const Answer& answer) {
  Json attempts = Json::array();
  for (const auto& [strategy, outcome] : answer.attempts())
    attempts.push_back({{"strategy", strategy}, {"outcome", outcome}});
  return attempts;
}

Json missing_of(const Answer& answer, Language language) {
  Json missing = Json::array();
  for (const Missing& part : answer.missing())
    missing.push_back({{"hypothesis", part.hypothesis}, {"of", part.of}, {"sentence", missing_text(part, language)}});
  return missing;
}

std::string detail_of(const Answer& answer, Language language) {
  return answer.verdict() == Verdict::rejected ? reason_text(answer, language) : answer.detail();
}

Json trace_of(const Answer& answer, Times times) {
  if (!answer.trace()) return nullptr;
  Json entries = Json::array();
  for (const TraceEntry& entry : answer.trace()->entries) {
    const bool is_goal = entry.kind == TraceEntry::Kind::goal;
    entries.push_back({{"depth", entry.depth},
                       {"goal", is_goal ? Json(entry.text) : Json(nullptr)},
                       {"facts", is_goal ? Json(entry.facts) : Json(nullptr)},
                       {"rules", is_goal ? text_or_null(entry.rules) : Json(nullptr)},
                       {"method", is_goal ? Json(nullptr) : Json(entry.text)},
                       {"outcome", to_text(entry.outcome)},
                       {"ms", times == Times::hidden ? Json(nullptr) : milliseconds(entry.time)}});
  }
  return {{"entries", entries}, {"left_out", answer.trace()->left_out}};
}

}  // namespace

std::string json_report(const Answer& answer, Language language, Times times) {
  const Told story = told(answer, language);
  const Json report{{"geq", version()},
                    {"verdict", to_text(answer.verdict())},
                    {"method", text_or_null(answer.method())},
                    {"cones", answer.cones()},
                    {"times", times_of(answer, times)},
                    {"statement", text_or_null(answer.statement())},
                    {"conditions", answer.conditions()},
                    {"witness", witness_of(answer)},
                    {"equality", story.equality},
                    {"proof", story.proof},
                    {"obstacle", answer.obstacle() ? Json(to_text(*answer.obstacle())) : Json(nullptr)},
                    {"detail", text_or_null(detail_of(answer, language))},
                    {"missing", missing_of(answer, language)},
                    {"attempts", attempts_of(answer)},
                    {"trace", trace_of(answer, times)},
                    {"certificate", text_or_null(answer.certificate())}};
  return report.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace geq
