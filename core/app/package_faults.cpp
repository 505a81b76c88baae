// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/app/package_faults.hpp"

#include "core/app/package_compare.hpp"
#include "core/app/package_json.hpp"
#include "core/app/validate.hpp"
#include "core/store/record_fields.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

namespace liangxian::app {
namespace {

using zone::Status;

/// The package as the store would hold it, with the published lines its units have there.
class RecordsToCome : public ValidatedRecords {
public:
    RecordsToCome(const store::Store& store, const Package& package, const std::set<std::string>& announced)
        : m_settings(store.settings()) {
        std::set<std::string> units;
        std::set<std::string> zones;
        for (const PackedVersion& one : package.versions) {
            units.insert(one.zone.site_id);
            zones.insert(one.zone.zone_id);
            m_zones.push_back(one.zone);
            m_zones.back().status =
                announced.count(store::id_of(one.zone)) != 0 ? Status::published : Status::submitted;
        }
        const std::vector<std::string> ids(units.begin(), units.end());
        m_sites = store.sites_of(ids);
        for (const zone::Site& site : m_sites) {
            units.erase(site.site_id);
        }
        for (const PackedVersion& one : package.versions) {
            if (units.erase(one.site.site_id) != 0) {
                m_sites.push_back(one.site);
                new_sites.insert(one.site.site_id);
            }
        }
        for (zone::Zone& zone : store.versions_of_sites(ids)) {
            if (zone.status == Status::published && zones.count(zone.zone_id) == 0) {
                m_zones.push_back(std::move(zone));
            }
        }
    }

    store::Settings settings() const override { return m_settings; }
    void for_each_site(const std::function<void(const zone::Site&)>& visit) const override {
        std::for_each(m_sites.begin(), m_sites.end(), visit);
    }
    void for_each_earlier_site(
        const std::function<void(const zone::Site&, const base::Timestamp&)>& /*visit*/) const override {}
    void for_each_zone(const std::function<void(const zone::Zone&)>& visit) const override {
        std::for_each(m_zones.begin(), m_zones.end(), visit);
    }
    void for_each_area(const std::function<void(const zone::Area&)>& /*visit*/) const override {}
    std::vector<store::Store::UnreadableRecord> unreadable_records() const override { return {}; }

    std::set<std::string> new_sites; ///< that the store does not have

private:
    store::Settings m_settings;
    std::vector<zone::Site> m_sites;
    std::vector<zone::Zone> m_zones;
};

class FaultFinder {
public:
    FaultFinder(const store::Store& store, const Package& package, const std::set<std::string>& announced)
        : m_store(store), m_package(package), m_announced(announced) {}

    PackageFaults find() {
        for (const base::ZipFile& file : m_package.files) {
            m_files.insert(file.name);
        }
        compare_within();
        for (const PackedVersion& one : m_package.versions) {
            const std::string id = store::id_of(one.zone);
            look_at_life(one, id);
            look_at_documents(one, id);
            look_at_site(one, id);
            look_at_place(one, id);
            look_at_senders_problems(one, id);
        }
        validate_records();
        return std::move(m_out);
    }

private:
    void blame(const std::string& id, std::string zh, std::string en) {
        m_out[id].push_back({std::move(zh), std::move(en)});
    }

    /// What the versions of the package say of the same document or unit.
    void compare_within() {
        std::map<std::string, const zone::Site*> sites;
        for (const PackedVersion& one : m_package.versions) {
            const auto first = sites.emplace(one.site.site_id, &one.site).first;
            const auto differ = site_differences(*first->second, one.site);
            m_site_differences[one.site.site_id].insert(differ.begin(), differ.end());
            for (const store::StoredDocument& document : one.documents) {
                take_digest(document);
            }
        }
    }

    void take_digest(const store::StoredDocument& document) {
        if (!document.sha256.empty()) {
            m_digests[document.document].insert(document.sha256);
        }
    }

    void look_at_life(const PackedVersion& one, const std::string& id) {
        const Status status = one.zone.status;
        if (status != Status::submitted && status != Status::approved && status != Status::published) {
            blame(id, fmt::format("发来时为{}，未送审", zone::name_of(status).zh),
                  fmt::format("it is {} where it comes from, not handed over", zone::name_of(status).en));
        }
    }

