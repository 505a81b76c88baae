// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/intake/coordinate_table.hpp"
#include "core/intake/encoding.hpp"
#include "tests/fuzz/fuzz_input.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace liangxian;
    const std::string_view bytes = fuzz::bytes_of(data, size);
    const std::string text = intake::decode_text(bytes, "").utf8;
    intake::looks_like_coordinate_table(text);
    intake::looks_like_cass_dat(text);
    intake::ReadOptions options = fuzz::options();
    fuzz::must_answer(intake::read_coordinate_table(text, "fuzz", options));
    fuzz::must_answer(intake::read_cass_dat(text, "fuzz", options));
    fuzz::must_answer(intake::read_xlsx(bytes, "fuzz", options));
    options.geometry_optional = true;
    fuzz::must_answer(intake::read_coordinate_table(text, "fuzz", options));
    return 0;
}
