// SPDX-License-Identifier: GPL-2.0-or-later
#include "cli/staged_file.hpp"

#include "core/base/error.hpp"
#include "core/base/file.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <system_error>

namespace liangxian::cli {

StagedFile::StagedFile(const std::filesystem::path& target) : m_target(target) {
    const base::PendingFile probe(target);
    if (std::filesystem::exists(target)) {
        m_target = std::filesystem::canonical(target); // a link stays one
    }
    if (std::filesystem::exists(m_target) && !std::filesystem::is_regular_file(m_target)) {
        throw base::FileError("file-not-written",
                              {fmt::format("“{}”不是普通文件，不能写入", target.string()),
                               fmt::format("'{}' is no file and is not written to", target.string())});
    }
    m_staged = m_target.string() + fmt::format(".{}.part", ::getpid());
}

StagedFile::~StagedFile() {
    std::error_code ignored;
    std::filesystem::remove(m_staged, ignored);
}

void StagedFile::write(const std::string& bytes) const { base::write_file_atomically(m_staged, bytes); }

void StagedFile::put_in_place() const {
    std::error_code error;
    std::filesystem::rename(m_staged, m_target, error);
    if (error) {
        throw base::FileError(
            "file-not-written",
            {fmt::format("“{}”无法写入：{}", m_target.string(), error.message()),
             fmt::format("'{}' cannot be written: {}", m_target.string(), error.message())});
    }
}

} // namespace liangxian::cli
