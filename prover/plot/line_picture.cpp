// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <numbers>
#include <optional>

#include "prover/best/simplest_rational.hpp"
#include "prover/plot/picture.hpp"

namespace geq::plot {
namespace {

constexpr int sample_count = 720;
constexpr double left = 96, right = 650, top = 100, bottom = 590;

class LinePicture {
 public:
  LinePicture(const std::string& title, const Difference& difference, const LineView& view)
      : difference_(difference), view_(view), svg_(empty_picture(title)) {
    for (int i = 0; i <= sample_count; ++i) values_.push_back(difference.at(view.place(parameter(i))));
  }

  std::string draw(const std::string& title) {
    find_range();
    draw_curve();
    draw_axes();
    find_zeros();
    for (std::size_t i = 0; i < zeros_.size(); ++i)
      mark_zero(svg_, {x_of(zeros_[i].point[0]), y_of(0)}, {0, -17}, i, zeros_.size());
    draw_legend();
    return svg_.document(title);
  }

 private:
  double parameter(int i) const { return view_.from + (view_.to - view_.from) * i / sample_count; }
  double x_of(double parameter) const {
    return left + (right - left) * (parameter - view_.from) / (view_.to - view_.from);
  }
  double y_of(double value) const { return bottom - (bottom - top) * (value - low_) / (high_ - low_); }

  /// All values; but where a few of them are far away from the rest (poles), only the rest.
  void find_range() {
    std::vector<double> sorted;
    for (std::size_t i = 0; i < values_.size(); ++i) {
      if (std::isnan(values_[i])) continue;
      sorted.push_back(values_[i]);
      if (!least_ || values_[i] < values_[*least_]) least_ = i;
      if (!greatest_ || values_[i] > values_[*greatest_]) greatest_ = i;
    }
    if (sorted.empty()) return;
    std::sort(sorted.begin(), sorted.end());
    const auto part = [&](double share) { return sorted[static_cast<std::size_t>(share * double(sorted.size() - 1))]; };
    low_ = sorted.front();
    high_ = sorted.back();
    const double middle = part(0.9) - part(0.1);
    if (middle > 0 && high_ - part(0.9) > 20 * middle) high_ = part(0.9) + 2 * middle;
    if (middle > 0 && part(0.1) - low_ > 20 * middle) low_ = part(0.1) - 2 * middle;
    low_ = std::min(low_, 0.0);
    high_ = std::max(high_, 0.0);
    if (!(high_ > low_)) high_ = low_ + 1;
    const double margin = 0.05 * (high_ - low_);
    high_ += margin;
    low_ -= margin;
  }

  /// The pieces on which there are values.
  void draw_curve() {
    std::string curve, below;
    std::vector<Place> piece, depth;
    const auto end_piece = [&] {
      if (piece.size() > 1) curve += polyline_data(piece);
      if (depth.size() > 1) {
        depth.push_back({depth.back().x, y_of(0)});
        depth.insert(depth.begin(), {depth.front().x, y_of(0)});
        below += polygon_data(depth);
      }
      piece.clear();
      depth.clear();
    };
    for (int i = 0; i <= sample_count; ++i) {
      const double value = values_[static_cast<std::size_t>(i)];
      if (std::isnan(value)) {
        has_gaps_ = true;
        end_piece();
        continue;
      }
      const double shown = std::clamp(value, low_, high_);
      piece.push_back({x_of(parameter(i)), y_of(shown)});
      depth.push_back({x_of(parameter(i)), y_of(std::min(shown, 0.0))});
    }
    end_piece();
    if (least_ && values_[*least_] < 0) {
      svg_.path(below, "fill=\"#fdd0a2\" stroke=\"none\"");
      svg_.path(below, "fill=\"url(#hatch)\" stroke=\"none\"");
    }
    svg_.path(curve, "fill=\"none\" stroke=\"#08519c\" stroke-width=\"2.4\" stroke-linejoin=\"round\"");
  }

