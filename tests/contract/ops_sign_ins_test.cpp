// SPDX-License-Identifier: GPL-2.0-or-later
#include "tests/contract/ops_contract.hpp"

namespace liangxian::ops {
namespace {

constexpr std::int64_t kMinuteMs = 60000;

template <typename Factory>
class SignInsContract : public OpsContract<Factory> {
protected:
    void SetUp() override {
        OpsContract<Factory>::SetUp();
        this->add("li");
    }
    SignInBook book() const { return this->m_ops->sign_ins(); }
    bool is_session(const std::string& text) const { return book().session_of(text).has_value(); }
    std::string sign_in(const std::string& name = "li", const std::string& peer = "192.0.2.1") {
        EXPECT_EQ(book().attempt(name, peer).count(), 0);
        return book().succeeded(name, peer)->text;
    }
    /// How often one may fail before one has to wait.
    int failures_before_waiting(const std::string& name, const std::string& peer, int most = 100) {
        for (int i = 0; i < most; ++i) {
            if (book().attempt(name, peer).count() > 0) {
                return i;
            }
            book().failed(name, peer);
        }
        return most;
    }
};
TYPED_TEST_SUITE(SignInsContract, OpsFactories);

TYPED_TEST(SignInsContract, BeginASessionThatProvesItsAccountAndIsKeptAsADigest) {
    const std::string session = this->sign_in();
    EXPECT_EQ(this->book().session_of(session)->account.name, "li");
    EXPECT_EQ(session.rfind("lxs_", 0), 0U);
    EXPECT_FALSE(this->is_session(this->m_factory.ops_text("SELECT secret_hash FROM sessions")));
    EXPECT_FALSE(this->is_session(""));
    EXPECT_FALSE(this->holds(session)) << "a session is no token";
    EXPECT_EQ(this->events().front(), "signed-in li li");
}

TYPED_TEST(SignInsContract, EndWhenNothingCameForHalfAnHour) {
    const std::string used = this->sign_in();
    const std::string left = this->sign_in();
    this->pass(20 * kMinuteMs);
    EXPECT_TRUE(this->is_session(used));
    this->pass(10 * kMinuteMs);
    EXPECT_TRUE(this->is_session(used));
    EXPECT_FALSE(this->is_session(left));
}

TYPED_TEST(SignInsContract, EndAfterHalfADayHoweverBusy) {
    const std::string session = this->sign_in();
    for (int i = 1; i < 12 * 4; ++i) {
        this->pass(15 * kMinuteMs);
        ASSERT_TRUE(this->is_session(session)) << i;
    }
    this->pass(15 * kMinuteMs);
    EXPECT_FALSE(this->is_session(session));
}

TYPED_TEST(SignInsContract, EndWithASignOutANewPasswordOrADisabledAccount) {
    const std::string first = this->sign_in();
    const std::string second = this->sign_in();
    this->book().end(first, {"li", "192.0.2.1"});
    EXPECT_FALSE(this->is_session(first));
    EXPECT_TRUE(this->is_session(second));
    EXPECT_EQ(this->events().front(), "signed-out li li");
    this->m_ops->accounts().put_password("li", "h", this->kActor);
    EXPECT_FALSE(this->is_session(second));
    const std::string third = this->sign_in();
    this->m_ops->accounts().disable("li", this->kActor);
    EXPECT_FALSE(this->is_session(third));
    EXPECT_FALSE(this->book().succeeded("li", "192.0.2.1"));
    this->m_ops->accounts().enable("li", this->kActor);
    EXPECT_FALSE(this->is_session(third)) << "it has to be begun anew";
}

TYPED_TEST(SignInsContract, AreTwentyOfAnAccountAtMostAndTheOldestEnds) {
    std::vector<std::string> all;
    for (int i = 0; i < 22; ++i) {
        all.push_back(this->sign_in());
        this->pass(1000);
    }
    EXPECT_FALSE(this->is_session(all[0]));
    EXPECT_FALSE(this->is_session(all[1]));
    EXPECT_TRUE(this->is_session(all[2]));
    EXPECT_TRUE(this->is_session(all[21]));
}

TYPED_TEST(SignInsContract, MakeWhoGuessesWaitAndNobodyElse) {
    this->add("wang");
    EXPECT_EQ(this->failures_before_waiting("li", "192.0.2.66"), 6);
    EXPECT_EQ(this->book().attempt("li", "192.0.2.66").count(), 30);
    this->pass(29 * 1000);
    EXPECT_EQ(this->book().attempt("li", "192.0.2.66").count(), 1) << "who hammers does not wait longer";
    this->pass(1000);
    EXPECT_EQ(this->book().attempt("li", "192.0.2.66").count(), 0);
    EXPECT_EQ(this->book().attempt("li", "192.0.2.66").count(), 60);
    EXPECT_EQ(this->book().attempt("li", "192.0.2.1").count(), 0);
    EXPECT_EQ(this->book().attempt("wang", "192.0.2.66").count(), 0);
}

TYPED_TEST(SignInsContract, MakeAnAddressThatTriesManyNamesWait) {
    int tried = 0;
    while (this->book().attempt("name" + std::to_string(tried), "192.0.2.66").count() == 0 && tried < 100) {
        this->book().failed("name" + std::to_string(tried), "192.0.2.66");
        ++tried;
    }
    EXPECT_EQ(tried, 21);
    EXPECT_GT(this->book().attempt("li", "192.0.2.66").count(), 0);
    EXPECT_EQ(this->book().attempt("li", "192.0.2.67").count(), 0);
}

TYPED_TEST(SignInsContract, AreNeverShutForSomebodyWhoSignedInFromThere) {
    this->sign_in("li", "192.0.2.1");
    for (int i = 0; i < 200; ++i) { // from everywhere
        this->book().attempt("li", "198.51.100." + std::to_string(i));
    }
    const auto stranger = this->book().attempt("li", "203.0.113.9").count();
    EXPECT_GT(stranger, 0);
    EXPECT_LE(stranger, 60) << "nor for anybody for long";
    EXPECT_EQ(this->book().attempt("li", "192.0.2.1").count(), 0);
    EXPECT_TRUE(this->book().succeeded("li", "192.0.2.1"));
}

TYPED_TEST(SignInsContract, WaitAlikeForANameThatIsNobodys) {
    const int somebody = this->failures_before_waiting("li", "192.0.2.66");
    EXPECT_EQ(this->failures_before_waiting("nobody", "192.0.2.67"), somebody);
    EXPECT_EQ(this->book().attempt("nobody", "192.0.2.67"), this->book().attempt("li", "192.0.2.66"));
}

TYPED_TEST(SignInsContract, AreForgivenOnceTheRightPasswordCame) {
    for (int i = 0; i < 5; ++i) {
        EXPECT_EQ(this->book().attempt("li", "192.0.2.1").count(), 0);
        this->book().failed("li", "192.0.2.1");
    }
    this->sign_in();
    EXPECT_EQ(this->failures_before_waiting("li", "192.0.2.1"), 6);
}

TYPED_TEST(SignInsContract, WaitNoLongerWhenTheClockIsPutBack) {
    this->failures_before_waiting("li", "192.0.2.66");
    this->pass(-24 * 60 * kMinuteMs);
    EXPECT_LE(this->book().attempt("li", "192.0.2.66").count(), 30);
}

TYPED_TEST(SignInsContract, CountAnAttemptBeforeItIsLookedAt) {
    int let_in = 0; // all at once, none answered yet
    for (int i = 0; i < 50; ++i) {
        let_in += this->book().attempt("li", "192.0.2.66").count() == 0 ? 1 : 0;
    }
    EXPECT_EQ(let_in, 6);
}

TYPED_TEST(SignInsContract, KeepNoNameThatIsNobodys) {
    this->book().attempt("my-Passw0rd-typed-as-a-name", "192.0.2.66");
    this->book().failed("my-Passw0rd-typed-as-a-name", "192.0.2.66");
    EXPECT_EQ(this->events().front(), "sign-in-failed  ");
    for (const char* table : {"failures", "events"}) {
        const std::string columns =
            std::string(table) == "failures" ? "subject" : "account || actor || detail";
        EXPECT_EQ(this->m_factory.ops_text("SELECT count(*) FROM " + std::string(table) + " WHERE " +
                                           columns + " LIKE '%Passw0rd%'"),
                  "0");
    }
    this->book().attempt("li", "192.0.2.66");
    this->book().failed("li", "192.0.2.66");
    EXPECT_EQ(this->events().front(), "sign-in-failed li ");
}

TYPED_TEST(SignInsContract, ForgetWhatIsOver) {
    this->sign_in();
    this->book().attempt("nobody", "192.0.2.66");
    this->pass(31 * this->kDayMs);
    this->book().attempt("li", "192.0.2.1");
    for (const char* table : {"sessions", "known_peers"}) {
        EXPECT_EQ(this->m_factory.ops_text("SELECT count(*) FROM " + std::string(table)), "0") << table;
    }
    EXPECT_EQ(this->m_factory.ops_text("SELECT count(*) FROM failures WHERE count > 1"), "0");
    EXPECT_EQ(this->m_factory.ops_text("SELECT count(*) FROM failures"), "3"); // of the last attempt
}

} // namespace
} // namespace liangxian::ops
