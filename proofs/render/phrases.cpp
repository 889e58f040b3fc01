// SPDX-License-Identifier: GPL-3.0-or-later
#include <fmt/format.h>

#include <algorithm>

#include "proofs/render/sentences.hpp"

namespace geq::render {

namespace {

std::string method_text(std::string name) {
  std::replace(name.begin(), name.end(), '-', ' ');
  return name;
}

std::string elapsed(double milliseconds, const Phrases& words) {
  const bool seconds = milliseconds >= 1000;
  const double value = seconds ? milliseconds / 1000 : milliseconds;
  const std::string number = seconds               ? fmt::format("{:.2f}", value)
                             : milliseconds < 9.95 ? fmt::format("{:.1f}", value)
                                                   : fmt::format("{:.0f}", value);
  return number + (seconds ? words.seconds : words.milliseconds);
}

}  // namespace

Paragraph& Paragraph::operator<<(const std::string& words) {
  if (words.empty()) return *this;
  if (!runs.empty() && std::holds_alternative<std::string>(runs.back()))
    std::get<std::string>(runs.back()) += words;
  else
    runs.emplace_back(words);
  return *this;
}

Paragraph& Paragraph::operator<<(const Formula& formula) {
  runs.emplace_back(formula);
  return *this;
}

Paragraph& Paragraph::operator<<(const Paragraph& more) {
  for (const auto& run : more.runs) std::visit([this](const auto& one) { *this << one; }, run);
  return *this;
}

Paragraph joined(const std::vector<Formula>& formulas, const std::string& comma, const std::string& last) {
  Paragraph result;
  for (std::size_t i = 0; i < formulas.size(); ++i) {
    if (i > 0) result << (i + 1 < formulas.size() ? comma : last);
    result << formulas[i];
  }
  return result;
}

Formula at_least_zero() {
  Formula result(Symbol::greater_equal);
  return result << number(0);
}

Formula column_list(std::size_t columns) {
  std::vector<std::string> names;
  for (std::size_t i = 1; i <= columns; ++i) names.push_back("v_" + std::to_string(i));
  return names_list(names);
}

Formula indexed(const char* factor, const char* vector) {
  return Formula(product_of({proofs::Term::variable(factor), proofs::Term::variable(vector)}));
}

Formula ratio(const char* above, const char* below) {
  return Formula(
      proofs::Term::apply(proofs::Operator::quotient, {proofs::Term::variable(above), proofs::Term::variable(below)}));
}

std::string verdict_word(Verdict verdict) {
  switch (verdict) {
    case Verdict::proved:
      return "proved";
    case Verdict::refuted:
      return "refuted";
    case Verdict::undecided:
      return "undecided";
  }
  return "undecided";
}

std::string summary_line(const Report& report, Language language) {
  if (report.verdict == Verdict::undecided) return report.obstacle;
  if (report.verdict == Verdict::refuted) return "";
  const Phrases words = phrases(language);
  std::string text;
  const auto add = [&](const std::string& part) { text += (text.empty() ? "" : words.comma) + part; };
  if (!report.method.empty()) add(language == Language::english ? method_text(report.method) : report.method);
  if (report.cones && *report.cones > 0)
    add(std::to_string(*report.cones) + (*report.cones == 1 ? words.cone : words.cones));
  if (report.milliseconds) add(elapsed(*report.milliseconds, words));
  return text;
}

}  // namespace geq::render
