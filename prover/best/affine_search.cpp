// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <cmath>

#include "prover/best/ratio.hpp"
#include "prover/best/simplest_rational.hpp"
#include "prover/best/trials.hpp"

namespace geq::prover {

using proofs::Rational;

namespace {

const Rational far = 1000000000;  // nobody asks for a bracket this wide

/// A fraction this close to a number that has nothing to do with it would be a coincidence.
bool is_telling(const Rational& candidate, double tolerance) {
  const double denominator = to_double(Rational(cln::denominator(candidate)));
  return denominator * denominator * tolerance < 0.01;
}

/// Upper bounds, for the constant or for its negative: the largest value that holds.
class AffineSearch {
 public:
  AffineSearch(const Trials& trials, bool upward, RatioMinimum minimum)
      : trials_(trials), upward_(upward), ratio_(trials.statement(), upward), minimum_(std::move(minimum)) {}

  BestConstant run() {
    BestConstant best;
    best.is_affine = true;
    best.direction = upward_ ? Direction::largest : Direction::smallest;
    best.is_monotone = is_proved(trials_.prove(trials_.statement().monotone(upward_), 0.1));
    try_candidates(best);
    if (!best.holds) try_below(best);
    if (best.holds) tell_what_bounds(best);
    refute_above(best);
    if (!best.holds) best.detail = "no value was found for which the statement can be proved";
    if (best.holds && !best.fails) best.detail = "no value was found for which the statement fails";
    return best;
  }

 private:
  Rational constant(const Rational& bound) const { return upward_ ? bound : -bound; }

  /// In the order in which they are worth trying; none above a bound that is known.
  std::vector<Rational> candidates() const {
    std::vector<Rational> result;
    const double scale = 1 + std::fabs(minimum_.estimate);
    const auto add = [&](const Rational& value, double tolerance) {
      const bool is_refuted =
          (minimum_.closure && value > minimum_.closure->value) || to_double(value) > minimum_.estimate + 1e-9 * scale;
      if (!is_refuted && is_telling(value, tolerance) && std::find(result.begin(), result.end(), value) == result.end())
        result.push_back(value);
    };
    for (const auto* bound : {&minimum_.inside, &minimum_.closure}) {
      if (*bound && to_double((*bound)->value) - minimum_.estimate < 1e-9 * scale) add((*bound)->value, 1e-12);
    }
    for (const double tolerance : {1e-10, 1e-8, 1e-6, 1e-4, 1e-3})
      add(simplest_within(exactly(minimum_.estimate - tolerance * scale),
                          exactly(minimum_.estimate + std::min(tolerance, 1e-9) * scale)),
          tolerance);
    return result;
  }

  void try_candidates(BestConstant& best) {
    std::vector<Rational> tried;
    for (int round = 0; round < 8 && !trials_.is_over(); ++round) {
      std::optional<Rational> next;
      for (const Rational& value : candidates()) {
        if (!next && std::find(tried.begin(), tried.end(), value) == tried.end()) next = value;
      }
      if (!next) return;
      tried.push_back(*next);
      is_candidate_ = try_value(*next, 0.35, best);
      if (is_candidate_) return;
    }
  }

  /// Ever farther below the estimate, at decimal fractions.
  void try_below(BestConstant& best) {
    for (Rational step = decimal_step(); !trials_.is_over() && step < far; step = step * 10) {
      const Rational margin = step / 100;
      if (try_value(cln::floor1((exactly(minimum_.estimate) - margin) / step) * step, 0.4, best)) return;
    }
  }

  /// The greatest power of ten that is at most half the width.
  Rational decimal_step() const {
    Rational step = 1;
    while (step * 2 > trials_.settings().width) step = step / 10;
    while (step * 20 <= trials_.settings().width) step = step * 10;
    return step;
  }

  bool try_value(const Rational& bound, double share, BestConstant& best) {
    Answer answer = trials_.prove(constant(bound), share);
    if (is_proved(answer)) {
      best.holds = trials_.settled(constant(bound), std::move(answer));
      return true;
    }
    if (is_refuted(answer)) learn(answer);
    return false;
  }

  /// A counterexample is a point that bounds the constant better than those so far.
  void learn(const Answer& answer) {
    const auto& certificate = std::get<Settled>(answer.outcome).certificate;
    const NamedPoint& point = std::get<proofs::Refutation>(certificate).point;
    std::vector<Rational> free;
    for (const std::string& name : ratio_.free()) {
      const auto found =
          std::find_if(point.begin(), point.end(), [&](const auto& value) { return value.first == name; });
      if (found == point.end()) return;
      free.push_back(found->second);
    }
    const auto bound = ratio_.exact(free);
    if (!bound) return;
    if (bound->is_inside && (!minimum_.inside || bound->value < minimum_.inside->value)) minimum_.inside = bound;
    if (!minimum_.closure || bound->value < minimum_.closure->value) minimum_.closure = bound;
    if (to_double(bound->value) >= minimum_.estimate) return;
    minimum_.estimate = to_double(bound->value);
    minimum_.place.clear();
    for (const Rational& value : free) minimum_.place.push_back(to_double(value));
  }

  void tell_what_bounds(BestConstant& best) const {
    const Rational bound = constant(best.holds->value);
    if (minimum_.inside && minimum_.inside->value == bound) {
      best.equality = minimum_.inside->point;
    } else if (minimum_.closure && minimum_.closure->value == bound) {
      best.limit = minimum_.closure->point;
    }
  }

  /// As close as possible above the value that holds, if that is no mere approximation; else at a decimal fraction.
  void refute_above(BestConstant& best) const {
    if (!is_candidate_ && minimum_.inside && is_telling(minimum_.inside->value, 1e-12))  // for >, equality refutes
      best.fails = trials_.refuted_at(constant(minimum_.inside->value), minimum_.inside->point);
    const Rational estimate = exactly(minimum_.estimate);
    Rational step = is_candidate_ ? trials_.settings().width : decimal_step();
    for (; !best.fails && step < far; step = step * 10) {
      const Rational above =
          is_candidate_ ? constant(best.holds->value) + step : (cln::floor1((estimate + step / 100) / step) + 1) * step;
      if (const auto bound = step_inside(ratio_, minimum_, above))
        best.fails = trials_.refuted_at(constant(above), bound->point);
      if (best.fails || trials_.is_over()) continue;
      Answer answer = trials_.refute(constant(above), 0.2);
      if (is_refuted(answer)) best.fails = trials_.settled(constant(above), std::move(answer));
    }
  }

  const Trials& trials_;
  bool upward_;
  Ratio ratio_;
  RatioMinimum minimum_;
  bool is_candidate_ = false;  ///< the value that holds may be the best constant itself
};

}  // namespace

BestConstant search_affine(const Trials& trials) {
  const auto wanted = trials.settings().direction;
  const auto total = trials.left();
  const auto is_over = [&] { return trials.is_over() || trials.left() < total * 7 / 10; };
  std::optional<RatioMinimum> above, below;
  if (wanted != Direction::smallest) above = minimise(Ratio(trials.statement(), true), is_over);
  if (wanted != Direction::largest) below = minimise(Ratio(trials.statement(), false), is_over);
  BestConstant best;
  best.direction = wanted;
  if (above && below) {
    best.detail =
        "some points bound the constant from above and some from below: say whether the largest or the "
        "smallest is wanted";
  } else if (above) {
    return AffineSearch(trials, true, *above).run();
  } else if (below) {
    return AffineSearch(trials, false, *below).run();
  } else {
    best.detail = "no point was found that bounds the constant";
  }
  return best;
}

}  // namespace geq::prover
