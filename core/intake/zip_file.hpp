// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace liangxian::intake {

/// One entry, as the directory of its zip has it: nothing is unzipped yet.
struct ZipEntry {
    std::string raw_name;      ///< its bytes, in whatever encoding they are
    std::uint64_t bytes = 0;   ///< unzipped
    std::uint64_t packed = 0;  ///< bytes in the zip
    bool is_link = false;      ///< a symbolic link of Unix
    bool is_encrypted = false; ///< has a password
};

/// A zip in memory, whatever it holds; who reads it judges its entries first. One thread at a time.
class ZipFile {
public:
    ZipFile() = default;
    virtual ~ZipFile() = default;
    ZipFile(const ZipFile&) = delete;
    ZipFile& operator=(const ZipFile&) = delete;

    virtual std::uint64_t entry_count() const = 0;
    /// Nothing when the directory is damaged there or leaves out a size.
    virtual std::optional<ZipEntry> entry(std::uint64_t index) const = 0;
    /// The place of an entry by its name in ASCII; nothing when there is none.
    virtual std::optional<std::uint64_t> find(const std::string& name) const = 0;
    /// All bytes of one entry; nothing when its length or its checksum is not what the directory says.
    virtual std::optional<std::string> read(std::uint64_t index) const = 0;
};

/// A zip that was opened, or none and libzip's words why.
struct OpenedZip {
    std::unique_ptr<ZipFile> file;
    std::string reason;
};

enum class ZipDirectory { as_it_is, must_be_consistent };

/// Loads libzip, which is in a module (ADR 0020), on the first call. Any thread.
/// \param bytes  must outlive the file
/// \throws base::Error `module-not-loaded`
OpenedZip open_zip(std::string_view bytes, ZipDirectory directory);

/// What the module can do.
struct ZipFunctions {
    static constexpr const char* kModule = "zip";

    OpenedZip (*open_zip)(std::string_view bytes, ZipDirectory directory); ///< as the function of that name
};

} // namespace liangxian::intake
