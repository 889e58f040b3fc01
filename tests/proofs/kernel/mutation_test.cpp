// SPDX-License-Identifier: GPL-3.0-or-later
/// The kernel does not believe: certificates changed at random, and certificates offered for other statements.
#define BOOST_TEST_MODULE mutation
#include <boost/test/unit_test.hpp>
#include <map>

#include "proofs/kernel/enclosure.hpp"
#include "proofs/kernel/language/printer.hpp"
#include "proofs/kernel/work.hpp"
#include "tests/proofs/kernel/cases.hpp"
#include "tests/proofs/kernel/random_source.hpp"

namespace geq::proofs {

namespace {

constexpr std::size_t mutations_in_all = 400000;
constexpr std::uint64_t work_for_one =
    50'000'000;  // a mutation can make a certificate long to check: it is then refused

struct Subject {
  std::string name;
  Statement statement;
  std::string certificate;
  Theorem::Kind kind;
};

/// What is accepted under examples and among the cases here. Certificates that take long are left to other tests.
std::vector<Subject> subjects() {
  std::vector<Case> found = cases_under(fs::path(GEQ_KERNEL_CASES) / "proved");
  for (const Case& one : cases_under(fs::path(GEQ_KERNEL_CASES) / "refuted")) found.push_back(one);
  for (const Case& one : cases_under(GEQ_EXAMPLES)) found.push_back(one);
  std::vector<Subject> result;
  for (const Case& one : found) {
    fs::path statement_path = one.statement;
    if (!fs::exists(statement_path)) statement_path = one.certificate.parent_path() / "statement.geq";
    const auto statement = parse_statement(contents(statement_path));
    BOOST_TEST_REQUIRE(statement.has_value(), statement_path.string());
    const std::string text = contents(one.certificate);
    const auto certificate = read_certificate(text, statement.value().variables);
    BOOST_TEST_REQUIRE(certificate.has_value(), one.certificate.string());
    const auto theorem = check(statement.value(), certificate.value());
    BOOST_TEST_REQUIRE(theorem.has_value(), one.certificate.string());
    if (text.size() < 8000)
      result.push_back({one.certificate.string(), statement.value(), text, theorem.value().kind()});
  }
  return result;
}

std::vector<std::string> split(const std::string& text, char separator) {
  std::vector<std::string> parts(1);
  for (const char c : text) {
    if (c == separator)
      parts.emplace_back();
    else
      parts.back() += c;
  }
  return parts;
}

std::string join(const std::vector<std::string>& parts, char separator) {
  std::string text;
  for (std::size_t i = 0; i < parts.size(); ++i) text += (i == 0 ? "" : std::string(1, separator)) + parts[i];
  return text;
}

class Mutator {
 public:
  Mutator(RandomSource& random, const std::vector<Subject>& all) : random_(random) {
    for (const Subject& subject : all)
      for (const std::string& line : split(subject.certificate, '\n')) {
        lines_.push_back(line);
        for (const std::string& token : split(line, ' ')) tokens_.push_back(token);
      }
  }

  std::string mutate(const std::string& text) {
    std::vector<std::string> lines = split(text, '\n');
    const std::size_t place = random_.below(lines.size());
    switch (random_.below(10)) {
      case 0:
        std::swap(lines[place], lines[random_.below(lines.size())]);
        break;
      case 1:
        lines.erase(lines.begin() + static_cast<long>(place));
        break;
      case 2:
        lines.insert(lines.begin() + static_cast<long>(place), random_.one_of(lines));
        break;
      case 3:
        lines[place] = random_.one_of(lines_);
        break;
      case 4:
        return text.substr(0, random_.below(text.size()));
      case 5:
        return with_number_changed(text);
      case 6:
        return with_names_swapped(text);
      case 7:
        return with_character_changed(text);
      case 8:
        lines.insert(lines.begin() + static_cast<long>(place), random_.one_of(lines_));
        break;
      default:
        lines[place] = with_token_changed(lines[place]);
        break;
    }
    return join(lines, '\n');
  }

