// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

/// geq proves inequalities and shows its work: the text of a statement goes in, an answer comes out.
///
/// A complete program (compiled and run by the tests):
///
///     #include <geq/geq.hpp>
///     #include <iostream>
///
///     int main() {
///       const geq::Outcome outcome = geq::prove("let a, b, c >= 0\nprove a^2 + b^2 + c^2 >= ab + bc + ca");
///       if (const auto* error = std::get_if<geq::InputError>(&outcome)) {
///         std::cerr << error->text("statement") << '\n';
///         return 65;
///       }
///       const auto& answer = std::get<geq::Answer>(outcome);
///       std::cout << answer.report();
///       return answer.verdict() == geq::Verdict::proved ? 0 : 1;
///     }
///
/// The language of statements is LANGUAGE.md's: lines `let`, `assume` and one `prove`.
///
/// What an answer means. `proved` and `refuted` are never the opinion of the search: a small kernel has replayed the
/// certificate against the statement, exactly. The certificate is text; `check` repeats the replay, and so does the
/// separate program geq-check.
///
/// Failures. What is wrong with outside text is an `InputError`, returned, not thrown. What is wrong with the call
/// (an unknown strategy, no threads) throws std::invalid_argument. Any other exception is a bug in geq.
///
/// Threads. There is no global state: every function may be called from several threads at once, and every object may
/// be read from several threads at once. `Cancellation` may also be written to. The library does not print, does not
/// read the environment, and does not end the process; with one exception that it cannot prevent: FLINT, which it
/// searches with, calls abort() when the system refuses memory. Who sets a limit on the process (setrlimit, cgroups)
/// should search in a process of its own, as the program geq does.
///
/// Results are the same on every run and for every number of threads, except for the times, and except where a limit
/// of time or memory ends the search.

#include <atomic>
#include <chrono>
#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace geq {

enum class Verdict {
  proved,     ///< a proof, replayed by the kernel
  refuted,    ///< a point at which the statement fails, evaluated by the kernel
  undecided,  ///< neither, see Answer::obstacle; says nothing about the statement
  rejected,   ///< the statement claims nothing (it is nowhere defined, its assumptions contradict each other),
              ///< or, from `check`, the certificate does not prove it; see Answer::detail
};

/// The enumerator's name.
[[gnu::visibility("default")]] std::string_view to_text(Verdict verdict) noexcept;

/// Why a search ended without an answer.
enum class Obstacle {
  timeout,         ///< Options::timeout has passed
  memory,          ///< Options::memory_bytes would be exceeded, or the system refused memory
  cancelled,       ///< Options::cancellation was requested
  not_supported,   ///< the statement uses a part of the language for which there are no methods yet
  too_large,       ///< a number, degree or expansion beyond the limits of the kernel
  no_method_left,  ///< every method that may be used has given up
};

/// The enumerator's name.
[[gnu::visibility("default")]] std::string_view to_text(Obstacle obstacle) noexcept;

enum class Format {
  text,   ///< for people: verdict, then the proof
  json,   ///< for programs: one object; schema in json.md
  latex,  ///< a complete document (Chinese: for XeLaTeX with ctex)
};

enum class Language { english, chinese };

/// Whether a report says how long the search and the check took. Without, it is the same on every run.
enum class Times { shown, hidden };

/// Stops searches from outside. Copies are handles on the same flag. Once requested it stays so.
class [[gnu::visibility("default")]] Cancellation {
 public:
  Cancellation() : flag_(std::make_shared<std::atomic<bool>>(false)) {}

  /// Every search whose options hold a copy ends soon, undecided (Obstacle::cancelled). From any thread; not from a
  /// signal handler unless std::atomic<bool> is lock-free there, which it is on all common systems.
  void request() const noexcept { flag_->store(true, std::memory_order_relaxed); }
  bool is_requested() const noexcept { return flag_->load(std::memory_order_relaxed); }

 private:
  friend class Engine;
  std::shared_ptr<std::atomic<bool>> flag_;
};

/// How to search. The defaults are those of the program, except that it uses all processors.
struct Options {
  /// Wall-clock time for the search. The answer may come a little later: the kernel's replay is not interrupted.
  std::chrono::milliseconds timeout{60000};
  /// What the search may keep, in bytes, about: memory of other parts of the process is not counted.
  std::size_t memory_bytes = std::size_t{2} << 30;
  /// Threads that the search uses, 1 to 256.
  unsigned threads = 1;
  /// Names of strategies (methods() lists them): if any are named, no others are used.
  std::vector<std::string> only;
  /// Names of strategies not to use.
  std::vector<std::string> without;
  /// Keep a copy to stop the search.
  Cancellation cancellation;
  /// Whether the answer says what was tried, goal by goal: Answer::trace. Costs the printing of every goal.
  bool trace = false;
};

