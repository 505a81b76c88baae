// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/app/package_make.hpp"

#include "core/app/package_attempts.hpp"
#include "core/app/package_receipt.hpp"
#include "core/app/unplaced_sites.hpp"
#include "core/app/validate.hpp"
#include "core/base/canonical_json.hpp"
#include "core/base/digest.hpp"
#include "core/base/error.hpp"
#include "core/base/file.hpp"
#include "core/store/record_fields.hpp"
#include "core/store/version_choice.hpp"

#include <fmt/format.h>

#include <set>

namespace liangxian::app {
namespace {

constexpr std::size_t kLargestAttachment = 256u << 20;

/// Reads what is asked for, and collects all that stands against it.
class PackageMaker {
public:
    PackageMaker(const store::Store& store, const PackageRequest& request, const base::CancelToken& cancel)
        : m_store(store), m_request(request), m_cancel(cancel) {}

    PackageReport make() {
        Package& package = m_out.package;
        package.office = m_request.office;
        package.county = m_request.county;
        package.made_at = m_request.made_at.value_or(base::Timestamp::now());
        read_versions();
        read_sites();
        read_attachments();
        if (!m_problems.empty()) {
            throw base::InputError(std::move(m_problems));
        }
        take_validation();
        take_state();
        return std::move(m_out);
    }

private:
    void refuse(const char* code, const std::string& where, const char* zh, const char* en) {
        m_problems.push_back({code, where, {zh, en}});
    }

    void read_versions() {
        std::set<std::string> wanted;
        std::set<std::string> zones;
        for (const VersionName& name : m_request.versions) {
            if (!name.version) {
                refuse("version-missing", name.zone_id, "请写明版本：界线编号@版本",
                       "name the version: ZONE@VERSION");
            }
            wanted.insert(name.to_string());
            zones.insert(name.zone_id);
        }
        const std::vector<std::string> ids(zones.begin(), zones.end());
        std::map<std::string, std::vector<zone::VersionStep>> steps;
        for (zone::VersionStep& step : m_store.steps_of(ids)) {
            steps[fmt::format("{}@{}", step.zone_id, step.version)].push_back(std::move(step));
        }
        for (zone::Zone& zone : m_store.versions_of(ids)) {
            const std::string id = store::id_of(zone);
            if (wanted.erase(id) != 0) {
                look_at_status(zone, id);
                PackedVersion one;
                one.steps = std::move(steps[id]);
                one.documents = documents_of(zone);
                one.zone = std::move(zone);
                m_out.package.versions.push_back(std::move(one));
            }
        }
        for (const std::string& unknown : wanted) {
            refuse("version-unknown", unknown, "库中没有这个版本", "this version is not in the store");
        }
    }

    void look_at_status(const zone::Zone& zone, const std::string& id) {
        if (zone.status == zone::Status::draft) {
            refuse("not-handed-over", id, "还是草稿；先用 zone submit 送审",
                   "it is a draft; hand it over first, with zone submit");
        } else if (zone.status == zone::Status::superseded || zone.status == zone::Status::revoked) {
            refuse("over-already", id, "已被替代或撤销", "it was superseded or revoked");
        }
        if (zone.geometry.empty()) {
            refuse("geometry-missing", id, "没有图形", "it has no geometry");
        }
    }

    static std::vector<store::StoredDocument> documents_of(const zone::Zone& zone) {
        std::vector<store::StoredDocument> out;
        if (!zone.document.empty()) {
            out.push_back({zone.document, zone.issuer, zone.document_date, {}, {}});
        }
        if (!zone.approval_document.empty() && zone.approval_document != zone.document) {
            out.push_back({zone.approval_document, {}, {}, {}, {}});
        }
        return out;
    }

    void read_sites() {
        std::map<std::string, zone::Site> sites;
        std::set<std::string> wanted;
        for (const PackedVersion& one : m_out.package.versions) {
            wanted.insert(one.zone.site_id);
        }
        m_store.for_each_site([&](const zone::Site& site) {
            if (wanted.count(site.site_id) != 0) {
                sites[site.site_id] = site;
            }
        });
        for (PackedVersion& one : m_out.package.versions) {
            const auto found = sites.find(one.zone.site_id);
            if (found == sites.end()) {
                refuse("site-unknown", store::id_of(one.zone), "所属文物不在库中",
                       "its site is not in the store");
                continue;
            }
            one.site = found->second;
            if (!m_request.county.empty() && one.site.county != m_request.county) {
                refuse("other-county", store::id_of(one.zone), "所属文物不在 --county 所指的县",
                       "its site is not of the county that --county names");
            }
        }
    }

