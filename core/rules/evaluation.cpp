// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/rules/evaluation.hpp"

#include "core/rules/archaeology.hpp"
#include "core/rules/authority.hpp"
#include "core/rules/finding_words.hpp"
#include "core/rules/requirement_join.hpp"
#include "core/rules/rule_match.hpp"
#include "core/rules/rule_warnings.hpp"

#include <algorithm>

namespace liangxian::rules {
namespace {

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

/// The counties of the application. Without county outlines the counties of the sites met are the
/// best that is known.
std::vector<std::string> places_of(const RuleInput& input) {
    std::vector<std::string> out = input.counties;
    if (out.empty()) {
        for (const result::Finding& finding : *input.findings) {
            if (!finding.county.empty()) {
                out.push_back(finding.county);
            }
        }
    }
    return out;
}

/// One evaluation: rules in the order of their packs, findings in theirs.
class Evaluation {
public:
    Evaluation(const std::vector<RulePack>& packs, const WorkdayTable& workdays, const RuleInput& input)
        : m_packs(packs), m_workdays(workdays), m_input(input), m_places(places_of(input)),
          m_spoken_on(input.findings->size(), false) {
        m_out.requirement_ids_by_finding.resize(input.findings->size());
    }

    void fire(const Rule& rule) {
        if (!fits_application(rule, m_input) || !fits_place(rule, m_places)) {
            return;
        }
        std::vector<std::size_t> on;
        for (std::size_t i = 0; i < m_input.findings->size(); ++i) {
            if (fits_finding(rule, (*m_input.findings)[i])) {
                on.push_back(i);
            }
        }
        const bool on_findings = needs_finding(rule);
        if (on.empty() && on_findings) {
            return;
        }
        for (const std::size_t i : on) {
            m_spoken_on[i] = m_spoken_on[i] || on_findings;
        }
        if (rule.archaeology) {
            m_archaeology.push_back(*rule.archaeology);
        }
        if (!rule.action.empty()) {
            require(rule, on_findings ? on : std::vector<std::size_t>());
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
        join_requirements(m_out.requirements, m_out.requirement_ids_by_finding);
        remark_on_archaeology();
        set_due_dates();
        m_out.warnings = warnings_of({m_packs, m_input, m_places, m_spoken_on, m_out.requirements});
        return std::move(m_out);
    }

private:
    void require(const Rule& rule, const std::vector<std::size_t>& on) {
        result::Requirement requirement = requirement_of(rule);
        for (const std::size_t i : on) {
            add_reason(requirement.because, because_of((*m_input.findings)[i]));
            m_out.requirement_ids_by_finding[i].push_back(requirement.id);
        }
        if (on.empty()) {
            requirement.because.push_back(rule.archaeology ? rule.archaeology->because : rule.title);
        }
        m_out.requirements.push_back(std::move(requirement));
    }

    /// A survey that is answered or claimed to be needless stays listed and says so.
    void remark_on_archaeology() {
        const bool done = m_out.archaeology.status == result::ArchaeologyStatus::done;
        const bool claimed = m_out.archaeology.status == result::ArchaeologyStatus::claimed_exempt;
        for (result::Requirement& requirement : m_out.requirements) {
            if (requirement.action.rfind("archaeology-", 0) != 0) {
                continue;
            }
            if (done) { // the first reason of a verdict `done` is what answers it
                requirement.because.insert(requirement.because.begin(), m_out.archaeology.because.front());
                add_note(requirement.note, {"已完成：文物部门核对无误后不再重复",
                                            "done: once the heritage department has checked it, it is not "
                                            "repeated"});
            } else if (claimed) {
                add_note(requirement.note,
                         {"申报免于考古，联合确认之前仍须办理",
                          "exemption is claimed; until it is confirmed jointly this stands"});
            }
        }
    }

    /// Terms run from the day after the receipt the application states.
    void set_due_dates() {
        const auto fact = m_input.parameters->facts.find("received_on");
        const auto received = fact != m_input.parameters->facts.end() && fact->second.is_string()
                                  ? base::Date::parse(fact->second.get<std::string>())
                                  : std::nullopt;
        if (!received) {
            return;
        }
        for (result::Requirement& requirement : m_out.requirements) {
            if (requirement.term_workdays) {
                const DueDate due = m_workdays.add_workdays(*received, *requirement.term_workdays);
                requirement.due_on = due.date;
                requirement.due_is_provisional = due.provisional;
            }
        }
    }

    const std::vector<RulePack>& m_packs;
    const WorkdayTable& m_workdays;
    const RuleInput& m_input;
    std::vector<std::string> m_places;
    std::vector<bool> m_spoken_on;
    RuleOutcome m_out;
    std::vector<ArchaeologyOutcome> m_archaeology;
};

} // namespace

RuleOutcome evaluate_rules(const std::vector<RulePack>& packs, const WorkdayTable& workdays,
                           const RuleInput& input) {
    Evaluation evaluation(packs, workdays, input);
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
