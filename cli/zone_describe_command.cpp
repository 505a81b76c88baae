// SPDX-License-Identifier: GPL-2.0-or-later
#include "cli/commands.hpp"
#include "cli/output.hpp"
#include "cli/usage.hpp"
#include "cli/zone_words.hpp"
#include "core/app/zone_words.hpp"
#include "core/base/canonical_json.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <memory>

namespace liangxian::cli {
namespace {

struct DescribeWords {
    std::string store;
    std::string site;
    std::string as_of;
    std::string format = "text";
};

base::Date day_of(const DescribeWords& words) {
    const auto day = words.as_of.empty() ? base::Date::today() : base::Date::parse(words.as_of);
    if (!day) {
        throw base::UsageError({{"bad-date",
                                 "--as-of",
                                 {fmt::format("“{}”不是日期，应如 2025-03-01", words.as_of),
                                  fmt::format("'{}' is no date; write 2025-03-01", words.as_of)}}});
    }
    return *day;
}

Exit run_describe(const DescribeWords& words, const Audience& audience) {
    const base::Date day = day_of(words);
    const auto store = store::open_store(words.store, store::Access::read_only);
    nlohmann::ordered_json all = nlohmann::ordered_json::array();
    for (const app::LineWords& line : app::describe_named(*store, words.site, day)) {
        const words::Description& said = line.description;
        all.push_back({{"zone", line.version},
                       {"kind", words::code_of(said.kind)},
                       {"text", said.text},
                       {"tolerance_m", said.tolerance_m ? nlohmann::ordered_json(*said.tolerance_m)
                                                        : nlohmann::ordered_json()}});
        if (words.format == "text") {
            const base::Text off =
                said.tolerance_m
                    ? base::Text{fmt::format("（还原相差至多 {:.3f} 米）", *said.tolerance_m),
                                 fmt::format(" (drawn again it is at most {:.3f} m off)", *said.tolerance_m)}
                    : base::Text{"（不能由文字还原，以图形为准）",
                                 " (cannot be drawn again; the outline itself counts)"};
            audience.tell({fmt::format("{}  {}{}", line.version, said.text, off.zh),
                           fmt::format("{}  {}{}", line.version, said.text, off.en)});
        }
    }
    if (words.format == "json") {
        Output("").write(base::pretty_json(all) + "\n");
    } else if (all.empty()) {
        audience.tell({"没有可以描述的界线", "no line to describe"});
    }
    return Exit::done;
}

} // namespace

void add_zone_describe(CLI::App& zone, const Audience& audience, Action& action) {
    const auto say = [&audience](const char* zh, const char* en) { return audience.say({zh, en}); };
    CLI::App* command = zone.add_subcommand(
        "describe", say("由图形写出四至文字", "the words of announcements (四至) from the lines of a unit"));
    const auto words = std::make_shared<DescribeWords>();
    command->add_option("STORE", words->store, say("库", "the store"))->required();
    command
        ->add_option("SITE|ZONE@VERSION", words->site,
                     say("文物编号，或 界线编号@版本", "the unit, or one version of a line"))
        ->required();
    command->add_option("--as-of", words->as_of,
                        say("哪一天的界线，默认今天", "the lines of which day; default today"));
    choose_from(*command->add_option("--format", words->format, say("输出格式", "form of the output")),
                {"text", "json"});
    command->callback([words, &action] {
        action = [words](const Audience& reader) { return run_describe(*words, reader); };
    });
}

} // namespace liangxian::cli
