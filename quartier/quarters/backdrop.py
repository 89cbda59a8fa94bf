"""What lies behind a map: pictures whose corners are known on the ground, an uploaded plan or tiles.

Pure: no database, no Django.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from quartier.quarters import drawing
from quartier.quarters.drawing import tag
from quartier.quarters.plan import Plan

Position = tuple[float, float]  # latitude, longitude in degrees


@dataclass(frozen=True, slots=True)
class Sheet:
    """A picture of `width` × `height` pixels, and where three of its corners lie; it may be turned."""

    href: str
    width: float
    height: float
    top_left: Position
    top_right: Position
    bottom_left: Position

    @classmethod
    def of(cls, href: str, plan: Plan) -> "Sheet":
        """Return the picture of a plan."""
        corners = (0.0, 0.0), (plan.width, 0.0), (0.0, plan.height)
        return cls(href, plan.width, plan.height, *(plan.to_position(x, y) for x, y in corners))

    @property
    def bounds(self) -> tuple[float, float, float, float]:
        """Return (south, west, north, east) of all four corners."""
        three = self.top_left, self.top_right, self.bottom_left
        lats = [lat for lat, _lon in three] + [self.top_right[0] + self.bottom_left[0] - self.top_left[0]]
        lons = [lon for _lat, lon in three] + [self.top_right[1] + self.bottom_left[1] - self.top_left[1]]
        return min(lats), min(lons), max(lats), max(lons)


def backdrop(sheets: Sequence[Sheet], plan: Plan) -> str:
    """Return the sheets as they lie on a map, cut at its edges; "" where there are none with a safe address."""
    images = [_image(sheet, plan) for sheet in sheets if drawing.links_to(sheet.href)]
    if not images:
        return ""
    size = {"width": plan.width, "height": plan.height}
    return tag("svg", {"class": "picture-backdrop", "aria-hidden": "true", **size}, *images)


def _image(sheet: Sheet, plan: Plan) -> str:
    x, y = plan.to_pixels(*sheet.top_left)
    right, down = plan.to_pixels(*sheet.top_right), plan.to_pixels(*sheet.bottom_left)
    numbers = (
        (right[0] - x) / sheet.width,
        (right[1] - y) / sheet.width,
        (down[0] - x) / sheet.height,
        (down[1] - y) / sheet.height,
        x,
        y,
    )
    matrix = " ".join(f"{number:.6f}" for number in numbers)
    size = {"width": sheet.width, "height": sheet.height, "preserveAspectRatio": "none"}
    return tag("image", {"href": sheet.href, **size, "transform": f"matrix({matrix})"})
