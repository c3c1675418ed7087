"""Letters go over TLS where there is any, and to nobody whose certificate is not trusted."""

from __future__ import annotations

import ssl
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import trustme

from qualification.outbox.courier import Failure
from qualification.outbox.mail import Lines, MailServer
from qualification.outbox.writing import letter_of
from qualification.site import Site
from qualification.storage import leads
from qualification.storage.database import Database
from tests.cast import CLAIRE
from tests.conftest import NOW
from tests.outbox.conftest import effect
from tests.outbox.smtp import Mailbox, secure_mailbox

pytestmark = pytest.mark.filterwarnings("ignore:Requiring AUTH while not requiring TLS")  # aiosmtpd does not see TLS from the start


@pytest.fixture
def authority(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> trustme.CA:
    """A certificate authority that this process trusts, as an operator has it trust their own."""
    found = trustme.CA()
    found.cert_pem.write_to_path(str(tmp_path / "ca.pem"))
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "ca.pem"))
    return found


@pytest.fixture(params=["smtps", "smtp"], ids=["TLS", "STARTTLS"])
async def box(request: pytest.FixtureRequest, authority: trustme.CA) -> AsyncIterator[tuple[Mailbox, str]]:
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    authority.issue_cert("127.0.0.1").configure_cert(context)
    async with secure_mailbox(context, from_the_start=request.param == "smtps", user="mailer", password="p@ss") as found:
        yield found, request.param


async def _send(database: Database, site: Site, server: MailServer) -> None:
    with database.writing() as connection:
        leads.add(connection, CLAIRE)
        letter = letter_of(effect("content", CLAIRE), connection, site, NOW)
    lines = Lines(server, timeout=5)
    try:
        await lines.send(letter)
    finally:
        await lines.hang_up()


async def test_a_letter_and_the_password_go_over_an_encrypted_line(sqlite: Database, site: Site, box: tuple[Mailbox, str]) -> None:
    mailbox, scheme = box
    await _send(sqlite, site, MailServer.from_url(f"{scheme}://mailer:p%40ss@127.0.0.1:{mailbox.port}"))
    assert len(mailbox.letters) == 1
    assert mailbox.encrypted == [True]


async def test_a_server_whose_certificate_is_not_trusted_gets_neither_password_nor_letter(
    sqlite: Database, site: Site, box: tuple[Mailbox, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    mailbox, scheme = box
    trustme.CA().cert_pem.write_to_path(str(tmp_path / "another.pem"))
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "another.pem"))
    with pytest.raises(Failure) as failed:
        await _send(sqlite, site, MailServer.from_url(f"{scheme}://mailer:p%40ss@127.0.0.1:{mailbox.port}"))
    assert (failed.value.fault, failed.value.for_good) == ("server_down", False)
    assert "certificate" in str(failed.value).lower()
    assert mailbox.letters == []
