# SPDX-License-Identifier: GPL-3.0-or-later
"""batch_test.py GEQ GEQ_CHECK: a batch runs in order, agrees with geq-check, ends at once when it is interrupted, is
taken up again, and outlives searches that hang or crash."""
import json
import os
import pty
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
EASY = [("nesbitt", "let a, b, c > 0\nprove a/(b+c) + b/(c+a) + c/(a+b) >= 3/2", "proved"),
        ("a false one", "a^3 + b^3 + c^3 >= 3abc", "refuted"),
        ("nowhere", "1/(x - x) >= 0", "rejected"),
        ("square", "x^2 >= 0", "proved")]
KEYS = ["id", "verdict", "method", "seconds", "check_seconds", "cones", "message", "expected", "agrees", "fingerprint"]
FAILURES = []


def expect(condition, what):
    if not condition:
        FAILURES.append(what)
        print("FAILED:", what)


def write(path, problems):
    path.write_text("".join(json.dumps({"id": name, "problem": text, "expected": expected}) + "\n"
                            for name, text, expected in problems), encoding="utf-8")


def run(geq, folder, *words, **options):
    return subprocess.run([geq, "batch", *words], cwd=folder, capture_output=True, text=True, check=False, timeout=120,
                          **options)


def lines(path):
    text = path.read_text(encoding="utf-8")
    expect(not text or text.endswith("\n"), f"whole lines: {text!r}")
    return [json.loads(line) for line in text.splitlines()]


def workers_of(process):
    children = Path(f"/proc/{process.pid}/task/{process.pid}/children")
    for _ in range(100):
        found = children.read_text(encoding="ascii").split() if children.exists() else []
        if found:
            return [int(worker) for worker in found]
        time.sleep(0.02)
    return []


def results_are_complete_and_in_order(geq, checker, folder):
    write(folder / "p.jsonl", EASY)
    for jobs in ("1", "2"):
        done = run(geq, folder, "p.jsonl", "--output", f"r{jobs}.jsonl", "--jobs", jobs, "--certificates", "certs")
        expect(done.returncode == 0, f"--jobs {jobs}: {done}")
        expect("Of 4 expected verdicts 4 agree" in done.stdout, f"summary: {done.stdout}")
        expect(done.stderr == "", f"standard error: {done.stderr}")
        found = lines(folder / f"r{jobs}.jsonl")
        expect([line["id"] for line in found] == [name for name, _, _ in EASY], f"order: {found}")
        expect(all(list(line) == KEYS and line["agrees"] for line in found), f"lines: {found}")
    quiet = [run(geq, folder, "p.jsonl", "--quiet", "--jobs", jobs).stdout for jobs in ("1", "2", "2")]
    expect(len(set(quiet)) == 1, f"the same input gives the same bytes: {quiet}")
    for path in sorted((folder / "certs").glob("*.cert")):
        check = subprocess.run([checker, path.with_suffix(".geq"), path], capture_output=True, text=True, check=False)
        expect(check.stdout in ("proved\n", "refuted\n"), f"{path.name}: {check}")
    expect(sorted(path.stem for path in (folder / "certs").glob("*.cert")) == ["a%20false%20one", "nesbitt", "square"],
           "certificates")


def a_wrong_expectation_shows(geq, _, folder):
    write(folder / "p.jsonl", [("square", "x^2 >= 0", "refuted")])
    done = run(geq, folder, "p.jsonl")
    expect(done.returncode == 1 and "square: expected refuted, is proved" in done.stderr, f"{done}")


def an_empty_file(geq, _, folder):
    (folder / "p.jsonl").write_text("", encoding="utf-8")
    done = run(geq, folder, "p.jsonl", "--output", "r.jsonl")
    expect(done.returncode == 0 and (folder / "r.jsonl").read_text(encoding="utf-8") == "", f"{done}")


def malformed_lines_stop_it_before_it_starts(geq, _, folder):
    (folder / "p.jsonl").write_text('{"id": "a", "problem": "x^2 >= 0"}\n{"id": "b", "prob', encoding="utf-8")
    done = run(geq, folder, "p.jsonl", "--output", "r.jsonl")
    expect(done.returncode == 65 and done.stderr.startswith("geq: p.jsonl:2: this is not JSON"), f"{done}")
    expect(not (folder / "r.jsonl").exists(), "nothing is written")
    (folder / "p.geq").write_text("problem a\nprove x^2 >= 0\nproblem b\nprove x +* 1 >= 0\n", encoding="utf-8")
    done = run(geq, folder, "p.geq", "--output", "r.jsonl")
    found = lines(folder / "r.jsonl")
    expect(done.returncode == 65 and [line["verdict"] for line in found] == ["proved", "malformed"], f"{done} {found}")
    expect(found[1]["message"].startswith("p.geq:4:10: "), f"{found}")


