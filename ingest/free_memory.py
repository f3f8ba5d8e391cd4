"""Gives memory back that is free but kept: a run of hours would otherwise grow though it holds nothing more."""

import ctypes


def give_back_memory() -> None:
    """Return what the C library keeps between pieces in use; without glibc nothing happens.

    Texts of ever other lengths are embedded between small things that stay, so that holes of many megabytes are left:
    a tenth of a megabyte for each passage was seen.
    """
    trim = getattr(ctypes.CDLL(None), "malloc_trim", None)
    if trim is not None:
        trim(0)
