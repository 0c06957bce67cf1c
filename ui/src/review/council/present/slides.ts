// What the council sees on the wall: the agenda's pages in few words, made of the same figures.

import type { Named } from '../../../app/people';
import type { Council, HandoffBadge, NoteBlock, Review } from '../../../bridge';
import { counted, date, duration, figure, integer, monthLong, monthShort, share } from '../../../components/format';
import type { Status } from '../../../components/StatusMark';
import { summary } from '../../words';
import { AGENDA, type AgendaId } from '../agenda';
import { dueWords, effectStatus, expectedWords, stateWords, VERDICTS } from '../words';

export interface SlideRow {
  key: string;
  mark?: { status: Status; label: string };
  /** `H3 SDR → AE`, `D-27`. */
  name?: string;
  text: string;
  /** At the right end: a figure, a day. */
  figure?: string;
  /** 0 ..= 1, where the row is a part of a whole. */
  bar?: number;
}

export interface SlideBlock {
  head?: string;
  rows: SlideRow[];
  /** Rows that are on the screen and not on the wall. */
  more: number;
  /** Said where there is no row. */
  none: string;
}

export interface Slide {
  id: AgendaId;
  title: string;
  lead: string;
  blocks: SlideBlock[];
  /** What was written down, below the rest. */
  notes?: NoteBlock[];
}

/** So many rows are read from the back of a room. */
const ROWS = 7;

const way = ({ key, sender, receiver, name }: HandoffBadge): string =>
  sender === '' ? `${key} ${receiver || name}` : `${key} ${sender} → ${receiver}`;

function block(none: string, rows: SlideRow[], head?: string, most = ROWS): SlideBlock {
  return {
    ...(head !== undefined && { head }),
    rows: rows.slice(0, most),
    more: Math.max(0, rows.length - most),
    none,
  };
}

/** The agenda, page by page. */
export function slidesOf(review: Review, council: Council, currency: string, zone: string, named: Named): Slide[] {
  return AGENDA.map(({ id, title }) => ({ id, title, ...pageOf(id, review, council, currency, zone, named) }));
}

