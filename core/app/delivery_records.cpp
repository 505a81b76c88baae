// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/app/delivery_records.hpp"

#include "core/base/data_files.hpp"
#include "core/base/error.hpp"
#include "core/base/file.hpp"
#include "core/geo/geos.hpp"
#include "core/index/box_tree.hpp"
#include "core/store/record_fields.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <utility>

namespace liangxian::app {
namespace {

constexpr std::size_t kLargestProfile = 1u << 20;

struct County {
    std::string code;
    std::string name;
};

gdal::Value value_of(const store::FieldValue& value) {
    return std::visit([](const auto& one) { return gdal::Value(one); }, value);
}

template <typename R>
void add_columns(const std::vector<store::Field<R>>& fields, const R& record, const std::string& prefix,
                 std::map<std::string, gdal::Value>& columns) {
    for (const store::Field<R>& field : fields) {
        columns[prefix + std::string(field.name)] = value_of(field.get(record));
    }
}

std::map<std::string, std::string> known_codes() {
    const auto file = base::data_directory() / "profiles" / "counties.json";
    std::map<std::string, std::string> out;
    const auto json = nlohmann::json::parse(base::read_file(file, kLargestProfile), nullptr, false);
    if (!json.is_object()) {
        throw base::FileError("profile-wrong", {fmt::format("“{}”不是 JSON 对象", file.string()),
                                                fmt::format("'{}' is no JSON object", file.string())});
    }
    for (const auto& [name, code] : json.items()) {
        if (code.is_string()) {
            out[name] = code.get<std::string>();
        }
    }
    return out;
}

/// Counties by name, by code and by place.
class Counties {
public:
    explicit Counties(std::vector<zone::Area> areas)
        : m_areas(counties_of(std::move(areas))), m_codes(known_codes()), m_tree(boxes_of(m_areas)) {
        for (const zone::Area& area : m_areas) {
            if (!area.code.empty()) {
                std::set<std::string>& codes = m_own[area.name];
                codes.insert(area.code);
            }
        }
    }

    /// The county a record names; where several bear the name, the one it lies in. Nothing where nobody can
    /// tell.
    std::optional<County> find(const std::string& name, const geo::Geometry& geometry) const {
        const zone::Area* around = geometry.empty() ? nullptr : at(geometry.bounds());
        if (name.empty()) {
            return around == nullptr ? std::nullopt : std::optional(County{around->code, around->name});
        }
        const auto own = m_own.find(name);
        if (own != m_own.end() && own->second.size() == 1) {
            return County{*own->second.begin(), name};
        }
        if (own != m_own.end()) {
            return around != nullptr && around->name == name ? std::optional(County{around->code, name})
                                                             : std::nullopt;
        }
        const auto code = m_codes.find(name);
        return code == m_codes.end() ? std::nullopt : std::optional(County{code->second, name});
    }
    std::string name_of(const std::string& code) const {
        for (const auto& [name, own] : m_own) {
            if (own.count(code) != 0) {
                return name;
            }
        }
        for (const auto& [name, own] : m_codes) {
            if (own == code) {
                return name;
            }
        }
        return code;
    }

private:
    static std::vector<zone::Area> counties_of(std::vector<zone::Area> areas) {
        areas.erase(
            std::remove_if(areas.begin(), areas.end(),
                           [](const zone::Area& area) { return area.kind != zone::AreaKind::county; }),
            areas.end());
        return areas;
    }
    static std::vector<geo::Box> boxes_of(const std::vector<zone::Area>& areas) {
        std::vector<geo::Box> out;
        for (const zone::Area& area : areas) {
            out.push_back(area.geometry.bounds());
        }
        return out;
    }

    const zone::Area* at(const geo::Box& box) const {
        const geo::Position middle{(box.min_x + box.max_x) / 2, (box.min_y + box.max_y) / 2};
        const geo::GeosGeometry point = geo::to_geos(std::vector<geo::Position>{middle});
        for (const std::size_t i : m_tree.query({middle.x, middle.y, middle.x, middle.y})) {
            const geo::GeosGeometry outline = geo::to_geos(m_areas[i].geometry.polygons);
            if (!m_areas[i].code.empty() &&
                GEOSIntersects_r(geo::geos_context(), outline.get(), point.get()) == 1) {
                return &m_areas[i];
            }
        }
        return nullptr;
    }

