// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/rules/evaluation.hpp"

#include "core/rules/archaeology.hpp"
#include "core/rules/authority.hpp"
#include "core/rules/rule_match.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <map>
#include <tuple>

namespace liangxian::rules {
namespace {

base::Text because_of(const result::Finding& finding) {
    const base::Text unit = finding.unit_name();
    const base::Text& name = finding.kind_name();
    const base::Text& relation = result::name_of(finding.relation);
    if (!finding.site_id) { // an area has a name of its own
        return {fmt::format("{}（{}）：{}", unit.zh, name.zh, relation.zh),
                fmt::format("{} ({}): {}", unit.en, name.en, relation.en)};
    }
    return {fmt::format("{}的{}：{}", unit.zh, name.zh, relation.zh),
            fmt::format("{} of {}: {}", name.en, unit.en, relation.en)};
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

void add_note(base::Text& note, const base::Text& more) {
    if (more.empty() || note.zh.find(more.zh) != std::string::npos) {
        return;
    }
    note = note.empty() ? more : base::Text(note.zh + "；" + more.zh, note.en + "; " + more.en);
}

void add_basis(std::vector<result::Basis>& all, const std::vector<result::Basis>& more) {
    const auto parts = [](const result::Basis& b) { return std::tie(b.law, b.article, b.version); };
    for (const result::Basis& basis : more) {
        if (std::none_of(all.begin(), all.end(),
                         [&](const auto& known) { return parts(known) == parts(basis); })) {
            all.push_back(basis);
        }
    }
}

/// Fills in what a place knows better about a requirement the nation asks for. An unverified
/// refinement leaves the requirement unverified.
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
    add_basis(requirement.basis, rule.basis);
    add_note(requirement.note, rule.note);
    requirement.verified = requirement.verified && rule.verified;
}

/// The same act asked of the same bodies under the same item.
bool asks_the_same(const result::Requirement& a, const result::Requirement& b) {
    const auto same_body = [](const result::Authority& x, const result::Authority& y) {
        return x.code == y.code;
    };
    const auto number = [](const result::Requirement& r) {
        return r.item ? r.item->document + r.item->number : "";
    };
    return a.action == b.action && a.authority.code == b.authority.code &&
           a.authority.office == b.authority.office && number(a) == number(b) &&
           std::equal(a.consent_first.begin(), a.consent_first.end(), b.consent_first.begin(),
                      b.consent_first.end(), same_body);
}

/// Reasons and grounds join; one verified ground is enough.
void merge(result::Requirement& into, const result::Requirement& other) {
    for (const base::Text& reason : other.because) {
        if (std::find(into.because.begin(), into.because.end(), reason) == into.because.end()) {
            into.because.push_back(reason);
        }
    }
    add_basis(into.basis, other.basis);
    add_note(into.note, other.note);
    into.verified = into.verified || other.verified;
}

/// One evaluation: rules in the order of their packs, findings in theirs.
class Evaluation {
public:
    explicit Evaluation(const RuleInput& input) : m_input(input), m_places(input.counties) {
        m_out.requirement_ids_by_finding.resize(input.findings->size());
        if (m_places.empty()) {
            // Without county outlines the counties of the sites met are the best that is known.
            for (const result::Finding& finding : *input.findings) {
                if (!finding.county.empty()) {
                    m_places.push_back(finding.county);
                }
            }
        }
    }

