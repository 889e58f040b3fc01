// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace geq::cli {

/// What the program tells its caller; above 63 as in sysexits.h.
enum ExitStatus : int {
  proved = 0,
  refuted = 1,
  undecided = 2,
  certificate_rejected = 3,  ///< geq check only
  usage = 64,
  bad_input = 65,       ///< malformed, or a statement that claims nothing
  no_input = 66,        ///< no such file
  internal_error = 70,  ///< never a verdict
  cannot_create = 73,   ///< an output file
  io_error = 74,
  interrupted = 130,
};

}  // namespace geq::cli
