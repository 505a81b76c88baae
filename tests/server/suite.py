# SPDX-License-Identifier: GPL-2.0-or-later
"""An abstract test suite: items with names, each with one claim on the running server."""
import urllib.parse

from served import ServedCase


def item(name):
    """Marks one item of a suite: a method with one claim."""
    def mark(method):
        method.item = name
        return method
    return mark


class Suite(ServedCase):
    """Runs every item of the class; each is a subtest under its name."""

    def ask(self, parameters, **changes):
        return self.get("/ows?" + urllib.parse.urlencode({**parameters, **changes}), accept_language="en")

    def run_items(self):
        items = [method for method in (getattr(self, name) for name in dir(type(self)) if not name.startswith("__")) if hasattr(method, "item")]
        self.assertEqual(len({method.item for method in items}), len(items))
        for method in sorted(items, key=lambda one: one.item):
            with self.subTest(item=method.item):
                method()
        return len(items)
