// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

/// Replayed proof -> narrative: one sentence, or a few, for every step.
///
/// Only what the kernel computed is said: the polynomials and signs are those of the trace. Limits: branches nested
/// more than `max_branch_depth` deep are left out (and it is said); the sums of a report have at most
/// `max_printed_terms` terms in all. Cost: linear in what is printed.

#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "proofs/render/narrative.hpp"
#include "proofs/render/trace.hpp"

namespace geq::render {

inline constexpr std::size_t max_branch_depth = 40;
inline constexpr std::size_t max_inline_terms = 40;      ///< longer sums get a name
inline constexpr std::size_t max_inline_nodes = 400;     ///< nodes of the term
inline constexpr std::size_t max_unnamed_nodes = 30;     ///< facts with more are called by a name later
inline constexpr std::size_t max_cone_cases = 8;         ///< more leaves are folded
inline constexpr std::size_t max_listed_cones = 200;     ///< more are only counted
inline constexpr std::size_t max_printed_terms = 20000;  ///< in all appendices

Narrative narrate(const proofs::Statement& statement, const Trace& trace);
/// Of the steps of a refutation: its claims are not written in the statement.
Narrative narrate_against(const proofs::Statement& statement, const Trace& trace);

/// What the statement says about its variables, and the conditions that are read into it.
Domain domain_of(const proofs::Statement& statement);

/// Names that nothing in the statement or proof has.
class FreshNames {
 public:
  explicit FreshNames(std::set<std::string> taken) : taken_(std::move(taken)) {}
  FreshNames(const proofs::Statement& statement, const Trace& trace);

  /// The first of the candidates that is free, else the last one with a number. The name is taken then.
  std::string take(const std::vector<std::string>& candidates);
  std::string goal() { return take({"f", "g", "h", "p", "q", "r", "s", "F", "G", "H", "K"}); }

 private:
  std::set<std::string> taken_;
};

/// What a branch of the proof is about.
struct Topic {
  std::string goal;                ///< name of the goal's polynomial
  bool written_out = false;        ///< the reader has seen the sum that the kernel works with
  std::vector<std::string> fresh;  ///< the variables that came last
  std::size_t depth = 0;
};

/// Where a branch goes on; none when it is closed.
struct Next {
  std::size_t node;
  Topic topic;
};

class Narrator {
 public:
  Narrator(const proofs::Statement& statement, const Trace& trace);
  Narrative run();
  /// The last goals are written as these relations; those before them are not written.
  Narrative run_with(const std::vector<proofs::Relation>& relations);

 private:
  using Items = std::vector<Item>;

