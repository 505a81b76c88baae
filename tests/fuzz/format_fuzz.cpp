// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/intake/format.hpp"

#include <cstddef>
#include <cstdint>
#include <cstdlib>

// Deciding what a file is never reads past it, and a refusal always has words in both languages.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace liangxian::intake;
    const std::string_view bytes(reinterpret_cast<const char*>(data), size);
    const FormatVerdict verdict = decide_format(bytes, "fuzz.bin", "");
    const auto problem = format_refusal(verdict, "fuzz.bin");
    if (problem.message.zh.empty() || problem.message.en.empty()) {
        std::abort();
    }
    return 0;
}
