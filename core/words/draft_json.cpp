// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/geo/geojson.hpp"
#include "core/geo/overlay.hpp"
#include "core/words/draft.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace liangxian::words {
namespace {

using nlohmann::ordered_json;

ordered_json to_json(const std::vector<base::Text>& texts) {
    ordered_json out = ordered_json::array();
    for (const base::Text& text : texts) {
        out.push_back({{"zh", text.zh}, {"en", text.en}});
    }
    return out;
}

ordered_json text_or_null(const std::string& text) {
    return text.empty() ? ordered_json() : ordered_json(text);
}

ordered_json to_json(const std::optional<Length>& length) {
    if (!length) {
        return nullptr;
    }
    return {{"metres", length->metres}, {"approximate", length->is_approximate}, {"words", length->words}};
}

std::string_view code_of(PhraseKind kind) {
    switch (kind) {
    case PhraseKind::monument:
        return "monument";
    case PhraseKind::enclosure:
        return "enclosure";
    case PhraseKind::part:
        return "part";
    case PhraseKind::centre:
        return "centre";
    case PhraseKind::range:
        return "range";
    case PhraseKind::class_zone:
        return "class";
    case PhraseKind::coordinates:
        return "coordinates";
    case PhraseKind::landmark:
        return "landmark";
    case PhraseKind::unknown:
        return "unknown";
    default:
        return "none";
    }
}

ordered_json to_json(const Phrase& phrase) {
    if (phrase.kind == PhraseKind::none) {
        return nullptr;
    }
    return {{"kind", code_of(phrase.kind)}, {"words", phrase.words}};
}

ordered_json params_of(const Reading& reading) {
    ordered_json out;
    out["base"] = to_json(reading.base);
    out["around"] = to_json(reading.around);
    ordered_json sides = ordered_json::object();
    for (const Side side : kSides) {
        if (const auto& reach = reading.side(side)) {
            sides[name_of(side).en] = {{"length", to_json(reach->length)},
                                       {"from", to_json(reach->from)},
                                       {"feature", text_or_null(reach->feature)}};
        }
    }
    out["sides"] = std::move(sides);
    out["east_west"] = to_json(reading.east_west);
    out["north_south"] = to_json(reading.north_south);
    out["corners"] = reading.corners.size();
    out["coordinates_decide"] = reading.is_bound_to_coordinates;
    out["declared_area_m2"] =
        reading.declared_area_m2 ? ordered_json(*reading.declared_area_m2) : ordered_json();
    return out;
}

ordered_json with_geometry(ordered_json out, const geo::Geometry& geometry,
                           std::optional<double> accuracy_m) {
    out["geometry"] = geometry.polygons.empty() ? ordered_json() : geo::to_geojson(geometry);
    out["accuracy_m"] = accuracy_m && !geometry.polygons.empty() ? ordered_json(*accuracy_m) : ordered_json();
    return out;
}

template <typename List>
void append(List& to, const List& from) {
    to.insert(to.end(), from.begin(), from.end());
}

} // namespace

std::string_view code_of(DraftStatus status) {
    return status == DraftStatus::drawn ? "drawn" : status == DraftStatus::partly ? "partly" : "by-hand";
}

ordered_json to_json(const Draft& draft) {
    const Reading& reading = draft.reading;
    ordered_json out = {{"status", code_of(draft.status)}, {"kind", code_of(reading.kind)}};
    out["zone_kind"] = reading.zone ? ordered_json(zone::code_of(*reading.zone)) : ordered_json();
    out["class"] = text_or_null(reading.zone_class);
    out["words"] = reading.words;
    out["params"] = params_of(reading);
    out = with_geometry(std::move(out), draft.geometry, draft.accuracy_m);
    out["understood"] = to_json(reading.understood);
    out["assumed"] = to_json(reading.assumed);
    out["todo"] = to_json(reading.todo);
    return out;
}

geo::Geometry joined(const std::vector<Draft>& drafts) {
    std::vector<const geo::Geometry*> all;
    for (const Draft& draft : drafts) {
        if (!draft.geometry.polygons.empty()) {
            all.push_back(&draft.geometry);
        }
    }
    return all.size() == 1 ? *all.front() : geo::union_of(all).geometry;
}

DraftStatus worst_of(const std::vector<Draft>& drafts) {
    const auto is_at = [&drafts](DraftStatus status) {
        return std::any_of(drafts.begin(), drafts.end(),
                           [status](const Draft& d) { return d.status == status; });
    };
    const bool any_drawn = is_at(DraftStatus::drawn) || is_at(DraftStatus::partly);
    if (!any_drawn) {
        return DraftStatus::by_hand;
    }
    return is_at(DraftStatus::partly) || is_at(DraftStatus::by_hand) ? DraftStatus::partly
                                                                     : DraftStatus::drawn;
}

ordered_json to_json(const std::vector<Draft>& drafts) {
    if (drafts.size() == 1) {
        return to_json(drafts.front());
    }
    ordered_json out = to_json(drafts.front());
    Reading all;
    std::optional<double> accuracy_m;
    ordered_json zones = ordered_json::array();
    for (const Draft& draft : drafts) {
        append(all.understood, draft.reading.understood);
        append(all.assumed, draft.reading.assumed);
        append(all.todo, draft.reading.todo);
        accuracy_m = draft.accuracy_m ? std::max(accuracy_m.value_or(0), *draft.accuracy_m) : accuracy_m;
        zones.push_back(to_json(draft));
    }
    out["status"] = code_of(worst_of(drafts));
    out = with_geometry(std::move(out), joined(drafts), accuracy_m);
    out["understood"] = to_json(all.understood);
    out["assumed"] = to_json(all.assumed);
    out["todo"] = to_json(all.todo);
    out["zones"] = std::move(zones);
    return out;
}

} // namespace liangxian::words
