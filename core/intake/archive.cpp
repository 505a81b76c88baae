// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/intake/archive.hpp"

#include "core/intake/encoding.hpp"
#include "core/intake/format.hpp"
#include "core/intake/hidden_gbk.hpp"
#include "core/intake/text_lines.hpp"

#include <fmt/format.h>
#include <zip.h>

#include <algorithm>
#include <array>
#include <optional>

namespace liangxian::intake {
namespace {

/// Small texts compress by any factor; the ratio counts above this.
constexpr std::uint64_t kRatioCountsFrom = 1u << 20;
/// File type bits of a Unix mode, in the upper half of a zip entry's attributes.
constexpr std::uint32_t kUnixTypeMask = 0170000;
constexpr std::uint32_t kUnixLink = 0120000;

base::Problem archive_problem(const char* code, const std::string& where, std::string zh, std::string en) {
    return {code, where, {std::move(zh), std::move(en)}};
}

bool leaves_the_folder(const std::string& name) {
    if (name.empty() || name.front() == '/' || name.front() == '\\' || (name.size() > 1 && name[1] == ':')) {
        return true;
    }
    std::string slashed = "/" + name + "/";
    std::replace(slashed.begin(), slashed.end(), '\\', '/');
    return contains_text(slashed, "/../");
}

bool is_nested_archive(const std::string& name) {
    static constexpr std::array<const char*, 11> kExtensions{"zip", "kmz", "rar", "7z",  "tar", "gz",
                                                             "tgz", "bz2", "xz",  "zst", "jar"};
    const std::string extension = extension_of(name);
    return std::find(kExtensions.begin(), kExtensions.end(), extension) != kExtensions.end();
}

bool is_left_behind(const std::string& name) {
    return name.rfind("__MACOSX/", 0) == 0 || contains_text(name, ".DS_Store") ||
           contains_text(name, "Thumbs.db");
}

/// The directory of one archive, judged entry by entry.
class ArchiveJudge {
public:
    ArchiveJudge(zip_t* archive, std::string name, const ReadOptions& options)
        : m_zip(archive), m_name(std::move(name)), m_options(options) {}

    std::optional<base::Problem> judge() {
        const zip_int64_t count = zip_get_num_entries(m_zip, 0);
        if (count < 0 || static_cast<std::uint64_t>(count) > m_options.limits.archive_entries) {
            return archive_problem(
                "archive-too-large", m_name,
                fmt::format("压缩包内文件过多（{}，上限 {}）；请只打包需要核查的文件", count,
                            m_options.limits.archive_entries),
                fmt::format("the archive holds {} entries, more than {}; pack only what is to be checked",
                            count, m_options.limits.archive_entries));
        }
        for (std::uint64_t i = 0; i < static_cast<std::uint64_t>(count); ++i) {
            if (auto problem = judge_entry(i)) {
                return problem;
            }
        }
        if (entries.empty()) {
            return archive_problem("archive-empty", m_name, "压缩包里没有文件", "the archive holds no file");
        }
        return judge_ratio(m_name, m_total, m_packed);
    }

    std::vector<ArchiveEntry> entries;

private:
    std::optional<base::Problem> judge_entry(std::uint64_t index) {
        zip_stat_t stat;
        zip_stat_init(&stat);
        constexpr std::uint64_t kNeeded = ZIP_STAT_NAME | ZIP_STAT_SIZE | ZIP_STAT_COMP_SIZE;
        if (zip_stat_index(m_zip, index, ZIP_FL_ENC_RAW, &stat) != 0 || (stat.valid & kNeeded) != kNeeded) {
            return archive_problem(
                "archive-damaged", m_name, fmt::format("压缩包目录第 {} 项损坏；请重新打包", index + 1),
                fmt::format("entry {} of the archive's directory is damaged; pack it again", index + 1));
        }
        const std::string name = decode_field(stat.name, encoding_to_use(stat.name, m_options.encoding));
        const std::string where = m_name + "!" + name;
        if (auto problem = judge_kind(index, stat, name, where)) {
            return problem;
        }
        m_total += stat.size;
        m_packed += stat.comp_size;
        if (stat.size > m_options.limits.unzipped_bytes || m_total > m_options.limits.unzipped_bytes) {
            return archive_problem(
                "archive-too-large", where,
                fmt::format("解压后超过上限 {} 字节；请拆分后再提交", m_options.limits.unzipped_bytes),
                fmt::format("unzips to more than {} bytes; split it", m_options.limits.unzipped_bytes));
        }
        if (auto problem = judge_ratio(where, stat.size, stat.comp_size)) {
            return problem;
        }
        if (name.back() != '/' && !is_left_behind(name)) {
            entries.push_back({name, index, stat.size});
        }
        return std::nullopt;
    }

