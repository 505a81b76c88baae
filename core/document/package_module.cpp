// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/base/module.hpp"
#include "core/document/package.hpp"

#include <zip.h>

#include <cstdint>

namespace liangxian::document {
namespace {

// 1980-01-01 00:00, the first instant a zip can state.
constexpr zip_uint16_t kDosTime = 0;
constexpr zip_uint16_t kDosDate = (1 << 5) | 1;

bool add(zip_t* archive, const std::string& name, const std::string& bytes) {
    zip_source_t* content = zip_source_buffer(archive, bytes.data(), bytes.size(), 0);
    const zip_int64_t index =
        content == nullptr ? -1 : zip_file_add(archive, name.c_str(), content, ZIP_FL_ENC_UTF_8);
    if (index < 0) {
        zip_source_free(content);
        return false;
    }
    return zip_file_set_dostime(archive, static_cast<zip_uint64_t>(index), kDosTime, kDosDate, 0) == 0;
}

std::string bytes_of(zip_source_t* source) {
    zip_stat_t stat;
    zip_stat_init(&stat);
    if (zip_source_open(source) != 0 || zip_source_stat(source, &stat) != 0) {
        return {};
    }
    std::string out(stat.size, '\0');
    const zip_int64_t got = zip_source_read(source, out.data(), out.size());
    zip_source_close(source);
    return got == static_cast<zip_int64_t>(out.size()) ? out : std::string();
}

Packed pack_with_libzip(const PackageParts& parts) {
    zip_error_t error;
    zip_error_init(&error);
    zip_source_t* source = zip_source_buffer_create(nullptr, 0, 0, &error);
    zip_t* archive =
        source == nullptr ? nullptr : zip_open_from_source(source, ZIP_CREATE | ZIP_TRUNCATE, &error);
    if (archive == nullptr) {
        zip_source_free(source);
        return {{}, zip_error_strerror(&error)};
    }
    zip_source_keep(source); // its bytes are wanted after the archive is closed
    bool is_whole = true;
    for (const auto& [name, bytes] : parts) {
        is_whole = is_whole && add(archive, name, bytes);
    }
    Packed out;
    if (!is_whole || zip_close(archive) != 0) {
        out.reason = zip_strerror(archive);
        zip_discard(archive);
    } else {
        out.bytes = bytes_of(source);
    }
    zip_source_free(source);
    zip_error_fini(&error);
    return out;
}

constexpr PackageFunctions kFunctions{pack_with_libzip};

} // namespace
} // namespace liangxian::document

const void* liangxian_module() { return &liangxian::document::kFunctions; }
