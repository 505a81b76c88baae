// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <chrono>
#include <cstddef>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace liangxian::ows {

/// What the server and a worker send each other through a socket: names with values, and bytes.
struct Frame {
    std::vector<std::pair<std::string, std::string>> fields;
    std::string body;

    /// Empty when it is not there.
    std::string field(const std::string& name) const;
};

/// Why no frame came.
enum class Silence {
    ended, ///< the other side is gone, or sent no frame
    late   ///< patience ended
};

/// \returns false when the other side is gone
bool send_frame(int socket, const Frame& frame);
/// Waits for a whole frame; one of more than \p most bytes counts as none.
/// \param patience  nothing: as long as it takes
std::optional<Frame> receive_frame(int socket, std::optional<std::chrono::milliseconds> patience,
                                   std::size_t most, Silence& why);

} // namespace liangxian::ows
