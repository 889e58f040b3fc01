// SPDX-License-Identifier: GPL-3.0-or-later
#include "prover/embedding/ginac.hpp"

#include <stdexcept>

#include "prover/embedding/ginac_statement.hpp"

namespace geq {
namespace {

/// "-3/2" as a number of GiNaC.
GiNaC::numeric numeric_from_text(const std::string& text) {
  const std::size_t slash = text.find('/');
  if (slash == text.npos) return GiNaC::numeric(text.c_str());
  return GiNaC::numeric(text.substr(0, slash).c_str()) / GiNaC::numeric(text.substr(slash + 1).c_str());
}

}  // namespace

GinacAnswer::GinacAnswer(Answer answer, std::string statement, std::vector<std::pair<GiNaC::ex, std::string>> names)
    : answer_(std::move(answer)), statement_(std::move(statement)), names_(std::move(names)) {
  if (answer_.root()) return;
  for (const auto& [symbol, name] : names_) {
    for (const Assignment& assignment : answer_.witness()) {
      if (assignment.variable == name) witness_.append(symbol == numeric_from_text(assignment.value));
    }
  }
}

/// Statement text and back.
class GinacDoor {
 public:
  using Search = Outcome (*)(std::string_view, const Options&);

  static GinacAnswer through(Search search, const GiNaC::ex& goal, const GiNaC::lst& assumptions,
                             const Options& options) {
    const std::vector<GiNaC::ex> assumed(assumptions.begin(), assumptions.end());
    std::vector<GiNaC::ex> all = assumed;
    all.push_back(goal);
    SymbolNames names = name_symbols(all);
    std::string statement = statement_text(goal, assumed, names);
    Answer answer = answer_of(search(statement, options));
    return {std::move(answer), std::move(statement), std::move(names)};
  }

 private:
  static Answer answer_of(const Outcome& outcome) {
    if (const auto* answer = std::get_if<Answer>(&outcome)) return *answer;
    const auto& error = std::get<InputError>(outcome);
    if (error.kind == InputError::Kind::too_large) return Answer::undecided(Obstacle::too_large, error.message);
    throw std::logic_error("geq: the statement made from GiNaC is not in the language: " + error.text("statement"));
  }
};

GinacAnswer prove(const GiNaC::ex& goal, const GiNaC::lst& assumptions, const Options& options) {
  return GinacDoor::through(&prove, goal, assumptions, options);
}

GinacAnswer refute(const GiNaC::ex& goal, const GiNaC::lst& assumptions, const Options& options) {
  return GinacDoor::through(&refute, goal, assumptions, options);
}

}  // namespace geq
