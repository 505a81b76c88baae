// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/style/sld_symbols.hpp"

#include "core/base/number.hpp"
#include "core/style/sld_names.hpp"

#include <sstream>

namespace liangxian::style {
namespace {

/// Reads one symbolizer; every fault is kept with its place.
class SymbolReader {
public:
    SymbolReader(const std::string& where, base::Problems& problems) : m_where(where), m_problems(problems) {}

    Symbol read(const pugi::xml_node& node) {
        Symbol out;
        const std::string_view kind = local_name(node);
        out.kind = kind == "PointSymbolizer"  ? SymbolKind::point
                   : kind == "LineSymbolizer" ? SymbolKind::line
                                              : SymbolKind::polygon;
        for (const pugi::xml_node child : node.children()) {
            const std::string_view name = local_name(child);
            if (name == "Fill" && out.kind == SymbolKind::polygon) {
                out.fill = read_fill(child);
            } else if (name == "Stroke" && out.kind != SymbolKind::point) {
                out.stroke = read_stroke(child);
            } else if (name == "Graphic" && out.kind == SymbolKind::point) {
                read_graphic(child, out);
            } else {
                m_problems.push_back(not_understood(child, m_where));
            }
        }
        return out;
    }

private:
    double number(const pugi::xml_node& node) {
        const auto value = base::parse_number(node.child_value());
        if (!value || *value < 0) {
            m_problems.push_back(wrong_value(node, m_where));
        }
        return value.value_or(0);
    }

    Colour colour(const pugi::xml_node& node) {
        const std::string text = node.child_value();
        const bool is_hex = text.size() == 7 && text[0] == '#' &&
                            text.find_first_not_of("0123456789abcdefABCDEF", 1) == std::string::npos;
        if (!is_hex) {
            m_problems.push_back(wrong_value(node, m_where));
            return {};
        }
        const auto part = [&text](std::size_t at) {
            return static_cast<std::uint8_t>(std::stoul(text.substr(at, 2), nullptr, 16));
        };
        return {part(1), part(3), part(5)};
    }

    std::vector<double> dashes(const pugi::xml_node& node) {
        std::vector<double> out;
        std::istringstream words(node.child_value());
        for (std::string word; words >> word;) {
            const auto pixels = base::parse_number(word);
            if (!pixels || *pixels < 0) {
                m_problems.push_back(wrong_value(node, m_where));
                return {};
            }
            out.push_back(*pixels * kPixelMm);
        }
        return out;
    }

    Stroke read_stroke(const pugi::xml_node& node) {
        Stroke out;
        for (const pugi::xml_node child : node.children()) {
            const std::string_view name = child.attribute("name").value();
            if (local_name(child) != "SvgParameter") {
                m_problems.push_back(not_understood(child, m_where));
            } else if (name == "stroke") {
                out.colour = colour(child);
            } else if (name == "stroke-width") {
                out.width_mm = number(child) * kPixelMm;
            } else if (name == "stroke-opacity") {
                out.opacity = number(child);
            } else if (name == "stroke-dasharray") {
                out.dash_mm = dashes(child);
            } else {
                m_problems.push_back(wrong_value(child, m_where));
            }
        }
        return out;
    }

    Fill read_fill(const pugi::xml_node& node) {
        Fill out;
        for (const pugi::xml_node child : node.children()) {
            const std::string_view name = child.attribute("name").value();
            if (local_name(child) == "GraphicFill") {
                out.hatch = read_hatch(child);
            } else if (local_name(child) != "SvgParameter") {
                m_problems.push_back(not_understood(child, m_where));
            } else if (name == "fill") {
                out.colour = colour(child);
            } else if (name == "fill-opacity") {
                out.opacity = number(child);
            } else {
                m_problems.push_back(wrong_value(child, m_where));
            }
        }
        return out;
    }

    /// Parallel lines: the mark `horline` that QGIS writes; MapServer takes it for its hatch of that name.
    Hatch read_hatch(const pugi::xml_node& node) {
        Hatch out;
        const pugi::xml_node graphic = child_named(node, "Graphic");
        for (const pugi::xml_node child : graphic.children()) {
            const std::string_view name = local_name(child);
            if (name == "Mark" &&
                std::string_view(child_named(child, "WellKnownName").child_value()) == "horline") {
                out.stroke = read_stroke(child_named(child, "Stroke"));
            } else if (name == "Size") {
                out.spacing_mm = number(child) * kPixelMm;
            } else if (name == "Rotation") {
                out.angle_deg = number(child_named(child, "Literal"));
            } else {
                m_problems.push_back(not_understood(child, m_where));
            }
        }
        if (out.spacing_mm <= 0) {
            m_problems.push_back(wrong_value(node, m_where));
        }
        return out;
    }

    void read_mark(const pugi::xml_node& node, Symbol& out) {
        for (const pugi::xml_node child : node.children()) {
            const std::string_view name = local_name(child);
            if (name == "WellKnownName") {
                out.mark = child.child_value();
                if (out.mark != "circle" && out.mark != "square") {
                    m_problems.push_back(wrong_value(child, m_where));
                }
            } else if (name == "Fill") {
                out.fill = read_fill(child);
            } else if (name == "Stroke") {
                out.stroke = read_stroke(child);
            } else {
                m_problems.push_back(not_understood(child, m_where));
            }
        }
    }

    void read_graphic(const pugi::xml_node& node, Symbol& out) {
        for (const pugi::xml_node child : node.children()) {
            if (local_name(child) == "Mark") {
                read_mark(child, out);
            } else if (local_name(child) == "Size") {
                out.size_mm = number(child) * kPixelMm;
            } else {
                m_problems.push_back(not_understood(child, m_where));
            }
        }
    }

    const std::string& m_where;
    base::Problems& m_problems;
};

} // namespace

Symbol read_symbol(const pugi::xml_node& node, const std::string& where, base::Problems& problems) {
    return SymbolReader(where, problems).read(node);
}

} // namespace liangxian::style
