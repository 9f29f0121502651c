"""LaTeX as it stands in `.bib` files, decoded: to Markdown in which every sign prints as meant, or to plain text."""

from __future__ import annotations

import re
import unicodedata

from texcv.model import markdown, maths

_TOKEN = re.compile(r"\\[A-Za-z]+\*?\s*|\\.|\\|[{}$~]|-{2,3}|``|''|`|(?:[^\\{}$~`'-]|-(?!-)|'(?!'))+|.", re.DOTALL)
_SPECIAL = re.compile(r"[\\{}$~`]|--|''")
_MARKDOWN = re.compile(r"[\\`*_\[\]<>$]")
_MAX_DEPTH = 40

_ACCENTS = dict(zip("`'^\"~=.uvHcdbkr", map(chr, (
    0x300, 0x301, 0x302, 0x308, 0x303, 0x304, 0x307, 0x306, 0x30C, 0x30B, 0x327, 0x323, 0x331, 0x328, 0x30A,
)), strict=True))  # fmt: skip
_SYMBOLS = dict(pair.split("=") for pair in """
    ss=ß SS=ẞ ae=æ AE=Æ oe=œ OE=Œ o=ø O=Ø l=ł L=Ł aa=å AA=Å i=ı j=ȷ dh=ð DH=Ð th=þ TH=Þ dj=đ DJ=Đ ng=ŋ NG=Ŋ
    textendash=– textemdash=— ldots=… dots=… textellipsis=… textquoteleft=‘ textquoteright=’ textquotesingle='
    textquotedblleft=“ textquotedblright=” quotedblbase=„ guillemotleft=« guillemotright=» copyright=©
    textcopyright=© texttrademark=™ textregistered=® textasciitilde=~ textasciicircum=^ textunderscore=_ slash=/
    S=§ textsection=§ P=¶ dag=† dagger=† textdagger=† ddag=‡ ddagger=‡ textdaggerdbl=‡ pounds=£ texteuro=€ euro=€
    textmu=µ textdegree=° degree=° textbullet=• LaTeX=LaTeX TeX=TeX BibTeX=BibTeX textbar=| textless=< textgreater=>
    textbackslash=\\ textperiodcentered=· textordfeminine=ª textordmasculine=º star=★ bullet=•
    times=× cdot=· div=÷ pm=± leq=≤ le=≤ geq=≥ ge=≥ neq=≠ ne=≠ approx=≈ sim=∼ equiv=≡ infty=∞ to=→ rightarrow=→
    leftarrow=← leftrightarrow=↔ Rightarrow=⇒ circ=∘ ast=* prime=′ ell=ℓ partial=∂ nabla=∇ in=∈ cup=∪ cap=∩ subset=⊂
    forall=∀ exists=∃ sum=∑ prod=∏ int=∫ cdots=⋯ langle=⟨ rangle=⟩ backslash=\\ percent=% epsilon=ϵ varepsilon=ε
    varphi=φ vartheta=ϑ Lambda=Λ lambda=λ asteraccent=*
    """.split())  # fmt: skip
for (
    _word
) in "alpha beta gamma delta zeta eta theta iota kappa mu nu xi pi rho sigma tau upsilon phi chi psi omega".split():
    _SYMBOLS[_word] = unicodedata.lookup(f"GREEK SMALL LETTER {_word.upper()}")
    _SYMBOLS[_word.capitalize()] = unicodedata.lookup(f"GREEK CAPITAL LETTER {_word.upper()}")
