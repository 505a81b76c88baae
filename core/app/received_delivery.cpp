// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/app/received_delivery.hpp"

#include "core/app/version_name.hpp"
#include "core/base/error.hpp"
#include "core/deliver/manifest.hpp"
#include "core/deliver/received.hpp"

#include <fmt/format.h>

#include <map>
#include <optional>
#include <set>
#include <utility>

namespace liangxian::app {
namespace {

using deliver::Profile;

deliver::ReceivedRow row_of(const intake::Feature& feature) {
    deliver::ReceivedRow row;
    row.where = feature.source;
    row.values = feature.attributes;
    row.epsg = feature.crs.epsg;
    for (const intake::SourcePart& part : feature.parts) {
        const auto& polygons = part.geometry.polygons;
        row.geometry.polygons.insert(row.geometry.polygons.end(), polygons.begin(), polygons.end());
    }
    return row;
}

class Taker {
public:
    Taker(const Profile& profile, const store::Store& store, base::Problems& notes)
        : m_profile(profile), m_rows(profile), m_store(store), m_notes(notes) {}

    base::Problems judge(const intake::ReadOutcome& read) {
        base::Problems faults;
        if (!read.layer.name.empty()) {
            faults = deliver::judge_columns(m_profile, read.layer.columns,
                                            fmt::format("{}, {}", read.name, read.layer.name));
        } else if (!read.features.empty()) {
            faults.push_back(
                {"not-a-delivery",
                 read.name,
                 {"交付成果应为 GeoPackage 或 FileGDB", "a delivery is a GeoPackage or a FileGDB"}});
        }
        for (const int at : read.order) {
            base::Problems more = at < 0 ? read.unreadable[static_cast<std::size_t>(-at - 1)].problems
                                         : m_rows.judge(row_of(read.features[static_cast<std::size_t>(at)]));
            std::move(more.begin(), more.end(), std::back_inserter(faults));
        }
        return faults;
    }

    void translate(intake::ReadOutcome& read, const std::filesystem::path& file) {
        const auto manifest = deliver::manifest_beside(file);
        if (manifest && manifest->profile != m_profile.id) {
            throw base::InputError(
                {{"manifest-of-another-profile",
                  deliver::manifest_path(file).string(),
                  {fmt::format("清单属于 {}，不是 {}", manifest->profile, m_profile.id),
                   fmt::format("the manifest is of {}, not of {}", manifest->profile, m_profile.id)}}});
        }
        if (!manifest && m_profile.records == Profile::Records::zones) {
            m_notes.push_back(
                {"visibility-unknown",
                 read.name,
                 {"没有清单，不知道哪些界线可以公开：全部按不公开（hidden）导入，请逐条核定",
                  "no manifest says which lines may be public: all come in hidden; decide on each"}});
        }
        if (manifest) {
            for (const deliver::Manifest::Feature& feature : manifest->features) {
                m_known[feature.bsm] = feature;
            }
        }
        if (m_profile.records == Profile::Records::zones) {
            m_store.for_each_site([this](const zone::Site& site) {
                m_sites.emplace(site.name, site.site_id);
                m_site_ids.insert(site.site_id);
            });
        }
        for (intake::Feature& feature : read.features) {
            translate(feature);
        }
    }

private:
    void translate(intake::Feature& feature) {
        const deliver::ReceivedRow row = row_of(feature);
        const std::map<std::string, std::string> columns = m_rows.columns_of(row);
        const bool is_zone = m_profile.records == Profile::Records::zones;
        const std::string prefix = is_zone ? "zone." : "site.";
        nlohmann::ordered_json own = nlohmann::ordered_json::object();
        for (const auto& [column, words] : columns) {
            if (column.rfind(prefix, 0) == 0) {
                own[column.substr(prefix.size())] = words;
            }
        }
        const std::string bsm = m_rows.bsm_of(row);
        const auto known = m_known.find(bsm);
        own[is_zone ? "zone_id" : "site_id"] = known == m_known.end() ? bsm : known->second.record;
        if (is_zone) {
            name_version(own, known == m_known.end() ? nullptr : &known->second, columns, feature.source);
        } else if (const auto county = columns.find("county.name"); county != columns.end()) {
            own["county"] = county->second;
        }
        feature.attributes = std::move(own);
    }

    void name_version(nlohmann::ordered_json& own, const deliver::Manifest::Feature* known,
                      const std::map<std::string, std::string>& columns, const std::string& where) {
        own["visibility"] = known != nullptr && !known->visibility.empty()
                                ? known->visibility
                                : std::string(zone::code_of(zone::Visibility::hidden));
        if (known != nullptr) {
            const auto name = parse_version_name(known->record);
            own["zone_id"] = name ? name->zone_id : known->record;
            own["version"] = name && name->version ? *name->version : 1;
            if (!known->kind.empty()) { // a code may stand for several
                own["kind"] = known->kind;
            }
        }
        if (known != nullptr && m_site_ids.count(known->site_id) != 0) {
            own["site_id"] = known->site_id;
            return;
        }
        const auto name = columns.find("site.name");
        const std::string unit = name == columns.end() ? std::string() : name->second;
        const auto [first, last] = m_sites.equal_range(unit);
        if (first != last && std::next(first) == last) {
            own["site_id"] = first->second;
            return;
        }
        m_notes.push_back(
            {first == last ? "site-not-found" : "site-ambiguous",
             where,
             {fmt::format("库中{}名为“{}”的单位，site_id 留空", first == last ? "没有" : "有多个", unit),
              fmt::format("the store has {} named '{}'; site_id stays empty",
                          first == last ? "no unit" : "several units", unit)}});
    }

    const Profile& m_profile;
    deliver::ReceivedRows m_rows;
    const store::Store& m_store;
    base::Problems& m_notes;
    std::map<std::string, deliver::Manifest::Feature> m_known; ///< by BSM
    std::multimap<std::string, std::string> m_sites;           ///< ids by name
    std::set<std::string> m_site_ids;
};

} // namespace

base::Problems take_delivery(intake::ReadOutcome& read, const std::filesystem::path& file,
                             const Profile& profile, const store::Store& store, base::Problems& notes) {
    Taker taker(profile, store, notes);
    base::Problems faults = taker.judge(read);
    if (faults.empty()) {
        taker.translate(read, file);
    }
    return faults;
}

} // namespace liangxian::app
