// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/base/data_files.hpp"
#include "core/base/error.hpp"
#include "core/base/file.hpp"
#include "core/zone/life_path.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace liangxian::zone {
namespace {

LifePaths product_paths() {
    return LifePaths::load(base::data_directory() / "life-cycle" / "two-lines.json");
}

TEST(LifeCycle, LeadsFromADraftIntoForceAndOutOfItOnly) {
    EXPECT_EQ(status_after(Status::draft, Step::submitted), Status::submitted);
    EXPECT_EQ(status_after(Status::submitted, Step::approved), Status::approved);
    EXPECT_EQ(status_after(Status::approved, Step::published), Status::published);
    EXPECT_EQ(status_after(Status::published, Step::revoked), Status::revoked);
    EXPECT_EQ(status_after(Status::submitted, Step::returned), Status::draft);
    EXPECT_EQ(status_after(Status::approved, Step::returned), Status::draft);
}

TEST(LifeCycle, NeverSkipsTheApprovalAndNeverLeadsBackFromThePublication) {
    EXPECT_FALSE(status_after(Status::draft, Step::approved));
    EXPECT_FALSE(status_after(Status::draft, Step::published));
    EXPECT_FALSE(status_after(Status::submitted, Step::published));
    for (const Status announced : {Status::published, Status::superseded, Status::revoked}) {
        for (const Step back :
             {Step::drafted, Step::submitted, Step::returned, Step::approved, Step::published}) {
            EXPECT_FALSE(status_after(announced, back)) << code_of(announced) << " " << code_of(back);
        }
    }
}

TEST(LifeCycle, KeepsTheStatusForStepsBetween) {
    for (const Step step : {Step::reviewed, Step::argued, Step::consulted, Step::notified}) {
        EXPECT_EQ(status_after(Status::submitted, step), Status::submitted);
        EXPECT_FALSE(status_after(Status::published, step));
    }
    for (const Step step : {Step::marked, Step::filed, Step::mapped, Step::archived}) {
        EXPECT_EQ(status_after(Status::published, step), Status::published);
        EXPECT_FALSE(status_after(Status::draft, step));
    }
}

TEST(LifeCycle, ReadsItsWordsByCodeAndByName) {
    for (const std::string_view code : step_codes()) {
        const Step step = parse_step(code).value();
        EXPECT_EQ(code_of(step), code);
        EXPECT_EQ(parse_step(name_of(step).zh), step);
    }
    EXPECT_EQ(parse_change_kind("更正"), ChangeKind::correction);
    EXPECT_FALSE(parse_step("somehow"));
}

TEST(LifePaths, LeadEveryLineOfAUnitThroughApprovalAndPublication) {
    const LifePaths paths = product_paths();
    for (const Level level : {Level::national, Level::provincial, Level::city, Level::county}) {
        for (const ZoneKind line : {ZoneKind::protection, ZoneKind::protection_key, ZoneKind::control}) {
            const auto& steps = paths.steps_of(level, line);
            for (const Step needed : {Step::drafted, Step::submitted, Step::approved, Step::published}) {
                EXPECT_TRUE(std::any_of(steps.begin(), steps.end(),
                                        [needed](const ExpectedStep& step) {
                                            return step.step == needed && step.is_required &&
                                                   !step.office.zh.empty();
                                        }))
                    << code_of(level) << code_of(line) << code_of(needed);
            }
        }
    }
    EXPECT_TRUE(paths.steps_of(Level::ungraded, ZoneKind::control).empty()) << "the law draws none";
}

TEST(LifePaths, SayThatTheProvinceApprovesEveryControlZone) {
    const LifePaths paths = product_paths();
    const auto& steps = paths.steps_of(Level::county, ZoneKind::control);
    const auto approval = std::find_if(steps.begin(), steps.end(),
                                       [](const ExpectedStep& step) { return step.step == Step::approved; });
    ASSERT_NE(approval, steps.end());
    EXPECT_EQ(approval->office.zh, "省人民政府");
    EXPECT_NE(approval->article, "");
}

TEST(LifePaths, NameWhatIsWrongInAFile) {
    const base::TemporaryDirectory folder;
    const auto load = [&folder](const char* text) {
        const auto file = folder.path() / "paths.json";
        base::write_file_atomically(file, text);
        return LifePaths::load(file);
    };
    EXPECT_THROW(load("[]"), base::FileError);
    EXPECT_THROW(load(R"({"paths": [{"levels": ["national"], "lines": ["park"]}]})"), base::FileError);
    EXPECT_THROW(load(R"({"paths": [{"levels": [], "lines": ["control"]}]})"), base::FileError);
    EXPECT_THROW(load(R"({"paths": [3]})"), base::FileError);
    EXPECT_THROW(
        load(R"({"paths": [{"levels": ["city"], "lines": ["control"], "steps": [{"step": "sold"}]}]})"),
        base::FileError);
    EXPECT_THROW(
        load(
            R"({"paths": [{"levels": ["city"], "lines": ["control"], "steps": [{"step": "filed", "office": {"zh": "省"}}]}]})"),
        base::FileError);
}

} // namespace
} // namespace liangxian::zone
