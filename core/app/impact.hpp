// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/app/check.hpp"
#include "core/app/version_name.hpp"
#include "core/base/text.hpp"

#include <nlohmann/json.hpp>

#include <string>
#include <vector>

namespace liangxian::app {

/// Which way an answer goes.
enum class Weight { lighter, heavier, other };

/// What is asked about.
struct ImpactRequest {
    VersionName version;
    /// What it would change to revoke the version, which is published. Of a version that was revoked, the
    /// revocation is asked about anyway.
    bool is_revocation = false;
};

/// An application whose answer a version of a zone changes.
struct ChangedApplication {
    std::string application_id;
    std::string name;
    Weight weight = Weight::other;
    nlohmann::json before; ///< the check result without the version, or before its revocation
    nlohmann::json after;  ///< the check result with it, or after its revocation
    std::string recorded;  ///< digest of the check recorded last; empty: never checked
    std::vector<base::Text> differences;
};

/// Asks every stored application near a version twice, on one day and by the same rules: with the version,
/// and with the one it replaces (or none); of a revocation, with it and without. Figures that differ by less
/// than a billionth are the same. Whatever else changed since an answer was given is no difference
/// here. A draft is asked about as if it were published: from its own day on, or today. Applications that
/// become lighter come first. Writes nothing. Cost: the stored applications, one walk over the
/// store, and two checks for each application that the version or the one before comes near. \throws
/// base::InputError `zone-unknown`, `version-unknown`, `not-published`; base::StoreError; base::Cancelled
std::vector<ChangedApplication> impact_of(const CheckContext& context, const ImpactRequest& request,
                                          const base::CancelToken& cancel = {},
                                          const base::Progress& progress = {});

/// `lighter`, `heavier` or `other`.
std::string_view code_of(Weight weight);

} // namespace liangxian::app
