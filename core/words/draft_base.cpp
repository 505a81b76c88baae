// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/words/draft_base.hpp"

#include "core/geo/geos.hpp"
#include "core/words/corner_rings.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace liangxian::words {
namespace {

// Metres by which an outline may be off for what had to be assumed. Working values of this project, as those
// of profiles/accuracy.json are.
constexpr double kUnstatedM = 10;       ///< a body or range whose accuracy nobody stated
constexpr double kPartForWholeM = 10;   ///< a hall was named, the outline of the whole is known
constexpr double kMiddleForCentreM = 5; ///< the middle of the outline for the announced centre

bool is_body_like(PhraseKind kind) {
    return kind == PhraseKind::monument || kind == PhraseKind::enclosure || kind == PhraseKind::part ||
           kind == PhraseKind::centre;
}

/// What the reading measures from: its own base, else the one its sides name, else by the line.
Phrase effective_base(const Reading& reading) {
    if (reading.base.kind != PhraseKind::none) {
        return reading.base;
    }
    for (const auto& side : reading.sides) {
        if (side && (is_body_like(side->from.kind) || side->from.kind == PhraseKind::range)) {
            return side->from;
        }
    }
    return {};
}

geo::Geometry middle_of(const geo::Geometry& shape) {
    geo::Geometry out;
    const geo::GeosGeometry all = geo::to_geos(shape);
    const geo::GeosGeometry middle(GEOSGetCentroid_r(geo::geos_context(), all.get()));
    if (middle) {
        out.points = geo::from_geos(middle.get()).points;
    }
    return out;
}

void assume(Reading& reading, std::string zh, std::string en) {
    reading.assumed.push_back({std::move(zh), std::move(en)});
}

void ask(Reading& reading, std::string zh, std::string en) {
    reading.todo.push_back({std::move(zh), std::move(en)});
}

std::optional<DraftBase> from_body(Reading& reading, const Ground& ground, const Phrase& phrase) {
    if (ground.body.empty()) {
        ask(reading, "库中没有文物本体的图形，请先绘制本体或用 --body 给出",
            "the store has no outline of the monument; draw it first or give it with --body");
        return std::nullopt;
    }
    DraftBase out{ground.body, ground.body_accuracy_m.value_or(kUnstatedM), false};
    if (!ground.body_accuracy_m) {
        assume(reading, fmt::format("本体位置精度未说明，按 ±{} 米计", kUnstatedM),
               fmt::format("the body's accuracy is not stated; taken as ±{} m", kUnstatedM));
    }
    const bool is_named_part = phrase.kind == PhraseKind::part || phrase.kind == PhraseKind::enclosure;
    if (ground.body_is_given) {
        assume(reading, fmt::format("“{}”即所给的图形", phrase.words.empty() ? "本体" : phrase.words),
               fmt::format("'{}' is the geometry given", phrase.words.empty() ? "the body" : phrase.words));
    } else if (is_named_part) {
        out.accuracy_m += kPartForWholeM;
        assume(reading, fmt::format("“{}”以库中本体轮廓代替，可能相差 {} 米", phrase.words, kPartForWholeM),
               fmt::format("the stored outline of the monument stands for '{}'; it may be {} m off",
                           phrase.words, kPartForWholeM));
    }
    return out;
}

std::optional<DraftBase> from_centre(Reading& reading, const Ground& ground, const Phrase& phrase) {
    const std::string name = phrase.words.empty() ? "中心点" : phrase.words;
    auto out = from_body(reading, ground, {});
    if (out && out->shape.dimension() > 0) {
        out->shape = middle_of(out->shape);
        out->accuracy_m += kMiddleForCentreM;
        assume(reading, fmt::format("“{}”取本体图形的形心", name),
               fmt::format("the middle of the stored outline stands for '{}'", name));
    }
    return out;
}

double range_accuracy_m(Reading& reading, const Ground& ground) {
    if (!ground.range_accuracy_m) {
        assume(reading, fmt::format("保护范围的精度和来源未说明，按 ±{} 米计", kUnstatedM),
               fmt::format("neither accuracy nor origin of the range is stated; taken as ±{} m", kUnstatedM));
    }
    return ground.range_accuracy_m.value_or(kUnstatedM);
}

std::optional<DraftBase> from_range(Reading& reading, const Ground& ground) {
    if (ground.range.polygons.empty()) {
        ask(reading, "本单位的保护范围还没有图形，请先绘制保护范围",
            "the unit's protection range has no geometry yet; draw it first");
        return std::nullopt;
    }
    return DraftBase{ground.range, range_accuracy_m(reading, ground), true};
}

std::optional<DraftBase> from_class(Reading& reading, const Ground& ground, const Phrase& phrase) {
    const auto found = ground.classes.find(phrase.zone_class);
    if (found == ground.classes.end() || found->second.polygons.empty()) {
        ask(reading, fmt::format("“{}”还没有图形，请先绘制", phrase.words),
            fmt::format("'{}' has no geometry yet; draw it first", phrase.words));
        return std::nullopt;
    }
    return DraftBase{found->second, range_accuracy_m(reading, ground), true};
}

/// The point that the text itself gives for its centre.
std::optional<DraftBase> from_written_point(Reading& reading) {
    const auto accuracy_m = turn_to_easting_first(reading) ? corner_accuracy_m(reading) : std::nullopt;
    if (!accuracy_m) {
        return std::nullopt;
    }
    DraftBase out;
    out.shape.points = {reading.corners.front()};
    out.accuracy_m = *accuracy_m;
    return out;
}

} // namespace

