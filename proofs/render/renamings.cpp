// SPDX-License-Identifier: GPL-3.0-or-later
#include "proofs/render/renamings.hpp"

#include <algorithm>
#include <iterator>
#include <optional>

namespace geq::render {

namespace {

bool only_renames(const Item& item) {
  return item.branches.empty() && item.closing.empty() &&
         std::all_of(item.sentences.begin(), item.sentences.end(), [](const Sentence& sentence) {
           return std::holds_alternative<RootKnown>(sentence) || std::holds_alternative<NamedAtom>(sentence) ||
                  std::holds_alternative<Eliminated>(sentence) || std::holds_alternative<Becomes>(sentence);
         });
}

void append(std::vector<Formula>& to, const std::vector<Formula>& more) {
  to.insert(to.end(), more.begin(), more.end());
}

Item joined(const Item* begin, const Item* end) {
  RootKnown known;
  std::vector<Formula> names, signs, equations, solved;
  std::optional<Becomes> last;
  for (const Item* item = begin; item != end; ++item)
    for (const Sentence& sentence : item->sentences) {
      if (const auto* roots = std::get_if<RootKnown>(&sentence)) append(known.facts, roots->facts);
      if (const auto* name = std::get_if<NamedAtom>(&sentence))
        names.push_back(name->equation), append(signs, name->signs);
      if (const auto* value = std::get_if<Eliminated>(&sentence))
        equations.push_back(value->equation), solved.push_back(value->solved);
      if (const auto* goal = std::get_if<Becomes>(&sentence)) last = *goal;
    }
  Item result{begin->rule, {}, {}, {}};
  if (!known.facts.empty()) result.sentences.emplace_back(std::move(known));
  if (!names.empty()) result.sentences.emplace_back(NamedAtom{listed(names), std::move(signs)});
  if (!equations.empty()) result.sentences.emplace_back(Eliminated{listed(equations), listed(solved)});
  if (last) result.sentences.emplace_back(*std::move(last));
  return result;
}

}  // namespace

void join_renamings(std::vector<Item>& items) {
  std::vector<Item> result;
  for (auto at = items.begin(); at != items.end();) {
    const auto end = std::find_if_not(at, items.end(), only_renames);
    if (end - at > 1) {
      result.push_back(joined(&*at, &*at + (end - at)));
      at = end;
    } else {
      result.push_back(std::move(*at++));
    }
  }
  items = std::move(result);
}

}  // namespace geq::render
