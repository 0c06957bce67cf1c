// An import on its way through its four steps. It outlives the screen: who looks at a record in between finds it as it was.

import { runJob } from '../../app/jobs';
import { store, useStore } from '../../app/store';
import { say, sayTrouble } from '../../app/toasts';
import {
  bridge,
  type FileMapping,
  type ImportReport,
  type Inspection,
  type Mapping,
  type Progress,
  type Shape,
  wasCancelled,
} from '../../bridge';
import { keepSaid } from './mapping-edit';

export type Step = 'file' | 'map' | 'check' | 'import';
export const STEPS: { key: Step; label: string }[] = [
  { key: 'file', label: 'File' },
  { key: 'map', label: 'Map' },
  { key: 'check', label: 'Dry run' },
  { key: 'import', label: 'Import' },
];

export interface Running {
  startedAt: number;
  /** How far the file is read, while what was read is being stored already. */
  reading: Progress | null;
  progress: Progress | null;
  cancelling: boolean;
}

/** A mapping with what was found for it. */
export interface Draft {
  inspection: Inspection;
  mapping: Mapping;
}

export interface Session {
  /** The workspace that it was begun for; another one starts anew. */
  workspace: string;
  step: Step;
  paths: string[];
  /** How a person said that files are read, where that is not how it was found. */
  readAs: FileMapping[];
  inspection: Inspection | null;
  mapping: Mapping | null;
  /** The mapping for the other shape as it was left, so that switching there and back loses nothing. */
  aside: Draft | null;
  /** The remembered mapping, while a fresh suggestion is tried in its place. */
  recalled: Draft | null;
  /** A fresh suggestion is on its way. */
  suggesting: boolean;
  /** The mapping that the dry run was made with: an edited one asks for another. */
  checkedMapping: Mapping | null;
  checked: ImportReport | null;
  imported: ImportReport | null;
  running: Running | null;
  error: unknown;
}

function fresh(workspace: string): Session {
  return {
    workspace,
    step: 'file',
    paths: [],
    readAs: [],
    inspection: null,
    mapping: null,
    aside: null,
    recalled: null,
    suggesting: false,
    checkedMapping: null,
    checked: null,
    imported: null,
    running: null,
    error: null,
  };
}

const session = store<Session>(fresh(''));
const change = (part: Partial<Session>) => session.set((now) => ({ ...now, ...part }));

export function useSession(workspace: string): Session {
  const now = useStore(session);
  return now.workspace === workspace ? now : fresh(workspace);
}

export function startAgain(workspace: string): void {
  session.set(fresh(workspace));
}

export function goTo(step: Step): void {
  change({ step, error: null });
}

export function setMapping(mapping: Mapping): void {
  change({ mapping });
}

/**
 * What a reinspection found of the files; the mapping stays the person's. Why a column was suggested is told by the first
 * look alone, and kept.
 */
export function setFound(found: Inspection): void {
  session.set((now) => {
    const first = now.inspection?.files ?? [];
    const files = found.files.map((file, at) => ({
      ...file,
      columns: file.columns.map((column, index) => ({
        ...column,
        because: column.because || (first[at]?.columns[index]?.because ?? ''),
      })),
    }));
    return { ...now, inspection: { ...found, remembered: now.inspection?.remembered ?? null, files } };
  });
}

/** Looks at the files. More files join the first ones. */
export async function inspect(workspace: string, paths: string[]): Promise<void> {
  if (paths.length === 0) return;
  session.set({ ...fresh(workspace), paths, running: begun() });
  try {
    const inspection = await bridge.importInspect(paths);
    change({ inspection, mapping: inspection.mapping, running: null });
  } catch (error) {
    change({ error, running: null });
  }
}

/** A person says what a row is: the mapping for that as it was left, or a suggestion for it. */
export async function setShape(shape: Shape): Promise<void> {
  const { mapping, inspection, aside } = session.get();
  if (!mapping || !inspection || mapping.shape === shape) return;
  if (aside?.mapping.shape === shape) change({ ...aside, aside: { mapping, inspection } });
  else await suggest(shape, mapping, { aside: { mapping, inspection } });
}