std::optional<DraftBase> find_base(Reading& reading, const Ground& ground, Line line) {
    const bool has_point = reading.corners.size() == 1 && !reading.corner_is_plane;
    if (has_point && (reading.is_about_a_point || reading.kind == TextKind::center_box)) {
        return from_written_point(reading);
    }
    const Phrase phrase = effective_base(reading);
    const auto key = ground.classes.find("key");
    if (phrase.kind == PhraseKind::enclosure && reading.zone == zone::ZoneKind::protection_general &&
        key != ground.classes.end() && !ground.body_is_given) {
        assume(reading, fmt::format("“{}”取重点保护区的边界，可能相差 {} 米", phrase.words, kPartForWholeM),
               fmt::format("the edge of the key part stands for '{}'; it may be {} m off", phrase.words,
                           kPartForWholeM));
        return DraftBase{key->second, range_accuracy_m(reading, ground) + kPartForWholeM, false};
    }
    switch (phrase.kind) {
    case PhraseKind::range:
        return from_range(reading, ground);
    case PhraseKind::class_zone:
        return from_class(reading, ground, phrase);
    case PhraseKind::centre:
        return from_centre(reading, ground, phrase);
    case PhraseKind::monument:
    case PhraseKind::enclosure:
    case PhraseKind::part:
        return from_body(reading, ground, phrase);
    case PhraseKind::none:
        if (reading.kind == TextKind::center_box) {
            return from_centre(reading, ground, phrase);
        }
        if (line == Line::control && !ground.range.polygons.empty()) {
            assume(reading, "没有说明起算处，按自保护范围边界起算",
                   "it does not say from where; measured from the edge of the protection range");
            return from_range(reading, ground);
        }
        return from_body(reading, ground, phrase);
    default:
        if (ground.body_is_given) {
            return from_body(reading, ground, phrase);
        }
        ask(reading, fmt::format("“{}”的位置不在库中，请用 --body 给出其图形", phrase.words),
            fmt::format("where '{}' lies is not in the store; give its geometry with --body", phrase.words));
        return std::nullopt;
    }
}

bool is_measured_elsewhere(const Reach& reach, const DraftBase& base, const Ground& ground) {
    switch (reach.from.kind) {
    case PhraseKind::none:
        return false;
    case PhraseKind::range:
    case PhraseKind::class_zone:
        return !base.is_zone;
    case PhraseKind::landmark:
    case PhraseKind::unknown:
    case PhraseKind::coordinates:
        return !ground.body_is_given || base.is_zone;
    default:
        return base.is_zone;
    }
}

} // namespace liangxian::words
