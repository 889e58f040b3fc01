// SPDX-License-Identifier: GPL-3.0-or-later
#include "proofs/kernel/subdivision.hpp"

#include <algorithm>

#include "proofs/kernel/limits.hpp"
#include "prover/reductions/functions.hpp"
#include "prover/strategies/few_parts.hpp"
#include "prover/strategies/strategies.hpp"

namespace geq::prover {

using proofs::Box;
using proofs::Operator;
using proofs::Sequent;

namespace {

constexpr std::size_t most_parts = 20000;  // unless less is asked for
// A zero of the goal is never left behind: the search goes down to it at once, and ends here.
constexpr std::size_t greatest_depth = 48;

class Halving {
 public:
  Halving(const Box& whole, const Sequent& sequent, std::size_t most, const Search& search)
      : whole_(whole), sequent_(sequent), most_(most), search_(search) {}

  /// Appends the tree of the part; false when the goal cannot be seen on it.
  bool append(const Box& part, std::size_t depth) {
    if (++parts_ > most_ || search_.is_over()) return false;
    if (is_seen_on(part, sequent_.goal)) {
      tree.emplace_back();
      return true;
    }
    if (depth == greatest_depth) return false;
    const auto widest =
        std::max_element(part.begin(), part.end(), [&](const auto& a, const auto& b) { return share(a) < share(b); });
    if (widest == part.end() || proofs::sign(share(*widest)) == 0) return false;
    tree.push_back(widest->first);
    const auto [lower, upper] = halves(part, widest->first);
    return append(lower, depth + 1) && append(upper, depth + 1);
  }

  std::vector<std::string> tree;

 private:
  /// How much of the whole interval is left in this direction.
  proofs::Rational share(const Box::value_type& side) const {
    const proofs::Enclosure& whole = whole_.at(side.first);
    if (whole.lower == whole.upper) return 0;
    return (side.second.upper - side.second.lower) / (whole.upper - whole.lower);
  }

  const Box& whole_;
  const Sequent& sequent_;
  std::size_t most_;
  const Search& search_;
  std::size_t parts_ = 0;
};

bool is_elementary(const proofs::Atom& atom) {
  return !atom.is_variable() && atom.op() != Operator::quotient && atom.op() != Operator::root &&
         atom.op() != Operator::abs && atom.op() != Operator::min && atom.op() != Operator::max;
}

bool is_root_of_variables(const proofs::Atom& atom) {
  return atom.op() == Operator::root && !atom.arguments()[1].constant();
}

/// Polynomials have better methods, and so have roots once they have been changed.
bool is_worth_enclosing(const Sequent& sequent, const Search& search) {
  const auto functions = functions_in(sequent.goal.polynomial);
  return std::any_of(functions.begin(), functions.end(), is_elementary) ||
         (search.is_at_start() && std::any_of(functions.begin(), functions.end(), is_root_of_variables));
}

}  // namespace

bool is_on_a_box(const Sequent& sequent, const Search& search) {
  try {
    return is_worth_enclosing(sequent, search) && box_of(sequent).has_value();
  } catch (const proofs::LimitExceeded&) {
    return false;
  }
}

std::optional<Steps> subdivision(const Sequent& sequent, const Origin&, Effort, Search& search) {
  return subdivision_within(sequent, most_parts, search);
}

std::optional<Steps> subdivision_within(const Sequent& sequent, std::size_t parts, Search& search) {
  if (sequent.goal.sign == proofs::Sign::zero) return {};
  if (!is_worth_enclosing(sequent, search)) return {};
  try {
    const auto box = box_of(sequent);
    if (!box) return {};
    Halving halving(*box, sequent, parts, search);
    if (!halving.append(*box, 0)) return {};
    proofs::Step step = proofs::Subdivide{std::move(halving.tree)};
    if (!proofs::apply(step, sequent)) return {};
    return Steps{std::move(step)};
  } catch (const proofs::LimitExceeded&) {
    return {};
  }
}

}  // namespace geq::prover
