#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""Draws what `liangxian bench growth --json` measured: draw_growth.py <growth.json >growth.svg"""
import json
import math
import sys

WIDTH, HEIGHT = 860, 300
LEFT, RIGHT, TOP, BOTTOM = 56, 16, 46, 52
PANEL = WIDTH // 3
INK, GRID, LINE = "#2b2b2b", "#dddddd", "#b3382c"

PANELS = (
    ("join_us", "one application, µs CPU", "{:.1f}"),
    ("make_us", "packing the index, µs CPU a zone", "{:.1f}"),
    ("bytes", "index, bytes a zone", "{:.0f}"),
)


def text(x, y, words, size=12, anchor="middle", weight="normal"):
    return (f'<text x="{x:.1f}" y="{y:.1f}" font-size="{size}" text-anchor="{anchor}" '
            f'font-weight="{weight}" fill="{INK}">{words}</text>')


def round_up(value):
    step = 10 ** math.floor(math.log10(value)) / 2
    return math.ceil(value / step) * step


def shown(zones):
    return f"{zones / 1e6:.2f} M" if zones >= 1e6 else f"{zones / 1000:.0f} k"


def panel(number, key, title, form, steps):
    left, right = number * PANEL + LEFT, (number + 1) * PANEL - RIGHT
    bottom = HEIGHT - BOTTOM
    low, high = (math.log10(steps[i]["zones"]) for i in (0, -1))
    top_value = round_up(1.15 * max(step[key] for step in steps))

    def place(step):
        along = (math.log10(step["zones"]) - low) / (high - low)
        return left + 14 + along * (right - left - 28), bottom - (bottom - TOP) * step[key] / top_value

    out = [text((left + right) / 2, TOP - 20, title, 13, weight="bold")]
    for i in range(5):
        value = top_value * i / 4
        y = bottom - (bottom - TOP) * i / 4
        out.append(f'<line x1="{left}" x2="{right}" y1="{y:.1f}" y2="{y:.1f}" stroke="{GRID}"/>')
        out.append(text(left - 6, y + 4, f"{value:g}", 11, "end"))
    places = [place(step) for step in steps]
    out.append(f'<polyline fill="none" stroke="{LINE}" stroke-width="2" points="'
               + " ".join(f"{x:.1f},{y:.1f}" for x, y in places) + '"/>')
    for step, (x, y) in zip(steps, places):
        out.append(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3.5" fill="{LINE}"/>')
        out.append(text(x, y - 9, form.format(step[key]), 11))
        out.append(text(x, bottom + 18, shown(step["zones"]), 11))
    return out


def main():
    measured = json.load(sys.stdin)
    steps = measured["steps"]
    machine = measured["machine"]
    lines = [f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{HEIGHT}" '
             f'viewBox="0 0 {WIDTH} {HEIGHT}" font-family="sans-serif">',
             f'<rect width="{WIDTH}" height="{HEIGHT}" fill="white"/>']
    for number, (key, title, form) in enumerate(PANELS):
        lines += panel(number, key, title, form, steps)
    lines.append(text(WIDTH / 2, HEIGHT - 10,
                      f'zones in the index; {measured["applications"]:,} applications, {steps[0]["pairs"]:,} pairs '
                      f'at every step; {machine["processor"]} ({machine["instruction_set"]})', 11))
    print("\n".join(lines + ["</svg>"]))


if __name__ == "__main__":
    main()
