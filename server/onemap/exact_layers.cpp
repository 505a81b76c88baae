// SPDX-License-Identifier: GPL-2.0-or-later
#include "server/onemap/exact_layers.hpp"

#include "core/base/data_files.hpp"
#include "core/deliver/unit_visibility.hpp"
#include "server/onemap/feature_shape.hpp"
#include "server/onemap/layer_words.hpp"

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace liangxian::onemap {
namespace {

/// Adds columns that say something. Names are literals: they outlive every feature.
class ColumnsOf {
public:
    explicit ColumnsOf(MapFeature& feature) : m_feature(feature) {}

    ColumnsOf& add(std::string_view name, std::string_view text) {
        if (!text.empty()) {
            m_feature.columns.emplace_back(name, std::string(text));
        }
        return *this;
    }
    ColumnsOf& add(std::string_view name, const std::optional<double>& number) {
        if (number) {
            m_feature.columns.emplace_back(name, *number);
        }
        return *this;
    }
    ColumnsOf& add(std::string_view name, const std::optional<base::Date>& day) {
        return add(name, std::string_view(day ? day->to_string() : std::string()));
    }
    void add_whole(std::string_view name, std::int64_t number) {
        m_feature.columns.emplace_back(name, number);
    }

private:
    MapFeature& m_feature;
};

MapFeature feature_of(const zone::Zone& zone, const base::DateSpan& days, const std::string& site_name) {
    MapFeature out;
    set_id(out, zone.zone_id);
    set_shape(out, zone.geometry);
    out.days = days;
    ColumnsOf columns(out);
    columns.add("zone_id", zone.zone_id).add("site_id", zone.site_id).add("site_name", site_name);
    columns.add("kind", zone::code_of(zone.kind)).add("class", zone.zone_class);
    columns.add_whole("version", zone.version);
    columns.add("status", zone::code_of(zone.status)).add("valid_from", days.from).add("valid_to", days.to);
    columns.add("issuer", zone.issuer).add("document", zone.document);
    columns.add("document_date", zone.document_date).add("approval_document", zone.approval_document);
    columns.add("height_limit_m", zone.height_limit_m).add("restrictions", zone.restrictions);
    columns.add("accuracy_m", zone.accuracy_m);
    columns.add("geometry_basis",
                zone.geometry_basis ? zone::code_of(*zone.geometry_basis) : std::string_view());
    columns.add("declared_area_m2", zone.declared_area_m2);
    columns.add("visibility", zone::code_of(zone.visibility));
    return out;
}

MapFeature feature_of(const zone::Site& site, zone::Visibility visibility) {
    MapFeature out;
    set_id(out, site.site_id);
    set_shape(out, site.geometry);
    out.days = site.valid;
    ColumnsOf columns(out);
    columns.add("site_id", site.site_id).add("name", site.name).add("level", zone::code_of(site.level));
    columns.add("code", site.code).add("category", site.category).add("era", site.era);
    columns.add("county", site.county).add("township", site.township).add("place", site.place);
    columns.add("position_accuracy_m", site.position_accuracy_m).add("announced_by", site.announced_by);
    columns.add("announced_on", site.announced_on).add("document", site.document);
    columns.add("valid_from", out.days.from).add("valid_to", out.days.to);
    columns.add("visibility", zone::code_of(visibility));
    return out;
}

MapFeature feature_of(const zone::Area& area) {
    MapFeature out;
    set_id(out, area.area_id);
    set_shape(out, area.geometry);
    out.days = area.valid;
    ColumnsOf columns(out);
    columns.add("area_id", area.area_id).add("kind", zone::code_of(area.kind)).add("name", area.name);
    columns.add("code", area.code).add("issuer", area.issuer).add("document", area.document);
    columns.add("document_date", area.document_date);
    columns.add("valid_from", out.days.from).add("valid_to", out.days.to);
    return out;
}

MapFeature feature_of(const store::StoredApplication& application) {
    constexpr std::size_t kDay = 10;
    MapFeature out;
    set_id(out, application.application_id);
    set_shape(out, application.geometry);
    const std::string recorded = application.recorded_at.to_string();
    out.days.from = base::Date::parse(recorded.substr(0, kDay));
    ColumnsOf(out)
        .add("application_id", application.application_id)
        .add("name", application.name)
        .add("kind", application.kind)
        .add("recorded_at", recorded)
        .add("valid_from", out.days.from);
    return out;
}

bool is_underground(zone::AreaKind kind) {
    return kind == zone::AreaKind::underground_area || kind == zone::AreaKind::underground_possible ||
           kind == zone::AreaKind::ancient_city_site;
}

/// Lines and units, and who of them is hidden.
struct Heritage {
    std::vector<MapFeature> protection;
    std::vector<MapFeature> control;
    std::vector<MapFeature> sites;
};

Heritage heritage_of(const deliver::PublicSource& source, const deliver::PublicRules& rules,
                     const base::CancelToken& cancel) {
    deliver::UnitVisibility units(rules);
    for (const auto* lines : {&source.shown, &source.deciding}) {
        for (const zone::Zone& line : *lines) {
            units.add(line);
        }
    }
    Heritage out;
    std::map<std::string_view, std::string_view> names;
    for (const zone::Site& site : source.sites) {
        names[site.site_id] = site.name;
        if (!site.geometry.empty()) {
            const zone::Visibility visibility = units.of(site);
            out.sites.push_back(feature_of(site, visibility));
            out.sites.back().is_hidden = visibility == zone::Visibility::hidden;
        }
    }
    for (const deliver::PublicSource::Stay& stay : source.stays) {
        cancel.throw_if_cancelled();
        const zone::Zone& zone = source.shown[stay.place];
        const auto name = names.find(zone.site_id);
        MapFeature feature =
            feature_of(zone, stay.days, name == names.end() ? std::string() : std::string(name->second));
        feature.is_hidden = units.of(zone) == zone::Visibility::hidden;
        (zone::is_protection(zone.kind) ? out.protection : out.control).push_back(std::move(feature));
    }
    return out;
}

LayerPointer without_hidden(const LayerPointer& whole) {
    bool has_hidden = false;
    for (std::size_t i = 0; i < whole->size(); ++i) {
        has_hidden = has_hidden || whole->feature(i).is_hidden;
    }
    return has_hidden ? std::make_shared<const MapLayer>(
                            whole, [](const MapFeature& feature) { return !feature.is_hidden; })
                      : whole;
}

} // namespace

ExactLayers load_exact_layers(const store::Store& store, const deliver::PublicSource& source,
                              const base::CancelToken& cancel) {
    const auto rules = deliver::PublicRules::load(base::data_directory() / "profiles" / "public.json");
    Heritage heritage = heritage_of(source, rules, cancel);
    std::vector<MapFeature> underground;
    store.for_each_area([&](const zone::Area& area) {
        cancel.throw_if_cancelled();
        if (is_underground(area.kind) && !area.geometry.empty()) {
            underground.push_back(feature_of(area));
        }
    });
    std::vector<MapFeature> applications;
    for (const store::StoredApplication& application : store.applications()) {
        if (!application.geometry.empty()) {
            applications.push_back(feature_of(application));
        }
    }
    ExactLayers out;
    const auto add = [&out](LayerDescription description, std::vector<MapFeature> features) {
        out.with_hidden.push_back(
            std::make_shared<const MapLayer>(std::move(description), std::move(features)));
        out.without_hidden.push_back(without_hidden(out.with_hidden.back()));
    };
    add(exact_protection_description(), std::move(heritage.protection));
    add(exact_control_description(), std::move(heritage.control));
    add(underground_description(), std::move(underground));
    add(sites_description(), std::move(heritage.sites));
    add(applications_description(), std::move(applications));
    return out;
}

} // namespace liangxian::onemap
