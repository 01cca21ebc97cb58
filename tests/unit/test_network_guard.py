"""No test reaches the network, nor does a program that a test starts; only a timestamp server that was named is ever asked."""

import socket
import subprocess
import sys

import pytest

from tests.network import NetworkRefused

REACH = """
import socket
for reach in (lambda: socket.socket().connect(("192.0.2.1", 9)), lambda: socket.getaddrinfo("example.org", 80)):
    try:
        reach()
    except ConnectionRefusedError as refused:
        print(refused)
"""


def test_neither_this_program_nor_one_it_starts_reaches_the_network():
    with pytest.raises(NetworkRefused):
        socket.create_connection(("192.0.2.1", 9), 1)
    with pytest.raises(NetworkRefused):
        socket.getaddrinfo("example.org", 80)
    started = subprocess.run([sys.executable, "-P", "-c", REACH], capture_output=True, text=True, check=True)
    assert started.stdout.splitlines() == ["socket.connect: '192.0.2.1'", "socket.getaddrinfo: 'example.org'"]
