// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/report/finding_words.hpp"

#include "core/base/number.hpp"
#include "core/report/review_reasons.hpp"
#include "core/report/sentences.hpp"

#include <fmt/format.h>

namespace liangxian::report {
namespace {

using result::Finding;
using result::Relation;

base::Text metres(const char* zh, const char* en, double value_m, int decimals) {
    const std::string number = base::grouped(value_m, decimals);
    return {fmt::format("{} {} 米", zh, number), fmt::format("{} {} m", en, number)};
}

base::Text document_words(const result::Document& document) {
    base::Text out;
    for (const std::string* part : {&document.number, &document.issuer, &document.date}) {
        if (!part->empty()) {
            out = out.empty() ? base::Text{*part, *part}
                              : base::Text{out.zh + "，" + *part, out.en + ", " + *part};
        }
    }
    return out;
}

} // namespace

base::Text kind_words(const Finding& f) {
    const base::Text& name = f.kind_name();
    return f.zone_class.empty() ? name
                                : base::Text{name.zh + " " + f.zone_class, name.en + " " + f.zone_class};
}

base::Text unit_and_kind(const Finding& f) {
    const base::Text unit = f.unit_name();
    const base::Text kind = kind_words(f);
    return f.site_id ? base::Text{unit.zh + "的" + kind.zh, kind.en + " of " + unit.en} : unit;
}

base::Text relation_words(const Finding& f) {
    const base::Text& kind = f.kind_name();
    switch (f.relation) {
    case Relation::equals:
        return {"本项目与该" + kind.zh + "重合", "the project is the same ground as this " + kind.en};
    case Relation::within:
        return {"本项目完全位于该" + kind.zh + "内", "the project lies wholly inside this " + kind.en};
    case Relation::contains:
        return {"本项目完全包含该" + kind.zh, "the project wholly contains this " + kind.en};
    case Relation::overlap:
        return {"本项目与该" + kind.zh + "部分重叠", "the project overlaps this " + kind.en};
    case Relation::sliver:
        return {"本项目与该" + kind.zh + "细碎重叠", "the project overlaps this " + kind.en + " by a sliver"};
    case Relation::touch:
        return {"本项目与该" + kind.zh + "边界相接", "the project touches this " + kind.en};
    default:
        return result::name_of(f.relation);
    }
}

base::Text measure_words(const Finding& f) {
    if (f.relation == Relation::touch) {
        return metres("共边", "shared boundary", f.length_m.value_or(0), 2);
    }
    if (!result::is_interior_contact(f.relation)) {
        return metres("距离", "distance", f.distance_m, 2);
    }
    if (f.length_m) {
        return metres("长度", "length", *f.length_m, 2);
    }
    const bool is_point = f.geometry.polygons.empty() && !f.geometry.points.empty();
    if (is_point) {
        return {};
    }
    const base::Text area = area_words(f.area_m2);
    const std::string share = share_words(f.share_of_application);
    base::Text out{area.zh + " " + share, area.en + " " + share};
    if (f.relation == Relation::sliver && f.mean_width_m) {
        const base::Text width = metres("平均宽度", "mean width", *f.mean_width_m, 3);
        out = {out.zh + "，" + width.zh, out.en + ", " + width.en};
    }
    return out;
}

std::vector<base::Text> finding_notes(const Finding& f) {
    std::vector<base::Text> notes;
    const base::Text document = document_words(f.document);
    // Only a zone has a status of its own; a body or an area is announced by its document.
    if (f.zone_version || !document.empty()) {
        notes.push_back(result::name_of(f.legal_status));
    }
    if (!document.empty()) {
        notes.push_back(document);
    }
    if (f.area_outside_protection_m2) {
        const std::string area = base::grouped(*f.area_outside_protection_m2, 2);
        notes.push_back({fmt::format("其中保护范围以外 {} 平方米", area),
                         fmt::format("{} m² of it outside the protection range", area)});
    }
    if (f.height_limit_m) {
        notes.push_back(metres("限高", "height limit", *f.height_limit_m, 1));
    }
    if (!f.restrictions.empty()) {
        notes.push_back({"管控要求：" + f.restrictions, "restrictions: " + f.restrictions});
    }
    if (f.decision_band) {
        notes.push_back(decision_band_words(f));
    }
    return notes;
}

} // namespace liangxian::report
