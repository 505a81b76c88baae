// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/intake/crs_decision.hpp"

#include "core/base/error.hpp"
#include "core/geo/axis_order.hpp"
#include "core/geo/crs.hpp"
#include "core/geo/transform.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

namespace liangxian::intake {
namespace {

/// What the eastings of a sample say by themselves.
struct ValueForm {
    bool degrees = false; ///< every value can be a longitude and latitude
    bool degrees_of_china = false;
    bool latitude_first = false; ///< degrees, but written latitude first
    std::size_t prefixed = 0;    ///< eastings of eight digits
    std::size_t plain = 0;       ///< eastings of six digits (or seven, far from the meridian)
    std::set<int> prefixes;      ///< zone numbers in front of them, as written
};

ValueForm value_form(const std::vector<geo::Position>& sample) {
    ValueForm form;
    form.degrees = form.degrees_of_china = form.latitude_first = !sample.empty();
    for (const geo::Position& p : sample) {
        form.degrees = form.degrees && std::abs(p.x) <= 180 && std::abs(p.y) <= 90;
        const auto order = geo::axis_order_of_degrees(p.x, p.y);
        form.degrees_of_china = form.degrees_of_china && order == geo::AxisOrder::easting_first;
        form.latitude_first = form.latitude_first && order == geo::AxisOrder::northing_first;
        if (p.x >= 1e7 && p.x < 1e8) {
            ++form.prefixed;
            form.prefixes.insert(static_cast<int>(p.x / 1e6));
        } else {
            ++form.plain;
        }
    }
    return form;
}

std::string zone_words(const geo::GaussZone& zone) {
    return fmt::format("EPSG:{} ({}°, {})", zone.epsg(), zone.width_deg, zone.number);
}

std::string joined(const std::vector<geo::GaussZone>& zones) {
    std::string out;
    for (const geo::GaussZone& zone : zones) {
        out += (out.empty() ? "" : ", ") + zone_words(zone);
    }
    return out;
}

std::optional<geo::GaussZone> zone_of(int number, bool prefixed) {
    return geo::GaussZone::from_prefixed_easting(number * 1e6).has_value()
               ? std::optional<geo::GaussZone>(
                     {geo::GaussZone::from_prefixed_easting(number * 1e6)->width_deg, number, prefixed})
               : std::nullopt;
}

std::string old_datum_name(const std::string& datum, bool chinese) {
    if (datum == "80") {
        return chinese ? "1980西安坐标系" : "Xian 1980";
    }
    return chinese ? "1954北京坐标系" : "Beijing 1954";
}

/// One decision; a class only so that each rule is a short function over the same evidence.
class CrsRules {
public:
    explicit CrsRules(const CrsEvidence& evidence) : m_e(evidence), m_form(value_form(evidence.sample)) {}

    base::Result<CrsChoice> decide() {
        if (m_e.sample.empty()) {
            fail("no-coordinates",
                 {"没有坐标，无法判断坐标系", "there are no coordinates to decide a CRS for"});
        } else {
            choose();
        }
        if (m_problems.empty()) {
            test_place();
        }
        if (!m_problems.empty()) {
            return m_problems;
        }
        return m_choice;
    }

private:
    void fail(const char* code, base::Text message) {
        m_problems.push_back({code, m_e.where, std::move(message)});
    }
    void warn(const char* code, base::Text message) {
        m_choice.warnings.push_back({code, m_e.where, std::move(message)});
    }
    void take(int epsg, const char* basis) {
        m_choice.crs = {epsg, basis};
        if (epsg == 4326) {
            m_choice.crs.epsg = geo::kCgcs2000;
            note_wgs84();
        }
    }
    void note_wgs84() {
        warn("wgs84-taken-as-cgcs2000",
             {"WGS84 按 CGCS2000（EPSG:4490）处理，两者相差厘米至分米级",
              "WGS 84 is taken as CGCS2000 (EPSG:4490); they differ by centimetres to decimetres"});
    }

    void choose() {
        if (m_e.declared_epsg) {
            by_code(*m_e.declared_epsg, "declared");
            note_overruled_header();
        } else if (m_e.header_datum == "80" || m_e.header_datum == "54") {
            by_old_header();
        } else if (m_e.header_epsg) {
            by_code(*m_e.header_epsg, "header");
        } else if (m_e.header_in_degrees) {
            by_degrees("header");
        } else if (m_e.header_zone || m_e.header_zone_width) {
            by_header_zone();
        } else if (m_e.prj_epsg) {
            by_code(*m_e.prj_epsg, "prj");
        } else if (m_e.format_is_degrees) {
            by_degrees("format");
        } else {
            by_values();
        }
        if (m_problems.empty() && m_e.header_datum == "WGS84" && !m_e.declared_epsg) {
            note_wgs84();
        }
    }

