// SPDX-License-Identifier: GPL-2.0-or-later
#include "tests/fuzz/fuzz_input.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace liangxian;
    fuzz::must_answer(intake::read_bytes(fuzz::bytes_of(data, size), "fuzz.geojson", fuzz::options()));
    return 0;
}
