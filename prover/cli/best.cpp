// SPDX-License-Identifier: GPL-3.0-or-later
#include <functional>
#include <memory>

#include "prover/cli/commands.hpp"
#include "prover/cli/console.hpp"
#include "prover/cli/files.hpp"
#include "prover/cli/statement_source.hpp"
#include "prover/cli/supervisor.hpp"

namespace geq::cli {
namespace {

std::unique_ptr<OutputFile> output_file(const std::string& path) {
  return path.empty() || path == "-" ? nullptr : std::make_unique<OutputFile>(path);
}

std::string report(const BestConstant& best, const ReportArguments& arguments) {
  return best.report(arguments.format, arguments.language, arguments.quiet ? Times::hidden : Times::shown);
}

/// Two texts come back through the pipe: the report, and the certificate with the statement before it.
std::string joined(const Answer& answer) {
  return std::to_string(answer.statement().size()) + "\n" + answer.statement() + answer.certificate();
}

struct Proof {
  std::string statement, certificate;
};

Proof taken_apart(const std::string& text) {
  const std::size_t end = text.find('\n');
  const std::size_t size = std::stoul(text.substr(0, end));
  return {text.substr(end + 1, size), text.substr(end + 1 + size)};
}

Product search(const StatementText& statement, const BestArguments& arguments) {
  BestOptions options;
  options.search.timeout = arguments.timeout;
  options.search.memory_bytes = arguments.memory_bytes;
  options.search.threads = arguments.jobs;
  options.search.only = arguments.only;
  options.search.without = arguments.without;
  options.direction = arguments.direction;
  options.width = arguments.width;
  const BestOutcome outcome = best_constant(statement.text, arguments.constant, options);
  if (const auto* error = std::get_if<InputError>(&outcome))
    return {bad_input, {}, {}, "geq: " + located(statement, *error) + "\n"};
  const auto& best = std::get<BestConstant>(outcome);
  return {best.kind == BestConstant::Kind::undecided ? undecided : proved,
          report(best, arguments.report),
          best.holds ? joined(*best.holds) : "",
          {}};
}

/// The product for a search that ended without one. Throws Failure for a crash.
Product product_of(const WorkResult& result, const BestArguments& arguments) {
  if (const auto* product = std::get_if<Product>(&result)) return *product;
  if (const auto* crash = std::get_if<Crashed>(&result)) {
    throw Failure(internal_error, "internal error: the search ended with " + crash->how +
                                      (crash->noise.empty() ? "" : "\n" + crash->noise));
  }
  BestConstant best;
  best.constant = arguments.constant;
  best.detail = std::holds_alternative<OutOfTime>(result) ? "the search did not stop in time and was ended"
                                                          : "the search needed more memory than allowed and was ended";
  return {undecided, report(best, arguments.report), {}, {}};
}

}  // namespace

ExitStatus run(const BestArguments& arguments) {
  const StatementText statement = compose(read_statement(arguments.statement), arguments.where);
  const ReportArguments& report = arguments.report;
  const auto certificate_file = output_file(arguments.certificate);
  const auto statement_file = output_file(arguments.statement_file);
  const auto report_file = output_file(report.output);
  const WorkLimits limits = limits_of_search(arguments.timeout, arguments.memory_bytes, arguments.jobs);
  Product product;
  {
    SearchProgress progress(!report.quiet, arguments.timeout);
    product =
        product_of(supervise([&] { return search(statement, arguments); }, limits, std::ref(progress)), arguments);
  }
  if (!product.message.empty()) {
    complain(product.message);
    return product.status;
  }
  if (product.certificate.empty()) {
    for (const std::string& path : {arguments.certificate, arguments.statement_file}) {
      if (!path.empty() && !report.quiet) complain("geq: " + path + " is not written: no value is proved\n");
    }
  } else {
    const Proof proof = taken_apart(product.certificate);
    if (certificate_file) certificate_file->commit(proof.certificate);
    if (statement_file) statement_file->commit(proof.statement);
  }
  if (report_file) {
    report_file->commit(product.report);
  } else {
    print(product.report);
  }
  return product.status;
}

}  // namespace geq::cli
