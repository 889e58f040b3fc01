// SPDX-License-Identifier: GPL-3.0-or-later
#include "proofs/kernel/certificate_words.hpp"

#include <algorithm>

#include "proofs/kernel/language/names.hpp"

namespace geq::proofs {

std::string_view trimmed(std::string_view text) {
  const auto first = text.find_first_not_of(" \t\r");
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(" \t\r") - first + 1);
}

std::vector<std::string_view> split(std::string_view text, char separator) {
  std::vector<std::string_view> parts;
  while (true) {
    const auto place = text.find(separator);
    parts.push_back(trimmed(text.substr(0, place)));
    if (place == std::string_view::npos) return parts;
    text.remove_prefix(place + 1);
  }
}

std::vector<std::string_view> words(std::string_view text) {
  std::vector<std::string_view> result;
  for (const std::string_view word : split(text, ' '))
    if (!word.empty()) result.push_back(word);
  return result;
}

std::string name(std::string_view text) {
  if (!is_name(text)) throw Bad{"expected a variable"};
  return std::string(text);
}

std::string place(std::string_view text) {
  const auto bracket = std::min(text.find('['), text.size());
  std::string_view indices = text.substr(bracket);
  while (!indices.empty()) {
    const auto end = indices.find(']');
    if (indices[0] != '[' || end == std::string_view::npos || end > 20) throw Bad{"expected an element, as in x[2]"};
    number<long>(indices.substr(1, end - 1));
    indices.remove_prefix(end + 1);
  }
  return name(text.substr(0, bracket)) + std::string(text.substr(bracket));
}

std::vector<std::string> names(std::string_view text) {
  std::vector<std::string> result;
  for (const std::string_view word : words(text)) result.push_back(name(word));
  return result;
}

Rational rational(std::string_view text) {
  const auto value = rational_from_text(text);
  if (!value) throw Bad{"expected a rational number"};
  return *value;
}

}  // namespace geq::proofs
