// Continues the module configparser in Toy.

let bundledConfigparserPart2 = #"""
class RawConfigParser(MutableMapping):
    _default_interpolation = Interpolation()
    BOOLEAN_STATES = {"1": True, "yes": True, "true": True, "on": True, "0": False, "no": False, "false": False, "off": False}
    SECTCRE = re.compile(r"\[(?P<header>.+)\]")

    def __init__(self, defaults=None, dict_type=dict, allow_no_value=False, *, delimiters=("=", ":"), comment_prefixes=("#", ";"),
                 inline_comment_prefixes=None, strict=True, empty_lines_in_values=True, default_section=DEFAULTSECT,
                 interpolation=_missing, converters=_missing):
        self._dict = dict_type
        self._sections, self._defaults, self._proxies = dict_type(), dict_type(), dict_type()
        self._converters = ConverterMapping(self)
        self._delimiters = tuple(delimiters)
        self._comments, self._inline = tuple(comment_prefixes or ()), tuple(inline_comment_prefixes or ())
        self._allow_no_value, self._strict, self._keeps_empty = allow_no_value, strict, empty_lines_in_values
        self.default_section = default_section
        self._interpolation = self._default_interpolation if interpolation is _missing else interpolation
        if self._interpolation is None:
            self._interpolation = Interpolation()
        self._proxies[default_section] = SectionProxy(self, default_section)
        if converters is not _missing:
            self._converters.update(converters)
        if defaults:
            for key, value in defaults.items():
                self._defaults[self.optionxform(key)] = value

    def defaults(self):
        return self._defaults

    def sections(self):
        return list(self._sections.keys())

    def add_section(self, section):
        if section == self.default_section:
            raise ValueError("Invalid section name: %r" % section)
        if section in self._sections:
            raise DuplicateSectionError(section)
        self._sections[section] = self._dict()
        self._proxies[section] = SectionProxy(self, section)

    def has_section(self, section):
        return section in self._sections

    def options(self, section):
        if section not in self._sections:
            raise NoSectionError(section) from None
        return list({**self._sections[section], **self._defaults})

    def read(self, filenames, encoding=None):
        if isinstance(filenames, (str, bytes)) or hasattr(filenames, "__fspath__"):
            filenames = [filenames]
        done = []
        for filename in filenames:
            try:
                with open(filename, encoding=encoding) as file:
                    self._read(file, filename)
            except OSError:
                continue
            done.append(filename.__fspath__() if hasattr(filename, "__fspath__") else filename)
        return done

    def read_file(self, f, source=None):
        self._read(f, getattr(f, "name", "<???>") if source is None else source)

    def read_string(self, string, source="<string>"):
        self._read(string.splitlines(True), source)

    def read_dict(self, dictionary, source="<dict>"):
        seen = set()
        for section, keys in dictionary.items():
            section = str(section)
            try:
                self.add_section(section)
            except (DuplicateSectionError, ValueError):
                if self._strict and section in seen:
                    raise
            seen.add(section)
            for key, value in keys.items():
                key = self.optionxform(str(key))
                if value is not None:
                    value = str(value)
                if self._strict and (section, key) in seen:
                    raise DuplicateOptionError(section, key, source)
                seen.add((section, key))
                self.set(section, key, value)

    def get(self, section, option, *, raw=False, vars=None, fallback=_missing):
        try:
            known = self._known(section, vars)
        except NoSectionError:
            if fallback is _missing:
                raise
            return fallback
        option = self.optionxform(option)
        if option not in known:
            if fallback is _missing:
                raise NoOptionError(option, section)
            return fallback
        value = known[option]
        return value if raw or value is None else self._interpolation.before_get(self, section, option, value, known)

    def _known(self, section, vars):
        if section not in self._sections and section != self.default_section:
            raise NoSectionError(section) from None
        known = dict(self._defaults)
        known.update(self._sections.get(section, {}))
        if vars:
            known.update((self.optionxform(key), value if value is None else str(value)) for key, value in vars.items())
        return known

    def _get_conv(self, section, option, conv, *, raw=False, vars=None, fallback=_missing, **kwargs):
        try:
            return conv(self.get(section, option, raw=raw, vars=vars, **kwargs))
        except (NoSectionError, NoOptionError):
            if fallback is _missing:
                raise
            return fallback

    def getint(self, section, option, *, raw=False, vars=None, fallback=_missing, **kwargs):
        return self._get_conv(section, option, int, raw=raw, vars=vars, fallback=fallback, **kwargs)

    def getfloat(self, section, option, *, raw=False, vars=None, fallback=_missing, **kwargs):
        return self._get_conv(section, option, float, raw=raw, vars=vars, fallback=fallback, **kwargs)

    def getboolean(self, section, option, *, raw=False, vars=None, fallback=_missing, **kwargs):
        return self._get_conv(section, option, self._convert_to_boolean, raw=raw, vars=vars, fallback=fallback, **kwargs)

    def _convert_to_boolean(self, value):
        if value.lower() not in self.BOOLEAN_STATES:
            raise ValueError("Not a boolean: %s" % value)
        return self.BOOLEAN_STATES[value.lower()]

    def items(self, section=_missing, raw=False, vars=None):
        if section is _missing:
            return super().items()
        known = self._known(section, None)
        names = list(known)
        if vars:
            known.update((self.optionxform(key), value) for key, value in vars.items())
        return [(name, known[name] if raw or known[name] is None
                 else self._interpolation.before_get(self, section, name, known[name], known)) for name in names]

    def popitem(self):
        for key in self.sections():
            value = self[key]
            del self[key]
            return key, value
        raise KeyError

    def optionxform(self, optionstr):
        return optionstr.lower()

    def has_option(self, section, option):
        if not section or section == self.default_section:
            return self.optionxform(option) in self._defaults
        return section in self._sections and (self.optionxform(option) in self._sections[section] or self.optionxform(option) in self._defaults)

    def set(self, section, option, value=None):
        if value:
            value = self._interpolation.before_set(self, section, option, value)
        if not section or section == self.default_section:
            keys = self._defaults
        elif section in self._sections:
            keys = self._sections[section]
        else:
            raise NoSectionError(section) from None
        keys[self.optionxform(option)] = value

    def write(self, fp, space_around_delimiters=True):
        delimiter = " {} ".format(self._delimiters[0]) if space_around_delimiters else self._delimiters[0]
        if self._defaults:
            self._write_section(fp, self.default_section, self._defaults.items(), delimiter)
        for section in self._sections:
            self._write_section(fp, section, self._sections[section].items(), delimiter)

    def _write_section(self, fp, name, items, delimiter):
        fp.write("[{}]\n".format(name))
        for key, value in items:
            value = self._interpolation.before_write(self, name, key, value)
            value = "" if value is None and self._allow_no_value else delimiter + str(value).replace("\n", "\n\t")
            fp.write("{}{}\n".format(key, value))
        fp.write("\n")

    def remove_option(self, section, option):
        if not section or section == self.default_section:
            keys = self._defaults
        elif section in self._sections:
            keys = self._sections[section]
        else:
            raise NoSectionError(section) from None
        option = self.optionxform(option)
        existed = option in keys
        if existed:
            del keys[option]
        return existed

    def remove_section(self, section):
        existed = section in self._sections
        if existed:
            del self._sections[section]
            del self._proxies[section]
        return existed

    def __getitem__(self, key):
        if key != self.default_section and not self.has_section(key):
            raise KeyError(key)
        return self._proxies[key]

    def __setitem__(self, key, value):
        if key in self and self[key] is value:
            return
        if key == self.default_section:
            self._defaults.clear()
        elif key in self._sections:
            self._sections[key].clear()
        self.read_dict({key: value})

    def __delitem__(self, key):
        if key == self.default_section:
            raise ValueError("Cannot remove the default section.")
        if not self.has_section(key):
            raise KeyError(key)
        self.remove_section(key)

    def __contains__(self, key):
        return key == self.default_section or self.has_section(key)

    def __len__(self):
        return len(self._sections) + 1

    def __iter__(self):
        yield self.default_section
        yield from self._sections.keys()

    @property
    def converters(self):
        return self._converters

    def _read(self, lines, source):
        reader = _Reader(self, source)
        for number, line in enumerate(lines, 1):
            reader.take(number, line)
        reader.finish()


