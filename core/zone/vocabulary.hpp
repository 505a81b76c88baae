// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/base/text.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace liangxian::zone {

// The closed word lists of the contract, in the contract's order. `code_of` gives the contract's
// spelling, `name_of` the words for people, `parse_*` accepts the code and the Chinese name.

/// 文物保护单位 level (文物保护法 2024, article 23); ungraded = 未核定为文物保护单位的不可移动文物.
enum class Level { national, provincial, city, county, ungraded };

/// The two lines (articles 26, 29); key and general are the sub-zones of the 1991 rule, article 3.
/// `body` is not stored as a zone: it is a site's own geometry taking part in a check.
enum class ZoneKind { protection, protection_key, protection_general, control, body };

/// Areas of other laws and of the administration.
enum class AreaKind {
    underground_area,
    underground_possible,
    ancient_city_site,
    historic_city,
    settlement_core,
    settlement_control,
    world_heritage,
    world_heritage_buffer,
    assessed_area,
    coverage,
    county,
    township,
    other
};

enum class Status { draft, submitted, approved, published, superseded, revoked };

/// How the polygon came to be; decides the default accuracy.
enum class GeometryBasis { announced_coordinates, surveyed, traced_scan, from_words, from_image, sketch };

enum class Visibility { public_, coarse, hidden };

std::string_view code_of(Level value);
std::string_view code_of(ZoneKind value);
std::string_view code_of(AreaKind value);
std::string_view code_of(Status value);
std::string_view code_of(GeometryBasis value);
std::string_view code_of(Visibility value);

const base::Text& name_of(Level value);
const base::Text& name_of(ZoneKind value);
const base::Text& name_of(AreaKind value);
const base::Text& name_of(Status value);
const base::Text& name_of(GeometryBasis value);
const base::Text& name_of(Visibility value);

/// A theme that coverage is declared for (`protection`, `control`, `underground`, `sites`); nothing for
/// another word.
std::optional<base::Text> theme_name(std::string_view code);

std::optional<Level> parse_level(std::string_view text);
std::optional<ZoneKind> parse_zone_kind(std::string_view text);
std::optional<AreaKind> parse_area_kind(std::string_view text);
std::optional<Status> parse_status(std::string_view text);
std::optional<GeometryBasis> parse_geometry_basis(std::string_view text);
std::optional<Visibility> parse_visibility(std::string_view text);

/// What a declaration of coverage speaks about: `protection`, `control`, `underground`, `sites`,
/// `zones` (both lines) or `all`; empty means `all`. Takes the Chinese words too.
std::optional<std::string_view> parse_theme(std::string_view text);

/// All codes of a list, for help texts and messages.
std::vector<std::string_view> level_codes();
std::vector<std::string_view> zone_kind_codes();
std::vector<std::string_view> area_kind_codes();

/// Any of the three protection kinds.
inline bool is_protection(ZoneKind kind) {
    return kind == ZoneKind::protection || kind == ZoneKind::protection_key ||
           kind == ZoneKind::protection_general;
}

} // namespace liangxian::zone
