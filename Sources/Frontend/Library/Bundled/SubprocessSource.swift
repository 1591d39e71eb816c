// Holds the module subprocess in Toy.

/// The source of the module `subprocess`.
let bundledSubprocess = #"""
import io as _io
import os as _os
import time as _time
import _os as _native

__all__ = [
    "Popen", "PIPE", "STDOUT", "call", "check_call", "getstatusoutput", "getoutput", "check_output", "run", "CalledProcessError", "DEVNULL",
    "SubprocessError", "TimeoutExpired", "CompletedProcess",
]
PIPE, STDOUT, DEVNULL = -1, -2, -3


class SubprocessError(Exception):
    pass


class CalledProcessError(SubprocessError):
    def __init__(self, returncode, cmd, output=None, stderr=None):
        self.returncode, self.cmd, self.output, self.stderr = returncode, cmd, output, stderr

    def __str__(self):
        if self.returncode and self.returncode < 0:
            import signal
            try:
                return "Command '%s' died with %r." % (self.cmd, signal.Signals(-self.returncode))
            except ValueError:
                return "Command '%s' died with unknown signal %d." % (self.cmd, -self.returncode)
        return "Command '%s' returned non-zero exit status %d." % (self.cmd, self.returncode)

    stdout = property(lambda self: self.output)


class TimeoutExpired(SubprocessError):
    def __init__(self, cmd, timeout, output=None, stderr=None):
        self.cmd, self.timeout, self.output, self.stderr = cmd, timeout, output, stderr

    def __str__(self):
        return "Command '%s' timed out after %s seconds" % (self.cmd, self.timeout)

    stdout = property(lambda self: self.output)


class CompletedProcess:
    def __init__(self, args, returncode, stdout=None, stderr=None):
        self.args, self.returncode, self.stdout, self.stderr = args, returncode, stdout, stderr

    def __repr__(self):
        parts = ["args=%r" % (self.args,), "returncode=%r" % (self.returncode,)]
        if self.stdout is not None:
            parts.append("stdout=%r" % (self.stdout,))
        if self.stderr is not None:
            parts.append("stderr=%r" % (self.stderr,))
        return "%s(%s)" % (type(self).__name__, ", ".join(parts))

    def check_returncode(self):
        if self.returncode:
            raise CalledProcessError(self.returncode, self.args, self.stdout, self.stderr)


