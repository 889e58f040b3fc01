// SPDX-License-Identifier: GPL-3.0-or-later
#include "proofs/kernel/lowering.hpp"

#include <algorithm>
#include <utility>

namespace geq::proofs {

namespace {

constexpr std::size_t greatest_rank = 2;

Term apply(Operator op, std::vector<Term> arguments) { return Term::apply(op, std::move(arguments)); }
Term number(long value) { return Term::number(value); }
Term square(Term base) { return apply(Operator::power, {std::move(base), number(2)}); }
Term square_root(Term radicand) { return apply(Operator::root, {number(2), std::move(radicand)}); }
Term over(Operator op, const Term& length, Term body) {
  return Term::bind(op, "i", {number(1), length, std::move(body)});
}

/// A lowered term as seen under `count` more binders, its own still innermost.
Lowered under_binders(const Lowered& value, std::size_t count) {
  return {shifted(value.body, count, value.lengths.size()), value.lengths};
}

std::string length_text(std::size_t rank) { return rank == 0 ? "a number" : rank == 1 ? "a sequence" : "a matrix"; }

void require_rank(const Lowered& value, std::size_t rank, const char* what) {
  if (value.lengths.size() != rank)
    throw ShapeError{std::string(what) + " takes " + length_text(rank) + ", not " + length_text(value.lengths.size())};
}

void require_equal_lengths(const Lowered& left, const Lowered& right) {
  if (left.lengths != right.lengths) throw ShapeError{"the lengths of the sequences or vectors are not the same"};
}

/// The elements of all operands at the same indices; numbers go with every element.
Lowered elementwise(const Term& term, const std::vector<Lowered>& operands) {
  const auto widest = std::max_element(operands.begin(), operands.end(), [](const Lowered& left, const Lowered& right) {
    return left.lengths.size() < right.lengths.size();
  });
  const std::size_t rank = widest == operands.end() ? 0 : widest->lengths.size();
  std::vector<Term> bodies;
  for (const Lowered& operand : operands) {
    if (operand.lengths.empty()) {
      bodies.push_back(shifted(operand.body, rank));
      continue;
    }
    require_equal_lengths(operand, *widest);
    bodies.push_back(operand.body);
  }
  return {with_arguments(term, std::move(bodies)), rank == 0 ? std::vector<Term>{} : widest->lengths};
}

/// Sum over k of left[.., k] * right[k, ..].
Lowered matrix_product(const Lowered& left, const Lowered& right) {
  if (left.lengths.empty() || right.lengths.empty())
    return elementwise(apply(Operator::product, {left.body, right.body}), {left, right});
  if (left.lengths.back() != right.lengths.front()) throw ShapeError{"the sizes of the matrices do not fit"};
  std::vector<Term> lengths(left.lengths.begin(), left.lengths.end() - 1);
  lengths.insert(lengths.end(), right.lengths.begin() + 1, right.lengths.end());
  // Under the binders of the result's indices and then of k, which is innermost.
  const std::size_t own = lengths.size() + 1;
  std::vector<Term> left_at{Term::bound(0)};
  if (left.lengths.size() == 2) left_at.push_back(Term::bound(own - 1));
  std::vector<Term> right_at;
  if (right.lengths.size() == 2) right_at.push_back(Term::bound(1));
  right_at.push_back(Term::bound(0));
  Term body = apply(Operator::product,
                    {opened(under_binders(left, own).body, left_at), opened(under_binders(right, own).body, right_at)});
  return {over(Operator::sum_over, left.lengths.back(), std::move(body)), std::move(lengths)};
}

/// What stands for sum over i of f(x[i]) and the like: the whole sequence folded into one number.
Term folded(Operator op, const Lowered& value, Term body) { return over(op, value.lengths.at(0), std::move(body)); }

Term dot_product(const Lowered& left, const Lowered& right) {
  require_rank(left, 1, "dot");
  require_rank(right, 1, "dot");
  require_equal_lengths(left, right);
  return folded(Operator::sum_over, left, apply(Operator::product, {left.body, right.body}));
}

Term euclidean_norm(const Lowered& value) {
  require_rank(value, 1, "norm");
  return square_root(folded(Operator::sum_over, value, square(value.body)));
}

Term spectral_norm(const Lowered& matrix) {
  Term row = Term::bind(Operator::sequence, "j", {matrix.body});
  return apply(Operator::spectral,
               {matrix.lengths[0], matrix.lengths[1], Term::bind(Operator::sequence, "i", {std::move(row)})});
}

Term p_norm(const Lowered& value, const Term& p) {
  require_rank(value, 1, "norm");
  Term power = apply(Operator::power, {apply(Operator::abs, {value.body}), shifted(p, 1)});
  return apply(Operator::power,
               {folded(Operator::sum_over, value, std::move(power)), apply(Operator::quotient, {number(1), p})});
}

Term sum_of_exponentials(const Lowered& value) {
  return folded(Operator::sum_over, value, apply(Operator::exp, {value.body}));
}

class Lowering {
 public:
  Lowered value(const Term& term) const {
    if (term.op() == Operator::whole) {
      Lowered sequence = whole(term);
      if (sequence.lengths.size() > greatest_rank)
        throw ShapeError{"a sequence of matrices: write one of them, as in A[1]"};
      return sequence;
    }
    std::vector<Lowered> operands;
    operands.reserve(term.arguments().size());
    if (term.op() == Operator::bound || term.arguments().empty()) return {term, {}};
    for (const Term& argument : term.arguments()) {
      const bool of_many = term.op() == Operator::element && operands.empty() && argument.op() == Operator::whole;
      operands.push_back(of_many ? whole(argument) : value(argument));
    }
    if (term.op() == Operator::element) return element(operands);
    if (is_binder(term.op())) return binder(term, operands);
    if (is_surface(term.op())) return surface(term, operands);
    if (term.op() == Operator::product && has_matrix(operands)) return chain_product(operands);
    if (term.op() != Operator::sum && term.op() != Operator::negation && term.op() != Operator::quotient &&
        has_matrix(operands))
      throw ShapeError{"a power or a function of a matrix is not supported"};
    return elementwise(term, operands);
  }

