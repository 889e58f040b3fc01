// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace geq::polynomials {

/// FLINT keeps freed numbers for each thread. Once this was called in a thread, they are given back when it ends; a
/// program that searches in many short threads would lose them otherwise. Numbers that other threads still have stay.
void free_memory_with_thread();

}  // namespace geq::polynomials
