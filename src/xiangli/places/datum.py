"""Datums of Chinese maps: GCJ-02 to WGS-84 and back, and metres of a Gauss-Krüger plane to degrees.

GCJ-02 shifts every point by 100 to 700 m on purpose; its formula is public by use, not by publication, and has no
closed inverse, so the inverse is found by iteration to well under a metre. CGCS2000 (GB/T 22021) is ITRF97 at epoch
2000.0: its degrees lie within a metre of WGS-84's, so they are taken over as they are.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

Points = NDArray[np.float64]
"""Shape (n, 2): degrees, longitude first; or metres, easting first."""

_A, _EE = 6378245.0, 0.00669342162296594323  # Krasovsky's ellipsoid, on which GCJ-02 reckons its shift
_CLOSE = 1e-10  # degrees: a hundredth of a millimetre
_MOST = 30

AXIS, FLATTENING = 6378137.0, 1 / 298.257222101  # CGCS2000; WGS-84's differs by 0.1 mm


def _shift(points: Points) -> Points:
    """By how many degrees GCJ-02 moves each point."""
    x, y = points[:, 0] - 105.0, points[:, 1] - 35.0
    root = np.sqrt(np.abs(x))
    both = (20 * np.sin(6 * x * np.pi) + 20 * np.sin(2 * x * np.pi)) * 2 / 3
    north = -100 + 2 * x + 3 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * root + both
    north += (20 * np.sin(y * np.pi) + 40 * np.sin(y / 3 * np.pi)) * 2 / 3
    north += (160 * np.sin(y / 12 * np.pi) + 320 * np.sin(y * np.pi / 30)) * 2 / 3
    east = 300 + x + 2 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * root + both
    east += (20 * np.sin(x * np.pi) + 40 * np.sin(x / 3 * np.pi)) * 2 / 3
    east += (150 * np.sin(x / 12 * np.pi) + 300 * np.sin(x / 30 * np.pi)) * 2 / 3
    phi = np.radians(points[:, 1])
    magic = 1 - _EE * np.sin(phi) ** 2
    north = np.degrees(north / ((_A * (1 - _EE)) / (magic * np.sqrt(magic))))
    east = np.degrees(east / (_A / np.sqrt(magic) * np.cos(phi)))
    return np.column_stack([east, north])


def to_gcj02(points: Points) -> Points:
    """WGS-84 degrees → GCJ-02 degrees. Meant for points in China."""
    return points + _shift(points)


def from_gcj02(points: Points) -> Points:
    """GCJ-02 degrees → WGS-84 degrees, true to less than a millimetre of the forward formula."""
    found = points - _shift(points)
    for _ in range(_MOST):
        off = to_gcj02(found) - points
        found = found - off
        if not off.size or np.abs(off).max() < _CLOSE:
            break
    return found


def from_plane(meridian: float, *, scale: float = 1.0, easting: float = 500_000.0) -> Callable[[Points], Points]:
    """Metres of a transverse Mercator plane → degrees, by Krüger's series to the fourth order (under 1 mm in a zone).

    `meridian` in degrees, `easting` the false easting in metres (with the zone's number before it where it has one).
    """
    n = FLATTENING / (2 - FLATTENING)
    radius = AXIS / (1 + n) * (1 + n**2 / 4 + n**4 / 64)
    beta = (
        n / 2 - 2 * n**2 / 3 + 37 * n**3 / 96 - n**4 / 360,
        n**2 / 48 + n**3 / 15 - 437 * n**4 / 1440,
        17 * n**3 / 480 - 37 * n**4 / 840,
        4397 * n**4 / 161280,
    )
    delta = (
        2 * n - 2 * n**2 / 3 - 2 * n**3 + 116 * n**4 / 45,
        7 * n**2 / 3 - 8 * n**3 / 5 - 227 * n**4 / 45,
        56 * n**3 / 15 - 136 * n**4 / 35,
        4279 * n**4 / 630,
    )

    def degrees(points: Points) -> Points:
        xi, eta = points[:, 1] / (scale * radius), (points[:, 0] - easting) / (scale * radius)
        xi_, eta_ = xi.copy(), eta.copy()
        for k, b in enumerate(beta, start=1):
            xi_ -= b * np.sin(2 * k * xi) * np.cosh(2 * k * eta)
            eta_ -= b * np.cos(2 * k * xi) * np.sinh(2 * k * eta)
        chi = np.arcsin(np.sin(xi_) / np.cosh(eta_))
        phi = chi.copy()
        for k, d in enumerate(delta, start=1):
            phi += d * np.sin(2 * k * chi)
        lam = np.arctan2(np.sinh(eta_), np.cos(xi_))
        return np.column_stack([meridian + np.degrees(lam), np.degrees(phi)])

    return degrees


def metres(points: Points, other: Points) -> Points:
    """How far apart the points of two rows are, in metres (on a ball; true to half a percent)."""
    lat = np.radians((points[:, 1] + other[:, 1]) / 2)
    east = (points[:, 0] - other[:, 0]) * np.cos(lat)
    apart: Points = np.hypot(east, points[:, 1] - other[:, 1]) * 111_195.0
    return apart
