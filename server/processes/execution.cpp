// SPDX-License-Identifier: GPL-2.0-or-later
#include "server/processes/execution.hpp"

#include "core/intake/json_guard.hpp"
#include "core/rules/application_kind.hpp"
#include "core/rules/facts.hpp"
#include "server/processes/json_slice.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <optional>
#include <utility>

namespace liangxian::processes {
namespace {

using nlohmann::ordered_json;

constexpr std::size_t kLongestText = 2000;

/// What stands beside the application is small.
intake::Limits limits_of_the_rest() {
    intake::Limits out;
    out.nesting = 12;
    out.vertices = 1000;
    return out;
}

/// The document without the text of its application, and that text.
struct Taken {
    std::string rest;
    std::string application;
};

/// `{"value": …}` is how part 1 writes an object as an input; a GeoJSON object has a type.
std::string_view without_wrapping(std::string_view application) {
    const auto value = member_text(application, "value");
    return value && !member_text(application, "type") ? *value : application;
}

Taken taken_apart(std::string_view body) {
    const auto inputs = member_text(body, "inputs");
    const auto application = inputs ? member_text(*inputs, "application") : std::nullopt;
    if (!application || application->empty() || application->front() != '{' ||
        member_text(*application, "href")) {
        return {std::string(body), {}};
    }
    const auto begin = static_cast<std::size_t>(application->data() - body.data());
    Taken out;
    out.rest =
        std::string(body.substr(0, begin)) + "true" + std::string(body.substr(begin + application->size()));
    out.application = std::string(without_wrapping(*application));
    return out;
}

class ExecutionReader {
public:
    base::Result<Execution> read(std::string_view body) {
        Taken taken = taken_apart(body);
        const auto document = intake::parse_guarded_json(taken.rest, "body", limits_of_the_rest());
        if (!document) {
            return document.problems();
        }
        m_out.application = std::move(taken.application);
        read_document(document.value());
        if (!m_problems.empty()) {
            return m_problems;
        }
        return std::move(m_out);
    }

private:
    void refuse(std::string code, std::string where, base::Text message) {
        m_problems.push_back({std::move(code), std::move(where), std::move(message)});
    }

    void read_document(const ordered_json& document) {
        if (!document.is_object()) {
            refuse("bad-execution", "", {"应为 {\"inputs\": {…}}", "must be {\"inputs\": {…}}"});
            return;
        }
        for (const auto& [name, value] : document.items()) {
            if (name == "inputs") {
                continue;
            }
            if (name == "outputs") {
                read_outputs(value);
            } else if (name == "response") {
                read_response(value);
            } else if (name == "subscriber") {
                refuse("callback-not-offered", name,
                       {"不提供回调；请查询作业", "callbacks are not offered; ask for the job"});
            } else {
                refuse("unknown-member", name,
                       {"不认识；可用：inputs、outputs、response",
                        "is not known; choose one of: inputs, outputs, response"});
            }
        }
        const auto inputs = document.find("inputs");
        if (inputs == document.end() || !inputs->is_object()) {
            refuse("bad-execution", "inputs", {"缺少 inputs 对象", "the object inputs is missing"});
            return;
        }
        read_inputs(*inputs);
    }

    void read_response(const ordered_json& value) {
        if (value != "raw" && value != "document") {
            refuse("bad-execution", "response", {"应为 raw 或 document", "must be raw or document"});
        }
        m_out.is_document = value == "document";
    }

    void read_outputs(const ordered_json& outputs) {
        if (!outputs.is_object()) {
            refuse("bad-execution", "outputs", {"应为对象", "must be an object"});
            return;
        }
        for (const auto& [name, output] : outputs.items()) {
            const std::string where = "outputs." + name;
            if (name != "result") {
                refuse("unknown-output", where, {"只有 result 一项输出", "there is one output, result"});
            } else if (output.is_object() &&
                       output.value("transmissionMode", ordered_json("value")) != "value") {
                refuse("output-by-reference", where,
                       {"结果只能按值返回", "the result is answered by value only"});
            }
        }
    }

    void read_inputs(const ordered_json& inputs) {
        for (const auto& [name, value] : inputs.items()) {
            const std::string where = "inputs." + name;
            if (std::find(kInputs.begin(), kInputs.end(), name) == kInputs.end()) {
                refuse("unknown-input", where,
                       {fmt::format("没有这项输入；可用：{}", fmt::join(kInputs, "、")),
                        fmt::format("there is no such input; choose from: {}", fmt::join(kInputs, ", "))});
            } else if (is_reference(value)) {
                refuse("input-by-reference", where,
                       {"不接受按引用（href）的输入；请直接给出内容",
                        "input by reference (href) is not taken; give the content itself"});
            } else if (!value.is_null()) {
                read_input(name, where, value);
            }
        }
        if (m_out.application.empty() == m_out.upload.empty() && !has_problem_at("inputs.application") &&
            !has_problem_at("inputs.upload")) {
            refuse("input-missing", "inputs.application",
                   {"须给出 application（GeoJSON）或 upload（上传的编号），二者取一",
                    "give application (GeoJSON) or upload (the id of one), and not both"});
        }
        const result::Parameters& parameters = m_out.check.parameters;
        if (parameters.influence_m && parameters.influence_basis.empty()) {
            refuse("influence-basis-missing", "inputs.influence_m",
                   {"给出影响距离时须用 influence_basis 说明依据",
                    "an influence distance needs its ground: influence_basis"});
        }
    }

