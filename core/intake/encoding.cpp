// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/intake/encoding.hpp"

#include <fmt/format.h>
#include <iconv.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <cerrno>
#include <cstdint>
#include <vector>

namespace liangxian::intake {
namespace {

constexpr std::string_view kUtf8Mark = "\xEF\xBB\xBF";
constexpr std::string_view kUtf16LittleMark = "\xFF\xFE";
constexpr std::string_view kUtf16BigMark = "\xFE\xFF";
constexpr const char* kReplacement = "\xEF\xBF\xBD"; // U+FFFD

bool starts_with_bytes(std::string_view text, std::string_view head) {
    return text.substr(0, head.size()) == head;
}

/// An iconv conversion to UTF-8, closed with the object.
class ToUtf8 {
public:
    explicit ToUtf8(const std::string& from) : m_handle(iconv_open("UTF-8", from.c_str())) {}
    ~ToUtf8() {
        if (known()) {
            iconv_close(m_handle);
        }
    }
    ToUtf8(const ToUtf8&) = delete;
    ToUtf8& operator=(const ToUtf8&) = delete;

    // (iconv_t)-1 is how iconv_open says "no"; comparing as an integer avoids the C cast.
    bool known() const { return reinterpret_cast<std::intptr_t>(m_handle) != -1; }

