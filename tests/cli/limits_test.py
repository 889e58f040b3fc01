# SPDX-License-Identifier: GPL-3.0-or-later
"""limits_test.py GEQ GEQ_CHECK: time, memory and Ctrl-C are kept to, files are whole or absent, and the same
input gives the same bytes for every number of threads."""
import json
import os
import pty
import resource
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

# True, but far beyond what any method settles in a minute.
HARD = """let a, b, c, d, f, g, h, i, j, k, l, m : real
prove (a^2 - b*c + d*f - g*h + i*j - k*l + m^2)^2 + (a*b - c^2 + d*g - f*h + i^2 - j*k + l*m)^2
  + (a*c - b*d + f^2 - g*i + h*j - k^2 + l^2 - 2*m*a)^2 + (b^2 - 3*c*d + f*i - g*k + h*l)^2 >= 0
"""
EASY = """let a, b, c > 0
prove a/(b+c) + b/(c+a) + c/(a+b) >= 3/2
"""
SAME = [EASY, "let a, b, c, d >= 0\nprove (a+b+c+d)^4 >= 256*a*b*c*d\n", "prove a^3 + b^3 + c^3 >= 3abc\n",
        "let x, y, z >= 0\nprove x^2*y + y^2*z + z^2*x + x*y^2 + y*z^2 + z*x^2 >= 6*x*y*z\n"]

FAILURES = []


def expect(condition, what):
    if not condition:
        FAILURES.append(what)
        print("FAILED:", what)


def timed(command, **options):
    start = time.monotonic()
    run = subprocess.run(command, capture_output=True, text=True, check=False, timeout=120, **options)
    return run, time.monotonic() - start


def time_is_kept(geq, folder):
    # A sanitizer looks for leaks when geq has ended: that time is not geq's. (progress_is_for_terminals has it look.)
    alone = {**os.environ, "ASAN_OPTIONS": os.environ.get("ASAN_OPTIONS", "") + ":detect_leaks=0"}
    for jobs in ("1", "2"):
        run, seconds = timed([geq, "prove", "hard.geq", "--timeout", "1", "--jobs", jobs], cwd=folder, env=alone)
        expect(run.returncode == 2 and run.stdout.startswith("undecided"), f"undecided in time: {run}")
        expect(seconds < 1.5, f"--timeout 1 --jobs {jobs} took {seconds:.2f} s")
        print(f"--timeout 1 --jobs {jobs}: {seconds:.2f} s")


def memory_is_kept(geq, folder):
    before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    run, _ = timed([geq, "prove", "hard.geq", "--timeout", "8", "--memory", "64", "--jobs", "2"], cwd=folder)
    if "-fsanitize" in os.environ.get("GEQ_FLAGS", ""):
        # A sanitizer takes memory of its own, so that no limit can hold: it ends the search itself, without a verdict.
        expect(run.returncode in (2, 70), f"no verdict within memory: {run}")
        return
    expect(run.returncode == 2, f"undecided within memory: {run}")
    peak = max(before, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss) // 1024
    print(f"--memory 64: peak {peak} MB")
    expect(peak < 64 + 48 + 2 * 10 + 40, f"--memory 64 peaked at {peak} MB")

    def refuse_memory():
        resource.setrlimit(resource.RLIMIT_DATA, (12 << 20, 12 << 20))

    run, _ = timed([geq, "prove", "hard.geq", "--timeout", "8", "--jobs", "1"], cwd=folder, preexec_fn=refuse_memory)
    expect(run.returncode == 2, f"undecided when the system refuses memory: {run}")


