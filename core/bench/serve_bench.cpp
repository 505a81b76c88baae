// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/bench/serve_bench.hpp"

#include "core/base/file.hpp"
#include "core/bench/cpu_clock.hpp"
#include "core/bench/map_server.hpp"
#include "core/bench/region_store.hpp"
#include "core/bench/serve_cases.hpp"

#include <algorithm>
#include <chrono>

namespace liangxian::bench {
namespace {

using Clock = std::chrono::steady_clock;

double ms_since(Clock::time_point start) {
    return std::chrono::duration<double, std::milli>(Clock::now() - start).count();
}

std::size_t count_of(const std::string& text, const std::string& word) {
    std::size_t out = 0;
    for (std::size_t at = text.find(word); at != std::string::npos; at = text.find(word, at + word.size())) {
        ++out;
    }
    return out;
}

/// Whatever the encoding, each feature says its zone_id once: as an element, or as a member.
std::size_t features_in(const std::string& body) {
    return count_of(body, "zone_id>") / 2 + count_of(body, "\"zone_id\"");
}

bool is_refused(const ServerAnswer& answer) {
    return (answer.status != 200 && answer.status != 204 && answer.status != 304) ||
           answer.body.find("ServiceException") != std::string::npos ||
           answer.body.find("ExceptionReport") != std::string::npos;
}

class ServeBench {
public:
    ServeBench(const ServeBenchRequest& request, const base::CancelToken& cancel, ServeBenchReport& report)
        : m_request(request), m_cancel(cancel), m_generator(request.region, request.seed), m_report(report) {}

    void run(const base::Progress& progress) {
        m_store = m_request.store.value_or(m_folder.path() / "region.gpkg");
        if (!std::filesystem::exists(m_store)) {
            write_region_store(m_generator, m_store, m_cancel, progress);
        }
        start_servers();
        const std::vector<ServeCase> cases = make_serve_cases(m_generator, m_request.requests);
        for (const ServeCase& one : cases) {
            const auto& wanted = m_request.cases;
            if (wanted.empty() || std::find(wanted.begin(), wanted.end(), one.name) != wanted.end()) {
                measure(one);
            }
            if (progress) {
                progress(m_report.cases.size(), cases.size());
            }
        }
        for (const auto& server : m_servers) {
            m_report.memory_bytes[server->name()] = process_tree_memory_bytes(server->process());
        }
    }

private:
    void start_servers() {
        const Clock::time_point start = Clock::now();
        m_servers.push_back(start_own_server(m_request.program, m_store));
        m_report.start_s = ms_since(start) / 1000;
        const std::filesystem::path data = m_store.string() + ".public.gpkg";
        for (const std::string& peer : m_request.peers) {
            m_servers.push_back(peer == "mapserv" ? start_mapserv(data, m_folder.path())
                                                  : start_qgis_server(data, m_folder.path()));
        }
    }

    void measure(const ServeCase& what) {
        ServedCase out;
        out.name = what.name;
        for (const auto& server : m_servers) {
            const auto targets = what.targets.find(server->name());
            if (targets != what.targets.end()) {
                out.servers[server->name()] = measure(what, targets->second, *server);
            }
        }
        m_report.cases.push_back(std::move(out));
    }

    /// How many are asked while the clock runs; the others before it, so that libraries are loaded and files
    /// open.
    static std::size_t counted(const ServeCase& what, std::size_t targets) {
        constexpr std::size_t kAFew = 3;
        return what.is_asked_before ? targets : targets - std::min(kAFew, targets - 1);
    }

    static std::vector<std::string> warm_up(const ServeCase& what, const std::vector<std::string>& targets,
                                            MapServer& server) {
        std::vector<std::string> etags(targets.size());
        for (std::size_t i = what.is_asked_before ? 0 : counted(what, targets.size()); i < targets.size();
             ++i) {
            etags[i] = server.ask(targets[i], "", what.is_asked_before).etag;
        }
        return etags;
    }

    ServedFigures measure(const ServeCase& what, const std::vector<std::string>& targets, MapServer& server) {
        const std::vector<std::string> etags = warm_up(what, targets, server);
        const std::size_t count = counted(what, targets.size());
        ServedFigures out;
        std::vector<double> times_ms;
        const double before_s = process_tree_cpu_s(server.process());
        for (std::size_t i = 0; i < count; ++i) {
            m_cancel.throw_if_cancelled();
            const Clock::time_point start = Clock::now();
            const ServerAnswer answer =
                server.ask(targets[i], what.is_known_already ? etags[i] : "", what.is_asked_before);
            times_ms.push_back(ms_since(start));
            out.bytes += answer.body.size();
            out.failed += is_refused(answer) ? 1U : 0U;
            out.features += what.has_features ? features_in(answer.body) : 0;
        }
        out.requests = count;
        out.cpu_ms = (process_tree_cpu_s(server.process()) - before_s) * 1000 / static_cast<double>(count);
        std::sort(times_ms.begin(), times_ms.end());
        out.p50_ms = times_ms[(count - 1) / 2];
        out.p99_ms = times_ms[(count - 1) * 99 / 100];
        return out;
    }

    const ServeBenchRequest& m_request;
    const base::CancelToken& m_cancel;
    Generator m_generator;
    ServeBenchReport& m_report;
    base::TemporaryDirectory m_folder;
    std::filesystem::path m_store;
    std::vector<std::unique_ptr<MapServer>> m_servers;
};

} // namespace

bool ServedCase::agrees(const std::string& peer) const {
    const ServedFigures& ours = servers.at("ours");
    const ServedFigures& theirs = servers.at(peer);
    return ours.failed == 0 && theirs.failed == 0 && ours.features == theirs.features;
}

bool ServeBenchReport::agrees() const {
    return std::all_of(cases.begin(), cases.end(), [](const ServedCase& one) {
        return std::all_of(one.servers.begin(), one.servers.end(),
                           [&one](const auto& server) { return one.agrees(server.first); });
    });
}

const std::vector<std::string>& serve_peer_names() {
    static const std::vector<std::string> names{"mapserv", "qgis"};
    return names;
}

std::vector<std::string> serve_case_names() {
    std::vector<std::string> out;
    for (const ServeCase& one : make_serve_cases(Generator(region_of_sites(1), 1), 1)) {
        out.push_back(one.name);
    }
    return out;
}

ServeBenchReport run_serve_bench(const ServeBenchRequest& request, const base::CancelToken& cancel,
                                 const base::Progress& progress) {
    ServeBenchReport report;
    report.processor = processor_name();
    report.region = request.region.name;
    report.seed = request.seed;
    report.zones = 2 * request.region.site_count;
    ServeBench(request, cancel, report).run(progress);
    return report;
}

} // namespace liangxian::bench
