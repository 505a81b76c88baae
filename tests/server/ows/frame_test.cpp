// SPDX-License-Identifier: GPL-2.0-or-later
#include "server/ows/frame.hpp"

#include <gtest/gtest.h>

#include <array>
#include <sys/socket.h>
#include <thread>
#include <unistd.h>

namespace liangxian::tests {
namespace {

using ows::Frame;
using ows::receive_frame;
using ows::send_frame;
using ows::Silence;
using std::chrono::milliseconds;

class FrameTest : public ::testing::Test {
protected:
    void SetUp() override { ASSERT_EQ(::socketpair(AF_UNIX, SOCK_STREAM, 0, m_ends.data()), 0); }
    void TearDown() override {
        ::close(m_ends[0]);
        ::close(m_ends[1]);
    }
    std::array<int, 2> m_ends{};
    Silence m_why = Silence::ended;
};

TEST_F(FrameTest, ComesAsItWasSent) {
    const Frame sent{{{"param:LAYERS", "保护范围"}, {"param:STYLES", ""}},
                     std::string(3'000'000, 'x') + '\0' + "end"};
    std::thread sender([&] { EXPECT_TRUE(send_frame(m_ends[0], sent)); });
    const auto got = receive_frame(m_ends[1], std::nullopt, 10'000'000, m_why);
    sender.join();
    ASSERT_TRUE(got);
    EXPECT_EQ(got->fields, sent.fields);
    EXPECT_EQ(got->body, sent.body);
    EXPECT_EQ(got->field("param:LAYERS"), "保护范围");
    EXPECT_EQ(got->field("other"), "");
}

TEST_F(FrameTest, IsNoneWhenItIsLateOrTheOtherSideIsGone) {
    EXPECT_FALSE(receive_frame(m_ends[1], milliseconds(20), 1000, m_why));
    EXPECT_EQ(m_why, Silence::late);
    ::shutdown(m_ends[0], SHUT_RDWR);
    EXPECT_FALSE(receive_frame(m_ends[1], milliseconds(1000), 1000, m_why));
    EXPECT_EQ(m_why, Silence::ended);
    EXPECT_FALSE(send_frame(m_ends[0], {}));
}

TEST_F(FrameTest, IsNoneWhenItIsTooLargeOrContradictsItself) {
    ASSERT_TRUE(send_frame(m_ends[0], {{}, std::string(2000, 'x')}));
    EXPECT_FALSE(receive_frame(m_ends[1], milliseconds(1000), 1000, m_why));
    const std::string lie("\x0c\0\0\0\x01\0\0\0\xff\xff\xff\xff\0\0\0\0", 16);
    std::array<int, 2> others{};
    ASSERT_EQ(::socketpair(AF_UNIX, SOCK_STREAM, 0, others.data()), 0);
    ASSERT_EQ(::write(others[0], lie.data(), lie.size()), static_cast<ssize_t>(lie.size()));
    EXPECT_FALSE(receive_frame(others[1], milliseconds(1000), 1000, m_why));
    ::close(others[0]);
    ::close(others[1]);
}

} // namespace
} // namespace liangxian::tests
