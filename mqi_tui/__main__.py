"""`python -m mqi_tui`, and the commands `mqi` and `mqi-tui`."""

from mqi_tui.cli import main

if __name__ == "__main__":
    main()