  Items branch(std::size_t node, Topic topic);
  std::optional<Next> tell(const proofs::Visible& step, std::size_t node, const Topic& topic, Items& items);
  std::optional<Next> tell(const proofs::Smallest& step, std::size_t node, const Topic& topic, Items& items);
  std::optional<Next> tell(const proofs::Negate& step, std::size_t node, const Topic& topic, Items& items);
  std::optional<Next> tell(const proofs::Cases& step, std::size_t node, const Topic& topic, Items& items);
  std::optional<Next> tell(const proofs::Put& step, std::size_t node, const Topic& topic, Items& items);
  std::optional<Next> tell(const proofs::Have& step, std::size_t node, const Topic& topic, Items& items);
  std::optional<Next> tell(const proofs::Generalise& step, std::size_t node, const Topic& topic, Items& items);
  std::optional<Next> tell(const proofs::Forget& step, std::size_t node, const Topic& topic, Items& items);
  std::optional<Next> tell(const proofs::Absurd& step, std::size_t node, const Topic& topic, Items& items);
  std::optional<Next> tell(const proofs::BothSigns& step, std::size_t node, const Topic& topic, Items& items);
  std::optional<Next> tell(const proofs::Apart& step, std::size_t node, const Topic& topic, Items& items);
  std::optional<Next> tell(const proofs::Clear& step, std::size_t node, const Topic& topic, Items& items);
  std::optional<Next> tell(const proofs::Combination& step, std::size_t node, const Topic& topic, Items& items);
  std::optional<Next> tell(const proofs::Rewrite& step, std::size_t node, const Topic& topic, Items& items);
  std::optional<Next> tell(const proofs::Divide& step, std::size_t node, const Topic& topic, Items& items);
  std::optional<Next> tell(const proofs::Homogenise& step, std::size_t node, const Topic& topic, Items& items);
  std::optional<Next> tell(const proofs::ComparePowers& step, std::size_t node, const Topic& topic, Items& items);
  std::optional<Next> tell(const proofs::RootFacts& step, std::size_t node, const Topic& topic, Items& items);
  std::optional<Next> tell(const proofs::FloorFacts& step, std::size_t node, const Topic& topic, Items& items);
  std::optional<Next> tell(const proofs::Value& step, std::size_t node, const Topic& topic, Items& items);
  std::optional<Next> tell(const proofs::Name& step, std::size_t node, const Topic& topic, Items& items);
  std::optional<Next> tell(const proofs::Eliminate& step, std::size_t node, const Topic& topic, Items& items);
  std::optional<Next> tell(const proofs::Means& step, std::size_t node, const Topic& topic, Items& items);
  std::optional<Next> tell(const proofs::OneVariable& step, std::size_t node, const Topic& topic, Items& items);
  std::optional<Next> tell(const proofs::TwoVariables& step, std::size_t node, const Topic& topic, Items& items);
  std::optional<Next> tell(const proofs::Group& step, std::size_t node, const Topic& topic, Items& items);
  std::optional<Next> tell(const proofs::Quadratic& step, std::size_t node, const Topic& topic, Items& items);
  std::optional<Next> tell(const proofs::OpenCells& step, std::size_t node, const Topic& topic, Items& items);
  std::optional<Next> tell(const proofs::Instance& step, std::size_t node, const Topic& topic, Items& items);
  std::optional<Next> tell(const proofs::ForEach& step, std::size_t node, const Topic& topic, Items& items);
  std::optional<Next> tell(const proofs::SumOf& step, std::size_t node, const Topic& topic, Items& items);
  std::optional<Next> tell(const proofs::Count& step, std::size_t node, const Topic& topic, Items& items);
  std::optional<Next> tell(const proofs::HalfDegree& step, std::size_t node, const Topic& topic, Items& items);
  std::optional<Next> tell(const proofs::PowerSums& step, std::size_t node, const Topic& topic, Items& items);
  std::optional<Next> tell(const proofs::Telescope& step, std::size_t node, const Topic& topic, Items& items);
  std::optional<Next> tell(const proofs::OneTerm& step, std::size_t node, const Topic& topic, Items& items);
  std::optional<Next> tell(const proofs::NormBound& step, std::size_t node, const Topic& topic, Items& items);
  std::optional<Next> tell(const proofs::LeastBound& step, std::size_t node, const Topic& topic, Items& items);
  std::optional<Next> tell(const proofs::SwapSums& step, std::size_t node, const Topic& topic, Items& items);
  std::optional<Next> tell(const proofs::LastTerm& step, std::size_t node, const Topic& topic, Items& items);
  std::optional<Next> tell(const proofs::Extremum& step, std::size_t node, const Topic& topic, Items& items);
  std::optional<Next> tell(const proofs::CauchySchwarz& step, std::size_t node, const Topic& topic, Items& items);
  std::optional<Next> tell(const proofs::Induction& step, std::size_t node, const Topic& topic, Items& items);
  std::optional<Next> tell(const proofs::Pointwise& step, std::size_t node, const Topic& topic, Items& items);
  std::optional<Next> tell(const proofs::Gaussian& step, std::size_t node, const Topic& topic, Items& items);
  std::optional<Next> tell(const proofs::Antiderivative& step, std::size_t node, const Topic& topic, Items& items);
  std::optional<Next> tell(const proofs::Integrate& step, std::size_t node, const Topic& topic, Items& items);
  std::optional<Next> tell(const proofs::Dominate& step, std::size_t node, const Topic& topic, Items& items);
  std::optional<Next> tell(const proofs::Squeeze& step, std::size_t node, const Topic& topic, Items& items);
  std::optional<Next> tell(const proofs::Dominator& step, std::size_t node, const Topic& topic, Items& items);
  std::optional<Next> tell(const proofs::Exchange& step, std::size_t node, const Topic& topic, Items& items);
  std::optional<Next> tell(const proofs::Split& step, std::size_t node, const Topic& topic, Items& items);
  std::optional<Next> tell(const proofs::Quadrature& step, std::size_t node, const Topic& topic, Items& items);
  std::optional<Next> tell(const proofs::Diverge& step, std::size_t node, const Topic& topic, Items& items);
  std::optional<Next> tell(const proofs::Unbounded& step, std::size_t node, const Topic& topic, Items& items);
  std::optional<Next> tell(const proofs::Continuous& step, std::size_t node, const Topic& topic, Items& items);
  std::optional<Next> tell(const proofs::BoundedMonotone& step, std::size_t node, const Topic& topic, Items& items);
  std::optional<Next> tell(const proofs::Oscillation& step, std::size_t node, const Topic& topic, Items& items);
  std::optional<Next> tell(const proofs::Reindex& step, std::size_t node, const Topic& topic, Items& items);
  std::optional<Next> tell(const proofs::Tannery& step, std::size_t node, const Topic& topic, Items& items);
  std::optional<Next> tell(const proofs::Undominated& step, std::size_t node, const Topic& topic, Items& items);
  std::optional<Next> tell(const proofs::Converge& step, std::size_t node, const Topic& topic, Items& items);
  std::optional<Next> tell(const proofs::Rescale& step, std::size_t node, const Topic& topic, Items& items);
  std::optional<Next> tell(const proofs::Cones& step, std::size_t node, const Topic& topic, Items& items);
  std::optional<Next> tell(const proofs::Tangent& step, std::size_t node, const Topic& topic, Items& items);
  std::optional<Next> tell(const proofs::SupportingLine& step, std::size_t node, const Topic& topic, Items& items);
  std::optional<Next> tell(const proofs::Identity& step, std::size_t node, const Topic& topic, Items& items);
  std::optional<Next> tell(const proofs::Increasing& step, std::size_t node, const Topic& topic, Items& items);
  /// A branch of the item for each of these children, under a name of its own.
  void append_needs(const std::vector<std::size_t>& nodes, const Topic& topic, Item& item);
  /// The item, then all but the last child as what it needs, then the goal.
  Next needs_then_goal(std::size_t node, const Topic& topic, Item item, Items& items);
  /// The same for a step about an integral or a limit, unless it was told before from no more facts: a limit is found
  /// for its existence, and once more for its value.
  Next told_once(std::size_t node, const Topic& topic, AnalysisStep sentence, Items& items);
  std::optional<Next> tell(const proofs::Monotone& step, std::size_t node, const Topic& topic, Items& items);
  std::optional<Next> tell(const proofs::Subdivide& step, std::size_t node, const Topic& topic, Items& items);

