// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/rules/requirement_join.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <tuple>
#include <utility>

namespace liangxian::rules {
namespace {

using result::Requirement;

bool same_bodies(const Requirement& a, const Requirement& b) {
    const auto same_body = [](const result::Authority& x, const result::Authority& y) {
        return x.code == y.code;
    };
    return a.authority.code == b.authority.code && a.authority.office == b.authority.office &&
           std::equal(a.consent_first.begin(), a.consent_first.end(), b.consent_first.begin(),
                      b.consent_first.end(), same_body);
}

/// The same act asked of the same bodies under the same item.
bool asks_the_same(const Requirement& a, const Requirement& b) {
    const auto number = [](const Requirement& r) { return r.item ? r.item->document + r.item->number : ""; };
    return a.action == b.action && same_bodies(a, b) && number(a) == number(b);
}

/// Two surveys of one piece of ground, of which at least one is unsure whom to ask.
bool is_one_survey(const Requirement& a, const Requirement& b) {
    return a.action == b.action && a.action.rfind("archaeology-", 0) == 0 && !(a.verified && b.verified);
}

/// Reasons and grounds join; one verified ground is enough.
void merge(Requirement& into, const Requirement& other) {
    for (const base::Text& reason : other.because) {
        add_reason(into.because, reason);
    }
    add_basis(into.basis, other.basis);
    add_note(into.note, other.note);
    if (into.authority.code != other.authority.code) {
        add_note(into.note, {fmt::format("另有未核实的规则指向{}", other.authority.name.zh),
                             fmt::format("a rule not yet verified names the {}", other.authority.name.en)});
    }
    into.verified = into.verified || other.verified;
}

/// Joins \p requirement into \p into; a verified survey takes the place of an unverified one.
void absorb(Requirement& into, Requirement requirement) {
    if (!into.verified && requirement.verified && !asks_the_same(into, requirement)) {
        std::swap(into, requirement);
    }
    merge(into, requirement);
}

} // namespace

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

void add_reason(std::vector<base::Text>& reasons, const base::Text& more) {
    if (std::find(reasons.begin(), reasons.end(), more) == reasons.end()) {
        reasons.push_back(more);
    }
}

void join_requirements(std::vector<Requirement>& requirements,
                       std::vector<std::vector<std::string>>& requirement_ids_by_finding) {
    std::vector<Requirement> joined;
    std::map<std::string, std::size_t> place_of;
    for (Requirement& requirement : requirements) {
        const auto same = std::find_if(joined.begin(), joined.end(), [&requirement](const Requirement& one) {
            return asks_the_same(one, requirement) || is_one_survey(one, requirement);
        });
        place_of[requirement.id] = static_cast<std::size_t>(same - joined.begin());
        if (same == joined.end()) {
            joined.push_back(std::move(requirement));
        } else {
            absorb(*same, std::move(requirement));
        }
    }
    requirements = std::move(joined);
    for (auto& ids : requirement_ids_by_finding) {
        std::vector<std::string> kept;
        for (const std::string& id : ids) {
            const std::string& now_in = requirements[place_of[id]].id;
            if (std::find(kept.begin(), kept.end(), now_in) == kept.end()) {
                kept.push_back(now_in);
            }
        }
        ids = std::move(kept);
    }
}

} // namespace liangxian::rules
