// SPDX-License-Identifier: GPL-2.0-or-later
#include "cli/commands.hpp"

#include <fmt/format.h>

#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <memory>
#include <utility>
#include <vector>

namespace liangxian::cli {
namespace {

struct ServeWords {
    std::string store;
    std::string config;
    std::string listen;
    std::string public_data;
    std::string public_url;
    std::string base_map;
    std::string threads;
    std::string tile_cache;
    bool insecure_http = false;
    std::vector<std::string> trusted_proxies;
    std::vector<std::string> rate_limits;
    std::vector<std::string> metrics_from;
};

std::vector<std::string> server_words(const ServeWords& words, const Audience& audience) {
    std::vector<std::string> out{"liangxian-server", "--lang",
                                 audience.language() == base::Language::zh ? "zh" : "en"};
    if (!words.store.empty()) {
        out.push_back(words.store);
    }
    for (const auto& [option, word] :
         {std::pair{"--config", &words.config}, std::pair{"--listen", &words.listen},
          std::pair{"--public-data", &words.public_data}, std::pair{"--public-url", &words.public_url},
          std::pair{"--base-map", &words.base_map}, std::pair{"--threads", &words.threads},
          std::pair{"--tile-cache", &words.tile_cache}}) {
        if (!word->empty()) {
            out.insert(out.end(), {option, *word});
        }
    }
    for (const auto& [option, all] :
         {std::pair{"--trusted-proxy", &words.trusted_proxies}, std::pair{"--rate-limit", &words.rate_limits},
          std::pair{"--metrics-from", &words.metrics_from}}) {
        for (const std::string& word : *all) {
            out.insert(out.end(), {option, word});
        }
    }
    if (words.insecure_http) {
        out.emplace_back("--insecure-http");
    }
    return out;
}

/// This process becomes the server, which is a program of its own beside this one: MapServer and the rest of
/// what it links would make every other command slow.
Exit run_serve(const ServeWords& words, const Audience& audience) {
    std::vector<std::string> all = server_words(words, audience);
    std::vector<char*> argv;
    for (std::string& word : all) {
        argv.push_back(word.data());
    }
    argv.push_back(nullptr);
    const auto program = std::filesystem::canonical("/proc/self/exe").parent_path() / "liangxian-server";
    ::execv(program.c_str(), argv.data());
    audience.complain(base::Problem{"server-not-installed",
                                    program.string(),
                                    {fmt::format("无法启动：{}", std::strerror(errno)),
                                     fmt::format("cannot be started: {}", std::strerror(errno))}});
    return Exit::failed;
}

} // namespace

void add_serve(CLI::App& app, const Audience& audience, Action& action) {
    const auto say = [&audience](const char* zh, const char* en) { return audience.say({zh, en}); };
    CLI::App* command = app.add_subcommand(
        "serve",
        say("一张图服务：把已公布且可公开的两线提供给网页地图和其他系统",
            "the one-map server: announced lines that may be public, for web maps and other systems 服务"));
    const auto words = std::make_shared<ServeWords>();
    command->add_option("STORE", words->store,
                        say("库；可改写在配置文件中", "the store; may stand in the configuration file"));
    command->add_option(
        "--config", words->config,
        say("配置文件，每行 键 = 值，键名同各选项；命令行优先",
            "configuration file, lines KEY = VALUE with the names of the options; the command "
            "line wins"));
    command->add_option("--listen", words->listen,
                        say("监听的 地址:端口，默认 127.0.0.1:8080；端口 0 为任一空闲端口",
                            "ADDRESS:PORT to listen on, 127.0.0.1:8080; port 0: any that is free"));
    command->add_option("--public-data", words->public_data,
                        say("公开数据集的文件；默认在库文件旁，名为 库名.public.gpkg",
                            "file of the public data set; default: beside the store, STORE.public.gpkg"));
    command->add_option("--public-url", words->public_url,
                        say("前置代理对外的地址，用于链接，如 https://map.example.cn",
                            "address of the proxy in front, for links, like https://map.example.cn"));
    command->add_option("--base-map", words->base_map,
                        say("描述网页底图的 JSON 文件；默认没有底图",
                            "JSON file that describes the base map of the page; default: none"));
    command->add_option("--threads", words->threads,
                        say("线程数；默认为处理器数", "threads; default: processors"));
    command->add_option("--tile-cache", words->tile_cache,
                        say("瓦片缓存的大小，MiB；默认 256", "size of the cache of tiles, MiB; default 256"));
    command
        ->add_option("--metrics-from", words->metrics_from,
                     say("除本机外可以读取 /metrics 的 IP 地址；可重复给出",
                         "IP address that may read /metrics besides this machine; may be repeated"))
        ->allow_extra_args(false);
    command
        ->add_option(
            "--trusted-proxy", words->trusted_proxies,
            say("前置代理的 IP 地址，相信它的 X-Forwarded-For；可重复给出",
                "IP address of a proxy in front, whose X-Forwarded-For is believed; may be repeated"))
        ->allow_extra_args(false);
    command
        ->add_option(
            "--rate-limit", words->rate_limits,
            say("每个地址和账户的限速，如 check=20:200（每秒:最多连发）；类别 other、map、check、sign-in",
                "limits of each address and account, like check=20:200 (per second:burst); other, map, "
                "check or sign-in; may be repeated"))
        ->allow_extra_args(false);
    command->add_flag(
        "--insecure-http", words->insecure_http,
        say("允许在本机以外的地址提供明文 HTTP", "allow plain HTTP on addresses beyond this machine"));
    command->callback(
        [words, &action] { action = [words](const Audience& reader) { return run_serve(*words, reader); }; });
}

} // namespace liangxian::cli
