import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { useCommands } from '../app/commands';
import { say, sayTrouble } from '../app/toasts';
import { useWorkspace } from '../app/workspace';
import {
  bridge,
  onWorkspaceChanged,
  type SavedScenario,
  type Scenario,
  type SimulationFit,
  type SimulationStart,
} from '../bridge';
import { Field, LinkButton } from '../components/controls';
import { changesOf } from './levers/changes';
import { Levers } from './levers/Levers';
import { type Ground, policyOf, same, withCount } from './levers/levers';
import type { SimulatorPlace } from './place';
import { Results } from './results/Results';
import { forgetAnswers, useSimulation } from './run';
import { groundName, ScenarioList } from './ScenarioList';
import css from './simulator.module.css';

interface Props {
  /** The one to begin with first. */
  grounds: readonly [Ground, ...Ground[]];
  fit: SimulationFit;
  saved: readonly SavedScenario[];
  place: SimulatorPlace;
  go: (next: SimulatorPlace) => void;
}

/** What was moved and is not written down yet. */
type Edited = Pick<SavedScenario, 'key' | 'scenario'>;

const START = ['simulation-start'];
/** How long the hands rest before an edit is written down. */
const WRITE_AFTER_MS = 500;

/** Why a scenario cannot be kept under its name. */
function nameRefused({ key, scenario }: Edited, saved: readonly SavedScenario[]): string | null {
  const plain = (name: string) => name.trim().toLowerCase();
  if (plain(scenario.name) === '') return 'It needs a name.';
  const taken = saved.some((other) => other.key !== key && plain(other.scenario.name) === plain(scenario.name));
  return taken ? 'Another scenario has this name already.' : null;
}

