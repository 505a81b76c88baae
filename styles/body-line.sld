<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: GPL-2.0-or-later -->
<StyledLayerDescriptor version="1.1.0" xmlns="http://www.opengis.net/sld" xmlns:se="http://www.opengis.net/se" xmlns:ogc="http://www.opengis.net/ogc">
  <NamedLayer>
    <se:Name>body-line</se:Name>
    <UserStyle>
      <se:Name>body-line</se:Name>
      <se:FeatureTypeStyle>
        <se:Rule>
          <se:Name>body</se:Name>
          <se:Description>
            <se:Title>文物本体（线）</se:Title>
            <se:Abstract>body of the unit (line)</se:Abstract>
          </se:Description>
          <se:LineSymbolizer>
            <se:Stroke>
              <se:SvgParameter name="stroke">#8b1a1a</se:SvgParameter>
              <se:SvgParameter name="stroke-width">2.857</se:SvgParameter>
            </se:Stroke>
          </se:LineSymbolizer>
        </se:Rule>
      </se:FeatureTypeStyle>
    </UserStyle>
  </NamedLayer>
</StyledLayerDescriptor>
