// SPDX-License-Identifier: GPL-2.0-or-later
#include "cli/commands.hpp"
#include "cli/interrupt.hpp"
#include "cli/progress_line.hpp"
#include "core/app/import.hpp"
#include "core/app/jurisdiction.hpp"
#include "core/store/store.hpp"

#include <fmt/format.h>

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
    bool strict = false;
    bool accept_repairs = false;
};

/// `field=value` words, commas between several in one; a value may hold commas when it is alone.
std::map<std::string, std::string, std::less<>>
pairs_of(const char* option, const std::vector<std::string>& words, bool split_commas) {
    std::map<std::string, std::string, std::less<>> out;
    base::Problems problems;
    for (const std::string& word : words) {
        std::size_t start = 0;
        while (start <= word.size()) {
            const std::size_t comma = split_commas ? word.find(',', start) : std::string::npos;
            const std::string pair = word.substr(start, comma == std::string::npos ? comma : comma - start);
            const std::size_t equals = pair.find('=');
            if (equals == std::string::npos || equals == 0) {
                problems.push_back(
                    {"bad-option",
                     option,
                     {fmt::format("“{}”应为 字段=值", pair), fmt::format("'{}' must be field=value", pair)}});
            } else {
                out[pair.substr(0, equals)] = pair.substr(equals + 1);
            }
            if (comma == std::string::npos) {
                break;
            }
            start = comma + 1;
        }
    }
    if (!problems.empty()) {
        throw base::InputError(std::move(problems));
    }
    return out;
}

app::ImportOptions options_from(const ImportWords& words, const store::Store& store) {
    app::ImportOptions options;
    options.map = pairs_of("--map", words.map, true);
    options.set = pairs_of("--set", words.set, true);
    options.strict = words.strict;
    options.accept_repairs = words.accept_repairs;
    options.read.layer = words.layer;
    options.read.encoding = words.encoding;
    options.read.declared_epsg = app::parse_epsg(words.crs);
    options.read.jurisdiction = app::jurisdiction_box(store.settings());
    return options;
}

void tell_report(const app::ImportReport& report, const Audience& audience) {
    audience.tell({fmt::format("读取 {} 行，导入 {}，修复 {}，拒绝 {}", report.read,
                               report.committed ? report.taken : 0, report.repaired, report.refused),
                   fmt::format("rows read {}, taken {}, repaired {}, refused {}", report.read,
                               report.committed ? report.taken : 0, report.repaired, report.refused)});
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
    const auto store = store::open_store(words.store, store::Access::read_write);
    const std::vector<std::filesystem::path> files(words.files.begin(), words.files.end());
    const app::ImportReport report =
        app::import_files(*store, *app::parse_import_kind(words.kind), files, options_from(words, *store),
                          cancel_on_interrupt(), progress_line(audience, {"导入", "importing"}));
    tell_report(report, audience);
    if (!report.committed) {
        return Exit::failed;
    }
    return report.refused > 0 ? Exit::incomplete : Exit::done;
}

} // namespace

void add_import(CLI::App& app, Action& action) {
    CLI::App* command =
        app.add_subcommand("import", "add sites, zones, areas or applications from files 导入");
    const auto words = std::make_shared<ImportWords>();
    command->add_option("KIND", words->kind, "sites, zones, areas or applications")
        ->required()
        ->check(CLI::IsMember({"sites", "zones", "areas", "applications"}));
    command->add_option("STORE", words->store, "file.gpkg or postgresql://…")->required();
    command->add_option("FILE", words->files, "files to read")->required();
    command->add_option("--layer", words->layer, "layer of a file with several");
    command->add_option("--map", words->map, "field=column,…: where a field's values stand")
        ->allow_extra_args(false);
    command->add_option("--set", words->set, "field=value,…: the same value for every row")
        ->allow_extra_args(false);
    command->add_option("--crs", words->crs, "EPSG:n of the coordinates");
    command->add_option("--encoding", words->encoding, "text encoding");
    command->add_flag("--accept-repairs", words->accept_repairs, "agree to repairs over 0.1 % or 10 m²");
    command->add_flag("--strict", words->strict, "a refused or repaired row refuses everything");
    command->callback([words, &action] {
        action = [words](const Audience& audience) { return run_import(*words, audience); };
    });
}

} // namespace liangxian::cli