/// What is wrong with a text that came from outside, and where.
struct [[gnu::visibility("default")]] InputError {
  enum class Kind {
    malformed,      ///< not a statement of the language
    too_large,      ///< beyond a limit of the language (length, depth, variables, exponents)
    not_supported,  ///< from `check`: in the language, but nothing can be proved of it yet
    certificate,    ///< the certificate is malformed; `line` counts its lines
  };
  Kind kind;
  std::string message;  ///< "expected an expression after '+'"
  std::size_t line;     ///< counted from 1; 0 when no single place is to blame
  std::size_t column;   ///< counted from 1, in characters; 0 for certificates
  std::string source;   ///< the line the error is in; empty for certificates

  /// "file:line:column: message", the source line, and a caret under the column; no newline at the end.
  std::string text(std::string_view file) const;
};

/// What one strategy did.
struct Attempt {
  std::string strategy;
  std::string outcome;  ///< one phrase: "12,000 cones, 311 open"
};

/// One goal of a search, or one method that was tried on a goal.
struct TraceEntry {
  enum class Kind { goal, method };
  enum class Outcome {
    open,      ///< no proof was found
    closed,    ///< proved, or for the method `counterexample`: refuted
    repeated,  ///< a goal that was given up before, or is being worked on further up: not tried again
  };
  Kind kind;
  std::size_t depth;  ///< how many goals and methods it was tried for: those with smaller depths before it
  std::string text;   ///< the goal as a relation, cut after 200 characters; the method's name
  std::size_t facts;  ///< of a goal: how many there are to use
  std::string rules;  ///< of a goal: certificate's keywords of the steps that led to it from the goal above
  Outcome outcome;
  std::chrono::microseconds time;  ///< all that was tried for its sake included
};

/// The enumerator's name.
[[gnu::visibility("default")]] std::string_view to_text(TraceEntry::Outcome outcome) noexcept;

/// What a search did.
struct Trace {
  std::vector<TraceEntry> entries;  ///< in the order in which they were begun; at most 10,000
  std::size_t left_out = 0;         ///< how many came after those
};

/// The value of one variable: an exact rational in lowest terms, "-3/2" or "7"; or a polynomial in the root of the
/// answer, "1/2*r".
struct Assignment {
  std::string variable;
  std::string value;
};

/// A real root of a polynomial, between two rationals: "r", "r^2 - 2", "1", "2".
struct WitnessRoot {
  std::string name, polynomial, lower, upper;
};

/// What a statement about integrals or limits would need, and no method could show.
struct Missing {
  std::string hypothesis;  ///< pointwise_limit, dominator, integrable_at_lower_end, integrable_at_upper_end, limit
  std::string of;          ///< the members of the sequence, the integral or the limit
};

/// What became of a statement. A value: texts and numbers, owned; copying costs their length.
class [[gnu::visibility("default")]] Answer {
 public:
  /// An answer that nobody waited for: for programs that end a search themselves. It claims nothing.
  /// `detail` is a sentence for the report.
  static Answer undecided(Obstacle obstacle, std::string detail);

  Verdict verdict() const noexcept { return verdict_; }
  /// Name of the strategy that settled the statement, "counterexample" if it is refuted, else empty. From `check`,
  /// empty.
  const std::string& method() const noexcept { return method_; }
  /// Cones that the strategy looked at; all strategies together if undecided. 0 where no cones were needed.
  std::size_t cones() const noexcept { return cones_; }
  std::chrono::microseconds search_time() const noexcept { return search_time_; }
  std::chrono::microseconds check_time() const noexcept { return check_time_; }  ///< of the kernel's replay

  /// The statement as it was read, in the language; reads back as the same statement. Empty if it was not understood.
  const std::string& statement() const noexcept { return statement_; }
  /// What the statement silently requires for its expressions to be defined, beyond what follows from the signs of its
  /// variables: "x - 1 != 0". geq claims the statement only where these hold.
  const std::vector<std::string>& conditions() const noexcept { return conditions_; }
  /// Text for geq-check, if proved or refuted; else empty.
  const std::string& certificate() const noexcept { return certificate_; }
  /// A point at which the statement fails, one value for each variable, if refuted; else empty.
  const std::vector<Assignment>& witness() const noexcept { return witness_; }
  /// The number in which values of the witness are polynomials, when the point is not rational.
  const std::optional<WitnessRoot>& root() const noexcept { return root_; }

  /// Why the search ended, if undecided.
  std::optional<Obstacle> obstacle() const noexcept { return obstacle_; }
  /// One sentence: what is missing (undecided), or why (rejected). Else empty.
  const std::string& detail() const noexcept { return detail_; }
  /// What was tried, in order, if undecided.
  const std::vector<Attempt>& attempts() const noexcept { return attempts_; }
  /// Which hypotheses about integrals and limits are missing for a proof, if undecided and known.
  const std::vector<Missing>& missing() const noexcept { return missing_; }
  /// What was tried, goal by goal; none unless Options::trace asked for it.
  const std::optional<Trace>& trace() const noexcept { return trace_; }

  /// The answer for reading, UTF-8, newline at the end. The first line of text is the verdict, with method, number of
  /// cones and total time; a trace comes last, and not in LaTeX. Cost: of a proof, up to that of another replay by the
  /// kernel.
  std::string report(Format format = Format::text, Language language = Language::english, Times times = Times::shown)
      const;

 private:
  friend class Engine;
  Answer() = default;