class _Reader:
    def __init__(self, parser, source):
        self.parser, self.source = parser, source
        self.seen = set()
        self.keys = self.section = self.option = self.error = None
        self.indent = 0
        delimiters = "|".join(re.escape(each) for each in parser._delimiters)
        optional = parser._allow_no_value
        pattern = r"(?P<option>.*?)\s*(?:(?P<vi>%s)\s*(?P<value>.*))?$" if optional else r"(?P<option>.*?)\s*(?P<vi>%s)\s*(?P<value>.*)$"
        self.pattern = re.compile(pattern % delimiters)

    def _uncommented(self, line):
        end = len(line)
        for prefix in self.parser._inline:
            place = line.find(prefix)
            while place >= 0:
                if place == 0 or line[place - 1].isspace():
                    end = min(end, place)
                    break
                place = line.find(prefix, place + 1)
        if line.strip().startswith(self.parser._comments) and self.parser._comments:
            end = 0
        return line[:end].strip(), end < len(line)

    def take(self, number, line):
        value, had_comment = self._uncommented(line)
        open_value = self.keys is not None and self.option and self.keys[self.option] is not None
        if not value:
            if self.parser._keeps_empty:
                if not had_comment and open_value:
                    self.keys[self.option].append("")
            else:
                self.indent = sys.maxsize
            return
        indent = len(line) - len(line.lstrip())
        if self.keys is not None and self.option and indent > self.indent:
            if not open_value:
                raise AttributeError("'NoneType' object has no attribute 'append'")
            self.keys[self.option].append(value)
            return
        self.indent = indent
        header = self.parser.SECTCRE.match(value)
        if header:
            self._begin(header.group("header"), number)
        elif self.keys is None:
            raise MissingSectionHeaderError(self.source, number, line)
        else:
            self._assign(value, number, line)

    def _begin(self, name, number):
        parser = self.parser
        self.section, self.option = name, None
        if name in parser._sections:
            if parser._strict and name in self.seen:
                raise DuplicateSectionError(name, self.source, number)
            self.keys = parser._sections[name]
            self.seen.add(name)
        elif name == parser.default_section:
            self.keys = parser._defaults
        else:
            self.keys = parser._sections[name] = parser._dict()
            parser._proxies[name] = SectionProxy(parser, name)
            self.seen.add(name)

    def _assign(self, text, number, line):
        match = self.pattern.match(text)
        if not match or not match.group("option"):
            self.error = self.error or ParsingError(self.source)
            self.error.append(number, repr(line))
            return
        option, value = match.group("option", "value")
        self.option = self.parser.optionxform(option.rstrip())
        if self.parser._strict and (self.section, self.option) in self.seen:
            raise DuplicateOptionError(self.section, self.option, self.source, number)
        self.seen.add((self.section, self.option))
        self.keys[self.option] = None if value is None else [value.strip()]

    def finish(self):
        parser = self.parser
        for name, keys in [(parser.default_section, parser._defaults), *parser._sections.items()]:
            for option, value in keys.items():
                if isinstance(value, list):
                    value = "\n".join(value).rstrip()
                keys[option] = parser._interpolation.before_read(parser, name, option, value)
        if self.error:
            raise self.error


