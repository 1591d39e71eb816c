// Lists the names the runtime looks up itself, interned once.

/// A name that the runtime uses, under its own spelling.
public enum Name: Int, CaseIterable, Sendable {
  case __init__, __new__, __del__, __repr__, __str__, __bytes__, __format__, __hash__, __bool__, __len__
  case __lt__, __le__, __gt__, __ge__, __eq__, __ne__
  case __getattribute__, __getattr__, __setattr__, __delattr__, __dir__, __dict__, __class__, __slots__, __weakref__
  case __get__, __set__, __delete__, __set_name__, __init_subclass__, __class_getitem__, __mro_entries__, __prepare__
  case __instancecheck__, __subclasscheck__, __subclasshook__, __subclasses__, __call__, __iter__, __next__, __reversed__
  case __contains__, __getitem__, __setitem__, __delitem__, __missing__, __length_hint__, __index__
  case __add__, __sub__, __mul__, __truediv__, __floordiv__, __mod__, __divmod__, __pow__, __matmul__
  case __lshift__, __rshift__, __and__, __or__, __xor__
  case __radd__, __rsub__, __rmul__, __rtruediv__, __rfloordiv__, __rmod__, __rdivmod__, __rpow__, __rmatmul__
  case __rlshift__, __rrshift__, __rand__, __ror__, __rxor__
  case __iadd__, __isub__, __imul__, __itruediv__, __ifloordiv__, __imod__, __ipow__, __imatmul__
  case __ilshift__, __irshift__, __iand__, __ior__, __ixor__
  case __neg__, __pos__, __abs__, __invert__, __int__, __float__, __complex__, __round__, __trunc__, __floor__, __ceil__
  case __enter__, __exit__, __aenter__, __aexit__, __aiter__, __anext__, __await__
  case __name__, __qualname__, __module__, __doc__, __annotations__, __defaults__, __kwdefaults__, __code__, __globals__
  case __closure__, __wrapped__, __func__, __self__, __mro__, __bases__, __base__, __file__, __path__, __package__, __spec__
  case __loader__, __builtins__, __all__, __main__, __classcell__, __match_args__, __abstractmethods__, __isabstractmethod__
  case __reduce__, __reduce_ex__, __getstate__, __setstate__, __copy__, __deepcopy__, __sizeof__, __fspath__
  case __traceback__, __context__, __cause__, __suppress_context__, __notes__, __orig_bases__, __import__, __version__
  case __debug__, __build_class__, __static_attributes__
  case args, value, code, name, path, msg, obj, errno, strerror, filename, start, stop, step, real, imag, key, reverse
  case send, `throw`, close, append, read, write, flush, keys, items, values, get, end, sep, file, `self`, cls, metaclass
  case fget, fset, fdel, stdout, stderr, stdin, modules, argv, exit, displayhook, excepthook

  /// The spellings of all names, in order, separated by spaces. Printing a case by reflection instead would look
  /// through all protocol conformances of the program.
  static let spellings: StaticString = """
    __init__ __new__ __del__ __repr__ __str__ __bytes__ __format__ __hash__ __bool__ __len__ \
    __lt__ __le__ __gt__ __ge__ __eq__ __ne__ \
    __getattribute__ __getattr__ __setattr__ __delattr__ __dir__ __dict__ __class__ __slots__ __weakref__ \
    __get__ __set__ __delete__ __set_name__ __init_subclass__ __class_getitem__ __mro_entries__ __prepare__ \
    __instancecheck__ __subclasscheck__ __subclasshook__ __subclasses__ __call__ __iter__ __next__ __reversed__ \
    __contains__ __getitem__ __setitem__ __delitem__ __missing__ __length_hint__ __index__ \
    __add__ __sub__ __mul__ __truediv__ __floordiv__ __mod__ __divmod__ __pow__ __matmul__ \
    __lshift__ __rshift__ __and__ __or__ __xor__ \
    __radd__ __rsub__ __rmul__ __rtruediv__ __rfloordiv__ __rmod__ __rdivmod__ __rpow__ __rmatmul__ \
    __rlshift__ __rrshift__ __rand__ __ror__ __rxor__ \
    __iadd__ __isub__ __imul__ __itruediv__ __ifloordiv__ __imod__ __ipow__ __imatmul__ \
    __ilshift__ __irshift__ __iand__ __ior__ __ixor__ \
    __neg__ __pos__ __abs__ __invert__ __int__ __float__ __complex__ __round__ __trunc__ __floor__ __ceil__ \
    __enter__ __exit__ __aenter__ __aexit__ __aiter__ __anext__ __await__ \
    __name__ __qualname__ __module__ __doc__ __annotations__ __defaults__ __kwdefaults__ __code__ __globals__ \
    __closure__ __wrapped__ __func__ __self__ __mro__ __bases__ __base__ __file__ __path__ __package__ __spec__ \
    __loader__ __builtins__ __all__ __main__ __classcell__ __match_args__ __abstractmethods__ __isabstractmethod__ \
    __reduce__ __reduce_ex__ __getstate__ __setstate__ __copy__ __deepcopy__ __sizeof__ __fspath__ \
    __traceback__ __context__ __cause__ __suppress_context__ __notes__ __orig_bases__ __import__ __version__ \
    __debug__ __build_class__ __static_attributes__ \
    args value code name path msg obj errno strerror filename start stop step real imag key reverse \
    send throw close append read write flush keys items values get end sep file self cls metaclass \
    fget fset fdel stdout stderr stdin modules argv exit displayhook excepthook
    """
}
