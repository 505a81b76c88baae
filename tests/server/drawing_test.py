# SPDX-License-Identifier: GPL-2.0-or-later
"""A map drawn from shared features is the map MapServer draws from the file."""
import unittest
import urllib.parse

import numpy
from osgeo import gdal

from served import ServedCase

gdal.UseExceptions()
HALF = {0.004: 400, 0.03: 400, 0.3: 256, 3.0: 256}  # degrees beside the middle: pixels a side
PLACES = ((113.182, 39.566), (113.2, 39.5), (113.255, 39.555))
# A parameter no client sends with GetMap: with it MapServer reads the request, and draws from the file.
FROM_THE_FILE = {"SLD_VERSION": "1.1.0"}


def near(picture):
    """The most of each pixel and those around it."""
    wide = numpy.pad(picture, 1)
    rows, columns = picture.shape
    return numpy.max([wide[y:y + rows, x:x + columns] for y in range(3) for x in range(3)], axis=0)


class Drawing(ServedCase):
    def ask(self, **parameters):
        return self.get("/ows?" + urllib.parse.urlencode({
            "SERVICE": "WMS", "VERSION": "1.1.1", "REQUEST": "GetMap", "LAYERS": "control,protection,public_sites", "STYLES": "",
            "SRS": "EPSG:4490", "WIDTH": 256, "HEIGHT": 256, "FORMAT": "image/png", "TRANSPARENT": "TRUE", **parameters}))

    def picture(self, **parameters):
        answer = self.ask(**parameters)
        self.assertEqual((answer.status, answer.headers["content-type"]), (200, "image/png"), answer.body[:300])
        gdal.FileFromMemBuffer("/vsimem/drawn.png", answer.body)
        out = gdal.Open("/vsimem/drawn.png").ReadAsArray().astype(float)
        gdal.Unlink("/vsimem/drawn.png")
        if len(out) == 4:  # what is hardly there has hardly a colour
            out[:3] *= out[3] / 255
        return out

    def compare(self, **parameters):
        drawn, expected = self.picture(**parameters), self.picture(**parameters, **FROM_THE_FILE)
        self.assertEqual(drawn.shape, expected.shape, parameters)
        apart = numpy.abs(drawn - expected).max(axis=0)
        # A corner rounded in its eighth digit moves the edge of a line by a few shades of 255; a corner MapServer cuts at the frame
        # may let another one fall. Where units lie on one another in a few pixels, the file has an order of its own.
        self.assertLess((apart > 8).mean(), 0.002, (parameters, apart.max()))
        if len(expected) == 4:  # nothing is lost, and nothing is there that was not
            for some, others in ((drawn[3], expected[3]), (expected[3], drawn[3])):
                self.assertTrue((near(others)[some > 100] > 0).all(), parameters)
        return int((expected[-1] > 0).sum())

    def test_it_is_the_same_at_every_scale_in_every_plane_on_every_day(self):
        painted = 0
        for x, y in PLACES:
            for half, pixels in HALF.items():
                box = f"{x - half},{y - half},{x + half},{y + half}"
                size = {"WIDTH": pixels, "HEIGHT": pixels}
                for day in ("2010-01-01", "2022-01-01", "current"):
                    painted += self.compare(BBOX=box, TIME=day, **size)
                self.compare(BBOX=box, SRS="EPSG:4326", TRANSPARENT="FALSE", **size)
                self.compare(BBOX=f"{y - half},{x - half},{y + half},{x + half}", VERSION="1.3.0", CRS="EPSG:4490", **size)
                metres = half * 111000
                x_m, y_m = x * 111319.4908, {39.566: 4802300, 39.5: 4792780, 39.555: 4800700}[y]
                painted += self.compare(BBOX=f"{x_m - metres},{y_m - metres},{x_m + metres},{y_m + metres}", SRS="EPSG:3857", **size)
                east, north = 500000 + (x - 114) * 85900, 4380000 + (y - 39.566) * 111000
                self.compare(BBOX=f"{north - metres},{east - metres},{north + metres},{east + metres}", VERSION="1.3.0",
                             CRS="EPSG:4547", **size)
        self.assertGreater(painted, 10000)

    def test_layers_come_in_the_order_asked_for(self):
        box = "113.17,39.554,113.194,39.578"
        self.assertGreater(self.compare(BBOX=box, LAYERS="protection,control"), 100)
        self.assertGreater(self.compare(BBOX=box, LAYERS="Protection", STYLES="default"), 100)

    def test_what_is_wrong_is_said_as_ever(self):
        box = "113,39,114,40"
        for wrong in ({"LAYERS": "none"}, {"STYLES": "pink"}, {"SRS": "EPSG:9999"}, {"BBOX": "114,39,113,40"}, {"FORMAT": "image/none"},
                      {"BBOX": "113,39,114"}):
            answer, expected = (self.ask(**{"BBOX": box, **wrong, **more}) for more in ({}, FROM_THE_FILE))
            self.assertIn(b"ServiceException", answer.body, wrong)
            self.assertEqual((answer.status, answer.body), (expected.status, expected.body), wrong)
        self.assertEqual(self.ask(BBOX=box, FORMAT="image/jpeg").headers["content-type"], "image/jpeg")
        self.assertEqual(self.picture(BBOX=box, HEIGHT=100).shape, (4, 100, 256))  # pixels that are no squares


if __name__ == "__main__":
    unittest.main()
