"""What is no request, or hardly one: a problem document, never a 500."""

from __future__ import annotations

import gzip
import json
import socket
from urllib.parse import urlsplit
from uuid import uuid4

import pytest

from tests.edge.cast import PROBLEM, assert_problem, said_by
from tests.house import RunningHouse, Visitor

HUGE = 64 * 1024


def wired(house: RunningHouse, request: bytes) -> tuple[int, bytes]:
    """The status and the whole answer to bytes on the wire. The connection has to end by itself."""
    where = urlsplit(house.url)
    with socket.create_connection((where.hostname, where.port), timeout=10) as wire:
        wire.sendall(request)
        answer = b"".join(iter(lambda: wire.recv(65536), b""))
    return int(answer.split(b" ", 2)[1]), answer


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"[]",
        b'"text"',
        b"null",
        b"1",
        b"{} {}",
        b'{"id": NaN}',
        b'{"id": -Infinity}',
        b'{"id": ' + b"9" * 5000 + b"}",
        b"[" * 60_000,
        b'{"a":' * 10_000 + b"1" + b"}" * 10_000,
        b'{"id": "\xff\xfe"}',
        b'{"id": "\x00"}',
        b"\xef\xbb\xbf{}",
        '{"id": "é"}'.encode("utf-16"),
        b'{"id": "a\xed\xa0\x80b"}',
        gzip.compress(b"{}"),
    ],
    ids=lambda body: repr(body[:16]),
)
@pytest.mark.parametrize("path", ["/chat/messages", "/chat/events", "/chat/consent"])
def test_a_body_that_is_no_json_object_is_malformed(house: RunningHouse, visitor: Visitor, path: str, body: bytes) -> None:
    headers = {"Authorization": f"Bearer {visitor.token}", "Content-Type": "application/json"}
    assert_problem(house.raw("POST", path, body, headers), 400)


@pytest.mark.parametrize("twice", ['"text": "a", "text": "b"', '"id": "x", "text": "a"'])
def test_a_name_that_comes_twice_is_malformed(house: RunningHouse, visitor: Visitor, twice: str) -> None:
    body = f'{{"id": "{uuid4()}", {twice}}}'.encode()
    assert_problem(house.raw("POST", "/chat/messages", body, {"Authorization": f"Bearer {visitor.token}"}), 400)
    assert said_by(visitor) == []


@pytest.mark.parametrize("kind", ["text/plain", "application/json; charset=latin-1", ";;;", "multipart/form-data; boundary=x", "application/xml"])
def test_the_body_is_json_whatever_its_type_says(house: RunningHouse, visitor: Visitor, kind: str) -> None:
    body = json.dumps({"id": str(uuid4()), "text": "Été"}, ensure_ascii=False).encode()
    answer = house.raw("POST", "/chat/messages", body, {"Authorization": f"Bearer {visitor.token}", "Content-Type": kind})
    assert answer.status == 200
    assert said_by(visitor) == ["Été"]


def test_a_body_over_64_kib_is_too_long(house: RunningHouse, visitor: Visitor) -> None:
    assert_problem(visitor.post(text="a" * HUGE), 413)
    chunk = b"%x\r\n%b\r\n" % (4096, b"a" * 4096)
    head = f"POST /chat/messages HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {visitor.token}\r\nConnection: close\r\n"
    status, answer = wired(house, head.encode() + b"Transfer-Encoding: chunked\r\n\r\n" + chunk * 20 + b"0\r\n\r\n")
    assert status == 413
    assert PROBLEM.encode() in answer


def test_a_small_body_that_unpacks_to_gigabytes_is_not_unpacked(house: RunningHouse, visitor: Visitor) -> None:
    bomb = gzip.compress(b"a" * 20_000_000)
    answer = house.raw("POST", "/chat/messages", bomb, {"Authorization": f"Bearer {visitor.token}", "Content-Encoding": "gzip"})
    assert_problem(answer, 400)


POST = b"POST /chat/sessions HTTP/1.1\r\nHost: x\r\nConnection: close\r\n"
GET = b"GET /healthz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n"


