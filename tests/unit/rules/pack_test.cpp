// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/base/error.hpp"
#include "core/rules/rule_book.hpp"
#include "tests/unit/rules/rule_case.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace liangxian::rules {
namespace {

using testing::HasSubstr;

/// Loads one pack of the given text; the message of the refusal, or nothing.
std::string fault_of(const std::string& pack) {
    const base::TemporaryDirectory folder;
    base::write_file_atomically(folder.path() / "p.json", pack);
    try {
        RuleBook::load(folder.path(), tests::source_directory() / "data" / "law");
    } catch (const base::RuleError& error) {
        return error.message().en;
    }
    return "";
}

std::string pack_with(const std::string& rule) {
    return "{\"schema\": \"liangxian/rule-pack/1\",\n \"id\": \"p\", \"version\": \"1\",\n \"title\": {\"zh\": \"测\", \"en\": \"t\"},\n \"rules\": [\n" +
           rule + "\n]}";
}

const char* const kGood =
    R"({"id": "a", "title": {"zh": "规", "en": "r"}, "valid_from": "2025-03-01", "when": {"zone": ["protection"]},
  "then": {"action": "avoid", "authority": "ncha"},
  "basis": [{"law": "文物保护法", "article": "28", "version": "2024-11-08"}], "status": "verified"})";

std::string replaced(std::string text, const std::string& what, const std::string& by) {
    return text.replace(text.find(what), what.size(), by);
}

TEST(RulePack, OfTheProductAllLoad) {
    EXPECT_EQ(tests::the_rules().packs().size(), 6u);
    for (const auto& pack : tests::the_rules().packs()) {
        EXPECT_EQ(pack.digest.size(), 64u);
    }
}

/// The refusal of the good rule with one thing changed; the rule starts on line 5 of the pack.
std::string fault_after(const std::string& what, const std::string& by) {
    return fault_of(pack_with(replaced(kGood, what, by)));
}

TEST(RulePack, NamesFileAndLineOfEachFault) {
    EXPECT_EQ(fault_of(pack_with(kGood)), "");
    EXPECT_THAT(fault_after("\"then\"", "\"thne\""), HasSubstr("p.json:6: unknown key 'thne'"));
    EXPECT_THAT(fault_after("\"protection\"", "\"protecton\""),
                HasSubstr("p.json:5: unknown code 'protecton'"));
    EXPECT_THAT(fault_after("\"28\"", "\"999\""),
                HasSubstr("p.json:7: 文物保护法 of 2024-11-08 has no article '999'"));
    EXPECT_THAT(fault_after("2024-11-08", "2023-01-01"),
                HasSubstr("p.json:7: the register knows no version 2023-01-01"));
    EXPECT_THAT(fault_after("ncha", "nhca"), HasSubstr("p.json:6: unknown code 'nhca'"));
    EXPECT_THAT(fault_after("\"avoid\"", "\"evade\""), HasSubstr("p.json:6: unknown code 'evade'"));
    EXPECT_THAT(fault_after("\"verified\"", "\"sure\""), HasSubstr("p.json:7: unknown code 'sure'"));
    EXPECT_THAT(fault_after("\"zone\"", "\"fact\": {\"widht_m\": 1}, \"zone\""),
                HasSubstr("unknown key 'widht_m'"));
    EXPECT_THAT(fault_after("\"then\"", "\"id\": \"b\", \"then\""),
                HasSubstr("p.json:6: the key 'id' stands twice"));
    EXPECT_THAT(fault_after("\"a\"", "\"A b\""), HasSubstr("p.json:5: the id 'A b' may only hold"));
    EXPECT_THAT(fault_after(", \"authority\": \"ncha\"", ""),
                HasSubstr("p.json:5: the rule 'a' has no authority"));
    EXPECT_THAT(fault_of(pack_with(std::string(kGood) + ",\n" + kGood)),
                HasSubstr("p.json:8: the rule id 'a' is already used at p.json:5"));
    EXPECT_THAT(fault_after("\"when\"", "\"refines\": \"none\", \"when\""),
                HasSubstr("p.json:5: 'a' refines 'none', which does not exist"));
}

TEST(RulePack, RefusesDatesThatDoNotHold) {
    const auto dated = [](const std::string& dates) {
        return fault_after(R"("valid_from": "2025-03-01")", dates);
    };
    EXPECT_THAT(dated(R"("valid_from": "2025-02-30")"), HasSubstr("p.json:5: '2025-02-30' is no date"));
    EXPECT_THAT(dated(R"("valid_from": "2025-03-01", "valid_to": "2025-02-01")"),
                HasSubstr("is before valid_from"));
    EXPECT_THAT(dated(R"("valid_from": "2020-01-01")"), HasSubstr("outside the days on which"));
    EXPECT_EQ(dated(R"("valid_from": "2025-03-01")"), "");
    EXPECT_THAT(
        fault_of(pack_with(replaced(replaced(kGood, "2024-11-08", "2017-11-04"), "\"28\"", "\"17\""))),
        HasSubstr("outside the days on which 文物保护法 of 2017-11-04 is in force"))
        << "a rule without a last day outlives the old law";
}

TEST(RulePack, RefusesARuleThatBeginsBeforeItsLawOrItsPack) {
    EXPECT_THAT(fault_after(R"("valid_from": "2025-03-01", )", ""), HasSubstr("outside the days on which"))
        << "a rule without a first day would answer for days before the law";
    const std::string pack = pack_with(kGood);
    EXPECT_EQ(fault_of(replaced(pack, "\"rules\"", "\"valid_from\": \"2025-03-01\", \"rules\"")), "");
    EXPECT_THAT(fault_of(replaced(pack, "\"rules\"", "\"valid_from\": \"2025-04-01\", \"rules\"")),
                HasSubstr("the rule 'a' begins before its pack (2025-04-01)"));
}

TEST(RulePack, SaysItsFaultsInChineseToo) {
    const base::TemporaryDirectory folder;
    base::write_file_atomically(folder.path() / "p.json", pack_with(replaced(kGood, "ncha", "nhca")));
    try {
        RuleBook::load(folder.path(), tests::source_directory() / "data" / "law");
        FAIL() << "a wrong pack was taken";
    } catch (const base::RuleError& error) {
        EXPECT_THAT(error.message().zh, HasSubstr("p.json:6: 未知的代码“nhca”"));
    }
}

TEST(RulePack, ListsEveryFaultAtOnce) {
    const std::string both =
        fault_of(pack_with(replaced(replaced(kGood, "ncha", "nhca"), "\"28\"", "\"999\"")));
    EXPECT_NE(both.find("nhca"), std::string::npos);
    EXPECT_NE(both.find("999"), std::string::npos);
}

TEST(RulePack, ThatIsNoJsonNamesTheLine) {
    EXPECT_THAT(fault_of("{\n\"id\": \"p\",\n oops}"), HasSubstr("p.json:3: this is no valid JSON"));
}

TEST(RulePack, FolderWithoutPacksIsRefused) {
    const base::TemporaryDirectory empty;
    EXPECT_THROW(RuleBook::load(empty.path(), tests::source_directory() / "data" / "law"), base::RuleError);
}

} // namespace
} // namespace liangxian::rules
