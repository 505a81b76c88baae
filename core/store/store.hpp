// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/base/cancel_token.hpp"
#include "core/base/text.hpp"
#include "core/store/act.hpp"
#include "core/store/audit_chain.hpp"
#include "core/store/registers.hpp"
#include "core/zone/records.hpp"
#include "core/zone/row_visitor.hpp"
#include "core/zone/zone_source.hpp"

#include <chrono>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace liangxian::store {

/// A stored application: what was checked, so that impact and rules diff can ask again.
struct StoredApplication {
    std::string application_id;
    std::string name;
    std::string kind;
    std::string facts_json; ///< canonical JSON object
    std::string source;
    base::Timestamp recorded_at;
    geo::Geometry geometry; ///< EPSG:4490
};

/// A repair that an import made, beside what the file had.
struct StoredRepair {
    std::string layer; ///< `sites`, `zones`, `areas`, `applications`
    std::string id;
    std::optional<int> version; ///< of a zone
    std::string reason;         ///< code of the repair
    std::optional<geo::Position> place;
    double area_before_m2 = 0;
    double area_after_m2 = 0;
    std::string original_wkb; ///< EPSG:4490
};

/// A recorded check: the sealed JSON, byte for byte.
struct StoredCheck {
    std::string application_id;
    std::string digest;
    std::string verdict;
    base::Timestamp checked_at;
    std::string result_json;
};

/// A check or a step that stands in the store.
struct RecordedAct {
    enum class Kind { check, step };
    Kind kind = Kind::check;
    std::string object; ///< the digest of a check; `Z1@2` of a step
    base::Timestamp at; ///< when it was made; a step's by the clock of the audit
};

/// Settings that travel with the store.
struct Settings {
    /// WKB of the jurisdiction, EPSG:4490; empty: the test for "outside" is off.
    std::string jurisdiction_wkb;
    bool is_demonstration = false;
};

/// Everything one transaction adds. Rows with an id already present are refused (zones: id and
/// version); nothing is overwritten.
struct NewRecords {
    std::vector<zone::Site> sites;
    std::vector<zone::Zone> zones;
    std::vector<zone::Area> areas;
    std::vector<StoredApplication> applications;
    std::vector<StoredRepair> repairs; ///< of the records above; only ever added
};

/// An id that is there already, by kind of record.
struct ExistingId {
    std::string kind; ///< `site`, `zone`, `area`, `application`
    std::string id;
};

/// The contract both stores fulfil (GeoPackage, PostGIS). One object per thread.
class Store : public zone::ZoneSource {
public:
    virtual std::string location() const = 0; ///< without password, for messages
    /// Who is written into the audit for what is done from now on; empty: usual_actor(), as without it.
    virtual void act_as(const std::string& actor) = 0;
    /// The login of a shared store; of a file the account this program runs under.
    virtual std::string usual_actor() const = 0;
    virtual Settings settings() const = 0;
    virtual void put_settings(const Settings& settings) = 0;

    /// Which of the ids of \p records are present already; one query per kind.
    virtual std::vector<ExistingId> existing_ids(const NewRecords& records) const = 0;
    /// The highest announced version (published, superseded or revoked) of each of these zones that has
    /// one; one query.
    virtual std::map<std::string, int> highest_versions(const std::vector<std::string>& zone_ids) const = 0;

    /// One transaction or nothing. A record with recorded_at of the epoch gets the instant of the
    /// transaction. \throws base::StoreError, base::Cancelled
    virtual void add(const NewRecords& records, const base::CancelToken& cancel,
                     const base::Progress& progress) = 0;

    /// Keeps a check, and its application unless one of that id is there already.
    virtual void record_check(const StoredApplication& application, const StoredCheck& check) = 0;
    virtual bool has_check(std::string_view digest) const = 0;
    virtual std::vector<StoredCheck> checks() const = 0;
    /// The latest check of each of these applications that has one; one query.
    virtual std::vector<StoredCheck> last_checks(const std::vector<std::string>& application_ids) const = 0;
    virtual std::vector<StoredApplication> applications() const = 0;
    /// One application by its id; nothing when it is not there or cannot be read.
    virtual std::optional<StoredApplication> application(std::string_view id) const = 0;

    /// \name The life of versions
    /// @{
    /// Every version of these zones, by zone and version; a geometry nobody can read is empty.
    virtual std::vector<zone::Zone> versions_of(const std::vector<std::string>& zone_ids) const = 0;
    /// Every version of the zones of these units, by zone and version, as versions_of(); one query.
    virtual std::vector<zone::Zone> versions_of_sites(const std::vector<std::string>& site_ids) const = 0;
    /// These units as they are now, by id, as far as they can be read; a geometry nobody can read is empty.
    virtual std::vector<zone::Site> sites_of(const std::vector<std::string>& site_ids) const = 0;
    /// Every step their versions took, in the order they were recorded.
    virtual std::vector<zone::VersionStep> steps_of(const std::vector<std::string>& zone_ids) const = 0;
    /// Every repair that imports made to versions of these zones, without what they had before, in the order
    /// they were recorded; one query.
    virtual std::vector<StoredRepair> repairs_of(const std::vector<std::string>& zone_ids) const = 0;
    /// Documents of these numbers that were recorded with their titles; one query.
    virtual std::vector<StoredDocument> documents_of(const std::vector<std::string>& numbers) const = 0;
    /// One transaction or nothing, with its entry in the audit. \throws base::StoreError `content-moved-on`:
    /// decide again; `version-missing`
    virtual void perform(const Act& act) = 0;
    /// The chain of acts, in order. Streams.
    virtual void for_each_audit_entry(const std::function<void(const AuditEntry&)>& visit) const = 0;
    /// Every recorded check and step, in the order they were recorded: what an entry of the audit speaks of.
    virtual std::vector<RecordedAct> recorded_acts() const = 0;
    /// @}

