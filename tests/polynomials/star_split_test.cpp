// SPDX-License-Identifier: GPL-3.0-or-later

/// The dense split against composition of polynomials: two computations that share no code.

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <random>

#include "polynomial_text.hpp"
#include "polynomials/column_symmetry.hpp"
#include "polynomials/form.hpp"
#include "polynomials/star_split_batch.hpp"
#include "random_forms.hpp"

namespace {

using namespace geq::polynomials;

/// f at t_i := l_i t_i, then t_k := t_k + l_k t_i.
Polynomial composed_child(const Polynomial& form, const std::vector<std::uint32_t>& weights, std::size_t column) {
  std::vector<Polynomial> images;
  const Polynomial replaced = Polynomial::variable(form.ring(), column);
  for (std::size_t k = 0; k < weights.size(); ++k) {
    const Polynomial share = replaced.scaled(Rational(static_cast<long>(weights[k])));
    images.push_back(k == column ? share : Polynomial::variable(form.ring(), k) + share);
  }
  return form.compose(images);
}

BOOST_AUTO_TEST_SUITE(star_split_suite)

BOOST_AUTO_TEST_CASE(children_agree_with_composition_in_all_widths) {
  const unsigned seed = std::random_device{}();
  BOOST_TEST_MESSAGE("seed " << seed);
  RandomForms random(seed);
  std::array<int, 3> widths{};
  for (int round = 0; round < 400; ++round) {
    const std::size_t n = 2 + random.below(4);
    const std::size_t d = random.below(n == 2 ? 14 : 7);
    const RingPointer ring = RandomForms::ring(n);
    const std::size_t bits = random.below(3) == 0 ? 3 + random.below(30) : 20 + random.below(120);
    const Polynomial form = random.form(ring, d, bits, 1 + random.below(3));
    const Form dense(form);
    ++widths[dense.polar_coefficients().values.index()];
    BOOST_TEST_CONTEXT("seed " << seed << " round " << round << " form " << form.text()) {
      BOOST_TEST((dense.polynomial(ring) == form.primitive_part()));
      const std::vector<std::uint32_t> weights = random.weights(n, random.below(2) == 0);
      for (std::size_t i = 0; i < n; ++i) {
        if (weights[i] == 0) continue;
        const Form child = dense.child(weights, i);
        BOOST_TEST((child.polynomial(ring) == composed_child(form, weights, i).primitive_part()));
      }
    }
  }
  for (const int count : widths) BOOST_TEST(count > 0);
}

BOOST_AUTO_TEST_CASE(batches_agree_with_single_splits) {
  const unsigned seed = std::random_device{}();
  BOOST_TEST_MESSAGE("seed " << seed);
  RandomForms random(seed);
  for (int round = 0; round < 200; ++round) {
    const std::size_t n = 2 + random.below(9);
    const std::size_t d = random.below(n > 6 ? 4 : 9);
    const auto table = std::make_shared<const ShiftTable>(n, d);
    const RingPointer ring = RandomForms::ring(n);
    const std::vector<std::uint32_t> weights = random.weights(n, true);
    std::vector<std::size_t> support;
    for (std::size_t k = 0; k < n; ++k) {
      if (weights[k] > 0) support.push_back(k);
    }
    std::vector<Form> forms;
    for (std::size_t lane = 0; lane < 1 + random.below(batch_lanes); ++lane) {
      const Form form(random.form(ring, d, random.below(60), 1), table);
      if (fits_batch(*table, form.polar_coefficients(), support.size())) forms.push_back(form);
    }
    std::vector<const CoefficientArray*> arrays;
    std::vector<SplitOutcome> outcomes(forms.size());
    std::vector<SplitOutcome*> places;
    for (std::size_t l = 0; l < forms.size(); ++l) {
      arrays.push_back(&forms[l].polar_coefficients());
      places.push_back(&outcomes[l]);
    }
    BatchScratch scratch;
    star_split_batch(*table, arrays, support, scratch, places);
    SplitScratch single;
    for (std::size_t l = 0; l < forms.size(); ++l) {
      const auto expected = star_split(*table, *arrays[l], weights, single, StopSignal{}, KeepForms::open_only);
      BOOST_TEST(expected->vertex_sign == outcomes[l].vertex_sign, "seed " << seed);
      BOOST_REQUIRE(expected->children.size() == outcomes[l].children.size());
      for (std::size_t c = 0; c < expected->children.size(); ++c) {
        const SplitChild& a = expected->children[c];
        const SplitChild& b = outcomes[l].children[c];
        const bool equal =
            a.column == b.column && a.nonnegative == b.nonnegative && a.form == b.form && a.form.bits == b.form.bits;
        BOOST_TEST(equal, "seed " << seed << " round " << round << " lane " << l << " child " << c);
      }
    }
  }
}

BOOST_AUTO_TEST_CASE(blocks_of_rows_are_the_map_raised) {
  // The last ones have levels that are cut.
  const std::vector<std::pair<std::size_t, std::size_t>> sizes{{1, 5}, {2, 0}, {2, 7},   {3, 6}, {4, 5},
                                                               {6, 6}, {9, 3}, {3, 100}, {4, 95}};
  for (const auto& [n, d] : sizes) {
    const ShiftTable table(n, d);
    for (std::size_t r = 1; r <= d; ++r) {
      const ShiftTable::Blocks blocks = table.blocks(r);
      for (std::size_t k = 0; k < n; ++k) {
        std::vector<std::uint32_t> walked;
        bool in_order = true;
        for (std::size_t block = 0; block < blocks.size(); ++block) {
          in_order = in_order && blocks.to(block) == walked.size();
          std::uint32_t from = blocks.from(block, k);
          for (std::uint32_t row = blocks.shortest_row(block); row <= blocks.longest_row(block); ++row) {
            for (std::uint32_t i = 0; i < row; ++i) walked.push_back(from++);
            if (k + 2 >= n) ++from;
          }
        }
        BOOST_TEST(in_order, n << " variables, degree " << d << ", level " << r);
        const bool equal = std::ranges::equal(walked, table.raised(r, k));
        BOOST_TEST(equal, n << " variables, degree " << d << ", level " << r << ", variable " << k);
      }
    }
  }
}

BOOST_AUTO_TEST_CASE(vertex_sign_is_that_of_the_form) {
  const unsigned seed = std::random_device{}();
  RandomForms random(seed);
  for (int round = 0; round < 100; ++round) {
    const RingPointer ring = RandomForms::ring(3);
    const Polynomial form = random.form(ring, random.below(6), 4, 1);
    const Form dense(form);
    const std::vector<std::uint32_t> weights = random.weights(3, false);
    SplitScratch scratch;
    const auto outcome =
        star_split(*dense.table(), dense.polar_coefficients(), weights, scratch, StopSignal{}, KeepForms::all);
    std::vector<Rational> point;
    std::vector<Integer> integral;
    for (const std::uint32_t w : weights) {
      point.emplace_back(static_cast<long>(w));
      integral.emplace_back(static_cast<long>(w));
    }
    BOOST_TEST(outcome->vertex_sign == form.evaluate(point).sign(), "seed " << seed);
    BOOST_TEST(dense.value_at(integral).sign() == form.evaluate(point).sign(), "seed " << seed);
  }
}

BOOST_AUTO_TEST_CASE(a_large_split_ends_when_asked) {
  // Some 74,000 additions: one look at the signal, if every column counts.
  const ShiftTable table(6, 12);
  const std::atomic<bool> cancelled = true;
  SplitScratch scratch;
  for (const unsigned long power : {0UL, 60UL, 200UL}) {
    const CoefficientArray array = pack(std::vector<Integer>(table.entries(), Integer(2).pow(power)));
    for (const std::uint32_t weight : {1U, 3U}) {
      const std::vector<std::uint32_t> weights(6, weight);
      const auto split = [&](const StopSignal& stop) {
        return star_split(table, array, weights, scratch, stop, KeepForms::open_only);
      };
      BOOST_TEST(!split({.deadline = {}, .cancelled = &cancelled}).has_value(), power << " bits, weight " << weight);
      BOOST_TEST(split({}).has_value(), power << " bits, weight " << weight);
    }
  }
}

BOOST_AUTO_TEST_CASE(widths_hold_at_their_edges) {
  // -2^62 x is the last that fits in 64 bits here, and sums of it do not.
  const RingPointer ring = make_ring({"x", "y"});
  for (const unsigned long power : {61UL, 62UL, 63UL, 64UL, 124UL, 125UL, 126UL, 127UL, 128UL}) {
    for (const long sign : {1L, -1L}) {
      for (const long extra : {-1L, 0L, 1L}) {
        const Rational c(Integer(2).pow(power) * Integer(sign) + Integer(extra));
        const Polynomial form = Polynomial::from_terms(ring, {{{1, 0}, c}, {{0, 1}, Rational(1)}});
        const Form dense(form);
        BOOST_TEST((dense.polynomial(ring) == form));
        const Form child = dense.child(std::vector<std::uint32_t>{1, 1}, 0);
        BOOST_TEST((child.polynomial(ring) == composed_child(form, {1, 1}, 0)));
      }
    }
  }
}

BOOST_AUTO_TEST_CASE(permuted_forms_are_recognised) {
  const unsigned seed = std::random_device{}();
  RandomForms random(seed);
  for (int round = 0; round < 200; ++round) {
    const std::size_t n = 2 + random.below(4);
    const RingPointer ring = RandomForms::ring(n);
    const Form h(random.form(ring, 1 + random.below(5), random.below(2) == 0 ? 2 : 100, 1));
    std::vector<std::size_t> columns(n);
    for (std::size_t k = 0; k < n; ++k) columns[k] = k;
    for (std::size_t k = n; k > 1; --k) std::swap(columns[k - 1], columns[random.below(k)]);
    std::vector<Polynomial> images;
    for (const std::size_t c : columns) images.push_back(Polynomial::variable(ring, c));
    const Form g(h.polynomial(ring).compose(images), h.table());
    BOOST_TEST((g.polar_coefficients() == permuted(*h.table(), h.polar_coefficients(), columns)));
    BOOST_TEST(order_free_hash(*h.table(), g.polar_coefficients()) ==
               order_free_hash(*h.table(), h.polar_coefficients()));
    const auto found = matching_columns(*h.table(), g.polar_coefficients(), h.polar_coefficients());
    BOOST_REQUIRE_MESSAGE(found.has_value(), "seed " << seed);
    BOOST_TEST((permuted(*h.table(), h.polar_coefficients(), *found) == g.polar_coefficients()), "seed " << seed);
  }
}

BOOST_AUTO_TEST_CASE(tables_refuse_what_is_too_large) {
  BOOST_TEST(ShiftTable::fits(3, 100));
  BOOST_TEST(!ShiftTable::fits(10, 30));
  BOOST_TEST(!ShiftTable::fits(65, 1));
  BOOST_TEST(!ShiftTable::fits(64, 65535));
  BOOST_TEST(!ShiftTable::fits(0, 1));
  BOOST_CHECK_THROW(ShiftTable(10, 30), std::length_error);
  BOOST_CHECK_THROW(ShiftTable(0, 3), std::invalid_argument);
  const RingPointer ring = make_ring({"x", "y"});
  BOOST_CHECK_THROW(Form(parse_expanded(ring, "x^2 + y")), std::invalid_argument);
  BOOST_CHECK_THROW(Form(parse_expanded(ring, "x^60000 + y^60000")), std::length_error);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
