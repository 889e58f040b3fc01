#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs an installed geq over a set of problems and prints a table: problem, verdict, method, cones, time, check time.

usage: problems.py PREFIX SET.jsonl ... [--where key=value] [--timeout SECONDS]

SET.jsonl has one object a line with "id", "problem" (text of a problem file) and "expected" (true, false, unknown).
Every certificate is checked again by geq-check. Exit status 0 when every problem with a known answer is answered
correctly, 1 otherwise.
"""
import argparse
import json
import os
import pathlib
import subprocess
import sys
import tempfile
import time

EXPECTED = {"true": "proved", "false": "refuted"}


def answer(prefix, problem, timeout):
    with tempfile.TemporaryDirectory() as folder:
        statement = pathlib.Path(folder) / "statement.geq"
        certificate = pathlib.Path(folder) / "certificate.cert"
        statement.write_text(problem, encoding="utf-8")
        command = [f"{prefix}/bin/geq", "prove", statement, "--format", "json", "--timeout", str(timeout),
                   "--certificate", certificate]
        run = subprocess.run(command, capture_output=True, text=True, check=False)
        try:
            report = json.loads(run.stdout)
        except ValueError:
            return {"verdict": f"error {run.returncode}"}, 0.0
        start = time.monotonic()
        if report["verdict"] in ("proved", "refuted"):
            check = subprocess.run([f"{prefix}/bin/geq-check", statement, certificate], capture_output=True, text=True,
                                   check=False)
            if check.stdout.strip() != report["verdict"]:
                report["verdict"] = f"unchecked {report['verdict']}"
        return report, time.monotonic() - start


def processor():
    """The processor's name and how many there are, and how busy the machine is: times mean little without."""
    info = pathlib.Path("/proc/cpuinfo").read_text(encoding="utf-8")
    name = next((line.split(":")[1].strip() for line in info.splitlines() if line.startswith("model name")), "unknown")
    return f"{name}, {os.cpu_count()} processors, load {os.getloadavg()[0]:.1f}"


def table(options, file):
    """Prints the table of one set; whether every answer is as expected."""
    if not file.exists():
        print(f"{file} is not there: nothing measured")
        return True
    problems = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines() if line]
    if options.where:
        key, value = options.where.split("=")
        problems = [problem for problem in problems if str(problem.get(key)) == value]
    print(f"\n`problems.py PREFIX {file.name}{' --where ' + options.where if options.where else ''} "
          f"--timeout {options.timeout:g}` on {processor()}\n")
    print("| problem | verdict | method | cones | time (s) | geq-check, whole process (s) |")
    print("|---|---|---|---|---|---|")
    right = wrong = 0
    for problem in problems:
        start = time.monotonic()
        report, check_time = answer(options.prefix, problem["problem"], options.timeout)
        elapsed = time.monotonic() - start - check_time
        verdict = report["verdict"]
        expected = EXPECTED.get(problem["expected"])
        right += verdict == expected
        wrong += verdict in ("proved", "refuted") and expected not in (None, verdict)
        print(f"| {problem['id']} | {verdict} | {report.get('method') or ''} | {report.get('cones', '')} "
              f"| {elapsed:.3f} | {check_time:.3f} |", flush=True)
    print(f"\n{right} of {len(problems)} as expected, {wrong} wrong")
    return right == len(problems) and not wrong



def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("prefix")
    parser.add_argument("sets", type=pathlib.Path, nargs="+")
    parser.add_argument("--where")
    parser.add_argument("--timeout", type=float, default=60)
    options = parser.parse_args()
    print("# Measured\n\nWritten by `benchmarks/problems.py`; times are of whole processes.")
    agree = [table(options, file) for file in options.sets]
    return 0 if all(agree) else 1


if __name__ == "__main__":
    sys.exit(main())
