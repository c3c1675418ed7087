"""A table from a file of unknown making: its encoding and separator are found out, every row knows its line."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from charset_normalizer import from_bytes

SEPARATORS = (",", ";", "\t", "|")
_LIKELY = ["utf_8", "cp1252", "iso8859_15", "mac_roman", "cp850"]
"""What files in French and English come in; others are tried when none of these fits."""
_SAMPLE = 50
_MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))


class NoTable(ValueError):
    """A file that is no table. The text says why, and what would be one."""


@dataclass(frozen=True)
class Row:
    """A row's cells, as many as there are headers, and the line of the file it begins on."""

    line: int
    cells: tuple[str, ...]
    ragged: int | None = None
    """How many cells it had, when that is another number."""


@dataclass(frozen=True)
class Table:
    headers: tuple[str, ...]
    rows: tuple[Row, ...]
    encoding: str
    separator: str

    def column(self, header: str) -> list[str]:
        """The cells under a header. Raises ValueError for one that is not there."""
        at = self.headers.index(header)
        return [row.cells[at] for row in self.rows]


def _decoded(data: bytes) -> tuple[str, str]:
    """The text and the encoding it was read in."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            try:
                return data.decode(encoding), encoding
            except UnicodeDecodeError:
                break
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        pass
    best = from_bytes(data, cp_isolation=_LIKELY).best() or from_bytes(data).best()
    if best is None:
        raise NoTable("this is no text in any encoding that is known; save it as CSV in UTF-8")
    return str(best), best.encoding


def _lines(text: str) -> list[str]:
    """Lines as the reader of CSV wants them: with their ends, which may stand within a quoted cell."""
    return [f"{line}\n" for line in text.split("\n")]


def _separator(text: str) -> str:
    """The separator by which most of the first lines have the same number of cells, and more than one."""
    best, most = ",", (0, 0)
    for separator in SEPARATORS:
        widths: Counter[int] = Counter()
        for n, cells in enumerate(csv.reader(_lines(text), delimiter=separator)):
            if n >= _SAMPLE:
                break
            if cells:
                widths[len(cells)] += 1
        if not widths:
            continue
        width, times = widths.most_common(1)[0]
        if width > 1 and (times, width) > most:
            best, most = separator, (times, width)
    return best


def _fitted(cells: Sequence[str], width: int) -> tuple[str, ...]:
    return tuple([cell.strip() for cell in cells[:width]] + [""] * (width - len(cells)))


def table_of(data: bytes) -> Table:
    """The table in a file's bytes; its first row has the headers. Empty rows are left out. Raises NoTable."""
    text, encoding = _decoded(data)
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if "\x00" in text:
        raise NoTable("this is no text; save it as CSV in UTF-8")
    separator = _separator(text)
    reader = csv.reader(_lines(text), delimiter=separator)
    try:
        headers: tuple[str, ...] = ()
        rows: list[Row] = []
        begins = 1
        for cells in reader:
            if any(cell.strip() for cell in cells):
                if not headers:
                    headers = tuple(cell.strip() for cell in cells)
                else:
                    ragged = len(cells) if len(cells) != len(headers) else None
                    rows.append(Row(begins, _fitted(cells, len(headers)), ragged))
            begins = reader.line_num + 1
    except csv.Error as error:
        raise NoTable(f"line {reader.line_num} is no row of a table: {error}") from error
    if not headers:
        raise NoTable("the file is empty; its first row has to name the columns")
    twice = [header for header, times in Counter(headers).items() if times > 1 and header]
    if twice:
        raise NoTable(f"two columns are called {twice[0]!r}; give each its own name")
    return Table(headers, tuple(rows), encoding, separator)
