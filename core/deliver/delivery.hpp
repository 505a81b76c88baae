// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/base/cancel_token.hpp"
#include "core/deliver/manifest.hpp"
#include "core/deliver/profile.hpp"
#include "core/deliver/record.hpp"

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace liangxian::deliver {

/// From which state of a store the records come.
struct Provenance {
    std::string store_digest;
    std::int64_t revision = 0;
    std::string as_of;
    std::string known_at;            ///< ISO 8601, UTC; a GeoPackage says it was changed then
    std::vector<LeftOut> unreadable; ///< records of that state that nobody can read
};

struct DeliveryOutcome {
    Manifest manifest;
    std::vector<LeftOut> left_out; ///< with every fault in words
};

/// Writes records as a delivery by a profile, .gpkg or .gdb, and its manifest beside it. The same records,
/// profile and earlier manifest give the same content. A record that lacks something mandatory, or that does
/// not fit, is left out and listed. \throws base::InputError `nothing-to-deliver` when none is left;
/// base::FileError, base::Cancelled; nothing is left behind then. The manifest stands before
/// the delivery does: a process killed in between leaves numbers without features, never features without
/// numbers
DeliveryOutcome write_delivery(const Profile& profile, std::vector<Record> records,
                               const Provenance& provenance, const std::optional<Manifest>& earlier,
                               const std::filesystem::path& out, const base::CancelToken& cancel);

} // namespace liangxian::deliver
