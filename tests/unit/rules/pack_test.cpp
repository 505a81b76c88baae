// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/base/error.hpp"
#include "core/rules/rule_book.hpp"
#include "tests/unit/rules/rule_case.hpp"

#include <gtest/gtest.h>

namespace liangxian::rules {
namespace {

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
    return "{\"schema\": \"liangxian/rule-pack/1\",\n \"id\": \"p\", \"version\": \"1\",\n \"title\": {\"zh\": \"测\", \"en\": \"t\"},\n \"rules\": [\n" + rule + "\n]}";
}

const char* const kGood = R"({"id": "a", "when": {"zone": ["protection"]},
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

TEST(RulePack, NamesFileLineAndFault) {
    EXPECT_EQ(fault_of(pack_with(kGood)), "");
    const std::string unknown_key = fault_of(pack_with(replaced(kGood, "\"then\"", "\"thne\"")));
    EXPECT_NE(unknown_key.find("p.json:5: rule: the key 'thne' is not known"), std::string::npos) << unknown_key;
    EXPECT_NE(fault_of(pack_with(replaced(kGood, "\"protection\"", "\"protecton\""))).find("protecton"), std::string::npos);
    EXPECT_NE(fault_of(pack_with(replaced(kGood, "\"28\"", "\"999\""))).find("article 999 is not in the law register"), std::string::npos);
    EXPECT_NE(fault_of(pack_with(replaced(kGood, "ncha", "nhca"))).find("the authority 'nhca' is not known"), std::string::npos);
    EXPECT_NE(fault_of(pack_with(replaced(kGood, "\"avoid\"", "\"evade\""))).find("the action 'evade'"), std::string::npos);
    EXPECT_NE(fault_of(pack_with(replaced(kGood, "\"when\"", "\"valid_from\": \"2025-02-30\", \"when\""))).find("no date"), std::string::npos);
    EXPECT_NE(fault_of(pack_with(replaced(kGood, "\"when\"", "\"valid_from\": \"2020-01-01\", \"when\""))).find("was not in force on 2020-01-01"), std::string::npos);
    EXPECT_NE(fault_of(pack_with(replaced(kGood, "verified", "sure"))).find("neither verified nor unverified"), std::string::npos);
    EXPECT_NE(fault_of(pack_with(std::string(kGood) + ",\n" + kGood)).find("repeated"), std::string::npos);
    EXPECT_NE(fault_of(pack_with(replaced(kGood, "\"when\"", "\"refines\": \"none\", \"when\""))).find("does not exist"), std::string::npos);
}

TEST(RulePack, ListsEveryFaultAtOnce) {
    const std::string both = fault_of(pack_with(replaced(replaced(kGood, "ncha", "nhca"), "\"28\"", "\"999\"")));
    EXPECT_NE(both.find("nhca"), std::string::npos);
    EXPECT_NE(both.find("999"), std::string::npos);
}

TEST(RulePack, ThatIsNoJsonNamesTheLine) {
    EXPECT_NE(fault_of("{\n\"id\": \"p\",\n oops}").find("p.json:3"), std::string::npos);
}

TEST(RulePack, FolderWithoutPacksIsRefused) {
    const base::TemporaryDirectory empty;
    EXPECT_THROW(RuleBook::load(empty.path(), tests::source_directory() / "data" / "law"), base::RuleError);
}

} // namespace
} // namespace liangxian::rules