/** Sets the remembered mapping aside for a fresh suggestion. */
export async function suggestAnew(): Promise<void> {
  const { mapping, inspection } = session.get();
  if (mapping && inspection) await suggest(null, null, { recalled: { mapping, inspection }, aside: null });
}

/** Takes the remembered mapping back. */
export function recall(): void {
  const { recalled } = session.get();
  if (recalled) change({ ...recalled, recalled: null, aside: null });
}

/** Reads a file in another way than it was found to be written; its columns are then found and suggested anew. */
export async function readFileAs(fileIndex: number, part: Partial<FileMapping>): Promise<void> {
  const { mapping, readAs, recalled } = session.get();
  const file = mapping?.files[fileIndex];
  if (!mapping || !file) return;
  // The header is looked for again, unless it is what was said.
  const { join: _, ...how } = { ...file, columns: {}, header_line: 0, ...part };
  const others = readAs.filter((other) => other.name !== file.name);
  await suggest(null, null, { readAs: [...others, how], aside: null }, recalled !== null);
}

async function suggest(
  shape: Shape | null,
  said: Mapping | null,
  part: Partial<Session>,
  anew = part.recalled !== undefined,
): Promise<void> {
  const { paths, readAs } = session.get();
  change({ suggesting: true, error: null });
  try {
    const found = await bridge.importSuggest(paths, shape, part.readAs ?? readAs, anew);
    const mapping = said ? keepSaid(found.mapping, said) : found.mapping;
    change({ ...part, suggesting: false, mapping, inspection: { ...found, mapping } });
  } catch (error) {
    change({ suggesting: false, error });
  }
}

function begun(): Running {
  return { startedAt: performance.now(), reading: null, progress: null, cancelling: false };
}

function progressed(progress: Progress): void {
  session.set((now) => {
    if (!now.running) return now;
    const reading = progress.phase === 'reading' ? progress : now.running.reading;
    return { ...now, running: { ...now.running, reading, progress } };
  });
}

export function cancel(): void {
  session.set((now) => (now.running ? { ...now, running: { ...now.running, cancelling: true } } : now));
  void bridge.importCancel();
}

/** Runs the dry run; a dry run of the same mapping is not repeated. */
export async function check(): Promise<void> {
  const { paths, mapping, checked, checkedMapping } = session.get();
  if (!mapping) return;
  change({ step: 'check', error: null });
  if (checked && checkedMapping === mapping) return;
  change({ running: begun(), checked: null });
  try {
    const report = await runJob('Dry run', 'rows', (tell) => bridge.importDryRun(paths, mapping, both(tell)), cancel);
    change({ checked: report, checkedMapping: mapping, running: null });
  } catch (error) {
    change({ running: null, error: wasCancelled(error) ? null : error, step: wasCancelled(error) ? 'map' : 'check' });
  }
}

export async function run(): Promise<void> {
  const { paths, mapping } = session.get();
  if (!mapping) return;
  change({ step: 'import', running: begun(), error: null, imported: null });
  try {
    const report = await runJob('Importing', 'rows', (tell) => bridge.importRun(paths, mapping, both(tell)), cancel);
    change({ imported: report, running: null });
  } catch (error) {
    change({
      running: null,
      error: wasCancelled(error) ? null : error,
      step: wasCancelled(error) ? 'check' : 'import',
    });
  }
}

/** Saves what the dry run or the import rejected, to be corrected and brought again. */
export async function saveRejects(): Promise<void> {
  const { paths, mapping } = session.get();
  if (!mapping) return;
  try {
    const path = await bridge.importSaveRejects(paths, mapping);
    if (path) say(`Rejected rows are saved in ${path}. Correct them there and import that file.`);
  } catch (error) {
    sayTrouble(error);
  }
}

const both = (tell: (progress: Progress) => void) => (progress: Progress) => {
  progressed(progress);
  tell(progress);
};
