// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/base/text.hpp"

#include <string>
#include <utility>
#include <vector>

namespace liangxian::base {

/// Something wrong, or worth knowing, in what the user handed in. Data, not an exception: one
/// problem never hides the next.
struct Problem {
    std::string code;  ///< stable kebab-case name, e.g. `zone-contradiction`
    std::string where; ///< place in the input: "file.txt:12", "ring 2, J7", "feature 3"; may be empty
    Text message;      ///< what is wrong and what to do about it
};

using Problems = std::vector<Problem>;

/// A value, or all the problems that kept it from being made. Never both empty.
template <typename T>
class Result {
public:
    Result(T value) : m_value(std::move(value)), m_ok(true) {}
    Result(Problems problems) : m_problems(std::move(problems)) {}
    Result(Problem problem) : m_problems{std::move(problem)} {}

    bool ok() const { return m_ok; }
    explicit operator bool() const { return m_ok; }
    const T& value() const& { return m_value; }
    T& value() & { return m_value; }
    T&& value() && { return std::move(m_value); }
    const T* operator->() const { return &m_value; }
    const Problems& problems() const { return m_problems; }

private:
    T m_value{};
    Problems m_problems;
    bool m_ok = false;
};

} // namespace liangxian::base
