// SPDX-License-Identifier: GPL-2.0-or-later
#include "server/ows/worker_pool.hpp"

#include "core/base/error.hpp"

#include <fcntl.h>
#include <spawn.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <csignal>

extern char** environ; // NOLINT(readability-redundant-declaration): POSIX wants it said

namespace liangxian::ows {

/// A worker that is let go is killed: it holds nothing that could be lost.
WorkerPool::Worker::~Worker() {
    if (socket >= 0) {
        ::close(socket);
    }
    if (process > 0) {
        ::kill(process, SIGKILL);
        ::waitpid(process, nullptr, 0);
    }
}

WorkerPool::~WorkerPool() = default;

void WorkerPool::renew(std::function<std::filesystem::path()> exact_data,
                       std::function<std::shared_ptr<const SharedMemory>()> features) {
    std::vector<WorkerPointer> of_before;
    {
        const std::lock_guard<std::mutex> lock(m_mutex);
        m_options.exact_data = std::move(exact_data);
        m_options.features = std::move(features);
        ++m_generation;
        of_before.swap(m_idle);
    }
} // idle ones of before end here, outside of the lock: what they read is no longer there

WorkerPool::Sources WorkerPool::sources() {
    std::function<std::filesystem::path()> exact_file;
    std::function<std::shared_ptr<const SharedMemory>()> features;
    Sources out;
    {
        const std::lock_guard<std::mutex> lock(m_mutex);
        out.generation = m_generation;
        exact_file = m_options.exact_data;
        features = m_options.features;
    }
    out.exact_data = exact_file ? exact_file().string() : std::string();
    out.features = features ? features() : nullptr;
    return out;
}

WorkerPool::WorkerPointer WorkerPool::start() {
    Sources from;
    try {
        from = sources();
    } catch (const base::Error&) { // it cannot be written: nobody is shown another view instead
        return nullptr;
    }
    std::array<int, 2> ends{};
    if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends.data()) != 0) {
        return nullptr;
    }
    auto worker = std::make_unique<Worker>();
    worker->socket = ends[0];
    worker->generation = from.generation;
    constexpr int kSocket = 3;
    constexpr int kFeatures = 4;
    // Above what they become, so that the first does not take the place of the second.
    const int features =
        from.features == nullptr ? -1 : ::fcntl(from.features->descriptor(), F_DUPFD_CLOEXEC, kFeatures + 1);
    posix_spawn_file_actions_t actions;
    ::posix_spawn_file_actions_init(&actions);
    ::posix_spawn_file_actions_adddup2(&actions, ends[1], kSocket);
    std::string theirs = std::to_string(kSocket);
    if (features >= 0) {
        ::posix_spawn_file_actions_adddup2(&actions, features, kFeatures);
        theirs += ":" + std::to_string(kFeatures);
    }
    std::array<std::string, 4> words{m_options.program.string(), m_options.public_data.string(), theirs,
                                     from.exact_data};
    std::array<char*, 5> argv{words[0].data(), words[1].data(), words[2].data(),
                              from.exact_data.empty() ? nullptr : words[3].data(), nullptr};
    const int failed =
        ::posix_spawn(&worker->process, words[0].c_str(), &actions, nullptr, argv.data(), environ);
    ::posix_spawn_file_actions_destroy(&actions);
    ::close(ends[1]);
    if (features >= 0) {
        ::close(features);
    }
    if (failed != 0) {
        worker->process = -1;
        return nullptr;
    }
    ++m_started;
    Silence why{};
    constexpr std::size_t kGreeting = 4096;
    return receive_frame(worker->socket, m_options.start_patience, kGreeting, why) ? std::move(worker)
                                                                                   : nullptr;
}

/// One that is idle, or a new one, or the next that is given back. \returns nothing when too many wait, or no
/// worker starts
WorkerPool::WorkerPointer WorkerPool::take(Outcome& why_not) {
    std::unique_lock<std::mutex> lock(m_mutex);
    if (m_busy >= m_options.workers && m_waiting >= m_options.waiting) {
        why_not = Outcome::busy;
        return nullptr;
    }
    ++m_waiting;
    m_is_free.wait(lock, [this] { return m_busy < m_options.workers; });
    --m_waiting;
    ++m_busy;
    WorkerPointer out;
    while (!m_idle.empty() && out == nullptr) {
        out = std::move(m_idle.back());
        m_idle.pop_back();
        if (out->generation != m_generation) {
            out.reset();
        }
    }
    lock.unlock();
    if (out == nullptr) {
        out = start();
    }
    if (out == nullptr) {
        why_not = Outcome::crashed;
        give_back(nullptr);
    }
    return out;
}

void WorkerPool::give_back(WorkerPointer worker) {
    {
        const std::lock_guard<std::mutex> lock(m_mutex);
        --m_busy;
        if (worker != nullptr && worker->generation == m_generation) {
            m_idle.push_back(std::move(worker));
        }
    }
    m_is_free.notify_one();
} // a worker of before ends here, outside of the lock

WorkerPool::Try WorkerPool::try_once(Worker& worker, const Frame& request, Frame& answer) const {
    Silence why{};
    if (!send_frame(worker.socket, request)) {
        return Try::crashed;
    }
    auto received = receive_frame(worker.socket, m_options.answer_patience, m_options.largest_answer, why);
    if (!received) {
        return why == Silence::late ? Try::late : Try::crashed;
    }
    answer = std::move(*received);
    return Try::answered;
}

Outcome WorkerPool::ask(const Frame& request, bool may_repeat, Frame& answer) {
    const int tries = may_repeat ? 2 : 1;
    for (int i = 0; i < tries; ++i) {
        Outcome why_not{};
        WorkerPointer worker = take(why_not);
        if (worker == nullptr) {
            return why_not;
        }
        const Try came = try_once(*worker, request, answer);
        if (came == Try::answered) {
            give_back(std::move(worker));
            return Outcome::answered;
        }
        worker.reset();
        give_back(nullptr);
        if (came == Try::late) {
            ++m_late;
            return Outcome::late;
        }
        ++m_crashed;
    }
    return Outcome::crashed;
}

} // namespace liangxian::ows
