// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/document/workbook.hpp"

#include "core/base/error.hpp"
#include "core/base/file.hpp"
#include "core/base/module.hpp"
#include "core/document/plain_text.hpp"

#include <set>

namespace liangxian::document {
namespace {

constexpr std::size_t kLongestSheetName = 31;
constexpr std::size_t kLargestWorkbookBytes = std::size_t{1} << 30;

/// At most \p count characters of UTF-8.
std::string first_characters(const std::string& text, std::size_t count) {
    std::size_t end = 0;
    for (std::size_t seen = 0; end < text.size(); ++end) {
        const bool begins_one = (static_cast<unsigned char>(text[end]) & 0xC0) != 0x80;
        if (begins_one && ++seen > count) {
            break;
        }
    }
    return text.substr(0, end);
}

/// Excel takes no []:*?/\ in a sheet's name, no two equal ones, no more than 31 characters.
std::string sheet_name(const std::string& wanted, std::set<std::string>& taken) {
    std::string plain = wanted.empty() ? "Sheet" : wanted;
    for (char& c : plain) {
        c = std::string_view("[]:*?/\\'").find(c) != std::string_view::npos ? '-' : c;
    }
    std::string out = first_characters(plain, kLongestSheetName);
    for (int i = 2; !taken.insert(out).second; ++i) {
        const std::string mark = " (" + std::to_string(i) + ")";
        out = first_characters(plain, kLongestSheetName - mark.size()) + mark;
    }
    return out;
}

} // namespace

std::string write_xlsx(const Workbook& workbook) {
    Workbook named = workbook;
    make_plain(named);
    std::set<std::string> taken;
    for (Worksheet& sheet : named.sheets) {
        sheet.name = sheet_name(sheet.name, taken);
    }
    const base::TemporaryDirectory folder;
    const std::filesystem::path file = folder.path() / "workbook.xlsx";
    const std::string reason = base::module_functions<WorkbookFunctions>().write(named, file.string());
    if (!reason.empty()) {
        throw base::FileError("workbook-not-made",
                              {"工作簿未能生成：" + reason, "the workbook could not be made: " + reason});
    }
    return base::read_file(file, kLargestWorkbookBytes);
}

} // namespace liangxian::document
