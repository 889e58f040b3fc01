// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <cmath>

#include "proofs/kernel/derivative.hpp"
#include "proofs/kernel/language/parser.hpp"
#include "proofs/kernel/limits.hpp"
#include "prover/float_program.hpp"
#include "prover/reductions/bounds.hpp"
#include "prover/reductions/derivation.hpp"
#include "prover/reductions/functions.hpp"
#include "prover/strategies/elementary.hpp"
#include "prover/strategies/few_parts.hpp"
#include "prover/strategies/strategies.hpp"

namespace geq::prover {

using proofs::ExactPolynomial;
using proofs::Fact;
using proofs::Monotone;
using proofs::Rational;
using proofs::Sequent;
using proofs::Sign;

namespace {

constexpr std::size_t greatest_depth = 10;
constexpr std::size_t most_goals = 400;
constexpr std::size_t few_parts = 400;  // of a subdivision
constexpr double near_zero = 1e-11;
constexpr double small = 1e-7;

/// An end of the interval of a variable that the facts leave.
struct End {
  ExactPolynomial exact;
  double value;
};
struct Interval {
  std::optional<End> lower, upper;
};

/// The polynomial as a function of one variable.
class Function {
 public:
  Function(const ExactPolynomial& polynomial, const std::string& variable) {
    const auto term = proofs::parse_term(to_text(polynomial), {variable});
    if (term) program_.emplace(term.value(), std::vector<std::string>{variable});
  }
  double operator()(double x) const { return program_ ? (*program_)({x}).value : std::nan(""); }
  /// The value, or its negative, as great as rounding allows; no number where that leaves the range of double.
  double at_most(double x, double direction = 1) const {
    if (!program_) return std::nan("");
    const FloatProgram::Value at = (*program_)({x});
    if (!std::isfinite(at.value)) return std::nan("");  // exp(x) far out, also in log(1 + exp(x))
    return direction * at.value + near_zero * std::max(1.0, at.magnitude);
  }

 private:
  std::optional<FloatProgram> program_;
};

Interval interval_of(const std::string& variable, const std::vector<Fact>& facts) {
  Interval result;
  for (const Fact& fact : facts) {
    if (fact.sign != Sign::nonnegative && fact.sign != Sign::positive) continue;
    const auto c = coefficients_in(proofs::Atom::variable(variable), fact.polynomial);
    const auto slope = c.size() == 2 ? c[1].constant() : std::nullopt;
    if (!slope || !variables(c[0]).empty()) continue;
    const ExactPolynomial exact = ExactPolynomial(-1 / *slope) * c[0];
    const End end{exact, Function(exact, variable)(0)};
    if (!std::isfinite(end.value)) continue;
    if (proofs::sign(*slope) > 0 && (!result.lower || end.value > result.lower->value)) result.lower = end;
    if (proofs::sign(*slope) < 0 && (!result.upper || end.value < result.upper->value)) result.upper = end;
  }
  return result;
}

/// Points inside the interval, closer together towards its ends; far out where it has no end.
std::vector<double> samples(const Interval& interval) {
  std::vector<double> result;
  constexpr int count = 60;
  if (interval.lower && interval.upper) {
    for (int i = 1; i < count; ++i) {
      const double t = (1 - std::cos(3.14159265 * i / count)) / 2;
      result.push_back(interval.lower->value + t * (interval.upper->value - interval.lower->value));
    }
    return result;
  }
  for (int i = -count / 2; i < count; ++i) {
    const double step = std::pow(1.3, i) * 0.5;
    if (interval.lower) result.push_back(interval.lower->value + step);
    if (interval.upper) result.push_back(interval.upper->value - step);
    if (!interval.lower && !interval.upper) result.insert(result.end(), {step, -step});
  }
  std::sort(result.begin(), result.end());
  return result;
}

/// Where the least value is: between the neighbours of the least of the points, by golden sections.
double least_place(const Function& value, double direction, std::vector<double> points) {
  std::erase_if(points, [&](double x) { return !std::isfinite(value(x)); });
  if (points.empty()) return std::nan("");
  const auto is_less = [&](double x, double y) { return direction * value(x) < direction * value(y); };
  const auto least = std::min_element(points.begin(), points.end(), is_less);
  double left = least == points.begin() ? *least : *(least - 1);
  double right = least + 1 == points.end() ? *least : *(least + 1);
  constexpr double section = 0.381966;
  for (int i = 0; i < 60; ++i) {
    const double low = left + section * (right - left), high = right - section * (right - left);
    if (is_less(low, high))
      right = high;
    else
      left = low;
  }
  return (left + right) / 2;
}

/// Simple multiples, nearest to the number, of 1 and of constants that such functions have their least values at.
std::vector<End> simple_places(double number) {
  const auto constant = [](proofs::Operator op) { return ExactPolynomial(proofs::Atom::application(op, {})); };
  const auto root = [](long of) { return proofs::root(2, ExactPolynomial(Rational(of))); };
  const ExactPolynomial one(Rational(1)), e = constant(proofs::Operator::e), pi = constant(proofs::Operator::pi);
  std::vector<End> result;
  for (const ExactPolynomial& unit : {one, e, proofs::reciprocal(e), pi, root(2), root(3), root(5)}) {
    const double size = Function(unit, "x")(0);
    for (const long denominator : {1L, 2L, 3L, 4L, 5L, 6L, 10L, 100L}) {
      const double rounded = std::round(number / size * static_cast<double>(denominator));
      if (!(std::fabs(rounded) < 1e9) || (rounded == 0 && unit != one)) continue;
      const Rational multiple = Rational(static_cast<long>(rounded)) / denominator;
      result.push_back({ExactPolynomial(multiple) * unit, size * rounded / static_cast<double>(denominator)});
    }
  }
  // Where a function is constant every place does.
  result.push_back({one, 1});
  return result;
}

class Chains {
 public:
  Chains(const Origin& origin, Effort effort, Search& search) : origin_(origin), effort_(effort), search_(search) {}

