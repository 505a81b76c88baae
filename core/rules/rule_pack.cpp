// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/rules/rule_pack.hpp"

#include "core/base/canonical_json.hpp"
#include "core/base/digest.hpp"
#include "core/base/error.hpp"
#include "core/rules/rule_reader.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <regex>
#include <set>

namespace liangxian::rules {
namespace {

constexpr std::string_view kPackSchema = "liangxian/rule-pack/1";

std::vector<std::filesystem::path> pack_files_of(const std::filesystem::path& directory) {
    std::vector<std::filesystem::path> out;
    std::error_code error;
    for (const auto& entry : std::filesystem::directory_iterator(directory, error)) {
        if (entry.path().extension() == ".json") {
            out.push_back(entry.path());
        }
    }
    if (error || out.empty()) {
        throw base::RuleError("rules-not-found", {fmt::format("目录“{}”中没有规则包", directory.string()),
                                                  fmt::format("no rule packs in '{}'", directory.string())});
    }
    std::sort(out.begin(), out.end());
    return out;
}

void check_id(const JsonNode& node, const std::string& id, Faults& faults) {
    static const std::regex kebab("[a-z0-9]+(-[a-z0-9]+)*");
    if (!id.empty() && !std::regex_match(id, kebab)) {
        node.fault(faults, "bad-id",
                   {fmt::format("编号“{}”只能用小写字母、数字和连字符", id),
                    fmt::format("the id '{}' may only hold lower-case letters, digits and hyphens", id)});
    }
}

base::DateSpan read_validity(const JsonNode& node, Faults& faults) {
    base::DateSpan span{node.date("valid_from", faults), node.date("valid_to", faults)};
    if (span.from && span.to && *span.to < *span.from) {
        node.at("valid_to")
            .fault(faults, "bad-dates",
                   {fmt::format("valid_to（{}）早于 valid_from（{}）", span.to->to_string(),
                                span.from->to_string()),
                    fmt::format("valid_to ({}) is before valid_from ({})", span.to->to_string(),
                                span.from->to_string())});
    }
    return span;
}

void check_rule(const JsonNode& node, const Rule& rule, Faults& faults) {
    if (!rule.refines.empty()) {
        return;
    }
    if (!rule.action.empty() && rule.authority.empty()) {
        node.fault(faults, "missing-key",
                   {fmt::format("规则“{}”没有主管机关（authority）", rule.id),
                    fmt::format("the rule '{}' has no authority", rule.id)});
    }
    if (rule.action.empty() && !rule.archaeology) {
        node.fault(faults, "empty-rule",
                   {fmt::format("规则“{}”既无 action 也无 archaeology，不产生任何结果", rule.id),
                    fmt::format("the rule '{}' has neither an action nor an archaeology and says nothing",
                                rule.id)});
    }
}

/// One rule for each level of its table, named `id/level`, or the rule itself.
void add_rows(const JsonNode& node, Rule rule, RulePack& pack, Faults& faults) {
    if (!node.has("by_level")) {
        check_rule(node, rule, faults);
        pack.rules.push_back(std::move(rule));
        return;
    }
    for (const auto& [level, row] : node.at("by_level").members()) {
        Rule of_level = rule;
        of_level.where = row.where();
        if (!zone::parse_level(level) && level != "unknown") {
            row.fault(faults, "unknown-code",
                      {fmt::format("by_level 中的“{}”不是级别", level),
                       fmt::format("by_level: '{}' is no level", level)});
        }
        of_level.id = rule.id + "/" + level;
        of_level.when.levels = {level};
        read_consequence(row, of_level, faults);
        check_rule(row, of_level, faults);
        pack.rules.push_back(std::move(of_level));
    }
}

void read_rule(const JsonNode& node, const LawRegister& laws, RulePack& pack, Faults& faults) {
    if (!node.is_object_of({"id", "refines", "title", "valid_from", "valid_to", "when", "then", "by_level",
                            "basis", "status", "source"},
                           faults)) {
        return;
    }
    Rule rule;
    rule.where = node.where();
    rule.id = node.required_string("id", faults);
    check_id(node, rule.id, faults);
    rule.refines = node.strings("refines", faults);
    rule.title = node.text("title", true, faults);
    rule.valid = read_validity(node, faults);
    if (node.has("when")) {
        rule.when = read_condition(node.at("when"), faults);
    }
    rule.verified = read_status(node, faults);
    if (node.has("then")) {
        read_consequence(node.at("then"), rule, faults);
    }
    rule.basis = read_basis(node, rule.valid, laws, faults);
    add_rows(node, std::move(rule), pack, faults);
}

/// No rule speaks of a day its pack does not answer for.
void check_begin(const RulePack& pack, const Rule& rule, Faults& faults) {
    if (pack.valid_from && (!rule.valid.from || *rule.valid.from < *pack.valid_from)) {
        faults.add("before-pack", rule.where,
                   {fmt::format("规则“{}”的 valid_from 早于规则包的起始日 {}", rule.id,
                                pack.valid_from->to_string()),
                    fmt::format("the rule '{}' begins before its pack ({})", rule.id,
                                pack.valid_from->to_string())});
    }
}

/// Every pack id and every rule id stands once: answers name rules by id alone.
void check_ids(const std::vector<RulePack>& packs, Faults& faults) {
    std::map<std::string, std::string> pack_files;
    std::map<std::string, std::string> rule_places;
    for (const RulePack& pack : packs) {
        const auto [first_pack, fresh_pack] = pack_files.emplace(pack.state.id, pack.where);
        if (!fresh_pack) {
            faults.add(
                "duplicate-id", pack.where,
                {fmt::format("规则包编号“{}”已用于 {}", pack.state.id, first_pack->second),
                 fmt::format("the pack id '{}' is already used at {}", pack.state.id, first_pack->second)});
        }
        for (const Rule& rule : pack.rules) {
            const auto [first, fresh] = rule_places.emplace(rule.id, rule.where);
            if (!fresh) {
                faults.add("duplicate-id", rule.where,
                           {fmt::format("规则编号“{}”已用于 {}", rule.id, first->second),
                            fmt::format("the rule id '{}' is already used at {}", rule.id, first->second)});
            }
        }
    }
}

void check_refinements(const std::vector<RulePack>& packs, Faults& faults) {
    std::set<std::string> targets;
    for (const RulePack& pack : packs) {
        for (const Rule& rule : pack.rules) {
            if (rule.refines.empty() && !rule.action.empty()) {
                targets.insert(rule.id);
            }
        }
    }
    for (const RulePack& pack : packs) {
        for (const Rule& rule : pack.rules) {
            for (const std::string& target : rule.refines) {
                if (targets.count(target) == 0) {
                    faults.add("bad-refinement", rule.where,
                               {fmt::format("“{}”要细化的规则“{}”不存在，或不产生要求", rule.id, target),
                                fmt::format("'{}' refines '{}', which does not exist or asks for no act",
                                            rule.id, target)});
                }
            }
        }
    }
}

} // namespace

std::optional<RulePack> read_rule_pack(const std::filesystem::path& file, const LawRegister& laws,
                                       Faults& faults) {
    const auto document = LocatedJson::read(file, faults);
    if (!document) {
        return std::nullopt;
    }
    const JsonNode root(*document);
    if (!root.is_object_of({"schema", "id", "version", "title", "comment", "valid_from", "rules"}, faults)) {
        return std::nullopt;
    }
    if (root.required_string("schema", faults) != kPackSchema) {
        root.fault(
            faults, "unknown-schema",
            {fmt::format("schema 应为 {}", kPackSchema), fmt::format("schema must be {}", kPackSchema)});
    }
    RulePack pack;
    pack.where = root.where();
    pack.state = {root.required_string("id", faults), root.required_string("version", faults),
                  base::sha256_hex(base::canonical_json(document->root))};
    check_id(root, pack.state.id, faults);
    pack.title = root.text("title", true, faults);
    pack.valid_from = root.date("valid_from", faults);
    for (const JsonNode& node : root.array("rules", true, faults)) {
        read_rule(node, laws, pack, faults);
    }
    for (const Rule& rule : pack.rules) {
        check_begin(pack, rule, faults);
    }
    return pack;
}

std::vector<RulePack> read_rule_packs(const std::filesystem::path& directory, const LawRegister& laws,
                                      Faults& faults) {
    std::vector<RulePack> packs;
    for (const auto& path : pack_files_of(directory)) {
        if (auto pack = read_rule_pack(path, laws, faults)) {
            packs.push_back(std::move(*pack));
        }
    }
    std::stable_sort(packs.begin(), packs.end(),
                     [](const RulePack& a, const RulePack& b) { return a.state.id < b.state.id; });
    check_ids(packs, faults);
    check_refinements(packs, faults);
    return packs;
}

} // namespace liangxian::rules
