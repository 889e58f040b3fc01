#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Random statements whose truth is known by construction: counts what geq says about them, and looks for wrong verdicts.

usage: random_statements.py PREFIX [--count N] [--seed S] [--jobs N] [--timeout SECONDS] [--refuted P]

True statements are sums and products of squares, weighted means of arithmetic and geometric kind, and fractions with
known minimum; false ones are true ones of which the minimum is known, moved past it by a small amount, or strict where
equality holds. N of each are run through PREFIX/bin/geq, and every certificate through PREFIX/bin/geq-check. The same seed
gives the same statements. Prints a table, and every statement that is answered wrongly. Exit status 1 when a verdict is
wrong, a certificate is not accepted, a program fails, or fewer than P percent (default 0) of the false ones are refuted.
"""
import argparse
import collections
import concurrent.futures
import pathlib
import random
import subprocess
import sys
import tempfile
from fractions import Fraction

NAMES = "abcdef"


def number(value):
    text = str(Fraction(value))
    return f"({text})" if text.startswith("-") or "/" in text else text


def small(rng):
    """A small positive rational, now and then a tiny one: how far a false statement misses."""
    return Fraction(rng.randint(1, 9), rng.choice([10, 20, 100, 100, 1000, 10000, 1000000]))


# Polynomials: {exponents: coefficient}.

def product(p, q):
    result = collections.defaultdict(Fraction)
    for e, c in p.items():
        for f, d in q.items():
            result[tuple(x + y for x, y in zip(e, f))] += c * d
    return {e: c for e, c in result.items() if c}


def plus(p, q):
    result = collections.defaultdict(Fraction, p)
    for e, c in q.items():
        result[e] += c
    return {e: c for e, c in result.items() if c}


def value(p, point):
    total = Fraction(0)
    for e, c in p.items():
        for x, k in zip(point, e):
            c *= Fraction(x) ** k
        total += c
    return total


def text(p):
    if not p:
        return "0"
    terms = []
    for e, c in sorted(p.items(), reverse=True):
        powers = [NAMES[i] + (f"^{k}" if k > 1 else "") for i, k in enumerate(e) if k]
        sign = "-" if c < 0 else "+"
        head = [] if abs(c) == 1 and powers else [str(abs(c))]
        terms.append(sign + " " + "*".join(head + powers))
    result = " ".join(terms)
    return result[2:] if result[0] == "+" else "-" + result[2:]


def vanishing(rng, point, degree):
    """A random polynomial that vanishes at the point."""
    n = len(point)
    p = {}
    for _ in range(rng.randint(2, 4)):
        e = [0] * n
        for _ in range(rng.randint(0, degree)):
            e[rng.randrange(n)] += 1
        p = plus(p, {tuple(e): Fraction(rng.randint(-3, 3))})
    return plus(p, {(0,) * n: -value(p, point)})


def squares(rng):
    """A sum of squares, all of which vanish at a point, and the point."""
    point = [Fraction(rng.randint(-4, 4), rng.choice([1, 1, 1, 2, 3])) for _ in range(rng.randint(1, 4))]
    p = {}
    for _ in range(rng.randint(1, 3)):
        q = vanishing(rng, point, 2 if len(point) < 3 else 1)
        p = plus(p, product(q, q))
    return p, point


def declared(names, domain):
    return f"let {', '.join(names)} {domain}\n"


# Each family: rng -> (declarations and assumptions, left, right): left >= right is true, with equality at some point.

def sum_of_squares(rng):
    p, point = squares(rng)
    return declared(NAMES[:len(point)], ": real"), text(p), "0"


def product_of_squares(rng):
    p, point = squares(rng)
    factor = {(0,) * len(point): Fraction(rng.randint(1, 3))}
    for i in range(len(point)):
        e = [0] * len(point)
        e[i] = 2
        factor = plus(factor, {tuple(e): Fraction(rng.randint(0, 2))})
    return declared(NAMES[:len(point)], ": real"), text(product(p, factor)), "0"


def weighted_means(rng):
    n = rng.randint(2, 4)
    weights = [rng.randint(1, 3) for _ in range(n)]
    total = sum(weights)
    left = " + ".join(f"{w}*{x}^{total}" for w, x in zip(weights, NAMES))
    return declared(NAMES[:n], "> 0"), left, f"{total}*" + "*".join(f"{x}^{w}" for w, x in zip(weights, NAMES))


def fractions(rng):
    n = rng.randint(2, 4)
    k = rng.randint(1, 5)
    terms = []
    for i in range(n):
        others = [NAMES[j] for j in range(n) if j != i]
        terms.append(f"{NAMES[i]}/({'+'.join(others)})" if n > 2 else f"{NAMES[i]}/{others[0]}")
    bound = Fraction(n, n - 1)
    return declared(NAMES[:n], "> 0"), f"{k}*({' + '.join(terms)})", number(k * bound)


def sum_and_reciprocals(rng):
    n = rng.randint(2, 4)
    weights = [rng.randint(1, 4) for _ in range(n)]
    left = "(" + " + ".join(f"{w}*{x}" for w, x in zip(weights, NAMES)) + ")"
    right = "(" + " + ".join(f"{w}/{x}" for w, x in zip(weights, NAMES)) + ")"
    return declared(NAMES[:n], "> 0"), left + "*" + right, str(sum(weights) ** 2)


def fixed_product(rng):
    n = rng.randint(2, 3)
    k = rng.randint(1, 3)
    assumption = "*".join(NAMES[:n]) + " = 1"
    left = " + ".join(f"{x}^{k}" for x in NAMES[:n])
    return declared(NAMES[:n], "> 0") + f"assume {assumption}\n", left, str(n)


def fixed_sum(rng):
    n = rng.randint(2, 4)
    total = rng.choice([1, n, 2 * n, 503, 1000000])
    left = " + ".join(f"{x}^2" for x in NAMES[:n])
    return (declared(NAMES[:n], ": real") + f"assume {' + '.join(NAMES[:n])} = {total}\n", left,
            number(Fraction(total * total, n)))


def on_a_circle(rng):
    k = rng.randint(1, 12)
    return declared("ab", ": real") + f"assume a^2 + b^2 = {k}\n", number(Fraction(k, 2)), "a*b"


def roots(rng):
    n = rng.randint(2, 3)
    if n == 2:
        return declared("ab", ">= 0"), "(a + b)/2", "sqrt(a*b)"
    return declared("abc", "> 0"), "sqrt(3*(a + b + c))", "sqrt(a) + sqrt(b) + sqrt(c)"


def on_a_box(rng):
    n = rng.randint(2, 8)
    ends = [(rng.randint(-5, 2), rng.randint(3, 6)) for _ in range(n)]
    signs = [rng.choice([-2, -1, 1, 2]) for _ in range(n)]
    lines = "".join(f"let {'abcdefghij'[i]} in [{low}, {high}]\n" for i, (low, high) in enumerate(ends))
    bound = sum(min(s * low, s * high) for s, (low, high) in zip(signs, ends))
    left = " + ".join(f"{number(s)}*{'abcdefghij'[i]}" for i, s in enumerate(signs))
    return lines, left, number(bound)


FAMILIES = [sum_of_squares, product_of_squares, weighted_means, fractions, sum_and_reciprocals, fixed_product, fixed_sum,
            on_a_circle, roots, on_a_box]


def true_statement(rng):
    family = rng.choice(FAMILIES)
    given, left, right = family(rng)
    if rng.random() < 0.3:
        right = f"{right} - {number(small(rng))}"
    return family.__name__, f"{given}prove {left} >= {right}\n"


def false_statement(rng):
    family = rng.choice(FAMILIES)
    given, left, right = family(rng)
    way = rng.choice(["strict", "moved", "moved", "scaled"])
    if way == "strict":
        return family.__name__, f"{given}prove {left} > {right}\n"
    if way == "scaled" and family in (weighted_means, fractions, sum_and_reciprocals, fixed_product, roots):
        return family.__name__, f"{given}prove {left} >= ({1 + small(rng)})*({right})\n"
    return family.__name__, f"{given}prove {left} >= {right} + {number(small(rng))}\n"


def answer(prefix, problem, timeout):
    with tempfile.TemporaryDirectory() as folder:
        statement = pathlib.Path(folder) / "statement.geq"
        certificate = pathlib.Path(folder) / "certificate.cert"
        statement.write_text(problem, encoding="utf-8")
        run = subprocess.run([f"{prefix}/bin/geq", "prove", statement, "--quiet", "--timeout", str(timeout),
                              "--certificate", certificate], capture_output=True, text=True, check=False)
        verdict = {0: "proved", 1: "refuted", 2: "undecided"}.get(run.returncode, f"failed ({run.returncode})")
        if verdict in ("proved", "refuted"):
            check = subprocess.run([f"{prefix}/bin/geq-check", statement, certificate], capture_output=True, text=True,
                                   check=False)
            if check.stdout.strip() != verdict:
                verdict = f"unchecked {verdict}"
        return verdict


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("prefix")
    parser.add_argument("--count", type=int, default=10000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--jobs", type=int, default=1)
    parser.add_argument("--timeout", type=float, default=1)
    parser.add_argument("--refuted", type=float, default=0)
    options = parser.parse_args()
    rng = random.Random(options.seed)
    cases = []
    for _ in range(options.count):
        cases.append((True, *true_statement(rng)))
        cases.append((False, *false_statement(rng)))
    table = collections.Counter()
    bad = []
    with concurrent.futures.ThreadPoolExecutor(options.jobs) as pool:
        verdicts = pool.map(lambda case: answer(options.prefix, case[2], options.timeout), cases)
        for (truth, family, problem), verdict in zip(cases, verdicts):
            table[truth, family, verdict] += 1
            if verdict not in ("undecided", "proved" if truth else "refuted"):
                bad.append(f"{verdict}, should be {'true' if truth else 'false'}:\n{problem}")
            elif verdict == "undecided" and not truth:
                print(f"undecided, but false:\n{problem}", flush=True)
    print(f"`random_statements.py PREFIX --count {options.count} --seed {options.seed} --timeout {options.timeout:g}`\n")
    print("| family | true: proved | undecided | wrong | false: refuted | undecided | wrong |")
    print("|---|---|---|---|---|---|---|")
    for family in [one.__name__ for one in FAMILIES]:
        row = []
        for truth, right in ((True, "proved"), (False, "refuted")):
            counts = {v: n for (t, f, v), n in table.items() if t == truth and f == family}
            row += [counts.get(right, 0), counts.get("undecided", 0),
                    sum(n for v, n in counts.items() if v not in (right, "undecided"))]
        print(f"| {family.replace('_', ' ')} | " + " | ".join(map(str, row)) + " |")
    refuted = sum(n for (t, _, v), n in table.items() if not t and v == "refuted")
    proved = sum(n for (t, _, v), n in table.items() if t and v == "proved")
    print(f"\n{proved} of {options.count} true ones proved, {refuted} of {options.count} false ones refuted, "
          f"{len(bad)} wrong or failed")
    for one in bad:
        print(one)
    return 1 if bad or 100 * refuted < options.refuted * options.count else 0


if __name__ == "__main__":
    sys.exit(main())
