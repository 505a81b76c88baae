// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/intake/shapefile_bytes.hpp"

#include <cstddef>
#include <cstdint>

namespace liangxian::intake {
namespace {

// ESRI Shapefile Technical Description (1998): lengths and offsets are big-endian counts of 16-bit words.
constexpr std::size_t kShapeHeader = 100;
constexpr std::size_t kRecordHeader = 8;
constexpr std::size_t kIndexRecord = 8;
constexpr std::size_t kLengthAt = 24;

std::uint32_t big_endian(std::string_view bytes, std::size_t at) {
    std::uint32_t value = 0;
    for (std::size_t i = 0; i < 4; ++i) {
        value = (value << 8) | static_cast<unsigned char>(bytes[at + i]);
    }
    return value;
}

void put_big_endian(std::string& out, std::size_t value) {
    for (int shift = 24; shift >= 0; shift -= 8) {
        out += static_cast<char>((value >> shift) & 0xFF);
    }
}

bool has_shape_header(std::string_view bytes) {
    return bytes.size() >= kShapeHeader && big_endian(bytes, 0) == 9994;
}

} // namespace

std::optional<std::string> rebuild_shx(std::string_view shp) {
    if (!has_shape_header(shp)) {
        return std::nullopt;
    }
    std::string records;
    for (std::size_t at = kShapeHeader; at < shp.size();) {
        if (at + kRecordHeader > shp.size()) {
            return std::nullopt;
        }
        const std::size_t words = big_endian(shp, at + 4);
        if (words < 2 || at + kRecordHeader + words * 2 > shp.size()) {
            return std::nullopt;
        }
        put_big_endian(records, at / 2);
        put_big_endian(records, words);
        at += kRecordHeader + words * 2;
    }
    std::string length;
    put_big_endian(length, (kShapeHeader + records.size()) / 2);
    std::string shx(shp.substr(0, kShapeHeader));
    shx.replace(kLengthAt, length.size(), length);
    return shx + records;
}

bool shx_fits(std::string_view shx, std::string_view shp) {
    if (!has_shape_header(shx) || !has_shape_header(shp) || (shx.size() - kShapeHeader) % kIndexRecord != 0) {
        return false;
    }
    for (std::size_t at = kShapeHeader; at < shx.size(); at += kIndexRecord) {
        const std::size_t start = std::size_t{big_endian(shx, at)} * 2;
        const std::size_t length = std::size_t{big_endian(shx, at + 4)} * 2;
        if (start < kShapeHeader || start + kRecordHeader + length > shp.size()) {
            return false;
        }
    }
    return true;
}

std::string_view dbf_text(std::string_view dbf) {
    if (dbf.size() < 33) {
        return {};
    }
    const std::size_t header =
        static_cast<unsigned char>(dbf[8]) | (std::size_t{static_cast<unsigned char>(dbf[9])} << 8);
    return header < dbf.size() ? dbf.substr(header) : std::string_view();
}

} // namespace liangxian::intake
