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


def test_the_world_that_was_held_out_has_its_kinds():
    simulate = simulation()
    random = np.random.default_rng(3)
    chosen = simulate.kinds_held_out(random)
    assert len(chosen) == simulate.MEASURES
    for kind in chosen:
        values = simulate.draw(random, kind, 1.0)
        assert len(values) == kind.quarters
        assert all(0 <= value <= (kind.denominator or 10**6) for value in values)
    shifted = simulate.Kind("shifted", 100.0, quarters=40, past_shift=0.5)
    values = np.array([simulate.draw(random, shifted, 1.0) for _ in range(50)])
    assert values[:, :20].mean() < 60 < 90 < values[:, 20:].mean()
    wandering = simulate.Kind("wandering", 3000.0, quarters=400, wander=0.1, persistence=0.8)
    series = np.log(simulate.draw(random, wandering, 1.0))
    assert 0.5 < np.corrcoef(series[1:-4], series[:-5])[0, 1] < 0.95
    flagged, changed = simulate.report(random, 1.0, "held out")
    assert changed == set() and set(flagged) == {simulate.ENGINE, simulate.FIVE, simulate.EACH}
