// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "cli/audience.hpp"

#include <CLI/CLI.hpp>

#include <optional>
#include <string>
#include <vector>

namespace liangxian::cli {

// How the words of a command line are read and, when they are wrong, answered in both languages.

/// Help in the audience's language: the words CLI11 writes around our own.
void speak(CLI::App& app, const Audience& audience);
/// As speak(), for what the commands were given by CLI11 when they were made.
void speak_of_commands(CLI::App& app, const Audience& audience);

/// One word of a list; help shows a short list.
void choose_from(CLI::Option& option, const std::vector<std::string>& words);
/// Metres between 0 and \p most; NaN and infinity are no number of metres.
void take_metres(CLI::Option& option, double most);

/// What is wrong with the words, in our own: unknown command or option, missing or bad value.
base::Problem problem_of(const CLI::ParseError& error, const CLI::App& app);

/// The code of `--crs`; a fault is added. Nothing for an empty word.
std::optional<int> epsg_word(const std::string& word, base::Problems& problems);
/// Adds a fault when `--encoding` names none that can be read.
void look_at_encoding(const std::string& word, base::Problems& problems);

/// \throws base::UsageError when there are any
void throw_if_any(base::Problems problems);

} // namespace liangxian::cli
