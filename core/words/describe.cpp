// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/words/describe.hpp"

#include "core/compare/farthest.hpp"
#include "core/geo/local_plane.hpp"
#include "core/geo/offset.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>
#include <vector>

namespace liangxian::words {
namespace {

constexpr double kCloseM = 0.03;
/// An arc drawn from outside with 64 corners reaches this much further at them (geo::grown_round).
constexpr double kCornerOfArc = 1.0012059;

Line line_of(zone::ZoneKind kind) {
    return kind == zone::ZoneKind::control ? Line::control : Line::protection;
}

std::string label_of(const Outlined& line) {
    if (line.kind == zone::ZoneKind::protection_key) {
        return "重点保护区：";
    }
    if (line.kind == zone::ZoneKind::protection_general) {
        return "一般保护区：";
    }
    const bool is_control = line.kind == zone::ZoneKind::control;
    return is_control ? line.zone_class + (line.zone_class.empty() ? "建设控制地带：" : "类建设控制地带：")
                      : "保护范围：";
}

/// What distances can be told from, by name.
struct Base {
    std::string name;
    geo::Geometry shape;
    bool is_zone = false;
};

std::vector<Base> bases_of(const Outlined& line, const Ground& ground) {
    std::vector<Base> out;
    if (line.kind == zone::ZoneKind::control) {
        const std::array<const char*, 3> names{"I", "II", "III"};
        for (std::size_t i = 1; i < names.size(); ++i) {
            const auto inner = ground.classes.find(names[i - 1]);
            if (line.zone_class == names[i] && inner != ground.classes.end()) {
                out.push_back({std::string(names[i - 1]) + "类建设控制地带", inner->second, true});
            }
        }
        if (!ground.range.polygons.empty()) {
            out.push_back({"保护范围", ground.range, true});
        }
    }
    if (!ground.body.empty()) {
        out.push_back({"文物本体", ground.body, false});
    }
    return out;
}

/// `60`, `11.2`, `11.19`.
std::string metres(double value, int decimals) {
    std::string out = fmt::format("{:.{}f}", value, decimals);
    if (decimals > 0) {
        out.erase(out.find_last_not_of('0') + 1);
        out.erase(out.back() == '.' ? out.size() - 1 : out.size());
    }
    return out;
}

/// The forms in which distances from one base can be said, in the order of preference, distances rounded to
/// so many decimals.
std::vector<std::string> forms(const Base& base, const geo::SideDistances& d, int decimals) {
    const bool is_line = base.shape.dimension() == 1;
    const std::string around = metres(std::min({d.east, d.south, d.west, d.north}) / kCornerOfArc, decimals);
    const std::string e = metres(d.east, decimals);
    const std::string s = metres(d.south, decimals);
    const std::string w = metres(d.west, decimals);
    const std::string n = metres(d.north, decimals);
    const bool all_alike = e == s && s == w && w == n;
    const std::string sides = all_alike ? fmt::format("东、南、西、北各{}米", e)
                                        : fmt::format("东{}米，南{}米，西{}米，北{}米", e, s, w, n);
    std::vector<std::string> out;
    if (base.is_zone) {
        out.push_back(fmt::format("{}外{}米以内", base.name, around));
        out.push_back(fmt::format("{}外{}米以内，含保护范围", base.name, around));
        out.push_back(fmt::format("以{}为界，{}", base.name, sides));
        out.push_back(
            all_alike ? fmt::format("东、南、西、北各距{}边界{}米", base.name, e)
                      : fmt::format("东距{0}边界{1}米，南距{0}边界{2}米，西距{0}边界{3}米，北距{0}边界{4}米",
                                    base.name, e, s, w, n));
        return out;
    }
    if (is_line) {
        out.push_back(fmt::format("以{}为基线向两侧各扩{}米", base.name, around));
    }
    out.push_back(fmt::format("{}四周外延{}米", base.name, around));
    out.push_back(fmt::format("自{}起，{}", base.name, sides));
    return out;
}

std::optional<double> given_back(const std::string& text, const Outlined& line, const Ground& ground,
                                 const Vocabulary& vocabulary) {
    const Line which = line_of(line.kind);
    const auto drafts = draw(read_boundary_text(text, which, vocabulary), ground, which);
    if (drafts.size() != 1 || drafts.front().status != DraftStatus::drawn) {
        return std::nullopt;
    }
    return compare::farthest(line.outline, drafts.front().geometry).distance_m;
}

class Describer {
public:
    Describer(const Outlined& line, const Ground& ground, const Vocabulary& vocabulary)
        : m_line(line), m_ground(ground), m_vocabulary(vocabulary) {}

    /// Whether the text gives the outline back closely enough; then it is the description.
    bool take(const std::string& words, TextKind kind, double limit_m) {
        const std::string text = label_of(m_line) + words;
        const auto distance_m = given_back(text, m_line, m_ground, m_vocabulary);
        if (!distance_m || *distance_m > limit_m) {
            return false;
        }
        m_found = {text, kind, *distance_m};
        return true;
    }
    bool take_same() {
        return take("同文物本体", TextKind::body, kCloseM) ||
               (line_of(m_line.kind) == Line::control &&
                take("同保护范围", TextKind::same_as_range, kCloseM));
    }
    bool take_distances(const Base& base) {
        const geo::LocalPlane plane(base.shape);
        const geo::Geometry shape = plane.to_plane(base.shape);
        const geo::SideAxes axes = geo::axes_of(shape);
        const auto inner = geo::extent_along(shape, axes);
        const auto outer = geo::extent_along(plane.to_plane(m_line.outline), axes);
        const geo::SideDistances distances{outer.east - inner.east, outer.south - inner.south,
                                           outer.west - inner.west, outer.north - inner.north};
        if (std::min({distances.east, distances.south, distances.west, distances.north}) < -kCloseM) {
            return false;
        }
        for (int decimals = 0; decimals <= 2; ++decimals) {
            for (const std::string& form : forms(base, distances, decimals)) {
                if (take(form, TextKind::offset_per_side, kCloseM)) {
                    return true;
                }
            }
        }
        return false;
    }
    Description found() { return std::move(m_found); }

private:
    const Outlined& m_line;
    const Ground& m_ground;
    const Vocabulary& m_vocabulary;
    Description m_found;
};

TextKind kind_of_text(const Description& description, const Outlined& line, const Vocabulary& vocabulary) {
    return read_boundary_text(description.text, line_of(line.kind), vocabulary).front().kind;
}

} // namespace

Description describe(const Outlined& line, const Ground& ground, const Vocabulary& vocabulary) {
    Describer describer(line, ground, vocabulary);
    bool done = describer.take_same();
    for (const Base& base : bases_of(line, ground)) {
        done = done || describer.take_distances(base);
    }
    Description out = describer.found();
    if (!done) {
        const std::string corners = corners_in_words(line.outline);
        const auto back = given_back(label_of(line) + corners, line, ground, vocabulary);
        out = {label_of(line) + corners, TextKind::coord_list, back};
    }
    out.kind = kind_of_text(out, line, vocabulary);
    return out;
}

} // namespace liangxian::words
