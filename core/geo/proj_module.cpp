// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/base/module.hpp"
#include "core/geo/foreign_crs.hpp"

#include <proj.h>

#include <cmath>
#include <string>
#include <utility>

namespace liangxian::geo {
namespace {

struct ContextDeleter {
    void operator()(PJ_CONTEXT* context) const { proj_context_destroy(context); }
};
struct ProjectionDeleter {
    void operator()(PJ* projection) const { proj_destroy(projection); }
};
using Context = std::unique_ptr<PJ_CONTEXT, ContextDeleter>;
using Projection = std::unique_ptr<PJ, ProjectionDeleter>;

void ignore_log(void*, int, const char*) {}

Projection make_projection(PJ_CONTEXT* context, int epsg) {
    const std::string code = "EPSG:" + std::to_string(epsg);
    const Projection raw(proj_create_crs_to_crs(context, "EPSG:4490", code.c_str(), nullptr));
    return raw ? Projection(proj_normalize_for_visualization(context, raw.get())) : nullptr;
}

class ProjCrs : public ForeignCrs {
public:
    ProjCrs(Context context, Projection projection)
        : m_context(std::move(context)), m_projection(std::move(projection)) {}

    std::optional<Position> forward(const Position& degrees) const override { return move(PJ_FWD, degrees); }
    std::optional<Position> inverse(const Position& source) const override { return move(PJ_INV, source); }

private:
    std::optional<Position> move(PJ_DIRECTION direction, const Position& p) const {
        const PJ_COORD out = proj_trans(m_projection.get(), direction, proj_coord(p.x, p.y, 0, 0));
        if (!std::isfinite(out.xy.x) || !std::isfinite(out.xy.y)) {
            return std::nullopt;
        }
        return Position{out.xy.x, out.xy.y};
    }

    Context m_context;
    Projection m_projection;
};

std::unique_ptr<ForeignCrs> make_proj_crs(int epsg) {
    Context context(proj_context_create());
    proj_log_func(context.get(), nullptr, ignore_log);
    Projection projection = make_projection(context.get(), epsg);
    return projection ? std::make_unique<ProjCrs>(std::move(context), std::move(projection)) : nullptr;
}

constexpr ProjFunctions kFunctions{make_proj_crs};

} // namespace
} // namespace liangxian::geo

const void* liangxian_module() { return &liangxian::geo::kFunctions; }
