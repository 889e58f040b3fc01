#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The arrows of the house: who may include whom, and who may link whom.

usage: layering_test.py SOURCE_DIRECTORY

Reads every source under proofs/, polynomials/ and prover/ and every CMakeLists.txt there. Prints the offending lines and
exits with 1, or prints what was looked at and exits with 0.
"""

import pathlib
import re
import sys

# folder -> what its sources may include besides the standard library: prefixes of paths. `prover` may include everything.
ALLOWED_INCLUDES = {
    "proofs/kernel": ["proofs/kernel/", "cln/"],
    "proofs/render": ["proofs/", "fmt/"],
    "polynomials": ["polynomials/", "flint/", "arb.h", "arb_", "arf.h", "mag.h", "fmpz", "fmpq", "tbb/", "oneapi/tbb/"],
    "prover": [""],
}

# The installed header: users of the library see the standard library only.
PUBLIC_HEADER = "prover/embedding/geq.hpp"

# The file that describes the targets of a folder -> libraries that they may link.
LINKS_OF_FOLDER = {
    "proofs/CMakeLists.txt": {"geq_kernel", "CLN::CLN", "geq_compile_options"},
    "proofs/render/CMakeLists.txt": {"geq_kernel", "geq_render", "fmt::fmt", "fmt::fmt-header-only",
                                     "geq_compile_options"},
    "polynomials/CMakeLists.txt": {"geq_polynomials", "FLINT::FLINT", "TBB::tbb", "geq_compile_options"},
}
# The libraries that must be there: the picture shows arrows, not only their absence.
NEEDED_LINKS = {
    "geq_kernel": {"CLN::CLN"},
    "geq_polynomials": {"FLINT::FLINT"},
}

# Words that the kernel does without.
FORBIDDEN_IN_KERNEL = {
    r"\bassert\s*\(": "a check is an `if` that returns",
    r"\b(double|float)\b": "no rounding",
    r"\bunordered_": "no hash order",
    r"\bgetenv\b": "no environment",
    r"\b(abort|exit|terminate)\s*\(": "a library does not end the process",
    r"\breinterpret_cast\b": "no casts between unrelated types",
}

STANDARD_HEADERS = set("""algorithm any array atomic barrier bit bitset cassert cctype cerrno charconv chrono climits cmath
compare complex concepts condition_variable coroutine csignal cstddef cstdint cstdio cstdlib cstring ctime deque exception
execution filesystem format forward_list fstream functional future initializer_list iomanip ios iosfwd iostream istream
iterator latch limits list locale map memory memory_resource mutex new numbers numeric optional ostream queue random ranges
ratio regex scoped_allocator semaphore set shared_mutex source_location span sstream stack stdexcept stop_token streambuf
string string_view system_error thread tuple type_traits typeindex typeinfo unordered_map unordered_set utility valarray
variant vector version""".split())

INCLUDE = re.compile(r'^\s*#\s*include\s*([<"])([^>"]+)[>"]')


def without_comments_and_texts(line):
    """The code of a line: comments to its end and string literals taken out."""
    line = re.sub(r'"(\\.|[^"\\])*"', '""', line)
    return line.split("//")[0]


def folder_of(path):
    fitting = [folder for folder in ALLOWED_INCLUDES if path.startswith(folder + "/")]
    return max(fitting, key=len) if fitting else None


def include_problem(path, header):
    if header in STANDARD_HEADERS:
        return None
    if path == PUBLIC_HEADER:
        return "the installed header may include only the standard library"
    allowed = ALLOWED_INCLUDES[folder_of(path)]
    if any(header.startswith(prefix) for prefix in allowed):
        return None
    return f"{folder_of(path)} may include only the standard library and {', '.join(allowed)}"


def source_problems(root):
    looked_at = 0
    for folder in ("proofs", "polynomials", "prover"):
        for file in sorted((root / folder).rglob("*")):
            if file.suffix not in (".cpp", ".hpp", ".h", ".c"):
                continue
            looked_at += 1
            path = file.relative_to(root).as_posix()
            for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1):
                found = INCLUDE.match(line)
                if found and folder_of(path) is None:
                    yield f"{path}:{number}: {line.strip()}   [a folder the layering test does not know]"
                elif found:
                    problem = include_problem(path, found.group(2))
                    if problem:
                        yield f"{path}:{number}: {line.strip()}   [{problem}]"
                if path.startswith("proofs/kernel/"):
                    for pattern, why in FORBIDDEN_IN_KERNEL.items():
                        if re.search(pattern, without_comments_and_texts(line)):
                            yield f"{path}:{number}: {line.strip()}   [{why}]"
    if looked_at == 0:
        yield f"no sources under {root}"


def links_in(text):
    """(line, target, library) for every target_link_libraries."""
    text = re.sub(r"#[^\n]*", "", text)
    for call in re.finditer(r"target_link_libraries\s*\(([^)]*)\)", text):
        words = call.group(1).split()
        line = text[:call.start()].count("\n") + 1
        for library in words[1:]:
            if library not in ("PUBLIC", "PRIVATE", "INTERFACE"):
                yield line, words[0], library


def link_problems(root):
    links = {}
    for name, allowed in LINKS_OF_FOLDER.items():
        file = root / name
        if not file.exists():
            yield f"{name} is missing"
            continue
        for line, target, library in links_in(file.read_text(encoding="utf-8")):
            links.setdefault(target, set()).add(library)
            if library not in allowed:
                yield f"{name}:{line}: {target} links {library}   [may link {', '.join(sorted(allowed))}]"
        for word in re.findall(r"\b(?:link_libraries|link_directories|include_directories)\s*\(",
                               re.sub(r"target_\w+", "", file.read_text(encoding="utf-8"))):
            yield f"{name}: {word} for everything   [name the target]"
    kernel = links.get("geq_kernel", set()) - {"geq_compile_options"}
    if kernel != {"CLN::CLN"}:
        yield f"geq_kernel links {', '.join(sorted(kernel)) or 'nothing'}   [CLN and nothing else]"
    if "geq_render" in links.get("geq_kernel", set()) | links.get("geq-check", set()):
        yield "the kernel or geq-check links geq_render"
    checker = links.get("geq-check", set())
    if checker != {"geq_kernel", "geq_compile_options"}:
        yield f"geq-check links {', '.join(sorted(checker))}   [geq_kernel and nothing else]"
    for target, needed in NEEDED_LINKS.items():
        for library in sorted(needed - links.get(target, set())):
            yield f"{target} does not link {library}"


def main():
    if len(sys.argv) != 2:
        print(__doc__, file=sys.stderr)
        return 64
    root = pathlib.Path(sys.argv[1])
    problems = list(source_problems(root)) + list(link_problems(root))
    for problem in problems:
        print(problem)
    print(f"{len(problems)} offending lines" if problems else "includes and link edges are as ARCHITECTURE draws them")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
