// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

/// Between the public header and the house: reads texts, calls the prover or the kernel, and turns what comes back into
/// answers. Numbers of the kernel (CLN) stay inside one call: CLN counts references without locks, and an `Answer` may
/// be read by any thread, so it holds only text.

#include "proofs/kernel/language/parser.hpp"
#include "prover/embedding/geq.hpp"
#include "prover/prover.hpp"

namespace geq {

class Engine {
 public:
  /// One of prover::prove and prover::refute.
  using Search = prover::Answer (*)(const proofs::Statement&, const prover::Settings&);

  /// Throws std::invalid_argument for options out of range.
  static Outcome search(Search search, std::string_view text, const Options& options);
  static Outcome check(std::string_view text, std::string_view certificate);

  /// Throws like search.
  static prover::Settings settings_of(const Options& options);
  /// What was found about the statement. Throws proofs::LimitExceeded.
  static Answer answer_of(const proofs::Statement& statement, const prover::Answer& found);
  static InputError input_error(const proofs::ParseError& error);

 private:
  static Answer run(Search search, const proofs::Statement& statement, const Options& options);
  static Answer about(const proofs::Statement& statement);
  static void settle(Answer& answer, proofs::Theorem::Kind kind, const proofs::Certificate& certificate);
  static void fill(Answer& answer, const prover::Answer& found);
  static void fill(Answer& answer, const prover::Settled& settled);
  static void fill(Answer& answer, const prover::Undecided& undecided);
  static void fill(Answer& answer, const prover::IllPosed& ill_posed);
};

}  // namespace geq
