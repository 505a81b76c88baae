// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/rules/law_register.hpp"

#include "core/base/number.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace liangxian::rules {
namespace {

constexpr int kMostArticles = 2000;

/// `1-101` names every article between; anything else is one name.
void add_articles(const JsonNode& node, const std::string& text, std::set<std::string>& articles,
                  Faults& faults) {
    const auto dash = text.find('-');
    const auto from = base::parse_number(text.substr(0, dash));
    const auto to = dash == std::string::npos ? std::nullopt : base::parse_number(text.substr(dash + 1));
    if (!from || !to) {
        articles.insert(text);
        return;
    }
    if (*from < 1 || *to < *from || *to > kMostArticles) {
        node.fault(
            faults, "bad-articles",
            {fmt::format("条文范围“{}”不成立", text), fmt::format("'{}' is no range of articles", text)});
        return;
    }
    for (int i = static_cast<int>(*from); i <= static_cast<int>(*to); ++i) {
        articles.insert(std::to_string(i));
    }
}

LawVersion read_version(const JsonNode& node, Faults& faults) {
    LawVersion out;
    if (!node.is_object_of({"version", "from", "to", "articles"}, faults)) {
        return out;
    }
    out.version = node.required_string("version", faults);
    out.in_force = {node.date("from", faults), node.date("to", faults)};
    for (const std::string& text : node.strings("articles", faults)) {
        add_articles(node.at("articles"), text, out.articles, faults);
    }
    if (out.articles.empty()) {
        node.fault(faults, "no-articles", {"没有列出条文（articles）", "no articles are listed"});
    }
    return out;
}

/// Two texts of one law never stand side by side.
void check_spans(const JsonNode& node, const Law& law, Faults& faults) {
    for (std::size_t i = 1; i < law.versions.size(); ++i) {
        const auto& before = law.versions[i - 1].in_force;
        const auto& after = law.versions[i].in_force;
        if (!before.to || !after.from || *after.from <= *before.to) {
            node.fault(faults, "overlapping-versions",
                       {fmt::format("《{}》的两个版本施行期相互重叠", law.id),
                        fmt::format("two versions of {} are in force on the same day", law.id)});
        }
    }
}

Law read_law(const JsonNode& node, Faults& faults) {
    Law law;
    if (!node.is_object_of({"id", "title", "versions"}, faults)) {
        return law;
    }
    law.id = node.required_string("id", faults);
    law.title = node.text("title", true, faults);
    for (const JsonNode& version : node.array("versions", true, faults)) {
        law.versions.push_back(read_version(version, faults));
    }
    check_spans(node, law, faults);
    return law;
}

} // namespace

LawRegister LawRegister::read(const std::filesystem::path& file, Faults& faults) {
    LawRegister out;
    const auto document = LocatedJson::read(file, faults);
    if (!document) {
        return out;
    }
    const JsonNode root(*document);
    root.is_object_of({"comment", "laws"}, faults);
    for (const JsonNode& node : root.array("laws", true, faults)) {
        Law law = read_law(node, faults);
        if (out.find(law.id) != nullptr) {
            node.fault(faults, "duplicate-law",
                       {fmt::format("《{}》登记了两次", law.id),
                        fmt::format("{} stands in the register twice", law.id)});
        }
        out.m_laws.push_back(std::move(law));
    }
    return out;
}

const Law* LawRegister::find(const std::string& id) const {
    const auto found =
        std::find_if(m_laws.begin(), m_laws.end(), [&](const Law& law) { return law.id == id; });
    return found == m_laws.end() ? nullptr : &*found;
}

const LawVersion* LawRegister::find(const std::string& id, const std::string& version) const {
    const Law* law = find(id);
    if (law == nullptr) {
        return nullptr;
    }
    const auto found = std::find_if(law->versions.begin(), law->versions.end(),
                                    [&](const LawVersion& v) { return v.version == version; });
    return found == law->versions.end() ? nullptr : &*found;
}

bool LawRegister::has_article(const LawVersion& version, const std::string& article) {
    return version.articles.count(article) != 0 ||
           version.articles.count(article.substr(0, article.find('.'))) != 0;
}

} // namespace liangxian::rules
