// SPDX-License-Identifier: GPL-2.0-or-later
#include "server/ows/ows_exception.hpp"

#include <pugixml.hpp>

#include <sstream>

namespace liangxian::ows {
namespace {

std::string text_of(const pugi::xml_document& document) {
    std::ostringstream out;
    document.save(out, "", pugi::format_raw, pugi::encoding_utf8);
    return out.str();
}

/// WMS, and WFS 1.0.
std::string service_exception(const char* version, bool has_namespace, const char* code,
                              const std::string& words) {
    pugi::xml_document document;
    pugi::xml_node report = document.append_child("ServiceExceptionReport");
    report.append_attribute("version") = version;
    if (has_namespace) {
        report.append_attribute("xmlns") = "http://www.opengis.net/ogc";
    }
    pugi::xml_node exception = report.append_child("ServiceException");
    exception.append_attribute("code") = code;
    exception.append_attribute("locator") = "TIME";
    exception.text().set(words.c_str());
    return text_of(document);
}

/// OWS 1.0 and 1.1: WFS 1.1 and 2.0.
std::string ows_exception(const char* space, const char* version, const std::string& words) {
    pugi::xml_document document;
    pugi::xml_node report = document.append_child("ows:ExceptionReport");
    report.append_attribute("xmlns:ows") = space;
    report.append_attribute("version") = version;
    pugi::xml_node exception = report.append_child("ows:Exception");
    exception.append_attribute("exceptionCode") = "InvalidParameterValue";
    exception.append_attribute("locator") = "TIME";
    exception.append_child("ows:ExceptionText").text().set(words.c_str());
    return text_of(document);
}

} // namespace

http::Response time_exception(const http::Request& request, const OwsRequest& asked, const base::Text& text) {
    const std::string words = text.in(request.language());
    const std::string version = asked.parameter("VERSION");
    constexpr unsigned kBadRequest = 400;
    if (asked.service == "WMS") {
        return version.rfind("1.1", 0) == 0
                   ? http::Response::of("application/vnd.ogc.se_xml",
                                        service_exception("1.1.1", false, "InvalidDimensionValue", words),
                                        kBadRequest)
                   : http::Response::of("text/xml; charset=utf-8",
                                        service_exception("1.3.0", true, "InvalidDimensionValue", words),
                                        kBadRequest);
    }
    const std::string body =
        version == "1.0.0"   ? service_exception("1.2.0", true, "InvalidParameterValue", words)
        : version == "1.1.0" ? ows_exception("http://www.opengis.net/ows", "1.1.0", words)
                             : ows_exception("http://www.opengis.net/ows/1.1", "2.0.0", words);
    return http::Response::of("text/xml; charset=utf-8", body, kBadRequest);
}

} // namespace liangxian::ows
