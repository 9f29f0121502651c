"""The formulas a profile may hold: TeX's spelling, but only of signs, letters and simple structure."""

from __future__ import annotations

import re

SIGNS = frozenset(
    """
    alpha beta gamma delta epsilon varepsilon zeta eta theta vartheta iota kappa lambda mu nu xi pi varpi rho
    varrho sigma varsigma tau upsilon phi varphi chi psi omega Gamma Delta Theta Lambda Xi Pi Sigma Upsilon Phi
    Psi Omega infty partial nabla ell hbar Re Im aleph emptyset forall exists neg prime
    leq geq neq le ge ne approx equiv sim simeq cong propto ll gg subset supset subseteq supseteq in ni notin
    cup cap wedge vee setminus times div pm mp cdot cdots ldots dots circ ast star oplus otimes perp parallel mid
    to rightarrow leftarrow Rightarrow Leftarrow leftrightarrow Leftrightarrow uparrow downarrow
    sum prod int log ln exp sin cos tan min max arg lim sup inf det dim gcd Pr
    langle rangle lceil rceil lfloor rfloor quad
    """.split()
)
STRUCTURES = frozenset("frac sqrt mathrm mathbf mathit mathcal mathsf hat bar tilde vec overline underline".split())
PUNCTUATION = frozenset([",", ";", ":", "!", "%", "_", "&", "#", "$", "{", "}", " "])

_ARGUMENT = r"\s*(?:\\[A-Za-z]+|\\.|[^_^{}\\\s]|\{(?:[^{}]|\{(?:[^{}]|\{[^{}]*\})*\})*\})\s*"
_DOUBLED = re.compile(rf"\^{_ARGUMENT}(?:_{_ARGUMENT})?\^|_{_ARGUMENT}(?:\^{_ARGUMENT})?_")
_UNBRACED = re.compile(r"[_^]\s*\\(?:sqrt|hat|bar|tilde|vec|overline|underline|cdots|ldots|dots)(?![A-Za-z])")
_TOKEN = re.compile(r"\\([A-Za-z]+|.)|([{}])|([\\$%#&~])|([^\x20-\x7e])", re.DOTALL)


def fault_in(formula: str) -> str:
    """Return what is not allowed in a formula, or an empty string for a good one."""
    depth = 0
    for match in _TOKEN.finditer(formula):
        command, brace, special, foreign = match.groups()
        if command is not None:
            if command not in SIGNS | STRUCTURES | PUNCTUATION:
                return f"the command \\{command} is not among those allowed in a formula"
        elif brace:
            depth += 1 if brace == "{" else -1
            if depth < 0:
                return "a } has no { before it"
        elif special:
            return f"the sign {special} needs a backslash before it in a formula"
        else:
            return f"the character {foreign!r} cannot stand in a formula; use its command"
    if depth:
        return "a { is never closed"
    if re.search(r"[_^]\s*(?:[_^}]|$)", formula) or re.match(r"\s*[_^]", formula):
        return "an index or exponent is missing beside _ or ^"
    if _DOUBLED.search(formula):
        return "two exponents or two indices follow each other; put braces around them"
    if re.search(r"\^(?:\\[A-Za-z]+|[^_^{}\\]|\{[^{}]*\})\s*'", formula):
        return "a prime stands behind an exponent; put it before, as in x'^2"
    if bare := _UNBRACED.search(formula):
        return f"{bare[0]} needs braces around what stands behind _ or ^"
    for name in STRUCTURES:
        needed = 2 if name == "frac" else 1
        argument = r"\s*(?:\{|[A-Za-z0-9]|\\[A-Za-z]+)"
        for match in re.finditer(rf"\\{name}(?![A-Za-z])", formula):
            if not re.match(argument, formula[match.end() :]):
                return f"\\{name} needs {needed} argument{'s' * (needed > 1)} in braces"
            if needed == 2 and not re.match(r"\s*\{[^{}]*(?:\{[^{}]*\}[^{}]*)*\}\s*\{", formula[match.end() :]):
                return "\\frac needs 2 arguments in braces"
    return ""
