// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/zone/accuracy.hpp"

#include "core/base/error.hpp"
#include "core/base/file.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace liangxian::zone {
namespace {

constexpr std::size_t kFileLimit = 1u << 20;

[[noreturn]] void refuse(const std::filesystem::path& file, const std::string& what) {
    throw base::FileError("accuracy-profile-wrong", {fmt::format("“{}”有误：{}", file.string(), what),
                                                     fmt::format("'{}' is wrong: {}", file.string(), what)});
}

} // namespace

AccuracyDefaults AccuracyDefaults::load(const std::filesystem::path& file) {
    AccuracyDefaults out;
    const auto json = nlohmann::json::parse(base::read_file(file, kFileLimit), nullptr, false);
    if (!json.is_object()) {
        refuse(file, "not a JSON object");
    }
    for (const auto& [name, value] : json.items()) {
        if (name == "comment") {
            continue;
        }
        const auto basis = parse_geometry_basis(name);
        if (!basis || !value.is_number() || value.get<double>() < 0) {
            refuse(file, name);
        }
        out.m_metres[*basis] = value.get<double>();
    }
    return out;
}

std::optional<double> AccuracyDefaults::accuracy_m(const Zone& zone) const {
    if (zone.accuracy_m) {
        return zone.accuracy_m;
    }
    const auto found = zone.geometry_basis ? m_metres.find(*zone.geometry_basis) : m_metres.end();
    return found == m_metres.end() ? std::nullopt : std::optional<double>(found->second);
}

} // namespace liangxian::zone
