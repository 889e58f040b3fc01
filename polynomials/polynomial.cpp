// SPDX-License-Identifier: GPL-3.0-or-later
#include "polynomials/polynomial.hpp"

#include <algorithm>
#include <limits>
#include <set>
#include <stdexcept>
#include <utility>

namespace geq::polynomials {

namespace {

constexpr std::uint32_t largest_coefficient_list = 100'000;
constexpr std::uint32_t largest_power_of_a_sum = 100'000;

void require_agreement(const Polynomial& a, const Polynomial& b, const char* operation) {
  if (!a.ring()->agrees_with(*b.ring())) throw std::invalid_argument(std::string(operation) + ": different rings");
}

void require_variable(const Polynomial& polynomial, std::size_t variable, const char* operation) {
  if (variable >= polynomial.variables()) throw std::invalid_argument(std::string(operation) + ": no such variable");
}

std::uint32_t small_degree(const Integer& degree) {
  const std::optional<long> value = degree.to_long();
  if (!value || *value > std::numeric_limits<std::uint32_t>::max()) {
    throw std::length_error("Polynomial: degree beyond 32 bits");
  }
  return static_cast<std::uint32_t>(*value);
}

}  // namespace

Ring::Ring(std::vector<std::string> names) : names_(std::move(names)) {
  const std::set<std::string> distinct(names_.begin(), names_.end());
  if (names_.empty() || distinct.size() != names_.size() || distinct.contains("")) {
    throw std::invalid_argument("Ring: the names must be distinct and not empty, and there must be one");
  }
  fmpq_mpoly_ctx_init(context_, static_cast<slong>(names_.size()), ORD_LEX);
}

RingPointer make_ring(std::vector<std::string> names) { return std::make_shared<const Ring>(std::move(names)); }

Polynomial::Polynomial(RingPointer ring, const Rational& constant) : ring_(std::move(ring)) {
  if (!ring_) throw std::invalid_argument("Polynomial: no ring");
  fmpq_mpoly_init(handle_, ring_->context());
  fmpq_mpoly_set_fmpq(handle_, constant.handle(), ring_->context());
}

Polynomial::Polynomial(const Polynomial& other) : ring_(other.ring_) {
  fmpq_mpoly_init(handle_, ring_->context());
  fmpq_mpoly_set(handle_, other.handle_, ring_->context());
}

// The moved-from polynomial keeps its ring, so that it stays a polynomial: zero.
// NOLINTNEXTLINE(performance-move-constructor-init)
Polynomial::Polynomial(Polynomial&& other) noexcept : ring_(other.ring_) {
  fmpq_mpoly_init(handle_, ring_->context());
  fmpq_mpoly_swap(handle_, other.handle_, ring_->context());
}

Polynomial& Polynomial::operator=(const Polynomial& other) {
  if (this != &other) *this = Polynomial(other);
  return *this;
}

Polynomial& Polynomial::operator=(Polynomial&& other) noexcept {
  std::swap(ring_, other.ring_);
  std::swap(*handle_, *other.handle_);
  return *this;
}

Polynomial::~Polynomial() { fmpq_mpoly_clear(handle_, ring_->context()); }

Polynomial Polynomial::variable(RingPointer ring, std::size_t index) {
  Polynomial result(std::move(ring));
  require_variable(result, index, "Polynomial::variable");
  fmpq_mpoly_gen(result.handle_, static_cast<slong>(index), result.ring_->context());
  return result;
}

Polynomial Polynomial::from_terms(RingPointer ring, const std::vector<Term>& terms) {
  Polynomial result(std::move(ring));
  for (const Term& term : terms) {
    if (term.exponents.size() != result.variables()) {
      throw std::invalid_argument("Polynomial::from_terms: one exponent per variable is needed");
    }
    const std::vector<ulong> exponents(term.exponents.begin(), term.exponents.end());
    fmpq_mpoly_push_term_fmpq_ui(result.handle_, term.coefficient.handle(), exponents.data(), result.ring_->context());
  }
  fmpq_mpoly_sort_terms(result.handle_, result.ring_->context());
  fmpq_mpoly_combine_like_terms(result.handle_, result.ring_->context());
  return result;
}

std::size_t Polynomial::length() const noexcept {
  return static_cast<std::size_t>(fmpq_mpoly_length(handle_, ring_->context()));
}

std::vector<Term> Polynomial::terms() const {
  if (const auto total = degree(); !total) return {};
  std::vector<Term> result(length());
  std::vector<ulong> exponents(variables());
  for (std::size_t i = 0; i < result.size(); ++i) {
    fmpq_mpoly_get_term_exp_ui(exponents.data(), handle_, static_cast<slong>(i), ring_->context());
    for (const ulong e : exponents) result[i].exponents.push_back(static_cast<std::uint32_t>(e));
    fmpq_mpoly_get_term_coeff_fmpq(result[i].coefficient.handle(), handle_, static_cast<slong>(i), ring_->context());
  }
  return result;
}

std::string Polynomial::text() const {
  std::vector<const char*> names;
  for (const std::string& name : ring_->names()) names.push_back(name.c_str());
  char* buffer = fmpq_mpoly_get_str_pretty(handle_, names.data(), ring_->context());
  std::string result(buffer);
  flint_free(buffer);
  return result;
}

bool Polynomial::is_constant() const { return fmpq_mpoly_is_fmpq(handle_, ring_->context()) != 0; }

Rational Polynomial::constant_term() const {
  Rational result;
  const std::vector<ulong> zeros(variables(), 0);
  fmpq_mpoly_get_coeff_fmpq_ui(result.handle(), handle_, zeros.data(), ring_->context());
  return result;
}

bool Polynomial::is_homogeneous() const {
  const std::vector<Term> all = terms();
  const auto total = [](const Term& term) {
    std::uint64_t sum = 0;
    for (const std::uint32_t e : term.exponents) sum += e;
    return sum;
  };
  return std::all_of(all.begin(), all.end(), [&](const Term& term) { return total(term) == total(all.front()); });
}

std::optional<std::uint32_t> Polynomial::degree() const {
  if (is_zero()) return std::nullopt;
  Integer result;
  fmpq_mpoly_total_degree_fmpz(result.handle(), handle_, ring_->context());
  return small_degree(result);
}

std::optional<std::uint32_t> Polynomial::degree_in(std::size_t variable) const {
  require_variable(*this, variable, "Polynomial::degree_in");
  if (is_zero()) return std::nullopt;
  Integer result;
  fmpq_mpoly_degree_fmpz(result.handle(), handle_, static_cast<slong>(variable), ring_->context());
  return small_degree(result);
}

Polynomial Polynomial::operator-() const {
  Polynomial result(ring_);
  fmpq_mpoly_neg(result.handle_, handle_, ring_->context());
  return result;
}

Polynomial operator+(const Polynomial& a, const Polynomial& b) {
  require_agreement(a, b, "Polynomial +");
  Polynomial result(a.ring_);
  fmpq_mpoly_add(result.handle_, a.handle_, b.handle_, a.ring_->context());
  return result;
}

Polynomial operator-(const Polynomial& a, const Polynomial& b) {
  require_agreement(a, b, "Polynomial -");
  Polynomial result(a.ring_);
  fmpq_mpoly_sub(result.handle_, a.handle_, b.handle_, a.ring_->context());
  return result;
}

Polynomial operator*(const Polynomial& a, const Polynomial& b) {
  require_agreement(a, b, "Polynomial *");
  Polynomial result(a.ring_);
  fmpq_mpoly_mul(result.handle_, a.handle_, b.handle_, a.ring_->context());
  return result;
}

bool operator==(const Polynomial& a, const Polynomial& b) {
  require_agreement(a, b, "Polynomial ==");
  return fmpq_mpoly_equal(a.handle_, b.handle_, a.ring_->context()) != 0;
}

Polynomial Polynomial::scaled(const Rational& factor) const {
  Polynomial result(ring_);
  fmpq_mpoly_scalar_mul_fmpq(result.handle_, handle_, factor.handle(), ring_->context());
  return result;
}

Polynomial Polynomial::pow(std::uint32_t exponent) const {
  const bool stays_short = length() <= 1 && content() == Rational(1);
  if (exponent > largest_power_of_a_sum && !is_zero() && !stays_short) {
    throw std::length_error("Polynomial::pow: exponent too large");
  }
  Polynomial result(ring_);
  if (fmpq_mpoly_pow_ui(result.handle_, handle_, exponent, ring_->context()) == 0) {
    throw std::length_error("Polynomial::pow: exponent too large");
  }
  return result;
}

Polynomial Polynomial::derivative(std::size_t variable) const {
  require_variable(*this, variable, "Polynomial::derivative");
  Polynomial result(ring_);
  fmpq_mpoly_derivative(result.handle_, handle_, static_cast<slong>(variable), ring_->context());
  return result;
}

std::optional<Polynomial> Polynomial::divided_by(const Polynomial& divisor) const {
  require_agreement(*this, divisor, "Polynomial::divided_by");
  if (divisor.is_zero()) return std::nullopt;
  Polynomial result(ring_);
  if (fmpq_mpoly_divides(result.handle_, handle_, divisor.handle_, ring_->context()) == 0) return std::nullopt;
  return result;
}

std::vector<Polynomial> Polynomial::coefficients_in(std::size_t variable) const {
  const std::optional<std::uint32_t> top = degree_in(variable);
  if (!top) return {};
  if (*top > largest_coefficient_list) throw std::length_error("Polynomial::coefficients_in: degree too large");
  std::vector<std::vector<Term>> by_power(*top + std::size_t{1});
  for (Term& term : terms()) {
    const std::uint32_t power = std::exchange(term.exponents[variable], 0);
    by_power[power].push_back(std::move(term));
  }
  std::vector<Polynomial> result;
  result.reserve(by_power.size());
  for (const std::vector<Term>& part : by_power) result.push_back(from_terms(ring_, part));
  return result;
}

Polynomial Polynomial::compose(const std::vector<Polynomial>& images) const {
  if (images.size() != variables())
    throw std::invalid_argument("Polynomial::compose: one image per variable is needed");
  std::vector<fmpq_mpoly_struct*> handles;
  for (const Polynomial& image : images) {
    require_agreement(images.front(), image, "Polynomial::compose");
    handles.push_back(const_cast<fmpq_mpoly_struct*>(image.handle_));  // FLINT only reads it
  }
  Polynomial result(images.front().ring_);
  if (fmpq_mpoly_compose_fmpq_mpoly(result.handle_, handle_, handles.data(), ring_->context(),
                                    result.ring_->context()) == 0) {
    throw std::length_error("Polynomial::compose: the result is too large");
  }
  return result;
}

Rational Polynomial::evaluate(const std::vector<Rational>& values) const {
  if (values.size() != variables())
    throw std::invalid_argument("Polynomial::evaluate: one value per variable is needed");
  std::vector<fmpq*> handles;
  handles.reserve(values.size());
  for (const Rational& value : values) handles.push_back(const_cast<fmpq*>(value.handle()));  // FLINT only reads it
  Rational result;
  if (fmpq_mpoly_evaluate_all_fmpq(result.handle(), handle_, handles.data(), ring_->context()) == 0) {
    throw std::length_error("Polynomial::evaluate: the value is too large");
  }
  return result;
}

Polynomial Polynomial::evaluate(std::size_t variable, const Rational& value) const {
  require_variable(*this, variable, "Polynomial::evaluate");
  Polynomial result(ring_);
  if (fmpq_mpoly_evaluate_one_fmpq(result.handle_, handle_, static_cast<slong>(variable), value.handle(),
                                   ring_->context()) == 0) {
    throw std::length_error("Polynomial::evaluate: the value is too large");
  }
  return result;
}

Rational Polynomial::content() const {
  Rational result;
  fmpq_mpoly_content(result.handle(), handle_, ring_->context());
  return result.abs();
}

Polynomial Polynomial::primitive_part() const {
  const std::optional<Rational> inverse = Rational(1).divided_by(content());
  return inverse ? scaled(*inverse) : *this;
}

}  // namespace geq::polynomials
