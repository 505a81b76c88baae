// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/base/text.hpp"

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace liangxian::deliver {

/// One code of a value list, and the store's own values that it stands for.
struct ProfileCode {
    std::string code;
    std::string name;
    std::vector<std::string> records; ///< `protection`, `national` …; read back, the code means the first
};

/// Where the value of a field comes from.
enum class ValueSource {
    none,             ///< left empty for a person
    column,           ///< of the record: `zone.kind`, `site.name`, `county.code` …
    constant,         ///< the same in every row
    bsm,              ///< 标识码, the number of the feature
    area_geodesic_m2, ///< 椭球面积 of what is written, square metres
};

struct ProfileField {
    enum class Type { text, whole, real };

    std::string name;
    std::string alias; ///< 字段中文名
    Type type = Type::text;
    int length = 0;   ///< of a text, characters
    int decimals = 0; ///< of a real; half up
    bool is_mandatory = false;
    bool is_verified = false; ///< name, type and list were read in the rule or in a real data set
    ValueSource source = ValueSource::none;
    std::string column;             ///< of ValueSource::column
    std::string constant;           ///< of ValueSource::constant
    std::vector<ProfileCode> codes; ///< empty: any value
    bool writes_names = false;      ///< the names of the codes and not the codes
};

/// How a feature's BSM (标识码) is put together: a prefix, then a serial number.
struct BsmForm {
    struct Part {
        std::string column; ///< of the record; empty: the text
        std::string text;
    };
    std::string field;
    std::vector<Part> prefix;
    int serial_digits = 8;
};

/// What a delivery looks like: one layer, its fields, and where their values come from. Read from
/// `profiles/NAME.json`, which a bureau edits.
struct Profile {
    enum class Records { zones, sites };

    std::string id;
    std::string digest; ///< SHA-256 of the file
    base::Text title;
    std::string source;
    std::vector<std::string> unverified; ///< what nobody could look up
    Records records = Records::zones;
    int county_code_digits = 6;
    std::string layer;
    std::string layer_alias;
    int crs = 4490;
    int grid_decimals = 9;   ///< of a degree
    double tolerance = 1e-8; ///< XY tolerance of a FileGDB, degrees
    BsmForm bsm;
    std::vector<ProfileField> fields;
    std::vector<std::string> tolerated_fields; ///< that other programs add by themselves

    const ProfileField* field(std::string_view name) const;
    const ProfileField* bsm_field() const { return field(bsm.field); }
};

/// \throws base::FileError `profile-wrong` naming the place (a JSON pointer) that is wrong
Profile load_profile(const std::filesystem::path& file);

/// The ids of the profiles in a folder, in order: files with a `profile` member. \throws base::FileError
std::vector<std::string> profile_ids(const std::filesystem::path& folder);

} // namespace liangxian::deliver