 private:
  static bool has_matrix(const std::vector<Lowered>& operands) {
    return std::any_of(operands.begin(), operands.end(),
                       [](const Lowered& operand) { return operand.lengths.size() == 2; });
  }

  static Lowered whole(const Term& term) {
    std::vector<Term> lengths(term.arguments().begin() + 1, term.arguments().end());
    Term body = term.arguments().front();
    for (std::size_t k = lengths.size(); k-- > 0;) body = apply(Operator::element, {body, Term::bound(k)});
    return {std::move(body), std::move(lengths)};
  }

  static Lowered chain_product(const std::vector<Lowered>& factors) {
    Lowered result = factors.front();
    for (std::size_t i = 1; i < factors.size(); ++i) result = matrix_product(result, factors[i]);
    return result;
  }

  static Lowered element(const std::vector<Lowered>& operands) {
    const Lowered& sequence = operands[0];
    require_rank(operands[1], 0, "an index");
    if (sequence.lengths.empty()) return {apply(Operator::element, {sequence.body, operands[1].body}), {}};
    return {opened(sequence.body, {operands[1].body}, sequence.lengths.size() - 1),
            {sequence.lengths.begin() + 1, sequence.lengths.end()}};
  }

  /// The binder goes inside the indices of a body that is a sequence: a sum of vectors is a vector of sums.
  static Lowered binder(const Term& term, const std::vector<Lowered>& operands) {
    for (std::size_t i = 0; i + 1 < operands.size(); ++i) require_rank(operands[i], 0, "an end of a range");
    const Lowered& body = operands.back();
    if (!is_range(term.op())) require_rank(body, 0, "an integral or a limit");
    const std::size_t rank = body.lengths.size();
    std::vector<Term> image;
    for (std::size_t k = 0; k < rank; ++k) image.push_back(Term::bound(k + 1));
    image.push_back(Term::bound(0));
    // The variables of the body (rank of its own, then the binder's) in their new order, under rank + 1 binders.
    const Term inner = rank == 0 ? body.body : opened(shifted(body.body, rank + 1, rank + 1), image);
    std::vector<Term> arguments;
    for (std::size_t i = 0; i + 1 < operands.size(); ++i) arguments.push_back(shifted(operands[i].body, rank));
    arguments.push_back(inner);
    return {Term::bind(term.op(), term.name(), std::move(arguments)), body.lengths};
  }

