// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/app/package_accept.hpp"
#include "core/app/package_faults.hpp"
#include "core/store/act.hpp"

#include <map>
#include <set>
#include <string>
#include <vector>

namespace liangxian::app {

/// Decides what becomes of each version of a package, before anything is written.
class PackagePlan {
public:
    PackagePlan(const store::Store& store, const Package& package, const AcceptRequest& request);

    void decide();

    const std::vector<ReceiptLine>& lines() const { return m_lines; }
    const base::Problems& notes() const { return m_notes; }
    /// Without the record of the package. \pre decide() was called
    const store::Act& act() const { return m_act; }

private:
    void read_store();
    void choose_announced();
    const PackageDecision* decided_return(const std::string& id) const;
    const zone::Zone* stored_version(const zone::Zone& zone) const;
    ReceiptLine line_of(const PackedVersion& version);
    std::string fault_of(const std::string& id) const;
    std::string conflict_of(const PackedVersion& version);
    std::string announcement_conflict_of(const PackedVersion& version, const zone::Zone& stored);
    void note_what_stays(const PackedVersion& version, const zone::Zone& stored, ReceiptLine& line);
    void note_not_announced(ReceiptLine& line, zone::Status status);
    std::string site_conflict_of(const PackedVersion& version);
    void take(const PackedVersion& version, ReceiptLine& line);
    void announce(const PackedVersion& version, const zone::Zone& stored, ReceiptLine& line);
    void take_documents(const PackedVersion& version);
    bool may_be_announced(const PackedVersion& version) const;
    void take_step(zone::Zone& zone, const PackedVersion& version, zone::Step step);
    void describe_act();

    const store::Store& m_store;
    const Package& m_package;
    const AcceptRequest& m_request;
    std::map<std::string, zone::Site> m_sites;              ///< of the store
    std::map<std::string, std::vector<zone::Zone>> m_zones; ///< of the store, by zone_id
    std::vector<zone::Area> m_counties;
    std::set<std::string> m_new_sites;
    std::set<std::string> m_announced; ///< versions that this package announces here
    PackageFaults m_faults;
    std::vector<ReceiptLine> m_lines;
    base::Problems m_notes;
    store::Act m_act;
};

} // namespace liangxian::app
