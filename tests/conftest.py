"""What all tests share: goldens that can be rewritten, quick tests first, properties without a clock."""

from __future__ import annotations

import os

import pytest
from hypothesis import HealthCheck, settings

settings.register_profile(
    "texcv",
    deadline=None,
    derandomize="CI" in os.environ,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("texcv")


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the option that rewrites goldens."""
    parser.addoption("--update-golden", action="store_true", help="rewrite the files that results are held against")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Run the tests that need TeX last."""
    items.sort(key=lambda item: item.get_closest_marker("tex") is not None)


@pytest.fixture
def update_golden(request: pytest.FixtureRequest) -> bool:
    """Tell whether goldens shall be rewritten."""
    return bool(request.config.getoption("--update-golden"))
