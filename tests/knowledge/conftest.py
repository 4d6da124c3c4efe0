from pathlib import Path

import pytest

from knowledge import Knowledge, folders_in
from tests.knowledge.invented import write


@pytest.fixture(scope="session")
def invented(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    return write(tmp_path_factory.mktemp("ledgers"))


@pytest.fixture(scope="session")
def enlarged(invented: list[Path]) -> Knowledge:
    """The ledgers of the package and the made-up ones."""
    return Knowledge.of([*folders_in(), *invented])
