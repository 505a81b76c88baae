// SPDX-License-Identifier: GPL-2.0-or-later
#include "server/processes/process_documents.hpp"

#include "core/rules/application_kind.hpp"
#include "core/rules/facts.hpp"
#include "server/ogcapi/links.hpp"
#include "server/processes/execution.hpp"

#include <nlohmann/json.hpp>

#include <string>

namespace liangxian::processes {
namespace {

using nlohmann::ordered_json;
using ogcapi::kJson;

constexpr const char* kExecute = "http://www.opengis.net/def/rel/ogc/1.0/execute";

std::string own_url(const http::Request& request) {
    return ogcapi::url(request, std::string("/processes/") + kOverlapCheck);
}

ordered_json summary(const http::Request& request) {
    const auto say = [&request](const char* zh, const char* en) {
        return base::Text{zh, en}.in(request.language());
    };
    return {
        {"id", kOverlapCheck},
        {"title", say("两线核查", "check against the two lines")},
        {"description",
         say("建设项目申请与文物保护范围、建设控制地带等区域的重叠、审批要求和考古要求；与命令 liangxian check 的结果相同",
             "what an application meets of protection ranges, control zones and other areas, who approves, "
             "and whether archaeology is called for; the same answer as the command liangxian check")},
        {"keywords", {"heritage", "protection", "文物", "两线"}},
        {"version", "1.0.0"},
        {"jobControlOptions", {"sync-execute", "async-execute", "dismiss"}},
        {"outputTransmission", ordered_json::array({"value"})}};
}

ordered_json fact_schema(const rules::FactKey& key) {
    switch (key.type) {
    case rules::FactType::number:
        return {{"type", "number"}};
    case rules::FactType::boolean:
        return {{"type", "boolean"}};
    case rules::FactType::date:
        return {{"type", "string"}, {"format", "date"}};
    case rules::FactType::choice:
        return {{"type", "string"}, {"enum", key.choices}};
    case rules::FactType::text:
        break;
    }
    return {{"type", "string"}};
}

ordered_json facts_schema(base::Language language) {
    ordered_json properties = ordered_json::object();
    for (const rules::FactKey& key : rules::fact_keys()) {
        ordered_json schema = fact_schema(key);
        schema["description"] = key.meaning.in(language);
        properties[std::string(key.name)] = std::move(schema);
    }
    return {{"type", "object"}, {"properties", std::move(properties)}, {"additionalProperties", false}};
}

ordered_json kind_schema() {
    ordered_json kinds = ordered_json::array();
    for (const rules::ApplicationKind& kind : rules::application_kinds()) {
        kinds.push_back(std::string(kind.code));
    }
    return {{"type", "string"}, {"enum", std::move(kinds)}, {"default", "construction"}};
}

ordered_json application_schema() {
    ordered_json schemas = ordered_json::array();
    for (const char* format : {"geojson-geometry", "geojson-feature", "geojson-feature-collection"}) {
        schemas.push_back({{"type", "object"}, {"format", format}});
    }
    return {{"oneOf", std::move(schemas)}, {"contentMediaType", ogcapi::kGeoJson}};
}

class Inputs {
public:
    explicit Inputs(base::Language language) : m_language(language) {}

    ordered_json all() {
        const ordered_json day{{"type", "string"}, {"format", "date"}};
        const ordered_json text{{"type", "string"}};
        const ordered_json flag{{"type", "boolean"}, {"default", false}};
        const ordered_json metres{{"type", "number"}, {"minimum", 0}, {"maximum", kFarthestM}};
        add("application", {"申请范围", "the application"},
            {"GeoJSON；每个要素一个申请。与 upload 取一",
             "GeoJSON, one application a feature; or else upload"},
            application_schema());
        add("upload", {"已上传的文件", "what was uploaded"},
            {"上传后得到的编号", "the id that uploading it gave"}, text);
        add("kind", {"申请类型", "kind of application"}, {"默认 construction", "default: construction"},
            kind_schema());
        add("facts", {"事实", "facts"}, {"与申请有关的事实", "facts of the application"},
            facts_schema(m_language));
        add("as_of", {"界线日期", "day of the lines"}, {"默认今天", "zones valid on it; default: today"},
            day);
        add("known_at", {"所知时刻", "known at"}, {"按此时刻已知的数据", "by what was known at this instant"},
            {{"type", "string"}, {"format", "date-time"}});
        add("rules_as_of", {"法规日期", "day of the law"}, {"默认同 as_of", "default: as_of"}, day);
        add("near_m", {"邻近距离", "near"}, {"列出多少米以内的区域", "list what lies within so many metres"},
            metres);
        add("influence_m", {"影响距离", "influence"}, {"米；须说明依据", "metres; needs its ground"}, metres);
        add("influence_basis", {"影响距离的依据", "ground of the influence"},
            {"给出影响距离时必填", "with influence_m"}, text);
        add("with_drafts", {"列出拟定的界线", "list drafts"}, {"不影响结论", "they never decide"}, flag);
        add("accept_repairs", {"同意修复", "accept repairs"},
            {"面积变化超过 0.1% 或 10 平方米的修复", "repairs that change the area by over 0.1 % or 10 m²"},
            flag);
        return std::move(m_all);
    }

private:
    void add(const char* name, const base::Text& title, const base::Text& description, ordered_json schema) {
        m_all[name] = {{"title", title.in(m_language)},
                       {"description", description.in(m_language)},
                       {"minOccurs", 0},
                       {"maxOccurs", 1},
                       {"schema", std::move(schema)}};
    }

    base::Language m_language;
    ordered_json m_all = ordered_json::object();
};

} // namespace

ordered_json process_list(const http::Request& request, std::size_t limit) {
    ordered_json processes = ordered_json::array();
    if (limit > 0) {
        ordered_json one = summary(request);
        one["links"] =
            ordered_json::array({ogcapi::link(own_url(request), "process-desc", kJson, one["title"])});
        processes.push_back(std::move(one));
    }
    return {{"processes", std::move(processes)},
            {"links",
             ordered_json::array({ogcapi::link(ogcapi::url(request, "/processes"), "self", kJson, "JSON")})}};
}

ordered_json process_description(const http::Request& request) {
    ordered_json out = summary(request);
    const std::string own = own_url(request);
    out["inputs"] = Inputs(request.language()).all();
    const base::Text result{
        "核查结果 liangxian/check-result/1；多个申请时为 {\"results\": […]}；无权查看涉密记录时为 "
        "liangxian/check-view/1",
        "the check result, liangxian/check-result/1; {\"results\": […]} for several "
        "applications; liangxian/check-view/1 for readers who may not see hidden records"};
    out["outputs"] = {{"result",
                       {{"title", base::Text("核查结果", "the check result").in(request.language())},
                        {"description", result.in(request.language())},
                        {"schema", {{"type", "object"}, {"contentMediaType", kJson}}}}}};
    out["links"] = ordered_json::array({ogcapi::link(own, "self", kJson, out["title"]),
                                        ogcapi::link(own + "/execution", kExecute, kJson, out["title"])});
    return out;
}

} // namespace liangxian::processes
