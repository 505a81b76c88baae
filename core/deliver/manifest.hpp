// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/base/problem.hpp"

#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace liangxian::deliver {

/// What a delivery was made of: which feature is which version, by which profile, from which state of the
/// store. Stands beside the delivery as `OUT.manifest.json`.
struct Manifest {
    struct Feature {
        std::string bsm;
        std::string record; ///< `Z1@2`, or a site's id
        std::string site_id;
        std::string visibility = {}; ///< of a version; what comes back is as visible as it went out
        std::string kind = {};       ///< of a version; a code of the profile may stand for several
    };
    struct File {
        std::string name; ///< relative to the folder of the delivery
        std::uintmax_t bytes = 0;
        std::string sha256;
    };
    struct Missing {
        std::string record;
        std::vector<std::string> codes; ///< of the problems
    };

    std::string profile;
    std::string profile_digest;
    std::string layer;
    std::string store_digest;
    std::int64_t revision = 0;
    std::string as_of;
    std::string known_at;
    std::vector<Feature> features;
    std::vector<Feature> retired;        ///< of earlier deliveries; their numbers are never given again
    std::map<std::string, long> serials; ///< the last serial number given, by prefix
    std::vector<Missing> left_out;
    std::vector<File> files;

    const Feature* by_bsm(const std::string& bsm) const;
};

/// Where the manifest of a delivery stands.
std::filesystem::path manifest_path(const std::filesystem::path& delivery);

/// Two features of one number, a number beyond the last serial given: such a manifest cannot be continued.
base::Problems contradictions(const Manifest& manifest, int serial_digits);

/// As the file holds it, with a line feed at its end.
std::string manifest_json(const Manifest& manifest);

/// \throws base::FileError `manifest-wrong`, or when it cannot be read
Manifest read_manifest(const std::filesystem::path& file);

/// The manifest beside a delivery; nothing when there is none. \throws as read_manifest()
std::optional<Manifest> manifest_beside(const std::filesystem::path& delivery);

} // namespace liangxian::deliver
