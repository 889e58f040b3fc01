// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

/// The command line, as values.

#include <chrono>
#include <cstddef>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include <geq/geq.hpp>

#include "prover/cli/exit_status.hpp"

namespace geq::cli {

struct ReportArguments {
  Format format = Format::text;
  Language language = Language::english;
  std::string output;  ///< -o; empty or "-": standard output
  bool quiet = false;
};

struct SearchArguments {
  bool only_refute = false;
  std::string statement;  ///< STATEMENT, FILE or -
  std::vector<std::string> where;
  std::chrono::milliseconds timeout{60000};
  std::size_t memory_bytes = 0;
  unsigned jobs = 1;
  std::vector<std::string> only;
  std::vector<std::string> without;
  std::string certificate;  ///< empty: not asked for
  bool trace = false;
  ReportArguments report;
};

struct BatchArguments {
  std::string file;          ///< FILE or -
  std::string output;        ///< empty or "-": standard output
  std::string certificates;  ///< folder; empty: not asked for
  std::chrono::milliseconds timeout{60000};
  std::size_t memory_bytes = 0;
  unsigned jobs = 1;
  std::vector<std::string> only;
  std::vector<std::string> without;
  bool quiet = false;
};

struct BestArguments {
  std::string constant;
  std::string statement;  ///< STATEMENT, FILE or -
  std::vector<std::string> where;
  std::optional<Direction> direction;
  std::string width = "1/1000000";
  std::chrono::milliseconds timeout{60000};
  std::size_t memory_bytes = 0;
  unsigned jobs = 1;
  std::vector<std::string> only;
  std::vector<std::string> without;
  std::string certificate;     ///< empty: not asked for
  std::string statement_file;  ///< for the statement with the value that is proved; empty: not asked for
  ReportArguments report;
};

struct PlotArguments {
  std::string statement;  ///< STATEMENT, FILE or -
  std::vector<std::string> where;
  std::string output;  ///< FILE.svg, or "-": standard output
  bool cones = false;
  std::chrono::milliseconds timeout{60000};
  std::size_t memory_bytes = 0;
  unsigned jobs = 1;
};

struct CheckArguments {
  std::string statement;    ///< FILE or -
  std::string certificate;  ///< FILE or -
};

struct ExplainArguments {
  std::string method;  ///< empty: all
  Language language = Language::english;
};

/// Nothing to do but this: --help and --version go to standard output, what is wrong with the usage to standard error.
struct Finished {
  ExitStatus status;
  std::string text;
};

using Arguments = std::variant<SearchArguments, BatchArguments, BestArguments, PlotArguments, CheckArguments,
                               ExplainArguments, Finished>;

Arguments parse_arguments(int argc, const char* const* argv);

}  // namespace geq::cli
