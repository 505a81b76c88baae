// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/intake/shapefile_bytes.hpp"
#include "tests/fuzz/fuzz_input.hpp"

/// The parts of a shapefile that are judged before GDAL sees them: a rebuilt index fits its .shp.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace liangxian;
    const std::string_view bytes = fuzz::bytes_of(data, size);
    intake::dbf_text(bytes);
    intake::shx_fits(bytes.substr(0, size / 2), bytes.substr(size / 2));
    const auto shx = intake::rebuild_shx(bytes);
    if (shx && !intake::shx_fits(*shx, bytes)) {
        std::abort();
    }
    return 0;
}
