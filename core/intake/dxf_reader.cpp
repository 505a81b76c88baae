// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/intake/dxf_reader.hpp"

#include "core/intake/dxf_outline.hpp"
#include "core/intake/encoding.hpp"
#include "core/intake/feature_collector.hpp"
#include "core/intake/hidden_gbk.hpp"
#include "core/intake/part_builder.hpp"
#include "core/intake/text_lines.hpp"

#include <fmt/format.h>

#include <cmath>
#include <map>
#include <set>

namespace liangxian::intake {
namespace {

constexpr double kSagitta_m = 0.001;
/// The same on the ground for a drawing in degrees.
constexpr double kSagitta_deg = 1e-8;
/// An open outline whose gap is this part of its length was meant to be closed.
constexpr double kNearlyClosed = 0.01;
/// Nesting compares rings pair by pair.
constexpr std::size_t kMostDxfRings = 20'000;

bool is_outline_type(const std::string& type) {
    return type == "LWPOLYLINE" || type == "POLYLINE" || type == "CIRCLE";
}

/// The entities of the ENTITIES section, told apart.
class DxfDrawing {
public:
    DxfDrawing(std::string_view text, const std::string& name, const Limits& limits)
        : m_groups(text), m_name(name), m_limits(limits) {}

    void read() {
        std::string section;
        bool names_section = false;
        bool ended = false;
        while (const auto group = m_groups.next()) {
            if (group->code == 0) {
                finish_entity();
                names_section = group->value == "SECTION";
                ended = group->value == "EOF";
                if (group->value == "ENDSEC") {
                    finish_polyline();
                    section.clear();
                } else if (section == "ENTITIES") {
                    m_entity = DxfEntity{std::string(group->value), group->line, {}};
                }
            } else if (names_section && group->code == 2) {
                section = std::string(group->value);
                names_section = false;
            } else if (m_entity) {
                m_entity->groups.push_back(*group);
            }
        }
        finish_entity();
        finish_polyline();
        if (m_groups.broken_at() != 0 || !ended) {
            const std::size_t line = m_groups.broken_at() != 0 ? m_groups.broken_at() : m_groups.line();
            problems.push_back(
                {"dxf-broken",
                 at_line(m_name, line),
                 {fmt::format("DXF 在第 {} 行损坏或中断（没有读到文件末尾标记）；请重新导出或上传", line),
                  fmt::format("the DXF is damaged or cut short at line {} (its end mark was not reached); "
                              "export or upload it again",
                              line)}});
        }
    }

    std::vector<DxfOutline> outlines;
    std::map<std::string, std::map<std::string, std::size_t>> not_taken; ///< type, layer, count
    base::Problems problems;

private:
    void finish_entity() {
        if (!m_entity) {
            return;
        }
        DxfEntity entity = std::move(*m_entity);
        m_entity.reset();
        if (entity.type == "VERTEX" && m_polyline) {
            m_vertices.push_back(std::move(entity));
        } else if (entity.type == "SEQEND") {
            finish_polyline();
        } else if (entity.type == "POLYLINE") {
            finish_polyline();
            m_polyline = std::move(entity);
        } else if (is_outline_type(entity.type)) {
            take(entity, {});
        } else {
            leave_out(entity);
        }
    }
    void finish_polyline() {
        if (m_polyline) {
            take(*m_polyline, m_vertices);
        }
        m_polyline.reset();
        m_vertices.clear();
    }
    void take(const DxfEntity& entity, const std::vector<DxfEntity>& vertices) {
        DxfOutlineResult result = dxf_outline(entity, vertices, m_name);
        if (result.problem) {
            problems.push_back(std::move(*result.problem));
        } else if (!result.outline) {
            leave_out(entity);
        } else if (outlines.size() < m_limits.features) {
            outlines.push_back(std::move(*result.outline));
        }
    }
    void leave_out(const DxfEntity& entity) { ++not_taken[entity.type][dxf_text(entity.text(8))]; }

    DxfGroups m_groups;
    const std::string& m_name;
    const Limits& m_limits;
    std::optional<DxfEntity> m_entity;
    std::optional<DxfEntity> m_polyline;
    std::vector<DxfEntity> m_vertices;
};

/// From outlines to features: layers, closing, chords, nesting.
class DxfApplication {
public:
    DxfApplication(DxfDrawing drawing, const std::string& name, const ReadOptions& options)
        : m_drawing(std::move(drawing)), m_name(name), m_options(options), m_collector(name, options) {}