    static bool is_reference(const ordered_json& value) {
        if (value.is_array()) {
            return std::any_of(value.begin(), value.end(),
                               [](const ordered_json& one) { return is_reference(one); });
        }
        return value.is_object() && value.contains("href");
    }

    bool has_problem_at(const std::string& where) const {
        return std::any_of(m_problems.begin(), m_problems.end(),
                           [&where](const base::Problem& one) { return one.where == where; });
    }

    void read_input(const std::string& name, const std::string& where, const ordered_json& value) {
        app::CheckRequest& check = m_out.check;
        result::Parameters& parameters = check.parameters;
        if (name == "application") {
            look_at_application(where, value);
        } else if (name == "upload") {
            take_text(where, value, m_out.upload);
        } else if (name == "kind") {
            take_text(where, value, parameters.kind);
            if (value.is_string() && !rules::is_known_kind(parameters.kind)) {
                m_problems.push_back(rules::unknown_kind_problem(parameters.kind));
                m_problems.back().where = where;
            }
        } else if (name == "facts") {
            take_facts(where, value);
        } else if (name == "as_of") {
            take_time(where, value, check.as_of);
        } else if (name == "rules_as_of") {
            take_time(where, value, check.rules_as_of);
        } else if (name == "known_at") {
            take_known_at(where, value);
        } else if (name == "near_m") {
            take_metres(where, value, parameters.near_m);
        } else if (name == "influence_m") {
            take_metres(where, value, parameters.influence_m);
        } else if (name == "influence_basis") {
            take_text(where, value, parameters.influence_basis);
        } else {
            take_flag(where, value, name == "with_drafts" ? parameters.with_drafts : check.accept_repairs);
        }
    }

    /// Its text was taken out of the document already when it is an object.
    void look_at_application(const std::string& where, const ordered_json& value) {
        if (value.is_object()) { // written in a way that only a parser understands
            const bool is_wrapped = value.contains("value") && !value.contains("type");
            m_out.application = (is_wrapped ? value["value"] : value).dump();
        } else if (m_out.application.empty() || value != true) {
            m_out.application.clear();
            refuse("bad-input", where,
                   {"应为 GeoJSON 对象（几何、Feature 或 FeatureCollection）",
                    "must be a GeoJSON object: a geometry, a Feature or a FeatureCollection"});
        }
    }

    void take_text(const std::string& where, const ordered_json& value, std::string& out) {
        if (!value.is_string() || value.get_ref<const std::string&>().size() > kLongestText) {
            refuse("bad-input", where, {"应为不太长的文字", "must be a text, and not too long"});
            return;
        }
        out = value.get<std::string>();
    }

    void take_flag(const std::string& where, const ordered_json& value, bool& out) {
        if (!value.is_boolean()) {
            refuse("bad-input", where, {"应为 true 或 false", "must be true or false"});
            return;
        }
        out = value.get<bool>();
    }

    void take_metres(const std::string& where, const ordered_json& value, std::optional<double>& out) {
        const double metres = value.is_number() ? value.get<double>() : -1;
        if (!(metres >= 0 && metres <= kFarthestM)) {
            refuse("bad-input", where,
                   {fmt::format("应为 0 到 {} 之间的米数", kFarthestM),
                    fmt::format("must be a number of metres from 0 to {}", kFarthestM)});
            return;
        }
        out = metres;
    }

    template <typename T>
    void take_time(const std::string& where, const ordered_json& value, std::optional<T>& out) {
        out = value.is_string() ? T::parse(value.get<std::string>()) : std::nullopt;
        if (!out) {
            refuse("bad-date", where,
                   {"不是日期或时间，应如 2025-03-01", "is no date or time; write 2025-03-01"});
        }
    }

    void take_known_at(const std::string& where, const ordered_json& value) {
        take_time(where, value, m_out.check.known_at);
        if (m_out.check.known_at && base::Timestamp::now() < *m_out.check.known_at) {
            refuse("known-at-future", where,
                   {"晚于现在；只能问已经过去的时刻所知",
                    "is later than now; ask for a moment that has passed"});
        }
    }

    void take_facts(const std::string& where, const ordered_json& value) {
        auto facts = rules::check_facts(nlohmann::json(value));
        if (facts.ok()) {
            m_out.check.parameters.facts = std::move(facts).value();
            return;
        }
        for (base::Problem problem : facts.problems()) {
            problem.where = problem.where == "facts" ? where : where + "." + problem.where;
            m_problems.push_back(std::move(problem));
        }
    }

    Execution m_out;
    base::Problems m_problems;
};

} // namespace

base::Result<Execution> read_execution(std::string_view body) { return ExecutionReader().read(body); }

} // namespace liangxian::processes
