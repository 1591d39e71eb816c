// Holds the second part of the module doctest in Toy: running examples and reporting.

let doctestRunning = #"""


class DocTestRunner:
    DIVIDER = "*" * 70

    def __init__(self, checker=None, verbose=None, optionflags=0):
        self._checker = checker or OutputChecker()
        self._verbose = "-v" in _sys.argv if verbose is None else verbose
        self.optionflags = self.original_optionflags = optionflags
        self.tries = self.failures = 0
        self._counts = {}

    def report_start(self, out, test, example):
        if self._verbose:
            if example.want:
                out("Trying:\n%sExpecting:\n%s" % (_indent(example.source), _indent(example.want)))
            else:
                out("Trying:\n%sExpecting nothing\n" % _indent(example.source))

    def report_success(self, out, test, example, got):
        if self._verbose:
            out("ok\n")

    def report_failure(self, out, test, example, got):
        out(self._header(test, example) + self._checker.output_difference(example, got, self.optionflags))

    def report_unexpected_exception(self, out, test, example, exc_info):
        out(self._header(test, example) + "Exception raised:\n" + _indent("".join(_traceback.format_exception(*exc_info))))

    def _header(self, test, example):
        known = test.lineno is not None and example.lineno is not None
        if test.filename:
            place = 'File "%s", line %s, in %s' % (test.filename, test.lineno + example.lineno + 1 if known else "?", test.name)
        else:
            place = "Line %s, in %s" % (example.lineno + 1, test.name)
        return "\n".join([self.DIVIDER, place, "Failed example:", _indent(example.source)])

    def _message(self, error):
        return _traceback.format_exception_only(type(error), error)[-1]

    def _agrees(self, example, error):
        expected, message = example.exc_msg, self._message(error)
        if self._checker.check_output(expected, message, self.optionflags):
            return True
        if not self.optionflags & IGNORE_EXCEPTION_DETAIL:
            return False
        def bare(text):
            return text.split("\n")[0].split(":")[0].rpartition(".")[2].strip()
        return bare(expected) == bare(message)

    def _execute(self, test, number, example, flags):
        """Runs one example: its output and the exception it raised, or None."""
        captured = _StringIO()
        real, _sys.stdout = _sys.stdout, captured
        hook, _sys.displayhook = _sys.displayhook, _sys.__displayhook__
        error = None
        try:
            code = compile(example.source, "<doctest %s[%d]>" % (test.name, number), "single", flags, True)
            exec(code, test.globs)
        except KeyboardInterrupt:
            raise
        except BaseException as caught:
            error = caught
            error.__traceback__ = error.__traceback__ and error.__traceback__.tb_next
        finally:
            _sys.stdout = real
            _sys.displayhook = hook
        got = captured.getvalue()
        return got if not got or got.endswith("\n") else got + "\n", error

    def run(self, test, compileflags=None, out=None, clear_globs=True):
        if out is None:
            out = _sys.stdout.write
        failures = tries = 0
        original = self.optionflags
        for number, example in enumerate(test.examples):
            quiet = self.optionflags & REPORT_ONLY_FIRST_FAILURE and failures > 0
            self.optionflags = original
            for flag, wanted in example.options.items():
                self.optionflags = self.optionflags | flag if wanted else self.optionflags & ~flag
            if self.optionflags & SKIP:
                continue
            tries += 1
            if not quiet:
                self.report_start(out, test, example)
            got, error = self._execute(test, number, example, compileflags or 0)
            if error is None:
                good = self._checker.check_output(example.want, got, self.optionflags)
            else:
                good = example.exc_msg is not None and self._agrees(example, error)
            if good:
                if not quiet:
                    self.report_success(out, test, example, got)
                continue
            failures += 1
            if not quiet:
                if error is not None and example.exc_msg is None:
                    self.report_unexpected_exception(out, test, example, (type(error), error, error.__traceback__))
                else:
                    if error is not None:
                        got += "".join(_traceback.format_exception(type(error), error, error.__traceback__))
                    self.report_failure(out, test, example, got)
            if self.optionflags & FAIL_FAST:
                break
        self.optionflags = original
        failed, tried = self._counts.get(test.name, (0, 0))
        self._counts[test.name] = failed + failures, tried + tries
        self.failures += failures
        self.tries += tries
        if clear_globs:
            test.globs.clear()
        return TestResults(failures, tries)

    def summarize(self, verbose=None):
        if verbose is None:
            verbose = self._verbose
        empty = sorted(name for name, (failed, tried) in self._counts.items() if tried == 0)
        passed = sorted((name, tried) for name, (failed, tried) in self._counts.items() if tried and not failed)
        bad = sorted((name, counts) for name, counts in self._counts.items() if counts[0])
        total = sum(tried for failed, tried in self._counts.values())
        wrong = sum(failed for failed, tried in self._counts.values())
        if verbose:
            if empty:
                print(len(empty), "items had no tests:")
                for name in empty:
                    print("   ", name)
            if passed:
                print(len(passed), "items passed all tests:")
                for name, count in passed:
                    print(" %3d tests in %s" % (count, name))
        if bad:
            print(self.DIVIDER)
            print(len(bad), "items had failures:")
            for name, counts in bad:
                print(" %3d of %3d in %s" % (*counts, name))
        if verbose:
            print(total, "tests in", len(self._counts), "items.")
            print(total - wrong, "passed and", wrong, "failed.")
        if wrong:
            print("***Test Failed***", wrong, "failures.")
        elif verbose:
            print("Test passed.")
        return TestResults(wrong, total)


