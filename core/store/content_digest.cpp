// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/store/content_digest.hpp"

#include "core/base/digest.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace liangxian::store {

void ContentDigest::append(std::string& content, std::string_view name, std::string_view value) {
    content += fmt::format("{}={}:", name, value.size());
    content += value;
}

void ContentDigest::add_line(std::string_view kind, std::string_view id, const std::string& content) {
    m_lines.push_back(fmt::format("{}\t{}\t{}\n", kind, id, base::sha256_hex(content)));
}

std::string ContentDigest::finish_hex() {
    std::sort(m_lines.begin(), m_lines.end());
    base::Sha256 digest;
    for (const std::string& line : m_lines) {
        digest.update(line);
    }
    return digest.finish_hex();
}

} // namespace liangxian::store
