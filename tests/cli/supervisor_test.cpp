// SPDX-License-Identifier: GPL-3.0-or-later
#include "prover/cli/supervisor.hpp"

#include <unistd.h>

#include <boost/test/unit_test.hpp>
#include <chrono>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <new>
#include <stdexcept>
#include <thread>

#include "prover/cli/interruption.hpp"
#include "tests/sanitizer.hpp"

namespace geq::cli {
namespace {

using Clock = std::chrono::steady_clock;
using std::chrono::milliseconds;

void ignore(milliseconds) {}

WorkResult supervise(const std::function<Product()>& work) { return supervise(work, {}, &ignore); }

/// Without the handlers that Boost.Test installs for its own process.
[[noreturn]] void die() {
  std::signal(SIGABRT, SIG_DFL);
  std::abort();
}

Product sleeping() {
  std::this_thread::sleep_for(std::chrono::seconds(60));
  return {};
}

}  // namespace

BOOST_AUTO_TEST_SUITE(supervisor)

BOOST_AUTO_TEST_CASE(the_product_arrives_whole) {
  const Product sent{refuted, std::string(3000000, 'r'), std::string("a\0b\n7\n", 6), ""};
  const WorkResult result = supervise([&] { return sent; });
  BOOST_REQUIRE(std::holds_alternative<Product>(result));
  const auto& product = std::get<Product>(result);
  BOOST_TEST(product.status == sent.status);
  BOOST_TEST((product.report == sent.report));
  BOOST_TEST((product.certificate == sent.certificate));
  BOOST_TEST(product.message.empty());
}

BOOST_AUTO_TEST_CASE(what_the_worker_prints_does_not_show) {
  const WorkResult result = supervise([]() -> Product {
    for (int i = 0; i < 100000; ++i) std::puts("chatter");
    return {proved, "report", "", ""};
  });
  BOOST_REQUIRE(std::holds_alternative<Product>(result));
}

BOOST_AUTO_TEST_CASE(time_is_kept) {
  const auto start = Clock::now();
  const WorkResult result = supervise(&sleeping, {milliseconds(200), {}}, &ignore);
  BOOST_TEST(std::holds_alternative<OutOfTime>(result));
  BOOST_TEST((Clock::now() - start < milliseconds(1000)));
}

BOOST_AUTO_TEST_CASE(refused_memory_is_told_from_crashes) {
  BOOST_TEST(std::holds_alternative<OutOfMemory>(supervise([]() -> Product { throw std::bad_alloc(); })));
  BOOST_TEST(std::holds_alternative<OutOfMemory>(supervise([]() -> Product {  // as FLINT does
    std::printf("Exception (flint). Unable to allocate memory (1000000).\n");
    std::fflush(stdout);
    die();
  })));
  BOOST_TEST(std::holds_alternative<OutOfMemory>(supervise([]() -> Product {  // as GMP does
    std::fprintf(stderr, "GNU MP: Cannot allocate memory (size=1000000)\n");
    die();
  })));
  BOOST_TEST(std::holds_alternative<OutOfMemory>(supervise([]() -> Product {  // as the system does
    std::raise(SIGKILL);
    return {};
  })));
}

BOOST_AUTO_TEST_CASE(the_data_limit_holds, *boost::unit_test::enable_if<!has_address_sanitizer>()) {
  const auto greedy = []() -> Product {
    std::vector<std::vector<char>> all;
    for (;;) all.emplace_back(1 << 20, 'x');
  };
  BOOST_TEST(std::holds_alternative<OutOfMemory>(
      supervise(greedy, {std::chrono::seconds(60), std::size_t{64} << 20}, &ignore)));
}

BOOST_AUTO_TEST_CASE(crashes_are_told_with_their_noise) {
  const WorkResult aborted = supervise([]() -> Product {
    std::fputs("division by zero\n", stderr);
    die();
  });
  BOOST_REQUIRE(std::holds_alternative<Crashed>(aborted));
  BOOST_TEST(std::get<Crashed>(aborted).how.find("signal 6") != std::string::npos);
  BOOST_TEST(std::get<Crashed>(aborted).noise == "division by zero\n");
  const WorkResult thrown = supervise([]() -> Product { throw std::logic_error("a bug"); });
  BOOST_REQUIRE(std::holds_alternative<Crashed>(thrown));
  BOOST_TEST(std::get<Crashed>(thrown).noise == "a bug");
  BOOST_TEST(std::holds_alternative<Crashed>(supervise([]() -> Product { ::_exit(0); })));
}

BOOST_AUTO_TEST_CASE(progress_is_told) {
  int calls = 0;
  const WorkResult result = supervise(&sleeping, {milliseconds(300), {}}, [&calls](milliseconds) { ++calls; });
  BOOST_TEST(std::holds_alternative<OutOfTime>(result));
  BOOST_TEST(calls >= 3);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace geq::cli
