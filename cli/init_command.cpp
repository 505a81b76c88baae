// SPDX-License-Identifier: GPL-2.0-or-later
#include "cli/commands.hpp"
#include "cli/interrupt.hpp"
#include "core/app/demo.hpp"
#include "core/app/jurisdiction.hpp"
#include "core/store/store.hpp"

#include <fmt/format.h>

#include <memory>

namespace liangxian::cli {
namespace {

struct InitWords {
    std::string store;
    bool demo = false;
    std::string jurisdiction;
};

Exit run_init(const InitWords& words, const Audience& audience) {
    store::Settings settings;
    settings.jurisdiction_wkb = app::jurisdiction_wkb(words.jurisdiction);
    settings.is_demonstration = words.demo;
    if (words.demo) {
        app::create_demo_store(words.store, settings, cancel_on_interrupt());
        audience.tell({fmt::format("已建库并载入示例数据（示意，非法定）：{}", words.store),
                       fmt::format("store made with the demonstration data (illustrative, not legal): {}",
                                   words.store)});
    } else {
        store::create_store(words.store, settings);
        audience.tell({fmt::format("已建库：{}", words.store), fmt::format("store made: {}", words.store)});
    }
    return Exit::done;
}

} // namespace

void add_init(CLI::App& app, const Audience& audience, Action& action) {
    const auto say = [&audience](const char* zh, const char* en) { return audience.say({zh, en}); };
    CLI::App* command = app.add_subcommand("init", say("建库", "make a new store 建库"));
    const auto words = std::make_shared<InitWords>();
    command
        ->add_option(
            "STORE", words->store,
            say("file.gpkg 或 postgresql://…；不能已经存在", "file.gpkg or postgresql://…; must not exist"))
        ->required();
    command->add_flag("--demo", words->demo, say("载入示例数据", "load the demonstration data"));
    command->add_option("--jurisdiction", words->jurisdiction,
                        say("管辖范围：只有一个面的文件，或 none；默认中国范围",
                            "a file of one polygon, or none; default: China's bounds"));
    command->callback(
        [words, &action] { action = [words](const Audience& reader) { return run_init(*words, reader); }; });
}

} // namespace liangxian::cli
