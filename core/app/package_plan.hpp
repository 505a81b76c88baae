// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/app/package_accept.hpp"
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
    ReceiptLine line_of(const PackedVersion& version);
    std::string conflict_of(const PackedVersion& version);
    std::string county_conflict_of(const PackedVersion& version) const;
    std::string site_conflict_of(const PackedVersion& version);
    void take(const PackedVersion& version, ReceiptLine& line);
    bool may_be_announced(const PackedVersion& version);
    void take_step(zone::Zone& zone, const PackedVersion& version, zone::Step step);
    void describe_act();

    const store::Store& m_store;
    const Package& m_package;
    const AcceptRequest& m_request;
    std::map<std::string, zone::Site> m_sites;              ///< of the store
    std::map<std::string, std::vector<zone::Zone>> m_zones; ///< of the store, by zone_id
    std::vector<zone::Area> m_counties;
    std::set<std::string> m_new_sites;
    std::set<std::string> m_announced; ///< zones of which this package announces a version
    std::vector<ReceiptLine> m_lines;
    base::Problems m_notes;
    store::Act m_act;
};

/// Adds to an act what a receipt gives back.
void return_versions(const store::Store& store, const Receipt& receipt, const std::string& actor,
                     store::Act& act, ReceiptReport& report);

/// The key a receipt of our own names; empty when it is none.
std::string key_in_receipt(const std::string& bytes);

} // namespace liangxian::app
