// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <map>

#include "proofs/kernel/cone_form.hpp"
#include "proofs/kernel/rules/rules.hpp"
#include "proofs/kernel/work.hpp"

namespace geq::proofs {

namespace {

constexpr std::size_t max_strict_columns = 16;  // subsets of columns are enumerated

/// The columns of a cone, as points of the orthant: matrix[column][coordinate].
using Matrix = std::vector<std::vector<Integer>>;

/// Walks a tree of cones in preorder and checks it.
class TreeWalk {
 public:
  TreeWalk(const Cones& step, const Sequent& sequent) : step_(step), sequent_(sequent) {}

  Outcome run() {
    if (const auto reason = set_up()) return *reason;
    while (!pending_.empty()) {
      if (next_ == step_.tree.size()) return Reason::tree_malformed;
      const std::size_t id = next_++;
      Pending current = std::move(pending_.back());
      pending_.pop_back();
      words_ -= current.form.words();
      close_finished();
      const auto reason = std::visit([&](const auto& node) { return visit(node, id, current); }, step_.tree[id]);
      if (reason) return *reason;
    }
    if (next_ != step_.tree.size()) return Reason::tree_malformed;
    return std::move(remaining_);
  }

 private:
  struct Pending {
    ConeForm form;
    Matrix matrix;  // empty unless something needs it
  };
  /// A node whose form later nodes refer to. Its subtree is finished when another node has been taken up and fewer
  /// cones are pending than when this one was.
  struct Cited {
    ConeForm form;
    std::size_t below;  // pending cones when it was taken up
    bool finished;
  };

  std::optional<Reason> set_up() {
    const std::size_t n = step_.columns.size();
    const ExactPolynomial& goal = sequent_.goal.polynomial;
    strict_ = sequent_.goal.sign == Sign::positive;
    if (!strict_ && sequent_.goal.sign != Sign::nonnegative) return Reason::wrong_goal_sign;
    const std::set<std::string> distinct(step_.columns.begin(), step_.columns.end());
    const auto degree = homogeneous_degree(goal);
    if (n == 0 || distinct.size() != n || !degree || *degree == 0) return Reason::not_a_form;
    for (const std::string& name : step_.columns) {
      if (!in_scope(name, sequent_)) return Reason::unknown_variable;
      const auto known = sign_of(Atom::variable(name), sequent_.facts);
      if (!known || *known == Sign::nonzero) return Reason::not_nonnegative;
    }
    has_open_ = std::any_of(step_.tree.begin(), step_.tree.end(),
                            [](const ConeNode& node) { return std::holds_alternative<ConeOpen>(node); });
    if (has_open_)
      if (const auto reason = check_names()) return reason;
    for (const ConeNode& node : step_.tree)
      if (const auto* same = std::get_if<ConeSame>(&node)) cited_.emplace(same->node, std::nullopt);
    const auto table = std::make_shared<const MonomialTable>(
        n, static_cast<std::uint32_t>(std::min<std::uint64_t>(*degree, max_exponent)));
    auto form = ConeForm::from(goal, step_.columns, table);
    if (!form) return Reason::not_a_form;
    Matrix identity;
    if (strict_ || has_open_)
      for (std::size_t c = 0; c < n; ++c) {
        identity.emplace_back(n, Integer(0));
        identity.back()[c] = 1;
      }
    for (std::size_t c = 0; c < n; ++c)
      if (sign_of(Atom::variable(step_.columns[c]), sequent_.facts) == Sign::positive) positive_.push_back(c);
    pending_.push_back({std::move(*form), std::move(identity)});
    charge(pending_.back().form.words());
    return {};
  }

  std::optional<Reason> check_names() const {
    const std::set<std::string> distinct(step_.names.begin(), step_.names.end());
    if (step_.names.size() != step_.columns.size() || distinct.size() != step_.names.size())
      return Reason::tree_malformed;
    for (const std::string& name : step_.names)
      if (!is_new(name, sequent_)) return Reason::name_not_fresh;
    return {};
  }

  /// Called when a node has been taken up: the cited nodes whose descendants have all been visited are finished.
  void close_finished() {
    while (!unfinished_.empty() && pending_.size() < unfinished_.back()->below) {
      unfinished_.back()->finished = true;
      unfinished_.pop_back();
    }
  }

  void charge(std::size_t words) {
    words_ += words;
    if (words_ > max_open_words) throw LimitExceeded("a tree of cones takes too much memory");
  }

  void remember(std::size_t id, const ConeForm& form) {
    const auto place = cited_.find(id);
    if (place == cited_.end()) return;
    charge(form.words());
    place->second = Cited{form, pending_.size(), false};
    unfinished_.push_back(&*place->second);
  }

  std::optional<Reason> visit(const ConeLeaf&, std::size_t id, const Pending& cone) {
    remember(id, cone.form);
    if (cone.form.has_negative_coefficient()) return Reason::negative_coefficient;
    if (strict_ && !is_positive_leaf(cone)) return Reason::not_strict;
    return {};
  }

