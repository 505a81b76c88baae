// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/app/datum_plane.hpp"

#include "core/base/canonical_json.hpp"
#include "core/base/digest.hpp"
#include "core/base/strict_json.hpp"
#include "core/intake/crs_decision.hpp"

#include <fmt/format.h>

namespace liangxian::app {
namespace {

using nlohmann::json;

constexpr base::JsonLimits kLimits{std::size_t{4} << 20U, 4};

json pair_json(const geo::Position& p) { return json::array({p.x, p.y}); }

bool is_pair(const json& value) {
    return value.is_array() && value.size() == 2 && value[0].is_number() && value[1].is_number();
}

geo::Position position_of(const json& pair) { return {pair[0].get<double>(), pair[1].get<double>()}; }

const json& member(const json& object, const char* name) {
    static const json none;
    const auto found = object.find(name);
    return found == object.end() ? none : *found;
}

} // namespace

std::vector<int> OldForm::codes() const {
    const std::string number = datum == "xian80" ? "80" : "54";
    if (is_degrees) {
        return {datum == "xian80" ? 4610 : 4214};
    }
    std::vector<int> out;
    for (const bool prefixed : {true, false}) {
        if (const auto epsg = intake::old_datum_epsg(number, 3, zone, prefixed)) {
            out.push_back(*epsg);
        }
    }
    if (zone % 2 == 1) { // the 6° zone on the same meridian; its prefix is another
        if (const auto epsg = intake::old_datum_epsg(number, 6, (zone + 1) / 2, false)) {
            out.push_back(*epsg);
        }
        if (const auto epsg = intake::old_datum_epsg(number, 6, (zone + 1) / 2, true)) {
            out.push_back(*epsg);
        }
    }
    return out;
}

int OldForm::target_epsg() const { return geo::GaussZone{3, zone, false}.epsg(); }

std::string OldForm::describe() const {
    const std::string name = datum == "xian80" ? "Xian 1980" : "Beijing 1954";
    return is_degrees ? name + ", degrees" : fmt::format("{}, 3° zone {}", name, zone);
}

OldPlane::OldPlane(const OldForm& form) : m_form(form), m_transform(form.target_epsg()) {}

geo::Position OldPlane::from_file(const geo::Position& old) const {
    if (m_form.is_degrees) {
        return m_transform.from_4490(old);
    }
    constexpr double kPrefix = 1e6;
    const double number = old.x >= 1e7 ? static_cast<int>(old.x / kPrefix) : 0;
    return {old.x - number * kPrefix, old.y};
}

std::string to_text(const DatumParameters& p) {
    json hull = json::array();
    for (const geo::Position& corner : p.hull) {
        hull.push_back(pair_json(corner));
    }
    return base::canonical_json({{"datum", p.form.datum},
                                 {"degrees", p.form.is_degrees},
                                 {"zone", p.form.zone},
                                 {"model", geo::code_of(p.transform.model)},
                                 {"origin", pair_json(p.transform.origin)},
                                 {"target", pair_json(p.transform.target_origin)},
                                 {"matrix", p.transform.matrix},
                                 {"hull", hull},
                                 {"salt", p.salt}});
}

std::optional<DatumParameters> parse_datum_parameters(std::string_view text) {
    const auto read = base::read_canonical_json(text, kLimits);
    if (!read || !read->is_object()) {
        return std::nullopt;
    }
    const json& all = *read;
    const bool is_whole = member(all, "datum").is_string() && member(all, "degrees").is_boolean() &&
                          member(all, "zone").is_number_integer() && is_pair(member(all, "origin")) &&
                          is_pair(member(all, "target")) && member(all, "matrix").is_array() &&
                          member(all, "matrix").size() == 4 && member(all, "hull").is_array() &&
                          member(all, "model").is_string() && member(all, "salt").is_string();
    if (!is_whole) {
        return std::nullopt;
    }
    DatumParameters out;
    out.salt = all["salt"].get<std::string>();
    out.form = {all["datum"].get<std::string>(), all["degrees"].get<bool>(), all["zone"].get<int>()};
    out.transform.model = all["model"].get<std::string>() == "affine" ? geo::TransformModel::affine
                                                                      : geo::TransformModel::four_parameter;
    out.transform.origin = position_of(all["origin"]);
    out.transform.target_origin = position_of(all["target"]);
    for (std::size_t i = 0; i < out.transform.matrix.size(); ++i) {
        if (!all["matrix"][i].is_number()) {
            return std::nullopt;
        }
        out.transform.matrix.at(i) = all["matrix"][i].get<double>();
    }
    for (const json& corner : all["hull"]) {
        if (!is_pair(corner)) {
            return std::nullopt;
        }
        out.hull.push_back(position_of(corner));
    }
    return out;
}

std::string datum_id_of(const std::string& datum, std::string_view parameters_text) {
    constexpr std::size_t kDigits = 24;
    return fmt::format("{}-{}", datum, base::sha256_hex(parameters_text).substr(0, kDigits));
}

} // namespace liangxian::app
