// SPDX-License-Identifier: GPL-3.0-or-later
#include "proofs/render/sentences.hpp"

// String literals are UTF-8. A blank stands between Chinese words and formulas.

namespace geq::render {

namespace {

using S = std::string;

Paragraph both(const std::vector<Formula>& formulas, const S& word = " 且 ") { return joined(formulas, "，", word); }

Paragraph description(const Folded& folded) {
  Paragraph result = say("共 " + std::to_string(folded.terms) + " 项");
  if (!folded.range) return result;
  if (folded.negative == 0)
    result << S("，各项系数均为正，最小系数为 ") << number(folded.range->first);
  else
    result << "，其中 " + std::to_string(folded.negative) + " 项系数为负，最小系数为 " << number(folded.range->first);
  return result << S("，最大系数为 ") << number(folded.range->second);
}

Paragraph equals(const Formula& name, const Expansion& expansion) {
  Paragraph result = say(relation(name, Symbol::equal, expansion.formula));
  if (expansion.folded) result << S("（") << description(*expansion.folded) << S("，全式见附录）");
  return result;
}

Paragraph values(const std::vector<Becomes>& all) {
  Paragraph result;
  for (std::size_t i = 0; i < all.size(); ++i) {
    if (i > 0) result << S("，");
    result << equals(all[i].goal, all[i].value);
  }
  return result;
}

Paragraph domain_text(const Domain& domain) {
  Paragraph all;
  const auto add = [&](const Paragraph& part) {
    if (!all.empty()) all << S("，");
    all << part;
  };
  if (!domain.integers.empty()) add(say(domain.integers, S(" 为整数")));
  for (const Formula& range : domain.ranges) add(say(range));
  for (const Formula& triangle : domain.triangles) add(say(triangle, S(" 为三角形的三边长")));
  if (!domain.reals.empty()) add(say(domain.reals, S(" 为实数")));
  if (!domain.convex.empty()) add(say(domain.convex, S(" 为凸函数")));
  if (!domain.concave.empty()) add(say(domain.concave, S(" 为凹函数")));
  if (!domain.assumptions.empty()) add(say(S("满足 "), both(domain.assumptions)));
  if (!domain.conditions.empty()) add(say(S("其中 "), both(domain.conditions), S("（使各式有意义）")));
  return all;
}

S orbit_words(EqualityCase::Orbit orbit) {
  switch (orbit) {
    case EqualityCase::Orbit::single:
      return "";
    case EqualityCase::Orbit::permutations:
      return " 及其排列";
    case EqualityCase::Orbit::cyclic:
      return " 及其轮换";
  }
  return "";
}

Paragraph sign_shown(const OneVariableShown& s, const Paragraph& subject) {
  const Paragraph where =
      s.range.empty() ? say(S("对一切实数 "), s.variable, S("，")) : say(S("当 "), s.range, S(" 时，"));
  switch (s.kind) {
    case OneVariableShown::Kind::no_odd_zero:
      return say(where, subject, S(" 不变号（由 Sturm 定理，它在该区间内部没有奇数重零点），且 "), s.sample);
    case OneVariableShown::Kind::no_zero:
      return say(where, subject, S(" 没有零点（由 Sturm 定理），且 "), s.sample);
    case OneVariableShown::Kind::exact:
      break;
  }
  return say(where, S("由精确计算即知"));
}

struct Chinese {
  Paragraph operator()(const Opening& s) const {
    Paragraph result;
    if (!s.definition.empty()) result = say(S(s.further ? "再设 " : "设 "), s.definition, S("。"));
    const Paragraph domain = domain_text(s.domain);
    if (!domain.empty()) result << S("已知 ") << domain << S("，");
    return result << S("求证 ") << s.claim << S("。");
  }
  Paragraph operator()(const Stated& s) const {
    const Paragraph domain = domain_text(s.domain);
    return domain.empty() ? domain : say(S("设 "), domain, S("，则"));
  }
  Paragraph operator()(const Equality& s) const {
    if (s.only_zero) return say(S("等号成立当且仅当所有变量均为 0。"));
    if (s.cases.empty() && s.complete)
      return say(S("等号不成立，即 "), relation(s.goal, Symbol::greater, number(0)), S("。"));
    if (s.cases.empty()) return say(S("未发现等号成立的情形（证明过程未予排除）。"));
    if (s.cases.front().conditions.empty()) return say(S("等号恒成立。"));
    Paragraph result = say(S(s.complete ? "等号成立当且仅当 " : "等号在 "));
    for (std::size_t i = 0; i < s.cases.size(); ++i) {
      if (i > 0) result << S("，或 ");
      result << both(s.cases[i].conditions);
      if (!s.cases[i].parameters.empty()) result << S("（") << s.cases[i].parameters << S("）");
      result << orbit_words(s.cases[i].orbit);
    }
    if (!s.complete) result << S(" 时成立（由计算发现；证明过程未排除其他情形）");
    return result << S("。");
  }
  Paragraph operator()(const Counterexample& s) const {
    Paragraph result = say(S("取 "), s.point, S("，"));
    if (s.left.pieces.empty() || s.right.pieces.empty()) {
      if (s.failing) result << S("此时 ") << *s.failing << S(" 不成立。");
      return s.failing ? result : result << S("结论不成立。");
    }
    if (s.failing) result << S("此时 ") << *s.failing << S(" 不成立：");
    result << S("左边 = ") << s.left << S(s.left_irrational ? "（无理数）" : "");
    return result << S("，右边 = ") << s.right << S(s.right_irrational ? "（无理数）" : "") << S("。");
  }
  Paragraph operator()(const PointTaken& s) const { return say(S("在 "), s.point, S(" 处结论不成立。")); }
  Paragraph operator()(const RootTaken& s) const {
    return say(S("设 "), s.root, S(" 为 "), s.polynomial, S(" 在 "), s.lower, S(" 与 "), s.upper, S(" 之间的根。"));
  }
  Paragraph operator()(const HypothesesHold& s) const { return say(S("此点满足条件："), s.hypotheses, S("。")); }
  Paragraph operator()(const Tried& s) const {
    return say(S("已尝试 "), s.method, S(s.outcome.empty() ? "" : "："), s.outcome);
  }
  Paragraph operator()(const Note& s) const { return say(s.text); }
  Paragraph operator()(const Expanded& s) const { return say(S("展开得 "), equals(s.goal, s.value), S("。")); }
  Paragraph operator()(const Remaining& s) const {
    return say(S("只需证 "), s.claim, S("，其中 "), equals(s.name, s.value), S("。"));
  }
  Paragraph operator()(const Becomes& s) const { return say(S("则 "), equals(s.goal, s.value), S("。")); }
  Paragraph operator()(const Assumed& s) const { return say(s.claim, S(" 已知成立。")); }
  Paragraph operator()(const VanishesIdentically& s) const { return say(S("各项恰好抵消，故 "), s.claim, S("。")); }
  Paragraph operator()(const TermsNonnegative& s) const {
    Paragraph result;
    if (s.even_powers) {
      result << S("各项均为正数与偶次幂之积");
      if (!s.signs.empty()) result << S("（或再乘以非负因式，其中 ") << both(s.signs) << S("）");
    } else {
      result << S("各项系数均非负");
      if (!s.signs.empty()) result << S("，且 ") << both(s.signs, "，");
    }
    if (!s.positive_term.empty()) result << S("，又 ") << s.positive_term;
    return result << S("，故 ") << s.claim << S("。");
  }
  Paragraph operator()(const BySymmetry& s) const {
    Paragraph result = say(S("由于 "), s.goal, S(s.conditions ? " 与条件" : ""));
    if (s.kind == BySymmetry::Kind::symmetric)
      result << S(" 关于 ") << s.names << S(" 对称");
    else if (s.kind == BySymmetry::Kind::cyclic)
      result << S(" 在轮换 ") << both(s.moves) << S(" 下不变");
    else
      result << S(" 在变换 ") << both(s.moves, " 及 ") << S(" 下不变");
    result << S("，不失一般性，设 ");
    if (!s.order.empty()) return result << s.order << S("。");
    for (std::size_t i = 0; i < s.least.size(); ++i) {
      if (i > 0) result << S("，");
      result << s.least[i].variable << S(" 为 ") << s.least[i].among << S(" 中最小者");
    }
    return result << S("。");
  }
  Paragraph operator()(const ByNegation& s) const {
    return say(S("将 "), s.replaced, S(" 换成 "), s.by, S(" 时 "), s.goal, S(s.conditions ? " 与条件均" : " "),
               S("不变，故不失一般性，设 "), s.result, S("。"));
  }
  Paragraph operator()(const TwoCases& s) const {
    return say(S("分 "), s.one, S(" 与 "), s.other, S(" 两种情形讨论。"));
  }
  Paragraph operator()(const InCase& s) const { return say(S("若 "), s.condition); }
  Paragraph operator()(const Substituted& s) const {
    Paragraph result = say(S("令 "), s.equations);
    if (!s.definitions.empty()) result << S("，其中 ") << both(s.definitions, "，");
    if (!s.signs.empty()) result << S("，其中 ") << both(s.signs);
    return result << S("。");
  }
  Paragraph operator()(const Noted& s) const { return say(S("注意到 "), where(s.fact, s.value), S("。")); }
  Paragraph operator()(const Generalised& s) const {
    Paragraph result = say(S(s.of_integers ? "对每个整数 " : "对任意 "), s.variable);
    if (!s.conditions.pieces.empty()) result << S("（") << s.conditions << S("）");
    return std::move(result) << S(" 证明 ") << where(s.claim, s.value) << S("；所求即 ") << s.equation
                             << S(" 的情形。");
  }
  Paragraph operator()(const LemmaNeeded& s) const { return say(S("先证 "), where(s.fact, s.value), S("。")); }
  Paragraph operator()(const Proving& s) const { return say(S("证明 "), where(s.claim, s.value)); }
  static Paragraph where(const Formula& claim, const std::optional<Becomes>& value) {
    Paragraph result = say(claim);
    if (value) result << S("，其中 ") << equals(value->goal, value->value);
    return result;
  }
  Paragraph operator()(const LookForContradiction& s) const {
    return say(S("假设 "), s.negation, S("，下面导出矛盾 "), relation(number(0), Symbol::greater, number(0)), S("。"));
  }
  Paragraph operator()(const FromBothSigns& s) const {
    return say(S("由 "), s.above, S(" 与 "), s.below, S(" 即得 "), s.claim, S("。"));
  }
  Paragraph operator()(const FromOneSign& s) const {
    return say(S("要证 "), s.claim, S("，只需证 "), s.sufficient, S("。"));
  }
  Paragraph operator()(const Cleared& s) const {
    return say(S("两边同乘 "), s.factor,
               S(s.squares ? "，它在各式有意义处为正（不为零，且偶次幂为正）。" : "，它是正数。"));
  }
  Paragraph operator()(const NeedsSigns& s) const { return say(S("为此需确定分母的符号："), s.claims, S("。")); }
  Paragraph operator()(const SumShown& s) const {
    Paragraph result = say(S("有 "), relation(s.goal, Symbol::equal, s.sum.formula));
    if (s.sum.folded) result << "（共 " + std::to_string(s.sum.folded->terms) + " 项，全式见附录）";
    if (!s.facts.empty()) result << S("，其中 ") << both(s.facts, "，");
    if (s.vanishing > 0)
      result << S("。由 ") << both(s.equations, "，")
             << S(s.vanishing == 1 ? " 知最后一项为 0" : " 知最后 " + std::to_string(s.vanishing) + " 项为 0");
    if (s.only_equations) return result << S("，故 ") << s.claim << S("。");
    if (s.contradiction) return result << S("。右边为正，矛盾。");
    result << S(s.vanishing > 0 ? "，其余各项均非负" : "，各项均非负");
    if (!s.positive.empty()) result << S("，且 ") << s.positive;
    return result << S("，故 ") << s.claim << S("。");
  }
  Paragraph operator()(const Rewritten& s) const { return say(S("利用 "), s.equation, S("。")); }
  Paragraph operator()(const Divided& s) const { return say(s.product, S("，且 "), s.sign, S("。")); }
  Paragraph operator()(const Homogenised& s) const {
    return say(S("引入新变量 "), relation(s.variable, Symbol::greater, number(0)), S("，以其幂将 "), s.goal,
               S(" 与各条件的每一项补成同次；原命题即 "), relation(s.variable, Symbol::equal, number(1)),
               S(" 的情形。"));
  }
  Paragraph operator()(const PowersCompared& s) const {
    if (s.even) return say(S("因为 "), s.left, S("，要证 "), s.claim, S("，只需证 "), s.sufficient, S("。"));
    return say(S("奇次幂函数单调递增，要证 "), s.claim, S("，只需证 "), s.sufficient, S("。"));
  }
  Paragraph operator()(const RootKnown& s) const { return say(S("由根式的定义，"), both(s.facts), S("。")); }
  Paragraph operator()(const ValueFound& s) const {
    if (s.because.empty()) return say(S("有 "), s.equation, S("。"));
    return say(S("因为 "), both(s.because), S("，所以 "), s.equation, S("。"));
  }
  Paragraph operator()(const NamedAtom& s) const {
    Paragraph result = say(S("令 "), s.equation);
    if (!s.signs.empty()) result << S("，其中 ") << both(s.signs);
    return result << S("。");
  }
  Paragraph operator()(const Eliminated& s) const { return say(S("由 "), s.equation, S("，令 "), s.solved, S("。")); }
  Paragraph operator()(const MeansCompared& s) const {
    Paragraph result = say(S("由加权均值不等式，"), both(s.means));
    if (s.exact)
      return result << S(s.means.size() == 1 ? "；两边之差即为 " : "；各式两边之差相加即得 ") << s.goal << S("。");
    return result << S("；由 ") << s.goal << S(" 减去各式两边之差，余下 ") << s.rest.formula << S("。");
  }
  Paragraph operator()(const OneVariableShown& s) const {
    return say(sign_shown(s, say(s.goal)), S("，故 "), s.claim, S("。"));
  }
  Paragraph operator()(const PlaneShown& s) const {
    Paragraph result;
    if (!s.unit.empty()) result << s.goal << S(" 是齐次式，令 ") << s.unit << S("。");
    result << S("将 ") << s.goal << S(" 看作 ") << s.up << S(" 的多项式，在其首项系数与判别式的实根处");
    if (!s.others.empty()) result << S("（以及 ") << both(s.others) << S(" 的首项系数、判别式与两两结式的实根处）");
    result << S("分割 ") << s.across << S(" 轴。在相邻两分点之间，各根随 ") << s.across
           << S(" 连续变化且互不相遇，故符号与任一取值处相同：当 ") << s.places
           << S(s.one_place ? " 时，" : "（每段一点）时，");
    if (!s.others.empty()) result << S("在 ") << both(s.others) << S(" 为正处");
    return result << S("没有 ") << s.up << S(" 使 ") << relation(s.goal, Symbol::less, number(0))
                  << S("。分点处由连续性可得，故 ") << s.claim << S("。");
  }
  Paragraph operator()(const SpaceShown& s) const {
    Paragraph result;
    if (!s.unit.empty()) result << s.goal << S(" 是齐次式，令 ") << s.unit << S("。");
    result << S("将 ") << s.goal << S(" 看作 ") << s.up << S(" 的多项式，在其首项系数与判别式");
    if (!s.others.empty()) result << S("（以及 ") << both(s.others) << S(" 的首项系数、判别式与两两结式）");
    result << S("不为零处，各根连续变化且互不相遇，故在 ") << both(s.before)
           << S(" 空间的每个连通部分上符号不变。该空间");
    if (!s.walls.empty()) result << S("由 ") << both(s.walls) << S(" 的零点，并依次由其首项系数、判别式与结式，");
    result << S("在 ") << s.before.front() << S(" 的多项式的零点处被分割");
    if (!s.thin.empty()) result << S("；") << both(s.thin) << S(" 恒非负，其零点处梯度为零，不分割空间");
    result << S(s.cells == 1 ? "。在唯一的胞腔中取一个有理点，"
                             : "。在 " + std::to_string(s.cells) + " 个胞腔各取一个有理点，");
    if (!s.others.empty()) result << S("在 ") << both(s.others) << S(" 为正处");
    return result << S("没有 ") << s.up << S(" 使 ") << relation(s.goal, Symbol::less, number(0))
                  << S("。边界处由连续性可得，故 ") << s.claim << S("。");
  }
  Paragraph operator()(const RatioShown& s) const {
    Paragraph result = say(S("令 "), s.ratio, S("，则 "), s.identity, S("，其中 "), equals(s.name, s.value), S("。"),
                           sign_shown(s.sign, say(s.name)));
    if (!s.denominator.empty())
      result << S("；") << relation(s.denominator, Symbol::equal, number(0))
             << S(s.strict ? " 的情形由首项系数可知" : " 的情形由连续性可得");
    return result << S("，故 ") << s.sign.claim << S("。");
  }
  Paragraph operator()(const Grouped& s) const {
    Paragraph result = say(S("按 "), s.variable, S(" 的降幂整理，"), s.identity);
    if (!s.values.empty()) result << S("，其中 ") << values(s.values);
    return result << S("。因为 ") << s.sign << S("，只需证各系数非负。");
  }
  Paragraph operator()(const TangentKnown& s) const {
    return say(S(s.logarithm ? "log 的图象在其切线下方：" : "exp 的图象在其切线上方："), s.fact, S("。"));
  }
  Paragraph operator()(const LineBelow& s) const {
    return say(S("因 "), s.function, S(" 关于 "), s.variable, S(s.concave ? " 是凹函数" : " 是凸函数"),
               S("，过其图象在 "), s.at,
               S(s.concave ? " 处的点有一直线位于图象上方：对一切 " : " 处的点有一直线位于图象下方：对一切 "),
               s.variable, S("，"), s.fact, S("。"));
  }
  Paragraph operator()(const IncreasingKnown& s) const {
    return say(S(s.logarithm ? "因 log 单调递增，" : "因 exp 单调递增，"), s.fact, S("。"));
  }
  Paragraph operator()(const ByDerivative& s) const {
    return say(S("因 "), s.side, S("，只需考察 "), s.variable, S(" = "), s.from, S(" 处的值，以及 "), s.goal,
               S(" 关于 "), s.variable, S(s.rises ? " 的导数在其右侧非负。" : " 的导数在其左侧非正。"));
  }
  Paragraph operator()(const BoxShown& s) const {
    if (s.box.empty()) return say(S("由 "), s.goal, S(" 中各函数值的精确上下界，得 "), s.claim, S("。"));
    if (s.parts == 1) return say(S("在 "), both(s.box), S(" 上，由带精确误差界的区间运算，得 "), s.claim, S("。"));
    return say(S("将区域 "), both(s.box),
               S(" 逐次二分为 " + std::to_string(s.parts) + " 个小区域，在每个小区域上由带精确误差界的区间运算均得 "),
               s.claim, S("。"));
  }
  Paragraph operator()(const VisibleParts& s) const { return say(both(s.parts, " 与 "), S(" 的各项显然非负。")); }
  Paragraph operator()(const Suffices& s) const { return say(S("只需证 "), both(s.claims), S("。")); }
  Paragraph operator()(const AsQuadratic& s) const {
    return say(S("视为 "), s.variable, S(" 的二次式，"), s.identity, S("，其中 "), values(s.values), S("；当 "),
               s.outer, S(" 均非负时它非负。"));
  }
  Paragraph operator()(const Concluded& s) const { return say(S("故 "), s.claim, S("。")); }
  Paragraph operator()(const InstanceKnown& s) const {
    if (s.real) return say(S("由对一切实数成立的不等式，在 "), s.index, S(" 处得 "), s.fact, S("。"));
    return say(S("对下标 "), s.index, S("，由对一切下标成立的条件得 "), s.fact, S("。"));
  }
  Paragraph operator()(const ForEachShown& s) const {
    return say(S(s.by_induction ? "用数学归纳法，对满足 " : "对满足 "), s.range, S(" 的每个整数，有 "), s.fact,
               S("。"));
  }
  Paragraph operator()(const SummedUp& s) const { return say(S("对所有下标求和，得 "), s.fact, S("。")); }
  Paragraph operator()(const Counted& s) const { return say(S("由项数得 "), s.equation, S("。")); }
  Paragraph operator()(const LastTermSplit& s) const { return say(S("分出最后一项："), s.equation, S("。")); }
  Paragraph operator()(const FewValues& s) const {
    return say(S("由关于 "), s.names, S(" 的对称性及半次数原理，只需考虑它们至多取 "), S(std::to_string(s.values)),
               S(s.zeros ? " 个非零不同值的点。" : " 个不同值的点。"));
  }
  Paragraph operator()(const FewValuesOfElements& s) const {
    return say(S("由半次数原理，只需考虑 "), s.sequence, S(" 的各项取值 "), s.values, S("（次数依次为 "), s.weights,
               S("，于是 "), s.count, S(s.zeros ? "）与 0。" : "）。"));
  }
  Paragraph operator()(const Telescoped& s) const { return say(S("裂项相消，得 "), s.equation, S("。")); }
  Paragraph operator()(const OneTermKept& s) const { return say(S("各项非负，其中一项不超过总和："), s.fact, S("。")); }
  Paragraph operator()(const OrderSwapped& s) const { return say(S("交换求和次序："), s.equation, S("。")); }
  Paragraph operator()(const ExtremumTaken& s) const {
    return say(S("设 "), s.index, S(s.greatest ? " 为取到最大值的下标：" : " 为取到最小值的下标："), s.equation,
               S("。"));
  }
  Paragraph operator()(const NormBounds& s) const {
    return say(S("矩阵把向量放大的倍数不超过其范数："), s.fact, S("。"));
  }
  Paragraph operator()(const LeastBoundTaken& s) const {
    return say(S("矩阵的范数是对一切向量 "), s.vector, S(" 都成立的最小放大倍数，故 "), s.fact, S("。"));
  }
  Paragraph operator()(const CauchySchwarzUsed& s) const { return say(S("由柯西不等式，"), s.fact, S("。")); }
  Paragraph operator()(const ByInduction& s) const {
    return say(S("对 "), s.variable, S(" 用数学归纳法，从 "), s.base, S(" 开始。"));
  }
  Paragraph operator()(const AnalysisStep& s) const { return analysis_in_chinese(s); }
  Paragraph operator()(const ConesIntroduced& s) const {
    return say(S("满足 "), s.orthant, S(" 的每一点都属于以下 " + std::to_string(s.cones) + " 个锥之一："));
  }
  Paragraph operator()(const ConeCase& s) const {
    Paragraph result;
    if (s.numbered) result << "锥 " + std::to_string(s.number) + "：";
    if (!s.region.empty()) result << S("若 ") << s.region << S("，则");
    result << S("令 ") << s.substitution;
    if (!s.signs.empty()) result << S("，其中 ") << both(s.signs);
    if (s.kind == ConeCase::Kind::same)
      return result << S("；除正的常数因子与变量的次序外，") << s.goal
                    << (s.same_as == s.same_until ? " 与锥 " + std::to_string(s.same_as) + " 上的相同。"
                                                  : " 与锥 " + std::to_string(s.same_as) + " 至锥 " +
                                                        std::to_string(s.same_until) + " 之并上的相同。");
    return result << S("，得 ") << equals(s.goal, s.value) << S("。");
  }
  Paragraph operator()(const ConesClosed& s) const {
    return say(S(s.open ? "在其余各锥上，各项系数均非负，故 " : "以上各锥上的各项系数均非负，故 "), s.claim, S("。"));
  }
  Paragraph operator()(const ConesFolded& s) const {
    const Formula l_positive = relation(named("l_i"), Symbol::greater, number(0));
    Paragraph result =
        say(S("满足 "), s.orthant, S(" 的点构成由单位向量生成的锥。由 "), column_list(s.columns), S(" 生成的锥可在点 "),
            named("w"), S(" 处分割，其中 "), named("w"), S(" 是若干 "), indexed("l_i", "v_i"), S("（"), l_positive,
            S("）之和：依次以 "), named("w"), S(" 替换其中一个 "), named("v_i"), S("，所得的锥覆盖原来的锥（各 "),
            indexed("t_i", "v_i"), S(" 之和属于 "), ratio("t_i", "l_i"),
            S(" 最小的那一个）。如此分割后共得 " + std::to_string(s.cones) + " 个锥。"));
    if (s.same > 0)
      result << "其中 " + std::to_string(s.same) + " 个锥上，" << s.goal
             << S(" 与前面某个锥上的形式只差正的常数因子与变量的次序。");
    if (s.open > 0) result << "下面的 " + std::to_string(s.open) + " 个锥需单独论证。";
    return result << S(s.same + s.open > 0 ? "在其余各锥上，" : "在每个锥上，") << S("关于坐标 ") << named("t_i")
                  << S(" 的各项系数均非负，故 ") << s.claim << S("。")
                  << S(s.listed ? "各锥的矩阵见附录。" : "锥的数目太多，不在此列出；geq-check 会逐一重新计算并检验。");
  }
  Paragraph operator()(const Abbreviated& s) const { return say(S("记 "), listed(s.definitions), S("。")); }
  Paragraph operator()(const WrittenOut& s) const { return say(s.name, S("（"), description(s.folded), S("）：")); }
  Paragraph operator()(const LeftOut& s) const {
    return say(S("另有共 " + std::to_string(s.terms) + " 项的和式从略；geq-check 会重新计算并检验。"));
  }
  Paragraph operator()(const MatricesListed& s) const {
    return say(S("以下 " + std::to_string(s.cones) + " 个锥各以矩阵 "), named("V"), S(" 给出，各行对应 "), s.variables,
               S("，各列为生成元："));
  }
  Paragraph operator()(const TooDeep&) const { return say(S("其余情形从略，由 geq-check 检验。")); }
};

}  // namespace

Phrases chinese_phrases() {
  return {.theorem = "定理",
          .statement = "命题",
          .proof = "证明",
          .counterexample = "反例",
          .appendix = "附录",
          .between_sentences = "",
          .heading_end = "：",
          .comma = "，",
          .cone = " 个锥",
          .cones = " 个锥",
          .milliseconds = " 毫秒",
          .seconds = " 秒"};
}

Paragraph in_chinese(const Sentence& sentence) { return std::visit(Chinese(), sentence); }

}  // namespace geq::render
