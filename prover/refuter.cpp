// SPDX-License-Identifier: GPL-3.0-or-later
#include "prover/refuter.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <random>
#include <set>

#include "proofs/kernel/enclosure.hpp"
#include "proofs/kernel/limits.hpp"
#include "prover/equation_solver.hpp"
#include "prover/refutation/concrete_cases.hpp"
#include "prover/refutation/descent.hpp"
#include "prover/refutation/float_statement.hpp"
#include "prover/refutation/fractions.hpp"
#include "prover/refutation/line_search.hpp"

namespace geq::prover {

using proofs::Rational;

namespace {

using Values = std::vector<Rational>;

/// Two names are as good as more.
void collect_names(const proofs::Term& term, std::set<std::string>& names) {
  if (term.op() == proofs::Operator::variable) names.insert(term.name());
  for (const proofs::Term& argument : term.arguments())
    if (names.size() < 2) collect_names(argument, names);
}

/// Before its normal form is made, which may be long.
bool is_about_one_variable(const proofs::Relation& relation) {
  std::set<std::string> names;
  collect_names(relation.left, names);
  collect_names(relation.right, names);
  return names.size() == 1;
}

/// What the hypotheses, and the goal's failing, say about each free variable alone.
std::vector<proofs::Interval> domains_of(const proofs::Statement& statement, const std::vector<std::string>& names) {
  std::vector<proofs::Fact> facts;
  try {
    for (const proofs::Relation& relation : proofs::hypotheses(statement))
      if (is_about_one_variable(relation)) facts.push_back(fact_of(relation));
    const auto goals = proofs::goals(statement);
    if (goals.size() == 1 && is_about_one_variable(goals.front()))
      switch (const proofs::Fact goal = fact_of(goals.front()); goal.sign) {
        case proofs::Sign::nonnegative:
          facts.push_back({-goal.polynomial, proofs::Sign::positive});
          break;
        case proofs::Sign::positive:
          facts.push_back({-goal.polynomial, proofs::Sign::nonnegative});
          break;
        case proofs::Sign::nonzero:
          facts.push_back({goal.polynomial, proofs::Sign::zero});
          break;
        case proofs::Sign::zero:
          break;
      }
  } catch (const proofs::LimitExceeded&) {
    facts.clear();
  }
  std::vector<proofs::Interval> result;
  result.reserve(names.size());
  for (const std::string& name : names) result.push_back(bounds(proofs::Atom::variable(name), facts));
  return result;
}

class Refuter {
 public:
  Refuter(Search& search, std::size_t evaluations, unsigned seed)
      : search_(search),
        solver_(search.statement()),
        floats_(search.statement()),
        domains_(domains_of(search.statement(), solver_.free())),
        left_(evaluations),
        random_(seed) {}

  /// The structured points are looked at once, and the lines once in a long search: the same every time.
  void run(bool structured, bool with_lines) {
    quick_ = structured;
    if (solver_.free().empty()) {
      offer({});
    } else if (std::any_of(domains_.begin(), domains_.end(), [](const auto& d) { return is_empty(d); })) {
      return;  // the goal cannot fail
    } else {
      if (structured) {
        // Half of what there is, so that the descent has its share.
        const std::size_t half = left_ / 2;
        left_ -= half;
        try_structured();
        left_ += half;
      }
      if (structured && (solver_.free().size() == 1 || has_equations())) try_lines(6);
      if (with_lines && !has_equations()) try_lines(100);
      if (!is_over()) try_random();
      if (!is_over()) descend();
    }
    if (best_found_) search_.found(std::move(*best_found_));
  }

 private:
  /// Some goal fails where both sides are equal.
  bool has_sharp_goal() const {
    const auto goals = proofs::goals(search_.statement());
    return std::any_of(goals.begin(), goals.end(), [](const proofs::Relation& goal) {
      return goal.comparison != proofs::Comparison::greater_equal && goal.comparison != proofs::Comparison::less_equal;
    });
  }
  /// A goal has functions that are computed by series: where both sides are equal, no precision
  /// shows it.
  bool has_series() const {
    const auto goals = proofs::goals(search_.statement());
    return std::any_of(goals.begin(), goals.end(), [](const proofs::Relation& goal) {
      return mentions_series(goal.left) || mentions_series(goal.right);
    });
  }
  static bool mentions_series(const proofs::Term& term) {
    if (term.op() >= proofs::Operator::exp && term.op() <= proofs::Operator::tanh) return true;
    return std::any_of(term.arguments().begin(), term.arguments().end(), mentions_series);
  }
  bool is_over() const { return best_found_ || left_ == 0 || search_.is_over(); }
  bool has_equations() const { return !solver_.unsolved().empty(); }
  std::size_t size() const { return solver_.free().size(); }