    bool is_registered(int epsg) const {
        const auto& list = m_e.registered_old_datums;
        return std::find(list.begin(), list.end(), epsg) != list.end();
    }
    void refuse_datum(const std::string& zh, const std::string& en) {
        fail(
            "datum-refused",
            {"坐标属于" + zh +
                 "，与 CGCS2000 相差数十米以上，不能直接当作 CGCS2000 使用；请提交 2000 "
                 "国家大地坐标系成果，或先在库中登记经审定的本地转换参数",
             "the coordinates are in " + en +
                 ", tens of metres and more from CGCS2000, and are never taken "
                 "as it; hand in CGCS2000 coordinates, or register an approved local transformation in the store"});
    }
    void note_overruled_header() {
        if (m_problems.empty() && (m_e.header_datum == "80" || m_e.header_datum == "54")) {
            warn("header-overruled",
                 {"文件头写的是" + old_datum_name(m_e.header_datum, true) + "，已按 --crs 处理，请核实",
                  "the header says " + old_datum_name(m_e.header_datum, false) +
                      "; --crs was followed, please verify"});
        }
    }

    /// A code somebody states: the old datums, then agreement with the values.
    void by_code(int epsg, const char* basis) {
        if (const auto datum = geo::refused_datum(epsg)) {
            if (!is_registered(epsg)) {
                refuse_datum(fmt::format("{}（EPSG:{}）",
                                         *datum == "Xian 1980" ? "1980西安坐标系" : "1954北京坐标系", epsg),
                             fmt::format("{} (EPSG:{})", *datum, epsg));
                return;
            }
        } else if (geo::is_geographic_4490_like(epsg)) {
            require_degrees();
        } else if (const auto zone = geo::GaussZone::from_epsg(epsg)) {
            require_zone(*zone);
        } else {
            require_known(epsg);
        }
        if (m_problems.empty()) {
            take(epsg, basis);
        }
    }
    void require_known(int epsg) {
        try {
            const geo::Transform probe(epsg);
        } catch (const base::Error& error) {
            fail("crs-unknown", {fmt::format("不能使用 EPSG:{}：{}", epsg, error.message().zh),
                                 fmt::format("EPSG:{} cannot be used: {}", epsg, error.message().en)});
        }
    }
    void require_degrees() {
        if (m_form.latitude_first) {
            fail(
                "latitude-first",
                {"坐标像是纬度在前（第一个数在 3–54，第二个在 73–136）；这里要求经度在前，请交换两列",
                 "the coordinates look latitude first (3–54, then 73–136); longitude comes first here, swap them"});
        } else if (!m_form.degrees) {
            fail(
                "not-degrees",
                {"声明为经纬度，但数值不是度（超出 ±180、±90）；若是平面坐标，请用 --crs 给出其投影，例如 EPSG:4525",
                 "longitude and latitude are stated, but the values are no degrees (beyond ±180, ±90); for plane "
                 "coordinates give their projection with --crs, e.g. EPSG:4525"});
        }
    }
    void require_zone(const geo::GaussZone& zone) {
        if (m_form.degrees) {
            fail("crs-contradiction",
                 {"声明为平面坐标系 " + zone_words(zone) + "，但数值是经纬度；请改用 --crs EPSG:4490",
                  "a plane is stated, " + zone_words(zone) +
                      ", but the values are degrees; use --crs EPSG:4490"});
            return;
        }
        const bool agree = zone.prefixed ? m_form.plain == 0 && m_form.prefixes == std::set<int>{zone.number}
                                         : m_form.prefixed == 0;
        if (!agree) {
            contradict(zone);
        }
    }
    /// The statement and what the eastings say, side by side; the user must choose.
    void contradict(const geo::GaussZone& stated) {
        std::vector<geo::GaussZone> candidates{stated};
        for (const int prefix : m_form.prefixes) {
            if (const auto zone = zone_of(prefix, true); zone && !(*zone == stated)) {
                candidates.push_back(*zone);
            }
        }
        if (m_form.prefixed == 0) {
            candidates.push_back({stated.width_deg, stated.number, false});
        }
        std::string seen;
        for (const int prefix : m_form.prefixes) {
            seen += (seen.empty() ? "" : ", ") + std::to_string(prefix);
        }
        const std::string zh = seen.empty() ? "横坐标不带带号" : "横坐标前两位是 " + seen;
        const std::string en =
            seen.empty() ? "the eastings carry no zone number" : "the eastings begin with " + seen;
        fail("zone-contradiction", {"声明的是 " + zone_words(stated) + "，而" + zh + "，两者矛盾；候选：" +
                                        joined(candidates) + "；请核实后用 --crs 给出",
                                    zone_words(stated) + " is stated, but " + en +
                                        "; candidates: " + joined(candidates) + "; verify, then give --crs"});
    }

