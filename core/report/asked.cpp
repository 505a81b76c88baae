// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/report/asked.hpp"

#include "core/base/number.hpp"
#include "core/report/sentences.hpp"
#include "core/rules/application_kind.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <map>
#include <set>

namespace liangxian::report {
namespace {

using base::Text;
using result::CheckResult;

struct FactWords {
    Text name;
    Text unit;
};

const std::map<std::string, FactWords>& fact_words() {
    static const Text kMetres = {" 米", " m"};
    static const std::map<std::string, FactWords> words = {
        {"land_route", {{"供地路径", "route of the land"}, {}}},
        {"blasting", {{"爆破", "blasting"}, {}}},
        {"depth_m", {{"开挖深度", "depth of digging"}, kMetres}},
        {"elevation_top_m", {{"上标高", "upper elevation"}, kMetres}},
        {"elevation_bottom_m", {{"下标高", "lower elevation"}, kMetres}},
        {"building_height_m", {{"建筑高度", "building height"}, kMetres}},
        {"width_m", {{"宽度", "width"}, kMetres}},
        {"within_existing_footprint", {{"不超过原有区域和深度", "within the existing area and depth"}, {}}},
        {"surveyed_report", {{"考古报告", "archaeological report"}, {}}},
        {"exemption", {{"申报免于考古", "exemption claimed"}, {}}},
        {"received_on", {{"收件日期", "received on"}, {}}},
        {"declared_area_m2", {{"申报面积", "declared area"}, {" 平方米", " m²"}}},
    };
    return words;
}

Text value_words(const nlohmann::json& value) {
    if (value.is_boolean()) {
        return value.get<bool>() ? Text{"是", "yes"} : Text{"否", "no"};
    }
    if (value.is_number()) {
        const std::string number = base::shortest(value.get<double>());
        return {number, number};
    }
    const std::string word = value.is_string() ? value.get<std::string>() : value.dump();
    if (word == "reserve") {
        return {"储备土地", "reserve land"};
    }
    return word == "single-site" ? Text{"单独选址", "a single site"} : Text{word, word};
}

Text labelled(const Text& label, const Text& value) {
    return {label.zh + "：" + value.zh, label.en + ": " + value.en};
}

void append(Text& line, const Text& more) {
    line = line.empty() ? more : Text{line.zh + "；" + more.zh, line.en + "; " + more.en};
}

Text kind_line(const CheckResult& r) {
    Text out = labelled({"事项", "Asked"}, rules::kind_name(r.parameters.kind));
    for (const auto& [key, value] : r.parameters.facts) {
        const auto found = fact_words().find(key);
        const FactWords words = found == fact_words().end() ? FactWords{{key, key}, {}} : found->second;
        const Text said = value_words(value);
        append(out, {words.name.zh + " " + said.zh + words.unit.zh,
                     words.name.en + " " + said.en + words.unit.en});
    }
    if (r.parameters.with_drafts) {
        append(out, {"列出拟定界线", "drafts are listed"});
    }
    return out;
}

/// The elevations the file gives its rings, each pair once.
Text elevations(const CheckResult& r) {
    std::set<std::string> pairs;
    for (const result::Part& part : r.application.parts) {
        const auto top = part.attributes.find("elevation_top_m");
        const auto bottom = part.attributes.find("elevation_bottom_m");
        if (top != part.attributes.end() && bottom != part.attributes.end() && top->is_number() &&
            bottom->is_number()) {
            pairs.insert(base::shortest(top->get<double>()) + "|" + base::shortest(bottom->get<double>()));
        }
    }
    Text out;
    for (const std::string& pair : pairs) {
        const std::size_t bar = pair.find('|');
        const std::string top = pair.substr(0, bar);
        const std::string bottom = pair.substr(bar + 1);
        append(out, {fmt::format("标高 {} 米至 {} 米", top, bottom),
                     fmt::format("elevations {} m to {} m", top, bottom)});
    }
    return out;
}

Text deductions(const CheckResult& r) {
    double deducted_m2 = 0;
    std::size_t count = 0;
    for (const result::Part& part : r.application.parts) {
        if (part.sign < 0) {
            deducted_m2 += part.area_m2;
            ++count;
        }
    }
    if (count == 0) {
        return {};
    }
    const std::string area = base::grouped(deducted_m2, 2);
    return {fmt::format("已扣除 {} 个圈（-1），共 {} 平方米", count, area),
            fmt::format("{} (-1) deducted, {} m² in all", counted(count, "ring", "rings"), area)};
}

Text distance_line(const CheckResult& r) {
    Text out;
    if (r.parameters.influence_m) {
        const std::string metres = base::shortest(*r.parameters.influence_m);
        append(out,
               {fmt::format("影响距离 {} 米（依据：{}）", metres, r.parameters.influence_basis),
                fmt::format("influence distance {} m (basis: {})", metres, r.parameters.influence_basis)});
    }
    if (r.parameters.near_m) {
        const std::string metres = base::shortest(*r.parameters.near_m);
        append(out,
               {fmt::format("列出 {} 米以内的区域", metres), fmt::format("listed up to {} m away", metres)});
    }
    return out.empty() ? out : labelled({"查询范围", "Reach"}, out);
}

Text date_line(const CheckResult& r) {
    const std::string as_of = r.store.as_of.to_string();
    const std::string law = r.rules_as_of.to_string();
    return {fmt::format("数据截止：{}；法规截止：{}", as_of, law),
            fmt::format("Data as of: {}; law as of: {}", as_of, law)};
}

Text part_of(const Text& name, double part_m2, const CheckResult& r) {
    const std::string area = base::grouped(part_m2, 2);
    const std::string share = share_words(part_m2 / r.application.area_lonlat_m2);
    return {fmt::format("{} {} 平方米（{}）", name.zh, area, share),
            fmt::format("{} {} m² ({})", name.en, area, share)};
}

Text partition_line(const CheckResult& r) {
    const result::Partition& p = r.partition;
    if (!(p.protection_m2 + p.control_only_m2 + p.other_m2 + p.outside_m2 > 0)) {
        return {};
    }
    Text parts = part_of({"保护范围及本体", "protection ranges and bodies"}, p.protection_m2, r);
    append(parts, part_of({"仅建设控制地带", "control zones only"}, p.control_only_m2, r));
    append(parts, part_of({"其他区域", "other areas"}, p.other_m2, r));
    append(parts, part_of({"各区域之外", "outside all of them"}, p.outside_m2, r));
    return labelled({"构成", "Made up of"}, parts);
}

Text bracketed(const std::string& what, const Text& words) {
    return {what + "（" + words.zh + "）", what + " (" + words.en + ")"};
}

void add(std::vector<Text>& lines, Text line) {
    if (!line.empty()) {
        lines.push_back(std::move(line));
    }
}

} // namespace

std::vector<Text> asked_lines(const CheckResult& r) {
    std::vector<Text> out;
    add(out, kind_line(r));
    Text file = elevations(r);
    if (const Text taken_off = deductions(r); !taken_off.empty()) {
        append(file, taken_off);
    }
    if (!file.empty()) {
        add(out, labelled({"文件所载", "In the file"}, file));
    }
    add(out, distance_line(r));
    add(out, date_line(r));
    return out;
}

std::vector<Text> measured_lines(const CheckResult& r) {
    const result::ApplicationInfo& a = r.application;
    std::vector<Text> out;
    add(out, labelled({"申请面积（椭球面）", "Area on the ellipsoid"}, area_words(a.area_lonlat_m2)));
    add(out, labelled({"按土地调查规程程序计算", "By the land survey rule's program"},
                      area_words(a.area_rule_m2)));
    if (a.plane_area_m2) {
        add(out, labelled({fmt::format("平面面积（{}）", a.plane_crs),
                           fmt::format("Area in the plane ({})", a.plane_crs)},
                          area_words(*a.plane_area_m2)));
    }
    add(out, partition_line(r));
    add(out, labelled({"坐标系", "CRS"}, bracketed(a.crs, crs_basis_words(a.crs_basis))));
    for (const geo::Repair& repair : a.repairs) {
        add(out, labelled({"图形修复", "Repair"}, repair.message));
    }
    return out;
}

} // namespace liangxian::report
