// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/app/zone_draw.hpp"

#include "core/app/prepare.hpp"
#include "core/app/product_data.hpp"
#include "core/base/data_files.hpp"
#include "core/base/error.hpp"
#include "core/intake/read.hpp"
#include "core/store/record_fields.hpp"
#include "core/words/announced_range.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <utility>

namespace liangxian::app {
namespace {

using words::Draft;

/// Drafts of one kind and class are parts of one zone.
std::vector<std::vector<Draft>> by_zone(const std::vector<Draft>& drafts) {
    std::vector<std::vector<Draft>> out;
    for (const Draft& draft : drafts) {
        const auto same = std::find_if(out.begin(), out.end(), [&draft](const std::vector<Draft>& zone) {
            return zone.front().reading.zone_class == draft.reading.zone_class &&
                   zone.front().reading.zone == draft.reading.zone;
        });
        if (same == out.end()) {
            out.push_back({draft});
        } else {
            same->push_back(draft);
        }
    }
    return out;
}

int next_version(const Unit& unit, const std::string& zone_id) {
    int highest = 0;
    for (const zone::Zone& version : unit.versions) {
        highest = version.zone_id == zone_id ? std::max(highest, version.version) : highest;
    }
    return highest + 1;
}

zone::Zone version_of(const std::vector<Draft>& drafts, const DrawReport& report, const DrawRequest& request,
                      const std::string& zone_id) {
    zone::Zone out;
    const words::Reading& reading = drafts.front().reading;
    const auto line_kind =
        request.line == words::Line::control ? zone::ZoneKind::control : zone::ZoneKind::protection;
    out.zone_id = zone_id;
    out.version = next_version(report.unit, zone_id);
    out.site_id = request.site_id;
    out.kind = reading.zone.value_or(line_kind);
    out.zone_class = reading.zone_class;
    out.status = zone::Status::draft;
    out.geometry_basis = zone::GeometryBasis::from_words;
    out.declared_area_m2 = reading.declared_area_m2;
    out.words = request.text;
    out.geometry = words::joined(drafts);
    for (const Draft& draft : drafts) {
        if (draft.accuracy_m) {
            out.accuracy_m = std::max(out.accuracy_m.value_or(0), *draft.accuracy_m);
        }
    }
    return out;
}

void refuse(const char* code, std::string where, base::Text message) {
    throw base::InputError({{code, std::move(where), std::move(message)}});
}

} // namespace

DrawReport draw_zone(const store::Store& store, const DrawRequest& request) {
    if (request.text.find_first_not_of(" \t\r\n") == std::string::npos) {
        refuse("text-empty", request.site_id, {"没有界线文字", "there are no words to draw"});
    }
    DrawReport out{fetch_unit(store, request.site_id), {}};
    const auto data = base::data_directory();
    const auto defaults = zone::AccuracyDefaults::load(data / "profiles" / "accuracy.json");
    words::Ground ground = ground_of(out.unit, request.as_of, defaults);
    if (request.body) {
        ground.body = *request.body;
        ground.body_is_given = true;
        ground.body_accuracy_m.reset();
    }
    const auto vocabulary =
        vocabulary_of(out.unit.site, words::Vocabulary::load(data / "words" / "phrases.json"));
    out.drafts =
        words::draw(words::read_boundary_text(request.text, request.line, vocabulary), ground, request.line);
    if (request.line == words::Line::control) {
        words::look_at_announced_range(out.drafts, request.text, ground, vocabulary);
    }
    return out;
}

std::vector<std::string> keep_drafts(store::Store& store, const DrawReport& report,
                                     const DrawRequest& request, const std::vector<std::string>& zone_ids) {
    const auto zones = by_zone(report.drafts);
    if (zones.size() != zone_ids.size()) {
        refuse(
            "zone-id-count", "--keep",
            {fmt::format("文字中有 {} 条界线，给出了 {} 个编号", zones.size(), zone_ids.size()),
             fmt::format("the words hold {} outlines and {} ids were given", zones.size(), zone_ids.size())});
    }
    store::NewRecords records;
    std::vector<std::string> out;
    for (std::size_t i = 0; i < zones.size(); ++i) {
        zone::Zone version = version_of(zones[i], report, request, zone_ids[i]);
        if (version.geometry.polygons.empty()) {
            refuse("nothing-drawn", zone_ids[i],
                   {"这条界线须人工绘制，没有图形可存",
                    "a person must draw this line; there is no geometry to keep"});
        }
        out.push_back(store::id_of(version));
        records.zones.push_back(std::move(version));
    }
    store.add(records, {}, {});
    return out;
}

geo::Geometry read_body(const std::filesystem::path& file, std::optional<int> epsg) {
    intake::ReadOptions options;
    options.declared_epsg = epsg;
    options.grouping = intake::Grouping::one;
    const intake::ReadOutcome read = intake::read_file(file, options);
    if (!read.unreadable.empty()) {
        throw base::InputError(read.unreadable.front().problems);
    }
    if (read.features.size() != 1) {
        refuse("body-empty", file.string(), {"文件中没有图形", "the file holds no geometry"});
    }
    auto prepared = prepare_geometry(read.features.front());
    if (!prepared.ok()) {
        throw base::InputError(prepared.problems());
    }
    return std::move(prepared).value().geometry;
}

} // namespace liangxian::app
