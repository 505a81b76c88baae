// SPDX-License-Identifier: GPL-2.0-or-later
#include "server/pages/base_map.hpp"

#include "core/base/error.hpp"
#include "core/base/file.hpp"

#include <nlohmann/json.hpp>

#include <regex>
#include <set>

namespace liangxian::pages {
namespace {

using nlohmann::json;

constexpr std::size_t kLargestFileBytes = 64 << 10;
constexpr int kDeepest = 22;

class Reader {
public:
    explicit Reader(std::string file) : m_file(std::move(file)) {}

    BaseMap read(const json& in) {
        BaseMap out;
        if (!in.is_object()) {
            tell("", {"应为 JSON 对象", "must be a JSON object"});
        } else {
            refuse_unknown(in);
            take_url(in.value("url", json()), out);
            out.title = text_of(in, "title", true);
            out.attribution = text_of(in, "attribution", false);
            take_grid(in.value("grid", json("w")), out);
            take_zoom(in.value("max_zoom", json(out.max_zoom)), out);
        }
        if (!m_problems.empty()) {
            throw base::InputError(std::move(m_problems));
        }
        return out;
    }

private:
    void tell(const std::string& member, const base::Text& text) {
        m_problems.push_back({"bad-base-map", m_file + (member.empty() ? "" : ": " + member), text});
    }

    void refuse_unknown(const json& in) {
        static const std::set<std::string> known{"url", "title", "attribution", "grid", "max_zoom"};
        for (const auto& [name, value] : in.items()) {
            if (known.count(name) == 0) {
                tell(name, {"没有这个成员", "there is no such member"});
            }
        }
    }

    /// The origin goes into a header: nothing but letters, digits and what a host and port are written with.
    void take_url(const json& in, BaseMap& out) {
        static const std::regex elsewhere("(https?://[A-Za-z0-9.-]+(:[0-9]{1,5})?)/[!-~]*");
        static const std::regex own("/[!-~]*");
        out.url = in.is_string() ? in.get<std::string>() : "";
        std::smatch found;
        const bool is_url = std::regex_match(out.url, found, elsewhere);
        const auto holds = [&out](const char* word) { return out.url.find(word) != std::string::npos; };
        if ((!is_url && !std::regex_match(out.url, own)) || !holds("{z}") || !holds("{x}") || !holds("{y}")) {
            tell("url", {"应为含 {z}、{x}、{y} 的 http(s) 地址或本站路径",
                         "must be an http(s) address or a path of this server with {z}, {x} and {y}"});
        } else if (is_url) {
            out.origin = found[1];
        }
    }

    base::Text text_of(const json& in, const char* name, bool is_needed) {
        const json value = in.value(name, json());
        const auto part = [&value](const char* language) {
            const auto found = value.is_object() ? value.find(language) : value.end();
            return value.is_object() && found != value.end() && found->is_string() ? found->get<std::string>()
                                                                                   : std::string();
        };
        base::Text out{part("zh"), part("en")};
        if ((is_needed || !value.is_null()) && (out.zh.empty() || out.en.empty())) {
            tell(name, {"应有 zh 和 en 两种文字", "must have the texts zh and en"});
        }
        return out;
    }

    void take_grid(const json& in, BaseMap& out) {
        if (in == "w" || in == "c") {
            out.grid = in.get<std::string>().front();
        } else {
            tell("grid", {"应为 w 或 c", "must be w or c"});
        }
    }

    void take_zoom(const json& in, BaseMap& out) {
        if (in.is_number_integer() && in >= 1 && in <= kDeepest) {
            out.max_zoom = in.get<int>();
        } else {
            tell("max_zoom", {"应为 1 至 22 的整数", "must be a whole number from 1 to 22"});
        }
    }

    std::string m_file;
    base::Problems m_problems;
};

} // namespace

BaseMap read_base_map(const std::filesystem::path& file) {
    const std::string bytes = base::read_file(file, kLargestFileBytes);
    return Reader(file.filename().string()).read(json::parse(bytes, nullptr, false));
}

} // namespace liangxian::pages