  /// Steps that close the sequent.
  std::optional<Steps> closed(const Sequent& sequent, std::size_t depth) {
    if (++goals_ > most_goals || depth > greatest_depth || search_.is_over()) return {};
    if (is_visible(sequent.goal, sequent.facts)) return Steps{proofs::Visible{}};
    const std::set<std::string> names = variables(sequent.goal.polynomial);
    if (names.empty()) return sign_of_constant(sequent, origin_, effort_, search_);
    if (sequent.goal.sign == Sign::nonzero) return apart(sequent, depth);
    if (names.size() != 1 || sequent.goal.sign == Sign::zero) return {};
    if (auto steps = one_variable(sequent, origin_, effort_, search_)) return steps;
    // Derivatives go in circles, as those of sine and cosine do: bounds decide what comes back, or nothing does.
    if (std::find(open_.begin(), open_.end(), sequent.goal) != open_.end())
      return subdivision_within(sequent, few_parts, search_);
    open_.push_back(sequent.goal);
    auto steps = by_all(sequent, depth);
    open_.pop_back();
    return steps;
  }

 private:
  std::optional<Steps> by_all(const Sequent& sequent, std::size_t depth) {
    const std::set<std::string> names = variables(sequent.goal.polynomial);
    const std::string& variable = *names.begin();
    if (const auto divided = division_by_common_factor(sequent)) return after(*divided, sequent, depth);
    if (is_rational(sequent.goal.polynomial) && !reciprocals(sequent.goal.polynomial).empty())
      return without_denominators(sequent, variable, depth);
    const Interval interval = interval_of(variable, sequent.facts);
    const Function value(sequent.goal.polynomial, variable);
    const std::vector<double> points = samples(interval);
    if (std::any_of(points.begin(), points.end(), [&](double x) { return value.at_most(x) < 0; })) return {};
    const bool by_identities = is_trigonometric(sequent.goal.polynomial);
    if (by_identities)
      if (auto steps = trigonometric_identities(sequent, origin_, effort_, search_)) return steps;
    if (auto steps = by_factors(sequent, variable, points, depth)) return steps;
    const bool begins = depth <= 1;
    if (begins && interval.lower && interval.upper && !std::isfinite(value(interval.lower->value)))
      if (auto steps = without_denominators(sequent, variable, depth)) return steps;
    if (begins && is_flat_at_an_end(value, interval))
      if (auto steps = by_pieces(sequent, variable, interval, value, points, depth)) return steps;
    // Multiplied out, (1 + x) log(1 + x) has itself among its derivatives, so that comes second.
    if (auto steps = by_derivative(sequent, variable, interval, points, depth)) return steps;
    if (auto steps = by_strict_beginning(sequent, variable, interval, points, depth)) return steps;
    if (has_tanh(sequent.goal.polynomial))
      if (auto steps = elementary_identities(sequent, origin_, effort_, search_)) return steps;
    if (auto steps = without_denominators(sequent, variable, depth)) return steps;
    if (auto steps = subdivision(sequent, origin_, effort_, search_)) return steps;
    if (auto steps = by_pieces(sequent, variable, interval, value, points, depth)) return steps;
    if (auto steps = by_reciprocal(sequent, variable, interval, depth)) return steps;
    if (auto steps = by_two_sides(sequent, variable, value, points, depth)) return steps;
    return by_identities ? std::nullopt : trigonometric_identities(sequent, origin_, effort_, search_);
  }

