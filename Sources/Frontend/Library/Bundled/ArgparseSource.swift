// Holds the module argparse in Toy.

/// The source of the module `argparse`.
let bundledArgparse = [bundledArgparsePart1, bundledArgparsePart2].joined(separator: "\n")

private let bundledArgparsePart1 = #"""
import os as _os
import sys as _sys
import textwrap as _textwrap

__all__ = [
    "ArgumentParser", "ArgumentError", "ArgumentTypeError", "BooleanOptionalAction", "FileType", "HelpFormatter",
    "ArgumentDefaultsHelpFormatter", "RawDescriptionHelpFormatter", "RawTextHelpFormatter", "MetavarTypeHelpFormatter", "Namespace",
    "Action", "ONE_OR_MORE", "OPTIONAL", "PARSER", "REMAINDER", "SUPPRESS", "ZERO_OR_MORE",
]

SUPPRESS = "==SUPPRESS=="
OPTIONAL, ZERO_OR_MORE, ONE_OR_MORE, PARSER, REMAINDER = "?", "*", "+", "A...", "..."


class ArgumentTypeError(Exception):
    pass


class ArgumentError(Exception):
    def __init__(self, argument, message):
        self.argument_name = _name_of(argument)
        self.message = message

    def __str__(self):
        return self.message if self.argument_name is None else "argument %s: %s" % (self.argument_name, self.message)


def _name_of(action):
    if action is None:
        return None
    if action.option_strings:
        return "/".join(action.option_strings)
    if action.metavar not in (None, SUPPRESS):
        return action.metavar
    if action.dest not in (None, SUPPRESS):
        return action.dest
    return "{%s}" % ",".join(action.choices) if action.choices else None


class Namespace:
    def __init__(self, **kwargs):
        for name, value in kwargs.items():
            setattr(self, name, value)

    def __eq__(self, other):
        return vars(self) == vars(other) if isinstance(other, Namespace) else NotImplemented

    def __contains__(self, key):
        return key in self.__dict__

    def __repr__(self):
        parts = []
        odd = {}
        for name, value in self.__dict__.items():
            if name.isidentifier():
                parts.append("%s=%r" % (name, value))
            else:
                odd[name] = value
        if odd:
            parts.append("**%s" % repr(odd))
        return "%s(%s)" % (type(self).__name__, ", ".join(parts))


