// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/bench/generator.hpp"

#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace liangxian::bench {

/// One kind of request, in the words of each server.
struct ServeCase {
    std::string name;
    /// By server (`ours`, `mapserv`, `qgis`), as many for each, the same place at the same position; none
    /// for a server that has nothing like it.
    std::map<std::string, std::vector<std::string>> targets;
    bool is_asked_before = false;  ///< all are asked once before the clock runs: a cache may hold them
    bool is_known_already = false; ///< ours is told the ETag of what it said before
    bool has_features = false;     ///< answers are features, which are counted
};

/// Requests at random sites of a region. \param count  of each kind; of the widest maps a tenth
std::vector<ServeCase> make_serve_cases(const Generator& generator, std::uint32_t count);

} // namespace liangxian::bench