  std::optional<proofs::Refutation> refutation_at(const Values& free) const {
    const auto complete = solver_.complete(free);
    if (!complete) return {};
    proofs::Refutation refutation;
    for (std::size_t i = 0; i < complete->size(); ++i)
      refutation.point.emplace_back(search_.statement().variables[i], (*complete)[i]);
    if (!proofs::check(search_.statement(), refutation)) return {};
    return refutation;
  }

  /// With a few hundred bits, or by normal forms, it can be seen that a goal fails, and whether the others do. More
  /// bits take long, and seldom tell more.
  bool is_seen_to_fail(const Values& free) const {
    const auto complete = solver_.complete(free);
    if (!complete) return false;
    proofs::Point point;
    for (std::size_t i = 0; i < complete->size(); ++i) point[search_.statement().variables[i]] = (*complete)[i];
    bool some_fails = false;
    try {
      for (const proofs::Relation& goal : proofs::goals(search_.statement())) {
        const auto holds = is_seen_to_hold(goal, point);
        if (!holds) return false;
        some_fails = some_fails || !*holds;
      }
    } catch (const proofs::LimitExceeded&) {
      return false;
    }
    return some_fails;
  }

  static std::optional<bool> is_seen_to_hold(const proofs::Relation& goal, const proofs::Point& point) {
    constexpr unsigned long bits = 256;
    const auto left = proofs::enclose(goal.left, point, bits), right = proofs::enclose(goal.right, point, bits);
    if (!left || !right) return {};
    if (const auto known = proofs::decide(*left, *right, goal.comparison)) return known;
    const proofs::Enclosure same{Rational(0), Rational(0)};
    return proofs::is_equal_at(goal, point) ? proofs::decide(same, same, goal.comparison) : std::nullopt;
  }

  bool satisfies_hypotheses(const Values& free) const {
    const auto complete = solver_.complete(free);
    if (!complete) return false;
    proofs::Point point;
    for (std::size_t i = 0; i < complete->size(); ++i) point[search_.statement().variables[i]] = (*complete)[i];
    const auto relations = proofs::hypotheses(search_.statement());
    try {
      return std::all_of(relations.begin(), relations.end(), [&](const proofs::Relation& relation) {
        return proofs::holds_at(relation, point).value_or(false);
      });
    } catch (const proofs::LimitExceeded&) {
      return false;
    }
  }

  double margin(const Values& free) const {
    std::vector<double> point;
    for (const Rational& value : free) point.push_back(to_double(value));
    return floats_.margin(solver_.complete(point));
  }

  /// Values of the free variables; kept for the descent when promising, evaluated exactly when it may refute.
  void offer(const Values& free) {
    if (left_ > 0) --left_;
    std::vector<double> point;
    for (const Rational& value : free) point.push_back(to_double(value));
    const std::vector<double> complete = solver_.complete(point);
    const double value = floats_.margin(complete);
    if (std::isnan(value)) {
      remember(floats_.penalty(complete), point);
      return;
    }
    if (!search_.has_point() && points_looked_at_++ < max_points_looked_at && satisfies_hypotheses(free))
      search_.saw_point();
    remember(value, point);
    // Where both sides are nearly equal >= does not fail; where roots cancel, deciding takes thousands of bits.
    if (value > noise || (value > -noise && (!sharp_ || ++doubtful_ > max_doubtful))) return;
    if (value > -noise && series_ && !is_seen_to_fail(free)) return;
    if (auto found = refutation_at(free)) simplify(std::move(*found), free);
  }

