// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/deliver/public_data.hpp"

#include "core/base/number.hpp"
#include "core/deliver/guarded_outlines.hpp"
#include "core/deliver/kept_holes.hpp"
#include "core/deliver/opaque_ids.hpp"
#include "core/deliver/place_figures.hpp"
#include "core/deliver/unit_visibility.hpp"
#include "core/geo/grid.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <optional>
#include <set>
#include <tuple>

namespace liangxian::deliver {
namespace {

using zone::Visibility;

/// Corners of the public grid that lie nearer to each other may come from one line drawn for both.
constexpr double kSharedStepsOfGrid = 2;

std::map<std::string, std::string> fields_of(const zone::Site& site) {
    return {{"site_id", site.site_id},
            {"name", site.name},
            {"level", std::string(zone::code_of(site.level))},
            {"code", site.code},
            {"category", site.category},
            {"era", site.era},
            {"county", site.county},
            {"township", site.township}};
}

std::map<std::string, std::string> fields_of(const zone::Zone& zone) {
    return {{"zone_id", zone.zone_id},
            {"site_id", zone.site_id},
            {"kind", std::string(zone::code_of(zone.kind))},
            {"class", zone.zone_class},
            {"issuer", zone.issuer},
            {"document", zone.document},
            {"document_date", zone.document_date},
            {"valid_from", zone.valid.from ? zone.valid.from->to_string() : std::string()}};
}

bool is_id(const std::string& field) { return field == "site_id" || field == "zone_id"; }

ShownText kind_of(const std::string& field) {
    return is_id(field) ? ShownText::id : field == "county" ? ShownText::county : ShownText::words;
}

/// The grid cell that a place lies in.
struct Cell {
    double x = 0;
    double y = 0;
    double size = 0;
};

Cell cell_at(const geo::Box& box, double size) {
    const auto corner = [size](double low, double high) {
        // Rounded to the cell's own decimals, so that no digit of the place is left in the last ones.
        return base::rounded_half_up(std::floor((low + high) / 2 / size) * size, 6);
    };
    return {corner(box.min_x, box.max_x), corner(box.min_y, box.max_y), size};
}

geo::Geometry polygon_of(const Cell& cell) {
    const double east = base::rounded_half_up(cell.x + cell.size, 6);
    const double north = base::rounded_half_up(cell.y + cell.size, 6);
    geo::Geometry out;
    out.polygons = {{{{cell.x, cell.y}, {east, cell.y}, {east, north}, {cell.x, north}}, {}}};
    return out;
}

geo::Geometry point_at(const geo::Position& p) {
    geo::Geometry out;
    out.points = {p};
    return out;
}

class PublicMaker {
public:
    PublicMaker(const PublicSource& source, const PublicRules& rules, const base::CancelToken& cancel)
        : m_source(source), m_rules(rules), m_cancel(cancel), m_step(base::decimal_step(rules.grid_decimals)),
          m_units(rules), m_guarded(kSharedStepsOfGrid * m_step) {
        take_stays();
        judge_units();
        choose_cells();
        guard();
        replace_ids();
    }

    PublicData make() {
        PublicData out;
        for (const zone::Site& site : m_source.sites) {
            if (const Visibility visibility = m_units.of(site); visibility != Visibility::hidden) {
                out.sites.push_back(shown(site, visibility));
            }
        }
        for (std::size_t place = 0; place < m_source.shown.size(); ++place) {
            m_cancel.throw_if_cancelled();
            const zone::Zone& zone = m_source.shown[place];
            if (m_seen[place] != Visibility::hidden) {
                add_shown(place, zone::is_protection(zone.kind) ? out.protection : out.control);
            }
        }
        out.withheld = std::move(m_withheld);
        return out;
    }

private:
    static std::string unit_of(const zone::Zone& zone) { return UnitVisibility::unit_of(zone); }

    void take_stays() {
        m_stays.resize(m_source.shown.size());
        for (const PublicSource::Stay& stay : m_source.stays) {
            m_stays.at(stay.place).push_back(stay.days);
        }
        for (std::size_t place = 0; m_source.stays.empty() && place < m_stays.size(); ++place) {
            m_stays[place].push_back(m_source.shown[place].valid);
        }
        m_holes.emplace(m_source.shown, m_stays, kSharedStepsOfGrid * m_step);
    }

