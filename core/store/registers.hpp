// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/base/date.hpp"
#include "core/base/text.hpp"
#include "core/base/timestamp.hpp"
#include "core/zone/life_cycle.hpp"
#include "core/zone/records.hpp"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace liangxian::store {

// What is kept beside the layers in registers that are only ever added to. None of it is part of the
// content's digest: no check depends on it. An absent text is empty, an absent number or date is nullopt; a
// record time of the epoch becomes the instant of the transaction.

/// What the law asks to have for a unit beside its range (四有): 文物保护法 art. 26, 实施条例 arts 8, 10–12.
enum class PrerequisiteItem {
    marker,  ///< 标志说明
    archive, ///< 记录档案
    custody, ///< 专门机构或者专人
};
enum class ItemState { present, absent };

std::string_view code_of(PrerequisiteItem value);
std::string_view code_of(ItemState value);
const base::Text& name_of(PrerequisiteItem value);
const base::Text& name_of(ItemState value);
std::optional<PrerequisiteItem> parse_prerequisite_item(std::string_view text);
std::optional<ItemState> parse_item_state(std::string_view text);

/// What is stated of one item of one unit, from a day on. A row of the same unit, item and first day that is
/// recorded later corrects it; one with a later first day follows it. Of a keeper nothing is kept but name
/// and office.
struct Prerequisite {
    std::string site_id;
    PrerequisiteItem item = PrerequisiteItem::marker;
    ItemState state = ItemState::present;
    /// \name As the marker says (实施条例 art. 10)
    /// @{
    std::string level;
    std::string name;
    std::string announced_by;
    std::string announced_on;
    std::string erected_by;
    std::string erected_on;
    /// @}
    std::string archive_number;
    std::optional<int> main_volumes;      ///< 主卷
    std::optional<int> sub_volumes;       ///< 副卷
    std::optional<int> reference_volumes; ///< 备考卷
    std::optional<base::Date> filed_on;   ///< 备案
    std::string body;                     ///< 专门机构
    std::string keeper_name;              ///< 专人
    std::string keeper_office;
    std::string document; ///< where it is stated
    base::DateSpan valid;
    base::Timestamp recorded_at;
};

/// A target of a year, and what was reached, as an office reported it. The same code, scope and year recorded
/// later corrects it.
struct Target {
    std::string code;
    std::string scope; ///< whose: a city, a county, a level
    std::optional<int> year;
    std::string name;
    std::optional<double> goal_share;    ///< 0–1
    std::optional<double> reached_share; ///< 0–1
    std::string document;                ///< the report it stands in
    std::optional<base::Date> document_date;
    base::Timestamp recorded_at;
};

/// A package that was taken in, or the receipt of one that was sent.
struct PackageRecord {
    std::string package_id; ///< SHA-256 of its manifest
    std::string role;       ///< `accepted`, `receipt`
    std::string office;     ///< of the other side
    std::string public_key; ///< of the other side
    std::string content;    ///< the receipt, byte for byte
    base::Timestamp recorded_at;
};

/// Corners of a version compared with points measured in the field.
struct CornerSurvey {
    std::string zone_id;
    std::optional<int> version;
    std::string verified_by;
    std::optional<base::Date> verified_on;
    std::string surveyor;
    std::optional<int> corners;
    std::optional<int> within; ///< the accuracy of the version
    std::optional<int> missing;
    std::optional<int> extra;
    std::optional<double> greatest_m;
    std::string file_sha256;
    base::Timestamp recorded_at;
};

/// A local transformation of an old datum, without its parameters.
struct RegisteredDatum {
    std::string datum_id;
    std::string datum;                ///< `xian80`, `beijing54`
    std::string state;                ///< `registered`, `withdrawn`
    std::string plane;                ///< what is transformed: the number of a 3° zone, or `degrees`
    std::string model;                ///< `four-parameter`, `affine`
    std::optional<double> rms_m;      ///< at the check points
    std::optional<double> greatest_m; ///< at a check point
    std::optional<int> pairs;
    std::optional<int> check_points;
    std::string extent; ///< WKT, EPSG:4490: the hull of all points
    std::string supplier;
    std::string document;
    std::string control_sha256; ///< of the file of pairs
    base::Timestamp recorded_at;
};

/// The parameters of a registered datum: never printed, never exported, not in the store's GeoPackage.
struct DatumSecret {
    std::string datum_id;
    std::string parameters; ///< JSON
};

/// New rows of the registers.
struct RegisterEntries {
    std::vector<Prerequisite> prerequisites;
    std::vector<Target> targets;
    std::vector<PackageRecord> packages;
    std::vector<CornerSurvey> surveys;
    std::vector<RegisteredDatum> datums;
    std::vector<DatumSecret> secrets;
};

/// What the figures of a day are counted from, as known at an instant, in one state of the store. No
/// geometry.
struct Registers {
    /// What a site said from `recorded_at` until another row of it was recorded.
    std::vector<zone::Site> sites;
    std::vector<zone::Site> earlier_sites; ///< in the order they were replaced
    std::vector<zone::Zone> zones;         ///< every version
    /// When a version that was changed since was first recorded, by `Z1@2`.
    std::map<std::string, base::Timestamp> first_recorded;
    std::vector<zone::VersionStep> steps; ///< in the order they were recorded
    std::vector<Prerequisite> prerequisites;
    std::vector<Target> targets;
    std::int64_t revision = 0;
    base::Timestamp known_at;            ///< the latest record time of all this, or what was asked
    std::vector<std::string> unreadable; ///< `site S1`, `zone Z1@2`, `targets 7`: in no figure
};

} // namespace liangxian::store
