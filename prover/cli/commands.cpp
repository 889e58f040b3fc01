// SPDX-License-Identifier: GPL-3.0-or-later
#include "prover/cli/commands.hpp"

#include <algorithm>
#include <cctype>
#include <functional>
#include <memory>

#include "prover/cli/console.hpp"
#include "prover/cli/files.hpp"
#include "prover/cli/statement_source.hpp"
#include "prover/cli/supervisor.hpp"

namespace geq::cli {
namespace {

constexpr std::size_t most_certificate_bytes = std::size_t{300} << 20;

ExitStatus status_of(Verdict verdict) {
  switch (verdict) {
    case Verdict::proved:
      return proved;
    case Verdict::refuted:
      return refuted;
    case Verdict::undecided:
      return undecided;
    case Verdict::rejected:
      return bad_input;
  }
  return internal_error;
}

Product product_of(const Answer& answer, const ReportArguments& report) {
  const Times times = report.quiet ? Times::hidden : Times::shown;
  return {status_of(answer.verdict()), answer.report(report.format, report.language, times), answer.certificate(), {}};
}

Product search(const StatementText& statement, const SearchArguments& arguments) {
  Options options;
  options.timeout = arguments.timeout;
  options.memory_bytes = arguments.memory_bytes;
  options.threads = arguments.jobs;
  options.only = arguments.only;
  options.without = arguments.without;
  options.trace = arguments.trace;
  const Outcome outcome = arguments.only_refute ? refute(statement.text, options) : geq::prove(statement.text, options);
  if (const auto* error = std::get_if<InputError>(&outcome))
    return {bad_input, {}, {}, "geq: " + located(statement, *error) + "\n"};
  return product_of(std::get<Answer>(outcome), arguments.report);
}

/// The answer for work that ended without one. Throws Failure for a crash.
Product product_of(const WorkResult& result, const ReportArguments& report) {
  if (const auto* product = std::get_if<Product>(&result)) return *product;
  if (std::holds_alternative<OutOfTime>(result))
    return product_of(Answer::undecided(Obstacle::timeout, "the search did not stop in time and was ended"), report);
  if (std::holds_alternative<OutOfMemory>(result)) {
    return product_of(Answer::undecided(Obstacle::memory, "the search needed more memory than allowed and was ended"),
                      report);
  }
  const auto& crash = std::get<Crashed>(result);
  throw Failure(internal_error,
                "internal error: the search ended with " + crash.how + (crash.noise.empty() ? "" : "\n" + crash.noise));
}

std::unique_ptr<OutputFile> output_file(const std::string& path) {
  return path.empty() || path == "-" ? nullptr : std::make_unique<OutputFile>(path);
}

}  // namespace

ExitStatus run(const SearchArguments& arguments) {
  const StatementText statement = compose(read_statement(arguments.statement), arguments.where);
  const ReportArguments& report = arguments.report;
  const auto certificate_file = output_file(arguments.certificate);
  const auto report_file = output_file(report.output);

  const WorkLimits limits = limits_of_search(arguments.timeout, arguments.memory_bytes, arguments.jobs);
  Product product;
  {
    SearchProgress progress(!report.quiet, arguments.timeout);
    product = product_of(supervise([&] { return search(statement, arguments); }, limits, std::ref(progress)), report);
  }
  if (!product.message.empty()) {
    complain(product.message);
    return product.status;
  }
  if (certificate_file && !product.certificate.empty()) certificate_file->commit(product.certificate);
  if (certificate_file && product.certificate.empty() && !report.quiet)
    complain("geq: " + arguments.certificate + " is not written: there is no certificate\n");
  if (report_file) {
    report_file->commit(product.report);
  } else {
    print(product.report);
  }
  return product.status;
}

ExitStatus run(const CheckArguments& arguments) {
  if (arguments.statement == "-" && arguments.certificate == "-")
    throw Failure(usage, "standard input cannot be both the statement and the certificate");
  const std::string statement = read_whole(arguments.statement, most_statement_bytes);
  const std::string certificate = read_whole(arguments.certificate, most_certificate_bytes);
  const auto work = [&]() -> Product {
    const Outcome outcome = geq::check(statement, certificate);
    if (const auto* error = std::get_if<InputError>(&outcome)) {
      const bool is_certificate = error->kind == InputError::Kind::certificate;
      const std::string text = is_certificate ? "line " + std::to_string(error->line) + ": " + error->message
                                              : error->text(arguments.statement);
      return {bad_input, "malformed: " + text + "\n", {}, {}};
    }
    const auto& answer = std::get<Answer>(outcome);
    if (answer.verdict() == Verdict::rejected)
      return {certificate_rejected, "rejected: " + answer.detail() + "\n", {}, {}};
    return {status_of(answer.verdict()), std::string(to_text(answer.verdict())) + "\n", {}, {}};
  };
  const WorkResult result = supervise(work, {}, [](std::chrono::milliseconds) {});
  if (std::holds_alternative<OutOfMemory>(result))
    throw Failure(internal_error, "the check needs more memory than there is");
  const Product product = product_of(result, {});
  print(product.report);
  return product.status;
}

ExitStatus run(const ExplainArguments& arguments) {
  if (arguments.method.empty()) {
    const std::vector<Method> all = methods(arguments.language);
    std::size_t width = 0;
    for (const Method& method : all) width = std::max(width, method.name.size());
    for (const Method& method : all)
      print(method.name + std::string(width - method.name.size() + 2, ' ') + method.title + "\n");
    return proved;
  }
  std::string name = arguments.method;
  std::transform(name.begin(), name.end(), name.begin(),
                 [](unsigned char c) { return c == ' ' || c == '_' ? '-' : static_cast<char>(std::tolower(c)); });
  const auto text = explain(name, arguments.language);
  if (!text) {
    std::string known;
    for (const Method& method : methods()) known += "\n  " + method.name;
    throw Failure(usage, "there is no method '" + arguments.method + "'; there are:" + known);
  }
  print(*text);
  return proved;
}

ExitStatus run(const Finished& finished) {
  if (finished.status == proved) {
    print(finished.text);
  } else {
    complain(finished.text);
  }
  return finished.status;
}

}  // namespace geq::cli
