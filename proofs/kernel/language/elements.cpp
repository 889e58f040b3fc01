// SPDX-License-Identifier: GPL-3.0-or-later
#include "proofs/kernel/language/elements.hpp"

#include <algorithm>
#include <utility>

#include "proofs/kernel/language/printer.hpp"
#include "proofs/kernel/lowering.hpp"
#include "proofs/kernel/normal_form.hpp"
#include "proofs/kernel/work.hpp"

namespace geq::proofs {

namespace {

constexpr std::size_t most_ranges = 6;
constexpr std::uint64_t most_work = 10'000'000;  // for one element
constexpr std::uint64_t most_work_of_all = 1'000'000'000;

std::optional<Rational> difference(const Term& left, const Term& right) {
  return (normal_form(left) - normal_form(right)).constant();
}

Term with(const Term& term, const std::string& index, const Term& value) {
  return substitute(term, [&](const std::string& name) { return name == index ? value : Term::variable(name); });
}

/// "x has n elements, and n + 1 is beyond them".
std::string beyond(const WrittenElement& element) {
  const bool one = element.length == Term::number(1);
  return element.name + " has " + to_text(element.length) + (one ? " element, and " : " elements, and ") +
         to_text(element.index) + " is beyond " + (one ? "it" : "them");
}

/// The places of an element, with the indices of its ranges at their ends.
class Places {
 public:
  Places(const WrittenElement& element, const std::vector<Term>& given)
      : element_(element), length_(lowered_number(element.length)), given_(given) {}

  /// The first complaint about the index, with the ranges from `next` on still to be gone into.
  std::optional<std::string> complaint(const Term& index, std::vector<Range> ranges, std::size_t next) {
    if (next == ranges.size()) return complaint(index);
    const Range range = ranges[next];
    const auto width = difference(range.upper, range.lower);
    if (width && *width < 0) return {};
    std::vector<Term> ends{range.lower};
    const bool matters = mentions(index, range.index) || std::any_of(ranges.begin(), ranges.end(), [&](const Range& r) {
                           return mentions(r.lower, range.index) || mentions(r.upper, range.index);
                         });
    if (matters && range.upper != range.lower) ends.push_back(range.upper);
    for (const Term& end : ends) {
      std::vector<Range> inner = ranges;
      for (Range& r : inner) {
        r.lower = with(r.lower, range.index, end);
        r.upper = with(r.upper, range.index, end);
      }
      const bool named = mentions(element_.index, range.index);
      if (named) values_.emplace_back(range.index, end);
      if (auto found = complaint(with(index, range.index, end), std::move(inner), next + 1)) return found;
      if (named) values_.pop_back();
    }
    return {};
  }

 private:
  bool is_given(const Term& index) const {
    return std::any_of(given_.begin(), given_.end(), [&](const Term& element) {
      return element.arguments()[0] == element_.sequence &&
             difference(index, lowered_number(element.arguments()[1])) == Rational(0);
    });
  }

  std::optional<std::string> complaint(const Term& index) const {
    auto found = fault(index);
    return found && is_given(index) ? std::nullopt : found;
  }

  std::optional<std::string> fault(const Term& index) const {
    const auto value = normal_form(index).constant();
    if (value && cln::denominator(*value) != 1) return "an index is an integer" + place();
    const std::string written = to_text(element_.index);
    if (value && *value < 1)
      return "indices begin at 1" + (written == to_text(index) ? "" : ", and " + written + " is below it") + place();
    const auto excess = difference(index, length_);
    if (excess && *excess > 0) return beyond(element_) + place();
    return {};
  }

  /// " for i = n, j = 1".
  std::string place() const {
    std::string text;
    for (const auto& [name, value] : values_) text += (text.empty() ? " for " : ", ") + name + " = " + to_text(value);
    return text;
  }

  const WrittenElement& element_;
  const Term length_;
  const std::vector<Term>& given_;
  std::vector<std::pair<std::string, Term>> values_;  ///< of the indices that the index names
};

}  // namespace

std::vector<Term> given_elements(const std::vector<Assumption>& assumptions) {
  std::vector<Term> result;
  for (const Assumption& assumption : assumptions) {
    const auto is_equation = [](Comparison comparison) { return comparison == Comparison::equal; };
    const auto& signs = assumption.comparisons;
    if (!assumption.ranges.empty() || !std::all_of(signs.begin(), signs.end(), is_equation)) continue;
    std::copy_if(assumption.links.begin(), assumption.links.end(), std::back_inserter(result),
                 [](const Term& link) { return link.op() == Operator::element; });
  }
  return result;
}

namespace {

std::optional<std::string> index_error(const WrittenElement& element, const std::vector<Term>& given) try {
  if (element.ranges.size() > most_ranges) return {};
  const WorkLimit limit(most_work);
  std::vector<Range> ranges = element.ranges;
  for (Range& range : ranges) {
    range.lower = lowered_number(range.lower);
    range.upper = lowered_number(range.upper);
  }
  return Places(element, given).complaint(lowered_number(element.index), std::move(ranges), 0);
} catch (const LimitExceeded&) {
  return {};
} catch (const ShapeError&) {
  return {};  // An index that is no number is found where the relation is read.
}

}  // namespace

std::optional<IndexError> first_index_error(const std::vector<WrittenElement>& elements,
                                            const std::vector<Term>& given) {
  const WorkLimit limit(most_work_of_all);
  for (const WrittenElement& element : elements)
    if (auto message = index_error(element, given)) return IndexError{element.offset, std::move(*message)};
  return {};
}

}  // namespace geq::proofs
