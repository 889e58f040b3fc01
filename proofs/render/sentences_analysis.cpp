// SPDX-License-Identifier: GPL-3.0-or-later

/// The sentences about integrals and limits, in all languages.

#include "proofs/render/sentences.hpp"

namespace geq::render {

namespace {

using S = std::string;

}  // namespace

Paragraph analysis_in_english(const AnalysisStep& s) {
  const auto both = [](const std::vector<Formula>& formulas) { return joined(formulas, ", ", " and "); };
  const std::string inside = s.range.empty() ? "" : " for ";
  switch (s.kind) {
    case AnalysisStep::Kind::pointwise:
      if (s.range.empty()) return say(S("It is enough to show "), both(s.shown), S(" everywhere."));
      return say(S("It is enough to show "), both(s.shown), S(" for "), both(s.range), S("."));
    case AnalysisStep::Kind::gaussian:
      return say(S("By the Gaussian integral and its moments, "), both(s.shown), S("."));
    case AnalysisStep::Kind::antiderivative:
      return say(S("The derivative of "), s.helpers[0], S(" is "), s.helpers[1], S(inside), both(s.range), S(", so "),
                 both(s.shown), S("."));
    case AnalysisStep::Kind::integrated:
      return say(S("As "), s.helpers[0], S(inside), both(s.range), S(", integration gives "), both(s.shown), S("."));
    case AnalysisStep::Kind::dominated:
      return say(S("The absolute value of "), s.helpers[0], S(" is at most "), s.helpers[1], S(inside), both(s.range),
                 S(", which is integrable, so "), both(s.shown), S("."));
    case AnalysisStep::Kind::squeezed:
      return say(s.helpers[0], S(" lies between "), s.helpers[1], S(" and "), s.helpers[2], S(" for "), both(s.range),
                 S(", which have the same limit, so "), both(s.shown), S("."));
    case AnalysisStep::Kind::leading_terms:
      if (s.helpers.size() == 1)
        return say(S("The leading terms of "), s.helpers[0], S(" give "), both(s.shown), S("."));
      return say(s.helpers[0], S(" is equal to "), s.helpers[1], S(" for "), both(s.range),
                 S(", the leading terms of which give "), both(s.shown), S("."));
    case AnalysisStep::Kind::again:
      return say(S("As shown above, "), both(s.shown), S("."));
    case AnalysisStep::Kind::exchange:
      return say(S("By dominated convergence, "), both(s.shown), S("."));
    case AnalysisStep::Kind::split:
      return say(S("Split the interval: "), both(s.shown), S("."));
    case AnalysisStep::Kind::quadrature:
      return say(S("By the midpoint rule with exact bounds on "), s.helpers[0], S(" pieces, "), both(s.shown), S("."));
    case AnalysisStep::Kind::diverges:
      return say(both(s.shown), S(" does not exist: near an end "), s.helpers[0],
                 S(" (or its negative) is at least the derivative of "), s.helpers[1],
                 S(", which is not bounded there."));
    case AnalysisStep::Kind::unbounded:
      return say(both(s.shown), S(" does not exist: near the point "), s.helpers[0],
                 S(" (or its negative) is at least "), s.helpers[1], S(", which grows beyond every bound."));
    case AnalysisStep::Kind::rounded:
      return say(S("As floor rounds down to an integer, "), both(s.shown), S("."));
    case AnalysisStep::Kind::reindexed:
      return say(S("Counted in another order, "), both(s.shown), S("."));
    case AnalysisStep::Kind::tannery:
      return say(S("Every term "), s.helpers[0], S(" tends to "), s.helpers[1], S(" and is at most "), s.helpers[2],
                 S(", whose sum is finite; so by Tannery's theorem "), both(s.shown), S("."));
    case AnalysisStep::Kind::undominated:
      return say(S("No integrable function bounds all members: near an end, for an integer "), s.helpers[0],
                 S(" with "), both(s.shown), S(", "), s.helpers[1],
                 S(" (or its negative) is at least the derivative of "), s.helpers[2],
                 S(", which is not bounded there."));
    case AnalysisStep::Kind::converges:
      return say(S("The absolute value of "), s.helpers[0], S(" is at most "), s.helpers[1], S(inside), both(s.range),
                 S(", which is integrable, so by dominated convergence "), both(s.shown), S("."));
    case AnalysisStep::Kind::rescaled:
      return say(S("Substitution in the integral gives "), both(s.shown), S("."));
    case AnalysisStep::Kind::continuous:
      return say(s.helpers[0], S(" is continuous for "), both(s.range), S(", so "), both(s.shown), S("."));
    case AnalysisStep::Kind::rises:
      return say(s.helpers[0], S(" increases for integers "), both(s.range), S(" and is at most "), s.helpers[1],
                 S("; a bounded monotone sequence converges, so "), both(s.shown), S("."));
    case AnalysisStep::Kind::falls:
      return say(s.helpers[0], S(" decreases for integers "), both(s.range), S(" and is at least "), s.helpers[1],
                 S("; a bounded monotone sequence converges, so "), both(s.shown), S("."));
    case AnalysisStep::Kind::oscillates:
      return say(both(s.shown), S(" does not exist: for integers "), s.helpers[4],
                 S(" to oo the expression takes the values "), s.helpers[0], S(", at least "), s.helpers[1],
                 S(", and "), s.helpers[2], S(", at most "), s.helpers[3], S("."));
    case AnalysisStep::Kind::dominator:
      break;
  }
  return say(S("For every "), s.helpers[0], S(" the function "), s.helpers[1], S(" is a bound"), S(inside),
             both(s.range), S(", and it is integrable, so "), both(s.shown), S("."));
}

Paragraph analysis_in_chinese(const AnalysisStep& s) {
  const auto both = [](const std::vector<Formula>& formulas) { return joined(formulas, "，", " 且 "); };
  const std::string inside = s.range.empty() ? "" : "，当 ";
  const std::string end = s.range.empty() ? "" : " 时";
  switch (s.kind) {
    case AnalysisStep::Kind::pointwise:
      if (s.range.empty()) return say(S("只需证明处处有 "), both(s.shown), S("。"));
      return say(S("只需证明当 "), both(s.range), S(" 时有 "), both(s.shown), S("。"));
    case AnalysisStep::Kind::gaussian:
      return say(S("由高斯积分及其各阶矩得 "), both(s.shown), S("。"));
    case AnalysisStep::Kind::antiderivative:
      return say(s.helpers[0], S(" 的导数是 "), s.helpers[1], S(inside), both(s.range), S(end + "；故 "), both(s.shown),
                 S("。"));
    case AnalysisStep::Kind::integrated:
      return say(S("因为 "), s.helpers[0], S(inside), both(s.range), S(end + "，积分得 "), both(s.shown), S("。"));
    case AnalysisStep::Kind::dominated:
      return say(s.helpers[0], S(" 的绝对值不超过可积函数 "), s.helpers[1], S(inside), both(s.range), S(end + "；故 "),
                 both(s.shown), S("。"));
    case AnalysisStep::Kind::squeezed:
      return say(S("当 "), both(s.range), S(" 时，"), s.helpers[0], S(" 介于 "), s.helpers[1], S(" 与 "), s.helpers[2],
                 S(" 之间，二者极限相同，故 "), both(s.shown), S("。"));
    case AnalysisStep::Kind::leading_terms:
      if (s.helpers.size() == 1) return say(S("由 "), s.helpers[0], S(" 的主项得 "), both(s.shown), S("。"));
      return say(S("当 "), both(s.range), S(" 时，"), s.helpers[0], S(" 等于 "), s.helpers[1], S("，由其主项得 "),
                 both(s.shown), S("。"));
    case AnalysisStep::Kind::again:
      return say(S("如上所证，"), both(s.shown), S("。"));
    case AnalysisStep::Kind::exchange:
      return say(S("由控制收敛定理得 "), both(s.shown), S("。"));
    case AnalysisStep::Kind::split:
      return say(S("分割区间："), both(s.shown), S("。"));
    case AnalysisStep::Kind::quadrature:
      return say(S("将区间分为 "), s.helpers[0], S(" 段，由中点公式及精确的界得 "), both(s.shown), S("。"));
    case AnalysisStep::Kind::diverges:
      return say(both(s.shown), S(" 不存在：在端点附近 "), s.helpers[0], S("（或其相反数）不小于 "), s.helpers[1],
                 S(" 的导数，而后者在那里无界。"));
    case AnalysisStep::Kind::unbounded:
      return say(both(s.shown), S(" 不存在：在该点附近 "), s.helpers[0], S("（或其相反数）不小于 "), s.helpers[1],
                 S("，而后者大于任何界。"));
    case AnalysisStep::Kind::rounded:
      return say(S("floor 为向下取整，所以 "), both(s.shown), S("。"));
    case AnalysisStep::Kind::reindexed:
      return say(S("换一种次序求和，"), both(s.shown), S("。"));
    case AnalysisStep::Kind::tannery:
      return say(S("各项 "), s.helpers[0], S(" 趋于 "), s.helpers[1], S("，且不超过 "), s.helpers[2],
                 S("，后者之和有限；由 Tannery 定理 "), both(s.shown), S("。"));
    case AnalysisStep::Kind::undominated:
      return say(S("没有可积函数能控制所有各项：在端点附近，取整数 "), s.helpers[0], S(" 使 "), both(s.shown),
                 S("，则 "), s.helpers[1], S("（或其相反数）不小于 "), s.helpers[2], S(" 的导数，而后者在那里无界。"));
    case AnalysisStep::Kind::converges:
      return say(s.helpers[0], S(" 的绝对值不超过可积函数 "), s.helpers[1], S(inside), both(s.range),
                 S(end + "；故由控制收敛定理 "), both(s.shown), S("。"));
    case AnalysisStep::Kind::rescaled:
      return say(S("在积分中作代换得 "), both(s.shown), S("。"));
    case AnalysisStep::Kind::continuous:
      return say(s.helpers[0], S(" 当 "), both(s.range), S(" 时连续，故 "), both(s.shown), S("。"));
    case AnalysisStep::Kind::rises:
      return say(S("当整数 "), both(s.range), S(" 时，"), s.helpers[0], S(" 递增且不超过 "), s.helpers[1],
                 S("；单调有界数列收敛，故 "), both(s.shown), S("。"));
    case AnalysisStep::Kind::falls:
      return say(S("当整数 "), both(s.range), S(" 时，"), s.helpers[0], S(" 递减且不小于 "), s.helpers[1],
                 S("；单调有界数列收敛，故 "), both(s.shown), S("。"));
    case AnalysisStep::Kind::oscillates:
      return say(both(s.shown), S(" 不存在：当整数 "), s.helpers[4], S(" 趋于无穷时，该式取值 "), s.helpers[0],
                 S("，不小于 "), s.helpers[1], S("；又取值 "), s.helpers[2], S("，不大于 "), s.helpers[3], S("。"));
    case AnalysisStep::Kind::dominator:
      break;
  }
  return say(S("对每个 "), s.helpers[0], S("，"), s.helpers[1], S(" 是可积的界"), S(inside), both(s.range),
             S(end + "；故 "), both(s.shown), S("。"));
}

}  // namespace geq::render
