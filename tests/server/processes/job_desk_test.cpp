// SPDX-License-Identifier: GPL-2.0-or-later
#include "server/processes/job_desk.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <future>
#include <set>

namespace liangxian::tests {
namespace {

using namespace std::chrono_literals;
using processes::JobDesk;
using processes::JobLimits;
using processes::JobState;
using processes::JobStatus;

http::Response text(const std::string& body, unsigned status = 200) {
    return http::Response::of("text/plain", body, status);
}

JobDesk::Work that_answers(const std::string& body, unsigned status = 200) {
    return [=](const base::CancelToken&, const base::Progress&) { return text(body, status); };
}

/// Runs until it is cancelled.
JobDesk::Work that_goes_on() {
    return [](const base::CancelToken& cancel, const base::Progress& progress) {
        for (;;) {
            progress(1, 4);
            cancel.throw_if_cancelled();
            std::this_thread::sleep_for(1ms);
        }
        return text("");
    };
}

JobState taken(JobDesk& desk, const std::string& owner, JobDesk::Work work) {
    return std::get<JobState>(desk.take(owner, std::move(work)));
}

JobStatus until(JobDesk& desk, const std::string& owner, const std::string& id, std::set<JobStatus> wanted) {
    for (;;) {
        const auto state = desk.find(owner, id);
        if (!state || wanted.count(state->status) > 0) {
            return state ? state->status : JobStatus::dismissed;
        }
        std::this_thread::sleep_for(1ms);
    }
}

TEST(JobDesk, KeepsWhatAJobAnswered) {
    JobDesk desk({});
    const JobState job = taken(desk, "a", that_answers("well"));
    EXPECT_EQ(job.status, JobStatus::accepted);
    EXPECT_EQ(until(desk, "a", job.id, {JobStatus::successful}), JobStatus::successful);
    EXPECT_EQ(desk.result("a", job.id)->body->plain, "well");
    const JobState done = *desk.find("a", job.id);
    EXPECT_EQ(done.progress, 100);
    EXPECT_TRUE(done.started && done.finished && job.created <= *done.started);
}

TEST(JobDesk, CallsAJobFailedByItsAnswerOrByWhatItThrew) {
    JobDesk desk({});
    const JobState bad = taken(desk, "a", that_answers("no", 422));
    EXPECT_EQ(until(desk, "a", bad.id, {JobStatus::failed}), JobStatus::failed);
    EXPECT_EQ(desk.result("a", bad.id)->status, 422U);
    const JobState broken = taken(desk, "a", [](const auto&, const auto&) -> http::Response {
        throw std::runtime_error("out of order");
    });
    EXPECT_EQ(until(desk, "a", broken.id, {JobStatus::failed}), JobStatus::failed);
    EXPECT_EQ(desk.result("a", broken.id)->status, 500U);
    EXPECT_EQ(desk.result("a", broken.id)->body->plain.find("out of order"), std::string::npos);
}

TEST(JobDesk, ShowsAJobToNobodyButItsOwner) {
    JobDesk desk({});
    const JobState job = taken(desk, "a", that_answers("mine"));
    until(desk, "a", job.id, {JobStatus::successful});
    EXPECT_FALSE(desk.find("b", job.id));
    EXPECT_FALSE(desk.result("b", job.id));
    EXPECT_FALSE(desk.dismiss("b", job.id));
    EXPECT_TRUE(desk.list("b").empty());
    EXPECT_TRUE(desk.find("a", job.id));
}

TEST(JobDesk, GivesIdsThatNobodyGuesses) {
    JobLimits limits;
    limits.workers = 0;
    JobDesk desk(limits);
    const std::string one = taken(desk, "a", that_answers("")).id;
    const std::string two = taken(desk, "a", that_answers("")).id;
    EXPECT_EQ(one.size(), 32U);
    EXPECT_NE(one, two);
}

TEST(JobDesk, StopsAJobThatRuns) {
    JobLimits limits;
    limits.workers = 1;
    JobDesk desk(limits);
    const JobState job = taken(desk, "a", that_goes_on());
    until(desk, "a", job.id, {JobStatus::running});
    while (desk.find("a", job.id)->progress == 0) {
        std::this_thread::sleep_for(1ms);
    }
    EXPECT_EQ(desk.find("a", job.id)->progress, 25);
    const auto dismissed = desk.dismiss("a", job.id);
    EXPECT_EQ(dismissed->second, JobDesk::Dismissal::stopped);
    EXPECT_EQ(desk.find("a", job.id)->status, JobStatus::dismissed);
    EXPECT_FALSE(desk.result("a", job.id));
    const JobState next = taken(desk, "a", that_answers("next")); // the worker is free again
    EXPECT_EQ(until(desk, "a", next.id, {JobStatus::successful}), JobStatus::successful);
    EXPECT_EQ(desk.find("a", job.id)->status, JobStatus::dismissed);
}

TEST(JobDesk, RemovesAJobThatHasEnded) {
    JobDesk desk({});
    const JobState job = taken(desk, "a", that_answers("done"));
    until(desk, "a", job.id, {JobStatus::successful});
    EXPECT_EQ(desk.dismiss("a", job.id)->second, JobDesk::Dismissal::removed);
    EXPECT_FALSE(desk.find("a", job.id));
    EXPECT_FALSE(desk.result("a", job.id));
}

TEST(JobDesk, NeverBeginsAJobThatWasStoppedWhileItWaited) {
    JobLimits limits;
    limits.workers = 1;
    JobDesk desk(limits);
    const JobState first = taken(desk, "a", that_goes_on());
    until(desk, "a", first.id, {JobStatus::running});
    bool has_run = false;
    const JobState second = taken(desk, "a", [&has_run](const auto&, const auto&) {
        has_run = true;
        return text("");
    });
    EXPECT_EQ(desk.counts().waiting, 1U);
    desk.dismiss("a", second.id);
    EXPECT_EQ(desk.counts().waiting, 0U);
    desk.dismiss("a", first.id);
    const JobState third = taken(desk, "a", that_answers(""));
    until(desk, "a", third.id, {JobStatus::successful});
    EXPECT_FALSE(has_run);
}

TEST(JobDesk, RefusesMoreThanMayWait) {
    JobLimits limits;
    limits.workers = 0;
    limits.waiting = 3;
    limits.per_account = 2;
    JobDesk desk(limits);
    taken(desk, "a", that_answers(""));
    taken(desk, "a", that_answers(""));
    EXPECT_EQ(std::get<JobDesk::Refusal>(desk.take("a", that_answers(""))),
              JobDesk::Refusal::too_many_of_one);
    taken(desk, "b", that_answers(""));
    EXPECT_EQ(std::get<JobDesk::Refusal>(desk.take("c", that_answers(""))),
              JobDesk::Refusal::too_many_waiting);
}

TEST(JobDesk, ForgetsTheOldestResultsWhenThereAreTooManyBytes) {
    JobLimits limits;
    limits.workers = 1;
    limits.kept_bytes = 250;
    JobDesk desk(limits);
    std::vector<std::string> ids;
    for (int i = 0; i < 4; ++i) {
        ids.push_back(taken(desk, "a", that_answers(std::string(100, 'x'))).id);
        until(desk, "a", ids.back(), {JobStatus::successful});
    }
    EXPECT_FALSE(desk.find("a", ids[0]));
    EXPECT_FALSE(desk.find("a", ids[1]));
    EXPECT_TRUE(desk.find("a", ids[2]));
    EXPECT_TRUE(desk.find("a", ids[3]));
}

TEST(JobDesk, ForgetsWhatEndedTooLongAgoAndTheOldestOfAnAccount) {
    JobLimits limits;
    limits.kept_per_account = 1;
    JobDesk desk(limits);
    const JobState other = taken(desk, "b", that_answers(""));
    until(desk, "b", other.id, {JobStatus::successful});
    const JobState first = taken(desk, "a", that_answers(""));
    until(desk, "a", first.id, {JobStatus::successful});
    const JobState second = taken(desk, "a", that_answers(""));
    until(desk, "a", second.id, {JobStatus::successful});
    EXPECT_EQ(desk.list("a").size(), 1U);
    EXPECT_EQ(desk.list("b").size(), 1U);
    limits.kept_for = 0s;
    JobDesk short_lived(limits);
    const JobState gone = taken(short_lived, "a", that_answers(""));
    EXPECT_EQ(until(short_lived, "a", gone.id, {}), JobStatus::dismissed); // it is there no more
}

TEST(JobDesk, StopsWhatRunsWhenItEnds) {
    std::promise<void> has_ended;
    {
        JobDesk desk({});
        const JobState job = taken(desk, "a", [&has_ended](const base::CancelToken& cancel, const auto&) {
            while (!cancel.is_cancelled()) {
                std::this_thread::sleep_for(1ms);
            }
            has_ended.set_value();
            throw base::Cancelled();
            return text("");
        });
        until(desk, "a", job.id, {JobStatus::running});
    }
    EXPECT_EQ(has_ended.get_future().wait_for(0s), std::future_status::ready);
}

} // namespace
} // namespace liangxian::tests
