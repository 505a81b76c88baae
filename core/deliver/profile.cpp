// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/deliver/profile.hpp"

#include "core/base/digest.hpp"
#include "core/base/error.hpp"
#include "core/base/file.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <set>

namespace liangxian::deliver {
namespace {

using nlohmann::json;

constexpr std::size_t kLargestProfile = 1u << 20;
constexpr int kMostSerialDigits = 9;

/// One value of the file with its place, refused in words where it does not fit.
class Node {
public:
    Node(const std::filesystem::path& file, const json& value, std::string pointer)
        : m_file(file), m_value(value), m_pointer(std::move(pointer)) {}

    [[noreturn]] void refuse(const std::string& zh, const std::string& en) const {
        throw base::FileError("profile-wrong", {fmt::format("“{}” {}：{}", m_file.string(), m_pointer, zh),
                                                fmt::format("'{}' {}: {}", m_file.string(), m_pointer, en)});
    }
    bool has(const char* key) const { return m_value.is_object() && m_value.contains(key); }
    Node at(const char* key) const {
        if (!has(key)) {
            refuse(fmt::format("缺少 {}", key), fmt::format("{} is missing", key));
        }
        return {m_file, m_value.at(key), m_pointer + "/" + key};
    }
    std::string text() const {
        if (!m_value.is_string()) {
            refuse("应为文字", "must be a text");
        }
        return m_value.get<std::string>();
    }
    std::string text(const char* key) const { return has(key) ? at(key).text() : std::string(); }
    int whole(int least, int most) const {
        if (!m_value.is_number_integer() || m_value.get<std::int64_t>() < least ||
            m_value.get<std::int64_t>() > most) {
            refuse(fmt::format("应为 {} 到 {} 的整数", least, most),
                   fmt::format("must be a whole number from {} to {}", least, most));
        }
        return m_value.get<int>();
    }
    bool yes(const char* key) const {
        if (!has(key)) {
            return false;
        }
        if (!m_value.at(key).is_boolean()) {
            at(key).refuse("应为 true 或 false", "must be true or false");
        }
        return m_value.at(key).get<bool>();
    }
    double positive() const {
        if (!m_value.is_number() || m_value.get<double>() <= 0) {
            refuse("应为正数", "must be a number over 0");
        }
        return m_value.get<double>();
    }
    std::vector<Node> elements() const {
        if (!m_value.is_array()) {
            refuse("应为数组", "must be an array");
        }
        std::vector<Node> out;
        for (std::size_t i = 0; i < m_value.size(); ++i) {
            out.emplace_back(m_file, m_value[i], fmt::format("{}/{}", m_pointer, i));
        }
        return out;
    }
    std::vector<std::string> texts(const char* key) const {
        std::vector<std::string> out;
        for (const Node& one : has(key) ? at(key).elements() : std::vector<Node>()) {
            out.push_back(one.text());
        }
        return out;
    }

private:
    const std::filesystem::path& m_file;
    const json& m_value;
    std::string m_pointer;
};

ProfileField::Type type_of(const Node& node) {
    const std::string word = node.text();
    if (word == "text") {
        return ProfileField::Type::text;
    }
    if (word == "real") {
        return ProfileField::Type::real;
    }
    if (word == "whole") {
        return ProfileField::Type::whole;
    }
    node.refuse("应为 text、real 或 whole", "must be text, real or whole");
}

ValueSource computed_of(const Node& node) {
    const std::string word = node.text();
    if (word == "bsm") {
        return ValueSource::bsm;
    }
    if (word == "area-geodesic-m2") {
        return ValueSource::area_geodesic_m2;
    }
    node.refuse("应为 bsm 或 area-geodesic-m2", "must be bsm or area-geodesic-m2");
}

std::vector<ProfileCode> codes_of(const Node& node) {
    std::vector<ProfileCode> out;
    for (const Node& one : node.elements()) {
        out.push_back({one.at("code").text(), one.text("name"), one.texts("records")});
    }
    return out;
}

ProfileField field_of(const Node& node) {
    ProfileField out;
    out.name = node.at("name").text();
    out.alias = node.text("alias");
    out.type = type_of(node.at("type"));
    out.length = out.type == ProfileField::Type::text ? node.at("length").whole(1, 10000) : 0;
    out.decimals = out.type == ProfileField::Type::real ? node.at("decimals").whole(0, 12) : 0;
    out.is_mandatory = node.yes("mandatory");
    out.is_verified = node.yes("verified");
    out.codes = node.has("codes") ? codes_of(node.at("codes")) : std::vector<ProfileCode>();
    out.writes_names = node.text("writes") == "name";
    out.column = node.text("column");
    out.constant = node.text("constant");
    out.source = node.has("computed")    ? computed_of(node.at("computed"))
                 : !out.column.empty()   ? ValueSource::column
                 : !out.constant.empty() ? ValueSource::constant
                                         : ValueSource::none;
    return out;
}

BsmForm bsm_of(const Node& node) {
    BsmForm out;
    out.field = node.at("field").text();
    for (const Node& part : node.at("prefix").elements()) {
        out.prefix.push_back({part.text("column"), part.text("text")});
    }
    out.serial_digits = node.at("serial_digits").whole(1, kMostSerialDigits);
    return out;
}

Profile::Records records_of(const Node& node) {
    const std::string word = node.text();
    if (word != "zones" && word != "sites") {
        node.refuse("应为 zones 或 sites", "must be zones or sites");
    }
    return word == "zones" ? Profile::Records::zones : Profile::Records::sites;
}

void look_at_fields(const Profile& profile, const Node& root) {
    std::set<std::string> names;
    for (const ProfileField& field : profile.fields) {
        if (!names.insert(field.name).second) {
            root.at("fields").refuse("字段 " + field.name + " 重复",
                                     "the field " + field.name + " stands twice");
        }
    }
    const ProfileField* bsm = profile.bsm_field();
    if (bsm == nullptr || bsm->type != ProfileField::Type::text || bsm->source != ValueSource::bsm) {
        root.at("bsm").refuse("标识码字段应是 computed 为 bsm 的文字字段",
                              "its field must be a text that is computed as bsm");
    }
}

Profile profile_of(const Node& root) {
    Profile out;
    out.id = root.at("profile").text();
    out.title = {root.at("title").text("zh"), root.at("title").text("en")};
    out.source = root.text("source");
    out.unverified = root.texts("unverified");
    out.records = records_of(root.at("records"));
    out.county_code_digits = root.at("county_code_digits").whole(6, 12);
    const Node layer = root.at("layer");
    out.layer = layer.at("name").text();
    out.layer_alias = layer.text("alias");
    out.crs = layer.at("crs").whole(4490, 4490);
    out.grid_decimals = layer.at("grid_decimals").whole(4, 12);
    out.tolerance = layer.at("tolerance").positive();
    out.bsm = bsm_of(root.at("bsm"));
    out.tolerated_fields = root.texts("tolerated_fields");
    for (const Node& field : root.at("fields").elements()) {
        out.fields.push_back(field_of(field));
    }
    look_at_fields(out, root);
    return out;
}

} // namespace

const ProfileField* Profile::field(std::string_view name) const {
    const auto found = std::find_if(fields.begin(), fields.end(),
                                    [name](const ProfileField& field) { return field.name == name; });
    return found == fields.end() ? nullptr : &*found;
}

Profile load_profile(const std::filesystem::path& file) {
    const std::string bytes = base::read_file(file, kLargestProfile);
    const json root = json::parse(bytes, nullptr, false);
    const Node node(file, root, "");
    if (!root.is_object()) {
        node.refuse("不是 JSON 对象", "is no JSON object");
    }
    Profile out = profile_of(node);
    out.digest = base::sha256_hex(bytes);
    return out;
}

std::vector<std::string> profile_ids(const std::filesystem::path& folder) {
    std::vector<std::string> out;
    std::error_code error;
    for (const auto& entry : std::filesystem::directory_iterator(folder, error)) {
        if (entry.path().extension() != ".json") {
            continue;
        }
        const json root = json::parse(base::read_file(entry.path(), kLargestProfile), nullptr, false);
        if (root.is_object() && root.contains("profile")) {
            out.push_back(entry.path().stem().string());
        }
    }
    std::sort(out.begin(), out.end());
    return out;
}

} // namespace liangxian::deliver
