// SPDX-License-Identifier: GPL-3.0-or-later
/// Which sequences n^a x^b / (A + B n^c x^d) on 0..L are dominated: the search against the criterion. For a < c the
/// supremum over n is a multiple of x^(b - a d/c) near 0 (for d >= 0, else of x^b), for a = c it is one of x^(b - d),
/// and for a > c it is infinite; a bound is integrable where the exponent is greater than -1.
#define BOOST_TEST_MODULE domination
#include <boost/test/unit_test.hpp>

#include "proofs/kernel/language/parser.hpp"
#include "prover/prover.hpp"
#include "tests/proofs/kernel/random_source.hpp"

namespace geq::prover {

namespace {

using proofs::Rational;

struct Sequence {
  Rational a, b, c, d, A, B, length;
};

bool is_dominated(const Sequence& f) {
  if (f.a > f.c) return false;
  // At real n from 1 on; the greatest value is near n^c x^d = constant where that is possible for small x.
  const Rational exponent = f.d > 0 ? f.b - f.a * f.d / f.c : f.b - f.d;
  return exponent > -1;
}

std::string text_of(const Sequence& f) {
  const auto power = [](const char* base, const Rational& exponent) {
    return std::string(base) + "^(" + proofs::to_text(exponent) + ")";
  };
  return "prove dominated(" + power("n", f.a) + "*" + power("x", f.b) + "/(" + proofs::to_text(f.A) + " + " +
         proofs::to_text(f.B) + "*" + power("n", f.c) + "*" + power("x", f.d) + "), n, x in 0.." +
         proofs::to_text(f.length) + ")";
}

std::string verdict_on(const std::string& text) {
  const auto statement = proofs::parse_statement(text);
  BOOST_TEST_REQUIRE(statement.has_value(), text);
  Settings settings;
  settings.timeout = std::chrono::seconds(5);
  const Answer answer = prove(statement.value(), settings);
  const auto* settled = std::get_if<Settled>(&answer.outcome);
  if (settled == nullptr) return "undecided";
  return settled->theorem.kind() == proofs::Theorem::Kind::proved ? "proved" : "refuted";
}

}  // namespace

BOOST_AUTO_TEST_CASE(the_criterion_comes_out_of_the_search) {
  proofs::RandomSource random("domination");
  constexpr int count = 200;
  int undecided = 0;
  const auto positive = [&](long most) { return Rational(random.between(1, 2 * most)) / random.between(1, 3); };
  for (int i = 0; i < count; ++i) {
    const Rational c = positive(3);
    const Rational a = random.chance(4) ? c : random.chance(3) ? c + positive(1) : positive(2);
    const Rational d = positive(3);
    Sequence f{a, Rational(random.between(-1, 4)) / 2, c, d, positive(2), positive(2), positive(2)};
    // Often at the edge.
    if (random.chance(3) && a < c) f.b = a * d / c - 1;
    const std::string text = text_of(f);
    const std::string verdict = verdict_on(text);
    if (verdict == "undecided") {
      ++undecided;
      BOOST_TEST_MESSAGE("undecided: " + text);
      continue;
    }
    BOOST_TEST((verdict == "proved") == is_dominated(f), text + " is " + verdict);
  }
  BOOST_TEST_MESSAGE(undecided << " of " << count << " undecided");
  BOOST_TEST(undecided <= count / 10);
}

}  // namespace geq::prover
