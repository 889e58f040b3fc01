// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <flint/fmpq_mpoly.h>

#include <cstddef>
#include <memory>
#include <string>
#include <vector>

namespace geq::polynomials {

/// The names of the variables of some polynomials, in order. Immutable, shared, never global.
///
/// Two rings agree when they are the same object or have the same names in the same order; polynomials
/// of rings that do not agree may not be mixed.
class Ring {
 public:
  /// Throws std::invalid_argument when there is no name, an empty name or a repeated name.
  explicit Ring(std::vector<std::string> names);
  Ring(const Ring&) = delete;
  Ring& operator=(const Ring&) = delete;
  ~Ring() { fmpq_mpoly_ctx_clear(context_); }

  std::size_t variables() const noexcept { return names_.size(); }
  const std::vector<std::string>& names() const noexcept { return names_; }
  bool agrees_with(const Ring& other) const noexcept { return this == &other || names_ == other.names_; }

  /// For the owner of the polynomial handles only.
  const fmpq_mpoly_ctx_struct* context() const noexcept { return context_; }

 private:
  std::vector<std::string> names_;
  fmpq_mpoly_ctx_t context_;
};

using RingPointer = std::shared_ptr<const Ring>;

/// Throws as the constructor of `Ring` does.
RingPointer make_ring(std::vector<std::string> names);

}  // namespace geq::polynomials
