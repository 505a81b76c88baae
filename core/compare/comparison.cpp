// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/compare/comparison.hpp"

#include "core/base/parallel.hpp"
#include "core/compare/near_middles.hpp"

#include <algorithm>
#include <cmath>

namespace liangxian::compare {
namespace {

std::optional<double> accuracy_of(const Line& a, const Line& b) {
    if (!a.accuracy_m && !b.accuracy_m) {
        return std::nullopt;
    }
    const double of_a = a.accuracy_m.value_or(0);
    const double of_b = b.accuracy_m.value_or(0);
    if (a.is_accuracy_of_store && b.is_accuracy_of_store) {
        return std::max(of_a, of_b);
    }
    return std::sqrt(of_a * of_a + of_b * of_b);
}

geo::Position middle_of(const Line& line) {
    const geo::Box box = line.geometry.bounds();
    return {(box.min_x + box.max_x) / 2, (box.min_y + box.max_y) / 2};
}

/// What is left when a copy is moved back is no more than a datum leaves.
bool is_rigid(const PairFigures& figures) {
    return figures.residual_m <= 0.5 + 0.003 * figures.shift.length_m() && figures.shift.length_m() > 0.1;
}

class Comparer {
public:
    Comparer(const std::vector<Line>& a, const std::vector<Line>& b) : m_a(a), m_b(b) {}

    Comparison run(const base::CancelToken& cancel, unsigned threads, Pairing pairing) {
        const Matching matching = match_lines(m_a, m_b, cancel, pairing);
        std::vector<ComparedLine>& lines = m_out.lines;
        for (const Match& match : matching.matches) {
            ComparedLine line;
            line.a = match.a;
            line.b = match.b;
            line.matched_by = match.by;
            line.accuracy_m = accuracy_of(m_a[match.a], m_b[match.b]);
            lines.push_back(std::move(line));
        }
        base::for_each_in_parallel(lines.size(), threads, [&](std::size_t i) {
            cancel.throw_if_cancelled();
            lines[i].figures = pair_figures(m_a[*lines[i].a], m_b[*lines[i].b]);
            judge(lines[i]);
        });
        look_for_datums();
        look_for_exchanges();
        add_single(matching);
        look_for_invalid(cancel, threads);
        tell_misnumbered(matching);
        m_out.ambiguous = matching.ambiguous;
        for (const ComparedLine& line : lines) {
            ++m_out.counts[static_cast<std::size_t>(line.status)];
        }
        return std::move(m_out);
    }

private:
    static void judge(ComparedLine& line) {
        const PairFigures& figures = *line.figures;
        if (figures.misplaced != Misplacement::none) {
            line.status = LineStatus::datum_suspect;
            line.reasons.push_back(figures.misplaced == Misplacement::swapped_axis ? "swapped-axis"
                                                                                   : "wrong-zone");
            const bool is_off = figures.corrected->distance_m > std::max(kSameM, line.accuracy_m.value_or(0));
            if (is_off) {
                line.reasons.push_back("shifted-as-well");
            }
            return;
        }
        const double distance_m = figures.farthest.distance_m;
        line.status = distance_m <= kSameM                        ? LineStatus::same
                      : distance_m <= line.accuracy_m.value_or(0) ? LineStatus::within_accuracy
                                                                  : LineStatus::shifted;
        if (figures.edits) {
            line.reasons.push_back("vertices-edited");
        }
    }

    bool may_be_of_datum(const ComparedLine& line) const {
        return line.status != LineStatus::same && line.figures &&
               line.figures->misplaced == Misplacement::none && !line.figures->edits &&
               is_rigid(*line.figures);
    }

    void suspect(ComparedLine& line, const std::string& reason) {
        line.status = LineStatus::datum_suspect;
        line.reasons.push_back(reason);
    }

    /// Shifts that several lines share, then those that give themselves away.
    void look_for_datums() {
        std::vector<std::size_t> rigid;
        std::vector<Shift> shifts;
        std::size_t moved = 0;
        for (std::size_t i = 0; i < m_out.lines.size(); ++i) {
            moved += m_out.lines[i].status != LineStatus::same;
            if (may_be_of_datum(m_out.lines[i])) {
                rigid.push_back(i);
                shifts.push_back(m_out.lines[i].figures->shift);
            }
        }
        const auto common = common_shift(shifts);
        if (common && 2 * common->members.size() >= moved) {
            for (const std::size_t member : common->members) {
                ComparedLine& line = m_out.lines[rigid[member]];
                suspect(line, common_shift_suspect(line.figures->shift, middle_of(m_a[*line.a])));
            }
        }
        look_for_web_maps();
    }

