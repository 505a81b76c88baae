// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "server/ows/frame.hpp"
#include "server/ows/shared_memory.hpp"

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include <sys/types.h>

namespace liangxian::ows {

struct WorkerOptions {
    std::filesystem::path program;
    std::filesystem::path public_data;
    /// The file of the exact layers, for who signed in, made when the first worker starts; empty: none.
    std::function<std::filesystem::path()> exact_data;
    /// The features to draw, made when the first worker starts (share_features()); empty, or nothing: workers
    /// read all they draw from the files.
    std::function<std::shared_ptr<const SharedMemory>()> features;
    std::size_t workers = 2;
    std::size_t waiting = 64; ///< requests that may wait for one; more: busy
    std::chrono::milliseconds start_patience{20000};
    std::chrono::milliseconds answer_patience{10000}; ///< later the worker is killed
    std::size_t largest_answer = std::size_t{64} << 20;
};

/// What came of a request.
enum class Outcome {
    answered,
    busy,    ///< too many wait
    late,    ///< the worker was killed
    crashed, ///< twice, or once for a request that may not be repeated; or no worker starts
};

/// Processes that answer one request at a time. One that crashes or is late costs its request at most;
/// another takes its place. Any thread.
class WorkerPool {
public:
    explicit WorkerPool(WorkerOptions options) : m_options(std::move(options)) {}
    ~WorkerPool();
    WorkerPool(const WorkerPool&) = delete;
    WorkerPool& operator=(const WorkerPool&) = delete;

    /// Waits for a worker, and for its answer. \param may_repeat  a request that changes nothing is asked of
    /// another worker when the first one dies over it
    Outcome ask(const Frame& request, bool may_repeat, Frame& answer);
    /// Workers read the data set when they start: those of before answer what they have begun.
    /// \param exact_data,features  what they read from now on
    void renew(std::function<std::filesystem::path()> exact_data,
               std::function<std::shared_ptr<const SharedMemory>()> features);

    struct Counts {
        std::uint64_t started = 0;
        std::uint64_t crashed = 0;
        std::uint64_t late = 0;
    };
    Counts counts() const { return {m_started, m_crashed, m_late}; }

private:
    struct Worker {
        pid_t process = -1;
        int socket = -1;
        std::uint64_t generation = 0;
        ~Worker();
    };
    using WorkerPointer = std::unique_ptr<Worker>;

    WorkerPointer take(Outcome& why_not);
    void give_back(WorkerPointer worker);
    /// \returns nothing when it cannot be started
    WorkerPointer start();
    enum class Try { answered, late, crashed };
    struct Sources {
        std::uint64_t generation = 0;
        std::string exact_data;
        std::shared_ptr<const SharedMemory> features;
    };
    /// \throws base::Error the exact layers cannot be written
    Sources sources();
    Try try_once(Worker& worker, const Frame& request, Frame& answer) const;

    WorkerOptions m_options;
    std::mutex m_mutex;
    std::condition_variable m_is_free;
    std::vector<WorkerPointer> m_idle;
    std::size_t m_busy = 0; ///< taken, or being started
    std::size_t m_waiting = 0;
    std::atomic<std::uint64_t> m_generation{0};
    std::atomic<std::uint64_t> m_started{0};
    std::atomic<std::uint64_t> m_crashed{0};
    std::atomic<std::uint64_t> m_late{0};
};

} // namespace liangxian::ows