  /// The step, and what closes all that it leaves.
  std::optional<Steps> after(const proofs::Step& step, const Sequent& sequent, std::size_t depth) {
    const auto remaining = proofs::apply(step, sequent);
    if (!remaining) return {};
    Steps result{step};
    for (const Sequent& part : remaining.value()) {
      const auto steps = closed(part, depth + 1);
      if (!steps) return {};
      result.insert(result.end(), steps->begin(), steps->end());
    }
    return result;
  }

  /// On both sides of a number: on a smaller interval a goal may come back.
  std::optional<Steps> in_cases(const std::string& variable, const ExactPolynomial& place, const Sequent& sequent,
                                std::size_t depth) {
    std::vector<Fact> outside;
    outside.swap(open_);
    auto steps = after(proofs::Cases{ExactPolynomial::variable(variable) - place}, sequent, depth);
    outside.swap(open_);
    return steps;
  }

  /// No functions of the variable but quotients.
  static bool is_rational(const ExactPolynomial& polynomial) {
    const std::set<proofs::Atom> all = atoms(polynomial);
    return std::all_of(all.begin(), all.end(), [](const proofs::Atom& atom) {
      return atom.is_variable() || variables(ExactPolynomial(atom)).empty() ||
             (atom.op() == proofs::Operator::quotient && is_rational(atom.arguments()[0]));
    });
  }

  /// Its derivatives are polynomials in itself, so that only what it is by exponentials bounds it.
  static bool has_tanh(const ExactPolynomial& polynomial) {
    const std::vector<proofs::Atom> found = functions_in(polynomial);
    return std::any_of(found.begin(), found.end(),
                       [](const proofs::Atom& atom) { return atom.op() == proofs::Operator::tanh; });
  }

  std::optional<Steps> apart(const Sequent& sequent, std::size_t depth) {
    for (const bool negative : {false, true})
      if (auto steps = after(proofs::Apart{negative}, sequent, depth)) return steps;
    return {};
  }

  /// The denominators are shown to have the sign that they have inside the interval, and multiplied away.
  std::optional<Steps> without_denominators(const Sequent& sequent, const std::string& variable, std::size_t depth) {
    Derivation way(sequent, origin_);
    proofs::Clear step;
    const std::vector<double> points = samples(interval_of(variable, sequent.facts));
    for (const proofs::Atom& atom : reciprocals(sequent.goal.polynomial)) {
      const ExactPolynomial& q = atom.arguments()[0];
      const bool negative = Function(q, variable)(points[points.size() / 2]) < 0;
      step.signs.push_back(negative ? proofs::DenominatorSign::negative : proofs::DenominatorSign::positive);
      if (is_visible({q, Sign::nonzero}, way.sequent.facts)) continue;
      const Fact apart{negative ? -q : q, Sign::positive};
      const auto proof = closed({way.sequent.variables, way.sequent.facts, apart}, depth + 1);
      if (!proof || !way.have(apart, *proof)) return {};
    }
    if (step.signs.empty()) return {};
    const auto steps = after(step, way.sequent, depth);
    return steps ? std::optional(way.followed_by(*steps)) : std::nullopt;
  }

