"""What the login does with a server that answers nonsense, or worse."""

import gzip
import ssl
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler
from ipaddress import ip_address
from pathlib import Path
from threading import Event

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from hypothesis import given
from hypothesis import strategies as st

from mydimos.adapters.gsis import LARGEST_ANSWER, _Answer, _identity, _token
from mydimos.identity.errors import LoginFailed, LoginInvalid, LoginUnavailable
from mydimos.identity.ports import LoginIdentity
from tests.adapters.state_login import RETURN_TO, Quiet, Script, impostor, login_at, running

BOMB = b"""<?xml version="1.0"?>
<!DOCTYPE root [
  <!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">
]>
<root><userinfo taxid="068933130" lastname="&c;" firstname="A"/></root>"""
FILE_READER = b"""<?xml version="1.0"?>
<!DOCTYPE root [<!ENTITY file SYSTEM "file:///etc/hostname">]>
<root><userinfo taxid="068933130" lastname="X" firstname="A"/>&file;</root>"""
PLAIN_DTD = b"""<!DOCTYPE root SYSTEM "http://127.0.0.1:9/gsis.dtd">
<root><userinfo taxid="068933130" lastname="X" firstname="A"/></root>"""


def ask(script: Script) -> LoginIdentity:
    with impostor(script) as (address, _):
        return login_at(address).fetch_identity(code="c0de", redirect_uri=RETURN_TO)


def person(**attributes: str) -> bytes:
    written = " ".join(f'{name}="{text}"' for name, text in attributes.items())
    return f"<root><userinfo {written}/></root>".encode()


@pytest.mark.parametrize("document", [BOMB, FILE_READER, PLAIN_DTD], ids=["bomb", "file", "dtd"])
def test_entities_and_document_types_are_refused(document: bytes) -> None:
    with pytest.raises(LoginUnavailable):
        ask(Script(userinfo=document))


def test_numeric_entities_blanks_and_letters_mix() -> None:
    identity = ask(
        Script(
            userinfo=person(
                userid="User068933130   ",
                taxid=" 068933130   ",
                lastname="ΠΑ&#928;&#x391;ΔΟΠΟΥΛΟΥ   ΜΕΛΑ  ",
                firstname=" ΕΛΕΝΗ   ",
            )
        )
    )

    assert identity == LoginIdentity("068933130", "ΕΛΕΝΗ", "ΠΑΠΑΔΟΠΟΥΛΟΥ ΜΕΛΑ", is_company=False)


def test_only_the_tax_number_must_be_there() -> None:
    identity = ask(Script(userinfo=person(taxid="068933130")))

    assert identity == LoginIdentity("068933130", "", "", is_company=True)
    assert identity.display_name == ""


@pytest.mark.parametrize(
    "number",
    [
        "",
        "68933130",
        "068933131",
        "000000000",
        "EL068933130",
        "0689331300",
        "068-933130",
        "٠٦٨٩٣٣١٣٠",
    ],
)
def test_a_tax_number_has_nine_digits_and_the_last_one_fits(number: str) -> None:
    with pytest.raises(LoginInvalid):
        ask(Script(userinfo=person(taxid=number, lastname="X", firstname="A")))


def test_a_missing_tax_number_is_invalid() -> None:
    with pytest.raises(LoginInvalid):
        ask(Script(userinfo=person(lastname="X", firstname="A")))


@pytest.mark.parametrize(
    "document",
    [
        b"",
        b"<html><body>Maintenance</body>",
        b"<root/>",
        b'<root><userinfo taxid="068933130"/><userinfo taxid="660074100"/></root>',
        b'{"error":"invalid_token"}',
        b'<?xml version="1.0" encoding="klingon"?><root/>',
        gzip.compress(b'<root><userinfo taxid="068933130"/></root>'),
        person(taxid="068933130", lastname="x" * LARGEST_ANSWER),
    ],
    ids=["empty", "html", "nobody", "two people", "json", "encoding", "gzip", "large"],
)
def test_an_answer_that_is_no_person_is_unavailable(document: bytes) -> None:
    with pytest.raises(LoginUnavailable):
        ask(Script(userinfo=document))


