// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/rules/rule_warnings.hpp"

#include "core/rules/application_kind.hpp"
#include "core/rules/finding_words.hpp"
#include "core/rules/rule_match.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

namespace liangxian::rules {
namespace {

/// A control zone's height limit against the height the application states.
void warn_of_heights(const Evaluated& e, base::Problems& out) {
    const auto height = e.input.parameters->facts.find("building_height_m");
    if (height == e.input.parameters->facts.end() || !height->second.is_number()) {
        return;
    }
    const double height_m = height->second.get<double>();
    for (const result::Finding& finding : *e.input.findings) {
        if (is_legal_contact(finding) && finding.height_limit_m && height_m > *finding.height_limit_m) {
            out.push_back({"height-limit-exceeded",
                           finding.zone_id.value_or(""),
                           {fmt::format("建筑高度 {} 米超过{}的限高 {} 米", height_m, finding.site_name,
                                        *finding.height_limit_m),
                            fmt::format("a building of {} m exceeds the height limit of {} m at {}", height_m,
                                        *finding.height_limit_m, finding.site_name)}});
        }
    }
}

/// Packs that could speak here but begin later than the day asked about.
void warn_of_early_day(const Evaluated& e, base::Problems& out) {
    std::vector<std::string> late;
    for (const RulePack& pack : e.packs) {
        const bool speaks_here = std::any_of(pack.rules.begin(), pack.rules.end(),
                                             [&e](const Rule& rule) { return fits_place(rule, e.places); });
        if (speaks_here && pack.valid_from && e.input.as_of < *pack.valid_from) {
            late.push_back(fmt::format("{} ({})", pack.state.id, pack.valid_from->to_string()));
        }
    }
    if (!late.empty()) {
        out.push_back({"rules-before-packs",
                       fmt::format("{}", fmt::join(late, ", ")),
                       {fmt::format("{} 早于这些规则包的起始日，当日它们均未施行，当时的法规须由人查明",
                                    e.input.as_of.to_string()),
                        fmt::format("none of these packs was in force on {}: a person must look up the law "
                                    "of that day",
                                    e.input.as_of.to_string())}});
    }
}

/// A contact on which no rule speaks must not pass in silence.
void warn_of_silence(const Evaluated& e, base::Problems& out) {
    for (std::size_t i = 0; i < e.input.findings->size(); ++i) {
        const result::Finding& finding = (*e.input.findings)[i];
        if (e.spoken_on[i] || !is_legal_contact(finding) || only_informs(finding) ||
            lies_in_own_range(finding)) {
            continue;
        }
        const base::Text act = kind_name(e.input.parameters->kind);
        const base::Text place = place_words(finding);
        out.push_back(
            {"no-rule",
             finding.zone_id.value_or(finding.site_id.value_or("")),
             {fmt::format("规则包中没有条文说明“{}”涉及{}时应办理什么，请文物行政部门判断", act.zh, place.zh),
              fmt::format("no rule of the packs says what {} needs in the {}: the heritage "
                          "department must decide",
                          act.en, place.en)}});
    }
}

/// Local rules cannot speak when nobody knows where the application lies.
void warn_of_place(const Evaluated& e, base::Problems& out) {
    const auto& findings = *e.input.findings;
    if (e.places.empty() && std::any_of(findings.begin(), findings.end(), is_legal_contact)) {
        out.push_back({"place-unknown",
                       "",
                       {"库中没有县界，文物也未注明所在县，地方规则未适用；请导入县界或补填所在县",
                        "no county outlines are stored and no site names its county: local rules were "
                        "not applied; import "
                        "the counties or fill in the sites' county"}});
    }
}

void warn_of_unverified(const Evaluated& e, base::Problems& out) {
    std::vector<std::string> ids;
    for (const result::Requirement& requirement : e.requirements) {
        if (!requirement.verified) {
            ids.push_back(requirement.id);
        }
    }
    if (!ids.empty()) {
        out.push_back(
            {"rules-unverified",
             fmt::format("{}", fmt::join(ids, ", ")),
             {fmt::format("{} 项要求所依据的规则尚未核实，主管机关以文物行政部门答复为准", ids.size()),
              fmt::format("{} requirement(s) rest on rules not yet verified; ask the heritage "
                          "department which "
                          "body is competent",
                          ids.size())}});
    }
}

} // namespace

base::Problems warnings_of(const Evaluated& evaluated) {
    base::Problems out;
    warn_of_heights(evaluated, out);
    warn_of_early_day(evaluated, out);
    warn_of_silence(evaluated, out);
    warn_of_place(evaluated, out);
    warn_of_unverified(evaluated, out);
    return out;
}

} // namespace liangxian::rules
