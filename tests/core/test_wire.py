import subprocess
import sys

from fashion_gui.core.codec import MAX_LINE, decode, encode
from fashion_gui.core.protocol import OpenModel, Stop

START = """
import os, subprocess, sys
from fashion_gui.core.codec import decode
from fashion_gui.core.protocol import Stop
from fashion_gui.core.wire import Wire

wire = Wire()
"""
ECHO = """
print("printed by a library")
os.write(1, b"written by native code\\n")
subprocess.run([sys.executable, "-c", "print('printed by a grandchild')"], check=True)
while line := wire.read_line():
    wire.send(decode(line))
"""
COUNT = "wire.send(Stop(run=str(len(wire.read_line()))))"


def run(code, lines):
    return subprocess.run(
        [sys.executable, "-c", START + code], input=lines, capture_output=True, timeout=60, check=True
    )


def test_only_messages_reach_the_wire_and_eof_ends_it():
    messages = [Stop(run="a"), OpenModel(id=1, path="брюки\udcff.keras")]

    done = run(ECHO, b"".join(encode(message).encode() + b"\n" for message in messages))

    assert [decode(line) for line in done.stdout.splitlines()] == messages
    assert done.stdout.endswith(b"\n")
    assert done.stdout.count(b"\r") == 0
    noise = done.stderr.decode()
    assert all(word in noise for word in ("by a library", "by native code", "by a grandchild"))


def test_a_line_without_end_is_read_in_bounded_pieces():
    done = run(COUNT, b"x" * (MAX_LINE + 1000))

    assert decode(done.stdout) == Stop(run=str(MAX_LINE + 1))
