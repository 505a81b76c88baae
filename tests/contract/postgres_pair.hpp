// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/base/file.hpp"

#include <string>

namespace liangxian::store {

/// A primary and a replica of one's own (scripts/postgres_pair.sh), stopped and removed by the destructor.
class PostgresPair {
public:
    /// Ends the test when they do not start.
    PostgresPair();
    ~PostgresPair();
    PostgresPair(const PostgresPair&) = delete;
    PostgresPair& operator=(const PostgresPair&) = delete;

    /// \name Addresses
    /// @{
    std::string primary() const { return address("5432"); }
    std::string replica() const { return address("5433"); }
    std::string both() const;
    /// @}

    void stop_primary() const { run("stop-primary"); }
    void start_primary() const { run("start-primary"); }
    void promote_replica() const { run("promote-replica"); }

private:
    std::string address(const std::string& port) const;
    std::string host() const;
    void run(const std::string& command) const;

    base::TemporaryDirectory m_folder;
};

} // namespace liangxian::store
