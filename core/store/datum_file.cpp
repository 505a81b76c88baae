// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/store/datum_file.hpp"

#include "core/base/canonical_json.hpp"
#include "core/base/error.hpp"
#include "core/base/file.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

namespace liangxian::store {
namespace {

constexpr std::size_t kLargestFile = 4u << 20;

[[noreturn]] void fail(const std::filesystem::path& file, const std::string& zh, const std::string& en) {
    throw base::FileError("datum-file", {fmt::format("转换参数文件“{}”{}", file.string(), zh),
                                         fmt::format("the file of parameters '{}' {}", file.string(), en)});
}

nlohmann::json read_all(const std::filesystem::path& file) {
    if (!std::filesystem::exists(file)) {
        return nlohmann::json::object();
    }
    struct stat facts {};
    constexpr mode_t kOthers = S_IRWXG | S_IRWXO;
    if (::stat(file.c_str(), &facts) != 0 || (facts.st_mode & kOthers) != 0) {
        fail(file, "可被他人读取；请 chmod 600", "can be read by others; chmod 600 it");
    }
    auto out = nlohmann::json::parse(base::read_file(file, kLargestFile), nullptr, false);
    if (!out.is_object()) {
        fail(file, "已损坏", "is damaged");
    }
    return out;
}

/// Never readable by others, not for a moment; the old content stays until all of the new one is there.
void write_all(const std::filesystem::path& file, const std::string& text) {
    const std::string beside = file.string() + ".new";
    ::unlink(beside.c_str()); // of a program that was killed
    const int out = ::open(beside.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, S_IRUSR | S_IWUSR);
    const bool is_written = out >= 0 &&
                            ::write(out, text.data(), text.size()) == static_cast<ssize_t>(text.size()) &&
                            ::fsync(out) == 0;
    const int error = errno;
    if (out >= 0) {
        ::close(out);
    }
    if (!is_written || ::rename(beside.c_str(), file.c_str()) != 0) {
        ::unlink(beside.c_str());
        fail(file, std::string("无法写入：") + std::strerror(error),
             std::string("cannot be written: ") + std::strerror(error));
    }
}

} // namespace

std::filesystem::path datum_file_of(const std::filesystem::path& store) {
    std::error_code unknown; // a link, or another way of writing the path, is the same store
    const std::filesystem::path one = std::filesystem::weakly_canonical(store, unknown);
    return (unknown ? store : one).string() + ".datums.json";
}

std::optional<std::string> read_datum_secret(const std::filesystem::path& store,
                                             const std::string& datum_id) {
    const nlohmann::json all = read_all(datum_file_of(store));
    const auto found = all.find(datum_id);
    return found != all.end() && found->is_string() ? std::optional(found->get<std::string>()) : std::nullopt;
}

void add_datum_secrets(const std::filesystem::path& store, const std::vector<DatumSecret>& secrets) {
    if (secrets.empty()) {
        return;
    }
    nlohmann::json all = read_all(datum_file_of(store));
    for (const DatumSecret& secret : secrets) {
        all[secret.datum_id] = secret.parameters;
    }
    write_all(datum_file_of(store), base::canonical_json(all) + "\n");
}

void copy_datum_file(const std::filesystem::path& from, const std::filesystem::path& to) {
    const std::filesystem::path source = datum_file_of(from);
    const std::filesystem::path target = datum_file_of(to);
    if (!std::filesystem::exists(source)) {
        return;
    }
    if (std::filesystem::exists(target)) {
        fail(target, "已存在", "is there already");
    }
    write_all(target, base::canonical_json(read_all(source)) + "\n");
}

} // namespace liangxian::store
