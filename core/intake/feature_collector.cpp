// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/intake/feature_collector.hpp"

#include "core/geo/axis_order.hpp"
#include "core/geo/crs.hpp"
#include "core/intake/part_builder.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

namespace liangxian::intake {
namespace {

/// Above this, a doubtful CRS is reported for the file and not feature by feature.
constexpr std::size_t kMostDecisionsOfTheirOwn = 2000;

bool has_three_different_vertices(const geo::Ring& ring) {
    if (ring.size() < 3) {
        return false;
    }
    const auto other =
        std::find_if(ring.begin(), ring.end(), [&](const geo::Position& p) { return p != ring.front(); });
    return other != ring.end() && std::any_of(other, ring.end(), [&](const geo::Position& p) {
               return p != ring.front() && p != *other;
           });
}

std::optional<base::Problem> geometry_problem(RawFeature& feature, const ReadOptions& options) {
    if (feature.geometry.empty() && options.geometry_optional) {
        return std::nullopt;
    }
    if (feature.geometry.empty()) {
        return base::Problem{"no-geometry",
                             feature.source,
                             {"没有几何，无法核查；请补上图形后再提交",
                              "has no geometry to check; draw it and hand in again"}};
    }
    for (const geo::Polygon& polygon : feature.geometry.polygons) {
        bool enough = has_three_different_vertices(polygon.shell);
        for (const geo::Ring& hole : polygon.holes) {
            enough = enough && has_three_different_vertices(hole);
        }
        if (!enough) {
            return base::Problem{
                "ring-too-short",
                feature.source,
                {"有一圈不足 3 个不同的点，不能成面；请补全坐标",
                 "a ring has fewer than three different points and bounds nothing; complete it"}};
        }
    }
    bool finite = true;
    feature.geometry.for_each_position(
        [&](const geo::Position& p) { finite = finite && std::isfinite(p.x) && std::isfinite(p.y); });
    if (!finite) {
        return base::Problem{"coordinate-not-finite",
                             feature.source,
                             {"有坐标不是有限数（NaN 或无穷大）；请检查数据",
                              "a coordinate is NaN or infinite; check the data"}};
    }
    return std::nullopt;
}

bool is_latitude_first(geo::Geometry geometry) {
    bool all = true;
    geometry.for_each_position([&](const geo::Position& p) {
        all = all && geo::axis_order_of_degrees(p.x, p.y) == geo::AxisOrder::northing_first;
    });
    return all;
}

/// Whether the file or the user states a CRS, so that one feature can be judged without the others.
bool states_crs(const CrsEvidence& e) {
    return e.declared_epsg || e.header_epsg || e.prj_epsg || e.format_is_degrees;
}

/// The CRS that is stated, whether or not the coordinates bear it out; an old datum is none to go by.
std::optional<CrsChoice> stated_choice(const CrsEvidence& e) {
    const std::optional<int> code = e.declared_epsg       ? e.declared_epsg
                                    : e.header_epsg       ? e.header_epsg
                                    : e.prj_epsg          ? e.prj_epsg
                                    : e.format_is_degrees ? std::optional(geo::kCgcs2000)
                                                          : std::nullopt;
    if (!code || geo::refused_datum(*code)) {
        return std::nullopt;
    }
    return CrsChoice{{*code, e.declared_epsg ? "declared"
                             : e.header_epsg ? "header"
                             : e.prj_epsg    ? "prj"
                                             : "format"},
                     {}};
}

template <std::size_t N>
std::string first_text_of(const nlohmann::ordered_json& attributes, const std::array<const char*, N>& keys) {
    for (const char* key : keys) {
        const auto found = attributes.find(key);
        if (found == attributes.end()) {
            continue;
        }
        if (found->is_string() && !found->get_ref<const std::string&>().empty()) {
            return found->get<std::string>();
        }
        if (found->is_number()) {
            return found->dump();
        }
    }
    return {};
}

} // namespace

std::string name_from(const nlohmann::ordered_json& attributes) {
    static constexpr std::array<const char*, 16> kKeys{
        "name", "名称", "项目名称", "地块名称", "矿山名称", "文物名称", "Name", "NAME",
        "XMMC", "DKMC", "KSMC",     "MC",       "xmmc",     "dkmc",     "mc",   "title"};
    return first_text_of(attributes, kKeys);
}

std::string id_from(const nlohmann::ordered_json& attributes) {
    static constexpr std::array<const char*, 15> kKeys{
        "application_id", "zone_id",  "site_id", "area_id", "id",   "ID",  "Id",  "编号",
        "项目编号",       "地块编号", "BSM",     "XMBH",    "DKBH", "bsm", "code"};
    return first_text_of(attributes, kKeys);
}

bool FeatureCollector::has_room_for(const geo::Geometry& geometry) {
    m_vertices += geometry.vertex_count();
    const bool features_fit = size() < m_options.limits.features;
    if (features_fit && m_vertices <= m_options.limits.vertices) {
        return true;
    }
    const std::size_t limit = features_fit ? m_options.limits.vertices : m_options.limits.features;
    refuse_file({features_fit ? "too-many-vertices" : "too-many-features",
                 m_name,
                 {fmt::format("{}超过上限 {}；请拆分后再提交", features_fit ? "点数" : "要素数", limit),
                  fmt::format("holds more than {} {}; split it and hand in the parts", limit,
                              features_fit ? "vertices" : "features")}});
    return false;
}

void FeatureCollector::add(RawFeature feature) {
    if (!has_room_for(feature.geometry)) {
        return;
    }
    if (m_arrange) {
        m_arrange(feature.geometry);
    }
    if (auto problem = geometry_problem(feature, m_options)) {
        const std::string source = feature.source;
        refuse(source, std::move(*problem));
        return;
    }
    m_order.push_back({true, m_features.size()});
    m_features.push_back(std::move(feature));
}

void FeatureCollector::refuse(const std::string& source, base::Problem problem) {
    if (size() >= m_options.limits.features) {
        has_room_for({});
        return;
    }
    m_order.push_back({false, m_refused.size()});
    m_refused.push_back({source, {std::move(problem)}});
}

std::vector<geo::Position> FeatureCollector::whole_sample() const {
    std::vector<geo::Position> sample;
    sample.reserve(m_vertices);
    for (const RawFeature& feature : m_features) {
        add_to_sample(feature.geometry, sample);
    }
    return sample;
}

Feature FeatureCollector::to_feature(RawFeature raw, const CrsChoice& choice) const {
    SourcePart part;
    part.name = raw.name;
    part.source = raw.source;
    part.geometry = std::move(raw.geometry);
    Feature feature = feature_of_parts(raw.source, {std::move(part)}, choice);
    feature.id = std::move(raw.id);
    feature.name = std::move(raw.name);
    feature.attributes = std::move(raw.attributes);
    feature.warnings.insert(feature.warnings.end(), raw.warnings.begin(), raw.warnings.end());
    feature.warnings.insert(feature.warnings.end(), m_warnings.begin(), m_warnings.end());
    return feature;
}

ReadOutcome FeatureCollector::finish(CrsEvidence evidence, bool group) && {
    if (m_file_problems.empty() && size() == 0) {
        refuse_file({"no-features",
                     m_name,
                     {"文件中没有可核查的图形；请确认导出时选中了图形",
                      "holds nothing to check; make sure the shapes were exported"}});
    }
    if (!m_file_problems.empty()) {
        return unreadable_outcome(m_name, std::move(m_file_problems));
    }
    return group ? one_feature(evidence) : each_feature(evidence);
}

ReadOutcome FeatureCollector::one_feature(const CrsEvidence& evidence) {
    base::Problems problems;
    for (const UnreadableFeature& refused : m_refused) {
        problems.insert(problems.end(), refused.problems.begin(), refused.problems.end());
    }
    if (!problems.empty()) {
        return unreadable_outcome(m_name, std::move(problems));
    }
    CrsEvidence whole = evidence;
    whole.sample = whole_sample();
    const auto choice = decide_crs(whole);
    if (!choice) {
        return unreadable_outcome(m_name, choice.problems());
    }
    Feature feature;
    feature.source = m_name;
    feature.crs = choice->crs;
    feature.warnings = choice->warnings;
    feature.warnings.insert(feature.warnings.end(), m_warnings.begin(), m_warnings.end());
    for (RawFeature& raw : m_features) {
        feature.warnings.insert(feature.warnings.end(), raw.warnings.begin(), raw.warnings.end());
        feature.parts.push_back(
            {raw.name, raw.source, 1, std::move(raw.geometry), std::move(raw.attributes)});
    }
    if (m_features.size() == 1) {
        feature.name = m_features.front().name;
        feature.id = m_features.front().id;
        feature.attributes = feature.parts.front().attributes;
    }
    ReadOutcome outcome;
    outcome.add(std::move(feature));
    return outcome;
}

ReadOutcome FeatureCollector::each_feature(const CrsEvidence& evidence) {
    CrsEvidence whole = evidence;
    whole.sample = whole_sample();
    const auto stated = m_options.as_they_stand ? stated_choice(evidence) : std::nullopt;
    const base::Result<CrsChoice> file_choice = stated                 ? base::Result<CrsChoice>(*stated)
                                                : whole.sample.empty() ? base::Result<CrsChoice>(CrsChoice{})
                                                                       : decide_crs(whole);
    // One odd feature must not take the others with it: where the CRS is stated, each is judged alone.
    const bool alone = states_crs(evidence) && m_features.size() <= kMostDecisionsOfTheirOwn &&
                       (!file_choice || !file_choice->warnings.empty());
    ReadOutcome outcome;
    if (!file_choice && !alone) {
        outcome = unreadable_outcome(m_name, file_choice.problems());
    }
    for (const Slot& slot : m_order) {
        if (!slot.taken) {
            outcome.add(std::move(m_refused[slot.index]));
            continue;
        }
        if (!file_choice && !alone) {
            continue;
        }
        RawFeature& raw = m_features[slot.index];
        base::Result<CrsChoice> choice = file_choice;
        if (raw.geometry.empty()) { // nothing to place: any CRS will do
            choice = CrsChoice{{geo::kCgcs2000, "format"}, {}};
        } else if (alone || (!stated && states_crs(evidence) && is_latitude_first(raw.geometry))) {
            CrsEvidence own = evidence;
            own.where = raw.source;
            add_to_sample(raw.geometry, own.sample);
            choice = decide_crs(own);
        }
        if (choice) {
            outcome.add(to_feature(std::move(raw), choice.value()));
        } else {
            outcome.add(UnreadableFeature{raw.source, choice.problems()});
        }
    }
    return outcome;
}

} // namespace liangxian::intake
