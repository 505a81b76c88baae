// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/rules/rule_book.hpp"

#include "core/rules/evaluation.hpp"
#include "core/rules/law_register.hpp"
#include "core/rules/rule_pack.hpp"
#include "core/rules/workdays.hpp"

#include <utility>

namespace liangxian::rules {

struct RuleBook::Impl {
    std::vector<RulePack> packs;
    WorkdayTable workdays;
    std::vector<result::PackState> states;
    std::map<std::string, base::Text> law_titles;
};

RuleBook::RuleBook(std::unique_ptr<Impl> impl) : m_impl(std::move(impl)) {}
RuleBook::~RuleBook() = default;
RuleBook::RuleBook(RuleBook&&) noexcept = default;
RuleBook& RuleBook::operator=(RuleBook&&) noexcept = default;

RuleBook RuleBook::load(const std::filesystem::path& rules_directory,
                        const std::filesystem::path& law_directory) {
    Faults faults;
    const LawRegister laws = LawRegister::read(law_directory / "register.json", faults);
    auto impl = std::make_unique<Impl>();
    impl->packs = read_rule_packs(rules_directory, laws, faults);
    faults.throw_if_any();
    if (const auto days = law_directory / "workdays.json"; std::filesystem::exists(days)) {
        impl->workdays = WorkdayTable::load(days);
    }
    for (const RulePack& pack : impl->packs) {
        impl->states.push_back(pack.state);
    }
    for (const Law& law : laws.laws()) {
        impl->law_titles[law.id] = law.title;
    }
    return RuleBook(std::move(impl));
}

const std::vector<result::PackState>& RuleBook::packs() const { return m_impl->states; }

RuleOutcome RuleBook::evaluate(const RuleInput& input) const {
    return evaluate_rules(m_impl->packs, m_impl->workdays, input);
}

const std::map<std::string, base::Text>& RuleBook::law_titles() const { return m_impl->law_titles; }

} // namespace liangxian::rules
