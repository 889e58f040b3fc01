// SPDX-License-Identifier: GPL-3.0-or-later

#include <boost/test/unit_test.hpp>

#include <stdexcept>

#include "polynomial_text.hpp"
#include "polynomials/cone_graph.hpp"
#include "tree_replay.hpp"

namespace {

using namespace geq::polynomials;

BOOST_AUTO_TEST_SUITE(cone_trees)

BOOST_AUTO_TEST_CASE(ill_formed_trees_are_seen) {
  const Split both{{1, 1}};
  BOOST_TEST(is_well_formed({{Leaf{}}}, 2));
  BOOST_TEST(is_well_formed({{both, Leaf{}, Open{}}}, 2));
  BOOST_TEST(is_well_formed({{both, Leaf{}, Same{1, {1, 0}}}}, 2));
  BOOST_TEST(!is_well_formed({}, 2));
  BOOST_TEST(!is_well_formed({{both, Leaf{}}}, 2));           // a child is missing
  BOOST_TEST(!is_well_formed({{Leaf{}, Leaf{}}}, 2));         // one too many
  BOOST_TEST(!is_well_formed({{Split{{1, 0}}, Leaf{}}}, 2));  // support too small
  BOOST_TEST(!is_well_formed({{Split{{1, 1, 1}}, Leaf{}, Leaf{}, Leaf{}}}, 2));
  BOOST_TEST(!is_well_formed({{both, Same{0, {0, 1}}, Leaf{}}}, 2));  // an ancestor
  BOOST_TEST(!is_well_formed({{both, Same{1, {0, 1}}, Leaf{}}}, 2));  // itself
  BOOST_TEST(!is_well_formed({{both, Same{2, {0, 1}}, Leaf{}}}, 2));  // a later node
  BOOST_TEST(!is_well_formed({{both, Leaf{}, Same{1, {0, 0}}}}, 2));  // no permutation
  BOOST_TEST(!is_well_formed({{both, Leaf{}, Same{1, {0}}}}, 2));
  BOOST_TEST(!is_well_formed({{both, Leaf{}, Same{1, {0, 2}}}}, 2));
}

BOOST_AUTO_TEST_CASE(walk_refuses_ill_formed_trees_and_stops_on_request) {
  const Polynomial form = parse_expanded(make_ring({"x", "y"}), "x^2 - x*y + y^2");
  const auto never = [](const ConeVisit&) { return true; };
  BOOST_CHECK_THROW(walk({{Split{{1, 1}}, Leaf{}}}, Form(form), never), std::invalid_argument);
  std::size_t visits = 0;
  walk({{Split{{1, 1}}, Leaf{}, Leaf{}}}, Form(form), [&](const ConeVisit&) { return ++visits < 2; });
  BOOST_TEST(visits == 2U);
}

/// Three children; the first repeats the third with columns 0 and 2 exchanged, found in level order.
BOOST_AUTO_TEST_CASE(a_repeat_before_its_original_is_expanded_in_its_place) {
  ConeGraph graph(3);
  const ConeGraph::Cone first = graph.split(ConeGraph::root, {1, 1, 1}, false);
  graph.repeat(first, first + 2, {2, 1, 0});
  graph.settle(first + 1);
  const ConeGraph::Cone below = graph.split(first + 2, {5, 7, 0}, false);
  graph.settle(below);
  const ConeGraph::Emission emission = graph.emit(100);
  BOOST_TEST(emission.circular.empty());
  const ConeTree expected{{Split{{1, 1, 1}}, Split{{0, 7, 5}}, Open{}, Leaf{}, Leaf{}, Same{1, {2, 1, 0}}}};
  BOOST_TEST((emission.tree == expected));
}

BOOST_AUTO_TEST_CASE(repeats_that_would_be_circular_are_reported) {
  // Two cones, each below the other: child 0 splits and its child repeats child 1, and the other way round.
  ConeGraph graph(2);
  const ConeGraph::Cone first = graph.split(ConeGraph::root, {1, 1}, false);
  const ConeGraph::Cone below_first = graph.split(first, {1, 1}, false);
  const ConeGraph::Cone below_second = graph.split(first + 1, {1, 1}, false);
  graph.repeat(below_first, first + 1, {0, 1});
  graph.settle(below_first + 1);
  graph.repeat(below_second, first, {0, 1});
  graph.settle(below_second + 1);
  const ConeGraph::Emission emission = graph.emit(100);
  BOOST_REQUIRE(emission.circular.size() == 1U);
  BOOST_TEST(emission.circular.front() == below_second);
  BOOST_TEST(is_well_formed(emission.tree, 2));
}

BOOST_AUTO_TEST_CASE(an_ancestor_is_never_referred_to) {
  ConeGraph graph(2);
  const ConeGraph::Cone first = graph.split(ConeGraph::root, {1, 1}, false);
  graph.repeat(first, ConeGraph::root, {1, 0});
  graph.settle(first + 1);
  const ConeGraph::Emission emission = graph.emit(100);
  BOOST_REQUIRE(emission.circular.size() == 1U);
  BOOST_TEST(is_well_formed(emission.tree, 2));
  BOOST_TEST((emission.tree == ConeTree{{Split{{1, 1}}, Open{}, Leaf{}}}));
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