    /// \name Registers that are only ever added to, by perform()
    /// @{
    /// What the figures of a day are counted from, as known at an instant (absent: now).
    virtual Registers fetch_registers(const std::optional<base::Timestamp>& known_at) const = 0;
    /// Everything ever stated of these items, in the order it was recorded.
    virtual std::vector<Prerequisite> prerequisites() const = 0;
    virtual std::vector<Target> targets() const = 0;
    /// Of one package, accepted or sent; empty id: of all.
    virtual std::vector<PackageRecord> packages(const std::string& package_id) const = 0;
    virtual std::vector<CornerSurvey> surveys_of(const std::vector<std::string>& zone_ids) const = 0;
    virtual std::vector<RegisteredDatum> datums() const = 0;
    /// The parameters of a datum; nothing when they are not at hand. \throws base::StoreError
    /// `store-forbidden`; base::FileError
    virtual std::optional<std::string> datum_secret(const std::string& datum_id) const = 0;
    /// @}

    /// \name For an index of the layers
    /// @{
    /// Rows of sites, zones and areas, or somewhat more: told without a walk over them.
    virtual std::int64_t row_count() const = 0;
    /// Of the present content; one look at the end of a log.
    virtual zone::ContentMark content_mark() const = 0;
    /// Returns as soon as the content is no longer the known one, or when patience ends. \returns its mark
    virtual zone::ContentMark wait_for_change(const zone::ContentMark& known,
                                              std::chrono::milliseconds patience) const = 0;
    /// Rows touched after a mark; nothing when the mark is not of this store's past (another's, or a
    /// copy's that went its own way), or more than \p limit were.
    virtual std::optional<zone::ChosenRows> rows_touched_since(const zone::ContentMark& mark,
                                                               std::size_t limit) const = 0;
    /// Every row of sites, zones and areas, or those chosen, in one state of the store. Streams.
    /// \returns the mark of that state
    virtual zone::ContentMark visit_rows(zone::RowVisitor& visitor, const zone::ChosenRows* only,
                                         const base::CancelToken& cancel) const = 0;
    /// @}

    /// The digest of the present content as our writers kept it and as its rows have it; both empty when
    /// another program wrote since, as it may. Reads every row.
    struct ContentDigests {
        std::string kept;
        std::string computed;
    };
    virtual ContentDigests content_digests() const = 0;

    /// Ids of the sites, zones (`id@version`) and areas recorded or edited after an instant.
    struct Change {
        std::string kind;
        std::string id;
        base::Timestamp recorded_at;
    };
    virtual std::vector<Change> changes_since(const base::Timestamp& instant) const = 0;

    /// Every record, whatever its validity and status, for validate and export. Streams.
    virtual void for_each_site(const std::function<void(const zone::Site&)>& visit) const = 0;
    virtual void for_each_zone(const std::function<void(const zone::Zone&)>& visit) const = 0;
    virtual void for_each_area(const std::function<void(const zone::Area&)>& visit) const = 0;
    /// What sites said before they were changed or taken away, and until when, in the order it ended.
    /// \param site_id  empty: of every site
    virtual void for_each_earlier_site(
        const std::string& site_id,
        const std::function<void(const zone::Site&, const base::Timestamp& until)>& visit) const = 0;

    /// A site, zone, area or row of a register that nobody can read, and why.
    struct UnreadableRecord {
        std::string kind; ///< `site`, `zone`, `area`, or the register's table: `targets`
        std::string id;   ///< zones: `id@version`; registers: the row's `fid`
        base::Text reason;
    };
    virtual std::vector<UnreadableRecord> unreadable_records() const = 0;

    /// Takes records one by one; an empty function passes its layer over.
    struct RecordVisitor {
        std::function<void(const zone::Site&)> site;
        std::function<void(const zone::Zone&)> zone;
        std::function<void(const zone::Area&)> area;
    };
    /// Every record as it was known at an instant, whatever its validity and status, in one state of the
    /// store. Streams. \returns those of them that nobody can read; what can be read of them is visited
    virtual std::vector<UnreadableRecord> for_each_known(const base::Timestamp& instant,
                                                         const RecordVisitor& visitor) const = 0;
};

/// How a store is opened.
enum class Access { read_only, read_write };

/// Opens `file.gpkg` or `postgresql://…`.
/// \throws base::StoreError `store-not-found`, `store-not-ours`, `store-newer`, `store-unreachable`
std::unique_ptr<Store> open_store(const std::string& location, Access access);

/// Creates the schema in a new file (refused when it exists) or database schema and opens it.
/// \throws base::StoreError `store-exists`
std::unique_ptr<Store> create_store(const std::string& location, const Settings& settings);

} // namespace liangxian::store