    /// Whatever the others do, and however the shift changes along the line.
    void look_for_web_maps() {
        for (ComparedLine& line : m_out.lines) {
            const bool is_moved =
                line.status == LineStatus::shifted || line.status == LineStatus::within_accuracy;
            if (!is_moved || line.figures->edits) {
                continue;
            }
            const geo::Geometry& a = m_a[*line.a].geometry;
            const geo::Geometry& b = m_b[*line.b].geometry;
            const auto rigid = is_rigid(*line.figures)
                                   ? web_map_suspect(line.figures->shift, middle_of(m_a[*line.a]))
                                   : std::nullopt;
            if (const auto reason = rigid ? rigid : web_map_suspect(a, b)) {
                suspect(line, *reason);
            }
        }
    }

    /// A line that somebody put exactly where another one stands: the numbers of the two were exchanged.
    void look_for_exchanges() {
        std::vector<geo::Position> middles;
        for (const Line& line : m_a) {
            middles.push_back(middle_of(line));
        }
        const NearMiddles near(std::move(middles));
        for (ComparedLine& line : m_out.lines) {
            if (line.status != LineStatus::shifted) {
                continue;
            }
            const geo::Geometry& there = m_b[*line.b].geometry;
            near.visit_from(middle_of(m_b[*line.b]), kSameM, [&](std::size_t i, double) {
                const bool is_it = i != *line.a && farthest(m_a[i].geometry, there).distance_m <= kSameM;
                if (is_it) {
                    line.reasons.emplace_back("stands-on-another");
                }
                return !is_it;
            });
        }
    }

    void tell_misnumbered(const Matching& matching) {
        std::vector<bool> of_a(m_a.size(), false);
        std::vector<bool> of_b(m_b.size(), false);
        for (const std::size_t i : matching.misnumbered_a) {
            of_a[i] = true;
        }
        for (const std::size_t i : matching.misnumbered_b) {
            of_b[i] = true;
        }
        for (ComparedLine& line : m_out.lines) {
            if ((line.a && of_a[*line.a]) || (line.b && of_b[*line.b])) {
                line.reasons.emplace_back("number-of-another");
            }
        }
    }

    void look_for_invalid(const base::CancelToken& cancel, unsigned threads) {
        base::for_each_in_parallel(m_out.lines.size(), threads, [&](std::size_t i) {
            cancel.throw_if_cancelled();
            ComparedLine& line = m_out.lines[i];
            line.invalid_a = line.a ? geo::invalidity(m_a[*line.a].geometry) : std::nullopt;
            line.invalid_b = line.b ? geo::invalidity(m_b[*line.b].geometry) : std::nullopt;
            if (line.invalid_a || line.invalid_b) {
                line.reasons.emplace_back("invalid-polygon");
            }
        });
    }

    void add_single(const Matching& matching) {
        for (const std::size_t i : matching.only_a) {
            ComparedLine line;
            line.status = LineStatus::missing;
            line.a = i;
            m_out.lines.push_back(std::move(line));
        }
        std::stable_sort(m_out.lines.begin(), m_out.lines.end(),
                         [](const ComparedLine& x, const ComparedLine& y) { return *x.a < *y.a; });
        for (const std::size_t i : matching.only_b) {
            ComparedLine line;
            line.status = LineStatus::extra;
            line.b = i;
            m_out.lines.push_back(std::move(line));
        }
    }

    const std::vector<Line>& m_a;
    const std::vector<Line>& m_b;
    Comparison m_out;
};

} // namespace

std::string_view code_of(LineStatus status) {
    static constexpr std::array<std::string_view, kLineStatusCount> kCodes{
        "same", "within-accuracy", "shifted", "missing", "extra", "datum-suspect"};
    return kCodes[static_cast<std::size_t>(status)];
}

Comparison compare(const std::vector<Line>& a, const std::vector<Line>& b, const base::CancelToken& cancel,
                   unsigned threads, Pairing pairing) {
    return Comparer(a, b).run(cancel, threads, pairing);
}

} // namespace liangxian::compare
