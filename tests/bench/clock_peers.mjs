// Times moment-business-time (npm) on the cases of `bench-clock cases`, and checks that it gives the same answers.
//
// Run with TZ=UTC in a folder where it is installed. Prints `moment-business-time elapsed NS` and `… due NS` (CPU nanoseconds per
// operation), then the share that agrees.

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

const moment = createRequire(join(process.cwd(), 'package.json'))('moment-business-time');
const day = ['09:00:00', '17:00:00'];
moment.updateLocale('en', {
  workinghours: { 0: null, 1: day, 2: day, 3: day, 4: day, 5: day, 6: null },
  holidays: ['*-01-01', '*-05-01', '*-12-25', '*-12-26'],
});

const [, ...lines] = readFileSync(process.argv[2], 'utf8').trim().split('\n');
const cases = lines.map((line) => line.split(',').map(Number));

function cpu() {
  const { user, system } = process.cpuUsage();
  return (user + system) * 1000;
}

let agree = 0;
let before = cpu();
const spent = cases.map(([start, end]) => moment.utc(end).workingDiff(moment.utc(start), 'minutes', true));
console.log(`moment-business-time elapsed ${Math.round((cpu() - before) / cases.length)}`);
spent.forEach((minutes, index) => {
  if (Math.round(minutes * 60_000) === cases[index][3]) agree += 1;
});
before = cpu();
const due = cases.map(([start, , duration]) => moment.utc(start).addWorkingTime(duration / 60_000, 'minutes').valueOf());
console.log(`moment-business-time due ${Math.round((cpu() - before) / cases.length)}`);
due.forEach((at, index) => {
  if (at === cases[index][4]) agree += 1;
});
console.log(`moment-business-time agrees ${(agree / (2 * cases.length)).toFixed(4)}`);
