// SPDX-License-Identifier: GPL-2.0-or-later
#include "cli/output.hpp"

#include "core/base/error.hpp"

#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cstdio>
#include <filesystem>

namespace liangxian::cli {
namespace {

namespace fs = std::filesystem;

bool is_same_file(const struct stat& a, const struct stat& b) {
    return S_ISREG(a.st_mode) && a.st_dev == b.st_dev && a.st_ino == b.st_ino;
}

bool is_same_path(const fs::path& a, const fs::path& b) {
    std::error_code unknown;
    const fs::path one = fs::weakly_canonical(a, unknown);
    return !unknown && one == fs::weakly_canonical(b, unknown) && !unknown;
}

/// What a command touches when it reads \p input.
std::vector<fs::path> files_of(const std::string& input) {
    std::vector<fs::path> out{input};
    std::error_code unknown;
    const fs::path itself =
        fs::weakly_canonical(input, unknown); // where a store's secrets are, behind a link
    if (!unknown) {
        out.emplace_back(itself.string() + ".datums.json");
        out.emplace_back(itself.string() + ".ops.sqlite");
    }
    for (const char* beside : {"-wal", "-shm", "-journal", ".zones"}) {
        out.emplace_back(input + beside);
    }
    const fs::path extension = fs::path(input).extension();
    if (extension == ".shp" || extension == ".SHP") {
        for (const char* part : {".dbf", ".shx", ".prj", ".cpg", ".DBF", ".SHX", ".PRJ", ".CPG"}) {
            out.push_back(fs::path(input).replace_extension(part));
        }
    }
    return out;
}

bool would_overwrite(const std::string& output, const std::string& input) {
    struct stat there {};
    struct stat other {};
    const bool is_there = ::stat(output.c_str(), &there) == 0;
    if (is_there && !S_ISREG(there.st_mode)) {
        return false; // a device loses nothing
    }
    if (input == "-") {
        return is_there && ::fstat(STDIN_FILENO, &other) == 0 && is_same_file(there, other);
    }
    for (const fs::path& file : files_of(input)) {
        const bool same = is_there && ::stat(file.c_str(), &other) == 0 && is_same_file(there, other);
        if (same || is_same_path(output, file)) {
            return true;
        }
    }
    return false;
}

} // namespace

void refuse_to_overwrite(const std::string& output, const std::vector<std::string>& inputs) {
    for (const std::string& input : inputs) {
        if (!output.empty() && !input.empty() && would_overwrite(output, input)) {
            throw base::UsageError(base::Problems{
                {"output-is-input",
                 "--output",
                 {fmt::format("“{}”就是要读取的“{}”，写出会毁掉它；请换一个文件名", output, input),
                  fmt::format("'{}' is what is read ('{}') and would be destroyed; name another file", output,
                              input)}}});
        }
    }
}

Output::Output(const std::string& path) {
    if (!path.empty()) {
        m_file.emplace(path);
    }
}

void Output::write(std::string_view bytes) {
    if (m_file) {
        m_file->write(bytes);
    } else if (std::fwrite(bytes.data(), 1, bytes.size(), stdout) != bytes.size() ||
               std::fflush(stdout) != 0) {
        throw base::FileError("output-not-written",
                              {"输出未能写完整", "the output was not written completely"});
    }
}

void Output::commit() {
    if (m_file) {
        m_file->commit();
    }
}

} // namespace liangxian::cli