  static Lowered surface(const Term& term, const std::vector<Lowered>& operands) {
    const Lowered& x = operands.front();
    switch (term.op()) {
      case Operator::sum_of:
      case Operator::product_of:
      case Operator::max_of:
      case Operator::min_of:
      case Operator::mean_of:
      case Operator::logsumexp:
      case Operator::softmax:
      case Operator::norm_infinity:
        require_rank(x, 1, shape(term.op()).name.data());
        return of_sequence(term.op(), x);
      case Operator::norm:
        if (operands.size() == 1 && x.lengths.size() == greatest_rank) return {spectral_norm(x), {}};
        if (operands.size() == 2) require_rank(operands[1], 0, "the exponent of a norm");
        return {operands.size() == 1 ? euclidean_norm(x) : p_norm(x, operands[1].body), {}};
      case Operator::dot:
        return {dot_product(x, operands[1]), {}};
      case Operator::cosine:
        return {apply(Operator::quotient, {dot_product(x, operands[1]),
                                           apply(Operator::product, {euclidean_norm(x), euclidean_norm(operands[1])})}),
                {}};
      default:
        return of_matrix(term.op(), operands);
    }
  }

  static Lowered of_sequence(Operator op, const Lowered& x) {
    switch (op) {
      case Operator::sum_of:
        return {folded(Operator::sum_over, x, x.body), {}};
      case Operator::product_of:
        return {folded(Operator::product_over, x, x.body), {}};
      case Operator::max_of:
        return {folded(Operator::max_over, x, x.body), {}};
      case Operator::min_of:
        return {folded(Operator::min_over, x, x.body), {}};
      case Operator::mean_of:
        return {apply(Operator::quotient, {folded(Operator::sum_over, x, x.body), x.lengths[0]}), {}};
      case Operator::logsumexp:
        return {apply(Operator::log, {sum_of_exponentials(x)}), {}};
      case Operator::softmax:
        return {apply(Operator::quotient, {apply(Operator::exp, {x.body}), shifted(sum_of_exponentials(x), 1)}),
                x.lengths};
      default:
        return {folded(Operator::max_over, x, apply(Operator::abs, {x.body})), {}};
    }
  }

  static Lowered of_matrix(Operator op, const std::vector<Lowered>& operands) {
    const Lowered& a = operands.front();
    if (op == Operator::outer) {
      require_rank(a, 1, "outer");
      require_rank(operands[1], 1, "outer");
      const Term left = opened(under_binders(a, 2).body, {Term::bound(1)});
      const Term right = opened(under_binders(operands[1], 2).body, {Term::bound(0)});
      return {apply(Operator::product, {left, right}), {a.lengths[0], operands[1].lengths[0]}};
    }
    require_rank(a, greatest_rank, shape(op).name.data());
    if (op == Operator::transpose)
      return {opened(under_binders(a, 2).body, {Term::bound(1), Term::bound(0)}), {a.lengths[1], a.lengths[0]}};
    const Term row = over(Operator::sum_over, a.lengths[1], square(a.body));
    return {square_root(over(Operator::sum_over, a.lengths[0], row)), {}};
  }
};

}  // namespace

Lowered lowered(const Term& term) { return Lowering().value(term); }

Term lowered_number(const Term& term) {
  Lowered value = lowered(term);
  if (!value.lengths.empty())
    throw ShapeError{"a sequence where a number is due: write an element, as in x[i], or a sum, a norm, a maximum"};
  return std::move(value.body);
}

}  // namespace geq::proofs
