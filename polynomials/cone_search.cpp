// SPDX-License-Identifier: GPL-3.0-or-later
#include "polynomials/cone_search.hpp"

#include <algorithm>
#include <array>
#include <deque>
#include <iterator>
#include <memory>
#include <numeric>
#include <optional>
#include <stdexcept>
#include <utility>

#include "polynomials/column_symmetry.hpp"
#include "polynomials/cone_expansion.hpp"
#include "polynomials/cone_graph.hpp"
#include "polynomials/near_minimiser.hpp"
#include "polynomials/repeat_index.hpp"

namespace geq::polynomials {

namespace {

constexpr std::size_t slab_size = 1024;  ///< cones expanded between two looks at the budgets
constexpr std::size_t zero_search_cones = 1'000;
constexpr std::size_t stall_sample = 1000;

struct FrontierCone {
  ConeGraph::Cone cone;
  ConeState state;
  /// False below a cone that repeats one above it: there the search may run in circles, and looking for repeats would
  /// only find the same circle again and again.
  bool may_repeat = true;
};

class Search {
 public:
  Search(const Polynomial& polynomial, const SearchOptions& options)
      : polynomial_(polynomial),
        options_(options),
        root_(polynomial),
        table_(*root_.table()),
        graph_(root_.variables()),
        workers_(options.threads) {}

  OrthantAnswer run() {
    std::optional<OrthantAnswer> answer;
    workers_.keep_together([&] { answer = decide(); });
    return std::move(*answer);
  }

 private:
  OrthantAnswer decide() {
    statistics_.cones = 1;
    if (const std::optional<std::size_t> vertex = root_.negative_vertex()) {
      return refuted(identity_columns(root_.variables())[*vertex]);
    }
    if (root_.all_nonnegative()) {
      graph_.settle(ConeGraph::root);
      statistics_.leaves = 1;
      return settled(graph_.emit(0).tree);
    }
    keep(ConeGraph::root, root_.polar_coefficients());
    frontier_.push_back({ConeGraph::root, initial_state(options_.policy, root_.variables(), unordered_mask())});
    if (options_.merge_repeats) {
      index_.insert(order_free_hash(table_, form_of(ConeGraph::root)), ConeGraph::root);
    }
    while (true) {
      while (!frontier_.empty()) {
        if (std::optional<OrthantAnswer> answer = expand_level()) return std::move(*answer);
      }
      if (!finished_rounds_.empty()) return undecided(ExhaustedBudget::rounds);
      ConeGraph::Emission emission = graph_.emit(graph_.size());
      if (emission.circular.empty()) return settled(std::move(emission.tree));
      for (const ConeGraph::Cone cone : emission.circular) reopen(cone);
    }
  }

  std::uint64_t unordered_mask() const {
    std::uint64_t mask = 0;
    for (const std::size_t k : options_.unordered) mask |= std::uint64_t{1} << k;
    return mask;
  }

  const CoefficientArray& form_of(ConeGraph::Cone cone) const { return forms_[form_slots_[cone]]; }

  void keep(ConeGraph::Cone cone, CoefficientArray form) {
    if (form_slots_.size() <= cone) form_slots_.resize(cone + std::size_t{1}, no_form);
    form_slots_[cone] = static_cast<std::uint32_t>(forms_.size());
    form_bytes_ += form.bytes();
    forms_.push_back(std::move(form));
  }

  /// Part of a level that was expanded and not yet joined.
  struct Slab {
    std::span<const FrontierCone> cones;
    std::vector<Expansion> expansions;  // may be longer

    std::size_t children() const {
      std::size_t count = 0;
      for (std::size_t i = 0; i < cones.size(); ++i) count += expansions[i].outcome.children.size();
      return count;
    }
  };

  void join(Slab& slab) {
    for (std::size_t i = 0; i < slab.cones.size(); ++i) join(slab.cones[i], slab.expansions[i]);
    slab.cones = {};
  }

