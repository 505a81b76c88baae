// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/intake/read.hpp"

#include <cstddef>
#include <cstdint>
#include <cstdlib>

// Any bytes under the name of a kml file: the outcome is never empty, nothing throws.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view bytes(reinterpret_cast<const char*>(data), size);
    if (liangxian::intake::read_bytes(bytes, "fuzz.kml", {}).order.empty()) {
        std::abort();
    }
    return 0;
}
