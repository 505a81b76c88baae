// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/base/problem.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace liangxian::intake {

/// One pair of a DXF: a code and its value, as text.
struct DxfGroup {
    int code = 0;
    std::string_view value; ///< into the file's text, trimmed
    std::size_t line = 0;   ///< of the code, from 1
};

/// The pairs of an ASCII DXF one after another, without copying the text.
class DxfGroups {
public:
    explicit DxfGroups(std::string_view text) : m_rest(text) {}

    /// The next pair; nothing at the end or where the text is no DXF any more, see broken_at().
    std::optional<DxfGroup> next();

    /// The line at which a code was no number or its value was missing; 0: nothing was wrong.
    std::size_t broken_at() const { return m_broken_at; }
    std::size_t line() const { return m_line; }

private:
    std::optional<std::string_view> next_line();

    std::string_view m_rest;
    std::size_t m_line = 0;
    std::size_t m_broken_at = 0;
};

/// An entity and its groups, the points of its vertices not interpreted.
struct DxfEntity {
    std::string type;
    std::size_t line = 0;
    std::vector<DxfGroup> groups;

    std::string_view text(int code) const;
    double number(int code, double otherwise) const;
    int flags(int code) const;
};

/// A layer or text as old drawings write it: `\U+5730` becomes the character.
std::string dxf_text(std::string_view value);

} // namespace liangxian::intake
