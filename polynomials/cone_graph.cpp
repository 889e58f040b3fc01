// SPDX-License-Identifier: GPL-3.0-or-later
#include "polynomials/cone_graph.hpp"

#include <algorithm>
#include <array>
#include <numeric>
#include <unordered_map>
#include <utility>

namespace geq::polynomials {

ConeGraph::Cone ConeGraph::split(Cone cone, const std::vector<std::uint32_t>& weights, bool zero_vertex) {
  const auto first = static_cast<Cone>(records_.size());
  records_[cone].kind = Kind::split;
  records_[cone].link = first;
  records_[cone].weights = static_cast<std::uint32_t>(weights_.size() / variables_);
  records_[cone].zero_vertex = zero_vertex;
  weights_.insert(weights_.end(), weights.begin(), weights.end());
  const std::uint32_t depth = records_[cone].depth + 1;
  for (std::size_t k = 0; k < variables_; ++k) {
    if (weights[k] == 0) continue;
    Record child;
    child.parent = cone;
    child.depth = depth;
    child.column = static_cast<std::uint8_t>(k);
    records_.push_back(child);
  }
  return first;
}

void ConeGraph::repeat(Cone cone, Cone target, const std::vector<std::size_t>& columns) {
  records_[cone].kind = Kind::same;
  records_[cone].link = static_cast<std::uint32_t>(repeats_.size());
  repeats_.push_back({target, {columns.begin(), columns.end()}});
}

bool ConeGraph::is_above(Cone above, Cone below) const noexcept {
  while (records_[below].depth > records_[above].depth) below = records_[below].parent;
  return above == below;
}

std::size_t ConeGraph::bytes() const noexcept {
  return records_.size() * sizeof(Record) + weights_.size() * sizeof(std::uint32_t) +
         repeats_.size() * (sizeof(Repeat) + variables_);
}

std::span<const std::uint32_t> ConeGraph::weights_of(const Record& record) const {
  return {weights_.data() + std::size_t{record.weights} * variables_, variables_};
}

std::vector<ConeGraph::Cone> ConeGraph::path_to(Cone cone) const {
  std::vector<Cone> path;
  for (; cone != root; cone = records_[cone].parent) path.push_back(cone);
  std::reverse(path.begin(), path.end());
  return path;
}

ConeColumns ConeGraph::columns_of(Cone cone) const {
  ConeColumns columns = identity_columns(variables_);
  for (const Cone step : path_to(cone)) {
    const Record& record = records_[step];
    columns = child_columns(columns, weights_of(records_[record.parent]), record.column);
  }
  return columns;
}

std::vector<std::vector<double>> ConeGraph::rounded_columns_of(Cone cone) const {
  constexpr double too_large = 1e200;
  std::vector<std::vector<double>> columns(variables_, std::vector<double>(variables_, 0.0));
  for (std::size_t k = 0; k < variables_; ++k) columns[k][k] = 1.0;
  for (const Cone step : path_to(cone)) {
    const Record& record = records_[step];
    const std::span<const std::uint32_t> weights = weights_of(records_[record.parent]);
    std::vector<double> sum(variables_, 0.0);
    double largest = 0.0;
    for (std::size_t k = 0; k < variables_; ++k) {
      for (std::size_t row = 0; row < variables_; ++row) sum[row] += weights[k] * columns[k][row];
    }
    for (const double x : sum) largest = std::max(largest, x);
    columns[record.column] = std::move(sum);
    if (largest < too_large) continue;
    for (std::vector<double>& column : columns) {
      for (double& x : column) x /= largest;
    }
  }
  return columns;
}

std::size_t ConeGraph::depth_with_at_most(std::size_t nodes) const {
  std::vector<std::size_t> per_depth;
  for (const Record& record : records_) {
    if (record.depth >= per_depth.size()) per_depth.resize(record.depth + std::size_t{1});
    ++per_depth[record.depth];
  }
  std::size_t total = 0;
  for (std::size_t depth = 0; depth < per_depth.size(); ++depth) {
    total += per_depth[depth];
    if (total > nodes) return depth == 0 ? 0 : depth - 1;
  }
  return per_depth.size();
}

/// Depth-first over the graph. `columns[j]` of a frame is the emitted column that plays the part of column j.
class ConeGraph::Emitter {
 public:
  Emitter(const ConeGraph& graph, std::size_t depth_limit) : graph_(graph), depth_limit_(depth_limit) {
    for (const Record& record : graph.records_) {
      if (record.kind == Kind::same) written_.try_emplace(graph.repeats_[record.link].target);
    }
  }

