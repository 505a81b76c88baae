// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/report/json_report.hpp"

#include "core/base/canonical_json.hpp"
#include "core/result/result_json.hpp"

#include <nlohmann/json.hpp>

namespace liangxian::report {

std::string json_report(const std::vector<Outcome>& outcomes) {
    nlohmann::ordered_json results = nlohmann::ordered_json::array();
    for (const Outcome& outcome : outcomes) {
        results.push_back(std::visit([](const auto& one) { return result::to_json(one); }, outcome));
    }
    if (results.size() == 1) {
        return base::pretty_json(results.front());
    }
    return base::pretty_json({{"results", std::move(results)}});
}

} // namespace liangxian::report
