"""Times json-logic (PyPI, its maintained fork json-logic-qubit) on the cases of `bench-criteria cases`, and checks its answers.

Prints `json-logic-qubit judge NS` (CPU nanoseconds per record), then the share that agrees. It knows no `substr`, which is added here as
jsonlogic.com describes it.
"""

import json
import sys
import time

import json_logic


def substr(text, start, length=None):
    tail = text[start:]
    return tail if length is None else tail[:length]


def main(path):
    json_logic.operations["substr"] = substr
    with open(path) as file:
        cases = json.load(file)
    rule, data = cases["rule"], cases["data"]
    before = time.process_time_ns()
    judged = [bool(json_logic.jsonLogic(rule, record)) for record in data]
    print(f"json-logic-qubit judge {(time.process_time_ns() - before) / len(data):.0f}")
    agree = sum(judgement == passes for judgement, passes in zip(judged, cases["passes"]))
    print(f"json-logic-qubit agrees {agree / len(data):.4f}")


if __name__ == "__main__":
    main(sys.argv[1])
