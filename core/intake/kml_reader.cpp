// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/intake/kml_reader.hpp"

#include "core/intake/feature_collector.hpp"
#include "core/intake/format.hpp"
#include "core/intake/kml_geometry.hpp"
#include "core/intake/part_builder.hpp"
#include "core/intake/xml_prolog.hpp"

#include <fmt/format.h>
#include <pugixml.hpp>

#include <array>
#include <map>

namespace liangxian::intake {
namespace {

/// What KML may hold that is no shape of an application.
bool is_not_taken(const std::string& element) {
    static constexpr std::array<const char*, 7> kNotTaken{
        "NetworkLink", "GroundOverlay", "ScreenOverlay", "PhotoOverlay", "Model", "Track", "MultiTrack"};
    return std::find(kNotTaken.begin(), kNotTaken.end(), element) != kNotTaken.end();
}

bool is_kml_container(const std::string& element) {
    return element == "kml" || element == "Document" || element == "Folder";
}

/// Walks the folders of one document.
class KmlDocument {
public:
    KmlDocument(const std::string& name, const ReadOptions& options)
        : m_name(name), m_options(options), m_collector(name, options) {}

    void walk(const pugi::xml_node& node, const std::string& folder, std::size_t depth) {
        if (depth > m_options.limits.nesting) {
            too_deep();
            return;
        }
        for (const pugi::xml_node& child : node.children()) {
            if (m_collector.stopped()) {
                return;
            }
            const std::string element = kml_local_name(child);
            if (element == "Placemark") {
                read_placemark(child, folder, depth);
            } else if (is_kml_container(element)) {
                const std::string title = kml_child(child, "name").text().get();
                walk(child, element == "Folder" && !title.empty() ? folder + title + "/" : folder, depth + 1);
            } else if (is_not_taken(element)) {
                ++m_not_taken[element];
            }
        }
    }
    ReadOutcome finish() {
        warn_datum();
        warn_not_taken();
        CrsEvidence evidence = evidence_from(m_options, m_name);
        evidence.format_is_degrees = true;
        return std::move(m_collector).finish(std::move(evidence), m_options.grouping == Grouping::one);
    }

private:
    void too_deep() {
        m_collector.refuse_file(
            {"xml-too-deep",
             m_name,
             {fmt::format("嵌套超过 {} 层，不是正常的 KML", m_options.limits.nesting),
              fmt::format("nested deeper than {}, no sensible KML is", m_options.limits.nesting)}});
    }
    void read_placemark(const pugi::xml_node& placemark, const std::string& folder, std::size_t depth) {
        RawFeature raw;
        raw.name = kml_child(placemark, "name").text().get();
        raw.source = fmt::format("{}, placemark {}", m_name, ++m_placemarks);
        if (!folder.empty() || !raw.name.empty()) {
            raw.source += " (" + folder + raw.name + ")";
        }
        raw.id = placemark.attribute("id").value();
        read_attributes(placemark, raw);
        base::Problems problems;
        const bool something_left_out = read_geometries(placemark, raw, problems, depth);
        if (!problems.empty()) {
            const std::string source = raw.source;
            m_collector.refuse(source, problems.front());
        } else if (!raw.geometry.empty() || !something_left_out) {
            m_collector.add(std::move(raw));
        }
    }
    void read_attributes(const pugi::xml_node& placemark, RawFeature& raw) {
        if (!raw.name.empty()) {
            raw.attributes["name"] = raw.name;
        }
        const std::string description = kml_child(placemark, "description").text().get();
        if (!description.empty()) {
            raw.attributes["description"] = description;
        }
        for (const pugi::xml_node& data : kml_child(placemark, "ExtendedData").children()) {
            if (kml_local_name(data) == "Data") {
                raw.attributes[data.attribute("name").value()] = kml_child(data, "value").text().get();
            }
            for (const pugi::xml_node& simple : data.children()) {
                if (kml_local_name(simple) == "SimpleData") {
                    raw.attributes[simple.attribute("name").value()] = simple.text().get();
                }
            }
        }
        if (raw.name.empty()) {
            raw.name = name_from(raw.attributes);
        }
        if (raw.id.empty()) {
            raw.id = id_from(raw.attributes);
        }
    }
    /// \returns whether the placemark held something that is never taken
    bool read_geometries(const pugi::xml_node& node, RawFeature& raw, base::Problems& problems,
                         std::size_t depth) {
        if (depth > m_options.limits.nesting) {
            too_deep();
            return true;
        }
        bool left_out = false;
        for (const pugi::xml_node& child : node.children()) {
            const std::string element = kml_local_name(child);
            if (element == "MultiGeometry") {
                left_out = read_geometries(child, raw, problems, depth + 1) || left_out;
            } else if (is_not_taken(element)) {
                ++m_not_taken[element];
                left_out = true;
            } else {
                const base::Problems found = add_kml_geometry(child, raw.source, raw.geometry);
                problems.insert(problems.end(), found.begin(), found.end());
            }
        }
        return left_out;
    }
    void warn_datum() {
        const bool is_ovi = extension_of(m_name) == "ovkml";
        m_collector.warn(
            {"datum-unstated",
             m_name,
             {std::string(
                  "KML 按规定是 WGS84，但国内地图软件导出的坐标可能带 GCJ-02 偏移（约 600 米）；请核实坐标来源") +
                  (is_ovi ? "；奥维请在导出设置中选择“不偏移/WGS84”" : ""),
              std::string(
                  "KML means WGS 84, but map programs in China may export coordinates shifted by GCJ-02 (some 600 m); "
                  "verify where they come from") +
                  (is_ovi ? "; in Ovi Map choose export without offset (WGS 84)" : "")}});
    }
    void warn_not_taken() {
        for (const auto& [element, count] : m_not_taken) {
            m_collector.warn(
                {"not-taken",
                 m_name,
                 {fmt::format("{} 个 {} 不是申请范围，没有读取，也没有访问其链接", count, element),
                  fmt::format("{} {} are no shapes of an application; not read, links not followed", count,
                              element)}});
        }
    }

    const std::string& m_name;
    const ReadOptions& m_options;
    FeatureCollector m_collector;
    std::map<std::string, std::size_t> m_not_taken;
    std::size_t m_placemarks = 0;
};

} // namespace

ReadOutcome read_kml(std::string_view utf8, const std::string& name, const ReadOptions& options) {
    const XmlProlog prolog = scan_xml_prolog(utf8);
    if (prolog.has_doctype) {
        return unreadable_outcome(
            name, {{"xml-doctype",
                    name,
                    {"XML 带有 DOCTYPE 声明，可能夹带外部实体，不予读取；请重新导出 KML",
                     "the XML has a DOCTYPE, which may carry entities; not read, export the KML again"}}});
    }
    if (prolog.root != "kml") {
        return unreadable_outcome(name, {{"not-kml", name, {"不是 KML", "this is no KML"}}});
    }
    pugi::xml_document document;
    const pugi::xml_parse_result parsed =
        document.load_buffer(utf8.data(), utf8.size(), pugi::parse_default, pugi::encoding_utf8);
    if (!parsed) {
        return unreadable_outcome(
            name, {{"xml-broken",
                    name,
                    {fmt::format("XML 在第 {} 字节处有误或不完整（{}）；请重新导出或上传", parsed.offset,
                                 parsed.description()),
                     fmt::format("the XML is wrong or cut short at byte {} ({}); export or upload it again",
                                 parsed.offset, parsed.description())}}});
    }
    KmlDocument reader(name, options);
    reader.walk(document, "", 0);
    return reader.finish();
}

} // namespace liangxian::intake
