// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/app/package_counties.hpp"

#include "core/overlap/pair.hpp"
#include "core/result/check_result.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <string_view>

namespace liangxian::app {
namespace {

const overlap::OverlapParameters kNoDistances;

/// Stand in no county's name.
constexpr std::array<std::string_view, 12> kBetween{"、", "，", ",",  "；", ";",  "/",
                                                    "／", "及", "与", "跨", "＋", "+"};

/// Counties and districts whose names begin with the word for "and".
constexpr std::array<std::string_view, 11> kBeginWithAnd{"和平区",     "和平县", "和顺县",    "和田县",
                                                         "和田市",     "和静县", "和硕县",    "和政县",
                                                         "和林格尔县", "和龙市", "和布克赛尔"};

/// A county's name ends so; what follows is another name, or a city's county.
constexpr std::array<std::string_view, 4> kEnds{"县", "区", "市", "旗"};

bool begins_with(std::string_view text, std::string_view words) {
    return text.substr(0, words.size()) == words;
}

bool ends_with(std::string_view text, std::string_view words) {
    return text.size() >= words.size() && text.substr(text.size() - words.size()) == words;
}

bool ends_a_name(std::string_view text) {
    return std::any_of(kEnds.begin(), kEnds.end(), [text](std::string_view end) {
        return text.size() > end.size() && ends_with(text, end);
    });
}

std::size_t count_of(std::string_view text, std::string_view words) {
    std::size_t out = 0;
    for (std::size_t at = text.find(words); at != std::string_view::npos;
         at = text.find(words, at + words.size())) {
        ++out;
    }
    return out;
}

/// 和 or a space between two names. Behind a city (朔州市 应县) a space joins nothing.
bool joins_names(std::string_view text, std::string_view joint) {
    const bool is_space = joint != "和";
    for (std::size_t at = text.find(joint); at != std::string_view::npos;
         at = text.find(joint, at + joint.size())) {
        const std::string_view rest = text.substr(at);
        const bool is_name = std::any_of(kBeginWithAnd.begin(), kBeginWithAnd.end(),
                                         [rest](std::string_view name) { return begins_with(rest, name); });
        const std::string_view before = text.substr(0, at);
        const bool is_behind_city = is_space && ends_with(before, "市");
        if (!is_name && !is_behind_city && ends_a_name(before) && rest.size() > joint.size()) {
            return true;
        }
    }
    return false;
}

} // namespace

bool names_several_counties(const std::string& county) {
    const bool has_between =
        std::any_of(kBetween.begin(), kBetween.end(), [&county](std::string_view between) {
            return county.find(between) != std::string::npos;
        });
    return has_between || joins_names(county, "和") || joins_names(county, " ") ||
           joins_names(county, "　") || count_of(county, "县") > 1 ||
           county.find(" and ") != std::string::npos;
}

std::string county_conflict(const PackedVersion& version, const std::vector<zone::Area>& counties,
                            const std::vector<std::string>& region) {
    const std::string& county = version.site.county;
    if (names_several_counties(county)) {
        return fmt::format("文物跨县（{}），由共同上级办理 / the unit is of several counties ({})", county,
                           county);
    }
    if (!region.empty() && std::find(region.begin(), region.end(), county) == region.end()) {
        return fmt::format("文物所在县“{}”不属本库 / its county '{}' is not of this store", county, county);
    }
    std::vector<std::string> met;
    overlap::PairComputer line(version.zone.geometry, kNoDistances);
    for (const zone::Area& area : counties) {
        if (area.geometry.bounds().intersects(version.zone.geometry.bounds())) {
            const auto relation = line.compute(area.geometry, std::nullopt).relation;
            if (relation && result::is_interior_contact(*relation) && *relation != result::Relation::sliver) {
                met.push_back(area.name);
            }
        }
    }
    return met.size() < 2
               ? std::string()
               : fmt::format("界线跨县（{}），由共同上级办理 / the line lies in several counties ({})",
                             fmt::join(met, "、"), fmt::join(met, ", "));
}

} // namespace liangxian::app
