// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

/// What a report says, before it is said in a language: sentences with their formulas, nested where a proof branches.
///
/// Each kind of sentence is a struct (sentence_kinds.hpp); `Sentence` closes the set, and every language visits it, so
/// that a sentence without a translation does not compile.

#include <string>
#include <variant>
#include <vector>

#include "proofs/render/sentence_kinds.hpp"

namespace geq::render {

using AnySentence = std::variant<
    Opening, Stated, Equality, Counterexample, PointTaken, RootTaken, HypothesesHold, Tried, Note, Expanded, Remaining,
    Becomes, Assumed, VanishesIdentically, TermsNonnegative, BySymmetry, ByNegation, TwoCases, InCase, Substituted,
    Noted, Generalised, LemmaNeeded, Proving, LookForContradiction, FromBothSigns, FromOneSign, Cleared, NeedsSigns,
    SumShown, Rewritten, Divided, Homogenised, PowersCompared, RootKnown, ValueFound, NamedAtom, Eliminated,
    MeansCompared, OneVariableShown, TangentKnown, LineBelow, IncreasingKnown, BoxShown, ByDerivative, InstanceKnown,
    ForEachShown, SummedUp, Counted, Telescoped, FewValues, FewValuesOfElements, LastTermSplit, OneTermKept,
    OrderSwapped, ExtremumTaken, CauchySchwarzUsed, NormBounds, LeastBoundTaken, ByInduction, AnalysisStep, PlaneShown,
    SpaceShown, RatioShown, Grouped, VisibleParts, Suffices, AsQuadratic, Concluded, ConesIntroduced, ConeCase,
    ConesClosed, ConesFolded, Abbreviated, WrittenOut, LeftOut, MatricesListed, TooDeep>;

/// One sentence. What a holder would instantiate for itself is in narrative.cpp, as for proofs::Step.
struct Sentence : AnySentence {
  using variant::variant;
  Sentence(const Sentence& other);
  Sentence(Sentence&& other) noexcept;
  Sentence& operator=(const Sentence& other);
  Sentence& operator=(Sentence&& other) noexcept;
  ~Sentence();
};

struct Branch;

/// A numbered step of the proof: its sentences, then the branches it needs, then what follows from them.
struct Item {
  std::string rule;  ///< keyword of the certificate
  std::vector<Sentence> sentences;
  std::vector<Branch> branches;
  std::vector<Sentence> closing;
};

struct Branch {
  std::vector<Sentence> heading;
  std::vector<Item> items;
};

/// A long sum that the proof calls by a name.
struct LongSum {
  std::string name;
  proofs::Term term;
  Folded folded;
};

/// The cones of one folded step.
struct ConeTable {
  std::vector<std::string> columns;
  std::vector<Matrix> matrices;
};

/// The proof of one goal.
struct Claim {
  std::string name;  ///< of the difference of the two sides
  Opening opening;
  std::vector<Item> items;
};

struct Narrative {
  std::vector<Claim> claims;
  std::vector<LongSum> long_sums;
  std::vector<ConeTable> tables;
};

}  // namespace geq::render
