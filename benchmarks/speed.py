#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs `bench` once and writes its ratios to benchmarks/SPEED.md, with the machine and the compiler.

usage: speed.py BENCH      the program built with -DGEQ_BENCHMARKS=ON; leave the machine alone meanwhile
"""
import json
import pathlib
import subprocess
import sys

# What a name begins with: the counter that has a target, what it is, the target, whether more is better.
TARGETS = {
    "additions_": ("bare_over_split", "time of a bare loop / time of the split", 0.5, True),
    "splits_": ("splits_per_second", "splits per second on one core", 1e6, True),
    "threads/": ("one_over_two", "time with one thread / with two", 1.7, True),
    "replay/": ("check/(3*search+5ms)", "check / (3 search + 5 ms)", 1.0, False),
}


def row(run):
    """One line of the table for a benchmark."""
    counter, what, target, more = next(entry for start, entry in TARGETS.items() if run["name"].startswith(start))
    value = run[counter]
    met = value >= target if more else value <= target
    more_counters = ("bare_over_split_read_out", "cones", "search_ms", "check_ms", "bare_one_over_two")
    others = [f"{name} {run[name]:.4g}" for name in more_counters if name in run]
    return f"| {run['name']} | {what} | {value:.4g} | {target:g} | {'yes' if met else 'no'} | {', '.join(others)} |"


def main():
    if len(sys.argv) != 2:
        print(__doc__, file=sys.stderr)
        return 64
    done = subprocess.run([sys.argv[1], "--benchmark_format=json"], capture_output=True, text=True, check=True)
    measured = json.loads(done.stdout)
    context = measured["context"]
    lines = [
        "# Speed",
        "",
        "Written by `benchmarks/speed.py` from one run of `bench`: what is compared takes turns within it, so that a busy",
        "machine slows both. Two threads gain what the machine has to give: bare_one_over_two is two bare loops against one.",
        "",
        f"{context['processor']}, {context['num_cpus']} processors, load {context['load_avg'][0]:.1f}; GCC "
        f"{context['compiler']}, {context['flags'].strip()}; {context['date'][:10]}.",
        "",
        "| benchmark | ratio | measured | target | met | |",
        "|---|---|---|---|---|---|",
    ]
    lines += [row(run) for run in measured["benchmarks"]]
    pathlib.Path(__file__).with_name("SPEED.md").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