class DebugRunner(DocTestRunner):
    def report_unexpected_exception(self, out, test, example, exc_info):
        raise UnexpectedException(test, example, exc_info)

    def report_failure(self, out, test, example, got):
        raise DocTestFailure(test, example, got)


master = None


def testmod(m=None, name=None, globs=None, verbose=None, report=True, optionflags=0, extraglobs=None, raise_on_error=False,
            exclude_empty=False):
    if m is None:
        m = _sys.modules.get("__main__")
    if not _inspect.ismodule(m):
        raise TypeError("testmod: module required; %r" % (m,))
    finder = DocTestFinder(exclude_empty=exclude_empty)
    runner = (DebugRunner if raise_on_error else DocTestRunner)(verbose=verbose, optionflags=optionflags)
    for test in finder.find(m, m.__name__ if name is None else name, globs=globs, extraglobs=extraglobs):
        runner.run(test)
    if report:
        runner.summarize()
    return TestResults(runner.failures, runner.tries)


def testfile(filename, module_relative=True, name=None, package=None, globs=None, verbose=None, report=True, optionflags=0,
             extraglobs=None, raise_on_error=False, parser=None, encoding=None):
    import os
    if module_relative and not os.path.isabs(filename):
        base = getattr(_sys.modules.get("__main__"), "__file__", None)
        path = os.path.join(os.path.dirname(base), *filename.split("/")) if base else filename
    else:
        path = filename
    with open(path, encoding=encoding or "utf-8") as file:
        text = file.read()
    globs = {} if globs is None else globs.copy()
    globs.update(extraglobs or {})
    globs.setdefault("__name__", "__main__")
    runner = (DebugRunner if raise_on_error else DocTestRunner)(verbose=verbose, optionflags=optionflags)
    runner.run((parser or DocTestParser()).get_doctest(text, globs, name or os.path.basename(path), path, 0))
    if report:
        runner.summarize()
    return TestResults(runner.failures, runner.tries)


def run_docstring_examples(f, globs, verbose=False, name="NoName", compileflags=None, optionflags=0):
    runner = DocTestRunner(verbose=verbose, optionflags=optionflags)
    for test in DocTestFinder(verbose=verbose, recurse=False).find(f, name, globs=globs):
        runner.run(test, compileflags=compileflags)