_SYMBOLS["textasteriskcentered"] = "*"
_EMPHASIS = {"emph": "*", "textit": "*", "textsl": "*", "textbf": "**"}
_SWITCHES = {"em": "*", "it": "*", "itshape": "*", "sl": "*", "bf": "**", "bfseries": "**"}
_TRANSPARENT = frozenset(
    """
    textsc textrm textsf texttt textup textmd textnormal text mbox hbox ensuremath mathrm mathit mathbf mathcal mathsf
    mathbb uppercase lowercase MakeUppercase sc scshape rm rmfamily sf tt ttfamily normalfont protect noopsort relax
    url path nolinkurl small large upshape mdseries operatorname left right displaystyle hspace vspace
    """.split()
)
_SPACES = frozenset(("\\ ", "\\,", "\\;", "\\:", "\\\n", "\\\t", "\\\\", "~"))
_NOTHING = frozenset(("\\-", "\\/", "\\!", "\\@", "\\(", "\\)"))
_RAISED = str.maketrans("0123456789+-n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻ⁿ")
_LOWERED = str.maketrans("0123456789+-", "₀₁₂₃₄₅₆₇₈₉₊₋")
_SCRIPT = re.compile(r"([\^_])\s*(\{[^{}]*\}|\\[A-Za-z]+|[^\s\\])")


def to_markdown(tex: str) -> tuple[str, tuple[str, ...]]:
    """Return Markdown that prints what LaTeX would, and what could not be understood, in words."""
    if not _SPECIAL.search(tex):
        return escape(" ".join(tex.split())), ()
    decoder = _Decoder(tex, rich=True, formulas=True)
    text = decoder.all()
    if "$" in text or "*" in text:
        try:
            markdown.parse(text)
        except markdown.MarkupError:
            decoder = _Decoder(tex, rich=True, formulas=False)
            text = decoder.all()
    return text, tuple(dict.fromkeys(decoder.wrong))


def to_text(tex: str) -> str:
    """Return what LaTeX would print, as plain text."""
    if not _SPECIAL.search(tex):
        return " ".join(tex.split())
    return _Decoder(tex, rich=False, formulas=False).all()


def to_address(tex: str) -> str:
    r"""Return the address that a field of a `.bib` means, whatever LaTeX's signs are hidden by: `\&`, `\\&`, `{\_}`."""
    text = re.sub(r"^\s*(?:\\url|\\path|\\nolinkurl)\s*(?=\{)", "", tex)
    text = re.sub(r"\{?\\textasciitilde\s*(?:\{\})?\}?|\\~\{\}|\$\\sim\$|\\~", "~", text)
    text = re.sub(r"\\+([&%#_$])", r"\1", text)
    return re.sub(r"[{}\s]", "", text)


def escape(text: str) -> str:
    """Return Markdown that prints a text as it stands there."""
    return _MARKDOWN.sub(r"\\\g<0>", text)


