#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Compiles the LaTeX report of every example and looks for errors and overfull boxes.

usage: latex_test.py EXAMPLES
"""
import concurrent.futures
import pathlib
import subprocess
import sys
import tempfile

SIGNS_OF_TROUBLE = ("Overfull", "Undefined control sequence", "LaTeX Error", "Missing character", "Emergency stop")


def troubles(report):
    engine = "xelatex" if report.name.endswith(".zh.tex") else "pdflatex"
    with tempfile.TemporaryDirectory() as folder:
        command = [engine, "-interaction=nonstopmode", "-halt-on-error", "-output-directory", folder, str(report)]
        run = subprocess.run(command, capture_output=True, text=True, errors="replace", check=False)
        log = pathlib.Path(folder) / (report.stem + ".log")
        lines = log.read_text(encoding="utf-8", errors="replace").splitlines() if log.exists() else [run.stdout[-300:]]
    found = [line for line in lines if line.startswith("!") or any(sign in line for sign in SIGNS_OF_TROUBLE)]
    if run.returncode != 0 and not found:
        found = [f"{engine} ends with status {run.returncode}"]
    return [f"{report.parent.name}/{report.name}: {line}" for line in found]


def main(arguments):
    reports = sorted(pathlib.Path(arguments[0]).glob("*/*.tex"))
    with concurrent.futures.ThreadPoolExecutor(2) as pool:
        found = [line for lines in pool.map(troubles, reports) for line in lines]
    print("\n".join(found) if found else f"{len(reports)} reports compile without trouble")
    return 1 if found or not reports else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
