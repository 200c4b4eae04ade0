"""One screen a file: it shows values and posts intents; it knows no file and no clock."""
