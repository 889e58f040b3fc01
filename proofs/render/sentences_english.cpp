// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>

#include "proofs/render/sentences.hpp"

namespace geq::render {

namespace {

std::string count_of(std::size_t count, const std::string& noun) {
  return std::to_string(count) + " " + noun + (count == 1 ? "" : "s");
}

/// "A", "A and B", "A, B and C".
Paragraph both(const std::vector<Formula>& formulas, const std::string& word = " and ") {
  return joined(formulas, ", ", word);
}

Paragraph with_signs(const std::vector<Formula>& signs) {
  return signs.empty() ? Paragraph{} : say(" with ", both(signs));
}

Paragraph description(const Folded& folded) {
  Paragraph result = say(count_of(folded.terms, "term"));
  if (!folded.range) return result;
  if (folded.negative == 0)
    result << std::string(", all coefficients positive, the smallest ") << number(folded.range->first);
  else
    result << ", " + std::to_string(folded.negative) + " of them negative, the smallest coefficient "
           << number(folded.range->first);
  return result << std::string(", the largest ") << number(folded.range->second);
}

/// "f = ..." with the value.
Paragraph equals(const Formula& name, const Expansion& expansion) {
  if (!expansion.folded) return say(relation(name, Symbol::equal, expansion.formula));
  return say(relation(name, Symbol::equal, expansion.formula), std::string(" ("), description(*expansion.folded),
             std::string("; see the appendix)"));
}

Paragraph values(const std::vector<Becomes>& all) {
  Paragraph result;
  for (std::size_t i = 0; i < all.size(); ++i) {
    if (i > 0) result << std::string(i + 1 < all.size() ? ", " : " and ");
    result << equals(all[i].goal, all[i].value);
  }
  return result;
}

Paragraph domain_text(const Domain& domain) {
  Paragraph result;
  Paragraph all;
  const auto add = [&](const Paragraph& part) {
    if (!all.empty()) all << std::string(" and ");
    all << part;
  };
  if (!domain.integers.empty()) add(say(std::string("all integers "), domain.integers));
  for (const Formula& range : domain.ranges) add(say(range));
  for (const Formula& triangle : domain.triangles)
    add(say(std::string("the side lengths "), triangle, std::string(" of a triangle")));
  if (!domain.reals.empty()) add(say(std::string(all.empty() ? "all real " : "real "), domain.reals));
  if (!domain.convex.empty()) add(say(std::string("all convex functions "), domain.convex));
  if (!domain.concave.empty()) add(say(std::string("all concave functions "), domain.concave));
  if (!all.empty()) result << std::string(" for ") << all;
  if (!domain.assumptions.empty()) result << std::string(" with ") << both(domain.assumptions);
  if (!domain.conditions.empty()) result << std::string(", where ") << both(domain.conditions);
  return result;
}

std::string orbit_words(EqualityCase::Orbit orbit) {
  switch (orbit) {
    case EqualityCase::Orbit::single:
      return "";
    case EqualityCase::Orbit::permutations:
      return " or one of the permutations";
    case EqualityCase::Orbit::cyclic:
      return " or a cyclic shift of this";
  }
  return "";
}

Paragraph sign_shown(const OneVariableShown& s, const Paragraph& subject) {
  const Paragraph where =
      s.range.empty() ? say(std::string(" for all real "), s.variable) : say(std::string(" for "), s.range);
  switch (s.kind) {
    case OneVariableShown::Kind::no_odd_zero:
      return say(subject, std::string(" does not change its sign"), where,
                 std::string(" (by Sturm's theorem it has no zero of odd multiplicity inside), and "), s.sample);
    case OneVariableShown::Kind::no_zero:
      return say(subject, std::string(" has no zero"), where, std::string(" (by Sturm's theorem), and "), s.sample);
    case OneVariableShown::Kind::exact:
      break;
  }
  return say(std::string("This is seen by exact evaluation"), where);
}

struct English {
  using S = std::string;

