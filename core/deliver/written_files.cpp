// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/deliver/written_files.hpp"

#include "core/base/digest.hpp"
#include "core/base/error.hpp"
#include "core/base/number.hpp"

#include <fmt/format.h>

#include <fcntl.h>
#include <signal.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <fstream>

namespace liangxian::deliver {
namespace {

[[noreturn]] void fail(const std::filesystem::path& path, const std::string& reason) {
    throw base::FileError("delivery-not-written",
                          {fmt::format("无法写出“{}”：{}", path.string(), reason),
                           fmt::format("'{}' cannot be written: {}", path.string(), reason)});
}

/// Before the number of the process that made it: who is gone left it behind.
std::string folder_prefix() {
    std::array<char, 256> host{};
    ::gethostname(host.data(), host.size() - 1);
    return fmt::format(".liangxian-{}-", host.data());
}

bool is_gone(const std::string& process) {
    const auto number = base::parse_number(process);
    return number && *number > 1 && ::kill(static_cast<pid_t>(*number), 0) != 0 && errno == ESRCH;
}

/// What exports killed on this machine left beside their outputs.
void clear_folders_of_the_dead(const std::filesystem::path& parent) {
    const std::string prefix = folder_prefix();
    std::error_code ignored;
    for (const auto& entry : std::filesystem::directory_iterator(parent, ignored)) {
        const std::string name = entry.path().filename().string();
        if (name.rfind(prefix, 0) == 0 && entry.is_directory(ignored)) {
            const std::string rest = name.substr(prefix.size());
            if (is_gone(rest.substr(0, rest.find('-')))) {
                std::filesystem::remove_all(entry.path(), ignored);
            }
        }
    }
}

std::filesystem::path make_folder_beside(const std::filesystem::path& out) {
    const std::filesystem::path parent = out.has_parent_path() ? out.parent_path() : ".";
    clear_folders_of_the_dead(parent);
    std::string name = (parent / fmt::format("{}{}-XXXXXX", folder_prefix(), ::getpid())).string();
    if (::mkdtemp(name.data()) == nullptr) {
        fail(out, std::strerror(errno));
    }
    return name;
}

void sync(const std::filesystem::path& path) {
    const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    const bool done = file >= 0 && ::fsync(file) == 0;
    const int error = errno;
    if (file >= 0) {
        ::close(file);
    }
    if (!done) {
        fail(path, std::strerror(error));
    }
}

std::vector<std::filesystem::path> files_of(const std::filesystem::path& data) {
    std::vector<std::filesystem::path> out;
    if (!std::filesystem::is_directory(data)) {
        return {data};
    }
    for (const auto& entry : std::filesystem::directory_iterator(data)) {
        out.push_back(entry.path());
    }
    std::sort(out.begin(), out.end());
    return out;
}

std::string digest_of(const std::filesystem::path& path) {
    std::ifstream file(path, std::ios::binary);
    base::Sha256 digest;
    std::array<char, 1 << 16> buffer{};
    while (file.read(buffer.data(), buffer.size()), file.gcount() > 0) {
        digest.update({buffer.data(), static_cast<std::size_t>(file.gcount())});
    }
    return digest.finish_hex();
}

} // namespace

std::optional<gdal::NewDataset::Format> format_of(const std::filesystem::path& out) {
    const std::string extension = (out.has_filename() ? out : out.parent_path()).extension().string();
    if (extension == ".gpkg") {
        return gdal::NewDataset::Format::geopackage;
    }
    return extension == ".gdb" ? std::optional(gdal::NewDataset::Format::file_geodatabase) : std::nullopt;
}

DatasetInTheMaking::DatasetInTheMaking(std::filesystem::path out)
    : m_out(out.has_filename() ? std::move(out) : out.parent_path()) {
    std::error_code ignored;
    if (std::filesystem::exists(std::filesystem::symlink_status(m_out, ignored))) {
        throw base::FileError(
            "output-exists", {fmt::format("“{}”已存在；交付成果不覆盖，请换一个名称", m_out.string()),
                              fmt::format("'{}' is there already; nothing is written over, take another name",
                                          m_out.string())});
    }
    m_folder = make_folder_beside(m_out);
    m_data = m_folder / m_out.filename();
}

DatasetInTheMaking::~DatasetInTheMaking() {
    std::error_code ignored;
    std::filesystem::remove_all(m_folder, ignored);
}

void DatasetInTheMaking::write(gdal::NewDataset dataset) {
    dataset.path = m_data.string();
    if (const auto reason = gdal::functions().write_dataset(dataset)) {
        fail(m_out, *reason);
    }
    for (const std::filesystem::path& file : files_of(m_data)) {
        sync(file);
    }
}

std::vector<Manifest::File> DatasetInTheMaking::files() const {
    std::vector<Manifest::File> out;
    for (const std::filesystem::path& file : files_of(m_data)) {
        out.push_back({std::filesystem::relative(file, m_folder).generic_string(),
                       std::filesystem::file_size(file), digest_of(file)});
    }
    return out;
}

void DatasetInTheMaking::put_in_place() {
    std::error_code error;
    std::filesystem::rename(m_data, m_out, error);
    if (error) {
        fail(m_out, error.message());
    }
    sync(m_out.has_parent_path() ? m_out.parent_path() : ".");
}

} // namespace liangxian::deliver
