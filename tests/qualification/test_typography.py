"""French is set with its own spaces."""

from __future__ import annotations

import pytest

from qualification.typography import french_spaces

WIDE, NARROW = "\u00a0", "\u202f"


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("Quand ?", f"Quand{NARROW}?"),
        ("Merci ! Alors ; voilà", f"Merci{NARROW}! Alors{NARROW}; voilà"),
        ("Besoin : « factures »", f"Besoin{WIDE}: «{WIDE}factures{WIDE}»"),
        ("15 000 € à 10 h 30", f"15{NARROW}000{NARROW}€ à 10{NARROW}h 30"),
        ("https://calepin.example/fr/?a=1;b=2", "https://calepin.example/fr/?a=1;b=2"),
        ("", ""),
    ],
)
def test_no_sign_is_left_alone_on_the_next_line(typed: str, printed: str) -> None:
    assert french_spaces(typed) == printed


def test_setting_a_text_twice_is_setting_it_once() -> None:
    once = french_spaces("Oui : « 10 000 € » ; non ?")
    assert french_spaces(once) == once