    ReadOutcome read() {
        choose_layers();
        sort_out_open_ones();
        warn_not_taken();
        if (m_problems.empty() && m_closed.empty()) {
            problem("no-closed-outline", m_name,
                    "没有闭合的多段线或圆；请把申请范围画成闭合多段线（LWPOLYLINE）",
                    "holds no closed polyline or circle; draw the extent as a closed polyline (LWPOLYLINE)");
        }
        add_polygons();
        if (!m_problems.empty()) {
            return unreadable_outcome(m_name, std::move(m_problems));
        }
        return std::move(m_collector)
            .finish(evidence_from(m_options, m_name), m_options.grouping != Grouping::each);
    }

private:
    void problem(const char* code, const std::string& where, std::string zh, std::string en) {
        m_problems.push_back({code, where, {std::move(zh), std::move(en)}});
    }
    void choose_layers() {
        m_problems = std::move(m_drawing.problems);
        std::set<std::string> closed_on;
        std::set<std::string> all;
        for (const DxfOutline& outline : m_drawing.outlines) {
            all.insert(outline.layer);
            if (outline.closed) {
                closed_on.insert(outline.layer);
            }
        }
        if (!m_options.layer.empty()) {
            m_layers = {m_options.layer};
            if (all.count(m_options.layer) == 0) {
                problem("layer-unknown", m_name,
                        "图层“" + m_options.layer + "”上没有多段线或圆；有的图层：" + joined_layers(all),
                        "the layer '" + m_options.layer +
                            "' has no polyline or circle; there are: " + joined_layers(all));
            }
            return;
        }
        m_layers = closed_on.empty() ? all : closed_on;
        if (closed_on.size() > 1) {
            m_collector.warn(
                {"several-layers",
                 m_name,
                 {"多个图层上有闭合多段线，已全部读取：" + joined_layers(closed_on) +
                      "；如只要一个，请用 --layer 指定",
                  "closed outlines lie on several layers, all were taken: " + joined_layers(closed_on) +
                      "; name one with --layer if only that is meant"}});
        }
    }
    static std::string joined_layers(const std::set<std::string>& layers) {
        std::string out;
        for (const std::string& layer : layers) {
            out += (out.empty() ? "" : ", ") + layer;
        }
        return out;
    }
    void sort_out_open_ones() {
        for (DxfOutline& outline : m_drawing.outlines) {
            if (m_layers.count(outline.layer) == 0) {
                ++m_drawing.not_taken[outline.closed ? "POLYLINE" : "open POLYLINE"][outline.layer];
            } else if (outline.closed && outline.vertices.size() > 1) {
                m_closed.push_back(std::move(outline));
            } else {
                report_open(outline);
            }
        }
    }
    void report_open(const DxfOutline& outline) {
        const std::string where = at_line(m_name, outline.line);
        const std::string zh = fmt::format("图层“{}”上的多段线没有闭合，首尾相距 {:.3f}（图上单位）",
                                           outline.layer, outline.gap);
        const std::string en =
            fmt::format("a polyline on layer '{}' is open, end and start {:.3f} drawing units apart",
                        outline.layer, outline.gap);
        if (outline.vertices.size() > 2 && outline.gap <= kNearlyClosed * outline.length) {
            problem("outline-not-closed", where, zh + "；请在 CAD 中闭合后再提交",
                    en + "; close it in the CAD program");
        } else {
            m_collector.warn({"open-outline", where, {zh + "，没有读取", en + "; not taken"}});
        }
    }
    void warn_not_taken() {
        for (const auto& [type, layers] : m_drawing.not_taken) {
            std::size_t count = 0;
            std::string names;
            for (const auto& [layer, on_layer] : layers) {
                count += on_layer;
                names += (names.empty() ? "" : ", ") + layer;
            }
            m_collector.warn(
                {"not-taken",
                 m_name,
                 {fmt::format("{} 个 {} 没有读取（图层：{}）；若是申请范围，请炸开或改画成闭合多段线", count,
                              type, names),
                  fmt::format(
                      "{} {} were not taken (layers: {}); if they belong to the extent, explode or redraw "
                      "them as closed polylines",
                      count, type, names)}});
        }
    }
    double sagitta() const {
        for (const DxfOutline& outline : m_closed) {
            for (const DxfVertex& vertex : outline.vertices) {
                if (std::abs(vertex.position.x) > 180 || std::abs(vertex.position.y) > 90) {
                    return kSagitta_m;
                }
            }
        }
        return kSagitta_deg;
    }
    void add_polygons() {
        if (m_closed.size() > kMostDxfRings) {
            problem(
                "too-many-rings", m_name,
                fmt::format("闭合多段线超过 {} 条；请只保留申请范围，或用 --layer 指定图层", kMostDxfRings),
                fmt::format(
                    "holds more than {} closed outlines; keep only the extent, or name its layer with --layer",
                    kMostDxfRings));
        }
        if (!m_problems.empty()) {
            return;
        }
        std::vector<TextRing> rings;
        const double tolerance = sagitta();
        for (const DxfOutline& outline : m_closed) {
            TextRing ring{outline.layer, at_line(m_name, outline.line),
                          with_chords(outline, tolerance, m_options.limits.vertices), true};
            if (ring.vertices.empty()) {
                problem("too-many-vertices", ring.where, "圆弧过大，离散后点数超过上限",
                        "an arc needs more vertices than the limit");
                return;
            }
            rings.push_back(std::move(ring));
        }
        m_problems = too_short_rings(rings);
        if (m_problems.empty()) {
            add_nested(rings);
        }
    }
    void add_nested(const std::vector<TextRing>& rings) {
        const RingNesting nesting = nest_rings(rings);
        std::size_t polygon = 0;
        for (std::size_t i = 0; i < rings.size(); ++i) {
            if (nesting.depth[i] % 2 == 1) {
                continue;
            }
            RawFeature raw;
            raw.source = rings[i].where;
            raw.attributes["layer"] = rings[i].label;
            raw.geometry.polygons.push_back(nesting.polygons[polygon++]);
            m_collector.add(std::move(raw));
        }
    }

    DxfDrawing m_drawing;
    const std::string& m_name;
    const ReadOptions& m_options;
    FeatureCollector m_collector;
    std::set<std::string> m_layers;
    std::vector<DxfOutline> m_closed;
    base::Problems m_problems;
};

} // namespace

ReadOutcome read_dxf(std::string_view bytes, const std::string& name, const ReadOptions& options) {
    // Drawings before AC1021 are in the code page of the machine, GBK here; later ones in UTF-8. The
    // bytes say which: a GBK drawing is not valid UTF-8.
    const DecodedText text = decode_text(bytes, encoding_to_use(bytes, options.encoding));
    DxfDrawing drawing(text.utf8, name, options.limits);
    drawing.read();
    return DxfApplication(std::move(drawing), name, options).read();
}

} // namespace liangxian::intake