  /// Expands the frontier slab by slab, joining one while the next is expanded; an answer when the search ends here.
  /// Budgets are looked at between slabs, so that they do not depend on the number of threads.
  std::optional<OrthantAnswer> expand_level() {
    std::vector<FrontierCone> level = std::exchange(frontier_, {});
    std::vector<FrontierCone> active;
    for (FrontierCone& cone : level) {
      const bool finished = cone.state.round >= options_.budget.rounds;
      (finished ? finished_rounds_ : active).push_back(std::move(cone));
    }
    Slab& done = slabs_[0];
    Slab& next = slabs_[1];
    for (std::size_t start = 0; start < active.size();) {
      const std::size_t length = std::min({slab_size, active.size() - start, room_after(done)});
      const bool too_many_bytes = bytes_used() > options_.budget.bytes;
      if (length == 0 || too_many_bytes) {
        join(done);
        return undecided_with(active, start, length == 0 ? ExhaustedBudget::cones : ExhaustedBudget::bytes);
      }
      next.cones = std::span(active).subspan(start, length);
      if (!expand(next, done)) {
        const bool cancelled = options_.budget.stop.is_cancelled();
        return undecided_with(active, start, cancelled ? ExhaustedBudget::cancelled : ExhaustedBudget::deadline);
      }
      for (std::size_t i = 0; i < length; ++i) {
        const Expansion& expansion = next.expansions[i];
        if (expansion.outcome.vertex_sign < 0) return refuted(new_vertex(next.cones[i].cone, expansion.weights));
      }
      std::swap(done, next);
      start += length;
    }
    join(done);
    return std::nullopt;
  }

  /// False when stopped; `done` is joined in any case.
  bool expand(Slab& next, Slab& done) {
    std::vector<WaitingCone> waiting;
    for (const FrontierCone& cone : next.cones) waiting.push_back({&form_of(cone.cone), &cone.state});
    const Workers::Request request{options_.policy, table_, options_.budget.stop, options_.merge_repeats};
    return workers_.expand(waiting, request, next.expansions, [&] { join(done); });
  }

  std::size_t room_after(const Slab& pending) const {
    const std::size_t cones = graph_.size() + pending.children();
    const std::size_t most = std::min(options_.budget.cones, ConeGraph::largest_size);
    const std::size_t left = most - std::min(most, cones);
    return left / root_.variables();
  }

  std::size_t bytes_used() const {
    const std::size_t states = frontier_.size() * (sizeof(FrontierCone) + 8 * (table_.variables() + 1));
    return form_bytes_ + graph_.bytes() + index_.bytes() + 4 * form_slots_.size() + states;
  }

  /// Enters the children of one cone into the graph, in order.
  void join(const FrontierCone& parent, Expansion& expansion) {
    const SplitOutcome& outcome = expansion.outcome;
    const ConeGraph::Cone first = graph_.split(parent.cone, expansion.weights, outcome.vertex_sign == 0);
    statistics_.cones += outcome.children.size();
    statistics_.depth = std::max(statistics_.depth, graph_.depth_of(first));
    if (!options_.merge_repeats) forms_[form_slots_[parent.cone]] = {};
    for (std::size_t c = 0; c < outcome.children.size(); ++c) {
      const auto cone = static_cast<ConeGraph::Cone>(first + c);
      SplitChild& child = expansion.outcome.children[c];
      if (child.nonnegative) {
        graph_.settle(cone);
        ++statistics_.leaves;
        continue;
      }
      FrontierCone next{cone, std::move(expansion.states[c]), options_.merge_repeats && parent.may_repeat};
      if (next.may_repeat && merge(next, child.form, expansion.hashes[c])) continue;
      keep(cone, std::move(child.form));
      if (next.may_repeat) index_.insert(expansion.hashes[c], cone);
      frontier_.push_back(std::move(next));
    }
  }

  /// Whether an earlier cone with the same form stands for this one. Not when that is above it: see `may_repeat`.
  bool merge(FrontierCone& next, const CoefficientArray& form, std::uint64_t hash) {
    return index_.find(hash, [&](ConeGraph::Cone earlier) {
      const std::optional<std::vector<std::size_t>> columns = matching_columns(table_, form, form_of(earlier));
      if (!columns) return false;
      if (graph_.is_above(earlier, next.cone)) {
        next.may_repeat = false;
        return false;
      }
      graph_.repeat(next.cone, earlier, *columns);
      merged_.push_back(std::move(next));
      ++statistics_.repeated;
      return true;
    });
  }

  /// A repeat that would make the tree circular is expanded after all.
  void reopen(ConeGraph::Cone cone) {
    const ConeGraph::Repeat& repeat = graph_.repeat_of(cone);
    keep(cone, permuted(table_, form_of(repeat.target), {repeat.columns.begin(), repeat.columns.end()}));
    graph_.reopen(cone);
    --statistics_.repeated;
    const auto kept = std::find_if(merged_.begin(), merged_.end(), [&](const auto& m) { return m.cone == cone; });
    frontier_.push_back({cone, kept->state, false});
  }

  std::vector<Integer> new_vertex(ConeGraph::Cone cone, const std::vector<std::uint32_t>& weights) const {
    const auto replaced = std::find_if(weights.begin(), weights.end(), [](std::uint32_t w) { return w > 0; });
    const auto column = static_cast<std::size_t>(replaced - weights.begin());
    return child_columns(graph_.columns_of(cone), weights, column)[column];
  }