    void by_old_header() {
        const std::string& datum = m_e.header_datum;
        const bool prefixed = m_form.prefixed > 0;
        const int number = m_e.header_zone               ? *m_e.header_zone
                           : m_form.prefixes.size() == 1 ? *m_form.prefixes.begin()
                                                         : 0;
        const auto named = zone_of(number, prefixed);
        const int width = m_e.header_zone_width.value_or(named ? named->width_deg : 3);
        const auto epsg = m_e.header_in_degrees ? std::optional<int>(datum == "80" ? 4610 : 4214)
                                                : old_datum_epsg(datum, width, number, prefixed);
        if (epsg && is_registered(*epsg)) {
            take(*epsg, "header");
        } else {
            refuse_datum(old_datum_name(datum, true), old_datum_name(datum, false));
        }
    }
    void by_degrees(const char* basis) {
        require_degrees();
        if (m_problems.empty()) {
            take(geo::kCgcs2000, basis);
        }
    }

    /// 几度分带 and 带号, of which either may be missing, against the eastings.
    void by_header_zone() {
        if (m_form.degrees) {
            by_values();
            return;
        }
        const int number = m_e.header_zone               ? *m_e.header_zone
                           : m_form.prefixes.size() == 1 ? *m_form.prefixes.begin()
                                                         : 0;
        if (number == 0 && m_form.prefixes.empty()) {
            by_jurisdiction(m_e.header_zone_width);
            return;
        }
        const auto named = zone_of(number, m_form.prefixed > 0);
        if (!named || m_e.header_zone_width.value_or(named->width_deg) != named->width_deg) {
            contradict_width(number);
            return;
        }
        const auto agree =
            m_form.prefixed == 0 || (m_form.plain == 0 && m_form.prefixes == std::set<int>{named->number});
        if (!agree) {
            contradict(*named);
        } else {
            take(named->epsg(), "header");
        }
    }
    void contradict_width(int number) {
        std::vector<geo::GaussZone> candidates;
        std::set<int> numbers = m_form.prefixes;
        numbers.insert(number);
        for (const int n : numbers) {
            if (const auto zone = zone_of(n, m_form.prefixed > 0)) {
                candidates.push_back(*zone);
            }
        }
        const std::string width = m_e.header_zone_width ? std::to_string(*m_e.header_zone_width) : "?";
        fail(
            "zone-contradiction",
            {fmt::format(
                 "带号 {} 与 {} 度分带矛盾（13–23 是 6 度带，25–45 是 3 度带）；候选：{}；请用 --crs 给出",
                 number, width, joined(candidates)),
             fmt::format(
                 "zone {} contradicts {}-degree zones (13–23 are 6°, 25–45 are 3°); candidates: {}; give --crs",
                 number, width, joined(candidates))});
    }

    void by_values() {
        if (!m_e.prj_text.empty()) {
            warn("prj-not-understood",
                 {"未能识别 .prj 的坐标系，改按数值判断：" + m_e.prj_text.substr(0, 80),
                  "the CRS of the .prj is not known, the values decide: " + m_e.prj_text.substr(0, 80)});
        }
        if (m_form.degrees_of_china || (m_form.degrees && m_e.jurisdiction)) {
            take(geo::kCgcs2000, "guessed:degrees");
            warn_guess("没有说明坐标系，数值是经纬度，按 CGCS2000（EPSG:4490）处理",
                       "no CRS is stated; the values are degrees, taken as CGCS2000 (EPSG:4490)");
        } else if (m_form.latitude_first) {
            require_degrees();
        } else if (m_form.prefixed > 0) {
            by_prefix();
        } else {
            by_jurisdiction(std::nullopt);
        }
    }
    void warn_guess(const std::string& zh, const std::string& en) {
        warn("crs-guessed", {zh + "；如不对，请用 --crs 给出", en + "; give --crs if that is wrong"});
    }
    void by_prefix() {
        const auto zone = zone_of(*m_form.prefixes.begin(), true);
        if (m_form.plain == 0 && m_form.prefixes.size() == 1 && zone) {
            take(zone->epsg(), "guessed:zone-prefix");
            warn_guess("没有说明坐标系，按横坐标前两位取 " + zone_words(*zone),
                       "no CRS is stated; the first two digits of the eastings give " + zone_words(*zone));
            return;
        }
        std::vector<geo::GaussZone> candidates;
        std::string seen;
        for (const int prefix : m_form.prefixes) {
            seen += (seen.empty() ? "" : ", ") + std::to_string(prefix);
            if (const auto candidate = zone_of(prefix, true)) {
                candidates.push_back(*candidate);
            }
        }
        fail(
            "zone-contradiction",
            {fmt::format("横坐标前两位（{}）不是同一个投影带，或有的带带号有的不带；候选：{}；请统一后再提交",
                         seen, joined(candidates)),
             fmt::format(
                 "the eastings begin with {} and do not lie in one zone, or some carry none; candidates: {}; "
                 "bring them into one zone",
                 seen, joined(candidates))});
    }