    std::vector<zone::Area> m_areas;
    std::map<std::string, std::set<std::string>> m_own; ///< of the store's areas, by name
    std::map<std::string, std::string> m_codes;         ///< of profiles/counties.json, by name
    index::BoxTree m_tree;
};

class Maker {
public:
    Maker(zone::Snapshot snapshot, const deliver::Profile& profile, const std::vector<std::string>& counties)
        : m_snapshot(std::move(snapshot)), m_profile(profile), m_wanted(counties),
          m_counties(std::move(m_snapshot.areas)) {
        for (const auto* sites : {&m_snapshot.sites, &m_snapshot.sites_elsewhere}) {
            for (const zone::Site& site : *sites) {
                m_sites[site.site_id] = &site;
            }
        }
    }

    std::vector<deliver::Record> make(base::Problems& notes) {
        if (m_profile.records == deliver::Profile::Records::sites) {
            for (const zone::Site& site : m_snapshot.sites) {
                take(record_of(site));
            }
        } else {
            for (zone::Zone& zone : m_snapshot.zones) {
                take(record_of(zone));
            }
        }
        for (const std::string& word : m_wanted) {
            if (m_met.count(word) == 0) {
                notes.push_back({"county-without-records",
                                 word,
                                 {"没有属于该县的记录；请核对代码或名称",
                                  "no record is of this county; look at the code or name"}});
            }
        }
        return std::move(m_records);
    }

private:
    deliver::Record record_of(const zone::Site& site) const {
        deliver::Record out;
        out.name = out.site_id = out.order = site.site_id;
        out.geometry = site.geometry;
        add_columns(store::site_fields(), site, "site.", out.columns);
        return with_county(std::move(out), site.county);
    }

    deliver::Record record_of(zone::Zone& zone) const {
        deliver::Record out;
        out.name = store::id_of(zone);
        out.site_id = zone.site_id;
        out.order = fmt::format("{}\n{}", zone.site_id, static_cast<int>(zone.kind));
        add_columns(store::zone_fields(), zone, "zone.", out.columns);
        out.geometry = std::move(zone.geometry);
        const auto site = m_sites.find(zone.site_id);
        if (site != m_sites.end()) {
            add_columns(store::site_fields(), *site->second, "site.", out.columns);
        }
        return with_county(std::move(out), site == m_sites.end() ? "" : site->second->county);
    }

    deliver::Record with_county(deliver::Record record, const std::string& stated) const {
        auto county = m_counties.find(stated, record.geometry);
        if (!county && stated.empty() && m_wanted.size() == 1 && is_code(m_wanted.front())) {
            county = County{m_wanted.front(), m_counties.name_of(m_wanted.front())};
        }
        if (county) {
            const auto digits = static_cast<std::size_t>(m_profile.county_code_digits);
            std::string code = county->code.substr(0, digits);
            code.append(digits - code.size(), '0');
            record.order = code + '\n' + record.order;
            record.columns["county.code"] = code;
            record.columns["county.name"] = county->name;
        } else if (!stated.empty()) {
            record.columns["county.name"] = stated;
        }
        return record;
    }

    static bool is_code(const std::string& word) {
        return word.size() >= 6 && word.find_first_not_of("0123456789") == std::string::npos;
    }

    void take(deliver::Record record) {
        if (m_wanted.empty() || is_wanted(record)) {
            m_records.push_back(std::move(record));
        }
    }

    bool is_wanted(const deliver::Record& record) {
        const auto column = [&record](const char* name) {
            const auto found = record.columns.find(name);
            return found == record.columns.end() ? std::string() : std::get<std::string>(found->second);
        };
        const std::string code = column("county.code");
        const std::string name = column("county.name");
        bool wanted = false;
        for (const std::string& word : m_wanted) {
            if (word == name || (is_code(word) && !code.empty() && code.compare(0, 6, word, 0, 6) == 0)) {
                m_met.insert(word);
                wanted = true;
            }
        }
        return wanted;
    }

    zone::Snapshot m_snapshot;
    const deliver::Profile& m_profile;
    const std::vector<std::string>& m_wanted;
    Counties m_counties;
    std::map<std::string, const zone::Site*> m_sites;
    std::set<std::string> m_met; ///< of the counties asked for
    std::vector<deliver::Record> m_records;
};

} // namespace

std::vector<deliver::Record> delivery_records(zone::Snapshot snapshot, const deliver::Profile& profile,
                                              const std::vector<std::string>& counties,
                                              base::Problems& notes) {
    return Maker(std::move(snapshot), profile, counties).make(notes);
}

} // namespace liangxian::app
