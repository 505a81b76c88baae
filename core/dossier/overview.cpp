// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/dossier/explanation.hpp"
#include "core/dossier/unit_dossier.hpp"
#include "core/geo/area.hpp"

#include <fmt/format.h>

namespace liangxian::dossier {

using document::Cell;

document::Table overview_table(const UnitRecord& unit, const std::vector<sheet::LineCorners>& corners,
                               base::Language language) {
    const auto in = [language](const char* zh, const char* en) { return base::Text{zh, en}.in(language); };
    using document::Anchor;
    document::Table out;
    const double status_width = language == base::Language::zh ? 0.75 : 1.05;
    out.columns = {{in("界线", "line"), 1.5},
                   {in("版本", "version"), 1.4},
                   {in("状态", "status"), status_width, Anchor::centre},
                   {in("有效期", "in force"), 1.4, Anchor::centre},
                   {in("面积/平方米", "area, m²"), 1.5, Anchor::right},
                   {in("公顷", "ha"), 1.1, Anchor::right},
                   {in("亩", "mu"), 1.1, Anchor::right},
                   {in("限高/米", "height limit, m"), 0.8, Anchor::right}};
    for (std::size_t i = 0; i < unit.lines.size(); ++i) {
        const zone::Zone& line = unit.lines[i].zone;
        const bool has_polygon = !line.geometry.polygons.empty();
        const double square_m = has_polygon ? corners[i].area_lonlat_m2 : 0;
        const auto figure = [has_polygon](double value, int decimals) {
            return has_polygon ? Cell::number(value, decimals, true) : Cell::none();
        };
        out.rows.push_back({sheet::line_name(line).in(language),
                            fmt::format("{}@{}", line.zone_id, line.version),
                            zone::name_of(line.status).in(language), span_words(line.valid, language),
                            figure(square_m, 2), figure(square_m / geo::kSquareMetresPerHectare, 4),
                            figure(square_m / geo::kSquareMetresPerMu, 2),
                            line.height_limit_m ? Cell::number(*line.height_limit_m, 1) : Cell::none()});
    }
    return out;
}

} // namespace liangxian::dossier