/** Scenarios, what they give, and the levers of the one that is shown. */
export function WhatIf({ grounds, fit, saved, place, go }: Props) {
  const locked = useWorkspace().read_only !== null;
  const client = useQueryClient();
  const kept = saved.find(({ key }) => key === place.scenario);
  const basis = kept?.basis ?? place.scenario;
  const ground = grounds.find((one) => one.basis === basis) ?? grounds[0];
  const picked = kept?.key ?? ground.basis;
  const [edited, setEdited] = useState<Edited | null>(null);
  const scenario = edited !== null && edited.key === picked ? edited.scenario : (kept?.scenario ?? ground.baseline);
  const changes = changesOf(ground, scenario);
  const isBaseline = kept === undefined;
  const run = useSimulation({
    scenario,
    policy: policyOf(ground.policy, scenario),
    key: kept?.key ?? null,
    onAnswered: (key, { kept: ran }) => {
      if (ran !== null) put((all) => all.map((one) => (one.key === key ? { ...one, runs: [ran, ...one.runs] } : one)));
    },
  });
  useEffect(() => onWorkspaceChanged(forgetAnswers), []);

  const put = (next: (before: readonly SavedScenario[]) => SavedScenario[]) =>
    client.setQueryData<SimulationStart>(START, (before) => before && { ...before, saved: next(before.saved) });
  // What is moved is written down when the hands rest, and before another scenario is shown.
  const unwritten = useRef<Edited | null>(null);
  const write = useRef(() => {});
  write.current = () => {
    const one = unwritten.current;
    if (one === null) return;
    unwritten.current = null;
    // Under a name that cannot be kept, everything else still is, under the one that it had.
    const before = saved.find(({ key }) => key === one.key)?.scenario.name ?? one.scenario.name;
    const name = nameRefused(one, saved) === null ? one.scenario.name : before;
    const scenario = { ...one.scenario, name };
    put((all) => all.map((other) => (other.key === one.key ? { ...other, scenario } : other)));
    void bridge.scenarioSave(one.key, scenario).catch(sayTrouble);
  };
  useEffect(() => {
    if (edited === null) return;
    const timer = setTimeout(() => write.current(), WRITE_AFTER_MS);
    return () => clearTimeout(timer);
  }, [edited]);
  useEffect(() => () => write.current(), []);

  const make = async (name: string, like: Scenario) => {
    write.current();
    try {
      const made = await bridge.scenarioSave(null, { ...like, name });
      put((before) => [...before, made]);
      go({ scenario: made.key });
      return made;
    } catch (error) {
      sayTrouble(error);
      return null;
    }
  };
  const names = saved.map((one) => one.scenario.name);
  const fresh = (stem: string) => {
    let name = stem;
    for (let n = 2; names.includes(name); n++) name = `${stem} ${n}`;
    return name;
  };
  const take = (one: Edited) => {
    unwritten.current = one;
    setEdited(one);
  };
  const beginning = useRef<Scenario | null>(null);
  const begin = async () => {
    const made = await make(fresh('What if'), beginning.current ?? ground.baseline);
    const latest = beginning.current;
    beginning.current = null;
    if (made === null) setEdited(null);
    else if (latest !== null) take({ key: made.key, scenario: { ...latest, name: made.scenario.name } });
  };
  const edit = (next: Scenario) => {
    if (locked || same(next, scenario)) return;
    // The baseline is what was measured: moving a lever on it begins a scenario, once, however long it is being moved.
    if (isBaseline) {
      const begun = beginning.current !== null;
      beginning.current = next;
      // Shown where it began until it is kept, so that the next move goes on from here.
      setEdited({ key: picked, scenario: next });
      if (!begun) void begin();
      return;
    }
    take({ key: picked, scenario: next });
  };
  const remove = async () => {
    if (kept === undefined || locked) return;
    unwritten.current = null;
    try {
      await bridge.scenarioRemove(kept.key);
      put((before) => before.filter(({ key }) => key !== kept.key));
      go({ scenario: undefined });
      say(`“${kept.scenario.name}” is removed`, {
        label: 'Bring it back',
        run: () => void make(kept.scenario.name, kept.scenario),
      });
    } catch (error) {
      sayTrouble(error);
    }
  };
  const pick = (key: string) => {
    write.current();
    go({ scenario: key === grounds[0].basis ? undefined : key });
  };
  const group = 'Simulate';
  useCommands(() => [
    {
      id: 'simulate.new',
      label: 'New scenario',
      group,
      keys: ['n'],
      when: () => !locked,
      run: () => void make(fresh('What if'), ground.baseline),
    },
    {
      id: 'simulate.cancel',
      label: 'Call the simulation off',
      group,
      when: () => run.state === 'refining',
      run: run.cancel,
    },
    ...saved.map(({ key, scenario: { name } }) => ({
      id: `simulate.show.${key}`,
      label: `Show the scenario ${name}`,
      group,
      run: () => pick(key),
    })),
  ]);
  return (
    <div className={css.screen}>
      <ScenarioList
        grounds={grounds}
        fit={fit}
        saved={saved.map((one) => (edited !== null && one.key === edited.key ? { ...one, ...edited } : one))}
        picked={picked}
        locked={locked}
        onPick={pick}
        onNew={() => void make(fresh('What if'), ground.baseline)}
        onCopy={() => void make(fresh(`${scenario.name}, copy`), scenario)}
        onRemove={() => void remove()}
      />
      <Results
        key={picked}
        title={isBaseline ? groundName(ground, grounds) : scenario.name || 'Without a name'}
        scenario={scenario}
        isBaseline={isBaseline}
        changes={changes}
        ground={ground}
        fit={fit}
        run={run}
        onUndo={(change) => edit(change.undo(scenario))}
        onTake={(crew, count) => edit(withCount(ground.baseline, scenario, crew, count))}
      />
      <aside className={`insp ${css.side}`} aria-label="Levers">
        <div className="insp__head">
          {isBaseline ? (
            <>
              <h2 className="t-panel">{groundName(ground, grounds)}</h2>
              <p className="t-small t-2">Move a lever, and a scenario begins beside it.</p>
            </>
          ) : (
            <Field
              label="Name"
              value={scenario.name}
              readOnly={locked}
              error={nameRefused({ key: picked, scenario }, saved)}
              onChange={(name) => edit({ ...scenario, name })}
              placeholder="Berlin covers 08–10"
            />
          )}
          {changes.length > 0 && !locked && (
            <div className={css.back}>
              <LinkButton
                className="t-small"
                onPress={() => edit(changes.reduce((now, change) => change.undo(now), scenario))}
              >
                Take all changes back
              </LinkButton>
            </div>
          )}
        </div>
        <div className="insp__body" {...(locked && { tabIndex: 0 })}>
          <Levers
            ground={ground}
            scenario={scenario}
            locked={locked}
            onScenario={edit}
            onAssume={grounds.some((one) => one.basis === 'assumptions') ? () => pick('assumptions') : null}
          />
          {locked && <p className="t-small t-3">Open for reading only.</p>}
        </div>
      </aside>
    </div>
  );
}