function pageOf(
  id: AgendaId,
  review: Review,
  council: Council,
  currency: string,
  zone: string,
  named: Named,
): Pick<Slide, 'lead' | 'blocks' | 'notes'> {
  switch (id) {
    case 'signals':
      return {
        lead: summary(review.signals.length, review.quiet.length),
        blocks: [
          block(
            'Nothing left its limits. A month to leave the process alone, and to spend on its causes.',
            review.signals.map((signal) => ({
              key: `${signal.handoff.key} ${signal.metric}`,
              mark: {
                status: signal.worse ? 'breach' : 'met',
                label: signal.worse ? 'signal, worse' : 'signal, better',
              },
              name: way(signal.handoff),
              text: signal.claim,
              figure: counted(signal.behind, 'record'),
            })),
          ),
        ],
      };
    case 'changed':
      return {
        lead: `${counted(council.changes.filter((change) => change.since_last_review).length, 'version')} of the policy since the last review.`,
        blocks: council.changes.slice(0, 2).map((change) =>
          block(
            change.reason,
            [
              ...change.diff
                .flatMap(({ changes }) => changes)
                .slice(0, 4)
                .map(({ sentence }, at) => ({ key: `c${at}`, text: sentence })),
              ...change.effects.map(({ handoff, metric, effect }) => ({
                key: `${handoff.key} ${metric}`,
                mark: { status: effectStatus(effect), label: VERDICTS[effect.verdict] },
                name: handoff.key,
                text: effect.sentence,
              })),
            ],
            `v${change.version}, published ${date(change.published_at, zone)} by ${change.author}`,
          ),
        ),
      };
    case 'kpis':
      return {
        lead: 'What each handoff is steered by.',
        blocks: [
          block(
            'The policy names no primary KPI.',
            council.figures.kpis
              .filter(({ key }) => key !== null)
              .map((kpi) => ({
                key: kpi.handoff.key,
                ...(kpi.attained !== null && {
                  mark: {
                    status: kpi.attained ? ('met' as const) : ('breach' as const),
                    label: kpi.attained ? 'at its target' : 'short of its target',
                  },
                }),
                name: way(kpi.handoff),
                text: kpi.name,
                figure:
                  kpi.unit === null
                    ? 'not measured'
                    : `${figure(kpi.value, kpi.unit, currency)}${kpi.target_words === null ? '' : ` of ${kpi.target_words}`}`,
              })),
            undefined,
            10,
          ),
        ],
      };
    case 'time': {
      const [all] = council.figures.waterfalls;
      return {
        lead: all?.sentence ?? '',
        blocks: [
          block(
            'Nothing of this month has the times that it takes.',
            (all?.total_ms ? all.parts : []).map((part) => ({
              key: part.part,
              text: part.title,
              figure: `${duration(part.ms)}, ${share(part.share)}`,
              bar: part.share,
            })),
          ),
        ],
      };
    }
    case 'losses': {
      const reasons = review.rejections.filter(({ handoff }) => handoff === null);
      const most = Math.max(1, ...reasons.map((one) => one.share.numerator));
      return {
        lead:
          reasons.length === 0
            ? 'Nothing was rejected or recycled.'
            : `${integer(reasons.reduce((sum, one) => sum + one.share.numerator, 0))} of ${counted(reasons[0]?.share.n ?? 0, 'decision')} turned down.`,
        blocks: [
          block(
            'No reason was given.',
            reasons.map((one) => ({
              key: one.reason,
              text: one.name,
              figure: integer(one.share.numerator),
              bar: one.share.numerator / most,
            })),
          ),
        ],
      };
    }
    case 'recycled': {
      const most = Math.max(1, ...council.figures.recycle.months.map(({ due }) => due));
      return {
        lead: council.figures.recycle.sentence,
        blocks: [
          block(
            'Nobody is due.',
            council.figures.recycle.months.map(({ month, due }) => ({
              key: month,
              text: monthShort(month),
              figure: counted(due, 'record'),
              bar: due / most,
            })),
          ),
        ],
      };
    }
    case 'hidden':
      return {
        lead: council.figures.hidden.sentence,
        blocks: [
          block(
            'Nothing stands out further than chance explains.',
            council.figures.hidden.found.map((one) => ({
              key: one.sentence,
              mark: { status: one.worse ? 'breach' : 'met', label: one.worse ? 'worse' : 'better' },
              text: one.sentence,
            })),
          ),
        ],
      };
    case 'failures':
      return {
        lead: `${counted(council.figures.breached, 'record')} with a promise missed.`,
        blocks: [
          block(
            'Every promise that can be judged was kept.',
            council.figures.breaches.map((one) => ({
              key: one.id,
              name: way(one.handoff),
              text: `${one.record_id || one.id}: ${one.sentence}`,
            })),
            'Worst breaches',
            4,
          ),
          block(
            'No type of exception came back.',
            council.repeats.map((one) => ({
              key: `${one.exception_type} ${one.handoff.key}`,
              name: one.handoff.key,
              text: one.proposal === null ? one.sentence : `${one.sentence} ${one.proposal.sentence}`,
            })),
            'Exceptions that come again',
            4,
          ),
        ],
      };
    case 'decisions':
      return {
        lead: 'Who does what by when, and what came of what was decided.',
        blocks: [
          block(
            'Nothing is to be decided.',
            council.decisions
              .filter(({ decision }) => decision.status !== 'withdrawn')
              .map((row) => ({
                key: row.name,
                ...(row.effect && {
                  mark: { status: effectStatus(row.effect), label: VERDICTS[row.effect.verdict] },
                }),
                name: row.name,
                text: row.decision.text,
                figure: row.effect ? VERDICTS[row.effect.verdict] : expectedWords(row, currency),
              })),
            'Decisions',
            6,
          ),
          block(
            'Nothing is to be done.',
            council.actions
              .filter((row) => !row.is_done)
              .map((row) => ({
                key: row.name,
                name: row.owner_name,
                text: row.action.text,
                figure: dueWords(row).text,
              })),
            'Actions',
            6,
          ),
        ],
      };
    case 'close':
      return {
        lead: stateWords(council, zone, named),
        notes: council.notes.blocks,
        blocks: [
          block(
            'Nobody is marked as present yet.',
            council.attendance.people
              .filter(({ present }) => present)
              .map(({ person }) => ({ key: person, text: named(person) })),
            `Present at the review of ${monthLong(council.month)}`,
            12,
          ),
        ],
      };
  }
}