def set_unittest_reportflags(flags):
    global _unittest_reportflags
    if flags & REPORTING_FLAGS != flags:
        raise ValueError("Only reporting flags allowed", flags)
    old, _unittest_reportflags = _unittest_reportflags, flags
    return old


_unittest_reportflags = 0


def _module(module):
    if module is None:
        return _sys.modules[_sys._getframe(2).f_globals.get("__name__", "__main__")]
    if isinstance(module, str):
        return __import__(module, globals(), locals(), ["*"])
    return module


def DocTestSuite(module=None, globs=None, extraglobs=None, test_finder=None, **options):
    import unittest
    module = _module(module)
    finder = DocTestFinder() if test_finder is None else test_finder
    suite = unittest.TestSuite()
    for test in sorted(finder.find(module, globs=globs, extraglobs=extraglobs)):
        if test.examples:
            if not test.filename:
                name = getattr(module, "__file__", None) or "<unknown>"
                test.filename = name[:-1] if name.endswith(".pyc") else name
            suite.addTest(_case_class()(test, **options))
    return suite


def DocFileSuite(*paths, package=None, module_relative=True, globs=None, parser=None, encoding=None, **options):
    import os
    import unittest
    suite = unittest.TestSuite()
    base = "" if not module_relative else os.path.dirname(getattr(_module(package), "__file__", ""))
    for path in paths:
        place = os.path.join(base, *path.split("/")) if module_relative else path
        with open(place, encoding=encoding or "utf-8") as file:
            text = file.read()
        names = dict(globs or {}, __file__=place)
        name = os.path.basename(place)
        suite.addTest(_case_class()((parser or DocTestParser()).get_doctest(text, names, name, place, 0), **options))
    return suite


_case = None


def _case_class():
    """The class of the tests of a suite; unittest is imported only for those who want suites."""
    global _case
    if _case is not None:
        return _case
    import unittest

    class DocTestCase(unittest.TestCase):
        def __init__(self, test, optionflags=0, setUp=None, tearDown=None, checker=None):
            super().__init__()
            self._dt_optionflags = optionflags
            self._dt_checker = checker
            self._dt_test = test
            self._dt_setUp = setUp
            self._dt_tearDown = tearDown

        def setUp(self):
            self._dt_globs = self._dt_test.globs.copy()
            if self._dt_setUp is not None:
                self._dt_setUp(self._dt_test)

        def tearDown(self):
            if self._dt_tearDown is not None:
                self._dt_tearDown(self._dt_test)
            self._dt_test.globs.clear()
            self._dt_test.globs.update(self._dt_globs)

        def runTest(self):
            test, out, flags = self._dt_test, _StringIO(), self._dt_optionflags
            if not flags & REPORTING_FLAGS:
                flags |= _unittest_reportflags
            runner = DocTestRunner(optionflags=flags, checker=self._dt_checker, verbose=False)
            runner.DIVIDER = "-" * 70
            failures, tries = runner.run(test, out=out.write, clear_globs=False)
            if failures:
                raise self.failureException(self.format_failure(out.getvalue()))

        def format_failure(self, error):
            test = self._dt_test
            line = "unknown line number" if test.lineno is None else "%s" % test.lineno
            last = test.name.split(".")[-1]
            return 'Failed doctest test for %s\n  File "%s", line %s, in %s\n\n%s' % (test.name, test.filename, line, last, error)

        def debug(self):
            self.setUp()
            DebugRunner(optionflags=self._dt_optionflags, checker=self._dt_checker, verbose=False).run(self._dt_test, clear_globs=False)
            self.tearDown()

        def id(self):
            return self._dt_test.name

        def __repr__(self):
            name = self._dt_test.name.split(".")
            return "%s (%s)" % (name[-1], ".".join(name[:-1]))

        __str__ = __repr__

        def shortDescription(self):
            return "Doctest: " + self._dt_test.name

    DocTestCase.__qualname__ = "DocTestCase"
    _case = DocTestCase
    return _case
"""#
