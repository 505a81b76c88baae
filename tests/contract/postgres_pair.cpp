// SPDX-License-Identifier: GPL-2.0-or-later
#include "tests/contract/postgres_pair.hpp"

#include <cstdlib>
#include <stdexcept>

namespace liangxian::store {

PostgresPair::PostgresPair() { run("start"); }
PostgresPair::~PostgresPair() { run("stop"); }

std::string PostgresPair::host() const {
    std::string out;
    for (const char c : m_folder.path().string()) {
        out += c == '/' ? "%2F" : std::string(1, c);
    }
    return out;
}

std::string PostgresPair::address(const std::string& port) const {
    return "postgresql://postgres@" + host() + ":" + port + "/postgres";
}

std::string PostgresPair::both() const {
    return "postgresql://postgres@" + host() + ":5432," + host() + ":5433/postgres";
}

void PostgresPair::run(const std::string& command) const {
    const std::string line = std::string(LIANGXIAN_SOURCE_DIR "/scripts/postgres_pair.sh ") + command + " " +
                             m_folder.path().string() + " >/dev/null";
    if (std::system(line.c_str()) != 0) {
        throw std::runtime_error("postgres_pair.sh " + command + " failed");
    }
}

} // namespace liangxian::store
