// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/app/dossier_folder.hpp"

#include "core/base/error.hpp"
#include "core/base/file.hpp"

#include <algorithm>
#include <cstdlib>
#include <system_error>
#include <utility>

namespace liangxian::app {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kLongestNameBytes = 150;
constexpr std::size_t kLargestFileBytes = std::size_t{1} << 30;

[[noreturn]] void fail(const fs::path& path, const std::error_code& error) {
    throw base::FileError("file-not-written",
                          {"无法写入“" + path.string() + "”：" + error.message(),
                           "'" + path.string() + "' cannot be written: " + error.message()});
}

base::Problem not_ours(const fs::path& path) {
    return {
        "output-has-other-files",
        path.string(),
        {"不是本程序写的成果，或写出后已改动，替换会毁掉它；请移走或另选 -o",
         "this is no part of a dossier as it was written, and replacing it would destroy it: move it away, or "
         "name another folder with -o"}};
}

void rename_or_fail(const fs::path& from, const fs::path& to) {
    std::error_code error;
    fs::rename(from, to, error);
    if (error) {
        fail(to, error);
    }
}

} // namespace

std::string file_name_of(const std::string& text, std::size_t bytes) {
    std::string out;
    for (const char c : text) {
        const bool is_refused = static_cast<unsigned char>(c) < 0x20 || c == 0x7F ||
                                std::string_view("/\\:*?\"<>|").find(c) != std::string_view::npos;
        out += is_refused ? '_' : c;
    }
    if (out.size() > bytes) {
        std::size_t end = bytes;
        while (end > 0 && (static_cast<unsigned char>(out[end]) & 0xC0) == 0x80) {
            --end;
        }
        out.resize(end);
    }
    const std::size_t last = out.find_last_not_of(" ."); // Windows takes neither at the end
    out.resize(last == std::string::npos ? 0 : last + 1);
    return out.empty() || out.front() == '.' ? "_" + out : out;
}

DossierFolder::DossierFolder(fs::path folder) : m_folder(std::move(folder)) {
    std::error_code error;
    m_made_folder = fs::create_directories(m_folder, error);
    if (error) {
        fail(m_folder, error);
    }
    std::string pattern = (m_folder / ".dossier-XXXXXX").string();
    if (::mkdtemp(pattern.data()) == nullptr) {
        fail(m_folder, std::error_code(errno, std::generic_category()));
    }
    m_apart = pattern;
}

DossierFolder::~DossierFolder() {
    std::error_code ignored;
    fs::remove_all(m_apart, ignored);
    if (m_made_folder) {
        fs::remove(m_folder, ignored); // only when it is empty
    }
}

std::string DossierFolder::name_for(const std::string& site_id, const std::string& name) {
    const std::string wanted = file_name_of(site_id + "-" + name, kLongestNameBytes);
    std::string out = wanted;
    for (int& last = m_numbers.emplace(wanted, 1).first->second; !m_taken.insert(out).second;) {
        out = wanted + "-" + std::to_string(++last);
    }
    m_names.push_back(out);
    return out;
}

base::Problems DossierFolder::foreign_files(const fs::path& folder, const std::string& name,
                                            const std::vector<std::string>& ours) {
    std::error_code ignored;
    const fs::path there = folder / name;
    const fs::file_status status = fs::symlink_status(there, ignored);
    if (!fs::exists(status)) {
        return {};
    }
    if (!fs::is_directory(status)) {
        return {not_ours(there)};
    }
    base::Problems out;
    for (const auto& entry : fs::directory_iterator(there, ignored)) {
        const bool is_ours =
            std::find(ours.begin(), ours.end(), entry.path().filename().string()) != ours.end();
        if (!is_ours || !fs::is_regular_file(entry.symlink_status(ignored))) {
            out.push_back(not_ours(entry.path()));
        }
    }
    return out;
}

base::Problems DossierFolder::foreign_file(const fs::path& file,
                                           const std::function<bool(const std::string& bytes)>& is_ours) {
    std::error_code ignored;
    const fs::file_status status = fs::symlink_status(file, ignored);
    if (!fs::exists(status)) {
        return {};
    }
    try {
        if (fs::is_regular_file(status) && is_ours(base::read_file(file, kLargestFileBytes))) {
            return {};
        }
    } catch (const base::FileError&) { // not ours, then
    }
    return {not_ours(file)};
}

void DossierFolder::write(const fs::path& path, std::string_view bytes) {
    const fs::path target = m_apart / path;
    std::error_code error;
    fs::create_directories(target.parent_path(), error);
    if (error) {
        fail(target, error);
    }
    base::write_file_atomically(target, bytes);
    const std::string top = path.begin()->string();
    if (m_taken.insert(top).second) {
        m_names.push_back(top);
    }
}

/// Each name is moved out of the way and replaced; a failure moves everything back.
void DossierFolder::commit() {
    const fs::path old = m_apart / ".old";
    std::error_code error;
    fs::create_directory(old, error);
    std::vector<std::string> placed;
    try {
        for (const std::string& name : m_names) {
            if (!fs::exists(m_apart / name)) {
                continue; // a unit that failed leaves its former dossier as it is
            }
            if (fs::exists(m_folder / name)) {
                rename_or_fail(m_folder / name, old / name);
            }
            placed.push_back(name);
            rename_or_fail(m_apart / name, m_folder / name);
        }
    } catch (const base::FileError&) {
        for (const std::string& name : placed) {
            fs::remove_all(m_folder / name, error);
            if (fs::exists(old / name, error)) {
                fs::rename(old / name, m_folder / name, error);
            }
        }
        throw;
    }
}

} // namespace liangxian::app
