// SPDX-License-Identifier: GPL-2.0-or-later
#include "server/ows/layer_symbols.hpp"

#include "core/base/file.hpp"
#include "core/style/layer_style.hpp"
#include "core/style/sld_names.hpp"
#include "server/ows/public_symbols.hpp"

#include <pugixml.hpp>

#include <array>
#include <sstream>
#include <stdexcept>
#include <vector>

namespace liangxian::ows {
namespace {

using style::child_named;
using style::local_name;

constexpr std::size_t kLargestStyleBytes = 1 << 20;
/// Kinds of line with a style of their own, of that name; the last one comes first in legends.
constexpr std::array<const char*, 2> kOwnStyles{"protection-general", "protection-key"};

pugi::xml_document style_of(const std::string& name) {
    pugi::xml_document out;
    const std::string bytes = base::read_file(style::style_directory() / (name + ".sld"), kLargestStyleBytes);
    if (!out.load_buffer(bytes.data(), bytes.size())) {
        throw std::runtime_error(name + ".sld is no XML");
    }
    return out;
}

/// The element that holds the rules.
pugi::xml_node rules_of(const pugi::xml_document& document) {
    return document.find_node(
        [](const pugi::xml_node& node) { return local_name(node) == "FeatureTypeStyle"; });
}

std::vector<pugi::xml_node> rules_in(const pugi::xml_node& parent) {
    std::vector<pugi::xml_node> out;
    for (const pugi::xml_node& child : parent.children()) {
        if (local_name(child) == "Rule") {
            out.push_back(child);
        }
    }
    return out;
}

void append_equality(pugi::xml_node parent, const char* kind) {
    pugi::xml_node equal = parent.append_child("ogc:PropertyIsEqualTo");
    equal.append_child("ogc:PropertyName").text().set("kind");
    equal.append_child("ogc:Literal").text().set(kind);
}

/// A rule's conditions become one, joined by And with what \p add appends.
template <class Add>
void narrow(pugi::xml_node rule, const Add& add) {
    pugi::xml_node filter = child_named(rule, "Filter");
    if (!filter) {
        const pugi::xml_node head = child_named(rule, "Description");
        filter = rule.insert_child_after("ogc:Filter", head ? head : child_named(rule, "Name"));
    }
    const pugi::xml_node old = filter.first_child();
    pugi::xml_node both = filter.append_child("ogc:And");
    add(both);
    if (old) {
        both.append_copy(old);
        filter.remove_child(old);
    }
}

void narrow_to_other_kinds(pugi::xml_node rule) {
    narrow(rule, [](pugi::xml_node parent) {
        pugi::xml_node any = parent.append_child("ogc:Not").append_child("ogc:Or");
        for (const char* kind : kOwnStyles) {
            append_equality(any, kind);
        }
    });
}

/// The rules of a kind's own style, before those of the layer.
void add_own_style(pugi::xml_node rules, const char* kind) {
    const pugi::xml_document own = style_of(kind);
    for (const pugi::xml_node& one : rules_in(rules_of(own))) {
        pugi::xml_node rule = rules.prepend_copy(one);
        narrow(rule, [kind](pugi::xml_node parent) { append_equality(parent, kind); });
        pugi::xml_text name = child_named(rule, "Name").text();
        name.set((std::string(kind) + "-" + name.get()).c_str());
    }
}

} // namespace

std::string layer_style(const std::string& style) {
    pugi::xml_document document = style_of(style);
    if (style == "protection") {
        pugi::xml_node rules = rules_of(document);
        for (const pugi::xml_node& rule : rules_in(rules)) {
            narrow_to_other_kinds(rule);
        }
        for (const char* kind : kOwnStyles) {
            add_own_style(rules, kind);
        }
    }
    std::ostringstream out;
    document.save(out);
    return out.str();
}

std::string layer_symbols(const std::string& layer) {
    return public_symbols(layer_style(layer == "public_sites" ? "body-point" : layer));
}

} // namespace liangxian::ows
