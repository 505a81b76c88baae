// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/compare/identity.hpp"

namespace liangxian::compare {
namespace {

bool holds(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

bool is_of_another_unit(const Line& a, const Line& b) {
    if (!a.site_name.empty() && !b.site_name.empty()) {
        return !holds(a.site_name, b.site_name) && !holds(b.site_name, a.site_name);
    }
    if (!a.site_code.empty() && !b.site_code.empty()) {
        return a.site_code != b.site_code;
    }
    return differ(a.site_id, b.site_id);
}

} // namespace

std::string family_of(const Line& line) {
    return !line.kind ? "" : zone::is_protection(*line.kind) ? "protection" : "control";
}

bool differ(const std::string& x, const std::string& y) { return !x.empty() && !y.empty() && x != y; }

bool is_of_another(const Line& a, const Line& b) {
    return is_of_another_unit(a, b) || differ(family_of(a), family_of(b));
}

} // namespace liangxian::compare
