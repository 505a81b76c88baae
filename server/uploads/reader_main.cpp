// SPDX-License-Identifier: GPL-2.0-or-later
// liangxian-upload-reader FOLDER: reads one file that somebody uploaded, behind a fence. Started by the
// server only: a task comes by standard input, the answer goes to standard output; FOLDER is all it may write
// in.
#include "core/base/data_files.hpp"
#include "core/base/error.hpp"
#include "core/gdal/gdal.hpp"
#include "core/intake/part_builder.hpp"
#include "server/uploads/reader_fence.hpp"
#include "server/uploads/reader_message.hpp"

#include <sys/prctl.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <exception>

#ifdef __SANITIZE_ADDRESS__
/// Looking for leaks needs calls that the fence does not let through.
extern "C" const char* __asan_default_options() { // NOLINT: the sanitizer's name
    return "detect_leaks=0";
}
#endif

namespace {

using namespace liangxian;
namespace fs = std::filesystem;

std::string all_of(int from) {
    std::string out;
    std::array<char, 1 << 16> piece{};
    for (;;) {
        const ssize_t count = ::read(from, piece.data(), piece.size());
        if (count == 0 || (count < 0 && errno != EINTR)) {
            return out;
        }
        out.append(piece.data(), count < 0 ? 0 : static_cast<std::size_t>(count));
    }
}

bool send(int to, const std::string& bytes) {
    std::size_t sent = 0;
    while (sent < bytes.size()) {
        const ssize_t count = ::write(to, bytes.data() + sent, bytes.size() - sent);
        if (count < 0 && errno != EINTR) {
            return false;
        }
        sent += count < 0 ? 0 : static_cast<std::size_t>(count);
    }
    return true;
}

/// The installation: libraries, their data, our modules and data.
std::vector<fs::path> installation() {
    std::error_code ignored;
    const fs::path programs = fs::read_symlink("/proc/self/exe", ignored).parent_path();
    std::vector<fs::path> out{"/usr",
                              "/lib",
                              "/lib64",
                              "/etc/ld.so.cache",
                              "/etc/localtime",
                              "/dev/null",
                              "/dev/urandom",
                              programs.parent_path() / "lib" / "liangxian",
                              base::data_directory()};
    for (const char* name : {"PROJ_DATA", "PROJ_LIB", "GDAL_DATA"}) { // where they stand elsewhere
        if (const char* folder = std::getenv(name)) {
            out.emplace_back(folder);
        }
    }
    return out;
}

intake::ReadOutcome read(const uploads::ReaderTask& task) {
    try {
        return intake::read_bytes(task.bytes, task.name, task.options);
    } catch (const base::Error& error) {
        return intake::unreadable_outcome(task.name, {{error.code(), task.name, error.message()}});
    }
}

} // namespace

int main(int argc, char** argv) {
    if (argc != 2) {
        return 2;
    }
    ::prctl(PR_SET_PDEATHSIG, SIGKILL);
    try {
        const std::string message = all_of(STDIN_FILENO);
        gdal::functions(); // loaded while files can still be seen
        uploads::ReaderAnswer answer;
        answer.fence = uploads::put_up_fence(installation(), argv[1]);
        answer.outcome = read(uploads::decode_task(message));
        return send(STDOUT_FILENO, uploads::encode_answer(answer)) ? 0 : 3;
    } catch (const std::bad_alloc&) {
        return 4;
    } catch (const std::exception&) {
        return 1;
    }
}
