// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/app/compare_file.hpp"

#include "core/app/export.hpp"
#include "core/app/row_fields.hpp"
#include "core/app/rows_in_force.hpp"
#include "core/app/version_name.hpp"
#include "core/base/data_files.hpp"
#include "core/base/error.hpp"
#include "core/base/number.hpp"
#include "core/deliver/manifest.hpp"
#include "core/deliver/received.hpp"
#include "core/geo/transform.hpp"
#include "core/intake/read.hpp"

#include <map>
#include <utility>

namespace liangxian::app {
namespace {

using compare::Line;

base::Problem no_polygon(const std::string& where) {
    return {"no-polygon", where, {"没有面，无法比对", "has no polygon to compare"}};
}

/// A file's features as lines.
class FileSide {
public:
    FileSide(const std::filesystem::path& path, const zone::AccuracyDefaults& accuracy,
             const SideOptions& options, Side& side)
        : m_path(path), m_accuracy(accuracy), m_options(options), m_side(side),
          m_columns(load_column_names()) {}

    void read() {
        load_profiles();
        intake::ReadOptions options;
        options.grouping = intake::Grouping::each;
        options.as_they_stand = true;
        options.declared_epsg = m_options.declared_epsg;
        options.limits.file_bytes = std::size_t{2} << 30;
        options.limits.features = 1'000'000;
        options.limits.vertices = 20'000'000;
        for (const deliver::Profile& profile : m_profiles) {
            options.preferred_layers.push_back(profile.layer);
        }
        options.preferred_layers.emplace_back("zones");
        if (!m_options.profile.empty()) {
            options.layer = m_profiles.front().layer;
        }
        const intake::ReadOutcome read = intake::read_file(m_path, options);
        recognise(read);
        std::vector<const intake::Feature*> rows;
        for (const int at : read.order) {
            if (at < 0) {
                const auto& problems = read.unreadable[static_cast<std::size_t>(-at - 1)].problems;
                m_side.problems.insert(m_side.problems.end(), problems.begin(), problems.end());
            } else {
                rows.push_back(&read.features[static_cast<std::size_t>(at)]);
            }
        }
        take_in_force(rows);
    }

private:
    void load_profiles() {
        if (!m_options.profile.empty()) {
            m_profiles.push_back(load_delivery_profile(m_options.profile));
            return;
        }
        for (const std::string& id : deliver::profile_ids(base::data_directory() / "profiles")) {
            deliver::Profile profile = load_delivery_profile(id);
            if (profile.records == deliver::Profile::Records::zones) {
                m_profiles.push_back(std::move(profile));
            }
        }
    }

    /// A layer of a profile's name, or, in a format without layers, features with its BSM and YSDM.
    void recognise(const intake::ReadOutcome& read) {
        for (const deliver::Profile& profile : m_profiles) {
            if (read.layer.name == profile.layer || has_code_of(profile, read)) {
                m_profile = &profile;
                m_rows.emplace(profile);
                m_side.kind = "delivery";
                m_side.profile = profile.id;
                break;
            }
        }
        if (m_profile == nullptr) {
            return;
        }
        if (const auto manifest = deliver::manifest_beside(m_path)) {
            for (const deliver::Manifest::Feature& feature : manifest->features) {
                m_known[feature.bsm] = feature;
            }
        }
    }

    static bool has_code_of(const deliver::Profile& profile, const intake::ReadOutcome& read) {
        if (read.features.empty()) {
            return false;
        }
        const nlohmann::ordered_json& values = read.features.front().attributes;
        for (const deliver::ProfileField& field : profile.fields) {
            if (field.source == deliver::ValueSource::constant &&
                values.value(field.name, nlohmann::ordered_json()) ==
                    nlohmann::ordered_json(field.constant)) {
                return true;
            }
        }
        return false;
    }

    void take_in_force(const std::vector<const intake::Feature*>& rows) {
        const std::vector<bool> is_taken =
            m_profile != nullptr ? std::vector<bool>(rows.size(), true)
                                 : rows_in_force(rows, m_options.as_of.value_or(base::Date::today()));
        for (std::size_t i = 0; i < rows.size(); ++i) {
            if (is_taken[i]) {
                take(*rows[i]);
            } else {
                ++m_side.left_aside;
            }
        }
    }

    void take(const intake::Feature& feature) {
        Line line;
        line.where = feature.source;
        if (m_profile != nullptr) {
            name_by_profile(line, feature);
        } else {
            name_by_columns(line, feature);
        }
        if (place(line, feature)) {
            add_line(m_side, std::move(line));
        } else {
            m_side.unplaced.push_back(std::move(line));
        }
    }

    void name_by_profile(Line& line, const intake::Feature& feature) {
        const deliver::ReceivedRow row{feature.source, feature.attributes, feature.crs.epsg, {}};
        line.bsm = m_rows->bsm_of(row);
        const auto columns = m_rows->columns_of(row);
        const auto column = [&columns](const char* name) {
            const auto found = columns.find(name);
            return found == columns.end() ? std::string() : found->second;
        };
        line.site_name = column("site.name");
        line.kind = zone::parse_zone_kind(column("zone.kind"));
        if (const auto known = m_known.find(line.bsm); known != m_known.end()) {
            line.version = known->second.record;
            line.site_id = known->second.site_id;
            const auto name = parse_version_name(line.version);
            line.zone_id = name ? name->zone_id : line.version;
        }
    }