class HelpFormatter:
    _keeps_description = _keeps_help = _shows_defaults = False

    def __init__(self, prog, indent_increment=2, max_help_position=24, width=None):
        if width is None:
            try:
                width = int(_os.environ["COLUMNS"])
            except (KeyError, ValueError):
                width = 80
            width -= 2
        self._prog, self._width = prog, width
        self._max = min(max_help_position, max(width - 20, indent_increment * 2))

    def text(self, text, indent=""):
        if "%(prog)" in text:
            text = text % {"prog": self._prog}
        if self._keeps_description:
            return "\n".join(indent + line for line in text.splitlines()) + "\n"
        return _textwrap.fill(" ".join(text.split()), max(self._width - len(indent), 11), initial_indent=indent, subsequent_indent=indent) + "\n"

    def metavar(self, action, default):
        if action.metavar is not None:
            return action.metavar
        if action.choices is not None:
            return "{%s}" % ",".join(map(str, action.choices))
        return default

    def args(self, action, default):
        m = self.metavar(action, default)
        def at(i):
            return m[i] if isinstance(m, tuple) else m
        n = action.nargs
        if n is None:
            return at(0)
        if n == OPTIONAL:
            return "[%s]" % at(0)
        if n == ZERO_OR_MORE:
            return "[%s [%s ...]]" % (at(0), at(1)) if isinstance(m, tuple) and len(m) == 2 else "[%s ...]" % at(0)
        if n == ONE_OR_MORE:
            return "%s [%s ...]" % (at(0), at(-1))
        if n == REMAINDER:
            return "..."
        if n == PARSER:
            return "%s ..." % at(0)
        if n == SUPPRESS:
            return ""
        return " ".join(at(i) for i in range(n))

    def invocation(self, action):
        if not action.option_strings:
            return self.metavar(action, action.dest) if not isinstance(action.metavar, tuple) else " ".join(action.metavar)
        if action.nargs == 0:
            return ", ".join(action.option_strings)
        shown = self.args(action, self.default_metavar(action))
        return ", ".join("%s %s" % (option, shown) for option in action.option_strings)

    def default_metavar(self, action):
        return action.dest.upper()

    def help_of(self, action):
        text = action.help
        if self._shows_defaults and "%(default)" not in text and action.default is not SUPPRESS:
            if action.option_strings or action.nargs in (OPTIONAL, ZERO_OR_MORE):
                text += " (default: %(default)s)"
        params = dict(vars(action), prog=self._prog)
        for name in list(params):
            if params[name] is SUPPRESS:
                del params[name]
        for name in list(params):
            if hasattr(params[name], "__name__"):
                params[name] = params[name].__name__
        if params.get("choices") is not None:
            params["choices"] = ", ".join(map(str, params["choices"]))
        return text % params

    def usage_parts(self, actions, groups):
        parts = []
        i = 0
        while i < len(actions):
            action = actions[i]
            group = next((g for g in groups if g._group_actions and g._group_actions[0] is action and actions[i:i + len(g._group_actions)] == g._group_actions), None)
            if group is not None:
                shown = [self.usage_of(a, True) for a in group._group_actions if a.help is not SUPPRESS]
                if shown:
                    text = " | ".join(shown)
                    parts.append("(%s)" % text if group.required and len(shown) > 1 else "[%s]" % text if not group.required else text)
                i += len(group._group_actions)
                continue
            if action.help is not SUPPRESS:
                parts.append(self.usage_of(action, False))
            i += 1
        return parts

    def usage_of(self, action, in_group):
        if not action.option_strings:
            shown = self.args(action, action.dest)
            if in_group and shown[:1] == "[" and shown[-1:] == "]":
                shown = shown[1:-1]
            return shown
        option = action.option_strings[0]
        if isinstance(action, BooleanOptionalAction):
            option = " | ".join(action.option_strings)
        shown = option if action.nargs == 0 else "%s %s" % (option, self.args(action, self.default_metavar(action)))
        return shown if action.required or in_group else "[%s]" % shown

    def usage(self, usage, actions, groups, prefix="usage: "):
        if usage is not None:
            return "%s%s\n\n" % (prefix, usage % {"prog": self._prog})
        if not actions:
            return "%s%s\n\n" % (prefix, self._prog)
        optionals = self.usage_parts([a for a in actions if a.option_strings], groups)
        positionals = self.usage_parts([a for a in actions if not a.option_strings], groups)
        line = " ".join([self._prog] + [part for part in optionals + positionals if part])
        if len(prefix) + len(line) > self._width:
            def lines_of(parts, indent, first=None):
                lines, current = [], []
                length = len(prefix if first is not None else indent) - 1 + (0 if first is None else len(indent) - len(prefix))
                if first:
                    length = len(indent) - 1
                for part in ([first] if first else []) + parts:
                    if length + 1 + len(part) > self._width and current:
                        lines.append(indent + " ".join(current))
                        current = []
                        length = len(indent) - 1
                    current.append(part)
                    length += len(part) + 1
                if current:
                    lines.append(indent + " ".join(current))
                if first is not None:
                    lines[0] = lines[0][len(indent):]
                return lines
            if len(prefix) + len(self._prog) <= 0.75 * self._width:
                indent = " " * (len(prefix) + len(self._prog) + 1)
                if optionals:
                    lines = self._wrap([self._prog] + optionals, indent, len(prefix))
                    lines += self._wrap(positionals, indent)
                elif positionals:
                    lines = self._wrap([self._prog] + positionals, indent, len(prefix))
                else:
                    lines = [self._prog]
            else:
                indent = " " * len(prefix)
                lines = self._wrap(optionals + positionals, indent)
                if len(lines) > 1:
                    lines = self._wrap(optionals, indent) + self._wrap(positionals, indent)
                lines = [self._prog] + lines
            line = "\n".join(lines)
        return "%s%s\n\n" % (prefix, line)

    def _wrap(self, parts, indent, prefix=None):
        lines, current = [], []
        length = (prefix if prefix is not None else len(indent)) - 1
        for part in parts:
            if length + 1 + len(part) > self._width and current:
                lines.append(indent + " ".join(current))
                current = []
                length = len(indent) - 1
            current.append(part)
            length += len(part) + 1
        if current:
            lines.append(indent + " ".join(current))
        if prefix is not None and lines:
            lines[0] = lines[0][len(indent):]
        return lines

    def action_lines(self, action, indent, position):
        width = max(self._width - position, 11)
        room = position - indent - 2
        head = self.invocation(action)
        if not action.help or not action.help.strip():
            return " " * indent + head + "\n"
        text = self.help_of(action)
        lines = text.splitlines() if self._keeps_help else _textwrap.wrap(" ".join(text.split()), width)
        if len(head) <= room:
            out = " " * indent + head.ljust(room) + "  " + (lines[0] if lines else "") + "\n"
            lines = lines[1:]
        else:
            out = " " * indent + head + "\n"
        for line in lines:
            out += " " * position + line + "\n"
        return out

    def section(self, title, description, actions):
        shown = [a for a in actions if a.help is not SUPPRESS]
        body = ""
        if description:
            body += self.text(description, "  ") + "\n" if shown else self.text(description, "  ")
        for action in shown:
            body += self.action_lines(action, 2, self._position)
            for sub in getattr(action, "_choices_actions", ()):
                body += self.action_lines(sub, 4, self._position)
        return "%s:\n%s\n" % (title, body) if body else ""

    def measure(self, groups):
        longest = 0
        for group in groups:
            for action in group._group_actions:
                if action.help is not SUPPRESS:
                    longest = max(longest, len(self.invocation(action)) + 2)
                    for sub in getattr(action, "_choices_actions", ()):
                        longest = max(longest, len(self.invocation(sub)) + 4)
        self._position = min(longest + 2, self._max)