 private:
  std::string with_token_changed(const std::string& line) {
    std::vector<std::string> tokens = split(line, ' ');
    std::string& token = tokens[random_.below(tokens.size())];
    if (random_.chance(5))
      token.clear();
    else
      token = random_.one_of(tokens_);
    return join(tokens, ' ');
  }

  std::string with_number_changed(std::string text) {
    std::vector<std::size_t> digits;
    for (std::size_t i = 0; i < text.size(); ++i)
      if (text[i] >= '0' && text[i] <= '9') digits.push_back(i);
    if (digits.empty()) return text;
    const std::size_t place = random_.one_of(digits);
    if (random_.chance(6)) return text.insert(place, random_.chance(2) ? "-" : "1");
    text[place] = static_cast<char>('0' + random_.below(10));
    return text;
  }

  std::string with_names_swapped(std::string text) {
    const auto letter = [&] { return static_cast<char>('a' + random_.below(26)); };
    std::vector<char> used;
    for (const char c : text)
      if (c >= 'a' && c <= 'z') used.push_back(c);
    const char one = random_.one_of(used);
    const char other = random_.chance(3) ? letter() : random_.one_of(used);
    const bool everywhere = random_.chance(2);
    const std::size_t from = random_.below(text.size());
    for (std::size_t i = everywhere ? 0 : from; i < text.size(); ++i) {
      const bool alone = (i == 0 || text[i - 1] < 'a') && (i + 1 == text.size() || text[i + 1] < 'a');
      if (!alone) continue;
      if (text[i] == one)
        text[i] = other;
      else if (text[i] == other)
        text[i] = one;
      else
        continue;
      if (!everywhere) break;
    }
    return text;
  }

  std::string with_character_changed(std::string text) {
    static const std::string characters = "+-*/^()=<>!;|,. \n\t#0123456789abcxyz_\\{}\xff";
    text[random_.below(text.size())] = characters[random_.below(characters.size())];
    return text;
  }

