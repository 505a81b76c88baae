// SPDX-License-Identifier: GPL-2.0-or-later
#include "server/ows/public_symbols.hpp"

#include <pugixml.hpp>

#include <map>
#include <optional>
#include <sstream>
#include <stdexcept>
#include <string_view>
#include <vector>

namespace liangxian::ows {
namespace {

/// Columns that have one value in every row.
using Decided = std::map<std::string, std::string>;

std::string_view local_name(const pugi::xml_node& node) {
    const std::string_view name = node.name();
    const std::size_t colon = name.find(':');
    return colon == std::string_view::npos ? name : name.substr(colon + 1);
}

std::vector<pugi::xml_node> elements_of(const pugi::xml_node& node) {
    std::vector<pugi::xml_node> out;
    for (const pugi::xml_node& child : node.children()) {
        if (child.type() == pugi::node_element) {
            out.push_back(child);
        }
    }
    return out;
}

/// Whether a condition holds for every public line, or for none; nothing: it depends. What is decided is
/// taken out of it.
std::optional<bool> settle(pugi::xml_node condition, const Decided& known);

std::optional<bool> settle_all(pugi::xml_node parent, bool is_and, const Decided& known) {
    for (pugi::xml_node child : elements_of(parent)) {
        const auto decided = settle(child, known);
        if (decided && *decided != is_and) {
            return !is_and;
        }
        if (decided) {
            parent.remove_child(child);
        }
    }
    return elements_of(parent).empty() ? std::optional(is_and) : std::nullopt;
}

std::optional<bool> settle(pugi::xml_node condition, const Decided& known) {
    const std::string_view name = local_name(condition);
    if (name == "And" || name == "Or") {
        const auto decided = settle_all(condition, name == "And", known);
        const auto left = elements_of(condition);
        if (!decided && left.size() == 1) { // one alone needs no And
            pugi::xml_node parent = condition.parent();
            parent.insert_copy_before(left.front(), condition);
            parent.remove_child(condition);
        }
        return decided;
    }
    const auto parts = elements_of(condition);
    if (name == "Not" && parts.size() == 1) {
        const auto decided = settle(parts.front(), known);
        return decided ? std::optional(!*decided) : std::nullopt;
    }
    if (name == "PropertyIsEqualTo" && parts.size() == 2) {
        const auto column = known.find(parts[0].text().get());
        return column == known.end() ? std::nullopt : std::optional(column->second == parts[1].text().get());
    }
    return std::nullopt;
}

void settle_rules(pugi::xml_node node, const Decided& known) {
    for (pugi::xml_node child : elements_of(node)) {
        if (local_name(child) != "Rule") {
            settle_rules(child, known);
            continue;
        }
        for (pugi::xml_node filter : elements_of(child)) {
            if (local_name(filter) != "Filter") {
                continue;
            }
            const auto decided = settle_all(filter, true, known);
            if (decided && !*decided) {
                node.remove_child(child);
            } else if (decided) {
                child.remove_child(filter);
            }
            break;
        }
    }
}

std::string settled(const std::string& sld, const Decided& known) {
    pugi::xml_document document;
    if (!document.load_buffer(sld.data(), sld.size())) {
        throw std::runtime_error("a style is no XML");
    }
    settle_rules(document, known);
    std::ostringstream out;
    document.save(out);
    return out.str();
}

} // namespace

std::string public_symbols(const std::string& sld) {
    return settled(sld, {{"status", "published"}, {"geometry_basis", ""}});
}

std::string exact_symbols(const std::string& sld) { return settled(sld, {{"status", "published"}}); }

} // namespace liangxian::ows
