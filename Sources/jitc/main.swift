// Starts the command line: runs a program at once, leaves everything else to ArgumentParser.
import JIT

let arguments = Array(CommandLine.arguments.dropFirst())
// Reading the options of a run here, from the same table, saves the start-up of ArgumentParser.
switch RunRequest.read(arguments) {
case .run(let request): request.execute()
case .elsewhere(let arguments): Jitc.main(arguments)
}
