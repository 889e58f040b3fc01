# SPDX-License-Identifier: GPL-3.0-or-later
"""Installs the build into a folder, moves the folder, and builds and runs two programs against it: the examples of
geq.hpp (with pkg-config and the compiler alone) and of ginac.hpp (with CMake and find_package)."""
import argparse
import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

CONSUMER = """cmake_minimum_required(VERSION 3.25)
project(consumer LANGUAGES CXX)
find_package(geq REQUIRED COMPONENTS ginac)
add_executable(plain plain.cpp)
target_link_libraries(plain PRIVATE geq::geq)
add_executable(with_ginac with_ginac.cpp)
target_link_libraries(with_ginac PRIVATE geq::ginac)
"""


def run(command, expected=0, **options):
    """The output of a command that must end with the expected status."""
    command = [str(word) for word in command]
    done = subprocess.run(command, capture_output=True, text=True, check=False, **options)
    if done.returncode != expected:
        sys.exit(f"{' '.join(command)}: exit status {done.returncode}\n{done.stdout}{done.stderr}")
    return done.stdout


def example_in(header):
    """The program in the comment of a public header: the indented lines up to the last closing brace."""
    comment = [line for line in header.read_text(encoding="utf-8").splitlines() if line.startswith("///")]
    start = next(index for index, line in enumerate(comment) if line.startswith("///     #include"))
    code = []
    for line in comment[start:]:
        if line != "///" and not line.startswith("///     "):
            break
        code.append(line[len("///     "):])
    return "\n".join(code) + "\n"


def with_cmake(arguments, prefix, work):
    source, build = work / "consumer", work / "consumer-build"
    source.mkdir()
    (source / "CMakeLists.txt").write_text(CONSUMER, encoding="utf-8")
    (source / "plain.cpp").write_text(example_in(arguments.headers / "geq.hpp"), encoding="utf-8")
    (source / "with_ginac.cpp").write_text(example_in(arguments.headers / "ginac.hpp"), encoding="utf-8")
    run([arguments.cmake, "-S", source, "-B", build, f"-DCMAKE_PREFIX_PATH={prefix}",
         f"-DCMAKE_CXX_COMPILER={arguments.compiler}", f"-DCMAKE_CXX_FLAGS={arguments.flags}"])
    run([arguments.cmake, "--build", build])
    return [build / "plain", build / "with_ginac"]


def with_pkg_config(arguments, prefix, libraries, work):
    search = dict(os.environ, PKG_CONFIG_PATH=str(libraries / "pkgconfig"))
    programs = []
    for package, header in (("geq", "geq.hpp"), ("geq-ginac", "ginac.hpp")):
        source, program = work / f"{package}.cpp", work / package
        source.write_text(example_in(arguments.headers / header), encoding="utf-8")
        flags = run(["pkg-config", "--cflags", "--libs", package], env=search).split()
        run([arguments.compiler, "-std=c++20", *arguments.flags.split(), source, "-o", program, *flags,
             f"-Wl,-rpath,{libraries}"])
        programs.append(program)
    return programs


def only_geq_is_seen(library):
    """Nothing that the library is made of is exported: its defined functions are geq's own."""
    for line in run(["nm", "--dynamic", "--demangle", "--defined-only", library]).splitlines():
        kind, name = line.split(maxsplit=2)[1:]
        if kind == "T" and not name.startswith("geq::"):
            sys.exit(f"{library} exports {name}")
        if re.match(r"(vtable for |typeinfo for |)geq::(proofs|polynomials|prover|render)::", name):
            sys.exit(f"{library} exports {name}")


def programs_run(prefix, work):
    statement, certificate = work / "nesbitt.geq", work / "nesbitt.cert"
    statement.write_text("let a, b, c > 0\nprove a/(b+c) + b/(c+a) + c/(a+b) >= 3/2\n", encoding="utf-8")
    run([prefix / "bin/geq", "prove", statement, "--certificate", certificate])
    for check in ([prefix / "bin/geq", "check"], [prefix / "bin/geq-check"]):
        if run([*check, statement, certificate]) != "proved\n":
            sys.exit(f"{check}: not proved")


def main():
    parser = argparse.ArgumentParser()
    for name in ("cmake", "config", "compiler", "flags"):
        parser.add_argument(f"--{name}")
    for name in ("build", "headers"):
        parser.add_argument(f"--{name}", type=Path)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        run([arguments.cmake, "--install", arguments.build, "--prefix", work / "first",
             *(["--config", arguments.config] if arguments.config else [])])
        prefix = work / "moved"
        shutil.move(work / "first", prefix)
        libraries = next(prefix.glob("**/libgeq.so")).parent

        only_geq_is_seen(libraries / "libgeq.so")
        programs_run(prefix, work)
        for program in with_cmake(arguments, prefix, work) + with_pkg_config(arguments, prefix, libraries, work):
            output = run([program])
            if not output.startswith("proved"):
                sys.exit(f"{program} printed\n{output}")
        for name in ("LICENSE", "geq.hpp", "ginac.hpp", "geqConfig.cmake", "geq.pc", "geq-ginac.pc"):
            if not list(prefix.glob(f"**/{name}")):
                sys.exit(f"{name} is not installed")


if __name__ == "__main__":
    main()
