// SPDX-License-Identifier: GPL-3.0-or-later
/// Steps about integrals, limits, sums and inductions over a range leave exactly these sequents: what they add to the
/// facts, and what they ask for. A side condition that is dropped, weakened or asked elsewhere shows here.
#include <boost/test/unit_test.hpp>

#include "proofs/kernel/certificate.hpp"
#include "proofs/kernel/check.hpp"
#include "proofs/kernel/language/parser.hpp"
#include "proofs/kernel/normal_form.hpp"
#include "proofs/kernel/sequent.hpp"

namespace geq::proofs {

namespace {

const std::vector<std::string> names{"a", "b", "p", "s"};

struct Case {
  std::string step;
  std::vector<std::string> facts;
  std::string goal;
  std::vector<std::string> left;  ///< for each sequent: new facts |- goal
};

/// "term >= 0", also with >, = and !=.
Fact read_fact(const std::string& text) {
  const std::size_t place = text.rfind(' ', text.size() - 3);
  for (const Sign sign : {Sign::zero, Sign::nonnegative, Sign::positive, Sign::nonzero})
    if (text.substr(place + 1) == to_text(sign)) {
      const auto term = parse_term(text.substr(0, place), names);
      BOOST_REQUIRE_MESSAGE(static_cast<bool>(term), text);
      return {normal_form(term.value()), sign};
    }
  throw std::invalid_argument(text);
}

std::vector<std::string> left_by(const Case& one) {
  Sequent sequent{names, {}, read_fact(one.goal)};
  for (const std::string& fact : one.facts) sequent.facts.push_back(read_fact(fact));
  const auto read = read_certificate("geq certificate 1\nprove\n" + one.step + "\n", names);
  BOOST_REQUIRE_MESSAGE(static_cast<bool>(read), one.step);
  const auto remaining = proofs::apply(std::get<Proof>(read.value()).steps.front(), sequent);
  if (!remaining) return {"rejected: " + std::string(proofs::describe(Rejection{remaining.error(), {}}))};
  std::vector<std::string> result;
  for (const Sequent& left : remaining.value()) {
    std::string text;
    for (std::size_t i = one.facts.size(); i < left.facts.size(); ++i)
      text += (i > one.facts.size() ? ", " : "") + to_text(left.facts[i]);
    result.push_back(text + " |- " + to_text(left.goal));
  }
  return result;
}

void check(const std::vector<Case>& cases) {
  for (const Case& one : cases) {
    const auto left = left_by(one);
    std::string text;
    for (const std::string& each : left) text += "\n    " + each;
    BOOST_TEST((left == one.left), one.step << text);
  }
}

const std::string goal = "s > 0";

}  // namespace

BOOST_AUTO_TEST_CASE(induction_over_a_range_leaves_the_lower_end_and_the_step) {
  const std::string family = "all_nonnegative(i in 1..b, a*i - s) > 0 |- s > 0";
  const std::string base = "b - 1 >= 0 |- a - s >= 0";
  const std::string step = "-k + floor(k) = 0, k - 1 >= 0, b - k >= 0, k - 2 >= 0, a*k - a - s >= 0 |- a*k - s >= 0";
  BOOST_TEST(left_by({"for-each k; 1; b; a*k - s >= 0; by-induction", {}, goal, {}}) ==
                 (std::vector<std::string>{base, step, family}),
             boost::test_tools::per_element());
  BOOST_TEST(left_by({"for-each k; p; b; a*k - a*p >= 0; by-induction", {}, goal, {}}) ==
                 (std::vector<std::string>{
                     " |- -p + floor(p) = 0",
                     "-k + floor(k) = 0, k - p >= 0, b - k >= 0, k - p - 1 >= 0, a*k - a*p - a >= 0 |- a*k - a*p >= 0",
                     "all_nonnegative(i in p..b, -a*p + a*i) > 0 |- s > 0"}),
             boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(a_supporting_line_asks_for_convexity_on_the_whole_line) {
  const std::string chord = "u*p(x) + (1 - u)*p(y) - p(u*x + (1 - u)*y)";
  const auto convex = [&](const std::string& first, const std::string& second, const std::string& shares,
                          const std::string& body) {
    return "everywhere(x in " + first + ", positive, everywhere(y in " + second + ", positive, everywhere(u in " +
           shares + ", nonnegative, " + body + "))) > 0";
  };
  const std::string step = "supporting-line c; t; p(t); a";
  const std::string line = "-oo..oo";
  const std::vector<std::string> refused{"rejected: not_convex"};
  check({{step,
          {convex(line, line, "0..1", chord)},
          goal,
          {"everywhere(i in -oo..oo, nonnegative, a*c - c*i - p(a) + p(i)) > 0 |- s > 0"}},
         {"supporting-line c; t; -p(t); a", {convex(line, line, "0..1", chord)}, goal, refused},
         {step, {convex(line, line, "0..1", "-(" + chord + ")")}, goal, refused},
         {step, {convex("0..oo", line, "0..1", chord)}, goal, refused},
         {step, {convex(line, "-1..1", "0..1", chord)}, goal, refused},
         {step, {convex(line, line, "0..1/2", chord)}, goal, refused},
         {step, {convex(line, line, "0..1", chord + " + 1")}, goal, refused},
         {step, {}, goal, refused}});
}

BOOST_AUTO_TEST_CASE(steps_about_integrals_leave_their_side_conditions) {
  const std::vector<Case> cases{
      {"antiderivative x; int(i in -1..1, (1/(i^2))); -(1/(x)); nonnegative",
       {},
       goal,
       {"x + 1 > 0, -x + 1 > 0 |- x != 0",
        "integrable(i in -1..1, (1/(i))^2) > 0, int(i in -1..1, (1/(i))^2) + 2 = 0 |- s > 0"}},
      {"antiderivative x; int(i in a..b, i); 1/2*x^2; nonnegative",
       {},
       goal,
       {" |- -a + b >= 0", "-a + x > 0, b - x > 0 |- x >= 0",
        "integrable(i in a..b, i) > 0, 1/2*a^2 - 1/2*b^2 + int(i in a..b, i) = 0 |- s > 0"}},
      {"antiderivative x; int(i in a..b, i); 1/2*x^2; nonpositive",
       {},
       goal,
       {" |- -a + b >= 0", "-a + x > 0, b - x > 0 |- -x >= 0",
        "integrable(i in a..b, i) > 0, 1/2*a^2 - 1/2*b^2 + int(i in a..b, i) = 0 |- s > 0"}},
      {"antiderivative x; int(i in a..b, i); 1/2*x^2; integrable",
       {"integrable(i in a..b, i) > 0"},
       goal,
       {" |- -a + b >= 0", "integrable(i in a..b, i) > 0, 1/2*a^2 - 1/2*b^2 + int(i in a..b, i) = 0 |- s > 0"}},
      {"antiderivative x; int(i in a..b, i); 1/2*x^2; integrable", {}, goal, {"rejected: not_integrable"}},
      {"antiderivative x; int(i in 0..b, exp(i)); arctan((1/(x))); nonnegative",
       {"b != 0"},
       goal,
       {" |- b > 0", "x > 0, b - x > 0 |- -(1/((1/(x))^2 + 1))*(1/(x))^2 - exp(x) = 0",
        "integrable(i in 0..b, exp(i)) > 0, -arctan((1/(b))) + 1/2*pi + int(i in 0..b, exp(i)) = 0 |- s > 0"}},
      {"antiderivative x; int(i in -oo..oo, (1/(i^2 + 1))); arctan(x); nonnegative",
       {},
       goal,
       {"integrable(i in -oo..oo, (1/(i^2 + 1))) > 0, -pi + int(i in -oo..oo, (1/(i^2 + 1))) = 0 |- s > 0"}},
      {"integrate x; > 0; 1; int(i in a..b, i)",
       {"integrable(i in a..b, i) > 0"},
       goal,
       {" |- -a + b > 0", "-a + x > 0, b - x > 0 |- x > 0", "int(i in a..b, i) > 0 |- s > 0"}},
      {"integrate x; >= 0; s; int(i in a..b, i)",
       {"integrable(i in a..b, i) > 0"},
       goal,
       {"-a + x > 0, b - x > 0 |- s*x >= 0", "s*int(i in a..b, i) >= 0 |- s > 0"}},
      {"dominate x; int(i in a..b, sin(i)); s; int(i in a..b, i)",
       {"integrable(i in a..b, i) > 0"},
       goal,
       {"-a + x > 0, b - x > 0 |- s*x - sin(x) >= 0", "-a + x > 0, b - x > 0 |- s*x + sin(x) >= 0",
        "integrable(i in a..b, sin(i)) > 0 |- s > 0"}},
      {"dominator x; n; dominated(sin(k*t), k, t in a..b); int(i in a..b, i)",
       {"integrable(i in a..b, i) > 0"},
       goal,
       {"-a + x > 0, b - x > 0, -n + floor(n) = 0, n - 1 >= 0 |- x - sin(n*x) >= 0",
        "-a + x > 0, b - x > 0, -n + floor(n) = 0, n - 1 >= 0 |- x + sin(n*x) >= 0",
        "dominated(sin(j*i), j, i in a..b) > 0 |- s > 0"}},
      {"exchange x; n; dominated(t/k, k, t in a..b)",
       {"dominated(t/k, k, t in a..b) > 0"},
       goal,
       {"convergent(i -> oo integer, int(j in a..b, (1/(i))*j)) > 0, integrable(i in a..b, 0) > 0, -int(i in a..b, 0) "
        "+ lim(i -> oo integer, int(j in a..b, (1/(i))*j)) = 0 |- s > 0"}},
      {"pointwise x; s",
       {},
       "eventually(t -> a+, positive, t) > 0",
       {" |- s > 0", "-a + x > 0, a + s - x > 0 |- x > 0"}},
      {"pointwise x; s",
       {},
       "eventually(t -> a-, positive, t) > 0",
       {" |- s > 0", "a - x > 0, -a + s + x > 0 |- x > 0"}},
      {"pointwise x; s",
       {},
       "eventually(t -> a, positive, t) > 0",
       {" |- s > 0", "-a + x != 0, a + s - x > 0, -a + s + x > 0 |- x > 0"}},
      {"pointwise x; s", {}, "eventually(t -> oo, positive, t) > 0", {"-s + x >= 0 |- x > 0"}},
      {"pointwise x; s",
       {},
       "eventually(t -> oo integer, positive, t) > 0",
       {"-x + floor(x) = 0, -s + x >= 0 |- x > 0"}},
      {"pointwise x; s", {}, "everywhere(t in a..b, positive, t) > 0", {"-a + x > 0, b - x > 0 |- x > 0"}},
      {"pointwise x; s", {}, "everywhere(t in a..oo, nonzero, t) > 0", {"-a + x > 0 |- x != 0"}},
      {"pointwise x; s", {}, "everywhere(t in -oo..b, nonnegative, t) > 0", {"b - x > 0 |- x >= 0"}},
      {"squeeze x; s; lim(t -> a+, t); a; x",
       {},
       goal,
       {" |- s > 0", "convergent(i -> (a)+, i) > 0, -a + lim(i -> (a)+, i) = 0 |- s > 0"}},
      {"squeeze x; s; lim(t -> oo, sin(t)*(1/(t))); -(1/(x)); (1/(x))",
       {},
       goal,
       {"-s + x >= 0 |- (1/(x))*sin(x) + (1/(x)) >= 0", "-s + x >= 0 |- -(1/(x))*sin(x) + (1/(x)) >= 0",
        "convergent(i -> oo, (1/(i))*sin(i)) > 0, lim(i -> oo, (1/(i))*sin(i)) = 0 |- s > 0"}},
      {"squeeze x; s; lim(t -> oo, t); 0; 1", {}, goal, {"rejected: no_limit"}},
      {"squeeze x; s; lim(t -> oo, arctan(t*log(a))); arctan(x*log(a)); arctan(x*log(a))",
       {"a > 0", "1 - a > 0"},
       goal,
       {"convergent(i -> oo, arctan(log(a)*i)) > 0, 1/2*pi + lim(i -> oo, arctan(log(a)*i)) = 0 |- s > 0"}},
      {"squeeze x; s; lim(t -> oo, exp(t*log(a))); exp(x*log(a)); exp(x*log(a))",
       {"a > 0", "1 - a > 0"},
       goal,
       {"convergent(i -> oo, exp(log(a)*i)) > 0, lim(i -> oo, exp(log(a)*i)) = 0 |- s > 0"}},
      {"squeeze x; s; lim(t -> oo, exp(t*log(a))); exp(x*log(a)); exp(x*log(a))",
       {"a - 1 > 0"},
       goal,
       {"rejected: no_limit"}},
      {"squeeze x; s; lim(t -> oo, exp(-t*log(a))); exp(-x*log(a)); exp(-x*log(a))",
       {"a - 1 > 0"},
       goal,
       {"convergent(i -> oo, exp(-log(a)*i)) > 0, lim(i -> oo, exp(-log(a)*i)) = 0 |- s > 0"}},
      {"continuous x; int(t in a..b, root(2, t)*log(t + s))",
       {},
       goal,
       {" |- -a + b >= 0", "-a + x >= 0, b - x >= 0 |- x >= 0", "-a + x >= 0, b - x >= 0 |- s + x > 0",
        "integrable(i in a..b, root(2, i)*log(s + i)) > 0 |- s > 0"}},
      {"continuous x; int(t in a..oo, exp(-t))", {}, goal, {"rejected: not_bounded"}},
      {"bounded-monotone x; lim(t -> oo integer, s*t); a; b; rising",
       {},
       goal,
       {" |- -a + floor(a) = 0", "-x + floor(x) = 0, -a + x >= 0 |- s >= 0",
        "-x + floor(x) = 0, -a + x >= 0 |- -s*x + b >= 0",
        "convergent(i -> oo integer, s*i) > 0, b - lim(i -> oo integer, s*i) >= 0, -a*s + lim(i -> oo integer, s*i) >= "
        "0 |- s > 0"}},
      {"bounded-monotone x; lim(t -> oo integer, s*t); 1; b; falling",
       {},
       goal,
       {"-x + floor(x) = 0, x - 1 >= 0 |- -s >= 0", "-x + floor(x) = 0, x - 1 >= 0 |- s*x - b >= 0",
        "convergent(i -> oo integer, s*i) > 0, -b + lim(i -> oo integer, s*i) >= 0, s - lim(i -> oo integer, s*i) >= 0 "
        "|- s > 0"}},
      {"oscillation x; lim(t -> a, sin(t)); a + 1/x; a - 1/x; b; s",
       {},
       goal,
       {"-x + floor(x) = 0, x - 1 >= 0 |- (1/(x)) != 0", "-x + floor(x) = 0, x - 1 >= 0 |- -(1/(x)) != 0",
        "-x + floor(x) = 0, x - 1 >= 0 |- -b + sin(a + (1/(x))) >= 0",
        "-x + floor(x) = 0, x - 1 >= 0 |- s - sin(a - (1/(x))) >= 0", " |- b - s > 0",
        "convergent(i -> (a), sin(i)) = 0 |- s > 0"}},
      {"oscillation x; lim(t -> a+, sin(t)); a + 1/x; a - 1/x; b; s",
       {},
       goal,
       {"-x + floor(x) = 0, x - 1 >= 0 |- (1/(x)) > 0", "-x + floor(x) = 0, x - 1 >= 0 |- -(1/(x)) > 0",
        "-x + floor(x) = 0, x - 1 >= 0 |- -b + sin(a + (1/(x))) >= 0",
        "-x + floor(x) = 0, x - 1 >= 0 |- s - sin(a - (1/(x))) >= 0", " |- b - s > 0",
        "convergent(i -> (a)+, sin(i)) = 0 |- s > 0"}},
      {"oscillation x; lim(t -> oo integer, sin(t)); x/2; x; b; s",
       {},
       goal,
       {"-x + floor(x) = 0, x - 1 >= 0 |- -1/2*x + floor(1/2*x) = 0",
        "-x + floor(x) = 0, x - 1 >= 0 |- -b + sin(1/2*x) >= 0", "-x + floor(x) = 0, x - 1 >= 0 |- s - sin(x) >= 0",
        " |- b - s > 0", "convergent(i -> oo integer, sin(i)) = 0 |- s > 0"}},
      {"oscillation x; lim(t -> a, sin(t)); a + 1/x; s + 1/x; b; s", {}, goal, {"rejected: no_limit"}},
      {"gaussian int(i in -oo..oo, i^2*exp(-p*i^2 + s*i))",
       {},
       goal,
       {" |- p > 0",
        "integrable(i in -oo..oo, exp(-p*i^2 + s*i)*i^2) > 0, -1/4*s^2*(1/(p))^2*root(2, "
        "(1/(p))*pi)*exp(1/4*s^2*(1/(p))) - 1/2*(1/(p))*root(2, (1/(p))*pi)*exp(1/4*s^2*(1/(p))) + int(i in -oo..oo, "
        "exp(-p*i^2 + s*i)*i^2) = 0 |- s > 0"}},
      {"gaussian int(i in 0..oo, i^5*exp(-p*i^2))",
       {},
       goal,
       {" |- p > 0",
        "integrable(i in 0..oo, exp(-p*i^2)*i^5) > 0, -(1/(p))^3 + int(i in 0..oo, exp(-p*i^2)*i^5) = 0 |- s > 0"}},
      {"split int(i in a..b, i); s",
       {"integrable(i in a..b, i) > 0"},
       goal,
       {" |- -a + s >= 0", " |- b - s >= 0",
        "integrable(i in a..b, i) > 0, integrable(i in a..s, i) > 0, integrable(i in s..b, i) > 0, int(i in a..b, i) - "
        "int(i in a..s, i) - int(i in s..b, i) = 0 |- s > 0"}},
      {"split int(i in -oo..b, i); s",
       {"integrable(i in -oo..s, i) > 0", "integrable(i in s..b, i) > 0"},
       goal,
       {" |- b - s >= 0",
        "integrable(i in -oo..b, i) > 0, integrable(i in -oo..s, i) > 0, integrable(i in s..b, i) > 0, -int(i in s..b, "
        "i) + int(i in -oo..b, i) - int(i in -oo..s, i) = 0 |- s > 0"}},
      {"split int(i in a..oo, i); s", {"integrable(i in a..s, i) > 0"}, goal, {"rejected: not_integrable"}},
      {"diverge x; int(i in a..oo, sin(i)); log(x); s; upper",
       {},
       goal,
       {"-a + x > 0, -s + x > 0 |- x > 0", "-a + x > 0, -s + x > 0 |- (1/(x)) >= 0",
        "-a + x > 0, -s + x > 0 |- -(1/(x)) + sin(x) >= 0", "integrable(i in a..oo, sin(i)) = 0 |- s > 0"}},
      {"diverge x; int(i in a..b, sin(i)); log(x - a); s; lower negative",
       {},
       goal,
       {" |- -a + b > 0", " |- s > 0", "-a + x > 0, b - x > 0, a + s - x > 0 |- -(1/(-a + x)) - sin(x) >= 0",
        "integrable(i in a..b, sin(i)) = 0 |- s > 0"}},
      {"diverge x; int(i in -oo..b, sin(i)); x; s; lower",
       {},
       goal,
       {"b - x > 0, -s - x > 0 |- sin(x) - 1 >= 0", "integrable(i in -oo..b, sin(i)) = 0 |- s > 0"}},
      {"diverge x; int(i in a..b, sin(i)); x; s; upper", {}, goal, {"rejected: no_limit"}},
      {"reindex sum(i in 1..s, i^2); p; shifted",
       {},
       goal,
       {" |- -p + floor(p) = 0",
        "-p^2*sum(i in -p + 1..-p + s, 1) - 2*p*sum(i in -p + 1..-p + s, i) + sum(i in 1..s, i^2) - sum(i in -p + "
        "1..-p + s, i^2) = 0 |- s > 0"}},
      {"reindex sum(i in 1..s, i^2); p; reflected",
       {},
       goal,
       {" |- -p + floor(p) = 0",
        "-p^2*sum(i in p - s..p - 1, 1) + 2*p*sum(i in p - s..p - 1, i) + sum(i in 1..s, i^2) - sum(i in p - s..p - 1, "
        "i^2) = 0 |- s > 0"}},
      {"tannery n; r; 1; lim(t -> oo integer, sin(t)); exp(-r); 0; n; a; b; p; s",
       {},
       goal,
       {" |- b > 0", " |- s > 0", "-n + floor(n) = 0, n - 1 >= 0 |- sin(n) - sum(i in 0..n, exp(-i)) = 0",
        "-r + floor(r) = 0, r >= 0 |- -p*exp(-r*s) + exp(-r) = 0",
        "-n + floor(n) = 0, n - 1 >= 0, -r + floor(r) = 0, r >= 0, n - r >= 0 |- a*exp(-b*r) - exp(-r) >= 0",
        "-n + floor(n) = 0, n - 1 >= 0, -r + floor(r) = 0, r >= 0, n - r >= 0 |- a*exp(-b*r) + exp(-r) >= 0",
        "convergent(i -> oo integer, sin(i)) > 0, p*(1/(exp(-s) - 1)) + lim(i -> oo integer, sin(i)) = 0 |- s > 0"}},
      {"tannery n; r; 1; lim(t -> oo integer, sin(t)); exp(-r); 0; s; a; b; p; s", {}, goal, {"rejected: no_limit"}},
      {"tannery n; r; 1; lim(t -> oo, sin(t)); exp(-r); 0; n; a; b; p; s", {}, goal, {"rejected: not_an_integral"}},
      {"tannery n; r; 1; lim(t -> oo integer, sin(t)); exp(-r); 1/2; n; a; b; p; s",
       {},
       goal,
       {"rejected: not_an_integer"}},
      {"undominated x; n; dominated(sin(k*t), k, t in a..b); s + x; log(x - a); s; lower negative",
       {},
       goal,
       {" |- -a + b > 0", " |- s > 0", "-a + x > 0, b - x > 0, a + s - x > 0 |- s + x > 0",
        "-a + x > 0, b - x > 0, a + s - x > 0, -n + floor(n) = 0, n - 1 >= 0, n - s - x >= 0, -n + s + x + 1 >= 0 |- "
        "-(1/(-a + x)) - sin(n*x) >= 0",
        "dominated(sin(j*i), j, i in a..b) = 0 |- s > 0"}},
      {"undominated x; n; dominated(k, k, t in a..oo); s; x; p; upper",
       {},
       goal,
       {"-a + x > 0, -p + x > 0 |- s > 0", "dominated(j, j, i in a..oo) = 0 |- s > 0"}},
      {"undominated x; n; dominated(k, k, t in a..oo); s; -1/x; p; upper", {}, goal, {"rejected: no_limit"}},
      {"converge x; n; lim(t -> s+, int(i in a..b, i*t)); p; int(i in a..b, i)",
       {"integrable(i in a..b, i) > 0"},
       goal,
       {" |- p > 0", "-a + x > 0, b - x > 0, n - s > 0, -n + p + s > 0 |- -n*x + x >= 0",
        "-a + x > 0, b - x > 0, n - s > 0, -n + p + s > 0 |- n*x + x >= 0",
        "convergent(i -> (s)+, int(j in a..b, j*i)) > 0, integrable(i in a..b, s*i) > 0, -int(i in a..b, s*i) + lim(i "
        "-> (s)+, int(j in a..b, j*i)) = 0 |- s > 0"}},
      {"converge x; n; lim(t -> oo integer, int(i in a..b, i/t)); p; int(i in a..b, i)",
       {"integrable(i in a..b, i) > 0"},
       goal,
       {"-a + x > 0, b - x > 0, -n + floor(n) = 0, n - p >= 0 |- -x*(1/(n)) + x >= 0",
        "-a + x > 0, b - x > 0, -n + floor(n) = 0, n - p >= 0 |- x*(1/(n)) + x >= 0",
        "convergent(i -> oo integer, int(j in a..b, (1/(i))*j)) > 0, integrable(i in a..b, 0) > 0, -int(i in a..b, 0) "
        "+ lim(i -> oo integer, int(j in a..b, (1/(i))*j)) = 0 |- s > 0"}},
      {"rescale int(i in a..b, sin(i)); p; s; 1; kept",
       {"integrable(i in a..b, sin(i)) > 0"},
       goal,
       {" |- p > 0", " |- p*s - 1 = 0",
        "integrable(i in a..b, sin(i)) > 0, integrable(i in a*s - s..b*s - s, sin(p*i + 1)) > 0, -p*int(i in a*s - "
        "s..b*s - s, sin(p*i + 1)) + int(i in "
        "a..b, sin(i)) = 0 |- s > 0"}},
      {"rescale int(i in a..oo, sin(i)); p; s; 1; reflected",
       {"integrable(i in a..oo, sin(i)) > 0"},
       goal,
       {" |- p > 0", " |- p*s - 1 = 0",
        "integrable(i in a..oo, sin(i)) > 0, integrable(i in -oo..-a*s + s, sin(-p*i + 1)) > 0, -p*int(i in -oo..-a*s "
        "+ s, sin(-p*i + 1)) + int(i in "
        "a..oo, sin(i)) = 0 |- s > 0"}},
      {"quadrature int(i in 0..1, i); 1",
       {},
       goal,
       {"integrable(i in 0..1, i) > 0, int(i in 0..1, i) - 1/2 >= 0, -int(i in 0..1, i) + 1/2 >= 0 |- s > 0"}},
      {"quadrature int(i in 0..1, i^2); 1",
       {},
       goal,
       {"integrable(i in 0..1, i^2) > 0, int(i in 0..1, i^2) - "
        "26409387504754779197847983445/79228162514264337593543950336 >= 0, -int(i in 0..1, i^2) + "
        "13204693752377389598923991723/39614081257132168796771975168 >= 0 |- s > 0"}},
      {"quadrature int(i in -1..1, abs(i)); 2",
       {},
       goal,
       {"integrable(i in -1..1, abs(i)) > 0, int(i in -1..1, abs(i)) >= 0, -int(i in -1..1, abs(i)) + 2 >= 0 |- s > "
        "0"}},
  };
  check(cases);
}

BOOST_AUTO_TEST_CASE(steps_about_sums_leave_their_side_conditions) {
  const std::string terms = "all_positive(i in a..b, exp(i)) > 0";
  const std::string above = " |- -a + s >= 0", below = " |- b - s >= 0", integer = " |- -s + floor(s) = 0";
  const std::vector<Case> cases{
      {"one-term 0; s",
       {terms, "b - a - 1 >= 0", "floor(a) - a = 0"},
       goal,
       {above, below, integer, "-exp(s) + sum(i in a..b, exp(i)) > 0 |- s > 0"}},
      {"one-term 0; s",
       {terms, "b - a - 1 >= 0"},
       goal,
       {above, below, integer, "-exp(s) + sum(i in a..b, exp(i)) >= 0 |- s > 0"}},
      {"one-term 0; s",
       {terms, "floor(a) - a = 0"},
       goal,
       {above, below, integer, "-exp(s) + sum(i in a..b, exp(i)) >= 0 |- s > 0"}},
      {"one-term 0; s",
       {"all_nonnegative(i in a..b, i) > 0", "b - a - 1 >= 0", "floor(a) - a = 0"},
       goal,
       {above, below, integer, "-s + sum(i in a..b, i) >= 0 |- s > 0"}},
      {"telescope k; a; b; k^2",
       {},
       goal,
       {" |- -a + b + 1 >= 0", " |- -a + floor(a) = 0", " |- -b + floor(b) = 0",
        "a^2 - b^2 - 2*b + sum(i in a..b, 1) + 2*sum(i in a..b, i) - 1 = 0 |- s > 0"}},
      {"telescope k; 1; b; exp(k)",
       {"b >= 0", "floor(b) - b = 0"},
       goal,
       {"exp(1) - exp(b + 1) + sum(i in 1..b, exp(i + 1)) - sum(i in 1..b, exp(i)) = 0 |- s > 0"}},
      {"swap-sums sum(i in 1..a, i*sum(j in 1..b, exp(i*j)))",
       {},
       goal,
       {"sum(i in 1..a, i*sum(j in 1..b, exp(j*i))) - sum(i in 1..b, sum(j in 1..a, exp(j*i)*j)) = 0 |- s > 0"}},
      {"swap-sums sum(i in 1..a, p*i)", {}, goal, {"rejected: not_an_atom"}},
      {"norm-bound k; spectral(i in 1..a, j in 1..b, i*exp(j)); k",
       {},
       goal,
       {"spectral(i in 1..a, j in 1..b, exp(j)*i)^2*sum(i in 1..b, i^2) - sum(i in 1..a, i^2)*sum(i in 1..b, "
        "exp(i)*i)^2 >= 0 |- s > 0"}},
      {"norm-bound k; spectral(i in 1..a, j in 1..b, exp(i*j)); k; by-rows",
       {},
       goal,
       {"spectral(i in 1..a, j in 1..b, exp(j*i))^2*sum(i in 1..a, i^2) - sum(i in 1..b, sum(j in 1..a, "
        "exp(j*i)*j)^2) >= 0 |- s > 0"}},
      {"least-bound x; spectral(i in 1..a, j in 1..b, exp(i*j)); p",
       {},
       goal,
       {" |- p >= 0", " |- p*sum(i in 1..b, x[i]^2) - sum(i in 1..a, sum(j in 1..b, exp(j*i)*x[j])^2) >= 0",
        "-spectral(i in 1..a, j in 1..b, exp(j*i))^2 + p >= 0 |- s > 0"}},
      {"identity factorial(s); 1", {}, "factorial(s) > 0", {" |- s - 1 >= 0", integer, " |- s*factorial(s - 1) > 0"}},
      {"identity log(prod(i in a..b, i)); 1",
       {},
       "log(prod(i in a..b, i)) > 0",
       {" |- all_positive(i in a..b, i) > 0", " |- sum(i in a..b, log(i)) > 0"}},
      {"identity arctan(s); 3", {}, "arctan(s) > 0", {" |- s^2 - 3 = 0", " |- 1/9*s*root(2, 3)*pi > 0"}},
      {"identity log(-p/(s - 1)); 1",
       {},
       "log(-p/(s - 1)) > 0",
       {" |- p > 0", " |- -s + 1 > 0", " |- -log(-s + 1) + log(p) > 0"}},
      {"rescale int(i in a..b, exp(i)); p; 1/p; s; kept",
       {"integrable(i in a..b, exp(i)) > 0"},
       goal,
       {" |- p > 0", " |- p*(1/(p)) - 1 = 0",
        "integrable(i in a..b, exp(i)) > 0, integrable(i in a*(1/(p)) - s*(1/(p))..b*(1/(p)) - s*(1/(p)), exp(p*i + "
        "s)) > "
        "0, -p*int(i in a*(1/(p)) - s*(1/(p))..b*(1/(p)) - s*(1/(p)), exp(p*i + s)) + int(i in a..b, exp(i)) = 0 |- s "
        "> "
        "0"}},
      {"rescale int(i in a..oo, exp(i)); p; 1/p; s; reflected",
       {"integrable(i in a..oo, exp(i)) > 0"},
       goal,
       {" |- p > 0", " |- p*(1/(p)) - 1 = 0",
        "integrable(i in a..oo, exp(i)) > 0, integrable(i in -oo..-a*(1/(p)) + s*(1/(p)), exp(-p*i + s)) > 0, "
        "-p*int(i in -oo..-a*(1/(p)) + s*(1/(p)), exp(-p*i + s)) + int(i in a..oo, exp(i)) = 0 |- s > 0"}},
      {"rescale int(i in a..b, exp(i)); p; 1/p; s; kept", {}, goal, {"rejected: not_integrable"}},
      {"have a^b > 0", {"a > 0"}, goal, {"(a)^(b) > 0 |- s > 0"}},
      {"have a^b > 0", {"a >= 0"}, goal, {" |- (a)^(b) > 0", "(a)^(b) > 0 |- s > 0"}},
      {"have prod(i in 1..b, i) > 0", {"all_positive(i in 1..b, i) > 0"}, goal, {"prod(i in 1..b, i) > 0 |- s > 0"}},
      {"have prod(i in 1..b, i) > 0",
       {"all_nonnegative(i in 1..b, i) > 0"},
       goal,
       {" |- prod(i in 1..b, i) > 0", "prod(i in 1..b, i) > 0 |- s > 0"}},
  };
  check(cases);
}

}  // namespace geq::proofs
