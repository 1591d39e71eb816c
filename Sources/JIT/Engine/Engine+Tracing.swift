// Connects recording and compiled code to the program, when there is a recorder.
import Frontend

extension Engine {
  /// Makes hot loops of `runtime` be recorded; called once, before the program runs.
  func installTracing(_ runtime: Runtime) {}
}
