// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "server/http/message.hpp"

#include <filesystem>
#include <string>
#include <vector>

namespace liangxian::pages {

/// A file of the pages as it is sent, compressed beforehand.
struct PageFile {
    std::string path; ///< of its address: `/assets/index-3f2a.js`
    std::string content_type;
    std::shared_ptr<const http::Body> body;
    std::string etag;
    bool is_named_by_content = false; ///< never changes under this name
};

/// Where the built pages are: `web` in the data folder, else `server/web/dist` beside it (the source tree).
std::filesystem::path page_directory();

/// Every file below a folder, read once; nothing when there is no index.html in it. What has no type that
/// pages need, or a name that is no plain word, is left out. \throws base::FileError when a file cannot be
/// read or is larger than 8 MiB
std::vector<PageFile> read_page_files(const std::filesystem::path& folder);

} // namespace liangxian::pages