class ConfigParser(RawConfigParser):
    _default_interpolation = BasicInterpolation()

    def __init__(self, defaults=None, *args, **kwargs):
        super().__init__(None, *args, **kwargs)
        for key, value in (defaults or {}).items():
            self._defaults[self.optionxform(str(key))] = value if value is None else str(value)

    def _check(self, option, value, optional):
        if not isinstance(option, str):
            raise TypeError("option keys must be strings")
        if not (optional and value is None) and not isinstance(value, str):
            raise TypeError("option values must be strings")

    def set(self, section, option, value=None):
        self._check(option, value, self._allow_no_value)
        super().set(section, option, value)

    def add_section(self, section):
        if not isinstance(section, str):
            raise TypeError("section names must be strings")
        super().add_section(section)


class SafeConfigParser(ConfigParser):
    pass


class SectionProxy(MutableMapping):
    def __init__(self, parser, name):
        self._parser, self._name = parser, name
        for conv in parser.converters:
            setattr(self, "get" + conv, self._getter(getattr(parser, "get" + conv)))

    def _getter(self, method):
        def get(option, fallback=None, *, raw=False, vars=None, **kwargs):
            return method(self._name, option, raw=raw, vars=vars, fallback=fallback, **kwargs)
        return get

    def __repr__(self):
        return "<Section: {}>".format(self._name)

    def __getitem__(self, key):
        if not self._parser.has_option(self._name, key):
            raise KeyError(key)
        return self._parser.get(self._name, key)

    def __setitem__(self, key, value):
        check = getattr(self._parser, "_check", None)
        if check:
            check(key, value, self._parser._allow_no_value)
        self._parser.set(self._name, key, value)

    def __delitem__(self, key):
        if not (self._parser.has_option(self._name, key) and self._parser.remove_option(self._name, key)):
            raise KeyError(key)

    def __contains__(self, key):
        return self._parser.has_option(self._name, key)

    def _options(self):
        return self._parser.options(self._name) if self._name != self._parser.default_section else list(self._parser.defaults())

    def __len__(self):
        return len(self._options())

    def __iter__(self):
        return self._options().__iter__()

    @property
    def parser(self):
        return self._parser

    @property
    def name(self):
        return self._name

    def get(self, option, fallback=None, *, raw=False, vars=None, _impl=None, **kwargs):
        return self._parser.get(self._name, option, raw=raw, vars=vars, fallback=fallback)


class ConverterMapping(MutableMapping):
    def __init__(self, parser):
        self._parser = parser
        self._data = {"int": parser.getint, "float": parser.getfloat, "boolean": parser.getboolean}

    def __getitem__(self, key):
        return self._data[key]

    def __setitem__(self, key, value):
        def convert(section, option, **kwargs):
            return self._parser._get_conv(section, option, value, **kwargs)
        self._data[key] = convert
        setattr(self._parser, "get" + key, convert)
        for proxy in self._parser._proxies.values():
            setattr(proxy, "get" + key, proxy._getter(convert))

    def __delitem__(self, key):
        del self._data[key]

    def __iter__(self):
        return iter(self._data)

    def __len__(self):
        return len(self._data)
"""#