    void judge_units() {
        for (const auto* zones : {&m_source.shown, &m_source.deciding}) {
            for (const zone::Zone& zone : *zones) {
                m_units.add(zone);
            }
        }
        for (const zone::Zone& zone : m_source.shown) { // asked for again and again
            m_seen.push_back(m_units.of(zone));
        }
    }

    /// One cell a unit, for all days: that of its body, else of the first version of its first line.
    void choose_cells() {
        for (const zone::Site& site : m_source.sites) {
            if (!site.geometry.empty()) {
                m_cells.emplace(site.site_id, cell_at(site.geometry.bounds(), m_rules.coarse_cell_deg));
            }
        }
        std::map<std::string, const zone::Zone*> first;
        for (const zone::Zone& zone : m_source.shown) {
            const zone::Zone*& slot = first[unit_of(zone)];
            slot = slot == nullptr ||
                           std::tie(zone.zone_id, zone.version) < std::tie(slot->zone_id, slot->version)
                       ? &zone
                       : slot;
        }
        for (const auto& [unit, zone] : first) {
            m_cells.emplace(unit, cell_at(zone->geometry.bounds(), m_rules.coarse_cell_deg));
        }
    }

    void guard() {
        for (const zone::Site& site : m_source.sites) {
            if (m_units.of(site) != Visibility::public_) {
                m_guarded.add(site.geometry);
            }
        }
        for (std::size_t place = 0; place < m_source.shown.size(); ++place) {
            if (m_seen[place] != Visibility::public_) {
                m_guarded.add(m_source.shown[place].geometry);
            }
        }
        for (const auto* zones : {&m_source.deciding, &m_source.others}) {
            for (const zone::Zone& zone : *zones) {
                if (m_units.of(zone) != Visibility::public_) {
                    m_guarded.add(zone.geometry);
                }
            }
        }
    }

    /// Ids that may hold a place, of what is shown: first those of units, which their lines name. An id is
    /// the same on all days, made of what is shown of it last: of an id added twice the first counts.
    void replace_ids() {
        for (auto site = m_source.sites.rbegin(); site != m_source.sites.rend(); ++site) {
            if (m_units.of(*site) != Visibility::hidden && is_told(site->site_id)) {
                m_site_ids.add(site->site_id,
                               seed_of(site->site_id, texts_of(fields_of(*site), m_rules.site_fields)));
            }
        }
        for (std::size_t place = 0; place < m_source.shown.size(); ++place) {
            const zone::Zone& zone = m_source.shown[place];
            if (m_seen[place] != Visibility::hidden && is_told(zone.site_id)) {
                m_site_ids.add(zone.site_id, seed_of(zone.site_id, {}));
            }
        }
        m_site_ids.settle();
        std::map<std::string, const zone::Zone*> last;
        for (std::size_t place = 0; place < m_source.shown.size(); ++place) {
            const zone::Zone& zone = m_source.shown[place];
            if (m_seen[place] != Visibility::hidden && is_told(zone.zone_id)) {
                const zone::Zone*& slot = last[zone.zone_id];
                slot = slot == nullptr || slot->version < zone.version ? &zone : slot;
            }
        }
        for (const auto& [id, zone] : last) {
            m_zone_ids.add(id, m_site_ids.shown(zone->site_id) + "\n" +
                                   seed_of(unit_of(*zone), texts_of(fields_of(*zone), m_rules.zone_fields)));
        }
        m_zone_ids.settle();
    }

    static bool is_told(const std::string& id) { return may_hold_a_place(id, ShownText::id); }

    /// The texts but the ids as the public sees them.
    static std::string texts_of(const std::map<std::string, std::string>& all,
                                const std::vector<std::string>& names) {
        std::string out;
        for (const std::string& name : names) {
            const auto found = all.find(name);
            const bool is_shown =
                !is_id(name) && found != all.end() && !may_hold_a_place(found->second, kind_of(name));
            out += name + "=" + (is_shown ? found->second : std::string()) + "\n";
        }
        return out;
    }

    /// What an opaque id is made of: nothing that the public does not see.
    std::string seed_of(const std::string& unit, const std::string& texts) const {
        const auto cell = m_cells.find(unit);
        return texts + (cell == m_cells.end() ? "" : fmt::format("{} {}", cell->second.x, cell->second.y));
    }

