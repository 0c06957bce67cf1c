import { useCallback, useEffect, useRef, useState } from 'react';
import { answerOf } from '../app/answer';
import { type SimulationAnswer, simulated } from '../app/simulated';
import { bridge, type Policy, type Progress, type Scenario, type SimulationAnswered, wasCancelled } from '../bridge';

/** Where the simulation of the shown scenario stands. What was answered last stays on screen until there is something newer. */
export interface SimulationRun {
  state: 'waiting' | 'refining' | 'done' | 'cancelled' | 'failed';
  answer: SimulationAnswer | null;
  progress: Progress | null;
  error: unknown;
  /** True = the answer is of the scenario as it was before the last change. */
  stale: boolean;
  cancel: () => void;
  again: () => void;
}

type State = Omit<SimulationRun, 'cancel' | 'again' | 'stale'> & { of: string };

/** Fine answers by scenario, so that going back to one shows it at once. */
const answered = new Map<string, SimulationAnswer>();
const MOST_KEPT = 24;

function keep(of: string, answer: SimulationAnswer): void {
  const [oldest] = answered.keys();
  if (answered.size >= MOST_KEPT && oldest !== undefined) answered.delete(oldest);
  answered.set(of, answer);
}

/** What of a scenario moves its figures; the baseline's own are compared with nothing. */
const signOf = ({ name: _, note: __, ...rest }: Scenario, isBaseline: boolean): string =>
  JSON.stringify([isBaseline, rest]);

/** Forgets every answer: the records or the policy are others now. */
export function forgetAnswers(): void {
  answered.clear();
}

/** What is played. */
interface Asked {
  scenario: Scenario;
  /** With the scenario's changes. */
  policy: Policy;
  /** Where the scenario is kept; null = it is a ground, which changes nothing. */
  key: string | null;
  /** Told of each fine answer. */
  onAnswered: (key: string, answered: SimulationAnswered) => void;
}

/** A rough answer at once, then a finer one; a change calls off what is under way. */
export function useSimulation(asked: Asked): SimulationRun {
  const { scenario, key } = asked;
  const isBaseline = key === null;
  const of = signOf(scenario, isBaseline);
  const [state, setState] = useState<State>(() => blank(of));
  const [turn, setTurn] = useState(0);
  const now = useRef(asked);
  now.current = asked;
  const lookedUp = useRef<string | null>(null);
  // A calling off that is on its way must not reach the run that follows it.
  const calledOff = useRef<Promise<unknown>>(Promise.resolve());
  // biome-ignore lint/correctness/useExhaustiveDependencies: a turn is the wish to run the same once more
  useEffect(() => {
    const kept = answered.get(of);
    if (kept !== undefined) {
      setState({ ...blank(of), state: 'done', answer: kept });
      return;
    }
    let left = false;
    const put = (part: Partial<State>) => {
      if (!left) setState((before) => ({ ...before, ...part }));
    };
    const go = async () => {
      put({ state: 'waiting', progress: null, error: null });
      try {
        await calledOff.current;
        if (left) return;
        const { onAnswered, ...of_ } = now.current;
        // What was found before the window was opened need not be played again; what is moved from then on is not in the file.
        const isFirst = turn === 0 && of_.key !== null && lookedUp.current !== of_.key;
        lookedUp.current = of_.key;
        const last = isFirst && of_.key !== null ? await bridge.simulationLast(of_.key) : null;
        if (left) return;
        if (last !== null && signOf(last.scenario, false) === of) {
          const found = answerOf(last.answer, last.policy, false);
          keep(of, found);
          put({ of, answer: found, state: 'done' });
          return;
        }
        const rough = await bridge.simulate({ scenario: of_.scenario, key: of_.key, rough: true }, () => {});
        if (left) return;
        put({ of, answer: answerOf(rough, of_.policy, isBaseline), state: 'refining' });
        const run = await bridge.simulate({ scenario: of_.scenario, key: of_.key, rough: false }, (progress) =>
          put({ progress }),
        );
        const fine = answerOf(run, of_.policy, isBaseline);
        keep(of, fine);
        if (of_.key !== null) onAnswered(of_.key, run);
        put({ of, answer: fine, state: 'done', progress: null });
      } catch (error) {
        put(wasCancelled(error) ? { state: 'cancelled', progress: null } : { state: 'failed', error, progress: null });
      }
    };
    void go();
    return () => {
      left = true;
      calledOff.current = bridge.simulateCancel().catch(() => {});
    };
  }, [of, turn]);
  const { answer } = state;
  useEffect(() => {
    if (answer !== null && state.of === of) simulated.set({ scenario: now.current.scenario.name, isBaseline, answer });
  }, [answer, state.of, of, isBaseline]);
  const cancel = useCallback(() => void bridge.simulateCancel(), []);
  const again = useCallback(() => setTurn((before) => before + 1), []);
  return { ...state, stale: answer !== null && state.of !== of, cancel, again };
}

const blank = (of: string): State => ({ of, state: 'waiting', answer: null, progress: null, error: null });
