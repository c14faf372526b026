"""The simulation runs, and its practices are told apart on a handful of reports."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path

import numpy as np


def simulation():
    path = Path(__file__).parents[2] / "benchmarks" / "statistics" / "simulate.py"
    spec = importlib.util.spec_from_file_location("simulate_exceptions", path)
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


def test_a_few_simulated_reports():
    simulate = simulation()
    random = np.random.default_rng(1)
    false = dict.fromkeys((simulate.ENGINE, simulate.FIVE, simulate.EACH), 0)
    for _ in range(3):
        flagged, changed = simulate.report(random, 1.0)
        assert changed == set()
        for name, measures in flagged.items():
            false[name] += len(measures)
    assert false[simulate.ENGINE] <= 1
    assert false[simulate.FIVE] > 10
    assert false[simulate.EACH] > 5


def test_doubled_measures_are_mostly_found():
    simulate = simulation()
    random = np.random.default_rng(2)
    found = total = 0
    for _ in range(3):
        flagged, changed = simulate.report(random, 2.0)
        found += len(flagged[simulate.ENGINE] & changed)
        total += len(changed)
    assert total == 9
    assert found >= 6
