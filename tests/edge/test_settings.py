"""Settings that cannot be used are refused at the start, with the variable and what would be right (contract: Configuration)."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.settings import BadSetting, load_settings


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("PORT", "0"),
        ("PORT", "65536"),
        ("PORT", "http"),
        ("PORT", "²"),
        ("PORT", "-1"),
        ("PORT", "9" * 5000),
        ("RATE_LIMIT", "30"),
        ("RATE_LIMIT", "0/30"),
        ("RATE_LIMIT", "²/3"),
        ("RATE_LIMIT", "1/2/3"),
        ("RATE_LIMIT", "unlimited"),
        ("SITE_ORIGINS", "www.example.com"),
        ("SITE_ORIGINS", "https://www.example.com/page"),
        ("SITE_ORIGINS", "https://www.example.com?x"),
        ("SITE_ORIGINS", "https://me@www.example.com"),
        ("SITE_ORIGINS", "https://www.example.com:99999"),
        ("SITE_ORIGINS", "http://[::1"),
        ("SITE_ORIGINS", "*"),
        ("PUBLIC_URL", "chat.example.com"),
        ("PUBLIC_URL", "http://[::1"),
        ("SMTP_URL", "mail.example.com"),
        ("SMTP_URL", "smtp://"),
        ("SMTP_URL", "smtp://user:pass@host:port"),
        ("DATABASE_URL", "somewhere"),
        ("DATABASE_URL", "mysql://host/name"),
        ("DATABASE_URL", "postgresql://host:port/name"),
        ("SECRET_KEY", "short"),
    ],
)
def test_a_setting_that_cannot_be_used_is_named(tmp_path: Path, name: str, value: str) -> None:
    with pytest.raises(BadSetting, match=f"VESTIBULE_{name}"):
        load_settings({"VESTIBULE_DATA": str(tmp_path), f"VESTIBULE_{name}": value})


@pytest.mark.parametrize("value", ["smtp://user:hunter2@", "http://user:hunter2@host"])
def test_a_password_is_not_repeated_in_a_complaint(tmp_path: Path, value: str) -> None:
    for name in ("SMTP_URL", "DATABASE_URL"):
        with pytest.raises(BadSetting) as refused:
            load_settings({"VESTIBULE_DATA": str(tmp_path), f"VESTIBULE_{name}": value})
        assert "hunter2" not in str(refused.value)


def test_origins_are_compared_as_browsers_write_them(tmp_path: Path) -> None:
    settings = load_settings(
        {
            "VESTIBULE_DATA": str(tmp_path),
            "VESTIBULE_PUBLIC_URL": "https://Chat.example.com:443/vestibule/",
            "VESTIBULE_SITE_ORIGINS": "HTTPS://Shop.Example:443/, http://127.0.0.1:8080, https://bücher.example,,",
        }
    )
    assert settings.origins == ("https://chat.example.com", "https://shop.example", "http://127.0.0.1:8080", "https://xn--bcher-kva.example")
    assert settings.public_url == "https://Chat.example.com:443/vestibule"


def test_a_house_that_listens_everywhere_still_has_an_address(tmp_path: Path) -> None:
    addresses = {"0.0.0.0": "http://127.0.0.1:8000", "::": "http://127.0.0.1:8000", "::1": "http://[::1]:8000", "10.0.0.1": "http://10.0.0.1:8000"}
    for host, address in addresses.items():
        assert load_settings({"VESTIBULE_DATA": str(tmp_path), "VESTIBULE_HOST": host}).public_url == address


def test_keys_are_made_once_and_kept_where_only_their_owner_reads_them(tmp_path: Path) -> None:
    first, second = load_settings({"VESTIBULE_DATA": str(tmp_path)}), load_settings({"VESTIBULE_DATA": str(tmp_path)})
    assert (first.secret_key, first.api_key) == (second.secret_key, second.api_key)
    assert (first.new_api_key, second.new_api_key) == (True, False)
    assert (tmp_path / "keys.json").stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("broken", ["", "[]", "{", '{"secret": 1}', "null", "[" * 100_000])
def test_a_broken_file_of_keys_is_named(tmp_path: Path, broken: str) -> None:
    (tmp_path / "keys.json").write_text(broken)
    with pytest.raises(BadSetting, match=r"keys\.json"):
        load_settings({"VESTIBULE_DATA": str(tmp_path)})


def test_a_data_folder_that_is_a_file_is_named(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("")
    with pytest.raises(BadSetting, match="VESTIBULE_DATA"):
        load_settings({"VESTIBULE_DATA": str(tmp_path / "data")})
