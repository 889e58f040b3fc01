// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

/// What embedded_texts.cpp.in becomes when the build fills it.

#include <span>
#include <string_view>

namespace geq {

struct EmbeddedText {
  std::string_view key;       ///< name of a method, or of a phrase
  std::string_view language;  ///< "en", "zh"
  std::string_view text;      ///< of a method: its title in the first line
};

std::span<const EmbeddedText> embedded_methods();
std::span<const EmbeddedText> embedded_phrases();

}  // namespace geq