    /// Bytes that mean nothing become U+FFFD; their offsets are added to \p bad.
    std::string convert(std::string_view bytes, std::vector<std::size_t>& bad) {
        std::string out;
        out.reserve(bytes.size() + bytes.size() / 2);
        std::string input(bytes); // iconv takes char*, though it never writes to it
        char* in = input.data();
        std::size_t left = input.size();
        std::array<char, 4096> buffer{};
        while (left > 0) {
            char* to = buffer.data();
            std::size_t room = buffer.size();
            const std::size_t status = iconv(m_handle, &in, &left, &to, &room);
            out.append(buffer.data(), buffer.size() - room);
            if (status == static_cast<std::size_t>(-1) && errno != E2BIG) {
                bad.push_back(input.size() - left);
                out += kReplacement;
                ++in;
                --left;
                iconv(m_handle, nullptr, nullptr, nullptr, nullptr);
            }
        }
        return out;
    }

private:
    iconv_t m_handle;
};

std::string upper_name(const std::string& name) {
    std::string out;
    for (const char c : name) {
        if (c != ' ' && c != '_' && c != '-') {
            out += static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
        }
    }
    return out;
}

/// The name iconv is given. All the names of the older Chinese sets mean their superset.
std::string iconv_name(const std::string& named) {
    const std::string upper = upper_name(named);
    for (const char* older : {"GBK", "GB2312", "GB18030", "936", "CP936", "MS936", "ANSI936", "EUCCN"}) {
        if (upper == older) {
            return "GB18030";
        }
    }
    if (upper == "UTF8" || upper == "65001" || upper == "CP65001") {
        return "UTF-8";
    }
    if (upper == "UTF16" || upper == "UTF16LE" || upper == "UNICODE") {
        return "UTF-16LE";
    }
    return upper == "UTF16BE" ? "UTF-16BE" : named;
}

/// UTF-16 without a mark: Chinese exchange files are full of ASCII digits, whose other byte is zero.
std::string unmarked_utf16(std::string_view bytes) {
    const std::size_t count = std::min<std::size_t>(bytes.size() & ~std::size_t{1}, 4096);
    std::size_t zero_even = 0;
    std::size_t zero_odd = 0;
    for (std::size_t i = 0; i < count; i += 2) {
        zero_even += bytes[i] == 0 ? 1u : 0u;
        zero_odd += bytes[i + 1] == 0 ? 1u : 0u;
    }
    if (zero_odd * 4 > count / 2 && zero_even == 0) {
        return "UTF-16LE";
    }
    return zero_even * 4 > count / 2 && zero_odd == 0 ? "UTF-16BE" : "";
}

std::string decided_encoding(std::string_view bytes) {
    if (starts_with_bytes(bytes, kUtf8Mark)) {
        return "UTF-8";
    }
    if (starts_with_bytes(bytes, kUtf16LittleMark)) {
        return "UTF-16LE";
    }
    if (starts_with_bytes(bytes, kUtf16BigMark)) {
        return "UTF-16BE";
    }
    const std::string utf16 = unmarked_utf16(bytes);
    if (!utf16.empty()) {
        return utf16;
    }
    return is_valid_utf8(bytes) ? "UTF-8" : "GB18030";
}

std::string_view without_mark(std::string_view bytes, const std::string& encoding) {
    const std::string_view mark = encoding == "UTF-8"      ? kUtf8Mark
                                  : encoding == "UTF-16LE" ? kUtf16LittleMark
                                  : encoding == "UTF-16BE" ? kUtf16BigMark
                                                           : std::string_view{};
    return !mark.empty() && starts_with_bytes(bytes, mark) ? bytes.substr(mark.size()) : bytes;
}

base::Problem bad_bytes(const std::vector<std::size_t>& offsets, std::size_t skipped,
                        const std::string& encoding) {
    std::string places;
    const std::size_t shown = std::min<std::size_t>(offsets.size(), 5);
    for (std::size_t i = 0; i < shown; ++i) {
        places += (i == 0 ? "" : ", ") + std::to_string(offsets[i] + skipped);
    }
    return {
        "bad-bytes",
        fmt::format("byte {}", offsets.front() + skipped),
        {fmt::format(
             "按 {} 读取时有 {} 处字节无法识别（偏移 {}），已用 U+FFFD 代替；如编码不对，请用 --encoding 指定",
             encoding, offsets.size(), places),
         fmt::format("{} bytes cannot be read as {} (offsets {}); they became U+FFFD; give --encoding if "
                     "the encoding is another",
                     offsets.size(), encoding, places)}};
}

} // namespace

bool is_valid_utf8(std::string_view bytes) {
    for (std::size_t i = 0; i < bytes.size();) {
        const auto lead = static_cast<unsigned char>(bytes[i]);
        const std::size_t length = lead < 0x80                   ? 1
                                   : lead >= 0xC2 && lead < 0xE0 ? 2
                                   : lead >= 0xE0 && lead < 0xF0 ? 3
                                   : lead >= 0xF0 && lead < 0xF5 ? 4
                                                                 : 0;
        if (length == 0 || i + length > bytes.size()) {
            return false;
        }
        for (std::size_t k = 1; k < length; ++k) {
            if ((static_cast<unsigned char>(bytes[i + k]) & 0xC0) != 0x80) {
                return false;
            }
        }
        const auto second = length > 1 ? static_cast<unsigned char>(bytes[i + 1]) : 0u;
        if ((lead == 0xE0 && second < 0xA0) || (lead == 0xED && second > 0x9F) ||
            (lead == 0xF0 && second < 0x90) || (lead == 0xF4 && second > 0x8F)) {
            return false;
        }
        i += length;
    }
    return true;
}

DecodedText decode_text(std::string_view bytes, const std::string& named_encoding) {
    DecodedText out;
    out.encoding = named_encoding.empty() ? decided_encoding(bytes) : iconv_name(named_encoding);
    if (!ToUtf8(out.encoding).known()) {
        const std::string instead = decided_encoding(bytes);
        out.warnings.push_back(
            {"encoding-unknown",
             "",
             {"不认识编码“" + named_encoding + "”，改按 " + instead + " 读取",
              "the encoding \"" + named_encoding + "\" is not known; read as " + instead}});
        out.encoding = instead;
    }
    const std::string_view body = without_mark(bytes, out.encoding);
    std::vector<std::size_t> bad;
    if (out.encoding == "UTF-8" && is_valid_utf8(body)) {
        out.utf8 = std::string(body);
    } else {
        out.utf8 = ToUtf8(out.encoding).convert(body, bad);
    }
    if (!bad.empty()) {
        out.warnings.push_back(bad_bytes(bad, bytes.size() - body.size(), out.encoding));
    }
    return out;
}

bool is_known_encoding(const std::string& name) { return ToUtf8(iconv_name(name)).known(); }

std::string decode_field(std::string_view bytes, const std::string& encoding) {
    return decode_text(bytes, encoding).utf8;
}

} // namespace liangxian::intake
