"""Times other readers of amounts and periods on the same sentences; runs in an environment of its own (`make peers`).

Prints a JSON object: reader → microseconds a sentence, the best of several rounds.
"""

import json
import sys
import time
import warnings
from collections.abc import Callable
from pathlib import Path

warnings.simplefilter("ignore")
ROUNDS = 3


def microseconds(read: Callable[[str], object], sentences: list[str]) -> float:
    """Return the time that a sentence takes, on average, in the fastest round."""
    best = float("inf")
    for _ in range(ROUNDS):
        start = time.perf_counter()
        for sentence in sentences:
            read(sentence)
        best = min(best, time.perf_counter() - start)
    return best / len(sentences) * 1e6


def recognizers_text() -> Callable[[str], object]:
    """Amounts, percentages, ranges and periods, in the language of the sentence."""
    from recognizers_date_time import recognize_datetime  # noqa: PLC0415 - only there in its own environment
    from recognizers_number import recognize_number, recognize_percentage  # noqa: PLC0415
    from recognizers_number_with_unit import recognize_currency  # noqa: PLC0415
    from recognizers_text import Culture  # noqa: PLC0415

    def read(sentence: str) -> object:
        culture = Culture.English if sentence.isascii() else Culture.Chinese
        found = [
            recognizer(sentence, culture) for recognizer in (recognize_number, recognize_percentage, recognize_currency)
        ]
        try:
            found.append(recognize_datetime(sentence, culture))
        except Exception:  # noqa: BLE001 - it fails on some of the sentences; the time still counts
            found.append([])
        return found

    return read


def quantulum() -> Callable[[str], object]:
    """Amounts with units, in English."""
    from quantulum3 import parser  # noqa: PLC0415

    return parser.parse


if __name__ == "__main__":
    lines = Path(sys.argv[1]).read_text("utf-8").splitlines()
    figures = {}
    for name, make in (("Recognizers-Text", recognizers_text), ("quantulum3", quantulum)):
        try:
            figures[name] = microseconds(make(), lines)
        except ImportError as error:
            print(f"{name}: {error}", file=sys.stderr)  # noqa: T201
    print(json.dumps(figures))  # noqa: T201
