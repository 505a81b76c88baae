// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/store/registers.hpp"
#include "core/zone/life_cycle.hpp"
#include "core/zone/records.hpp"
#include "core/zone/zone_source.hpp"

#include <string>
#include <vector>

namespace liangxian::store {

/// A document behind a step, by its number. Only ever added.
struct StoredDocument {
    std::string document;
    std::string issuer;
    std::string document_date;
    std::string title;
    std::string sha256; ///< of its file, when one was handed in
};

/// What one act does to versions of zones and what it leaves behind: all of it or nothing.
struct Act {
    std::string action; ///< for the audit: `submit`, `publish` …
    std::string object; ///< for the audit
    std::string detail; ///< for the audit: canonical JSON object
    /// Sites that are not there yet.
    std::vector<zone::Site> new_sites;
    /// Versions that are not there yet, each a draft; `changed` takes them on from there.
    std::vector<zone::Zone> new_zones;
    /// Versions as they stand afterwards, in the order of their changes; every one is there already or new.
    /// Their status, days, papers and offices are taken over; the line itself and whose it is never change.
    std::vector<zone::Zone> changed;
    /// Sites as they stand afterwards, each there already: their level and how it was announced are taken
    /// over.
    std::vector<zone::Site> changed_sites;
    std::vector<zone::VersionStep> steps; ///< a time of the epoch becomes the instant of the transaction
    std::vector<StoredDocument> documents;
    RegisterEntries entries;
    /// Of the content this was decided on: when it is another's by now, nothing is done.
    zone::ContentMark decided_on;
};

} // namespace liangxian::store
