// Forwards to llvm-c/DataTypes.h of the installed LLVM 19; written by scripts/make-llvm-headers.
#if __has_include("/usr/lib/llvm-19/include/llvm-c/DataTypes.h")
#include "/usr/lib/llvm-19/include/llvm-c/DataTypes.h"
#elif __has_include("/usr/lib64/llvm19/include/llvm-c/DataTypes.h")
#include "/usr/lib64/llvm19/include/llvm-c/DataTypes.h"
#elif __has_include("/opt/homebrew/opt/llvm@19/include/llvm-c/DataTypes.h")
#include "/opt/homebrew/opt/llvm@19/include/llvm-c/DataTypes.h"
#elif __has_include("/usr/local/opt/llvm@19/include/llvm-c/DataTypes.h")
#include "/usr/local/opt/llvm@19/include/llvm-c/DataTypes.h"
#else
#error "LLVM 19 headers not found: apt-get install llvm-19-dev, or brew install llvm@19"
#endif
