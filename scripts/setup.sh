#!/bin/sh
# Bring this machine to where `make render` and `make test` work. Does only what is missing; run it as often as you like.
#   scripts/setup.sh           system packages, then .venv
#   scripts/setup.sh system    system packages only
set -eu
cd "$(dirname "$0")/.."

say() { printf '%s\n' "$*" >&2; }
have() { command -v "$1" >/dev/null 2>&1; }
packages() { sed -e 's/#.*//' -e '/^[[:space:]]*$/d' -e 's/[[:space:]].*//' "templates/system/$1.txt" | tr '\n' ' '; }
new_enough() { "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; }
venv_works() { [ -x .venv/bin/python ] && .venv/bin/python -c 'import pip, sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; }

python=
for candidate in python3 python3.14 python3.13 python3.12 python3.11; do
    if have "$candidate" && new_enough "$candidate"; then
        python=$candidate
        break
    fi
done

file_here() {
    { have kpsewhich && [ -n "$(kpsewhich "$1")" ]; } || { have fc-list && fc-list : file | grep -q "/$1:"; }
}

# Is the use of this package served by something other than the package, such as TeX Live from its own installer?
served() {
    probes=$(sed -n "s/^$1  *\([^#]*\)#.*/\1/p" templates/system/apt.txt)
    [ -n "$probes" ] || return 1
    for probe in $probes; do
        case $probe in
            *.*) file_here "$probe" || return 1 ;;
            *) have "$probe" || return 1 ;;
        esac
    done
}

missing_packages() {
    # shellcheck disable=SC2046  # a list of words
    installed=$(dpkg-query -W -f '${db:Status-Abbrev}${Package}\n' $(packages apt) 2>/dev/null | sed -n 's/^ii *//p' | tr '\n' ' ')
    for package in $(packages apt); do
        case " $installed" in
            *" $package "*) ;;
            *) served "$package" || printf '%s ' "$package" ;;
        esac
    done
    if [ "$part" = all ] && ! venv_works; then
        if [ -z "$python" ]; then
            have python3 || printf 'python3 python3-venv '
        elif ! "$python" -c 'import ensurepip' >/dev/null 2>&1; then
            printf '%s-venv ' "$python"
        fi
    fi
}

install_by_apt() {
    if [ "$(id -u)" = 0 ]; then
        root=
    elif have sudo && sudo -n true >/dev/null 2>&1; then
        root='sudo -n'
    else
        sudo='sudo '
        have sudo || sudo=
        say "texcv needs system packages that are missing here. Install them${sudo:+ }${sudo:- as root }with:"
        say
        say "    ${sudo}apt-get update && ${sudo}apt-get install --yes --no-install-recommends $*"
        say
        say "then run this again."
        exit 1
    fi
    say "Installing system packages: $*"
    for attempt in 1 2 3; do
        [ "$attempt" = 1 ] || { say "That failed; trying again (attempt $attempt of 3)."; sleep $((attempt * 5)); }
        # A broken source of somebody else's fails the update; what counts is the install.
        $root env DEBIAN_FRONTEND=noninteractive apt-get update --quiet=2 -o Acquire::Retries=3 </dev/null >&2 || :
        if $root env DEBIAN_FRONTEND=noninteractive apt-get install --quiet=2 --yes --no-install-recommends \
            -o Acquire::Retries=3 -o DPkg::Lock::Timeout=300 -o Dpkg::Use-Pty=0 "$@" </dev/null >&2; then
            return 0
        fi
    done
    say "apt-get could not install: $*"
    exit 1
}

check_without_apt() {
    lacking=
    for program in latexmk pdflatex xelatex; do
        have "$program" || lacking="$lacking $program"
    done
    [ -n "$lacking" ] || return 0
    say "texcv needs these programs, which are not on PATH:$lacking. Install them with:"
    say
    if have tlmgr; then
        say "    tlmgr install $(packages tlmgr)"
    elif have dnf; then
        say "    sudo dnf install $(packages dnf)"
    elif have brew; then
        say "    brew install $(packages brew)"
    else
        say "    your system's packages for: TeX Live with $(packages tlmgr)"
    fi
    say
    say "then run this again, in a new terminal."
    exit 1
}

part=${1:-all}
case $part in
    all | system) ;;
    *) say "usage: scripts/setup.sh [system]"; exit 2 ;;
esac

if have apt-get && have dpkg-query; then
    missing=$(missing_packages)
    # shellcheck disable=SC2086  # a list of words
    [ -z "$missing" ] || install_by_apt $missing
else
    check_without_apt
fi
[ "$part" = all ] || exit 0

# The stamp says for which place and which requirements .venv was made.
stamp=.venv/texcv-setup
here=$(pwd -P)
wanted="$here
$(cksum pyproject.toml constraints.txt src/texcv/__init__.py)"
if venv_works && [ -f $stamp ] && [ "$(cat $stamp)" = "$wanted" ]; then
    exit 0
fi
if ! venv_works || { [ -f $stamp ] && [ "$(head -n 1 $stamp)" != "$here" ]; }; then
    [ -n "$python" ] || { new_enough python3 && python=python3; } || {
        say "texcv needs Python 3.11 or newer: put it on PATH as python3, python3.11 or later, and run this again."
        exit 1
    }
    say "Making .venv with $("$python" --version 2>&1)"
    rm -rf .venv
    "$python" -m venv .venv
fi
say "Installing texcv and its development tools into .venv"
pip() { .venv/bin/python -m pip install --quiet --quiet --disable-pip-version-check --constraint constraints.txt "$@" </dev/null; }
# First what builds texcv, and PyLaTeX, which comes as source: in the pinned versions, not whichever is newest.
pip hatchling setuptools
pip --no-build-isolation --editable '.[dev]'
printf '%s\n' "$wanted" >$stamp