class RawDescriptionHelpFormatter(HelpFormatter):
    _keeps_description = True


class RawTextHelpFormatter(RawDescriptionHelpFormatter):
    _keeps_help = True


class ArgumentDefaultsHelpFormatter(HelpFormatter):
    _shows_defaults = True


class MetavarTypeHelpFormatter(HelpFormatter):
    def default_metavar(self, action):
        return action.type.__name__


class Action:
    def __init__(
        self, option_strings, dest, nargs=None, const=None, default=None, type=None, choices=None, required=False, help=None, metavar=None
    ):
        self.option_strings, self.dest, self.nargs, self.const, self.default = option_strings, dest, nargs, const, default
        self.type, self.choices, self.required, self.help, self.metavar = type, choices, required, help, metavar

    def __call__(self, parser, namespace, values, option_string=None):
        raise NotImplementedError(".__call__() not defined")

    def format_usage(self):
        return self.option_strings[0]

    def __repr__(self):
        names = ("option_strings", "dest", "nargs", "const", "default", "type", "choices", "required", "help", "metavar")
        return "%s(%s)" % (type(self).__name__, ", ".join("%s=%r" % (name, getattr(self, name)) for name in names))


class _StoreAction(Action):
    def __init__(self, option_strings, dest, nargs=None, const=None, **options):
        if nargs == 0:
            raise ValueError(
                "nargs for store actions must be != 0; if you have nothing to store, actions such as store true or store const may be more appropriate")
        if const is not None and nargs != OPTIONAL:
            raise ValueError("nargs must be %r to supply const" % OPTIONAL)
        super().__init__(option_strings, dest, nargs, const, **options)

    def __call__(self, parser, namespace, values, option_string=None):
        setattr(namespace, self.dest, values)


class _StoreConstAction(Action):
    def __init__(self, option_strings, dest, const=None, default=None, required=False, help=None, metavar=None):
        super().__init__(option_strings, dest, 0, const, default, required=required, help=help)

    def __call__(self, parser, namespace, values, option_string=None):
        setattr(namespace, self.dest, self.const)


class _StoreTrueAction(_StoreConstAction):
    def __init__(self, option_strings, dest, default=False, required=False, help=None):
        super().__init__(option_strings, dest, True, default, required, help)


class _StoreFalseAction(_StoreConstAction):
    def __init__(self, option_strings, dest, default=True, required=False, help=None):
        super().__init__(option_strings, dest, False, default, required, help)


def _copied(items):
    return [] if items is None else list(items)


class _AppendAction(_StoreAction):
    def __call__(self, parser, namespace, values, option_string=None):
        items = _copied(getattr(namespace, self.dest, None))
        items.append(values)
        setattr(namespace, self.dest, items)


class _AppendConstAction(_StoreConstAction):
    def __call__(self, parser, namespace, values, option_string=None):
        items = _copied(getattr(namespace, self.dest, None))
        items.append(self.const)
        setattr(namespace, self.dest, items)


class _ExtendAction(_StoreAction):
    def __call__(self, parser, namespace, values, option_string=None):
        items = _copied(getattr(namespace, self.dest, None))
        items.extend(values)
        setattr(namespace, self.dest, items)


class _CountAction(Action):
    def __init__(self, option_strings, dest, default=None, required=False, help=None):
        super().__init__(option_strings, dest, 0, default=default, required=required, help=help)

    def __call__(self, parser, namespace, values, option_string=None):
        setattr(namespace, self.dest, (getattr(namespace, self.dest, None) or 0) + 1)


