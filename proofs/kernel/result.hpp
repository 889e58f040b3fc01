// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <stdexcept>
#include <utility>
#include <variant>

namespace geq {

/// A `T`, or the reason there is none. Observed through the same names as C++23 `std::expected`;
/// unlike there, an error converts directly, without `std::unexpected`. `T` and `E` differ.
template <class T, class E>
class [[nodiscard]] Result {
 public:
  Result(T value) : state_(std::in_place_index<0>, std::move(value)) {}
  Result(E error) : state_(std::in_place_index<1>, std::move(error)) {}

  bool has_value() const noexcept { return state_.index() == 0; }
  explicit operator bool() const noexcept { return has_value(); }

  /// Throws std::logic_error when there is none: asking without looking is a bug.
  const T& value() const& {
    if (!has_value()) throw std::logic_error("Result::value: there is only an error");
    return std::get<0>(state_);
  }
  T&& value() && {
    if (!has_value()) throw std::logic_error("Result::value: there is only an error");
    return std::get<0>(std::move(state_));
  }
  const E& error() const& {
    if (has_value()) throw std::logic_error("Result::error: there is no error");
    return std::get<1>(state_);
  }

 private:
  std::variant<T, E> state_;
};

}  // namespace geq
