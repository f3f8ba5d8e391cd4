import ctypes
import subprocess
import sys

import pytest

HOLES = """
from ingest.free_memory import give_back_memory

def resident():
    return next(int(line.split()[1]) for line in open("/proc/self/status") if line.startswith("VmRSS")) // 1024

# Pieces small enough to lie in the common heap, every other one let go of.
kept = [bytes(60_000) for _ in range(4_000)]
del kept[::2]
before = resident()
give_back_memory()
print(before - resident())
"""


@pytest.mark.skipif(not hasattr(ctypes.CDLL(None), "malloc_trim"), reason="NO GLIBC: nothing to give back here")
def test_what_lies_free_between_pieces_in_use_goes_back() -> None:
    done = subprocess.run([sys.executable, "-c", HOLES], capture_output=True, text=True, check=True)
    assert int(done.stdout) > 60