  RandomSource& random_;
  std::vector<std::string> lines_, tokens_;
};

/// "malformed", the reason, or "accepted"; the theorem, if there is one, is about the statement and of the right kind.
std::string outcome(const Subject& subject, const std::string& text) {
  const WorkLimit limit(work_for_one);
  const auto certificate = read_certificate(text, subject.statement.variables);
  if (!certificate) return "malformed";
  const auto theorem = check(subject.statement, certificate.value());
  if (!theorem) return std::string(to_text(theorem.error().reason));
  BOOST_TEST((theorem.value().statement() == subject.statement), subject.name << "\n" << text);
  BOOST_TEST((theorem.value().kind() == subject.kind), subject.name << "\n" << text);
  return "accepted";
}

}  // namespace

BOOST_AUTO_TEST_CASE(changed_certificates_are_refused_or_prove_the_same_statement) {
  RandomSource random("mutations");
  const std::vector<Subject> all = subjects();
  Mutator mutator(random, all);
  std::map<std::string, std::size_t> outcomes;
  const std::size_t each = mutations_in_all / all.size() + 1;
  std::size_t unchanged = 0;
  for (const Subject& subject : all)
    for (std::size_t i = 0; i < each; ++i) {
      std::string text = mutator.mutate(subject.certificate);
      if (random.chance(3)) text = text.empty() ? text : mutator.mutate(text);
      if (text == subject.certificate)
        ++unchanged;
      else
        ++outcomes[outcome(subject, text)];
    }
  std::size_t total = 0;
  for (const auto& [name, count] : outcomes) {
    BOOST_TEST_MESSAGE(count << " " << name);
    total += count;
  }
  BOOST_TEST_MESSAGE(total << " mutations of " << all.size() << " certificates, " << unchanged
                           << " without effect left out");
  BOOST_TEST(total >= 100000U);
  BOOST_TEST(outcomes["accepted"] < total / 2);
}

namespace {

/// A certificate of a true statement (a case under proved/) and a false statement that differs in one number or sign.
struct FalseClaim {
  std::string name;
  std::string statement;
  Point counterexample;
};

std::vector<FalseClaim> false_claims() {
  const std::string abc = "let a, b, c >= 0\nprove ";
  return {
      {"visible_products", "let a, b >= 0\nprove a*b + 2*a + 0 > 0\n", {{"a", 0}, {"b", 0}}},
      {"smallest_difference_substitution",
       "let a, b, c : real\nprove a^2 + b^2 + c^2 >= a*b + b*c + 2*c*a\n",
       {{"a", 1}, {"b", 1}, {"c", 1}}},
      {"smallest_cyclic", abc + "a^3 + b^3 + c^3 >= a^2*b + b^2*c + 2*c^2*a\n", {{"a", 1}, {"b", 1}, {"c", 1}}},
      {"clear_nesbitt", "let a, b, c > 0\nprove a/(b+c) + b/(c+a) + c/(a+b) >= 8/5\n", {{"a", 1}, {"b", 1}, {"c", 1}}},
      {"combination_squares", "prove a^2 + b^2 + c^2 >= a*b + b*c + 2*c*a\n", {{"a", 1}, {"b", 1}, {"c", 1}}},
      {"combination_equations",
       "assume a + b = 1\nprove a^2 + b^2 >= 3/4\n",
       {{"a", Rational(1) / 2}, {"b", Rational(1) / 2}}},
      {"compare_powers_am_gm", "let a, b >= 0\nprove (a + b)/3 >= sqrt(a*b)\n", {{"a", 1}, {"b", 1}}},
      {"root_facts_cube_root", "assume x >= 7\nprove cbrt(x) >= 2\n", {{"x", 7}}},
      {"value_absolute_values", "prove abs(x) + abs(y) >= x - 2*y\n", {{"x", 0}, {"y", -1}}},
      {"value_of_min_in_a_fact", "assume min(a, b) >= 0\nprove a + b >= 1\n", {{"a", 0}, {"b", 0}}},
      {"value_of_a_root", "let x >= 0\nlet y : real\nprove sqrt(x^2*y^4) = 2*x*y^2\n", {{"x", 1}, {"y", 1}}},
      {"means_with_a_circuit_number", "prove x^4 + 4*y^4 >= 5*x^2*y^2\n", {{"x", 5}, {"y", 4}}},
      {"one_variable_double_roots", "prove x^4 - 3*x^2 + 1 >= 0\n", {{"x", 1}}},
      {"one_variable_half_line", "let x > 1\nprove x^2 - 3*x + 2 > 0\n", {{"x", Rational(3) / 2}}},
      {"two_variables_even", "prove x^4 + y^4 >= 3*x^3*y\n", {{"x", 1}, {"y", 1}}},
      {"two_variables_strict", "let x, y > 0\nprove 2*x^3 + y^3 > 3*x*y^2\n", {{"x", 1}, {"y", 1}}},
      {"open_cells_two_squares", "prove x^2 - 2*x*y + 2*y^2 - 2*y + 1/2 >= 0\n", {{"x", 1}, {"y", 1}}},
      {"open_cells_hyperbola",
       "let x, y >= 0\nassume x*y > 1\nprove x + y >= 3\n",
       {{"x", Rational(11) / 10}, {"y", Rational(11) / 10}}},
      {"open_cells_saddle", "assume x*y > z\nprove x^2 + y^2 >= 3*z\n", {{"x", 1}, {"y", 1}, {"z", Rational(5) / 6}}},
      {"open_cells_thin_wall_in_a_quadrant",
       "let x, y >= 0\nlet z : real\nprove z^2 + x*y >= 1\n",
       {{"x", 0}, {"y", 0}, {"z", 0}}},
      {"group_by_the_smallest",
       "let a, u, v >= 0\nprove a*(u^2 - 3*u*v + v^2) + (u - v)^2*(5*u + 4*v) >= 0\n",
       {{"a", 1}, {"u", 1}, {"v", 1}}},
      {"quadratic_in_one", "prove x^2 + 5*x*y + y^2 + x + y + 1 >= 0\n", {{"x", 1}, {"y", -1}}},
      {"cones_leaf", abc + "a*b + b*c - c*a >= 0\n", {{"a", 1}, {"b", 0}, {"c", 1}}},
      {"cones_schur_same",
       abc + "a^3 + b^3 + c^3 + 2*a*b*c >= a^2*(b + c) + b^2*(c + a) + c^2*(a + b)\n",
       {{"a", 1}, {"b", 1}, {"c", 1}}},
      {"cones_open", "let a, b >= 0\nprove (a - b)^2*(a - 2*b) >= 0\n", {{"a", 0}, {"b", 1}}},
      {"cones_strict_positive_columns", "let a, b > 0\nprove a^2 + b^2 > 2*a*b\n", {{"a", 1}, {"b", 1}}},
      {"cones_strict_open", "let a > 0\nlet b >= 0\nprove a^2 - 2*a*b + b^2 > 0\n", {{"a", 1}, {"b", 1}}},
      {"triangle", "let triangle a, b, c\nprove a*(b + c - a) + b*(c + a - 3*b) > 0\n", {{"a", 1}, {"b", 5}, {"c", 5}}},
      {"undefined_points_do_not_count", "prove x/x = 2\n", {{"x", 1}}},
      {"both_signs_of_an_equation", "assume x >= 1\nassume x <= 2\nprove x = 1\n", {{"x", 2}}},
      {"absurd_hypotheses", "assume x > 1\nassume x < 3\nprove x^2 + y >= 5\n", {{"x", 2}, {"y", 0}}},
      {"visible_not_zero_and_nonnegative", "let a >= -1\nassume a != 0\nprove 1/a > 0\n", {{"a", -1}}},
  };
}

bool is_false_at(const Statement& statement, const Point& point) {
  const auto theorem = check(statement, Refutation{{point.begin(), point.end()}});
  return theorem.has_value() && theorem.value().kind() == Theorem::Kind::refuted;
}

}  // namespace

BOOST_AUTO_TEST_CASE(certificates_of_true_statements_do_not_prove_false_ones) {
  for (const FalseClaim& claim : false_claims()) {
    const auto statement = parse_statement(claim.statement);
    BOOST_TEST_REQUIRE(statement.has_value(), claim.statement);
    BOOST_TEST(is_false_at(statement.value(), claim.counterexample), claim.statement);
    const std::string text = contents(fs::path(GEQ_KERNEL_CASES) / "proved" / (claim.name + ".cert"));
    const std::string result = verdict(claim.statement, text);
    BOOST_TEST(result.starts_with("rejected/"), claim.statement << result);
  }
}

namespace {

/// The statement with one of its digits changed.
std::string with_digit_changed(RandomSource& random, std::string text) {
  std::vector<std::size_t> digits;
  for (std::size_t i = 0; i < text.size(); ++i)
    if (text[i] >= '0' && text[i] <= '9') digits.push_back(i);
  if (digits.empty()) return text;
  text[random.one_of(digits)] = static_cast<char>('0' + random.below(10));
  return text;
}

}  // namespace

/// The same, at random: every certificate for its own statement with one digit changed, whenever a point refutes that.
BOOST_AUTO_TEST_CASE(certificates_do_not_prove_what_a_point_refutes) {
  RandomSource random("false statements");
  std::size_t false_ones = 0;
  for (const Subject& subject : subjects()) {
    if (subject.kind != Theorem::Kind::proved) continue;
    for (int i = 0; i < 40; ++i) {
      const WorkLimit limit(100 * work_for_one);
      const std::string text = with_digit_changed(random, to_text(subject.statement));
      const auto statement = parse_statement(text);
      if (!statement) continue;
      bool is_false = false;
      for (int p = 0; p < 20 && !is_false; ++p) {
        Point point;
        for (const std::string& name : statement.value().variables) point[name] = random.small_rational();
        is_false = is_false_at(statement.value(), point);
      }
      if (!is_false) continue;
      ++false_ones;
      BOOST_TEST(verdict(text, subject.certificate) != "proved", text << subject.certificate);
    }
  }
  BOOST_TEST_MESSAGE(false_ones << " false statements");
  BOOST_TEST(false_ones > 100U);
}

}  // namespace geq::proofs
