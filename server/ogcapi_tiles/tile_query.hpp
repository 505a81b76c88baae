// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/base/date.hpp"
#include "core/base/problem.hpp"
#include "server/http/message.hpp"

#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>

namespace liangxian::ogcapi_tiles {

/// The parameters of tiles and of what describes them: `f` and `datetime`, each once.
struct TileQuery {
    std::string form; ///< `f`; empty: by Accept
    base::Date day;   ///< a day, or the day of an instant; without `datetime` today
    bool has_day = false;

    /// The same day for another address: `?datetime=2024-05-01`, or nothing.
    std::string words() const { return has_day ? "?datetime=" + day.to_string() : std::string(); }
};

/// A query, or all that is wrong with its words.
struct ReadTileQuery {
    TileQuery query;
    base::Problems problems;
};

/// \param forms  what `f` may be
/// \param takes_day  whether there is a `datetime`
ReadTileQuery read_tile_query(const http::Request& request, std::initializer_list<std::string_view> forms,
                              bool takes_day);

/// Whether a tile is wanted as a picture: `f=png`, else Accept that names image/png or image/* and no vector
/// tile before it, else \p unless_said.
bool wants_picture(const http::Request& request, bool unless_said);

} // namespace liangxian::ogcapi_tiles