    /// Six-digit eastings: every meridian that puts all of them inside. A 6° zone has the same
    /// plane as the 3° zone on its meridian, so it is no candidate of its own.
    void by_jurisdiction(std::optional<int> width) {
        std::vector<geo::GaussZone> candidates;
        const bool six = width == 6;
        for (int number = six ? 13 : 25; number <= (six ? 23 : 45); ++number) {
            const geo::GaussZone zone{six ? 6 : 3, number, false};
            if (inside_count(zone.epsg()) == m_e.sample.size()) {
                candidates.push_back(zone);
            }
        }
        if (candidates.size() == 1 && m_e.jurisdiction) {
            take(candidates.front().epsg(), "guessed:jurisdiction");
            warn_guess("没有说明投影带，只有 " + zone_words(candidates.front()) + " 使坐标落在辖区内",
                       "no zone is stated; only " + zone_words(candidates.front()) +
                           " puts the coordinates inside the jurisdiction");
            return;
        }
        const std::string list = candidates.empty() ? "-" : joined(candidates);
        fail(
            "crs-undecidable",
            {"坐标不带带号，也没有说明坐标系，无法确定投影带；候选：" + list + "；请用 --crs 给出",
             "the eastings carry no zone number and no CRS is stated; candidates: " + list + "; give --crs"});
    }

    /// How many of the sample fall inside the jurisdiction; without one, inside China's bounds.
    std::size_t inside_count(int epsg) const {
        const geo::Box box = m_e.jurisdiction.value_or(geo::Box{73, 3, 136, 54});
        std::size_t inside = 0;
        try {
            const geo::Transform transform(epsg);
            for (const geo::Position& p : m_e.sample) {
                try {
                    inside += box.contains(transform.to_4490(p)) ? 1u : 0u;
                } catch (const base::GeometryError&) {
                    continue; // no answer from the projection: outside
                }
            }
        } catch (const base::GeometryError&) {
            return 0;
        }
        return inside;
    }

    void test_place() {
        const int epsg = m_choice.crs.epsg;
        // A registered old datum is moved by the store's own parameters, which are not known here.
        if (!m_e.jurisdiction || geo::refused_datum(epsg)) {
            return;
        }
        const std::size_t inside = inside_count(epsg);
        if (inside == m_e.sample.size()) {
            return;
        }
        const std::string fell = place_words(epsg);
        if (inside == 0) {
            fail(
                "outside-jurisdiction",
                {fmt::format("按 {} 计算，坐标全部落在辖区之外（{}）；请检查坐标系、带号和 X/Y 顺序",
                             geo::describe_crs(epsg), fell),
                 fmt::format(
                     "as {}, all coordinates fall outside the jurisdiction ({}); check the CRS, the zone and "
                     "the order of X and Y",
                     geo::describe_crs(epsg), fell)});
        } else {
            warn("partly-outside-jurisdiction",
                 {fmt::format("{} 个坐标中有 {} 个落在辖区之外（{}）", m_e.sample.size(),
                              m_e.sample.size() - inside, fell),
                  fmt::format("{} of {} coordinates fall outside the jurisdiction ({})",
                              m_e.sample.size() - inside, m_e.sample.size(), fell)});
        }
    }
    /// The first coordinate that fell outside, in degrees.
    std::string place_words(int epsg) const {
        try {
            const geo::Transform transform(epsg);
            for (const geo::Position& p : m_e.sample) {
                const geo::Position q = transform.to_4490(p);
                if (!m_e.jurisdiction->contains(q)) {
                    return fmt::format("{:.5f}, {:.5f}", q.x, q.y);
                }
            }
        } catch (const base::GeometryError&) {
            return "no place on the ellipsoid";
        }
        return {};
    }

    const CrsEvidence& m_e;
    ValueForm m_form;
    CrsChoice m_choice;
    base::Problems m_problems;
};

} // namespace

std::optional<int> old_datum_epsg(const std::string& datum, int width_deg, int zone, bool prefixed) {
    const bool three = width_deg == 3;
    if (three ? zone < 25 || zone > 45 : zone < 13 || zone > 23) {
        return std::nullopt;
    }
    const int offset = zone - (three ? 25 : 13);
    if (datum == "80") {
        return (three ? (prefixed ? 2349 : 2370) : (prefixed ? 2327 : 2338)) + offset;
    }
    return (three ? (prefixed ? 2401 : 2422) : (prefixed ? 21413 : 21453)) + offset;
}

base::Result<CrsChoice> decide_crs(const CrsEvidence& evidence) { return CrsRules(evidence).decide(); }

} // namespace liangxian::intake
