// SPDX-License-Identifier: GPL-3.0-or-later
#include <new>

#include "proofs/kernel/certificate.hpp"
#include "proofs/kernel/limits.hpp"
#include "prover/embedding/engine.hpp"
#include "prover/plot/picture.hpp"

namespace geq {
namespace {

PlotOutcome drawn(const proofs::Statement& statement, const std::vector<plot::Triangle>& cones) {
  auto picture = plot::picture(statement, cones);
  if (const auto* none = std::get_if<plot::NoPicture>(&picture)) return NoPlot{none->reason};
  return Plot{std::get<std::string>(std::move(picture))};
}

}  // namespace

PlotOutcome plot_statement(std::string_view statement, const PlotOptions& options) {
  const prover::Settings settings = Engine::settings_of(options.search);
  const auto parsed = proofs::parse_statement(statement);
  if (!parsed && parsed.error().kind != proofs::ParseError::Kind::unsupported)
    return Engine::input_error(parsed.error());
  if (!parsed) return NoPlot{parsed.error().message};
  try {
    if (!options.cones) return drawn(parsed.value(), {});
    const prover::Answer answer = prover::prove(parsed.value(), settings);
    const auto* settled = std::get_if<prover::Settled>(&answer.outcome);
    const auto* proof = settled == nullptr ? nullptr : std::get_if<proofs::Proof>(&settled->certificate);
    if (proof == nullptr) return NoPlot{"no proof was found, so there are no cones to be drawn"};
    const std::vector<std::string> free = plot::Difference(parsed.value()).free();
    if (free.size() != 3) return NoPlot{"cones are drawn for three free variables"};
    const auto cones = plot::proof_cones(parsed.value(), *proof, free);
    if (cones.empty()) return NoPlot{"the proof has no cones over the three variables"};
    return drawn(parsed.value(), cones);
  } catch (const proofs::LimitExceeded& limit) {
    return NoPlot{limit.what()};
  } catch (const std::bad_alloc&) {
    return NoPlot{"the system has no more memory for this process"};
  }
}

}  // namespace geq
