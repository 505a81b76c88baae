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
        {"equals", {"重合", "equals"}},
        {"within", {"完全位于其内", "lies within"}},
        {"contains", {"完全包含", "contains"}},
        {"overlap", {"部分重叠", "overlaps"}},
        {"sliver", {"细碎重叠", "sliver"}},
        {"touch", {"边界相接", "touches"}},
        {"influence", {"在影响距离内", "within the influence distance"}},
        {"near", {"邻近", "near"}},
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
