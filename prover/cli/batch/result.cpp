// SPDX-License-Identifier: GPL-3.0-or-later
#include "prover/cli/batch/result.hpp"

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>

namespace geq::cli {
namespace {

using Json = nlohmann::ordered_json;

Json text_or_null(const std::string& text) { return text.empty() ? Json(nullptr) : Json(text); }

template <class T>
Json value_or_null(const std::optional<T>& value) {
  return value ? Json(*value) : Json(nullptr);
}

std::string text_at(const Json& object, const char* key) {
  const Json& value = object.at(key);
  return value.is_null() ? std::string() : value.get<std::string>();
}

std::optional<double> number_at(const Json& object, const char* key) {
  const Json& value = object.at(key);
  return value.is_null() ? std::nullopt : std::optional(value.get<double>());
}

bool says_something(const std::string& verdict) {
  return verdict == "proved" || verdict == "refuted" || verdict == "rejected";
}

}  // namespace

std::optional<bool> BatchResult::agrees() const {
  return expected.empty() ? std::nullopt : std::optional(verdict == expected);
}

bool BatchResult::contradicts_expectation() const {
  return says_something(expected) && says_something(verdict) && verdict != expected;
}

std::string line_of(const BatchResult& result) {
  const Json line{{"id", result.id},
                  {"verdict", result.verdict},
                  {"method", text_or_null(result.method)},
                  {"seconds", value_or_null(result.seconds)},
                  {"check_seconds", value_or_null(result.check_seconds)},
                  {"cones", result.cones},
                  {"message", text_or_null(result.message)},
                  {"expected", text_or_null(result.expected)},
                  {"agrees", value_or_null(result.agrees())},
                  {"fingerprint", result.fingerprint}};
  return line.dump(-1, ' ', false, Json::error_handler_t::replace) + "\n";
}

std::optional<BatchResult> result_of(std::string_view line) try {
  const Json object = Json::parse(line);
  return BatchResult{object.at("id").get<std::string>(),
                     object.at("fingerprint").get<std::string>(),
                     object.at("verdict").get<std::string>(),
                     text_at(object, "method"),
                     number_at(object, "seconds"),
                     number_at(object, "check_seconds"),
                     object.at("cones").get<std::size_t>(),
                     text_at(object, "message"),
                     text_at(object, "expected")};
} catch (const Json::exception&) {
  return {};
}

}  // namespace geq::cli
