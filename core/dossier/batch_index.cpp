// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/dossier/batch_index.hpp"

#include "core/base/digest.hpp"
#include "core/base/markup.hpp"
#include "core/document/plain_text.hpp"

#include <fmt/format.h>

namespace liangxian::dossier {
namespace {

using document::Anchor;
using document::Cell;

std::string escaped(const std::string& text) { return base::html_escaped(document::plain_text(text).text); }

std::string address_of(const std::string& path) { return base::percent_encoded(path, "/"); }

constexpr std::string_view kMark = "<!-- liangxian dossier index: index.xlsx ";
constexpr std::size_t kDigestLength = 64;

std::string last_line(std::string_view page, std::string_view workbook_sha256) {
    std::string all(page);
    all += workbook_sha256;
    return fmt::format("{}{}, this page {} -->\n", kMark, workbook_sha256, base::sha256_hex(all));
}

class IndexWriter {
public:
    explicit IndexWriter(const BatchIndex& index) : m_index(index) {}

    std::string in(const char* zh, const char* en) const { return base::Text{zh, en}.in(m_index.language); }

    std::vector<std::string> about() const {
        std::vector<std::string> out{
            fmt::format("{} {}", in("数据截止", "as of"), m_index.as_of.to_string())};
        if (m_index.is_demonstration) {
            out.push_back(in("示例数据：所有界线均为示意，不具法律效力。",
                             "Demonstration data: every line is illustrative, not legal."));
        }
        return out;
    }

    std::string missing_words(const IndexedUnit& unit) const {
        std::string out;
        for (const base::Problems* problems : {&unit.failures, &unit.gaps}) {
            for (const base::Problem& problem : *problems) {
                out += out.empty() ? "" : in("；", "; ");
                out += problem.where == unit.site.site_id ? "" : problem.where + " ";
                out += problem.message.in(m_index.language);
            }
        }
        return out;
    }

    document::Worksheet units() const {
        document::Worksheet out{
            in("单位", "units"), in("两线划定成果索引", "index of dossiers"), about(), {}, {}};
        out.table.columns = {{in("编号", "id"), 1},
                             {in("名称", "name"), 2},
                             {in("级别", "level"), 1},
                             {in("县（市、区）", "county"), 1},
                             {in("界线数", "lines"), 1, Anchor::right},
                             {in("图则比例尺", "scale of the sheet"), 1, Anchor::centre},
                             {in("文件数", "files"), 1, Anchor::right},
                             {in("缺项", "missing"), 3}};
        for (const IndexedUnit& unit : m_index.units) {
            const std::string missing = missing_words(unit);
            out.table.rows.push_back({unit.site.site_id, unit.site.name,
                                      zone::name_of(unit.site.level).in(m_index.language), unit.site.county,
                                      Cell::number(static_cast<double>(unit.lines), 0),
                                      unit.scale.empty() ? Cell::none() : Cell(unit.scale),
                                      Cell::number(static_cast<double>(unit.files.size()), 0),
                                      missing.empty() ? Cell::none() : Cell(missing)});
        }
        return out;
    }

    document::Worksheet files() const {
        document::Worksheet out{in("文件", "files"), in("文件清单", "files"), about(), {}, {}};
        out.table.columns = {{in("单位", "unit"), 1},
                             {in("文件", "file"), 3},
                             {in("字节数", "bytes"), 1, Anchor::right},
                             {"SHA-256", 4}};
        for (const IndexedUnit& unit : m_index.units) {
            for (const IndexedUnit::File& file : unit.files) {
                out.table.rows.push_back({unit.site.site_id, file.path,
                                          Cell::number(static_cast<double>(file.bytes), 0, true),
                                          file.sha256});
            }
        }
        return out;
    }

    document::Worksheet missing() const {
        document::Worksheet out{
            in("缺项", "missing"), in("待补充事项", "still to be completed"), about(), {}, {}};
        out.table.columns = {{in("单位", "unit"), 1},
                             {in("名称", "name"), 2},
                             {in("代码", "code"), 1.5},
                             {in("所在", "where"), 1},
                             {in("说明", "what"), 3}};
        for (const IndexedUnit& unit : m_index.units) {
            for (const base::Problems* problems : {&unit.failures, &unit.gaps}) {
                for (const base::Problem& problem : *problems) {
                    out.table.rows.push_back({unit.site.site_id, unit.site.name, problem.code, problem.where,
                                              problem.message.in(m_index.language)});
                }
            }
        }
        return out;
    }

    std::string html() const {
        const document::Worksheet sheet = units();
        std::string out =
            fmt::format("<!DOCTYPE html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n"
                        "<title>{}</title>\n{}</head>\n<body>\n<h1>{}</h1>\n",
                        in("zh-CN", "en"), escaped(sheet.title), kStyle, escaped(sheet.title));
        for (const std::string& fact : sheet.facts) {
            out += "<p>" + escaped(fact) + "</p>\n";
        }
        out += "<table>\n<thead><tr>";
        for (const document::Column& column : sheet.table.columns) {
            out += "<th>" + escaped(column.heading) + "</th>";
        }
        out += "<th>" + in("文件（SHA-256）", "files (SHA-256)") + "</th></tr></thead>\n<tbody>\n";
        for (std::size_t i = 0; i < m_index.units.size(); ++i) {
            out += html_row(sheet.table.rows[i], m_index.units[i]);
        }
        return out + "</tbody>\n</table>\n</body>\n</html>\n";
    }

private:
    static constexpr const char* kStyle =
        "<style>body{font:14px/1.5 'Noto Sans CJK SC','Microsoft YaHei',sans-serif;margin:24px;color:#222}"
        "table{border-collapse:collapse}th,td{border:1px solid #d9dee5;padding:4px 8px;text-align:left;"
        "vertical-align:top}th{background:#ecf0f5}code{font-size:11px;color:#666;word-break:break-all}</style>\n";

    static std::string html_row(const std::vector<Cell>& cells, const IndexedUnit& unit) {
        std::string out = "<tr>";
        for (const Cell& cell : cells) {
            out += "<td>" + escaped(cell.text) + "</td>";
        }
        out += "<td>";
        for (const IndexedUnit::File& file : unit.files) {
            out += fmt::format("<div><a href=\"{}\">{}</a> <code>{}</code></div>", address_of(file.path),
                               escaped(file.path), file.sha256);
        }
        return out + "</td></tr>\n";
    }

    const BatchIndex& m_index;
};

} // namespace

document::Workbook index_workbook(const BatchIndex& index) {
    const IndexWriter writer(index);
    document::Workbook out;
    out.title = writer.in("两线划定成果索引", "index of dossiers");
    out.created = index.created;
    out.sheets = {writer.units(), writer.files(), writer.missing()};
    return out;
}

std::string index_html(const BatchIndex& index, const std::string& workbook_sha256) {
    const std::string page = IndexWriter(index).html();
    return page + last_line(page, workbook_sha256);
}

std::optional<std::string> workbook_of_index(std::string_view html) {
    const std::size_t mark = html.rfind(kMark);
    if (mark == std::string_view::npos) {
        return std::nullopt;
    }
    const std::string workbook(html.substr(mark + kMark.size(), kDigestLength));
    return html.substr(mark) == last_line(html.substr(0, mark), workbook) ? std::optional(workbook)
                                                                          : std::nullopt;
}

} // namespace liangxian::dossier
