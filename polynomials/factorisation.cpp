// SPDX-License-Identifier: GPL-3.0-or-later
#include "polynomials/factorisation.hpp"

#include <flint/fmpq_mpoly_factor.h>

#include <stdexcept>

namespace geq::polynomials {

namespace {

/// Owns FLINT's factorisation while it is read out.
class FactorHandle {
 public:
  explicit FactorHandle(const Ring& ring) : ring_(ring) { fmpq_mpoly_factor_init(handle_, ring_.context()); }
  FactorHandle(const FactorHandle&) = delete;
  FactorHandle& operator=(const FactorHandle&) = delete;
  ~FactorHandle() { fmpq_mpoly_factor_clear(handle_, ring_.context()); }

  bool factor(const Polynomial& polynomial) {
    return fmpq_mpoly_factor(handle_, polynomial.handle(), ring_.context()) != 0;
  }
  bool factor_square_free(const Polynomial& polynomial) {
    return fmpq_mpoly_factor_squarefree(handle_, polynomial.handle(), ring_.context()) != 0;
  }

  /// The bases made primitive; what that takes out goes into the constant.
  Factorisation read(const RingPointer& ring) {
    fmpq_mpoly_factor_sort(handle_, ring_.context());
    Factorisation result;
    fmpq_mpoly_factor_get_constant_fmpq(result.constant.handle(), handle_, ring_.context());
    const slong count = fmpq_mpoly_factor_length(handle_, ring_.context());
    for (slong i = 0; i < count; ++i) {
      Polynomial base(ring);
      fmpq_mpoly_factor_get_base(base.handle(), handle_, i, ring_.context());
      const auto exponent = static_cast<std::uint32_t>(fmpq_mpoly_factor_get_exp_si(handle_, i, ring_.context()));
      Rational signed_content;
      fmpq_mpoly_content(signed_content.handle(), base.handle(), ring_.context());
      const std::optional<Rational> inverse = Rational(1).divided_by(signed_content);
      if (!inverse) continue;
      base = base.scaled(*inverse);
      for (std::uint32_t k = 0; k < exponent; ++k) result.constant *= signed_content;
      if (base.length() > 0 && base.terms().front().coefficient.sign() < 0) {
        base = -base;
        if (exponent % 2 != 0) result.constant = -result.constant;
      }
      result.factors.push_back({std::move(base), exponent});
    }
    return result;
  }

 private:
  const Ring& ring_;
  fmpq_mpoly_factor_t handle_;
};

}  // namespace

std::optional<Factorisation> square_free_factorisation(const Polynomial& polynomial) {
  if (polynomial.is_zero()) return Factorisation{};
  FactorHandle factors(*polynomial.ring());
  if (!factors.factor_square_free(polynomial)) return std::nullopt;
  return factors.read(polynomial.ring());
}

std::optional<Factorisation> irreducible_factorisation(const Polynomial& polynomial) {
  if (polynomial.is_zero()) return Factorisation{};
  FactorHandle factors(*polynomial.ring());
  if (!factors.factor(polynomial)) return std::nullopt;
  return factors.read(polynomial.ring());
}

std::optional<Polynomial> discriminant(const Polynomial& polynomial, std::size_t variable) {
  const std::optional<std::uint32_t> degree = polynomial.degree_in(variable);
  if (!degree || *degree < 1) return std::nullopt;
  Polynomial result(polynomial.ring());
  if (fmpq_mpoly_discriminant(result.handle(), polynomial.handle(), static_cast<slong>(variable),
                              polynomial.ring()->context()) == 0) {
    return std::nullopt;
  }
  return result;
}

std::optional<Polynomial> resultant(const Polynomial& a, const Polynomial& b, std::size_t variable) {
  if (!a.ring()->agrees_with(*b.ring())) throw std::invalid_argument("resultant: different rings");
  if (variable >= a.variables()) throw std::invalid_argument("resultant: no such variable");
  Polynomial result(a.ring());
  if (fmpq_mpoly_resultant(result.handle(), a.handle(), b.handle(), static_cast<slong>(variable),
                           a.ring()->context()) == 0) {
    return std::nullopt;
  }
  return result;
}

std::optional<Polynomial> gcd(const Polynomial& a, const Polynomial& b) {
  if (!a.ring()->agrees_with(*b.ring())) throw std::invalid_argument("gcd: different rings");
  Polynomial result(a.ring());
  if (fmpq_mpoly_gcd(result.handle(), a.handle(), b.handle(), a.ring()->context()) == 0) return std::nullopt;
  return result.primitive_part();
}

}  // namespace geq::polynomials
