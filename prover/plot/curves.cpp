// SPDX-License-Identifier: GPL-3.0-or-later
#include "prover/plot/curves.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <vector>

#include "proofs/kernel/binders.hpp"
#include "proofs/kernel/integrals.hpp"
#include "proofs/kernel/language/printer.hpp"
#include "proofs/kernel/limits.hpp"
#include "proofs/kernel/normal_form.hpp"
#include "prover/analysis/disproof.hpp"
#include "prover/analysis/domination.hpp"
#include "prover/analysis/samples.hpp"
#include "prover/analysis/side_conditions.hpp"
#include "prover/plot/picture.hpp"

namespace geq::plot {
namespace {

using proofs::ExactPolynomial;
using proofs::Operator;
using proofs::OverInterval;
using proofs::Rational;

constexpr double left = 96, right = 650, top = 100, bottom = 590;
constexpr int parameter_samples = 80;
constexpr int place_samples = 400;
constexpr std::array<const char*, 6> colours{"#08519c", "#e6550d", "#31a354", "#756bb1", "#b8860b", "#636363"};

struct Curve {
  std::string label;
  std::vector<double> values;  ///< NaN where there is none
  bool is_bound;
};

struct Curves {
  double from, to;
  std::string axis, meaning;
  std::vector<Curve> all;
};

std::string shortened(const std::string& text) {
  constexpr std::size_t most = 60;
  return text.size() > most ? text.substr(0, most - 3) + "..." : text;
}

/// Where the hypotheses leave the only variable, near 0.
std::optional<std::pair<double, double>> range_of(const proofs::Statement& statement) {
  const auto admitted = [&](long i) {
    const proofs::Point point{{statement.variables.front(), Rational(i) / 50}};
    const auto all = hypotheses(statement);
    return std::all_of(all.begin(), all.end(), [&](const proofs::Relation& relation) {
      return relation.comparison == proofs::Comparison::not_equal || holds_at(relation, point).value_or(false);
    });
  };
  constexpr long reach = 500;
  long least = reach + 1;
  long greatest = -reach - 1;
  for (long i = -reach; i <= reach; ++i)
    if (admitted(i)) least = std::min(least, i), greatest = std::max(greatest, i);
  if (least >= greatest) return {};
  if (least == -reach && greatest == reach) return std::pair(-3.0, 3.0);
  if (greatest == reach) greatest = std::min(greatest, least + 250);
  if (least == -reach) least = std::max(least, greatest - 250);
  return std::pair(static_cast<double>(least) / 50, static_cast<double>(greatest) / 50);
}

double value_at(const proofs::Term& term, const std::string& variable, double place) {
  const proofs::Term there = substitute(term, [&](const std::string& name) {
    return name == variable ? proofs::Term::number(prover::rational_near(place)) : proofs::Term::variable(name);
  });
  try {
    return prover::nearly_with_integrals(proofs::normal_form(there));
  } catch (const proofs::LimitExceeded&) {
    return std::nan("");
  }
}

/// Both sides of the goals, where one variable is left.
std::optional<Curves> sides(const proofs::Statement& statement) {
  if (statement.variables.size() != 1) return {};
  const auto range = range_of(statement);
  if (!range) return {};
  const std::string& variable = statement.variables.front();
  Curves result{range->first, range->second, variable, "the sides of the statement, with numbers for integrals", {}};
  for (const proofs::Relation& goal : goals(statement))
    for (const proofs::Term* side : {&goal.left, &goal.right}) {
      Curve curve{shortened(proofs::to_text(*side)), {}, false};
      const auto same = [&](const Curve& other) { return other.label == curve.label; };
      if (std::any_of(result.all.begin(), result.all.end(), same)) continue;
      for (int i = 0; i <= parameter_samples; ++i)
        curve.values.push_back(
            value_at(*side, variable, result.from + (result.to - result.from) * i / parameter_samples));
      result.all.push_back(std::move(curve));
    }
  return result;
}

/// A sequence of functions over an interval, without parameters.
struct Family {
  OverInterval over;
  ExactPolynomial member;  ///< in x and n
};

std::optional<Family> family_in(const proofs::Statement& statement) {
  if (!statement.variables.empty()) return {};
  const ExactPolynomial x = ExactPolynomial::variable("x");
  const ExactPolynomial n = ExactPolynomial::variable("n");
  for (const proofs::Relation& goal : goals(statement))
    for (const proofs::Term* side : {&goal.left, &goal.right}) {
      const ExactPolynomial value = proofs::normal_form(*side);
      if (const auto of = proofs::over_interval(value, Operator::dominated)) {
        const auto sequence = atoms(opened(of->body, x));
        if (sequence.size() == 1) return Family{*of, opened(sequence.begin()->arguments()[0], n)};
      }
      const auto limit = proofs::near_point(value, Operator::limit);
      const auto of = limit ? proofs::over_interval(opened(limit->body, n), Operator::integral) : std::nullopt;
      if (of && limit->approach.way != proofs::Way::from_above) return Family{*of, opened(of->body, x)};
    }
  return {};
}

/// Some members, and the first function of those that may bound them that does so at the samples.
std::optional<Curves> members(const proofs::Statement& statement) {
  const auto family = family_in(statement);
  if (!family) return {};
  const auto& [ends, lower, upper] = family->over.interval;
  const double low = prover::nearly(lower);
  const double high = prover::nearly(upper);
  if (!std::isfinite(low) || !std::isfinite(high)) return {};
  Curves result{low, high, "x", "members of the sequence", {}};
  constexpr double reach = 5;
  if (ends == proofs::Ends::above) result.to = low + reach;
  if (ends == proofs::Ends::below) result.from = high - reach;
  if (ends == proofs::Ends::line) result.from = -reach, result.to = reach;
  const auto sampled = [&](const ExactPolynomial& function) {
    const prover::Sampled value(function, "x");
    std::vector<double> values;
    for (int i = 0; i <= place_samples; ++i)
      values.push_back(value(result.from + (result.to - result.from) * i / place_samples));
    return values;
  };
  const auto member = [&](long n) { return substitute(family->member, {{"n", ExactPolynomial(Rational(n))}}); };
  for (const long n : {1L, 2L, 4L, 8L, 16L})
    result.all.push_back({"n = " + std::to_string(n), sampled(member(n)), false});
  for (const ExactPolynomial& bound : prover::common_bounds(family->over, family->member, "x", "n")) {
    const std::vector<double> above = sampled(bound);
    const auto is_above = [&](long n) {
      const std::vector<double> values = sampled(member(n));
      for (std::size_t i = 0; i < values.size(); ++i)
        if (std::fabs(values[i]) > above[i] * (1 + 1e-9) + 1e-12) return false;
      return true;
    };
    const std::array<long, 8> indices{1, 2, 3, 4, 8, 16, 64, 256};
    if (!std::all_of(indices.begin(), indices.end(), is_above)) continue;
    result.all.push_back({"bound: " + shortened(to_text(bound)), above, true});
    result.meaning = "members of the sequence, and a function above them";
    break;
  }
  return result;
}

class CurvesPicture {
 public:
  CurvesPicture(const std::string& title, const Curves& curves)
      : curves_(curves), svg_(empty_picture(title, curves.meaning)) {}

