// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/zone/life_path.hpp"

#include "core/base/error.hpp"
#include "core/base/file.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>

namespace liangxian::zone {
namespace {

using nlohmann::json;

constexpr std::size_t kFileLimit = 1u << 20;

/// Reads the file's values; what is wrong ends the reading with its place.
class PathReader {
public:
    explicit PathReader(const std::filesystem::path& file) : m_file(file) {}

    json document() const {
        json out = json::parse(base::read_file(m_file, kFileLimit), nullptr, false);
        if (!out.is_object() || !out.value("paths", json()).is_array()) {
            refuse("paths");
        }
        return out;
    }

    template <typename Value, typename Parse>
    std::vector<Value> words(const json& path, const char* key, Parse parse) const {
        std::vector<Value> out;
        for (const json& word : path.value(key, json::array())) {
            const auto value = word.is_string() ? parse(word.get<std::string>()) : std::nullopt;
            if (!value) {
                refuse(fmt::format("{}: {}", key, word.dump()));
            }
            out.push_back(*value);
        }
        if (out.empty()) {
            refuse(key);
        }
        return out;
    }

    ExpectedStep step(const json& from) const {
        const auto step = parse_step(from.value("step", ""));
        if (!step) {
            refuse("step: " + from.dump());
        }
        return {*step,
                from.value("required", true),
                text(from, "office"),
                text(from, "papers"),
                from.value("article", ""),
                from.value("document_required", false)};
    }

    [[noreturn]] void refuse(const std::string& what) const {
        throw base::FileError("life-cycle-wrong", {fmt::format("“{}”有误：{}", m_file.string(), what),
                                                   fmt::format("'{}' is wrong: {}", m_file.string(), what)});
    }

private:
    base::Text text(const json& from, const char* key) const {
        const json both = from.value(key, json::object());
        const base::Text out{both.value("zh", ""), both.value("en", "")};
        if (out.zh.empty() != out.en.empty()) {
            refuse(fmt::format("{}: {}", key, from.dump()));
        }
        return out;
    }

    const std::filesystem::path& m_file;
};

template <typename Value>
bool holds(const std::vector<Value>& values, Value value) {
    return std::find(values.begin(), values.end(), value) != values.end();
}

} // namespace

LifePaths LifePaths::load(const std::filesystem::path& file) {
    const PathReader reader(file);
    LifePaths out;
    try {
        const json document = reader.document();
        for (const json& path : document["paths"]) {
            out.m_paths.push_back({reader.words<Level>(path, "levels", parse_level),
                                   reader.words<ZoneKind>(path, "lines", parse_zone_kind),
                                   {}});
            for (const json& step : path.value("steps", json::array())) {
                out.m_paths.back().steps.push_back(reader.step(step));
            }
        }
    } catch (const json::exception& error) { // a value of another type than it should be
        reader.refuse(error.what());
    }
    return out;
}

const std::vector<ExpectedStep>& LifePaths::steps_of(Level level, ZoneKind line) const {
    static const std::vector<ExpectedStep> kNone;
    const auto path = std::find_if(m_paths.begin(), m_paths.end(), [level, line](const Path& p) {
        return holds(p.levels, level) && holds(p.lines, line);
    });
    return path == m_paths.end() ? kNone : path->steps;
}

const ExpectedStep* LifePaths::find(Level level, ZoneKind line, Step step) const {
    const std::vector<ExpectedStep>& steps = steps_of(level, line);
    const auto found = std::find_if(steps.begin(), steps.end(),
                                    [step](const ExpectedStep& one) { return one.step == step; });
    return found == steps.end() ? nullptr : &*found;
}

} // namespace liangxian::zone
