// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

/// The commands. Each writes its report and gives the exit status. They throw Failure and Interrupted.

#include "prover/cli/arguments.hpp"
#include "prover/cli/exit_status.hpp"

namespace geq::cli {

/// geq prove, geq refute
ExitStatus run(const SearchArguments& arguments);

/// geq batch
ExitStatus run(const BatchArguments& arguments);

/// geq best
ExitStatus run(const BestArguments& arguments);

/// geq plot
ExitStatus run(const PlotArguments& arguments);

/// geq check: prints what geq-check prints.
ExitStatus run(const CheckArguments& arguments);

/// geq explain
ExitStatus run(const ExplainArguments& arguments);

/// --help, --version, wrong usage
ExitStatus run(const Finished& finished);

}  // namespace geq::cli
