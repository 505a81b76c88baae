// SPDX-License-Identifier: GPL-2.0-or-later
#include "server/uploads/multipart.hpp"

#include "core/intake/encoding.hpp"
#include "server/http/target.hpp"

#include <algorithm>
#include <cctype>

namespace liangxian::uploads {
namespace {

constexpr std::size_t kLongestName = 200;
constexpr std::size_t kLongestBoundary = 70; // RFC 2046
constexpr std::size_t kMostParts = 20;

std::string lower(std::string_view text) {
    std::string out(text);
    std::transform(out.begin(), out.end(), out.begin(),
                   [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return out;
}

/// A parameter of a header: `name="a b"`, `name=a`; nothing when it is not there.
std::optional<std::string> parameter(std::string_view header, std::string_view name) {
    const std::string folded = lower(header);
    const std::string wanted = std::string(name) + "=";
    for (std::size_t at = folded.find(wanted); at != std::string::npos; at = folded.find(wanted, at + 1)) {
        if (at == 0 || (folded[at - 1] != ';' && folded[at - 1] != ' ')) {
            continue; // the end of another name
        }
        const std::string_view rest = header.substr(at + wanted.size());
        if (rest.empty() || rest.front() != '"') {
            return std::string(rest.substr(0, std::min(rest.find_first_of("; \t\r\n"), rest.size())));
        }
        std::string out;
        for (std::size_t i = 1; i < rest.size() && rest[i] != '"'; ++i) {
            i += rest[i] == '\\' && i + 1 < rest.size() && (rest[i + 1] == '"' || rest[i + 1] == '\\') ? 1U
                                                                                                       : 0U;
            out.push_back(rest[i]);
        }
        return out;
    }
    return std::nullopt;
}

/// `UTF-8''%E7%94%B3.geojson`; nothing for other encodings and broken escapes.
std::optional<std::string> extended(const std::string& value) {
    constexpr std::string_view kUtf8 = "utf-8'";
    const std::size_t quote = value.find('\'', kUtf8.size());
    if (lower(value.substr(0, kUtf8.size())) != kUtf8 || quote == std::string::npos) {
        return std::nullopt;
    }
    const auto read = http::parse_target("/" + value.substr(quote + 1));
    return read ? std::optional(read->path.substr(1)) : std::nullopt;
}

/// The file name of a Content-Disposition; nothing: it names none.
std::optional<std::string> file_name(std::string_view disposition) {
    const auto long_form = parameter(disposition, "filename*");
    if (auto name = long_form ? extended(*long_form) : std::nullopt) {
        return name;
    }
    return parameter(disposition, "filename");
}

/// The value of one header of a part, each on a line of its own; empty when it has none.
std::string_view header_of(std::string_view head, std::string_view name) {
    const std::string wanted = "\r\n" + std::string(name) + ":";
    const std::size_t at = lower(head).find(wanted);
    if (at == std::string::npos) {
        return {};
    }
    const std::size_t begin = at + wanted.size();
    return head.substr(begin, std::min(head.find("\r\n", begin), head.size()) - begin);
}

std::optional<SentFile> first_file(std::string_view body, const std::string& boundary) {
    const std::string line = "--" + boundary;
    const std::string between = "\r\n" + line;
    std::size_t at = body.substr(0, line.size()) == line ? 0 : body.find(between);
    at = at == 0 || at == std::string_view::npos ? at : at + 2;
    for (std::size_t part = 0; at != std::string_view::npos && part < kMostParts; ++part) {
        const std::size_t begin = at + line.size();
        if (body.substr(begin, 2) != "\r\n") {
            return std::nullopt; // the last line, or none
        }
        const std::size_t blank = body.find("\r\n\r\n", begin);
        const std::size_t end = blank == std::string_view::npos ? blank : body.find(between, blank + 2);
        if (end == std::string_view::npos) {
            return std::nullopt; // cut short
        }
        const std::string_view head = body.substr(begin, blank - begin); // begins with a line's end
        if (const auto name = file_name(header_of(head, "content-disposition"))) {
            const std::size_t first = std::min(blank + 4, end);
            return SentFile{plain_name(*name), body.substr(first, end - first)};
        }
        at = end + 2;
    }
    return std::nullopt;
}

} // namespace

std::string plain_name(std::string_view name) {
    const std::size_t slash = name.find_last_of("/\\");
    std::string out(slash == std::string_view::npos ? name : name.substr(slash + 1));
    out.erase(std::remove_if(out.begin(), out.end(), [](unsigned char c) { return c < 0x20 || c == 0x7f; }),
              out.end());
    const bool is_name = out != "." && out != ".." && intake::is_valid_utf8(out);
    if (out.size() > kLongestName) { // its end says the format
        std::size_t cut = out.size() - kLongestName;
        while (cut < out.size() && (static_cast<unsigned char>(out[cut]) & 0xc0U) == 0x80U) {
            ++cut;
        }
        out.erase(0, cut);
    }
    return is_name ? out : std::string();
}

std::optional<SentFile> sent_file(const http::Request& request) {
    const std::string type = request.header("content-type");
    if (lower(type).rfind("multipart/form-data", 0) == 0) {
        const auto boundary = parameter(type, "boundary");
        const bool is_usable = boundary && !boundary->empty() && boundary->size() <= kLongestBoundary;
        return is_usable ? first_file(request.body, *boundary) : std::nullopt;
    }
    std::string name = file_name(request.header("content-disposition")).value_or("");
    for (const auto& [key, value] : request.query) {
        name = key == "name" ? value : name;
    }
    return SentFile{plain_name(name), request.body};
}

} // namespace liangxian::uploads