  /// A product, factor by factor: each with the sign that it has, squares as they are where zero is allowed.
  std::optional<Steps> by_factors(const Sequent& sequent, const std::string& variable,
                                  const std::vector<double>& points, std::size_t depth) {
    const auto factors = factors_over_atoms(sequent.goal.polynomial);
    if (!factors || factors->powers.empty()) return {};
    if (factors->powers.size() == 1 && factors->powers.begin()->second == 1) return {};
    const bool strict = sequent.goal.sign == Sign::positive;
    Derivation way(sequent, origin_);
    auto summand = product(factors->constant, {});
    for (const auto& [base, exponent] : factors->powers) {
      const auto e = static_cast<std::uint32_t>(exponent);
      if (!strict) summand.square = summand.square * power(base, e / 2);
      const std::uint32_t rest = strict ? e : e % 2;
      if (rest == 0) continue;
      const Function value(base, variable);
      const auto is_below = [&](double sign) {
        return std::any_of(points.begin(), points.end(), [&](double x) { return value.at_most(x, sign) < 0; });
      };
      const bool negative = is_below(1);
      if (negative && is_below(-1)) return {};
      if (negative && rest % 2 == 1) summand.coefficient = -summand.coefficient;
      const Fact fact{negative ? -base : base, sequent.goal.sign};
      const auto proof = closed({way.sequent.variables, way.sequent.facts, fact}, depth + 1);
      if (!proof || !way.have(fact, *proof)) return {};
      summand.facts.emplace_back(way.last(), rest);
    }
    if (!way.close(proofs::Combination{{summand}, {}})) return {};
    return way.steps;
  }

  std::optional<Steps> by_derivative(const Sequent& sequent, const std::string& variable, const Interval& interval,
                                     const std::vector<double>& points, std::size_t depth) {
    const auto slope = proofs::derivative(sequent.goal.polynomial, variable);
    if (!slope) return {};
    const Function slope_value(slope->value, variable);
    double rise = 0;
    // Far out exponentials may leave the range of double; what has no value there does not decide.
    for (const double x : points)
      if (const double slope_here = slope_value(x); std::isfinite(slope_here)) rise += slope_here;
    // Where the slope is nearly zero everywhere both ends seem possible.
    const bool rises = !(rise < 0);
    for (const bool above : {rises, !rises}) {
      const auto& end = above ? interval.lower : interval.upper;
      const double direction = above ? 1 : -1;
      const auto falls = [&](double x) { return slope_value.at_most(x, direction) < 0; };
      if (!end || std::any_of(points.begin(), points.end(), falls)) continue;
      Derivation way(sequent, origin_);
      compare_bounds(variable, end->exact, way);
      for (const bool strict : {false, true})
        if (!strict ||
            (sequent.goal.sign == Sign::positive && !touches_zero(slope_value, end->value, direction, points)))
          if (auto steps = after(Monotone{variable, end->exact, above, strict}, way.sequent, depth))
            return way.followed_by(*steps);
    }
    return {};
  }

  /// Away from the end: to show that it is positive there takes long, and fails.
  static bool touches_zero(const Function& slope, double end, double direction, const std::vector<double>& points) {
    constexpr double near_end = 0.3;
    std::vector<double> away = points;
    std::erase_if(away, [&](double x) { return std::fabs(x - end) < near_end; });
    return away.size() > 2 && std::fabs(slope(least_place(slope, direction, away))) < near_zero;
  }

