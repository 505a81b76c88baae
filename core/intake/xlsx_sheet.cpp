// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/intake/xlsx_sheet.hpp"

#include "core/base/number.hpp"
#include "core/intake/text_lines.hpp"
#include "core/intake/zip_file.hpp"

#include <fmt/format.h>
#include <pugixml.hpp>

#include <algorithm>
#include <memory>
#include <optional>

namespace liangxian::intake {
namespace {

constexpr std::size_t kMostColumns = 1000;
constexpr std::size_t kMostRows = 1'048'576;
constexpr std::size_t kMostCells = 10'000'000; // a row of one far cell costs as much as a full one

/// Text of a node and of everything below it but phonetic guides.
std::string all_text(const pugi::xml_node& node) {
    std::string out = node.child("t").text().get();
    for (const pugi::xml_node run : node.children("r")) {
        out += run.child("t").text().get();
    }
    return out;
}

/// `C7` → 2; nothing for anything else.
std::optional<std::size_t> column_index(const char* reference) {
    std::size_t index = 0;
    for (; *reference >= 'A' && *reference <= 'Z'; ++reference) {
        index = index * 26 + static_cast<std::size_t>(*reference - 'A') + 1;
        if (index > kMostColumns) {
            return std::nullopt;
        }
    }
    return index == 0 ? std::nullopt : std::optional<std::size_t>(index - 1);
}

/// One workbook in memory.
class Workbook {
public:
    Workbook(std::string_view bytes, const std::string& name, const ReadOptions& options)
        : m_name(name), m_options(options), m_zip(open_zip(bytes, ZipDirectory::as_it_is).file) {
        if (!m_zip) {
            refuse("bad-xlsx", "不是完整的 .xlsx 文件", "not a complete .xlsx file");
        }
    }

    base::Result<Table> read() {
        if (m_problems.empty()) {
            judge_directory();
        }
        const std::string path = m_problems.empty() ? sheet_path() : "";
        if (m_problems.empty()) {
            read_shared_strings();
        }
        Table table;
        if (m_problems.empty()) {
            pugi::xml_document sheet;
            if (load(path, sheet)) {
                table = rows_of(sheet);
            }
        }
        if (!m_problems.empty()) {
            return m_problems;
        }
        return table;
    }

private:
    void refuse(const char* code, const std::string& zh, const std::string& en) {
        m_problems.push_back(
            {code,
             m_name,
             {zh + "；请用电子表格软件重新另存为 .xlsx 或 .csv", en + "; save it again as .xlsx or .csv"}});
    }

    void judge_directory() {
        const std::uint64_t count = m_zip->entry_count();
        double unpacked = 0;
        double packed = 0;
        for (std::uint64_t i = 0; i < count; ++i) {
            if (const auto entry = m_zip->entry(i)) {
                unpacked += static_cast<double>(entry->bytes);
                packed += static_cast<double>(entry->packed);
            }
        }
        const Limits& limits = m_options.limits;
        if (count > limits.archive_entries || unpacked > static_cast<double>(limits.unzipped_bytes) ||
            unpacked > limits.max_compression_ratio * std::max(packed, 1000.0)) {
            refuse("archive-too-large", "压缩包展开后过大或条目过多",
                   "the workbook unpacks to too much or has too many entries");
        }
    }

    std::optional<std::string> content_of(const std::string& path) const {
        const auto index = m_zip->find(path);
        const auto entry = index ? m_zip->entry(*index) : std::nullopt;
        if (!entry || entry->bytes > m_options.limits.unzipped_bytes) {
            return std::nullopt;
        }
        return m_zip->read(*index);
    }
    bool load(const std::string& path, pugi::xml_document& document) {
        const auto content = content_of(path);
        if (!content) {
            refuse("bad-xlsx", "缺少或无法读取 " + path, path + " is missing or cannot be read");
            return false;
        }
        if (contains_text(*content, "<!DOCTYPE") || contains_text(*content, "<!ENTITY")) {
            refuse("doctype-refused", path + " 含有 DOCTYPE，已拒绝",
                   path + " has a DOCTYPE and was refused");
            return false;
        }
        if (!document.load_buffer(content->data(), content->size())) {
            refuse("bad-xlsx", path + " 不是有效的 XML", path + " is no valid XML");
            return false;
        }
        return true;
    }