  void draw_axes() {
    svg_.rectangle({left, top}, right - left, bottom - top, "fill=\"none\" stroke=\"#222\" stroke-width=\"1.2\"");
    svg_.line({left, y_of(0)}, {right, y_of(0)}, "stroke=\"#222\" stroke-width=\"1.2\" stroke-dasharray=\"5 4\"");
    const double step = tick_step(high_ - low_, 6);
    for (long i = std::lround(std::ceil(low_ / step)); static_cast<double>(i) * step <= high_; ++i) {
      const double value = static_cast<double>(i) * step;
      const double shown = std::fabs(value) < step * 1e-6 ? 0 : value;
      svg_.line({left - 6, y_of(shown)}, {left, y_of(shown)}, "stroke=\"#222\" stroke-width=\"1.2\"");
      svg_.text({left - 10, y_of(shown) + 4}, short_number(shown), "end", 12);
    }
    if (view_.is_angle) {
      static constexpr std::array<const char*, 5> names{"0", "\xCF\x80/4", "\xCF\x80/2", "3\xCF\x80/4", "\xCF\x80"};
      for (std::size_t i = 0; i < names.size(); ++i) tick(std::numbers::pi * double(i) / 4, names[i]);
    } else {
      const double x_step = tick_step(view_.to - view_.from, 6);
      for (long i = std::lround(std::ceil(view_.from / x_step - 1e-9));; ++i) {
        const double x = static_cast<double>(i) * x_step;
        if (x > view_.to + 1e-9 * x_step) break;
        tick(x, short_number(std::fabs(x) < x_step * 1e-6 ? 0 : x));
      }
    }
    svg_.text({(left + right) / 2, bottom + 46}, view_.axis, "middle", 14);
  }

  void tick(double parameter, const std::string& words) {
    svg_.line({x_of(parameter), bottom}, {x_of(parameter), bottom + 6}, "stroke=\"#222\" stroke-width=\"1.2\"");
    svg_.text({x_of(parameter), bottom + 22}, words, "middle", 12);
  }

  void find_zeros() {
    if (!least_) return;
    const double scale = std::max(std::fabs(low_), std::fabs(high_));
    const double step = (view_.to - view_.from) / sample_count;
    const auto place = [this](const std::vector<double>& p) {
      const double x = std::clamp(p[0], view_.from, view_.to);
      return x == p[0] ? view_.place(x) : std::vector<double>(difference_.free().size(), std::nan(""));
    };
    const auto height = [this](int i) {
      return i < 0 || i > sample_count ? std::nan("") : std::fabs(values_[static_cast<std::size_t>(i)]);
    };
    for (int i = 0; i <= sample_count; ++i) {
      if (std::isnan(height(i)) || height(i - 1) < height(i) || height(i + 1) < height(i)) continue;
      auto zero = zero_near(difference_, {parameter(i)}, place, step / 2, scale);
      if (zero && std::fabs(zero->point[0] - parameter(i)) < 3 * step) zeros_.push_back(std::move(*zero));
    }
    drop_repetitions(zeros_, 1.2 * step);
  }

  void draw_legend() {
    Legend legend(svg_, 112);
    if (!least_) {
      legend.words("no values: the domain was not met");
      return;
    }
    sample(legend, "least sample ", *least_);
    sample(legend, "greatest sample ", *greatest_);
    if (values_[*least_] < 0) legend.swatch("fill=\"url(#hatch)\" stroke=\"#111\" stroke-width=\"1\"", "below zero");
    if (has_gaps_) legend.words("gaps: outside, or not defined");
    legend.zeros(zeros_, difference_.free(), difference_.free().size() > 1);
  }

  void sample(Legend& legend, const std::string& what, std::size_t i) const {
    if (view_.is_angle) {
      legend.words(what + "\xE2\x89\x88 " + short_number(values_[i]));
      return;
    }
    // The samples are fractions; the doubles are those nearest to them.
    const proofs::Rational from = prover::simplest_near(view_.from, 1e-12);
    const proofs::Rational to = prover::simplest_near(view_.to, 1e-12);
    const proofs::Rational x = from + (to - from) * static_cast<long>(i) / sample_count;
    std::vector<proofs::Rational> point{x};
    if (difference_.free().size() == 2) point.push_back(1 - x);
    legend.sample(what, difference_, point, values_[i]);
  }

  const Difference& difference_;
  const LineView& view_;
  Svg svg_;
  std::vector<double> values_;
  double low_ = 0, high_ = 1;
  std::optional<std::size_t> least_, greatest_;
  std::vector<Zero> zeros_;
  bool has_gaps_ = false;
};

}  // namespace

std::string line_picture(const std::string& title, const Difference& difference, const LineView& view) {
  return LinePicture(title, difference, view).draw(title);
}

}  // namespace geq::plot
