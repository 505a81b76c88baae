// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/base/cancel_token.hpp"
#include "core/base/text.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace liangxian::bench {

/// A generated store of so many zones, delivered and compared with what was delivered.
struct DeliverBenchRequest {
    std::uint32_t zones = 10000;
    std::uint64_t seed = 1;
};

/// What one piece of work takes.
struct WorkFigures {
    std::string name; ///< `deliver`, `compare`, `compare-unnamed`
    double cpu_s = 0; ///< of this process with its readers, all threads
    double wall_s = 0;
};

struct DeliverBenchReport {
    std::string processor;
    std::uint32_t zones = 0;
    std::uint64_t seed = 0;
    std::vector<WorkFigures> works; ///< in the order they are done
    std::size_t delivered = 0;
    std::size_t same = 0;          ///< of the compared lines
    std::size_t unnamed_same = 0;  ///< of lines compared with copies that say nothing of whose they are
    std::size_t unnamed_alike = 0; ///< of these, those that share their outline with another

    /// Whether every zone was delivered and is the same in the delivery, and found by its place alone.
    bool agrees() const {
        return delivered == zones && same == zones && unnamed_same + unnamed_alike == zones;
    }
};

/// \throws base::StoreError, base::FileError, base::Cancelled
DeliverBenchReport run_deliver_bench(const DeliverBenchRequest& request, const base::CancelToken& cancel,
                                     const base::Progress& progress);

std::string deliver_bench_table(const DeliverBenchReport& report, base::Language language);
std::string deliver_bench_json(const DeliverBenchReport& report);

} // namespace liangxian::bench
