// SPDX-License-Identifier: GPL-3.0-or-later
#include "proofs/render/abbreviations.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <set>

namespace geq::render {

using proofs::Operator;
using proofs::Term;

namespace {

constexpr std::size_t max_parameters = 2;

bool may_get_a_name(Operator op) {
  switch (op) {
    case Operator::root:
    case Operator::abs:
    case Operator::min:
    case Operator::max:
    case Operator::exp:
    case Operator::log:
    case Operator::sum_over:
    case Operator::product_over:
    case Operator::max_over:
    case Operator::min_over:
    case Operator::integral:
    case Operator::limit:
      return true;
    default:
      return false;
  }
}

/// A term with its indices from outside replaced by parameters "#0", "#1".
struct Pattern {
  Term term;
  std::vector<Term> parameters;  ///< index terms of the place where the term stands, in order of appearance
};

/// The term without the `under` binders around it; none if it has one of their variables.
std::optional<Term> taken_out(const Term& term, std::size_t under) {
  if (term.op() == Operator::bound) {
    const std::size_t outside = proofs::bound_index(term);
    return outside < under ? std::nullopt : std::optional(Term::bound(outside - under));
  }
  std::vector<Term> arguments;
  for (const Term& argument : term.arguments()) {
    auto moved = taken_out(argument, under);
    if (!moved || is_binder(term.op())) return {};
    arguments.push_back(std::move(*moved));
  }
  return arguments.empty() ? term : with_arguments(term, std::move(arguments));
}

class PatternMaker {
 public:
  explicit PatternMaker(const std::set<std::string>& stated) : stated_(stated) {}

  /// None if more comes from outside than indices.
  std::optional<Pattern> of(const Term& term) {
    parameters_.clear();
    const auto result = mapped(term, 0, false);
    if (!result) return {};
    return Pattern{*result, parameters_};
  }

  /// The indices stand for themselves everywhere.
  bool is_stated(const std::vector<Term>& parameters) const {
    return std::all_of(parameters.begin(), parameters.end(),
                       [&](const Term& parameter) { return of_stated(parameter); });
  }

 private:
  std::optional<Term> mapped(const Term& term, std::size_t under, bool index) {
    if (term.op() == Operator::bound) {
      const std::size_t outside = proofs::bound_index(term);
      return outside < under ? term : parameter(Term::bound(outside - under));
    }
    if (term.op() == Operator::variable) {
      if (stated_.contains(term.name())) return term;
      return index ? parameter(term) : std::nullopt;
    }
    std::vector<Term> arguments;
    for (std::size_t i = 0; i < term.arguments().size(); ++i) {
      const bool body = is_binder(term.op()) && i + 1 == term.arguments().size();
      const bool at_index = index || (term.op() == Operator::element && i == 1) || (is_range(term.op()) && !body);
      const auto whole =
          term.op() == Operator::element && i == 1 ? taken_out(term.arguments()[i], under) : std::nullopt;
      auto argument =
          whole ? parameter(*whole) : mapped(term.arguments()[i], under + (body ? 1 : 0), at_index && !body);
      if (!argument) return {};
      arguments.push_back(std::move(*argument));
    }
    return arguments.empty() ? term : with_arguments(term, std::move(arguments));
  }

  bool of_stated(const Term& term) const {
    if (term.op() == Operator::bound) return false;
    if (term.op() == Operator::variable) return stated_.contains(term.name());
    return std::all_of(term.arguments().begin(), term.arguments().end(), [&](const Term& t) { return of_stated(t); });
  }

  std::optional<Term> parameter(const Term& from) {
    auto place = std::find(parameters_.begin(), parameters_.end(), from);
    if (place == parameters_.end()) {
      if (parameters_.size() == max_parameters) return {};
      place = parameters_.insert(parameters_.end(), from);
    }
    return Term::variable("#" + std::to_string(place - parameters_.begin()));
  }

  const std::set<std::string>& stated_;
  std::vector<Term> parameters_;
};

/// Equal for equal terms, whatever their indices are called.
void write_key(const Term& term, std::string& key) {
  key += std::to_string(static_cast<int>(term.op()));
  if (term.op() == Operator::variable) key += term.name();
  if (term.op() == Operator::number) key += proofs::to_text(term.value());
  key += '(';
  for (const Term& argument : term.arguments()) write_key(argument, key);
  key += ')';
}

std::string key_of(const Term& term) {
  std::string key;
  write_key(term, key);
  return key;
}

/// What the name stands for, as a definition says it.
struct Definition {
  std::string name;
  Term left, right;
};

class Abbreviator {
 public:
  Abbreviator(const std::vector<Paragraph*>& paragraphs, const std::vector<std::string>& stated)
      : stated_(stated.begin(), stated.end()), taken_(stated_), paragraphs_(paragraphs) {}

  std::vector<Formula> run() {
    std::size_t nodes = 0;
    for_each_term([&](Term& term) {
      nodes += term.size();
      take_names(term);
    });
    if (nodes > max_abbreviated_nodes) return {};
    while (definitions_.size() < max_abbreviations && name_one()) continue;
    return in_order();
  }

 private:
  struct Candidate {
    Pattern pattern;  ///< as it was met first
    std::size_t count = 0;
    bool varies = false;  ///< it was met with other parameters too

    std::size_t saved() const {
      const std::size_t shorter = pattern.term.size() - 1 - 2 * pattern.parameters.size();
      return count * shorter - std::min(count * shorter, pattern.term.size());
    }
  };

