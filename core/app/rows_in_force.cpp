// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/app/rows_in_force.hpp"

#include "core/base/number.hpp"
#include "core/store/version_choice.hpp"

#include <algorithm>
#include <optional>
#include <utility>

namespace liangxian::app {
namespace {

std::string text_of(const intake::Feature& row, const char* column) {
    const auto found = row.attributes.find(column);
    return found == row.attributes.end() || found->is_null() ? std::string()
           : found->is_string()                              ? found->get<std::string>()
                                                             : found->dump();
}

/// \returns nothing for a day that is stated and none
std::optional<std::optional<base::Date>> day_of(const intake::Feature& row, const char* column) {
    const std::string text = text_of(row, column);
    const auto day = base::Date::parse(text.substr(0, 10));
    return text.empty() ? std::optional<std::optional<base::Date>>(std::in_place)
           : day        ? std::optional<std::optional<base::Date>>(day)
                        : std::nullopt;
}

/// What of a row decides whether it is in force; nothing when the row does not say it as the contract does.
std::optional<zone::Zone> version_of(const intake::Feature& row) {
    const auto has = [&row](const char* column) { return row.attributes.contains(column); };
    const std::string status = text_of(row, "status");
    const auto known = status.empty() ? zone::Status::published : zone::parse_status(status);
    const auto from = day_of(row, "valid_from");
    const auto to = day_of(row, "valid_to");
    zone::Zone out;
    out.zone_id = text_of(row, "zone_id");
    if (out.zone_id.empty() || !(has("status") || has("valid_from") || has("valid_to")) || !known || !from ||
        !to) {
        return std::nullopt;
    }
    out.version = static_cast<int>(base::parse_number(text_of(row, "version")).value_or(1));
    out.status = *known;
    out.valid.from = *from;
    out.valid.to = *to;
    return out;
}

} // namespace

std::vector<bool> rows_in_force(const std::vector<const intake::Feature*>& rows, const base::Date& as_of) {
    std::vector<bool> out(rows.size(), true);
    store::AnnouncedVersions announced;
    std::vector<zone::Zone> candidates;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        std::optional<zone::Zone> version = version_of(*rows[i]);
        if (!version) {
            continue;
        }
        out[i] = false;
        if (!store::is_on_its_way(*version)) {
            announced[version->zone_id].push_back({version->version, version->valid.from});
        }
        if (store::may_take_part(*version, as_of, false)) {
            version->row = static_cast<std::int64_t>(i);
            candidates.push_back(std::move(*version));
        }
    }
    const store::ChosenVersions chosen = store::choose_versions(std::move(candidates), announced, as_of);
    for (const auto* some : {&chosen.zones, &chosen.undecided}) {
        for (const zone::Zone& version : *some) {
            out[static_cast<std::size_t>(version.row)] = true;
        }
    }
    return out;
}

} // namespace liangxian::app
