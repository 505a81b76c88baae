// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/app/version_name.hpp"
#include "core/base/date.hpp"
#include "core/store/store.hpp"
#include "core/zone/life_cycle.hpp"

#include <optional>
#include <string>
#include <vector>

namespace liangxian::app {

/// A step that somebody takes with one version or with all the zones of a notice.
struct StepRequest {
    zone::Step step = zone::Step::submitted;
    std::vector<VersionName> versions;
    std::string actor;                   ///< who asks
    std::string office;                  ///< who took the step; for a publication, the issuer
    std::string document;                ///< its number
    std::string title;                   ///< of the document
    std::string sha256;                  ///< of its file, when one is handed in
    std::optional<base::Date> dated;     ///< of the document; default: the effective day, else today
    std::optional<base::Date> effective; ///< of a publication or revocation; default: the draft's own, today
    std::string reason;
    std::optional<zone::ChangeKind> change; ///< of a submission; default: first or adjustment
    bool is_single_person = false;          ///< whoever submitted may approve, too
    /// Whoever approves or revokes has seen that ground is given up on which the drafter, or whoever revokes,
    /// is the officer of a case.
    bool is_acknowledged = false;
};

/// What was done.
struct StepReport {
    struct Done {
        std::string version; ///< `Z1@2`
        zone::Status before = zone::Status::draft;
        zone::Status after = zone::Status::draft;
        std::vector<std::string> superseded; ///< by a publication: `Z1@1`
    };
    std::vector<Done> done;
    base::Timestamp at;      ///< the instant it was recorded
    base::Problems warnings; ///< what is missing and does not stop it
};

/// Takes a step with every version asked for, or with none of them. Blanks around names, numbers and reasons
/// do not count. Which steps need a document, `life-cycle/two-lines.json` says. A publication ends the
/// versions it
/// replaces on the day before; one made on a content that somebody changed meanwhile is decided again. Cost:
/// the versions of these zones, and the digest of the store. \throws base::InputError listing everything that
/// stands against it; base::StoreError
StepReport take_step(store::Store& store, const StepRequest& request);

} // namespace liangxian::app
