// Times json-logic-js (npm) on the cases of `bench-criteria cases`, and checks that it gives the same answers.
//
// Run in a folder where it is installed. Prints `json-logic-js judge NS` (CPU nanoseconds per record), then the share that agrees.

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

const logic = createRequire(join(process.cwd(), 'package.json'))('json-logic-js');
const { rule, data, passes } = JSON.parse(readFileSync(process.argv[2], 'utf8'));

function cpu() {
  const { user, system } = process.cpuUsage();
  return (user + system) * 1000;
}

const before = cpu();
const judged = data.map((record) => logic.truthy(logic.apply(rule, record)));
console.log(`json-logic-js judge ${Math.round((cpu() - before) / data.length)}`);
const agree = judged.filter((judgement, index) => judgement === passes[index]).length;
console.log(`json-logic-js agrees ${(agree / data.length).toFixed(4)}`);
