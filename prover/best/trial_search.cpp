// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>

#include "prover/best/simplest_rational.hpp"
#include "prover/best/trials.hpp"

namespace geq::prover {

using proofs::Rational;

namespace {

/// A value that holds and one that fails, next to each other among those tried.
class Bracket {
 public:
  Bracket(const Trials& trials, BestConstant& best) : trials_(trials), best_(best) {}

  /// Small numbers of both signs until there are both.
  bool find() {
    const std::vector<Rational> sizes{1, 2, Rational(1) / 2, 4, 10, Rational(1) / 10, 100, 1000};
    std::vector<Rational> values{0};
    for (const Rational& size : sizes) values.insert(values.end(), {size, -size});
    for (const Rational& value : values) {
      if (trials_.is_over()) break;
      take(value, trials_.prove(value, 0.08));
      if (best_.holds && best_.fails && fits()) return true;
    }
    return false;
  }

  void narrow() {
    best_.direction = best_.holds->value < best_.fails->value ? Direction::largest : Direction::smallest;
    int undecided = 0;
    while (!trials_.is_over() && undecided < 3) {
      const Rational low = std::min(best_.holds->value, best_.fails->value);
      const Rational high = std::max(best_.holds->value, best_.fails->value);
      const Rational distance = high - low;
      if (distance <= trials_.settings().width) return;
      // After a value that cannot be decided, look closer to what fails.
      const Rational margin = distance / (4 << (2 * undecided));
      const bool toward_high = undecided > 0 && best_.direction == Direction::largest;
      const bool toward_low = undecided > 0 && best_.direction == Direction::smallest;
      const Rational value = simplest_within(toward_high ? high - 2 * margin : low + margin,
                                             toward_low ? low + 2 * margin : high - margin);
      undecided = take(value, trials_.prove(value, 0.2)) ? 0 : undecided + 1;
    }
  }

 private:
  bool fits() const {
    const auto wanted = trials_.settings().direction;
    return !wanted || (best_.holds->value < best_.fails->value) == (*wanted == Direction::largest);
  }

  /// False if the answer says nothing.
  bool take(const Rational& value, Answer answer) {
    if (!is_proved(answer) && !is_refuted(answer)) return false;
    (is_proved(answer) ? best_.holds : best_.fails) = trials_.settled(value, std::move(answer));
    return true;
  }

  const Trials& trials_;
  BestConstant& best_;
};

}  // namespace

BestConstant search_by_trials(const Trials& trials) {
  BestConstant best;
  Bracket bracket(trials, best);
  if (bracket.find()) {
    bracket.narrow();
    return best;
  }
  best.direction = trials.settings().direction;
  best.detail = !best.holds ? "no value was found for which the statement can be proved"
                            : "no value was found for which the statement fails";
  return best;
}

}  // namespace geq::prover
