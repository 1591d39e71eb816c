// Holds the module signal in Toy.

/// The source of the module `signal`.
let bundledSignal = #"""
from enum import IntEnum
import os

_numbers = {"SIGHUP": 1, "SIGINT": 2, "SIGQUIT": 3, "SIGILL": 4, "SIGTRAP": 5, "SIGABRT": 6, "SIGBUS": 7, "SIGFPE": 8, "SIGKILL": 9,
            "SIGUSR1": 10, "SIGSEGV": 11, "SIGUSR2": 12, "SIGPIPE": 13, "SIGALRM": 14, "SIGTERM": 15, "SIGSTKFLT": 16, "SIGCHLD": 17,
            "SIGCLD": 17, "SIGCONT": 18, "SIGSTOP": 19, "SIGTSTP": 20, "SIGTTIN": 21, "SIGTTOU": 22, "SIGURG": 23, "SIGXCPU": 24,
            "SIGXFSZ": 25, "SIGVTALRM": 26, "SIGPROF": 27, "SIGWINCH": 28, "SIGIO": 29, "SIGPOLL": 29, "SIGPWR": 30, "SIGSYS": 31,
            "SIGRTMIN": 34, "SIGRTMAX": 64}
Signals = IntEnum("Signals", _numbers, module=__name__)
Handlers = IntEnum("Handlers", {"SIG_DFL": 0, "SIG_IGN": 1}, module=__name__)
globals().update(Signals.__members__)
globals().update(Handlers.__members__)
NSIG = 65
_descriptions = {1: "Hangup", 2: "Interrupt", 3: "Quit", 4: "Illegal instruction", 5: "Trace/breakpoint trap", 6: "Aborted", 7: "Bus error",
                 8: "Floating point exception", 9: "Killed", 10: "User defined signal 1", 11: "Segmentation fault",
                 12: "User defined signal 2", 13: "Broken pipe", 14: "Alarm clock", 15: "Terminated", 17: "Child exited", 18: "Continued",
                 19: "Stopped (signal)", 20: "Stopped"}


def default_int_handler(signalnum, frame, /):
    raise KeyboardInterrupt


_handlers = {2: default_int_handler, 13: Handlers.SIG_IGN, 25: Handlers.SIG_IGN}


def _known(signalnum):
    number = int(signalnum)
    if not 1 <= number < NSIG:
        raise ValueError("signal number out of range")
    return number


def signal(signalnum, handler):
    number = _known(signalnum)
    if number in (9, 19):
        raise OSError(22, "Invalid argument")
    if not callable(handler) and handler not in (0, 1):
        raise TypeError("signal handler must be signal.SIG_IGN, signal.SIG_DFL, or a callable object")
    before = getsignal(number)
    _handlers[number] = handler if callable(handler) else Handlers(handler)
    return before


def getsignal(signalnum):
    return _handlers.get(_known(signalnum), Handlers.SIG_DFL)


def raise_signal(signalnum):
    number = _known(signalnum)
    handler = _handlers.get(number, Handlers.SIG_DFL)
    if callable(handler):
        handler(number, None)
    elif handler == 0 and number not in (17, 18, 23, 28):
        raise NotImplementedError("signals without a handler of the program are not raised")


def strsignal(signalnum):
    return _descriptions.get(_known(signalnum), "Real-time signal %d" % (signalnum - 34) if signalnum >= 34 else None)


def valid_signals():
    return {Signals(number) if number in Signals._value2member_map_ else number for number in range(1, NSIG) if number not in (32, 33)}
"""#