class Popen:
    def __init__(self, args, bufsize=-1, executable=None, stdin=None, stdout=None, stderr=None, preexec_fn=None, close_fds=True, shell=False,
                 cwd=None, env=None, universal_newlines=None, startupinfo=None, creationflags=0, restore_signals=True, start_new_session=False,
                 pass_fds=(), *, encoding=None, errors=None, text=None, **others):
        self.args, self.returncode = args, None
        self.text_mode = bool(text or universal_newlines or encoding or errors)
        self._encoding, self._errors = encoding or "utf-8", errors or "strict"
        words = [args] if isinstance(args, (str, bytes)) or hasattr(args, "__fspath__") else list(args)
        if shell:
            words = ["/bin/sh", "-c"] + words
        if executable is not None:
            words[0] = executable
        mine, opened = [None, None, None], []
        try:
            used = [self._descriptor(0, stdin, mine, opened), self._descriptor(1, stdout, mine, opened)]
            used.append(used[1] if stderr == STDOUT else self._descriptor(2, stderr, mine, opened))
            variables = None if env is None else ["%s=%s" % (_os.fsdecode(name), _os.fsdecode(value)) for name, value in env.items()]
            if cwd is not None and not _os.path.isdir(cwd):
                raise FileNotFoundError(2, "No such file or directory", _os.fspath(cwd))
            self.pid = _native.spawn([_os.fsdecode(word) for word in words], variables, cwd, tuple(used))
        except BaseException:
            for end in mine:
                if end is not None:
                    _os.close(end)
            raise
        finally:
            for end in opened:
                _os.close(end)
        self.stdin, self.stdout, self.stderr = [None if end is None else self._stream(end, "r" if i else "w") for i, end in enumerate(mine)]

    def _descriptor(self, number, wanted, mine, opened):
        if wanted is None:
            return number
        if wanted == PIPE:
            reading, writing = _os.pipe()
            mine[number], end = (reading, writing) if number else (writing, reading)
        elif wanted == DEVNULL:
            end = _os.open(_os.devnull, _os.O_RDWR)
        elif isinstance(wanted, int):
            return wanted
        else:
            wanted.flush()
            return wanted.fileno()
        opened.append(end)
        return end

    def _stream(self, end, mode):
        if self.text_mode:
            return _os.fdopen(end, mode, encoding=self._encoding, errors=self._errors)
        return _os.fdopen(end, mode + "b")

    def __enter__(self):
        return self

    def __exit__(self, *details):
        for stream in (self.stdout, self.stderr, self.stdin):
            if stream:
                stream.close()
        self.wait()

    def __repr__(self):
        args = repr(self.args)
        return "<Popen: returncode: %s args: %s>" % (self.returncode, args if len(args) <= 80 else args[:76] + "...")

    def poll(self):
        if self.returncode is None:
            pid, status = _os.waitpid(self.pid, _os.WNOHANG)
            if pid:
                self.returncode = _os.waitstatus_to_exitcode(status)
        return self.returncode

    def wait(self, timeout=None):
        if self.returncode is None and timeout is None:
            self.returncode = _os.waitstatus_to_exitcode(_os.waitpid(self.pid, 0)[1])
        elif self.returncode is None:
            end = _time.monotonic() + timeout
            while self.poll() is None:
                if _time.monotonic() >= end:
                    raise TimeoutExpired(self.args, timeout)
                _time.sleep(0.001)
        return self.returncode

    def communicate(self, input=None, timeout=None):
        if input is not None and self.stdin is None:
            raise ValueError("Cannot send input after starting communication")
        if isinstance(input, str):
            input = input.encode(self._encoding, self._errors)
        ends = []
        for stream in (self.stdin, self.stdout, self.stderr):
            if stream is None or stream.closed:
                ends.append(-1)
            else:
                if stream is self.stdin:
                    stream.flush()
                ends.append(_os.dup(stream.fileno()))
                stream.close()
        end = None if timeout is None else _time.monotonic() + timeout
        found = _native.exchange(*ends, input, -1 if timeout is None else timeout)
        if found is None:
            raise TimeoutExpired(self.args, timeout)
        try:
            self.wait(None if end is None else max(end - _time.monotonic(), 0))
        except TimeoutExpired:
            raise TimeoutExpired(self.args, timeout) from None
        results = [None if stream is None else self._decode(data) for stream, data in zip((self.stdout, self.stderr), found)]
        return tuple(results)

    def _decode(self, data):
        if not self.text_mode:
            return data
        return data.decode(self._encoding, self._errors).replace("\r\n", "\n").replace("\r", "\n")

    def send_signal(self, sig):
        if self.poll() is None:
            _os.kill(self.pid, sig)

    def terminate(self):
        self.send_signal(15)

    def kill(self):
        self.send_signal(9)


def run(*popenargs, input=None, capture_output=False, timeout=None, check=False, **kwargs):
    if input is not None:
        if kwargs.get("stdin") is not None:
            raise ValueError("stdin and input arguments may not both be used.")
        kwargs["stdin"] = PIPE
    if capture_output:
        if kwargs.get("stdout") is not None or kwargs.get("stderr") is not None:
            raise ValueError("stdout and stderr arguments may not be used with capture_output.")
        kwargs["stdout"] = kwargs["stderr"] = PIPE
    process = Popen(*popenargs, **kwargs)
    try:
        stdout, stderr = process.communicate(input, timeout)
    except BaseException:
        process.kill()
        process.wait()
        raise
    if check and process.returncode:
        raise CalledProcessError(process.returncode, process.args, stdout, stderr)
    return CompletedProcess(process.args, process.returncode, stdout, stderr)


def call(*popenargs, timeout=None, **kwargs):
    return run(*popenargs, timeout=timeout, **kwargs).returncode


def check_call(*popenargs, **kwargs):
    code = call(*popenargs, **kwargs)
    if code:
        raise CalledProcessError(code, kwargs.get("args", popenargs[0] if popenargs else None))
    return 0


def check_output(*popenargs, timeout=None, **kwargs):
    for name in ("stdout", "check"):
        if name in kwargs:
            raise ValueError("%s argument not allowed, it will be overridden." % name)
    return run(*popenargs, stdout=PIPE, timeout=timeout, check=True, **kwargs).stdout


def getstatusoutput(cmd, *, encoding=None, errors=None):
    process = run(cmd, shell=True, text=True, stdout=PIPE, stderr=STDOUT, encoding=encoding, errors=errors)
    output = process.stdout
    return process.returncode, output[:-1] if output[-1:] == "\n" else output


def getoutput(cmd, *, encoding=None, errors=None):
    return getstatusoutput(cmd, encoding=encoding, errors=errors)[1]
"""#
