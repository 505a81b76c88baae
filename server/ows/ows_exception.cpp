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

struct Fault {
    std::string code;
    std::string locator;
    std::string words;
};

/// WMS, and WFS 1.0.
std::string service_report(const char* version, bool has_namespace, const Fault& fault) {
    pugi::xml_document document;
    pugi::xml_node report = document.append_child("ServiceExceptionReport");
    report.append_attribute("version") = version;
    if (has_namespace) {
        report.append_attribute("xmlns") = "http://www.opengis.net/ogc";
    }
    pugi::xml_node exception = report.append_child("ServiceException");
    exception.append_attribute("code") = fault.code.c_str();
    exception.append_attribute("locator") = fault.locator.c_str();
    exception.text().set(fault.words.c_str());
    return text_of(document);
}

/// OWS 1.0 and 1.1: WFS 1.1 and 2.0.
std::string ows_report(const char* space, const char* version, const Fault& fault) {
    pugi::xml_document document;
    pugi::xml_node report = document.append_child("ows:ExceptionReport");
    report.append_attribute("xmlns:ows") = space;
    report.append_attribute("version") = version;
    pugi::xml_node exception = report.append_child("ows:Exception");
    exception.append_attribute("exceptionCode") = fault.code.c_str();
    exception.append_attribute("locator") = fault.locator.c_str();
    exception.append_child("ows:ExceptionText").text().set(fault.words.c_str());
    return text_of(document);
}

} // namespace

http::Response ows_exception(const http::Request& request, const OwsRequest& asked, const std::string& code,
                             const std::string& locator, const base::Text& text) {
    const Fault fault{code, locator, text.in(request.language())};
    const std::string version = asked.parameter("VERSION");
    constexpr unsigned kBadRequest = 400;
    if (asked.service == "WMS") {
        return version.rfind("1.1", 0) == 0
                   ? http::Response::of("application/vnd.ogc.se_xml", service_report("1.1.1", false, fault),
                                        kBadRequest)
                   : http::Response::of("text/xml; charset=utf-8", service_report("1.3.0", true, fault),
                                        kBadRequest);
    }
    const std::string body = version == "1.0.0" ? service_report("1.2.0", true, fault)
                             : version == "1.1.0"
                                 ? ows_report("http://www.opengis.net/ows", "1.1.0", fault)
                                 : ows_report("http://www.opengis.net/ows/1.1", "2.0.0", fault);
    return http::Response::of("text/xml; charset=utf-8", body, kBadRequest);
}

http::Response time_exception(const http::Request& request, const OwsRequest& asked, const base::Text& text) {
    return ows_exception(request, asked,
                         asked.service == "WMS" ? "InvalidDimensionValue" : "InvalidParameterValue", "TIME",
                         text);
}

} // namespace liangxian::ows
