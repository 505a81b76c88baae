// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/intake/archive.hpp"

#include "core/intake/encoding.hpp"
#include "core/intake/format.hpp"
#include "core/intake/hidden_gbk.hpp"
#include "core/intake/text_lines.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>

namespace liangxian::intake {
namespace {

/// Small texts compress by any factor; the ratio counts above this.
constexpr std::uint64_t kRatioCountsFrom = 1u << 20;
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
    ArchiveJudge(const ZipFile& zip, std::string name, const ReadOptions& options)
        : m_zip(zip), m_name(std::move(name)), m_options(options) {}

    std::optional<base::Problem> judge() {
        const std::uint64_t count = m_zip.entry_count();
        if (count > m_options.limits.archive_entries) {
            return archive_problem(
                "archive-too-large", m_name,
                fmt::format("压缩包内文件过多（{}，上限 {}）；请只打包需要核查的文件", count,
                            m_options.limits.archive_entries),
                fmt::format("the archive holds {} entries, more than {}; pack only what is to be checked",
                            count, m_options.limits.archive_entries));
        }
        for (std::uint64_t i = 0; i < count; ++i) {
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
        const auto entry = m_zip.entry(index);
        if (!entry) {
            return archive_problem(
                "archive-damaged", m_name, fmt::format("压缩包目录第 {} 项损坏；请重新打包", index + 1),
                fmt::format("entry {} of the archive's directory is damaged; pack it again", index + 1));
        }
        const std::string name =
            decode_field(entry->raw_name, encoding_to_use(entry->raw_name, m_options.encoding));
        const std::string where = m_name + "!" + name;
        if (auto problem = judge_kind(*entry, name, where)) {
            return problem;
        }
        m_total += entry->bytes;
        m_packed += entry->packed;
        if (entry->bytes > m_options.limits.unzipped_bytes || m_total > m_options.limits.unzipped_bytes) {
            return archive_problem(
                "archive-too-large", where,
                fmt::format("解压后超过上限 {} 字节；请拆分后再提交", m_options.limits.unzipped_bytes),
                fmt::format("unzips to more than {} bytes; split it", m_options.limits.unzipped_bytes));
        }
        if (auto problem = judge_ratio(where, entry->bytes, entry->packed)) {
            return problem;
        }
        if (name.back() != '/' && !is_left_behind(name)) {
            entries.push_back({name, index, entry->bytes});
        }
        return std::nullopt;
    }

    static std::optional<base::Problem> judge_kind(const ZipEntry& entry, const std::string& name,
                                                   const std::string& where) {
        if (leaves_the_folder(name) || name.find('\0') != std::string::npos || entry.is_link) {
            return archive_problem(
                "archive-unsafe-name", where, "压缩包内有链接或指向包外的路径，整包不予读取；请重新打包",
                "the archive holds a link or a name that leaves it; nothing was read, pack it again");
        }
        if (entry.is_encrypted) {
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

    const ZipFile& m_zip;
    std::string m_name;
    const ReadOptions& m_options;
    std::uint64_t m_total = 0;
    std::uint64_t m_packed = 0;
};

} // namespace

base::Result<Archive> Archive::open(std::string_view bytes, const std::string& name,
                                    const ReadOptions& options) {
    OpenedZip opened = open_zip(bytes, ZipDirectory::must_be_consistent);
    if (!opened.file) {
        return archive_problem("archive-damaged", name,
                               "压缩包损坏或不完整（" + opened.reason + "）；请重新打包",
                               "the archive is damaged or cut short (" + opened.reason + "); pack it again");
    }
    Archive archive;
    archive.m_zip = std::move(opened.file);
    archive.m_name = name;
    ArchiveJudge judge(*archive.m_zip, name, options);
    if (auto problem = judge.judge()) {
        return *problem;
    }
    archive.m_entries = std::move(judge.entries);
    return archive;
}

base::Result<std::string> Archive::read(const ArchiveEntry& entry) const {
    const std::string where = m_name + "!" + entry.name;
    auto bytes = m_zip->read(entry.index);
    if (!bytes) {
        return archive_problem("archive-damaged", where, "压缩包内的文件损坏（长度或校验不符）；请重新打包",
                               "the file in the archive is damaged (length or checksum); pack it again");
    }
    return std::move(*bytes);
}

} // namespace liangxian::intake
