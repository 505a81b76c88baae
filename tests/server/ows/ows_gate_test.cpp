// SPDX-License-Identifier: GPL-2.0-or-later
#include "server/ows/ows_gate.hpp"

#include <gtest/gtest.h>

namespace liangxian::tests {
namespace {

using ows::OwsRequest;
using ows::pass_gate;

using Query = std::vector<std::pair<std::string, std::string>>;

http::Request get(Query query) {
    http::Request out;
    out.method = "GET";
    out.query = std::move(query);
    return out;
}

http::Request post(std::string body) {
    http::Request out;
    out.method = "POST";
    out.body = std::move(body);
    return out;
}

std::string code_of(const http::Request& request) {
    OwsRequest out;
    const auto refused = pass_gate(request, out);
    return refused ? refused->code : "";
}

const Query kMap{{"service", "WMS"},        {"request", "GetMap"}, {"Layers", "control"},
                 {"BBOX", "39,113,40,114"}, {"WIDTH", "2048"},     {"HEIGHT", "1"}};

Query with(Query query, const std::string& name, const std::string& value) {
    query.emplace_back(name, value);
    return query;
}

TEST(OwsGate, LetsWhatWmsAndWfsNeedPassWhateverTheCaseOfItsNames) {
    OwsRequest out;
    EXPECT_FALSE(pass_gate(get(kMap), out));
    EXPECT_EQ(out.service, "WMS");
    EXPECT_EQ(out.parameter("LAYERS"), "control");
    EXPECT_EQ(code_of(get({{"REQUEST", "GetMap"}, {"VERSION", "1.1.1"}})), "")
        << "WMS 1.1.1 names no service there";
    EXPECT_EQ(code_of(post(
                  "<?xml version=\"1.0\"?>\n<wfs:GetFeature xmlns:wfs=\"x\"><wfs:Query/></wfs:GetFeature>")),
              "");
    EXPECT_EQ(code_of(post("<GetCapabilities service=\"WFS\"/>")), "");
}

TEST(OwsGate, LeavesOutWhatNoStandardHas) {
    OwsRequest out;
    EXPECT_FALSE(pass_gate(get(with(with(kMap, "FOO", "1"), "foo", std::string(5000, 'x'))), out));
    EXPECT_EQ(out.parameter("FOO"), "");
    EXPECT_EQ(out.parameters.size(), kMap.size());
}

TEST(OwsGate, RefusesQuestionsThatMapServerAnswersInAnyForm) {
    Query question{{"SERVICE", "WMS"},
                   {"VERSION", "1.3.0"},
                   {"REQUEST", "GetFeatureInfo"},
                   {"WIDTH", "60"},
                   {"HEIGHT", "46"}};
    const auto exception_of = [&question](const char* i, const char* j, const char* form) {
        OwsRequest out;
        const auto refused =
            pass_gate(get(with(with(with(question, "I", i), "J", j), "INFO_FORMAT", form)), out);
        return refused ? refused->exception + " " + refused->locator : "";
    };
    EXPECT_EQ(exception_of("59", "45", "text/html"), "");
    EXPECT_EQ(exception_of("0", "0", ""), "");
    EXPECT_EQ(exception_of("0", "0", "text/javascript"), "InvalidFormat INFO_FORMAT");
    EXPECT_EQ(exception_of("60", "0", "text/html"), "InvalidPoint I");
    EXPECT_EQ(exception_of("0", "-1", "text/html"), "InvalidPoint J");
    EXPECT_EQ(exception_of("x", "0", "text/html"), "InvalidPoint I");
    EXPECT_EQ(exception_of("nan", "0", "text/html"), "InvalidPoint I");
}

TEST(OwsGate, RefusesWhatCouldNameFilesOrStandsTwice) {
    for (const char* name : {"MAP", "SLD", "SLD_BODY", "CONTEXT", "MODE", "map.layer[0].data", "%x%"}) {
        EXPECT_EQ(code_of(get(with(kMap, name, "x"))), "bad-parameter") << name;
    }
    EXPECT_EQ(code_of(get(with(kMap, "LAYERS", "control"))), "bad-parameter");
    EXPECT_EQ(code_of(get({{"SERVICE", "WCS"}, {"REQUEST", "GetCapabilities"}})), "service-unknown");
    EXPECT_EQ(code_of(get({{"SERVICE", "WFS"}, {"REQUEST", "Transaction"}})), "operation-unknown");
    EXPECT_EQ(code_of(post("<wfs:Transaction/>")), "operation-unknown");
    EXPECT_EQ(code_of(post("")), "operation-unknown");
}

TEST(OwsGate, RefusesSizesThatMakeMapServerWorkForMinutes) {
    const auto changed = [](const std::string& name, const std::string& value) {
        Query query = kMap;
        for (auto& [key, held] : query) {
            held = key == name ? value : held;
        }
        return code_of(get(query));
    };
    for (const char* size : {"2049", "0", "-5", "nan", "1e3x", "inf"}) {
        EXPECT_EQ(changed("WIDTH", size), "image-size") << size;
    }
    for (const char* box : {"nan,0,1,1", "-1e300,-1e300,1e300,1e300", "a,b,c,d"}) {
        EXPECT_EQ(changed("BBOX", box), "bad-box") << box;
    }
    EXPECT_EQ(changed("Layers", "a,a,a,a,a,a,a,a,a,a,a,a"), "too-many-layers");
}

TEST(OwsGate, RefusesIdsThatAreMoreThanIds) {
    const Query feature{{"SERVICE", "WFS"}, {"VERSION", "2.0.0"}, {"REQUEST", "GetFeature"}};
    for (const char* name : {"RESOURCEID", "FEATUREID", "ID"}) {
        EXPECT_EQ(code_of(get(with(feature, name, "protection.SZ001-K,control.A_b.1"))), "") << name;
        for (const char* id : {"protection.x\" OR \"1\"=\"1", "a'b", "a b", "a;b", "a%b"}) {
            EXPECT_EQ(code_of(get(with(feature, name, id))), "bad-parameter") << name << " " << id;
        }
    }
    const std::string begin = "<wfs:GetFeature><Filter>";
    const std::string end = "</Filter></wfs:GetFeature>";
    EXPECT_EQ(code_of(post(begin + "<fes:ResourceId rid='protection.SZ001-K'/>" + end)), "");
    EXPECT_EQ(code_of(post(begin + "<fes:ResourceId rid='x&quot; OR 1=1'/>" + end)), "bad-parameter");
    EXPECT_EQ(code_of(post(begin + "<ogc:FeatureId fid='x&#34;'/>" + end)), "bad-parameter");
    EXPECT_EQ(code_of(get(with(feature, "FILTER", "(<Filter><FeatureId fid='a'/></Filter>)(<Filter/>)"))),
              "");
    EXPECT_EQ(code_of(get(with(feature, "FILTER", "<Filter><FeatureId fid=\"a'b\"/></Filter>"))),
              "bad-parameter");
}

TEST(OwsGate, RefusesHitsAsJsonAndBrokenXml) {
    const Query feature{{"SERVICE", "WFS"}, {"REQUEST", "GetFeature"}, {"RESULTTYPE", "hits"}};
    EXPECT_EQ(code_of(get(feature)), "");
    EXPECT_EQ(code_of(get(with(feature, "OUTPUTFORMAT", "geojson"))), "bad-parameter");
    EXPECT_EQ(code_of(post("<wfs:GetFeature resultType='hits' outputFormat='application/json'/>")),
              "bad-parameter");
    EXPECT_EQ(code_of(post("<wfs:GetFeature resultType='hits'/>")), "");
    EXPECT_EQ(code_of(post("<wfs:GetFeature><wfs:Query></wfs:GetFeature>")), "xml-broken");
    EXPECT_EQ(code_of(post("<wfs:GetFeature")), "xml-broken");
}

TEST(OwsGate, RefusesXmlThatDeclaresOrGrows) {
    EXPECT_EQ(code_of(post("<!DOCTYPE x><wfs:GetFeature/>")), "xml-not-plain");
    std::string conditions;
    for (int i = 0; i < 1001; ++i) {
        conditions += "<PropertyIsNull></PropertyIsNull>";
    }
    EXPECT_EQ(code_of(post("<wfs:GetFeature>" + conditions + "</wfs:GetFeature>")), "filter-too-large");
    std::string corners;
    for (int i = 0; i < 20'001; ++i) {
        corners += "113.18 39.56 ";
    }
    EXPECT_EQ(code_of(post("<wfs:GetFeature><gml:posList>" + corners + "</gml:posList></wfs:GetFeature>")),
              "filter-too-large");
}

} // namespace
} // namespace liangxian::tests
