// swift-tools-version: 6.0
// Declares the modules of jitc and the one-way imports between them.
import PackageDescription

let package = Package(
  name: "jitc",
  products: [
    .executable(name: "jitc", targets: ["jitc"]),
    .library(name: "JIT", targets: ["JIT"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2")
  ],
  targets: [
    .target(name: "CLLVM"),
    .systemLibrary(name: "CZstd", pkgConfig: "libzstd", providers: [.apt(["libzstd-dev"]), .brew(["zstd"])]),
    .systemLibrary(name: "CGMP", providers: [.apt(["libgmp-dev"]), .brew(["gmp"])]),
    .target(name: "CRuntime"),
    .target(name: "TraceIR"),
    .target(name: "Syntax"),
    .target(name: "Frontend", dependencies: ["Syntax", "TraceIR", "CGMP", "CRuntime"]),
    .target(name: "LLVMBackend", dependencies: ["TraceIR", "CLLVM"]),
    .target(name: "JIT", dependencies: ["Frontend", "LLVMBackend", "TraceIR", "CZstd", "CRuntime"]),
    .executableTarget(
      name: "jitc",
      dependencies: ["JIT", .product(name: "ArgumentParser", package: "swift-argument-parser")]),
    .testTarget(name: "SyntaxTests", dependencies: ["Syntax"]),
    .testTarget(name: "TraceIRTests", dependencies: ["TraceIR"]),
    .testTarget(name: "LLVMBackendTests", dependencies: ["LLVMBackend", "TraceIR"]),
    .testTarget(name: "FrontendTests", dependencies: ["Frontend"]),
    .testTarget(name: "JITTests", dependencies: ["JIT", "Frontend", "TraceIR"]),
    .testTarget(name: "ProgramTests", exclude: ["Programs"]),
  ],
  swiftLanguageModes: [.v6]
)