    /// The part of the wanted sheet, through the workbook's own relations.
    std::string sheet_path() {
        pugi::xml_document workbook;
        pugi::xml_document relations;
        if (!load("xl/workbook.xml", workbook) || !load("xl/_rels/workbook.xml.rels", relations)) {
            return {};
        }
        std::string names;
        for (const pugi::xml_node sheet : workbook.child("workbook").child("sheets").children("sheet")) {
            const std::string sheet_name = sheet.attribute("name").value();
            names += (names.empty() ? "" : ", ") + sheet_name;
            if (!m_options.layer.empty() && sheet_name != m_options.layer) {
                continue;
            }
            const std::string id = sheet.attribute("r:id").value();
            for (const pugi::xml_node relation : relations.child("Relationships").children("Relationship")) {
                if (relation.attribute("Id").value() == id) {
                    const std::string target = relation.attribute("Target").value();
                    return target.rfind('/', 0) == 0 ? target.substr(1) : "xl/" + target;
                }
            }
        }
        m_problems.push_back({"sheet-missing",
                              m_name,
                              {"没有工作表“" + m_options.layer + "”；现有：" + names,
                               "there is no sheet \"" + m_options.layer + "\"; there are: " + names}});
        return {};
    }

    void read_shared_strings() {
        if (!m_zip->find("xl/sharedStrings.xml")) {
            return; // a workbook of numbers has none
        }
        pugi::xml_document strings;
        if (load("xl/sharedStrings.xml", strings)) {
            for (const pugi::xml_node item : strings.child("sst").children("si")) {
                m_strings.push_back(all_text(item));
            }
        }
    }

    Table rows_of(const pugi::xml_document& sheet) {
        Table table;
        std::size_t line = 0;
        for (const pugi::xml_node node : sheet.child("worksheet").child("sheetData").children("row")) {
            const std::size_t stated = node.attribute("r").as_uint();
            line = stated > 0 ? stated : line + 1;
            if (table.size() >= kMostRows || m_cells > kMostCells ||
                m_text_bytes > m_options.limits.unzipped_bytes) {
                refuse("too-many-rows", "工作表过大", "the sheet is too large");
                break;
            }
            TableRow row{line, {}};
            bool blank = true;
            for (const pugi::xml_node cell : node.children("c")) {
                const std::size_t column =
                    column_index(cell.attribute("r").value()).value_or(row.cells.size());
                row.cells.resize(std::max(row.cells.size(), column + 1));
                row.cells[column] = cell_of(cell);
                m_text_bytes += row.cells[column].text.size();
                blank = blank && row.cells[column].text.empty();
            }
            m_cells += row.cells.size();
            if (!blank) {
                table.push_back(std::move(row));
            }
        }
        return table;
    }
    TableCell cell_of(const pugi::xml_node& cell) const {
        const std::string type = cell.attribute("t").value();
        const std::string value = cell.child("v").text().get();
        if (type == "s") {
            const auto index = base::parse_number(value);
            const bool known = index && *index >= 0 && *index < static_cast<double>(m_strings.size());
            return {known ? trimmed(m_strings[static_cast<std::size_t>(*index)]) : "", false};
        }
        if (type == "inlineStr") {
            return {trimmed(all_text(cell.child("is"))), false};
        }
        const auto number = base::parse_number(value);
        const bool numeric = (type.empty() || type == "n") && number.has_value();
        return {numeric ? base::shortest(*number) : trimmed(value), numeric};
    }

    const std::string& m_name;
    const ReadOptions& m_options;
    std::unique_ptr<const ZipFile> m_zip;
    std::vector<std::string> m_strings;
    std::size_t m_cells = 0;
    std::size_t m_text_bytes = 0;
    base::Problems m_problems;
};

} // namespace

base::Result<Table> read_xlsx_sheet(std::string_view bytes, const std::string& name,
                                    const ReadOptions& options) {
    return Workbook(bytes, name, options).read();
}

} // namespace liangxian::intake
