// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/app/coverage.hpp"

#include "core/base/error.hpp"
#include "core/overlap/share.hpp"

#include <fmt/format.h>

#include <array>
#include <map>

namespace liangxian::app {
namespace {

using result::Coverage;
using result::CoverageStatus;

constexpr std::array<const char*, 4> kThemes = {"protection", "control", "underground", "sites"};

/// A declaration may name one theme, the two lines together, or all.
bool declares(const std::string& said, const std::string& theme) {
    const bool is_line = theme == "protection" || theme == "control";
    return said == "all" || said == theme || (is_line && said == "zones");
}

/// A declaration over the application, and whether it still holds.
struct Declaration {
    const zone::Area* area;
    std::string theme;
    bool expired;
};

base::Text joined(const std::vector<base::Text>& words) {
    base::Text out;
    for (const base::Text& word : words) {
        out.zh += (out.zh.empty() ? "" : "、") + word.zh;
        out.en += (out.en.empty() ? "" : ", ") + word.en;
    }
    return out;
}

/// Reads what is declared over one application, theme by theme.
class CoverageReader {
public:
    CoverageReader(const geo::Geometry& application, const zone::Snapshot& snapshot)
        : m_application(application), m_snapshot(snapshot) {}

    CoverageAnswer read() {
        for (const zone::Area& area : m_snapshot.areas) {
            if (area.kind == zone::AreaKind::coverage) {
                take(area);
            }
        }
        for (const zone::Unreadable& record : m_snapshot.unreadable) {
            const bool may_lie_here = !record.box || record.box->intersects(m_application.bounds());
            if (record.may_declare_coverage && may_lie_here) {
                fail(std::string(zone::parse_theme(record.theme).value_or("all")),
                     {fmt::format("覆盖声明 {} 无法读取：{}", record.id, record.reason.zh),
                      fmt::format("the declaration {} cannot be read: {}", record.id, record.reason.en)});
            }
        }
        for (const std::string theme : kThemes) {
            answer(theme);
        }
        return std::move(m_out);
    }

private:
    void take(const zone::Area& area) {
        const auto theme = zone::parse_theme(area.theme);
        try {
            if (!overlap::interiors_meet(m_application, area.geometry)) {
                return;
            }
        } catch (const base::GeometryError& error) {
            fail(std::string(theme.value_or("all")), error.message());
            return;
        }
        if (!theme) {
            warn("coverage-theme-unknown", area,
                 {fmt::format("覆盖声明的专题“{}”无法识别，不作为依据", area.theme),
                  fmt::format("the theme '{}' of this declaration of coverage is unknown; it does not count",
                              area.theme)});
            return;
        }
        const bool expired = area.expires_on && *area.expires_on < m_snapshot.as_of;
        m_declarations.push_back({&area, std::string(*theme), expired});
        warn_of_gaps(area);
        if (expired) {
            warn("coverage-expired", area,
                 {fmt::format("数据覆盖声明已于 {} 到期，不再算作完整", area.expires_on->to_string()),
                  fmt::format("this declaration of coverage expired on {} and no longer counts as complete",
                              area.expires_on->to_string())});
        }
    }

    /// A declaration counts as somebody's word; whose, by what and when belongs to it.
    void warn_of_gaps(const zone::Area& area) {
        std::vector<base::Text> missing;
        const auto need = [&missing](const std::string& value, base::Text name) {
            if (value.empty()) {
                missing.push_back(std::move(name));
            }
        };
        need(area.declared_by, {"声明机关", "who declared it"});
        need(area.document, {"文件", "the document"});
        need(area.declared_on, {"日期", "the date"});
        if (!missing.empty()) {
            const base::Text words = joined(missing);
            warn("coverage-undocumented", area,
                 {"数据覆盖声明缺少：" + words.zh, "this declaration of coverage lacks " + words.en});
        }
    }

    void warn(const char* code, const zone::Area& area, base::Text message) {
        m_out.warnings.push_back({code, area.area_id, std::move(message)});
    }

    void fail(const std::string& said, const base::Text& why) {
        for (const std::string theme : kThemes) {
            if (declares(said, theme)) {
                m_failed.emplace(theme, why);
            }
        }
    }

    Coverage share_of(const std::string& theme) const {
        std::vector<const geo::Geometry*> complete;
        std::vector<const geo::Geometry*> any;
        Coverage out;
        out.theme = theme;
        for (const Declaration& one : m_declarations) {
            if (!declares(one.theme, theme)) {
                continue;
            }
            any.push_back(&one.area->geometry);
            if (one.area->status == "complete" && !one.expired) {
                complete.push_back(&one.area->geometry);
            }
            const std::string& day = one.area->declared_on;
            if (!day.empty() && (out.data_date.empty() || day < out.data_date)) {
                out.data_date = day;
            }
        }
        const double complete_share = overlap::share_inside(m_application, complete);
        out.share = overlap::share_inside(m_application, any);
        out.status = complete_share >= 1.0 ? CoverageStatus::complete
                     : out.share > 0       ? CoverageStatus::partial
                                           : CoverageStatus::none;
        return out;
    }

    void answer(const std::string& theme) {
        try {
            if (m_failed.count(theme) == 0) {
                m_out.themes.push_back(share_of(theme));
            }
        } catch (const base::GeometryError& error) {
            m_failed.emplace(theme, error.message());
        }
        if (const auto failed = m_failed.find(theme); failed != m_failed.end()) {
            m_out.themes.push_back({theme, CoverageStatus::failed, 0, ""});
            m_out.warnings.push_back({"coverage-failed", theme, failed->second});
        } else if (m_out.themes.back().status == CoverageStatus::none && !is_required_theme(theme)) {
            const base::Text name = *zone::theme_name(theme);
            m_out.warnings.push_back(
                {"theme-not-declared",
                 theme,
                 {fmt::format("此处未声明“{}”专题的数据覆盖；该专题查无结果不等于没有", name.zh),
                  fmt::format(
                      "no coverage is declared here for {}: nothing found does not mean nothing there",
                      name.en)}});
        }
    }

    const geo::Geometry& m_application;
    const zone::Snapshot& m_snapshot;
    std::vector<Declaration> m_declarations;
    std::map<std::string, base::Text> m_failed;
    CoverageAnswer m_out;
};

} // namespace

bool is_required_theme(const std::string& theme) { return theme == "protection" || theme == "control"; }

CoverageAnswer coverage_of(const geo::Geometry& application, const zone::Snapshot& snapshot) {
    return CoverageReader(application, snapshot).read();
}

std::vector<const zone::Area*> areas_met(const geo::Geometry& application, const zone::Snapshot& snapshot,
                                         zone::AreaKind kind) {
    std::vector<const zone::Area*> out;
    for (const zone::Area& area : snapshot.areas) {
        if (area.kind == kind && overlap::interiors_meet(application, area.geometry)) {
            out.push_back(&area);
        }
    }
    return out;
}

double assessed_share(const geo::Geometry& application, const zone::Snapshot& snapshot) {
    std::vector<const geo::Geometry*> assessed;
    for (const zone::Area& area : snapshot.areas) {
        const bool lapsed = area.expires_on && *area.expires_on < snapshot.as_of;
        if (area.kind == zone::AreaKind::assessed_area && !lapsed) {
            assessed.push_back(&area.geometry);
        }
    }
    return overlap::share_inside(application, assessed);
}

} // namespace liangxian::app
