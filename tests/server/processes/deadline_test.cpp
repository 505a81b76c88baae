// SPDX-License-Identifier: GPL-2.0-or-later
#include "server/processes/deadline.hpp"

#include <gtest/gtest.h>

#include <thread>

namespace liangxian::tests {
namespace {

using namespace std::chrono_literals;
using processes::DeadlineWatch;

TEST(DeadlineWatch, CancelsWhatTakesTooLongAndNothingElse) {
    DeadlineWatch watch;
    const base::CancelToken slow;
    const base::CancelToken done;
    const base::CancelToken patient;
    { const DeadlineWatch::Guard guard(watch, done, 1ms + 20ms); }
    const DeadlineWatch::Guard of_patient(watch, patient, 1h);
    const DeadlineWatch::Guard of_slow(watch, slow, 5ms);
    while (!slow.is_cancelled()) {
        std::this_thread::sleep_for(1ms);
    }
    EXPECT_TRUE(of_slow.is_past());
    EXPECT_FALSE(of_patient.is_past());
    std::this_thread::sleep_for(40ms);
    EXPECT_FALSE(done.is_cancelled());
    EXPECT_FALSE(patient.is_cancelled());
}

TEST(DeadlineWatch, EndsWithWhatItStillWatched) {
    const base::CancelToken token;
    auto watch = std::make_unique<DeadlineWatch>();
    auto guard = std::make_unique<DeadlineWatch::Guard>(*watch, token, 1h);
    guard.reset();
    watch.reset();
    EXPECT_FALSE(token.is_cancelled());
}

} // namespace
} // namespace liangxian::tests
