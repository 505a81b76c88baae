// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/app/zone_index_file.hpp"

#include "core/base/digest.hpp"
#include "core/base/error.hpp"
#include "core/index/zone_index_writer.hpp"
#include "core/overlap/zone_ingest.hpp"

#include <csignal>
#include <cstdlib>
#include <unistd.h>

namespace liangxian::app {
namespace {

namespace fs = std::filesystem;

bool can_write_in(const fs::path& folder) { return ::access(folder.c_str(), W_OK | X_OK) == 0; }

/// The user's cache by the XDG Base Directory Specification; empty: none.
fs::path cache_folder() {
    const auto named = [](const char* variable) {
        const char* value = std::getenv(variable);
        return fs::path(value == nullptr ? "" : value);
    };
    const fs::path cache = named("XDG_CACHE_HOME");
    const fs::path home = named("HOME");
    const fs::path root = cache.is_absolute() ? cache : home.is_absolute() ? home / ".cache" : fs::path();
    if (root.empty()) {
        return {};
    }
    std::error_code error;
    fs::create_directories(root / "liangxian", error);
    return can_write_in(root / "liangxian") ? root / "liangxian" : fs::path();
}

fs::path place_for(const std::string& store_location) {
    std::error_code error;
    const bool is_file = fs::is_regular_file(store_location, error);
    const fs::path store = is_file ? fs::canonical(store_location, error) : fs::path(store_location);
    if (is_file && can_write_in(store.parent_path())) {
        return store.string() + ".zones";
    }
    const fs::path cache = cache_folder();
    return cache.empty() ? fs::path() : cache / (base::sha256_hex(store.string()).substr(0, 32) + ".zones");
}

bool is_alive(const std::string& process) {
    const long number = std::strtol(process.c_str(), nullptr, 10);
    return number > 0 && (::kill(static_cast<pid_t>(number), 0) == 0 || errno == EPERM);
}

} // namespace

ZoneIndexFile::ZoneIndexFile(const std::string& store_location) : m_path(place_for(store_location)) {}

std::shared_ptr<const index::ZoneIndex> ZoneIndexFile::open() const {
    std::error_code error;
    if (m_path.empty() || !fs::is_regular_file(m_path, error)) {
        return nullptr;
    }
    try {
        return std::make_shared<const index::ZoneIndex>(index::MappedBytes::of_file(m_path));
    } catch (const index::IndexDamaged&) {
        return nullptr;
    } catch (const base::FileError&) {
        return nullptr; // not ours to read
    }
}

std::shared_ptr<const index::ZoneIndex> ZoneIndexFile::make(const store::Store& store,
                                                            const base::CancelToken& cancel) const {
    index::ZoneIndexWriter writer(m_path.parent_path());
    overlap::ZoneIngest ingest(writer);
    const zone::ContentMark mark = store.visit_rows(ingest, nullptr, cancel);
    if (m_path.empty()) {
        return std::make_shared<const index::ZoneIndex>(writer.build(mark));
    }
    clear_unfinished();
    writer.write(m_path, mark);
    return std::make_shared<const index::ZoneIndex>(index::MappedBytes::of_file(m_path));
}

/// What a killed process left: `<path>.<process>.<number>.part` of one that is no more.
void ZoneIndexFile::clear_unfinished() const {
    std::error_code error;
    const std::string begin = m_path.filename().string() + ".";
    const std::string end = ".part";
    for (const auto& entry : fs::directory_iterator(m_path.parent_path(), error)) {
        const std::string name = entry.path().filename().string();
        const bool is_part = name.size() > begin.size() + end.size() &&
                             name.compare(0, begin.size(), begin) == 0 &&
                             name.compare(name.size() - end.size(), end.size(), end) == 0;
        if (is_part && !is_alive(name.substr(begin.size()))) {
            fs::remove(entry.path(), error);
        }
    }
}

} // namespace liangxian::app
