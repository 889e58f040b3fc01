// SPDX-License-Identifier: GPL-3.0-or-later
#include "prover/analysis/integer_scan.hpp"

#include <algorithm>
#include <cmath>
#include <map>

#include "proofs/kernel/check.hpp"
#include "prover/float_program.hpp"
#include "prover/refutation/small_cases.hpp"

namespace geq::prover {

using proofs::Comparison;
using proofs::Operator;
using proofs::Rational;
using proofs::Term;

namespace {

constexpr long most_in_turn = 2000;  // then each by a quarter greater than the one before
constexpr long greatest_integer = 1000000000000;
constexpr long most_evaluations = 20000000;
constexpr double tolerance = 1e-11;

/// Values of terms with sums and products over ranges, in floating point; NaN for what is not known here. The terms
/// outlive it.
class Evaluator {
 public:
  explicit Evaluator(const std::string& name) : name_(name) {}

  /// From now on the variable has this value.
  void set(long double value) { value_ = value; }
  long evaluations() const noexcept { return evaluations_; }

  long double value(const Term& term) {
    if (++evaluations_ > most_evaluations) return std::nan("");
    const std::vector<Term>& parts = term.arguments();
    switch (term.op()) {
      case Operator::number:
        return static_cast<long double>(to_double(term.value()));
      case Operator::variable:
        return term.name() == name_ ? value_ : std::nan("");
      case Operator::bound:
        return bound_[bound_.size() - 1 - proofs::bound_index(term)];
      case Operator::sum_over:
      case Operator::product_over:
        return over_range(term);
      default:
        break;
    }
    if (proofs::is_binder(term.op())) return std::nan("");
    std::vector<long double> arguments;
    arguments.reserve(parts.size());
    for (const Term& part : parts) arguments.push_back(value(part));
    return applied(term.op(), arguments);
  }

 private:
  /// What so many integers from the lower end on give.
  struct Range {
    long double lower, length, value;
  };

  long double over_range(const Term& term) {
    const long double lower = value(term.arguments()[0]);
    const long double upper = value(term.arguments()[1]);
    if (!(upper - lower < 1e6)) return std::nan("");
    Range range{lower, 0, term.op() == Operator::sum_over ? 0.0L : 1.0L};
    const bool grows = bound_.empty() && !proofs::mentions(term.arguments()[2], name_);
    if (const auto before = grows ? ranges_.find(&term) : ranges_.end(); before != ranges_.end())
      if (before->second.lower == lower && before->second.lower + before->second.length <= upper + 1)
        range = before->second;
    for (; lower + range.length <= upper; ++range.length) {
      bound_.push_back(lower + range.length);
      const long double part = value(term.arguments()[2]);
      bound_.pop_back();
      range.value = term.op() == Operator::sum_over ? range.value + part : range.value * part;
    }
    if (grows) ranges_.insert_or_assign(&term, range);
    return range.value;
  }

  static long double applied(Operator op, const std::vector<long double>& x) {
    long double sum = 0;
    long double product = 1;
    switch (op) {
      case Operator::sum:
        for (const long double part : x) sum += part;
        return sum;
      case Operator::product:
        for (const long double part : x) product *= part;
        return product;
      case Operator::negation:
        return -x[0];
      case Operator::quotient:
        return x[0] / x[1];
      case Operator::power:
        return std::pow(x[0], x[1]);
      case Operator::root:
        return std::pow(x[1], 1 / x[0]);
      case Operator::exp:
        return std::exp(x[0]);
      case Operator::log:
        return std::log(x[0]);
      case Operator::pi:
        return std::acos(-1.0L);
      case Operator::e:
        return std::exp(1.0L);
      case Operator::factorial:
        return std::tgamma(x[0] + 1);
      default:
        return std::nan("");
    }
  }

  const std::string& name_;
  long double value_ = 0;
  std::map<const Term*, Range> ranges_;  ///< those outside of others whose terms do not change: they only grow
  std::vector<long double> bound_;
  long evaluations_ = 0;
};

/// The relation is seen to fail.
bool fails(const proofs::Relation& relation, Evaluator& evaluator) {
  const long double left = evaluator.value(relation.left);
  const long double right = evaluator.value(relation.right);
  const long double least = tolerance * (1 + std::fabs(left) + std::fabs(right));
  switch (relation.comparison) {
    case Comparison::greater:
    case Comparison::greater_equal:
      return right - left > least;
    case Comparison::less:
    case Comparison::less_equal:
      return left - right > least;
    case Comparison::equal:
      return std::fabs(left - right) > least;
    case Comparison::not_equal:
      return false;
  }
  return false;
}

}  // namespace

void look_at_one_integer(Search& search) {
  const proofs::Statement& statement = search.statement();
  const std::vector<std::string> integers = integer_variables(statement);
  if (integers.size() != 1 || statement.variables != integers) return;
  const std::vector<proofs::Relation> known = hypotheses(statement);
  const std::vector<proofs::Relation> claimed = goals(statement);
  Evaluator evaluator(integers.front());
  const auto is_refuted_at = [&](long n) {
    evaluator.set(static_cast<long double>(n));
    const auto failed = [&](const proofs::Relation& relation) { return fails(relation, evaluator); };
    return std::none_of(known.begin(), known.end(), failed) && std::any_of(claimed.begin(), claimed.end(), failed);
  };
  const auto is_over = [&] { return evaluator.evaluations() >= most_evaluations || search.is_over(); };
  long before = -1;  // the last one that was looked at
  for (long n = 0; n <= greatest_integer && !is_over(); n += n < most_in_turn ? 1 : n / 4) {
    if (!is_refuted_at(n)) {
      before = n;
      continue;
    }
    // The first one, if those that follow one that fails do as well.
    while (n - before > 1 && !is_over()) {
      const long middle = before + (n - before) / 2;
      (is_refuted_at(middle) ? n : before) = middle;
    }
    proofs::Refutation refutation;
    refutation.point.emplace_back(integers.front(), Rational(n));
    if (proofs::check(statement, refutation)) search.found(std::move(refutation));
    return;
  }
}

}  // namespace geq::prover