    void look_at_documents(const PackedVersion& one, const std::string& id) {
        for (const store::StoredDocument& document : one.documents) {
            const std::string& number = document.document;
            const bool is_notice = number == one.zone.document;
            if (number.empty() || (!is_notice && number != one.zone.approval_document) ||
                (is_notice &&
                 (document.issuer != one.zone.issuer || document.document_date != one.zone.document_date))) {
                blame(id, fmt::format("所附文件“{}”与界线所记文号、机关或日期不符", number),
                      fmt::format("the document '{}' with it is not the one its record names", number));
            }
            if (!document.sha256.empty() && m_files.count("documents/" + document.sha256) == 0) {
                blame(id, fmt::format("文件“{}”的摘要在包内没有对应文件", number),
                      fmt::format("no file in the package has the digest of the document '{}'", number));
            }
            if (m_digests[number].size() > 1) {
                blame(id, fmt::format("文号“{}”有内容不同的文件", number),
                      fmt::format("there are different files under the number '{}'", number));
            }
        }
        look_at_days(one, id);
    }

    void look_at_days(const PackedVersion& one, const std::string& id) {
        const auto dated = base::Date::parse(one.zone.document_date);
        const auto made_on = base::Date::parse(m_package.made_at.to_string().substr(0, 10));
        const bool is_announced = one.zone.status == Status::published;
        // A day of slack: the instant is in UTC.
        if (is_announced && dated && made_on && made_on->plus_days(1) < *dated) {
            blame(id, "文件日期晚于数据包制作日期", "its document is dated after the package was made");
        }
        if (is_announced && dated && one.zone.valid.to && *one.zone.valid.to < *dated) {
            blame(id, "失效日期早于文件日期", "it ends before its document was issued");
        }
    }

    void look_at_site(const PackedVersion& one, const std::string& id) {
        const std::set<std::string>& differ = m_site_differences[one.site.site_id];
        if (!differ.empty()) {
            blame(id, fmt::format("包内 {} 的记录互不相同（{}）", one.site.site_id, fmt::join(differ, "、")),
                  fmt::format("the package has records of {} that differ ({})", one.site.site_id,
                              fmt::join(differ, ", ")));
        }
    }

    void look_at_place(const PackedVersion& one, const std::string& id) {
        const geo::Box box = one.zone.geometry.bounds();
        if (box.min_x < -180 || box.max_x > 180 || box.min_y < -90 || box.max_y > 90) {
            blame(id, "坐标不是经纬度", "its coordinates are no longitudes and latitudes");
        }
    }

    /// Where it is law, the sender's own errors stand against it.
    void look_at_senders_problems(const PackedVersion& one, const std::string& id) {
        if (m_announced.count(id) == 0) {
            return;
        }
        for (const nlohmann::json& problem : one.problems) {
            const bool is_of_line = text_in(problem, "record").rfind("zone ", 0) == 0;
            if (is_of_line && text_in(problem, "severity") == code_of(Severity::error)) {
                blame(id, "发来方质检：" + text_in(problem, "zh"),
                      "the sender's validation: " + text_in(problem, "en"));
            }
        }
    }

    void validate_records() {
        std::map<std::string, std::vector<std::string>> ids; // by record
        for (const PackedVersion& one : m_package.versions) {
            const std::string id = store::id_of(one.zone);
            ids["zone " + id].push_back(id);
            ids["zone " + one.zone.zone_id].push_back(id);
        }
        const RecordsToCome records(m_store, m_package, m_announced);
        for (const PackedVersion& one : m_package.versions) {
            if (records.new_sites.count(one.site.site_id) != 0) {
                ids["site " + one.site.site_id].push_back(store::id_of(one.zone));
            }
        }
        validate(records, [&](const StoredProblem& problem) {
            if (problem.severity == Severity::error && problem.rule != "overdue") { // which a line mends
                for (const std::string& id : ids[problem.record]) {
                    blame(id, problem.message.zh, problem.message.en);
                }
            }
        });
    }

    const store::Store& m_store;
    const Package& m_package;
    const std::set<std::string>& m_announced;
    std::set<std::string> m_files;
    std::map<std::string, std::set<std::string>> m_digests;          ///< of documents by number
    std::map<std::string, std::set<std::string>> m_site_differences; ///< columns by site_id
    PackageFaults m_out;
};

} // namespace

PackageFaults faults_of(const store::Store& store, const Package& package,
                        const std::set<std::string>& announced) {
    return FaultFinder(store, package, announced).find();
}

} // namespace liangxian::app
