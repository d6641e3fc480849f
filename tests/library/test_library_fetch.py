"""Fetching a record: a server of our own answers as documented, slowly, wrongly and brokenly."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

import pytest

from desktop_app import __version__
from desktop_app.domain.errors import NotFetched, NotFound, NotUnderstood
from desktop_app.domain.progress import Cancelled, Progress
from desktop_app.library import network
from desktop_app.library.fetching import CROSSREF, PUBMED, fetch, request_for

DATA = Path(__file__).parents[1] / "data" / "fetch"
DOI, PMID = "10.5555/yongquan.2019.0042", "31999042"
JSON, TEXT = "application/json", "text/plain; charset=UTF-8"

Answer = Callable[["Handler"], None]


class Handler(BaseHTTPRequestHandler):
    """Answers every request as the test wishes, and remembers what was asked."""

    server: Server

    def do_GET(self) -> None:
        self.server.asked.append((self.path, {k.lower(): v for k, v in self.headers.items()}))
        self.server.answer(self)

    def say(self, payload: bytes, kind: str, code: int = 200, **headers: str) -> None:
        self.send_response(code)
        self.send_header("Content-Type", kind)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        if "Content_Length" not in headers:
            self.send_header("Content-Length", str(len(payload)))
        self.end_headers()
        self.wfile.write(payload)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        pass


class Server(ThreadingHTTPServer):
    """A server on this computer."""

    daemon_threads = True
    answer: Answer
    asked: list[tuple[str, dict[str, str]]]

    def handle_error(self, request: object, client_address: object) -> None:
        pass

    @property
    def base(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}"


def crossref(handler: Handler) -> None:
    assert unquote(urlsplit(handler.path).path) == f"/works/{DOI}"
    handler.say((DATA / "crossref.json").read_bytes(), JSON)


def pubmed(handler: Handler) -> None:
    parts = urlsplit(handler.path)
    assert parts.path == "/entrez/eutils/efetch.fcgi"
    assert parse_qs(parts.query) == {
        "db": ["pubmed"], "id": [PMID], "retmode": ["text"], "rettype": ["medline"],
    }  # fmt: skip
    handler.say((DATA / "pubmed.txt").read_bytes(), TEXT)


@pytest.fixture
def server() -> Iterator[Server]:
    with Server(("127.0.0.1", 0), Handler) as made:
        made.asked = []
        thread = threading.Thread(target=made.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield made
        made.shutdown()
        thread.join()


@pytest.fixture(autouse=True)
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(network.get, "__defaults__", (False, 0.5, 1.5))


def test_what_would_be_sent_is_shown_and_holds_nothing_of_the_user() -> None:
    request = request_for(doi=f"https://doi.org/{DOI}")
    assert request.url == f"{CROSSREF}/works/{DOI}"
    assert (request.host, request.service, request.doi) == ("api.crossref.org", "Crossref", DOI)
    assert request.shown == (
        f"GET https://api.crossref.org/works/{DOI}\n"
        f"Accept: application/json\nUser-Agent: Yongquan/{__version__}"
    )
    request = request_for(pmid=f"PMID: {PMID}")
    assert request.url == (
        f"{PUBMED}/entrez/eutils/efetch.fcgi?db=pubmed&id={PMID}&retmode=text&rettype=medline"
    )
    assert (request.service, request.pmid) == ("PubMed", PMID)
    assert "@" not in request.shown
    assert request_for(doi="10.1000/a b?x=<1>#2;3").url == f"{CROSSREF}/works/10.1000/a"
    assert request_for(doi="10.1000/a?x#2").url == f"{CROSSREF}/works/10.1000/a%3Fx%232"


@pytest.mark.parametrize(
    "told",
    [
        {}, {"doi": "needles"}, {"pmid": "soles"},
        {"doi": DOI, "base": "http://api.crossref.org"}, {"doi": DOI, "base": "file:///etc"},
        {"pmid": PMID, "base": "ftp://example.org"}, {"pmid": PMID, "base": "https://"},
    ],
)  # fmt: skip
def test_what_cannot_be_asked_is_not(told: dict[str, str]) -> None:
    with pytest.raises(NotUnderstood):
        request_for(**told)


def test_crossref_answers(server: Server) -> None:
    server.answer = crossref
    request = request_for(doi=DOI.upper().replace("YONGQUAN", "yongquan"), base=server.base)
    told: list[str] = []
    reference = fetch(request, Progress(lambda done, total, words: told.append(words)))
    assert reference.title.startswith("Laser Doppler flowmetry of the sole")
    assert reference.doi == DOI
    assert (reference.year, reference.issued.month) == (2019, 7)
    assert (reference.volume, reference.issue, reference.pages) == ("12", "3", "115-121")
    assert reference.container == "Journal of Needling Studies"
    assert [name.family or name.literal for name in reference.names()][1:] == [
        "Smith", "The Sole Study Group",
    ]  # fmt: skip
    assert "<jats" not in reference.abstract
    assert "Perfusion of the sole rose" in reference.abstract
    ((path, headers),) = server.asked
    assert path == urlsplit(request.url).path
    assert set(headers) <= {"accept", "user-agent", "host", "connection", "accept-encoding"}
    assert headers["user-agent"] == f"Yongquan/{__version__}"
    assert told[0] == "Asking Crossref"


def test_pubmed_answers(server: Server) -> None:
    server.answer = pubmed
    reference = fetch(request_for(pmid=PMID, base=server.base))
    assert (reference.pmid, reference.doi, reference.year) == (PMID, DOI, 2019)
    assert reference.publication_types == ("Journal Article", "Randomized Controlled Trial")
    assert reference.names()[0].family == "Cruz"


def answer(payload: bytes, kind: str, code: int = 200, **headers: str) -> Answer:
    return lambda handler: handler.say(payload, kind, code, **headers)


WORK = (DATA / "crossref.json").read_bytes()


@pytest.mark.parametrize(
    ("reply", "error", "words"),
    [
        (answer(b"Resource not found.", "text/plain", 404), NotFound, "knows no such"),
        (answer(b"", JSON, 429, Retry_After="30"), NotFetched, "too often .* in 30 seconds"),
        (answer(b"", JSON, 429), NotFetched, "in a few minutes"),
        (answer(b"<h1>Oops</h1>", "text/html", 500), NotFetched, r"trouble of its own \(500\)"),
        (answer(b"", JSON, 403), NotFetched, r"refused the request \(403\)"),
        (answer(b"<html>Sign in</html>", "text/html"), NotFetched, "text/html"),
        (answer(b"not json", JSON), NotFetched, "broken"),
        (answer(WORK[:900], JSON), NotFetched, "broken"),
        (answer(b"[]", JSON), NotFetched, "broken"),
        (answer(b'{"message": 3}', JSON), NotFetched, "broken"),
        (answer(b"[" * 100_000, JSON), NotFetched, "broken"),
        (answer(b"\xff\xfe\xff", JSON), NotFetched, "broken"),
        (answer(b'{"message": {"DOI": "10.5555/other"}}', JSON), NotFetched, "10.5555/other"),
        (answer(b'{"message": {"title": ["x"]}}', JSON), NotFetched, "no DOI"),
        (answer(WORK, JSON, Content_Length=str(len(WORK) + 5)), NotFetched, "not used"),
        (answer(b" " * (6 * 1024 * 1024), JSON), NotFetched, "larger than 5 MB"),
    ],
)  # fmt: skip
def test_what_is_no_answer_is_told(
    server: Server, reply: Answer, error: type[Exception], words: str
) -> None:
    server.answer = reply
    with pytest.raises(error, match=words):
        fetch(request_for(doi=DOI, base=server.base))


@pytest.mark.parametrize(
    ("payload", "error"),
    [
        (b"", NotFound), (b"\n\n", NotFound),
        (b'{"error":"API rate limit exceeded"}', NotFetched),
        (b"PMID- 5\nTI  - Another.\n\n", NotFetched),
        (b"\x00\x01\x02", NotFetched), (b"Error occurred: cannot get document summary", NotFetched),
    ],
)  # fmt: skip
def test_what_pubmed_does_not_know_is_told(
    server: Server, payload: bytes, error: type[Exception]
) -> None:
    server.answer = answer(payload, TEXT)
    with pytest.raises(error):
        fetch(request_for(pmid=PMID, base=server.base))


def silent(handler: Handler) -> None:
    threading.Event().wait(2)


def trickling(handler: Handler) -> None:
    handler.send_response(200)
    handler.send_header("Content-Type", JSON)
    handler.end_headers()
    for _ in range(40):
        handler.wfile.write(b" ")
        handler.wfile.flush()
        threading.Event().wait(0.1)


def vanishing(handler: Handler) -> None:
    handler.connection.close()


@pytest.mark.parametrize(
    ("reply", "words"),
    [(silent, "in time"), (trickling, "in time"), (vanishing, "not used|cannot be reached")],
)
def test_nobody_waits_for_ever(server: Server, reply: Answer, words: str) -> None:
    server.answer = reply
    with pytest.raises(NotFetched, match=words):
        fetch(request_for(doi=DOI, base=server.base))


def test_offline_is_told(server: Server) -> None:
    base = server.base
    server.shutdown()
    server.server_close()
    with pytest.raises(NotFetched, match="offline"):
        fetch(request_for(doi=DOI, base=base))


def test_a_request_can_be_cancelled_while_it_answers(server: Server) -> None:
    server.answer = trickling
    progress = Progress(lambda done, total, words: progress.cancel() if done > 2 else None)
    with pytest.raises(Cancelled):
        fetch(request_for(doi=DOI, base=server.base), progress)


@dataclass
class Redirect:
    """Sends the first request elsewhere and answers the next."""

    to: str
    asked: list[str] = field(default_factory=list)

    def __call__(self, handler: Handler) -> None:
        self.asked.append(handler.path)
        if len(self.asked) > 1:
            handler.say(WORK, JSON)
            return
        handler.say(b"", JSON, 302, Location=self.to)


def test_a_redirect_is_followed_only_where_it_is_safe(server: Server) -> None:
    server.answer = moved = Redirect("/moved")
    assert fetch(request_for(doi=DOI, base=server.base)).doi == DOI
    assert moved.asked[1] == "/moved"
    for elsewhere in ("http://localhost:9/x", "http://example.org/x", "file:///etc/passwd"):
        server.answer = Redirect(elsewhere)
        with pytest.raises(NotFetched):
            fetch(request_for(doi=DOI, base=server.base))

    def circling(handler: Handler) -> None:
        handler.say(b"", JSON, 302, Location=handler.path)

    server.answer = circling
    with pytest.raises(NotFetched):
        fetch(request_for(doi=DOI, base=server.base))


def test_nothing_is_sent_before_it_is_asked_for(server: Server) -> None:
    server.answer = crossref
    request = request_for(doi=DOI, base=server.base)
    replace(request, pmid="1")
    assert not server.asked
