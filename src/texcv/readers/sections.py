"""The names by which sections are called, held against what the profile holds, as it is written."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from difflib import get_close_matches

from texcv.model.diagnostic import Diagnostic, Severity
from texcv.model.entries import slug
from texcv.model.place import Mapping, place_of, placed_or
from texcv.model.profile import TYPED


def faults(profile: Mapping, *, left_out: bool) -> Iterable[Diagnostic]:
    """Yield an error for each name that calls no section, an empty one or two; a warning for content left out."""
    customs = _custom_ids(profile)
    known = [*TYPED, *customs]
    for name, count in Counter(known).items():
        if count > 1:
            yield Diagnostic("duplicate-id", f"two sections are called {name!r}", placed_or(name, profile.place),
                             "give the free section another 'id:'")  # fmt: skip
    listed = profile.get("sections")
    names = [name for name in listed if isinstance(name, str)] if isinstance(listed, list) else []
    titles = profile.get("titles")
    titled = list(titles) if isinstance(titles, Mapping) else []
    for name in (*names, *titled):
        if name not in known:
            near = get_close_matches(name, known, 1, 0.6)
            hint = f'did you mean "{near[0]}"?' if near else f"known here: {', '.join(known)}"
            place = titles.key_places.get(name, profile.place) if isinstance(titles, Mapping) else profile.place
            yield Diagnostic("unknown-section", f"there is no section {name!r}", placed_or(name, place), hint)
    for name in names:
        if name in TYPED and name not in customs and not profile.get(name):
            hint = f"write '{name}:', or delete it here"
            yield Diagnostic(
                "empty-section", f"the section {name!r} has no content", placed_or(name, profile.place), hint
            )
    if left_out and isinstance(listed, list):
        for name in (*(name for name in TYPED if profile.get(name)), *customs):
            if name not in names:
                message = f"the section {name!r} has content, but 'sections' leaves it out"
                hint = f"add {name} there if it shall be printed"
                yield Diagnostic("not-printed", message, place_of(listed), hint, Severity.WARNING)


def _custom_ids(profile: Mapping) -> list[str]:
    """Return the names of the free sections: their ids, else their titles as ids."""
    found = []
    customs = profile.get("custom")
    for section in customs if isinstance(customs, list) else []:
        if isinstance(section, Mapping):
            title = section.get("title", "")
            spelt = next(iter(title.values()), "") if isinstance(title, Mapping) else title
            found.append(str(section.get("id") or slug(str(spelt))))
    return found
