#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs geq on every example and writes its certificate and its reports beside the statement.

usage: run.py [--check] BIN      BIN holds geq and geq-check

With --check nothing is written: what comes out is compared with what is there, and the certificate that is there is
checked against the statement. Exit status 0 when all agree.
"""
import pathlib
import subprocess
import sys
import tempfile

EXAMPLES = pathlib.Path(__file__).resolve().parent
REPORTS = {
    "report.txt": ["--format", "text", "--lang", "en"],
    "report.zh.txt": ["--format", "text", "--lang", "zh"],
    "report.tex": ["--format", "latex", "--lang", "en"],
    "report.zh.tex": ["--format", "latex", "--lang", "zh"],
}
VERDICTS = {0: "proved", 1: "refuted"}


def outputs(binaries, example):
    """What geq says about one example: file name -> text."""
    statement = "statement.geq"
    result = {}
    with tempfile.TemporaryDirectory() as folder:
        certificate = pathlib.Path(folder) / "certificate"
        for name, options in REPORTS.items():
            command = [binaries / "geq", "prove", statement, "--quiet", "--certificate", certificate, *options]
            run = subprocess.run(command, cwd=example, capture_output=True, text=True, check=False)
            if run.returncode not in VERDICTS:
                raise SystemExit(f"{example.name}: geq ends with status {run.returncode}\n{run.stdout}{run.stderr}")
            result[name] = run.stdout
        result["certificate.cert"] = certificate.read_text(encoding="utf-8")
    return result, VERDICTS[run.returncode]


def checked(binaries, example):
    command = [binaries / "geq-check", "statement.geq", "certificate.cert"]
    return subprocess.run(command, cwd=example, capture_output=True, text=True, check=False).stdout.strip()


def main(arguments):
    check = arguments[:1] == ["--check"]
    binaries = pathlib.Path(arguments[-1]).resolve()
    failures = []
    examples = sorted(path.parent for path in EXAMPLES.glob("*/statement.geq"))
    for example in examples:
        produced, verdict = outputs(binaries, example)
        for name, text in produced.items():
            path = example / name
            if not check:
                path.write_text(text, encoding="utf-8")
            elif not path.exists() or path.read_text(encoding="utf-8") != text:
                failures.append(f"{example.name}/{name} differs")
        if checked(binaries, example) != verdict:
            failures.append(f"{example.name}: geq-check does not say {verdict}")
    print("\n".join(failures) if failures else f"{len(examples)} examples agree")
    return 1 if failures or not examples else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
