// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "server/uploads/reader_message.hpp"

#include <atomic>
#include <chrono>
#include <cstddef>
#include <filesystem>
#include <mutex>

namespace liangxian::uploads {

struct ReaderOptions {
    std::filesystem::path program;             ///< liangxian-upload-reader
    std::chrono::milliseconds patience{15000}; ///< longer: it is killed
    std::size_t at_a_time = 2;
    std::size_t largest_answer = std::size_t{64} << 20;
};

/// Has uploads read by a process of its own each, behind a fence (reader_fence.hpp), with a temporary folder
/// that is gone afterwards whatever happened. Any thread.
class ReaderProcess {
public:
    explicit ReaderProcess(ReaderOptions options) : m_options(std::move(options)) {}

    /// A file that crashes its reader, or passes a limit, gives one unreadable feature (`reader-crashed`,
    /// `reader-too-slow`, `reader-too-large`) that names it.
    /// \returns nothing when too many are read already
    /// \throws base::Error `reader-not-started`
    std::optional<ReaderAnswer> read(const ReaderTask& task);

private:
    ReaderOptions m_options;
    std::atomic<std::size_t> m_running{0};
};

} // namespace liangxian::uploads
