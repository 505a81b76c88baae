// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/base/problem.hpp"

#include <string>
#include <string_view>

namespace liangxian::intake {

/// What a file is. Only these are read; every other kind is `unknown` and is refused by name.
enum class Format {
    geojson, ///< also newline-delimited
    geopackage,
    shapefile, ///< the bytes of a .shp
    zip,       ///< looked into by its directory
    kmz,
    xlsx,
    kml, ///< also 奥维 .ovkml
    dxf, ///< ASCII
    survey_txt,
    mining_text,
    cass_dat,
    coordinate_table,
    unknown
};

/// A format, or what the file seems to be instead ("DWG", "XML <OGRVRTDataSource>").
struct FormatVerdict {
    Format format = Format::unknown;
    std::string seems; ///< for the refusal; empty when the format is known
};

/// Decides by content first (magic bytes, root element, first characters), by the extension of
/// \p name only between text formats that look alike. A file that lies about its extension is read
/// as what it is, or refused as what it is; no driver is ever tried in turn.
/// \param encoding  `--encoding` for text; empty: decided from the bytes
FormatVerdict decide_format(std::string_view bytes, const std::string& name, const std::string& encoding);

/// The refusal of an unknown file: what it seems to be and what can be handed in instead.
/// Codes: `empty-file`, `format-refused`.
base::Problem format_refusal(const FormatVerdict& verdict, const std::string& name);

/// The extension of a file name in lower case, without its dot; empty when there is none.
std::string extension_of(const std::string& name);

} // namespace liangxian::intake