class _HelpAction(Action):
    def __init__(self, option_strings, dest=SUPPRESS, default=SUPPRESS, help=None):
        super().__init__(option_strings, dest, 0, default=default, help=help)

    def __call__(self, parser, namespace, values, option_string=None):
        parser.print_help()
        parser.exit()


class _VersionAction(Action):
    def __init__(self, option_strings, version=None, dest=SUPPRESS, default=SUPPRESS, help="show program's version number and exit"):
        super().__init__(option_strings, dest, 0, default=default, help=help)
        self.version = version

    def __call__(self, parser, namespace, values, option_string=None):
        text = self.version or ""
        parser._print_message(parser._formatter().text(text), _sys.stdout)
        parser.exit()


class BooleanOptionalAction(Action):
    def __init__(self, option_strings, dest, default=None, type=None, choices=None, required=False, help=None, metavar=None):
        names = []
        for option in option_strings:
            names.append(option)
            if option.startswith("--"):
                names.append("--no-" + option[2:])
        if help is not None and default is not None and default is not SUPPRESS:
            help += " (default: %(default)s)"
        super().__init__(names, dest, 0, default=default, type=type, choices=choices, required=required, help=help, metavar=metavar)

    def __call__(self, parser, namespace, values, option_string=None):
        if option_string in self.option_strings:
            setattr(namespace, self.dest, not option_string.startswith("--no-"))

    def format_usage(self):
        return " | ".join(self.option_strings)


class _Choice(Action):
    def __init__(self, name, aliases, help):
        shown = name + (" (%s)" % ", ".join(aliases) if aliases else "")
        super().__init__([], shown, help=help, metavar=shown)


class _SubParsersAction(Action):
    def __init__(self, option_strings, prog, parser_class, dest=SUPPRESS, required=False, help=None, metavar=None):
        self._prog_prefix, self._parser_class, self._choices_actions = prog, parser_class, []
        self._name_parser_map = {}
        super().__init__(option_strings, dest, PARSER, choices=self._name_parser_map, required=required, help=help, metavar=metavar)

    def add_parser(self, name, **options):
        if options.get("prog") is None:
            options["prog"] = "%s %s" % (self._prog_prefix, name)
        aliases = options.pop("aliases", ())
        if "help" in options:
            self._choices_actions.append(_Choice(name, aliases, options.pop("help")))
        parser = self._parser_class(**options)
        self._name_parser_map[name] = parser
        for alias in aliases:
            self._name_parser_map[alias] = parser
        return parser

    def __call__(self, parser, namespace, values, option_string=None):
        name, rest = values[0], values[1:]
        if self.dest is not SUPPRESS:
            setattr(namespace, self.dest, name)
        chosen = self._name_parser_map[name]
        inner, extra = chosen.parse_known_args(rest, None)
        for key, value in vars(inner).items():
            setattr(namespace, key, value)
        if extra:
            vars(namespace).setdefault("_unrecognized_args", [])
            namespace._unrecognized_args.extend(extra)


class FileType:
    def __init__(self, mode="r", bufsize=-1, encoding=None, errors=None):
        self._mode, self._encoding = mode, encoding

    def __call__(self, string):
        if string == "-":
            return _sys.stdin if "r" in self._mode else _sys.stdout
        try:
            return open(string, self._mode)
        except OSError as e:
            raise ArgumentTypeError("can't open '%s': %s" % (string, e))


_ACTIONS = {
    None: _StoreAction, "store": _StoreAction, "store_const": _StoreConstAction, "store_true": _StoreTrueAction,
    "store_false": _StoreFalseAction, "append": _AppendAction, "append_const": _AppendConstAction, "count": _CountAction,
    "help": _HelpAction, "version": _VersionAction, "extend": _ExtendAction,
}


class _Group:
    def __init__(self, container, title=None, description=None, **options):
        self._container, self.title, self.description = container, title, description
        self._group_actions = []

    def add_argument(self, *args, **options):
        action = self._container._make_action(*args, **options)
        self._container._register(action, self)
        return action

    def add_mutually_exclusive_group(self, required=False):
        return self._container._exclusive(required, self)

    add_argument_group = None


class _MutuallyExclusiveGroup(_Group):
    def __init__(self, container, required, section):
        super().__init__(container)
        self.required, self._section = required, section

    def add_argument(self, *args, **options):
        action = self._container._make_action(*args, **options)
        if action.required:
            raise ValueError("mutually exclusive arguments must be optional")
        self._container._register(action, self._section)
        self._group_actions.append(action)
        return action


"""#
