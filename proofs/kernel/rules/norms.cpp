// SPDX-License-Identifier: GPL-3.0-or-later
#include "proofs/kernel/binders.hpp"
#include "proofs/kernel/limits.hpp"
#include "proofs/kernel/normal_form.hpp"
#include "proofs/kernel/rules/rules.hpp"

namespace geq::proofs {

namespace {

// No name in scope has this character.
const std::string row_name = "#row";
const std::string column_name = "#column";

/// A spectral norm and the element of its matrix at a row and a column of these names.
struct Matrix {
  ExactPolynomial rows, columns, element;

  ExactPolynomial over_rows(const ExactPolynomial& term) const { return over(rows, term, row_name); }
  ExactPolynomial over_columns(const ExactPolynomial& term) const { return over(columns, term, column_name); }

 private:
  static ExactPolynomial over(const ExactPolynomial& length, const ExactPolynomial& term, const std::string& index) {
    return over_range(Operator::sum_over, ExactPolynomial(Rational(1)), length, closed(term, index));
  }
};

std::optional<Matrix> matrix_in(const ExactPolynomial& norm) {
  const auto atom = application_in(norm);
  if (!atom || atom->op() != Operator::spectral) return {};
  const auto element =
      element_of(atom->arguments()[2], ExactPolynomial::variable(row_name), ExactPolynomial::variable(column_name));
  if (!element) return {};
  return Matrix{atom->arguments()[0], atom->arguments()[1], *element};
}

}  // namespace

// The norm is the greatest sum of u_i a_ij v_j for vectors u and v of length at most 1, so the same for v A.
Outcome apply(const NormBound& step, const Sequent& sequent) {
  if (!is_new(step.variable, sequent)) return Reason::name_not_fresh;
  if (!in_scope(step.norm, sequent)) return Reason::unknown_variable;
  Sequent inside = sequent;
  inside.variables.push_back(step.variable);
  if (!in_scope(step.vector, inside)) return Reason::unknown_variable;
  const auto matrix = matrix_in(step.norm);
  if (!matrix) return Reason::not_an_atom;
  const auto at = [&](const std::string& index) {
    return substitute(step.vector, {{step.variable, ExactPolynomial::variable(index)}});
  };
  const ExactPolynomial vector = at(step.by_rows ? row_name : column_name);
  const ExactPolynomial image = matrix->element * vector;
  const ExactPolynomial length =
      step.by_rows ? matrix->over_rows(vector * vector) : matrix->over_columns(vector * vector);
  const ExactPolynomial image_length = step.by_rows ? matrix->over_columns(power(matrix->over_rows(image), 2))
                                                    : matrix->over_rows(power(matrix->over_columns(image), 2));
  return std::vector<Sequent>{with_fact(sequent, {step.norm * step.norm * length - image_length, Sign::nonnegative})};
}

// The name stands for any vector. The greatest value is taken, as there are finitely many elements; of length 0 there
// is nothing but the bound itself.
Outcome apply(const LeastBound& step, const Sequent& sequent) {
  if (!is_new(step.variable, sequent)) return Reason::name_not_fresh;
  if (!in_scope(step.norm, sequent) || !in_scope(step.bound, sequent)) return Reason::unknown_variable;
  const auto matrix = matrix_in(step.norm);
  if (!matrix) return Reason::not_an_atom;
  if (sequent.variables.size() >= max_scope) throw LimitExceeded("too many names are in scope");
  Sequent inside = sequent;
  inside.variables.push_back(step.variable);
  const ExactPolynomial x = application(
      Operator::element, {ExactPolynomial::variable(step.variable), ExactPolynomial::variable(column_name)});
  const ExactPolynomial image = matrix->over_rows(power(matrix->over_columns(matrix->element * x), 2));
  std::vector<Sequent> remaining;
  require({step.bound, Sign::nonnegative}, sequent, remaining);
  require({step.bound * matrix->over_columns(x * x) - image, Sign::nonnegative}, inside, remaining);
  remaining.push_back(with_fact(sequent, {step.bound - step.norm * step.norm, Sign::nonnegative}));
  return remaining;
}

}  // namespace geq::proofs
