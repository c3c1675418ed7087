"""Who a lead is beside others: its address, its company's domain, its country."""

from __future__ import annotations

from functools import lru_cache
from urllib.parse import urlsplit

import phonenumbers

from qualification.lead import Lead

FREE_MAIL = frozenset({
    "gmail.com", "googlemail.com", "outlook.com", "outlook.fr", "hotmail.com", "hotmail.fr", "hotmail.be", "hotmail.co.uk", "live.fr", "live.com",
    "live.be", "msn.com", "yahoo.com", "yahoo.fr", "yahoo.co.uk", "ymail.com", "orange.fr", "wanadoo.fr", "free.fr", "sfr.fr", "neuf.fr",
    "numericable.fr", "bbox.fr", "laposte.net", "icloud.com", "me.com", "mac.com", "aol.com", "gmx.com", "gmx.fr", "gmx.de", "web.de", "mail.com",
    "mailo.com", "proton.me", "protonmail.com", "tutanota.com", "zoho.com", "btinternet.com", "sky.com", "virginmedia.com", "talktalk.net",
    "skynet.be", "telenet.be", "bluewin.ch", "videotron.ca", "sympatico.ca", "yandex.com", "qq.com",
})  # fmt: skip
"""Who gives an address to anybody, so that it says nothing of a company."""
_STUDENT_ENDINGS = (".edu", ".ac.uk")
_STUDENT_LABELS = frozenset({"etu", "etud", "etudiant", "etudiants", "edu", "student", "students", "stud", "univ"})


def folded_email(email: str | None) -> str | None:
    """The address as it is compared: in lower case. Nobody tells two people apart by capitals."""
    return email.strip().casefold() if email else None


def is_free_mail(email: str) -> bool:
    """Whether the address is one that anybody can have."""
    return email.rpartition("@")[2].casefold() in FREE_MAIL


def is_student_address(email: str) -> bool:
    """Whether a school or a university gave the address."""
    domain = email.rpartition("@")[2].casefold()
    return domain.endswith(_STUDENT_ENDINGS) or not _STUDENT_LABELS.isdisjoint(domain.replace("-", ".").split("."))


def domain_of(email: str | None, website: str | None) -> str | None:
    """The company's own domain, without `www.`: of its website, else of a work address; None when neither tells."""
    if website:
        host = _host(website)
        if host:
            return host.removeprefix("www.")[:253]
    if email and "@" in email and not is_free_mail(email):
        return email.rpartition("@")[2].casefold()[:253] or None
    return None


def _host(website: str) -> str | None:
    try:
        return urlsplit(website if "//" in website else f"//{website}").hostname
    except ValueError:
        return None


_ENDINGS = {"uk": "GB", "bzh": "FR", "paris": "FR", "alsace": "FR", "re": "FR", "scot": "GB", "wales": "GB"}
_NO_COUNTRY = frozenset({"eu", "io", "co", "ai", "me", "tv", "cc", "ws", "fm", "to", "ly", "gg", "app", "dev"})
"""Endings of two letters that companies of any country use."""


@lru_cache(maxsize=4096)
def _country_by_prefix(prefix: str) -> str | None:
    for length in (3, 2, 1):
        regions = phonenumbers.COUNTRY_CODE_TO_REGION_CODE.get(int(prefix[:length] or 0))
        if regions:
            return str(regions[0])
    return None


def _country_by_phone(phone: str) -> str | None:
    """The country of an E.164 number. The countries of +1 share it and are told apart by the whole number."""
    digits = phone.removeprefix("+")
    if not digits[:3].isdigit():
        return None
    if digits.startswith("1"):
        try:
            return phonenumbers.region_code_for_number(phonenumbers.parse(phone))
        except phonenumbers.NumberParseException:
            return None
    return _country_by_prefix(digits[:3])


@lru_cache(maxsize=1024)
def _country_by_domain(domain: str) -> str | None:
    ending = domain.rpartition(".")[2]
    if ending in _ENDINGS:
        return _ENDINGS[ending]
    return ending.upper() if len(ending) == 2 and ending.isalpha() and ending not in _NO_COUNTRY else None


def country_of(lead: Lead) -> str | None:
    """The country (ISO 3166-1, two letters) by the phone number, else by the ending of the website or address."""
    if lead.phone and (found := _country_by_phone(lead.phone)):
        return found
    for domain in (domain_of(None, lead.website), lead.email.rpartition("@")[2].casefold() if lead.email else None):
        if domain and (found := _country_by_domain(domain)):
            return found
    return None
