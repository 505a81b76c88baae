// SPDX-License-Identifier: GPL-2.0-or-later
#include "server/ogcapi/item_query.hpp"

#include "core/base/number.hpp"
#include "core/geo/crs.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <set>

namespace liangxian::ogcapi {
namespace {

constexpr std::size_t kLongestWords = 200;

std::optional<std::size_t> whole_number(const std::string& text) {
    std::size_t out = 0;
    const char* end = text.data() + text.size();
    const auto [stopped, error] = std::from_chars(text.data(), end, out);
    return error == std::errc() && stopped == end && !text.empty() ? std::optional(out) : std::nullopt;
}

std::vector<std::string> split(const std::string& text, char by) {
    std::vector<std::string> out;
    for (std::size_t at = 0; at <= text.size();) {
        const std::size_t end = std::min(text.find(by, at), text.size());
        out.push_back(text.substr(at, end - at));
        at = end + 1;
    }
    return out;
}

class QueryReader {
public:
    explicit QueryReader(const onemap::LayerDescription& layer) : m_layer(layer) {}

    ReadItemQuery read(const http::Request& request) {
        for (const auto& [name, value] : request.query) {
            if (!m_seen.insert(name).second) {
                tell(name, {"只能出现一次", "may stand once only"});
            } else if (name != kKnownAt || !may_ask_the_past(request)) {
                take(name, value);
            }
        }
        order_box();
        return std::move(m_out);
    }

private:
    void tell(const std::string& name, const base::Text& text) {
        m_out.problems.push_back({"bad-parameter", name, text});
    }

    void take(const std::string& name, const std::string& value) {
        if (name == "limit") {
            take_limit(value);
        } else if (name == "offset") {
            const auto offset = whole_number(value);
            m_out.query.offset = offset.value_or(0);
            if (!offset) {
                tell(name, {"应为非负整数", "must be a whole number"});
            }
        } else if (name == "bbox") {
            take_box(value);
        } else if (name == "crs" || name == "bbox-crs") {
            const auto crs = parse_crs(value);
            (name == "crs" ? m_out.query.crs : m_out.query.bbox_crs) = crs.value_or(CrsChoice{});
            if (!crs) {
                tell(name, {"不提供这个坐标系", "this CRS is not offered"});
            }
        } else if (name == "q") {
            take_words(value);
        } else if (name == "datetime") {
            take_time(value);
        } else if (name != "f") {
            take_column(name, value);
        }
    }

    void take_limit(const std::string& value) {
        const auto limit = whole_number(value);
        if (!limit || *limit == 0) {
            tell("limit", {"应为正整数", "must be a whole number from 1 on"});
            return;
        }
        m_out.query.limit = std::min(*limit, kHighestLimit);
    }

    void take_box(const std::string& value) {
        std::vector<double> numbers;
        for (const std::string& word : split(value, ',')) {
            if (const auto number = base::parse_number(word); number && std::isfinite(*number)) {
                numbers.push_back(*number);
            }
        }
        const std::size_t words = split(value, ',').size();
        if (numbers.size() != words || (words != 4 && words != 6)) {
            tell("bbox", {"应为四个或六个数", "must be four numbers, or six"});
            return;
        }
        const std::size_t second = words / 2; // heights are not looked at
        m_out.query.bbox = geo::Box{numbers[0], numbers[1], numbers[second], numbers[second + 1]};
    }

    /// The numbers come in the order of their CRS, which may be said after them.
    void order_box() {
        std::optional<geo::Box>& box = m_out.query.bbox;
        if (!box) {
            return;
        }
        if (m_out.query.bbox_crs.is_northing_first) {
            box = geo::Box{box->min_y, box->min_x, box->max_y, box->max_x};
        }
        const bool is_over_180 = box->min_x > box->max_x && box->min_x <= 180 && box->max_x >= -180 &&
                                 geo::is_geographic_4490_like(m_out.query.bbox_crs.epsg);
        if (is_over_180) {
            m_out.query.bbox_beyond = geo::Box{-180, box->min_y, box->max_x, box->max_y};
            box->max_x = 180;
        }
        if (box->min_x > box->max_x || box->min_y > box->max_y) {
            tell("bbox", {"下角应在上角的西南", "its first corner must be south-west of the second"});
        }
    }

    void take_time(const std::string& value) {
        m_out.query.time = onemap::parse_time(value);
        if (!m_out.query.time) {
            tell("datetime",
                 {"应为日期、时刻，或以 / 分开的一段", "must be a date, a time, or two divided by /"});
        }
    }

    /// Words are divided by blanks, the wide one of Chinese texts among them.
    void take_words(std::string value) {
        if (value.size() > kLongestWords) {
            tell("q", {"过长", "is too long"});
            return;
        }
        constexpr std::string_view kWideBlank = "\u3000";
        for (std::size_t at; (at = value.find(kWideBlank)) != std::string::npos;) {
            value.replace(at, kWideBlank.size(), " ");
        }
        for (const std::string& word : split(value, ' ')) {
            if (!word.empty()) {
                m_out.query.words.push_back(in_lower_case(word));
            }
        }
        if (m_out.query.words.empty()) {
            tell("q", {"应有文字", "must have a word"});
        }
    }

    void take_column(const std::string& name, const std::string& value) {
        const auto& columns = m_layer.columns;
        const bool is_column = std::any_of(columns.begin(), columns.end(),
                                           [&name](const auto& column) { return column.name == name; });
        if (is_column) {
            m_out.query.equals.emplace_back(name, value);
        } else {
            tell(name, {"没有这个参数", "there is no such parameter"});
        }
    }

    const onemap::LayerDescription& m_layer;
    std::set<std::string> m_seen;
    ReadItemQuery m_out;
};

} // namespace

std::string in_lower_case(std::string text) {
    for (char& c : text) {
        c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    }
    return text;
}

ReadItemQuery read_item_query(const http::Request& request, const onemap::LayerDescription& layer) {
    return QueryReader(layer).read(request);
}

bool may_ask_the_past(const http::Request& request) {
    return request.principal && accounts::sees_exact(request.principal->role);
}

} // namespace liangxian::ogcapi
