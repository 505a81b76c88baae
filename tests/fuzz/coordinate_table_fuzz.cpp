// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/intake/coordinate_table.hpp"
#include "core/intake/encoding.hpp"

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

/// Any bytes: no crash, and a feature or a problem.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace liangxian::intake;
    const std::string_view bytes(reinterpret_cast<const char*>(data), size);
    ReadOptions options;
    options.jurisdiction = liangxian::geo::Box{73, 3, 136, 54};
    const std::string text = decode_text(bytes, "").utf8;
    looks_like_coordinate_table(text);
    looks_like_cass_dat(text);
    if (read_coordinate_table(text, "fuzz", options).order.empty() ||
        read_cass_dat(text, "fuzz", options).order.empty() ||
        read_xlsx(bytes, "fuzz", options).order.empty()) {
        std::abort();
    }
    return 0;
}
