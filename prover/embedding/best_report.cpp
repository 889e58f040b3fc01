// SPDX-License-Identifier: GPL-3.0-or-later
#include <array>
#include <cstdio>
#include <nlohmann/json.hpp>
#include <optional>
#include <stdexcept>

#include "proofs/kernel/rational.hpp"
#include "prover/embedding/report.hpp"
#include "prover/embedding/texts.hpp"

namespace geq {
namespace {

using Json = nlohmann::ordered_json;
using proofs::Rational;

Rational number(const std::string& text) { return proofs::rational_from_text(text).value(); }

/// As a decimal fraction where that is exact and short, else as a fraction.
std::string readable(const Rational& value) {
  Rational scaled = cln::abs(value);
  std::size_t places = 0;
  for (; cln::denominator(scaled) != 1 && places < 12; ++places) scaled = scaled * 10;
  if (cln::denominator(value) < 1000 || cln::denominator(scaled) != 1) return proofs::to_text(value);
  std::string digits = proofs::to_text(scaled);
  if (digits.size() <= places) digits.insert(0, places + 1 - digits.size(), '0');
  digits.insert(digits.size() - places, ".");
  return (proofs::sign(value) < 0 ? "-" : "") + digits;
}

std::string about(const Rational& value) {
  std::array<char, 40> text{};
  std::snprintf(text.data(), text.size(), "%.2g", cln::double_approx(value));
  return text.data();
}

std::string point_text(const std::vector<Assignment>& point) {
  std::string text;
  for (const auto& [variable, value] : point)
    text.append(text.empty() ? "" : ", ").append(variable).append(" = ").append(value);
  return text;
}

std::optional<Rational> distance(const BestConstant& best) {
  if (best.value.empty() || best.beyond.empty()) return {};
  return cln::abs(number(best.value) - number(best.beyond));
}

/// Phrases about one constant, with their places filled.
class Teller {
 public:
  Teller(const BestConstant& best, Language language) : best_(best), language_(language) {}

  std::string operator()(const std::string& key, const std::vector<Assignment>& point = {}) const {
    std::string text(phrase("best." + key, language_));
    fill(text, "{k}", best_.constant);
    if (!best_.value.empty()) fill(text, "{v}", readable(number(best_.value)));
    if (!best_.beyond.empty()) fill(text, "{w}", readable(number(best_.beyond)));
    if (const auto d = distance(best_)) fill(text, "{d}", about(*d));
    fill(text, "{p}", point_text(point));
    return text;
  }

  /// The phrase for the direction.
  std::string directed(const std::string& key, const std::vector<Assignment>& point = {}) const {
    return (*this)(key + (best_.direction == Direction::smallest ? ".smallest" : ".largest"), point);
  }

 private:
  static void fill(std::string& text, const std::string& place, const std::string& value) {
    for (std::size_t at = 0; (at = text.find(place, at)) != text.npos; at += value.size())
      text.replace(at, place.size(), value);
  }

  const BestConstant& best_;
  Language language_;
};

std::string indented(const std::string& text) {
  std::string result;
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    result += "    " + text.substr(begin, end - begin) + "\n";
    begin = end + 1;
  }
  return result;
}

std::string first_line(const BestConstant& best, const Teller& tell) {
  switch (best.kind) {
    case BestConstant::Kind::attained:
      return tell.directed("attained");
    case BestConstant::Kind::bracket:
      return tell.directed(best.is_affine ? "bracket" : "trials");
    case BestConstant::Kind::undecided:
      break;
  }
  return "undecided   " + best.detail;
}

std::string text_report(const BestConstant& best, Language language, Times times) {
  const Teller tell(best, language);
  std::string text = first_line(best, tell) + "\n";
  if (best.holds || best.fails) text += "\n";
  if (best.holds) text += "  " + tell("holds") + "\n";
  if (best.holds && best.is_monotone) text += "  " + tell.directed("monotone") + "\n";
  if (!best.equality.empty()) text += "  " + tell.directed("equality", best.equality) + "\n";
  if (!best.limit.empty()) text += "  " + tell("limit", best.limit) + "\n";
  if (best.fails) text += "  " + tell("fails", best.fails->witness()) + "\n";
  if (best.fails && best.is_affine && best.equality.empty()) text += "  " + tell.directed("beyond") + "\n";
  if (!best.holds) return text;
  text += "\n  " + tell("statement") + "\n" + indented(best.holds->statement()) + "\n";
  return text + best.holds->report(Format::text, language, times);
}

Json text_or_null(const std::string& text) { return text.empty() ? Json(nullptr) : Json(text); }

Json point_or_null(const std::vector<Assignment>& point) {
  if (point.empty()) return nullptr;
  Json object = Json::object();
  for (const auto& [variable, value] : point) object[variable] = value;
  return object;
}

Json answer_or_null(const std::optional<Answer>& answer, Language language, Times times) {
  return answer ? Json::parse(answer->report(Format::json, language, times)) : Json(nullptr);
}

std::string json_text(const BestConstant& best, Language language, Times times) {
  const auto width = distance(best);
  const Json report{{"geq", version()},
                    {"constant", best.constant},
                    {"best", to_text(best.kind)},
                    {"direction", best.direction ? Json(*best.direction == Direction::largest ? "largest" : "smallest")
                                                 : Json(nullptr)},
                    {"value", text_or_null(best.value)},
                    {"beyond", text_or_null(best.beyond)},
                    {"width", width ? Json(proofs::to_text(*width)) : Json(nullptr)},
                    {"affine", best.is_affine},
                    {"monotone", best.is_monotone},
                    {"equality", point_or_null(best.equality)},
                    {"limit", point_or_null(best.limit)},
                    {"detail", text_or_null(best.detail)},
                    {"holds", answer_or_null(best.holds, language, times)},
                    {"fails", answer_or_null(best.fails, language, times)}};
  return report.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace

std::string BestConstant::report(Format format, Language language, Times times) const {
  if (format == Format::latex) throw std::invalid_argument("geq: the best constant is told as text or JSON");
  return format == Format::json ? json_text(*this, language, times) : text_report(*this, language, times);
}

}  // namespace geq
