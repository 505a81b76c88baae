// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/base/module.hpp"
#include "core/intake/zip_file.hpp"

#include <zip.h>

namespace liangxian::intake {
namespace {

/// File type bits of a Unix mode, in the upper half of a zip entry's attributes.
constexpr std::uint32_t kUnixTypeMask = 0170000;
constexpr std::uint32_t kUnixLink = 0120000;

struct ZipDiscard {
    void operator()(zip_t* archive) const { zip_discard(archive); }
};
struct EntryClose {
    void operator()(zip_file_t* entry) const { zip_fclose(entry); }
};

class LibzipFile : public ZipFile {
public:
    explicit LibzipFile(zip_t* archive) : m_zip(archive) {}

    std::uint64_t entry_count() const override {
        return static_cast<std::uint64_t>(zip_get_num_entries(m_zip.get(), 0));
    }

    std::optional<ZipEntry> entry(std::uint64_t index) const override {
        zip_stat_t stat;
        zip_stat_init(&stat);
        constexpr std::uint64_t kNeeded = ZIP_STAT_NAME | ZIP_STAT_SIZE | ZIP_STAT_COMP_SIZE;
        if (zip_stat_index(m_zip.get(), index, ZIP_FL_ENC_RAW, &stat) != 0 ||
            (stat.valid & kNeeded) != kNeeded) {
            return std::nullopt;
        }
        const bool is_encrypted =
            (stat.valid & ZIP_STAT_ENCRYPTION_METHOD) != 0 && stat.encryption_method != ZIP_EM_NONE;
        return ZipEntry{stat.name, stat.size, stat.comp_size, is_link(index), is_encrypted};
    }

    std::optional<std::uint64_t> find(const std::string& name) const override {
        const zip_int64_t index = zip_name_locate(m_zip.get(), name.c_str(), 0);
        return index < 0 ? std::nullopt : std::optional(static_cast<std::uint64_t>(index));
    }

    std::optional<std::string> read(std::uint64_t index) const override {
        const auto stated = entry(index);
        const std::unique_ptr<zip_file_t, EntryClose> file(zip_fopen_index(m_zip.get(), index, 0));
        if (!stated || !file) {
            return std::nullopt;
        }
        std::string bytes(stated->bytes, '\0');
        const zip_int64_t got = zip_fread(file.get(), bytes.data(), bytes.size());
        char beyond = 0;
        // Reading past the end is what makes libzip compare the checksum.
        const bool is_whole = got >= 0 && static_cast<std::uint64_t>(got) == bytes.size() &&
                              zip_fread(file.get(), &beyond, 1) == 0;
        return is_whole ? std::optional(std::move(bytes)) : std::nullopt;
    }

private:
    bool is_link(std::uint64_t index) const {
        zip_uint8_t system = 0;
        zip_uint32_t attributes = 0;
        const bool known = zip_file_get_external_attributes(m_zip.get(), index, 0, &system, &attributes) == 0;
        return known && system == ZIP_OPSYS_UNIX && ((attributes >> 16) & kUnixTypeMask) == kUnixLink;
    }

    std::unique_ptr<zip_t, ZipDiscard> m_zip;
};

OpenedZip open_with_libzip(std::string_view bytes, ZipDirectory directory) {
    zip_error_t error;
    zip_error_init(&error);
    zip_source_t* source = zip_source_buffer_create(bytes.data(), bytes.size(), 0, &error);
    const int consistency = directory == ZipDirectory::must_be_consistent ? ZIP_CHECKCONS : 0;
    zip_t* archive =
        source == nullptr ? nullptr : zip_open_from_source(source, ZIP_RDONLY | consistency, &error);
    OpenedZip opened;
    if (archive != nullptr) {
        opened.file = std::make_unique<LibzipFile>(archive);
    } else {
        opened.reason = zip_error_strerror(&error);
        zip_source_free(source);
    }
    zip_error_fini(&error);
    return opened;
}

constexpr ZipFunctions kFunctions{open_with_libzip};

} // namespace
} // namespace liangxian::intake

const void* liangxian_module() { return &liangxian::intake::kFunctions; }
