// SPDX-License-Identifier: GPL-2.0-or-later
#include "server/uploads/reader_message.hpp"

#include "core/intake/outcome_codec.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace liangxian::uploads {
namespace {

using nlohmann::json;

/// A line of JSON, then bytes.
std::pair<json, std::string_view> taken_apart(std::string_view message) {
    const std::size_t end = std::min(message.find('\n'), message.size());
    return {json::parse(message.substr(0, end)), message.substr(std::min(end + 1, message.size()))};
}

std::string joined(const json& head, std::string_view bytes) {
    std::string out = head.dump() + "\n";
    out.append(bytes);
    return out;
}

json box_json(const std::optional<geo::Box>& box) {
    return box ? json{box->min_x, box->min_y, box->max_x, box->max_y} : json(nullptr);
}

} // namespace

std::string encode_task(const ReaderTask& task) {
    const intake::ReadOptions& o = task.options;
    return joined({{"name", task.name},
                   {"epsg", o.declared_epsg ? json(*o.declared_epsg) : json(nullptr)},
                   {"encoding", o.encoding},
                   {"layer", o.layer},
                   {"grouping", static_cast<int>(o.grouping)},
                   {"jurisdiction", box_json(o.jurisdiction)},
                   {"datums", o.registered_old_datums},
                   {"file_bytes", o.limits.file_bytes},
                   {"unzipped_bytes", o.limits.unzipped_bytes},
                   {"archive_entries", o.limits.archive_entries},
                   {"features", o.limits.features},
                   {"vertices", o.limits.vertices},
                   {"nesting", o.limits.nesting}},
                  task.bytes);
}

ReaderTask decode_task(std::string_view message) {
    auto [head, bytes] = taken_apart(message);
    ReaderTask out;
    out.bytes = bytes;
    out.name = head.at("name");
    intake::ReadOptions& o = out.options;
    if (!head.at("epsg").is_null()) {
        o.declared_epsg = head.at("epsg").get<int>();
    }
    o.encoding = head.at("encoding");
    o.layer = head.at("layer");
    o.grouping = static_cast<intake::Grouping>(head.at("grouping").get<int>());
    if (const json& box = head.at("jurisdiction"); !box.is_null()) {
        geo::Box& to = o.jurisdiction.emplace();
        to.add({box.at(0), box.at(1)});
        to.add({box.at(2), box.at(3)});
    }
    o.registered_old_datums = head.at("datums").get<std::vector<int>>();
    o.limits.file_bytes = head.at("file_bytes");
    o.limits.unzipped_bytes = head.at("unzipped_bytes");
    o.limits.archive_entries = head.at("archive_entries");
    o.limits.features = head.at("features");
    o.limits.vertices = head.at("vertices");
    o.limits.nesting = head.at("nesting");
    return out;
}

std::string encode_answer(const ReaderAnswer& answer) {
    return joined({{"files", answer.fence.holds_files}, {"network", answer.fence.holds_network}},
                  intake::encode_outcome(answer.outcome));
}

ReaderAnswer decode_answer(std::string_view message) {
    auto [head, bytes] = taken_apart(message);
    return {{head.at("files"), head.at("network")}, intake::decode_outcome(bytes)};
}

} // namespace liangxian::uploads
