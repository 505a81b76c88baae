// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/report/review_reasons.hpp"

#include "core/base/number.hpp"
#include "core/report/finding_words.hpp"
#include "core/report/sentences.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace liangxian::report {
namespace {

using result::CheckResult;
using result::CoverageStatus;
using result::Finding;
using result::Relation;

/// Findings without contact are named one by one while they are few.
constexpr std::size_t kNamedAtMost = 3;

bool counts(const Finding& f) { return f.is_announced() && !f.only_informs(); }

bool is_near_miss(const Finding& f) { return counts(f) && f.decision_band && f.relation == Relation::near; }

std::size_t count_of(const CheckResult& r, Relation relation) {
    return static_cast<std::size_t>(
        std::count_if(r.findings.begin(), r.findings.end(),
                      [relation](const Finding& f) { return counts(f) && f.relation == relation; }));
}

void add_contacts(const CheckResult& r, std::vector<base::Text>& out) {
    if (const std::size_t n = count_of(r, Relation::sliver); n > 0) {
        out.push_back(
            {fmt::format("{} 处细碎重叠", n), counted(n, "sliver of an overlap", "slivers of an overlap")});
    }
    if (const std::size_t n = count_of(r, Relation::touch); n > 0) {
        out.push_back(
            {fmt::format("{} 处边界相接", n), counted(n, "touching boundary", "touching boundaries")});
    }
    if (const std::size_t n = count_of(r, Relation::influence); n > 0) {
        out.push_back({fmt::format("{} 处区域在影响距离内", n),
                       counted(n, "zone or body", "zones or bodies") + " within the influence distance"});
    }
}

void add_near_misses(const CheckResult& r, std::vector<base::Text>& out) {
    const auto n =
        static_cast<std::size_t>(std::count_if(r.findings.begin(), r.findings.end(), is_near_miss));
    if (n > kNamedAtMost) {
        out.push_back({fmt::format("{} 处区域的距离小于其界线精度", n),
                       fmt::format("{} zones or bodies are nearer than their lines are accurate", n)});
        return;
    }
    for (const Finding& f : r.findings) {
        if (is_near_miss(f)) {
            const base::Text what = unit_and_kind(f);
            const base::Text why = decision_band_words(f);
            out.push_back({what.zh + "：" + why.zh, what.en + ": " + why.en});
        }
    }
}

/// A theme beyond the two lines counts as soon as somebody declared it here.
bool is_gap(const result::Coverage& c) {
    const bool is_line = c.theme == "protection" || c.theme == "control";
    return c.status != CoverageStatus::complete && (is_line || c.status != CoverageStatus::none);
}

/// Themes with the same gap are named together.
void add_gaps(const CheckResult& r, std::vector<base::Text>& out) {
    std::vector<base::Text> gaps;
    std::vector<base::Text> themes;
    for (const result::Coverage& c : r.coverage) {
        if (!is_gap(c)) {
            continue;
        }
        const base::Text gap = coverage_words(c);
        const auto known = std::find(gaps.begin(), gaps.end(), gap);
        const base::Text theme = theme_words(c.theme);
        if (known == gaps.end()) {
            gaps.push_back(gap);
            themes.push_back(theme);
        } else {
            base::Text& names = themes[static_cast<std::size_t>(known - gaps.begin())];
            names = {names.zh + "、" + theme.zh, names.en + ", " + theme.en};
        }
    }
    for (std::size_t i = 0; i < gaps.size(); ++i) {
        out.push_back({themes[i].zh + "数据" + gaps[i].zh, "data of " + themes[i].en + " " + gaps[i].en});
    }
}

} // namespace

base::Text theme_words(const std::string& theme) {
    return zone::theme_name(theme).value_or(base::Text{theme, theme});
}

base::Text coverage_words(const result::Coverage& c) {
    if (c.status != CoverageStatus::partial) {
        return c.status == CoverageStatus::complete ? base::Text{"完整", "complete"}
                                                    : result::name_of(c.status);
    }
    if (c.share >= 1) {
        return {"声明为不完整", "declared incomplete"};
    }
    const double outside = 1 - c.share;
    return outside < 0.0005
               ? base::Text{"有不足 0.1% 在声明范围之外", "missing for under 0.1% of the application"}
               : base::Text{fmt::format("有 {} 在声明范围之外", share_words(outside)),
                            fmt::format("missing for {} of the application", share_words(outside))};
}

base::Text decision_band_words(const Finding& f) {
    const bool is_body = f.zone_kind == zone::code_of(zone::ZoneKind::body);
    const base::Text of_what = is_body ? base::Text{"位置精度", "accuracy of its position"}
                                       : base::Text{"界线精度", "line's accuracy"};
    const std::string accuracy = base::shortest(f.accuracy_m.value_or(0));
    if (f.distance_m > 0) {
        return {fmt::format("距离 {} 米小于{} {} 米", base::grouped(f.distance_m, 2), of_what.zh, accuracy),
                fmt::format("distance {} m is less than the {} of {} m", base::grouped(f.distance_m, 2),
                            of_what.en, accuracy)};
    }
    const base::Text line = is_body ? base::Text{"本体", "body"} : base::Text{"界线", "line"};
    return {fmt::format("项目边界距{}不足{} {} 米", line.zh, of_what.zh, accuracy),
            fmt::format("the project's boundary comes closer to the {} than the {} of {} m", line.en,
                        of_what.en, accuracy)};
}

std::vector<base::Text> review_reasons(const CheckResult& r) {
    std::vector<base::Text> out;
    if (const std::size_t n = r.unchecked.size(); n > 0) {
        out.push_back(
            {fmt::format("{} 条记录未能核查", n), counted(n, "record", "records") + " could not be checked"});
    }
    const bool blind = std::any_of(r.warnings.begin(), r.warnings.end(),
                                   [](const base::Problem& w) { return w.code == "influence-missing"; });
    if (blind) {
        out.push_back(
            {"附近有文物区域而未给出影响距离", "heritage lies near and no influence distance was given"});
    }
    add_contacts(r, out);
    add_near_misses(r, out);
    const auto sites = static_cast<std::size_t>(
        std::count_if(r.sites_without_geometry.begin(), r.sites_without_geometry.end(),
                      [](const auto& site) { return site.match == "township"; }));
    if (sites > 0) {
        out.push_back({fmt::format("所在乡镇另有 {} 处文物无空间数据", sites),
                       counted(sites, "relic", "relics") + " of the township without spatial data"});
    }
    add_gaps(r, out);
    return out;
}

} // namespace liangxian::report