@pytest.mark.parametrize(
    ("status", "body"),
    [
        (200, b'{"error": "server_error"}'),
        (400, b'{"error": "invalid_request"}'),
        (401, b'{"error": "invalid_client"}'),
        (401, b'{"error": "unauthorized", "error_description": "Bad credentials"}'),
        (500, b"<html>"),
        (200, b"<html>"),
        (200, b"[]"),
        (200, b"{}"),
        (200, b'{"access_token": null}'),
        (200, b'{"access_token": ""}'),
        (200, b'{"access_token": 17}'),
        (200, b'{"access_token": "a\\r\\nX-Header: b"}'),
        (200, '{"access_token": "άλφα"}'.encode()),
        (200, b'{"access_token": "a", "error": "server_error"}'),
        (503, b'{"access_token": "a"}'),
        (200, b"[" * 60_000),
        (200, b"\xff\xfe"),
    ],
)
def test_without_a_clean_token_nobody_is_asked_for(status: int, body: bytes) -> None:
    script = Script(token=body, token_status=status)
    with impostor(script) as (address, asked), pytest.raises(LoginUnavailable):
        login_at(address).fetch_identity(code="c0de", redirect_uri=RETURN_TO)

    assert asked == ["/oauth/token"]


@pytest.mark.parametrize("status", [200, 400, 401])
def test_a_stale_code_is_told_apart_whatever_the_status(status: int) -> None:
    with pytest.raises(LoginInvalid):
        ask(Script(token=b'{"error": "invalid_grant"}', token_status=status))


def test_a_redirect_is_not_followed() -> None:
    with impostor(Script(userinfo=person(taxid="068933130"))) as (elsewhere, asked_elsewhere):
        headers = {"Location": f"{elsewhere}/userinfo"}

        with pytest.raises(LoginUnavailable):
            ask(Script(status=302, headers=headers))

    assert asked_elsewhere == []


def drip(handler: BaseHTTPRequestHandler, *, stop: Event, after_headers: bool) -> None:
    """A byte at a time, for ever."""
    handler.wfile.write(b"HTTP/1.0 200 OK\r\n" + (b"\r\n" if after_headers else b"X-Slow: "))
    while not stop.wait(0.05):
        handler.wfile.write(b"x")


@pytest.mark.parametrize("after_headers", [True, False], ids=["body", "headers"])
def test_an_answer_that_drips_ends_with_the_timeout(after_headers: bool) -> None:
    stop = Event()
    script = Script(write=lambda handler: drip(handler, stop=stop, after_headers=after_headers))
    with impostor(script) as (address, _):
        login = login_at(address, timeout=timedelta(seconds=0.4))

        with pytest.raises(LoginUnavailable):
            login.fetch_identity(code="c0de", redirect_uri=RETURN_TO)

        stop.set()


@pytest.fixture
def stranger_with_tls(tmp_path: Path) -> Iterator[str]:
    """A server with a self-signed certificate."""
    server = Quiet(("127.0.0.1", 0), BaseHTTPRequestHandler)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(self_signed(tmp_path / "certificate.pem"))
    server.socket = context.wrap_socket(server.socket, server_side=True)
    with running(server):
        yield f"https://127.0.0.1:{server.server_address[1]}"


def test_a_certificate_that_nobody_vouches_for_is_refused(stranger_with_tls: str) -> None:
    with pytest.raises(LoginUnavailable, match="SSLError"):
        login_at(stranger_with_tls).fetch_identity(code="c0de", redirect_uri=RETURN_TO)


@given(
    st.binary(max_size=200) | st.text(alphabet='<>/="& userinfotaxid0689{}[]!\0').map(str.encode)
)
def test_whatever_comes_it_is_a_person_or_a_named_failure(body: bytes) -> None:
    for read in (_identity, _token):
        try:
            read(_Answer(200, body))
        except LoginFailed:
            continue


def self_signed(path: Path) -> Path:
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "127.0.0.1")])
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(datetime(2026, 1, 1, tzinfo=UTC))
        .not_valid_after(datetime(2099, 1, 1, tzinfo=UTC))
        .add_extension(
            x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))]), critical=False
        )
        .sign(key, hashes.SHA256())
    )
    pem = serialization.Encoding.PEM
    path.write_bytes(
        key.private_bytes(pem, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
        + certificate.public_bytes(pem)
    )
    return path
