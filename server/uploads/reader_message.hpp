// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/intake/read.hpp"

#include <string>
#include <string_view>

namespace liangxian::uploads {

/// What the reader is given: a file and how to read it.
struct ReaderTask {
    std::string name;
    intake::ReadOptions options;
    std::string_view bytes;
};

/// Between the two processes only. \throws nlohmann::json::exception for bytes that encode_task() did not
/// make
std::string encode_task(const ReaderTask& task);
/// Its bytes are those of \p message.
ReaderTask decode_task(std::string_view message);

/// What holds a reader, as far as this system lets it.
struct FenceReport {
    bool holds_files = false;   ///< it sees no files but those of the installation and its own folder
    bool holds_network = false; ///< it can open no socket and start no program
};

struct ReaderAnswer {
    FenceReport fence;
    intake::ReadOutcome outcome;
};

std::string encode_answer(const ReaderAnswer& answer);
/// \throws nlohmann::json::exception for bytes that encode_answer() did not make
ReaderAnswer decode_answer(std::string_view message);

} // namespace liangxian::uploads