  /// What rises from 0, but not strictly everywhere, as x - sin(x): strictly up to one more than the end, and no less
  /// beyond.
  std::optional<Steps> by_strict_beginning(const Sequent& sequent, const std::string& variable,
                                           const Interval& interval, const std::vector<double>& points,
                                           std::size_t depth) {
    if (sequent.goal.sign != Sign::positive || !interval.lower || interval.upper) return {};
    const auto slope = proofs::derivative(sequent.goal.polynomial, variable);
    if (!slope) return {};
    const Function slope_value(slope->value, variable);
    if (std::any_of(points.begin(), points.end(), [&](double x) { return slope_value.at_most(x) < 0; })) return {};
    const Function value(sequent.goal.polynomial, variable);
    if (!(std::fabs(value(interval.lower->value)) < small)) return {};
    return in_cases(variable, interval.lower->exact + ExactPolynomial(Rational(1)), sequent, depth);
  }

  /// Adds that the other bounds of the variable hold at this end: only those that are seen to are known on the way.
  void compare_bounds(const std::string& variable, const ExactPolynomial& end, Derivation& way) {
    const std::vector<Fact> given = way.sequent.facts;
    for (const Fact& fact : given) {
      const auto c = coefficients_in(proofs::Atom::variable(variable), fact.polynomial);
      if (c.size() != 2 || !c[1].constant() || !variables(c[0]).empty()) continue;
      const Fact there{substitute(fact.polynomial, {{variable, end}}), Sign::nonnegative};
      if (is_visible(there, way.sequent.facts)) continue;
      const auto proof = sign_of_constant({way.sequent.variables, way.sequent.facts, there}, origin_, effort_, search_);
      if (proof) way.have(there, *proof);
    }
  }

  /// So many derivatives vanish at an end that not all of them have one sign up to the other.
  static bool is_flat_at_an_end(const Function& value, const Interval& interval) {
    constexpr double near_end = 0.05, flat = 1e-5;
    if (!interval.lower || !interval.upper) return false;
    const double from = interval.lower->value, length = interval.upper->value - from;
    const double size = std::fabs(value(from + length / 2));
    const auto is_flat = [&](double end, double step) {
      return std::fabs(value(end)) < small && std::fabs(value(end + step)) < flat * size;
    };
    return is_flat(from, near_end * length) || is_flat(from + length, -near_end * length);
  }

  /// Where the goal is zero at an end, the part on which it leaves zero, and the rest; or a part of the interval.
  std::optional<Steps> by_pieces(const Sequent& sequent, const std::string& variable, const Interval& interval,
                                 const Function& value, const std::vector<double>& points, std::size_t depth) {
    const auto slope = proofs::derivative(sequent.goal.polynomial, variable);
    if (!slope) return {};
    const Function slope_value(slope->value, variable);
    for (const bool above : {true, false}) {
      const auto& end = above ? interval.lower : interval.upper;
      if (!end || !(std::fabs(value(end->value)) < small)) continue;
      std::vector<double> inward = points;
      if (!above) std::reverse(inward.begin(), inward.end());
      const double direction = above ? 1 : -1;
      const auto turn =
          std::find_if(inward.begin(), inward.end(), [&](double x) { return !(direction * slope_value(x) >= 0); });
      if (turn - inward.begin() < 3 || (turn == inward.end() && !(interval.lower && interval.upper))) continue;
      const auto pivot = simple_number(end->value, *(turn - 1));
      if (pivot) return in_cases(variable, ExactPolynomial(*pivot), sequent, depth);
    }
    return {};
  }

  /// A fraction with a small denominator that is well between the two.
  static std::optional<Rational> simple_number(double from, double to) {
    constexpr long most = 1000;
    const double low = from + 0.4 * (to - from), high = from + 0.9 * (to - from);
    for (long denominator = 1; denominator <= most; ++denominator) {
      const double rounded = std::round((low + high) / 2 * static_cast<double>(denominator));
      if (!(std::fabs(rounded) < 1e9)) return {};
      const double at = rounded / static_cast<double>(denominator);
      if (at >= std::min(low, high) && at <= std::max(low, high))
        return Rational(static_cast<long>(rounded)) / denominator;
    }
    return {};
  }

