// SPDX-License-Identifier: GPL-2.0-or-later
#include "server/http/finish.hpp"

#include <fmt/format.h>
#include <libdeflate.h>
#include <xxhash.h>

#include <algorithm>
#include <map>
#include <new>

namespace liangxian::http {
namespace {

/// Below this the header of gzip eats what is won.
constexpr std::size_t kWorthCompressing = 400;

bool is_compressible(std::string_view type) {
    return type.find("json") != std::string_view::npos || type.find("xml") != std::string_view::npos ||
           type.find("javascript") != std::string_view::npos ||
           type.find("vector-tile") != std::string_view::npos || type.substr(0, 5) == "text/";
}

const std::string* find_header(const Response& response, std::string_view name) {
    const auto found = std::find_if(response.headers.begin(), response.headers.end(),
                                    [name](const auto& header) { return header.first == name; });
    return found == response.headers.end() ? nullptr : &found->second;
}

/// Weak comparison of one tag with a list (RFC 9110, 13.1.2): a tag of the compressed bytes is the same.
bool names_tag(const std::string& list, const std::string& tag) {
    return list == "*" || list.find(tag) != std::string::npos;
}

} // namespace

const std::string& Finished::bytes() const {
    static const std::string none;
    return body == nullptr ? none : is_gzip ? body->gzip : body->plain;
}

std::string etag_of(std::string_view bytes) {
    const XXH128_hash_t hash = XXH3_128bits(bytes.data(), bytes.size());
    return fmt::format("\"{:016x}{:016x}\"", hash.high64, hash.low64);
}

bool takes_gzip(const Request& request) {
    const std::string accepted = request.header("accept-encoding");
    const std::size_t at = accepted.find("gzip");
    if (at == std::string::npos) {
        return false;
    }
    const std::string_view rest = std::string_view(accepted).substr(at + 4);
    const std::string_view own = rest.substr(0, std::min(rest.find(','), rest.size()));
    const std::size_t weight = own.find("q=0");
    return weight == std::string_view::npos ||
           own.find_first_of("123456789", weight + 3) != std::string_view::npos;
}

std::string gzipped(std::string_view bytes, int level) {
    // One takes more time to be made than to compress a tile.
    using Compressor = std::unique_ptr<libdeflate_compressor, decltype(&libdeflate_free_compressor)>;
    thread_local std::map<int, Compressor> compressors;
    auto known = compressors.find(level);
    if (known == compressors.end()) {
        known =
            compressors
                .emplace(level, Compressor(libdeflate_alloc_compressor(level), &libdeflate_free_compressor))
                .first;
    }
    const Compressor& compressor = known->second;
    if (compressor == nullptr) {
        throw std::bad_alloc();
    }
    std::string out(libdeflate_gzip_compress_bound(compressor.get(), bytes.size()), '\0');
    out.resize(
        libdeflate_gzip_compress(compressor.get(), bytes.data(), bytes.size(), out.data(), out.size()));
    return out;
}

Finished finish(const Request& request, Response response) {
    Finished out;
    out.status = response.status;
    out.headers = response.headers;
    out.headers.emplace_back("X-Content-Type-Options", "nosniff");
    const std::string* tag = find_header(response, "ETag");
    if (tag != nullptr && response.status == 200 && names_tag(request.header("if-none-match"), *tag)) {
        out.status = 304;
        return out;
    }
    out.body = std::move(response.body);
    if (out.body == nullptr) {
        return out;
    }
    out.headers.emplace_back("Content-Type", response.content_type);
    const bool may_be_gzip = !out.body->gzip.empty() || (is_compressible(response.content_type) &&
                                                         out.body->plain.size() >= kWorthCompressing);
    if (may_be_gzip) {
        out.headers.emplace_back("Vary", "Accept-Encoding");
    }
    if (may_be_gzip && takes_gzip(request)) {
        if (out.body->gzip.empty()) {
            out.body = std::make_shared<const Body>(Body{{}, gzipped(out.body->plain)});
        }
        out.is_gzip = true;
        out.headers.emplace_back("Content-Encoding", "gzip");
    }
    return out;
}

} // namespace liangxian::http
