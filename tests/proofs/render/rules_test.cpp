// SPDX-License-Identifier: GPL-3.0-or-later
#include <boost/test/unit_test.hpp>
#include <set>

#include "proofs/render/trace.hpp"
#include "samples.hpp"

using namespace geq;
using namespace geq::render;
using namespace geq::render::samples;

BOOST_AUTO_TEST_SUITE(rules)

BOOST_AUTO_TEST_CASE(clear) {
  const std::string text = english(nesbitt);
  BOOST_TEST(says(text, "Let f = a/(b + c) + b/(c + a) + c/(a + b) - 3/2. We show f >= 0 for a, b, c > 0."));
  BOOST_TEST(says(text, "1. Multiply by (a + b)*(a + c)*(b + c), which is positive. It remains to show g >= 0, where"));
  BOOST_TEST(says(text, "and u, v >= 0 and c > 0, hence g >= 0."));
  const std::string other = english(denominators);
  BOOST_TEST(says(other, "with a*b = 1, where a^2 + b^2 != a*b."));
  BOOST_TEST(says(other, "For this the signs of the denominators are needed: a^2 + b^2 >= a*b."));
  BOOST_TEST(says(other, "- Claim r >= 0, where r = a^2 - a*b + b^2:"));
}

BOOST_AUTO_TEST_CASE(roots) {
  const std::string text = english(root_mean);
  BOOST_TEST(says(text, "For 1/2*a + 1/2*b >= sqrt(a*b) it is enough that (1/2*a + 1/2*b)^2 >= sqrt(a*b)^2, as"));
  BOOST_TEST(says(text, "By the definition of the root, sqrt(a*b)^2 = a*b and sqrt(a*b) >= 0."));
  BOOST_TEST(says(text, "Use sqrt(a*b)^2 = a*b. Then g = 1/4*a^2 - 1/2*a*b + 1/4*b^2."));
  BOOST_TEST(says(text, "g = 1/4*(a - b)^2; no term is negative, hence g >= 0."));
}

BOOST_AUTO_TEST_CASE(cases_and_quadratic) {
  const std::string text = english(several);
  BOOST_TEST(says(text, "Now let g = 2*(x^2 + y^2) - (x + y)^2. We show g >= 0."));
  BOOST_TEST(says(text, "2. Either x >= y or x <= y."));
  BOOST_TEST(says(text, "- Case x <= y:"));
  BOOST_TEST(says(text,
                  "As a quadratic in x, g = A*x^2 + B*x + C with A = 1, B = -2*y, C = y^2 and D = 4*A*C - B^2 = "
                  "0; it has no negative values if none of A, C, D is negative."));
}

BOOST_AUTO_TEST_CASE(negate_and_homogenise) {
  const std::string text = english(quartic);
  BOOST_TEST(says(text, "1. f does not change when x is replaced by -x, so let x >= 0."));
  BOOST_TEST(says(text,
                  "with powers of a new variable t > 0 until all have the same degree; what is to be shown is the "
                  "case t = 1."));
  BOOST_TEST(says(text, "4. Note that t^2 + x^2 + y^2 > 0."));
  BOOST_TEST(says(text, "no term is negative and t^4 > 0, hence g > 0."));
  BOOST_TEST(!says(text, "Equality"));
}

BOOST_AUTO_TEST_CASE(other_domains) {
  const std::string text = english(triangle);
  BOOST_TEST(says(text, "We show f > 0 for the side lengths a, b, c of a triangle."));
  BOOST_TEST(says(text, "Put a = y + z, b = x + z, c = x + y with x, y, z > 0. Then f = 4*x*y + 4*x*z + 4*y*z."));
  BOOST_TEST(says(english(divided), "for x in [0, 1] and y in (0, 2)."));
}

BOOST_AUTO_TEST_CASE(divide_and_one_variable) {
  const std::string text = english(divided);
  BOOST_TEST(says(text, "f = x*y*g and x*y >= 0. It remains to show g >= 0, where g = 2 - y."));
  BOOST_TEST(says(text,
                  "g does not change its sign for 0 < y < 2 (by Sturm's theorem it has no zero of odd "
                  "multiplicity inside), and g(1) = 1 > 0; hence g >= 0."));
}

BOOST_AUTO_TEST_CASE(supporting_lines) {
  const std::string text = english(convex);
  BOOST_TEST(says(text, "for all real x, y and all convex functions f."));
  BOOST_TEST(says(text,
                  "As f(t) is convex in t, some line through its point at 1/2*x + 1/2*y lies below its graph: f(t) >= "
                  "f(1/2*x + 1/2*y) + s*(t - 1/2*x - 1/2*y) for all t."));
  BOOST_TEST(says(text, "At x the inequality for all numbers says 1/2*s*y + f(x) >= 1/2*s*x + f(1/2*x + 1/2*y)."));
  BOOST_TEST(says(english(concave), "lies above its graph: f(t) <= f(0) - s*t for all t."));
}

