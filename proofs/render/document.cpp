// SPDX-License-Identifier: GPL-3.0-or-later
#include "proofs/render/document.hpp"

#include <stdexcept>

#include "proofs/render/abbreviations.hpp"
#include "proofs/render/equality.hpp"
#include "proofs/render/narrator.hpp"
#include "proofs/render/values.hpp"

namespace geq::render {

namespace {

bool ends_sentence(const Paragraph& paragraph) {
  if (paragraph.empty()) return false;
  const auto* words = std::get_if<std::string>(&paragraph.runs.back());
  return words != nullptr && (words->ends_with(".") || words->ends_with("\xE3\x80\x82"));
}

class Composer {
 public:
  Composer(const Report& report, Language language) : report_(report) {
    result_.language = language;
    result_.verdict = report.verdict;
    result_.words = phrases(language);
    result_.name_style = style_for(report.statement.variables);
    result_.summary = summary_line(report, language);
  }

  Document compose() {
    result_.domain = in(Stated{domain_of(report_.statement)});
    for (const proofs::Chain& goal : report_.statement.goals) {
      Formula written(goal.links.at(0));
      for (std::size_t i = 0; i < goal.comparisons.size(); ++i)
        written << Formula(symbol_of(goal.comparisons[i])) << Formula(goal.links.at(i + 1));
      result_.goals.push_back(std::move(written));
    }
    switch (report_.verdict) {
      case Verdict::proved:
        proved();
        break;
      case Verdict::refuted:
        refuted();
        break;
      case Verdict::undecided:
        for (const Attempt& attempt : report_.attempts)
          add(Entry::Role::attempt, 0, in(Tried{attempt.method, attempt.outcome}));
        break;
    }
    for (const std::string& note : report_.notes) add(Entry::Role::note, 0, in(Note{note}));
    for (Entry& entry : appendix_) result_.entries.push_back(std::move(entry));
    return std::move(result_);
  }

 private:
  Paragraph in(const Sentence& sentence) const { return in_language(sentence, result_.language); }

  Paragraph joined(const std::vector<Sentence>& sentences) const {
    Paragraph result;
    for (const Sentence& sentence : sentences) {
      if (!result.empty()) result << result_.words.between_sentences;
      result << in(sentence);
    }
    return result;
  }

  Entry& add(Entry::Role role, std::size_t depth, Paragraph paragraph) {
    result_.entries.push_back({role, depth, {}, {}, std::move(paragraph), {}, {}});
    return result_.entries.back();
  }

  void add_items(const std::vector<Item>& items, std::size_t depth) {
    for (const Item& item : items) {
      Entry& entry = add(Entry::Role::step, depth, joined(item.sentences));
      entry.label = std::to_string(++number_) + ".";
      entry.rule = item.rule;
      for (const Branch& branch : item.branches) {
        if (branch.heading.empty()) {
          add_items(branch.items, depth + 1);
          continue;
        }
        Paragraph heading = joined(branch.heading);
        if (!branch.items.empty() && !ends_sentence(heading)) heading << result_.words.heading_end;
        add(Entry::Role::branch, depth + 1, std::move(heading));
        add_items(branch.items, depth + 2);
      }
      if (!item.closing.empty()) add(Entry::Role::closing, depth, joined(item.closing));
    }
  }

  /// The steps of a claim, after the names of what comes again and again in them.
  void add_steps(const std::vector<Item>& items) {
    const std::size_t start = result_.entries.size();
    add_items(items, 0);
    std::vector<Paragraph*> paragraphs;
    for (std::size_t i = start; i < result_.entries.size(); ++i) paragraphs.push_back(&result_.entries[i].paragraph);
    const std::vector<Formula> definitions = abbreviate(paragraphs, report_.statement.variables);
    if (definitions.empty()) return;
    const auto place = result_.entries.begin() + static_cast<std::ptrdiff_t>(start);
    result_.entries.insert(place, {Entry::Role::opening, 0, {}, {}, in(Abbreviated{definitions}), {}, {}});
  }

  void proved() {
    if (!report_.certificate) return;
    const auto* proof = std::get_if<proofs::Proof>(&*report_.certificate);
    if (proof == nullptr) throw std::invalid_argument("report: a proved statement needs a proof");
    const Trace trace = replay(report_.statement, *proof);
    const Narrative narrative = narrate(report_.statement, trace);
    for (std::size_t i = 0; i < narrative.claims.size(); ++i) {
      const Claim& claim = narrative.claims[i];
      Opening opening = claim.opening;
      add(Entry::Role::opening, 0, in(opening));
      add_steps(claim.items);
      if (const auto equality = equality_of(report_.statement, trace, i))
        add(Entry::Role::equality, 0, in(describe(*equality, claim.name)));
    }
    std::size_t printed = 0, left_out = 0;
    for (const LongSum& sum : narrative.long_sums) {
      if (printed + sum.folded.terms > max_printed_terms) {
        left_out += sum.folded.terms;
        continue;
      }
      printed += sum.folded.terms;
      appendix_.push_back({Entry::Role::long_sum,
                           0,
                           {},
                           {},
                           in(WrittenOut{named(sum.name), sum.folded}),
                           relation(named(sum.name), Symbol::equal, Formula(sum.term)),
                           {}});
    }
    if (left_out > 0) appendix_.push_back({Entry::Role::left_out, 0, {}, {}, in(LeftOut{left_out}), {}, {}});
    for (const ConeTable& table : narrative.tables)
      appendix_.push_back({Entry::Role::matrices,
                           0,
                           {},
                           {},
                           in(MatricesListed{table.matrices.size(), names_list(table.columns)}),
                           {},
                           table.matrices});
  }

  void refuted() {
    if (!report_.certificate) return;
    const auto* refutation = std::get_if<proofs::Refutation>(&*report_.certificate);
    if (refutation == nullptr) throw std::invalid_argument("report: a refuted statement needs a point");
    for (const Sentence& sentence : counterexample(report_.statement, *refutation))
      add(Entry::Role::counterexample, 0, in(sentence));
    if (!refutation->steps.empty()) refuted_by_steps(*refutation);
  }

  /// That what stands in the goals exists; then the goals, supposed to hold, lead to a contradiction.
  void refuted_by_steps(const proofs::Refutation& refutation) {
    const Trace trace = replay(report_.statement, refutation);
    const Narrative narrative = narrate_against(report_.statement, trace);
    for (std::size_t i = 0; i < narrative.claims.size(); ++i) {
      const std::vector<proofs::Fact>& facts = trace.nodes[trace.roots[i]].before.facts;
      std::vector<Formula> supposed;
      for (std::size_t k = i; k < facts.size(); ++k) supposed.push_back(as_relation(facts[k]));
      const bool last = i + 1 == narrative.claims.size();
      add(Entry::Role::opening, 0, last ? in(LookForContradiction{listed(supposed)}) : in(narrative.claims[i].opening));
      add_steps(narrative.claims[i].items);
    }
  }

  const Report& report_;
  Document result_;
  std::vector<Entry> appendix_;
  std::size_t number_ = 0;
};

}  // namespace

Document compose(const Report& report, Language language) { return Composer(report, language).compose(); }

}  // namespace geq::render