    void name_by_columns(Line& line, const intake::Feature& feature) {
        const RowFields::Words none;
        RowFields fields(feature, none, none, m_columns);
        zone::Zone zone;
        zone.zone_id = own_text(feature, "zone_id");
        line.zone_id = zone.zone_id;
        const std::string version = own_text(feature, "version");
        line.version = line.zone_id.empty() || version.empty() ? "" : line.zone_id + "@" + version;
        line.bsm = own_text(feature, "BSM");
        line.site_id = own_text(feature, "site_id");
        line.site_name = own_text(feature, "site_name");
        if (line.site_name.empty() && line.zone_id.empty()) {
            line.site_name = fields.text("name");
        }
        line.site_code = own_text(feature, "site_code");
        line.kind = zone::parse_zone_kind(fields.text("kind"));
        line.zone_class = own_text(feature, "class");
        zone.accuracy_m = base::parse_number(fields.text("accuracy_m"));
        zone.geometry_basis = zone::parse_geometry_basis(fields.text("geometry_basis"));
        line.accuracy_m = m_accuracy.accuracy_m(zone);
    }

    static std::string own_text(const intake::Feature& feature, const char* column) {
        const auto found = feature.attributes.find(column);
        return found == feature.attributes.end() || found->is_null() ? std::string()
               : found->is_string()                                  ? found->get<std::string>()
                                                                     : found->dump();
    }

    /// Moves the geometry to EPSG:4490 without asking whether it can be there.
    bool place(Line& line, const intake::Feature& feature) {
        geo::Geometry source;
        for (const intake::SourcePart& part : feature.parts) {
            const auto& polygons = part.geometry.polygons;
            source.polygons.insert(source.polygons.end(), polygons.begin(), polygons.end());
        }
        if (source.empty()) {
            m_side.problems.push_back(no_polygon(feature.source));
            return false;
        }
        line.by_own_zone = by_own_zone(source, feature.crs.epsg);
        try {
            line.geometry = transform_of(feature.crs.epsg).to_4490(source);
        } catch (const base::GeometryError& error) {
            if (!line.by_own_zone) {
                m_side.problems.push_back({error.code(), feature.source, error.message()});
                return false;
            }
            line.is_nowhere = true;
            line.geometry = *line.by_own_zone;
        }
        const geo::Box box = line.geometry.bounds();
        const bool is_on_earth = box.min_x >= -360 && box.max_x <= 360 && box.min_y >= -90 && box.max_y <= 90;
        if (!is_on_earth && !compare::is_swapped(line.geometry)) {
            m_side.problems.push_back(
                {"not-degrees",
                 feature.source,
                 {"坐标不是经纬度，无法比对", "its coordinates are no degrees and cannot be compared"}});
            return false;
        }
        return true;
    }

    /// In a plane with zone numbers, eastings that carry another number or none.
    std::optional<geo::Geometry> by_own_zone(const geo::Geometry& source, int epsg) {
        const auto zone = geo::GaussZone::from_epsg(epsg);
        const geo::Box box = source.bounds();
        if (!zone || !zone->prefixed || box.min_y < 0) {
            return std::nullopt;
        }
        auto own = geo::GaussZone::from_prefixed_easting(box.min_x);
        const auto last = geo::GaussZone::from_prefixed_easting(box.max_x);
        if (own.has_value() != last.has_value() || (own && !(*own == *last))) {
            return std::nullopt; // its own corners contradict each other
        }
        if (!own && box.max_x < 1e6) {
            own = *zone; // its number was left away
            own->prefixed = false;
        }
        if (!own || *own == *zone) {
            return std::nullopt;
        }
        try {
            return transform_of(own->epsg()).to_4490(source);
        } catch (const base::GeometryError&) {
            return std::nullopt;
        }
    }

    const geo::Transform& transform_of(int epsg) {
        const auto found = m_transforms.find(epsg);
        return found != m_transforms.end() ? found->second
                                           : m_transforms.emplace(epsg, geo::Transform(epsg)).first->second;
    }

    const std::filesystem::path& m_path;
    const zone::AccuracyDefaults& m_accuracy;
    const SideOptions& m_options;
    Side& m_side;
    ColumnNames m_columns;
    std::vector<deliver::Profile> m_profiles;
    const deliver::Profile* m_profile = nullptr;
    std::optional<deliver::ReceivedRows> m_rows;
    std::map<std::string, deliver::Manifest::Feature> m_known; ///< by BSM
    std::map<int, geo::Transform> m_transforms;
};

} // namespace

void read_file_side(const std::filesystem::path& path, const zone::AccuracyDefaults& accuracy,
                    const SideOptions& options, Side& side) {
    FileSide(path, accuracy, options, side).read();
}

void add_line(Side& side, Line line) {
    if (line.geometry.polygons.empty()) {
        side.problems.push_back(no_polygon(line.where));
        side.unplaced.push_back(std::move(line));
    } else {
        side.lines.push_back(std::move(line));
    }
}

} // namespace liangxian::app
