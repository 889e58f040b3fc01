// SPDX-License-Identifier: GPL-3.0-or-later
#include "prover/best/best_constant.hpp"

#include <new>
#include <stdexcept>

#include "proofs/kernel/limits.hpp"
#include "prover/embedding/engine.hpp"

namespace geq {
namespace {

std::vector<Assignment> assignments(const prover::NamedPoint& point) {
  std::vector<Assignment> result;
  for (const auto& [name, value] : point) result.push_back({name, proofs::to_text(value)});
  return result;
}

prover::BestSettings settings_of(const BestOptions& options) {
  const auto width = proofs::rational_from_text(options.width);
  if (!width || proofs::sign(*width) <= 0)
    throw std::invalid_argument("geq: the width is not a positive number: " + options.width);
  prover::BestSettings settings{Engine::settings_of(options.search), {}, *width};
  if (options.direction)
    settings.direction =
        *options.direction == Direction::largest ? prover::Direction::largest : prover::Direction::smallest;
  return settings;
}

void fill(BestConstant& best, const prover::BestConstant& found) {
  if (found.direction)
    best.direction = *found.direction == prover::Direction::largest ? Direction::largest : Direction::smallest;
  best.is_affine = found.is_affine;
  best.is_monotone = found.is_monotone;
  if (found.holds) {
    best.value = proofs::to_text(found.holds->value);
    best.holds = Engine::answer_of(found.holds->statement, found.holds->answer);
  }
  if (found.fails) {
    best.beyond = proofs::to_text(found.fails->value);
    best.fails = Engine::answer_of(found.fails->statement, found.fails->answer);
  }
  best.equality = assignments(found.equality);
  best.limit = assignments(found.limit);
  best.detail = found.detail;
  if (found.holds && found.fails)
    best.kind = found.equality.empty() ? BestConstant::Kind::bracket : BestConstant::Kind::attained;
}

}  // namespace

std::string_view to_text(BestConstant::Kind kind) noexcept {
  switch (kind) {
    case BestConstant::Kind::attained:
      return "attained";
    case BestConstant::Kind::bracket:
      return "bracket";
    case BestConstant::Kind::undecided:
      return "undecided";
  }
  return "";
}

BestOutcome best_constant(std::string_view statement, std::string_view constant, const BestOptions& options) {
  const prover::BestSettings settings = settings_of(options);
  BestConstant best;
  best.constant = constant;
  const auto parsed = proofs::parse_statement(statement);
  if (!parsed && parsed.error().kind != proofs::ParseError::Kind::unsupported)
    return Engine::input_error(parsed.error());
  if (!parsed) {
    best.detail = parsed.error().message;
    return best;
  }
  try {
    const auto with_constant = prover::ConstantStatement::of(parsed.value(), best.constant);
    if (!with_constant) return InputError{InputError::Kind::malformed, with_constant.error(), 0, 0, {}};
    fill(best, prover::best_constant(with_constant.value(), settings));
  } catch (const proofs::LimitExceeded& limit) {
    best.detail = limit.what();
  } catch (const std::bad_alloc&) {
    best.detail = "the system has no more memory for this process";
  }
  return best;
}

}  // namespace geq
