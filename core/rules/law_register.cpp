// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/rules/law_register.hpp"

#include "core/base/error.hpp"
#include "core/rules/pack_file.hpp"

#include <fmt/format.h>

namespace liangxian::rules {
namespace {

std::optional<base::Date> date_member(const nlohmann::json& object, const char* name, const PackFile& file,
                                      std::size_t line, Faults& faults) {
    const auto found = object.find(name);
    if (found == object.end() || found->is_null()) {
        return std::nullopt;
    }
    const auto date = found->is_string() ? base::Date::parse(found->get<std::string>()) : std::nullopt;
    if (!date) {
        faults.add(file.name(), line, fmt::format("{} is no date", name));
    }
    return date;
}

LawVersion read_version(const nlohmann::json& json, const PackFile& file, std::size_t line, Faults& faults) {
    LawVersion out;
    out.in_force = {date_member(json, "from", file, line, faults), date_member(json, "to", file, line, faults)};
    for (const auto& article : json.value("articles", nlohmann::json::array())) {
        if (article.is_string()) {
            out.articles.insert(article.get<std::string>());
        } else {
            faults.add(file.name(), line, "an article is not a string");
        }
    }
    if (out.articles.empty()) {
        faults.add(file.name(), line, "no articles are listed");
    }
    return out;
}

} // namespace

LawRegister LawRegister::load(const std::filesystem::path& path) {
    const PackFile file(path);
    Faults faults;
    LawRegister out;
    for (const auto& law : file.json().value("laws", nlohmann::json::array())) {
        const std::string id = law.value("id", "");
        const std::size_t line = file.line_of_id(id);
        if (id.empty() || out.m_laws.count(id) != 0) {
            faults.add(file.name(), line, fmt::format("the law id '{}' is missing or repeated", id));
            continue;
        }
        for (const auto& version : law.value("versions", nlohmann::json::array())) {
            out.m_laws[id][version.value("version", "")] = read_version(version, file, line, faults);
        }
    }
    faults.throw_if_any();
    return out;
}

const LawVersion* LawRegister::find(const std::string& law, const std::string& version) const {
    const auto found = m_laws.find(law);
    if (found == m_laws.end()) {
        return nullptr;
    }
    const auto text = found->second.find(version);
    return text == found->second.end() ? nullptr : &text->second;
}

} // namespace liangxian::rules
