// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/store/sql.hpp"
#include "core/store/store.hpp"

namespace liangxian::store {

/// What both stores have in common: everything but where they are and how one waits for a change.
class SqlStore : public Store {
public:
    void act_as(const std::string& actor) override { m_actor = actor; }
    std::string usual_actor() const override;
    Settings settings() const override;
    void put_settings(const Settings& settings) override;
    zone::Snapshot fetch_snapshot(const zone::SnapshotQuery& query) const override;
    std::vector<ExistingId> existing_ids(const NewRecords& records) const override;
    std::map<std::string, int> highest_versions(const std::vector<std::string>& zone_ids) const override;
    void add(const NewRecords& records, const base::CancelToken& cancel,
             const base::Progress& progress) override;
    void record_check(const StoredApplication& application, const StoredCheck& check) override;
    bool has_check(std::string_view digest) const override;
    std::vector<StoredCheck> checks() const override;
    std::vector<StoredCheck> last_checks(const std::vector<std::string>& application_ids) const override;
    std::vector<StoredApplication> applications() const override;
    std::optional<StoredApplication> application(std::string_view id) const override;
    std::vector<zone::Zone> versions_of(const std::vector<std::string>& zone_ids) const override;
    std::vector<zone::Zone> versions_of_sites(const std::vector<std::string>& site_ids) const override;
    std::vector<zone::Site> sites_of(const std::vector<std::string>& site_ids) const override;
    std::vector<zone::VersionStep> steps_of(const std::vector<std::string>& zone_ids) const override;
    std::vector<StoredRepair> repairs_of(const std::vector<std::string>& zone_ids) const override;
    std::vector<StoredDocument> documents_of(const std::vector<std::string>& numbers) const override;
    void perform(const Act& act) override;
    void for_each_audit_entry(const std::function<void(const AuditEntry&)>& visit) const override;
    std::vector<RecordedAct> recorded_acts() const override;
    Registers fetch_registers(const std::optional<base::Timestamp>& known_at) const override;
    std::vector<Prerequisite> prerequisites() const override;
    std::vector<Target> targets() const override;
    std::vector<PackageRecord> packages(const std::string& package_id) const override;
    std::vector<CornerSurvey> surveys_of(const std::vector<std::string>& zone_ids) const override;
    std::vector<RegisteredDatum> datums() const override;
    std::int64_t row_count() const override;
    zone::ContentMark content_mark() const override;
    std::optional<zone::ChosenRows> rows_touched_since(const zone::ContentMark& mark,
                                                       std::size_t limit) const override;
    zone::ContentMark visit_rows(zone::RowVisitor& visitor, const zone::ChosenRows* only,
                                 const base::CancelToken& cancel) const override;
    ContentDigests content_digests() const override;
    std::vector<Change> changes_since(const base::Timestamp& instant) const override;
    void for_each_site(const std::function<void(const zone::Site&)>& visit) const override;
    void for_each_zone(const std::function<void(const zone::Zone&)>& visit) const override;
    void for_each_area(const std::function<void(const zone::Area&)>& visit) const override;
    void for_each_earlier_site(
        const std::string& site_id,
        const std::function<void(const zone::Site&, const base::Timestamp& until)>& visit) const override;
    std::vector<UnreadableRecord> unreadable_records() const override;
    std::vector<UnreadableRecord> for_each_known(const base::Timestamp& instant,
                                                 const RecordVisitor& visitor) const override;

protected:
    virtual const Connection& connection() const = 0;
    /// Where a store keeps what no export may hold. \pre a write transaction is open
    virtual void keep_secrets(const std::vector<DatumSecret>& secrets) = 0;

private:
    std::string actor() const { return m_actor.empty() ? usual_actor() : m_actor; }

    std::string m_actor; ///< empty: usual_actor()
};

} // namespace liangxian::store
