// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "server/http/router.hpp"
#include "server/onemap/generation.hpp"
#include "server/pages/base_map.hpp"
#include "server/pages/page_files.hpp"

#include <optional>

namespace liangxian::pages {

/// The pages that people open: `/` and what it is made of, `/map.json` and `/styles/legend.json`. Files are
/// those that were there at the start, each under its own address: no path of a request is ever opened.
class PageService {
public:
    /// \throws base::InputError, base::FileError when the symbols or a file cannot be read
    PageService(const onemap::CurrentGeneration& current, const std::filesystem::path& folder,
                std::optional<BaseMap> base_map);

    void add_routes(http::Router& router) const;
    bool has_pages() const { return !m_files.empty(); }

private:
    http::Response file(const PageFile& file) const;
    http::Response map(const http::Request& request) const;

    const onemap::CurrentGeneration& m_current;
    std::vector<PageFile> m_files;
    std::optional<BaseMap> m_base_map;
    std::string m_policy;
    PageFile m_legend;
};

/// What a page may do: everything comes from this server, nothing stands inside the page, and no other page
/// may frame it. \param pictures  another origin that pictures may come from; empty: none
std::string page_policy(const std::string& pictures);

} // namespace liangxian::pages
