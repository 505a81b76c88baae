// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/intake/format.hpp"
#include "tests/fuzz/fuzz_input.hpp"

/// Whatever the bytes are taken for, the refusal has words in both languages.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace liangxian;
    const intake::FormatVerdict verdict = intake::decide_format(fuzz::bytes_of(data, size), "fuzz.bin", "");
    const base::Problem problem = intake::format_refusal(verdict, "fuzz.bin");
    if (problem.message.zh.empty() || problem.message.en.empty()) {
        std::abort();
    }
    return 0;
}
