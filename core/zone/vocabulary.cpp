// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/zone/vocabulary.hpp"

#include "core/zone/word_list.hpp"

namespace liangxian::zone {
namespace {

const std::array<Word, 5>& levels() {
    static const std::array<Word, 5> words{{
        {"national", {"全国重点文物保护单位", "national unit"}},
        {"provincial", {"省级文物保护单位", "provincial unit"}},
        {"city", {"市级文物保护单位", "city unit"}},
        {"county", {"县级文物保护单位", "county unit"}},
        {"ungraded", {"未定级不可移动文物", "ungraded immovable relic"}},
    }};
    return words;
}

const std::array<Word, 5>& zone_kinds() {
    static const std::array<Word, 5> words{{
        {"protection", {"保护范围", "protection range"}},
        {"protection-key", {"重点保护区", "key protection area"}},
        {"protection-general", {"一般保护区", "general protection area"}},
        {"control", {"建设控制地带", "construction control zone"}},
        {"body", {"文物本体", "body of the unit"}},
    }};
    return words;
}

const std::array<Word, 13>& area_kinds() {
    static const std::array<Word, 13> words{{
        {"underground-area", {"地下文物埋藏区", "underground relic area"}},
        {"underground-possible", {"可能存在地下文物的区域", "area possibly holding underground relics"}},
        {"ancient-city-site", {"古城址区域", "ancient city site"}},
        {"historic-city", {"历史文化名城保护区域", "historic city area"}},
        {"settlement-core", {"核心保护范围（街区、名镇名村）", "core area of a historic settlement"}},
        {"settlement-control", {"建设控制地带（街区、名镇名村）", "control zone of a historic settlement"}},
        {"world-heritage", {"世界遗产区", "world heritage property"}},
        {"world-heritage-buffer", {"世界遗产缓冲区", "world heritage buffer zone"}},
        {"assessed-area", {"区域文物考古评估范围", "area of a completed archaeological assessment"}},
        {"coverage", {"数据覆盖声明范围", "declared data coverage"}},
        {"county", {"县级行政区", "county"}},
        {"township", {"乡级行政区", "township"}},
        {"other", {"其他区域", "other area"}},
    }};
    return words;
}

const std::array<Word, 6>& statuses() {
    static const std::array<Word, 6> words{{
        {"draft", {"拟定", "draft"}},
        {"submitted", {"已提交", "submitted"}},
        {"approved", {"已批准", "approved"}},
        {"published", {"已公布", "published"}},
        {"superseded", {"已被替代", "superseded"}},
        {"revoked", {"已撤销", "revoked"}},
    }};
    return words;
}

const std::array<Word, 6>& geometry_bases() {
    static const std::array<Word, 6> words{{
        {"announced-coordinates", {"公布坐标", "announced coordinates"}},
        {"surveyed", {"实测", "surveyed"}},
        {"traced-scan", {"扫描图件描绘", "traced from a scan"}},
        {"from-words", {"据文字描述绘制", "drawn from words"}},
        {"from-image", {"据影像绘制", "drawn from an image"}},
        {"sketch", {"示意", "sketch"}},
    }};
    return words;
}

const std::array<Word, 3>& visibilities() {
    static const std::array<Word, 3> words{{
        {"public", {"公开", "public"}},
        {"coarse", {"概略公开", "coarse"}},
        {"hidden", {"不公开", "hidden"}},
    }};
    return words;
}

/// Other words people write for a level, besides its code and its full name.
struct LevelWord {
    std::string_view text;
    Level level;
};
constexpr std::array<LevelWord, 28> kLevelWords{{
    {"全国重点", Level::national},
    {"全国重点文保单位", Level::national},
    {"全国文物保护单位", Level::national},
    {"国家级", Level::national},
    {"国家级文物保护单位", Level::national},
    {"国保", Level::national},
    {"国保单位", Level::national},
    {"省级", Level::provincial},
    {"省级文保单位", Level::provincial},
    {"省级重点文物保护单位", Level::provincial},
    {"省保", Level::provincial},
    {"省保单位", Level::provincial},
    {"市级", Level::city},
    {"市级文保单位", Level::city},
    {"市保", Level::city},
    {"市保单位", Level::city},
    {"县级", Level::county},
    {"区级", Level::county},
    {"县级文保单位", Level::county},
    {"县（区）级", Level::county},
    {"县保", Level::county},
    {"县保单位", Level::county},
    {"未定级", Level::ungraded},
    {"未定级文物", Level::ungraded},
    {"未核定", Level::ungraded},
    {"一般不可移动文物", Level::ungraded},
    {"未定级不可移动文物点", Level::ungraded},
    {"尚未核定公布为文物保护单位的不可移动文物", Level::ungraded},
}};

struct ThemeWord {
    std::string_view text;
    std::string_view theme;
};
constexpr std::array<ThemeWord, 20> kThemeWords{{
    {"", "all"},
    {"all", "all"},
    {"全部", "all"},
    {"所有", "all"},
    {"全部专题", "all"},
    {"protection", "protection"},
    {"保护范围", "protection"},
    {"control", "control"},
    {"建设控制地带", "control"},
    {"建控地带", "control"},
    {"zones", "zones"},
    {"two-lines", "zones"},
    {"两线", "zones"},
    {"underground", "underground"},
    {"地下文物", "underground"},
    {"地下文物埋藏区", "underground"},
    {"sites", "sites"},
    {"文物", "sites"},
    {"文物本体", "sites"},
    {"不可移动文物", "sites"},
}};
const std::array<Word, 4>& themes() {
    static const std::array<Word, 4> words{{
        {"protection", {"保护范围", "protection ranges"}},
        {"control", {"建设控制地带", "control zones"}},
        {"underground", {"地下文物", "underground relics"}},
        {"sites", {"不可移动文物", "immovable relics"}},
    }};
    return words;
}

} // namespace

std::string_view code_of(Level value) { return word(levels(), value).code; }
std::string_view code_of(ZoneKind value) { return word(zone_kinds(), value).code; }
std::string_view code_of(AreaKind value) { return word(area_kinds(), value).code; }
std::string_view code_of(Status value) { return word(statuses(), value).code; }
std::string_view code_of(GeometryBasis value) { return word(geometry_bases(), value).code; }
std::string_view code_of(Visibility value) { return word(visibilities(), value).code; }

const base::Text& name_of(Level value) { return word(levels(), value).name; }
const base::Text& name_of(ZoneKind value) { return word(zone_kinds(), value).name; }
const base::Text& name_of(AreaKind value) { return word(area_kinds(), value).name; }
const base::Text& name_of(Status value) { return word(statuses(), value).name; }
const base::Text& name_of(GeometryBasis value) { return word(geometry_bases(), value).name; }
const base::Text& name_of(Visibility value) { return word(visibilities(), value).name; }

std::optional<Level> parse_level(std::string_view text) {
    for (const LevelWord& word : kLevelWords) {
        if (word.text == text) {
            return word.level;
        }
    }
    return parse_word<Level>(levels(), text);
}

std::optional<base::Text> theme_name(std::string_view code) {
    for (const Word& word : themes()) {
        if (word.code == code) {
            return word.name;
        }
    }
    return std::nullopt;
}

std::optional<ZoneKind> parse_zone_kind(std::string_view text) {
    const auto kind = parse_word<ZoneKind>(zone_kinds(), text);
    return kind == ZoneKind::body ? std::nullopt : kind;
}
std::optional<AreaKind> parse_area_kind(std::string_view text) {
    return parse_word<AreaKind>(area_kinds(), text);
}
std::optional<Status> parse_status(std::string_view text) { return parse_word<Status>(statuses(), text); }
std::optional<GeometryBasis> parse_geometry_basis(std::string_view text) {
    return parse_word<GeometryBasis>(geometry_bases(), text);
}
std::optional<Visibility> parse_visibility(std::string_view text) {
    return parse_word<Visibility>(visibilities(), text);
}

std::optional<std::string_view> parse_theme(std::string_view text) {
    for (const ThemeWord& word : kThemeWords) {
        if (word.text == text) {
            return word.theme;
        }
    }
    return std::nullopt;
}

std::vector<std::string_view> level_codes() { return codes(levels()); }
std::vector<std::string_view> zone_kind_codes() {
    auto out = codes(zone_kinds());
    out.pop_back(); // a body is never stored as a zone
    return out;
}
std::vector<std::string_view> area_kind_codes() { return codes(area_kinds()); }

} // namespace liangxian::zone
