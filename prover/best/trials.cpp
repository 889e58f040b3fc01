// SPDX-License-Identifier: GPL-3.0-or-later
#include "prover/best/trials.hpp"

#include <algorithm>
#include <stdexcept>

namespace geq::prover {

using proofs::Rational;
using std::chrono::milliseconds;

namespace {

bool is_settled(const Answer& answer, proofs::Theorem::Kind kind) {
  const auto* settled = std::get_if<Settled>(&answer.outcome);
  return settled != nullptr && settled->theorem.kind() == kind;
}

}  // namespace

bool is_proved(const Answer& answer) { return is_settled(answer, proofs::Theorem::Kind::proved); }
bool is_refuted(const Answer& answer) { return is_settled(answer, proofs::Theorem::Kind::refuted); }

Trials::Trials(const ConstantStatement& statement, const BestSettings& settings)
    : statement_(statement),
      settings_(settings),
      deadline_(std::chrono::steady_clock::now() + settings.search.timeout) {}

milliseconds Trials::left() const {
  const auto rest = std::chrono::duration_cast<milliseconds>(deadline_ - std::chrono::steady_clock::now());
  return std::max(rest, milliseconds(0));
}

bool Trials::is_over() const {
  return left().count() == 0 || (settings_.search.cancelled != nullptr && *settings_.search.cancelled);
}

Settings Trials::within(double share) const {
  Settings settings = settings_.search;
  settings.timeout = milliseconds(static_cast<long long>(share * static_cast<double>(left().count())));
  return settings;
}

Answer Trials::prove(const proofs::Statement& statement, double share) const {
  return prover::prove(statement, within(share));
}

Answer Trials::prove(const Rational& value, double share) const { return prove(statement_.at(value), share); }

Answer Trials::refute(const Rational& value, double share) const {
  return prover::refute(statement_.at(value), within(share));
}

std::optional<SettledAt> Trials::refuted_at(const Rational& value, const NamedPoint& point) const {
  const auto start = std::chrono::steady_clock::now();
  proofs::Statement at = statement_.at(value);
  proofs::Certificate certificate = proofs::Refutation{point};
  const auto theorem = proofs::check(at, certificate);
  if (!theorem) return {};
  const auto time = std::chrono::duration_cast<std::chrono::microseconds>(std::chrono::steady_clock::now() - start);
  return SettledAt{value, std::move(at),
                   Answer{Settled{theorem.value(), std::move(certificate), "counterexample"}, 0, {}, time}};
}

SettledAt Trials::settled(const Rational& value, Answer answer) const {
  return {value, statement_.at(value), std::move(answer)};
}

BestConstant best_constant(const ConstantStatement& statement, const BestSettings& settings) {
  if (proofs::sign(settings.width) <= 0) throw std::invalid_argument("best_constant: the width is not positive");
  const Trials trials(statement, settings);
  return statement.is_affine() ? search_affine(trials) : search_by_trials(trials);
}

}  // namespace geq::prover