def interrupted_and_taken_up(geq, _, folder):
    write(folder / "p.jsonl", [EASY[0], ("hard", HARD, None), EASY[1], EASY[3]])
    process = subprocess.Popen([geq, "batch", "p.jsonl", "--output", "r.jsonl", "--jobs", "2"], cwd=folder,
                               stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    time.sleep(1.5)
    start = time.monotonic()
    process.send_signal(signal.SIGINT)
    out, _ = process.communicate(timeout=20)
    seconds = time.monotonic() - start
    expect(process.returncode == 130 and not out, f"interrupted: {process.returncode} {out}")
    expect(seconds < 0.5, f"the interruption took {seconds:.2f} s")
    found = lines(folder / "r.jsonl")
    expect([line["id"] for line in found] == ["nesbitt", "a false one", "square"], f"what is finished is kept: {found}")
    with open(folder / "r.jsonl", "a", encoding="utf-8") as file:
        file.write('{"id":"hard","verd')  # as if the machine had gone down
    done = run(geq, folder, "p.jsonl", "--output", "r.jsonl", "--timeout", "0.5")
    expect(done.returncode == 0 and "3 of these were there from an earlier run" in done.stdout, f"{done}")
    again = lines(folder / "r.jsonl")
    expect([line["id"] for line in again] == ["nesbitt", "hard", "a false one", "square"], f"input order: {again}")
    expect([line for line in again if line["id"] != "hard"] == found, "what was there is not searched for again")
    before = (folder / "r.jsonl").read_bytes()
    run(geq, folder, "p.jsonl", "--output", "r.jsonl")
    expect((folder / "r.jsonl").read_bytes() == before, "nothing left to do")
    write(folder / "p.jsonl", [("nesbitt", "x^2 >= 0", None)])
    done = run(geq, folder, "p.jsonl", "--output", "r.jsonl")
    expect(done.returncode == 65 and "'nesbitt' is not the one" in done.stderr, f"another problem of that name: {done}")


def a_search_that_hangs_is_ended(geq, _, folder):
    write(folder / "p.jsonl", [("hard", HARD, None), EASY[3]])
    process = subprocess.Popen([geq, "batch", "p.jsonl", "--timeout", "1", "--jobs", "1"], cwd=folder,
                               stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    start = time.monotonic()
    workers = workers_of(process)
    expect(len(workers) == 1, f"workers: {workers}")
    os.kill(workers[0], signal.SIGSTOP)
    out, err = process.communicate(timeout=20)
    seconds = time.monotonic() - start
    found = [json.loads(line) for line in out.splitlines()]
    expect([line["verdict"] for line in found] == ["undecided", "proved"], f"{found} {err}")
    expect("was ended" in found[0]["message"] and found[0]["seconds"] == 1.5, f"{found}")
    expect(seconds < 2.5, f"--timeout 1 took {seconds:.2f} s")


def a_search_that_crashes_is_told(geq, _, folder):
    write(folder / "p.jsonl", [("hard", HARD, None), EASY[3]])
    process = subprocess.Popen([geq, "batch", "p.jsonl", "--timeout", "9", "--jobs", "1"], cwd=folder,
                               stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    os.kill(workers_of(process)[0], signal.SIGSEGV)
    out, _ = process.communicate(timeout=20)
    found = [json.loads(line) for line in out.splitlines()]
    expect(process.returncode == 70, f"status {process.returncode}")
    expect([line["verdict"] for line in found] == ["error", "proved"], f"{found}")
    expect("signal 11" in found[0]["message"], f"{found}")


def progress_is_for_terminals(geq, _, folder):
    write(folder / "p.jsonl", [EASY[3], ("hard", HARD, None)])
    controller, terminal = pty.openpty()
    subprocess.run([geq, "batch", "p.jsonl", "--timeout", "0.5", "--output", "r.jsonl"], cwd=folder,
                   stdout=subprocess.DEVNULL, stderr=terminal, check=False)
    shown = os.read(controller, 10000).decode()
    expect("1/2" in shown and shown.endswith("\r\033[K"), f"progress on a terminal: {shown!r}")
    os.close(terminal)
    os.close(controller)


def main():
    geq, checker = (Path(argument).resolve() for argument in sys.argv[1:3])
    for test in (results_are_complete_and_in_order, a_wrong_expectation_shows, an_empty_file,
                 malformed_lines_stop_it_before_it_starts, interrupted_and_taken_up, a_search_that_hangs_is_ended,
                 a_search_that_crashes_is_told, progress_is_for_terminals):
        with tempfile.TemporaryDirectory() as name:
            test(geq, checker, Path(name))
    sys.exit(1 if FAILURES else 0)


if __name__ == "__main__":
    main()
