// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <iomanip>
#include <sstream>

#include "proofs/render/report.hpp"
#include "proofs/render/text.hpp"
#include "prover/embedding/report.hpp"
#include "prover/embedding/texts.hpp"

namespace geq {
namespace {

constexpr std::size_t deepest_indent = 40;  // columns; what is deeper is not indented further

class TraceText {
 public:
  TraceText(const Trace& trace, Language language, Times times) : trace_(trace), language_(language), times_(times) {}

  std::string text() {
    out_ = "\n" + std::string(phrase("trace.heading", language_)) + "\n";
    const std::vector<TraceEntry>& entries = trace_.entries;
    for (std::size_t i = 0; i < entries.size();) {
      const std::size_t end = end_of_vain(i);
      if (end > i)
        add_vain(i, end);
      else
        add(entries[end]);
      i = std::max(end, i + 1);
    }
    if (trace_.left_out > 0) {
      std::string line(phrase("trace.left_out", language_));
      line.replace(line.find("{n}"), 3, std::to_string(trace_.left_out));
      add_line(0, line);
    }
    return out_;
  }

 private:
  /// Methods that found nothing and led to no goals are told together: where they end that begin with the i-th entry.
  std::size_t end_of_vain(std::size_t i) const {
    const std::vector<TraceEntry>& entries = trace_.entries;
    const std::size_t depth = entries[i].depth;
    const auto is_vain = [&](std::size_t k) {
      return entries[k].kind == TraceEntry::Kind::method && entries[k].outcome == TraceEntry::Outcome::open &&
             entries[k].depth == depth && (k + 1 == entries.size() || entries[k + 1].depth <= depth);
    };
    while (i < entries.size() && is_vain(i)) ++i;
    return i;
  }

  void add_vain(std::size_t i, std::size_t end) {
    const std::size_t depth = trace_.entries[i].depth;
    std::string line(phrase("trace.not_by", language_));
    for (; i < end; ++i) {
      line += " " + trace_.entries[i].text;
      if (const std::string time = time_of(trace_.entries[i], std::chrono::milliseconds(1)); !time.empty())
        line += " (" + time + ")";
      if (i + 1 < end) line += ",";
    }
    add_line(depth, line);
  }

  void add(const TraceEntry& entry) {
    std::string line;
    if (entry.kind == TraceEntry::Kind::goal) {
      if (!entry.rules.empty()) line += entry.rules + ": ";
      line += entry.text;
      if (entry.facts > 0) line += " [" + std::to_string(entry.facts) + "]";
    } else {
      line += entry.text;
    }
    line += ": " + std::string(phrase("trace." + std::string(to_text(entry.outcome)), language_));
    if (const std::string time = time_of(entry, std::chrono::microseconds(0)); !time.empty()) line += ", " + time;
    add_line(entry.depth, line);
  }

  std::string time_of(const TraceEntry& entry, std::chrono::microseconds at_least) const {
    if (times_ == Times::hidden || entry.time < at_least) return {};
    std::ostringstream text;
    text << std::fixed << std::setprecision(1) << static_cast<double>(entry.time.count()) / 1000.0 << " ms";
    return text.str();
  }

  void add_line(std::size_t depth, const std::string& line) {
    render::Paragraph paragraph;
    paragraph << line;
    out_ += render::wrapped(paragraph, std::min(2 + 2 * depth, deepest_indent), "", render::text_width);
  }

  const Trace& trace_;
  Language language_;
  Times times_;
  std::string out_;
};

}  // namespace

std::string_view to_text(TraceEntry::Outcome outcome) noexcept {
  switch (outcome) {
    case TraceEntry::Outcome::open:
      return "open";
    case TraceEntry::Outcome::closed:
      return "closed";
    case TraceEntry::Outcome::repeated:
      return "repeated";
  }
  return "";
}

std::string trace_text(const Trace& trace, Language language, Times times) {
  return TraceText(trace, language, times).text();
}

}  // namespace geq
