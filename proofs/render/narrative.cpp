// What every holder of sentences would otherwise instantiate for itself.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "proofs/render/narrative.hpp"

namespace geq::render {

Sentence::Sentence(const Sentence& other) = default;
Sentence::Sentence(Sentence&& other) noexcept = default;
Sentence& Sentence::operator=(const Sentence& other) = default;
Sentence& Sentence::operator=(Sentence&& other) noexcept = default;
Sentence::~Sentence() = default;

}  // namespace geq::render
