// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/intake/xml_prolog.hpp"

namespace liangxian::intake {
namespace {

/// The text after the first \p end; empty when there is none.
std::string_view after_mark(std::string_view text, std::string_view end) {
    const std::size_t at = text.find(end);
    return at == std::string_view::npos ? std::string_view() : text.substr(at + end.size());
}

/// Past a DOCTYPE with its internal subset, which may hold `>`.
std::string_view after_doctype(std::string_view text) {
    const std::size_t bracket = text.find('[');
    const std::size_t close = text.find('>');
    if (bracket != std::string_view::npos && bracket < close) {
        return after_mark(after_mark(text, "]"), ">");
    }
    return after_mark(text, ">");
}

std::string local_name(std::string_view element) {
    const std::size_t end = element.find_first_of(" \t\r\n/>");
    std::string_view name = element.substr(0, end);
    const std::size_t colon = name.find(':');
    return std::string(colon == std::string_view::npos ? name : name.substr(colon + 1));
}

} // namespace

XmlProlog scan_xml_prolog(std::string_view text) {
    XmlProlog prolog;
    while (true) {
        const std::size_t start = text.find('<');
        if (start == std::string_view::npos) {
            return prolog;
        }
        text.remove_prefix(start);
        if (text.substr(0, 2) == "<?") {
            text = after_mark(text, "?>");
        } else if (text.substr(0, 4) == "<!--") {
            text = after_mark(text, "-->");
        } else if (text.substr(0, 2) == "<!") {
            prolog.has_doctype = true;
            text = after_doctype(text);
        } else {
            prolog.root = local_name(text.substr(1));
            return prolog;
        }
    }
}

std::string xml_root_name(std::string_view utf8) { return scan_xml_prolog(utf8).root; }

} // namespace liangxian::intake
