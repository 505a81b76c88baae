// SPDX-License-Identifier: GPL-2.0-or-later
#include "server/pages/page_files.hpp"

#include "core/base/data_files.hpp"
#include "core/base/file.hpp"
#include "server/http/finish.hpp"

#include <algorithm>
#include <array>
#include <string_view>

namespace liangxian::pages {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kLargestFileBytes = std::size_t{8} << 20;
/// Done once at the start, so it may take its time.
constexpr int kSmallest = 9;
/// What the build puts there has its content's hash in its name.
constexpr std::string_view kHashedFolder = "/assets/";

struct Type {
    std::string_view ending;
    const char* content_type;
    bool is_packed; ///< compressing again gains nothing
};

constexpr std::array<Type, 8> kTypes{{{".html", "text/html; charset=utf-8", false},
                                      {".js", "text/javascript; charset=utf-8", false},
                                      {".css", "text/css; charset=utf-8", false},
                                      {".json", "application/json", false},
                                      {".svg", "image/svg+xml", false},
                                      {".png", "image/png", true},
                                      {".woff2", "font/woff2", true},
                                      {".txt", "text/plain; charset=utf-8", false}}};

const Type* type_of(const std::string& name) {
    const auto* found = std::find_if(kTypes.begin(), kTypes.end(), [&name](const Type& type) {
        return name.size() > type.ending.size() &&
               name.compare(name.size() - type.ending.size(), std::string::npos, type.ending) == 0;
    });
    return found == kTypes.end() ? nullptr : found;
}

bool is_plain(const std::string& path) {
    return path.find("/.") == std::string::npos &&
           path.find_first_not_of("abcdefghijklmnopqrstuvwxyz"
                                  "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
                                  "0123456789-_./") == std::string::npos;
}

PageFile read_page_file(const fs::path& file, const std::string& path, const Type& type) {
    PageFile out;
    out.path = path;
    out.content_type = type.content_type;
    std::string bytes = base::read_file(file, kLargestFileBytes);
    out.etag = http::etag_of(bytes);
    std::string gzip = type.is_packed ? std::string() : http::gzipped(bytes, kSmallest);
    out.body = std::make_shared<const http::Body>(http::Body{std::move(bytes), std::move(gzip)});
    out.is_named_by_content = path.rfind(kHashedFolder, 0) == 0;
    return out;
}

} // namespace

fs::path page_directory() {
    const fs::path data = base::data_directory();
    std::error_code ignored;
    return fs::is_directory(data / "web", ignored) ? data / "web"
                                                   : data.parent_path() / "server" / "web" / "dist";
}

std::vector<PageFile> read_page_files(const fs::path& folder) {
    std::vector<PageFile> out;
    std::error_code ignored;
    if (!fs::is_regular_file(folder / "index.html", ignored)) {
        return out;
    }
    for (const fs::directory_entry& entry : fs::recursive_directory_iterator(folder)) {
        const std::string path = "/" + entry.path().lexically_relative(folder).generic_string();
        const Type* type = type_of(path);
        // A link may lead out of the folder.
        if (type != nullptr && is_plain(path) && entry.is_regular_file() && !entry.is_symlink()) {
            out.push_back(read_page_file(entry.path(), path, *type));
        }
    }
    return out;
}

} // namespace liangxian::pages
