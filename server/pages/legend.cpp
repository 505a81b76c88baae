// SPDX-License-Identifier: GPL-2.0-or-later
#include "server/pages/legend.hpp"

#include "core/base/error.hpp"
#include "core/style/layer_style.hpp"
#include "server/ows/layer_symbols.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace liangxian::pages {
namespace {

using nlohmann::ordered_json;

std::string hex(const style::Colour& colour) {
    return fmt::format("#{:02x}{:02x}{:02x}", colour.red, colour.green, colour.blue);
}

const char* name_of(style::Filter::Kind kind) {
    switch (kind) {
    case style::Filter::Kind::equal:
        return "equal";
    case style::Filter::Kind::all:
        return "all";
    case style::Filter::Kind::any:
        return "any";
    case style::Filter::Kind::none:
        return "none";
    default:
        return "always";
    }
}

ordered_json filter_json(const style::Filter& filter) {
    ordered_json out{{"kind", name_of(filter.kind)}};
    if (filter.kind == style::Filter::Kind::equal) {
        out["property"] = filter.property;
        out["literal"] = filter.literal;
    }
    for (const style::Filter& part : filter.parts) {
        out["parts"].push_back(filter_json(part));
    }
    return out;
}

ordered_json stroke_json(const style::Stroke& stroke) {
    return {{"colour", hex(stroke.colour)},
            {"opacity", stroke.opacity},
            {"width_mm", stroke.width_mm},
            {"dash_mm", stroke.dash_mm}};
}

ordered_json fill_json(const style::Fill& fill) {
    ordered_json out = ordered_json::object();
    if (fill.colour) {
        out = {{"colour", hex(*fill.colour)}, {"opacity", fill.opacity}};
    }
    if (fill.hatch) {
        out["hatch"] = {{"stroke", stroke_json(fill.hatch->stroke)},
                        {"spacing_mm", fill.hatch->spacing_mm},
                        {"angle_deg", fill.hatch->angle_deg}};
    }
    return out;
}

ordered_json symbol_json(const style::Symbol& symbol) {
    const bool is_point = symbol.kind == style::SymbolKind::point;
    const bool is_line = symbol.kind == style::SymbolKind::line;
    ordered_json out{{"kind", is_point ? "point" : is_line ? "line" : "polygon"}};
    if (symbol.fill) {
        out["fill"] = fill_json(*symbol.fill);
    }
    if (symbol.stroke) {
        out["stroke"] = stroke_json(*symbol.stroke);
    }
    if (is_point) {
        out["mark"] = symbol.mark;
        out["size_mm"] = symbol.size_mm;
    }
    return out;
}

ordered_json layer_json(const std::string& layer) {
    auto style = style::read_sld(ows::layer_symbols(layer), layer);
    if (!style) {
        throw base::InputError(style.problems());
    }
    ordered_json rules = ordered_json::array();
    for (const style::Rule& rule : std::move(style).value().rules) {
        ordered_json symbols = ordered_json::array();
        for (const style::Symbol& symbol : rule.symbols) {
            symbols.push_back(symbol_json(symbol));
        }
        rules.push_back({{"name", rule.name},
                         {"title", {{"zh", rule.title.zh}, {"en", rule.title.en}}},
                         {"filter", filter_json(rule.filter)},
                         {"symbols", std::move(symbols)}});
    }
    return {{"name", layer}, {"rules", std::move(rules)}};
}

} // namespace

std::string legend_json() {
    ordered_json layers = ordered_json::array();
    for (const char* layer : {"public_sites", "protection", "control"}) {
        layers.push_back(layer_json(layer));
    }
    return ordered_json{{"pixel_mm", style::kPixelMm}, {"layers", std::move(layers)}}.dump() + "\n";
}

} // namespace liangxian::pages
