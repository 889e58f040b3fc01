# SPDX-License-Identifier: GPL-3.0-or-later
"""plot_test.py GEQ: pictures are well-formed XML, the same on every run, inside their frame, and show what they must.
"""
import subprocess
import sys
import xml.etree.ElementTree as ElementTree
from pathlib import Path

SVG = "{http://www.w3.org/2000/svg}"
# statement, --where, options, texts that must be there, texts that must not
PICTURES = [
    ("a^3 + b^3 + c^3 + 3abc >= a^2b + b^2c + c^2a + ab^2 + bc^2 + ca^2", "a, b, c >= 0", ["--cones"],
     ["least sample 0", "1 : 1 : 1", "0 : 1 : 1", "1 : 0 : 1", "1 : 1 : 0", "cones of the proof"], ["below zero"]),
    ("(a^2+b^2+c^2)^2 >= 3(a^3b+b^3c+c^3a)", "", [], ["1 : 1 : 1", "\u22480.3493 : \u22480.1076 : \u22480.5431"], []),
    ("a^3 + b^3 + c^3 + abc >= a^2b + b^2c + c^2a + ab^2 + bc^2 + ca^2", "triangle a, b, c", [],
     ["least sample -2/27", "below zero", "outside, or not defined"], []),
    ("a/(b+c) + b/(c+a) + c/(a+b) >= 3/2", "a, b, c > 0", [], ["1 : 1 : 1"], ["below zero"]),
    ("(a-b)^2*c^2 >= 0", "", [], ["zeros, which fill lines"], []),
    ("x^4 + 3 >= 4x", "", [], ["least sample 0", "at x = 1", "Zeros at x"], ["below zero"]),
    ("x^2 >= 2", "", [], ["\u22481.414", "below zero", "least sample -2"], []),
    ("1/x >= x", "x > 0", [], ["below zero"], []),
    ("a^3 + b^3 >= 2ab^2", "a, b >= 0", [], ["Zeros at a : b"], []),
    ("a^2 + b^2 >= 2ab", "", [], ["direction of (a, b) on the unit circle", "1 : 1"], ["below zero"]),
    ("x*y <= 1/4", "x + y = 1", [], ["Zeros at x"], ["below zero"]),
    ("x >= x", "", [], ["least sample 0"], []),
    ("x & y >= 0", "", [], None, []),
]
FAILURES = []


def expect(condition, what):
    if not condition:
        FAILURES.append(what)
        print("FAILED:", what)


def draw(geq, statement, where, options):
    words = [geq, "plot", statement, *(["--where", where] if where else []), *options, "-o", "-"]
    return subprocess.run(words, capture_output=True, check=False, timeout=120)


def texts_of(root):
    return [element.text or "" for element in root.iter(f"{SVG}text")]


def inside_the_frame(root):
    """Texts that are not turned stand in the picture, and none begins where another one is."""
    width, height = float(root.get("width")), float(root.get("height"))
    places = {}
    for text in root.iter(f"{SVG}text"):
        if text.get("transform"):
            continue
        x, y, size = float(text.get("x")), float(text.get("y")), float(text.get("font-size"))
        length = 0.62 * size * len(text.text or "")
        left = {"start": x, "middle": x - length / 2, "end": x - length}[text.get("text-anchor")]
        if not (0 <= left and left + length <= width + 40 and size <= y <= height):
            yield f"outside: {text.text}"
        for (other_left, other_right, other_y), words in places.items():
            if abs(other_y - y) < 9 and left < other_right - 4 and other_left < left + length - 4:
                yield f"overlapping: {text.text!r} and {words!r}"
        places[left, left + length * 0.9, y] = text.text


def main():
    geq = Path(sys.argv[1]).resolve()
    for statement, where, options, wanted, unwanted in PICTURES:
        run = draw(geq, statement, where, options)
        if wanted is None:
            expect(run.returncode == 65, f"{statement}: {run}")
            continue
        expect(run.returncode == 0, f"{statement}: {run.returncode} {run.stderr.decode()}")
        expect(draw(geq, statement, where, options).stdout == run.stdout, f"{statement}: not the same bytes again")
        expect(len(run.stdout) < 500000, f"{statement}: {len(run.stdout)} bytes")
        root = ElementTree.fromstring(run.stdout)
        texts = texts_of(root)
        everything = "\n".join(texts)
        for text in wanted:
            expect(text in everything, f"{statement}: {text!r} is not in {texts}")
        for text in unwanted:
            expect(text not in texts, f"{statement}: {text!r} is there")
        for problem in inside_the_frame(root):
            expect(False, f"{statement}: {problem}")
        expect("nan" not in run.stdout.decode().lower().replace("nance", ""), f"{statement}: NaN in the picture")
    sys.exit(1 if FAILURES else 0)


if __name__ == "__main__":
    main()