  std::optional<std::string> draw(const std::string& title) {
    if (!find_range()) return {};
    draw_axes();
    Legend legend(svg_, 112);
    for (std::size_t i = 0; i < curves_.all.size(); ++i) {
      const std::string colour = curves_.all[i].is_bound ? "#111" : colours[i % colours.size()];
      draw_curve(curves_.all[i], colour);
      legend.swatch("fill=\"" + colour + "\" stroke=\"none\"", "");
      legend.words(curves_.all[i].label);
    }
    return svg_.document(title);
  }

 private:
  double x_of(double parameter) const {
    return left + (right - left) * (parameter - curves_.from) / (curves_.to - curves_.from);
  }
  double y_of(double value) const { return bottom - (bottom - top) * (value - low_) / (high_ - low_); }

  /// All values; a bound may leave the picture.
  bool find_range() {
    bool found = false;
    for (const Curve& curve : curves_.all)
      for (const double value : curve.values) {
        if (!std::isfinite(value) || curve.is_bound) continue;
        low_ = found ? std::min(low_, value) : std::min(0.0, value);
        high_ = found ? std::max(high_, value) : value;
        found = true;
      }
    if (!found) return false;
    if (!(high_ > low_)) high_ = low_ + 1;
    high_ += 0.15 * (high_ - low_);
    return true;
  }

