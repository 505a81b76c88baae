// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/intake/encoding.hpp"
#include "core/intake/mining_text.hpp"
#include "tests/fuzz/fuzz_input.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace liangxian;
    const std::string text = intake::decode_text(fuzz::bytes_of(data, size), "").utf8;
    intake::looks_like_mining_text(text);
    fuzz::must_answer(intake::read_mining_text(text, "fuzz", fuzz::options()));
    return 0;
}
