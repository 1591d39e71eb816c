// Forwards to llvm-c/Error.h of the installed LLVM 19; written by scripts/make-llvm-headers.
#if __has_include("/usr/lib/llvm-19/include/llvm-c/Error.h")
#include "/usr/lib/llvm-19/include/llvm-c/Error.h"
#elif __has_include("/usr/lib64/llvm19/include/llvm-c/Error.h")
#include "/usr/lib64/llvm19/include/llvm-c/Error.h"
#elif __has_include("/opt/homebrew/opt/llvm@19/include/llvm-c/Error.h")
#include "/opt/homebrew/opt/llvm@19/include/llvm-c/Error.h"
#elif __has_include("/usr/local/opt/llvm@19/include/llvm-c/Error.h")
#include "/usr/local/opt/llvm@19/include/llvm-c/Error.h"
#else
#error "LLVM 19 headers not found: apt-get install llvm-19-dev, or brew install llvm@19"
#endif