    std::optional<base::Problem> judge_kind(std::uint64_t index, const zip_stat_t& stat,
                                            const std::string& name, const std::string& where) {
        zip_uint8_t system = 0;
        zip_uint32_t attributes = 0;
        const bool known = zip_file_get_external_attributes(m_zip, index, 0, &system, &attributes) == 0;
        const bool is_link =
            known && system == ZIP_OPSYS_UNIX && ((attributes >> 16) & kUnixTypeMask) == kUnixLink;
        if (leaves_the_folder(name) || name.find('\0') != std::string::npos || is_link) {
            return archive_problem(
                "archive-unsafe-name", where, "压缩包内有链接或指向包外的路径，整包不予读取；请重新打包",
                "the archive holds a link or a name that leaves it; nothing was read, pack it again");
        }
        if ((stat.valid & ZIP_STAT_ENCRYPTION_METHOD) != 0 && stat.encryption_method != ZIP_EM_NONE) {
            return archive_problem("archive-encrypted", where, "压缩包已加密；请去掉密码后再提交",
                                   "the archive is encrypted; hand it in without a password");
        }
        if (is_nested_archive(name)) {
            return archive_problem(
                "archive-nested", where, "压缩包里还有压缩包；请解开后直接打包数据文件",
                "there is an archive in the archive; unpack it and pack the data files themselves");
        }
        return std::nullopt;
    }

    std::optional<base::Problem> judge_ratio(const std::string& where, std::uint64_t size,
                                             std::uint64_t packed) const {
        const double most =
            m_options.limits.max_compression_ratio * static_cast<double>(std::max<std::uint64_t>(packed, 1));
        if (size <= kRatioCountsFrom || static_cast<double>(size) <= most) {
            return std::nullopt;
        }
        return archive_problem(
            "archive-bomb", where,
            fmt::format("压缩比异常（{} 字节解压为 {} 字节），疑似压缩炸弹，不予读取", packed, size),
            fmt::format("{} bytes would unzip to {}: no honest file does, nothing was read", packed, size));
    }

    zip_t* m_zip;
    std::string m_name;
    const ReadOptions& m_options;
    std::uint64_t m_total = 0;
    std::uint64_t m_packed = 0;
};

} // namespace

base::Result<Archive> Archive::open(std::string_view bytes, const std::string& name,
                                    const ReadOptions& options) {
    zip_error_t error;
    zip_error_init(&error);
    zip_source_t* source = zip_source_buffer_create(bytes.data(), bytes.size(), 0, &error);
    zip_t* opened =
        source == nullptr ? nullptr : zip_open_from_source(source, ZIP_RDONLY | ZIP_CHECKCONS, &error);
    if (opened == nullptr) {
        const std::string reason = zip_error_strerror(&error);
        zip_error_fini(&error);
        if (source != nullptr) {
            zip_source_free(source);
        }
        return archive_problem("archive-damaged", name, "压缩包损坏或不完整（" + reason + "）；请重新打包",
                               "the archive is damaged or cut short (" + reason + "); pack it again");
    }
    zip_error_fini(&error);
    Archive archive;
    archive.m_zip = std::shared_ptr<zip>(opened, zip_discard);
    archive.m_name = name;
    ArchiveJudge judge(opened, name, options);
    if (auto problem = judge.judge()) {
        return *problem;
    }
    archive.m_entries = std::move(judge.entries);
    return archive;
}

base::Result<std::string> Archive::read(const ArchiveEntry& entry) const {
    const std::string where = m_name + "!" + entry.name;
    const std::unique_ptr<zip_file_t, int (*)(zip_file_t*)> file(zip_fopen_index(m_zip.get(), entry.index, 0),
                                                                 zip_fclose);
    std::string bytes(entry.bytes, '\0');
    zip_int64_t got = file == nullptr ? -1 : zip_fread(file.get(), bytes.data(), bytes.size());
    char beyond = 0;
    // Reading past the end is what makes libzip compare the checksum.
    if (got >= 0 && zip_fread(file.get(), &beyond, 1) != 0) {
        got = -1;
    }
    if (got < 0 || static_cast<std::uint64_t>(got) != entry.bytes) {
        return archive_problem("archive-damaged", where, "压缩包内的文件损坏（长度或校验不符）；请重新打包",
                               "the file in the archive is damaged (length or checksum); pack it again");
    }
    return bytes;
}

} // namespace liangxian::intake
