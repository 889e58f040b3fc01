// SPDX-License-Identifier: GPL-3.0-or-later
#include "prover/cli/commands.hpp"

#include <unistd.h>

#include <algorithm>
#include <cctype>
#include <filesystem>
#include <memory>

#include "prover/cli/files.hpp"
#include "prover/cli/relation_list.hpp"
#include "prover/cli/statement_text.hpp"
#include "prover/cli/supervisor.hpp"

namespace geq::cli {
namespace {

// More than the library reads: it says itself that a text is too long.
constexpr std::size_t most_statement_bytes = std::size_t{8} << 20;
constexpr std::size_t most_certificate_bytes = std::size_t{300} << 20;

// What the program and its threads need beside the search.
constexpr std::size_t memory_of_program = std::size_t{48} << 20;
constexpr std::size_t memory_of_thread = std::size_t{10} << 20;

void print(std::string_view text) { write_whole(STDOUT_FILENO, text, "standard output"); }
void complain(std::string_view text) { write_whole(STDERR_FILENO, text, "standard error"); }

bool names_a_file(const std::string& argument) {
  std::error_code error;
  return std::filesystem::exists(argument, error) && !error;
}

/// Nobody would call a statement so.
bool looks_like_a_path(const std::string& argument) {
  if (argument.find('\n') != argument.npos) return false;
  return argument.ends_with(".geq") || (argument.find('/') != argument.npos && !has_relation_sign(argument));
}

Source read_statement(const std::string& argument) {
  if (argument == "-") return {"standard input", read_whole(argument, most_statement_bytes)};
  if (names_a_file(argument) || looks_like_a_path(argument))
    return {argument, read_whole(argument, most_statement_bytes)};
  return {"statement", argument};
}

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

/// A line on the terminal that tells how long the search has been running, once that is worth telling.
class Progress {
 public:
  Progress(bool wanted, std::chrono::milliseconds timeout)
      : is_shown_(wanted && ::isatty(STDERR_FILENO) == 1), timeout_(timeout) {}
  ~Progress() {
    constexpr std::string_view erase = "\r\033[K";
    if (second_ > 0 && ::write(STDERR_FILENO, erase.data(), erase.size()) < 0) return;  // nothing more can be done
  }
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;

  void operator()(std::chrono::milliseconds passed) {
    const auto second = std::chrono::duration_cast<std::chrono::seconds>(passed).count();
    if (!is_shown_ || second == second_) return;
    second_ = second;
    complain("\rgeq: searching, " + std::to_string(second) + " s of " +
             std::to_string(std::chrono::ceil<std::chrono::seconds>(timeout_).count()) + " s");
  }

 private:
  bool is_shown_;
  std::chrono::milliseconds timeout_;
  std::chrono::seconds::rep second_ = 0;
};

/// The library gets this long to stop by itself when its time is up.
std::chrono::milliseconds with_grace(std::chrono::milliseconds timeout) {
  using std::chrono::milliseconds;
  return timeout + std::clamp(timeout / 20, milliseconds(250), milliseconds(5000));
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

  const WorkLimits limits{with_grace(arguments.timeout),
                          arguments.memory_bytes + memory_of_program + arguments.jobs * memory_of_thread};
  Product product;
  {
    Progress progress(!report.quiet, arguments.timeout);
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
