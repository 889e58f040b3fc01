# SPDX-License-Identifier: GPL-3.0-or-later
"""same_output.py RUNS COMMAND...: the command succeeds and prints the same bytes on every run."""
import subprocess
import sys

outputs = set()
for _ in range(int(sys.argv[1])):
    run = subprocess.run(sys.argv[2:], capture_output=True, check=False)
    if run.returncode != 0:
        sys.exit(run.stdout.decode() + run.stderr.decode())
    outputs.add(run.stdout + run.stderr)
if len(outputs) != 1:
    sys.exit(f"{len(outputs)} different outputs")
