// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/deliver/manifest.hpp"

#include "core/base/canonical_json.hpp"
#include "core/base/error.hpp"
#include "core/base/file.hpp"
#include "core/base/number.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <set>

namespace liangxian::deliver {
namespace {

using nlohmann::json;
using nlohmann::ordered_json;

constexpr std::size_t kLargestManifest = std::size_t{1} << 30;
constexpr const char* kSchema = "liangxian/delivery-manifest/1";

ordered_json features_json(const std::vector<Manifest::Feature>& features) {
    ordered_json out = ordered_json::array();
    for (const Manifest::Feature& feature : features) {
        ordered_json one{{"bsm", feature.bsm}, {"record", feature.record}, {"site_id", feature.site_id}};
        if (!feature.kind.empty()) {
            one["kind"] = feature.kind;
            one["visibility"] = feature.visibility;
        }
        out.push_back(std::move(one));
    }
    return out;
}

std::vector<Manifest::Feature> features_from(const json& array) {
    std::vector<Manifest::Feature> out;
    for (const json& one : array) {
        out.push_back({one.at("bsm"), one.at("record"), one.value("site_id", ""), one.value("visibility", ""),
                       one.value("kind", "")});
    }
    return out;
}

Manifest manifest_from(const json& root) {
    Manifest out;
    out.profile = root.at("profile").at("id");
    out.profile_digest = root.at("profile").at("digest");
    out.layer = root.at("layer");
    const json& store = root.at("store");
    out.store_digest = store.at("digest");
    out.revision = store.at("revision");
    out.as_of = store.at("as_of");
    out.known_at = store.at("known_at");
    out.features = features_from(root.at("features"));
    out.retired = features_from(root.at("retired"));
    out.serials = root.at("serials").get<std::map<std::string, long>>();
    for (const json& one : root.at("left_out")) {
        out.left_out.push_back({one.at("record"), one.at("codes")});
    }
    for (const json& one : root.at("files")) {
        out.files.push_back({one.at("name"), one.at("bytes"), one.at("sha256")});
    }
    return out;
}

} // namespace

const Manifest::Feature* Manifest::by_bsm(const std::string& bsm) const {
    const auto found = std::find_if(features.begin(), features.end(),
                                    [&bsm](const Feature& feature) { return feature.bsm == bsm; });
    return found == features.end() ? nullptr : &*found;
}

base::Problems contradictions(const Manifest& manifest, int serial_digits) {
    base::Problems out;
    std::set<std::string> numbers;
    for (const auto* features : {&manifest.features, &manifest.retired}) {
        for (const Manifest::Feature& feature : *features) {
            if (!numbers.insert(feature.bsm).second) {
                out.push_back({"manifest-contradicts",
                               feature.bsm,
                               {"清单中一个标识码出现两次", "the manifest gives one BSM twice"}});
            }
            const auto digits = static_cast<std::size_t>(serial_digits);
            const std::size_t prefix = feature.bsm.size() > digits ? feature.bsm.size() - digits : 0;
            const auto serial = base::parse_number(feature.bsm.substr(prefix));
            const auto last = manifest.serials.find(feature.bsm.substr(0, prefix));
            if (!serial || last == manifest.serials.end() || *serial > static_cast<double>(last->second)) {
                out.push_back({"manifest-contradicts",
                               feature.bsm,
                               {"清单中的标识码超出了已用的顺序号",
                                "a BSM beyond the last serial number the manifest gave"}});
            }
        }
    }
    return out;
}

std::filesystem::path manifest_path(const std::filesystem::path& delivery) {
    std::filesystem::path out = delivery.has_filename() ? delivery : delivery.parent_path();
    out += ".manifest.json";
    return out;
}

std::string manifest_json(const Manifest& m) {
    ordered_json left_out = ordered_json::array();
    for (const Manifest::Missing& one : m.left_out) {
        left_out.push_back({{"record", one.record}, {"codes", one.codes}});
    }
    ordered_json files = ordered_json::array();
    for (const Manifest::File& file : m.files) {
        files.push_back({{"name", file.name}, {"bytes", file.bytes}, {"sha256", file.sha256}});
    }
    const ordered_json out{{"schema", kSchema},
                           {"profile", {{"id", m.profile}, {"digest", m.profile_digest}}},
                           {"layer", m.layer},
                           {"store",
                            {{"digest", m.store_digest},
                             {"revision", m.revision},
                             {"as_of", m.as_of},
                             {"known_at", m.known_at}}},
                           {"features", features_json(m.features)},
                           {"retired", features_json(m.retired)},
                           {"serials", m.serials},
                           {"left_out", std::move(left_out)},
                           {"files", std::move(files)}};
    return base::pretty_json(out) + "\n";
}

Manifest read_manifest(const std::filesystem::path& file) {
    const json root = json::parse(base::read_file(file, kLargestManifest), nullptr, false);
    try {
        if (root.at("schema") == kSchema) {
            return manifest_from(root);
        }
    } catch (const json::exception&) {
        // told below
    }
    throw base::FileError("manifest-wrong",
                          {fmt::format("“{}”不是交付清单", file.string()),
                           fmt::format("'{}' is no manifest of a delivery", file.string())});
}

std::optional<Manifest> manifest_beside(const std::filesystem::path& delivery) {
    const std::filesystem::path file = manifest_path(delivery);
    std::error_code ignored;
    return std::filesystem::exists(file, ignored) ? std::optional(read_manifest(file)) : std::nullopt;
}

} // namespace liangxian::deliver