BOOST_AUTO_TEST_CASE(contradiction) {
  const std::string text = english(samples::absurd);
  BOOST_TEST(says(text, "We show f > 0 for x >= 2 and x <= 1."));
  BOOST_TEST(says(text, "Suppose that f <= 0; we derive 0 > 0, which is impossible."));
  BOOST_TEST(says(text,
                  "0 = (x - 2) + (1 - x) + 1, where x >= 2 and x <= 1. The right side is positive: a "
                  "contradiction."));
}

BOOST_AUTO_TEST_CASE(equations_and_inequations) {
  const std::string text = english(equations);
  BOOST_TEST(says(text, "1. All terms cancel, hence f = 0."));
  BOOST_TEST(says(text,
                  "2. For g != 0 it is enough that g > 0. Every coefficient is >= 0 and x, y >= 0; moreover 1 > "
                  "0, hence g > 0."));
}

BOOST_AUTO_TEST_CASE(multiples_of_equations) {
  BOOST_TEST(says(english(on_a_plane),
                  "+ (1/3*x + 1/3*y + 1/3*z + 1/3)*(x + y + z - 1). As x + y + z = 1, the last "
                  "term is 0; no other term is negative, hence f >= 0."));
}

BOOST_AUTO_TEST_CASE(cones_that_are_no_orders) {
  const std::string text = english(skew_cones);
  BOOST_TEST(says(text, "- If y >= 3*x, put y = u + 3*x with u >= 0; then f = 3*u^2 + 15*u*x + 19*x^2."));
  BOOST_TEST(says(text, "Equality: only when all variables are 0."));
}

BOOST_AUTO_TEST_CASE(repeated_forms) {
  const std::string text = english(schur);
  BOOST_TEST(says(text, "- Cone 2: if a <= c <= b, put"));
  BOOST_TEST(says(text, "f is then as on cone 1."));
  BOOST_TEST(says(text, "f is then as on cones 1 to 2 together."));
}

BOOST_AUTO_TEST_CASE(many_cones_are_folded) {
  // Edge bisections of the quadrant: 2^5 cones.
  std::string tree;
  const auto split = [&tree](const auto& self, int depth) -> void {
    if (depth == 0) {
      tree += "leaf\n";
      return;
    }
    tree += "split 1 1\n";
    self(self, depth - 1);
    self(self, depth - 1);
  };
  split(split, 5);
  const std::string certificate = "prove\ncones x y\n" + tree + "end\n";
  const Sample sample{"many cones", "let x, y >= 0\nprove x^2 + x*y + y^2 >= 0", certificate.c_str()};
  const std::string text = english(sample);
  BOOST_TEST(says(text, "After such cuts there are 32 cones."));
  BOOST_TEST(says(text, "The matrices of the cones are in the appendix."));
  BOOST_TEST(says(text, "32. ["));
  tree.clear();
  split(split, 9);
  const std::string larger = "prove\ncones x y\n" + tree + "end\n";
  const std::string counted = english({"more cones", "let x, y >= 0\nprove x^2 + x*y + y^2 >= 0", larger.c_str()});
  BOOST_TEST(says(counted, "512 cones"));
  BOOST_TEST(!says(counted, "Appendix"));
}

BOOST_AUTO_TEST_CASE(deep_cases_end) {
  std::string certificate = "prove\n";
  for (int i = 0; i < 100; ++i) certificate += "cases x - " + std::to_string(i) + "\n";
  for (int i = 0; i <= 100; ++i) certificate += "visible\n";
  const std::string text = english({"deep", "let x : real\nprove x^2 >= 0", certificate.c_str()});
  BOOST_TEST(says(text, "The cases go on; geq-check checks them."));
}

BOOST_AUTO_TEST_CASE(every_rule_has_been_rendered) {
  std::set<std::string> seen;
  for (const Sample& sample : proofs_of_all_kinds()) {
    const Report report = report_of(sample);
    for (const TraceNode& node : replay(report.statement, std::get<proofs::Proof>(*report.certificate)).nodes) {
      const std::string text = to_text(node.step);
      seen.insert(text.substr(0, text.find_first_of(" \n")));
    }
  }
  seen.insert("forget");  // says nothing
  BOOST_TEST(seen.size() == std::variant_size_v<proofs::Rule>);
}

BOOST_AUTO_TEST_SUITE_END()
