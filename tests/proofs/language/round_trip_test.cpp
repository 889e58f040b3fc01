// SPDX-License-Identifier: GPL-3.0-or-later
/// Random statements: what is printed reads back as the same statement.
#define BOOST_TEST_DYN_LINK
#include <boost/test/unit_test.hpp>
#include <random>
#include <string>
#include <vector>

#include "proofs/kernel/language/parser.hpp"
#include "proofs/kernel/language/printer.hpp"

namespace {

using namespace geq::proofs;

const std::vector<std::string> names{"a", "b", "e", "ab", "x_1", "y2", "alpha", "pi_v", "det"};

class RandomStatements {
 public:
  explicit RandomStatements(unsigned seed) : engine_(seed) {}

  /// Any shape; numbers as the parser makes them, unless `any_number`.
  Term term(std::size_t depth, bool any_number, bool variables = true) {
    if (depth == 0 || below(6) == 0) return leaf(any_number, variables);
    const auto operands = [&](std::size_t count) {
      std::vector<Term> result;
      for (std::size_t i = 0; i < count; ++i) result.push_back(term(depth - 1, any_number, variables));
      return result;
    };
    switch (below(9)) {
      case 0:
        return Term::apply(Operator::sum, operands(2 + below(3)));
      case 1:
        return Term::apply(Operator::product, operands(2 + below(3)));
      case 2:
      case 3:
        return Term::apply(Operator::negation, operands(1));
      case 4:
      case 5:
        return Term::apply(Operator::quotient, operands(2));
      case 6:
        return Term::apply(Operator::power, operands(2));
      case 7:
        return Term::apply(Operator::root, {Term::number(static_cast<long>(2 + below(4))), operands(1).front()});
      default:
        break;
    }
    const auto function = static_cast<Operator>(
        static_cast<std::size_t>(Operator::abs) +
        below(static_cast<std::size_t>(Operator::tanh) - static_cast<std::size_t>(Operator::abs) + 1));
    return Term::apply(function, operands(function == Operator::min || function == Operator::max ? 1 + below(3) : 1));
  }

  Chain chain() {
    Chain result{{term(4, false)}, {}};
    do {
      result.comparisons.push_back(static_cast<Comparison>(below(6)));
      result.links.push_back(term(4, false));
    } while (below(4) == 0);
    return result;
  }

  /// Every name is declared.
  Statement statement() {
    Statement result;
    result.variables = names;
    std::shuffle(result.variables.begin(), result.variables.end(), engine_);
    for (std::size_t at = 0; at < names.size();) at += declare(result, at);
    for (std::size_t i = below(3); i > 0; --i) result.assumptions.push_back({chain(), {}});
    for (std::size_t i = 1 + below(2); i > 0; --i) result.goals.push_back(chain());
    return result;
  }

 private:
  std::size_t below(std::size_t end) { return std::uniform_int_distribution<std::size_t>(0, end - 1)(engine_); }

  Term leaf(bool any_number, bool variables) {
    const std::size_t choice = below(variables ? 5 : 2);
    if (choice > 2) return Term::variable(names[below(names.size())]);
    if (choice == 2) return Term::apply(Operator::pi, {});
    const auto numerator = static_cast<long>(below(2000));
    if (any_number) return Term::number(Rational(numerator - 1000) / static_cast<long>(1 + below(60)));
    const long denominators[] = {1, 1, 1, 2, 4, 5, 10, 125, 1024, 1000};
    return Term::number(Rational(numerator) / denominators[below(10)]);
  }

  std::size_t declare(Statement& statement, std::size_t at) {
    const auto kind = static_cast<Declaration::Kind>(below(4));
    const std::size_t left = statement.variables.size() - at;
    if (kind == Declaration::Kind::triangle && left < 3) return declare(statement, at);
    const std::size_t count = kind == Declaration::Kind::triangle ? 3 : 1 + below(std::min<std::size_t>(left, 3));
    const auto first = statement.variables.begin() + static_cast<std::ptrdiff_t>(at);
    Declaration result{kind, {first, first + static_cast<std::ptrdiff_t>(count)}, {}, {}};
    if (kind == Declaration::Kind::compared) result.comparison = static_cast<Comparison>(below(6));
    const std::size_t bounds = kind == Declaration::Kind::compared ? 1 : kind == Declaration::Kind::interval ? 2 : 0;
    for (std::size_t i = 0; i < bounds; ++i)
      result.bounds.push_back({term(2, false, false), kind == Declaration::Kind::interval && below(2) == 0});
    statement.declarations.push_back(std::move(result));
    return count;
  }

  std::mt19937 engine_;
};

template <class T>
std::string error_of(const geq::Result<T, ParseError>& read) {
  return read ? "" : describe(read.error(), "printed");
}

constexpr int rounds = 3000;

}  // namespace

BOOST_AUTO_TEST_SUITE(round_trip)

BOOST_AUTO_TEST_CASE(statements) {
  const unsigned seed = std::random_device()();
  BOOST_TEST_MESSAGE("round_trip/statements: seed " << seed);
  RandomStatements random(seed);
  int refused = 0;
  for (int i = 0; i < rounds; ++i) {
    const Statement statement = random.statement();
    const std::string text = to_text(statement);
    const auto read = parse_statement(text);
    // An exponent that is written out may come to more than the arithmetic can do.
    if (!read && read.error().kind == ParseError::Kind::too_large) {
      BOOST_TEST_REQUIRE(read.error().message.find("exponent") != std::string::npos, error_of(read));
      ++refused;
      continue;
    }
    BOOST_TEST_CONTEXT("seed " << seed << ", round " << i << "\n" << text) {
      BOOST_TEST_REQUIRE(read.has_value(), error_of(read));
      BOOST_TEST_REQUIRE((read.value() == statement));
      BOOST_TEST_REQUIRE(to_text(read.value()) == text);
    }
  }
  BOOST_TEST(refused < rounds / 5);
}

BOOST_AUTO_TEST_CASE(terms_with_any_numbers) {
  const unsigned seed = std::random_device()();
  BOOST_TEST_MESSAGE("round_trip/terms_with_any_numbers: seed " << seed);
  RandomStatements random(seed);
  for (int i = 0; i < rounds; ++i) {
    const std::string text = to_text(random.term(5, true));
    const auto read = parse_term(text, names);
    BOOST_TEST_CONTEXT("seed " << seed << ", round " << i << "\n" << text) {
      BOOST_TEST_REQUIRE(read.has_value(), error_of(read));
      BOOST_TEST_REQUIRE(to_text(read.value()) == text);
    }
  }
}

BOOST_AUTO_TEST_SUITE_END()
