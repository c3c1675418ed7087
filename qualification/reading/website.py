"""The visitor's own website, when it is named as such."""

from __future__ import annotations

import re

from qualification.reading.utterance import Reading, Utterance

_TLDS_TEXT = """
com net org info biz eu fr be ch lu ca de uk ie es it pt nl at pl cz dk se no fi gr ro us me io co ai app dev tech shop store online site paris
bzh alsace corsica re gp mq gf nc pf ma tn dz sn ci cm lt lv ee hu sk si hr bg mc ad scot wales london asso pro coop museum example test au nz in
za cloud agency studio solutions services group company restaurant immo art design
"""
TLDS = frozenset(_TLDS_TEXT.split())
"""Endings of host names that people write without saying that it is one; the rest needs www or http."""

_HOST = r"(?:[a-z0-9\u00a1-\uffff](?:[a-z0-9\u00a1-\uffff-]{0,61})\.){1,5}[a-z\u00a1-\uffff]{2,24}"
_ADDRESS = re.compile(rf"(?<![\w@.+/-])(?P<scheme>https?://)?(?P<host>{_HOST})(?P<port>:\d{{2,5}})?(?P<path>/[^\s<>\"'()\[\]{{}}«»]*)?(?![\w@])")
_NAMED_AS_SITE = re.compile(
    r"(?:\b(?:site|website|web|url|page|internet|homepage|online|en ligne|adresse web)\b[^.@\d]{0,25}|\(|\b(?:we're|we are|find us|nous sommes|on est) (?:at|on|sur) )$"
)
_IS_US = re.compile(r"^ ?(?:,? ?c'est (?:nous|moi)|is us|is (?:me|mine|ours))\b")
_OF_OTHERS = re.compile(
    r"\b(?:votre|vos|your|ton|leur|their|comme|like|via|utilis\w+|use[sd]?|using|concurrents?|competitors?|suppliers?|fournisseurs?|prestataires?|d'apres|vu sur|seen on|not"
    r"|pas)\b[^.,;]{0,22}$"
)
_PLATFORMS = re.compile(r"(?:^|\.)(?:linkedin|facebook|instagram|twitter|youtube|tiktok|google|wikipedia|x)\.(?:com|fr|org)$")
_TRAILING = ".,;:!?…'\"/"


def read_website(message: Utterance) -> Reading[str] | None:
    """The website as typed, its host in lower case, without a closing slash or point.

    A bare host ("raybooks.example") is read where it is named as a site or is the whole message:
    people name other companies' products by their hosts (monday.com, booking.com).
    """
    for found in _ADDRESS.finditer(message.raw.lower()):
        if len(message.raw.lower()) != len(message.raw):  # a letter whose lower case is longer: spans would not fit
            return None
        if not _is_own(message, found):
            continue
        start, end = found.span()
        typed = message.raw[start:end].rstrip(_TRAILING)
        scheme, host = found["scheme"] or "", found["host"]
        value = scheme + host + typed[len(scheme) + len(host) :]
        return Reading(value, typed, start, start + len(typed))
    return None


def _is_own(message: Utterance, found: re.Match[str]) -> bool:
    """Whether this address is told as the visitor's own website."""
    before, host = message.plain[max(0, found.start() - 40) : found.start()], found["host"]
    if _OF_OTHERS.search(before) or _PLATFORMS.search(host):
        return False
    if found["scheme"] or host.startswith("www."):
        return True
    if host.rsplit(".", 1)[1] not in TLDS:
        return False
    alone = not re.search(r"\w", message.plain[: found.start()] + message.plain[found.end() :])
    return alone or bool(_NAMED_AS_SITE.search(before)) or bool(_IS_US.match(message.plain[found.end() :]))
