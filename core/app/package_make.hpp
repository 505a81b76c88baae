// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/app/package_format.hpp"
#include "core/app/version_name.hpp"

#include <filesystem>
#include <functional>
#include <map>

namespace liangxian::app {

/// What goes into a package.
struct PackageRequest {
    std::vector<VersionName> versions; ///< each with its version
    std::string office;                ///< who makes it
    std::string county;                ///< empty, or every unit has to be of it
    std::string actor;
    std::optional<base::Timestamp> made_at; ///< absent: now
    /// Files of documents by the number of the document.
    std::map<std::string, std::filesystem::path> attachments;
};

struct PackageReport {
    Package package;
    base::Problems warnings; ///< what validate says of the versions
};

/// Is given the bytes of a package before the store knows of it; again, with others, when the store was
/// changed meanwhile. When it throws, nothing is recorded.
using PackageWriter = std::function<void(const std::string& bytes)>;

/// Puts versions that were submitted, approved or announced into a package, all of them or none, and records
/// in the store that it was made. \throws base::InputError listing everything that stands against it:
/// `version-unknown`, `version-missing`, `not-handed-over`, `over-already`, `site-unknown`, `other-county`,
/// `document-unknown`; base::StoreError, base::FileError, whatever \p write throws
PackageReport make_package(store::Store& store, const PackageRequest& request, const base::SigningKey& key,
                           const PackageWriter& write, const base::CancelToken& cancel);

} // namespace liangxian::app
