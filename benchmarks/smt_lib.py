# SPDX-License-Identifier: GPL-3.0-or-later
"""Statements as questions for an SMT solver, by the SMT-LIB standard 2.6, logic QF_NRA.

`question(text)` takes a statement as geq prints it (explicit products, nothing abbreviated) and gives the text of a
question that is unsatisfiable exactly when the statement holds: the domains, the assumptions, that everything is
defined, and that the goal fails. Raises Unsupported for what has no such form (exp, log, symbolic ranges, integrals).
"""
import re
from fractions import Fraction

TOKEN = re.compile(r"\s*(\d+(?:\.\d+)?|[A-Za-z]\w*|>=|<=|!=|[-+*/^(),=<>\[\]:|])")
COMPARISONS = (">=", "<=", "!=", ">", "<", "=")


class Unsupported(Exception):
    """The statement has a part that SMT-LIB has no word for."""


class Translation:
    def __init__(self, line):
        self.tokens = TOKEN.findall(line)
        if "".join(self.tokens) != re.sub(r"\s", "", line):
            raise Unsupported(line)
        self.place = 0

    def peek(self):
        return self.tokens[self.place] if self.place < len(self.tokens) else None

    def take(self, *wanted):
        token = self.peek()
        if token is None or (wanted and token not in wanted):
            raise Unsupported(f"{token} where {wanted} is expected")
        self.place += 1
        return token


class Question:
    def __init__(self):
        self.lines = ["(set-logic QF_NRA)"]
        self.names = set()
        self.roots = {}

    def declare(self, name):
        if name not in self.names:
            self.names.add(name)
            self.lines.append(f"(declare-const {name} Real)")

    def require(self, condition):
        self.lines.append(f"(assert {condition})")

    # Expressions: the translated text. Numbers are kept apart where exponents need them.

    def expression(self, source):
        result = self.product(source)
        while source.peek() in ("+", "-"):
            result = f"({source.take()} {result} {self.product(source)})"
        return result

    def product(self, source):
        result = self.signed(source)
        while source.peek() in ("*", "/"):
            sign = source.take()
            other = self.signed(source)
            if sign == "/" and not re.fullmatch(r"[\d.]+", other):
                self.require(f"(distinct {other} 0)")
            result = f"({sign} {result} {other})"
        return result

    def signed(self, source):
        if source.peek() == "-":
            source.take()
            return f"(- {self.signed(source)})"
        return self.power(source)

    def power(self, source):
        base = self.primary(source)
        if source.peek() != "^":
            return base
        source.take()
        exponent = constant(source)
        result = base if exponent.denominator == 1 else self.root(exponent.denominator, base)
        if abs(exponent.numerator) > 60:
            raise Unsupported("a large exponent")
        result = f"(* {' '.join([result] * abs(exponent.numerator))})" if abs(exponent.numerator) > 1 else result
        if exponent == 0:
            return "1.0"
        if exponent < 0:
            self.require(f"(distinct {base} 0)")
            return f"(/ 1.0 {result})"
        return result

    def root(self, degree, radicand):
        if (degree, radicand) not in self.roots:
            name = f"root_{len(self.roots)}"
            self.roots[degree, radicand] = name
            self.declare(name)
            if degree % 2 == 0:
                self.require(f"(>= {radicand} 0)")
                self.require(f"(>= {name} 0)")
            self.require(f"(= (* {' '.join([name] * degree)}) {radicand})")
        return self.roots[degree, radicand]

    def primary(self, source):
        token = source.take()
        if token == "(":
            result = self.expression(source)
            source.take(")")
            return result
        if token == "|":
            result = self.expression(source)
            source.take("|")
            return f"(ite (>= {result} 0) {result} (- {result}))"
        if token[0].isdigit():
            return token if "." in token else token + ".0"
        if source.peek() == "(":
            return self.call(token, source)
        if not token[0].isalpha() or token in ("pi", "e", "oo") and token not in self.names:
            raise Unsupported(token)
        self.declare(token)
        return token

    def call(self, function, source):
        source.take("(")
        if function == "root":
            degree = int(source.take())
            source.take(",")
        arguments = [self.expression(source)]
        while source.peek() == ",":
            source.take()
            arguments.append(self.expression(source))
        source.take(")")
        first = arguments[0]
        if function == "root":
            return self.root(degree, first)
        if function in ("sqrt", "cbrt"):
            return self.root(2 if function == "sqrt" else 3, first)
        if function == "abs":
            return f"(ite (>= {first} 0) {first} (- {first}))"
        if function in ("min", "max"):
            sign = "<=" if function == "min" else ">="
            for other in arguments[1:]:
                first = f"(ite ({sign} {first} {other}) {first} {other})"
            return first
        raise Unsupported(function)

    def chain(self, source):
        left = self.expression(source)
        parts = []
        while source.peek() in COMPARISONS:
            sign = source.take()
            right = self.expression(source)
            parts.append(f"({'distinct' if sign == '!=' else sign} {left} {right})")
            left = right
        if not parts:
            raise Unsupported("no comparison")
        return parts

    def relations(self, source):
        parts = self.chain(source)
        while source.peek() in ("and", ","):
            source.take()
            parts += self.chain(source)
        if source.peek() is not None:
            raise Unsupported(source.peek())
        return parts

    def declaration(self, source):
        if source.peek() == "triangle":
            raise Unsupported("triangle")
        names = [source.take()]
        while source.peek() == ",":
            source.take()
            names.append(source.take())
        for name in names:
            self.declare(name)
        if source.peek() == ":":
            source.take()
            source.take("real")
        sign = source.peek()
        if sign == "in":
            source.take()
            self.interval(names, source)
        elif sign is not None:
            source.take(*COMPARISONS)
            bound = self.expression(source)
            for name in names:
                self.require(f"({'distinct' if sign == '!=' else sign} {name} {bound})")
        if source.peek() is not None:
            raise Unsupported(source.peek())

    def interval(self, names, source):
        open_below = source.take("[", "(") == "("
        low = None if source.tokens[source.place:source.place + 2] == ["-", "oo"] else self.expression(source)
        if low is None:
            source.place += 2
        source.take(",")
        high = source.take() if source.peek() == "oo" else self.expression(source)
        open_above = source.take("]", ")") == ")"
        for name in names:
            if low is not None:
                self.require(f"({'<' if open_below else '<='} {low} {name})")
            if high != "oo":
                self.require(f"({'<' if open_above else '<='} {name} {high})")


def constant(source):
    """The exponent: a number, or a fraction in parentheses."""
    sign = -1 if source.peek() == "-" else 1
    if sign < 0:
        source.take()
    if source.peek() != "(":
        token = source.take()
        if not token[0].isdigit():
            raise Unsupported("an exponent that is no number")
        return sign * Fraction(token)
    source.take("(")
    value = constant(source)
    while source.peek() == "/":
        source.take()
        value /= constant(source)
    source.take(")")
    return sign * value


def question(text):
    result = Question()
    goal = None
    for line in text.splitlines():
        word, _, rest = line.strip().partition(" ")
        if word == "let":
            result.declaration(Translation(rest))
        elif word == "assume":
            for part in result.relations(Translation(rest)):
                result.require(part)
        elif word == "prove":
            goal = result.relations(Translation(rest))
        elif word:
            raise Unsupported(word)
    result.require(f"(not (and {' '.join(goal)}))" if len(goal) > 1 else f"(not {goal[0]})")
    return "\n".join(result.lines + ["(check-sat)"]) + "\n"
