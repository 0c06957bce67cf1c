// An ambiguous date, read both ways, so that the person who knows the export can say which one is meant.

import type { ColumnType, DateOrder } from '../../bridge';
import { MONTH_NAMES } from '../../components/civil';

/** The date in words under each order; undefined where the text has no three numeric parts that fit. */
export function readBothWays(text: string): { dmy?: string; mdy?: string } {
  const parts = /^\s*(\d{1,2})[./\-\s](\d{1,2})[./\-\s](\d{2,4})/.exec(text);
  if (!parts) return {};
  const [a, b, year] = [Number(parts[1]), Number(parts[2]), fullYear(parts[3] as string)];
  return { dmy: inWords(a, b, year), mdy: inWords(b, a, year) };
}

function fullYear(text: string): number {
  const year = Number(text);
  return text.length > 2 ? year : year < 70 ? 2000 + year : 1900 + year;
}

function inWords(day: number, month: number, year: number): string | undefined {
  const name = MONTH_NAMES[month - 1];
  return name && day >= 1 && day <= 31 ? `${day} ${name} ${year}` : undefined;
}

export function dateOrder(type: ColumnType): DateOrder | undefined {
  return type.type === 'date' || type.type === 'instant' ? type.order : undefined;
}

export function isAmbiguous(type: ColumnType): boolean {
  return dateOrder(type) === 'DMY or MDY?';
}

/** The sample that shows the difference best: both parts differ and both readings exist. */
export function tellingSample(samples: string[]): string | undefined {
  const differing = samples.find((sample) => {
    const both = readBothWays(sample);
    return both.dmy && both.mdy && both.dmy !== both.mdy;
  });
  return differing ?? samples[0];
}

/** `date and time, day first`: how a column is read, in words. */
export function typeWords(type: ColumnType): string {
  switch (type.type) {
    case 'text':
      return 'text';
    case 'integer':
      return 'whole number';
    case 'number':
      return type.decimal === ',' ? 'number, decimal comma' : 'number';
    case 'boolean':
      return 'yes or no';
    case 'date':
      return `date${orderWords(type.order)}`;
    case 'instant':
      return `date and time${orderWords(type.order)}`;
  }
}

export function orderWords(order: DateOrder): string {
  switch (order) {
    case 'YMD':
      return '';
    case 'DMY':
      return ', day first';
    case 'MDY':
      return ', month first';
    case 'DMY or MDY?':
      return ', order unknown';
    case 'epoch':
      return ', counted from 1970';
  }
}
