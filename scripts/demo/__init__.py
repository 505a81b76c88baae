# SPDX-License-Identifier: GPL-2.0-or-later
"""Parts of scripts/make_demo.py, the generator of the demonstration data."""
