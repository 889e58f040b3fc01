#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Measures an installed geq and writes benchmarks/REPORT.md. Can be interrupted and taken up again.

usage: report.py PREFIX PROBLEMS [--results FILE] [--timeout SECONDS] [--for MINUTES] [--without-z3] [--output FILE]

PROBLEMS is a folder with public.jsonl, forms.jsonl and moint.jsonl; sets that are not there are left out. Every run of
a program is appended to the results file at once and never repeated; remove the file to measure a new build. --for ends
the measuring after so many minutes, and the report says what is missing. z3 (Debian package z3) gets the same problems
with the same limit, in seconds of processor time, by benchmarks/smt_lib.py; its runs do not depend on geq and are kept
in z3_runs.jsonl. Exit status 1 when a verdict contradicts the set's own or a certificate is not accepted.
"""
import argparse
import json
import pathlib
import re
import shutil
import statistics
import sys
import time

import families
from measurements import Results, run_geq, run_z3
from problems import EXPECTED, processor

KINDS = ("polynomial", "rational", "radical", "transcendental", "symbolic-n")
Z3_KINDS = KINDS[:3]
Z3_RUNS = pathlib.Path(__file__).with_name("z3_runs.jsonl")


def problems_of(folder, name):
    file = folder / f"{name}.jsonl"
    if not file.exists():
        return []
    problems = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines() if line]
    return sorted(problems, key=lambda problem: KINDS.index(problem["kind"]) if problem.get("kind") in KINDS else 0)


def tasks(options, results):
    """(program, set, problem's name, action), in the order in which they are worth having."""
    for name, (statement, sizes) in families.FAMILIES.items():
        for n in sizes:
            yield "geq", name, str(n), lambda f=statement, k=n: run_geq(options.prefix, f(k), options.timeout)
    for name in ("moint", "forms", "public"):
        for problem in problems_of(options.problems, name):
            yield ("geq", name, problem["id"],
                   lambda text=problem["problem"]: run_geq(options.prefix, text, options.timeout))
    if options.without_z3 or shutil.which("z3") is None:
        return
    for problem in problems_of(options.problems, "public"):
        mine = results.get("geq", "public", problem["id"])
        if problem["kind"] in Z3_KINDS and mine and mine.get("statement"):
            yield "z3", "public", problem["id"], lambda text=mine["statement"]: run_z3(text, options.timeout)


def measure(options, results):
    end = time.monotonic() + 60 * options.minutes
    for program, name, identifier, action in tasks(options, results):
        if time.monotonic() > end:
            return
        results.measure(program, name, identifier, action)


# Sections of the report: each gives lines of Markdown.

def share(right, total):
    return f"{right} of {total} ({100 * right / total:.1f} %)" if total else "-"


def verdicts(results, program, problems, name="public"):
    return [(problem, run) for problem in problems if (run := results.get(program, name, problem["id"]))]


def is_wrong(problem, run):
    expected = EXPECTED.get(problem["expected"])
    return run["verdict"] in ("proved", "refuted") and expected not in (None, run["verdict"])


def by_kind(options, results):
    everything = problems_of(options.problems, "public")
    if not everything:
        return ["public.jsonl is not there: nothing measured."]
    lines = ["| kind | measured | true: proved | false: refuted | undecided | wrong | median (s) | z3: true proved "
             "| z3: false refuted |", "|---|---|---|---|---|---|---|---|---|"]
    for kind in KINDS:
        problems = [problem for problem in everything if problem["kind"] == kind]
        runs = verdicts(results, "geq", problems)
        z3 = verdicts(results, "z3", problems)

        def count(pairs, expected):
            these = [run for problem, run in pairs if problem["expected"] == expected]
            return share(sum(run["verdict"] == EXPECTED[expected] for run in these), len(these))

        times = [run["seconds"] for _, run in runs if run["verdict"] in ("proved", "refuted")]
        lines.append(f"| {kind} | {len(runs)} of {len(problems)} | {count(runs, 'true')} | {count(runs, 'false')} "
                     f"| {sum(run['verdict'] == 'undecided' for _, run in runs)} "
                     f"| {sum(is_wrong(*pair) for pair in runs)} "
                     f"| {statistics.median(times) if times else 0:.3f} | {count(z3, 'true')} | {count(z3, 'false')} |")
    return lines


def failures(options, results):
    lines = ["| problem | kind | stated as | verdict | seconds | why |", "|---|---|---|---|---|---|"]
    for problem, run in verdicts(results, "geq", problems_of(options.problems, "public")):
        if run["verdict"] == EXPECTED.get(problem["expected"]) or problem["expected"] not in EXPECTED:
            continue
        why = re.sub(r"\s+", " ", run["reason"]).replace("|", "\\|")
        lines.append(f"| {problem['id']} | {problem['kind']} | {problem['expected']} | {run['verdict']} "
                     f"| {run['seconds']:.2f} | {why} |")
    return lines


def unknown_ones(options, results):
    found = [(problem, run) for problem, run in verdicts(results, "geq", problems_of(options.problems, "public"))
             if problem["expected"] not in EXPECTED]
    return [f"- {problem['id']}: {run['verdict']} ({run['seconds']:.2f} s)" for problem, run in found] or ["None."]


def small_set(options, results, name):
    lines = ["| problem | expected | verdict | method | cones | seconds | geq-check (s) | characters | others |",
             "|---|---|---|---|---|---|---|---|---|"]
    problems = problems_of(options.problems, name)
    runs = verdicts(results, "geq", problems, name)
    for problem, run in runs:
        peers = str(problem.get("peers", "")).replace("|", "\\|")
        lines.append(f"| {problem['id']} | {problem['expected']} | {run['verdict']} | {run.get('method') or ''} "
                     f"| {run.get('cones', '')} | {run['seconds']:.3f} | {run.get('check_seconds', 0):.3f} "
                     f"| {run.get('characters', '')} | {peers} |")
    right = sum(run["verdict"] == EXPECTED.get(problem["expected"]) for problem, run in runs)
    times = [run["seconds"] for _, run in runs]
    median = statistics.median(times) if times else 0
    lines += ["", f"{share(right, len(problems))} as expected; median {median:.3f} s."]
    return lines


def growth(_, results):
    lines = ["| family | n: seconds, megabytes | fitted growth of the time |", "|---|---|---|"]
    for name, (_, sizes) in families.FAMILIES.items():
        runs = [(n, run) for n in sizes if (run := results.get("geq", name, str(n)))]
        cells = [f"{n}: " + (f"{run['seconds']:.3f}, {run['memory']:.0f}" if run["verdict"] == "proved"
                             else run["verdict"]) for n, run in runs]
        proved = [(n, run["seconds"]) for n, run in runs if run["verdict"] == "proved"]
        lines.append(f"| {name} | {'; '.join(cells)} | {families.fitted_growth(proved)} |")
    return lines


def proof_lengths(_, results):
    lengths = [run["characters"] for run in results.runs.values()
               if run["program"] == "geq" and run["set"] == "public" and "characters" in run]
    if not lengths:
        return ["No proofs yet."]
    return [f"{len(lengths)} proofs of public.jsonl as text: median {statistics.median(lengths):.0f} characters, "
            f"longest {max(lengths)}; a peer prints on its solved set a median of 339, longest 31,977."]


SECTIONS = [
    ("public.jsonl by kind", by_kind),
    ("Marked unknown", unknown_ones),
    ("Forms", lambda options, results: small_set(options, results, "forms")),
    ("MO-INT", lambda options, results: small_set(options, results, "moint")),
    ("Families that grow", growth),
    ("Length of proofs", proof_lengths),
    ("What is not settled, and why", failures),
]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("prefix", type=pathlib.Path)
    parser.add_argument("problems", type=pathlib.Path)
    parser.add_argument("--results", type=pathlib.Path, default=pathlib.Path("report-results.jsonl"))
    parser.add_argument("--timeout", type=float, default=10)
    parser.add_argument("--for", dest="minutes", type=float, default=float("inf"))
    parser.add_argument("--without-z3", action="store_true")
    parser.add_argument("--output", type=pathlib.Path, default=pathlib.Path(__file__).with_name("REPORT.md"))
    options = parser.parse_args()
    results = Results(options.results, {"z3": Z3_RUNS})
    measure(options, results)
    lines = ["# Measured", "",
             f"Written by `benchmarks/report.py`: one thread, {options.timeout:g} s for each problem, times of whole "
             f"processes; {processor()}. Every verdict was checked again by geq-check. Random statements: "
             "[RANDOM.md](RANDOM.md); speed: [SPEED.md](SPEED.md)."]
    for title, section in SECTIONS:
        lines += ["", f"## {title}", ""] + section(options, results)
    options.output.write_text("\n".join(lines) + "\n", encoding="utf-8")
    public = {problem["id"]: problem for problem in problems_of(options.problems, "public")}
    bad = [key for key, run in results.runs.items() if key[0] == "geq" and (
        run["verdict"] in ("unchecked", "failed") or key[1] == "public" and is_wrong(public[key[2]], run))]
    for key in bad:
        print("wrong or failed:", *key)
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
