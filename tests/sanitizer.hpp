// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

/// Whether AddressSanitizer is built in. Its own memory counts against the limits of a process, so no limit can hold;
/// searches take about ten times as long, with the same answers, for budgets are counts.
#if defined(__SANITIZE_ADDRESS__)
inline constexpr bool has_address_sanitizer = true;
#else
inline constexpr bool has_address_sanitizer = false;
#endif
