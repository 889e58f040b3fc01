// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

/// The front door of geq for GiNaC: prove a relation between expressions, get the witness back as expressions.
///
/// A complete program (compiled and run by the tests):
///
///     #include <geq/ginac.hpp>
///     #include <iostream>
///
///     int main() {
///       const GiNaC::possymbol a("a"), b("b"), c("c");
///       const auto found = geq::prove(a / (b + c) + b / (c + a) + c / (a + b) >= GiNaC::numeric(3, 2));
///       std::cout << found.answer().report();
///
///       const GiNaC::realsymbol x("x"), y("y");
///       const auto failed = geq::prove(pow(x, 3) + pow(y, 3) >= x * y, {x >= -2, y >= -2});
///       std::cout << failed.witness() << '\n';    // such as {x==-1,y==0}
///       return found.answer().verdict() == geq::Verdict::proved ? 0 : 1;
///     }
///
/// What is proved is `statement()`: what GiNaC holds, written in the language of geq. GiNaC simplifies while
/// expressions are built (x/x becomes 1, 0*y becomes 0), so what was typed may have said more. Powers with exponents
/// that are not integers, and functions, are claimed only where they are defined for real numbers: x^(1/3) for x >= 0,
/// log(x) for x > 0.
///
/// Symbols stand for real numbers: a realsymbol for any, a possymbol for any positive one. A plain symbol, which is
/// complex for GiNaC, is accepted only if an assumption orders it, as in x >= 0 or x < y; else it is refused. Symbols
/// with equal names are different, as they are in GiNaC.
///
/// Threads: GiNaC is not thread-safe. Call these functions only where GiNaC may be used.

#include <ginac/ginac.h>

#include <string>
#include <utility>
#include <vector>

#include <geq/geq.hpp>

namespace geq {

/// What became of a relation.
class [[gnu::visibility("default")]] GinacAnswer {
 public:
  const Answer& answer() const noexcept { return answer_; }
  /// The text that was proved, with the names of `names`.
  const std::string& statement() const noexcept { return statement_; }
  /// How each symbol is called in the statement: by its own name where that is one letter, alone or with digits, and
  /// unique; else by a fresh one. Sorted by the names of the symbols; symbols of equal names by their age.
  const std::vector<std::pair<GiNaC::ex, std::string>>& names() const noexcept { return names_; }
  /// {symbol == value, ...} for every symbol, in the order of `names`, for ex::subs; empty unless refuted at
  /// a rational point (else see answer().witness() and root()).
  const GiNaC::lst& witness() const noexcept { return witness_; }

 private:
  friend class GinacDoor;
  GinacAnswer(Answer answer, std::string statement, std::vector<std::pair<GiNaC::ex, std::string>> names);

  Answer answer_;
  std::string statement_;
  std::vector<std::pair<GiNaC::ex, std::string>> names_;
  GiNaC::lst witness_;
};

/// Looks for a proof of `goal`, a relation (==, !=, <, <=, >, >=), and for a counterexample, where the assumptions,
/// relations too, hold. What is beyond the limits of the language is undecided (Obstacle::too_large).
/// Throws std::invalid_argument for options out of range, and for what cannot be stated: not a relation, numbers that
/// are not exact rationals, complex symbols, functions that geq does not know.
[[gnu::visibility("default")]] GinacAnswer prove(const GiNaC::ex& goal, const GiNaC::lst& assumptions = {},
                                                 const Options& options = {});

/// The same, only looking for a counterexample.
[[gnu::visibility("default")]] GinacAnswer refute(const GiNaC::ex& goal, const GiNaC::lst& assumptions = {},
                                                  const Options& options = {});

}  // namespace geq