  std::optional<Reason> visit(const ConeOpen&, std::size_t id, const Pending& cone) {
    remember(id, cone.form);
    Sequent open{step_.names, {}, {cone.form.polynomial(step_.names), sequent_.goal.sign}};
    for (const std::string& name : step_.names)
      open.facts.push_back({ExactPolynomial::variable(name), Sign::nonnegative});
    for (const std::size_t coordinate : positive_) {
      ExactPolynomial sum;
      for (std::size_t c = 0; c < step_.names.size(); ++c)
        sum = sum + ExactPolynomial(Rational(cone.matrix[c][coordinate])) * ExactPolynomial::variable(step_.names[c]);
      open.facts.push_back({std::move(sum), Sign::positive});
    }
    charge(words(open));
    remaining_.push_back(std::move(open));
    return {};
  }

  std::optional<Reason> visit(const ConeSplit& split, std::size_t id, const Pending& cone) {
    remember(id, cone.form);
    const std::size_t n = step_.columns.size();
    if (split.weights.size() != n) return Reason::tree_malformed;
    if (std::count_if(split.weights.begin(), split.weights.end(), [](std::uint32_t w) { return w > 0; }) < 2)
      return Reason::split_too_small;
    std::vector<Integer> point;
    if (!cone.matrix.empty()) {
      point.assign(n, Integer(0));
      for (std::size_t k = 0; k < n; ++k)
        for (std::size_t c = 0; c < n; ++c)
          point[c] = point[c] + Integer(static_cast<unsigned long>(split.weights[k])) * cone.matrix[k][c];
    }
    for (std::size_t i = n; i-- > 0;) {  // the first child is taken up first
      if (split.weights[i] == 0) continue;
      Matrix matrix = cone.matrix;
      if (!matrix.empty()) matrix[i] = point;
      pending_.push_back({cone.form.child(split.weights, i), std::move(matrix)});
      charge(pending_.back().form.words());
    }
    return {};
  }

  std::optional<Reason> visit(const ConeSame& same, std::size_t id, const Pending& cone) {
    remember(id, cone.form);
    // An open cone below the cited node is shown only for those t >= 0 at which certain coordinates are positive. They
    // are dense in t >= 0, as no coordinate is 0 on all columns (V is invertible), so >= holds for all t >= 0.
    // What is strictly positive depends on the columns, not on the form alone.
    if (strict_) return Reason::not_strict;
    const auto place = cited_.find(same.node);
    if (same.node >= id || !place->second || !place->second->finished) return Reason::same_too_early;
    std::vector<std::size_t> sorted = same.order;
    std::sort(sorted.begin(), sorted.end());
    for (std::size_t c = 0; c < sorted.size(); ++c)
      if (sorted[c] != c) return Reason::not_a_permutation;
    if (sorted.size() != step_.columns.size()) return Reason::not_a_permutation;
    if (!cone.form.is_multiple_of(place->second->form, same.order)) return Reason::not_the_same;
    return {};
  }

  /// Is the form, all of whose coefficients are nonnegative, positive at every V t, t >= 0, whose positive coordinates
  /// are positive? On the t with a given set of positive entries it is zero or positive throughout: positive when some
  /// monomial has only those variables.
  bool is_positive_leaf(const Pending& cone) const {
    const std::size_t n = step_.columns.size();
    if (n > max_strict_columns) throw LimitExceeded("too many columns for a strict goal");
    WorkLimit::spend(2 * n * cone.form.table().size());
    std::vector<std::uint32_t> supports;
    for (std::size_t m = 0; m < cone.form.table().size(); ++m) {
      if (cone.form.coefficient_sign(m) == 0) continue;
      std::uint32_t support = 0;
      for (std::size_t c = 0; c < n; ++c) support |= cone.form.table().exponent(m, c) > 0 ? 1U << c : 0U;
      supports.push_back(support);
    }
    std::sort(supports.begin(), supports.end());
    supports.erase(std::unique(supports.begin(), supports.end()), supports.end());
    WorkLimit::spend(supports.size() << n);
    for (std::uint32_t face = 0; face < 1U << n; ++face) {
      const bool covered = std::any_of(supports.begin(), supports.end(),
                                       [face](std::uint32_t support) { return (support & ~face) == 0; });
      if (!covered && meets_all_rows(cone.matrix, face)) return false;
    }
    return true;
  }

  /// Can every coordinate that must be positive be positive when exactly the entries of `face` are?
  bool meets_all_rows(const Matrix& matrix, std::uint32_t face) const {
    return std::all_of(positive_.begin(), positive_.end(), [&](std::size_t coordinate) {
      for (std::size_t c = 0; c < matrix.size(); ++c)
        if ((face >> c & 1U) != 0 && !zerop(matrix[c][coordinate])) return true;
      return false;
    });
  }

  const Cones& step_;
  const Sequent& sequent_;
  bool strict_ = false;
  bool has_open_ = false;
  std::vector<std::size_t> positive_;  // columns whose variable is known to be positive
  std::vector<Pending> pending_;       // a stack: the cone of the next node on top
  std::size_t next_ = 0;
  std::size_t words_ = 0;  // memory of all that is pending, cited or open
  std::map<std::size_t, std::optional<Cited>> cited_;
  std::vector<Cited*> unfinished_;  // outermost first
  std::vector<Sequent> remaining_;
};

}  // namespace

Outcome apply(const Cones& step, const Sequent& sequent) { return TreeWalk(step, sequent).run(); }

}  // namespace geq::proofs
