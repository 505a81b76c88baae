// SPDX-License-Identifier: GPL-2.0-or-later
#include "server/ogcapi/page.hpp"

#include "core/base/markup.hpp"

namespace liangxian::ogcapi {
namespace {

// The colours and sizes of the officers' page: white ground, blue for what can be pressed, one red line.
constexpr std::string_view kStyle =
    R"(body{margin:0;font:14px/1.6 "Noto Sans CJK SC","Microsoft YaHei",sans-serif;color:#1d2733;background:#fff}
header{border-bottom:2px solid #c0272d;padding:8px 24px;display:flex;gap:16px;align-items:baseline}
header strong{font-size:16px}
main{max-width:1120px;margin:0 auto;padding:16px 24px 48px}
h1{font-size:22px;font-weight:600;margin:16px 0 8px}
h2{font-size:16px;font-weight:600;margin:24px 0 8px}
nav a{color:#52606d}
a{color:#1f5fa8;text-decoration:none}a:hover,a:focus{text-decoration:underline}
a:focus-visible{outline:2px solid #1f5fa8;outline-offset:2px}
table{border-collapse:collapse;width:100%}
th,td{text-align:left;padding:6px 12px 6px 0;border-bottom:1px solid #d9dee5;vertical-align:top}
th{font-weight:600;color:#52606d;white-space:nowrap}
.scroll{overflow-x:auto}
.pages{display:flex;gap:16px;margin:16px 0}
.note{color:#52606d}
code{font-family:"Noto Sans Mono CJK SC",monospace;font-size:13px;word-break:break-all}
@media(max-width:600px){main,header{padding-left:12px;padding-right:12px}}
)";

} // namespace

std::string style_sheet() { return std::string(kStyle); }

std::string escaped(std::string_view text) { return base::html_escaped(text); }

std::string page(const std::string& title, const std::vector<std::pair<std::string, std::string>>& way,
                 const std::string& body, base::Language language) {
    std::string out = "<!doctype html>\n<html lang=\"";
    out += language == base::Language::zh ? "zh-CN" : "en";
    out += "\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\"><title>";
    out += escaped(title) + " · 两线 Liangxian</title><link rel=\"stylesheet\" href=\"" + kStylePath +
           "\"></head><body>";
    out += "<header><strong>两线 Liangxian</strong><nav>";
    for (std::size_t i = 0; i < way.size(); ++i) {
        out += i == 0 ? "" : " › ";
        out += "<a href=\"" + escaped(way[i].second) + "\">" + escaped(way[i].first) + "</a>";
    }
    out += "</nav></header><main><h1>" + escaped(title) + "</h1>" + body + "</main></body></html>\n";
    return out;
}

} // namespace liangxian::ogcapi
