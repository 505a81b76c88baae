// SPDX-License-Identifier: GPL-2.0-or-later
#include "cli/actor.hpp"
#include "cli/commands.hpp"
#include "cli/output.hpp"
#include "cli/usage.hpp"
#include "cli/zone_words.hpp"
#include "core/app/zone_draw.hpp"
#include "core/base/canonical_json.hpp"
#include "core/base/file.hpp"
#include "core/geo/area.hpp"
#include "core/geo/geojson.hpp"
#include "core/intake/encoding.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <iostream>
#include <iterator>
#include <memory>

namespace liangxian::cli {
namespace {

constexpr std::size_t kLargestText = std::size_t{1} << 20U;

struct DrawWords {
    std::string store;
    std::string site;
    std::string line;
    std::string text;
    std::string words;
    std::string body;
    std::string crs;
    std::string as_of;
    std::string format = "text";
    std::string output;
    std::vector<std::string> keep;
    std::string actor;
};

std::string text_from(const DrawWords& words) {
    if (words.text.empty()) {
        return words.words;
    }
    const std::string bytes = words.text == "-" ? std::string(std::istreambuf_iterator<char>(std::cin),
                                                              std::istreambuf_iterator<char>())
                                                : base::read_file(words.text, kLargestText);
    return intake::decode_text(bytes, "").utf8;
}

app::DrawRequest request_from(const DrawWords& words) {
    base::Problems problems;
    app::DrawRequest out;
    out.site_id = words.site;
    out.line = words.line == "control" ? words::Line::control : words::Line::protection;
    if (words.text.empty() == words.words.empty()) {
        problems.push_back({"text-missing",
                            "--text",
                            {"请用 --text 文件 或 --words 文字 给出界线文字，二者取一",
                             "give the words with --text FILE or --words TEXT, one of them"}});
    }
    if (!words.as_of.empty()) {
        const auto day = base::Date::parse(words.as_of);
        out.as_of = day.value_or(out.as_of);
        if (!day) {
            problems.push_back({"bad-date",
                                "--as-of",
                                {fmt::format("“{}”不是日期，应如 2025-03-01", words.as_of),
                                 fmt::format("'{}' is no date; write 2025-03-01", words.as_of)}});
        }
    }
    const auto epsg = words.crs.empty() ? std::nullopt : epsg_word(words.crs, problems);
    throw_if_any(std::move(problems));
    out.text = text_from(words);
    if (!words.body.empty()) {
        out.body = app::read_body(words.body, epsg);
    }
    return out;
}

void tell_list(const base::Text& title, const std::vector<base::Text>& list, const Audience& audience) {
    if (!list.empty()) {
        audience.tell({"  " + title.zh, "  " + title.en});
    }
    for (const base::Text& text : list) {
        audience.tell({"    " + text.zh, "    " + text.en});
    }
}

void tell(const words::Draft& draft, const Audience& audience) {
    const base::Text& kind = words::name_of(draft.reading.kind);
    const char* zh = draft.status == words::DraftStatus::drawn    ? "已绘出"
                     : draft.status == words::DraftStatus::partly ? "部分绘出"
                                                                  : "须人工绘制";
    const char* en = draft.status == words::DraftStatus::drawn    ? "drawn"
                     : draft.status == words::DraftStatus::partly ? "partly drawn"
                                                                  : "a person must draw it";
    std::string figures_zh;
    std::string figures_en;
    if (!draft.geometry.polygons.empty()) {
        const double area_m2 = geo::area_lonlat_m2(draft.geometry);
        figures_zh =
            fmt::format("，面积 {:.2f} 平方米，精度 ±{:.1f} 米", area_m2, draft.accuracy_m.value_or(0));
        figures_en = fmt::format(", {:.2f} m², accuracy ±{:.1f} m", area_m2, draft.accuracy_m.value_or(0));
    }
    audience.tell({fmt::format("{}（{}）{}", zh, kind.zh, figures_zh),
                   fmt::format("{} ({}){}", en, kind.en, figures_en)});
    tell_list({"读出：", "understood:"}, draft.reading.understood, audience);
    tell_list({"假定：", "assumed:"}, draft.reading.assumed, audience);
    tell_list({"须人工处理：", "for a person to do:"}, draft.reading.todo, audience);
}

std::string written(const app::DrawReport& report, const std::string& format) {
    if (format == "json") {
        return base::pretty_json(words::to_json(report.drafts)) + "\n";
    }
    nlohmann::ordered_json features = nlohmann::ordered_json::array();
    for (const words::Draft& draft : report.drafts) {
        nlohmann::ordered_json properties = words::to_json(draft);
        nlohmann::ordered_json geometry = properties["geometry"];
        properties.erase("geometry");
        features.push_back({{"type", "Feature"}, {"properties", properties}, {"geometry", geometry}});
    }
    return base::pretty_json({{"type", "FeatureCollection"}, {"features", features}}) + "\n";
}

Exit run_draw(const DrawWords& words, const Audience& audience) {
    const app::DrawRequest request = request_from(words);
    refuse_to_overwrite(words.output, {words.store, words.text, words.body});
    const auto access = words.keep.empty() ? store::Access::read_only : store::Access::read_write;
    const auto store = store::open_store(words.store, access);
    const app::DrawReport report = app::draw_zone(*store, request);
    if (words.format == "text") {
        for (const words::Draft& draft : report.drafts) {
            tell(draft, audience);
        }
    } else {
        Output output(words.output);
        output.write(written(report, words.format));
        output.commit();
    }
    if (!words.keep.empty()) {
        act_as(*store, words.actor);
        for (const std::string& version : app::keep_drafts(*store, report, request, words.keep)) {
            audience.complain(base::Text{"已存为草案 " + version, "kept as the draft " + version});
        }
    }
    return Exit::done;
}

} // namespace

void add_zone_draw(CLI::App& zone, const Audience& audience, Action& action) {
    const auto say = [&audience](const char* zh, const char* en) { return audience.say({zh, en}); };
    CLI::App* command = zone.add_subcommand(
        "draw",
        say("把公布的界线文字画成草案：读出了什么、假定了什么、还须人工画什么",
            "announced words into a draft polygon: what was understood, assumed, and is left to draw"));
    const auto words = std::make_shared<DrawWords>();
    command->add_option("STORE", words->store, say("库", "the store"))->required();
    command->add_option("SITE", words->site, say("文物编号", "the unit"))->required();
    choose_from(
        *command->add_option("--line", words->line, say("哪一条线", "which of the two lines"))->required(),
        {"protection", "control"});
    command->add_option("--text", words->text,
                        say("界线文字的文件；- 为标准输入", "file of the words; - for standard input"));
    command->add_option("--words", words->words, say("界线文字", "the words themselves"));
    command->add_option("--body", words->body,
                        say("文字所说起算物的图形，默认库中的本体",
                            "geometry of what they are measured from; "
                            "default: the stored body"));
    command->add_option("--crs", words->crs, say("该图形的坐标系，如 EPSG:4525", "its CRS, as EPSG:4525"));
    command->add_option("--as-of", words->as_of,
                        say("按哪一天的保护范围，默认今天", "the range of which day; default today"));
    choose_from(*command->add_option("--format", words->format, say("输出格式", "form of the output")),
                {"text", "json", "geojson"});
    command->add_option("-o,--output", words->output, say("输出文件", "file to write"));
    command->add_option("--actor", words->actor,
                        say("拟定人；默认为本机账户", "who drew them; default: the account's name"));
    command->add_option("--keep", words->keep,
                        say("存为草案：界线编号，文字有几条界线就写几个",
                            "keep as drafts: a zone id for every outline in the words"));
    command->callback(
        [words, &action] { action = [words](const Audience& reader) { return run_draw(*words, reader); }; });
}

} // namespace liangxian::cli