  OrthantAnswer refuted(const std::vector<Integer>& vertex) const {
    std::vector<Integer> point = primitive_vector(vertex);
    const Rational value = polynomial_.evaluate(std::vector<Rational>(point.begin(), point.end()));
    // Two computations of the same sign; if they ever disagree the search is broken, and it must not say so silently.
    if (value.sign() >= 0) throw std::logic_error("decide_on_orthant: the refuting value is not negative");
    return NegativeAt{std::move(point), value, statistics_};
  }

  OrthantAnswer settled(ConeTree tree) const {
    std::vector<std::vector<Integer>> zeros = graph_.zero_vertices(zero_search_cones);
    const ConeColumns units = identity_columns(root_.variables());
    for (std::size_t k = 0; k < units.size(); ++k) {
      if (root_.polar_coefficients().sign_at(table_.vertex(k)) == 0) zeros.push_back(units[k]);
    }
    std::sort(zeros.begin(), zeros.end());
    zeros.erase(std::unique(zeros.begin(), zeros.end()), zeros.end());
    return NonnegativeOnOrthant{std::move(tree), std::move(zeros), statistics_};
  }

  /// With the cones of this level that were not expanded before those of the next.
  OrthantAnswer undecided_with(std::vector<FrontierCone>& level, std::size_t expanded, ExhaustedBudget budget) {
    level.erase(level.begin(), level.begin() + static_cast<std::ptrdiff_t>(expanded));
    level.insert(level.end(), std::make_move_iterator(frontier_.begin()), std::make_move_iterator(frontier_.end()));
    frontier_ = std::move(level);
    return undecided(budget);
  }

  OrthantAnswer undecided(ExhaustedBudget budget) {
    frontier_.insert(frontier_.end(), finished_rounds_.begin(), finished_rounds_.end());
    const bool whole = budget == ExhaustedBudget::rounds;
    const std::size_t depth = whole ? graph_.size() : graph_.depth_with_at_most(options_.partial_tree_nodes);
    return Undecided{budget, frontier_.size(), graph_.emit(depth).tree, statistics_, stall_point()};
  }

  /// The control point of the most negative polar coefficient of a deepest open cone.
  std::vector<double> stall_point() const {
    const FrontierCone* deepest = nullptr;
    for (const FrontierCone& cone : std::span(frontier_).first(std::min(stall_sample, frontier_.size()))) {
      if (deepest == nullptr || cone.state.depth > deepest->state.depth) deepest = &cone;
    }
    if (deepest == nullptr) return {};
    const std::span<const std::uint16_t> a = table_.exponents(most_negative_entry(form_of(deepest->cone)));
    const std::vector<std::vector<double>> columns = graph_.rounded_columns_of(deepest->cone);
    std::vector<double> point(root_.variables(), 0.0);
    for (std::size_t k = 0; k < columns.size(); ++k) {
      for (std::size_t row = 0; row < point.size(); ++row) point[row] += a[k] * columns[k][row];
    }
    const double total = std::accumulate(point.begin(), point.end(), 0.0);
    for (double& x : point) x /= total > 0.0 ? total : 1.0;
    return point;
  }

  static constexpr std::uint32_t no_form = std::numeric_limits<std::uint32_t>::max();

  const Polynomial& polynomial_;
  const SearchOptions& options_;
  Form root_;
  const ShiftTable& table_;
  ConeGraph graph_;
  Workers workers_;
  RepeatIndex index_;
  std::deque<CoefficientArray> forms_;     // a deque: growing it moves none while others are read
  std::vector<std::uint32_t> form_slots_;  // by cone
  std::vector<FrontierCone> frontier_;
  std::vector<FrontierCone> finished_rounds_;
  std::vector<FrontierCone> merged_;
  std::array<Slab, 2> slabs_;
  std::size_t form_bytes_ = 0;
  SearchStatistics statistics_;
};

void check_options(const Polynomial& form, const SearchOptions& options) {
  std::vector<std::size_t> columns = options.unordered;
  std::sort(columns.begin(), columns.end());
  const bool repeated = std::adjacent_find(columns.begin(), columns.end()) != columns.end();
  if (repeated || (!columns.empty() && columns.back() >= form.variables())) {
    throw std::invalid_argument("decide_on_orthant: wrong list of unordered variables");
  }
}

}  // namespace

OrthantAnswer decide_on_orthant(const Polynomial& form, const SearchOptions& options) {
  check_options(form, options);
  return Search(form, options).run();
}

OrthantAnswer classical_orders(const Polynomial& form, const std::vector<std::size_t>& unordered,
                               const SearchBudget& budget) {
  SearchOptions options;
  options.unordered = unordered;
  options.budget = budget;
  options.budget.rounds = 1;
  return decide_on_orthant(form, options);
}

}  // namespace geq::polynomials
