// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/store/gpkg_blob.hpp"

#include "core/base/error.hpp"
#include "core/geo/crs.hpp"
#include "core/geo/wkb.hpp"

#include <fmt/format.h>

#include <array>
#include <cstdint>
#include <cstring>

namespace liangxian::store {
namespace {

constexpr std::size_t kFixedHeaderBytes = 8;
constexpr unsigned kLittleEndianFlag = 0x01;
constexpr unsigned kEnvelopeXyFlag = 0x02;
constexpr unsigned kEmptyFlag = 0x10;
constexpr unsigned kExtendedFlag = 0x20;
/// Doubles in the envelope by its indicator: none, XY, XYZ, XYM, XYZM.
constexpr std::array<std::size_t, 5> kEnvelopeDoubles = {0, 4, 6, 6, 8};

[[noreturn]] void refuse_blob(const std::string& zh, const std::string& en) {
    throw base::GeometryError("bad-gpkg-blob", {"几何数据不是有效的 GeoPackage 编码：" + zh,
                                                "not a valid GeoPackage geometry: " + en});
}

template <typename T>
void append_bytes(std::string& out, T value) {
    char bytes[sizeof(T)];
    std::memcpy(bytes, &value, sizeof(T)); // the machines we build for are little-endian
    out.append(bytes, sizeof(T));
}

template <typename T>
T value_at(std::string_view blob, std::size_t at, bool little_endian) {
    char bytes[sizeof(T)];
    for (std::size_t i = 0; i < sizeof(T); ++i) {
        bytes[i] = blob[at + (little_endian ? i : sizeof(T) - 1 - i)];
    }
    T value;
    std::memcpy(&value, bytes, sizeof(T));
    return value;
}

void require_known_crs(int srs_id) {
    constexpr int kUndefinedGeographic = 0;
    if (srs_id != kUndefinedGeographic && !geo::is_geographic_4490_like(srs_id)) {
        throw base::GeometryError(
            "blob-crs", {fmt::format("几何的坐标系是 {}，库中只用 EPSG:4490；请转换后再写入", srs_id),
                         fmt::format("the geometry is in CRS {}, the store holds EPSG:4490 only; "
                                     "transform it before writing",
                                     srs_id)});
    }
}

} // namespace

std::string to_gpkg_blob(const geo::Geometry& geometry) {
    const bool has_envelope = geometry.dimension() > 0;
    const unsigned flags =
        kLittleEndianFlag | (has_envelope ? kEnvelopeXyFlag : 0U) | (geometry.empty() ? kEmptyFlag : 0U);
    std::string out{'G', 'P', '\0', static_cast<char>(flags)};
    append_bytes(out, static_cast<std::int32_t>(geo::kCgcs2000));
    if (has_envelope) {
        const geo::Box box = geometry.bounds();
        for (const double bound : {box.min_x, box.max_x, box.min_y, box.max_y}) {
            append_bytes(out, bound);
        }
    }
    return out + geo::to_wkb(geometry);
}

GpkgHeader read_gpkg_header(std::string_view blob) {
    if (blob.size() < kFixedHeaderBytes || blob.substr(0, 2) != "GP") {
        refuse_blob("缺少 GP 标识", "the mark GP is missing");
    }
    const auto flags = static_cast<unsigned char>(blob[3]);
    const std::size_t indicator = (flags >> 1U) & 0x07U;
    if (blob[2] != 0 || (flags & kExtendedFlag) != 0 || indicator >= kEnvelopeDoubles.size()) {
        refuse_blob("版本或类型不受支持", "its version or type is not supported");
    }
    const std::size_t doubles = kEnvelopeDoubles.at(indicator);
    GpkgHeader header;
    header.wkb_offset = kFixedHeaderBytes + doubles * sizeof(double);
    if (blob.size() < header.wkb_offset) {
        refuse_blob("数据不完整", "it ends too early");
    }
    const bool little_endian = (flags & kLittleEndianFlag) != 0;
    header.srs_id = value_at<std::int32_t>(blob, 4, little_endian);
    header.is_empty = (flags & kEmptyFlag) != 0;
    if (doubles > 0) {
        const auto bound = [&](std::size_t i) {
            return value_at<double>(blob, kFixedHeaderBytes + i * sizeof(double), little_endian);
        };
        header.envelope = geo::Box{bound(0), bound(2), bound(1), bound(3)};
    }
    return header;
}

geo::Geometry from_gpkg_blob(std::string_view blob) {
    const GpkgHeader header = read_gpkg_header(blob);
    if (header.is_empty) {
        return {};
    }
    require_known_crs(header.srs_id);
    return geo::from_wkb(blob.substr(header.wkb_offset));
}

geo::Box bounds_of_gpkg_blob(std::string_view blob) {
    const GpkgHeader header = read_gpkg_header(blob);
    if (header.is_empty) {
        return {};
    }
    require_known_crs(header.srs_id);
    // An envelope of NaN is how some writers say "empty" or "unknown": the vertices decide.
    if (header.envelope && header.envelope->min_x <= header.envelope->max_x &&
        header.envelope->min_y <= header.envelope->max_y) {
        return *header.envelope;
    }
    return geo::from_wkb(blob.substr(header.wkb_offset)).bounds();
}

} // namespace liangxian::store
