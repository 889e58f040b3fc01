// SPDX-License-Identifier: GPL-3.0-or-later
#include "prover/cli/files.hpp"

#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <boost/test/unit_test.hpp>
#include <filesystem>
#include <fstream>

namespace geq::cli {
namespace {

namespace fs = std::filesystem;

/// An empty folder that goes away.
struct Folder {
  fs::path path;
  Folder() {
    std::string pattern = (fs::temp_directory_path() / "geq-files-XXXXXX").string();
    if (::mkdtemp(pattern.data()) == nullptr) throw std::runtime_error("no temporary folder");
    path = pattern;
  }
  ~Folder() { fs::remove_all(path); }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;

  std::size_t entries() const {
    return static_cast<std::size_t>(std::distance(fs::directory_iterator(path), fs::directory_iterator()));
  }
};

std::string contents(const fs::path& path) { return read_whole(path.string(), 1000000); }

void put(const fs::path& path, const std::string& text) { std::ofstream(path) << text; }

ExitStatus status_of(const auto& action) {
  try {
    action();
  } catch (const Failure& failure) {
    return failure.status();
  }
  return proved;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(files)

BOOST_AUTO_TEST_CASE(a_file_appears_when_it_is_complete) {
  const Folder folder;
  const fs::path path = folder.path / "out";
  {
    OutputFile file(path.string());
    BOOST_TEST(!fs::exists(path));
    file.commit("text\n");
    BOOST_TEST(contents(path) == "text\n");
  }
  BOOST_TEST(folder.entries() == 1U);
  BOOST_TEST(contents(path) == "text\n");
}

BOOST_AUTO_TEST_CASE(without_commit_everything_is_as_before) {
  const Folder folder;
  const fs::path path = folder.path / "out";
  put(path, "before");
  { const OutputFile file(path.string()); }
  BOOST_TEST(contents(path) == "before");
  BOOST_TEST(folder.entries() == 1U);
}

BOOST_AUTO_TEST_CASE(permissions_are_the_usual_ones_or_those_of_the_file) {
  const Folder folder;
  const fs::path fresh = folder.path / "fresh";
  const fs::path old = folder.path / "old";
  put(old, "before");
  ::chmod(old.c_str(), 0640);
  const mode_t mask = ::umask(022);
  OutputFile(fresh.string()).commit("");
  OutputFile(old.string()).commit("after");
  ::umask(mask);
  struct stat status {};
  ::stat(fresh.c_str(), &status);
  BOOST_TEST((status.st_mode & 07777) == 0644U);
  ::stat(old.c_str(), &status);
  BOOST_TEST((status.st_mode & 07777) == 0640U);
}

BOOST_AUTO_TEST_CASE(a_symbolic_link_stays_one) {
  const Folder folder;
  put(folder.path / "target", "before");
  fs::create_symlink("target", folder.path / "link");
  OutputFile((folder.path / "link").string()).commit("after");
  BOOST_TEST(fs::is_symlink(folder.path / "link"));
  BOOST_TEST(contents(folder.path / "target") == "after");
}

BOOST_AUTO_TEST_CASE(devices_are_written_to) {
  OutputFile("/dev/null").commit("gone");
  BOOST_TEST(!fs::is_regular_file("/dev/null"));
  if (fs::exists("/dev/full")) BOOST_TEST(status_of([] { OutputFile("/dev/full").commit("no room"); }) == io_error);
}

BOOST_AUTO_TEST_CASE(what_cannot_be_created_fails_at_once) {
  const Folder folder;
  BOOST_TEST(status_of([&] { OutputFile((folder.path / "no" / "such").string()); }) == cannot_create);
  BOOST_TEST(status_of([&] { OutputFile(folder.path.string()); }) == cannot_create);
}

BOOST_AUTO_TEST_CASE(what_cannot_be_read) {
  const Folder folder;
  BOOST_TEST(status_of([&] { read_whole((folder.path / "none").string(), 10); }) == no_input);
  BOOST_TEST(status_of([&] { read_whole(folder.path.string(), 10); }) == no_input);
}

BOOST_AUTO_TEST_CASE(reading_stops_beyond_what_is_wanted) {
  const Folder folder;
  put(folder.path / "long", std::string(1000000, 'x'));
  const std::size_t size = read_whole((folder.path / "long").string(), 1000).size();
  BOOST_TEST(size > 1000U);
  BOOST_TEST(size <= 1000U + 65536U);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace geq::cli
