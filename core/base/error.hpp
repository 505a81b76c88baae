// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/base/problem.hpp"
#include "core/base/text.hpp"

#include <stdexcept>
#include <string>

namespace liangxian::base {

/// The work cannot go on. Translated exactly once per head (command line: exit status and standard
/// error; server: problem+json; plugin: message bar). Bad input is a Problem, not an Error.
class Error : public std::runtime_error {
public:
    /// \param code     stable kebab-case name
    /// \param message  what failed, on which object, and what to do, in both languages
    Error(std::string code, Text message);

    const std::string& code() const noexcept { return m_code; }
    const Text& message() const noexcept { return m_message; }

private:
    std::string m_code;
    Text m_message;
};

/// A store cannot be opened, read or written.
class StoreError : public Error {
    using Error::Error;
};
/// A rule pack, law register or holiday table is wrong; the message names file and place.
class RuleError : public Error {
    using Error::Error;
};
/// A geometry operation failed on every rung of its ladder.
class GeometryError : public Error {
    using Error::Error;
};
/// A file of the product or of the user cannot be read or written.
class FileError : public Error {
    using Error::Error;
};
/// The user stopped the work.
class Cancelled : public Error {
public:
    Cancelled();
};

/// Bad input that ends the whole command; carries every problem found.
class InputError : public Error {
public:
    explicit InputError(Problems problems);
    const Problems& problems() const noexcept { return m_problems; }

private:
    Problems m_problems;
};

/// The words the user gave make no sense; told before anything is opened or written.
class UsageError : public InputError {
    using InputError::InputError;
};

} // namespace liangxian::base
