// SPDX-License-Identifier: GPL-3.0-or-later
#include "polynomials/thread_memory.hpp"

#include <flint/flint.h>

namespace geq::polynomials {

namespace {

struct Cleanup {
  Cleanup() = default;
  Cleanup(const Cleanup&) = delete;
  Cleanup& operator=(const Cleanup&) = delete;
  ~Cleanup() { flint_cleanup(); }
};

}  // namespace

void free_memory_with_thread() {
  thread_local const Cleanup cleanup;
  static_cast<void>(cleanup);
}

}  // namespace geq::polynomials
