// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

/// Whether AddressSanitizer is built in: its own memory counts against the limits of a process, so no limit can hold.
#if defined(__SANITIZE_ADDRESS__)
inline constexpr bool has_address_sanitizer = true;
#else
inline constexpr bool has_address_sanitizer = false;
#endif
