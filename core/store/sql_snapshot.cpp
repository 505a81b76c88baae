// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/store/sql_snapshot.hpp"

#include "core/base/error.hpp"
#include "core/store/json_list.hpp"
#include "core/store/meta.hpp"
#include "core/store/sql_digest.hpp"
#include "core/store/sql_known_rows.hpp"
#include "core/store/sql_site_levels.hpp"
#include "core/store/sql_touched_rows.hpp"
#include "core/store/version_choice.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <set>
#include <type_traits>

namespace liangxian::store {
namespace {

std::int64_t revision_at(const Connection& connection, const std::optional<base::Timestamp>& known_at) {
    if (!known_at) {
        return read_revision(connection);
    }
    Statement row =
        connection.prepare("SELECT coalesce(sum(changes), 0) FROM revisions WHERE recorded_at <= ?1");
    row.bind(1, std::string_view(known_at->to_string()));
    return row.step() ? row.integer(0) : 0;
}

enum class Place { inside, outside, nowhere, unknown };

bool is_finite(const geo::Box& box) {
    return std::isfinite(box.min_x) && std::isfinite(box.min_y) && std::isfinite(box.max_x) &&
           std::isfinite(box.max_y);
}

/// Where a row lies, by its header alone where that suffices.
Place place_of(const Row& row, const std::optional<geo::Box>& box) {
    if (row.geometry_bytes.empty()) {
        return Place::nowhere;
    }
    try {
        const geo::Box bounds = decode_bounds(row.geometry_bytes, row.encoding);
        return bounds.empty()                    ? Place::nowhere
               : !is_finite(bounds)              ? Place::unknown
               : !box || box->intersects(bounds) ? Place::inside
                                                 : Place::outside;
    } catch (const base::GeometryError&) {
        return Place::unknown;
    }
}

/// One column of a row as text, whether or not the rest can be read.
template <typename Record>
std::string cell_text(const Layer<Record>& layer, const Row& row, std::string_view column) {
    for (std::size_t i = 0; i < layer.fields.size(); ++i) {
        if (layer.fields[i].name == column) {
            return text_of(row.cells[i]);
        }
    }
    return {};
}

/// Walks the layers and puts together what is in force.
class SnapshotReader {
public:
    SnapshotReader(const Connection& connection, const zone::SnapshotQuery& query)
        : m_connection(connection), m_dialect(connection.dialect()), m_query(query) {}

    zone::Snapshot read() {
        m_out.as_of = m_query.as_of;
        m_out.revision = revision_at(m_connection, m_query.known_at);
        m_out.known_at = m_query.known_at.value_or(read_revised_at(m_connection));
        m_out.mark = read_content_mark(m_connection);
        m_out.store_digest = content_digest(m_connection, m_query.known_at);
        read_sites();
        read_zones();
        read_sites_elsewhere();
        read_areas();
        for (auto* sites : {&m_out.sites, &m_out.sites_elsewhere}) {
            std::sort(sites->begin(), sites->end(),
                      [](const auto& a, const auto& b) { return a.site_id < b.site_id; });
            put_levels_of_day(m_connection, m_query.as_of, m_query.known_at, *sites);
        }
        std::sort(m_out.areas.begin(), m_out.areas.end(),
                  [](const auto& a, const auto& b) { return a.area_id < b.area_id; });
        std::sort(m_out.unreadable.begin(), m_out.unreadable.end(),
                  [](const auto& a, const auto& b) { return a.id < b.id; });
        return std::move(m_out);
    }

private:
    using RowList = std::vector<std::int64_t> zone::ChosenRows::*;

    RowChoice choice(RowList list) const {
        return m_query.rows ? RowChoice{std::nullopt, "fid IN " + std::string(m_dialect.numbers_in_2),
                                        json_list(*m_query.rows.*list)}
                            : RowChoice{m_query.known_at, {}, {}};
    }
    /// A version elsewhere may have replaced one of the rows.
    RowChoice versions_of_choice() const {
        RowChoice out = choice(&zone::ChosenRows::zones);
        if (m_query.rows) {
            out.condition = "zone_id IN (SELECT zone_id FROM zones WHERE " + out.condition + ")";
        }
        return out;
    }

    /// A row that was read beside the chosen ones lies outside of what is asked.
    Place place(const Row& row, RowList list) const {
        const bool is_beside =
            m_query.rows && !row.geometry_bytes.empty() &&
            !std::binary_search((*m_query.rows.*list).begin(), (*m_query.rows.*list).end(), row.number);
        return is_beside ? Place::outside : place_of(row, m_query.box);
    }

    template <typename Record>
    void cannot_read(const Layer<Record>&, const Row& row, const base::Text& problem) {
        constexpr bool is_site = std::is_same_v<Record, zone::Site>;
        constexpr bool is_area = std::is_same_v<Record, zone::Area>;
        zone::Unreadable out;
        out.kind = is_site   ? zone::RecordKind::site
                   : is_area ? zone::RecordKind::area
                             : zone::RecordKind::zone;
        out.id = row.id;
        out.reason = problem;
        out.box = known_bounds(row.geometry_bytes, row.encoding);
        if (is_area) {
            const auto kind = zone::parse_area_kind(cell_text(area_layer(), row, "kind"));
            out.may_declare_coverage = !kind || *kind == zone::AreaKind::coverage;
            out.theme = cell_text(area_layer(), row, "theme");
        }
        m_out.unreadable.push_back(std::move(out));
    }

