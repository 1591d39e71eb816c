// Continues the module argparse in Toy.

let bundledArgparsePart2 = #"""
class ArgumentParser:
    def __init__(
        self, prog=None, usage=None, description=None, epilog=None, parents=(), formatter_class=HelpFormatter, prefix_chars="-",
        fromfile_prefix_chars=None, argument_default=None, conflict_handler="error", add_help=True, allow_abbrev=True, exit_on_error=True
    ):
        self.prog = _os.path.basename(_sys.argv[0]) if prog is None else prog
        self.usage, self.description, self.epilog = usage, description, epilog
        self.formatter_class, self.prefix_chars, self.argument_default = formatter_class, prefix_chars, argument_default
        self.add_help, self.allow_abbrev, self.exit_on_error, self.conflict_handler = add_help, allow_abbrev, exit_on_error, conflict_handler
        self.fromfile_prefix_chars = fromfile_prefix_chars
        self._actions, self._by_option, self._defaults = [], {}, {}
        self._positionals = _Group(self, "positional arguments")
        self._optionals = _Group(self, "options")
        self._action_groups = [self._positionals, self._optionals]
        self._exclusive_groups = []
        self._subparsers = None
        if add_help:
            self.add_argument("-h", "--help", action="help", default=SUPPRESS, help="show this help message and exit")
        for parent in parents:
            for action in parent._actions:
                if not (isinstance(action, _HelpAction)):
                    group = next((g for g in parent._action_groups[2:] if action in g._group_actions), None)
                    if group is not None:
                        mine = next((g for g in self._action_groups if g.title == group.title), None)
                        group = mine or self.add_argument_group(group.title, group.description)
                    self._register(action, group)
            self._defaults.update(parent._defaults)

    def __repr__(self):
        return "ArgumentParser(prog=%r, usage=%r, description=%r, formatter_class=%r, conflict_handler=%r, add_help=%r)" % (
            self.prog, self.usage, self.description, self.formatter_class, self.conflict_handler, self.add_help)

    # What is accepted

    def _make_action(self, *args, **options):
        action = options.pop("action", None)
        chars = self.prefix_chars
        if not args or len(args) == 1 and args[0][0] not in chars:
            if args and "dest" in options:
                raise ValueError("dest supplied twice for positional argument")
            dest = args[0] if args else options.pop("dest")
            if "required" in options:
                raise TypeError("'required' is an invalid argument for positionals")
            names = []
            if options.get("nargs") not in (OPTIONAL, ZERO_OR_MORE):
                required = True
            else:
                required = options.get("nargs") == ZERO_OR_MORE and "default" not in options
            if action in (None, "store", "append", "extend") or isinstance(action, type):
                options["required"] = required
        else:
            names = list(args)
            for name in names:
                if name[0] not in chars:
                    raise ValueError("invalid option string %r: must start with a character %r" % (name, chars))
            dest = options.pop("dest", None)
            if dest is None:
                long = next((n for n in names if len(n) > 1 and n[1] in chars), names[0])
                dest = long.lstrip(chars).replace("-", "_")
                if not dest:
                    raise ValueError("dest= is required for options like %r" % names[0])
        if "default" not in options and action not in ("version",):
            if dest in self._defaults:
                options["default"] = self._defaults[dest]
            elif self.argument_default is not None:
                options["default"] = self.argument_default
        cls = _ACTIONS.get(action, action) if not isinstance(action, type) else action
        if not callable(cls):
            raise ValueError('unknown action "%s"' % (cls,))
        made = cls(option_strings=names, dest=dest, **options)
        if made.type is not None and not callable(made.type):
            raise ValueError("%r is not callable" % (made.type,))
        if made.type is FileType:
            raise ValueError("%r is a FileType class object, instance of it must be passed" % (made.type,))
        return made

    def _register(self, action, group=None):
        for name in action.option_strings:
            if name in self._by_option and self.conflict_handler == "error":
                raise ArgumentError(action, "conflicting option string: %s" % name)
            self._by_option[name] = action
        self._actions.append(action)
        if group is None:
            group = self._optionals if action.option_strings else self._positionals
        group._group_actions.append(action)

    def add_argument(self, *args, **options):
        action = self._make_action(*args, **options)
        self._register(action)
        return action

    def add_argument_group(self, title=None, description=None, **options):
        group = _Group(self, title, description)
        self._action_groups.append(group)
        return group

    def _exclusive(self, required, section):
        group = _MutuallyExclusiveGroup(self, required, section)
        self._exclusive_groups.append(group)
        return group

    def add_mutually_exclusive_group(self, required=False):
        return self._exclusive(required, None)

    def add_subparsers(self, title=None, description=None, prog=None, dest=SUPPRESS, required=False, help=None, metavar=None, parser_class=None):
        if self._subparsers is not None:
            self.error("cannot have multiple subparser arguments")
        if prog is None:
            formatter = self._formatter()
            prog = formatter.usage(self.usage, [a for a in self._actions if not a.option_strings], [], "").strip()
        action = _SubParsersAction([], prog, parser_class or type(self), dest, required, help, metavar)
        group = None
        if title is not None or description is not None:
            group = self.add_argument_group(title or "subcommands", description)
        self._register(action, group)
        self._subparsers = action
        return action

    def set_defaults(self, **defaults):
        self._defaults.update(defaults)
        for action in self._actions:
            if action.dest in defaults:
                action.default = defaults[action.dest]

    def get_default(self, dest):
        for action in self._actions:
            if action.dest == dest and action.default is not None:
                return action.default
        return self._defaults.get(dest)

    # Help

    def _formatter(self):
        return self.formatter_class(prog=self.prog)

    def format_usage(self):
        return self._formatter().usage(self.usage, self._actions, self._exclusive_groups).rstrip("\n") + "\n"

    def format_help(self):
        formatter = self._formatter()
        formatter.measure(self._action_groups)
        out = formatter.usage(self.usage, self._actions, self._exclusive_groups)
        if self.description:
            out += formatter.text(self.description) + "\n"
        for group in self._action_groups:
            out += formatter.section(group.title, group.description, group._group_actions)
        if self.epilog:
            out += formatter.text(self.epilog)
        return out.strip("\n") + "\n"

    def print_usage(self, file=None):
        self._print_message(self.format_usage(), file or _sys.stdout)

    def print_help(self, file=None):
        self._print_message(self.format_help(), file or _sys.stdout)

    def _print_message(self, message, file=None):
        if message:
            (file or _sys.stderr).write(message)

    def exit(self, status=0, message=None):
        if message:
            self._print_message(message, _sys.stderr)
        _sys.exit(status)

    def error(self, message):
        self.print_usage(_sys.stderr)
        self.exit(2, "%s: error: %s\n" % (self.prog, message))

    # Parsing

    def parse_args(self, args=None, namespace=None):
        namespace, rest = self.parse_known_args(args, namespace)
        if rest:
            self.error("unrecognized arguments: %s" % " ".join(rest))
        return namespace

    parse_intermixed_args = parse_args

    def parse_known_args(self, args=None, namespace=None):
        args = _sys.argv[1:] if args is None else list(args)
        if namespace is None:
            namespace = Namespace()
        for action in self._actions:
            if action.dest is not SUPPRESS and not hasattr(namespace, action.dest) and action.default is not SUPPRESS:
                setattr(namespace, action.dest, action.default)
        for dest, value in self._defaults.items():
            if not hasattr(namespace, dest):
                setattr(namespace, dest, value)
        if self.exit_on_error:
            try:
                rest = self._parse(args, namespace)
            except ArgumentError as error:
                self.error(str(error))
        else:
            rest = self._parse(args, namespace)
        if hasattr(namespace, "_unrecognized_args"):
            rest += namespace._unrecognized_args
            del namespace._unrecognized_args
        return namespace, rest

    def _find_option(self, arg):
        """None for a positional, else action, option as written and its explicit value."""
        if not arg or arg[0] not in self.prefix_chars:
            return None
        if arg in self._by_option:
            return self._by_option[arg], arg, None
        if len(arg) == 1:
            return None
        name, equals, value = arg.partition("=")
        if equals and name in self._by_option:
            return self._by_option[name], name, value
        hits = []
        if arg[1] in self.prefix_chars:
            if self.allow_abbrev:
                hits = [(self._by_option[known], known, value if equals else None) for known in self._by_option if known.startswith(name)]
        else:
            for known in self._by_option:
                if known == arg[:2]:
                    hits.append((self._by_option[known], known, arg[2:]))
                elif self.allow_abbrev and known.startswith(arg) and known[1] in self.prefix_chars:
                    hits.append((self._by_option[known], known, None))
        if len(hits) > 1:
            raise ArgumentError(None, "ambiguous option: %s could match %s" % (arg, ", ".join(hit[1] for hit in hits)))
        if hits:
            return hits[0]
        if _is_negative(arg) and not any(_is_negative(known) for known in self._by_option):
            return None
        if " " in arg:
            return None
        return None, arg, None

    def _parse(self, args, namespace):
        if self.fromfile_prefix_chars is not None:
            expanded = []
            for arg in args:
                if arg and arg[0] in self.fromfile_prefix_chars:
                    with open(arg[1:]) as f:
                        expanded += f.read().splitlines()
                else:
                    expanded.append(arg)
            args = expanded
        kinds = []
        found = {}
        only_positionals = False
        for i, arg in enumerate(args):
            if only_positionals:
                kinds.append("A")
            elif arg == "--":
                kinds.append("-")
                only_positionals = True
            else:
                option = self._find_option(arg)
                if option is None:
                    kinds.append("A")
                else:
                    found[i] = option
                    kinds.append("O")
        pattern = "".join(kinds)
        seen, seen_values, extras = set(), set(), []
        positionals = [a for a in self._actions if not a.option_strings]

        def take(action, strings, option=None):
            seen.add(action)
            value = self._values(action, strings)
            if value is not action.default:
                seen_values.add(action)
                for group in self._exclusive_groups:
                    if action in group._group_actions:
                        for other in group._group_actions:
                            if other is not action and other in seen_values:
                                raise ArgumentError(action, "not allowed with argument %s" % _name_of(other))
            if value is not SUPPRESS:
                action(self, namespace, value, option)

        def consume_option(at):
            action, option, explicit = found[at]
            if action is None:
                extras.append(args[at])
                return at + 1
            while True:
                if explicit is not None:
                    count = _count(action, "A")
                    if action.nargs == 0 and len(option) == 2 and option[1] not in self.prefix_chars and explicit:
                        take(action, [], option)
                        option = option[0] + explicit[0]
                        rest = explicit[1:] or None
                        if option not in self._by_option:
                            raise ArgumentError(action, "ignored explicit argument %r" % explicit)
                        action, explicit = self._by_option[option], rest
                        if explicit is not None and explicit[0] == "=":
                            explicit = explicit[1:]
                        continue
                    if count == 1:
                        take(action, [explicit], option)
                        return at + 1
                    raise ArgumentError(action, "ignored explicit argument %r" % explicit)
                start = at + 1
                count = _count(action, pattern[start:])
                if count is None:
                    raise ArgumentError(action, _expected(action))
                take(action, args[start:start + count], option)
                return start + count

        def consume_positionals(at):
            # As many actions as match at once, each as long as the later ones leave something.
            for number in range(len(positionals), 0, -1):
                counts = _counts(positionals[:number], pattern[at:])
                if counts is not None:
                    for action, count in zip(positionals[:number], counts):
                        strings = args[at:at + count]
                        if action.nargs not in (PARSER, REMAINDER) and "--" in strings:
                            strings = list(strings)
                            strings.remove("--")
                        at += count
                        take(action, strings)
                    del positionals[:number]
                    break
            return at

        at = 0
        last = max(found, default=-1)
        while at <= last:
            following = min(i for i in found if i >= at)
            if at != following:
                after = consume_positionals(at)
                if after > at:
                    at = after
                    continue
                at = after
            if at not in found:
                extras += args[at:following]
                at = following
            at = consume_option(at)
        after = consume_positionals(at)
        extras += args[after:]
        missing = []
        for action in self._actions:
            if action in seen:
                continue
            if action.required:
                missing.append(_name_of(action))
            elif action.default is not None and isinstance(action.default, str) and action.dest is not SUPPRESS:
                if getattr(namespace, action.dest, None) is action.default:
                    setattr(namespace, action.dest, self._value(action, action.default))
        if missing:
            self.error("the following arguments are required: %s" % ", ".join(missing))
        for group in self._exclusive_groups:
            if group.required and not any(action in seen_values for action in group._group_actions):
                names = [_name_of(action) for action in group._group_actions if action.help is not SUPPRESS]
                self.error("one of the arguments %s is required" % " ".join(names))
        return extras

    def _values(self, action, strings):
        n = action.nargs
        if n not in (PARSER, REMAINDER) and strings and strings[0] == "--":
            strings = strings[1:]
        if not strings and n == OPTIONAL:
            value = action.const if action.option_strings else action.default
            if isinstance(value, str):
                value = self._value(action, value)
                self._check(action, value)
            return value
        if not strings and n == ZERO_OR_MORE and not action.option_strings:
            return action.default if action.default is not None else strings
        if n in (None, OPTIONAL) and len(strings) == 1:
            value = self._value(action, strings[0])
            self._check(action, value)
            return value
        if n == REMAINDER:
            return [self._value(action, s) for s in strings]
        if n == PARSER:
            values = [self._value(action, s) for s in strings]
            self._check(action, values[0])
            return values
        values = [self._value(action, s) for s in strings]
        for value in values:
            self._check(action, value)
        return values

    def _value(self, action, string):
        convert = action.type
        if convert is None:
            return string
        try:
            return convert(string)
        except ArgumentTypeError as error:
            raise ArgumentError(action, str(error))
        except (TypeError, ValueError):
            raise ArgumentError(action, "invalid %s value: %r" % (getattr(convert, "__name__", repr(convert)), string))

    def _check(self, action, value):
        if action.choices is not None and value not in action.choices:
            raise ArgumentError(action, "invalid choice: %r (choose from %s)" % (value, ", ".join(map(repr, action.choices))))


