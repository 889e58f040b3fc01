// SPDX-License-Identifier: GPL-3.0-or-later
#include <functional>

#include "prover/cli/commands.hpp"
#include "prover/cli/console.hpp"
#include "prover/cli/files.hpp"
#include "prover/cli/statement_source.hpp"
#include "prover/cli/supervisor.hpp"

namespace geq::cli {
namespace {

Product draw(const StatementText& statement, const PlotArguments& arguments) {
  PlotOptions options;
  options.search.timeout = arguments.timeout;
  options.search.memory_bytes = arguments.memory_bytes;
  options.search.threads = arguments.jobs;
  options.cones = arguments.cones;
  const PlotOutcome outcome = plot_statement(statement.text, options);
  if (const auto* error = std::get_if<InputError>(&outcome))
    return {bad_input, {}, {}, "geq: " + located(statement, *error) + "\n"};
  if (const auto* none = std::get_if<NoPlot>(&outcome)) return {undecided, {}, {}, "geq: " + none->reason + "\n"};
  return {proved, std::get<Plot>(outcome).svg, {}, {}};
}

}  // namespace

ExitStatus run(const PlotArguments& arguments) {
  const StatementText statement = compose(read_statement(arguments.statement), arguments.where);
  const bool is_file = arguments.output != "-";
  std::optional<OutputFile> file;
  if (is_file) file.emplace(arguments.output);
  const WorkLimits limits = limits_of_search(arguments.timeout, arguments.memory_bytes, arguments.jobs);
  WorkResult result;
  {
    SearchProgress progress(true, arguments.timeout);
    result = supervise([&] { return draw(statement, arguments); }, limits, std::ref(progress));
  }
  if (const auto* crash = std::get_if<Crashed>(&result)) {
    throw Failure(internal_error, "internal error: the drawing ended with " + crash->how +
                                      (crash->noise.empty() ? "" : "\n" + crash->noise));
  }
  const auto* product = std::get_if<Product>(&result);
  if (product == nullptr) {
    complain(std::holds_alternative<OutOfTime>(result) ? "geq: time is up: nothing was drawn\n"
                                                       : "geq: memory is used up: nothing was drawn\n");
    return undecided;
  }
  if (!product->message.empty()) {
    complain(product->message);
  } else if (is_file) {
    file->commit(product->report);
  } else {
    print(product->report);
  }
  return product->status;
}

}  // namespace geq::cli
