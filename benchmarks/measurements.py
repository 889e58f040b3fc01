# SPDX-License-Identifier: GPL-3.0-or-later
"""One run of geq, or of z3, on one problem, and a file of such runs that can be taken up again."""
import json
import os
import pathlib
import subprocess
import tempfile
import time

import smt_lib

GRACE = 10  # seconds after its limit until a program that does not stop is ended


def run(command, timeout):
    """Exit status (None: it had to be ended), standard output, seconds, peak memory in megabytes."""
    start = time.monotonic()
    with tempfile.TemporaryFile() as output:
        process = subprocess.Popen(command, stdout=output, stderr=subprocess.DEVNULL)
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
    return process.returncode, text, elapsed, usage.ru_maxrss / 1024


def run_geq(prefix, problem, timeout):
    """Verdict, and whether geq-check agrees; a verdict that it does not accept is called `unchecked`."""
    with tempfile.TemporaryDirectory() as folder:
        statement = pathlib.Path(folder) / "statement.geq"
        certificate = pathlib.Path(folder) / "certificate.cert"
        statement.write_text(problem, encoding="utf-8")
        status, text, seconds, memory = run(
            [f"{prefix}/bin/geq", "prove", statement, "--format", "json", "--jobs", "1", "--timeout", str(timeout),
             "--certificate", certificate], timeout)
        try:
            report = json.loads(text)
        except ValueError:
            return {"verdict": "failed", "reason": f"exit status {status}", "seconds": seconds, "memory": memory}
        result = {"verdict": report["verdict"], "method": report["method"], "cones": report["cones"],
                  "seconds": round(seconds, 4), "memory": round(memory, 1), "statement": report["statement"],
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


def run_z3(statement, timeout):
    try:
        question = smt_lib.question(statement)
    except smt_lib.Unsupported as error:
        return {"verdict": "unsupported", "reason": str(error), "seconds": 0}
    with tempfile.NamedTemporaryFile("w", suffix=".smt2") as file:
        file.write(question)
        file.flush()
        _, text, seconds, memory = run(["z3", "-smt2", f"-T:{timeout:g}", "-memory:2048", file.name], timeout)
    words = text.split()
    verdict = {"unsat": "proved", "sat": "refuted"}.get(words[0] if words else "", "undecided")
    if "(error" in text:
        verdict = "failed"
    return {"verdict": verdict, "seconds": round(seconds, 4), "memory": round(memory, 1), "reason": text[:100]}


class Results:
    """Runs by (program, set, problem): one JSON object a line, appended as soon as it is there."""

    def __init__(self, path):
        self.path = path
        self.runs = {}
        if path.exists():
            for line in path.read_text(encoding="utf-8").splitlines():
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
            with self.path.open("a", encoding="utf-8") as file:
                file.write(json.dumps(one) + "\n")
        return self.runs[key]
