"""A claimed trend against the series that the text gives.

The yearly rate of change comes from a Poisson regression with the logarithm of the length of each period as offset
(McCullagh & Nelder 1989, ch. 6): a part of a year counts as a rate, never raw. Fewer than five periods carry no
verdict.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

from marsad.check.sentences import finding, phrases
from marsad.dates import first_day, last_day
from marsad.records import Claim, Figure, Finding

__all__ = ["check_trends", "yearly_change"]

_FEWEST = 5


def check_trends(claims: Sequence[Claim], figures: Sequence[Figure]) -> Iterator[Finding]:
    """One finding for each trend claim of a text that also gives a series of yearly figures."""
    series = _series(figures)
    if len(series) < 2:
        return
    for claim in claims:
        if claim.stance == "trend" and claim.direction is not None:
            yield _finding(claim, series)


def _series(figures: Sequence[Figure]) -> list[Figure]:
    """The longest run of figures of one quantity with periods of at most a year, in order of time."""
    by_quantity: dict[tuple[str, str, str | None], dict[str, Figure]] = {}
    for figure in figures:
        start, end = figure.period.start, figure.period.end
        if start and end and _days(figure) <= 366 and figure.relation != "subset":
            quantity = (figure.unit, figure.action, figure.country)
            by_quantity.setdefault(quantity, {}).setdefault(start[:4], figure)
    runs = [run for by_year in by_quantity.values() for run in _runs(by_year)]
    return max(runs, key=len, default=[])


def _runs(by_year: dict[str, Figure]) -> list[list[Figure]]:
    """Figures of years that follow each other; a gap in the years begins a new run."""
    runs: list[list[Figure]] = []
    for year in sorted(by_year):
        previous = runs[-1][-1].period.start if runs else None
        if previous is not None and int(year) - int(previous[:4]) == 1:
            runs[-1].append(by_year[year])
        else:
            runs.append([by_year[year]])
    return runs


def _days(figure: Figure) -> int:
    return (last_day(figure.period.end or "") - first_day(figure.period.start or "")).days + 1


def yearly_change(
    counts: Sequence[float], years: Sequence[float], exposures: Sequence[float]
) -> tuple[float, float, float]:
    """Rate ratio a year with its 95 % interval, by Poisson regression on counts with exposures (parts of a year)."""
    import numpy as np
    from statsmodels.genmod.families import Poisson
    from statsmodels.genmod.generalized_linear_model import GLM

    design = np.column_stack([np.ones(len(years)), np.asarray(years) - years[0]])
    fit = GLM(np.asarray(counts), design, family=Poisson(), exposure=np.asarray(exposures)).fit()
    low, high = fit.conf_int()[1]
    return math.exp(fit.params[1]), math.exp(low), math.exp(high)


def _finding(claim: Claim, series: Sequence[Figure]) -> Finding:
    values = [figure.value for figure in series]
    exposures = [min(1.0, _days(figure) / 365.25) for figure in series]
    years = [int((figure.period.start or "0")[:4]) for figure in series]
    details: dict[str, object] = {
        "series": ", ".join(f"{year}: {value}" for year, value in zip(years, values, strict=True)),
        "direction": phrases()["direction"][claim.direction],
        "partial": _partial(series),
        "partial_year_as_rate": any(exposure < 0.95 for exposure in exposures),
    }
    verdict = "cannot_tell"
    if len(series) >= _FEWEST and any(values):
        ratio, low, high = yearly_change(values, years, exposures)
        details |= {"rate_ratio": round(ratio, 4), "interval": [round(low, 4), round(high, 4)]}
        details |= {"percent": _percent(ratio), "low": _percent(low), "high": _percent(high)}
        verdict = _verdict(claim.direction, low, high)
    return finding(
        "trend", verdict, [claim, *series], explanations=("period",) if verdict != "agrees" else (), details=details
    )


def _percent(ratio: float) -> str:
    return f"{100 * (ratio - 1):+.0f}"


def _verdict(direction: str | None, low: float, high: float) -> str:
    falling, rising = high < 1, low > 1
    if direction == "flat":
        return "conflicts" if falling or rising else "cannot_tell"
    if (direction == "down" and falling) or (direction == "up" and rising):
        return "agrees"
    return "conflicts" if falling or rising else "cannot_tell"


def _partial(series: Sequence[Figure]) -> dict[str, str] | str:
    """The sentence on a part of a year at the end of a series, in each language."""
    last = series[-1]
    days = _days(last)
    if days >= 360:
        return ""
    words = {
        "year": (last.period.start or "")[:4], "value": last.value, "days": days,
        "rate": round(float(last.value) / days * 365.25, 1),
    }  # fmt: skip
    return {language: pattern.format(**words) for language, pattern in phrases()["partial"].items()}