  Emission run() {
    std::vector<std::size_t> identity(graph_.variables_);
    std::iota(identity.begin(), identity.end(), std::size_t{0});
    visit(root, identity);
    while (!path_.empty()) {
      Frame& top = path_.back();
      if (top.next == top.children.size()) {
        close(top.cone);
        path_.pop_back();
        continue;
      }
      const Cone child = top.children[top.next++];
      if (graph_.records_[child].kind == Kind::leaf) {
        result_.tree.nodes.emplace_back(Leaf{});
      } else {
        visit(child, Columns(top.columns));
      }
    }
    std::vector<Cone>& circular = result_.circular;
    std::sort(circular.begin(), circular.end());
    circular.erase(std::unique(circular.begin(), circular.end()), circular.end());
    return std::move(result_);
  }

 private:
  using Columns = std::vector<std::size_t>;
  struct Frame {
    Cone cone;
    Cone asked;  // the repeat through which it was reached, or itself
    Columns columns;
    std::vector<Cone> children;  // in the order of the emitted columns
    std::size_t next = 0;
  };
  /// A cone that repeats refer to: where it was written, and with which columns.
  struct Written {
    std::size_t node = 0;
    Columns columns;
    bool started = false;
    bool complete = false;
  };

  void close(Cone cone) {
    if (const auto written = written_.find(cone); written != written_.end()) written->second.complete = true;
  }

  void visit(Cone cone, Columns columns) {
    const Cone asked = cone;
    if (graph_.records_[cone].kind == Kind::same) {
      const Repeat& repeat = graph_.repeat_of(cone);
      Columns through(columns.size());
      for (std::size_t j = 0; j < through.size(); ++j) through[j] = columns[repeat.columns[j]];
      columns = std::move(through);
      cone = repeat.target;
    }
    const Record& record = graph_.records_[cone];
    const auto written = written_.find(cone);
    if (record.kind != Kind::leaf && written != written_.end() && written->second.started) {
      refer(asked, written->second, columns);
      return;
    }
    if (written != written_.end()) {
      written->second = {result_.tree.nodes.size(), columns, true, record.kind != Kind::split};
    }
    if (record.kind == Kind::leaf) {
      result_.tree.nodes.emplace_back(Leaf{});
    } else if (record.kind == Kind::open || record.depth >= depth_limit_) {
      result_.tree.nodes.emplace_back(Open{});
      close(cone);
    } else {
      expand(cone, asked, std::move(columns));
    }
  }

  /// The repeat to give up when `asked` leads back into a subtree that is being written: itself, or the last one
  /// that was followed to get there.
  Cone culprit(Cone asked) const {
    if (graph_.records_[asked].kind == Kind::same) return asked;
    for (auto frame = path_.rbegin(); frame != path_.rend(); ++frame) {
      if (frame->asked != frame->cone) return frame->asked;
    }
    return asked;
  }

  void refer(Cone asked, const Written& written, const Columns& columns) {
    if (!written.complete) {
      result_.circular.push_back(culprit(asked));
      result_.tree.nodes.emplace_back(Open{});
      return;
    }
    Same same{written.node, Columns(columns.size())};
    for (std::size_t j = 0; j < columns.size(); ++j) same.columns[written.columns[j]] = columns[j];
    result_.tree.nodes.emplace_back(std::move(same));
  }

