// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/base/file.hpp"

#include <zip.h>

#include <string>
#include <utility>
#include <vector>

namespace liangxian::intake {

/// A zip in memory with these entries.
inline std::string zipped(const std::vector<std::pair<std::string, std::string>>& entries) {
    const base::TemporaryDirectory folder;
    const std::string path = (folder.path() / "made.zip").string();
    int error = 0;
    zip_t* archive = zip_open(path.c_str(), ZIP_CREATE, &error);
    for (const auto& [name, content] : entries) {
        zip_file_add(archive, name.c_str(), zip_source_buffer(archive, content.data(), content.size(), 0),
                     ZIP_FL_ENC_UTF_8);
    }
    zip_close(archive);
    return base::read_file(path, std::size_t{1} << 30);
}

/// A workbook of one or two sheets; each sheet is the XML of its rows.
inline std::string workbook(const std::string& first, const std::string& second = "",
                            const std::string& strings = "") {
    const std::string head = "<?xml version=\"1.0\"?>";
    return zipped(
        {{"xl/workbook.xml", head + "<workbook xmlns:r=\"r\"><sheets><sheet name=\"坐标\" r:id=\"rId1\"/>"
                                    "<sheet name=\"说明\" r:id=\"rId2\"/></sheets></workbook>"},
         {"xl/_rels/workbook.xml.rels",
          head + "<Relationships><Relationship Id=\"rId1\" Target=\"worksheets/sheet1.xml\"/>"
                 "<Relationship Id=\"rId2\" Target=\"/xl/worksheets/sheet2.xml\"/></Relationships>"},
         {"xl/sharedStrings.xml", head + "<sst>" + strings + "</sst>"},
         {"xl/worksheets/sheet1.xml", head + "<worksheet><sheetData>" + first + "</sheetData></worksheet>"},
         {"xl/worksheets/sheet2.xml",
          head + "<worksheet><sheetData>" + second + "</sheetData></worksheet>"}});
}

} // namespace liangxian::intake
