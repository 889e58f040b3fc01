// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

/// From an answer's texts back to what the renderers work on.

#include <optional>
#include <string>

#include "proofs/render/report.hpp"
#include "prover/embedding/geq.hpp"

namespace geq {

/// What the renderers need, read again from the answer's texts. None if there is no statement (it was not understood,
/// or nobody waited for the answer) or nothing to say about it beyond one sentence (rejected).
std::optional<render::Report> render_report(const Answer& answer, Language language, Times times);

render::Language render_language(Language language);

/// A missing hypothesis as one sentence, without an initial capital and a full stop.
std::string missing_text(const Missing& missing, Language language);

/// Why there is no answer, with the hypotheses that are missing; for a rejection the reason; else that the proof is too
/// long to be told.
std::string reason_text(const Answer& answer, Language language);

/// What was tried, as indented lines under a heading: a goal with the steps that led to it, the number of facts and
/// what became of it; methods. Methods that found nothing are told in one line. Without times the same bytes on every
/// run, unless a limit ended the search.
std::string trace_text(const Trace& trace, Language language, Times times);

/// One JSON object, indented, newline at the end. Schema in json.md. Stable order of keys.
std::string json_report(const Answer& answer, Language language, Times times);

}  // namespace geq
