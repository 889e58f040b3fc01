# SPDX-License-Identifier: GPL-3.0-or-later
"""One run of geq, or of z3, on one problem, and a file of such runs that can be taken up again."""
import json
import math
import os
import pathlib
import resource
import subprocess
import tempfile
import time

import smt_lib

GRACE = 10  # seconds after its limit until a program that does not stop is ended


def run(command, timeout, before=None):
    """Exit status (negative: the signal that ended it), standard output, seconds, and what it used of the machine;
    `before` is called in the process before the command takes it over."""
    start = time.monotonic()
    with tempfile.TemporaryFile() as output:
        process = subprocess.Popen(command, stdout=output, stderr=subprocess.DEVNULL, preexec_fn=before)
        status = None
        while time.monotonic() - start < timeout + GRACE:
            pid, status, usage = os.wait4(process.pid, os.WNOHANG)
            if pid:
                break
            time.sleep(0.001 if time.monotonic() - start < 0.1 else 0.01)
        else:
            process.kill()
            _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        elapsed = time.monotonic() - start
        output.seek(0)
        text = output.read().decode("utf-8", "replace")
    return process.returncode, text, elapsed, usage


def run_geq(prefix, problem, timeout):
    """Verdict, and whether geq-check agrees; a verdict that it does not accept is called `unchecked`."""
    with tempfile.TemporaryDirectory() as folder:
        statement = pathlib.Path(folder) / "statement.geq"
        certificate = pathlib.Path(folder) / "certificate.cert"
        statement.write_text(problem, encoding="utf-8")
        status, text, seconds, usage = run(
            [f"{prefix}/bin/geq", "prove", statement, "--format", "json", "--jobs", "1", "--timeout", str(timeout),
             "--certificate", certificate], timeout)
        memory = megabytes(usage)
        try:
            report = json.loads(text)
        except ValueError:
            return {"verdict": "failed", "reason": f"exit status {status}", "seconds": seconds, "memory": memory}
        result = {"verdict": report["verdict"], "method": report["method"], "cones": report["cones"],
                  "seconds": round(seconds, 4), "memory": memory, "statement": report["statement"],
                  "reason": reason(report)}
        if report["verdict"] in ("proved", "refuted"):
            _, said, check_seconds, _ = run([f"{prefix}/bin/geq-check", statement, certificate], 300)
            result["check_seconds"] = round(check_seconds, 4)
            if said.strip() != report["verdict"]:
                result["verdict"] = "unchecked"
        if report["verdict"] == "proved":
            result["characters"] = sum(len(part["label"]) + len(part["sentence"]) + 2 for part in report["proof"])
        return result


def reason(report):
    """Why there is no verdict: what ended the search, and how far the last methods came."""
    tried = [f"{attempt['strategy']}: {attempt['outcome']}" for attempt in report["attempts"][-2:]]
    return "; ".join([part for part in [report["detail"]] if part] + tried)


def megabytes(usage):
    """Peak memory."""
    return round(usage.ru_maxrss / 1024, 1)


def run_z3(statement, timeout):
    """`timeout` in seconds of its processor time (z3 works in one thread), so that a busy machine is not its fault."""
    def limit_processor_time():
        resource.setrlimit(resource.RLIMIT_CPU, (math.ceil(timeout),) * 2)

    try:
        question = smt_lib.question(statement)
    except smt_lib.Unsupported as error:
        return {"verdict": "unsupported", "reason": str(error), "seconds": 0}
    with tempfile.NamedTemporaryFile("w", suffix=".smt2") as file:
        file.write(question)
        file.flush()
        _, text, _, usage = run(["z3", "-smt2", "-memory:2048", file.name], 20 * timeout, limit_processor_time)
    words = text.split()
    verdict = {"unsat": "proved", "sat": "refuted"}.get(words[0] if words else "", "undecided")
    if "(error" in text:
        verdict = "failed"
    seconds = round(usage.ru_utime + usage.ru_stime, 4)
    return {"verdict": verdict, "seconds": seconds, "memory": megabytes(usage), "reason": text[:100]}


class Results:
    """Runs by (program, set, problem): one JSON object a line, appended as soon as it is there. Programs in `own` have
    files of their own."""

    def __init__(self, path, own=None):
        self.path = path
        self.own = own or {}
        self.runs = {}
        for file in (path, *self.own.values()):
            for line in file.read_text(encoding="utf-8").splitlines() if file.exists() else ():
                try:
                    one = json.loads(line)
                except ValueError:  # the line that an interruption cut off
                    continue
                self.runs[one["program"], one["set"], one["id"]] = one

    def get(self, program, name, identifier):
        return self.runs.get((program, name, identifier))

    def measure(self, program, name, identifier, action):
        """The run of that name, made now if it is not there."""
        key = (program, name, identifier)
        if key not in self.runs:
            one = {"program": program, "set": name, "id": identifier, **action()}
            self.runs[key] = one
            with self.own.get(program, self.path).open("a", encoding="utf-8") as file:
                file.write(json.dumps(one) + "\n")
        return self.runs[key]
