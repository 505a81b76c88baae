// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

namespace liangxian::ows {

/// Where the arrays of one part lie in the shared memory, in bytes from its begin. The memory begins with the
/// number of parts, eight bytes; from kFirstSharedPart on there are so many of these.
struct SharedPart {
    std::array<char, 48> name{}; ///< ends with a zero
    std::uint64_t shape = 0;
    std::uint64_t features = 0;
    std::uint64_t feature_count = 0;
    std::uint64_t blocks = 0;
    std::uint64_t rings = 0;
    std::uint64_t vertices = 0;
    std::uint64_t words = 0; ///< columns, then look after look, each word ended by a zero
    std::uint64_t column_count = 0;
    std::uint64_t look_count = 0;
};

constexpr std::size_t kFirstSharedPart = 16;

} // namespace liangxian::ows
