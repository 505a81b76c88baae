// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/rules/rule_book.hpp"

#include "core/base/error.hpp"
#include "core/rules/archaeology.hpp"
#include "core/rules/authority.hpp"
#include "core/rules/law_register.hpp"
#include "core/rules/rule_match.hpp"
#include "core/rules/rule_pack.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

namespace liangxian::rules {
namespace {

std::vector<std::filesystem::path> pack_files(const std::filesystem::path& directory) {
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

base::Text because_of(const result::Finding& finding) {
    const auto kind = zone::parse_zone_kind(finding.zone_kind);
    const auto area = zone::parse_area_kind(finding.zone_kind);
    const base::Text& name = kind && finding.site_id ? zone::name_of(*kind)
                             : area                  ? zone::name_of(*area)
                                                     : zone::name_of(zone::ZoneKind::body);
    const base::Text& relation = result::name_of(finding.relation);
    return {fmt::format("与{}的{}{}", finding.site_name, name.zh, relation.zh),
            fmt::format("{} the {} of {}", relation.en, name.en, finding.site_name)};
}

result::Requirement requirement_of(const Rule& rule) {
    result::Requirement out;
    out.id = rule.id;
    out.rule_id = rule.id;
    out.action = rule.action;
    out.authority = *authority_of(rule.authority);
    out.authority.office = rule.office;
    for (const std::string& code : rule.consent_first) {
        out.consent_first.push_back(*authority_of(code));
    }
    out.item = rule.item;
    out.term_workdays = rule.term_workdays;
    out.basis = rule.basis;
    out.verified = rule.verified;
    out.note = rule.note;
    return out;
}

/// Fills in what a place knows better about a requirement the nation asks for.
void refine(const Rule& rule, result::Requirement& requirement) {
    if (!rule.office.empty()) {
        requirement.authority.office = rule.office;
    }
    if (rule.item) {
        requirement.item = rule.item;
    }
    if (rule.term_workdays) {
        requirement.term_workdays = rule.term_workdays;
    }
    requirement.basis.insert(requirement.basis.end(), rule.basis.begin(), rule.basis.end());
    if (!rule.note.empty()) {
        requirement.note = rule.note;
    }
}

} // namespace

struct RuleBook::Impl {
    std::vector<RulePack> packs;
    std::vector<result::PackState> states;

    template <typename Visit>
    void for_each_rule(bool refining, Visit&& visit) const {
        for (const RulePack& pack : packs) {
            for (const Rule& rule : pack.rules) {
                if (rule.refines.empty() != refining) {
                    visit(rule);
                }
            }
        }
    }
};

RuleBook::RuleBook(std::unique_ptr<Impl> impl) : m_impl(std::move(impl)) {}
RuleBook::~RuleBook() = default;
RuleBook::RuleBook(RuleBook&&) noexcept = default;
RuleBook& RuleBook::operator=(RuleBook&&) noexcept = default;

RuleBook RuleBook::load(const std::filesystem::path& rules_directory, const std::filesystem::path& law_directory) {
    const LawRegister laws = LawRegister::load(law_directory / "register.json");
    auto impl = std::make_unique<Impl>();
    Faults faults;
    std::set<std::string> ids;
    for (const auto& path : pack_files(rules_directory)) {
        const PackFile file(path);
        impl->packs.push_back(read_pack(file, laws, faults));
        for (const Rule& rule : impl->packs.back().rules) {
            if (!ids.insert(rule.id).second) {
                faults.add(file.name(), file.line_of_id(rule.id),
                           fmt::format("the rule id '{}' stands in another pack, too", rule.id));
            }
        }
    }
    for (const RulePack& pack : impl->packs) {
        for (const Rule& rule : pack.rules) {
            if (!rule.refines.empty() && ids.count(rule.refines) == 0) {
                faults.add(pack.state.id, 1, fmt::format("'{}' refines '{}', which does not exist", rule.id, rule.refines));
            }
        }
    }
    faults.throw_if_any();
    std::sort(impl->packs.begin(), impl->packs.end(),
              [](const RulePack& a, const RulePack& b) { return a.state.id < b.state.id; });
    for (const RulePack& pack : impl->packs) {
        impl->states.push_back(pack.state);
    }
    return RuleBook(std::move(impl));
}

const std::vector<result::PackState>& RuleBook::packs() const { return m_impl->states; }

namespace {

/// One evaluation: rules in the order of their packs, findings in theirs.
class Evaluation {
public:
    explicit Evaluation(const RuleInput& input) : m_input(input) {
        m_out.requirement_ids_by_finding.resize(input.findings->size());
    }

    void fire(const Rule& rule) {
        if (!fits_application(rule, m_input)) {
            return;
        }
        std::vector<std::size_t> on;
        for (std::size_t i = 0; i < m_input.findings->size(); ++i) {
            const result::Finding& finding = (*m_input.findings)[i];
            if (is_legal_contact(finding) && fits_finding(rule, finding)) {
                on.push_back(i);
            }
        }
        if (on.empty() && needs_finding(rule)) {
            return;
        }
        if (rule.archaeology) {
            m_archaeology.push_back(*rule.archaeology);
        }
        if (!rule.action.empty()) {
            require(rule, on);
        }
    }

    void refine_with(const Rule& rule) {
        if (!fits_application(rule, m_input)) {
            return;
        }
        for (result::Requirement& requirement : m_out.requirements) {
            if (requirement.rule_id == rule.refines) {
                refine(rule, requirement);
            }
        }
    }

    RuleOutcome finish() {
        m_out.archaeology = archaeology_of(m_archaeology, m_input);
        warn_of_heights();
        return std::move(m_out);
    }

private:
    void require(const Rule& rule, const std::vector<std::size_t>& on) {
        result::Requirement requirement = requirement_of(rule);
        for (const std::size_t i : on) {
            requirement.because.push_back(because_of((*m_input.findings)[i]));
            m_out.requirement_ids_by_finding[i].push_back(requirement.id);
        }
        if (on.empty() && !rule.title.empty()) {
            requirement.because.push_back(rule.title);
        }
        m_out.requirements.push_back(std::move(requirement));
    }

    /// A control zone's height limit against the height the application states.
    void warn_of_heights() {
        const auto height = m_input.parameters->facts.find("building_height_m");
        if (height == m_input.parameters->facts.end() || !height->second.is_number()) {
            return;
        }
        const double height_m = height->second.get<double>();
        for (const result::Finding& finding : *m_input.findings) {
            if (is_legal_contact(finding) && finding.height_limit_m && height_m > *finding.height_limit_m) {
                m_out.warnings.push_back(
                    {"height-limit-exceeded", finding.zone_id.value_or(""),
                     {fmt::format("建筑高度 {} 米超过{}的限高 {} 米", height_m, finding.site_name, *finding.height_limit_m),
                      fmt::format("a building of {} m exceeds the height limit of {} m at {}", height_m,
                                  *finding.height_limit_m, finding.site_name)}});
            }
        }
    }

    const RuleInput& m_input;
    RuleOutcome m_out;
    std::vector<ArchaeologyOutcome> m_archaeology;
};

} // namespace

RuleOutcome RuleBook::evaluate(const RuleInput& input) const {
    Evaluation evaluation(input);
    m_impl->for_each_rule(false, [&evaluation](const Rule& rule) { evaluation.fire(rule); });
    m_impl->for_each_rule(true, [&evaluation](const Rule& rule) { evaluation.refine_with(rule); });
    return evaluation.finish();
}

} // namespace liangxian::rules
