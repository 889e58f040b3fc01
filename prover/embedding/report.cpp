// SPDX-License-Identifier: GPL-3.0-or-later
#include "prover/embedding/report.hpp"

#include <algorithm>
#include <stdexcept>

#include "proofs/kernel/certificate.hpp"
#include "proofs/kernel/language/parser.hpp"
#include "proofs/kernel/limits.hpp"
#include "prover/embedding/texts.hpp"

namespace geq {
namespace {

proofs::Statement statement_of(const Answer& answer) {
  auto statement = proofs::parse_statement(answer.statement());
  if (!statement) throw std::logic_error("report: the printed statement does not read back: " + answer.statement());
  return std::move(statement).value();
}

std::optional<proofs::Certificate> certificate_of(const Answer& answer, const proofs::Statement& statement) {
  if (answer.certificate().empty()) return {};
  auto certificate = proofs::read_certificate(answer.certificate(), statement.variables);
  if (!certificate) throw std::logic_error("report: the certificate does not read back");
  return std::move(certificate).value();
}

double milliseconds(const Answer& answer) {
  return std::chrono::duration<double, std::milli>(answer.search_time() + answer.check_time()).count();
}

/// What the language calls the method: in English its name.
std::string method_name(const std::string& name, Language language) {
  if (language == Language::english) return name;
  for (const MethodText& text : method_texts(language))
    if (text.name == name) return std::string(text.title);
  return name;
}

/// "rejected: reason", "undecided   time is up: detail"; then how the statement was read, if it was.
std::string short_text(const Answer& answer, Language language) {
  std::string text(to_text(answer.verdict()));
  text += (answer.verdict() == Verdict::rejected ? ": " : "   ") + reason_text(answer, language) + "\n";
  if (answer.statement().empty()) return text;
  text += "\n  " + std::string(phrase("read_as", language)) + "\n";
  std::string_view rest = answer.statement();
  while (!rest.empty()) {
    const std::size_t end = std::min(rest.find('\n'), rest.size());
    text.append("    ").append(rest.substr(0, end)).append("\n");
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  return text;
}

/// What LaTeX can set verbatim: nothing that ends the environment, and for pdfLaTeX nothing beyond ASCII.
std::string verbatim(std::string text, Language language) {
  for (std::size_t at = 0; (at = text.find("\\end{", at)) != text.npos; at += 2) text.insert(at + 1, " ");
  if (language == Language::chinese) return text;
  for (char& c : text) {
    if (static_cast<unsigned char>(c) >= 0x80) c = '?';
  }
  return text;
}

std::string short_latex(const Answer& answer, Language language) {
  const std::string document_class = language == Language::chinese
                                         ? "\\documentclass{ctexart}\n"
                                         : "\\documentclass{article}\n\\usepackage{lmodern}\n";
  return document_class + "\\begin{document}\n\\begin{verbatim}\n" + verbatim(short_text(answer, language), language) +
         "\\end{verbatim}\n\\end{document}\n";
}

/// The report; short where the telling is too long: the verdict stands, and the certificate.
std::string text_of(const Answer& answer, Language language, Times times) try {
  const auto report = render_report(answer, language, times);
  return report ? render::text_report(*report, render_language(language)) : short_text(answer, language);
} catch (const proofs::LimitExceeded&) {
  return short_text(answer, language);
}

std::string latex_of(const Answer& answer, Language language, Times times) try {
  const auto report = render_report(answer, language, times);
  return report ? render::latex_report(*report, render_language(language)) : short_latex(answer, language);
} catch (const proofs::LimitExceeded&) {
  return short_latex(answer, language);
}

}  // namespace

render::Language render_language(Language language) {
  return language == Language::chinese ? render::Language::chinese : render::Language::english;
}

std::string missing_text(const Missing& missing, Language language) {
  std::string text(phrase("missing." + missing.hypothesis, language));
  const std::size_t at = text.find("{f}");
  return at == text.npos ? text : text.replace(at, 3, missing.of);
}

std::string reason_text(const Answer& answer, Language language) {
  if (answer.verdict() == Verdict::proved || answer.verdict() == Verdict::refuted)
    return std::string(phrase("too_long", language));
  if (!answer.obstacle()) return translated(answer.detail(), "rejected.", "rejected_part.", language);
  if (!answer.missing().empty()) {
    std::string text;
    for (const Missing& part : answer.missing()) text += (text.empty() ? "" : "; ") + missing_text(part, language);
    return text;
  }
  if (language == Language::english && !answer.detail().empty()) return answer.detail();
  std::string text(phrase("undecided." + std::string(to_text(*answer.obstacle())), language));
  // Details are repeated only where they say more than the phrase.
  const bool says_more = answer.obstacle() == Obstacle::not_supported || answer.obstacle() == Obstacle::too_large;
  if (says_more && !answer.detail().empty())
    text += "\xEF\xBC\x9A" + translated(answer.detail(), "detail.", "detail_part.", language);
  return text;
}

std::optional<render::Report> render_report(const Answer& answer, Language language, Times times) {
  if (answer.statement().empty() || answer.verdict() == Verdict::rejected) return {};
  proofs::Statement statement = statement_of(answer);
  std::optional<proofs::Certificate> certificate = certificate_of(answer, statement);
  const auto verdict = answer.verdict() == Verdict::proved    ? render::Verdict::proved
                       : answer.verdict() == Verdict::refuted ? render::Verdict::refuted
                                                              : render::Verdict::undecided;
  const auto cones = answer.cones() > 0 ? std::optional(answer.cones()) : std::nullopt;
  const auto elapsed = times == Times::shown ? std::optional(milliseconds(answer)) : std::nullopt;
  render::Report report{std::move(statement),
                        std::move(certificate),
                        verdict,
                        method_name(answer.method(), language),
                        cones,
                        elapsed,
                        answer.obstacle() ? reason_text(answer, language) : "",
                        {},
                        {}};
  for (const auto& [strategy, outcome] : answer.attempts())
    report.attempts.push_back({method_name(strategy, language), translated(outcome, "attempt.", "attempt.", language)});
  return report;
}

std::string Answer::report(Format format, Language language, Times times) const {
  switch (format) {
    case Format::json:
      return json_report(*this, language, times);
    case Format::latex:
      return latex_of(*this, language, times);
    case Format::text:
      break;
  }
  std::string text = text_of(*this, language, times);
  if (trace_) text += trace_text(*trace_, language, times);
  return text;
}

}  // namespace geq