  /// Replaces coordinates by simpler ones, the simplest that still refutes, and keeps what comes out.
  void simplify(proofs::Refutation found, Values free) {
    best_found_ = std::move(found);
    if (height(free) <= 4 * free.size()) return;
    const auto keeps = [&](const Values& other) {
      if (height(other) >= height(free) || !(margin(other) <= noise)) return false;
      auto better = refutation_at(other);
      if (!better) return false;
      best_found_ = std::move(better);
      free = other;
      return true;
    };
    Rational greatest = 0;
    for (const Rational& value : free) greatest = std::max(greatest, cln::abs(value));
    for (long scale = 1; scale <= 12; ++scale)
      for (const Rational& unit : {Rational(1), greatest}) {
        if (proofs::sign(unit) == 0) continue;
        Values other;
        for (const Rational& value : free) other.push_back(Rational(cln::round1(value / unit * scale)) / scale);
        if (keeps(other)) scale = 13;
      }
    for (int round = 0; round < 2; ++round)
      for (std::size_t i = 0; i < free.size(); ++i)
        for (const Rational& wanted : simple_values(domains_[i], 6)) {
          Values other = free;
          other[i] = wanted;
          if (keeps(other)) break;
        }
  }

  /// Kept apart by size: relative margins are small far out, and that says nothing about what is near.
  void remember(double value, const std::vector<double>& point) {
    double greatest = 0;
    for (const double x : point) greatest = std::max(greatest, std::fabs(x));
    auto& best = best_[greatest <= 2 ? 0 : greatest <= 20 ? 1 : 2];
    if (!(value < 1e6) || (best.size() == max_starts && value >= best.back().first)) return;
    const std::pair<double, std::vector<double>> entry{value, point};
    best.insert(std::upper_bound(best.begin(), best.end(), entry), entry);
    if (best.size() > max_starts) best.pop_back();
  }

  /// Every vector over the values (those that the variable's domain has), as long as there are not too many.
  void try_grid(const Values& values) {
    const std::size_t n = size();
    std::vector<Values> choices;
    double count = 1;
    for (const proofs::Interval& domain : domains_) {
      Values fitting;
      for (const Rational& value : values)
        if (contains(domain, value)) fitting.push_back(value);
      if (fitting.size() < 2) fitting = simple_values(domain, std::min<std::size_t>(values.size(), 5));
      count *= static_cast<double>(fitting.size());
      if (fitting.empty() || count > 5000) return;
      choices.push_back(std::move(fitting));
    }
    std::vector<std::size_t> digits(n, 0);
    while (!is_over()) {
      Values point;
      for (std::size_t i = 0; i < n; ++i) point.push_back(choices[i][digits[i]]);
      offer(point);
      std::size_t i = 0;
      while (i < n && ++digits[i] == choices[i].size()) digits[i++] = 0;
      if (i == n) return;
    }
  }

  void try_structured() {
    const std::size_t n = size();
    const Rational half = Rational(1) / 2;
    const Rational share = Rational(1) / static_cast<long>(n + 1);  // where the sum with one more is 1
    for (const Rational& value :
         {Rational(1), Rational(0), Rational(2), Rational(-1), half, Rational(3), Rational(10), share})
      if (!is_over()) offer(Values(n, value));
    for (std::size_t k = 0; k < 8 && !is_over(); ++k) {
      Values point;
      for (const proofs::Interval& domain : domains_) {
        const Values simple = simple_values(domain, 8);
        if (simple.empty()) return;
        point.push_back(simple[std::min(k, simple.size() - 1)]);
      }
      offer(point);
    }
    try_grid({0, 1});
    try_grid({1, 2});
    try_grid({0, 1, -1});
    try_grid({0, 1, 2, 3});
    try_grid({0, 1, 2, -1, -2, half, -half});
    try_grid({0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 15, 20, 100, half, half / 2, Rational(1) / 3, Rational(1) / 10});
    for (const Rational& value : {Rational(2), Rational(5), Rational(100), half, Rational(1) / 100, Rational(-3)})
      for (std::size_t i = 0; i < n && !is_over(); ++i) {
        Values point(n, Rational(1));
        point[i] = value;
        offer(point);
      }
  }

