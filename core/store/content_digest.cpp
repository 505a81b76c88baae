// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/store/content_digest.hpp"

#include "core/base/digest.hpp"

#include <fmt/format.h>

namespace liangxian::store {

void ContentDigest::append(std::string& content, std::string_view name, std::string_view value) {
    content += fmt::format("{}={}:", name, value.size());
    content += value;
}

std::string ContentDigest::line(std::string_view kind, std::string_view id, const std::string& content) {
    return fmt::format("{}\t{}\t{}", kind, id, base::sha256_hex(content));
}

} // namespace liangxian::store
