<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: GPL-2.0-or-later -->
<StyledLayerDescriptor version="1.1.0" xmlns="http://www.opengis.net/sld" xmlns:se="http://www.opengis.net/se" xmlns:ogc="http://www.opengis.net/ogc">
  <NamedLayer>
    <se:Name>control</se:Name>
    <UserStyle>
      <se:Name>control</se:Name>
      <se:FeatureTypeStyle>
        <se:Rule>
          <se:Name>class-i</se:Name>
          <se:Description>
            <se:Title>一类建设控制地带</se:Title>
            <se:Abstract>control zone, class I</se:Abstract>
          </se:Description>
          <ogc:Filter><ogc:And><ogc:PropertyIsEqualTo><ogc:PropertyName>class</ogc:PropertyName><ogc:Literal>I</ogc:Literal></ogc:PropertyIsEqualTo><ogc:Not><ogc:Or><ogc:PropertyIsEqualTo><ogc:PropertyName>status</ogc:PropertyName><ogc:Literal>draft</ogc:Literal></ogc:PropertyIsEqualTo><ogc:PropertyIsEqualTo><ogc:PropertyName>status</ogc:PropertyName><ogc:Literal>submitted</ogc:Literal></ogc:PropertyIsEqualTo><ogc:PropertyIsEqualTo><ogc:PropertyName>status</ogc:PropertyName><ogc:Literal>approved</ogc:Literal></ogc:PropertyIsEqualTo></ogc:Or></ogc:Not></ogc:And></ogc:Filter>
          <se:PolygonSymbolizer>
            <se:Fill>
              <se:SvgParameter name="fill">#1f5fa8</se:SvgParameter>
              <se:SvgParameter name="fill-opacity">0.16</se:SvgParameter>
            </se:Fill>
            <se:Stroke>
              <se:SvgParameter name="stroke">#1f5fa8</se:SvgParameter>
              <se:SvgParameter name="stroke-width">1.429</se:SvgParameter>
              <se:SvgParameter name="stroke-dasharray">10.714 5.357</se:SvgParameter>
            </se:Stroke>
          </se:PolygonSymbolizer>
        </se:Rule>
        <se:Rule>
          <se:Name>class-ii</se:Name>
          <se:Description>
            <se:Title>二类建设控制地带</se:Title>
            <se:Abstract>control zone, class II</se:Abstract>
          </se:Description>
          <ogc:Filter><ogc:And><ogc:PropertyIsEqualTo><ogc:PropertyName>class</ogc:PropertyName><ogc:Literal>II</ogc:Literal></ogc:PropertyIsEqualTo><ogc:Not><ogc:Or><ogc:PropertyIsEqualTo><ogc:PropertyName>status</ogc:PropertyName><ogc:Literal>draft</ogc:Literal></ogc:PropertyIsEqualTo><ogc:PropertyIsEqualTo><ogc:PropertyName>status</ogc:PropertyName><ogc:Literal>submitted</ogc:Literal></ogc:PropertyIsEqualTo><ogc:PropertyIsEqualTo><ogc:PropertyName>status</ogc:PropertyName><ogc:Literal>approved</ogc:Literal></ogc:PropertyIsEqualTo></ogc:Or></ogc:Not></ogc:And></ogc:Filter>
          <se:PolygonSymbolizer>
            <se:Fill>
              <se:SvgParameter name="fill">#1f5fa8</se:SvgParameter>
              <se:SvgParameter name="fill-opacity">0.1</se:SvgParameter>
            </se:Fill>
            <se:Stroke>
              <se:SvgParameter name="stroke">#1f5fa8</se:SvgParameter>
              <se:SvgParameter name="stroke-width">1.429</se:SvgParameter>
              <se:SvgParameter name="stroke-dasharray">10.714 5.357</se:SvgParameter>
            </se:Stroke>
          </se:PolygonSymbolizer>
        </se:Rule>
        <se:Rule>
          <se:Name>class-iii</se:Name>
          <se:Description>
            <se:Title>三类建设控制地带</se:Title>
            <se:Abstract>control zone, class III</se:Abstract>
          </se:Description>
          <ogc:Filter><ogc:And><ogc:PropertyIsEqualTo><ogc:PropertyName>class</ogc:PropertyName><ogc:Literal>III</ogc:Literal></ogc:PropertyIsEqualTo><ogc:Not><ogc:Or><ogc:PropertyIsEqualTo><ogc:PropertyName>status</ogc:PropertyName><ogc:Literal>draft</ogc:Literal></ogc:PropertyIsEqualTo><ogc:PropertyIsEqualTo><ogc:PropertyName>status</ogc:PropertyName><ogc:Literal>submitted</ogc:Literal></ogc:PropertyIsEqualTo><ogc:PropertyIsEqualTo><ogc:PropertyName>status</ogc:PropertyName><ogc:Literal>approved</ogc:Literal></ogc:PropertyIsEqualTo></ogc:Or></ogc:Not></ogc:And></ogc:Filter>
          <se:PolygonSymbolizer>
            <se:Fill>
              <se:SvgParameter name="fill">#1f5fa8</se:SvgParameter>
              <se:SvgParameter name="fill-opacity">0.06</se:SvgParameter>
            </se:Fill>
            <se:Stroke>
              <se:SvgParameter name="stroke">#1f5fa8</se:SvgParameter>
              <se:SvgParameter name="stroke-width">1.429</se:SvgParameter>
              <se:SvgParameter name="stroke-dasharray">10.714 5.357</se:SvgParameter>
            </se:Stroke>
          </se:PolygonSymbolizer>
        </se:Rule>
        <se:Rule>
          <se:Name>no-class</se:Name>
          <se:Description>
            <se:Title>建设控制地带</se:Title>
            <se:Abstract>construction control zone</se:Abstract>
          </se:Description>
          <ogc:Filter><ogc:And><ogc:Not><ogc:Or><ogc:PropertyIsEqualTo><ogc:PropertyName>class</ogc:PropertyName><ogc:Literal>I</ogc:Literal></ogc:PropertyIsEqualTo><ogc:PropertyIsEqualTo><ogc:PropertyName>class</ogc:PropertyName><ogc:Literal>II</ogc:Literal></ogc:PropertyIsEqualTo><ogc:PropertyIsEqualTo><ogc:PropertyName>class</ogc:PropertyName><ogc:Literal>III</ogc:Literal></ogc:PropertyIsEqualTo></ogc:Or></ogc:Not><ogc:Not><ogc:Or><ogc:PropertyIsEqualTo><ogc:PropertyName>status</ogc:PropertyName><ogc:Literal>draft</ogc:Literal></ogc:PropertyIsEqualTo><ogc:PropertyIsEqualTo><ogc:PropertyName>status</ogc:PropertyName><ogc:Literal>submitted</ogc:Literal></ogc:PropertyIsEqualTo><ogc:PropertyIsEqualTo><ogc:PropertyName>status</ogc:PropertyName><ogc:Literal>approved</ogc:Literal></ogc:PropertyIsEqualTo></ogc:Or></ogc:Not></ogc:And></ogc:Filter>
          <se:PolygonSymbolizer>
            <se:Fill>
              <se:SvgParameter name="fill">#1f5fa8</se:SvgParameter>
              <se:SvgParameter name="fill-opacity">0.1</se:SvgParameter>
            </se:Fill>
            <se:Stroke>
              <se:SvgParameter name="stroke">#1f5fa8</se:SvgParameter>
              <se:SvgParameter name="stroke-width">1.429</se:SvgParameter>
              <se:SvgParameter name="stroke-dasharray">10.714 5.357</se:SvgParameter>
            </se:Stroke>
          </se:PolygonSymbolizer>
        </se:Rule>
        <se:Rule>
          <se:Name>draft</se:Name>
          <se:Description>
            <se:Title>建设控制地带（草案）</se:Title>
            <se:Abstract>construction control zone (draft)</se:Abstract>
          </se:Description>
          <ogc:Filter><ogc:Or><ogc:PropertyIsEqualTo><ogc:PropertyName>status</ogc:PropertyName><ogc:Literal>draft</ogc:Literal></ogc:PropertyIsEqualTo><ogc:PropertyIsEqualTo><ogc:PropertyName>status</ogc:PropertyName><ogc:Literal>submitted</ogc:Literal></ogc:PropertyIsEqualTo><ogc:PropertyIsEqualTo><ogc:PropertyName>status</ogc:PropertyName><ogc:Literal>approved</ogc:Literal></ogc:PropertyIsEqualTo></ogc:Or></ogc:Filter>
          <se:PolygonSymbolizer>
            <se:Stroke>
              <se:SvgParameter name="stroke">#1f5fa8</se:SvgParameter>
              <se:SvgParameter name="stroke-width">1.429</se:SvgParameter>
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
              <se:SvgParameter name="stroke-width">0.714</se:SvgParameter>
              <se:SvgParameter name="stroke-dasharray">4.286 8.571</se:SvgParameter>
            </se:Stroke>
          </se:LineSymbolizer>
        </se:Rule>
      </se:FeatureTypeStyle>
    </UserStyle>
  </NamedLayer>
</StyledLayerDescriptor>
