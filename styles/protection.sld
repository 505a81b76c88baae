<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: GPL-2.0-or-later -->
<StyledLayerDescriptor version="1.1.0" xmlns="http://www.opengis.net/sld" xmlns:se="http://www.opengis.net/se" xmlns:ogc="http://www.opengis.net/ogc">
  <NamedLayer>
    <se:Name>protection</se:Name>
    <UserStyle>
      <se:Name>protection</se:Name>
      <se:FeatureTypeStyle>
        <se:Rule>
          <se:Name>in-force</se:Name>
          <se:Description>
            <se:Title>保护范围</se:Title>
            <se:Abstract>protection range</se:Abstract>
          </se:Description>
          <ogc:Filter><ogc:Not><ogc:Or><ogc:PropertyIsEqualTo><ogc:PropertyName>status</ogc:PropertyName><ogc:Literal>draft</ogc:Literal></ogc:PropertyIsEqualTo><ogc:PropertyIsEqualTo><ogc:PropertyName>status</ogc:PropertyName><ogc:Literal>submitted</ogc:Literal></ogc:PropertyIsEqualTo><ogc:PropertyIsEqualTo><ogc:PropertyName>status</ogc:PropertyName><ogc:Literal>approved</ogc:Literal></ogc:PropertyIsEqualTo></ogc:Or></ogc:Not></ogc:Filter>
          <se:PolygonSymbolizer>
            <se:Fill>
              <se:SvgParameter name="fill">#c0272d</se:SvgParameter>
              <se:SvgParameter name="fill-opacity">0.14</se:SvgParameter>
            </se:Fill>
          </se:PolygonSymbolizer>
          <se:PolygonSymbolizer>
            <se:Stroke>
              <se:SvgParameter name="stroke">#c0272d</se:SvgParameter>
              <se:SvgParameter name="stroke-width">2.143</se:SvgParameter>
            </se:Stroke>
          </se:PolygonSymbolizer>
        </se:Rule>
        <se:Rule>
          <se:Name>draft</se:Name>
          <se:Description>
            <se:Title>保护范围（草案）</se:Title>
            <se:Abstract>protection range (draft)</se:Abstract>
          </se:Description>
          <ogc:Filter><ogc:Or><ogc:PropertyIsEqualTo><ogc:PropertyName>status</ogc:PropertyName><ogc:Literal>draft</ogc:Literal></ogc:PropertyIsEqualTo><ogc:PropertyIsEqualTo><ogc:PropertyName>status</ogc:PropertyName><ogc:Literal>submitted</ogc:Literal></ogc:PropertyIsEqualTo><ogc:PropertyIsEqualTo><ogc:PropertyName>status</ogc:PropertyName><ogc:Literal>approved</ogc:Literal></ogc:PropertyIsEqualTo></ogc:Or></ogc:Filter>
          <se:PolygonSymbolizer>
            <se:Stroke>
              <se:SvgParameter name="stroke">#c0272d</se:SvgParameter>
              <se:SvgParameter name="stroke-width">2.143</se:SvgParameter>
              <se:SvgParameter name="stroke-dasharray">1.786 3.214</se:SvgParameter>
            </se:Stroke>
          </se:PolygonSymbolizer>
        </se:Rule>
        <se:Rule>
          <se:Name>by-words</se:Name>
          <se:Description>
            <se:Title>依文字或示意绘制</se:Title>
            <se:Abstract>drawn from words or a sketch</se:Abstract>
          </se:Description>
          <ogc:Filter><ogc:Or><ogc:PropertyIsEqualTo><ogc:PropertyName>geometry_basis</ogc:PropertyName><ogc:Literal>from-words</ogc:Literal></ogc:PropertyIsEqualTo><ogc:PropertyIsEqualTo><ogc:PropertyName>geometry_basis</ogc:PropertyName><ogc:Literal>sketch</ogc:Literal></ogc:PropertyIsEqualTo></ogc:Or></ogc:Filter>
          <se:LineSymbolizer>
            <se:Stroke>
              <se:SvgParameter name="stroke">#808080</se:SvgParameter>
              <se:SvgParameter name="stroke-width">0.893</se:SvgParameter>
              <se:SvgParameter name="stroke-dasharray">4.286 8.571</se:SvgParameter>
            </se:Stroke>
          </se:LineSymbolizer>
        </se:Rule>
      </se:FeatureTypeStyle>
    </UserStyle>
  </NamedLayer>
</StyledLayerDescriptor>
