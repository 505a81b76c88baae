// SPDX-License-Identifier: GPL-2.0-or-later
#include "server/ows/public_symbols.hpp"

#include <gtest/gtest.h>

#include <fstream>
#include <iterator>
#include <stdexcept>

namespace liangxian::tests {
namespace {

using ows::public_symbols;

std::string symbols_of(const std::string& layer) {
    std::ifstream in(std::string(LIANGXIAN_SOURCE_DIR) + "/styles/" + layer + ".sld");
    return public_symbols({std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()});
}

std::string rule(const std::string& filter) {
    return "<sld><Rule><Name>r</Name><Filter>" + filter + "</Filter></Rule></sld>";
}

std::string equals(const std::string& column, const std::string& value) {
    return "<PropertyIsEqualTo><PropertyName>" + column + "</PropertyName><Literal>" + value +
           "</Literal></PropertyIsEqualTo>";
}

bool has(const std::string& text, const std::string& word) { return text.find(word) != std::string::npos; }

TEST(PublicSymbols, AskForNoColumnThatThePublicDataSetLacks) {
    for (const char* layer : {"protection", "control", "body-point"}) {
        const std::string symbols = symbols_of(layer);
        EXPECT_FALSE(has(symbols, ">status<")) << layer;
        EXPECT_FALSE(has(symbols, ">geometry_basis<")) << layer;
        EXPECT_TRUE(has(symbols, "Rule")) << layer;
    }
    EXPECT_TRUE(has(symbols_of("control"), ">class<")) << "classes still have their own symbols";
    EXPECT_FALSE(has(symbols_of("protection"), ">draft<")) << "a rule that can never fit is gone";
}

TEST(PublicSymbols, DecideEachConditionAsItIs) {
    EXPECT_FALSE(has(public_symbols(rule(equals("status", "published"))), "Filter")) << "always";
    EXPECT_FALSE(has(public_symbols(rule(equals("status", "draft"))), "Rule")) << "never";
    EXPECT_FALSE(has(public_symbols(rule("<Not>" + equals("status", "draft") + "</Not>")), "Filter"));
    const std::string either =
        public_symbols(rule("<Or>" + equals("status", "draft") + equals("class", "I") + "</Or>"));
    EXPECT_TRUE(has(either, "class"));
    EXPECT_FALSE(has(either, "Or>")) << "one condition alone needs none";
    EXPECT_FALSE(has(
        public_symbols(rule("<And>" + equals("status", "draft") + equals("class", "I") + "</And>")), "Rule"));
    EXPECT_TRUE(has(public_symbols(rule(equals("class", "I"))), "class"));
}

TEST(PublicSymbols, AreXml) { EXPECT_THROW(public_symbols("<a"), std::runtime_error); }

} // namespace
} // namespace liangxian::tests