  const proofs::Sequent& sequent(std::size_t node) const { return trace_.nodes[node].before; }
  const std::vector<std::size_t>& children(std::size_t node) const { return trace_.nodes[node].children; }

  /// A sentence with the sum, unless the reader has seen it.
  std::vector<Sentence> written_out(const Topic& topic, const proofs::ExactPolynomial& polynomial);
  Expansion expansion(const proofs::ExactPolynomial& polynomial);
  Expansion folded(const proofs::Term& term, Folded summary);
  /// The sentences, then what the goal becomes if that changed, in the only (or last) sequent that is left.
  Next goal_after(std::size_t node, const Topic& topic, Item item, Items& items);
  /// "f >= 0"
  static Formula claim(const std::string& goal, proofs::Sign sign);
  /// The topic goes on under a new name for the polynomial that the child is about; says which it is.
  Topic renamed(std::size_t child, const Topic& topic, std::vector<Sentence>& sentences);
  /// Parts that remain to be shown: one goes on in line, several become branches. `labels` are names or empty.
  std::optional<Next> remaining_parts(std::size_t node, const std::vector<std::string>& names, const Topic& topic,
                                      Item item, Items& items);
  TermsNonnegative terms_nonnegative(const proofs::Fact& goal, const std::string& name, const proofs::Sequent& in,
                                     const Topic& topic) const;
  ConeCase cone_case(const proofs::Cones& step, const ConeView& cone, std::size_t node, const Topic& topic,
                     std::size_t number);
  /// The branch for a cone on which the goal is shown by further steps.
  Branch open_branch(ConeCase told, const proofs::Cones& step, std::size_t node, std::size_t child, const Topic& topic);
  std::optional<Next> fold_cones(const proofs::Cones& step, std::size_t node, const Topic& topic, Items& items);

  /// The sum of a fact as it is written: by its name if it has one.
  proofs::Term fact_term(const proofs::Fact& fact) const;
  Formula fact_relation(const proofs::Fact& fact) const;

  /// A fact that was shown under this name. Known as long as the sequents of the branch keep it.
  struct Lemma {
    const proofs::Fact* fact;  ///< in the trace
    std::size_t place;         ///< among the facts, unless some were dropped
    proofs::Term name;         ///< of its polynomial: g, or -f where the goal f was supposed to fail
  };

  const proofs::Statement& statement_;
  const Trace& trace_;
  FreshNames names_;
  std::vector<Lemma> lemmas_;
  std::vector<std::size_t> established_;  ///< nodes about integrals and limits that were told
  Narrative narrative_;
};

// Shared by the files of the narrator.

/// "u, v >= 0" and "a > 0" for those of the names whose sign is known, in groups.
std::vector<Formula> known_signs(const std::vector<std::string>& names, const std::vector<proofs::Fact>& facts);

/// A sign of one variable: no assumption that a sentence must mention.
bool is_plain(const proofs::Fact& fact);

}  // namespace geq::render
