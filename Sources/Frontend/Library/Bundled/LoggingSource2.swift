// Continues the module logging in Toy.

let bundledLoggingPart2 = #"""
def getLogger(name=None):
    if not name or name == root.name:
        return root
    return Logger.manager.getLogger(name)


def basicConfig(**options):
    force = options.pop("force", False)
    options.pop("encoding", None)
    options.pop("errors", None)
    if force:
        for handler in root.handlers[:]:
            root.removeHandler(handler)
            handler.close()
    if root.handlers:
        return
    handlers = options.pop("handlers", None)
    if handlers is None:
        filename = options.pop("filename", None)
        mode = options.pop("filemode", "a")
        if filename:
            handlers = [FileHandler(filename, mode)]
        else:
            handlers = [StreamHandler(options.pop("stream", None))]
    style = options.pop("style", "%")
    default = {"%": BASIC_FORMAT, "{": "{levelname}:{name}:{message}", "$": "${levelname}:${name}:${message}"}[style]
    formatter = Formatter(options.pop("format", default), options.pop("datefmt", None), style)
    for handler in handlers:
        if handler.formatter is None:
            handler.setFormatter(formatter)
        root.addHandler(handler)
    level = options.pop("level", None)
    if level is not None:
        root.setLevel(level)
    if options:
        raise ValueError("Unrecognised argument(s): %s" % ", ".join(options))


def _root_call(name):
    method = getattr(Logger, name)

    def call(msg, *args, **kwargs):
        if not root.handlers:
            basicConfig()
        method(root, msg, *args, **kwargs)

    call.__name__ = call.__qualname__ = name
    return call


debug, info, warning, error, exception, critical = map(_root_call, ("debug", "info", "warning", "error", "exception", "critical"))
warn, fatal = warning, critical


def log(level, msg, *args, **kwargs):
    if not root.handlers:
        basicConfig()
    root.log(level, msg, *args, **kwargs)


def disable(level=CRITICAL):
    root.manager.disable = level


def captureWarnings(capture):
    pass


def shutdown(handlerList=None):
    for handler in reversed(_handlers[:]):
        handler.flush()
        handler.close()
"""#