  Verdict verdict_ = Verdict::undecided;
  std::string method_;
  std::size_t cones_ = 0;
  std::chrono::microseconds search_time_{0};
  std::chrono::microseconds check_time_{0};
  std::string statement_;
  std::vector<std::string> conditions_;
  std::string certificate_;
  std::vector<Assignment> witness_;
  std::optional<WitnessRoot> root_;
  std::optional<Obstacle> obstacle_;
  std::string detail_;
  std::vector<Attempt> attempts_;
  std::vector<Missing> missing_;
  std::optional<Trace> trace_;
};

/// An answer, or what is wrong with the text.
using Outcome = std::variant<Answer, InputError>;

/// Looks for a proof and for a counterexample. What is in the language but has no methods yet is undecided
/// (Obstacle::not_supported), and a statement that claims nothing is rejected.
/// Throws std::invalid_argument for options out of range.
[[gnu::visibility("default")]] Outcome prove(std::string_view statement, const Options& options = {});

/// Only looks for a counterexample: refuted, rejected or undecided. Throws like `prove`.
[[gnu::visibility("default")]] Outcome refute(std::string_view statement, const Options& options = {});

/// Replays a certificate against a statement: proved, refuted, or rejected with the reason and the step. Any texts are
/// welcome. No option makes it check less. Cost: depends on the certificate alone, there is no search.
[[gnu::visibility("default")]] Outcome check(std::string_view statement, std::string_view certificate);

/// An end of the values of a constant for which a statement holds.
enum class Direction { largest, smallest };

struct BestOptions {
  Options search;                      ///< the time is that for everything together
  std::optional<Direction> direction;  ///< none: the end at which values fail
  std::string width = "1/1000000";  ///< wanted distance between a value that holds and one that fails: "1/1000", "0.01"
};

/// What is known of the best constant of a statement. What is said of a single value, the kernel has said.
struct [[gnu::visibility("default")]] BestConstant {
  enum class Kind {
    attained,   ///< `value` is the best: it holds, and `equality` is a point at which every value beyond fails
    bracket,    ///< `value` holds and `beyond` fails: the best lies between, or is `value`
    undecided,  ///< one of the two is missing; see `detail`
  };
  std::string constant;  ///< its name
  Kind kind = Kind::undecided;
  std::optional<Direction> direction;  ///< none: not found out
  bool is_affine = false;       ///< the goal is of degree 1 in the constant: what refutes a value refutes all beyond it
  bool is_monotone = false;     ///< proved: with one value that holds all on its side hold
  std::string value;            ///< exact rational, for which the statement is proved; empty: none
  std::string beyond;           ///< exact rational, for which the statement is refuted; empty: none
  std::optional<Answer> holds;  ///< about the statement with `value`: its statement and certificate
  std::optional<Answer> fails;  ///< about the statement with `beyond`
  std::vector<Assignment> equality;  ///< attained: a point at which both sides are equal for `value`
  std::vector<Assignment> limit;     ///< bracket: such a point that only > keeps out of the domain, if one was found
  std::string detail;                ///< undecided: why

  /// Text or JSON (schema in json.md), newline at the end. Throws std::invalid_argument for LaTeX.
  std::string report(Format format = Format::text, Language language = Language::english, Times times = Times::shown)
      const;
};

/// The enumerator's name.
[[gnu::visibility("default")]] std::string_view to_text(BestConstant::Kind kind) noexcept;

using BestOutcome = std::variant<BestConstant, InputError>;

/// Looks for the best value of `constant`, a variable that is free in the goals and occurs nowhere else. Throws
/// std::invalid_argument for options out of range.
[[gnu::visibility("default")]] BestOutcome best_constant(std::string_view statement, std::string_view constant,
                                                         const BestOptions& options = {});

struct PlotOptions {
  bool cones = false;  ///< draw the cones of a proof, which is looked for first
  Options search;      ///< for that proof
};

/// An SVG document; the same bytes for the same statement.
struct Plot {
  std::string svg;
};
struct NoPlot {
  std::string reason;  ///< one sentence
};
using PlotOutcome = std::variant<Plot, NoPlot, InputError>;

/// Draws the difference of the sides: over the simplex for homogeneous statements in three variables, along a line for
/// homogeneous ones in two and for any in one; variables that equations give do not count. Pictures decide nothing.
/// Throws std::invalid_argument for options out of range.
[[gnu::visibility("default")]] PlotOutcome plot_statement(std::string_view statement, const PlotOptions& options = {});

/// A way to settle statements.
struct Method {
  std::string name;   ///< "difference-substitution"
  std::string title;  ///< "Difference substitution"
  bool is_strategy;   ///< may be named in Options
};

/// All methods, strategies first, in the order in which they are tried.
[[gnu::visibility("default")]] std::vector<Method> methods(Language language = Language::english);

/// What a method does, its source, when it applies, its limits, and an example: some lines of UTF-8 text with a newline
/// at the end. None if there is no method of that name.
[[gnu::visibility("default")]] std::optional<std::string> explain(std::string_view method,
                                                                  Language language = Language::english);

/// "0.1.0"
[[gnu::visibility("default")]] std::string_view version() noexcept;

}  // namespace geq
