# Installs what is missing and builds the release binary; sourced by the other scripts.

ROOT=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
BINARY=$ROOT/.build/release/jitc
STAMP=$ROOT/.build/jitc-release.stamp

say() { printf '%s: %s\n' "${0##*/}" "$*" >&2; }

fail() { say "$*"; exit 1; }

# has FILE...: true when one of the files is there. A file test costs nothing; asking dpkg would cost more than a hello world.
has() {
  local file
  for file in "$@"; do [ -e "$file" ] && return 0; done
  return 1
}

missing_packages() {
  local triple
  triple=$(uname -m)-linux-gnu
  has /usr/include/llvm-c-19/llvm-c/Core.h /usr/lib/llvm-19/include/llvm-c/Core.h || echo llvm-19-dev
  has /usr/include/zstd.h "/usr/include/$triple/zstd.h" || echo libzstd-dev
  has "/usr/include/$triple/gmp.h" /usr/include/gmp.h || echo libgmp-dev
}

# install_packages PACKAGE...: by apt-get, as root or through sudo, saying so.
install_packages() {
  [ $# -eq 0 ] && return 0
  local run=()
  command -v apt-get >/dev/null || fail "please install $* (there is no apt-get here)"
  if [ "$(id -u)" -ne 0 ]; then
    command -v sudo >/dev/null || fail "please install $* as root: apt-get install $*"
    run=(sudo)
  fi
  say "installing $* with apt-get"
  {
    "${run[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends "$@" ||
      { "${run[@]}" apt-get update && "${run[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends "$@"; }
  } >&2 || fail "apt-get could not install $*"
}

install_build_packages() {
  local packages
  mapfile -t packages < <(missing_packages)
  install_packages "${packages[@]}"
  command -v swift >/dev/null || fail "there is no swift in PATH: install Swift 6.1 or newer from https://swift.org/install"
}

# is_current: true when the binary is newer than every source.
is_current() {
  [ -x "$BINARY" ] && [ -e "$STAMP" ] &&
    [ -z "$(find "$ROOT/Package.swift" "$ROOT/Sources" -newer "$STAMP" -print -quit)" ]
}

# build_release: makes $BINARY current, and the library of LLVM's parts beside it. Everything that is printed goes to stderr.
build_release() {
  is_current && return 0
  install_build_packages
  mkdir -p "$ROOT/.build"
  say "building jitc (release)"
  # The stamp bears the time at which the build began: a source saved meanwhile is newer.
  touch "$STAMP.new"
  (cd "$ROOT" && swift build -c release --static-swift-stdlib --product jitc) >&2 || fail "the build failed"
  "$ROOT/scripts/link-llvm" "$ROOT/.build/release" || say "jitc will take longer to load its compiler"
  mv "$STAMP.new" "$STAMP"
}