    void fire(const Rule& rule) {
        if (!fits_application(rule, m_input) || !fits_place(rule, m_places)) {
            return;
        }
        std::vector<std::size_t> on;
        for (std::size_t i = 0; i < m_input.findings->size(); ++i) {
            const result::Finding& finding = (*m_input.findings)[i];
            if (fits_finding(rule, finding)) {
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
        if (!fits_application(rule, m_input) || !fits_place(rule, m_places)) {
            return;
        }
        for (result::Requirement& requirement : m_out.requirements) {
            const auto& targets = rule.refines;
            if (std::find(targets.begin(), targets.end(), requirement.rule_id) != targets.end()) {
                refine(rule, requirement);
            }
        }
    }

    RuleOutcome finish() {
        m_out.archaeology = archaeology_of(m_archaeology, m_input);
        join_the_same();
        note_on_archaeology();
        warn_of_heights();
        warn_of_place();
        warn_of_unverified();
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

    /// One requirement for what several rules ask alike; findings point to the first of them.
    void join_the_same() {
        std::vector<result::Requirement> joined;
        std::map<std::string, std::string> now_in;
        for (result::Requirement& requirement : m_out.requirements) {
            const auto same =
                std::find_if(joined.begin(), joined.end(), [&requirement](const result::Requirement& one) {
                    return asks_the_same(one, requirement);
                });
            now_in[requirement.id] = same == joined.end() ? requirement.id : same->id;
            if (same == joined.end()) {
                joined.push_back(std::move(requirement));
            } else {
                merge(*same, requirement);
            }
        }
        m_out.requirements = std::move(joined);
        for (auto& ids : m_out.requirement_ids_by_finding) {
            std::vector<std::string> kept;
            for (const std::string& id : ids) {
                if (std::find(kept.begin(), kept.end(), now_in[id]) == kept.end()) {
                    kept.push_back(now_in[id]);
                }
            }
            ids = std::move(kept);
        }
    }

    /// A survey that is answered or claimed to be needless stays listed and says so.
    void note_on_archaeology() {
        const bool done = m_out.archaeology.status == result::ArchaeologyStatus::done;
        const bool claimed = m_out.archaeology.status == result::ArchaeologyStatus::claimed_exempt;
        for (result::Requirement& requirement : m_out.requirements) {
            if (requirement.action.rfind("archaeology-", 0) != 0) {
                continue;
            }
            if (done) {
                add_note(requirement.note,
                         {"已有考古成果，经文物部门核对无误即不再重复",
                          "archaeology is at hand; once the heritage department has checked it, "
                          "it is not repeated"});
            } else if (claimed) {
                add_note(requirement.note,
                         {"申报免于考古，联合确认之前仍须办理",
                          "exemption is claimed; until it is confirmed jointly this stands"});
            }
        }
    }

    /// Local rules cannot speak when nobody knows where the application lies.
    void warn_of_place() {
        const auto& findings = *m_input.findings;
        if (m_places.empty() && std::any_of(findings.begin(), findings.end(), is_legal_contact)) {
            m_out.warnings.push_back(
                {"place-unknown",
                 "",
                 {"库中没有县界，文物也未注明所在县，地方规则未适用；请导入县界或补填所在县",
                  "no county outlines are stored and no site names its county: local rules were "
                  "not applied; import "
                  "the counties or fill in the sites' county"}});
        }
    }

    void warn_of_unverified() {
        std::vector<std::string> ids;
        for (const result::Requirement& requirement : m_out.requirements) {
            if (!requirement.verified) {
                ids.push_back(requirement.id);
            }
        }
        if (!ids.empty()) {
            m_out.warnings.push_back(
                {"rules-unverified",
                 fmt::format("{}", fmt::join(ids, ", ")),
                 {fmt::format("{} 项要求所依据的规则尚未核实，主管机关以文物行政部门答复为准", ids.size()),
                  fmt::format("{} requirement(s) rest on rules not yet verified; ask the heritage "
                              "department which "
                              "body is competent",
                              ids.size())}});
        }
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
                    {"height-limit-exceeded",
                     finding.zone_id.value_or(""),
                     {fmt::format("建筑高度 {} 米超过{}的限高 {} 米", height_m, finding.site_name,
                                  *finding.height_limit_m),
                      fmt::format("a building of {} m exceeds the height limit of {} m at {}", height_m,
                                  *finding.height_limit_m, finding.site_name)}});
            }
        }
    }

    const RuleInput& m_input;
    std::vector<std::string> m_places;
    RuleOutcome m_out;
    std::vector<ArchaeologyOutcome> m_archaeology;
};

} // namespace

RuleOutcome evaluate_rules(const std::vector<RulePack>& packs, const RuleInput& input) {
    Evaluation evaluation(input);
    for (const bool refining : {false, true}) {
        for (const RulePack& pack : packs) {
            for (const Rule& rule : pack.rules) {
                if (rule.refines.empty() && !refining) {
                    evaluation.fire(rule);
                } else if (!rule.refines.empty() && refining) {
                    evaluation.refine_with(rule);
                }
            }
        }
    }
    return evaluation.finish();
}

} // namespace liangxian::rules