  void expand(Cone cone, Cone asked, Columns columns) {
    const Record& record = graph_.records_[cone];
    const std::span<const std::uint32_t> weights = graph_.weights_of(record);
    Split split{std::vector<std::uint32_t>(weights.size(), 0)};
    std::array<Cone, ShiftTable::largest_variables> child_at{};
    Cone child = record.link;
    for (std::size_t k = 0; k < weights.size(); ++k) {
      if (weights[k] == 0) continue;
      split.weights[columns[k]] = weights[k];
      child_at[columns[k]] = child++;
    }
    Frame frame{cone, asked, std::move(columns), {}};
    frame.children.reserve(child - record.link);
    for (std::size_t column = 0; column < split.weights.size(); ++column) {
      if (split.weights[column] > 0) frame.children.push_back(child_at[column]);
    }
    result_.tree.nodes.emplace_back(std::move(split));
    path_.push_back(std::move(frame));
  }

  const ConeGraph& graph_;
  std::size_t depth_limit_;
  std::unordered_map<Cone, Written> written_;  // looked up only, never listed
  std::vector<Frame> path_;
  Emission result_;
};

ConeGraph::Emission ConeGraph::emit(std::size_t depth_limit) const { return Emitter(*this, depth_limit).run(); }

std::vector<Integer> primitive_vector(std::vector<Integer> vector) {
  Integer content;
  for (const Integer& entry : vector) content = gcd(content, entry);
  if (content.is_zero() || content.is_one()) return vector;
  for (Integer& entry : vector) entry = entry.divided_by(content).value_or(entry);
  return vector;
}

std::vector<bool> ConeGraph::leads_to_zero_vertex() const {
  std::vector<bool> result(records_.size(), false);
  const bool any = std::any_of(records_.begin(), records_.end(), [](const Record& r) { return r.zero_vertex; });
  // Children come after their parents. A repeat may lead anywhere.
  for (std::size_t cone = records_.size(); any && cone-- > 1;) {
    const Record& record = records_[cone];
    if (record.zero_vertex || record.kind == Kind::same) result[cone] = true;
    if (result[cone]) result[record.parent] = true;
  }
  return result;
}

std::vector<std::vector<Integer>> ConeGraph::zero_vertices(std::size_t limit) const {
  std::vector<std::vector<Integer>> zeros;
  const std::vector<bool> promising = leads_to_zero_vertex();
  std::vector<std::pair<Cone, ConeColumns>> stack;
  stack.emplace_back(root, identity_columns(variables_));
  for (std::size_t visits = 0; visits < limit && !stack.empty(); ++visits) {
    auto [cone, columns] = std::move(stack.back());
    stack.pop_back();
    if (records_[cone].kind == Kind::same) {
      const Repeat& repeat = repeat_of(cone);
      ConeColumns through(variables_);
      for (std::size_t j = 0; j < variables_; ++j) through[j] = columns[repeat.columns[j]];
      columns = std::move(through);
      cone = repeat.target;
    }
    const Record& record = records_[cone];
    if (record.kind != Kind::split) continue;
    const std::span<const std::uint32_t> weights = weights_of(record);
    std::vector<std::pair<Cone, ConeColumns>> children;
    Cone child = record.link;
    for (std::size_t k = 0; k < variables_; ++k) {
      if (weights[k] > 0) children.emplace_back(child++, child_columns(columns, weights, k));
    }
    if (record.zero_vertex) {
      const std::size_t column = records_[record.link].column;
      zeros.push_back(primitive_vector(children.front().second[column]));
    }
    for (auto& entry : children) {
      if (promising[entry.first]) stack.push_back(std::move(entry));
    }
  }
  std::sort(zeros.begin(), zeros.end());
  zeros.erase(std::unique(zeros.begin(), zeros.end()), zeros.end());
  return zeros;
}

}  // namespace geq::polynomials
