"""`python -m texcv`."""

from texcv.cli import main

main()
