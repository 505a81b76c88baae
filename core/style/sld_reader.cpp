// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/style/layer_style.hpp"
#include "core/style/sld_names.hpp"
#include "core/style/sld_symbols.hpp"

namespace liangxian::style {
namespace {

class SldReader {
public:
    explicit SldReader(const std::string& where) : m_where(where) {}

    base::Result<LayerStyle> read(const pugi::xml_node& root) {
        if (local_name(root) != "StyledLayerDescriptor") {
            m_problems.push_back(not_understood(root, m_where));
        }
        for (const pugi::xml_node layer : root.children()) {
            if (expect(layer, "NamedLayer")) {
                read_layer(layer);
            }
        }
        if (m_problems.empty() && m_out.rules.empty()) {
            m_problems.push_back(
                {"style-without-rules", m_where, {"样式中没有规则", "the style has no rules"}});
        }
        return m_problems.empty() ? base::Result<LayerStyle>(std::move(m_out))
                                  : base::Result<LayerStyle>(m_problems);
    }

private:
    bool expect(const pugi::xml_node& node, std::string_view name) {
        if (local_name(node) == name) {
            return true;
        }
        m_problems.push_back(not_understood(node, m_where));
        return false;
    }

    void read_layer(const pugi::xml_node& layer) {
        for (const pugi::xml_node child : layer.children()) {
            if (local_name(child) == "Name") {
                m_out.name = child.child_value();
            } else if (expect(child, "UserStyle")) {
                read_style(child);
            }
        }
    }

    void read_style(const pugi::xml_node& style) {
        for (const pugi::xml_node child : style.children()) {
            if (local_name(child) == "Name") {
                continue;
            }
            if (expect(child, "FeatureTypeStyle")) {
                for (const pugi::xml_node rule : child.children()) {
                    if (expect(rule, "Rule")) {
                        m_out.rules.push_back(read_rule(rule));
                    }
                }
            }
        }
    }

    void read_description(const pugi::xml_node& node, Rule& out) {
        for (const pugi::xml_node child : node.children()) {
            if (local_name(child) == "Title") {
                out.title.zh = child.child_value();
            } else if (expect(child, "Abstract")) {
                out.title.en = child.child_value();
            }
        }
    }

    Rule read_rule(const pugi::xml_node& node) {
        Rule out;
        for (const pugi::xml_node child : node.children()) {
            const std::string_view name = local_name(child);
            if (name == "Name") {
                out.name = child.child_value();
            } else if (name == "Description") {
                read_description(child, out);
            } else if (name == "Filter") {
                out.filter = read_filter(child.first_child(), m_where, m_problems);
            } else if (name == "PolygonSymbolizer" || name == "LineSymbolizer" || name == "PointSymbolizer") {
                out.symbols.push_back(read_symbol(child, m_where, m_problems));
            } else {
                m_problems.push_back(not_understood(child, m_where));
            }
        }
        return out;
    }

    const std::string& m_where;
    LayerStyle m_out;
    base::Problems m_problems;
};

} // namespace

base::Result<LayerStyle> read_sld(std::string_view bytes, const std::string& where) {
    pugi::xml_document document;
    const pugi::xml_parse_result parsed = document.load_buffer(bytes.data(), bytes.size());
    if (!parsed) {
        return base::Problem{"style-not-xml",
                             where,
                             {std::string("样式文件不是有效的 XML：") + parsed.description(),
                              std::string("the style is not XML: ") + parsed.description()}};
    }
    return SldReader(where).read(document.document_element());
}

} // namespace liangxian::style
