// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/base/stored_zip.hpp"

#include <array>
#include <cstdint>
#include <optional>

namespace liangxian::base {
namespace {

constexpr std::uint32_t kLocal = 0x04034b50;
constexpr std::uint32_t kCentral = 0x02014b50;
constexpr std::uint32_t kEnd = 0x06054b50;
constexpr unsigned kVersion = 10;
constexpr unsigned kNamesAreUtf8 = 1U << 11U;
constexpr unsigned kNoDay = 0x21; ///< 1980-01-01, the first a zip can name
constexpr std::size_t kLocalSize = 30;

std::array<std::uint32_t, 256> make_crc_table() {
    std::array<std::uint32_t, 256> table{};
    for (std::uint32_t i = 0; i < table.size(); ++i) {
        std::uint32_t c = i;
        for (int bit = 0; bit < 8; ++bit) {
            c = (c & 1U) != 0 ? 0xedb88320U ^ (c >> 1U) : c >> 1U;
        }
        table.at(i) = c;
    }
    return table;
}

/// CRC-32 of ISO 3309.
std::uint32_t crc_of(std::string_view bytes) {
    static const std::array<std::uint32_t, 256> table = make_crc_table();
    std::uint32_t c = 0xffffffffU;
    for (const char byte : bytes) {
        c = table.at((c ^ static_cast<unsigned char>(byte)) & 0xffU) ^ (c >> 8U);
    }
    return c ^ 0xffffffffU;
}

void put2(std::string& out, unsigned value) {
    out += static_cast<char>(value & 0xffU);
    out += static_cast<char>((value >> 8U) & 0xffU);
}

void put4(std::string& out, std::uint32_t value) {
    put2(out, value & 0xffffU);
    put2(out, value >> 16U);
}

unsigned get2(std::string_view bytes, std::size_t at) {
    return static_cast<unsigned char>(bytes[at]) +
           256U * static_cast<unsigned>(static_cast<unsigned char>(bytes[at + 1]));
}

std::uint32_t get4(std::string_view bytes, std::size_t at) {
    return get2(bytes, at) + 65536U * get2(bytes, at + 2);
}

/// What a local header and its entry in the directory have in common.
void put_facts(std::string& out, const ZipFile& file) {
    put2(out, kVersion);
    put2(out, kNamesAreUtf8);
    put2(out, 0); // as they are
    put2(out, 0);
    put2(out, kNoDay);
    put4(out, crc_of(file.bytes));
    put4(out, static_cast<std::uint32_t>(file.bytes.size()));
    put4(out, static_cast<std::uint32_t>(file.bytes.size()));
    put2(out, static_cast<unsigned>(file.name.size()));
    put2(out, 0);
}

Problem fault(const char* code, const char* zh, const char* en) { return {code, "", {zh, en}}; }

/// The file whose local header stands there; nothing when there is none, or it reaches beyond the end.
std::optional<ZipFile> file_at(std::string_view bytes, std::size_t at) {
    const std::size_t name_size = get2(bytes, at + 26);
    const std::size_t size = get4(bytes, at + 18);
    const std::size_t begin = at + kLocalSize + name_size + get2(bytes, at + 28);
    if (begin > bytes.size() || size > bytes.size() - begin) {
        return std::nullopt;
    }
    return ZipFile{std::string(bytes.substr(at + kLocalSize, name_size)),
                   std::string(bytes.substr(begin, size))};
}

} // namespace

std::string make_stored_zip(const std::vector<ZipFile>& files) {
    std::string out;
    std::string directory;
    for (const ZipFile& file : files) {
        put4(directory, kCentral);
        put2(directory, kVersion);
        put_facts(directory, file);
        put2(directory, 0); // no remark
        put2(directory, 0);
        put2(directory, 0);
        put4(directory, 0);
        put4(directory, static_cast<std::uint32_t>(out.size()));
        directory += file.name;
        put4(out, kLocal);
        put_facts(out, file);
        out += file.name + file.bytes;
    }
    const std::size_t begin = out.size();
    out += directory;
    put4(out, kEnd);
    put4(out, 0);
    put2(out, static_cast<unsigned>(files.size()));
    put2(out, static_cast<unsigned>(files.size()));
    put4(out, static_cast<std::uint32_t>(directory.size()));
    put4(out, static_cast<std::uint32_t>(begin));
    put2(out, 0);
    return out;
}

Result<std::vector<ZipFile>> read_stored_zip(std::string_view bytes) {
    constexpr std::size_t kEndSize = 22;
    if (bytes.size() < kEndSize || get4(bytes, 0) != kLocal) {
        return fault("no-zip", "不是数据包", "this is no package");
    }
    std::vector<ZipFile> out;
    std::size_t at = 0;
    while (at + kLocalSize <= bytes.size() && get4(bytes, at) == kLocal) {
        if (get2(bytes, at + 8) != 0) {
            return fault("zip-compressed", "数据包被重新压缩过；只接受原包",
                         "the package was compressed by another program; only the original is taken");
        }
        auto file = file_at(bytes, at);
        if (!file) {
            return fault("zip-truncated", "数据包不完整", "the package is cut off");
        }
        at += kLocalSize + file->name.size() + get2(bytes, at + 28) + file->bytes.size();
        out.push_back(std::move(*file));
    }
    const std::string expected = make_stored_zip(out);
    if (expected == bytes) {
        return out;
    }
    return bytes.size() < expected.size() && expected.compare(0, bytes.size(), bytes) == 0
               ? fault("zip-truncated", "数据包不完整", "the package is cut off")
               : fault("zip-altered", "数据包被改动或重新打包过；只接受原包",
                       "the package was altered or packed again; only the original is taken");
}

} // namespace liangxian::base