    void read_sites() {
        const auto take = [this](const Row& row) {
            if (place(row, &zone::ChosenRows::sites) == Place::outside) {
                return;
            }
            auto read = record_of(site_layer(), row);
            if (!read.record) {
                cannot_read(site_layer(), row, read.problem);
            } else if (read.record->valid.contains(m_query.as_of)) {
                m_out.sites.push_back(std::move(*read.record));
            }
        };
        for_each_known_row(m_connection, site_layer(), choice(&zone::ChosenRows::sites), take);
        if (m_query.rows) {
            for_each_known_row(m_connection, site_layer(), {std::nullopt, "geom IS NULL", {}}, take);
        }
    }

    /// The body of a unit may lie far from its lines: the sites the zones name, by one query.
    void read_sites_elsewhere() {
        std::set<std::string> missing;
        for (const zone::Zone& zone : m_out.zones) {
            missing.insert(zone.site_id);
        }
        for (const zone::Site& site : m_out.sites) {
            missing.erase(site.site_id);
        }
        missing.erase("");
        if (missing.empty()) {
            return;
        }
        const RowChoice named{m_query.known_at, "site_id IN " + std::string(m_dialect.texts_in_2),
                              json_list(missing)};
        for_each_known_row(m_connection, site_layer(), named, [this](const Row& row) {
            if (place(row, &zone::ChosenRows::sites) != Place::outside) {
                return; // read already, and out of force or unreadable
            }
            auto read = record_without_geometry(site_layer(), row);
            if (!read.record) {
                cannot_read(site_layer(), row, read.problem);
            } else if (read.record->valid.contains(m_query.as_of)) {
                m_out.sites_elsewhere.push_back(std::move(*read.record));
            }
        });
    }

    void read_zones() {
        std::vector<zone::Zone> candidates;
        AnnouncedVersions announced;
        const RowChoice rows = versions_of_choice();
        for_each_known_row(m_connection, zone_layer(), rows, [&](const Row& row) {
            const auto columns = record_without_geometry(zone_layer(), row);
            const Place lies = place(row, &zone::ChosenRows::zones);
            if (!columns.record) {
                if (lies != Place::outside) {
                    cannot_read(zone_layer(), row, columns.problem);
                }
                return;
            }
            const zone::Zone& zone = *columns.record;
            if (!is_on_its_way(zone)) {
                announced[zone.zone_id].push_back({zone.version, zone.valid.from});
            }
            if (may_take_part(zone, m_query.as_of, m_query.with_drafts)) {
                take_candidate(row, lies, zone, candidates);
            }
        });
        ChosenVersions chosen = choose_versions(std::move(candidates), announced, m_query.as_of);
        for (const zone::Zone& zone : chosen.undecided) {
            if (!zone.geometry.empty()) { // a version outside the box concerns nobody here
                zone::Unreadable undecided;
                undecided.id = id_of(zone);
                undecided.reason = {"已被替代，但既无截止日期也无后续版本，无法判断是否有效",
                                    "superseded, but with neither an end nor a later version: nobody can "
                                    "tell whether it is in force"};
                undecided.box = zone.geometry.bounds();
                m_out.unreadable.push_back(std::move(undecided));
            }
        }
        for (zone::Zone& zone : chosen.zones) {
            if (!zone.geometry.empty()) {
                m_out.zones.push_back(std::move(zone));
            }
        }
    }

    /// A version outside the box stays a candidate without geometry: it may replace one inside.
    void take_candidate(const Row& row, Place lies, const zone::Zone& zone,
                        std::vector<zone::Zone>& candidates) {
        if (lies == Place::outside) {
            candidates.push_back(zone);
            return;
        }
        auto whole = record_of(zone_layer(), row);
        if (whole.record) {
            candidates.push_back(std::move(*whole.record));
        } else {
            cannot_read(zone_layer(), row, whole.problem);
        }
    }

    void read_areas() {
        const RowChoice rows = choice(&zone::ChosenRows::areas);
        for_each_known_row(m_connection, area_layer(), rows, [this](const Row& row) {
            if (place(row, &zone::ChosenRows::areas) == Place::outside) {
                return;
            }
            auto read = record_of(area_layer(), row);
            if (!read.record) {
                cannot_read(area_layer(), row, read.problem);
            } else if (read.record->valid.contains(m_query.as_of)) {
                m_out.areas.push_back(std::move(*read.record));
            }
        });
    }

    const Connection& m_connection;
    const Dialect& m_dialect;
    const zone::SnapshotQuery& m_query;
    zone::Snapshot m_out;
};

} // namespace

zone::Snapshot read_snapshot(const Connection& connection, const zone::SnapshotQuery& query) {
    Transaction one_state(connection, Transaction::Kind::read);
    zone::Snapshot out = SnapshotReader(connection, query).read();
    one_state.commit();
    return out;
}

} // namespace liangxian::store
