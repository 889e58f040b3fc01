// SPDX-License-Identifier: GPL-3.0-or-later
#include "prover/cli/files.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <optional>
#include <system_error>

#include "prover/cli/interruption.hpp"

namespace geq::cli {
namespace {

std::string reason(int error) { return std::generic_category().message(error); }

/// Closes the descriptor, unless it is standard input.
class Descriptor {
 public:
  explicit Descriptor(int value) : value_(value) {}
  ~Descriptor() {
    if (value_ > STDIN_FILENO) ::close(value_);
  }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  int value() const noexcept { return value_; }

 private:
  int value_;
};

/// The permissions that creating the file in the ordinary way would give.
mode_t usual_mode() {
  const mode_t mask = ::umask(0);
  ::umask(mask);
  return static_cast<mode_t>(0666) & ~mask;
}

}  // namespace

std::string read_whole(const std::string& path, std::size_t most) {
  const bool is_standard_input = path == "-";
  const std::string name = is_standard_input ? "standard input" : path;
  const Descriptor input(is_standard_input ? STDIN_FILENO : ::open(path.c_str(), O_RDONLY | O_CLOEXEC));
  throw_if_interrupted();
  if (input.value() < 0) throw Failure(no_input, "cannot read " + name + ": " + reason(errno));
  struct stat status {};
  if (::fstat(input.value(), &status) == 0 && S_ISDIR(status.st_mode))
    throw Failure(no_input, "cannot read " + name + ": it is a directory");

  std::string text;
  std::array<char, 65536> buffer{};
  while (text.size() <= most) {
    const ssize_t count = ::read(input.value(), buffer.data(), buffer.size());
    throw_if_interrupted();
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) throw Failure(io_error, "cannot read " + name + ": " + reason(errno));
    if (count == 0) break;
    text.append(buffer.data(), static_cast<std::size_t>(count));
  }
  return text;
}

void write_whole(int descriptor, std::string_view text, const std::string& name) {
  while (!text.empty()) {
    const ssize_t count = ::write(descriptor, text.data(), text.size());
    const int error = errno;
    throw_if_interrupted();
    if (count < 0 && error == EINTR) continue;
    if (count < 0) throw Failure(io_error, "cannot write " + name + ": " + reason(error));
    text.remove_prefix(static_cast<std::size_t>(count));
  }
}

OutputFile::OutputFile(const std::string& path) : path_(path) {
  std::error_code error;
  const auto resolved = std::filesystem::weakly_canonical(path, error);
  if (!error) path_ = resolved.string();
  struct stat status {};
  const bool exists = ::stat(path_.c_str(), &status) == 0;
  if (exists && S_ISDIR(status.st_mode)) throw Failure(cannot_create, "cannot create " + path + ": it is a directory");
  if (exists && !S_ISREG(status.st_mode)) {
    descriptor_ = ::open(path_.c_str(), O_WRONLY | O_CLOEXEC);
    if (descriptor_ < 0) throw Failure(cannot_create, "cannot create " + path + ": " + reason(errno));
    return;
  }
  if (exists && ::access(path_.c_str(), W_OK) != 0)
    throw Failure(cannot_create, "cannot create " + path + ": " + reason(errno));
  std::string pattern = path_ + ".XXXXXX";
  descriptor_ = ::mkostemp(pattern.data(), O_CLOEXEC);
  if (descriptor_ < 0) throw Failure(cannot_create, "cannot create " + path + ": " + reason(errno));
  temporary_ = pattern;
  ::fchmod(descriptor_, exists ? status.st_mode & static_cast<mode_t>(07777) : usual_mode());
}

OutputFile::~OutputFile() {
  if (descriptor_ >= 0) ::close(descriptor_);
  if (!temporary_.empty()) ::unlink(temporary_.c_str());
}

void OutputFile::commit(std::string_view text) {
  write_whole(descriptor_, text, path_);
  const int closed = ::close(descriptor_);
  descriptor_ = -1;
  if (closed != 0) throw Failure(io_error, "cannot write " + path_ + ": " + reason(errno));
  if (temporary_.empty()) return;
  if (std::rename(temporary_.c_str(), path_.c_str()) != 0)
    throw Failure(io_error, "cannot write " + path_ + ": " + reason(errno));
  temporary_.clear();
}

}  // namespace geq::cli
