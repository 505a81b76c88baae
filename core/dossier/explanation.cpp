// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/dossier/explanation.hpp"

#include "core/base/number.hpp"
#include "core/geo/area.hpp"

#include <fmt/format.h>

#include <cmath>
#include <initializer_list>
#include <string_view>

namespace liangxian::dossier {
namespace {

using document::Anchor;
using document::Cell;

std::string stated(const std::string& text) { return text.empty() ? "—" : text; }

/// What is stated, one behind the other on one line.
std::string joined(std::initializer_list<std::string_view> parts, base::Language language) {
    std::string out;
    for (const std::string_view part : parts) {
        out += out.empty() || part.empty() ? "" : base::Text{"，", ", "}.in(language);
        out += part;
    }
    return out;
}

/// Number, issuer and date of a paper.
std::string paper_words(const std::string& number, const std::string& issuer, const std::string& date,
                        base::Language language) {
    return stated(joined({number, issuer, date}, language));
}

std::string basis_words(const LineRecord& line, base::Language language) {
    const base::Text basis = line.zone.geometry_basis ? zone::name_of(*line.zone.geometry_basis)
                                                      : base::Text{"未注明", "not stated"};
    if (!line.accuracy_m) {
        return base::Text{basis.zh + "；精度不明", basis.en + "; accuracy unknown"}.in(language);
    }
    const std::string metres = base::shortest(*line.accuracy_m);
    return line.zone.accuracy_m
               ? base::Text{fmt::format("{}；精度 ±{} 米", basis.zh, metres),
                            fmt::format("{}; accuracy ±{} m", basis.en, metres)}
                     .in(language)
               : base::Text{fmt::format("{}；未注明精度，按绘制依据取 ±{} 米", basis.zh, metres),
                            fmt::format("{}; no accuracy stated, ±{} m for this basis", basis.en, metres)}
                     .in(language);
}

/// How far the drawn area is from the declared one.
std::string declared_words(const zone::Zone& line, base::Language language) {
    const double drawn_m2 = geo::area_lonlat_m2(line.geometry);
    const double declared_m2 = *line.declared_area_m2;
    const double percent = declared_m2 > 0 ? (drawn_m2 - declared_m2) / declared_m2 * 100 : 0;
    constexpr double kSamePercent = 0.0005;
    if (declared_m2 > 0 && std::abs(percent) < kSamePercent) {
        return base::Text{
            fmt::format("公布与图形（椭球）一致：{} 平方米", base::grouped(declared_m2, 2)),
            fmt::format("declared and drawn (ellipsoid) alike: {} m²", base::grouped(declared_m2, 2))}
            .in(language);
    }
    return base::Text{fmt::format("公布 {} 平方米，图形（椭球）{} 平方米，相差 {:+.3f}%",
                                  base::grouped(declared_m2, 2), base::grouped(drawn_m2, 2), percent),
                      fmt::format("declared {} m², drawn (ellipsoid) {} m², {:+.3f}% apart",
                                  base::grouped(declared_m2, 2), base::grouped(drawn_m2, 2), percent)}
        .in(language);
}

} // namespace

std::string span_words(const base::DateSpan& span, base::Language language) {
    if (!span.from && !span.to) {
        return base::Text{"—", "—"}.in(language);
    }
    const std::string from = span.from ? span.from->to_string() : "";
    const std::string to = span.to ? span.to->to_string() : "";
    if (to.empty()) {
        return base::Text{from + " 起", "from " + from}.in(language);
    }
    return base::Text{from.empty() ? "至 " + to : from + " 至 " + to,
                      from.empty() ? "to " + to : from + " to " + to}
        .in(language);
}

document::Table site_facts(const zone::Site& site, base::Language language) {
    const auto in = [language](const char* zh, const char* en) { return base::Text{zh, en}.in(language); };
    document::Table table;
    table.has_head = false;
    table.columns = {{"", 1}, {"", 3.6}};
    const auto add = [&table](std::string name, const std::string& value) {
        table.rows.push_back({std::move(name), value.empty() ? "—" : value});
    };
    add(in("名称", "name"), site.name);
    add(in("编号", "number"), joined({site.site_id, site.code}, language));
    add(in("级别", "level"), zone::name_of(site.level).in(language));
    add(in("类别与时代", "category and era"), joined({site.category, site.era}, language));
    add(in("所在地", "place"), site.place.empty() ? site.county + site.township : site.place);
    add(in("公布机关与日期", "announced by, on"), joined({site.announced_by, site.announced_on}, language));
    add(in("公布文件", "document"), site.document);
    return table;
}

document::Table line_facts(const LineRecord& record, base::Language language) {
    const auto in = [language](const char* zh, const char* en) { return base::Text{zh, en}.in(language); };
    const zone::Zone& line = record.zone;
    document::Table out;
    out.has_head = false;
    out.columns = {{"", 1}, {"", 3.6}};
    const auto add = [&out](std::string name, std::string value) {
        out.rows.push_back({std::move(name), std::move(value)});
    };
    add(in("版本与状态", "version and status"),
        fmt::format("{}@{}　{}　{}", line.zone_id, line.version, zone::name_of(line.status).in(language),
                    span_words(line.valid, language)));
    add(in("绘制依据与精度", "basis and accuracy"), basis_words(record, language));
    add(in("公布文件", "announcement"),
        paper_words(line.document, line.issuer, line.document_date, language));
    add(in("批准文件", "approval"), stated(line.approval_document));
    add(in("公布文字", "announced words"), stated(line.words));
    if (line.height_limit_m) {
        add(in("限高", "height limit"), base::shortest(*line.height_limit_m) + in(" 米", " m"));
    }
    if (!line.restrictions.empty()) {
        add(in("管控要求", "restrictions"), line.restrictions);
    }
    if (line.declared_area_m2 && !line.geometry.polygons.empty()) {
        add(in("公布面积核对", "declared area"), declared_words(line, language));
    }
    return out;
}

document::Table step_table(const LineRecord& record, base::Language language) {
    const auto in = [language](const char* zh, const char* en) { return base::Text{zh, en}.in(language); };
    document::Table out;
    out.caption = in("办理经过", "Steps taken");
    out.columns = {{in("步骤", "step"), 1},          {in("日期", "day"), 1.1, Anchor::centre},
                   {in("办理机关", "office"), 1.5},  {in("文号", "document"), 1.6},
                   {in("登记人", "recorded by"), 1}, {in("说明", "remark"), 1.8}};
    for (const zone::VersionStep& step : record.steps) {
        const std::string day = step.dated ? step.dated->to_string() : step.at.to_string().substr(0, 10);
        std::string remark = step.reason;
        if (step.change) {
            remark += (remark.empty() ? "" : "；") + zone::name_of(*step.change).in(language);
        }
        out.rows.push_back({fmt::format("v{} {}", step.version, zone::name_of(step.step).in(language)), day,
                            stated(step.office), stated(step.document), stated(step.actor), stated(remark)});
    }
    return out;
}

document::Table version_table(const LineRecord& record, base::Language language) {
    const auto in = [language](const char* zh, const char* en) { return base::Text{zh, en}.in(language); };
    document::Table out;
    out.caption = in("历次版本", "Versions");
    out.columns = {{in("版本", "version"), 0.7, Anchor::centre},
                   {in("状态", "status"), 0.9, Anchor::centre},
                   {in("有效期", "in force"), 1.7, Anchor::centre},
                   {in("公布文件", "announcement"), 2.4},
                   {in("椭球面积/平方米", "area on the ellipsoid, m²"), 1.4, Anchor::right}};
    for (const zone::Zone& version : record.versions) {
        out.rows.push_back({fmt::format("{}", version.version), zone::name_of(version.status).in(language),
                            span_words(version.valid, language),
                            paper_words(version.document, "", version.document_date, language),
                            version.geometry.polygons.empty()
                                ? Cell::none()
                                : Cell::number(geo::area_lonlat_m2(version.geometry), 2, true)});
    }
    return out;
}

document::Table repair_table(const LineRecord& record, base::Language language) {
    const auto in = [language](const char* zh, const char* en) { return base::Text{zh, en}.in(language); };
    document::Table out;
    out.caption = in("图形修复（导入时）", "Repairs made by imports");
    out.columns = {{in("问题", "fault"), 1.6},
                   {in("位置（经度，纬度）", "where (longitude, latitude)"), 2, Anchor::centre},
                   {in("修复前/平方米", "before, m²"), 1.3, Anchor::right},
                   {in("修复后/平方米", "after, m²"), 1.3, Anchor::right}};
    for (const Repair& repair : record.repairs) {
        out.rows.push_back(
            {repair.reason,
             repair.where ? fmt::format("{:.7f}, {:.7f}", repair.where->x, repair.where->y) : "—",
             Cell::number(repair.area_before_m2, 2, true), Cell::number(repair.area_after_m2, 2, true)});
    }
    return out;
}

document::Table paper_table(const std::vector<Paper>& papers, base::Language language) {
    const auto in = [language](const char* zh, const char* en) { return base::Text{zh, en}.in(language); };
    document::Table table;
    table.columns = {{in("文号", "number"), 1.8},
                     {in("题名", "title"), 2},
                     {in("机关", "issuer"), 2},
                     {in("日期", "date"), 1, document::Anchor::centre}};
    for (const Paper& paper : papers) {
        const auto stated = [](const std::string& text) { return text.empty() ? Cell::none() : Cell(text); };
        table.rows.push_back(
            {stated(paper.number), stated(paper.title), stated(paper.issuer), stated(paper.date)});
    }
    return table;
}

} // namespace liangxian::dossier
