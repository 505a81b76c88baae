// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/base/error.hpp"
#include "core/base/text.hpp"

#include <string>

namespace liangxian::cli {

/// Exit statuses of the contract.
enum class Exit { done = 0, failed = 1, usage = 2, overlap = 3, incomplete = 4 };

/// Who reads the output: the language asked for with --lang, else that of the locale.
class Audience {
public:
    /// \param asked  "zh", "en" or empty
    static Audience from(const std::string& asked);
    /// Whom a command line speaks to, known before its words are read: the last --lang in it.
    static Audience of(int argc, const char* const* argv);

    base::Language language() const { return m_language; }
    std::string say(const base::Text& text) const { return text.in(m_language); }
    // Whatever foreign text a sentence holds, it stays one line (base::shown).

    /// A sentence on standard output.
    void tell(const base::Text& text) const;
    /// A sentence on standard error.
    void complain(const base::Text& text) const;
    /// A problem on standard error: code, place, what to do.
    void complain(const base::Problem& problem) const;
    /// Every problem, a line each.
    void complain(const base::Problems& problems) const;
    /// The one place where exceptions become words and an exit status.
    Exit report(const base::Error& error) const;

private:
    explicit Audience(base::Language language) : m_language(language) {}
    base::Language m_language;
};

} // namespace liangxian::cli
