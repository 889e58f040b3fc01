// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <stdexcept>

#include "prover/embedding/engine.hpp"

namespace geq {

std::string_view to_text(Verdict verdict) noexcept {
  switch (verdict) {
    case Verdict::proved:
      return "proved";
    case Verdict::refuted:
      return "refuted";
    case Verdict::undecided:
      return "undecided";
    case Verdict::rejected:
      return "rejected";
  }
  return "";
}

std::string_view to_text(Obstacle obstacle) noexcept {
  switch (obstacle) {
    case Obstacle::timeout:
      return "timeout";
    case Obstacle::memory:
      return "memory";
    case Obstacle::cancelled:
      return "cancelled";
    case Obstacle::not_supported:
      return "not_supported";
    case Obstacle::too_large:
      return "too_large";
    case Obstacle::no_method_left:
      return "no_method_left";
  }
  return "";
}

std::string InputError::text(std::string_view file) const {
  if (line == 0) return std::string(file) + ": " + message;
  if (kind == Kind::certificate) return std::string(file) + ":" + std::to_string(line) + ": " + message;
  return proofs::describe({proofs::ParseError::Kind::malformed, message, line, column, source}, file);
}

Answer Answer::undecided(Obstacle obstacle, std::string detail) {
  Answer answer;
  answer.obstacle_ = obstacle;
  answer.detail_ = std::move(detail);
  return answer;
}

Outcome prove(std::string_view statement, const Options& options) {
  return Engine::search(&prover::prove, statement, options);
}

Outcome refute(std::string_view statement, const Options& options) {
  return Engine::search(&prover::refute, statement, options);
}

Outcome check(std::string_view statement, std::string_view certificate) {
  return Engine::check(statement, certificate);
}

}  // namespace geq