  template <class Use>
  void for_each_term(const Use& use) {
    for (Paragraph* paragraph : paragraphs_)
      for (auto& run : paragraph->runs)
        if (auto* formula = std::get_if<Formula>(&run))
          for (Piece& piece : formula->pieces) {
            if (auto* term = std::get_if<Term>(&piece)) use(*term);
            if (auto* sum = std::get_if<CyclicSum>(&piece)) use(sum->term);
            if (auto* tuple = std::get_if<Tuple>(&piece))
              for (Term& entry : tuple->entries) use(entry);
          }
  }

  void take_names(const Term& term) {
    if (term.op() == Operator::variable || is_binder(term.op())) taken_.insert(term.name());
    for (const Term& argument : term.arguments()) take_names(argument);
  }

  void count(const Term& term, std::map<std::string, Candidate>& candidates) {
    if (term.size() < least_abbreviated_nodes) return;
    for (const Term& argument : term.arguments()) count(argument, candidates);
    if (!may_get_a_name(term.op())) return;
    if (auto pattern = PatternMaker(stated_).of(term)) {
      const std::string key = key_of(pattern->term);
      Candidate& candidate = candidates.try_emplace(key, Candidate{*pattern}).first->second;
      ++candidate.count;
      candidate.varies = candidate.varies || candidate.pattern.parameters != pattern->parameters;
    }
  }

  /// The candidate that saves most gets a name, everywhere.
  bool name_one() {
    std::map<std::string, Candidate> candidates;
    for_each_term([&](Term& term) { count(term, candidates); });
    for (const Definition& definition : definitions_) count(definition.right, candidates);
    const auto best = std::max_element(candidates.begin(), candidates.end(), [](const auto& a, const auto& b) {
      return a.second.saved() < b.second.saved();
    });
    if (best == candidates.end() || best->second.count < 3 || best->second.saved() < least_saved_nodes) return false;
    const auto name = fresh_name();
    if (!name) return false;
    const Pattern& pattern = best->second.pattern;
    const bool fixed = !best->second.varies && PatternMaker(stated_).is_stated(pattern.parameters);
    const Use use{best->first, *name, fixed};
    for_each_term([&](Term& term) { term = replaced(term, use); });
    for (Definition& definition : definitions_) definition.right = replaced(definition.right, use);
    const std::vector<Term> letters = fixed ? pattern.parameters : fresh_letters(pattern.parameters.size());
    definitions_.push_back({*name, fixed ? Term::variable(*name) : call(*name, letters), with(pattern.term, letters)});
    stated_.insert(*name);
    return true;
  }

  std::optional<std::string> fresh_name() {
    for (const char letter : std::string_view("ABCDHKLMNPQRSUVW"))
      if (taken_.insert(std::string(1, letter)).second) return std::string(1, letter);
    return {};
  }

  static Term call(const std::string& name, const std::vector<Term>& parameters) {
    Term result = Term::variable(name);
    for (const Term& parameter : parameters) result = Term::apply(Operator::element, {result, parameter});
    return result;
  }

  /// Which terms are called by which name.
  struct Use {
    const std::string& key;
    const std::string& name;
    bool fixed;  ///< without parameters
  };

  Term replaced(const Term& term, const Use& use) const {
    if (term.size() < least_abbreviated_nodes) return term;
    if (may_get_a_name(term.op()))
      if (const auto pattern = PatternMaker(stated_).of(term); pattern && key_of(pattern->term) == use.key)
        return use.fixed ? Term::variable(use.name) : call(use.name, pattern->parameters);
    std::vector<Term> arguments;
    for (const Term& argument : term.arguments()) arguments.push_back(replaced(argument, use));
    return with_arguments(term, std::move(arguments));
  }

  std::vector<Term> fresh_letters(std::size_t count) const {
    std::vector<Term> letters;
    for (std::size_t i = 0; letters.size() < count; ++i) {
      const std::string candidate = i < 6 ? std::string(1, "kmlpst"[i]) : "i_" + std::to_string(i);
      if (!stated_.contains(candidate)) letters.push_back(Term::variable(candidate));
    }
    return letters;
  }

  static Term with(const Term& pattern, const std::vector<Term>& parameters) {
    return substitute(pattern, [&](const std::string& variable) {
      return variable[0] == '#' ? parameters.at(std::stoul(variable.substr(1))) : Term::variable(variable);
    });
  }

  std::vector<Formula> in_order() const {
    std::vector<Formula> result;
    std::set<std::string> written;
    const auto write = [&](const auto& self, const Definition& definition) -> void {
      if (!written.insert(definition.name).second) return;
      for (const Definition& other : definitions_)
        if (mentions(definition.right, other.name)) self(self, other);
      result.push_back(relation(Formula(definition.left), Symbol::equal, Formula(definition.right)));
    };
    for (const Definition& definition : definitions_) write(write, definition);
    return result;
  }

  std::set<std::string> stated_;  // and the names given here
  std::set<std::string> taken_;
  const std::vector<Paragraph*>& paragraphs_;
  std::vector<Definition> definitions_;
};

}  // namespace

std::vector<Formula> abbreviate(const std::vector<Paragraph*>& paragraphs, const std::vector<std::string>& stated) {
  return Abbreviator(paragraphs, stated).run();
}

}  // namespace geq::render
