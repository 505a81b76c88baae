// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/base/markup.hpp"

#include <gtest/gtest.h>

namespace liangxian::base {
namespace {

TEST(Markup, ShowsTextAndNoTags) {
    EXPECT_EQ(html_escaped("<a href=\"x\" id='y'>木塔 & co</a>"),
              "&lt;a href=&quot;x&quot; id=&#39;y&#39;&gt;木塔 &amp; co&lt;/a&gt;");
    EXPECT_EQ(html_escaped(""), "");
}

TEST(Markup, WritesAddressesOfAnything) {
    EXPECT_EQ(percent_encoded("a b/木?&=#%-._~9"), "a%20b%2F%E6%9C%A8%3F%26%3D%23%25-._~9");
    EXPECT_EQ(percent_encoded("a/b,c:d e", "/,:"), "a/b,c:d%20e");
    EXPECT_EQ(percent_encoded(std::string_view("\0", 1)), "%00");
}

} // namespace
} // namespace liangxian::base
