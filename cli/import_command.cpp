// SPDX-License-Identifier: GPL-2.0-or-later
#include "cli/actor.hpp"
#include "cli/commands.hpp"
#include "cli/interrupt.hpp"
#include "cli/progress_line.hpp"
#include "cli/usage.hpp"
#include "core/app/import.hpp"
#include "core/app/jurisdiction.hpp"
#include "core/store/store.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <memory>

namespace liangxian::cli {
namespace {

struct ImportWords {
    std::string kind;
    std::string store;
    std::vector<std::string> files;
    std::string layer;
    std::vector<std::string> map;
    std::vector<std::string> set;
    std::string crs;
    std::string encoding;
    std::string profile;
    std::string actor;
    bool strict = false;
    bool accept_repairs = false;
};

using Pairs = std::map<std::string, std::string, std::less<>>;

/// One `field=value`; a fault is added.
void add_pair(const char* option, const std::string& pair, bool may_be_empty, Pairs& out,
              base::Problems& problems) {
    const std::size_t equals = pair.find('=');
    const bool empty = equals != std::string::npos && equals + 1 == pair.size();
    if (equals == std::string::npos || equals == 0 || (empty && !may_be_empty)) {
        problems.push_back(
            {"bad-option",
             option,
             {fmt::format("“{}”应为 字段=值", pair), fmt::format("'{}' must be field=value", pair)}});
        return;
    }
    const std::string field = pair.substr(0, equals);
    if (!out.emplace(field, pair.substr(equals + 1)).second) {
        problems.push_back(
            {"field-repeated",
             option,
             {fmt::format("字段 {} 给出了两次", field), fmt::format("{} is given twice", field)}});
    }
}

/// All `field=value` words of an option, commas between several in one.
Pairs pairs_of(const char* option, const std::vector<std::string>& words, bool may_be_empty,
               base::Problems& problems) {
    Pairs out;
    for (const std::string& word : words) {
        std::size_t start = 0;
        while (start <= word.size()) {
            const std::size_t comma = std::min(word.find(',', start), word.size());
            add_pair(option, word.substr(start, comma - start), may_be_empty, out, problems);
            start = comma + 1;
        }
    }
    return out;
}

/// Reads the words; every fault is listed before anything is opened. The jurisdiction is the store's.
app::ImportOptions options_from(const ImportWords& words) {
    base::Problems problems;
    app::ImportOptions options;
    options.map = pairs_of("--map", words.map, false, problems);
    options.set = pairs_of("--set", words.set, true, problems);
    options.strict = words.strict;
    options.accept_repairs = words.accept_repairs;
    options.read.layer = words.layer;
    options.profile = words.profile;
    options.read.encoding = words.encoding;
    look_at_encoding(words.encoding, problems);
    options.read.declared_epsg = epsg_word(words.crs, problems);
    const base::Problems about_fields = app::field_problems(*app::parse_import_kind(words.kind), options);
    problems.insert(problems.end(), about_fields.begin(), about_fields.end());
    throw_if_any(std::move(problems));
    return options;
}

void tell_report(const app::ImportReport& report, const Audience& audience) {
    audience.tell({fmt::format("读取 {} 行，导入 {}，修复 {}，拒绝 {}", report.read,
                               report.committed ? report.taken : 0, report.repaired, report.refused),
                   fmt::format("rows read {}, taken {}, repaired {}, refused {}", report.read,
                               report.committed ? report.taken : 0, report.repaired, report.refused)});
    if (report.unchanged > 0) {
        audience.tell({fmt::format("  库中已有、未变：{}", report.unchanged),
                       fmt::format("  in the store already, unchanged: {}", report.unchanged)});
    }
    for (const base::Problem& note : report.notes) {
        audience.tell({fmt::format("  [{}] {}：{}", note.code, note.where, note.message.zh),
                       fmt::format("  [{}] {}: {}", note.code, note.where, note.message.en)});
    }
    audience.complain(report.problems);
    if (!report.committed) {
        audience.complain(base::Text{"没有写入任何内容", "nothing was written"});
    }
}

Exit run_import(const ImportWords& words, const Audience& audience) {
    app::ImportOptions options = options_from(words);
    const auto store = store::open_store(words.store, store::Access::read_write);
    act_as(*store, words.actor);
    options.read.jurisdiction = app::jurisdiction_box(store->settings());
    const std::vector<std::filesystem::path> files(words.files.begin(), words.files.end());
    const app::ImportReport report =
        app::import_files(*store, *app::parse_import_kind(words.kind), files, options, cancel_on_interrupt(),
                          progress_line(audience, {"导入", "importing"}));
    tell_report(report, audience);
    if (!report.committed) {
        return Exit::failed;
    }
    return report.refused > 0 ? Exit::incomplete : Exit::done;
}

} // namespace

void add_import(CLI::App& app, const Audience& audience, Action& action) {
    const auto say = [&audience](const char* zh, const char* en) { return audience.say({zh, en}); };
    CLI::App* command = app.add_subcommand(
        "import", say("从文件导入文物、界线、区域、申请、四有或年度目标",
                      "add sites, zones, areas, applications, prerequisites or targets from files 导入"));
    const auto words = std::make_shared<ImportWords>();
    choose_from(*command->add_option("KIND", words->kind, say("导入什么", "what is imported"))->required(),
                {"sites", "zones", "areas", "applications", "prerequisites", "targets"});
    command
        ->add_option("STORE", words->store,
                     say("库：file.gpkg 或 postgresql://…", "file.gpkg or postgresql://…"))
        ->required();
    command->add_option("FILE", words->files, say("要读取的文件", "files to read"))->required();
    command->add_option("--layer", words->layer, say("多图层文件的图层", "layer of a file with several"));
    command
        ->add_option("--map", words->map,
                     say("字段=列名,…：字段的值在哪一列", "field=column,…: where a field's values stand"))
        ->allow_extra_args(false);
    command
        ->add_option("--set", words->set,
                     say("字段=值,…：每行都取此值", "field=value,…: the same value for every row"))
        ->allow_extra_args(false);
    command->add_option("--profile", words->profile,
                        say("文件是按此配置的交付成果：lswhbhx、lswhbhq、relic-points",
                            "the files are deliveries by this profile: lswhbhx, lswhbhq, relic-points"));
    command->add_option("--crs", words->crs, say("坐标系 EPSG:n", "EPSG:n of the coordinates"));
    command->add_option("--encoding", words->encoding, say("文字编码", "text encoding"));
    command->add_option("--actor", words->actor,
                        say("经办人（草案的拟定人）；默认为本机账户",
                            "who brings them in (and drew the drafts); default: the account's name"));
    command->add_flag(
        "--accept-repairs", words->accept_repairs,
        say("同意面积变化超过 0.1 % 或 10 平方米的修复", "agree to repairs over 0.1 % or 10 m²"));
    command->add_flag("--strict", words->strict,
                      say("有一行被拒绝或修复就全部不导入", "a refused or repaired row refuses everything"));
    command->callback([words, &action] {
        action = [words](const Audience& reader) { return run_import(*words, reader); };
    });
}

} // namespace liangxian::cli
