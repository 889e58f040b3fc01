// SPDX-License-Identifier: GPL-3.0-or-later
/// One test case for each certificate on disk; its folder is the verdict it must get. `malformed` also holds statements
/// that are none.
#include <boost/test/unit_test.hpp>

#include "tests/proofs/kernel/cases.hpp"

#include <functional>

namespace {

namespace ut = boost::unit_test;
using namespace geq::proofs;

const fs::path folder = GEQ_KERNEL_CASES;

void add(const std::string& name, const std::function<void()>& test) {
  ut::framework::master_test_suite().add(ut::make_test_case(test, name, __FILE__, __LINE__));
}

bool register_cases() {
  for (const std::string top : {"proved", "refuted", "rejected", "malformed"}) {
    for (const Case& one : cases_under(folder / top)) {
      const fs::path relative = one.certificate.lexically_relative(folder);
      add(relative.generic_string(), [=] {
        BOOST_TEST(verdict(contents(one.statement), contents(one.certificate)) ==
                   relative.parent_path().generic_string());
      });
    }
  }
  for (const std::string& reason : reasons())
    add("reason " + reason, [=] { BOOST_TEST(!cases_under(folder / "rejected" / reason).empty()); });
  return true;
}

}  // namespace

int main(int argc, char* argv[]) { return ut::unit_test_main(register_cases, argc, argv); }