  /// x = 1/s for x > 0, where 1/x occurs: what happens far out happens near 0.
  std::optional<Steps> by_reciprocal(const Sequent& sequent, const std::string& variable, const Interval& interval,
                                     std::size_t depth) {
    const ExactPolynomial x = ExactPolynomial::variable(variable);
    if (inverted_ || interval.upper || !interval.lower || !(interval.lower->value >= 0)) return {};
    const auto functions = functions_in(sequent.goal.polynomial);
    if (std::find(functions.begin(), functions.end(), *atoms(reciprocal(x)).begin()) == functions.end()) return {};
    Derivation way(sequent, origin_);
    const std::string name = fresh_names(sequent, "stuvw", 1).front();
    if (!is_visible({x, Sign::positive}, sequent.facts)) {
      const auto positive = closed({sequent.variables, sequent.facts, {x, Sign::positive}}, depth + 1);
      if (!positive || !way.have({x, Sign::positive}, *positive)) return {};
    }
    // Without it no box is left on the other side.
    const Fact bound{ExactPolynomial(Rational(1)) - interval.lower->exact * reciprocal(x), Sign::nonnegative};
    if (interval.lower->value > 0)
      way.have(bound, Steps{proofs::Clear{{proofs::DenominatorSign::positive}}, proofs::Visible{}});
    if (!way.have({reciprocal(x), Sign::positive}, Steps{}) ||
        !way.then(proofs::Put{{{name, reciprocal(x)}}, {{variable, reciprocal(ExactPolynomial::variable(name))}}}))
      return {};
    inverted_ = true;
    const auto steps = closed(way.sequent, depth + 1);
    inverted_ = false;
    return steps ? std::optional(way.followed_by(*steps)) : std::nullopt;
  }

  /// Both ways from a simple number where the least value seems to be; if that is zero, from where it is.
  std::optional<Steps> by_two_sides(const Sequent& sequent, const std::string& variable, const Function& value,
                                    const std::vector<double>& points, std::size_t depth) {
    const double least = least_place(value, 1, points);
    const bool is_zero = value(least) < small;
    // Towards the ends, and far out, it only comes near zero, unless it is zero everywhere.
    constexpr double far = 1e4;
    const bool inside = least >= points[1] && least <= points[points.size() - 2] && std::fabs(least) <= far;
    if (is_zero && !inside && value(points[points.size() / 2]) > small) return {};
    for (const End& place : simple_places(least)) {
      if (!(place.value > points.front() && place.value < points.back())) continue;
      if (is_zero ? !(value.at_most(place.value, -1) >= 0) : !(value(place.value) <= value(least) + small)) continue;
      auto steps = in_cases(variable, place.exact, sequent, depth);
      if (steps || !is_zero) return steps;
    }
    return {};
  }

  const Origin& origin_;
  Effort effort_;
  Search& search_;
  std::size_t goals_ = 0;
  std::vector<Fact> open_;  ///< goals on the same interval that this one is to show
  bool inverted_ = false;   ///< a variable was replaced by its reciprocal
};

}  // namespace

std::optional<Steps> derivative_chains(const Sequent& sequent, const Origin& origin, Effort effort, Search& search) {
  if (variables(sequent.goal.polynomial).size() != 1 || functions_in(sequent.goal.polynomial).empty()) return {};
  if (sequent.goal.sign != Sign::nonnegative && sequent.goal.sign != Sign::positive) return {};
  try {
    Derivation way(sequent, origin);
    bound_variable(*variables(sequent.goal.polynomial).begin(), way, search);
    const auto steps = Chains(origin, effort, search).closed(way.sequent, 0);
    return steps ? std::optional(way.followed_by(*steps)) : std::nullopt;
  } catch (const proofs::LimitExceeded&) {
    return {};
  }
}

}  // namespace geq::prover
