// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/intake/encoding.hpp"
#include "core/intake/survey_txt.hpp"

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
    looks_like_survey_txt(text);
    if (read_survey_txt(text, "fuzz", options).order.empty()) {
        std::abort();
    }
    return 0;
}
