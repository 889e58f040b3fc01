// SPDX-License-Identifier: GPL-3.0-or-later
#include "prover/embedding/texts.hpp"

#include <algorithm>
#include <stdexcept>

#include "prover/embedding/embedded_texts.hpp"
#include "prover/prover.hpp"

namespace geq {
namespace {

std::string_view code(Language language) { return language == Language::chinese ? "zh" : "en"; }

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
