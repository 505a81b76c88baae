// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/result/check_result.hpp"

#include <array>

namespace liangxian::result {
namespace {

struct Word {
    std::string_view code;
    base::Text name;
};

template <typename Enum, std::size_t N>
const Word& word(const std::array<Word, N>& words, Enum value) {
    return words.at(static_cast<std::size_t>(value));
}

const std::array<Word, 4>& verdicts() {
    static const std::array<Word, 4> words{{
        {"concerned", {"涉及", "concerned"}},
        {"needs-review", {"需人工判断", "needs review"}},
        {"no-data", {"无数据", "no data"}},
        {"not-concerned", {"不涉及", "not concerned"}},
    }};
    return words;
}

const std::array<Word, 5>& archaeology_statuses() {
    static const std::array<Word, 5> words{{
        {"required", {"需先行考古调查、勘探", "archaeological survey required first"}},
        {"by-judgement", {"是否先行考古由文物部门判断", "for the heritage department to judge"}},
        {"claimed-exempt", {"申报免于考古，待联合确认", "exemption claimed, to be confirmed jointly"}},
        {"done", {"已完成考古工作", "archaeology already done"}},
        {"not-triggered", {"未触发考古前置", "not triggered"}},
    }};
    return words;
}

const std::array<Word, 8>& relations() {
    static const std::array<Word, 8> words{{
        {"equals", {"与本项目重合", "the same ground as the project"}},
        {"within", {"本项目完全位于其内", "the project lies wholly inside it"}},
        {"contains", {"本项目完全包含它", "the project wholly contains it"}},
        {"overlap", {"与本项目部分重叠", "the project overlaps it"}},
        {"sliver", {"与本项目细碎重叠", "the project overlaps it by a sliver"}},
        {"touch", {"与本项目边界相接", "the project touches it"}},
        {"influence", {"在本项目影响距离内", "within the project's influence distance"}},
        {"near", {"邻近本项目", "near the project"}},
    }};
    return words;
}

const std::array<Word, 4>& legal_statuses() {
    static const std::array<Word, 4> words{{
        {"announced", {"已公布", "announced"}},
        {"approved", {"已批准未公布", "approved, not announced"}},
        {"draft", {"拟定", "draft"}},
        {"announced-approval-missing", {"已公布，缺批准文件", "announced, approval document missing"}},
    }};
    return words;
}

const std::array<Word, 4>& coverage_statuses() {
    static const std::array<Word, 4> words{{
        {"complete", {"完整", "complete"}},
        {"partial", {"不完整", "partial"}},
        {"none", {"未声明", "not declared"}},
        {"failed", {"读取失败", "failed"}},
    }};
    return words;
}

} // namespace

std::string_view code_of(Verdict value) { return word(verdicts(), value).code; }
std::string_view code_of(ArchaeologyStatus value) { return word(archaeology_statuses(), value).code; }
std::string_view code_of(Relation value) { return word(relations(), value).code; }
std::string_view code_of(LegalStatus value) { return word(legal_statuses(), value).code; }
std::string_view code_of(CoverageStatus value) { return word(coverage_statuses(), value).code; }
const base::Text& name_of(Verdict value) { return word(verdicts(), value).name; }
const base::Text& name_of(ArchaeologyStatus value) { return word(archaeology_statuses(), value).name; }
const base::Text& name_of(Relation value) { return word(relations(), value).name; }
const base::Text& name_of(LegalStatus value) { return word(legal_statuses(), value).name; }
const base::Text& name_of(CoverageStatus value) { return word(coverage_statuses(), value).name; }

bool Finding::is_announced() const {
    return legal_status == LegalStatus::announced || legal_status == LegalStatus::announced_approval_missing;
}

bool Finding::only_informs() const { return zone_kind == zone::code_of(zone::AreaKind::assessed_area); }

const base::Text& Finding::kind_name() const {
    const auto line = zone::parse_zone_kind(zone_kind);
    const auto area = zone::parse_area_kind(zone_kind);
    return line && site_id ? zone::name_of(*line)
           : area          ? zone::name_of(*area)
                           : zone::name_of(zone::ZoneKind::body);
}

base::Text Finding::unit_name() const {
    const bool is_id = site_name == zone_id.value_or("") || site_name == site_id.value_or("");
    if (!site_name.empty() && !is_id) {
        return {site_name, site_name};
    }
    if (site_level) {
        return {"未命名的" + zone::name_of(*site_level).zh, "unnamed " + zone::name_of(*site_level).en};
    }
    if (site_id) {
        return {"库中没有登记的文物", "a unit that the store does not hold"};
    }
    return {"未命名的" + kind_name().zh, "unnamed " + kind_name().en};
}

int Finding::kind_rank() const {
    // The contract lists zone kinds first, then bodies, then areas in the order of their list.
    if (zone_kind == zone::code_of(zone::ZoneKind::body)) {
        return 100;
    }
    const auto zones = zone::zone_kind_codes();
    for (std::size_t i = 0; i < zones.size(); ++i) {
        if (zone_kind == zones[i] && site_id) {
            return static_cast<int>(i);
        }
    }
    const auto areas = zone::area_kind_codes();
    for (std::size_t i = 0; i < areas.size(); ++i) {
        if (zone_kind == areas[i]) {
            return 200 + static_cast<int>(i);
        }
    }
    return 300;
}

} // namespace liangxian::result
