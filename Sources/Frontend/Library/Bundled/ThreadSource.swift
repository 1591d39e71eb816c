// Holds the module _thread in Toy.

/// The source of the module `_thread`.
let bundledThread = #"""
import threading as _threading

LockType = type(_threading.Lock())
allocate_lock = allocate = _threading.Lock
RLock = _threading.RLock
get_ident = _threading.get_ident
error = RuntimeError
TIMEOUT_MAX = 9223372036.0


def start_new_thread(function, args, kwargs={}):
    thread = _threading.Thread(target=function, args=args, kwargs=kwargs)
    thread.start()
    return thread.ident


start_new = start_new_thread


def exit():
    raise SystemExit


def interrupt_main():
    raise KeyboardInterrupt
"""#