  void draw_curve(const Curve& curve, const std::string& colour) {
    std::string data;
    std::vector<Place> piece;
    const auto end_piece = [&] {
      if (piece.size() > 1) data += polyline_data(piece);
      piece.clear();
    };
    const double count = static_cast<double>(curve.values.size() - 1);
    for (std::size_t i = 0; i < curve.values.size(); ++i) {
      const double value = curve.values[i];
      const double parameter = curves_.from + (curves_.to - curves_.from) * static_cast<double>(i) / count;
      if (std::isfinite(value) && value <= high_ && value >= low_)
        piece.push_back({x_of(parameter), y_of(value)});
      else
        end_piece();
    }
    end_piece();
    const std::string dashes = curve.is_bound ? " stroke-dasharray=\"7 4\"" : "";
    svg_.path(data, "fill=\"none\" stroke=\"" + colour + "\" stroke-width=\"2.2\"" + dashes);
  }

  void draw_axes() {
    svg_.rectangle({left, top}, right - left, bottom - top, "fill=\"none\" stroke=\"#222\" stroke-width=\"1.2\"");
    const double step = tick_step(high_ - low_, 6);
    for (long k = std::lround(std::ceil(low_ / step)); static_cast<double>(k) * step <= high_; ++k) {
      const double value = static_cast<double>(k) * step;
      svg_.line({left - 6, y_of(value)}, {left, y_of(value)}, "stroke=\"#222\" stroke-width=\"1.2\"");
      svg_.text({left - 10, y_of(value) + 4}, short_number(value), "end", 12);
    }
    const double x_step = tick_step(curves_.to - curves_.from, 6);
    const long last = std::lround(std::floor(curves_.to / x_step + 1e-9));
    for (long k = std::lround(std::ceil(curves_.from / x_step - 1e-9)); k <= last; ++k) {
      const double x = static_cast<double>(k) * x_step;
      svg_.line({x_of(x), bottom}, {x_of(x), bottom + 6}, "stroke=\"#222\" stroke-width=\"1.2\"");
      svg_.text({x_of(x), bottom + 22}, short_number(x), "middle", 12);
    }
    svg_.text({(left + right) / 2, bottom + 46}, curves_.axis, "middle", 14);
  }

  const Curves& curves_;
  Svg svg_;
  double low_ = 0, high_ = 0;
};

}  // namespace

std::optional<std::string> curves_picture(const std::string& title, const proofs::Statement& statement) {
  const auto goals_have_analysis = [&] {
    for (const proofs::Relation& goal : goals(statement))
      for (const proofs::Term* side : {&goal.left, &goal.right})
        if (prover::has_analysis({{}, {}, {proofs::normal_form(*side), proofs::Sign::zero}})) return true;
    return false;
  };
  if (!goals_have_analysis()) return {};
  auto curves = members(statement);
  if (!curves) curves = sides(statement);
  return curves ? CurvesPicture(title, *curves).draw(title) : std::nullopt;
}

}  // namespace geq::plot
