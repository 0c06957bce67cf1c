// SLA targets: their words, and the small edits that a targets table makes.

import type { ClockKind, HandoffPoint, SlaTarget, Target } from '../bridge';
import { durationText } from './durations';

export const CLOCKS: { key: ClockKind; label: string; from: string }[] = [
  { key: 'assign', label: 'Assign', from: 'from start to assignment' },
  { key: 'accept', label: 'Accept', from: 'from start to acceptance' },
  { key: 'first_touch', label: 'First touch', from: 'from start to first touch' },
  { key: 'next_step', label: 'Next step', from: 'from acceptance to the next step' },
  { key: 'complete', label: 'Complete', from: 'from start to completion' },
];

export function clockLabel(clock: ClockKind): string {
  return CLOCKS.find((entry) => entry.key === clock)?.label ?? clock;
}

export type TargetKind = Target['kind'];

export const TARGET_KINDS: { key: TargetKind; label: string; help: string }[] = [
  {
    key: 'business',
    label: 'Business time',
    help: 'So much open time on the calendar; nights, weekends and holidays cost nothing.',
  },
  { key: 'elapsed', label: 'Elapsed time', help: 'So much time on the wall clock, nights and weekends included.' },
  {
    key: 'same_business_day',
    label: 'Same business day',
    help: 'By the close of the business day it starts in; of the next one when closed or after the cut-off.',
  },
  {
    key: 'business_days',
    label: 'Business days by',
    help: 'By a time of day on the n-th business day after the start.',
  },
];

/** `2 h business time`, `same business day, cut-off 15:00`, `business day + 2 by 17:00`. */
export function targetWords(target: Target): string {
  switch (target.kind) {
    case 'business':
      return `${durationText(target.ms)} business time`;
    case 'elapsed':
      return `${durationText(target.ms)} elapsed time`;
    case 'same_business_day':
      return target.cut_off ? `same business day, cut-off ${target.cut_off}` : 'same business day';
    case 'business_days':
      return `business day + ${target.days} by ${target.by}`;
  }
}

/** The words that fit a table's cell. */
export function targetShort(target: Target): string {
  switch (target.kind) {
    case 'business':
      return `${durationText(target.ms)} business`;
    case 'elapsed':
      return `${durationText(target.ms)} elapsed`;
    case 'same_business_day':
      return target.cut_off ? `same day, ${target.cut_off}` : 'same day';
    case 'business_days':
      return `bd + ${target.days}, ${target.by}`;
  }
}

/** The same promise in another kind, starting from something sensible. */
export function ofKind(kind: TargetKind, before?: Target): Target {
  const ms = before && (before.kind === 'business' || before.kind === 'elapsed') ? before.ms : 4 * 3_600_000;
  switch (kind) {
    case 'business':
      return { kind, ms };
    case 'elapsed':
      return { kind, ms };
    case 'same_business_day':
      return { kind, cut_off: null };
    case 'business_days':
      return { kind, days: 1, by: '17:00' };
  }
}

export function targetAt(point: HandoffPoint, clock: ClockKind, tier: string | null): SlaTarget | undefined {
  return point.targets.find((target) => target.clock === clock && target.tier === tier);
}

/** Sets (or, with null, removes) the target of one clock and tier. Order: clocks as they happen, every-tier last. */
export function setTarget(
  point: HandoffPoint,
  clock: ClockKind,
  tier: string | null,
  target: SlaTarget | null,
): HandoffPoint {
  const others = point.targets.filter((entry) => entry.clock !== clock || entry.tier !== tier);
  const rank = (entry: SlaTarget) =>
    CLOCKS.findIndex((known) => known.key === entry.clock) * 2 + (entry.tier === null ? 1 : 0);
  const targets = target ? [...others, { ...target, clock, tier }].sort((a, b) => rank(a) - rank(b)) : others;
  return { ...point, targets };
}

/** The tiers of a clock that no target reaches, by name; empty where every tier is promised something or none is. */
export function tiersWithout(point: HandoffPoint, clock: ClockKind, tiers: { key: string; name: string }[]): string[] {
  const targets = point.targets.filter((target) => target.clock === clock);
  if (targets.length === 0 || targets.some((target) => target.tier === null)) return [];
  return tiers.filter((tier) => !targets.some((target) => target.tier === tier.key)).map((tier) => tier.name);
}