def _is_negative(text):
    if text[:1] != "-":
        return False
    whole, dot, fraction = text[1:].partition(".")
    if dot:
        return fraction.isdigit() and (not whole or whole.isdigit())
    return whole.isdigit()


def _expected(action):
    n = action.nargs
    if n is None:
        return "expected one argument"
    if n == OPTIONAL:
        return "expected at most one argument"
    if n == ONE_OR_MORE:
        return "expected at least one argument"
    return "expected %s argument%s" % (n, "" if n == 1 else "s")


def _bounds(action):
    n = action.nargs
    if n is None:
        return 1, 1
    if n == OPTIONAL:
        return 0, 1
    if n == ZERO_OR_MORE:
        return 0, None
    if n == ONE_OR_MORE:
        return 1, None
    if n in (REMAINDER, PARSER):
        return (0 if n == REMAINDER else 1), None
    if n == SUPPRESS:
        return 0, 0
    return n, n


def _run(pattern, any_kind=False):
    """How many arguments in a row a pattern starts with, double dashes included."""
    length = 0
    while length < len(pattern) and (any_kind or pattern[length] in "A-"):
        length += 1
    return length


def _count(action, pattern):
    if action.option_strings:
        pattern = pattern.split("-")[0]
    least, most = _bounds(action)
    available = _run(pattern, action.nargs in (REMAINDER, PARSER))
    if available < least:
        return None
    return available if most is None else min(available, most)


def _counts(actions, pattern):
    """How many arguments each positional takes, the first ones as many as possible; None if they do not fit."""
    if not actions:
        return []
    action = actions[0]
    least, most = _bounds(action)
    if action.nargs in (REMAINDER, PARSER):
        available = len(pattern)
        if action.nargs == PARSER and pattern[:1] not in ("A", "-"):
            return None
    else:
        available = _run(pattern)
    # A double dash does not count, but is taken along.
    def taken(n):
        k = real = 0
        while k < available and real < n:
            real += pattern[k] == "A" or action.nargs in (REMAINDER, PARSER)
            k += 1
        if real < n:
            return None
        if n == 0:
            return 0
        return k
    reals = available if action.nargs in (REMAINDER, PARSER) else pattern[:available].count("A")
    top = reals if most is None else min(reals, most)
    for n in range(top, least - 1, -1):
        k = taken(n)
        if k is None:
            continue
        rest = _counts(actions[1:], pattern[k:])
        if rest is not None:
            return [k] + rest
    return None
"""#
