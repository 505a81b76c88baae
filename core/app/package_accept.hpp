// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/app/package_format.hpp"

#include <filesystem>
#include <map>

namespace liangxian::app {

/// What an office decides about one version.
struct PackageDecision {
    bool is_accepted = false;
    std::string reason; ///< of a return
};

/// By `Z1@2`.
using PackageDecisions = std::map<std::string, PackageDecision>;

/// `version,decision,reason` a line; decision is accept or return, 接收 or 退回. Problem codes:
/// `decision-wrong`, `reason-missing`, `decision-repeated`. \throws base::FileError
base::Result<PackageDecisions> read_decisions(const std::filesystem::path& file);

struct AcceptRequest {
    PackageDecisions decisions;
    bool accept_all = false;         ///< what no decision speaks of is accepted
    std::vector<std::string> region; ///< counties this store keeps; empty: any
    std::string office;
    std::string actor;
    std::optional<base::Timestamp> at; ///< absent: now
};

/// What is to become of a package, or became of it.
struct AcceptReport {
    std::vector<ReceiptLine> lines;
    base::Problems notes; ///< of a version: what differs and does not stop it
    std::string receipt;  ///< signed, as it is kept; empty: nothing was done yet
    bool was_accepted_before = false;
};

/// What would become of each version if all were accepted. Writes nothing.
AcceptReport look_at_package(const store::Store& store, const Package& package,
                             const std::vector<std::string>& region);

/// Takes the accepted versions in, in one transaction with the receipt and the audit. Nothing is overwritten:
/// a version that is there with the same line is unchanged, with another line or announced otherwise in
/// conflict, as is one of several counties, of a county outside of the region, of a unit that is known
/// otherwise, or one that faults_of() stands against. New versions come in as submitted; those announced with
/// all their papers, where no other version of the zone ever was, as announced, and so do those that came as
/// submitted before. The same package again changes nothing and gives the same receipt. \throws
/// base::InputError `undecided`, `version-unknown`; base::StoreError
AcceptReport accept_package(store::Store& store, const Package& package, const AcceptRequest& request,
                            const base::SigningKey& key);

} // namespace liangxian::app