  /// Lines through simple points: all variables equal, one varies, some equal and the others 0 or 1, and so on.
  void try_lines(std::size_t count) {
    if (!lines().is_possible()) return;
    const std::size_t n = size();
    const auto unit = [&](std::size_t i) {
      Values direction(n, Rational(0));
      direction[i] = 1;
      return direction;
    };
    if (n == 1) return try_line(Values{0}, unit(0));
    Values base;
    for (const proofs::Interval& domain : domains_) {
      const Values simple = simple_values(domain, 1);
      base.push_back(simple.empty() ? Rational(1) : simple.front());
    }
    if (count > 0) --count, try_line(Values(n, Rational(0)), Values(n, Rational(1)));
    for (const Values& start : {base, Values(n, Rational(1)), Values(n, Rational(0))})
      for (std::size_t i = 0; i < n && count > 0 && !is_over(); ++i, --count) try_line(start, unit(i));
    // t for some variables, 0 or 1 for the others.
    for (std::size_t mask = 1; n <= 8 && mask + 1 < (std::size_t{1} << n); ++mask)
      for (const bool others_vary : {false, true})
        for (const long rest : {0L, 1L, -1L}) {
          if (others_vary && rest != -1) continue;
          if (count-- == 0 || is_over()) return;
          Values start(n, Rational(0));
          Values direction(n, Rational(0));
          for (std::size_t i = 0; i < n; ++i)
            ((mask >> i & 1U) != 0 || others_vary ? direction : start)[i] = (mask >> i & 1U) != 0 ? 1 : rest;
          try_line(start, direction);
        }
  }

  /// Made when first needed: it has the statement in normal form.
  const LineSearch& lines() {
    if (!lines_) lines_.emplace(search_.statement(), solver_, floats_);
    return *lines_;
  }

  void try_line(const Values& origin, const Values& direction) {
    if (is_over() || lines_tried_++ >= (quick_ ? max_quick_lines : max_lines)) return;
    auto found = lines().refutation_on(origin, direction);
    if (!found) return;
    if (found->root) {
      best_found_ = std::move(found);
      return;
    }
    Values free;
    for (const auto& [name, value] : found->point)
      if (std::find(solver_.free().begin(), solver_.free().end(), name) != solver_.free().end()) free.push_back(value);
    simplify(std::move(*found), std::move(free));
  }

  void try_random() {
    const std::size_t count = left_ / 3;
    for (std::size_t tried = 0; tried < count && !is_over(); ++tried) {
      const long top = tried % 3 == 0 ? 6 : tried % 3 == 1 ? 20 : 400;
      const long denominator = tried % 2 == 0 ? 1 : 1 + static_cast<long>(random_() % 12);
      const bool signs = tried % 4 == 3;
      const bool scales = tried % 16 == 5;
      Values point;
      for (const proofs::Interval& domain : domains_) {
        const long drawn = static_cast<long>(random_() % static_cast<unsigned long>(top + 1));
        Rational value = Rational(signs && random_() % 2 == 0 ? -drawn : drawn) / denominator;
        if (scales) value = value * proofs::power(Rational(10), random_() % 7);
        point.push_back(moved_into(domain, value, Rational(drawn) / top));
      }
      offer(point);
    }
  }

  /// The value, if the domain has it; else a place in the domain, `part` of the way through.
  static Rational moved_into(const proofs::Interval& domain, const Rational& value, const Rational& part) {
    if (domain.lower && domain.upper) {
      if (contains(domain, value) && domain.upper->value - domain.lower->value > 4) return value;
      const Rational inside =
          (part == 0 && domain.lower->open) || (part == 1 && domain.upper->open) ? Rational(1) / 2 : part;
      return domain.lower->value + inside * (domain.upper->value - domain.lower->value);
    }
    if (contains(domain, value)) return value;
    if (domain.lower) return domain.lower->value + cln::abs(value) + (domain.lower->open ? 1 : 0);
    return domain.upper->value - cln::abs(value) - (domain.upper->open ? 1 : 0);
  }

  void descend() {
    const Descent descent(solver_, floats_, domains_);
    std::vector<std::vector<double>> starts;
    for (std::size_t i = 0; i < max_starts; ++i)
      for (const auto& best : best_)
        if (i < best.size()) starts.push_back(best[i].second);
    for (const std::vector<double>& start : starts) {
      if (is_over()) return;
      const auto is_over_now = [&] { return search_.is_over(); };
      const std::size_t most = quick_ ? 150 + 60 * size() : 3000 + 500 * size();
      const std::vector<double> end = descent.polished(descent.from(start, most, random_, left_, is_over_now), left_);
      round(end);
      if (has_equations()) round_on_lines(end);
    }
  }

