// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstddef>
#include <functional>

namespace liangxian::base {

/// Calls work(i) once for each i below \p count, from up to \p threads threads, this one among them; with one
/// thread in order. What each makes of its own place keeps the order of the results.
/// \throws what the work of the lowest i that failed threw; what had not begun by then is left out
void for_each_in_parallel(std::size_t count, unsigned threads, const std::function<void(std::size_t)>& work);

/// How many threads this machine runs at once; at least one.
unsigned processor_count();

} // namespace liangxian::base