    /// A file goes in once, however many versions name its document.
    void read_attachments() {
        std::map<std::string, base::ZipFile> files;
        for (const auto& [number, path] : m_request.attachments) {
            std::string bytes = base::read_file(path, kLargestAttachment);
            const std::string digest = base::sha256_hex(bytes);
            bool is_named = false;
            for (PackedVersion& one : m_out.package.versions) {
                for (store::StoredDocument& document : one.documents) {
                    if (document.document == number) {
                        document.sha256 = digest;
                        document.title = path.filename().string();
                        is_named = true;
                    }
                }
            }
            if (!is_named) {
                refuse("document-unknown", number, "没有界线以此文号为公布或批准文件",
                       "no version names such a document");
            }
            files[digest] = {"documents/" + digest, std::move(bytes)};
        }
        for (auto& [digest, file] : files) {
            m_out.package.files.push_back(std::move(file));
        }
    }

    void take_validation() {
        std::map<std::string, std::vector<PackedVersion*>> records;
        for (PackedVersion& one : m_out.package.versions) {
            records["zone " + store::id_of(one.zone)].push_back(&one);
            records["zone " + one.zone.zone_id].push_back(&one);
            records["site " + one.site.site_id].push_back(&one);
        }
        std::set<std::string> told;
        validate(
            m_store,
            [&](const StoredProblem& problem) {
                const auto found = records.find(problem.record);
                if (found == records.end()) {
                    return;
                }
                for (PackedVersion* one : found->second) {
                    one->problems.push_back({{"rule", problem.rule},
                                             {"severity", code_of(problem.severity)},
                                             {"record", problem.record},
                                             {"zh", problem.message.zh},
                                             {"en", problem.message.en}});
                }
                if (told.insert(problem.rule + problem.record + problem.message.en).second) {
                    m_out.warnings.push_back({problem.rule, problem.record, problem.message});
                }
            },
            m_cancel);
    }

    void take_state() {
        zone::SnapshotQuery nowhere;
        nowhere.as_of = base::Date::today();
        nowhere.box = geo::Box{0, 0, 0, 0};
        m_out.package.store_digest = m_store.fetch_snapshot(nowhere).store_digest;
        store::ChainWalk chain({});
        m_store.for_each_audit_entry([&chain](const store::AuditEntry& entry) { chain.take(entry); });
        m_out.package.audit_count = chain.report().count;
        m_out.package.audit_head = chain.report().head;
    }

    const store::Store& m_store;
    const PackageRequest& m_request;
    const base::CancelToken& m_cancel;
    PackageReport m_out;
    base::Problems m_problems;
};

PackageReport try_making(store::Store& store, const PackageRequest& request, const base::SigningKey& key,
                         const PackageWriter& write, const base::CancelToken& cancel) {
    const zone::ContentMark mark = store.content_mark(); // first: what is read after it is no older
    PackageReport out = PackageMaker(store, request, cancel).make();
    const std::string bytes = seal_package(out.package, key);
    out.package.package_id = package_id_of(out.package);
    out.package.public_key = key.public_key();
    nlohmann::json versions = nlohmann::json::array();
    for (const PackedVersion& one : out.package.versions) {
        versions.push_back(store::id_of(one.zone));
    }
    store::Act act;
    act.action = "package-make";
    act.object = out.package.package_id;
    act.detail = base::canonical_json({{"versions", versions}, {"public_key", key.public_key()}});
    act.entries.packages = {{out.package.package_id, "sent", request.office, key.public_key(),
                             sent_text(out.package.versions), base::Timestamp()}};
    act.decided_on = mark;
    write(bytes); // when it cannot be written, nothing was sent
    store.perform(act);
    return out;
}

} // namespace

PackageReport make_package(store::Store& store, const PackageRequest& request, const base::SigningKey& key,
                           const PackageWriter& write, const base::CancelToken& cancel) {
    store.act_as(request.actor);
    return with_attempts([&] { return try_making(store, request, key, write, cancel); });
}

} // namespace liangxian::app
