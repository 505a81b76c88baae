// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <string>
#include <string_view>

namespace liangxian::intake {

/// What stands before the root element of an XML text, looked at without a parser.
struct XmlProlog {
    bool has_doctype = false; ///< a DOCTYPE, and with it possibly entities
    std::string root;         ///< local name of the root element, without its prefix; empty: none
};

XmlProlog scan_xml_prolog(std::string_view utf8);

/// The root's local name; empty when there is none.
std::string xml_root_name(std::string_view utf8);

} // namespace liangxian::intake