  /// Rational points near by, simplest first; once as it is, once with the greatest coordinate scaled to 1.
  void round(const std::vector<double>& point) {
    double greatest = 0;
    for (const double x : point) greatest = std::max(greatest, std::fabs(x));
    for (const double scale : {greatest, 1.0}) {
      if (!(scale > 0) || !std::isfinite(scale)) continue;
      for (const long denominator : denominators) {
        const auto rounded = rounded_with(point, scale, denominator);
        if (!rounded || is_over()) break;
        // Homogeneous statements hold for integers as they do for their multiples.
        Values integers = *rounded;
        if (scale != 1.0)
          for (Rational& value : integers) value = value * denominator;
        offer(integers);
      }
    }
    for (const long denominator : denominators) {
      const auto exact = rounded_with(point, 1.0, 1L << 40);
      if (!exact || is_over()) return;
      Values inside;
      for (std::size_t i = 0; i < size(); ++i)
        inside.push_back(rounded_into(domains_[i], (*exact)[i], Rational(1) / (2 * denominator)));
      offer(inside);
    }
  }

  static std::optional<Values> rounded_with(const std::vector<double>& point, double scale, long denominator) {
    Values result;
    for (const double x : point) {
      const double scaled = std::round(x / scale * static_cast<double>(denominator));
      if (!(std::fabs(scaled) < 9e18)) return {};
      result.push_back(Rational(static_cast<long>(scaled)) / denominator);
    }
    return result;
  }

  /// The equations that were not solved are solved on lines near by: through the rounded point along the axes, and
  /// through the origin.
  void round_on_lines(const std::vector<double>& point) {
    double greatest = 0;
    for (const double x : point) greatest = std::max(greatest, std::fabs(x));
    for (const long denominator : {1L, 2L, 3L, 4L, 6L, 12L, 60L, 1000L}) {
      if (greatest > 0 && std::isfinite(greatest))
        if (const auto direction = rounded_with(point, greatest, denominator))
          try_line(Values(size(), Rational(0)), *direction);
      const auto origin = rounded_with(point, 1.0, denominator);
      for (std::size_t i = 0; origin && i < size(); ++i) {
        Values direction(size(), Rational(0));
        direction[i] = 1;
        try_line(*origin, direction);
      }
    }
  }

  static constexpr std::array<long, 14> denominators{1, 2, 3, 4, 5, 6, 8, 10, 12, 20, 60, 100, 1000, 1000000};
  static constexpr std::size_t max_starts = 4;
  static constexpr std::size_t max_quick_lines = 14, max_lines = 400;

  Search& search_;
  EquationSolver solver_;
  FloatStatement floats_;
  std::optional<LineSearch> lines_;
  std::vector<proofs::Interval> domains_;  // of the free variables
  std::size_t left_;
  std::mt19937_64 random_;
  bool quick_ = false;
  bool sharp_ = has_sharp_goal();
  bool series_ = has_series();
  static constexpr std::size_t max_points_looked_at = 50;
  std::size_t points_looked_at_ = 0;
  static constexpr std::size_t max_doubtful = 20;
  std::size_t doubtful_ = 0, lines_tried_ = 0;
  std::array<std::vector<std::pair<double, std::vector<double>>>, 3> best_;  // least margin first
  std::optional<proofs::Refutation> best_found_;
};

}  // namespace

void look_for_counterexample(Search& search, std::size_t evaluations, unsigned seed) {
  if (search.is_over()) return;
  Trace::Entry entry = search.trace().method("counterexample");
  if (!functions_of(search.statement()).empty())
    look_at_simple_functions(search, evaluations, seed);
  else if (is_elementary(search.statement()))
    Refuter(search, evaluations, seed).run(seed == 0, seed == 1 || seed == 1000);
  else
    look_at_small_integers(search, evaluations, seed);
  entry.set_closed(search.refutation().has_value());
}

}  // namespace geq::prover
