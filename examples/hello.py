#!/usr/bin/env python3
# SPDX-License-Identifier: BSD-3-Clause
"""hello.py - one small HTTP exchange on the loopback interface, for a capture to watch.

Prints the server's port, waits for a line on standard input, makes the exchange, and ends. The
server thinks for 20 ms and sends head and body one after the other; the client closes first.
"""
import socket
import sys
import threading
import time

BODY = b"<h1>Hello, world!</h1>\n"
HEAD = (
    b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"
    b"Content-Length: " + str(len(BODY)).encode() + b"\r\n\r\n"
)


def read_until(sock, done):
    data = b""
    while not done(data):
        more = sock.recv(4096)
        if not more:
            break
        data += more
    return data


def serve(listener):
    connection, _ = listener.accept()
    with connection:
        read_until(connection, lambda data: b"\r\n\r\n" in data)
        time.sleep(0.02)
        connection.sendall(HEAD)
        time.sleep(0.002)
        connection.sendall(BODY)
        read_until(connection, lambda data: False)  # until the client has closed


def main():
    socket.setdefaulttimeout(10)
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
        print(port, flush=True)
        if not sys.stdin.readline():
            return 1
        server = threading.Thread(target=serve, args=(listener,), daemon=True)
        server.start()
        with socket.create_connection(("127.0.0.1", port)) as client:
            client.sendall(b"GET /hello?name=world HTTP/1.1\r\nHost: localhost\r\n\r\n")
            read_until(client, lambda data: len(data) >= len(HEAD) + len(BODY))
        server.join(10)
    return 0


if __name__ == "__main__":
    sys.exit(main())
