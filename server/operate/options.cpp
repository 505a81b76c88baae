// SPDX-License-Identifier: GPL-2.0-or-later
#include "server/operate/options.hpp"

#include "core/base/error.hpp"
#include "core/base/file.hpp"
#include "core/base/parallel.hpp"
#include "server/operate/settings.hpp"

#include <CLI/CLI.hpp>

#include <boost/asio/ip/address.hpp>

#include <algorithm>
#include <string_view>

namespace liangxian::operate {
namespace {

constexpr std::size_t kConfigLimit = std::size_t{1} << 20;

/// `STORE.public.gpkg` beside the embedded store; a shared one is no file.
std::filesystem::path public_data_beside(const std::string& store) {
    return store.empty() || store.find("://") != std::string::npos ? std::string() : store + ".public.gpkg";
}

bool is_beyond_this_machine(const ServeOptions& options) {
    boost::system::error_code bad;
    const auto address = boost::asio::ip::make_address(options.http.address, bad);
    return !bad && !address.is_loopback();
}

bool has_tls_proxy(const ServeOptions& options) {
    return !options.trusted_proxies.empty() && options.http.public_url.rfind("https://", 0) == 0;
}

/// What was said of a setting last, as it was said.
std::string where_of(const std::vector<Said>& all, const std::string& name) {
    const auto found =
        std::find_if(all.rbegin(), all.rend(), [&name](const Said& said) { return said.name == name; });
    return found == all.rend() ? "--" + name : found->where;
}

/// What is wrong with the whole, each setting being right.
base::Problems faults_together(const ServeOptions& options, const std::vector<Said>& all) {
    base::Problems out;
    if (options.store.empty()) {
        out.push_back(
            {"store-missing",
             "STORE",
             {"没有指明库：写在命令行，或在配置文件中写 store = …",
              "no store is named: on the command line, or by store = … in the configuration file"}});
    } else if (options.public_data.empty()) {
        out.push_back(
            {"bad-option",
             "--public-data",
             {"共享库需要指明公开数据集的文件", "a shared store needs a file for its public data set"}});
    }
    if (is_beyond_this_machine(options) && !options.insecure_http && !has_tls_proxy(options)) {
        out.push_back(
            {"listener-not-safe",
             where_of(all, "listen"),
             {"只在本机地址提供明文 HTTP；对外请在前面放置 TLS 代理并写明 --trusted-proxy 和 "
              "--public-url https://…，或明示 --insecure-http",
              "plain HTTP is served to this machine only; put a TLS proxy in front and name it with "
              "--trusted-proxy and --public-url https://…, or say --insecure-http"}});
    }
    return out;
}

/// What stands on the command line.
struct Words {
    std::vector<Said> said;
    std::string config;
};

Words words_of(int argc, const char* const* argv) {
    CLI::App app{"liangxian-server"};
    Words out;
    std::string language;
    std::vector<std::string> store;
    app.add_option("STORE", store)->expected(0, 1);
    app.add_option("--config", out.config);
    app.add_option("--lang", language)->check(CLI::IsMember({"zh", "en"}));
    std::vector<std::vector<std::string>> values(settings().size());
    for (std::size_t i = 0; i < values.size(); ++i) {
        const Setting& setting = settings()[i];
        const std::string option = std::string("--") + setting.name;
        if (setting.is_flag) {
            app.add_flag_callback(option, [&values, i] { values[i] = {"true"}; });
        } else {
            app.add_option(option, values[i])->allow_extra_args(false);
        }
    }
    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        throw base::UsageError({{"bad-option", "", {error.what(), error.what()}}});
    }
    for (const std::string& word : store) {
        out.said.push_back({"store", word, "STORE"});
    }
    for (std::size_t i = 0; i < values.size(); ++i) {
        const std::string name = settings()[i].name;
        for (const std::string& value : values[i]) {
            out.said.push_back({name, value, "--" + name + " " + value});
        }
    }
    return out;
}

void add(base::Problems& to, const base::Problems& more) { to.insert(to.end(), more.begin(), more.end()); }

/// What the file says and the command line does not; of what may repeat the command line says all, but for
/// limits, which it says one by one.
std::vector<Said> merged(const std::vector<Said>& file, const std::vector<Said>& words) {
    std::vector<Said> out;
    const auto is_said_again = [&words](const Said& said) {
        return std::any_of(words.begin(), words.end(), [&said](const Said& one) {
            return one.name == said.name && said.name != "rate-limit";
        });
    };
    std::copy_if(file.begin(), file.end(), std::back_inserter(out),
                 [&](const Said& said) { return !is_said_again(said); });
    out.insert(out.end(), words.begin(), words.end());
    return out;
}

} // namespace

base::Language language_said(int argc, const char* const* argv) {
    for (int i = 1; i + 1 < argc; ++i) {
        if (std::string_view(argv[i]) == "--lang" && std::string_view(argv[i + 1]) == "zh") {
            return base::Language::zh;
        }
    }
    return base::Language::en;
}

ServeOptions serve_options(int argc, const char* const* argv) {
    const Words words = words_of(argc, argv);
    base::Problems faults;
    std::vector<Said> file;
    if (!words.config.empty()) {
        file = config_lines(base::read_file(words.config, kConfigLimit), words.config, faults);
        ServeOptions tried; // what the command line says otherwise must be right, too
        add(faults, take_settings(tried, file));
    }
    ServeOptions out;
    out.http.threads = base::processor_count();
    out.language = language_said(argc, argv);
    ServeOptions unused;
    add(faults, take_settings(unused, words.said));
    const std::vector<Said> all = merged(file, words.said);
    take_settings(out, all);
    if (out.public_data.empty()) {
        out.public_data = public_data_beside(out.store);
    }
    add(faults, faults_together(out, all));
    if (!faults.empty()) {
        throw base::UsageError(std::move(faults));
    }
    return out;
}

bool is_for_proxies_only(const ServeOptions& options) {
    return is_beyond_this_machine(options) && !options.insecure_http;
}

} // namespace liangxian::operate
