// SPDX-License-Identifier: GPL-3.0-or-later
#include "prover/embedding/texts.hpp"

#include <algorithm>
#include <optional>
#include <stdexcept>
#include <utility>

#include "prover/embedding/embedded_texts.hpp"
#include "prover/prover.hpp"

namespace geq {
namespace {

std::string_view code(Language language) { return language == Language::chinese ? "zh" : "en"; }

constexpr std::size_t placeholder_size = 3;  // {f}

/// What the placeholders of the phrase stand for; none if the sentence is no instance of it.
std::optional<std::vector<std::pair<std::string_view, std::string_view>>> match(std::string_view sentence,
                                                                                std::string_view phrase) {
  std::vector<std::pair<std::string_view, std::string_view>> result;
  while (true) {
    const std::size_t open = phrase.find('{');
    const std::string_view fixed = phrase.substr(0, open);
    if (!sentence.starts_with(fixed)) return {};
    sentence.remove_prefix(fixed.size());
    if (open == phrase.npos) return sentence.empty() ? std::optional(result) : std::nullopt;
    const std::string_view placeholder = phrase.substr(open, placeholder_size);
    phrase.remove_prefix(open + placeholder_size);
    const std::string_view next = phrase.substr(0, phrase.find('{'));
    const std::size_t end = next.empty() ? sentence.size() : sentence.find(next);
    if (end == sentence.npos) return {};
    result.emplace_back(placeholder, sentence.substr(0, end));
    sentence.remove_prefix(end);
  }
}

}  // namespace

std::vector<MethodText> method_texts(Language language) {
  std::vector<MethodText> texts;
  for (const EmbeddedText& entry : embedded_methods()) {
    if (entry.language != code(language)) continue;
    const std::size_t end = entry.text.find('\n');
    texts.push_back({entry.key, entry.text.substr(0, end), entry.text.substr(end + 1)});
  }
  return texts;
}

std::string_view phrase(std::string_view key, Language language) {
  for (const EmbeddedText& entry : embedded_phrases()) {
    if (entry.key == key && entry.language == code(language)) return entry.text;
  }
  throw std::invalid_argument("phrase: there is no phrase '" + std::string(key) + "'");
}

std::string translated(std::string_view sentence, std::string_view prefix, std::string_view prefix_of_parts,
                       Language language) {
  for (const EmbeddedText& entry : embedded_phrases()) {
    if (entry.language != code(Language::english) || !entry.key.starts_with(prefix)) continue;
    const auto parts = match(sentence, entry.text);
    if (!parts) continue;
    std::string result(phrase(entry.key, language));
    std::size_t from = 0;
    for (std::size_t open = result.find('{'); open != result.npos; open = result.find('{', from)) {
      const std::string_view placeholder = std::string_view(result).substr(open, placeholder_size);
      const auto part =
          std::find_if(parts->begin(), parts->end(), [&](const auto& p) { return p.first == placeholder; });
      if (part == parts->end())
        throw std::logic_error("translated: the languages differ in the parts of '" + std::string(entry.key) + "'");
      const std::string text = translated(part->second, prefix_of_parts, prefix_of_parts, language);
      result.replace(open, placeholder_size, text);
      from = open + text.size();
    }
    return result;
  }
  return std::string(sentence);
}

std::vector<Method> methods(Language language) {
  const std::vector<MethodText> texts = method_texts(language);
  const std::vector<std::string> strategies = prover::strategy_names();
  std::vector<Method> result;
  for (const std::string& name : strategies) {
    const auto text = std::find_if(texts.begin(), texts.end(), [&](const MethodText& t) { return t.name == name; });
    result.push_back({name, text == texts.end() ? name : std::string(text->title), true});
  }
  for (const MethodText& text : texts) {
    if (std::find(strategies.begin(), strategies.end(), text.name) == strategies.end())
      result.push_back({std::string(text.name), std::string(text.title), false});
  }
  return result;
}

std::optional<std::string> explain(std::string_view method, Language language) {
  for (const MethodText& text : method_texts(language)) {
    if (text.name != method) continue;
    std::string result(text.title);
    result.append(" (").append(text.name).append(")\n\n").append(text.body);
    return result;
  }
  return {};
}

}  // namespace geq
