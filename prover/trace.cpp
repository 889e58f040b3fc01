// SPDX-License-Identifier: GPL-3.0-or-later
#include "prover/trace.hpp"

#include <utility>

#include "proofs/kernel/certificate.hpp"

namespace geq::prover {

Trace::Entry::Entry(Trace& trace, std::size_t place)
    : trace_(trace), place_(place), start_(std::chrono::steady_clock::now()) {
  ++trace_.depth_;
}

Trace::Entry::~Entry() {
  --trace_.depth_;
  if (place_ < trace_.entries_.size())
    trace_.entries_[place_].time =
        std::chrono::duration_cast<std::chrono::microseconds>(std::chrono::steady_clock::now() - start_);
}

void Trace::Entry::set(TraceEntry::Outcome outcome) {
  if (place_ < trace_.entries_.size()) trace_.entries_[place_].outcome = outcome;
}

std::size_t Trace::add(TraceEntry::Kind kind) {
  if (wanted_ && entries_.size() < most_entries) {
    entries_.push_back({kind, depth_, {}, {{}, proofs::Sign::nonnegative}, 0, 0, std::exchange(rules_, {})});
    return entries_.size() - 1;
  }
  if (wanted_) ++left_out_;
  return most_entries;
}

Trace::Entry Trace::goal(const proofs::Sequent& sequent) {
  const std::size_t place = add(TraceEntry::Kind::goal);
  if (place < entries_.size()) {
    TraceEntry& entry = entries_[place];
    entry.terms = sequent.goal.polynomial.terms().size();
    entry.goal.sign = sequent.goal.sign;
    if (entry.terms <= most_terms) entry.goal = sequent.goal;
    entry.facts = sequent.facts.size();
  }
  return {*this, place};
}

Trace::Entry Trace::method(std::string_view name) {
  const std::size_t place = add(TraceEntry::Kind::method);
  if (place < entries_.size()) entries_[place].method = name;
  return {*this, place};
}

void Trace::by(const std::vector<proofs::Step>& steps) {
  if (!wanted_) return;
  rules_.clear();
  for (const proofs::Step& step : steps) {
    const std::string text = proofs::to_text(step);
    rules_ += (rules_.empty() ? "" : ", ") + text.substr(0, text.find_first_of(" \n"));
  }
}

}  // namespace geq::prover
