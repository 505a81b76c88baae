<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: GPL-2.0-or-later -->
<StyledLayerDescriptor version="1.1.0" xmlns="http://www.opengis.net/sld" xmlns:se="http://www.opengis.net/se" xmlns:ogc="http://www.opengis.net/ogc">
  <NamedLayer>
    <se:Name>underground</se:Name>
    <UserStyle>
      <se:Name>underground</se:Name>
      <se:FeatureTypeStyle>
        <se:Rule>
          <se:Name>underground-area</se:Name>
          <se:Description>
            <se:Title>地下文物埋藏区</se:Title>
            <se:Abstract>underground relic area</se:Abstract>
          </se:Description>
          <ogc:Filter><ogc:PropertyIsEqualTo><ogc:PropertyName>kind</ogc:PropertyName><ogc:Literal>underground-area</ogc:Literal></ogc:PropertyIsEqualTo></ogc:Filter>
          <se:PolygonSymbolizer>
            <se:Fill>
              <se:GraphicFill>
                <se:Graphic>
                  <se:Mark>
                    <se:WellKnownName>horline</se:WellKnownName>
                    <se:Stroke>
                      <se:SvgParameter name="stroke">#7a4b1e</se:SvgParameter>
                      <se:SvgParameter name="stroke-width">0.536</se:SvgParameter>
                    </se:Stroke>
                  </se:Mark>
                  <se:Size>8.571</se:Size>
                  <se:Rotation><ogc:Literal>135</ogc:Literal></se:Rotation>
                </se:Graphic>
              </se:GraphicFill>
            </se:Fill>
          </se:PolygonSymbolizer>
          <se:PolygonSymbolizer>
            <se:Stroke>
              <se:SvgParameter name="stroke">#7a4b1e</se:SvgParameter>
              <se:SvgParameter name="stroke-width">1.429</se:SvgParameter>
            </se:Stroke>
          </se:PolygonSymbolizer>
        </se:Rule>
        <se:Rule>
          <se:Name>underground-possible</se:Name>
          <se:Description>
            <se:Title>可能存在地下文物的区域</se:Title>
            <se:Abstract>area that may hold underground relics</se:Abstract>
          </se:Description>
          <ogc:Filter><ogc:PropertyIsEqualTo><ogc:PropertyName>kind</ogc:PropertyName><ogc:Literal>underground-possible</ogc:Literal></ogc:PropertyIsEqualTo></ogc:Filter>
          <se:PolygonSymbolizer>
            <se:Fill>
              <se:SvgParameter name="fill">#7a4b1e</se:SvgParameter>
              <se:SvgParameter name="fill-opacity">0.06</se:SvgParameter>
            </se:Fill>
            <se:Stroke>
              <se:SvgParameter name="stroke">#7a4b1e</se:SvgParameter>
              <se:SvgParameter name="stroke-width">1.429</se:SvgParameter>
              <se:SvgParameter name="stroke-dasharray">1.786 3.214</se:SvgParameter>
            </se:Stroke>
          </se:PolygonSymbolizer>
        </se:Rule>
      </se:FeatureTypeStyle>
    </UserStyle>
  </NamedLayer>
</StyledLayerDescriptor>
