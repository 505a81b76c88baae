// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/rules/rule_pack.hpp"

#include "core/base/canonical_json.hpp"
#include "core/base/digest.hpp"
#include "core/rules/application_kind.hpp"
#include "core/rules/authority.hpp"
#include "core/rules/facts.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

namespace liangxian::rules {
namespace {

using nlohmann::json;

const std::set<std::string> kPackKeys = {"schema", "id", "version", "title", "comment", "rules"};
const std::set<std::string> kRuleKeys = {"id",   "refines", "title", "valid_from", "valid_to", "when",
                                         "then", "by_level", "basis", "status",     "source"};
const std::set<std::string> kWhenKeys = {"level", "zone", "class", "kind", "place", "site_name_contains", "fact"};
const std::set<std::string> kThenKeys = {"action", "authority", "office", "consent_first", "item",
                                         "term_workdays", "archaeology", "because", "note"};

bool is_zone_word(const std::string& word) {
    return word == "body" || zone::parse_zone_kind(word) || zone::parse_area_kind(word);
}

/// Reads one pack; every fault goes to the list with the line of the rule it is in.
class PackReader {
public:
    PackReader(const PackFile& file, const LawRegister& laws, Faults& faults)
        : m_file(file), m_laws(laws), m_faults(faults) {}

    RulePack read() {
        const json& pack = m_file.json();
        RulePack out;
        check_keys(pack, kPackKeys, "pack");
        out.state = {text(pack, "id"), text(pack, "version"),
                     base::sha256_hex(base::canonical_json(pack))};
        out.title = words(pack, "title");
        if (out.state.id.empty() || out.state.version.empty()) {
            fault("a pack needs an id and a version");
        }
        for (const json& rule : pack.value("rules", json::array())) {
            read_rule(rule, out);
        }
        return out;
    }

private:
    void fault(const std::string& what) { m_faults.add(m_file.name(), m_line, what); }

    void check_keys(const json& object, const std::set<std::string>& known, const char* what) {
        if (!object.is_object()) {
            fault(fmt::format("{} is not an object", what));
            return;
        }
        for (const auto& item : object.items()) {
            if (known.count(item.key()) == 0) {
                fault(fmt::format("{}: the key '{}' is not known", what, item.key()));
            }
        }
    }

    std::string text(const json& object, const char* name) {
        const auto found = object.find(name);
        if (found == object.end() || found->is_null()) {
            return "";
        }
        if (!found->is_string()) {
            fault(fmt::format("{} is not a string", name));
            return "";
        }
        return found->get<std::string>();
    }

    base::Text words(const json& object, const char* name) {
        const auto found = object.find(name);
        if (found == object.end()) {
            return {};
        }
        if (!found->is_object() || !found->contains("zh") || !found->contains("en")) {
            fault(fmt::format("{} needs zh and en", name));
            return {};
        }
        return {text(*found, "zh"), text(*found, "en")};
    }

    /// A list of words, each of which must be known.
    template <typename IsKnown>
    std::vector<std::string> list(const json& object, const char* name, IsKnown&& is_known) {
        std::vector<std::string> out;
        for (const json& word : object.value(name, json::array())) {
            if (!word.is_string() || !is_known(word.get<std::string>())) {
                fault(fmt::format("{}: {} is not known", name, word.dump()));
            } else {
                out.push_back(word.get<std::string>());
            }
        }
        return out;
    }

    std::optional<base::Date> date(const json& object, const char* name) {
        const std::string words_of_date = text(object, name);
        const auto out = base::Date::parse(words_of_date);
        if (!words_of_date.empty() && !out) {
            fault(fmt::format("{}: '{}' is no date", name, words_of_date));
        }
        return out;
    }

    Condition condition(const json& when) {
        const auto any = [](const std::string&) { return true; };
        check_keys(when, kWhenKeys, "when");
        Condition out;
        out.levels = list(when, "level", [](const std::string& w) { return zone::parse_level(w).has_value(); });
        out.zone_kinds = list(when, "zone", is_zone_word);
        out.zone_classes = list(when, "class", any);
        out.kinds = list(when, "kind", [](const std::string& w) { return is_known_kind(w); });
        out.places = list(when, "place", any);
        out.site_name_contains = list(when, "site_name_contains", any);
        const json facts = when.value("fact", json::object());
        for (const auto& [name, value] : facts.items()) {
            const auto& keys = fact_keys();
            if (std::none_of(keys.begin(), keys.end(), [&name](const FactKey& k) { return k.name == name; })) {
                fault(fmt::format("fact '{}' is not known", name));
            }
            out.facts[name] = value;
        }
        return out;
    }

    std::optional<result::ApprovalItem> item(const json& then) {
        const auto found = then.find("item");
        if (found == then.end() || found->is_null()) {
            return std::nullopt;
        }
        check_keys(*found, {"document", "list", "number", "name"}, "item");
        return result::ApprovalItem{text(*found, "document"), text(*found, "list"), text(*found, "number"),
                                    text(*found, "name")};
    }

