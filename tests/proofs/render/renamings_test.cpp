// SPDX-License-Identifier: GPL-3.0-or-later
#include "proofs/render/renamings.hpp"

#include <boost/test/unit_test.hpp>

#include "proofs/kernel/language/parser.hpp"
#include "proofs/render/text.hpp"

using namespace geq;
using namespace geq::render;

namespace {

Formula formula(const std::string& text) {
  return Formula(proofs::parse_term(text, {"a", "b", "f", "p", "q"}).value());
}

Formula equation(const std::string& left, const std::string& right) {
  return relation(formula(left), Symbol::equal, formula(right));
}

/// p = sqrt(a), then a = p^2, as the narrator tells it.
std::vector<Item> root_named(const std::string& name, const std::string& of) {
  const std::string root = "sqrt(" + of + ")", square = name + "^2";
  return {{"root", {RootKnown{{equation(root + "^2", of)}}}, {}, {}},
          {"name", {NamedAtom{equation(name, root), {}}, Becomes{formula("f"), {formula(name), {}}}}, {}, {}},
          {"eliminate",
           {Eliminated{equation(square, of), equation(of, square)}, Becomes{formula("f"), {formula(square), {}}}},
           {},
           {}}};
}

}  // namespace

BOOST_AUTO_TEST_SUITE(renamings)

BOOST_AUTO_TEST_CASE(roots_named_one_after_another_are_one_step) {
  std::vector<Item> items = root_named("p", "a");
  for (Item& item : root_named("q", "b")) items.push_back(std::move(item));
  items.push_back({"visible", {Concluded{formula("f")}}, {}, {}});
  join_renamings(items);
  BOOST_TEST_REQUIRE(items.size() == 2U);
  BOOST_TEST(items[1].rule == "visible");
  const std::vector<Sentence>& joined = items[0].sentences;
  BOOST_TEST_REQUIRE(joined.size() == 4U);
  BOOST_TEST(std::get<RootKnown>(joined[0]).facts.size() == 2U);
  BOOST_TEST(to_text(std::get<NamedAtom>(joined[1]).equation) == "p = sqrt(a), q = sqrt(b)");
  BOOST_TEST(to_text(std::get<Eliminated>(joined[2]).solved) == "a = p^2, b = q^2");
  BOOST_TEST(to_text(std::get<Becomes>(joined[3]).value.formula) == "q^2");
}

BOOST_AUTO_TEST_CASE(what_has_branches_stays_apart) {
  std::vector<Item> items = root_named("p", "a");
  items[1].branches.push_back({{Concluded{formula("f")}}, {}});
  join_renamings(items);
  BOOST_TEST(items.size() == 3U);
}

BOOST_AUTO_TEST_SUITE_END()
