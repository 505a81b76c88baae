// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/app/package_accept.hpp"

#include "core/app/package_attempts.hpp"
#include "core/app/package_plan.hpp"
#include "core/app/version_name.hpp"
#include "core/base/error.hpp"
#include "core/base/file.hpp"
#include "core/store/record_fields.hpp"

#include <fmt/format.h>

#include <sstream>

namespace liangxian::app {
namespace {

constexpr std::size_t kLargestList = 16u << 20;

const store::PackageRecord* record_with(const std::vector<store::PackageRecord>& records,
                                        std::string_view role) {
    for (const store::PackageRecord& one : records) {
        if (one.role == role) {
            return &one;
        }
    }
    return nullptr;
}

std::string trimmed(const std::string& text) {
    const std::size_t first = text.find_first_not_of(" \t\r\n\"");
    const std::size_t last = text.find_last_not_of(" \t\r\n\"");
    return first == std::string::npos ? "" : text.substr(first, last - first + 1);
}

/// Everything that was not decided, or decided about something else.
void refuse_undecided(const Package& package, const AcceptRequest& request) {
    base::Problems problems;
    PackageDecisions left = request.decisions;
    for (const PackedVersion& one : package.versions) {
        const std::string id = store::id_of(one.zone);
        if (left.erase(id) == 0 && !request.accept_all) {
            problems.push_back({"undecided",
                                id,
                                {"没有接收或退回的意见；列入 --decisions，或用 --all",
                                 "neither accepted nor returned; list it in --decisions, or use --all"}});
        }
    }
    for (const auto& [id, decision] : left) {
        problems.push_back({"version-unknown", id, {"数据包中没有", "is not in the package"}});
    }
    if (!problems.empty()) {
        throw base::InputError(std::move(problems));
    }
}

AcceptReport try_accepting(store::Store& store, const Package& package, const AcceptRequest& request,
                           const base::SigningKey& key) {
    const zone::ContentMark mark = store.content_mark(); // first: what is read after it is no older
    const auto records = store.packages(package.package_id);
    if (const auto* before = record_with(records, "accepted")) {
        AcceptReport out;
        out.was_accepted_before = true;
        out.receipt = before->content;
        const auto receipt =
            open_receipt(before->content, {key.public_key(), key_in_receipt(before->content)});
        out.lines = receipt ? receipt->lines : std::vector<ReceiptLine>();
        return out;
    }
    refuse_undecided(package, request);
    PackagePlan plan(store, package, request);
    plan.decide();
    AcceptReport out;
    out.lines = plan.lines();
    out.notes = plan.notes();
    Receipt receipt{package.package_id, request.office,
                    request.actor,      request.at.value_or(base::Timestamp::now()),
                    out.lines,          {}};
    out.receipt = seal_receipt(receipt, key);
    store::Act act = plan.act();
    act.entries.packages = {
        {package.package_id, "accepted", package.office, package.public_key, out.receipt, base::Timestamp()}};
    act.decided_on = mark;
    store.perform(act);
    return out;
}

} // namespace

base::Result<PackageDecisions> read_decisions(const std::filesystem::path& file) {
    std::string text = base::read_file(file, kLargestList);
    if (text.rfind("\xef\xbb\xbf", 0) == 0) {
        text.erase(0, 3);
    }
    PackageDecisions out;
    base::Problems problems;
    std::istringstream lines(text);
    std::string line;
    for (int number = 1; std::getline(lines, line); ++number) {
        const std::string where = fmt::format("{}:{}", file.filename().string(), number);
        const std::size_t first = line.find(',');
        const std::size_t second = first == std::string::npos ? first : line.find(',', first + 1);
        const std::string name = trimmed(line.substr(0, first));
        const std::string word =
            first == std::string::npos ? "" : trimmed(line.substr(first + 1, second - first - 1));
        const std::string reason = second == std::string::npos ? "" : trimmed(line.substr(second + 1));
        const bool is_heading = number == 1 && (name == "version" || name == "zone" || name == "界线");
        if (name.empty() || name.front() == '#' || is_heading) {
            continue;
        }
        const bool is_accepted = word == "accept" || word == "接收";
        if (!is_accepted && word != "return" && word != "退回") {
            problems.push_back({"decision-wrong",
                                where,
                                {fmt::format("“{}”应为 accept（接收）或 return（退回）", word),
                                 fmt::format("'{}' must be accept or return", word)}});
        } else if (!is_accepted && reason.empty()) {
            problems.push_back({"reason-missing", where, {"退回须说明理由", "a return needs its reason"}});
        } else if (!out.emplace(name, PackageDecision{is_accepted, reason}).second) {
            problems.push_back({"decision-repeated", where, {"已有意见", "was decided about already"}});
        }
    }
    return problems.empty() ? base::Result<PackageDecisions>(std::move(out))
                            : base::Result<PackageDecisions>(std::move(problems));
}

AcceptReport look_at_package(const store::Store& store, const Package& package,
                             const std::vector<std::string>& region) {
    AcceptRequest request;
    request.accept_all = true;
    request.region = region;
    PackagePlan plan(store, package, request);
    plan.decide();
    AcceptReport out;
    out.lines = plan.lines();
    out.notes = plan.notes();
    const auto records = store.packages(package.package_id);
    out.was_accepted_before = record_with(records, "accepted") != nullptr;
    return out;
}

AcceptReport accept_package(store::Store& store, const Package& package, const AcceptRequest& request,
                            const base::SigningKey& key) {
    store.act_as(request.actor);
    return with_attempts([&] { return try_accepting(store, package, request, key); });
}

} // namespace liangxian::app
