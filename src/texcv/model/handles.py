"""Sites at which a person has a page: how a handle becomes an address, and how an address is shown."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

SITES = {
    "github": "https://github.com/{}",
    "gitlab": "https://gitlab.com/{}",
    "bitbucket": "https://bitbucket.org/{}",
    "codeberg": "https://codeberg.org/{}",
    "orcid": "https://orcid.org/{}",
    "scholar": "https://scholar.google.com/citations?user={}",
    "dblp": "https://dblp.org/pid/{}",
    "semanticscholar": "https://www.semanticscholar.org/author/{}",
    "arxiv": "https://arxiv.org/a/{}",
    "researchgate": "https://www.researchgate.net/profile/{}",
    "linkedin": "https://www.linkedin.com/in/{}",
    "mastodon": "https://{}",
    "bluesky": "https://bsky.app/profile/{}",
    "twitter": "https://twitter.com/{}",
    "x": "https://x.com/{}",
    "youtube": "https://www.youtube.com/@{}",
    "zhihu": "https://www.zhihu.com/people/{}",
    "stackoverflow": "https://stackoverflow.com/users/{}",
    "kaggle": "https://www.kaggle.com/{}",
    "huggingface": "https://huggingface.co/{}",
    "openreview": "https://openreview.net/profile?id={}",
}
_NAMED = {"scholar": "Google Scholar", "semanticscholar": "Semantic Scholar", "openreview": "OpenReview"}


def address(site: str, handle: str) -> str:
    """Return the address of a handle at a site; raise `KeyError` for a site that is not known."""
    return SITES[site].format(handle.strip().lstrip("@"))


def shown(url: str) -> str:
    """Return an address as it is printed: without scheme, `www.` and a closing slash."""
    return re.sub(r"^(https?://(www\.)?|mailto:|tel:)", "", url).rstrip("/")


def label(site: str, url: str) -> str:
    """Return the text of a link to a person's page: the bare address, or the site's name where that is a riddle."""
    if site == "orcid":
        return f"ORCID {urlsplit(url).path.strip('/')}"
    return _NAMED.get(site) or shown(url)
