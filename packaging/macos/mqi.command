#!/bin/sh
# For Finder: lies in the folder of the build, and opens mqi in Terminal by a double click.
exec "$(dirname "$0")/mqi"