def interruptions_end_at_once(geq, folder):
    for sent in (signal.SIGINT, signal.SIGTERM):
        process = subprocess.Popen([geq, "prove", "hard.geq", "-o", "report", "--certificate", "cert"], cwd=folder,
                                   stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        time.sleep(0.5)
        start = time.monotonic()
        process.send_signal(sent)
        out, _ = process.communicate(timeout=20)
        seconds = time.monotonic() - start
        print(f"{sent.name}: {seconds * 1000:.0f} ms")
        expect(process.returncode == 130, f"{sent.name}: status {process.returncode}")
        expect(seconds < 0.3, f"{sent.name} took {seconds:.2f} s")
        expect(not out, f"{sent.name}: standard output {out!r}")
        left = sorted(path.name for path in folder.iterdir())
        expect(left == ["easy.geq", "hard.geq"], f"{sent.name}: left behind {left}")
    # While waiting for standard input.
    process = subprocess.Popen([geq, "prove", "-"], stdin=subprocess.PIPE, stderr=subprocess.PIPE)
    time.sleep(0.3)
    process.send_signal(signal.SIGINT)
    process.communicate(timeout=20)
    expect(process.returncode == 130, f"SIGINT while reading: status {process.returncode}")


def the_worker_does_not_outlive_the_program(geq, folder):
    process = subprocess.Popen([geq, "prove", "hard.geq"], cwd=folder, stdout=subprocess.DEVNULL)
    time.sleep(0.5)
    children = Path(f"/proc/{process.pid}/task/{process.pid}/children")
    if not children.exists():
        process.kill()
        process.wait()
        return
    workers = children.read_text(encoding="ascii").split()
    expect(len(workers) == 1, f"workers: {workers}")
    process.kill()
    process.wait()
    time.sleep(0.3)
    for worker in workers:
        alive = Path(f"/proc/{worker}/stat")
        expect(not alive.exists() or alive.read_text(encoding="ascii").split()[2] in "ZX", f"worker {worker} lives on")


def same_bytes(geq, folder):
    for number, statement in enumerate(SAME):
        outputs = set()
        for jobs in ("1", "2", "1"):
            for form in ("text", "json", "latex"):
                run, _ = timed([geq, "prove", statement, "--quiet", "--jobs", jobs, "--format", form], cwd=folder)
                outputs.add((form, run.returncode, run.stdout))
        expect(len(outputs) == 3, f"statement {number}: {len(outputs)} different outputs")


def all_of(controller):
    """What was written to the terminal, which may arrive in pieces; its end is an error on Linux."""
    pieces = []
    while True:
        try:
            piece = os.read(controller, 10000)
        except OSError:
            piece = b""
        if not piece:
            return b"".join(pieces)
        pieces.append(piece)


def progress_is_for_terminals(geq, folder):
    run, _ = timed([geq, "prove", "hard.geq", "--timeout", "1.3"], cwd=folder)
    expect(run.stderr == "", f"progress without a terminal: {run.stderr!r}")
    controller, terminal = pty.openpty()
    subprocess.run([geq, "prove", "hard.geq", "--timeout", "1.3"], cwd=folder, stdout=subprocess.DEVNULL,
                   stderr=terminal, check=False)
    os.close(terminal)
    shown = all_of(controller).decode()
    expect("searching" in shown and shown.endswith("\r\033[K"), f"progress on a terminal: {shown!r}")
    os.close(controller)


def checkers_agree(geq, checker, folder):
    run, _ = timed([geq, "prove", "easy.geq", "--format", "json"], cwd=folder)
    certificate = folder / "easy.cert"
    certificate.write_text(json.loads(run.stdout)["certificate"], encoding="utf-8")
    other = folder / "other.geq"
    other.write_text(EASY.replace("3/2", "8/5"), encoding="utf-8")
    for statement in ("easy.geq", "other.geq", "easy.cert"):
        ours, _ = timed([geq, "check", statement, "easy.cert"], cwd=folder)
        theirs, _ = timed([checker, statement, "easy.cert"], cwd=folder)
        expect((ours.returncode, ours.stdout) == (theirs.returncode, theirs.stdout), f"{ours} but {theirs}")


def main():
    geq, checker = (Path(argument).resolve() for argument in sys.argv[1:3])
    for test in (time_is_kept, memory_is_kept, interruptions_end_at_once, the_worker_does_not_outlive_the_program,
                 same_bytes, progress_is_for_terminals):
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            (folder / "hard.geq").write_text(HARD, encoding="utf-8")
            (folder / "easy.geq").write_text(EASY, encoding="utf-8")
            test(geq, folder)
    with tempfile.TemporaryDirectory() as name:
        (Path(name) / "easy.geq").write_text(EASY, encoding="utf-8")
        checkers_agree(geq, checker, Path(name))
    sys.exit(1 if FAILURES else 0)


if __name__ == "__main__":
    main()