    std::optional<ArchaeologyOutcome> archaeology(const json& then) {
        const std::string status = text(then, "archaeology");
        if (status.empty()) {
            return std::nullopt;
        }
        if (status != "required" && status != "by-judgement") {
            fault(fmt::format("archaeology: '{}' is neither required nor by-judgement", status));
        }
        return ArchaeologyOutcome{status == "required" ? result::ArchaeologyStatus::required
                                                       : result::ArchaeologyStatus::by_judgement,
                                  words(then, "because")};
    }

    void read_then(const json& then, Rule& rule) {
        check_keys(then, kThenKeys, "then");
        const auto is_authority = [](const std::string& w) { return authority_of(w).has_value(); };
        if (then.contains("action")) {
            rule.action = text(then, "action");
        }
        if (then.contains("authority")) {
            rule.authority = text(then, "authority");
        }
        rule.office = then.contains("office") ? text(then, "office") : rule.office;
        if (then.contains("consent_first")) {
            rule.consent_first = list(then, "consent_first", is_authority);
        }
        if (auto given = item(then)) {
            rule.item = std::move(given);
        }
        if (then.contains("term_workdays") && then["term_workdays"].is_number_integer()) {
            rule.term_workdays = then["term_workdays"].get<int>();
        }
        if (auto given = archaeology(then)) {
            rule.archaeology = std::move(given);
        }
        if (then.contains("note")) {
            rule.note = words(then, "note");
        }
    }

    std::vector<result::Basis> basis(const json& rule, const base::DateSpan& valid) {
        std::vector<result::Basis> out;
        for (const json& given : rule.value("basis", json::array())) {
            const result::Basis b{text(given, "law"), text(given, "article"), text(given, "version")};
            const LawVersion* law = m_laws.find(b.law, b.version);
            if (law == nullptr || law->articles.count(b.article) == 0) {
                fault(fmt::format("{} ({}) article {} is not in the law register", b.law, b.version, b.article));
            } else if (valid.from && !law->in_force.contains(*valid.from)) {
                fault(fmt::format("{} ({}) was not in force on {}", b.law, b.version, valid.from->to_string()));
            }
            out.push_back(b);
        }
        if (out.empty()) {
            fault("a rule needs a basis");
        }
        return out;
    }

    void check_rule(const Rule& rule) {
        if (!m_ids.insert(rule.id).second) {
            fault(fmt::format("the rule id '{}' is repeated", rule.id));
        }
        if (!rule.action.empty() && !is_known_action(rule.action)) {
            fault(fmt::format("the action '{}' is not known", rule.action));
        }
        if (rule.refines.empty() && !rule.action.empty() && !authority_of(rule.authority)) {
            fault(fmt::format("the authority '{}' is not known", rule.authority));
        }
        if (rule.refines.empty() && rule.action.empty() && !rule.archaeology) {
            fault("a rule needs an action or an archaeology");
        }
        if (rule.valid.from && rule.valid.to && *rule.valid.to < *rule.valid.from) {
            fault("valid_to lies before valid_from");
        }
    }

    /// One rule, or one per row of its `by_level` table, named `id/level`.
    void read_rule(const json& json_rule, RulePack& pack) {
        const std::string id = json_rule.is_object() ? json_rule.value("id", "") : "";
        m_line = m_file.line_of_id(id);
        check_keys(json_rule, kRuleKeys, "rule");
        if (id.empty()) {
            fault("a rule needs an id");
            return;
        }
        Rule rule;
        rule.id = id;
        rule.refines = text(json_rule, "refines");
        rule.title = words(json_rule, "title");
        rule.valid = {date(json_rule, "valid_from"), date(json_rule, "valid_to")};
        rule.when = condition(json_rule.value("when", json::object()));
        read_then(json_rule.value("then", json::object()), rule);
        rule.basis = basis(json_rule, rule.valid);
        const std::string status = text(json_rule, "status");
        if (status != "verified" && status != "unverified") {
            fault(fmt::format("status '{}' is neither verified nor unverified", status));
        }
        rule.verified = status == "verified";
        add_rows(json_rule, std::move(rule), pack);
    }

    void add_rows(const json& json_rule, Rule rule, RulePack& pack) {
        const json rows = json_rule.value("by_level", json::object());
        if (rows.empty()) {
            check_rule(rule);
            pack.rules.push_back(std::move(rule));
            return;
        }
        for (const auto& [level, row] : rows.items()) {
            Rule of_level = rule;
            if (!zone::parse_level(level)) {
                fault(fmt::format("by_level: '{}' is no level", level));
            }
            of_level.id = rule.id + "/" + level;
            of_level.when.levels = {level};
            json then = row;
            if (then.contains("status")) {
                of_level.verified = text(then, "status") == "verified";
                then.erase("status");
            }
            read_then(then, of_level);
            check_rule(of_level);
            pack.rules.push_back(std::move(of_level));
        }
    }

    const PackFile& m_file;
    const LawRegister& m_laws;
    Faults& m_faults;
    std::size_t m_line = 1;
    std::set<std::string> m_ids;
};

} // namespace

RulePack read_pack(const PackFile& file, const LawRegister& laws, Faults& faults) {
    return PackReader(file, laws, faults).read();
}

} // namespace liangxian::rules
