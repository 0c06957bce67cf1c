"""Packs a three-way comparison of public-holiday libraries into holidays.csv.

Input columns: country, subdivision, date, weekday, name_python_holidays, in_python_holidays_0_108, in_npm_date_holidays_3_37,
in_workalendar_17 (1, 0, or empty where the library does not cover the place). One output row per place, name and set of
sources, with its dates.

    python3 generate.py holidays_3way_2015_2030.csv > holidays.csv
"""

import csv
import sys

LIBRARIES = {
    "p": "in_python_holidays_0_108",
    "d": "in_npm_date_holidays_3_37",
    "w": "in_workalendar_17",
}

rows = {}
with open(sys.argv[1], newline="", encoding="utf-8") as file:
    for row in csv.DictReader(file):
        lists = "".join(letter for letter, column in LIBRARIES.items() if row[column] == "1")
        lacks = "".join(letter for letter, column in LIBRARIES.items() if row[column] == "0")
        key = (row["country"], row["subdivision"], row["name_python_holidays"], lists, lacks)
        rows.setdefault(key, []).append(row["date"].replace("-", ""))

out = csv.writer(sys.stdout, lineterminator="\n")
out.writerow(["country", "subdivision", "name", "listed_by", "not_listed_by", "dates"])
for key, dates in rows.items():
    out.writerow([*key, " ".join(dates)])