@pytest.mark.parametrize(
    "request_bytes",
    [
        POST + b"Transfer-Encoding: chunked\r\n\r\nZZ\r\n{}\r\n0\r\n\r\n",
        POST + b"Transfer-Encoding: chunked\r\nContent-Length: 2\r\n\r\n2\r\n{}\r\n0\r\n\r\n",
        POST + b"Transfer-Encoding: rot13\r\n\r\n{}",
        POST + b"Content-Length: -1\r\n\r\n{}",
        POST + b"Content-Length: many\r\n\r\n{}",
        POST + b"Content-Length: 2\r\nContent-Length: 3\r\n\r\n{}",
        GET + b"X-Header: a\x00b\r\n\r\n",
        GET + b"Authorization: Bearer " + b"a" * 70_000 + b"\r\n\r\n",
        GET + b"".join(b"X-%d: a\r\n" % number for number in range(1000)) + b"\r\n",
        b"GET /" + b"a" * 9000 + b" HTTP/1.1\r\nHost: x\r\n\r\n",
        b"GET /fr/\xff HTTP/1.1\r\nHost: x\r\n\r\n",
        b"GET http://[::1 HTTP/1.1\r\nHost: x\r\n\r\n",
        b"GET / HTTP/3.0\r\nHost: x\r\n\r\n",
        b"GET /healthz HTTP/1.1\r\n\r\n",
        b"FETCH /healthz HTTP/1.1\r\nHost: x\r\n\r\n",
        b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
        b"\x16\x03\x01\x00\xa5\x01\x00\x00\r\n\r\n",
    ],
    ids=lambda wire: repr(wire[-28:]),
)
def test_what_is_hardly_http_is_answered_with_a_problem_document(house: RunningHouse, request_bytes: bytes) -> None:
    status, answer = wired(house, request_bytes)
    assert status == 400
    assert PROBLEM.encode() in answer
    assert b"aaaa" not in answer


def test_an_expectation_nobody_can_meet_is_answered_with_a_problem_document(house: RunningHouse) -> None:
    status, answer = wired(house, POST + b"Expect: miracles\r\nContent-Length: 2\r\n\r\n{}")
    assert status == 417
    assert PROBLEM.encode() in answer


UNKNOWN = ["/nothing", "/chat", "/chat/", "/chat/nothing", "/chat/messages/", "//", "//evil.example/", "/%zz", "/de/", "/fr", "/.env", "/meetings"]


@pytest.mark.parametrize("path", UNKNOWN)
def test_there_is_nothing_at_an_unknown_path(house: RunningHouse, path: str) -> None:
    for method in ("GET", "POST", "DELETE"):
        assert_problem(house.raw(method, path, b"{}" if method == "POST" else None), 404)


@pytest.mark.parametrize(
    ("path", "allowed"),
    [
        ("/healthz", "GET, HEAD"),
        ("/readyz", "GET, HEAD"),
        ("/", "GET, HEAD"),
        ("/fr/", "GET, HEAD"),
        ("/widget.js", "GET, HEAD"),
        ("/chat/sessions", "POST"),
        ("/chat/messages", "GET, HEAD, POST"),
        ("/chat/events", "GET, POST"),
        ("/chat/consent", "POST"),
        ("/meetings/x", "GET, HEAD, POST"),
        ("/meetings/x.ics", "GET, HEAD"),
    ],
)
def test_a_method_that_is_not_possible_is_refused_and_those_that_are_are_told(house: RunningHouse, path: str, allowed: str) -> None:
    for method in {"PUT", "PATCH", "DELETE", "OPTIONS", "TRACE"} | {"POST", "GET"} - set(allowed.split(", ")):
        answer = house.raw(method, path, b"{}" if method in ("PUT", "PATCH", "POST") else None)
        assert_problem(answer, 405, method)
        assert answer.headers["allow"] == allowed


def test_head_answers_as_get_without_a_body(house: RunningHouse, visitor: Visitor) -> None:
    for path in ("/healthz", "/readyz", "/fr/", "/widget.js", "/chat/messages"):
        answer = house.raw("HEAD", path, headers={"Authorization": f"Bearer {visitor.token}"})
        assert (answer.status, answer.body) == (200, b"")
    assert house.raw("HEAD", "/chat/events", headers={"Authorization": f"Bearer {visitor.token}"}).status == 405
