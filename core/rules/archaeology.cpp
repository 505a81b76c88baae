// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/rules/archaeology.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace liangxian::rules {
namespace {

using result::Archaeology;
using result::ArchaeologyStatus;

constexpr double kAllOfIt = 1.0 - 1e-9;

void add_reason(Archaeology& archaeology, const base::Text& reason) {
    if (std::find(archaeology.because.begin(), archaeology.because.end(), reason) ==
        archaeology.because.end()) {
        archaeology.because.push_back(reason);
    }
}

std::string fact_text(const RuleInput& input, const char* name) {
    const auto found = input.parameters->facts.find(name);
    return found != input.parameters->facts.end() && found->second.is_string()
               ? found->second.get<std::string>()
               : "";
}

bool fact_is_true(const RuleInput& input, const char* name) {
    const auto found = input.parameters->facts.find(name);
    return found != input.parameters->facts.end() && found->second == true;
}

bool is_supply_or_development(const RuleInput& input) {
    return input.parameters->kind == "land-supply" || input.parameters->kind == "land-development";
}

/// What the fired rules ask, before anything answers it.
Archaeology asked_for(const std::vector<ArchaeologyOutcome>& asked) {
    Archaeology out;
    for (const ArchaeologyOutcome& outcome : asked) {
        out.status = std::min(out.status, outcome.status); // required < by-judgement < … < not-triggered
        add_reason(out, outcome.because);
    }
    return out;
}

/// Land is never supplied or developed without somebody judging it.
void ask_about_land(const RuleInput& input, Archaeology& out) {
    if (is_supply_or_development(input) && out.status == ArchaeologyStatus::not_triggered) {
        out.status = ArchaeologyStatus::by_judgement;
        add_reason(out, {"土地供应、成片开发前是否需要考古由文物部门判断",
                         "before land is supplied or developed the heritage department judges "
                         "whether archaeology is needed"});
    }
}

/// What answers it comes first; what had called for it follows as what it is, the past.
void answer(Archaeology& out, const base::Text& by) {
    std::vector<base::Text> because{by};
    for (const base::Text& reason : out.because) {
        because.push_back({"此前触发考古的原因：" + reason.zh, "what had called for it: " + reason.en});
    }
    out.status = ArchaeologyStatus::done;
    out.because = std::move(because);
}

void answer_with_exemption(const RuleInput& input, Archaeology& out) {
    const std::string claimed = fact_text(input, "exemption");
    if (claimed.empty() && !fact_is_true(input, "within_existing_footprint")) {
        return;
    }
    out.status = ArchaeologyStatus::claimed_exempt;
    add_reason(
        out,
        claimed.empty()
            ? base::Text{"申报施工不超过原有区域和深度，须经审批、文物、规划自然资源部门联合确认",
                         "works are said to stay within the existing area and depth; the approval, "
                         "heritage and "
                         "planning departments must confirm it jointly"}
            : base::Text{
                  fmt::format("申报免于考古：{}，须经审批、文物、规划自然资源部门联合确认", claimed),
                  fmt::format("exemption claimed: {}; the approval, heritage and planning departments must "
                              "confirm it jointly",
                              claimed)});
}

} // namespace

Archaeology archaeology_of(const std::vector<ArchaeologyOutcome>& asked, const RuleInput& input) {
    Archaeology out = asked_for(asked);
    const std::string report = fact_text(input, "surveyed_report");
    if (!report.empty()) {
        answer(out, {"已有考古报告：" + report, "archaeological report at hand: " + report});
        return out;
    }
    const bool all_assessed = input.assessed_share >= kAllOfIt;
    if (all_assessed && (is_supply_or_development(input) || out.status != ArchaeologyStatus::not_triggered)) {
        answer(out, {"全部位于已完成的区域文物考古评估范围内",
                     "all of it lies inside a completed area-wide archaeological assessment"});
        return out;
    }
    ask_about_land(input, out);
    if (out.status == ArchaeologyStatus::not_triggered) {
        return out;
    }
    answer_with_exemption(input, out);
    return out;
}

} // namespace liangxian::rules