    std::map<std::string, std::string> shown_fields(const std::string& record,
                                                    const std::map<std::string, std::string>& all,
                                                    const std::vector<std::string>& names) {
        std::map<std::string, std::string> out;
        for (const std::string& name : names) {
            const auto found = all.find(name);
            std::string& words = out[name] = found == all.end() ? std::string() : found->second;
            if (!may_hold_a_place(words, kind_of(name))) {
                continue;
            }
            words = name == "site_id"   ? m_site_ids.shown(words)
                    : name == "zone_id" ? m_zone_ids.shown(words)
                                        : "";
            if (m_told.insert(record + "\n" + name + "\n" + words).second) { // of several versions once
                m_withheld.push_back({record, name, words});
            }
        }
        return out;
    }

    PublicRecord shown(const zone::Site& site, Visibility visibility) {
        PublicRecord out;
        out.fields = shown_fields("site " + site.site_id, fields_of(site), m_rules.site_fields);
        out.days = site.valid;
        out.visibility = visibility;
        if (site.geometry.empty()) {
            return out;
        }
        if (visibility == Visibility::coarse) { // the corner of its cell, which says no more than the cell
            const Cell& cell = m_cells.at(site.site_id);
            out.geometry = point_at({cell.x, cell.y});
            return out;
        }
        const geo::Box box = site.geometry.bounds();
        out.geometry = geo::on_grid(point_at({(box.min_x + box.max_x) / 2, (box.min_y + box.max_y) / 2}),
                                    m_rules.grid_decimals);
        return out;
    }

    /// One record for each span of days on which it is the version in force and keeps the same holes.
    void add_shown(std::size_t place, std::vector<PublicRecord>& into) {
        const zone::Zone& zone = m_source.shown[place];
        PublicRecord record;
        record.fields = shown_fields("zone " + zone.zone_id, fields_of(zone), m_rules.zone_fields);
        record.version = zone.version;
        const bool is_exact =
            m_seen[place] == Visibility::public_ && !m_guarded.are_followed_by(zone.geometry);
        for (const base::DateSpan& stay : m_stays[place]) {
            if (!is_exact) {
                into.push_back(with_geometry(record, zone, stay, {}));
                continue;
            }
            for (const KeptHoles::Shape& shape : m_holes->shapes_of(place, stay)) {
                into.push_back(with_geometry(record, zone, shape.days,
                                             geo::on_grid(shape.geometry, m_rules.grid_decimals)));
            }
        }
    }

    /// \param geometry  empty: coarse, or too small for the grid
    PublicRecord with_geometry(PublicRecord record, const zone::Zone& zone, const base::DateSpan& days,
                               geo::Geometry geometry) const {
        record.days = days;
        record.visibility = geometry.empty() ? Visibility::coarse : Visibility::public_;
        record.geometry = geometry.empty() ? polygon_of(m_cells.at(unit_of(zone))) : std::move(geometry);
        return record;
    }

    const PublicSource& m_source;
    const PublicRules& m_rules;
    const base::CancelToken& m_cancel;
    double m_step;
    UnitVisibility m_units;
    std::vector<Visibility> m_seen; ///< how each of m_source.shown may be shown
    KeptHoles::Stays m_stays;       ///< of m_source.shown
    std::optional<KeptHoles> m_holes;
    std::map<std::string, Cell> m_cells; ///< by unit
    GuardedOutlines m_guarded;
    OpaqueIds m_site_ids;
    OpaqueIds m_zone_ids;
    std::vector<Withheld> m_withheld;
    std::set<std::string> m_told;
};

void sort_rows(std::vector<PublicRecord>& records) {
    std::sort(records.begin(), records.end(), [](const PublicRecord& a, const PublicRecord& b) {
        return std::tie(a.fields, a.version, a.days.from) < std::tie(b.fields, b.version, b.days.from);
    });
}

} // namespace

std::size_t count_on(const std::vector<PublicRecord>& records, const base::Date& day) {
    return static_cast<std::size_t>(
        std::count_if(records.begin(), records.end(),
                      [&day](const PublicRecord& record) { return record.days.contains(day); }));
}

PublicData make_public_data(const PublicSource& source, const PublicRules& rules,
                            const base::CancelToken& cancel) {
    PublicData out = PublicMaker(source, rules, cancel).make();
    // The order of a store could tell where something stands between two others.
    sort_rows(out.sites);
    sort_rows(out.protection);
    sort_rows(out.control);
    return out;
}

} // namespace liangxian::deliver
