"""One sentence is counted as many are."""

from __future__ import annotations

import numpy as np
import pytest

from bot.nlu.features import Counts

TEXTS = ("on est 12, budget 15k", "we need a CRM for 12 people", "combien ça coûte ?", "how much is it? how much!", "un CRM, un CRM !")


@pytest.mark.parametrize("text", [*TEXTS, "", "zzz", "un CRM pour 12 ? 12 ?"])
def test_the_row_of_a_sentence_is_what_the_table_says(text: str) -> None:
    counts = Counts.of(TEXTS)
    columns, values = counts.row(text)
    row = np.zeros(counts.size, dtype=np.float32)
    row[columns] = values
    assert np.allclose(row, counts.table([text]).toarray()[0], atol=1e-6)
