// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

/// Statements with certificates that the kernel accepts, and the reports made of them.

#include <stdexcept>
#include <string>
#include <vector>

#include "proofs/kernel/certificate.hpp"
#include "proofs/kernel/language/parser.hpp"
#include "proofs/render/report.hpp"

namespace geq::render::samples {

struct Sample {
  const char* name;
  const char* statement;
  const char* certificate;  ///< without the first line
};

/// Throws when the sample is not what the kernel accepts.
inline Report report_of(const Sample& sample) {
  auto statement = proofs::parse_statement(sample.statement);
  if (!statement) throw std::logic_error(std::string(sample.name) + ": " + statement.error().message);
  auto certificate =
      proofs::read_certificate(std::string("geq certificate 1\n") + sample.certificate, statement.value().variables);
  if (!certificate) throw std::logic_error(std::string(sample.name) + ": " + describe(certificate.error()));
  const auto theorem = proofs::check(statement.value(), certificate.value());
  if (!theorem) throw std::logic_error(std::string(sample.name) + ": " + describe(theorem.error()));
  const bool proved = theorem.value().kind() == proofs::Theorem::Kind::proved;
  Report report;
  report.statement = std::move(statement).value();
  report.certificate = std::move(certificate).value();
  report.verdict = proved ? Verdict::proved : Verdict::refuted;
  return report;
}

inline std::string english(const Sample& sample) { return text_report(report_of(sample), Language::english); }
inline std::string chinese(const Sample& sample) { return text_report(report_of(sample), Language::chinese); }

/// The text without line breaks and repeated blanks: sentences can be found wherever lines break.
inline std::string in_one_line(const std::string& text) {
  std::string result;
  for (const char c : text) {
    const char next = c == '\n' ? ' ' : c;
    if (next != ' ' || (!result.empty() && result.back() != ' ')) result += next;
  }
  return result;
}

inline bool says(const std::string& text, const std::string& sentence) {
  return in_one_line(text).find(sentence) != std::string::npos;
}

inline const Sample squares{"squares", "let a, b, c >= 0\nprove a^2 + b^2 + c^2 >= ab + bc + ca",
                            "prove\nsmallest c; (a c); (b c)\nsmallest b; (a b)\n"
                            "put u = a - b; v = b - c | a = c + u + v; b = c + v\nvisible\n"};
inline const Sample example_1{"example 1", "let a, b, c >= 0\nprove a^3 + b^3 + c^3 >= 3abc",
                              "prove\ncones a b c\nsplit 1 1 1\nsplit 0 1 1\nleaf\nleaf\nsplit 1 0 1\nleaf\nleaf\n"
                              "split 1 1 0\nleaf\nleaf\nend\n"};
inline const Sample example_2{"example 2",
                              "let a, b, c >= 0\n"
                              "prove (a^2+ab+b^2)*(b^2+bc+c^2)*(c^2+ca+a^2) >= (ab+bc+ca)^3",
                              "prove\nsmallest a; (a b); (a c)\nsmallest b; (b c)\n"
                              "put u = b - a; v = c - b | b = a + u; c = a + u + v\nvisible\n"};
inline const Sample example_3{"example 3", "let a, b, c >= 0\nprove 4(a+b+c)^3 >= 27(a b^2 + b c^2 + c a^2 + abc)",
                              "prove\nsmallest a; (a b c); (a c b)\n"
                              "put u = b - a; v = c - a | b = a + u; c = a + v\ngroup a 0\n"
                              "two-variables\ntwo-variables\n"};
inline const Sample example_3_cones{"example 3 by cones",
                                    "let a, b, c >= 0\nprove 4(a+b+c)^3 >= 27(a b^2 + b c^2 + c a^2 + abc)",
                                    "prove\nsmallest a; (a b c); (a c b)\n"
                                    "put u = b - a; v = c - a | b = a + u; c = a + v\n"
                                    "cones a u v ; p q r\nsplit 0 1 1\nopen\nleaf\nend\ngroup p 0\n"
                                    "combination\nadd 5; 1^1; q - r\nadd 4; 2^1; q - r\nend\n"};
inline const Sample nesbitt{"Nesbitt", "let a, b, c > 0\nprove a/(b+c) + b/(c+a) + c/(a+b) >= 3/2",
                            "prove\nclear positive positive positive\nsmallest c; (a c); (b c)\nsmallest b; (a b)\n"
                            "put u = a - b; v = b - c | a = c + u + v; b = c + v\nvisible\n"};
inline const Sample root_mean{"root", "let a, b >= 0\nprove (a + b)/2 >= sqrt(ab)",
                              "prove\ncompare-powers 2; (a + b)/2\nroot-facts sqrt(a*b)\nrewrite 3; 1\n"
                              "combination\nadd 1/4; ; a - b\nend\n"};
inline const Sample several{"several goals", "prove x^2 + y^2 >= 2xy and (x+y)^2 <= 2*(x^2+y^2)",
                            "prove\ncombination\nadd 1; ; x - y\nend\ncases x - y\ncombination\nadd 1; ; x - y\nend\n"
                            "quadratic x\n"};
inline const Sample quartic{"negate, homogenise", "prove x^4 + y^4 + 1 > x^2*y^2",
                            "prove\nnegate x\nnegate y\nhomogenise t\nhave x^2 + y^2 + t^2 > 0\ncombination\n"
                            "add 1/2; ; x^2 - y^2\nadd 1/2; ; x^2\nadd 1/2; ; y^2\nadd 1; 2^4; 1\nend\n"};
inline const Sample triangle{"triangle", "let triangle a, b, c\nprove a^2 + b^2 + c^2 < 2*(a*b + b*c + c*a)",
                             "prove\nput x = (b + c - a)/2; y = (c + a - b)/2; z = (a + b - c)/2 | a = y + z; "
                             "b = z + x; c = x + y\nvisible\n"};
inline const Sample denominators{"denominators",
                                 "let a, b > 0\nassume a*b = 1\n"
                                 "prove a/b + b/a >= 2 and a + b >= 2 and (a-b)^2/(a^2 - a*b + b^2) >= 0",
                                 "prove\nclear positive positive\ncombination\nadd 1; ; a - b\nend\n"
                                 "compare-powers 2; a + b\ncombination\nadd 1; ; a - b\nmultiple 2; 4\nend\n"
                                 "clear positive\nquadratic a\ncombination\nadd 1; ; a - b\nend\n"};
inline const Sample divided{"divide", "let x in [0, 1]\nlet y in (0, 2)\nprove x*y*(2 - y) >= 0",
                            "prove\ndivide x*y\none-variable\n"};
inline const Sample absurd{"absurd", "let x : real\nassume x >= 2\nassume x <= 1\nprove x^3 > 100",
                           "prove\nabsurd\ncombination\nadd 1; 0^1; 1\nadd 1; 1^1; 1\nadd 1; ; 1\nend\n"};
inline const Sample equations{"equations", "let x, y >= 0\nprove (x+y)^2 = x^2 + 2*x*y + y^2 and x + y + 1 != 0",
                              "prove\nboth-signs\napart positive\n"};
inline const Sample skew_cones{"skew cones", "let x, y >= 0\nprove x^2 + 3*y^2 >= 3*x*y",
                               "prove\ncones x y\nsplit 1 1\nsplit 1 2\nleaf\nleaf\nsplit 2 1\nleaf\nleaf\nend\n"};
inline const Sample schur{"Schur",
                          "let a, b, c >= 0\nprove a^3 + b^3 + c^3 + 3*a*b*c >= a*b*(a+b) + b*c*(b+c) + c*a*(c+a)",
                          "prove\ncones a b c\nsplit 1 1 1\nsplit 0 1 1\nleaf\nsame 2; 0 2 1\nsame 1; 1 0 2\n"
                          "same 1; 2 0 1\nend\n"};
inline const Sample vasile{"Vasile", "prove (a^2+b^2+c^2)^2 >= 3*(a^3 b + b^3 c + c^3 a)",
                           "prove\ncombination\nadd 1/2; ; a^2 - 2*a*b + b*c - c^2 + c*a\n"
                           "add 1/2; ; b^2 - 2*b*c + c*a - a^2 + a*b\nadd 1/2; ; c^2 - 2*c*a + a*b - b^2 + b*c\nend\n"};
inline const Sample on_a_plane{"on a plane", "let x, y, z >= 0\nassume x + y + z = 1\nprove x^2 + y^2 + z^2 >= 1/3",
                               "prove\ncombination\nadd 1/3; ; x - y\nadd 1/3; ; y - z\nadd 1/3; ; z - x\n"
                               "multiple 3; 1/3*(x + y + z) + 1/3\nend\n"};
inline const Sample cubic{"cubic", "let x > 0\nprove x^3 + 2 >= 3x", "prove\none-variable\n"};
inline const Sample long_expansion{
    "long expansion", "let a, b, c, d >= 0\nprove (a + b + c + d)^8 >= (a^2 + b^2 + c^2 + d^2)^4", "prove\nvisible\n"};
inline const Sample names{"names",
                          "let p_1, speed_of_light, alpha >= 0\n"
                          "prove p_1^2 * speed_of_light + speed_of_light*alpha^2 >= 2*p_1*speed_of_light*alpha",
                          "prove\ncombination\nadd 1; 1^1; p_1 - alpha\nend\n"};
inline const Sample on_reals{"on reals", "prove a^3 + b^3 + c^3 >= 3abc", "refute\na = -1\nb = -1\nc = 0\n"};
inline const Sample irrational{"irrational",
                               "let a, b >= 0\nassume a + b = 3\nprove sqrt(a) + sqrt(b) >= sqrt(2)*sqrt(a+b)",
                               "refute\na = 1\nb = 2\n"};
inline const Sample broken_chain{"broken chain", "let a, b, c > 0\nprove a + b <= a + b + c <= 2a + 1/4",
                                 "refute\na = 1\nb = 1\nc = 1/2\n"};

inline const Sample weighted_means{"weighted means", "let x, y > 0\nprove 2/3*x + 1/3*y + 1 >= x^(2/3)*y^(1/3)",
                                   "prove\nroot-facts root(3, x)\nname p; root(3, x)\neliminate 4; x\n"
                                   "root-facts root(3, y)\nname q; root(3, y)\neliminate 5; y\n"
                                   "means\nmean p^2*q; 2/3: 2/3*p^3; 1/3: 1/3*q^3\nend\n"};
inline const Sample absolute_value{"absolute value", "prove abs(x) >= x",
                                   "prove\ncases x\nvalue abs(x); x\nvisible\nvalue abs(x); -x\nvisible\n"};
inline const Sample each_square{"for_each_square",
                                "let n : integer >= 1\nlet x[n] : real\nprove sum(i in 1..n, x[i]^2) >= 0",
                                "prove\nfor-each k; 1; n; x[k]^2 >= 0\nsum-of 2\nvisible\n"};
inline const Sample each_by_induction{
    "for_each_by_induction",
    "let n : integer >= 1\nlet x[n] : real\nassume x[1] >= 0\nassume x[k] >= x[k-1] for k in 2..n\nprove x[n] >= 0",
    "prove\nfor-each k; 1; n; x[k] >= 0; by-induction\ninstance 3; k\ncombination\nadd 1; 8^1; 1\nadd 1; 9^1; 1\nend\n"
    "instance 4; n\nvisible\n"};
inline const Sample stretched{"norm_bound_of_a_matrix",
                              "let A : matrix(m, n)\nlet x : vector(n)\nprove dot(A*x, A*x) <= norm(A)^2*dot(x, x)",
                              "prove\nnorm-bound j; spectral(i in 1..m, j in 1..n, A[i][j]); x[j]\nvisible\n"};
inline const Sample least_stretch{
    "least_bound_of_a_matrix", "let A : matrix(m, n)\nprove norm(A)^2 <= sum(i in 1..m, sum(j in 1..n, A[i, j]^2))",
    "prove\n"
    "least-bound x; spectral(i in 1..m, j in 1..n, A[i][j]); sum(i in 1..m, sum(j in 1..n, A[i][j]^2))\n"
    "for-each i; 1; m; sum(j in 1..n, A[i][j]^2) >= 0\nfor-each j; 1; n; A[i][j]^2 >= 0\nsum-of 7\n"
    "visible\nsum-of 4\nvisible\n"
    "for-each i; 1; m; sum(j in 1..n, A[i][j]^2)*sum(j in 1..n, x[j]^2) - sum(j in 1..n, A[i][j]*x[j])^2 >= 0\n"
    "cauchy-schwarz j; 1; n; A[i][j]^2; x[j]^2; A[i][j]*x[j]\nvisible\nsum-of 4\nvisible\nvisible\n"};
inline const Sample no_terms{"count_none", "let n : integer >= 0\nprove sum(i in 1..n, 1) = n",
                             "prove\ncount 1; n\nvisible\n"};
inline const Sample last_term{
    "last_term_of_a_sum",
    "let n : integer >= 1\nlet x[n] : real\nprove sum(i in 1..n, x[i]) = sum(i in 1..n-1, x[i]) + x[n]",
    "prove\nlast-term sum(i in 1..n, x[i])\nvisible\n"};
inline const Sample telescoped{
    "telescope_between_integers",
    "let n : integer >= 1\nlet x[n] : real\nprove sum(i in 1..n-1, x[i+1]-x[i]) = x[n] - x[1]",
    "prove\ntelescope k; 1; n - 1; x[k]\nvisible\n"};
inline const Sample one_term{"one_term_of_a_sum",
                             "let n : integer >= 1\nlet x[n] >= 0\nprove sum(i in 1..n, x[i]) >= x[n]",
                             "prove\none-term 2; n\nvisible\n"};
inline const Sample swapped{"swap_sums_two",
                            "let n, m : integer >= 1\nlet p[n] : real\nlet b[m] : real\nlet x : matrix(n, m)\n"
                            "prove sum(i in 1..n, p[i]*sum(j in 1..m, x[i,j]*b[j])) = "
                            "sum(j in 1..m, b[j]*sum(i in 1..n, p[i]*x[i,j]))",
                            "prove\nswap-sums sum(i in 1..n, p[i]*sum(j in 1..m, x[i,j]*b[j]))\nvisible\n"};
inline const Sample two_values{"half_degree_two_values",
                               "let a, b, c, d : real\nprove a^4 + b^4 + c^4 + d^4 + (a + b + c + d)^4 >= 0",
                               "prove\nhalf-degree 2; a b c d\n"
                               "combination\nadd 3; ; a^2\nadd 1; ; d^2\nadd 1; ; (3*a + d)^2\nend\n"
                               "combination\nadd 2; ; a^2\nadd 2; ; c^2\nadd 1; ; (2*a + 2*c)^2\nend\n"};
inline const Sample generalised{"generalise_a_length", "let x[3] : real\nprove sum(x^2) + 1 > 0",
                                "prove\ngeneralise n; 3; sum(i in 1..n, x[i]^2) + 1 > 0; n - 1 >= 0; floor(n) - n = 0\n"
                                "for-each k; 1; n; x[k]^2 >= 0\nsum-of 2\nvisible\n"};
inline const Sample one_value{"power_sums_one_value",
                              "let n : integer >= 0\nlet x[n] >= 0\nprove sum(x)^3 + sum(x^3) >= 0",
                              "prove\npower-sums x; t; p\n"
                              "combination\nadd 1; 2^3 3^3; 1\nadd 1; 2^1 3^3; 1\nend\n"};
inline const Sample maximum{"extremum_maximum_above",
                            "let n : integer >= 1\nlet x[n] : real\nprove max(i in 1..n, x[i]) >= x[n]",
                            "prove\nextremum k; max(i in 1..n, x[i])\ninstance 7; n\nvisible\n"};
inline const Sample cauchy{"cauchy_schwarz_of_squares",
                           "let n : integer >= 1\nlet x[n], y[n] : real\nprove sum(i in 1..n, x[i]^2)*sum(i in 1..n, "
                           "y[i]^2) >= sum(i in 1..n, x[i]*y[i])^2",
                           "prove\ncauchy-schwarz k; 1; n; x[k]^2; y[k]^2; x[k]*y[k]\nvisible\n"};
inline const Sample gauss{"induction_gauss", "let n : integer >= 1\nprove 2*sum(i in 1..n, i) = n*(n+1)",
                          "prove\ninduction n; 1\nvisible\nhave n - 1 >= 0\ncombination\nadd 1; 1^1; 1\nadd 1; ; "
                          "1\nend\nlast-term sum(i in 1..n, i)\nrewrite 4; -2\nrewrite 2; -1\nvisible\n"};

inline const Sample tangent{"tangent_of_exp", "prove exp(x) >= 1 + x", "prove\ntangent exp; x; 0\nvisible\n"};
inline const Sample halved{"subdivided_interval", "let x in [0, 1]\nprove exp(x) + sin(x) > 1/2",
                           "prove\nsubdivide x . .\n"};
inline const Sample plane{"open_cells_hyperbola", "let x, y >= 0\nassume x*y > 1\nprove x + y >= 2",
                          "prove\nopen-cells x y; 2; 1/2: 1 7/4 3; 3/2: 1/4 7/12 1; 3: 1/6 1\n"};
inline const Sample plane_form{"open_cells_form", "let a, b, c : real\nprove a^2 + b^2 + c^2 >= a*b + b*c + c*a",
                               "prove\nopen-cells a b / c; ; 0: 0; 2: 0\n"};
inline const Sample saddle{"open_cells_saddle", "assume x*y > z\nprove x^2 + y^2 >= 2*z",
                           "prove\nopen-cells x y z; 0; wall x - y; 0 -1: -1 1/4 1; 0 1: -1 1/4 1\n"};
inline const Sample thin_wall{
    "open_cells_thin_wall_by_cells", "prove x^2 + y^2 + z^2 - x*y - y*z - z*x + 1 >= 0",
    "prove\nopen-cells x y z; ; thin 3*x^2 - 6*x*y + 3*y^2 + 4; 0 0: 0\nopen-cells x y; ; 0: 0\n"};
inline const Sample derivative{"monotone_above", "let x >= 0\nprove exp(x) >= 1", "prove\nmonotone x; 0; above\n"};

inline const Sample identity{"identity_exp_of_sum", "prove exp(x + y) = exp(x)*exp(y)",
                             "prove\nidentity exp(x + y); 1\nvisible\n"};
inline const Sample increasing{"increasing_exp", "assume x >= y\nprove exp(x) >= exp(y)",
                               "prove\nincreasing exp; x; y\nvisible\n"};

inline const Sample convex{"supporting_line", "let f : convex\nlet x, y : real\nprove f((x + y)/2) <= (f(x) + f(y))/2",
                           "prove\n"
                           "supporting-line s; t; f(t); 1/2*x + 1/2*y\n"
                           "instance 1; x\n"
                           "instance 1; y\n"
                           "combination\n"
                           "  add 1/2; 2^1; 1\n"
                           "  add 1/2; 3^1; 1\n"
                           "end\n"};
inline const Sample concave{"supporting_line_above", "let f : concave\nlet x : real\nprove f(x) + f(-x) <= 2*f(0)",
                            "prove\n"
                            "supporting-line s; t; -f(t); 0\n"
                            "instance 1; x\n"
                            "instance 1; -x\n"
                            "combination\n"
                            "  add 1; 2^1; 1\n"
                            "  add 1; 3^1; 1\n"
                            "end\n"};

inline const Sample gaussian_line{"gaussian_line", "prove int(x in -oo..oo, exp(-x^2)) = sqrt(pi)",
                                  "prove\n"
                                  "gaussian int(x in -oo..oo, exp(-x^2))\n"
                                  "visible\n"
                                  "gaussian int(x in -oo..oo, exp(-x^2))\n"
                                  "rewrite 3; -1\n"
                                  "visible\n"};
inline const Sample exponential_tail{"antiderivative_infinite_end",
                                     "let a > 0\n"
                                     "prove int(x in 0..oo, exp(-a*x)) = 1/a",
                                     "prove\n"
                                     "antiderivative x; int(i in 0..oo, exp(-a*i)); -(1/(a))*exp(-a*x); nonnegative\n"
                                     "clear squared\n"
                                     "visible\n"
                                     "visible\n"
                                     "antiderivative x; int(i in 0..oo, exp(-a*i)); -(1/(a))*exp(-a*x); nonnegative\n"
                                     "forget 2\n"
                                     "clear squared\n"
                                     "visible\n"
                                     "rewrite 4; -1\n"
                                     "forget 2 3 4\n"
                                     "visible\n"};
inline const Sample variational{
    "integrate_variational_bound",
    "let c >= 0\n"
    "prove int(x in -oo..oo, exp(-x^2 - c*x^4)) >= sqrt(pi)*exp(-3*c/4)",
    "prove\n"
    "gaussian int(i in -oo..oo, exp(-i^2))\n"
    "dominate x; int(i in -oo..oo, exp(-c*i^4 - i^2)); 1; int(i in -oo..oo, exp(-i^2))\n"
    "forget 2 3\n"
    "increasing exp; -x^2; -c*x^4 - x^2\n"
    "visible\n"
    "visible\n"
    "gaussian int(i in -oo..oo, -c*exp(-i^2 - 3/4*c)*i^4 + 3/4*c*exp(-i^2 - 3/4*c) + exp(-i^2 -"
    " 3/4*c))\n"
    "integrate x; >= 0; 1; int(i in -oo..oo, exp(-c*i^4 - i^2)); -1; int(i in -oo..oo, -c*exp(-"
    "i^2 - 3/4*c)*i^4 + 3/4*c*exp(-i^2 - 3/4*c) + exp(-i^2 - 3/4*c))\n"
    "forget 2 3 4\n"
    "tangent exp; -c*x^4 - x^2; -x^2 - 3/4*c\n"
    "visible\n"
    "have 0 >= 0\n"
    "combination\n"
    "  add 1; 5^1; 1\n"
    "  add 1; 6^1; 1\n"
    "  multiple 4; 1\n"
    "end\n"};
inline const Sample leading_terms{
    "squeeze_leading_terms", "prove lim(n -> oo, n^3/(1+n^4)) = 0",
    "prove\n"
    "pointwise x; 1\n"
    "squeeze n; 1; lim(i -> oo, (1/(i^4 + 1))*i^3); n^3*(1/(n^4 + 1)); n^3*(1/(n^4 + 1))\n"
    "visible\n"
    "squeeze n; 1; lim(i -> oo, (1/(i^4 + 1))*i^3); n^3*(1/(n^4 + 1)); n^3*(1/(n^4 + 1))\n"
    "rewrite 3; -1\n"
    "forget 0 1 2 3\n"
    "visible\n"};
inline const Sample dominator{"dominator_constant", "prove dominated(n^2/(n^2 + 1 + x^2), n, x in 0..1)",
                              "prove\n"
                              "pointwise m; 1\n"
                              "pointwise l; 1\n"
                              "antiderivative p; int(i in 0..1, 1); p; nonnegative\n"
                              "dominator q; r; dominated(k^2/(k^2 + 1 + t^2), k, t in 0..1); int(i in 0..1, 1)\n"
                              "clear positive\n"
                              "visible\n"
                              "visible\n"};
inline const Sample inverse_root{"pointwise_inside", "prove int(x in 0..1, x^(-1/2)) = 2",
                                 "prove\n"
                                 "pointwise x; 1\n"
                                 "antiderivative x; int(i in 0..1, (1/(root(2, i)))); 2*root(2, x); nonnegative\n"
                                 "clear squared squared\n"
                                 "root-facts root(2, x)\n"
                                 "rewrite 2; -x*root(2, x)\n"
                                 "visible\n"
                                 "visible\n"
                                 "antiderivative x; int(i in 0..1, (1/(root(2, i)))); 2*root(2, x); nonnegative\n"
                                 "forget 0 1\n"
                                 "clear squared squared\n"
                                 "root-facts root(2, x)\n"
                                 "rewrite 2; -x*root(2, x)\n"
                                 "visible\n"
                                 "rewrite 3; -1\n"
                                 "forget 0 1 2 3\n"
                                 "visible\n"};
inline const Sample split_interval{"split_in_two", "prove int(x in 0..2, 1) = int(x in 0..1, 1) + int(x in 1..2, 1)",
                                   "prove\n"
                                   "antiderivative x; int(t in 0..2, 1); x; nonnegative\n"
                                   "visible\n"
                                   "antiderivative x; int(t in 0..1, 1); x; nonnegative\n"
                                   "visible\n"
                                   "antiderivative x; int(t in 1..2, 1); x; nonnegative\n"
                                   "visible\n"
                                   "split int(t in 0..2, 1); 1\n"
                                   "visible\n"};
inline const Sample midpoints{"quadrature_bell", "prove int(x in 0..1, exp(-x^2)) > 7468/10000",
                              "prove\n"
                              "antiderivative x; int(i in 0..1, 1); x; nonnegative\n"
                              "dominate x; int(i in 0..1, exp(-i^2)); 1; int(i in 0..1, 1)\n"
                              "forget 0 1\n"
                              "increasing exp; 0; -x^2\n"
                              "visible\n"
                              "visible\n"
                              "quadrature int(i in 0..1, exp(-i^2)); 20\n"
                              "have 591067529300698970671785047/49517601571415210995964968960000 > 0\n"
                              "combination\n"
                              "  add 1; 2^1; 1\n"
                              "  add 1; 4^1; 1\n"
                              "end\n"};
inline const Sample diverging{"diverge_harmonic", "prove x^2 >= 0",
                              "prove\n"
                              "diverge y; int(t in 0..oo, 1); y; 0; upper\n"
                              "visible\n"};
inline const Sample unbounded{"unbounded_square", "let x >= 0\nprove x >= 0",
                              "prove\n"
                              "unbounded n; lim(t -> oo, t^2); 1; n^2; positive\n"
                              "visible\n"};
inline const Sample continuous{"continuous_gaussian", "let x >= 0\nprove x >= 0",
                               "prove\n"
                               "continuous y; int(t in 0..1, exp(-t^2))\n"
                               "visible\n"};
inline const Sample monotone{"bounded_monotone_constant", "let x >= 0\nprove x >= 0",
                             "prove\n"
                             "bounded-monotone n; lim(t -> oo integer, 2); 1; 3; rising\n"
                             "visible\n"};
inline const Sample oscillating{"oscillation_of_the_sign", "prove x^2 >= 0",
                                "prove\n"
                                "oscillation n; lim(t -> 0, abs(t)*(1/t)); 1/n; -1/n; 1; -1\n"
                                "have n > 0\n"
                                "combination\n"
                                "  add 1; 1^1; 1\n"
                                "  add 1; ; 1\n"
                                "end\n"
                                "visible\n"
                                "have n > 0\n"
                                "combination\n"
                                "  add 1; 1^1; 1\n"
                                "  add 1; ; 1\n"
                                "end\n"
                                "visible\n"
                                "have n > 0\n"
                                "combination\n"
                                "  add 1; 1^1; 1\n"
                                "  add 1; ; 1\n"
                                "end\n"
                                "value abs(1/n); 1/n\n"
                                "clear positive\n"
                                "visible\n"
                                "have n > 0\n"
                                "combination\n"
                                "  add 1; 1^1; 1\n"
                                "  add 1; ; 1\n"
                                "end\n"
                                "value abs(-(1/n)); 1/n\n"
                                "clear positive\n"
                                "visible\n"
                                "visible\n"};
inline const Sample rounded{"floor_facts_below", "prove floor(x) <= x",
                            "prove\n"
                            "floor-facts floor(x)\n"
                            "visible\n"};
inline const Sample backwards{"reindex_backwards",
                              "let n : integer >= 1\n"
                              "let x[n] : real\n"
                              "prove sum(i in 1..n, x[i]) = sum(i in 1..n, x[n+1-i])",
                              "prove\n"
                              "reindex sum(i in 1..n, x[i]); n + 1; reflected\n"
                              "visible\n"};
inline const Sample series_limit{
    "tannery_geometric", "prove lim(n -> oo, sum(k in 0..n, exp(-k))) = 1/(1 - exp(-1))",
    "prove\n"
    "tannery n; r; 1; lim(i -> oo integer, sum(j in 0..i, exp(-j))); exp(-r); 0; n; 1; 1; 1; 1\n"
    "visible\n"
    "tannery n; r; 1; lim(i -> oo integer, sum(j in 0..i, exp(-j))); exp(-r); 0; n; 1; 1; 1; 1\n"
    "rewrite 3; -1\n"
    "forget 1 2 3\n"
    "visible\n"};
inline const Sample exchanged{"exchange_constant", "prove dominated(n^2/(n^2 + 1 + x^2), n, x in 0..1)",
                              "prove\n"
                              "pointwise m; 1\n"
                              "pointwise l; 1\n"
                              "antiderivative p; int(i in 0..1, 1); p; nonnegative\n"
                              "dominator q; r; dominated(k^2/(k^2 + 1 + t^2), k, t in 0..1); int(i in 0..1, 1)\n"
                              "clear positive\n"
                              "visible\n"
                              "exchange s; u; dominated(k^2/(k^2 + 1 + t^2), k, t in 0..1)\n"
                              "visible\n"};
inline const Sample not_bounded_together{"undominated_constants", "prove x^2 >= 0",
                                         "prove\n"
                                         "undominated y; m; dominated(k, k, t in 0..1); 1/y; log(y); 1; lower\n"
                                         "visible\n"};
inline const Sample converging{"converge_to_one", "prove x^2 >= 0",
                               "prove\n"
                               "antiderivative p; int(i in 0..1, 1); p; nonnegative\n"
                               "converge q; r; lim(i -> 0+, int(t in 0..1, 1/(1 + i*t))); 1; int(i in 0..1, 1)\n"
                               "clear positive\n"
                               "visible\n"
                               "visible\n"};
inline const Sample reflected{"rescale_reflected", "prove int(x in -1..0, 1) = 1",
                              "prove\n"
                              "antiderivative p; int(i in 0..1, 1); p; nonnegative\n"
                              "rescale int(i in 0..1, 1); 1; 1; 0; reflected\n"
                              "visible\n"
                              "antiderivative p; int(i in 0..1, 1); p; nonnegative\n"
                              "rescale int(i in 0..1, 1); 1; 1; 0; reflected\n"
                              "rewrite 5; 1\n"
                              "rewrite 2; -1\n"
                              "visible\n"};

inline const std::vector<Sample>& proofs_of_all_kinds() {
  static const std::vector<Sample> all{
      squares,        example_1,         example_2,   example_3,      example_3_cones, nesbitt,
      root_mean,      several,           quartic,     triangle,       denominators,    divided,
      absurd,         equations,         skew_cones,  schur,          vasile,          on_a_plane,
      cubic,          long_expansion,    names,       weighted_means, absolute_value,  each_square,
      no_terms,       each_by_induction, stretched,   least_stretch,  last_term,       telescoped,
      one_term,       swapped,           two_values,  one_value, generalised,     maximum,         cauchy,
      gauss,          tangent,           halved,      plane,          plane_form,      saddle,
      thin_wall,      derivative,        identity,    increasing,     convex,          concave,
      gaussian_line,  exponential_tail,  variational, leading_terms,  dominator,       inverse_root,
      split_interval, midpoints,         diverging,   unbounded,      continuous,      monotone,
      oscillating,    rounded,           backwards,   series_limit,   exchanged,       not_bounded_together,
      converging,     reflected};
  return all;
}

inline const std::vector<Sample>& refutations() {
  static const std::vector<Sample> all{on_reals, irrational};
  return all;
}

}  // namespace geq::render::samples
