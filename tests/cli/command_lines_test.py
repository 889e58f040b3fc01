# SPDX-License-Identifier: GPL-3.0-or-later
"""command_lines_test.py GEQ TABLE: runs the command lines of the table; its head says how it is written."""
import re
import shlex
import subprocess
import sys
import tempfile
from dataclasses import dataclass, field
from pathlib import Path

NESBITT = "let a, b, c > 0\nprove a/(b+c) + b/(c+a) + c/(a+b) >= 3/2\n"
FALSE = "let a, b, c > 0\nprove a/(b+c) + b/(c+a) + c/(a+b) >= 8/5\n"
BROKEN = "let a > 0\nprove a +* 2 >= 0\n"


@dataclass
class Case:
    line: int
    command: str
    checks: list = field(default_factory=list)


def cases(table):
    """The cases of the table; a command may go on in lines that start with no mark."""
    found = []
    for number, line in enumerate(table.read_text(encoding="utf-8").splitlines(), 1):
        if line.startswith("#") or not line.strip():
            continue
        if line.startswith("$ "):
            found.append(Case(number, line[2:]))
        elif re.match(r"[<?>!+-]", line):
            mark, _, rest = line.partition(" ")
            found[-1].checks.append((mark, rest))
        else:
            found[-1].command += "\n" + line
    return found


def fill(folder, geq):
    (folder / "folder").mkdir()
    for name, text in (("nesbitt", NESBITT), ("folder/nesbitt", NESBITT), ("false", FALSE), ("broken", BROKEN)):
        (folder / f"{name}.geq").write_text(text, encoding="utf-8")
    (folder / "broken.cert").write_text("geq certificate 1\nnonsense\n", encoding="utf-8")
    for name in ("nesbitt", "false"):
        subprocess.run([geq, "prove", f"{name}.geq", "--certificate", f"{name}.cert"], cwd=folder, check=False,
                       capture_output=True)
        if not (folder / f"{name}.cert").exists():
            sys.exit(f"no certificate for {name}.geq")


def failure(case, run, folder):
    """What is wrong with the run; None if nothing."""
    out, err = run.stdout.decode(), run.stderr.decode()
    for mark, rest in case.checks:
        wrong = {
            "?": lambda: run.returncode != int(rest),
            ">": lambda: not re.search(rest, out),
            ">!": lambda: re.search(rest, out),
            ">=": lambda: out,
            "!": lambda: not re.search(rest, err),
            "!=": lambda: err,
            "+": lambda: not (folder / rest).exists(),
            "-": lambda: (folder / rest).exists(),
            "<": lambda: False,
        }[mark]()
        if wrong:
            return f"{mark} {rest}\n  status {run.returncode}\n  stdout {out!r}\n  stderr {err!r}"
    leftovers = [path.name for path in folder.iterdir() if re.search(r"\.\w{6}$", path.name)]
    return f"left behind: {leftovers}" if leftovers else None


def main():
    geq, table = Path(sys.argv[1]).resolve(), Path(sys.argv[2])
    failures = 0
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        fill(folder, geq)
        all_cases = cases(table)
        for case in all_cases:
            words = shlex.split(case.command)
            text = "".join(rest for mark, rest in case.checks if mark == "<").replace("\\n", "\n")
            run = subprocess.run([geq, *words[1:]], cwd=folder, input=text.encode(), capture_output=True, check=False,
                                 timeout=120)
            problem = failure(case, run, folder)
            if problem:
                failures += 1
                print(f"{table.name}:{case.line}: {case.command}\n  {problem}")
    print(f"{len(all_cases)} command lines, {failures} failures")
    sys.exit(1 if failures else 0)


if __name__ == "__main__":
    main()
