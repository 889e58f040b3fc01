# SPDX-License-Identifier: GPL-3.0-or-later
"""Statements that grow with a number n, and how time grows with it."""
import math

LETTERS = "xyz"


def declared(n):
    return "let " + ", ".join(f"x{i}" for i in range(1, n + 1))


def amgm(n):
    names = [f"x{i}" for i in range(1, n + 1)]
    return f"{declared(n)} >= 0\nprove {' + '.join(f'{x}^{n}' for x in names)} >= {n}*{'*'.join(names)}\n"


def cyclic_quadratic(n, square=""):
    """(sum x)^2 >= 4 (x1 x2 + x2 x3 + ... + xn x1), also with squares for the variables."""
    names = [f"x{i}{square}" for i in range(1, n + 1)]
    neighbours = " + ".join(f"{names[i]}*{names[(i + 1) % n]}" for i in range(n))
    return f"prove ({' + '.join(names)})^2 >= 4*({neighbours})\n"


def cyc_lin(n):
    return f"{declared(n)} >= 0\n" + cyclic_quadratic(n)


def han_cyc(n):
    return f"{declared(n)} : real\n" + cyclic_quadratic(n, "^2")


def shapiro(n):
    x = [f"x{i}" for i in range(1, n + 1)]
    terms = " + ".join(f"{x[i]}/({x[(i + 1) % n]} + {x[(i + 2) % n]})" for i in range(n))
    return f"{declared(n)} > 0\nprove {terms} >= {n}/2\n"


def schur(t):
    return f"let x, y, z >= 0\nprove cyc(x, y, z: x^{t}*(x - y)*(x - z)) >= 0\n"


def fib(k):
    """(F(k) x - F(k+1) y)^2, multiplied out: difference substitution needs k steps."""
    a, b = 1, 1
    for _ in range(k - 1):
        a, b = b, a + b
    return f"let x, y >= 0\nprove {a * a}*x^2 - {2 * a * b}*x*y + {b * b}*y^2 >= 0\n"


FAMILIES = {
    "amgm_n": (amgm, range(2, 11)),
    "cyc_lin_n": (cyc_lin, range(4, 10)),
    "shapiro_n": (shapiro, range(3, 7)),
    "han_cyc_n": (han_cyc, range(4, 13, 2)),
    "schur_t": (schur, (1, 2, 4, 8, 16, 32, 64)),
    "fib_k": (fib, (10, 20, 40, 80, 160, 320)),
}


def fit(points, transform):
    """Slope and sum of squares of a line through (transform(n), log seconds)."""
    xs = [transform(n) for n, _ in points]
    ys = [math.log(seconds) for _, seconds in points]
    mean_x, mean_y = sum(xs) / len(xs), sum(ys) / len(ys)
    spread = sum((x - mean_x) ** 2 for x in xs)
    slope = sum((x - mean_x) * (y - mean_y) for x, y in zip(xs, ys)) / spread
    return slope, sum((y - mean_y - slope * (x - mean_x)) ** 2 for x, y in zip(xs, ys))


def fitted_growth(points):
    """The better of n^k and c^n for the times of at least three n, in words."""
    if len(points) < 3:
        return "too few to fit"
    power, power_error = fit(points, math.log)
    rate, rate_error = fit(points, lambda n: n)
    return f"n^{power:.1f}" if power_error <= rate_error else f"{math.exp(rate):.2f}^n"
