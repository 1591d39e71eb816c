// Forwards to llvm-c/Orc.h of the installed LLVM 19; written by scripts/make-llvm-headers.
#if __has_include("/usr/lib/llvm-19/include/llvm-c/Orc.h")
#include "/usr/lib/llvm-19/include/llvm-c/Orc.h"
#elif __has_include("/usr/lib64/llvm19/include/llvm-c/Orc.h")
#include "/usr/lib64/llvm19/include/llvm-c/Orc.h"
#elif __has_include("/opt/homebrew/opt/llvm@19/include/llvm-c/Orc.h")
#include "/opt/homebrew/opt/llvm@19/include/llvm-c/Orc.h"
#elif __has_include("/usr/local/opt/llvm@19/include/llvm-c/Orc.h")
#include "/usr/local/opt/llvm@19/include/llvm-c/Orc.h"
#else
#error "LLVM 19 headers not found: apt-get install llvm-19-dev, or brew install llvm@19"
#endif