  Paragraph operator()(const Opening& s) const {
    if (s.definition.empty())
      return say(S(s.further ? "Then we show " : "First we show "), s.claim, domain_text(s.domain), S("."));
    return say(S(s.further ? "Now let " : "Let "), s.definition, S(".  We show "), s.claim, domain_text(s.domain),
               S("."));
  }
  Paragraph operator()(const Stated& s) const {
    Paragraph domain = domain_text(s.domain);
    if (domain.empty()) return domain;
    if (auto* first = std::get_if<S>(&domain.runs.front())) first->replace(0, 4, "For");
    return domain << S(":");
  }
  Paragraph operator()(const Equality& s) const {
    if (s.only_zero) return say(S("Equality: only when all variables are 0."));
    if (s.cases.empty() && s.complete)
      return say(S("Equality does not occur: "), relation(s.goal, Symbol::greater, number(0)), S("."));
    if (s.cases.empty()) return say(S("Equality: no case was found; the proof does not show that there is none."));
    Paragraph result = say(S(s.complete ? "Equality: exactly when " : "Equality holds when "));
    for (std::size_t i = 0; i < s.cases.size(); ++i) {
      if (i > 0) result << S(", or ");
      result << both(s.cases[i].conditions);
      if (!s.cases[i].parameters.empty()) result << S(" with ") << s.cases[i].parameters;
      result << orbit_words(s.cases[i].orbit);
      if (s.cases[i].conditions.empty()) return say(S("Equality always holds."));
    }
    if (!s.complete) result << S(" (found; the proof does not show that there are no other cases)");
    return result << S(".");
  }
  Paragraph operator()(const Counterexample& s) const {
    Paragraph result = say(S("At "), s.point);
    if (s.failing) result << S(" the claim ") << *s.failing << S(" fails");
    // A value that is a short decimal may not be told from its neighbours.
    if (s.left.pieces.empty() || s.right.pieces.empty())
      return s.failing ? result << S(".") : result << S(" the claim fails.");
    result << S(":  left = ") << s.left;
    if (s.left_irrational) result << S(" (irrational)");
    result << S(",  right = ") << s.right;
    if (s.right_irrational) result << S(" (irrational)");
    return result << S(".");
  }
  Paragraph operator()(const PointTaken& s) const { return say(S("The claim fails at "), s.point, S(".")); }
  Paragraph operator()(const RootTaken& s) const {
    return say(S("Let "), s.root, S(" be a root of "), s.polynomial, S(" between "), s.lower, S(" and "), s.upper,
               S("."));
  }
  Paragraph operator()(const HypothesesHold& s) const {
    return say(S("The assumptions hold there: "), s.hypotheses, S("."));
  }
  Paragraph operator()(const Tried& s) const {
    return say(S("Tried "), s.method, S(s.outcome.empty() ? "" : ": "), s.outcome);
  }
  Paragraph operator()(const Note& s) const { return say(s.text); }
  Paragraph operator()(const Expanded& s) const { return say(S("Expanded, "), equals(s.goal, s.value), S(".")); }
  Paragraph operator()(const Remaining& s) const {
    return say(S("It remains to show "), s.claim, S(", where "), equals(s.name, s.value), S("."));
  }
  Paragraph operator()(const Becomes& s) const { return say(S("Then "), equals(s.goal, s.value), S(".")); }
  Paragraph operator()(const Assumed& s) const { return say(S("This, "), s.claim, S(", is known already.")); }
  Paragraph operator()(const VanishesIdentically& s) const {
    return say(S("All terms cancel, hence "), s.claim, S("."));
  }
  Paragraph operator()(const TermsNonnegative& s) const {
    Paragraph result;
    if (s.even_powers) {
      result << S("Every term is a positive number times even powers");
      if (!s.signs.empty()) result << S(" and factors with ") << both(s.signs);
    } else if (s.signs.empty()) {
      result << S("Every coefficient is") << at_least_zero();
    } else {
      result << S("Every coefficient is") << at_least_zero() << S(" and ") << both(s.signs);
    }
    if (!s.positive_term.empty()) result << S("; moreover ") << s.positive_term;
    return result << S(", hence ") << s.claim << S(".");
  }
  Paragraph operator()(const BySymmetry& s) const {
    Paragraph result = say(s.goal);
    if (s.conditions) result << S(" and the conditions");
    if (s.kind == BySymmetry::Kind::symmetric)
      result << S(s.conditions ? " are symmetric in " : " is symmetric in ") << s.names;
    else
      result << S(s.conditions ? " are unchanged by " : " is unchanged by ") << both(s.moves, " and by ");
    result << S(", so let ");
    if (!s.order.empty()) return result << s.order << S(".");
    for (std::size_t i = 0; i < s.least.size(); ++i) {
      if (i > 0) result << S(", ");
      result << s.least[i].variable << S(" be the smallest of ") << s.least[i].among;
    }
    return result << S(".");
  }
  Paragraph operator()(const ByNegation& s) const {
    return say(s.goal, S(s.conditions ? " and the conditions do" : " does"), S(" not change when "), s.replaced,
               S(s.replaced.pieces.size() == 1 ? " is replaced by " : " are replaced by "), s.by, S(", so let "),
               s.result, S("."));
  }
  Paragraph operator()(const TwoCases& s) const { return say(S("Either "), s.one, S(" or "), s.other, S(".")); }
  Paragraph operator()(const InCase& s) const { return say(S("Case "), s.condition); }
  Paragraph operator()(const Substituted& s) const {
    Paragraph result = say(S("Put "), s.equations);
    if (!s.definitions.empty()) result << S(", where ") << both(s.definitions) << S(",");
    return result << with_signs(s.signs) << S(".");
  }
  Paragraph operator()(const Noted& s) const { return say(S("Note that "), where(s.fact, s.value), S(".")); }
  Paragraph operator()(const Generalised& s) const {
    Paragraph result = say(S(s.of_integers ? "For every integer " : "For all "), s.variable);
    if (!s.conditions.pieces.empty()) result << S(" with ") << s.conditions;
    return std::move(result) << S(" we show ") << where(s.claim, s.value) << S("; what is claimed is the case ")
                             << s.equation << S(".");
  }
  Paragraph operator()(const LemmaNeeded& s) const {
    return say(S("First we show that "), where(s.fact, s.value), S("."));
  }
  Paragraph operator()(const Proving& s) const { return say(S("Claim "), where(s.claim, s.value)); }
  static Paragraph where(const Formula& claim, const std::optional<Becomes>& value) {
    Paragraph result = say(claim);
    if (value) result << S(", where ") << equals(value->goal, value->value);
    return result;
  }
  Paragraph operator()(const LookForContradiction& s) const {
    return say(S("Suppose that "), s.negation, S("; we derive "), relation(number(0), Symbol::greater, number(0)),
               S(", which is impossible."));
  }
  Paragraph operator()(const FromBothSigns& s) const {
    return say(s.claim, S(" because "), s.above, S(" and "), s.below, S("."));
  }
  Paragraph operator()(const FromOneSign& s) const {
    return say(S("For "), s.claim, S(" it is enough that "), s.sufficient, S("."));
  }
  Paragraph operator()(const Cleared& s) const {
    return say(S("Multiply by "), s.factor,
               S(s.squares ? ", which is positive where everything is defined (it is not zero, and even powers are "
                             "positive)."
                           : ", which is positive."));
  }
  Paragraph operator()(const NeedsSigns& s) const {
    return say(S("For this the signs of the denominators are needed: "), s.claims, S("."));
  }
  Paragraph operator()(const SumShown& s) const {
    Paragraph result;
    if (s.sum.folded)
      result = say(S("We have "), relation(s.goal, Symbol::equal, s.sum.formula), S(", a sum of "),
                   count_of(s.sum.folded->terms, "term"), S(" (see the appendix)"));
    else
      result = say(S("We have "), relation(s.goal, Symbol::equal, s.sum.formula));
    if (!s.facts.empty()) result << S(", where ") << both(s.facts);
    if (s.vanishing > 0)
      result << S(". As ") << both(s.equations)
             << S(s.vanishing == 1 ? ", the last term is 0"
                                   : ", the last " + std::to_string(s.vanishing) + " terms are 0");
    if (s.only_equations) return result << S(", hence ") << s.claim << S(".");
    if (s.contradiction) return result << S(". The right side is positive: a contradiction.");
    result << S(s.vanishing > 0 ? "; no other term is negative" : "; no term is negative");
    if (!s.positive.empty()) result << S(" and ") << s.positive;
    return result << S(", hence ") << s.claim << S(".");
  }
  Paragraph operator()(const Rewritten& s) const { return say(S("Use "), s.equation, S(".")); }
  Paragraph operator()(const Divided& s) const { return say(s.product, S(" and "), s.sign, S(".")); }
  Paragraph operator()(const Homogenised& s) const {
    return say(S("Fill up the terms of "), s.goal, S(" and of the assumptions with powers of a new variable "),
               relation(s.variable, Symbol::greater, number(0)),
               S(" until all have the same degree; what is to be shown is the case "),
               relation(s.variable, Symbol::equal, number(1)), S("."));
  }
  Paragraph operator()(const PowersCompared& s) const {
    Paragraph result = say(S("For "), s.claim, S(" it is enough that "), s.sufficient);
    if (s.even) return result << S(", as ") << s.left << S(".");
    return result << S(", as odd powers are increasing.");
  }
  Paragraph operator()(const RootKnown& s) const {
    return say(S("By the definition of the root, "), both(s.facts), S("."));
  }
  Paragraph operator()(const ValueFound& s) const {
    if (s.because.empty()) return say(S("We have "), s.equation, S("."));
    return say(S("As "), both(s.because), S(", we have "), s.equation, S("."));
  }
  Paragraph operator()(const NamedAtom& s) const { return say(S("Let "), s.equation, with_signs(s.signs), S(".")); }
  Paragraph operator()(const Eliminated& s) const {
    return say(S("As "), s.equation, S(", we put "), s.solved, S("."));
  }
  Paragraph operator()(const MeansCompared& s) const {
    Paragraph result = say(S("By the inequality of the weighted arithmetic and geometric means, "), both(s.means));
    if (s.exact)
      return result << S(s.means.size() == 1 ? "; the difference of the two sides is "
                                             : "; the differences of the two sides add up to ")
                    << s.goal << S(".");
    return result << S("; without the differences of the two sides, ") << s.goal << S(" is ") << s.rest.formula
                  << S(".");
  }
  Paragraph operator()(const OneVariableShown& s) const {
    return say(sign_shown(s, say(s.goal)), S("; hence "), s.claim, S("."));
  }
  Paragraph operator()(const PlaneShown& s) const {
    Paragraph result;
    if (!s.unit.empty()) result << S("As ") << s.goal << S(" is a form, put ") << s.unit << S(". ");
    result << S("Cut the line of ") << s.across
           << S(" at the real roots of the leading coefficient and the discriminant of ") << s.goal
           << S(" as a polynomial in ") << s.up;
    if (!s.others.empty()) result << S(", of those of ") << both(s.others) << S(", and of the resultants of any two");
    result << S(". Between two cuts the roots in ") << s.up
           << S(" move continuously and never meet, so the signs are those at one value of ") << s.across << S(": at ")
           << s.places << S(s.one_place ? "" : ", one in each part,") << S(" there is no ") << s.up;
    if (!s.others.empty())
      result << S(" where ") << both(s.others) << S(s.others.size() > 1 ? " are" : " is") << S(" positive and");
    else
      result << S(" with");
    return result << S(" ") << relation(s.goal, Symbol::less, number(0)) << S(". The cuts follow by continuity; hence ")
                  << s.claim << S(".");
  }
  Paragraph operator()(const SpaceShown& s) const {
    Paragraph result;
    if (!s.unit.empty()) result << S("As ") << s.goal << S(" is a form, put ") << s.unit << S(". ");
    result << S("Wherever the leading coefficient and the discriminant of ") << s.goal << S(" as a polynomial in ")
           << s.up;
    if (!s.others.empty()) result << S(", those of ") << both(s.others) << S(", and the resultants of any two");
    result
        << S(" are not zero, the roots in ") << s.up
        << S(" move continuously and never meet, so the signs are the same all over a connected part of the space of ")
        << both(s.before) << S(". ");
    if (s.walls.empty()) result << S("This space is cut at zeros of polynomials in ") << s.before.front();
    if (!s.walls.empty())
      result << S("This space is cut where ") << both(s.walls, " or ") << S(" vanishes, and, by their own leading ")
             << S("coefficients, discriminants and resultants in turn, at zeros of polynomials in ")
             << s.before.front();
    if (!s.thin.empty())
      result << S("; the zeros of ") << both(s.thin) << S(s.thin.size() == 1 ? ", which is" : ", which are")
             << S(" never negative, are zeros of the gradient and too few to cut anything");
    result << S(s.cells == 1
                    ? ". Over a rational point in the only cell there is no "
                    : ". Over one rational point in each of the " + std::to_string(s.cells) + " cells there is no ")
           << s.up;
    if (!s.others.empty())
      result << S(" where ") << both(s.others) << S(s.others.size() > 1 ? " are" : " is") << S(" positive and");
    else
      result << S(" with");
    return result << S(" ") << relation(s.goal, Symbol::less, number(0))
                  << S(". The walls follow by continuity; hence ") << s.claim << S(".");
  }
  Paragraph operator()(const RatioShown& s) const {
    Paragraph result = say(S("With "), s.ratio, S(" we have "), s.identity, S(", where "), equals(s.name, s.value),
                           S(". "), sign_shown(s.sign, say(s.name)));
    if (!s.denominator.empty())
      result << S("; the case ") << relation(s.denominator, Symbol::equal, number(0))
             << S(s.strict ? " is seen from the leading coefficient" : " follows by continuity");
    return result << S("; hence ") << s.sign.claim << S(".");
  }
  Paragraph operator()(const Grouped& s) const {
    Paragraph result = say(S("By powers of "), s.variable, S(", "), s.identity);
    if (!s.values.empty()) result << S(", where ") << values(s.values);
    return result << S(". As ") << s.sign << S(", it is enough that no coefficient is negative.");
  }
  Paragraph operator()(const TangentKnown& s) const {
    return say(
        S(s.logarithm ? "The graph of log lies below its tangents: " : "The graph of exp lies above its tangents: "),
        s.fact, S("."));
  }
  Paragraph operator()(const LineBelow& s) const {
    return say(S("As "), s.function, S(s.concave ? " is concave in " : " is convex in "), s.variable,
               S(", some line through its point at "), s.at,
               S(s.concave ? " lies above its graph: " : " lies below its graph: "), s.fact, S(" for all "), s.variable,
               S("."));
  }
  Paragraph operator()(const IncreasingKnown& s) const {
    return say(S(s.logarithm ? "As log increases, " : "As exp increases, "), s.fact, S("."));
  }
  Paragraph operator()(const ByDerivative& s) const {
    return say(S("As "), s.side, S(", it is enough to look at "), s.variable, S(" = "), s.from,
               S(" and at the derivative of "), s.goal, S(" with respect to "), s.variable,
               S(s.rises ? " beyond it: it is nowhere negative." : " below it: it is nowhere positive."));
  }
  Paragraph operator()(const BoxShown& s) const {
    if (s.box.empty()) return say(S("By exact bounds for the functions in "), s.goal, S(", "), s.claim, S("."));
    if (s.parts == 1)
      return say(S("For "), both(s.box), S(" interval arithmetic with exact bounds for the functions shows "), s.claim,
                 S("."));
    return say(S("Halve the region "), both(s.box),
               S(" again and again, into " + count_of(s.parts, "part") +
                 "; on each of them interval arithmetic with exact bounds for the functions shows "),
               s.claim, S("."));
  }
  Paragraph operator()(const VisibleParts& s) const {
    return say(both(s.parts), S(s.parts.size() == 1 ? " has" : " have"), S(" only nonnegative terms."));
  }
  Paragraph operator()(const Suffices& s) const { return say(S("It remains to show "), both(s.claims), S(".")); }
  Paragraph operator()(const AsQuadratic& s) const {
    return say(S("As a quadratic in "), s.variable, S(", "), s.identity, S(" with "), values(s.values),
               S("; it has no negative values if none of "), s.outer, S(" is negative."));
  }
  Paragraph operator()(const Concluded& s) const { return say(S("Hence "), s.claim, S(".")); }
  Paragraph operator()(const InstanceKnown& s) const {
    if (s.real) return say(S("At "), s.index, S(" the inequality for all numbers says "), s.fact, S("."));
    return say(S("For the index "), s.index, S(" the assumption for all indices says "), s.fact, S("."));
  }
  Paragraph operator()(const ForEachShown& s) const {
    const char* const opening = s.by_induction ? "By induction, for every integer with " : "For every integer with ";
    return say(S(opening), s.range, S(" we have "), s.fact, S("."));
  }
  Paragraph operator()(const SummedUp& s) const { return say(S("Summed over all indices: "), s.fact, S(".")); }
  Paragraph operator()(const Counted& s) const { return say(S("Counting the terms, "), s.equation, S(".")); }
  Paragraph operator()(const LastTermSplit& s) const { return say(S("Split off the last term: "), s.equation, S(".")); }
  Paragraph operator()(const FewValues& s) const {
    return say(S("By symmetry in "), s.names,
               S(" and the half-degree principle it is enough to look at points where they "
                 "take at most "),
               S(std::to_string(s.values)), S(s.values == 1 ? " value" : " different values"),
               S(s.zeros ? " other than 0." : "."));
  }
  Paragraph operator()(const FewValuesOfElements& s) const {
    return say(S("By the half-degree principle it is enough that the elements of "), s.sequence,
               S(" take only the values "), s.values, S(" ("), s.weights, S(" times, so "), s.count,
               S(s.zeros ? ") and 0." : ")."));
  }
  Paragraph operator()(const Telescoped& s) const { return say(S("All terms but two cancel: "), s.equation, S(".")); }
  Paragraph operator()(const OneTermKept& s) const {
    return say(S("No term is negative, and one of them is at most the sum of all: "), s.fact, S("."));
  }
  Paragraph operator()(const OrderSwapped& s) const {
    return say(S("Add up in the other order: "), s.equation, S("."));
  }
  Paragraph operator()(const ExtremumTaken& s) const {
    return say(S("Let "), s.index, S(s.greatest ? " be an index of the maximum: " : " be an index of the minimum: "),
               s.equation, S("."));
  }
  Paragraph operator()(const NormBounds& s) const { return say(S("By the norm of the matrix, "), s.fact, S(".")); }
  Paragraph operator()(const LeastBoundTaken& s) const {
    return say(S("As a norm is the least bound for all vectors "), s.vector, S(", "), s.fact, S("."));
  }
  Paragraph operator()(const CauchySchwarzUsed& s) const {
    return say(S("By the inequality of Cauchy and Schwarz, "), s.fact, S("."));
  }
  Paragraph operator()(const ByInduction& s) const {
    return say(S("By induction on "), s.variable, S(", from "), s.base, S(" on."));
  }
  Paragraph operator()(const AnalysisStep& s) const { return analysis_in_english(s); }
  Paragraph operator()(const ConesIntroduced& s) const {
    return say(S("Every point with "), s.orthant, S(" lies in one of " + count_of(s.cones, "cone") + ":"));
  }
  Paragraph operator()(const ConeCase& s) const {
    Paragraph result;
    if (s.numbered) result << "Cone " + std::to_string(s.number) + ": ";
    if (s.region.empty())
      result << S(s.numbered ? "put " : "Put ");
    else
      result << S(s.numbered ? "if " : "If ") << s.region << S(", put ");
    result << s.substitution << with_signs(s.signs);
    if (s.kind == ConeCase::Kind::same)
      return result << S("; up to a positive factor and the names of the variables, ") << s.goal
                    << (s.same_as == s.same_until ? " is then as on cone " + std::to_string(s.same_as)
                                                  : " is then as on cones " + std::to_string(s.same_as) + " to " +
                                                        std::to_string(s.same_until) + " together")
                    << S(".");
    return result << S("; then ") << equals(s.goal, s.value) << S(".");
  }
  Paragraph operator()(const ConesClosed& s) const {
    return say(S(s.open ? "On the other cones every coefficient is" : "Every coefficient on these cones is"),
               at_least_zero(), S(", hence "), s.claim, S("."));
  }
  Paragraph operator()(const ConesFolded& s) const {
    const Formula l_positive = relation(named("l_i"), Symbol::greater, number(0));
    Paragraph result = say(S("The points with "), s.orthant, S(" are the cone over the unit vectors. A cone over "),
                           column_list(s.columns), S(" is cut at a point "), named("w"), S(", the sum of some of the "),
                           indexed("l_i", "v_i"), S(" with "), l_positive, S(", into the cones where "), named("w"),
                           S(" replaces one of those "), named("v_i"), S("; the sum of the "), indexed("t_i", "v_i"),
                           S(" lies in the one with the smallest "), ratio("t_i", "l_i"),
                           S(". After such cuts there are " + count_of(s.cones, "cone") + ". "));
    if (s.same > 0)
      result << "On " + std::to_string(s.same) + " of them " << s.goal
             << S(" is, up to a positive factor and the order of the variables, the same form as on an earlier one. ");
    if (s.open > 0) result << "The " + count_of(s.open, "cone") + " below need an argument of their own. ";
    result << S(s.same + s.open > 0 ? "On each of the others " : "On each of them ") << S("all coefficients are")
           << at_least_zero() << S(" in the coordinates ") << named("t_i") << S(", hence ") << s.claim << S(". ");
    return result << S(s.listed ? "The matrices of the cones are in the appendix."
                                : "They are too many to be listed; geq-check recomputes each of them.");
  }
  Paragraph operator()(const Abbreviated& s) const { return say(S("Write "), listed(s.definitions), S(".")); }
  Paragraph operator()(const WrittenOut& s) const { return say(s.name, S(" ("), description(s.folded), S("):")); }
  Paragraph operator()(const LeftOut& s) const {
    return say(S("Sums of " + std::to_string(s.terms) +
                 " more terms are left out here; geq-check recomputes and checks all of them."));
  }
  Paragraph operator()(const MatricesListed& s) const {
    return say(S("The " + count_of(s.cones, "cone") + ", each as the matrix "), named("V"), S(" with rows for "),
               s.variables, S(" and the generators as columns:"));
  }
  Paragraph operator()(const TooDeep&) const { return say(S("The cases go on; geq-check checks them.")); }
};

}  // namespace

Phrases english_phrases() {
  return {.theorem = "Theorem",
          .statement = "Statement",
          .proof = "Proof",
          .counterexample = "Counterexample",
          .appendix = "Appendix",
          .between_sentences = " ",
          .heading_end = ":",
          .comma = ", ",
          .cone = " cone",
          .cones = " cones",
          .milliseconds = " ms",
          .seconds = " s"};
}

Paragraph in_english(const Sentence& sentence) { return std::visit(English(), sentence); }

}  // namespace geq::render
