// SPDX-License-Identifier: GPL-3.0-or-later
#include "prover/cli/batch/results_file.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <set>
#include <system_error>

#include "prover/cli/files.hpp"

namespace geq::cli {
namespace {

constexpr std::size_t most_bytes = std::size_t{1} << 30;

std::string reason(int error) { return std::generic_category().message(error); }

bool is_regular(int descriptor) {
  struct stat status {};
  return ::fstat(descriptor, &status) == 0 && S_ISREG(status.st_mode);
}

}  // namespace

ResultsFile::ResultsFile(const std::string& path) : path_(path == "-" ? "" : path), descriptor_(STDOUT_FILENO) {
  if (path_.empty()) return;
  descriptor_ = ::open(path_.c_str(), O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC, 0666);
  if (descriptor_ < 0) throw Failure(cannot_create, "cannot create " + path_ + ": " + reason(errno));
  try {
    if (::flock(descriptor_, LOCK_EX | LOCK_NB) != 0 && errno == EWOULDBLOCK)
      throw Failure(cannot_create, path_ + " is being written by another batch");
    if (is_regular(descriptor_)) take_up(read_whole(path_, most_bytes));
  } catch (...) {
    ::close(descriptor_);
    throw;
  }
}

ResultsFile::~ResultsFile() {
  if (!path_.empty()) ::close(descriptor_);
}

void ResultsFile::take_up(const std::string& text) {
  std::size_t line = 1;
  std::size_t begin = 0;
  for (std::size_t end = 0; (end = text.find('\n', begin)) != text.npos; begin = end + 1, ++line) {
    auto result = result_of(std::string_view(text).substr(begin, end - begin));
    if (!result)
      throw Failure(bad_input, path_ + ":" + std::to_string(line) + ": this is not a line that geq batch has written");
    order_.push_back(result->id);
    finished_.insert_or_assign(result->id, std::move(*result));
  }
  if (begin == text.size()) return;
  if (line == 1 && text.front() != '{')
    throw Failure(bad_input, path_ + ":1: this is not a line that geq batch has written");
  if (::ftruncate(descriptor_, static_cast<off_t>(begin)) != 0)
    throw Failure(io_error, "cannot write " + path_ + ": " + reason(errno));
}

void ResultsFile::add(const BatchResult& result) {
  const std::string line = line_of(result);
  for (std::string_view rest = line; !rest.empty();) {
    const ssize_t count = ::write(descriptor_, rest.data(), rest.size());
    if (count < 0 && errno == EINTR) continue;
    if (count < 0)
      throw Failure(io_error, "cannot write " + (path_.empty() ? "standard output" : path_) + ": " + reason(errno));
    rest.remove_prefix(static_cast<std::size_t>(count));
  }
  order_.push_back(result.id);
  finished_.insert_or_assign(result.id, result);
}

void ResultsFile::sort(const std::vector<std::string>& ids) {
  if (path_.empty() || !is_regular(descriptor_)) return;
  const std::set<std::string> ours(ids.begin(), ids.end());
  std::vector<std::string> wanted;
  for (const std::string& id : order_) {
    if (!ours.contains(id)) wanted.push_back(id);
  }
  for (const std::string& id : ids) {
    if (finished_.contains(id)) wanted.push_back(id);
  }
  if (wanted == order_) return;
  std::string text;
  for (const std::string& id : wanted) text += line_of(finished_.at(id));
  OutputFile(path_).commit(text);
  order_ = std::move(wanted);
}

}  // namespace geq::cli
