// SPDX-License-Identifier: GPL-2.0-or-later
#include "server/processes/check_runner.hpp"

#include "core/app/datums.hpp"
#include "core/app/hidden_records.hpp"
#include "core/app/jurisdiction.hpp"
#include "core/base/canonical_json.hpp"
#include "core/base/error.hpp"
#include "core/result/result_json.hpp"
#include "server/processes/tangle.hpp"

#include <nlohmann/json.hpp>

#include <utility>

namespace liangxian::processes {
namespace {

using nlohmann::ordered_json;

/// All that stood in the way of every application; each says where.
base::Problems problems_of(const std::vector<app::CheckOutcome>& outcomes) {
    base::Problems out;
    for (const app::CheckOutcome& outcome : outcomes) {
        if (const auto* failed = std::get_if<result::FailedApplication>(&outcome)) {
            out.insert(out.end(), failed->problems.begin(), failed->problems.end());
        }
    }
    return out;
}

void refuse_when_none_was_checked(const std::vector<app::CheckOutcome>& outcomes) {
    for (const app::CheckOutcome& outcome : outcomes) {
        if (std::holds_alternative<result::CheckResult>(outcome)) {
            return;
        }
    }
    base::Problems problems = problems_of(outcomes);
    if (problems.empty()) {
        problems.push_back({"nothing-read", "", {"没有任何申请", "there is no application"}});
    }
    throw base::InputError(std::move(problems));
}

void refuse_tangles(const std::vector<intake::ReadOutcome>& files) {
    base::Problems problems = tangles(files);
    if (!problems.empty()) {
        throw base::InputError(std::move(problems));
    }
}

/// The document of report::json_report(), with views in the place of results that touch what is withheld.
CheckAnswer answer_of(const std::vector<app::CheckOutcome>& outcomes, const result::Withheld& withheld) {
    CheckAnswer out;
    ordered_json results = ordered_json::array();
    for (const app::CheckOutcome& outcome : outcomes) {
        if (const auto* failed = std::get_if<result::FailedApplication>(&outcome)) {
            ++out.failed;
            results.push_back(result::to_json(*failed));
            continue;
        }
        const auto& one = std::get<result::CheckResult>(outcome);
        const bool is_view = !withheld.empty() && result::is_touched_by(one, withheld);
        results.push_back(is_view ? result::view_of(one, withheld) : result::to_json(one));
        out.views += is_view ? 1U : 0U;
        const ordered_json& made = results.back();
        out.sealed.push_back({is_view ? made["view"]["of"] : made["digest"], made["verdict"]});
    }
    out.json = base::pretty_json(results.size() == 1 ? results.front()
                                                     : ordered_json{{"results", std::move(results)}});
    return out;
}

} // namespace

CheckRunner::CheckRunner(std::string store_location, CheckSizes sizes)
    : m_stores(std::move(store_location)), m_data(app::load_product_data()), m_sizes(sizes) {}

intake::ReadOptions CheckRunner::read_options_of(const store::Store& store) const {
    intake::ReadOptions out;
    out.jurisdiction = app::jurisdiction_box(store.settings());
    out.registered_old_datums = app::DatumShifts(store).codes();
    out.limits.features = m_sizes.features;
    out.limits.vertices = m_sizes.vertices;
    out.limits.nesting = m_sizes.nesting;
    return out;
}

intake::ReadOptions CheckRunner::read_options() {
    return m_stores.with([this](const store::Store& store) { return read_options_of(store); });
}

std::vector<app::PreparedOutcome> CheckRunner::prepared(const intake::ReadOutcome& file, bool accept_repairs,
                                                        const base::CancelToken& cancel) {
    return m_stores.with([&](const store::Store& store) {
        std::vector<intake::ReadOutcome> files{file};
        refuse_tangles(files);
        app::DatumShifts(store).apply(files.front());
        app::CheckRequest request;
        request.accept_repairs = accept_repairs;
        return app::prepare_applications(files, request, cancel);
    });
}

CheckAnswer CheckRunner::run(const app::CheckRequest& request, const Read& read, bool sees_hidden,
                             const base::CancelToken& cancel, const base::Progress& progress) {
    return m_stores.with([&](const store::Store& store) {
        app::DatumShifts shifts(store);
        std::vector<intake::ReadOutcome> files = read(read_options_of(store));
        refuse_tangles(files);
        for (intake::ReadOutcome& file : files) {
            shifts.apply(file);
        }
        app::CheckContext context{store, m_data.rules, m_data.accuracy};
        context.standing = &m_lookup;
        const auto outcomes = app::check(context, files, request, cancel, progress);
        refuse_when_none_was_checked(outcomes);
        return answer_of(outcomes, sees_hidden ? result::Withheld() : app::hidden_records(store, outcomes));
    });
}

} // namespace liangxian::processes