class _Decoder:
    """Read LaTeX's tokens once from left to right; nothing is lost but what is told in `wrong`."""

    def __init__(self, tex: str, *, rich: bool, formulas: bool) -> None:
        self.tokens: list[str] = _TOKEN.findall(tex)
        self.at = 0
        self.depth = 0
        self.rich = rich
        self.formulas = formulas
        self.emphasised = False
        self.wrong: list[str] = []

    def all(self) -> str:
        return " ".join(unicodedata.normalize("NFC", self.group(closed=False)).split())

    def group(self, *, closed: bool) -> str:
        """Return the text up to the `}` that closes this group, or up to the end."""
        parts: list[str] = []
        self.depth += 1
        while self.at < len(self.tokens):
            token = self.tokens[self.at]
            self.at += 1
            if token == "}":
                if closed:
                    break
                self.wrong.append("a } has no { before it")
            elif token == "{":
                if self.depth < _MAX_DEPTH:
                    parts.append(self.group(closed=True))
            elif token == "$":
                parts.append(self.formula(parts[-1] if parts else ""))
            elif token[0] == "\\":
                parts.append(self.command(token, closed=closed))
                if token[1:].strip() in _SWITCHES:
                    break
            else:
                parts.append(self.text(token))
        else:
            if closed:
                self.wrong.append("a { is never closed")
        self.depth -= 1
        return "".join(parts)

    def text(self, token: str) -> str:
        token = {"--": "–", "---": "—", "``": "“", "''": "”", "`": "‘", "~": " "}.get(token, token)
        return escape(token) if self.rich else token

    def command(self, token: str, *, closed: bool) -> str:
        name = token[1:].strip().rstrip("*")
        if token in _SPACES:
            return " "
        if token in _NOTHING:
            return ""
        if name in _ACCENTS:
            return self.accented(name)
        if name in _SYMBOLS:
            return self.symbol(token, _SYMBOLS[name])
        if name in _EMPHASIS:
            return self.emphasis(_EMPHASIS[name], self.argument)
        if name in _SWITCHES:
            return self.emphasis(_SWITCHES[name], lambda: self.group(closed=closed))
        if name in ("textsuperscript", "textsubscript"):
            return self.argument().translate(_RAISED if name == "textsuperscript" else _LOWERED)
        if name == "enquote":
            return f"“{self.argument()}”"
        if name == "href":
            self.argument()
            return self.argument()
        if name in _TRANSPARENT:
            return ""
        if len(token) == 2 and not token[1].isalpha():
            return self.text(token[1])
        self.wrong.append(f"the command \\{name} is not known" if name else "a backslash stands for nothing")
        return ""

    def symbol(self, token: str, sign: str) -> str:
        """Return a sign; spaces behind its command belong to it as in TeX, and so does an empty group."""
        if self.tokens[self.at : self.at + 2] == ["{", "}"]:
            self.at += 2
        return escape(sign) if self.rich else sign

    def accented(self, name: str) -> str:
        base = self.argument()
        plain = {"ı": "i", "ȷ": "j"}.get(base[:1], base[:1])
        if not plain.isalpha():
            return self.text(name) + base if name in "~^`'\"" else base
        return unicodedata.normalize("NFC", plain + _ACCENTS[name]) + base[1:]

    def argument(self) -> str:
        """Return the text of the group, command or single character that follows."""
        while self.at < len(self.tokens) and self.tokens[self.at].isspace():
            self.at += 1
        if self.at >= len(self.tokens) or self.tokens[self.at] == "}":
            return ""
        token = self.tokens[self.at]
        self.at += 1
        if token == "{":
            return self.group(closed=True) if self.depth < _MAX_DEPTH else ""
        if token[0] == "\\":
            self.depth += 1
            found = self.command(token, closed=False) if self.depth < _MAX_DEPTH else ""
            self.depth -= 1
            return found
        stripped = token.lstrip()
        if len(stripped) > 1:
            self.at -= 1
            self.tokens[self.at] = stripped[1:]
        return self.text(stripped[0])

    def emphasis(self, sign: str, inner: object) -> str:
        """Return emphasised text, or as it is where Markdown would take the signs for something else."""
        nested, self.emphasised = self.emphasised, True
        text = inner()  # type: ignore[operator]
        self.emphasised = nested
        bare = text.strip()
        if nested or not self.rich or not bare or not (bare[0].isalnum() and bare[-1].isalnum()):
            return str(text)
        return str(text.replace(bare, f"{sign}{bare}{sign}"))

    def formula(self, before: str) -> str:
        """Return `$…$` where a CV may hold that formula, else the text that it prints."""
        try:
            end = self.tokens.index("$", self.at)
        except ValueError:
            return self.text("$")
        raw = " ".join("".join(self.tokens[self.at : end]).split())
        self.at = end + 1
        after = self.tokens[self.at][:1] if self.at < len(self.tokens) else ""
        alone = not before[-1:].isdigit() and not after.isdigit()
        if raw and self.rich and self.formulas and alone and not maths.fault_in(raw):
            return f"${raw}$"
        inner = _Decoder(_SCRIPT.sub(_script, raw), rich=self.rich, formulas=False)
        text = inner.group(closed=False) if self.depth < _MAX_DEPTH else ""
        self.wrong += inner.wrong
        return text


def _script(match: re.Match[str]) -> str:
    """Return an exponent or index as raised or lowered digits where there are such, else as it stands there."""
    inner = match[2].strip("{}")
    table = _RAISED if match[1] == "^" else _LOWERED
    return inner.translate(table) if all(ord(sign) in table for sign in inner) else match[2]
