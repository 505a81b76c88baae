// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/app/package_format.hpp"
#include "core/base/text.hpp"

#include <map>
#include <set>
#include <string>
#include <vector>

namespace liangxian::app {

/// By `Z1@2`: why a version cannot be taken in.
using PackageFaults = std::map<std::string, std::vector<base::Text>>;

/// What stands against the versions of a package, whatever is decided about them: what validate() calls an
/// error, of the version or of its unit's record, together with the unit's lines that are published in the
/// store; for those to be announced what the sender's validation called one; one that was not handed over;
/// documents whose files, digests or days contradict each other; two records of one unit; coordinates that
/// are no place on earth. \param announced  versions that would be published here \throws base::StoreError
PackageFaults faults_of(const store::Store& store, const Package& package,
                        const std::set<std::string>& announced);

} // namespace liangxian::app
